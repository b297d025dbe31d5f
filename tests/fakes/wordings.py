# SPDX-License-Identifier: MIT
"""The revisions of the letters' words in memory."""

from __future__ import annotations

from dataclasses import replace

from desk_app.desk.errors import NotFound
from desk_app.records.case.letters import WordingRevision
from tests.fakes.state import State


class FakeWordings:
    """The revisions of sentences (a ``desk.ports.Wordings``)."""

    def __init__(self, state: State) -> None:
        self._kept = state.wordings

    def get(self, id_: int) -> WordingRevision:
        if id_ not in self._kept:
            raise NotFound(place="wording")
        return self._kept[id_]

    def all(self) -> tuple[WordingRevision, ...]:
        return tuple(self._kept[id_] for id_ in sorted(self._kept, reverse=True))

    def approved(self) -> tuple[WordingRevision, ...]:
        return tuple(each for each in self.all() if each.approval and not each.taken_back_by)

    def add(self, revision: WordingRevision) -> WordingRevision:
        kept = replace(revision, id=max(self._kept, default=0) + 1)
        self._kept[kept.id] = kept
        return kept

    def save(self, revision: WordingRevision) -> None:
        self.get(revision.id)
        self._kept[revision.id] = revision
