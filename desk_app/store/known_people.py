# SPDX-License-Identifier: MIT
"""Earlier applications of a person who is perhaps known, while the person is being typed (A5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select

from desk_app.desk.queries import KnownPerson
from desk_app.store import search
from desk_app.store.desk_tables import WorkRows
from desk_app.store.likeness import Likeness
from desk_app.store.tables import Applications

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from desk_app.desk.queries import PersonQuery
    from desk_app.records.findings import Work
    from desk_app.store.columns import AnyRow

MOST_LOOKED_AT = 60
"""So many of the newest applications that share a name, kana, a day or an address are weighed.

Five are told; who is typed in full is among them as long as no more than these bear the name.
"""

_rows: Any = Applications.__table__
_work: Any = WorkRows.__table__
_BORN = (
    select(_rows.c.id)
    .where(_rows.c.born == bindparam("born"))
    .order_by(_rows.c.id.desc())
    .limit(MOST_LOOKED_AT)
)
_CANDIDATES = (
    select(
        _rows.c.id,
        _rows.c.receipt_number,
        _rows.c.received_on,
        _rows.c.name,
        _rows.c.kana,
        _rows.c.born,
        _rows.c.address,
        _rows.c.former_name,
        _rows.c.registered_address,
    )
    .where(_rows.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(_rows.c.received_on.desc(), _rows.c.id.desc())
)
_WORKS = select(_work.c.application, _work.c.work).where(
    _work.c.application.in_(bindparam("ids", expanding=True))
)


def known(connection: Connection, person: PersonQuery, limit: int) -> tuple[KnownPerson, ...]:
    """Return earlier applications of a person perhaps known, best first, then newest first."""
    ids = _looked_at(connection, person)
    likeness = Likeness.of(person)
    weighed = [
        (_weight(likeness, row), row)
        for row in connection.execute(_CANDIDATES, {"ids": sorted(ids)})
    ]
    best = sorted((each for each in weighed if each[0]), key=lambda each: -each[0])[:limit]
    # Read for those alone who are told: each row of it lies on a page of its own.
    found = connection.execute(_WORKS, {"ids": [row.id for _, row in best]})
    works = {row.application: row.work for row in found}
    return tuple(_person(row, works[row.id]) for _, row in best)


def _looked_at(connection: Connection, person: PersonQuery) -> set[int]:
    ids: set[int] = set()
    for typed in (person.name, person.former_name, person.kana, person.address):
        wanted = search.asked(typed)
        if wanted is not None:
            ids.update(search.hits(connection, wanted, MOST_LOOKED_AT))
    if person.born is not None:
        ids.update(connection.execute(_BORN, {"born": person.born}).scalars())
    return ids


def _weight(likeness: Likeness, row: AnyRow) -> int:
    return likeness.weigh(
        (row.name, row.former_name), row.kana, row.born, (row.address, row.registered_address)
    )


def _person(row: AnyRow, work: Work) -> KnownPerson:
    return KnownPerson(
        application=row.id,
        receipt_number=row.receipt_number,
        received_on=row.received_on,
        name=row.name,
        kana=row.kana,
        born=row.born,
        address=row.address,
        work=work,
    )
