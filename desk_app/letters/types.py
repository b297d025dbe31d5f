# SPDX-License-Identifier: MIT
"""The types a letter is set in, by role."""

from __future__ import annotations

from typing import NamedTuple

from desk_app.letters.setting import Align
from desk_app.letters.sheet import Face, Type


class Roles(NamedTuple):
    """The types of a language whose running text differs; widths and gaps in millimetres."""

    body: Type
    table: Type
    note: Type
    align: Align
    indent: int
    title: Type
    label_width: float
    label_gap: float


JAPANESE = Roles(
    body=Type(Face.MINCHO, 10.5, 17.0),
    table=Type(Face.MINCHO, 9.5, 14.0),
    note=Type(Face.MINCHO, 9.0, 13.5),
    align=Align.EVEN,
    indent=1000,
    title=Type(Face.BOLD, 14.0, 14.0, 120),
    label_width=34.0,
    label_gap=0.5,
)
ENGLISH = Roles(
    body=Type(Face.MINCHO, 10.0, 14.2),
    table=Type(Face.MINCHO, 9.5, 13.0),
    note=Type(Face.MINCHO, 9.0, 12.2),
    align=Align.LEFT,
    indent=0,
    title=Type(Face.BOLD, 14.0, 14.0),
    label_width=36.4,
    label_gap=0.9,
)

LABEL = Type(Face.GOTHIC, 10.0, 17.0)
TABLE_HEAD = Type(Face.GOTHIC, 9.0, 14.0)
TABLE_LABEL = Type(Face.GOTHIC, 9.0, 14.0)
DUE_DAY = Type(Face.BOLD, 12.5, 17.0)
DUE_NOTE = Type(Face.GOTHIC, 9.5, 14.0)
CONTACT = Type(Face.GOTHIC, 8.4, 12.2)
CONTACT_LABEL = Type(Face.BOLD, 8.4, 12.2)
FOOT = Type(Face.GOTHIC, 7.8, 10.0)
FOOT_PAGE = Type(Face.GOTHIC, 9.0, 10.0)
JOURNAL = Type(Face.GOTHIC, 5.5, 6.0)
HEAD = Type(Face.GOTHIC, 9.0, 12.0)
NUMBER = Type(Face.MINCHO, 10.5, 16.0)
SENDER_ADDRESS = Type(Face.MINCHO, 9.5, 14.0)
SENDER_COMPANY = Type(Face.MINCHO, 12.0, 17.0)
SENDER_DESK = Type(Face.MINCHO, 10.5, 15.0)
