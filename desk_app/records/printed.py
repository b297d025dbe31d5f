# SPDX-License-Identifier: MIT
"""What the desk's own pages show: recovery sheet, day sheet, disposal report, drill record.

None of them tells whose papers the desk holds; the people named are the desk's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from desk_app.records.disposal import DisposalRecord
from desk_app.records.ids import UserId
from desk_app.records.journal import JournalMark
from desk_app.records.people import DeskProfile, Language
from desk_app.records.safekeeping import Backup, Drill, RecoverySheet


@dataclass(frozen=True, slots=True)
class RecoveryPage:
    """A recovery sheet on its way to the printer, the only place where its key is ever seen.

    ``groups`` are the key as it is read and typed, each group ending with its check character;
    ``secret`` is the same key as the square code holds it. ``fingerprint`` is that of the roster,
    empty at a desk without one.
    """

    language: Language
    profile: DeskProfile
    sheet: RecoverySheet
    mark: JournalMark
    groups: tuple[str, ...] = field(repr=False)
    secret: str = field(repr=False)
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class DayLine:
    """One row of a day sheet: who, what in words, how often."""

    who: str
    what: str
    count: int


@dataclass(frozen=True, slots=True)
class KeysLine:
    """An act on the keys on a day sheet: its number in the roster, what in words, and names.

    ``second`` signed with whoever did it; ``about`` is a person, a sheet or a disposal.
    """

    number: int
    what: str
    by: str
    second: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class DayPage:
    """A day of the journal for the binder (security.md §8).

    ``before`` is the entry that the day's first one follows; a day without entries has none of the
    three. ``head`` is the last entry when the page was made, ``backup`` the newest copy then.
    ``acts`` are the day's acts on the keys, ``fingerprint`` that of the roster; both are empty at a
    desk without one.
    """

    language: Language
    profile: DeskProfile
    on: date
    made_on: date
    lines: tuple[DayLine, ...]
    head: JournalMark
    before: JournalMark | None = None
    first: JournalMark | None = None
    last: JournalMark | None = None
    backup: Backup | None = None
    acts: tuple[KeysLine, ...] = ()
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class DisposalPage:
    """The report of a disposal (R3); ``names`` are those of the desk's people who acted."""

    language: Language
    profile: DeskProfile
    made_on: date
    record: DisposalRecord
    names: Mapping[UserId, str]


@dataclass(frozen=True, slots=True)
class DrillPage:
    """The record of a drill; ``mark`` is the head of the journal once it was noted."""

    language: Language
    profile: DeskProfile
    drill: Drill
    mark: JournalMark


@dataclass(frozen=True, slots=True)
class PublishedForm:
    """A form the desk publishes, in one language: its name (A-1) and its code there (A-1E)."""

    name: str
    language: Language
    code: str


Page = RecoveryPage | DayPage | DisposalPage | DrillPage
