# SPDX-License-Identifier: MIT
"""Letters that were printed before are printed once more: the same pages, and why (F1)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from desk_app.desk.printing import ask_to_print
from desk_app.gui.presenters.question import Answers, LineAsked, Question, text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from desk_app.desk.changes import Changes
    from desk_app.desk.context import Desk
    from desk_app.records.ids import ApplicationId, LetterId


class Sending(Protocol):
    """What sends letters to the printer."""

    def send(
        self,
        letters: Sequence[tuple[ApplicationId, LetterId]],
        printer: str = "",
        reason: str = "",
        shown: Mapping[LetterId, str] | None = None,
    ) -> None:
        """Send letters to a printer or as chosen, for a reason where they were printed before.

        ``shown`` holds, of letters looked at, the SHA-256 of the bytes that stood drawn.
        """
        ...


class PrintAgain(QObject):
    """Asks why; once that was answered, ``send`` prints."""

    def __init__(self, sending: Sending, parent: QObject) -> None:
        super().__init__(parent)
        self._sending = sending
        self._wanted: Callable[[], None] | None = None

    def question(
        self,
        letters: Sequence[tuple[ApplicationId, LetterId]],
        printer: str = "",
        shown: Mapping[LetterId, str] | None = None,
    ) -> Question:
        """Ask why letters are printed once more, to be sent to a printer or as chosen."""

        def doing(answers: Answers) -> Callable[[Desk], Changes]:
            reason = text(answers, "reason")

            def verb(desk: Desk) -> Changes:
                changes = ask_to_print(desk, letters, reason)
                self._wanted = partial(self._sending.send, letters, printer, reason, shown)
                return changes

            return verb

        usual = (
            self.tr("Paper jam"),
            self.tr("Badly printed"),
            self.tr("Wrong paper"),
            self.tr("Damaged before posting"),
        )
        return Question(
            title=self.tr("Print again"),
            verb=self.tr("Print"),
            doing=doing,
            effect=self.tr("%n letter(s), the same pages as before", "", len(letters)),
            detail=self.tr(
                "The copy gets its number, and number and reason go into the journal. Destroy what"
                " cannot be used."
            ),
            asked=(
                LineAsked(
                    "reason",
                    self.tr("Reason (needed)"),
                    offered=usual,
                    offers=self.tr("↓ usual reasons"),
                ),
            ),
            said=self.tr("The pages go to the printer."),
        )

    def send(self) -> None:
        """Print what was asked for."""
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            wanted()
