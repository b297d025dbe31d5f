# SPDX-License-Identifier: MIT
"""The types of the published forms, and where things stand on their pages, in millimetres."""

from __future__ import annotations

from desk_app.letters.forms.grid import Area, Look
from desk_app.letters.forms.lines import Styles
from desk_app.letters.sheet import Face, Type
from desk_app.records.people import Language

LEFT, RIGHT = 16.0, 194.0
WIDTH = RIGHT - LEFT
MIDDLE = (LEFT + RIGHT) / 2
BOTTOM = 281.0
FOOT_BASE = 287.4

TITLE_BASE = 15.0
SUBTITLE_BASE = 20.6
TO_PLACE = (LEFT, 28.4)
DAY_PLACE = (101.0, 28.4)
DAY_WIDTH = 66.0
FILL_IN_PLACE = (LEFT, 38.9)
FILL_IN_WIDTH = 150.0
STAMP = Area(167.8, 23.2, 26.2, 20.2)
GRID_TOP = 44.8
SECTION_WIDTH = 25.2
SECTION_INSET = 1.8
SECTION_HANG = 4.6
SECTION_EDGE = 1.3
OFFICE_WIDTH = 8.2
ABOVE_OFFICE = 2.0
ABOVE_NOTES = 1.3
GUIDE_TOP = 23.0
GUIDE_LATER_TOP = 16.0

LETTER_TITLE_BASE = 26.5
LETTER_TO_PLACE = (LEFT, 40.0)
LETTER_OPENING_BASE = 56.0
LETTER_TOP = 60.0
ABOVE_LETTER_SECTION = 5.6
BELOW_LETTER_HEADING = 1.6

TITLE = Type(Face.BOLD, 15.5, 19.0)
SUBTITLE = Type(Face.GOTHIC, 9.6, 13.0)
TO = Styles(Type(Face.GOTHIC, 10.4, 14.4), Type(Face.GOTHIC, 7.2, 14.4))
FILL_IN = Styles(Type(Face.GOTHIC, 9.2, 12.2), Type(Face.GOTHIC, 7.2, 12.2))
SECTION = Type(Face.BOLD, 9.6, 12.4)
SMALL = Type(Face.GOTHIC, 6.8, 8.8)
NOTE = Type(Face.GOTHIC, 7.8, 10.2)
OFFICE = Type(Face.GOTHIC, 8.0, 9.6)
LETTER_TITLE = Type(Face.MINCHO, 23.0, 28.0)
LETTER_TO = Styles(Type(Face.MINCHO, 11.4, 15.4), Type(Face.MINCHO, 8.0, 15.4))
LETTER_OPENING = Type(Face.MINCHO, 11.4, 17.0)
LETTER_HEADING = Type(Face.BOLD, 10.4, 13.6)
LETTER_NOTE = Type(Face.GOTHIC, 8.6, 12.4)

_GRID = Look(
    Styles(Type(Face.GOTHIC, 9.4, 12.2), Type(Face.GOTHIC, 7.2, 12.2)),
    label=Type(Face.GOTHIC, 8.8, 11.4),
    hint=SMALL,
    label_width=22.8,
)
_GRID_EN = Look(
    Styles(Type(Face.GOTHIC, 8.6, 11.0), Type(Face.GOTHIC, 7.0, 11.0)),
    label=Type(Face.GOTHIC, 8.0, 10.2),
    hint=SMALL,
    label_width=22.8,
)
OFFICE_GRID = Look(
    Styles(Type(Face.GOTHIC, 7.5, 10.4), Type(Face.GOTHIC, 6.8, 10.4)),
    label=Type(Face.GOTHIC, 7.6, 10.0),
    hint=SMALL,
    label_width=17.0,
)
LETTER_GRID = Look(
    Styles(Type(Face.GOTHIC, 9.8, 18.4), Type(Face.GOTHIC, 7.6, 18.4)),
    label=Type(Face.GOTHIC, 9.6, 12.6),
    hint=Type(Face.GOTHIC, 7.2, 9.4),
    label_width=30.0,
)


def grid(language: Language) -> Look:
    """Return the look of an application's sections; English says the same in more words."""
    return _GRID if language is Language.JA else _GRID_EN
