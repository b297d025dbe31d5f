# SPDX-License-Identifier: MIT
"""How the applications stand that were looked at last: what is asked again is worked out once."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from desk_app.records.base import ApplicationId
from desk_app.records.history import ApplicationFile
from desk_app.rules.rulebook.rulebook import Rulebook
from desk_app.rules.situation.situation import Situation, situation_of

_MOST = 16


@dataclass(frozen=True, slots=True)
class _Stood:
    """How an application stood, and all that it was worked out from."""

    file: ApplicationFile
    book: Rulebook
    on: date
    situation: Situation


@dataclass(frozen=True, slots=True)
class Standings:
    """Knows of a few applications how they stand; they go with the open desk that knows them.

    A page reads its application from the store again and again, and a verb asks of it what the page
    has asked. Equal facts, under the same rulebook, on the same day, stand as they stood.
    """

    _stood: dict[ApplicationId, _Stood] = field(default_factory=dict)

    def of(self, file: ApplicationFile, book: Rulebook, on: date) -> Situation:
        """Return how an application stands on a day by a rulebook."""
        id_ = file.application.id
        stood = self._stood.get(id_)
        if stood is not None and (stood.book is book and stood.on == on and stood.file == file):
            return stood.situation
        situation = situation_of(file, book.on(on), on)
        if id_ not in self._stood and len(self._stood) >= _MOST:
            self._stood.clear()
        self._stood[id_] = _Stood(file, book, on, situation)
        return situation
