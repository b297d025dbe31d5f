# SPDX-License-Identifier: MIT
"""The days that press most in each group of the work list: what came first, what is due first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, select, text

from desk_app.desk.queries import FirstDays, Group
from desk_app.records.findings import Work
from desk_app.rules.work_codes import Why
from desk_app.store.columns import NEVER, Day
from desk_app.store.desk_tables import WorkRows
from desk_app.store.tables import MailItems

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from sqlalchemy.engine import Connection

_work: Any = WorkRows.__table__
_mail: Any = MailItems.__table__

# A condition of a partial index stands as text: a bound value would hide it from SQLite's planner.
_today = bindparam("today", type_=Day())
_STAYS = _work.c.turns_on > _today
_TURNED = (_work.c.turns_on <= _today) & text("then_work IS NOT NULL")
_ARRIVED = func.min(_work.c.received_on)
_BOTH = Why.BOTH_AWAITED.value
_OPEN = (
    select(
        _work.c.work,
        _ARRIVED,
        func.min(_work.c.by),
        func.count().filter(_work.c.why == _BOTH),
    )
    .where(_STAYS, text("work <> 'done'"))
    .group_by(_work.c.work),
    select(
        _work.c.then_work,
        _ARRIVED,
        func.min(_work.c.then_by),
        func.count().filter(_work.c.then_why == _BOTH),
    )
    .where(_TURNED, text("then_work <> 'done'"))
    .group_by(_work.c.then_work),
)
_DUE = (
    select(_ARRIVED, func.min(_work.c.by)).where(_STAYS, text("what = 'dispose'")),
    select(_ARRIVED, func.min(_work.c.then_by)).where(_TURNED, text("then_what = 'dispose'")),
)
_TO_LOG = select(func.min(_mail.c.arrived_on)).where(text("handled = 0"))


def first_days(connection: Connection, today: date) -> dict[Group, FirstDays]:
    """Return the first days of every group in which something waits."""
    found: dict[Group, FirstDays] = {}
    for group, days in _rows(connection, today):
        known = found.get(group)
        found[group] = days if known is None else _earlier(known, days)
    return found


def _rows(connection: Connection, today: date) -> Iterator[tuple[Group, FirstDays]]:
    """Yield what stays in each group today and what has turned into it, one after the other."""
    arrived = connection.execute(_TO_LOG).scalar_one()
    if arrived is not None:
        yield Group.TO_LOG, FirstDays(arrived, None)
    for statement in _OPEN:
        for work, first, by, both in connection.execute(statement, {"today": today}):
            yield Group(Work(work).value), replace(_days(first, by), both=both)
    for statement in _DUE:
        for first, by in connection.execute(statement, {"today": today}):
            if first is not None:
                yield Group.DISPOSAL_DUE, _days(first, by)


def _days(arrived: date, by: date) -> FirstDays:
    return FirstDays(arrived, None if by == NEVER else by)


def _earlier(one: FirstDays, other: FirstDays) -> FirstDays:
    days = [by for by in (one.by, other.by) if by is not None]
    both = one.both + other.both
    return FirstDays(min(one.arrived, other.arrived), min(days, default=None), both)
