# SPDX-License-Identifier: MIT
"""Ledgers that leave the desk: read by who may, noted before they go (T29)."""

from __future__ import annotations

from enum import Enum

from desk_app.desk.context import Desk
from desk_app.desk.disposing import nameless
from desk_app.desk.errors import BadInput
from desk_app.desk.rows import JournalFilter, JournalLine, KeptLine
from desk_app.records.journal import Action
from desk_app.records.pages import LedgerKind
from desk_app.rules.terms import Duty

MOST_ROWS = 1_048_575
"""So many rows has a sheet of a spreadsheet below its head."""

_LINES_AT_ONCE = 50_000


class JournalColumn(Enum):
    """The columns of the journal as a table."""

    NUMBER = "number"
    DAY = "day"
    TIME = "time"
    PERSON = "person"
    ACTION = "action"
    SUBJECT = "subject"
    FIELDS = "fields"


class DueColumn(Enum):
    """The columns of the list of what is due for disposal."""

    NUMBER = "number"
    RIGHTS = "rights"
    COMPLETED = "completed"
    UNTIL = "until"
    SHEETS = "sheets"
    LETTERS = "letters"
    HOLD = "hold"
    REVIEW = "review"


def export_journal(desk: Desk, wanted: JournalFilter) -> tuple[JournalLine, ...]:
    """Return the entries that match, the oldest first, to be written to a file.

    Raises NotAllowed, BadInput where they are more than a sheet can hold.
    """
    desk.must(Duty.EXPORT)
    desk.must(Duty.READ_JOURNAL)
    journal = desk.ports.store.journal
    window = journal.window(wanted, MOST_ROWS)
    if window.more:
        raise BadInput("ledger_too_long", {"most": MOST_ROWS}, place="since")
    ids = window.ids[::-1]
    lines = tuple(
        line
        for start in range(0, len(ids), _LINES_AT_ONCE)
        for line in journal.lines(ids[start : start + _LINES_AT_ONCE])
    )
    _note(desk, LedgerKind.JOURNAL, len(lines))
    return lines


def export_due(desk: Desk) -> tuple[KeptLine, ...]:
    """Return what is due for disposal today, to be written to a file: numbers and days, no names.

    Raises NotAllowed, BadInput where it is more than a sheet can hold.
    """
    desk.must(Duty.EXPORT)
    lines = desk.ports.store.queries.kept(desk.today, due=True, limit=MOST_ROWS + 1)
    if len(lines) > MOST_ROWS:
        raise BadInput("ledger_too_long", {"most": MOST_ROWS}, place="since")
    _note(desk, LedgerKind.DUE, len(lines))
    return tuple(map(nameless, lines))


def _note(desk: Desk, kind: LedgerKind, rows: int) -> None:
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        books.journal.note(Action.LEDGER_EXPORTED, None, ledger=kind.value, rows=rows)
        books.commit()
