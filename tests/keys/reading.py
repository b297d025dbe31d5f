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


def only_application(desk: Desk) -> ApplicationId:
    """Return the one open application of a desk; raises ValueError where it is not one."""
    with desk.ports.store.reading() as books:
        (id_,) = books.files.open_ids()
    return ApplicationId(id_)


def kept(desk: Desk, id_: ApplicationId) -> Kept:
    """Return an application as it is kept and judged."""
    with desk.ports.store.reading() as books:
        file = books.files.get(id_)
    return Kept(file, look_at(desk, file), desk.today)
