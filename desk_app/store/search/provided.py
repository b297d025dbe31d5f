# SPDX-License-Identifier: MIT
"""Until when the records of provision are kept: for the figures, and which are due today."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, or_, select

from desk_app.records.base import kept_id_of_provision
from desk_app.records.registers import ProvisionEntry
from desk_app.rules.case.deadlines import years_after
from desk_app.rules.registers import registers as rules
from desk_app.store.schema.columns import Day
from desk_app.store.schema.tables import ProvisionRows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.engine import Connection

    from desk_app.records.base import ApplicationId
    from desk_app.rules.case.retention import Retained


_rows = ProvisionRows.__table__
_since = bindparam("since", type_=Day())
_by_contract = bindparam("by_contract", type_=Day())
_PERSON = (_rows.c.person, _rows.c.kana, _rows.c.person_address, _rows.c.person_number)
_NAMES = tuple(each.name for each in _PERSON)
_DATED = (_rows.c.id, _rows.c.kind, _rows.c.on, _rows.c.last_on, _rows.c.by_contract)


def _by_then(day: Any) -> Any:  # noqa: ANN401 SQLAlchemy's own
    """Return that the last provision was by a day; said so that the index answers it."""
    return or_(_rows.c.last_on <= day, and_(_rows.c.last_on.is_(None), _rows.c.on <= day))


_KEPT = select(*_DATED, _rows.c.entered_at, *_PERSON).where(
    _rows.c.entered_at.is_not(None),
    _rows.c.disposed_on.is_(None),
    or_(
        _by_then(_since),
        and_(_rows.c.last_on.is_(None), _rows.c.on.is_(None)),
        and_(_rows.c.by_contract, _by_then(_by_contract)),
    ),
)
_MAYBE_DUE = select(*(_rows.c[each.name] for each in fields(ProvisionEntry))).where(
    _rows.c.entered_at.is_not(None),
    _rows.c.disposed_on.is_(None),
    # Said so that the index of the last day answers it.
    or_(
        _rows.c.last_on <= _since,
        and_(_rows.c.last_on.is_(None), or_(_rows.c.on <= _since, _rows.c.on.is_(None))),
    ),
)
_DAY = timedelta(days=1)


def kept_until(connection: Connection, last: date) -> Iterator[tuple[ApplicationId, date]]:
    """Yield the rows about a person that are kept until a day or an earlier one, and that day.

    What is held back is among them, as among applications.
    """
    last = min(last, date.max - _DAY)
    # A day more: what was provided on 29 February is kept until the 28th.
    given = {
        "since": years_after(last, -rules.RECORD_YEARS) + _DAY,
        "by_contract": years_after(last, -rules.CONTRACT_YEARS) + _DAY,
    }
    for id_, kind, on, last_on, contract, made, *person in connection.execute(_KEPT, given):
        days = {"last_on": last_on, "by_contract": contract, "entered_at": made}
        words = dict(zip(_NAMES, person, strict=True))
        until = rules.kept_until(entry := ProvisionEntry(id_, kind, on, **days, **words))
        if until is not None and until <= last and rules.is_of_a_person(entry):
            yield kept_id_of_provision(id_), until


def due(connection: Connection, today: date) -> tuple[Retained, ...]:
    """Return the rows about a person that are to be disposed of, without those held back.

    Whose last provision is not a year old is kept on whatever its kind: only others are looked at.
    """
    rows = connection.execute(_MAYBE_DUE, {"since": years_after(today, -1)})
    kept = (rules.retained(ProvisionEntry(*row)) for row in rows)
    return tuple(
        each for each in kept if each is not None and each.kept_until < today and not each.hold
    )
