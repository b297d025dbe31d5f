# SPDX-License-Identifier: MIT
"""The journal as it is read: windows of numbers, lines, the counts of a day.

Each question walks one index from the newest entry down, which is named: by its statistics SQLite
would read the whole journal for a person who did much, and look in vain for what he seldom does.
"""

from __future__ import annotations

import contextlib
import json
import re
import unicodedata
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import Integer, String, bindparam, column, func, select, text

from desk_app.desk.rows import COUNT_CAP, TOKEN_SHOWN, ActionCount, JournalDay, JournalLine, Window
from desk_app.records.ids import ApplicationId, UserId
from desk_app.records.journal import Action, JournalMark
from desk_app.records.safekeeping import SHEETS, shown_name
from desk_app.rules import codes
from desk_app.rules.clock import beginning_of
from desk_app.store.columns import moment_text
from desk_app.store.disposals import SqlDisposals
from desk_app.store.journal.book import hash_at, mark_of
from desk_app.store.prepared import Selection
from desk_app.store.tables import Applications, JournalRows, Users

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager
    from datetime import date

    from sqlalchemy.engine import Connection

    from desk_app.desk.rows import JournalFilter

_DAY = timedelta(days=1)
_LAST = 2**63 - 1
_NOBODY: tuple[None, str] = (None, "")
"""What is known of the application of an entry that speaks of none, or of one disposed of."""

_AFTER_ALL = "~"
"""Stands after every moment, and after every character of a random name."""

_rows: Any = JournalRows.__table__
_users: Any = Users.__table__
_applications: Any = Applications.__table__

_AMONG = func.json_each(bindparam("ids")).table_valued(column("value", Integer))
_NEWEST = (
    select(column("sequence", Integer))
    .where(text("sequence BETWEEN :low AND :high"))
    .order_by(text("sequence DESC"))
)
_OF_SUBJECT = "subject = :subject AND subject <> ''"
_OF_ACTOR = "actor = :actor"
_OF_ACTION = "action = :action"
_IN_DAYS = "at >= :since AND at < :until"
_INDEXES = {
    _OF_SUBJECT: "journal_subject",
    _OF_ACTOR: "journal_actor",
    _OF_ACTION: "journal_action",
}
"""What can be walked, the shortest way first; days are a stretch of the journal itself."""

_BEGUN = select(func.min(_rows.c.subject)).where(
    text("subject <> '' AND subject >= :begun AND subject < :end")
)
_SPAN = select(func.min(_rows.c.sequence), func.max(_rows.c.sequence)).where(text(_IN_DAYS))
_SHEETS = (
    select(_rows.c.actor)
    .distinct()
    .where(text("actor >= :first AND actor < :after"))
    .order_by(_rows.c.actor)
)
_COUNTS = (
    select(_rows.c.actor, _users.c.name, _rows.c.action, func.count().label("times"))
    .outerjoin(_users, _users.c.id == _rows.c.actor)
    .where(text(_IN_DAYS))
    .group_by(_rows.c.actor, _users.c.name, _rows.c.action)
)
_LINES = Selection(
    select(
        _rows.c.sequence,
        _rows.c.at,
        _rows.c.actor,
        _users.c.name,
        _rows.c.action,
        _rows.c.subject,
        _rows.c.digests,
    )
    .outerjoin(_users, _users.c.id == _rows.c.actor)
    .where(_rows.c.sequence.in_(select(_AMONG.c.value)))
)
_NAMED = func.json_each(bindparam("tokens")).table_valued(column("value", String))
_NUMBERED = Selection(
    select(_applications.c.token, _applications.c.id, _applications.c.receipt_number).where(
        _applications.c.token.in_(select(_NAMED.c.value))
    )
)
_TOKEN = select(_applications.c.token).where(
    text("receipt_number <> ''"), _applications.c.receipt_number == bindparam("number")
)


_FIELDS = re.compile(r'"([^"]+)":')
"""The names in the digests of an entry, which stand there in their order (`chain.digests`)."""


class SqlJournal:
    """What is asked of the journal (a ``desk.journal_queries.JournalQueries``)."""

    def __init__(self, reading: Callable[[], AbstractContextManager[Connection]]) -> None:
        self._reading = reading

    def window(self, wanted: JournalFilter, limit: int = COUNT_CAP) -> Window:
        """Return the numbers of the entries that match, the newest first."""
        with self._reading() as connection:
            return _window(connection, wanted, limit)

    def lines(self, ids: Sequence[int]) -> tuple[JournalLine, ...]:
        """Return the entries of these numbers in the same order; an unknown one is left out."""
        with self._reading() as connection:
            found = _LINES.of(connection, json.dumps(list(ids)))
            # An application has several entries, and its row lies on a page of its own.
            tokens = json.dumps([*{row[5] for row in found if row[5]}])
            numbered = _NUMBERED.of(connection, tokens)
            numbers = {token: (ApplicationId(id_), number) for token, id_, number in numbered}
        lines = {row[0]: _line(row, numbers.get(row[5], _NOBODY)) for row in found}
        return tuple(lines[id_] for id_ in ids if id_ in lines)

    def sheets(self) -> tuple[UserId, ...]:
        """Return the recovery sheets that let somebody in who noted anything, in their order."""
        first, after = SHEETS
        with self._reading() as connection:
            found = connection.execute(_SHEETS, {"first": first, "after": after}).scalars()
            return tuple(map(UserId, found))

    def day(self, on: date) -> JournalDay:
        """Return what was noted on a day at the desk."""
        with self._reading() as connection:
            return _day(connection, on)


def _window(connection: Connection, wanted: JournalFilter, limit: int) -> Window:
    asked = _asked(connection, wanted)
    if asked is None:
        return Window((), more=False, count=0)
    conditions, values = asked
    walked = next((index for each, index in _INDEXES.items() if each in conditions), None)
    rows = "journal NOT INDEXED" if walked is None else f"journal INDEXED BY {walked}"
    statement = _NEWEST.select_from(text(rows)).where(*map(text, conditions))
    ids = tuple(connection.execute(statement.limit(limit + 1), values).scalars().all())
    if len(ids) <= limit:
        return Window(ids, more=False, count=min(len(ids), COUNT_CAP))
    if limit >= COUNT_CAP:
        return Window(ids[:limit], more=True, count=COUNT_CAP)
    some = statement.limit(COUNT_CAP).subquery()
    count: int = connection.execute(select(func.count()).select_from(some), values).scalar_one()
    return Window(ids[:limit], more=True, count=count)


def _asked(
    connection: Connection, wanted: JournalFilter
) -> tuple[list[str], dict[str, object]] | None:
    """Return the conditions of a filter with their values; None where nothing can match."""
    values: dict[str, object] = {"low": 0, "high": _LAST}
    conditions: list[str] = []
    if wanted.subject.strip():
        # No database can be asked for half a character.
        typed = wanted.subject.encode("utf-8", "replace").decode("utf-8")
        values["subject"] = _token(connection, typed)
        if values["subject"] is None:
            return None
        conditions.append(_OF_SUBJECT)
    if wanted.actor is not None:
        conditions.append(_OF_ACTOR)
        values["actor"] = wanted.actor
    if wanted.action is not None:
        conditions.append(_OF_ACTION)
        values["action"] = wanted.action.value
    if wanted.since is not None or wanted.until is not None:
        days = _moments(wanted.since, wanted.until)
        low, high = connection.execute(_SPAN, days).one()
        if low is None:
            return None
        conditions.append(_IN_DAYS)
        values |= days | {"low": low, "high": high}
    return conditions, values


def _token(connection: Connection, typed: str) -> str | None:
    """Return the random name of the application that was typed, disposed of or not."""
    number = _number(typed)
    if number is None:
        begun = unicodedata.normalize("NFKC", typed).strip().lower()
        if len(begun) < TOKEN_SHOWN:
            return None
        span = {"begun": begun, "end": begun + _AFTER_ALL}
        found: str | None = connection.execute(_BEGUN, span).scalar()
        return found
    token: str | None = connection.execute(_TOKEN, {"number": number}).scalar()
    return token or _token_disposed(connection, number)


def _token_disposed(connection: Connection, number: str) -> str | None:
    record = SqlDisposals(connection).of_number(number)
    items = () if record is None else record.items
    return next((item.token for item in items if item.receipt_number == number), None)


def _number(typed: str) -> str | None:
    """Return the receipt number that was typed, alone or in the code of a letter."""
    with contextlib.suppress(codes.CodeError):
        return str(codes.read_receipt_number(typed))
    with contextlib.suppress(codes.CodeError):
        return str(codes.read_code(typed).receipt)
    return None


def _moments(since: date | None, until: date | None) -> dict[str, object]:
    """Return the first moment of a span of days, and the first after it."""
    return {
        "since": "" if since is None else moment_text(beginning_of(since)),
        "until": _AFTER_ALL if until is None else moment_text(beginning_of(until + _DAY)),
    }


def _day(connection: Connection, on: date) -> JournalDay:
    days = _moments(on, on)
    first, last = connection.execute(_SPAN, days).one()
    if first is None:
        return JournalDay(on, ())
    order = list(Action)
    counts = [
        ActionCount(_name(actor, name), action, times)
        for actor, name, action, times in connection.execute(_COUNTS, days)
    ]
    counts.sort(key=lambda each: (each.actor, order.index(each.action)))
    before, begun, ended = (_mark(connection, number) for number in (first - 1, first, last))
    return JournalDay(on, tuple(counts), before, begun, ended)


def _mark(connection: Connection, sequence: int) -> JournalMark:
    return mark_of(sequence, hash_at(connection, sequence))


def _line(row: Sequence[Any], numbered: tuple[ApplicationId | None, str]) -> JournalLine:
    # A row taken apart by place is half the time of one asked by name: there may be 100,000.
    sequence, at, actor, name, action, subject, digests = row
    application, number = numbered
    told = number or subject[:TOKEN_SHOWN]
    fields = tuple(_FIELDS.findall(digests))
    return JournalLine(sequence, at, name or shown_name(actor), action, told, application, fields)


def _name(actor: UserId, name: str | None) -> str:
    """Return who acted: a user of the desk, there or removed, or the sheet that let somebody in."""
    return name or shown_name(actor)
