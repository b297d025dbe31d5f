# SPDX-License-Identifier: MIT
"""What the letter says of a decision as it stands on the page, asked a moment after each change."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desk_app.desk.errors import KnownError
from desk_app.desk.foretelling import foretell
from desk_app.gui.presenters.decision import Mode
from desk_app.gui.presenters.decision_form import decision_of

if TYPE_CHECKING:
    from desk_app.desk.context import Desk
    from desk_app.gui.presenters.decision import DecisionState
    from desk_app.gui.workplace import Workplace
    from desk_app.records.decisions import Decision
    from desk_app.records.ids import ApplicationId
    from desk_app.records.letters import LetterText

AFTER_MS = 100
"""So long nothing more changes before the letter is told anew; the page itself waits for typing."""


@dataclass(frozen=True, slots=True)
class Foretold:
    """A letter's text, or why it cannot be told yet; ``own`` are the lines written for it."""

    text: LetterText | None = None
    trouble: KnownError | None = None
    own: tuple[str, ...] = ()


class DecisionLetter(QObject):
    """Says `told` with a `Foretold`, or with nothing while no outcome is chosen."""

    told = Signal(object)

    def __init__(self, work: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._state: DecisionState | None = None
        self._asked: tuple[object, ...] = ()
        self._answered: tuple[object, ...] | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(AFTER_MS)
        self._pause.timeout.connect(self._ask)

    @property
    def is_waiting(self) -> bool:
        """Whether the letter is to be told anew in a moment."""
        return self._pause.isActive()

    @property
    def is_told(self) -> bool:
        """Whether what was told last is of exactly what stands on the page now."""
        return self._answered == self._asked

    def follow(self, state: DecisionState) -> None:
        """Take what stands on the page; another claim, or one only read, is told at once.

        Of another claim nothing stands there until its own letter is told (T40).
        """
        former, before, self._state = self._state, self._asked, state
        self._asked = (state.claim.id, state.opened.application, replace(state.form, note=""))
        if self._asked == before:
            return
        if former is not None and _whose(former) != _whose(state):
            self.told.emit(None)
        if state.mode is Mode.WRITE and before[:1] == self._asked[:1]:
            self._pause.start()
        else:
            self._ask()

    def _ask(self) -> None:
        self._pause.stop()
        state = self._state
        decision = None if state is None else self._decision(state)
        if state is None or decision is None:
            self._answered = self._asked
            self.told.emit(None)
            return
        asked, id_ = self._asked, state.opened.id
        query = partial(_foretold, id_=id_, decision=decision)
        self._work.ask(self, "letter", query, lambda found: self._take(asked, found))

    def _decision(self, state: DecisionState) -> Decision | None:
        """Return the decision that stands, or the one being written; none where a letter is out."""
        if is_issued(state):
            return None
        if state.decision is not None or state.mode is not Mode.WRITE:
            return state.decision
        at, today = self._work.desk.ports.clock.now(), state.opened.situation.on
        return decision_of(
            state.form, state.claim.id, state.shown, state.opened.actor.id, at, today
        )

    def _take(self, asked: tuple[object, ...], found: Foretold) -> None:
        if asked == self._asked:
            self._answered = asked
            self.told.emit(found)


def _whose(state: DecisionState) -> tuple[object, object]:
    return state.opened.id, state.claim.id


def is_issued(state: DecisionState) -> bool:
    """Return whether a letter already answers the claim: its own pages say what it says."""
    letters = state.opened.file.letters
    return any(state.claim.id in letter.claims and not letter.void for letter in letters)


def _foretold(desk: Desk, id_: ApplicationId, decision: Decision) -> Foretold:
    """Have the letter told; what stops it is part of the answer, no trouble of the page's."""
    own = (
        decision.facts,
        decision.explanation,
        *(part.explanation for part in decision.content.withheld),
    )
    lines = tuple(line for text in own for line in text.split("\n") if line.strip())
    try:
        return Foretold(foretell(desk, id_, decision), own=lines)
    except KnownError as error:
        return Foretold(trouble=error)
