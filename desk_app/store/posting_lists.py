# SPDX-License-Identifier: MIT
"""The lists of envelopes: sent in some days, and come back."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from sqlalchemy import Integer, bindparam, column, func, select, text

from desk_app.desk.post_queries import PostingLine
from desk_app.records.history import Posting
from desk_app.store.columns import Day
from desk_app.store.history_tables import Letters, Postings
from desk_app.store.tables import Applications

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from contextlib import AbstractContextManager
    from datetime import date

    from sqlalchemy import Select
    from sqlalchemy.engine import Connection, RowMapping

    from desk_app.records.letters import LetterKind

_postings: Any = Postings.__table__
_letters: Any = Letters.__table__
_applications: Any = Applications.__table__

_NAMES = tuple(field.name for field in fields(Posting))
_LINES = (
    select(
        _postings.c.application,
        _applications.c.receipt_number,
        _applications.c.name.label("name_"),
        *(_postings.c[name] for name in _NAMES),
    )
    .join(_applications, _applications.c.id == _postings.c.application)
    .limit(bindparam("most"))
)
_SENT = _LINES.where(
    _postings.c.posted_on >= bindparam("first", type_=Day()),
    _postings.c.posted_on <= bindparam("last", type_=Day()),
).order_by(
    _postings.c.posted_on.desc(), _postings.c.application.desc(), _postings.c.position.desc()
)
# A condition of a partial index stands as text: a bound value would hide it from SQLite's planner.
_CAME_BACK = _LINES.where(text("came_back_on IS NOT NULL")).order_by(
    _postings.c.came_back_on.desc(), _postings.c.application.desc(), _postings.c.position.desc()
)
_AMONG = func.json_each(bindparam("applications")).table_valued(column("value", Integer))
_KINDS = select(_letters.c.application, _letters.c.id, _letters.c.kind, _letters.c.number).where(
    _letters.c.application.in_(select(_AMONG.c.value))
)

_Told = dict[tuple[int, str], tuple["LetterKind", str]]


class SqlPostQueries:
    """What is asked of the envelopes (a ``desk.post_queries.PostQueries``)."""

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
        return tuple(_line(row, told) for row in rows)


def _told(connection: Connection, applications: set[int]) -> _Told:
    rows = connection.execute(_KINDS, {"applications": json.dumps(sorted(applications))})
    return {(row.application, row.id): (row.kind, row.number) for row in rows}


def _line(row: RowMapping, told: _Told) -> PostingLine:
    posting = Posting(**{name: row[name] for name in _NAMES})
    inside = dict.fromkeys((*posting.letters, *posting.again))
    known = ((row["application"], letter) for letter in inside)
    return PostingLine(
        application=row["application"],
        receipt_number=row["receipt_number"],
        name=row["name_"],
        posting=posting,
        letters=tuple(told[each] for each in known if each in told),
    )
