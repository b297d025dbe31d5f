# SPDX-License-Identifier: MIT
"""The revisions of the letters' words in their table."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, insert, select, update

from desk_app.desk.errors import NotFound
from desk_app.records.wording import WordingRevision
from desk_app.store.tables import WordingRevisions

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

_rows: Any = WordingRevisions.__table__
_NAMES = tuple(field.name for field in fields(WordingRevision))
_ALL = select(*(_rows.c[name] for name in _NAMES)).order_by(_rows.c.id.desc())
_ONE = _ALL.where(_rows.c.id == bindparam("id_"))
_APPROVED = _ALL.where(_rows.c.approval.is_not(None), _rows.c.taken_back_by.is_(None))
_INSERT = insert(_rows)
_UPDATE = update(_rows).where(_rows.c.id == bindparam("id_"))


class SqlWordings:
    """The revisions of sentences in one unit of work (a ``desk.ports.Wordings``)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, id_: int) -> WordingRevision:
        """Return a revision; raises NotFound."""
        row = self._connection.execute(_ONE, {"id_": id_}).one_or_none()
        if row is None:
            raise NotFound(place="wording")
        return WordingRevision(*row)

    def all(self) -> tuple[WordingRevision, ...]:
        """Return all revisions, the newest first."""
        return tuple(WordingRevision(*row) for row in self._connection.execute(_ALL))

    def approved(self) -> tuple[WordingRevision, ...]:
        """Return those that were approved and not taken back."""
        return tuple(WordingRevision(*row) for row in self._connection.execute(_APPROVED))

    def add(self, revision: WordingRevision) -> WordingRevision:
        """Keep a new revision and return it with its id."""
        (id_,) = self._connection.execute(_INSERT, _values(revision)).inserted_primary_key or (0,)
        return replace(revision, id=id_)

    def save(self, revision: WordingRevision) -> None:
        """Keep a changed revision; raises NotFound."""
        self.get(revision.id)
        self._connection.execute(_UPDATE.values(**_values(revision)), {"id_": revision.id})


def _values(revision: WordingRevision) -> dict[str, object]:
    return {name: getattr(revision, name) for name in _NAMES if name != "id"}
