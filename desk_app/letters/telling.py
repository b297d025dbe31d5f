# SPDX-License-Identifier: MIT
"""What a letter says: the words of its blocks in reading order, without their places on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.letters.blocks import DueFrame, Farewell, Item, Paragraph, Sides, Stack, Steps
from desk_app.letters.breaking import KEEP_FROM, KEEP_TO
from desk_app.letters.setting import Align
from desk_app.letters.tables import Table
from desk_app.records.letters import LetterText, Passage, Stand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desk_app.letters.blocks import Block
    from desk_app.letters.letter import Letter
    from desk_app.letters.setting import Text
    from desk_app.letters.tables import Cell

_BETWEEN = "　"
_STANDS = {Align.CENTRE: Stand.MIDDLE, Align.RIGHT: Stand.RIGHT}


def told(letter: Letter) -> LetterText:
    """Return what a letter says, from its title on: its body, then its annexes."""
    body = (block for group in letter.groups for block in group)
    return LetterText(letter.furniture.title, (*_all(body), *_annexes(letter)))


def _annexes(letter: Letter) -> Iterator[Passage]:
    for annex, _ in letter.annexes:
        yield Passage(annex.title, stand=Stand.MIDDLE)
        for group in annex.groups:
            yield from _all(group)


def _all(blocks: Iterable[Block]) -> Iterator[Passage]:
    for block in blocks:
        yield from _of(block)


def _of(block: Block) -> Iterator[Passage]:
    match block:
        case Stack():
            yield from _all(block.parts)
        case Steps():
            yield from _steps(block)
        case Item():
            yield Passage("", f"{block.number} {block.label}", item=True)
            yield from _all(block.content)
        case Table():
            for first, *others in block.rows:
                yield Passage(_BETWEEN.join(map(_cell, others)), _cell(first))
        case _:
            yield from _line(block)


def _line(block: Block) -> Iterator[Passage]:
    """Yield what a block of one paragraph says; white says nothing."""
    match block:
        case Paragraph():
            yield Passage(_plain(block.text), stand=_STANDS.get(block.align, Stand.TEXT))
        case Farewell():
            yield Passage(block.text, stand=Stand.RIGHT)
        case Sides():
            yield Passage(_BETWEEN.join((block.left, block.right)))
        case DueFrame():
            yield Passage(_BETWEEN.join((block.day, block.note)))
        case _:
            pass


def _steps(steps: Steps) -> Iterator[Passage]:
    several = len(steps.texts) > 1
    for number, text in enumerate(steps.texts, start=1):
        yield Passage(_plain(text), f"({number})" if several else "")


def _cell(cell: Cell) -> str:
    return "\n".join(_plain(each.text) for each in cell)


def _plain(text: Text) -> str:
    said = "".join(run.text for run in text)
    return said.replace(KEEP_FROM, "").replace(KEEP_TO, "")
