# SPDX-License-Identifier: MIT
"""The lists of what is kept: due for disposal, and due next (H1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, func, select

from desk_app.desk.queries import KeptLine
from desk_app.records.disposal import Hold
from desk_app.store.columns import Day
from desk_app.store.desk_tables import WorkRows
from desk_app.store.disposal_tables import Holds, KeptRows
from desk_app.store.history_tables import Letters
from desk_app.store.tables import Applications, Enclosures

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.engine import Connection

    from desk_app.store.columns import AnyRow

_kept: Any = KeptRows.__table__
_applications: Any = Applications.__table__
_work: Any = WorkRows.__table__
_holds: Any = Holds.__table__
_papers: Any = Enclosures.__table__
_letters: Any = Letters.__table__
_today = bindparam("today", type_=Day())

_THIS = _kept.c.application
_PAPERS = select(func.count()).where(_papers.c.application == _THIS).scalar_subquery()
_LETTERS = select(func.count()).where(_letters.c.application == _THIS).scalar_subquery()
_ALL = (
    select(
        _THIS,
        _applications.c.receipt_number,
        _applications.c.name,
        _applications.c.further_forms,
        _work.c.rights,
        _kept.c.completed_on,
        _kept.c.kept_until,
        _PAPERS.label("papers"),
        _LETTERS.label("letters"),
        _holds.c.reason,
        _holds.c.review_on,
        _holds.c.ordered_by,
        _holds.c.ordered_on,
        _holds.c.note,
    )
    .join(_applications, _applications.c.id == _THIS)
    .join(_work, _work.c.application == _THIS)
    .outerjoin(_holds, and_(_holds.c.application == _THIS, _holds.c.lifted_on.is_(None)))
    .order_by(_kept.c.kept_until, _THIS)
    .limit(bindparam("limit"))
)
_DUE = _ALL.where(_kept.c.kept_until < _today)
_COMING = _ALL.where(_kept.c.kept_until >= _today)


def kept(connection: Connection, today: date, limit: int, *, due: bool) -> tuple[KeptLine, ...]:
    """Return completed applications that are due for disposal, or the next ones."""
    rows = connection.execute(_DUE if due else _COMING, {"today": today, "limit": limit})
    return tuple(map(_line, rows))


def _line(row: AnyRow) -> KeptLine:
    return KeptLine(
        id=row.application,
        receipt_number=row.receipt_number,
        name=row.name,
        rights=row.rights,
        completed_on=row.completed_on,
        kept_until=row.kept_until,
        sheets=1 + len(row.further_forms) + row.papers,
        letters=row.letters,
        hold=_hold(row),
    )


def _hold(row: AnyRow) -> Hold | None:
    if row.reason is None:
        return None
    return Hold(row.reason, row.review_on, row.ordered_by, row.ordered_on, row.note)
