# SPDX-License-Identifier: MIT
"""Who looks after applications, in a table of its own; the lists have a copy of the name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects.sqlite import insert as insert_or_update

from desk_app.rules.case import sharing
from desk_app.store.schema.tables import ApplicationRows, CareRows, WorkRows

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from desk_app.records.base import ApplicationId
    from desk_app.records.people import Care


_cares = CareRows.__table__
_work = WorkRows.__table__
_applications = ApplicationRows.__table__
_ONE = select(_cares.c.course).where(_cares.c.application == bindparam("id_"))
_new = insert_or_update(_cares)
_KEEP = _new.on_conflict_do_update(
    index_elements=[_cares.c.application], set_={"course": _new.excluded.course}
)
_DROP = delete(_cares).where(_cares.c.application == bindparam("id_"))
_LOGGED_BY = select(_applications.c.logged_by).where(_applications.c.id == bindparam("id_"))
_LIST = update(_work).where(_work.c.application == bindparam("id_"))


class SqlCares:
    """Who looks after what, in one unit of work (a ``desk.ports.Cares``)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def course(self, id_: ApplicationId) -> tuple[Care, ...]:
        """Return who was named, the last one last; nobody where it never was said."""
        found: tuple[Care, ...] | None = self._connection.execute(_ONE, {"id_": id_}).scalar()
        return found or ()

    def keep(self, id_: ApplicationId, course: tuple[Care, ...]) -> None:
        """Keep who was named, and let the lists know; none: as if nobody ever was."""
        if course:
            self._connection.execute(_KEEP, {"application": id_, "course": course})
        else:
            self._connection.execute(_DROP, {"id_": id_})
        logged_by = self._connection.execute(_LOGGED_BY, {"id_": id_}).scalar_one()
        self._connection.execute(
            _LIST.values(carer=sharing.carer(logged_by, course) or ""), {"id_": id_}
        )
