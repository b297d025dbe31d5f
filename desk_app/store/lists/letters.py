# SPDX-License-Identifier: MIT
"""The lists of letters, and of envelopes sent and come back."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from sqlalchemy import Integer, bindparam, case, column, exists, func, select, text

from desk_app.desk.rows import (
    LetterColumn,
    LetterLine,
    LetterOrder,
    LetterState,
    PostingLine,
    PrintedLine,
)
from desk_app.records.case.history import Posting
from desk_app.records.case.letters import LetterKind
from desk_app.store.schema.columns import Day, place_of
from desk_app.store.schema.tables import (
    ApplicationRows,
    Corrections,
    LetterFactsKept,
    Letters,
    Postings,
    WorkRows,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from contextlib import AbstractContextManager
    from datetime import date

    from sqlalchemy import Select
    from sqlalchemy.engine import Connection, RowMapping

    from desk_app.records.base import ApplicationId
    from desk_app.store.schema.columns import AnyRow


_letters = Letters.__table__
_applications = ApplicationRows.__table__
_corrections = Corrections.__table__
_work = WorkRows.__table__
_facts = LetterFactsKept.__table__

# Without a proxy a letter goes to the principal: only with one, or where something was corrected
# after it may have been issued, are its frozen facts opened.
_ADDRESSED: Any = (
    select(func.json_extract(_facts.c.facts, "$.addressee.name"))
    .where(_facts.c.letter == _letters.c.id)
    .correlate(_letters)
    .scalar_subquery()
)
_AS_LOGGED: Any = ~(
    exists().where(_corrections.c.application == _letters.c.application).correlate(_letters)
)
_TO: Any = case(
    (_applications.c.proxy_kind.is_(None) & _AS_LOGGED, _applications.c.name),
    else_=func.coalesce(_ADDRESSED, _applications.c.name),
)

_LINES = select(
    _letters.c.id,
    _letters.c.application,
    _applications.c.receipt_number,
    _letters.c.kind,
    _letters.c.number,
    _letters.c.dated,
    _letters.c.for_posting_on,
    _applications.c.name,
    _TO.label("to"),
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
_PLACES: dict[LetterColumn, tuple[Any, ...]] = {
    LetterColumn.NUMBER: (),
    LetterColumn.KIND: (place_of(_letters.c.kind, LetterKind),),
    LetterColumn.NAME: (_TO,),
    LetterColumn.RECEIPT: (_work.c.number_order,),
    LetterColumn.POSTING: (_letters.c.for_posting_on,),
}
_OF_ONE = _LINES.where(_letters.c.application == bindparam("application_")).order_by(
    _letters.c.position
)

_PRINTED = (
    _LINES.add_columns(_letters.c.prints)
    .where(text("printed_at IS NOT NULL"))
    .order_by(
        _letters.c.printed_at.desc(), _letters.c.application.desc(), _letters.c.position.desc()
    )
    .limit(bindparam("most"))
)


def letters(
    connection: Connection,
    state: LetterState | None,
    limit: int,
    order: LetterOrder | None = None,
) -> tuple[LetterLine, ...]:
    """Return the letters in a state; without an order oldest first, all states newest first."""
    wanted = order or LetterOrder(ascending=state is not None)
    statement = _in_order(wanted)
    if state is not None:
        statement = statement.where(_CONDITIONS[state])
    return tuple(map(_line, connection.execute(statement, {"most": limit})))


def _in_order(order: LetterOrder) -> Select[*tuple[Any, ...]]:
    columns = (*_PLACES[order.column], *_ISSUE)
    wanted = columns if order.ascending else [column.desc() for column in columns]
    lines: Select[*tuple[Any, ...]] = _LINES
    if order.column is LetterColumn.RECEIPT:
        lines = lines.join(_work, _work.c.application == _letters.c.application)
    return lines.order_by(*wanted).limit(bindparam("most"))


def letters_of(connection: Connection, application: ApplicationId) -> tuple[LetterLine, ...]:
    """Return the letters of one application in the order of their issue."""
    return tuple(map(_line, connection.execute(_OF_ONE, {"application_": application})))


def printed(connection: Connection, limit: int) -> tuple[PrintedLine, ...]:
    """Return the letters that went to paper, the one printed last first."""
    rows = connection.execute(_PRINTED, {"most": limit})
    return tuple(PrintedLine(_line(row), row.printed_at, row.prints) for row in rows)


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
        to=row.to,
        language=row.language,
        state=state_of(void=row.void, posted=posted, printed=printed),
    )


# The lists of envelopes: sent in some days, and come back.


_postings = Postings.__table__


_NAMES = tuple(field.name for field in fields(Posting))
_ENVELOPES = (
    select(
        _postings.c.application,
        _applications.c.receipt_number,
        _applications.c.name.label("name_"),
        func.coalesce(func.nullif(_applications.c.proxy_name, ""), _applications.c.name).label(
            "by_"
        ),
        *(_postings.c[name] for name in _NAMES),
    )
    .join(_applications, _applications.c.id == _postings.c.application)
    .limit(bindparam("most"))
)
_SENT = _ENVELOPES.where(
    _postings.c.posted_on >= bindparam("first", type_=Day()),
    _postings.c.posted_on <= bindparam("last", type_=Day()),
).order_by(
    _postings.c.posted_on.desc(), _postings.c.application.desc(), _postings.c.position.desc()
)
# A condition of a partial index stands as text: a bound value would hide it from SQLite's planner.
_CAME_BACK = _ENVELOPES.where(text("came_back_on IS NOT NULL")).order_by(
    _postings.c.came_back_on.desc(), _postings.c.application.desc(), _postings.c.position.desc()
)
_AMONG = func.json_each(bindparam("applications")).table_valued(column("value", Integer))
_INSIDE = (
    select(
        _letters.c.application,
        _letters.c.id,
        _letters.c.kind,
        _letters.c.number,
        _TO.label("to"),
    )
    .join(_applications, _applications.c.id == _letters.c.application)
    .where(_letters.c.application.in_(select(_AMONG.c.value)))
)

_Told = dict[tuple[int, str], tuple["LetterKind", str, str]]


class SqlPostQueries:
    """What is asked of the envelopes (a ``desk.rows.PostQueries``)."""

    def __init__(self, reading: Callable[[], AbstractContextManager[Connection]]) -> None:
        self._reading = reading

    def sent(self, first: date, last: date, limit: int = 1_000) -> tuple[PostingLine, ...]:
        """Return the envelopes posted in some days, the newest first."""
        return self._lines(_SENT, {"first": first, "last": last, "most": limit})

    def came_back(self, limit: int = 1_000) -> tuple[PostingLine, ...]:
        """Return the envelopes that came back, the newest first; those sent again since too."""
        return self._lines(_CAME_BACK, {"most": limit})

    def _lines(
        self, statement: Select[Any], given: Mapping[str, object]
    ) -> tuple[PostingLine, ...]:
        with self._reading() as connection:
            rows = connection.execute(statement, given).mappings().all()
            told = _told(connection, {row["application"] for row in rows})
        return tuple(_envelope_line(row, told) for row in rows)


def _told(connection: Connection, applications: set[int]) -> _Told:
    rows = connection.execute(_INSIDE, {"applications": json.dumps(sorted(applications))})
    return {(row.application, row.id): (row.kind, row.number, row.to) for row in rows}


def _envelope_line(row: RowMapping, told: _Told) -> PostingLine:
    posting = Posting(**{name: row[name] for name in _NAMES})
    inside = dict.fromkeys((*posting.letters, *posting.again))
    known = ((row["application"], letter) for letter in inside)
    found = [told[each] for each in known if each in told]
    return PostingLine(
        application=row["application"],
        receipt_number=row["receipt_number"],
        name=row["name_"],
        posting=posting,
        letters=tuple((kind, number) for kind, number, _ in found),
        # What goes back alone goes to whoever sent it.
        to=found[0][-1] if found else row["by_"],
    )
