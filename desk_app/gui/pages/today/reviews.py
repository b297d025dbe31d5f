# SPDX-License-Identifier: MIT
"""The line over the work of the day that says which entries of the registers are to be reviewed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.desk import registers
from desk_app.desk.context import Kind
from desk_app.gui.kit.display.notes import NoteFrame, NoteLine
from desk_app.gui.kit.layout.buttons import KeyButton
from desk_app.i18n import dates, messages, writing

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from desk_app.desk.context import Changes
    from desk_app.desk.registers import ReviewWaiting
    from desk_app.gui.session.session import Session


class ReviewLine(NoteLine):
    """Takes no room while nothing is due; its button leads to the first entry that is."""

    def __init__(self, session: Session) -> None:
        super().__init__(NoteFrame("ask"), KeyButton(icon="book"))
        self._session = session
        self._waiting: tuple[ReviewWaiting, ...] = ()
        self._note.setObjectName("reviewsDue")
        self._button.setObjectName("toReview")
        self._button.setText(self.tr("Review"))
        self._button.clicked.connect(self._open)
        session.hub.listen(self._changed)

    def read(self) -> None:
        """Ask the desk which reviews are due; a keeper of the registers is told of them alone."""
        self._session.ask(self, "reviews", registers.reviews_waiting, self._show)

    def _show(self, waiting: tuple[ReviewWaiting, ...]) -> None:
        self._waiting = waiting
        self.setVisible(bool(waiting))
        if not waiting:
            return
        language, first = self._session.language, waiting[0].due
        day = dates.full(first.on, language, weekday=True)
        late = first.is_late(self._session.today)
        said = self.tr("The first was due on {day}.") if late else self.tr("The first by {day}.")
        books = dict.fromkeys(messages.label(each.book, language) for each in waiting)
        self._note.turn("bad" if late else "ask")
        self._note.say(
            self.tr("%n entry(s) of the registers to review", "", len(waiting)),
            f"{writing.listed(list(books), language)}: {said.format(day=day)}",
        )

    def _open(self) -> None:
        if self._waiting:
            self._session.open_registers.emit((self._waiting[0].book, self._waiting[0].entry))

    def _changed(self, changes: Changes, _initiator: QObject | None) -> None:
        if changes.ids(Kind.REGISTER):
            self.read()
