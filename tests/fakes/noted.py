# SPDX-License-Identifier: MIT
"""What is noted of applications beside their course, in memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from desk_app.records.base import ApplicationId
from desk_app.records.case.history import NOT_FILED, Filing
from desk_app.records.desk.sharing import Care
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


class FakeFilings:
    """What is noted of applications (a ``desk.ports.Filings``)."""

    def __init__(self, state: State) -> None:
        self._filings = state.filings

    def get(self, id_: ApplicationId) -> Filing:
        return self._filings.get(id_, NOT_FILED)

    def of_many(self, ids: Sequence[ApplicationId]) -> Mapping[ApplicationId, Filing]:
        return {id_: self._filings[id_] for id_ in ids if id_ in self._filings}

    def keep(self, id_: ApplicationId, filing: Filing) -> None:
        if filing.says_nothing:
            self._filings.pop(id_, None)
        else:
            self._filings[id_] = filing

    def places(self, limit: int) -> tuple[str, ...]:
        found = Counter(each.place for each in self._filings.values() if each.place)
        ordered = sorted(found.items(), key=lambda each: (-each[1], each[0]))
        return tuple(place for place, _ in ordered)[:limit]
