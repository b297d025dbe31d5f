# SPDX-License-Identifier: MIT
"""Labels of 86.4 × 42.3 mm, twelve to a sheet (P2); some of a sheet may be gone already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.letters.addressees import Room, addressee_lines, draw_addressee
from desk_app.letters.addresses import Pitch

if TYPE_CHECKING:
    from desk_app.letters.setting import Setter
    from desk_app.letters.sheet import Sheet
    from desk_app.records.postal_pages import LabelsPage

COLUMNS, ROWS = 2, 6
WIDTH, HEIGHT = 86.4, 42.3
LEFT, TOP = 18.6, 21.6
SIZE = (WIDTH, HEIGHT)
TO_A_SHEET = COLUMNS * ROWS
_TEXT_LEFT = 8.4
_FIRST_BASE = 8.6
_ROOM = Room(
    width=WIDTH - 2 * _TEXT_LEFT,
    pitches=(
        Pitch(2, 10.5, 5.0, 10.0, least=9.5),
        Pitch(3, 10.0, 4.8, 8.6, least=9.0),
        Pitch(4, 9.0, 4.2, 7.6, least=8.0),
    ),
    code_size=11.0,
    first=5.4,
    name_size=15.0,
    indent=6.0,
)


def corner_of(place: int) -> tuple[float, float]:
    """Return the top left corner of a label in millimetres; the first place is 1."""
    row, column = divmod(place - 1, COLUMNS)
    return LEFT + column * WIDTH, TOP + row * HEIGHT


def draw_labels(sheet: Sheet, setter: Setter, page: LabelsPage) -> None:
    """Draw the labels from the first free one on, on as many sheets as they need.

    Raises ValueError for a first label that no sheet has.
    """
    if not 1 <= page.first <= TO_A_SHEET:
        raise ValueError("no such label")
    set_lines = [addressee_lines(setter, each, _ROOM) for each in page.labels]
    for number, lines in enumerate(set_lines):
        place = (page.first - 1 + number) % TO_A_SHEET + 1
        if number and place == 1:
            sheet.end_page()
        x, y = corner_of(place)
        draw_addressee(sheet, (x + _TEXT_LEFT, y + _FIRST_BASE), lines)
    sheet.end_page()
