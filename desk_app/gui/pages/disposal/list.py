# SPDX-License-Identifier: MIT
"""The left of the disposal page: what is due, ticked and counted, what is held, what comes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtWidgets import QSpinBox, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desk_app.desk.disposal.disposing import MOST_SHEETS
from desk_app.gui.kit.display.notes import EmptyNote, NoteFrame
from desk_app.gui.kit.fields.lines import LineTable
from desk_app.gui.kit.fields.search import SearchField
from desk_app.gui.kit.layout.boxes import STRETCH, bar, dress, in_column, padded
from desk_app.gui.kit.layout.shortcuts import watch_keys
from desk_app.gui.kit.look import icons, theme
from desk_app.gui.kit.look.painting import look
from desk_app.gui.kit.look.text import Text
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.tables.columns import Edit, RowsModel
from desk_app.gui.kit.tables.table import ROW, CellDelegate, DayTable, ListTable
from desk_app.gui.pages.disposal.book import DAYS, DisposalColumns, DueRow
from desk_app.i18n import dates, messages
from desk_app.records.desk.people import Language

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtGui import QKeyEvent, QPainter

    from desk_app.desk.rows import KeptLine
    from desk_app.gui.kit.tables.columns import Cell
    from desk_app.gui.kit.tables.table import CellGround
    from desk_app.gui.pages.disposal.book import DisposalBook, DisposalsShown
    from desk_app.gui.session.session import Session


_Index = QModelIndex | QPersistentModelIndex
_SEARCH, _EMPTY, _HIDDEN = 200, 128, 80
_DAYS = {Language.JA: 142, Language.EN: 120}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class DisposalList(QWidget):
    """Space ticks, F2 counts the sheets; Enter says `opened` with an application.

    ``counted`` says that Enter ended the count of a line, ``all_wanted`` that no longer only what a
    figure counts is to be listed.
    """

    opened = Signal(object)
    counted = Signal()
    all_wanted = Signal()
    current_changed = Signal()

    def __init__(self, session: Session, book: DisposalBook, *, names: bool) -> None:
        super().__init__()
        self._session, self._book = session, book
        dress(self, ground="base")
        columns = DisposalColumns(session.language, self, names=names)
        self._due_model: RowsModel[DueRow] = RowsModel(
            columns.of_due(), lambda row: row.line.id, None, self
        )
        self._due_model.edit_wanted.connect(self._edited)
        self._coming_model: RowsModel[KeptLine] = RowsModel(
            columns.of_coming(), lambda line: line.id, None, self
        )
        self._due = _DueTable.of(self._due_model, self.tr("Due for disposal"), "due", ROW)
        self._due.setItemDelegate(_SheetsDelegate(self._due))
        self._due.ended.connect(self.counted)
        self._due.setItemDelegateForColumn(0, _HeldDelegate(self._due))
        self._coming = DayTable.of(self._coming_model, self.tr("Due next"), "coming")
        self._coming.group_by(self._month_of)
        self._coming.horizontalHeader().hide()
        self._prepare_tables()
        self._count = Text("", tone="text2")
        self._coming_title = Text("", Size.LABEL, bold=True)
        self._this_month = Text("", Size.LABEL, "text2")
        self._this_month.setObjectName("dueThisMonth")
        found = self.tr("Receipt number or name") if names else self.tr("Receipt number")
        self.search = SearchField(found, "searchDue", _SEARCH)
        self.search.wanted.connect(book.narrow)
        self.search.down.connect(self.take_focus)
        self._held = NoteFrame("ask")
        self._held.setObjectName("held")
        self._empty = EmptyNote()
        self._empty.widened.connect(self._take_away)
        self._lay_out()
        watch_keys(self._follow)

    def current(self) -> KeptLine | None:
        """Return the line the keys are on: of what is due, or of what comes."""
        if self._coming.hasFocus():
            return self._coming_model.row_at(self._coming.currentIndex().row())
        row = self._due_model.row_at(self._due.currentIndex().row())
        return None if row is None else row.line

    def take_focus(self) -> None:
        """Put the keys on the list."""
        (self._due if self._due_model.rows else self._coming).setFocus()

    def count_paper(self, id_: object | None = None) -> None:
        """Open the field of the sheets in a line, else in the one the keys are on, as F2 does."""
        model, row = self._due_model, max(self._due.currentIndex().row(), 0)
        if id_ is not None and (found := model.row_of(id_)) is not None:
            row = found
        names = [column.name for column in model.columns if column.edit is not None]
        if model.rows and names:
            place = [column.name for column in model.columns].index(names[-1])
            self._due.setFocus()
            self._due.setCurrentIndex(model.index(row, place))
            self._due.edit(model.index(row, place))

    def choose(self, id_: object) -> None:
        """Go to the line of an application."""
        self._due.choose_id(id_)

    def name_listed(self, name: str) -> None:
        """Say which number of Reports is listed, nothing where all are."""
        self._of_figure_row.setVisible(bool(name))
        if name:
            told = self.tr("Counted in Reports: {figure}").format(figure=name)
            self._of_figure.say(told, "", self.tr("Show all"))
            self.search.show_asked("")

    def show_page(self, page: DisposalsShown) -> None:
        """Show the lists; the line the keys are on stays."""
        current = self._due.current_id()
        self._due_model.show_rows(page.rows)
        self._coming_model.show_rows(page.coming)
        self._due.stay_at(current)
        self._coming.stay_at(self._coming.current_id())
        self._mark_coming(keys=self._coming.hasFocus())
        self._fit(self._due)
        among = page.among is not None
        due = [row.line for row in page.rows] if among else page.read.due
        held = sum(line.hold is not None for line in due)
        told = self.tr("%n item(s)", "", len(due))
        if held:
            told += "  " + self.tr("%n of them held back", "", held)
        self._count.setText(told)
        after = page.coming if among else page.read.coming
        coming = self.tr("Due next: %n item(s)", "", len(after))
        self._coming_title.setText(coming)
        self._this_month.setText(self._told_of_this_month(after))
        self._show_empty(page)
        self._fit(self._coming)
        self._show_held()

    def _month_of(self, line: KeptLine) -> str:
        """Say over the first of a month that keeping ends in it, and for how many."""
        today, until = self._session.today, line.kept_until
        count = sum(_month(each.kept_until) == _month(until) for each in self._coming_model.rows)
        told = self.tr("In {month}: %n item(s)", "", count)
        if _month(until) == _month(today):
            told = self.tr("This month, {month}: %n item(s)", "", count)
        elif _month(until) == _month(today) + 1:
            told = self.tr("Next month, {month}: %n item(s)", "", count)
        return told.format(month=dates.month(until, self._session.language))

    def _told_of_this_month(self, lines: Sequence[KeptLine]) -> str:
        """Say how many of them are kept until a day of this month."""
        now = _month(self._session.today)
        count = sum(_month(each.kept_until) == now for each in lines)
        if not lines or not count:
            return self.tr("none of them this month") if lines else ""
        return self.tr("%n of them this month", "", count)

    def _prepare_tables(self) -> None:
        """Give days the width they take in the language; the claims have the rest."""
        width = theme.px(_DAYS[self._session.language])
        names = [column.name for column in self._due_model.columns]
        for table in (self._due, self._coming):
            # Both keep the room of a bar: their columns stand under one another.
            table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
            table.opened.connect(self.opened)
            table.let_rows_grow()
            table.fitted.connect(partial(self._fit, table))
            table.current_changed.connect(self._moved)
            for name in DAYS:
                table.horizontalHeader().resizeSection(names.index(name), width)

    def _follow(self, _before: object, now: QWidget | None) -> None:
        """Mark one line on the page: that of the list which the keys are on."""
        if now in (self._due, self._coming):
            self._mark_coming(keys=now is self._coming)

    def _mark_coming(self, *, keys: bool) -> None:
        if keys or not self._due_model.rows:
            self._coming.selectRow(self._coming.currentIndex().row())
        else:
            self._coming.clearSelection()

    def _lay_out(self) -> None:
        title = Text(self.tr("Due for disposal"), Size.SECTION, bold=True)
        head = bar(title, self._count, STRETCH, self.search)
        head.setFixedHeight(theme.px(48))
        between = bar(self._coming_title, self._this_month, STRETCH, ground="alternate")
        between.setFixedHeight(theme.px(ROW))
        self._note = padded(self._held, (16, 12, 16, 12))
        self._of_figure = NoteFrame("info")
        self._of_figure.setObjectName("disposalOfFigure")
        self._of_figure.link_clicked.connect(self.all_wanted)
        self._of_figure_row = padded(self._of_figure, (16, 8, 16, 8))
        column = in_column(
            self,
            head,
            self._of_figure_row,
            (self._due, 3),
            self._empty,
            self._note,
            between,
            (self._coming, 2),
            gap=0,
            edge=0,
        )
        # Only what the lists need no more is left over below them.
        column.addStretch(0)
        self._of_figure_row.hide()

    def _show_empty(self, page: DisposalsShown) -> None:
        empty = not self._due_model.rows
        self._due.setVisible(not empty)
        self._empty.setVisible(empty)
        # The heads stand once: over the first of the two lists that holds anything.
        self._coming.horizontalHeader().setVisible(empty)
        none = self.tr("Nothing is due for disposal.")
        narrowed = page.text or page.among is not None
        self._empty.say(self.tr("Nothing that is due matches.") if narrowed else none)
        self._empty.tell_hidden(page.hidden)
        self._empty.setMaximumHeight(theme.px(_EMPTY + (_HIDDEN if page.hidden else 0)))

    def _take_away(self) -> None:
        """Search for nothing any more."""
        self.search.ask_for("")
        self.take_focus()

    def _show_held(self) -> None:
        """Say why the line the keys are on is held back, else the first that is."""
        current = self._due_model.row_at(self._due.currentIndex().row())
        rows = [*([] if current is None else [current]), *self._due_model.rows]
        line = next((each.line for each in rows if each.line.hold is not None), None)
        self._note.setVisible(line is not None)
        if line is None or line.hold is None:
            return
        hold, language = line.hold, self._session.language
        told = self.tr("{reason}. Ordered by {name} on {day}. To be looked at again on {review}.")
        told = told.format(
            reason=messages.label(hold.reason, language),
            name=self._book.page.name_of(hold.ordered_by),
            day=dates.full(hold.ordered_on, language),
            review=dates.full(hold.review_on, language),
        )
        self._held.say(
            self.tr("{number} is held back from disposal").format(number=line.receipt_number),
            "\n".join(filter(None, (told, hold.note))),
        )

    def _fit(self, table: ListTable) -> None:
        """Let a short list end where its rows end."""
        header = table.horizontalHeader()
        head = 0 if header.isHidden() else header.height()
        table.setMaximumHeight(head + table.height_of_rows() + 2)

    def _edited(self, edit: Edit) -> None:
        row = next((each for each in self._due_model.rows if each.line.id == edit.id), None)
        if row is None:
            return
        if edit.column == "chosen":
            self._tick(row, chosen=bool(edit.value))
        elif isinstance(edit.value, int):
            self._book.count(row.line.id, edit.value)

    def _tick(self, row: DueRow, *, chosen: bool) -> None:
        if row.can_be_chosen:
            self._book.choose(row.line.id, chosen=chosen)
        elif row.in_hand:
            self._session.said.emit(self.tr("It stands in a disposal already."))

    def _moved(self) -> None:
        self._show_held()
        self.current_changed.emit()


def _month(of: date) -> int:
    """Return the months since the first year: what follows is one more."""
    return of.year * 12 + of.month


class _DueTable(LineTable):
    """Enter opens, as in every list; the other keys are those of lines.

    ``ended`` says that Enter ended a cell.
    """

    ended = Signal()

    @override
    def closeEditor(self, editor: QWidget, hint: QStyledItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        if hint is QStyledItemDelegate.EndEditHint.SubmitModelCache:
            self.ended.emit()

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
    def paint_content(
        self, painter: QPainter, place: QRectF, cell: Cell, ground: CellGround
    ) -> None:
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
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        box = QSpinBox(parent)
        box.setRange(0, MOST_SHEETS)
        box.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        heading = index.model().headerData(index.column(), Qt.Orientation.Horizontal)
        for each in (box, box.lineEdit()):
            each.setAccessibleName(str(heading))
        return box
