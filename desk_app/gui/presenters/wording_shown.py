# SPDX-License-Identifier: MIT
"""The letters that say a sentence, looked for beside the desk's own work; a person can stop it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desk_app.desk import wordings
from desk_app.desk.errors import Cancelled, KnownError, NotFound
from desk_app.gui.tasks import Progress

if TYPE_CHECKING:
    from desk_app.desk.context import Desk
    from desk_app.desk.wordings import Trial, WordingDraft
    from desk_app.gui.workplace import Workplace
    from desk_app.records.letters import LetterFacts
    from desk_app.rules.wording.faults import WordingFault

_LOOK_MS = 200


@dataclass(frozen=True, slots=True)
class Seen:
    """What is seen of a sentence as it was typed: its faults, or the letters that say it.

    ``trouble`` is what keeps them from being made; ``stopped`` says that a person did.
    """

    faults: tuple[WordingFault, ...] = ()
    shown: tuple[LetterFacts, ...] = ()
    trouble: KnownError | None = None
    stopped: bool = False


class LettersSaying(QObject):
    """Says `seen` with the draft that was looked at and what was seen of it."""

    seen = Signal(object, object)

    def __init__(self, work: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._progress = Progress()
        self._tick = QTimer(self)
        self._tick.setInterval(_LOOK_MS)
        self._tick.timeout.connect(self._tell)

    def look(self, draft: WordingDraft) -> None:
        """Look at a sentence as it stands now; what is being looked for of another is left."""
        self.leave()
        self._work.ask(self, "look", lambda desk: _begun(desk, draft), partial(self._go_on, draft))

    def leave(self) -> None:
        """Look for nothing any more, and tell nobody."""
        self._progress.cancel()
        self._progress = Progress()
        self._end()

    def _go_on(self, draft: WordingDraft, begun: Trial | Seen) -> None:
        if isinstance(begun, Seen):
            self.seen.emit(draft, begun)
            return
        desk, progress = self._work.desk, self._progress
        self._tick.start()
        self._work.beside.latest(
            self,
            "look",
            lambda: _found(desk, begun, progress),
            partial(self._take, draft, progress),
        )

    def _take(self, draft: WordingDraft, progress: Progress, seen: Seen) -> None:
        if progress is self._progress:
            self._end()
            self.seen.emit(draft, seen)

    def _tell(self) -> None:
        done, total = self._progress.reached()
        words = self.tr("Looking for the letters that say it: {done} of {total}")
        told = words.format(done=done, total=total)
        self._work.long_work.reach(told, done, total, self._progress.cancel)

    def _end(self) -> None:
        if self._tick.isActive():
            self._tick.stop()
            self._work.long_work.end()


def _begun(desk: Desk, draft: WordingDraft) -> Trial | Seen:
    """Return the faults of what is written, or what letters are to be looked for."""
    try:
        faults = wordings.faults(desk, draft)
        return Seen(faults) if faults else wordings.trial(desk, draft)
    except NotFound:
        return Seen()
    except KnownError as error:
        return Seen(trouble=error)


def _found(desk: Desk, trial: Trial, progress: Progress) -> Seen:
    try:
        return Seen(shown=wordings.shown(desk, trial, progress))
    except Cancelled:
        return Seen(stopped=True)
    except KnownError as error:
        return Seen(trouble=error)
