# SPDX-License-Identifier: MIT
"""The pieces an address is read into: what each is, what it says, where it stands in the text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


class Kind(Enum):
    """What a piece of an address is."""

    POSTAL = auto()
    PREFECTURE = auto()
    CITY = auto()
    STREET = auto()
    TOWN = auto()
    NUMBER = auto()
    LETTER = auto()
    FLOOR = auto()
    WORD = auto()


class Label(Enum):
    """What is written after a number or a letter that stands in the place of one."""

    NONE = ""
    CHOME = "丁目"
    BANCHO = "番町"
    BAN = "番"
    GO = "号"
    ROOM = "室"
    BLOCK = "棟"
    HALL = "館"
    JO = "条"
    LINE = "線"
    WARI = "地割"
    PART = "部"


class Gap(Enum):
    """What stands between a piece and the one before it."""

    NONE = auto()
    DASH = auto()
    BREAK = auto()
    """A space, a comma, a bracket: what follows may be another kind of thing."""


class Note(Enum):
    """What else is known of a piece that may be left out or written in another way."""

    OAZA = auto()
    APART = auto()
    SHARED = auto()
    TWIN = auto()
    OF_FLOOR = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """One piece: two pieces with the same kind and key say the same.

    ``start`` and ``end`` are code points of the text; ``former`` is the old name of a
    municipality by which it was called.
    """

    kind: Kind
    key: str
    start: int
    end: int
    label: Label = Label.NONE
    gap: Gap = Gap.NONE
    notes: frozenset[Note] = frozenset()
    former: str = ""
