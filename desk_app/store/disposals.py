# SPDX-License-Identifier: MIT
"""The disposals in their table, and the numbers that were disposed of."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, insert, select, update

from desk_app.desk.errors import NotFound
from desk_app.records.disposal import DisposalRecord, DisposalState
from desk_app.store.tables import DisposalRows, DisposedNumbers

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

_rows: Any = DisposalRows.__table__
_numbers: Any = DisposedNumbers.__table__
_NAMES = tuple(field.name for field in fields(DisposalRecord))
_ALL = select(*(_rows.c[name] for name in _NAMES)).order_by(_rows.c.id.desc())
_ONE = _ALL.where(_rows.c.id == bindparam("id_"))
_OF_NUMBER = select(_numbers.c.disposal).where(_numbers.c.receipt_number == bindparam("number"))
_INSERT = insert(_rows)
_UPDATE = update(_rows).where(_rows.c.id == bindparam("id_"))
_INSERT_NUMBERS = insert(_numbers)

GONE = frozenset({DisposalState.CARRIED_OUT, DisposalState.VERIFIED})
"""The states of a disposal whose applications are not there any more."""


class SqlDisposals:
    """The disposals in one unit of work (a ``desk.ports.Disposals``)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, id_: int) -> DisposalRecord:
        """Return a disposal; raises NotFound."""
        row = self._connection.execute(_ONE, {"id_": id_}).one_or_none()
        if row is None:
            raise NotFound(place="disposal")
        return DisposalRecord(*row)

    def all(self) -> tuple[DisposalRecord, ...]:
        """Return all disposals, the newest first."""
        return tuple(DisposalRecord(*row) for row in self._connection.execute(_ALL))

    def of_number(self, receipt_number: str) -> DisposalRecord | None:
        """Return the disposal of an application that is not there any more, by its number."""
        id_ = self._connection.execute(_OF_NUMBER, {"number": receipt_number}).scalar()
        return None if id_ is None else self.get(id_)

    def add(self, record: DisposalRecord) -> DisposalRecord:
        """Keep a new disposal and return it with its id."""
        (id_,) = self._connection.execute(_INSERT, _values(record)).inserted_primary_key or (0,)
        return replace(record, id=id_)

    def save(self, record: DisposalRecord) -> None:
        """Keep a changed disposal; raises NotFound."""
        before = self.get(record.id)
        self._connection.execute(_UPDATE.values(**_values(record)), {"id_": record.id})
        if record.state in GONE and before.state not in GONE:
            numbers = [
                {"receipt_number": item.receipt_number, "disposal": record.id}
                for item in record.items
            ]
            self._connection.execute(_INSERT_NUMBERS, numbers)


def _values(record: DisposalRecord) -> dict[str, object]:
    return {name: getattr(record, name) for name in _NAMES if name != "id"}
