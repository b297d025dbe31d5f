# SPDX-License-Identifier: MIT
"""What was printed and what was not; any of it can be printed again, as the same pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desk_app.gui import shortcuts, theme
from desk_app.gui.delegates.cells import CellDelegate
from desk_app.gui.dialogs.ask import Ask
from desk_app.gui.models.print_columns import PrintColumns
from desk_app.gui.models.rows import RowsModel
from desk_app.gui.presenters.print_jobs import PrintJobs
from desk_app.gui.shortcuts import Key
from desk_app.gui.theme import Size
from desk_app.gui.widgets.buttons import ButtonKind, KeyButton
from desk_app.gui.widgets.empty import EmptyNote
from desk_app.gui.widgets.table import ListTable
from desk_app.gui.widgets.text import Text

if TYPE_CHECKING:
    from desk_app.gui.models.print_columns import PrintRow
    from desk_app.gui.presenters.letter_printing import LetterPrinting
    from desk_app.gui.printing import Printing
    from desk_app.gui.workplace import Workplace

_WIDTH, _HEIGHT = 1000, 560


class PrintJobsDialog(QDialog):
    """Reads the print system again on F5; Enter and the blue button print a row again."""

    def __init__(
        self, work: Workplace, printing: Printing, sending: LetterPrinting, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._work = work
        self.setObjectName("printJobs")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("What was printed"))
        self.resize(theme.px(_WIDTH), theme.px(_HEIGHT))
        self.presenter = PrintJobs(work, printing, sending, self)
        self.presenter.read.connect(self._show)
        columns = PrintColumns(work.language, self).of_prints()
        self._model: RowsModel[PrintRow] = RowsModel(columns, lambda row: row.key, None, self)
        self._table = ListTable(self.windowTitle())
        self._table.setObjectName("prints")
        self._table.setItemDelegate(CellDelegate(self._table))
        self._table.let_rows_grow()
        self._table.show_model(self._model, columns)
        self._table.opened.connect(lambda _: self._print())
        self._table.current_changed.connect(lambda _: self._offer())
        self._empty = EmptyNote()
        self._empty.say(self.tr("Nothing was printed yet."))
        self._do = KeyButton(kind=ButtonKind.MAIN)
        self._do.setObjectName("printAgain")
        self._do.show_key(Key.MAIN)
        self._do.clicked.connect(self._print)
        for keys in shortcuts.sequences(Key.MAIN):
            QShortcut(keys, self, self._print)
        for keys in shortcuts.sequences(Key.READ_AGAIN):
            QShortcut(keys, self, self.presenter.read_again)
        self._lay_out()
        self._show(())

    def begin(self) -> None:
        """Open and read."""
        self.open()
        self._table.setFocus()
        self.presenter.read_again()

    def current(self) -> PrintRow | None:
        """Return the row chosen."""
        return self._model.row_at(self._table.currentIndex().row())

    def _lay_out(self) -> None:
        back = KeyButton(self.tr("Back"))
        back.setObjectName("back")
        back.show_key(Key.CLOSE)
        back.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(
            Text(self.tr("F5 asks the print system again."), Size.LABEL, "text2", wrap=True), 1
        )
        row.addWidget(back)
        row.addWidget(self._do)
        column = QVBoxLayout(self)
        edge = theme.px(16)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(theme.px(12))
        column.addWidget(Text(self.windowTitle(), Size.SECTION, bold=True))
        column.addWidget(self._table, 1)
        column.addWidget(self._empty, 1)
        column.addLayout(row)

    def _show(self, rows: tuple[PrintRow, ...]) -> None:
        before = self.current()
        self._model.show_rows(rows)
        place = self._model.row_of(None if before is None else before.key)
        self._table.choose(0 if place is None else place)
        self._table.setHidden(not rows)
        self._empty.setHidden(bool(rows))
        self._offer()

    def _offer(self) -> None:
        row = self.current()
        first = row is not None and row.made is None and not row.filed
        self._do.setText(self.tr("Print") if first else self.tr("Print again"))
        self._do.setEnabled(row is not None)

    def _print(self) -> None:
        row = self.current()
        if row is None:
            return
        question = self.presenter.question(row)
        if question is None:
            self.presenter.print_first(row)
            return
        dialog = Ask(self._work, question, self)
        dialog.accepted.connect(self.presenter.again.send)
        dialog.begin()
