# SPDX-License-Identifier: MIT
"""What was written of sentences and not proposed yet: the last of it outlives a lock."""

from __future__ import annotations

import json
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk_app.desk import intake, reading
from desk_app.desk.wordings import WordingDraft
from desk_app.records.wording import Words

if TYPE_CHECKING:
    from desk_app.desk.context import Desk
    from desk_app.gui.workplace import Workplace

KEY = "wording"


class BegunWords(QObject):
    """Remembers what was written while the page is there; says `found` with a kept place."""

    found = Signal(str)

    def __init__(self, work: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._drafts: dict[str, WordingDraft] = {}
        self._kept = ""

    def of(self, place: str) -> WordingDraft | None:
        """Return what was written of a sentence, from today on at the earliest."""
        return self._drafts.get(place)

    def read(self) -> None:
        """Read what was kept before."""
        self._work.ask(self, "begun words", _kept, self._take)

    def keep(self, draft: WordingDraft) -> None:
        """Keep what is written now, if it is anything new."""
        self._drafts[draft.place] = draft
        content = _written(draft)
        if content != self._kept:
            self._kept = content
            self._work.keep_draft(self, KEY, content)

    def forget(self, place: str) -> None:
        """Forget what was written of a sentence: it is proposed, or says what it said."""
        self._drafts.pop(place, None)
        if self._kept and _read(self._kept).place == place:
            self._kept = ""
            self._work.do(self, partial(intake.forget_draft, key=KEY))

    def _take(self, content: str | None) -> None:
        if content is None:
            return
        self._kept = content
        draft = _read(content)
        later = max(draft.wanted_from, self._work.today)
        self._drafts[draft.place] = WordingDraft(draft.place, draft.words, later)
        self.found.emit(draft.place)


def _kept(desk: Desk) -> str | None:
    with reading.cases(desk) as books:
        return books.drafts.get(desk.actor.id, KEY)


def _written(draft: WordingDraft) -> str:
    words = {"ja": draft.words.ja, "en": draft.words.en}
    kept = {"place": draft.place, "from": draft.wanted_from.isoformat(), **words}
    return json.dumps(kept, ensure_ascii=False)


def _read(content: str) -> WordingDraft:
    kept = json.loads(content)
    return WordingDraft(
        kept["place"], Words(kept["ja"], kept["en"]), date.fromisoformat(kept["from"])
    )
