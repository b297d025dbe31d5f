# SPDX-License-Identifier: MIT
"""What is noted of applications beside their course: who looks after them, where papers lie.

Each stands in a table of its own; the lists have a copy of who looks after what.
"""

from __future__ import annotations

import json
from dataclasses import fields
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert as insert_or_update

from desk_app.records.base import ApplicationId
from desk_app.records.case.history import NOT_FILED, Filing
from desk_app.rules.case import sharing
from desk_app.store.schema.engine import among
from desk_app.store.schema.tables import ApplicationRows, CareRows, FilingRows, WorkRows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy.engine import Connection

    from desk_app.records.desk.sharing import Care


_cares = CareRows.__table__
_work = WorkRows.__table__
_applications = ApplicationRows.__table__
_CARE_ONE = select(_cares.c.course).where(_cares.c.application == bindparam("id_"))
_new_care = insert_or_update(_cares)
_CARE_KEEP = _new_care.on_conflict_do_update(
    index_elements=[_cares.c.application], set_={"course": _new_care.excluded.course}
)
_CARE_DROP = delete(_cares).where(_cares.c.application == bindparam("id_"))
_LOGGED_BY = select(_applications.c.logged_by).where(_applications.c.id == bindparam("id_"))
_LIST = update(_work).where(_work.c.application == bindparam("id_"))
_filings = FilingRows.__table__
_NAMES = tuple(each.name for each in fields(Filing))
_COLUMNS = tuple(_filings.c[name] for name in _NAMES)
_FILING_ONE = select(*_COLUMNS).where(_filings.c.application == bindparam("id_"))
_MANY = select(_filings.c.application, *_COLUMNS).where(_filings.c.application.in_(among("ids")))
_PLACES = (
    select(_filings.c.place)
    .where(_filings.c.place != "")
    .group_by(_filings.c.place)
    .order_by(func.count().desc(), _filings.c.place)
    .limit(bindparam("most"))
)
_new_filing = insert_or_update(_filings)
_FILING_KEEP = _new_filing.on_conflict_do_update(
    index_elements=[_filings.c.application],
    set_={name: _new_filing.excluded[name] for name in _NAMES},
)
_FILING_DROP = delete(_filings).where(_filings.c.application == bindparam("id_"))


class SqlCares:
    """Who looks after what, in one unit of work (a ``desk.ports.Cares``)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def course(self, id_: ApplicationId) -> tuple[Care, ...]:
        """Return who was named, the last one last; nobody where it never was said."""
        found: tuple[Care, ...] | None = self._connection.execute(_CARE_ONE, {"id_": id_}).scalar()
        return found or ()

    def keep(self, id_: ApplicationId, course: tuple[Care, ...]) -> None:
        """Keep who was named, and let the lists know; none: as if nobody ever was."""
        if course:
            self._connection.execute(_CARE_KEEP, {"application": id_, "course": course})
        else:
            self._connection.execute(_CARE_DROP, {"id_": id_})
        logged_by = self._connection.execute(_LOGGED_BY, {"id_": id_}).scalar_one()
        self._connection.execute(
            _LIST.values(carer=sharing.carer(logged_by, course) or ""), {"id_": id_}
        )


class SqlFilings:
    """What is noted of applications, in one unit of work (a ``desk.ports.Filings``)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, id_: ApplicationId) -> Filing:
        """Return what is noted of an application; nothing where nobody noted anything."""
        row = self._connection.execute(_FILING_ONE, {"id_": id_}).one_or_none()
        return NOT_FILED if row is None else Filing(*row)

    def of_many(self, ids: Sequence[ApplicationId]) -> Mapping[ApplicationId, Filing]:
        """Return what is noted of many applications, as far as anything is."""
        rows = self._connection.execute(_MANY, {"ids": json.dumps([*ids])})
        return {ApplicationId(id_): Filing(*values) for id_, *values in rows}

    def keep(self, id_: ApplicationId, filing: Filing) -> None:
        """Keep what is noted; nothing: as if nobody had noted anything."""
        if filing.says_nothing:
            self._connection.execute(_FILING_DROP, {"id_": id_})
        else:
            values = {name: getattr(filing, name) for name in _NAMES}
            self._connection.execute(_FILING_KEEP, {"application": id_, **values})

    def places(self, limit: int) -> tuple[str, ...]:
        """Return where papers lie, the places with most applications first."""
        return tuple(self._connection.execute(_PLACES, {"most": limit}).scalars())
