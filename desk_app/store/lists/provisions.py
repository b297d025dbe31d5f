# SPDX-License-Identifier: MIT
"""The records of provision whose time of keeping is over, as the work list counts them."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from sqlalchemy import and_, bindparam, or_, select

from desk_app.records.registers import ProvisionEntry
from desk_app.rules.case.deadlines import years_after
from desk_app.rules.registers import registers as rules
from desk_app.store.schema.columns import Day
from desk_app.store.schema.tables import ProvisionRows

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.engine import Connection

    from desk_app.rules.case.retention import Retained

_rows = ProvisionRows.__table__
_since = bindparam("since", type_=Day())
_MAYBE_DUE = select(*(_rows.c[each.name] for each in fields(ProvisionEntry))).where(
    _rows.c.entered_at.is_not(None),
    _rows.c.disposed_on.is_(None),
    # Said so that the index of the last day answers it.
    or_(
        _rows.c.last_on <= _since,
        and_(_rows.c.last_on.is_(None), or_(_rows.c.on <= _since, _rows.c.on.is_(None))),
    ),
)


def due(connection: Connection, today: date) -> tuple[Retained, ...]:
    """Return the rows about a person that are to be disposed of, without those held back.

    Whose last provision is not a year old is kept on whatever its kind: only others are looked at.
    """
    rows = connection.execute(_MAYBE_DUE, {"since": years_after(today, -1)})
    kept = (rules.retained(ProvisionEntry(*row)) for row in rows)
    return tuple(
        each for each in kept if each is not None and each.kept_until < today and not each.hold
    )
