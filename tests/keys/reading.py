# SPDX-License-Identifier: MIT
"""What stands in the store afterwards, and what the rules say of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desk_app.desk.context import Desk
from desk_app.desk.keeping import look_at
from desk_app.records.findings import Examination
from desk_app.records.history import ApplicationFile
from desk_app.records.ids import ApplicationId


@dataclass(frozen=True, slots=True)
class Kept:
    """An application as it is kept, and as it is judged on a day."""

    file: ApplicationFile
    found: Examination
    today: date


def open_applications(desk: Desk) -> list[ApplicationId]:
    """Return the open applications of a desk: in each scenario there is one."""
    with desk.ports.store.reading() as books:
        return [ApplicationId(id_) for id_ in books.files.open_ids()]


def kept(desk: Desk, id_: ApplicationId) -> Kept:
    """Return an application as it is kept and judged."""
    with desk.ports.store.reading() as books:
        file = books.files.get(id_)
    return Kept(file, look_at(desk, file), desk.today)
