# SPDX-License-Identifier: MIT
"""The lists of mail items, of what must go back, and what a typed text finds among them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import Integer, String, and_, bindparam, column, false, func, or_, select, text

from desk_app.desk.rows import COUNT_CAP, IdWindow, MailColumn, MailLine, ReturnLine
from desk_app.records.case.mail import MailKind, Matter
from desk_app.rules.names import names
from desk_app.store.lists import inquiries
from desk_app.store.schema.columns import place_of
from desk_app.store.schema.tables import ApplicationRows, HeldThings, InquiryRows, MailItems
from desk_app.store.search import search

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.engine import Connection

    from desk_app.desk.rows import MailOrder
    from desk_app.store.search.folding import FoldedWord


MOST_APPLICATIONS = 20_000
"""So many of the newest applications that a text finds are looked for in the mail."""

_mail = MailItems.__table__
_applications = ApplicationRows.__table__
_SENDERS = select(_mail.c.sender).where(text("sender <> ''")).distinct()
_TRACKING = func.upper(func.replace(func.replace(_mail.c.tracking_number, "-", ""), " ", ""))


def found(connection: Connection, typed: str) -> ColumnElement[bool] | None:
    """Return the condition on mail items that a typed text finds them; None for no text."""
    asked = search.asked(typed)
    if asked is None:
        return None
    applications = _among(search.hits(connection, asked, MOST_APPLICATIONS), Integer())
    came = select(_applications.c.mail_item).where(_applications.c.id.in_(applications))
    senders = {sender: names.folds(sender) for sender in connection.execute(_SENDERS).scalars()}
    own = or_(*(and_(*(_stands(word, senders) for word in way)) for way in asked.ways))
    inquired = _mail.c.id.in_(inquiries.mail_of(asked.ways))
    condition: ColumnElement[bool] = or_(
        _mail.c.id.in_(came), _mail.c.concerns.in_(applications), inquired, own
    )
    return condition


def _stands(word: FoldedWord, senders: Mapping[str, tuple[str, ...]]) -> ColumnElement[bool]:
    """Return the condition that a word stands in the sender, or in the tracking number."""
    named = [
        sender
        for sender, folds in senders.items()
        if any(spelling in fold for spelling in word.names for fold in folds)
    ]
    numbers = [func.instr(_TRACKING, number) > 0 for number in word.numbers]
    return or_(false(), _mail.c.sender.in_(_among(named, String())), *numbers)


def _among(values: Iterable[object], kind: Integer | String) -> Any:  # noqa: ANN401 SQLAlchemy's
    """Return many values as one that a statement can look among."""
    listed = func.json_each(json.dumps(list(values))).table_valued(column("value", kind))
    return select(listed.c.value)


# The lists of mail items, and of the things in them that must still go back.


_held = HeldThings.__table__
_inquiries = InquiryRows.__table__


# A condition of a partial index stands as text: a bound value would hide it from SQLite's planner.
_OPEN = text("handled = 0")
_PLACES: dict[MailColumn, Any] = {
    MailColumn.ARRIVED: _mail.c.arrived_on,
    MailColumn.MATTER: place_of(_mail.c.matter, Matter),
    MailColumn.SENDER: _mail.c.sender,
    MailColumn.KIND: place_of(_mail.c.kind, MailKind),
    MailColumn.STATE: _mail.c.handled,
}
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
_INQUIRED = (
    select(_inquiries.c.mail_item, _inquiries.c.number)
    .where(_inquiries.c.mail_item.in_(bindparam("ids", expanding=True)))
    .order_by(_inquiries.c.id)
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


def window(
    connection: Connection,
    found: ColumnElement[bool] | None,
    order: MailOrder,
    *,
    open_only: bool,
    limit: int,
) -> IdWindow:
    """Return the ids of mail items in order; where a text was typed, of those it finds."""
    statement = _ids_in(order)
    if open_only:
        statement = statement.where(_OPEN)
    if found is not None:
        statement = statement.where(found)
    ids = tuple(connection.execute(statement, {"most": max(limit, COUNT_CAP) + 1}).scalars())
    return IdWindow(ids[:limit], more=len(ids) > limit, count=min(len(ids), COUNT_CAP))


def lines(connection: Connection, ids: Sequence[int]) -> tuple[MailLine, ...]:
    """Return the mail items of these ids in the same order; an id nobody has is left out."""
    given = {"ids": list(ids)}
    numbers: dict[int, list[str]] = {}
    for statement in (_NUMBERS, _CONCERNED, _INQUIRED):
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


def _ids_in(order: MailOrder) -> Select[*tuple[Any, ...]]:
    columns = [_PLACES[order.column], _mail.c.id]
    wanted = columns if order.ascending else [column.desc() for column in columns]
    return select(_mail.c.id).order_by(*wanted).limit(bindparam("most"))


def returns(connection: Connection) -> tuple[ReturnLine, ...]:
    """Return what must still go back, by mail item."""
    return tuple(ReturnLine(*row) for row in connection.execute(_RETURNS))
