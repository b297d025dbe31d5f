# SPDX-License-Identifier: MIT
"""What the person signed in did last and can take back: ids and counter-verbs, no texts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk_app.desk import deciding, reading, undoing
from desk_app.desk.changes import Changes
from desk_app.desk.errors import (
    BadInput,
    KnownError,
    NotAllowed,
    NotFound,
    Refused,
    StaleEdit,
)
from desk_app.rules.claims import live_decision

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desk_app.desk.context import Desk
    from desk_app.records.ids import ApplicationId, ClaimId, LetterId

    Counter = Callable[[Desk], Changes]

_FOR_GOOD = (Refused, BadInput, NotFound, NotAllowed, StaleEdit)
"""After these a counter-verb will never be taken; after others, a full disk, it is tried again."""


class Did(Enum):
    """What was done and has a counter-verb."""

    VERDICT = "verdict"
    ALLOTMENT = "allotment"
    PROPOSAL = "proposal"
    POSTING = "posting"
    RETURN = "return"
    OUTCOME = "outcome"
    """An envelope was delivered, or came back."""
    HANDLING = "handling"
    RULEBOOK = "rulebook"


@dataclass(frozen=True, slots=True)
class Undo:
    """One thing that was done: of which receipt number if any, and what takes it back."""

    did: Did
    number: str
    counter: Counter


class UndoStack(QObject):
    """Remembers what was done at this screen since the sign-in; a lock takes it away.

    ``changed`` says that another thing, or nothing, is the next to take back.
    """

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._done: list[Undo] = []
        self._busy = False

    @property
    def last(self) -> Undo | None:
        """Return what would be taken back next; nothing while that is under way."""
        return self._done[-1] if self._done and not self._busy else None

    def did(self, step: Undo) -> None:
        """Remember what was done last."""
        self._done.append(step)
        self.changed.emit()

    def begin(self) -> Undo | None:
        """Hand out what is to be taken back; nothing more until `ended` is told how it went."""
        step = self.last
        self._busy = step is not None
        self.changed.emit()
        return step

    def ended(self, error: Exception | None = None) -> None:
        """Forget what was taken back, or never can be."""
        self._busy = False
        if error is None or isinstance(error, _FOR_GOOD):
            self._done.pop()
        self.changed.emit()


def of_proposal(id_: ApplicationId, claim: ClaimId) -> Counter:
    """Return the verb that takes back the proposal on a claim."""

    def counter(desk: Desk) -> Changes:
        with reading.cases(desk) as books:
            decision = live_decision(books.files.get(id_), claim)
        if decision is None:
            raise BadInput("no_such_decision", place="decision")
        return deciding.take_back(desk, id_, decision.id)

    return counter


def of_posting(id_: ApplicationId, letters: tuple[LetterId, ...]) -> Counter:
    """Return the verb that takes back the posting of the envelope these letters lie in."""

    def counter(desk: Desk) -> Changes:
        with reading.cases(desk) as books:
            postings = books.files.get(id_).postings
        sent = next((each.id for each in postings if each.letters == letters), None)
        if sent is None:
            raise BadInput("no_such_posting", place="posting")
        return undoing.take_back_posting(desk, id_, sent)

    return counter


def together(counters: Sequence[Counter]) -> Counter:
    """Return the verb that takes back each of several things; one that cannot holds up no other.

    It raises the first reason where none could be taken back.
    """

    def counter(desk: Desk) -> Changes:
        changes, refused = Changes.of(), list[KnownError]()
        for each in counters:
            try:
                changes |= each(desk)
            except _FOR_GOOD as error:
                refused.append(error)
        if refused and not changes.touched:
            raise refused[0]
        return changes

    return counter
