# SPDX-License-Identifier: MIT
"""Letters that were issued and go nowhere as they stand: which, and the word of each reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from desk_app.desk.printing import what_stops
from desk_app.gui.marks import Mark
from desk_app.rules.work_codes import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from desk_app.gui.workplace import Workplace
    from desk_app.records.ids import ApplicationId, LetterId

    Letters = Sequence[tuple[ApplicationId, LetterId]]


def stopped(reason: Refusal) -> tuple[Mark, str]:
    """Return how a letter stands in a list that may be neither printed nor posted for a reason."""
    match reason:
        case Refusal.APPROVE_AGAIN:
            return Mark.ASK, QCoreApplication.translate("StoppedLetters", "approve again")
        case Refusal.WITHDRAWAL_OPEN:
            return Mark.HELD, QCoreApplication.translate("StoppedLetters", "withdrawal waits")
        case Refusal.CLAIM_WITHDRAWN:
            return Mark.DEFECTIVE, QCoreApplication.translate("StoppedLetters", "withdrawn")
        case Refusal.LETTER_OVERTAKEN:
            return Mark.DEFECTIVE, QCoreApplication.translate("StoppedLetters", "write anew")
        case _:
            return Mark.DEFECTIVE, QCoreApplication.translate("StoppedLetters", "cannot go")


class StoppedLetters(QObject):
    """Says `changed` with why letters go nowhere, of those looked into so far that do not.

    They are looked into on the desk's thread, those in sight alone: a long queue costs no more.
    """

    changed = Signal(object)

    def __init__(self, work: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._found: dict[LetterId, Refusal] = {}
        self._judged: set[LetterId] = set()
        self._stay = 0

    def begin_anew(self) -> None:
        """Look into every letter in sight once more; what was found stands until then."""
        self._judged.clear()

    def judge(self, letters: Letters) -> None:
        """Look into the letters that nothing is known of."""
        some = [each for each in letters if each[1] not in self._judged]
        if some:
            self._judged |= {letter for _, letter in some}
            self._ask(some, lambda _: None)

    def send_others(self, letters: Letters, send: Callable[[Letters], None]) -> None:
        """Send those of several letters that may go; the others hold up none of them and stay.

        One alone is sent as it is: the desk refuses it with its reason.
        """

        def go(stopped: Mapping[LetterId, Refusal]) -> None:
            self._stay = len(stopped)
            going = [each for each in letters if each[1] not in stopped]
            if going:
                send(going)
            else:
                self._work.said.emit(self.told_once())

        if len(letters) > 1:
            self._ask(letters, go)
        elif letters:
            send(letters)

    def told_once(self) -> str:
        """Say how many stayed when letters were sent last; nothing the second time."""
        count, self._stay = self._stay, 0
        return self.tr("%n letter(s) stay: why stands beside each.", "", count) if count else ""

    def _ask(self, letters: Letters, then: Callable[[Mapping[LetterId, Refusal]], None]) -> None:
        def take(stopped: Mapping[LetterId, Refusal]) -> None:
            asked = {letter for _, letter in letters}
            kept = {each: why for each, why in self._found.items() if each not in asked}
            self._found = kept | dict(stopped)
            self.changed.emit(self._found)
            then(stopped)

        self._work.runner.submit(
            self, lambda: what_stops(self._work.desk, letters), take, self._work.trouble.emit
        )
