# SPDX-License-Identifier: MIT
"""The stamp book in its tables: entries only added, the balance after each, its lists (G1)."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import Integer, bindparam, column, func, literal_column, or_, select, text

from desk_app.desk.errors import NotFound, Refused
from desk_app.desk.rows import StampLine
from desk_app.records.case.stamps import Move, StampBalance, StampEntry
from desk_app.rules.fee.stamp_book import named
from desk_app.store.schema.columns import Day
from desk_app.store.schema.engine import Insertion, ask, run_many
from desk_app.store.schema.tables import ApplicationRows, StampBalances, StampEntries, StampMoves

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from datetime import date

    from sqlalchemy import Select
    from sqlalchemy.engine import Connection, RowMapping

    from desk_app.desk.rows import StampFilter
    from desk_app.records.base import ApplicationId, PostingId


_entries = StampEntries.__table__
_moves = StampMoves.__table__
_balances = StampBalances.__table__

ENTRY_COLUMNS = tuple(each for each in _entries.c if each.name != "worth")
"""The columns of an entry that are fields of its record."""

_ENTRY = select(*ENTRY_COLUMNS)
_ONE = _ENTRY.where(_entries.c.id == bindparam("id_"))
_OF_POSTING = _ENTRY.where(_entries.c.posting == bindparam("posting_")).order_by(_entries.c.id)
_OF_APPLICATION = _ENTRY.where(_entries.c.application == bindparam("application_")).order_by(
    _entries.c.id
)
_TAKEN_BACK = (
    select(_entries.c.id)
    .where(_entries.c.takes_back == bindparam("id_"))
    .limit(literal_column("1"))
)
# Ids come as one JSON text: a month may have more entries than a statement may have values.
_AMONG = func.json_each(bindparam("entries")).table_valued(column("value", Integer))
_MOVES = (
    select(_moves)
    .where(_moves.c.entry.in_(select(_AMONG.c.value)))
    .order_by(_moves.c.entry, _moves.c.value.desc())
)
_BALANCES = (
    select(_balances.c.value, _balances.c.held, _balances.c.owned)
    .where((_balances.c.held != 0) | (_balances.c.owned != 0))
    .order_by(_balances.c.value.desc())
)
_SOME = """
    SELECT value, held, owned FROM stamp_balances
    WHERE value IN (SELECT value FROM json_each(?))
"""
_NEW = Insertion(StampEntries, filled_in=("id",))
NEW_MOVES = Insertion(StampMoves)
KEEP_BALANCE = """
    INSERT INTO stamp_balances (value, held, owned) VALUES (?, ?, ?)
    ON CONFLICT (value) DO UPDATE SET held = excluded.held, owned = excluded.owned
"""


class SqlStamps:
    """The stamp book in one unit of work (a ``desk.ports.Stamps``)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def balances(self) -> tuple[StampBalance, ...]:
        """Return what lies in the desk by face value, the highest first; none at nothing."""
        return balances(self._connection)

    def get(self, id_: int) -> StampEntry:
        """Return an entry; raises NotFound."""
        found = self._read(_ONE, {"id_": id_})
        if not found:
            raise NotFound(place="entry")
        return found[0]

    def of_posting(self, id_: PostingId) -> tuple[StampEntry, ...]:
        """Return the entries of an envelope in their order."""
        return self._read(_OF_POSTING, {"posting_": id_})

    def of_application(self, id_: ApplicationId) -> tuple[StampEntry, ...]:
        """Return the entries of an application in their order."""
        return self._read(_OF_APPLICATION, {"application_": id_})

    def is_taken_back(self, id_: int) -> bool:
        """Return whether another entry takes an entry back."""
        return self._connection.execute(_TAKEN_BACK, {"id_": id_}).scalar() is not None

    def add(self, entry: StampEntry) -> StampEntry:
        """Enter stamps that came or went, and return the entry with its id.

        Raises Refused where a balance would fall below nothing.
        """
        self._move(entry.moves)
        id_ = _NEW.one(self._connection, entry_row(entry))
        NEW_MOVES.many(self._connection, move_rows(id_, entry.moves))
        return replace(entry, id=id_)

    def _move(self, moves: Sequence[Move]) -> None:
        if not moves:
            return
        values = json.dumps([each.value for each in moves])
        found = (StampBalance(*row) for row in ask(self._connection, _SOME, (values,)))
        before = {each.value: each for each in found}
        after = [moved(before.get(each.value), each) for each in moves]
        run_many(self._connection, KEEP_BALANCE, [balance_row(each) for each in after])

    def _read(self, statement: Select[Any], given: Mapping[str, object]) -> tuple[StampEntry, ...]:
        rows = self._connection.execute(statement, given).mappings().all()
        return with_moves(self._connection, rows)


def balances(connection: Connection) -> tuple[StampBalance, ...]:
    """Return what lies in the desk by face value, the highest first; none at nothing."""
    return tuple(StampBalance(*row) for row in connection.execute(_BALANCES))


def with_moves(connection: Connection, rows: Sequence[RowMapping]) -> tuple[StampEntry, ...]:
    """Return entries read from their rows, each with its moves, in the order of the rows."""
    if not rows:
        return ()
    moves: dict[int, list[Move]] = {}
    ids = [row["id"] for row in rows]
    for entry, value, held, owned in connection.execute(_MOVES, {"entries": json.dumps(ids)}):
        moves.setdefault(entry, []).append(Move(value, held, owned))
    return tuple(StampEntry(**row, moves=tuple(moves.get(row["id"], ()))) for row in rows)


def moved(before: StampBalance | None, move: Move) -> StampBalance:
    """Return a balance after a move; raises Refused where it would fall below nothing."""
    held, owned = (0, 0) if before is None else (before.held, before.owned)
    after = StampBalance(move.value, held + move.held, owned + move.owned)
    if after.held < 0 or after.owned < 0:
        there = held if after.held < 0 else owned
        raise Refused(("stamps_not_there",), {**named(move.value), "there": there})
    return after


def entry_row(entry: StampEntry) -> dict[str, object]:
    """Return the columns of an entry but its id."""
    names = (each.name for each in ENTRY_COLUMNS if each.name != "id")
    return {**{name: getattr(entry, name) for name in names}, "worth": entry.worth}


def move_rows(entry: int, moves: Iterable[Move]) -> list[dict[str, object]]:
    """Return the rows of an entry's moves."""
    return [
        {"entry": entry, "value": each.value, "held": each.held, "owned": each.owned}
        for each in moves
    ]


def balance_row(balance: StampBalance) -> tuple[int, int, int]:
    """Return the columns of a balance, in the order of `KEEP_BALANCE`."""
    return (balance.value, balance.held, balance.owned)


# The lists of the stamp book: entries with the balance after each, and balances of a day.


_applications = ApplicationRows.__table__

_LINES = select(*ENTRY_COLUMNS, _applications.c.name.label("name_")).outerjoin(
    _applications, _applications.c.id == _entries.c.application
)
_Place = tuple[str, int]
"""Where an entry stands in the book: its day as text, its id."""

_COUNTS = (
    select(*ENTRY_COLUMNS)
    .where(text("movement = 'counted'"))
    .order_by(_entries.c.id.desc())
    .limit(literal_column("1"))
)
_TOTAL = select(
    func.coalesce(func.sum(_balances.c.value * (_balances.c.held + _balances.c.owned)), 0)
)
_BETWEEN = text(
    """
    SELECT coalesce(sum(worth), 0) FROM stamp_entries
    WHERE ("on", id) > (:on_, :id_) AND ("on", id) <= (:until_on, :until_id)
    """
)
_AFTER_ALL = ("~", 0)
"""Stands after every day."""

_SINCE = (
    select(_moves.c.value, func.sum(_moves.c.held), func.sum(_moves.c.owned))
    .join(_entries, _entries.c.id == _moves.c.entry)
    .where(_entries.c.on >= bindparam("on_", type_=Day()))
    .group_by(_moves.c.value)
)


class SqlStampQueries:
    """What is asked of the stamp book (a ``desk.rows.StampQueries``)."""

    def __init__(self, reading: Callable[[], AbstractContextManager[Connection]]) -> None:
        self._reading = reading

    def balances(self) -> tuple[StampBalance, ...]:
        """Return what lies in the desk by face value, the highest first."""
        with self._reading() as connection:
            return balances(connection)

    def balances_before(self, day: date) -> tuple[StampBalance, ...]:
        """Return what lay in the desk when a day began: today's balance less what came since."""
        with self._reading() as connection:
            now = {each.value: (each.held, each.owned) for each in balances(connection)}
            for value, held, owned in connection.execute(_SINCE, {"on_": day}):
                before = now.get(value, (0, 0))
                now[value] = (before[0] - held, before[1] - owned)
        return tuple(
            StampBalance(value, *now[value])
            for value in sorted(now, reverse=True)
            if any(now[value])
        )

    def lines(self, wanted: StampFilter, limit: int = 1_000) -> tuple[StampLine, ...]:
        """Return the newest entries that match, the newest first, each with the balance after it.

        The balance is counted back from that of now: only what came later is read.
        """
        with self._reading() as connection:
            rows = connection.execute(_wanted(wanted, limit)).mappings().all()
            names = [row["name_"] or "" for row in rows]
            entries = with_moves(connection, [_without_name(row) for row in rows])
            balances_after = _balances_after(connection, entries, wanted)
            return tuple(map(StampLine, entries, names, balances_after))

    def last_count(self) -> StampEntry | None:
        """Return the count entered last."""
        with self._reading() as connection:
            rows = connection.execute(_COUNTS).mappings().all()
            return next(iter(with_moves(connection, rows)), None)


def _wanted(wanted: StampFilter, limit: int) -> Select[Any]:
    found = _LINES
    if wanted.first is not None:
        found = found.where(_entries.c.on >= wanted.first)
    if wanted.last is not None:
        found = found.where(_entries.c.on <= wanted.last)
    if wanted.value is not None:
        of_value = select(_moves.c.entry).where(_moves.c.value == wanted.value)
        found = found.where(_entries.c.id.in_(of_value))
    if wanted.text:
        columns = (
            *(_entries.c.receipt_number, _entries.c.reference, _entries.c.note),
            func.coalesce(_applications.c.name, ""),
        )
        found = found.where(or_(*(func.instr(each, wanted.text) > 0 for each in columns)))
    return found.order_by(_entries.c.on.desc(), _entries.c.id.desc()).limit(limit)


def _without_name(row: RowMapping) -> Any:  # noqa: ANN401  columns as they were asked for
    return {name: value for name, value in row.items() if name != "name_"}


def _balances_after(
    connection: Connection, entries: Sequence[StampEntry], wanted: StampFilter
) -> Iterator[int]:
    """Yield the balance after each entry, counted back from now; the newest comes first.

    Where every entry was asked for, each follows the next one; otherwise what lies between is read.
    """
    balance = int(connection.execute(_TOTAL).scalar_one())
    gapless = wanted.value is None and not wanted.text
    later, newer = _AFTER_ALL, None
    for entry in entries:
        place = (entry.on.isoformat(), entry.id)
        if newer is not None and gapless:
            balance -= newer.worth
        else:
            balance -= _worth_between(connection, place, later)
        yield balance
        later, newer = place, entry


def _worth_between(connection: Connection, place: _Place, until: _Place) -> int:
    """Return by how many sen the balance moved after one entry, up to another one."""
    (on, id_), (until_on, until_id) = place, until
    given = {"on_": on, "id_": id_, "until_on": until_on, "until_id": until_id}
    return int(connection.execute(_BETWEEN, given).scalar_one())
