# SPDX-License-Identifier: MIT
"""The mail items in their tables."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, or_, select, update

from desk_app.desk.errors import NotFound
from desk_app.records.base import ApplicationId, MailItemId
from desk_app.records.mail import HeldThing, MailItem, PaymentLine
from desk_app.store.engine import Insertion
from desk_app.store.parts import PartRows, Versions
from desk_app.store.tables import HeldThings, MailItems, PaymentLines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.engine import Connection, RowMapping

PAYMENTS = PartRows(PaymentLine, PaymentLines, lambda _, line: line.id)
HELD = PartRows(HeldThing, HeldThings, lambda _, thing: thing.id)

_rows: Any = MailItems.__table__
_NAMES = tuple(column.name for column in _rows.c)
_ONE = select(_rows).where(_rows.c.id == bindparam("id_"))
_OF_APPLICATION = (
    select(_rows)
    .where(or_(_rows.c.id == bindparam("own"), _rows.c.concerns == bindparam("application")))
    .order_by(_rows.c.id != bindparam("own"), _rows.c.arrived_on, _rows.c.id)
)
_NEW = Insertion(MailItems, filled_in=("id",))
_UPDATE = update(_rows).where(_rows.c.id == bindparam("id_"))


class SqlMailBox:
    """The mail items in one unit of work (a ``desk.ports.MailBox``)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._seen: dict[MailItemId, MailItem] = {}
        self._new: set[MailItemId] = set()
        self._versions = Versions("mail_item")

    def get(self, id_: MailItemId) -> MailItem:
        """Return a mail item; raises NotFound.

        What this unit of work has read or saved stands as it left it: nobody else writes meanwhile.
        """
        if id_ in self._seen:
            return self._seen[id_]
        rows = self._connection.execute(_ONE, {"id_": id_}).mappings().all()
        if not rows:
            raise NotFound(place="mail_item")
        return self._items(rows)[0]

    def of_application(self, own: MailItemId, id_: ApplicationId) -> tuple[MailItem, ...]:
        """Return an application's own mail item, then what else concerns it, by arrival."""
        given = {"own": own, "application": id_}
        return self._items(self._connection.execute(_OF_APPLICATION, given).mappings().all())

    def of_new_application(self, own: MailItemId, id_: ApplicationId) -> tuple[MailItem, ...]:
        """Return the same of an application that this unit of work added.

        Only what was saved in the same unit of work can concern it.
        """
        others = (each for each in self._seen.values() if each.concerns == id_ and each.id != own)
        return self.get(own), *sorted(others, key=lambda each: (each.arrived_on, each.id))

    def is_new(self, id_: MailItemId) -> bool:
        """Return whether this unit of work added a mail item: no older application came in it."""
        return id_ in self._new

    def add(self, item: MailItem) -> MailItem:
        """Keep a new mail item and return it with its id (version 1)."""
        values = {name: getattr(item, name) for name in _NAMES if name != "id"}
        values["version"] = 1
        id_ = _NEW.one(self._connection, values)
        kept = with_own_things(replace(item, id=MailItemId(id_), version=1))
        PAYMENTS.add(self._connection, id_, kept.payments)
        HELD.add(self._connection, id_, kept.held)
        self._versions.added(kept.id, kept.version)
        self._new.add(kept.id)
        self._seen[kept.id] = kept
        return kept

    def save(self, item: MailItem) -> None:
        """Keep a changed mail item; raises StaleEdit when its version has moved on.

        The version moves on once per unit of work, and only where something changed.
        """
        before = self._seen.get(item.id) or self.get(item.id)
        self._versions.check(item.id, item.version)
        after = with_own_things(replace(item, version=before.version))
        if after == before:
            return
        after = replace(after, version=self._versions.next(item.id, before.version))
        self._write(before, after)
        self._seen[item.id] = after

    def forget(self) -> None:
        """Let everything be read anew: rows went with an application that was removed."""
        self._seen.clear()
        self._new.clear()

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

    def _items(self, rows: Sequence[RowMapping]) -> tuple[MailItem, ...]:
        self._read([row for row in rows if row["id"] not in self._seen])
        return tuple(self._seen[row["id"]] for row in rows)

    def _read(self, rows: Sequence[RowMapping]) -> None:
        for row in rows:
            id_ = row["id"]
            payments = PAYMENTS.read(self._connection, id_)
            item = MailItem(**row, payments=payments, held=HELD.read(self._connection, id_))
            self._versions.read(id_, item.version)
            self._seen[id_] = item


def with_own_things(item: MailItem) -> MailItem:
    """Return a mail item whose held things all name it: its id is known only when it is kept."""
    held = tuple(replace(thing, mail_item=item.id) for thing in item.held)
    return replace(item, held=held)
