# SPDX-License-Identifier: MIT
"""The departments that were asked of late, to be offered when one is asked again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, select

from desk_app.store.history_tables import DepartmentInquiries

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

_REACH = 500
"""So many of the newest applications are looked at: on a large desk the question opens as fast."""

_inquiries: Any = DepartmentInquiries.__table__
_newest = select(func.max(_inquiries.c.application)).scalar_subquery()
_ASKED_OF_LATE = (
    select(_inquiries.c.department)
    .where(_inquiries.c.application > _newest - _REACH)
    .group_by(_inquiries.c.department)
    .order_by(func.max(_inquiries.c.application).desc(), _inquiries.c.department)
    .limit(bindparam("most"))
)


def departments(connection: Connection, limit: int) -> tuple[str, ...]:
    """Return the departments that the newest applications were asked of, the last first."""
    return tuple(connection.execute(_ASKED_OF_LATE, {"most": limit}).scalars())
