# SPDX-License-Identifier: MIT
"""One letter as a document: letterhead, body, annexes, slip, page by page; what it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from desk_app.letters.blocks import (
    BodyTable,
    BodyZone,
    DueFrame,
    Farewell,
    ItemBlock,
    ParagraphBlock,
    PlacedSlabs,
    Sides,
    Stack,
    Steps,
    paginate,
)
from desk_app.letters.letterhead import (
    BODY_LEFT,
    BODY_WIDTH,
    MIDDLE,
    Furniture,
    contact_top,
    draw_contact,
    draw_every,
    draw_first,
    draw_running_head,
)
from desk_app.letters.setting import KEEP_FROM, KEEP_TO, Align
from desk_app.records.letters import LetterText, Passage, Stand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from desk_app.letters.blocks import Block, Cell, Slab
    from desk_app.letters.setting import Setter, Text
    from desk_app.letters.sheet import Sheet, Type
    from desk_app.letters.slip import ReturnSlip


_FIRST_TOP = 77.0
_FIRST_BOTTOM = 250.0
_LATER_TOP = 24.0
_LATER_BOTTOM = 275.0
_ABOVE_CONTACT = 2.0
_ANNEX_TITLE_BASE = 29.4
_ANNEX_TOP = 36.0

Group = tuple["Block", ...]
"""Blocks that stay on one page where they can: an item, or the opening."""


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex: the word in its running head, its title, and what it holds."""

    label: str
    title: str
    title_kind: Type
    groups: tuple[Group, ...]

    def pages(self, setter: Setter) -> list[PlacedSlabs]:
        """Set the annex and return its pages."""
        first = BodyZone(_ANNEX_TOP, _LATER_BOTTOM, _LATER_BOTTOM)
        later = BodyZone(_LATER_TOP, _LATER_BOTTOM, _LATER_BOTTOM)
        return paginate(_slabs(self.groups, setter), first, later)


class SetAnnex(NamedTuple):
    """An annex with its pages, so that the letter can tell how many they are."""

    annex: Annex
    pages: list[PlacedSlabs]


@dataclass(frozen=True, slots=True)
class LetterDocument:
    """Everything that is drawn of one letter; ``continued`` heads its pages after the first."""

    furniture: Furniture
    continued: str
    groups: tuple[Group, ...]
    annexes: tuple[SetAnnex, ...] = ()
    slip: ReturnSlip | None = None

    def draw(self, sheet: Sheet, setter: Setter) -> None:
        """Draw all pages of the letter, its annexes after it; each page counts."""
        drawers = [*self._letter_pages(setter), *self._annex_pages()]
        if self.slip is not None:
            drawers += [
                _headed(self.furniture, self.slip.label, draw) for draw in self.slip.pages(setter)
            ]
        for number, draw in enumerate(drawers, start=1):
            draw(sheet)
            draw_every(sheet, self.furniture, number, len(drawers))
            sheet.end_page()

    def _letter_pages(self, setter: Setter) -> list[Callable[[Sheet], None]]:
        last = min(_FIRST_BOTTOM, contact_top(self.furniture.contact) - _ABOVE_CONTACT)
        first = BodyZone(_FIRST_TOP, _FIRST_BOTTOM, last)
        later = BodyZone(_LATER_TOP, _LATER_BOTTOM, last)
        pages = paginate(_slabs(self.groups, setter), first, later)
        return [self._letter_page(page, number, len(pages)) for number, page in enumerate(pages)]

    def _letter_page(self, page: PlacedSlabs, number: int, count: int) -> Callable[[Sheet], None]:
        def draw(sheet: Sheet) -> None:
            if number == 0:
                draw_first(sheet, self.furniture)
            else:
                draw_running_head(sheet, self.furniture, self.continued)
            _draw_page(sheet, page)
            if number == count - 1:
                draw_contact(sheet, self.furniture)

        return draw

    def _annex_pages(self) -> list[Callable[[Sheet], None]]:
        drawers: list[Callable[[Sheet], None]] = []
        for annex, pages in self.annexes:
            for number, page in enumerate(pages):
                content = _annex_page(page, annex if number == 0 else None)
                drawers.append(_headed(self.furniture, annex.label, content))
        return drawers


def _slabs(groups: tuple[Group, ...], setter: Setter) -> list[list[Slab]]:
    return [
        [slab for block in group for slab in block.slabs(setter, BODY_LEFT, BODY_WIDTH)]
        for group in groups
    ]


def _draw_page(sheet: Sheet, page: PlacedSlabs) -> None:
    for top, slab in page:
        slab.draw(sheet, top)


def _annex_page(page: PlacedSlabs, titled: Annex | None) -> Callable[[Sheet], None]:
    def draw(sheet: Sheet) -> None:
        if titled is not None:
            sheet.text_centred(MIDDLE, _ANNEX_TITLE_BASE, titled.title_kind, titled.title)
        _draw_page(sheet, page)

    return draw


def _headed(
    furniture: Furniture, label: str, content: Callable[[Sheet], None]
) -> Callable[[Sheet], None]:
    def draw(sheet: Sheet) -> None:
        draw_running_head(sheet, furniture, label)
        content(sheet)

    return draw


# What a letter says: the words of its blocks in reading order, without their places on paper.


_BETWEEN = "　"
_STANDS = {Align.CENTRE: Stand.MIDDLE, Align.RIGHT: Stand.RIGHT}


def told(letter: LetterDocument) -> LetterText:
    """Return what a letter says, from its title on: its body, then its annexes."""
    body = (block for group in letter.groups for block in group)
    return LetterText(letter.furniture.title, (*_all(body), *_annexes(letter)))


def _annexes(letter: LetterDocument) -> Iterator[Passage]:
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
        case ItemBlock():
            yield Passage("", f"{block.number} {block.label}", item=True)
            yield from _all(block.content)
        case BodyTable():
            for first, *others in block.rows:
                yield Passage(_BETWEEN.join(map(_cell, others)), _cell(first))
        case _:
            yield from _line(block)


def _line(block: Block) -> Iterator[Passage]:
    """Yield what a block of one paragraph says; white says nothing."""
    match block:
        case ParagraphBlock():
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
