# SPDX-License-Identifier: MIT
"""The left of the disposal page: what is due, ticked and counted, what is held, what comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtWidgets import QSpinBox, QStyleOptionViewItem, QWidget

from desk_app.desk.disposing import MOST_SHEETS
from desk_app.gui.kit import icons, theme
from desk_app.gui.kit.boxes import dress, in_column, in_row
from desk_app.gui.kit.columns import Edit, RowsModel
from desk_app.gui.kit.lines import LineTable
from desk_app.gui.kit.notes import EmptyNote, NoteFrame
from desk_app.gui.kit.painting import look
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.search import SearchField
from desk_app.gui.kit.table import ROW, CellDelegate, ListTable
from desk_app.gui.kit.text import Text
from desk_app.gui.kit.theme import Size
from desk_app.gui.pages.disposal.book import DAYS, DisposalColumns, DueRow
from desk_app.i18n import dates, messages
from desk_app.records.people import Language

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPainter

    from desk_app.desk.rows import KeptLine
    from desk_app.gui.kit.columns import Cell
    from desk_app.gui.kit.table import Ground
    from desk_app.gui.pages.disposal.book import DisposalPage
    from desk_app.gui.session import Workplace


Index = QModelIndex | QPersistentModelIndex
_SEARCH = 200
_DAYS = {Language.JA: 136, Language.EN: 100}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class DisposalList(QWidget):
    """Space ticks, F2 counts the sheets, Enter opens the application.

    ``ticked`` carries an id and whether it is chosen, ``counted`` an id and its sheets.
    """

    ticked = Signal(object, bool)
    counted = Signal(object, int)
    searched = Signal(str)
    opened = Signal(object)
    current_changed = Signal()

    def __init__(self, work: Workplace, *, names: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._names = names
        self._page: DisposalPage | None = None
        dress(self, ground="base")
        columns = DisposalColumns(work.language, self, names=names)
        self._due_model: RowsModel[DueRow] = RowsModel(
            columns.of_due(), lambda row: row.line.id, None, self
        )
        self._due_model.edit_wanted.connect(self._edited)
        self._coming_model: RowsModel[KeptLine] = RowsModel(
            columns.of_coming(), lambda line: line.id, None, self
        )
        self._make_tables()
        self._fit_days()
        self._count = Text("", tone="text2")
        self._coming_title = Text("", Size.LABEL, bold=True)
        found = self.tr("Receipt number or name") if names else self.tr("Receipt number")
        self.search = SearchField()
        self.search.setPlaceholderText(found)
        self.search.setAccessibleName(found)
        self.search.setFixedWidth(max(theme.px(_SEARCH), self.search.least_width()))
        self.search.setObjectName("searchDue")
        self.search.wanted.connect(self.searched)
        self.search.down.connect(self.take_focus)
        self._held = NoteFrame("ask")
        self._held.setObjectName("held")
        self._empty = EmptyNote()
        self._lay_out()

    def current(self) -> KeptLine | None:
        """Return the line the keys are on: of what is due, or of what comes."""
        if self._coming.hasFocus():
            return self._coming_model.row_at(self._coming.currentIndex().row())
        row = self._due_model.row_at(self._due.currentIndex().row())
        return None if row is None else row.line

    def take_focus(self) -> None:
        """Put the keys on the list."""
        (self._due if self._due_model.rows else self._coming).setFocus()

    def choose(self, id_: object) -> None:
        """Go to the line of an application."""
        self._due.choose_id(id_)

    def show_page(self, page: DisposalPage) -> None:
        """Show the lists; the line the keys are on stays."""
        self._page = page
        current = self._due.current_id()
        self._due_model.show_rows(page.rows)
        self._coming_model.show_rows(page.coming)
        self._due.choose_id(current)
        for table in (self._due, self._coming):
            if not table.currentIndex().isValid():
                table.choose(0)
            self._fit(table)
        held = sum(line.hold is not None for line in page.read.due)
        told = self.tr("%n application(s)", "", len(page.read.due))
        if held:
            told += "  " + self.tr("%n of them held back", "", held)
        self._count.setText(told)
        coming = self.tr("Due next: %n application(s)", "", len(page.read.coming))
        self._coming_title.setText(coming)
        self._show_empty(page)
        self._fit(self._coming)
        self._show_held()

    def _fit_days(self) -> None:
        """Give days the width they take in the language; the claims have the rest."""
        width = theme.px(_DAYS[self._work.language])
        names = [column.name for column in self._due_model.columns]
        for table in (self._due, self._coming):
            for name in DAYS:
                table.horizontalHeader().resizeSection(names.index(name), width)

    def _make_tables(self) -> None:
        self._due = _DueTable("")
        self._due.setAccessibleName(self.tr("Due for disposal"))
        self._due.setObjectName("due")
        self._due.setItemDelegate(_SheetsDelegate(self._due))
        self._due.setItemDelegateForColumn(0, _HeldDelegate(self._due))
        self._due.show_model(self._due_model)
        self._due.opened.connect(self.opened)
        self._due.let_rows_grow()
        self._due.fitted.connect(lambda: self._fit(self._due))
        self._due.current_changed.connect(self._moved)
        self._coming = ListTable(self.tr("Due next"))
        self._coming.setObjectName("coming")
        self._coming.setItemDelegate(CellDelegate(self._coming))
        self._coming.show_model(self._coming_model)
        self._coming.horizontalHeader().hide()
        self._coming.opened.connect(self.opened)
        self._coming.let_rows_grow()
        self._coming.fitted.connect(lambda: self._fit(self._coming))
        self._coming.current_changed.connect(self._moved)

    def _lay_out(self) -> None:
        head = _bar(48, Text(self.tr("Due for disposal"), Size.SECTION, bold=True), self._count)
        head.layout().addWidget(self.search)  # type: ignore[union-attr] # a bar has one
        self._note = QWidget()
        in_column(self._note, self._held, edge=(16, 12, 16, 12))
        column = in_column(
            self,
            head,
            (self._due, 3),
            self._empty,
            self._note,
            _bar(32, self._coming_title),
            (self._coming, 2),
            gap=0,
            edge=0,
        )
        # Only what the lists need no more is left over below them.
        column.addStretch(0)

    def _show_empty(self, page: DisposalPage) -> None:
        empty = not self._due_model.rows
        self._due.setVisible(not empty)
        self._empty.setVisible(empty)
        # The heads stand once: over the first of the two lists that holds anything.
        self._coming.horizontalHeader().setVisible(empty)
        none = self.tr("Nothing is due for disposal.")
        self._empty.say(self.tr("Nothing that is due matches.") if page.text else none)

    def _show_held(self) -> None:
        """Say why the line the keys are on is held back, else the first that is."""
        rows = self._due_model.rows
        current = self._due_model.row_at(self._due.currentIndex().row())
        row = current if current is not None and current.line.hold is not None else None
        row = row or next((each for each in rows if each.line.hold is not None), None)
        self._note.setVisible(row is not None)
        if row is None or row.line.hold is None or self._page is None:
            return
        hold, language = row.line.hold, self._work.language
        self._held.say(
            self.tr("{number} is held back from disposal").format(number=row.line.receipt_number),
            self.tr(
                "{reason}. Ordered by {name} on {day}. To be looked at again on {review}."
            ).format(
                reason=messages.label(hold.reason, language),
                name=self._page.name_of(hold.ordered_by),
                day=dates.full(hold.ordered_on, language),
                review=dates.full(hold.review_on, language),
            )
            + (f"\n{hold.note}" if hold.note else ""),
        )

    def _fit(self, table: ListTable) -> None:
        """Let a short list end where its rows end."""
        header = table.horizontalHeader()
        head = 0 if header.isHidden() else header.height()
        table.setMaximumHeight(head + table.height_of_rows() + 2)

    def _edited(self, edit: object) -> None:
        if not isinstance(edit, Edit):
            return
        if edit.column == "chosen":
            self.ticked.emit(edit.id, bool(edit.value))
        elif isinstance(edit.value, int):
            self.counted.emit(edit.id, edit.value)

    def _moved(self) -> None:
        self._show_held()
        self.current_changed.emit()


class _DueTable(LineTable):
    """Enter opens, as in every list; the other keys are those of lines."""

    def __init__(self, name: str) -> None:
        super().__init__(name, ROW)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        editing = self.state() is self.State.EditingState
        if event.key() in _ENTER and not event.modifiers() and not editing:
            self.opened.emit(self.current_id())
        else:
            super().keyPressEvent(event)


class _HeldDelegate(CellDelegate):
    """Ticks what is due; the sign of what is held stands in the middle."""

    @override
    def paint_content(self, painter: QPainter, place: QRectF, cell: Cell, ground: Ground) -> None:
        if cell.mark is None:
            super().paint_content(painter, place, cell, ground)
            return
        side, middle = theme.px(16), place.center()
        spot = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
        drawn = look(cell.mark)
        icons.paint(painter, drawn.icon, spot, ground.colours.named(drawn.tone))


class _SheetsDelegate(CellDelegate):
    """Counts sheets in a field of digits over the cell."""

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        box = QSpinBox(parent)
        box.setRange(0, MOST_SHEETS)
        box.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        heading = index.model().headerData(index.column(), Qt.Orientation.Horizontal)
        box.setAccessibleName(str(heading))
        return box


def _bar(height: int, *texts: Text) -> QWidget:
    """Return a line over a list, with texts at its left."""
    bar = QWidget()
    dress(bar, ground="base" if height > ROW else "alternate", line="bottom")
    bar.setFixedHeight(theme.px(height))
    row = in_row(bar, gap=10, edge=(16, 0, 16, 0))
    for text in texts:
        row.addWidget(text)
    row.addStretch(1)
    return bar
