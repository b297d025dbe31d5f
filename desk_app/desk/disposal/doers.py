# SPDX-License-Identifier: MIT
"""Who carried out a disposal, as the journal tells: its record names who proposed and approved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.records.base import UserId
from desk_app.records.books.journal import Action

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from desk_app.desk.ports import Books
    from desk_app.records.books.journal import JournalEntry
    from desk_app.records.case.disposal import DisposalRecord

DELETED = (Action.DISPOSAL_CARRIED_OUT, Action.DISPOSAL_CHECKED)


def who_deleted(
    books: Books, noted: Iterable[JournalEntry], record: DisposalRecord
) -> Mapping[Action, UserId]:
    """Return who deleted the data of a disposal, and who had it checked last.

    ``noted`` are the entries of ``DELETED``.
    """
    span = range(record.first_entry, record.last_entry + 1)
    return {
        entry.action: UserId(entry.actor)
        for entry in noted
        if entry.sequence in span and books.journal.says(entry, disposal=record.number)
    }
