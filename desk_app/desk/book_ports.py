# SPDX-License-Identifier: MIT
"""What a unit of work keeps beside applications and mail: numbers, stamps, users, values."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Protocol

from desk_app.records.disposal import DisposalRecord
from desk_app.records.ids import ApplicationId, PostingId, UserId
from desk_app.records.journal import Action, JournalEntry, JournalMark
from desk_app.records.people import DeskProfile, User
from desk_app.records.stamps import StampBalance, StampEntry


class Numbers(Protocol):
    """The running numbers of a year of an era; both restart on 1 January and with a new era."""

    def next_receipt(self, era: str, year: int) -> int:
        """Return the next running receipt number and take it."""
        ...

    def next_document(self, era: str, year: int) -> int:
        """Return the next running document number and take it."""
        ...

    def next_disposal(self, era: str, year: int) -> int:
        """Return the next running number of a disposal and take it."""
        ...

    def next_slip(self, era: str, year: int) -> int:
        """Return the next running number of a registered-mail slip and take it."""
        ...


class Disposals(Protocol):
    """The disposals, from proposal to report."""

    def get(self, id_: int) -> DisposalRecord:
        """Return a disposal; raises NotFound."""
        ...

    def all(self) -> tuple[DisposalRecord, ...]:
        """Return all disposals, the newest first."""
        ...

    def of_number(self, receipt_number: str) -> DisposalRecord | None:
        """Return the disposal of an application that is not there any more, by its number."""
        ...

    def add(self, record: DisposalRecord) -> DisposalRecord:
        """Keep a new disposal and return it with its id."""
        ...

    def save(self, record: DisposalRecord) -> None:
        """Keep a changed disposal; raises NotFound."""
        ...


class Drafts(Protocol):
    """What a clerk is typing, kept encrypted until it is saved or dropped."""

    def keep(self, user: UserId, key: str, content: str) -> None:
        """Keep a draft as text (JSON); one per user and key."""
        ...

    def get(self, user: UserId, key: str) -> str | None:
        """Return a draft."""
        ...

    def keys(self, user: UserId) -> tuple[str, ...]:
        """Return the keys of all drafts of a person, in their order."""
        ...

    def drop(self, user: UserId, key: str) -> None:
        """Forget a draft."""
        ...


class Stamps(Protocol):
    """The stamp book: entries that only follow one another, and the balance they make (G1)."""

    def balances(self) -> tuple[StampBalance, ...]:
        """Return what lies in the desk by face value, the highest first; none at nothing."""
        ...

    def get(self, id_: int) -> StampEntry:
        """Return an entry; raises NotFound."""
        ...

    def of_posting(self, id_: PostingId) -> tuple[StampEntry, ...]:
        """Return the entries of an envelope in their order."""
        ...

    def of_application(self, id_: ApplicationId) -> tuple[StampEntry, ...]:
        """Return the entries of an application in their order."""
        ...

    def is_taken_back(self, id_: int) -> bool:
        """Return whether another entry takes an entry back."""
        ...

    def add(self, entry: StampEntry) -> StampEntry:
        """Enter stamps that came or went, and return the entry with its id.

        The balance follows. Raises Refused where it would fall below nothing.
        """
        ...


class People(Protocol):
    """The users of the desk."""

    def all(self) -> tuple[User, ...]:
        """Return all users in order of their enrolment."""
        ...

    def get(self, id_: UserId) -> User:
        """Return a user; raises NotFound."""
        ...

    def add(self, user: User) -> None:
        """Keep a user."""
        ...

    def save(self, user: User) -> None:
        """Keep a user's changed name and roles; raises NotFound."""
        ...


class Settings(Protocol):
    """The desk's own values."""

    def profile(self) -> DeskProfile:
        """Return the desk profile."""
        ...

    def keep_profile(self, profile: DeskProfile) -> None:
        """Keep the desk profile."""
        ...

    def value(self, name: str) -> str | None:
        """Return a named value (for example ``rulebook_version``)."""
        ...

    def keep_value(self, name: str, value: str) -> None:
        """Keep a named value."""
        ...


class Journal(Protocol):
    """The append-only, chained record of who did what."""

    def note(
        self,
        action: Action,
        subject: ApplicationId | None = None,
        /,
        **facts: str | int | date | None,
    ) -> None:
        """Note an action; facts are kept as field names with keyed digests, never as values."""
        ...

    def mark(self) -> JournalMark:
        """Return the head as it stands in this unit of work."""
        ...

    def head(self) -> tuple[int, bytes]:
        """Return number and whole hash of the last entry; 0 and zeros before the first."""
        ...

    def holds(
        self,
        action: Action,
        subject: ApplicationId | None,
        actor: UserId | None,
        /,
        **facts: str | int | date | None,
    ) -> int | None:
        """Return the number of the first entry that says these facts; None where none.

        It may say others too.

        ``actor`` is who noted it; None asks for anybody's. Where the salt of an application is
        gone, nothing is found of it.
        """
        ...

    def of_actions(self, actions: Collection[Action]) -> tuple[JournalEntry, ...]:
        """Return the entries of some actions, in order."""
        ...

    def says(self, entry: JournalEntry, /, **facts: str | int | date | None) -> bool:
        """Return whether an entry about the whole desk says these facts, others perhaps."""
        ...

    def since(self, sequence: int) -> tuple[datetime, ...]:
        """Return the moments of the entries after a number, in their order."""
        ...

    def entries(self, subject: ApplicationId | None = None) -> tuple[JournalEntry, ...]:
        """Return the entries, of one application or all."""
        ...
