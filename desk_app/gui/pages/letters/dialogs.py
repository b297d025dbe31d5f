# SPDX-License-Identifier: MIT
"""The dialogs of letters: the posting day of a notice of delay, and what went to the printers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QDialog, QWidget

from desk_app.gui import days
from desk_app.gui.asking import Ask
from desk_app.gui.kit import shortcuts, theme
from desk_app.gui.kit.boxes import STRETCH, in_column, in_row
from desk_app.gui.kit.buttons import ButtonKind, KeyButton
from desk_app.gui.kit.columns import RowsModel
from desk_app.gui.kit.dates import EraDateEdit
from desk_app.gui.kit.fields import FieldBody, label_for
from desk_app.gui.kit.form import FormArea
from desk_app.gui.kit.notes import EmptyNote
from desk_app.gui.kit.shortcuts import Key
from desk_app.gui.kit.table import CellDelegate, ListTable
from desk_app.gui.kit.text import Text
from desk_app.gui.kit.theme import Size
from desk_app.gui.pages.letters.book import PrintColumns, PrintJobs

if TYPE_CHECKING:
    from desk_app.desk.corresponding import LetterDraft
    from desk_app.gui.pages.letters.book import PrintRow
    from desk_app.gui.printing.letters import LetterPrinting
    from desk_app.gui.printing.spooler import Printing
    from desk_app.gui.session import Workplace


_WIDTH = 400


class PostingDay(QDialog):
    """``planned`` carries the posting day and the new target, none where there is none."""

    planned = Signal(object, object)

    def __init__(self, work: Workplace, draft: LetterDraft, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("postingDay")
        self.setWindowTitle(self.tr("Posting day"))
        self.setFixedWidth(theme.px(_WIDTH))
        self._draft = draft
        self._day = EraDateEdit(days.reading(work), days.showing(work))
        self._day.setObjectName("posting_day")
        self._day.set_value(draft.posting_day)
        self._target = EraDateEdit(days.reading(work), days.showing(work))
        self._target.setObjectName("new_target")
        self._target.set_value(draft.new_target)
        self._take = KeyButton(self.tr("Take this day"), kind=ButtonKind.MAIN)
        self._take.clicked.connect(self._go)
        self._lay_out()

    def _lay_out(self) -> None:
        back = KeyButton(self.tr("Back"))
        back.show_key(Key.CLOSE)
        back.clicked.connect(self.reject)
        form = FormArea()
        rows = in_column(
            form, label_for(self._day, self.tr("To be posted on")), FieldBody(self._day), edge=0
        )
        if self._draft.new_target is not None:
            rows.addWidget(label_for(self._target, self.tr("New target day")))
            rows.addWidget(FieldBody(self._target))
        buttons = in_row(None, STRETCH, self._take, back)
        column = in_column(self, gap=12, edge=16)
        about = self.tr("The due date of a notice counts from the day it is posted.")
        column.addWidget(Text(about, Size.LABEL, "text2", wrap=True))
        column.addWidget(form)
        column.addLayout(buttons)

    def _go(self) -> None:
        self._day.understand()
        self._target.understand()
        if self._day.value() is None or self._day.trouble() or self._target.trouble():
            self._day.setFocus()
            return
        self.planned.emit(self._day.value(), self._target.value())
        self.accept()


# What was printed and what was not; any of it can be printed again, as the same pages.


_JOBS_WIDTH, _HEIGHT = 1000, 560


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
        self.resize(theme.px(_JOBS_WIDTH), theme.px(_HEIGHT))
        self.presenter = PrintJobs(work, printing, sending, self)
        self.presenter.read.connect(self._show)
        columns = PrintColumns(work.language, self).of_prints()
        self._model: RowsModel[PrintRow] = RowsModel(columns, lambda row: row.key, None, self)
        self._table = ListTable(self.windowTitle())
        self._table.setObjectName("prints")
        self._table.setItemDelegate(CellDelegate(self._table))
        self._table.let_rows_grow()
        self._table.show_model(self._model)
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
        row = in_row(
            None,
            (Text(self.tr("F5 asks the print system again."), Size.LABEL, "text2", wrap=True), 1),
            back,
            self._do,
        )
        in_column(
            self,
            Text(self.windowTitle(), Size.SECTION, bold=True),
            (self._table, 1),
            (self._empty, 1),
            row,
            gap=12,
            edge=16,
        )

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
