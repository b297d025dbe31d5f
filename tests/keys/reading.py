# SPDX-License-Identifier: MIT
"""What stands in the store afterwards, and what the rules say of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from desk_app.desk import deciding
from desk_app.desk.context import Desk
from desk_app.desk.keeping import look_at
from desk_app.records.base import ApplicationId, DecisionId, UserId
from desk_app.records.findings import Examination
from desk_app.records.history import ApplicationFile


@dataclass(frozen=True, slots=True)
class Kept:
    """An application as it is kept, and as it is judged on a day.

    ``names`` tells who works at the desk, ``genuine`` which decisions are as their approver signed.
    """

    file: ApplicationFile
    found: Examination
    today: date
    names: Mapping[UserId, str] = field(default_factory=dict)
    genuine: tuple[DecisionId, ...] = ()


def open_applications(desk: Desk) -> list[ApplicationId]:
    """Return the open applications of a desk: in each scenario there is one."""
    with desk.ports.store.reading() as books:
        return [ApplicationId(id_) for id_ in books.files.open_ids()]


def kept(desk: Desk, id_: ApplicationId) -> Kept:
    """Return an application as it is kept and judged."""
    with desk.ports.store.reading() as books:
        file = books.files.get(id_)
        names = {user.id: user.name for user in books.people.all()}
    signed = tuple(each.id for each in file.decisions if deciding.genuine(desk, file, each))
    return Kept(file, look_at(desk, file), desk.today, names, signed)
