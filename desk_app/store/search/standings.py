# SPDX-License-Identifier: MIT
"""What the ledger of applications need not judge anew, kept beside their places in the lists."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, or_, select
from sqlalchemy.dialects.sqlite import insert as insert_or_update

from desk_app.records.base import ApplicationId
from desk_app.records.case.findings import LedgerStanding
from desk_app.store.schema.engine import Insertion, Selection, among
from desk_app.store.schema.tables import StandingRows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy.engine import Connection


_rows = StandingRows.__table__
_NAMES = tuple(each.name for each in fields(LedgerStanding))
_MANY = Selection(
    select(_rows.c.application, *(_rows.c[name] for name in _NAMES)).where(
        _rows.c.application.in_(among("ids"))
    )
)
_new = insert_or_update(_rows)
_KEEP = _new.on_conflict_do_update(
    index_elements=[_rows.c.application],
    set_={name: _new.excluded[name] for name in _NAMES},
    where=or_(*(_rows.c[name].is_distinct_from(_new.excluded[name]) for name in _NAMES)),
)
_NEW = Insertion(StandingRows)
_DROP = delete(_rows).where(_rows.c.application == bindparam("id_"))


def keep(connection: Connection, id_: ApplicationId, standing: LedgerStanding | None) -> None:
    """Keep how an application stands, where that changed; None: it is judged when asked for."""
    if standing is None:
        connection.execute(_DROP, {"id_": id_})
    else:
        connection.execute(_KEEP, _row(id_, standing))


def add_all(
    connection: Connection, every: Iterable[tuple[ApplicationId, LedgerStanding | None]]
) -> None:
    """Keep how many new applications stand, in one batch."""
    _NEW.many(connection, [_row(id_, each) for id_, each in every if each is not None])


def of_many(
    connection: Connection, ids: Sequence[ApplicationId]
) -> Mapping[ApplicationId, LedgerStanding]:
    """Return how many applications stand, as far as it is kept."""
    rows = _MANY.of(connection, json.dumps([*ids]))
    return {ApplicationId(id_): LedgerStanding(*values) for id_, *values in rows}


def _row(id_: ApplicationId, standing: LedgerStanding) -> dict[str, object]:
    return {"application": id_, **{name: getattr(standing, name) for name in _NAMES}}
