# SPDX-License-Identifier: MIT
"""Rows that belong to a mail item or an application: read in order, saved by difference."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from sqlalchemy import bindparam, delete, select

from desk_app.desk.errors import StaleEdit
from desk_app.store.engine import Insertion, RowsChange, Selection

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sqlalchemy.engine import Connection

    from desk_app.store.tables import BaseTable


class Versions:
    """The versions of one kind of record in one unit of work.

    A version moves on once per unit of work: whoever read the record before its first change or
    after it may save it again; whoever read it in another unit of work may not, once it moved.
    """

    def __init__(self, place: str) -> None:
        self._place = place
        self._known: dict[int, set[int]] = {}
        self._moved: set[int] = set()

    def added(self, id_: int, version: int) -> None:
        """Note a record that this unit of work added: it has the version it will be kept with."""
        self._known[id_] = {version}
        self._moved.add(id_)

    def read(self, id_: int, version: int) -> None:
        """Note a version that was read."""
        self._known.setdefault(id_, set()).add(version)

    def check(self, id_: int, version: int) -> None:
        """Raise StaleEdit for a version that was not read here."""
        if version not in self._known[id_]:
            raise StaleEdit(place=self._place)

    def next(self, id_: int, version: int) -> int:
        """Return the version with which a change is kept."""
        if id_ in self._moved:
            return version
        self._moved.add(id_)
        self._known[id_].add(version + 1)
        return version + 1


R = TypeVar("R")


class PartRows(Generic[R]):
    """The rows of one kind of record under one parent.

    The table's first column names the parent. Columns have the names of the record's fields, but
    for those in ``renamed``; ``key`` names a record among its siblings, given its place and itself.
    """

    def __init__(
        self,
        record: type[R],
        table: type[BaseTable],
        key: Callable[[int, R], str],
        renamed: Mapping[str, str] | None = None,
    ) -> None:
        rows: Any = table.__table__
        self._record = record
        self._key = key
        self._owner = rows.columns.keys()[0]
        names = [field.name for field in fields(record)]  # type: ignore[arg-type] # a dataclass
        self._columns = {name: (renamed or {}).get(name, name) for name in names}
        owner = rows.c[self._owner]
        self._selection = Selection(
            select(*(rows.c[column] for column in self._columns.values()))
            .where(owner == bindparam("owner_"))
            .order_by(rows.c.position)
        )
        here = (owner == bindparam("owner_"), rows.c.id == bindparam("id_"))
        self._insertion = Insertion(table)
        self._change = RowsChange(table, (self._owner, "id"))
        self._delete = delete(rows).where(*here)

    def read(self, connection: Connection, owner: int) -> tuple[R, ...]:
        """Return the records of one parent in their order."""
        return tuple([self._record(*values) for values in self._selection.of(connection, owner)])

    def save(
        self, connection: Connection, owner: int, before: Sequence[R], after: Sequence[R]
    ) -> None:
        """Write what differs: rows that came, changed, moved or went, each kind in one batch."""
        if before == after:
            return
        old, new = self._by_key(before), self._by_key(after)
        gone = [{"owner_": owner, "id_": key} for key in old.keys() - new.keys()]
        changed = [key for key in new.keys() & old.keys() if new[key] != old[key]]
        came = [key for key in new if key not in old]
        if gone:
            connection.execute(self._delete, gone)
        if changed:
            self._change.many(connection, self._rows(owner, ((key, new[key]) for key in changed)))
        if came:
            self._add(connection, owner, ((key, new[key]) for key in came))

    def add(self, connection: Connection, owner: int, records: Sequence[R]) -> None:
        """Write the records of a new parent."""
        if records:
            self._add(connection, owner, self._by_key(records).items())

    def add_all(self, connection: Connection, of: Iterable[tuple[int, Sequence[R]]]) -> None:
        """Write the records of many new parents, in one batch."""
        rows = [
            row for owner, records in of for row in self._rows(owner, self._by_key(records).items())
        ]
        self._insertion.many(connection, rows)

    def _add(
        self, connection: Connection, owner: int, keyed: Iterable[tuple[str, tuple[int, R]]]
    ) -> None:
        self._insertion.many(connection, self._rows(owner, keyed))

    def _rows(
        self, owner: int, keyed: Iterable[tuple[str, tuple[int, R]]]
    ) -> list[dict[str, object]]:
        return [{**self._values(each), self._owner: owner, "id": key} for key, each in keyed]

    def _by_key(self, records: Sequence[R]) -> dict[str, tuple[int, R]]:
        return {self._key(place, each): (place, each) for place, each in enumerate(records)}

    def _values(self, placed: tuple[int, R]) -> dict[str, object]:
        place, record = placed
        values = {column: getattr(record, name) for name, column in self._columns.items()}
        return {**values, "position": place}
