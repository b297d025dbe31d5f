# SPDX-License-Identifier: MIT
"""An application's place in the lists: its row, and what it shows on a given day."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects.sqlite import insert as insert_or_update

from desk_app.rules import kana
from desk_app.store import search
from desk_app.store.columns import NEVER
from desk_app.store.prepared import Insertion
from desk_app.store.tables import KeptRows, WorkRows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy.engine import Connection

    from desk_app.desk.rows import WorkIndex
    from desk_app.records.application import Application

_rows: Any = WorkRows.__table__
_NAMES = tuple(column.name for column in _rows.c)
_ONE = select(_rows).where(_rows.c.application == bindparam("id_"))
_NEW = Insertion(WorkRows)
_UPDATE = update(_rows).where(_rows.c.application == bindparam("id_"))
_kept: Any = KeptRows.__table__
_NOT_KEPT = delete(_kept).where(_kept.c.application == bindparam("id_"))
_NEW_DAYS = Insertion(KeptRows)
_keep_days_ = insert_or_update(_kept)
_KEEP_DAYS = _keep_days_.on_conflict_do_update(
    index_elements=[_kept.c.application],
    set_={
        "completed_on": _keep_days_.excluded.completed_on,
        "kept_until": _keep_days_.excluded.kept_until,
    },
)
_NUMBER = re.compile(r"[A-Za-z]+([0-9]{1,4})-([0-9]{1,8})")

_FLAG = 10**8
_YEAR = 10**9


def to_row(application: Application, index: WorkIndex) -> dict[str, object]:
    """Return the columns of an application's place in the lists."""
    return {
        "application": application.id,
        "received_on": application.received_on,
        "search_key": search.key_of(application),
        "number_order": number_order(application.receipt_number, application.received_on),
        "name": application.principal.name,
        "kana_order": kana_order(application.principal.kana),
        "rights": application.rights(),
        "work": index.work,
        "what": index.what,
        "why": index.why,
        "by": index.by or NEVER,
        "since": index.since,
        "turns_on": index.turns_on or NEVER,
        "then_work": index.then_work,
        "then_what": index.then_what,
        "then_why": index.then_why,
        "then_by": index.then_by or NEVER,
    }


def keep(connection: Connection, application: Application, index: WorkIndex) -> None:
    """Write what changed of an application's place; untouched columns leave their index alone."""
    _keep_days(connection, application, index)
    new = to_row(application, index)
    old = connection.execute(_ONE, {"id_": application.id}).mappings().one_or_none()
    if old is None:
        _NEW.one(connection, new)
        return
    changed = {name: new[name] for name in _NAMES if new[name] != old[name]}
    if changed:
        connection.execute(_UPDATE.values(**changed), {"id_": application.id})


def add_all(connection: Connection, placed: Sequence[tuple[Application, WorkIndex]]) -> None:
    """Write the places of many new applications, in one batch."""
    _NEW.many(connection, [to_row(application, index) for application, index in placed])
    days = [
        {
            "application": application.id,
            "completed_on": index.kept.completed_on,
            "kept_until": index.kept.kept_until,
        }
        for application, index in placed
        if index.kept is not None
    ]
    _NEW_DAYS.many(connection, days)


def _keep_days(connection: Connection, application: Application, index: WorkIndex) -> None:
    """Write since when and how long the application is kept, where it is completed."""
    given = {"id_": application.id}
    if index.kept is None:
        connection.execute(_NOT_KEPT, given)
        return
    days = {"completed_on": index.kept.completed_on, "kept_until": index.kept.kept_until}
    connection.execute(_KEEP_DAYS, {"application": application.id, **days})


def kana_order(written: str) -> str:
    """Return kana as it is sorted: hiragana and half-width signs stand among the katakana."""
    return "".join(kana.katakana(written).split())


def number_order(receipt_number: str, received_on: date) -> int:
    """Return where a receipt number stands among all: by year, era, running number.

    Text order would put R8-10000 before R8-9999. In a year with two eras the first year of the new
    one comes second. A number of another form stands first.
    """
    match = _NUMBER.fullmatch(receipt_number)
    if match is None:
        return 0
    era_year, running = int(match[1]), int(match[2])
    return received_on.year * _YEAR + (era_year == 1) * _FLAG + running
