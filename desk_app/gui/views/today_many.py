# SPDX-License-Identifier: MIT
"""What Today does with many chosen things at once: print, record postings, confirm lapses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desk_app.desk.queries import ApplicationLine, Group, LetterLine
from desk_app.gui import printing
from desk_app.gui.dialogs.ask import Ask
from desk_app.gui.models.paged import PagedModel
from desk_app.gui.models.rows import RowsModel
from desk_app.gui.presenters.letter_printing import LetterPrinting
from desk_app.gui.presenters.many import Many
from desk_app.gui.shortcuts import Key
from desk_app.gui.widgets.actions import ActionLine

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from desk_app.gui.presenters.question import Question
    from desk_app.gui.widgets.table import ListTable
    from desk_app.gui.workplace import Workplace
    from desk_app.records.ids import ApplicationId, LetterId

NAMES = {
    "printChosen": Group.TO_PRINT,
    "postChosen": Group.TO_POST,
    "lapseChosen": Group.LAPSE_TODAY,
}
"""The actions, each with the group in which it is offered."""


class TodayMany(QObject):
    """Works on the rows that are chosen in the table of a group."""

    def __init__(
        self,
        work: Workplace,
        view: QWidget,
        group: Callable[[], Group],
        table: Callable[[], ListTable],
    ) -> None:
        super().__init__(view)
        self._work = work
        self._view = view
        self._group = group
        self._table = table
        self._many = Many(work, self)
        self._many.asked.connect(self._ask)
        self._printing = LetterPrinting(work, printing.system(), self)
        self._printing.printed.connect(self._printed)

    def lines(self) -> Sequence[ActionLine]:
        """Return the actions."""
        return (
            ActionLine(
                "printChosen",
                self.tr("Print the chosen"),
                self._print,
                Key.PRINT,
                "print",
                "letter",
                lambda: self.offered("printChosen"),
            ),
            ActionLine(
                "postChosen",
                self.tr("Post the chosen"),
                self._post,
                Key.TRACKING_NUMBER,
                "post",
                "letter",
                lambda: self.offered("postChosen"),
            ),
            ActionLine(
                "lapseChosen",
                self.tr("Confirm the lapse of the chosen"),
                self._lapse,
                None,
                "due",
                "application",
                lambda: self.offered("lapseChosen"),
            ),
        )

    def offered(self, name: str) -> bool:
        """Say whether an action belongs to the group that is shown, and something waits in it."""
        return self._group() is NAMES[name] and self._table().model().rowCount() > 0

    def _rows(self) -> list[object]:
        """Return the chosen rows, from top to bottom."""
        table = self._table()
        model = table.model()
        if not isinstance(model, PagedModel | RowsModel):
            return []
        places = sorted(index.row() for index in table.selectionModel().selectedRows())
        return [model.row_at(place) for place in places]

    def _letters(self) -> list[tuple[ApplicationId, LetterId]]:
        return [(row.application, row.id) for row in self._rows() if isinstance(row, LetterLine)]

    def _print(self) -> None:
        self._printing.send(self._letters())

    def _post(self) -> None:
        self._many.ask_posting(self._letters())

    def _lapse(self) -> None:
        self._many.ask_lapse([r.id for r in self._rows() if isinstance(r, ApplicationLine)])

    def _ask(self, question: Question) -> None:
        dialog = Ask(self._work, question, self._view)
        dialog.accepted.connect(self._many.tell_refused)
        dialog.begin()

    def _printed(self, count: int) -> None:
        self._work.said.emit(self.tr("%n letter(s) sent to the printer.", "", count))
