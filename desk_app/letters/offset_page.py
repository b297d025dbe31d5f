# SPDX-License-Identifier: MIT
"""A page on which a clerk measures with a ruler what a printer is off by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.letters import labels
from desk_app.letters.blocks import Paragraph, Space, Steps
from desk_app.letters.composing import roles_of
from desk_app.letters.markup import text
from desk_app.letters.setting import Align, plain
from desk_app.letters.sheet import BLACK, DARK, WHITE, Face, Type
from desk_app.letters.wording import Part, Table, read, wording
from desk_app.records.paper import Paper
from desk_app.rules.papers import offset_for
from desk_app.rules.windows import safe_box

if TYPE_CHECKING:
    from pathlib import Path

    from desk_app.letters.blocks import Block
    from desk_app.letters.setting import Setter
    from desk_app.letters.sheet import Sheet
    from desk_app.letters.wording import Wording
    from desk_app.records.people import DeskProfile
    from desk_app.records.postal_pages import OffsetPage

AT = 20.0
"""So far from the left and the top edge are the lines that are measured, in millimetres."""

_SHORTEST = 6.0
_LINES_TO = 90.0
_THICK, _THIN = 0.35, 0.15
_TICKS = range(10, 31)
_DASH = "2 2"
_LEFT, _TOP, _WIDTH = 42.0, 35.0, 148.0
_A4_TOP = 66.0
_AROUND = 2.0
_TITLE = Type(Face.BOLD, 12.0, 17.0)
_NUMBER = Type(Face.GOTHIC, 6.0, 7.0)
_WRITTEN = Type(Face.GOTHIC, 9.5, 18.0)


class OffsetWords(Part):
    """The words of the page; ``papers`` names each kind of paper."""

    title: str
    measured: str
    window: str
    labels: str
    steps: tuple[str, ...]
    papers: Table


def draw_offset_page(sheet: Sheet, setter: Setter, page: OffsetPage, folder: Path) -> None:
    """Draw the lines to measure, how to do it, and what else must fall into its place."""
    said = wording(folder, page.language)
    words = read(folder / page.language.value / "offsets.toml", OffsetWords)
    sheet.name(words.title)
    _draw_lines(sheet)
    _draw_frames(sheet, page.paper, page.profile)
    top = _A4_TOP if page.paper in {Paper.A4, Paper.LABELS} else _TOP
    slabs = [
        slab for block in _blocks(page, words, said) for slab in block.slabs(setter, _LEFT, _WIDTH)
    ]
    _clear(sheet, top, sum(slab.height for slab in slabs))
    for slab in slabs:
        slab.draw(sheet, top)
        top += slab.height
    sheet.end_page()


def _clear(sheet: Sheet, top: float, height: float) -> None:
    """Make room for text over the frames."""
    corner = (_LEFT - _AROUND, top - _AROUND)
    sheet.fill(corner, (_WIDTH + 2 * _AROUND, height + 2 * _AROUND), WHITE)


def _draw_lines(sheet: Sheet) -> None:
    """Draw the two lines with a tick every millimetre beside them."""
    sheet.rule((AT, _SHORTEST), (AT, _LINES_TO), _THICK, BLACK)
    sheet.rule((_SHORTEST, AT), (_LINES_TO, AT), _THICK, BLACK)
    for tick in _TICKS:
        long = 3.0 if tick % 5 == 0 else 1.6
        sheet.rule((tick, 40.0), (tick, 40.0 + long), _THIN, BLACK)
        sheet.rule((46.0, tick), (46.0 + long, tick), _THIN, BLACK)
        if tick % 5 == 0 and tick != AT:
            sheet.text_centred(tick, 45.6, _NUMBER, str(tick))
            sheet.text(49.6, tick + 0.8, _NUMBER, str(tick))


def _draw_frames(sheet: Sheet, paper: Paper, profile: DeskProfile) -> None:
    if paper is Paper.A4:
        left, top, right, bottom = (each / 10 for each in safe_box(profile.window))
        sheet.frame((left, top), (right - left, bottom - top), _THIN, DARK, _DASH)
    if paper is Paper.LABELS:
        for place in range(1, labels.TO_A_SHEET + 1):
            sheet.frame(labels.corner_of(place), labels.SIZE, _THIN, DARK, _DASH)


def _blocks(page: OffsetPage, words: OffsetWords, said: Wording) -> tuple[Block, ...]:
    roles = roles_of(page.language)
    offset = offset_for(page.profile.offsets, page.paper)
    values = {
        "at": f"{AT:g}",
        "right": f"{offset.right / 10:.1f}",
        "down": f"{offset.down / 10:.1f}",
    }
    title = f"{words.title}　{words.papers[page.paper.value]}"
    steps = tuple(text(said.voice.say(step, values)) for step in words.steps)
    beside = {Paper.A4: words.window, Paper.LABELS: words.labels}.get(page.paper, "")
    return (
        Paragraph(plain(title), _TITLE, Align.LEFT),
        Space(1.0),
        Steps(steps, roles.table, Align.LEFT),
        Space(1.5),
        Paragraph(plain(words.measured), _WRITTEN, Align.LEFT),
        *((Paragraph(plain(beside), roles.note, Align.LEFT),) if beside else ()),
    )
