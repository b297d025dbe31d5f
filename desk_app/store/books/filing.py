# SPDX-License-Identifier: MIT
"""What is noted of applications beside their course, in a table of its own."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, func, select
from sqlalchemy.dialects.sqlite import insert as insert_or_update

from desk_app.records.base import ApplicationId
from desk_app.records.history import NOT_FILED, Filing
from desk_app.store.schema.engine import among
from desk_app.store.schema.tables import FilingRows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy.engine import Connection


_filings = FilingRows.__table__
_NAMES = tuple(each.name for each in fields(Filing))
_COLUMNS = tuple(_filings.c[name] for name in _NAMES)
_ONE = select(*_COLUMNS).where(_filings.c.application == bindparam("id_"))
_MANY = select(_filings.c.application, *_COLUMNS).where(_filings.c.application.in_(among("ids")))
_PLACES = (
    select(_filings.c.place)
    .where(_filings.c.place != "")
    .group_by(_filings.c.place)
    .order_by(func.count().desc(), _filings.c.place)
    .limit(bindparam("most"))
)
_new = insert_or_update(_filings)
_KEEP = _new.on_conflict_do_update(
    index_elements=[_filings.c.application],
    set_={name: _new.excluded[name] for name in _NAMES},
)
_DROP = delete(_filings).where(_filings.c.application == bindparam("id_"))


class SqlFilings:
    """What is noted of applications, in one unit of work (a ``desk.ports.Filings``)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, id_: ApplicationId) -> Filing:
        """Return what is noted of an application; nothing where nobody noted anything."""
        row = self._connection.execute(_ONE, {"id_": id_}).one_or_none()
        return NOT_FILED if row is None else Filing(*row)

    def of_many(self, ids: Sequence[ApplicationId]) -> Mapping[ApplicationId, Filing]:
        """Return what is noted of many applications, as far as anything is."""
        rows = self._connection.execute(_MANY, {"ids": json.dumps([*ids])})
        return {ApplicationId(id_): Filing(*values) for id_, *values in rows}

    def keep(self, id_: ApplicationId, filing: Filing) -> None:
        """Keep what is noted; nothing: as if nobody had noted anything."""
        if filing.says_nothing:
            self._connection.execute(_DROP, {"id_": id_})
        else:
            values = {name: getattr(filing, name) for name in _NAMES}
            self._connection.execute(_KEEP, {"application": id_, **values})

    def places(self, limit: int) -> tuple[str, ...]:
        """Return where papers lie, the places with most applications first."""
        return tuple(self._connection.execute(_PLACES, {"most": limit}).scalars())
