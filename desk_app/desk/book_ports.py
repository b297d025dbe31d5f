# SPDX-License-Identifier: MIT
"""What a unit of work keeps beside applications and mail: numbers, disposals, drafts."""

from __future__ import annotations

from typing import Protocol

from desk_app.records.disposal import DisposalRecord
from desk_app.records.ids import UserId


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

    def drop(self, user: UserId, key: str) -> None:
        """Forget a draft."""
        ...
