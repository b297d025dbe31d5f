# SPDX-License-Identifier: MIT
"""The mail items in their tables."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, insert, or_, select, update

from desk_app.desk.errors import NotFound, StaleEdit
from desk_app.records.ids import ApplicationId, MailItemId
from desk_app.records.mail import HeldThing, MailItem, PaymentLine
from desk_app.store.parts import Part
from desk_app.store.tables import HeldThings, MailItems, PaymentLines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.engine import Connection, Row

PAYMENTS = Part(PaymentLine, PaymentLines, lambda _, line: line.id)
HELD = Part(HeldThing, HeldThings, lambda _, thing: thing.id, {"id": "id"})

_rows: Any = MailItems.__table__
_NAMES = tuple(column.name for column in _rows.c)
_ONE = select(_rows).where(_rows.c.id == bindparam("id_"))
_OF_APPLICATION = (
    select(_rows)
    .where(or_(_rows.c.id == bindparam("own"), _rows.c.concerns == bindparam("application")))
    .order_by(_rows.c.id != bindparam("own"), _rows.c.arrived_on, _rows.c.id)
)
_INSERT = insert(_rows)
_UPDATE = update(_rows).where(_rows.c.id == bindparam("id_"))


class SqlMailBox:
    """The mail items in one unit of work (a ``desk.ports.MailBox``)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._seen: dict[MailItemId, MailItem] = {}
        self._versions: dict[MailItemId, frozenset[int]] = {}

    def get(self, id_: MailItemId) -> MailItem:
        """Return a mail item; raises NotFound."""
        rows = self._connection.execute(_ONE, {"id_": id_}).all()
        if not rows:
            raise NotFound(place="mail_item")
        return self._items(rows)[0]

    def of_application(self, own: MailItemId, id_: ApplicationId) -> tuple[MailItem, ...]:
        """Return an application's own mail item, then what else concerns it, by arrival."""
        given = {"own": own, "application": id_}
        return self._items(self._connection.execute(_OF_APPLICATION, given).all())

    def add(self, item: MailItem) -> MailItem:
        """Keep a new mail item and return it with its id (version 1)."""
        new = replace(item, version=1)
        values = {name: getattr(new, name) for name in _NAMES if name != "id"}
        (id_,) = self._connection.execute(_INSERT, values).inserted_primary_key or (0,)
        kept = replace(
            new,
            id=MailItemId(id_),
            held=tuple(replace(thing, mail_item=MailItemId(id_)) for thing in new.held),
        )
        PAYMENTS.add(self._connection, id_, kept.payments)
        HELD.add(self._connection, id_, kept.held)
        self._remember(kept, frozenset({kept.version}))
        return kept

    def save(self, item: MailItem) -> None:
        """Keep a changed mail item; raises StaleEdit when its version has moved on."""
        before = self._seen.get(item.id) or self.get(item.id)
        known = self._versions[item.id]
        if item.version not in known:
            raise StaleEdit(place="mail_item")
        after = replace(item, version=before.version)
        if after == before:
            return
        if len(known) == 1:
            after = replace(after, version=before.version + 1)
        self._write(before, after)
        self._remember(after, known | {after.version})

    def _write(self, before: MailItem, after: MailItem) -> None:
        changed = {
            name: getattr(after, name)
            for name in _NAMES
            if getattr(after, name) != getattr(before, name)
        }
        if changed:
            self._connection.execute(_UPDATE.values(**changed), {"id_": after.id})
        PAYMENTS.save(self._connection, after.id, before.payments, after.payments)
        HELD.save(self._connection, after.id, before.held, after.held)

    def _items(self, rows: Sequence[Row[Any]]) -> tuple[MailItem, ...]:
        ids = [row.id for row in rows]
        payments = PAYMENTS.read_all(self._connection, ids)
        held = HELD.read_all(self._connection, ids)
        items = tuple(
            MailItem(**row._mapping, payments=payments.get(row.id, ()), held=held.get(row.id, ()))
            for row in rows
        )
        for item in items:
            self._remember(item, self._versions.get(item.id, frozenset()) | {item.version})
        return items

    def _remember(self, item: MailItem, versions: frozenset[int]) -> None:
        self._seen[item.id] = item
        self._versions[item.id] = versions
