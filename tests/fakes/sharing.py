# SPDX-License-Identifier: MIT
"""Who looks after applications, in memory."""

from __future__ import annotations

from desk_app.records.base import ApplicationId
from desk_app.records.people import Care
from tests.fakes.state import State


class FakeCares:
    """Who looks after what (a ``desk.ports.Cares``)."""

    def __init__(self, state: State) -> None:
        self._cares = state.cares

    def course(self, id_: ApplicationId) -> tuple[Care, ...]:
        return self._cares.get(id_, ())

    def keep(self, id_: ApplicationId, course: tuple[Care, ...]) -> None:
        if course:
            self._cares[id_] = course
        else:
            self._cares.pop(id_, None)
