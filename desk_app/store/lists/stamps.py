# SPDX-License-Identifier: MIT
"""The lists of the stamp book: entries with the balance after each, and balances of a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, or_, select, text

from desk_app.desk.rows import StampLine
from desk_app.records.stamps import StampBalance
from desk_app.store.columns import Day
from desk_app.store.stamps import ENTRY_COLUMNS, balances, with_moves
from desk_app.store.tables import ApplicationRows, StampBalances, StampEntries, StampMoves

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from datetime import date

    from sqlalchemy import Select
    from sqlalchemy.engine import Connection, RowMapping

    from desk_app.desk.rows import StampFilter
    from desk_app.records.stamps import StampEntry


_entries: Any = StampEntries.__table__
_moves: Any = StampMoves.__table__
_balances: Any = StampBalances.__table__
_applications: Any = ApplicationRows.__table__

_LINES = select(*ENTRY_COLUMNS, _applications.c.name.label("name_")).outerjoin(
    _applications, _applications.c.id == _entries.c.application
)
_Place = tuple[str, int]
"""Where an entry stands in the book: its day as text, its id."""

_COUNTS = (
    select(*ENTRY_COLUMNS)
    .where(text("movement = 'counted'"))
    .order_by(_entries.c.id.desc())
    .limit(1)
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
    """What is asked of the stamp book (a ``desk.stamp_queries.StampQueries``)."""

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
