# SPDX-License-Identifier: MIT
"""What becomes of letters that went to the printer: one that stands still is told at once (F1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desk_app.records.printers import JobState

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from desk_app.gui.printing import Printing
    from desk_app.gui.workplace import Workplace

LOOK_MS = 3_000
MOST_LOOKS = 200
"""A job is watched for ten minutes; what is still to be printed then waits behind others."""

_ENDED = frozenset({JobState.PRINTED, JobState.NOT_PRINTED})


class PrintWatch(QObject):
    """Says `failed` with what some jobs were followed for, and their state.

    Of a printer that stands still it is said once, of the job it stands at. The print system is
    asked beside the desk's own work, and only while a job is under way.
    """

    failed = Signal(object, object)

    def __init__(self, work: Workplace, printing: Printing, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._printing = printing
        self._followed: dict[str, object] = {}
        self._looks: dict[str, int] = {}
        self._stands = False
        self._tick = QTimer(self)
        self._tick.setInterval(LOOK_MS)
        self._tick.timeout.connect(self.look)

    @property
    def follows(self) -> bool:
        """Say whether a job is watched."""
        return bool(self._followed)

    def follow(self, job: str, thing: object) -> None:
        """Watch a job; one without a name, as where nobody tells of it, is none."""
        if job:
            self._followed[job] = thing
            self._looks[job] = MOST_LOOKS
            self._tick.start()

    def leave(self, ended: Callable[[object], bool]) -> None:
        """Watch no longer what was followed for something that has ended otherwise."""
        for job, thing in tuple(self._followed.items()):
            if ended(thing):
                del self._followed[job], self._looks[job]

    def look(self) -> None:
        """Ask what became of the jobs under way."""
        jobs = tuple(self._followed)
        if jobs:
            self._work.beside.latest(
                self, "printing", lambda: self._printing.states(jobs), self._take
            )

    def _take(self, states: Mapping[str, JobState]) -> None:
        given_up, stuck = list[object](), list[object]()
        for job, thing in tuple(self._followed.items()):
            state = states.get(job, JobState.UNKNOWN)
            self._looks[job] -= 1
            if state is JobState.STOPPED:
                stuck.append(thing)
            elif state is JobState.NOT_PRINTED:
                given_up.append(thing)
            if state in _ENDED or not self._looks[job]:
                del self._followed[job], self._looks[job]
        if not self._followed:
            self._tick.stop()
        if given_up:
            self.failed.emit(tuple(given_up), JobState.NOT_PRINTED)
        if stuck and not self._stands:
            # What waits behind it goes on with it.
            self.failed.emit((stuck[0],), JobState.STOPPED)
        self._stands = bool(stuck)
