# SPDX-License-Identifier: MIT
"""The people of the desk and what they may be; whose the keys are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from desk_app.records.base import UserId, Word
from desk_app.records.field import ShortText


class Role(Word):
    """A role of a user; a user holds a set of them."""

    CLERK = "clerk"
    SUPERVISOR = "supervisor"
    OFFICER = "officer"
    AUDITOR = "auditor"


class Language(Word):
    """A language of a screen or a letter."""

    JA = "ja"
    EN = "en"


@dataclass(frozen=True, slots=True)
class User:
    """A person who signs in at the desk."""

    id: UserId
    name: ShortText
    roles: frozenset[Role]


# The roster: who may do what with the keys of a desk, as signed statements say.


class RosterAct(Word):
    """What a statement of the roster says was done."""

    FOUNDED = "founded"
    CARRIED_OVER = "carried_over"
    RESTORED = "restored"
    ENROLLED = "enrolled"
    ENROLLED_ANEW = "enrolled_anew"
    CONFIRMED = "confirmed"
    PASSWORD_RENEWED = "password_renewed"  # noqa: S105 an act, no password
    REMOVED = "removed"
    SHEET_MADE = "sheet_made"
    SHEET_WITHDRAWN = "sheet_withdrawn"
    SHEET_CONFIRMED = "sheet_confirmed"
    SHEET_DESTROYED = "sheet_destroyed"
    KEY_CHANGED = "key_changed"
    PEPPER_CHANGED = "pepper_changed"
    DISPOSED = "disposed"


class KeysPart(Word):
    """What of the keys is not as somebody signed it, where a stop names it."""

    ROSTER = "roster"
    ORDER = "order"
    FORM = "form"
    SIGNATURE = "signature"
    SECOND_SIGNATURE = "second_signature"
    AUTHOR = "author"
    CAUSE = "cause"
    PEOPLE = "people"
    SLOT = "slot"
    SHEET = "sheet"
    DATA_KEY = "data_key"
    DISPOSALS = "disposals"
    COPIES = "copies"
    ANCHOR = "anchor"
    BOOKS = "books"


ROOTS = frozenset({RosterAct.FOUNDED, RosterAct.CARRIED_OVER})
"""The acts a roster can begin with."""


@dataclass(frozen=True, slots=True)
class RosterPlace:
    """A place of the roster: the number of a statement, and its hash in hexadecimal digits."""

    number: int = 0
    head: str = ""


NO_ROSTER = RosterPlace()
"""The place of a desk that was never carried over to a roster."""


ROSTER_VALUE = "roster"
"""The value that says which place of the roster the books have entered, and which root it has."""


class Entered(NamedTuple):
    """The place of the roster that the books have entered, its root, and the entry that says so."""

    place: RosterPlace = NO_ROSTER
    root: str = ""
    entry: int = 0

    def written(self) -> str:
        """Return it as a value of the books, and as the anchor has it."""
        return f"{self.place.number} {self.place.head} {self.root} {self.entry}"

    def facts(self) -> dict[str, str | int]:
        """Return what the entry says of it, as facts of the journal."""
        return {
            "roster": self.place.number,
            "roster_head": self.place.head,
            "roster_root": self.root,
        }


def read_entered(value: str | None) -> Entered:
    """Return what the books keep of the roster; nothing entered at a desk of before.

    Raises ValueError for what is no such value.
    """
    if not value:
        return Entered()
    number, head, root, entry = value.split(" ")
    return Entered(RosterPlace(int(number), head), root, int(entry))


class RosterLine(NamedTuple):
    """A statement as a person reads it: number, moment, what was done, by whom, with whom.

    ``about`` names the user it is about, or the number of the sheet; empty for the whole desk.
    ``after`` is the number of the journal's last entry when it was made.
    """

    number: int
    at: datetime
    act: RosterAct
    by: UserId
    second: UserId | None = None
    about: str = ""
    after: int = 0


class RoleTerm(NamedTuple):
    """That somebody had roles, from one signed statement on until another; None: until now."""

    user: UserId
    name: str
    roles: frozenset[Role]
    began: RosterLine
    ended: RosterLine | None = None


class NamedLine(NamedTuple):
    """A statement with the names of people in it; ``second`` and ``about`` are empty for nobody."""

    number: int
    at: datetime
    act: RosterAct
    by: str
    second: str = ""
    about: str = ""
