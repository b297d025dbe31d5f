# SPDX-License-Identifier: MIT
"""The lists of mail items, and of the things in them that must still go back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, select, text

from desk_app.desk.queries import COUNT_CAP, MailLine, ReturnLine, Window
from desk_app.store.tables import Applications, HeldThings, MailItems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.engine import Connection

_mail: Any = MailItems.__table__
_held: Any = HeldThings.__table__
_applications: Any = Applications.__table__

# A condition of a partial index stands as text: a bound value would hide it from SQLite's planner.
_OPEN = text("handled = 0")
_NEWEST = (
    select(_mail.c.id)
    .order_by(_mail.c.arrived_on.desc(), _mail.c.id.desc())
    .limit(bindparam("most"))
)
_COUNT_OPEN = select(func.count()).select_from(_mail).where(_OPEN)
_LINES = select(
    _mail.c.id,
    _mail.c.arrived_on,
    _mail.c.kind,
    _mail.c.matter,
    _mail.c.tracking_number,
    _mail.c.red_marking,
    _mail.c.sender,
    _mail.c.concerns,
    _mail.c.handled,
).where(_mail.c.id.in_(bindparam("ids", expanding=True)))
_NUMBERS = (
    select(_applications.c.mail_item, _applications.c.receipt_number)
    .where(_applications.c.mail_item.in_(bindparam("ids", expanding=True)))
    .order_by(_applications.c.id)
)
_CONCERNED = (
    select(_mail.c.id, _applications.c.receipt_number)
    .join(_applications, _applications.c.id == _mail.c.concerns)
    .where(_mail.c.id.in_(bindparam("ids", expanding=True)))
)
_RETURNS = (
    select(
        _held.c.id,
        _held.c.mail_item,
        _held.c.application,
        func.coalesce(_applications.c.receipt_number, ""),
        _held.c.kind,
        _held.c.amount,
        _held.c.pieces,
        _held.c.note,
    )
    .join(_applications, _applications.c.id == _held.c.application, isouter=True)
    .where(text("returned_on IS NULL"))
    .order_by(_held.c.mail_item, _held.c.position)
)


def count_open(connection: Connection) -> int:
    """Return how many mail items are not handled yet."""
    count: int = connection.execute(_COUNT_OPEN).scalar_one()
    return count


def window(connection: Connection, *, open_only: bool, limit: int) -> Window:
    """Return the ids of mail items, newest first."""
    statement = _NEWEST.where(_OPEN) if open_only else _NEWEST
    ids = tuple(connection.execute(statement, {"most": max(limit, COUNT_CAP) + 1}).scalars())
    return Window(ids[:limit], more=len(ids) > limit, count=min(len(ids), COUNT_CAP))


def lines(connection: Connection, ids: Sequence[int]) -> tuple[MailLine, ...]:
    """Return the mail items of these ids in the same order; an id nobody has is left out."""
    given = {"ids": list(ids)}
    numbers: dict[int, list[str]] = {}
    for statement in (_NUMBERS, _CONCERNED):
        for id_, number in connection.execute(statement, given):
            if number:
                numbers.setdefault(id_, []).append(number)
    rows = {row.id: row for row in connection.execute(_LINES, given)}
    return tuple(
        MailLine(
            id=row.id,
            arrived_on=row.arrived_on,
            kind=row.kind,
            matter=row.matter,
            tracking_number=row.tracking_number,
            red_marking=row.red_marking,
            sender=row.sender,
            numbers=tuple(numbers.get(row.id, ())),
            handled=row.handled,
        )
        for row in (rows[id_] for id_ in ids if id_ in rows)
    )


def returns(connection: Connection) -> tuple[ReturnLine, ...]:
    """Return what must still go back, by mail item."""
    return tuple(ReturnLine(*row) for row in connection.execute(_RETURNS))
