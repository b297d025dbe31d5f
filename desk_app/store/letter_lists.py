# SPDX-License-Identifier: MIT
"""The lists of letters: the queue, all of them, and those of one application."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select, text

from desk_app.desk.queries import LetterLine, LetterState
from desk_app.store.history_tables import Letters
from desk_app.store.tables import Applications

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from desk_app.records.ids import ApplicationId
    from desk_app.store.columns import AnyRow

_letters: Any = Letters.__table__
_applications: Any = Applications.__table__

_LINES = select(
    _letters.c.id,
    _letters.c.application,
    _applications.c.receipt_number,
    _letters.c.kind,
    _letters.c.number,
    _letters.c.dated,
    _letters.c.for_posting_on,
    _applications.c.name,
    _letters.c.language,
    _letters.c.void,
    _letters.c.posting,
    _letters.c.printed_at,
).join(_applications, _applications.c.id == _letters.c.application)

# A condition of a partial index stands as text: a bound value would hide it from SQLite's planner.
_TO_SEND = text("posting IS NULL AND void = 0")
_CONDITIONS: dict[LetterState, Any] = {
    LetterState.TO_PRINT: _TO_SEND & _letters.c.printed_at.is_(None),
    LetterState.TO_POST: _TO_SEND & _letters.c.printed_at.is_not(None),
    LetterState.POSTED: _letters.c.posting.is_not(None) & text("void = 0"),
    LetterState.VOID: text("void = 1"),
}
_ISSUE = (_letters.c.issued_at, _letters.c.application, _letters.c.position)
_OLDEST = _LINES.order_by(*_ISSUE).limit(bindparam("most"))
_NEWEST = _LINES.order_by(*(part.desc() for part in _ISSUE)).limit(bindparam("most"))
_OF_ONE = _LINES.where(_letters.c.application == bindparam("application_")).order_by(
    _letters.c.position
)


def letters(
    connection: Connection, state: LetterState | None, limit: int
) -> tuple[LetterLine, ...]:
    """Return the letters in a state, oldest first; all states newest first."""
    statement = _NEWEST if state is None else _OLDEST.where(_CONDITIONS[state])
    return tuple(map(_line, connection.execute(statement, {"most": limit})))


def letters_of(connection: Connection, application: ApplicationId) -> tuple[LetterLine, ...]:
    """Return the letters of one application in the order of their issue."""
    return tuple(map(_line, connection.execute(_OF_ONE, {"application_": application})))


def state_of(*, void: bool, posted: bool, printed: bool) -> LetterState:
    """Return how far a letter is."""
    if void:
        return LetterState.VOID
    if posted:
        return LetterState.POSTED
    return LetterState.TO_POST if printed else LetterState.TO_PRINT


def _line(row: AnyRow) -> LetterLine:
    posted, printed = row.posting is not None, row.printed_at is not None
    return LetterLine(
        id=row.id,
        application=row.application,
        receipt_number=row.receipt_number,
        kind=row.kind,
        number=row.number,
        dated=row.dated,
        for_posting_on=row.for_posting_on,
        name=row.name,
        language=row.language,
        state=state_of(void=row.void, posted=posted, printed=printed),
    )
