# SPDX-License-Identifier: MIT
"""Lines of several fields that are ticked, edited, added and removed by keyboard."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractItemModel,
    QChildEvent,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFrame,
    QLineEdit,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desk_app.gui.kit.fields.choices import (
    ChoiceBox,
    Choices,
    FieldKind,
    LineField,
    LineValues,
    is_same,
)
from desk_app.gui.kit.fields.dates import DateShown, DateTrouble, EraDateEdit
from desk_app.gui.kit.layout.boxes import in_column
from desk_app.gui.kit.layout.buttons import ButtonKind, KeyButton
from desk_app.gui.kit.layout.shortcuts import Key, means
from desk_app.gui.kit.look import icons, painting, theme
from desk_app.gui.kit.look.text import Text, style_as
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.tables.columns import CellRole, Column, Edit, RowsModel
from desk_app.gui.kit.tables.table import DENSE, ListTable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from PySide6.QtGui import QPaintEvent, QResizeEvent


Index = QModelIndex | QPersistentModelIndex
_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


class LineTable(ListTable):
    """Space or a click on its box ticks a line, F2 edits a cell, Insert adds, Delete removes.

    While ``undoes`` is set, Ctrl+Z in the table says ``undo_wanted``; else it goes on to the page.
    Keys that save or do what the page is for find an open cell taken in; in a table that is written
    cell by cell, Esc leaves a cell with what was typed, and Ctrl+Z takes it back. ``closed`` says
    that a cell is open no more.
    """

    add_wanted = Signal()
    remove_wanted = Signal(object)
    undo_wanted = Signal()
    typed = Signal()
    closed = Signal()

    def __init__(self, name: str, row: int = DENSE) -> None:
        super().__init__(name, row)
        self.setEditTriggers(self.EditTrigger.EditKeyPressed | self.EditTrigger.DoubleClicked)
        self.doubleClicked.disconnect(self._open)
        self.undoes = False

    @override
    def event(self, event: QEvent) -> bool:
        overridden = event.type() == QEvent.Type.ShortcutOverride
        if overridden and isinstance(event, QKeyEvent) and self._is_undo(event):
            event.accept()
            return True
        if overridden and isinstance(event, QKeyEvent) and _takes_all(event):
            self.settle()
        return super().event(event)

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ChildPolished and isinstance(event, QChildEvent):
            opened = event.child()
            if isinstance(opened, QLineEdit):
                opened.textEdited.connect(lambda _: self.typed.emit())
        return super().viewportEvent(event)

    def open_texts(self) -> Iterator[tuple[int, int, object]]:
        """Return row, column and content of each cell that is open; no day that is none."""
        for editor in self._open_cells():
            index = self.indexAt(editor.geometry().center())
            if index.isValid() and isinstance(editor, EraDateEdit):
                yield index.row(), index.column(), editor.value()
            elif index.isValid() and isinstance(editor, QLineEdit):
                yield index.row(), index.column(), editor.text()

    def trouble(self) -> str:
        """Return what is wrong with a day that stands in an open cell; empty where nothing is."""
        days = (each for each in self._open_cells() if isinstance(each, EraDateEdit))
        return next(filter(None, (day.trouble() for day in days)), "")

    def settle(self) -> bool:
        """Take what stands in open cells; say False where one cannot be read and stays open."""
        read = True
        for editor in self._open_cells():
            if _is_read(editor):
                self.commitData(editor)
                self.closeEditor(editor, QStyledItemDelegate.EndEditHint.NoHint)
            else:
                read = False
        return read

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._is_undo(event):
            self.undo_wanted.emit()
        elif self.state() is self.State.EditingState or event.modifiers():
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Space:
            self._tick()
        elif event.key() == Qt.Key.Key_Insert:
            self.add_wanted.emit()
        elif event.key() == Qt.Key.Key_Delete and self.current_id() is not None:
            self.remove_wanted.emit(self.current_id())
        elif event.key() == Qt.Key.Key_F2:
            self._edit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tick what is pressed, anywhere in the cell of its box.

        Not when the button comes up: the page may have scrolled to the table by then. The second
        press of a double click is none, so that it does not take back the first.
        """
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and not event.modifiers():
            self._turn(index)

    @override
    def closeEditor(self, editor: QWidget, hint: QStyledItemDelegate.EndEditHint) -> None:
        """Go on to the next cell where Enter ended one; after the last one stay."""
        hints = QStyledItemDelegate.EndEditHint
        by_cell = bool(self.property("byCell"))
        goes_on = hint is hints.SubmitModelCache and by_cell
        if by_cell and hint is hints.RevertModelCache and _is_read(editor):
            self.commitData(editor)
        super().closeEditor(editor, hints.NoHint if goes_on else hint)
        self.closed.emit()
        if not goes_on:
            return
        model, current = self.model(), self.currentIndex()
        following = current.siblingAtColumn(current.column() + 1)
        if following.isValid():
            self.setCurrentIndex(following)
            if model.flags(following) & Qt.ItemFlag.ItemIsEditable:
                self.edit(following)

    def _open_cells(self) -> list[QWidget]:
        """Return the fields over cells: a day that cannot be read stays open beside another."""
        alone = Qt.FindChildOption.FindDirectChildrenOnly
        fields = self.viewport().findChildren(QWidget, options=alone)
        return [each for each in fields if not each.isHidden()]

    def _is_undo(self, event: QKeyEvent) -> bool:
        return self.undoes and means(event, Key.UNDO)

    def _tick(self) -> None:
        model, row = self.model(), self.currentIndex().row()
        for column in range(model.columnCount()):
            if self._turn(model.index(row, column)):
                return

    def _turn(self, index: QModelIndex) -> bool:
        """Tick a cell that is a box, or take the tick away; say whether it is one."""
        ticked = index.data(Qt.ItemDataRole.CheckStateRole)
        if ticked is None:
            return False
        state = Qt.CheckState
        turned = state.Unchecked if state(ticked) is state.Checked else state.Checked
        self.model().setData(index, turned, Qt.ItemDataRole.CheckStateRole)
        return True

    def _edit(self) -> None:
        """Edit the current cell, or the next one to its right that can be edited."""
        model, current = self.model(), self.currentIndex()
        if not current.isValid():
            return
        columns = model.columnCount()
        for step in range(columns):
            index = model.index(current.row(), (current.column() + step) % columns)
            if model.flags(index) & Qt.ItemFlag.ItemIsEditable:
                self.setCurrentIndex(index)
                self.edit(index)
                return


class DateEditor(QStyledItemDelegate):
    """Opens a date field over a cell; commits only a day it understood, or none.

    What it did not understand stays open as typed, wherever the keys go; Esc gives it up.
    ``refused`` says that a day was not understood, or is typed anew.
    """

    refused = Signal()

    def __init__(
        self,
        drawn_by: QStyledItemDelegate,
        read: Callable[[str], DateShown | DateTrouble],
        show: Callable[[date], DateShown],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._drawn_by = drawn_by
        self._read = read
        self._show = show

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self._drawn_by.paint(painter, option, index)

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        edit = EraDateEdit(self._read, self._show, parent)
        edit.setAccessibleName(str(_heading(index)))
        edit.trouble_changed.connect(self.refused)
        return edit

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        value = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, EraDateEdit):
            editor.set_value(value if isinstance(value, date) else None)

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, EraDateEdit) and _is_read(editor):
            model.setData(_plain(index), editor.value())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, EraDateEdit) and not _is_left_unread(watched, event):
            return super().eventFilter(watched, event)
        # The field itself says what is wrong; nothing ends it.
        return event.type() == QEvent.Type.KeyPress


class ChoiceEditor(QStyledItemDelegate):
    """Opens a choice over a cell."""

    def __init__(
        self,
        drawn_by: QStyledItemDelegate,
        choices: Callable[[object], Sequence[tuple[object, str]]],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._drawn_by = drawn_by
        self._choices = choices

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self._drawn_by.paint(painter, option, index)

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        box = ChoiceBox(parent)
        box.name_alone(str(_heading(index)))
        box.set_choices(self._choices(index.data(CellRole.ID)))
        box.activated.connect(self._chosen)
        return box

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, ChoiceBox):
            editor.set_value(index.data(Qt.ItemDataRole.EditRole))

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, ChoiceBox) and editor.value() is not None:
            model.setData(_plain(index), editor.value())

    def _chosen(self) -> None:
        box = self.sender()
        if isinstance(box, QComboBox):
            self.commitData.emit(box)
            self.closeEditor.emit(box)


def _takes_all(event: QKeyEvent) -> bool:
    return means(event, Key.MAIN) or means(event, Key.SAVE)


def _is_read(editor: QWidget) -> bool:
    """Read a day that stands in an editor now, and say whether it is one; all else is as it is."""
    if not isinstance(editor, EraDateEdit):
        return True
    editor.understand()
    return not editor.trouble()


def _is_left_unread(editor: EraDateEdit, event: QEvent) -> bool:
    """Say whether an event would end an editor in which no day can be read."""
    ended = isinstance(event, QKeyEvent) and event.key() in _ENDS
    pressed = event.type() == QEvent.Type.KeyPress and ended
    return (pressed or event.type() == QEvent.Type.FocusOut) and not _is_read(editor)


def _plain(index: Index) -> QModelIndex:
    return index.model().index(index.row(), index.column())


def _heading(index: Index) -> object:
    return index.model().headerData(index.column(), Qt.Orientation.Horizontal)


# The last row of a table, which opens one more; it stands in one card with the rows.


class AddRow(KeyButton):
    """Stands as the last row of a table and opens the line for one more.

    Its words begin where those of the column ``names`` do, its sign stands before them.
    """

    def __init__(self, words: str, table: QTableView, names: int = 0) -> None:
        super().__init__(words, icon="plus", kind=ButtonKind.QUIET)
        self._table, self._names = table, names
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.px(DENSE))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours, painter, side = theme.tokens(self.palette()), QPainter(self), theme.px(16)
        whole, gap = QRectF(self.rect()), theme.px(8)
        left = self._table.columnViewportPosition(self._names) or side + gap
        if self.isDown():
            painter.fillRect(whole, QColor(colours.neutral))
        spot = QRectF(0, 0, side, side)
        middle_of_sign = left / 2 if self._names else gap + side / 2
        spot.moveCenter(QPointF(middle_of_sign, whole.center().y()))
        icons.paint(painter, "plus", spot, colours.text2)
        words = f"{self.text()}  {self._key}".strip()
        painter.setPen(QColor(colours.text2))
        painter.setFont(theme.font())
        middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.drawText(whole.adjusted(left + gap, 0, 0, 0), middle, words)
        if self.hasFocus():
            painting.focus_line(painter, whole, colours, radius=0)


# Lines of several fields that are added, edited and removed by keyboard.


@dataclass(frozen=True, slots=True)
class _Line:
    key: int
    values: LineValues


class LinesEditor(QWidget):
    """A table whose lines the clerk writes; Insert adds, F2 or typing edits, Delete removes.

    Enter ends a cell and goes on to the next, as it does from field to field.

    Ctrl+Z in the table takes the last of these back. ``typed`` tells of every key in an open cell.

    How cells are drawn, and how days are read and shown, comes from outside.
    """

    changed = Signal()
    typed = Signal()

    def __init__(
        self,
        draw: Callable[[QWidget], QStyledItemDelegate],
        read: Callable[[str], DateShown | DateTrouble],
        show: Callable[[date], DateShown],
    ) -> None:
        super().__init__()
        self._draw, self._read, self._show = draw, read, show
        self._fields: tuple[LineField, ...] = ()
        self._lines: tuple[_Line, ...] = ()
        self._made = 0
        self._before: list[tuple[_Line, ...]] = []
        self._model: RowsModel[_Line] | None = None
        self.table = LineTable("", DENSE)
        style_as(self.table, "byCell")
        self.table.setEditTriggers(
            LineTable.EditTrigger.EditKeyPressed
            | LineTable.EditTrigger.DoubleClicked
            | LineTable.EditTrigger.AnyKeyPressed
        )
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._listen()
        self.error = Text("", Size.HINT, "bad", wrap=True)
        self.error.hide()
        self._title = Text("", Size.LABEL, "text2")
        self._add = AddRow("", self.table)
        self._add.show_key(Key.ADD)
        self._add.clicked.connect(self.add)
        self._lay_out()
        self.setFocusProxy(self.table)

    def _lay_out(self) -> None:
        card = QFrame()
        style_as(card, "card")
        # No higher than its rows: what is left of a high place stays below the card.
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        in_column(card, self.table, self._add, gap=0, edge=0)
        in_column(self, self._title, card, self.error, gap=4, edge=0)

    def speak(self, title: str, add: str, fields: Sequence[LineField]) -> None:
        """Show title, the word of the adding button, and the columns of these fields."""
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self._add.setText(add)
        self._add.setAccessibleName(f"{add} {title}".strip())
        self.table.setAccessibleName(title)
        if tuple(fields) == self._fields:
            return
        self._fields = tuple(fields)
        self._make_model()
        self._fit()

    def values(self) -> tuple[LineValues, ...]:
        """Return the lines as they stand."""
        return tuple(line.values for line in self._lines)

    def written(self) -> tuple[LineValues, ...]:
        """Return the lines with what is typed in cells that are open still."""
        lines = [dict(line.values) for line in self._lines]
        for row, column, typed in self.table.open_texts():
            lines[row][self._fields[column].name] = typed
        return tuple(lines)

    def settle(self) -> bool:
        """Take what stands in an open cell; say False where it cannot be read."""
        return self.table.settle()

    def set_values(self, values: Sequence[LineValues]) -> None:
        """Show these lines without telling anybody."""
        if tuple(values) == self.values():
            return
        self._lines = tuple(self._line(each) for each in values)
        self._before.clear()
        self._render()

    @property
    def editable(self) -> bool:
        """Whether the clerk writes here now."""
        return self.isVisible() and self.table.isEnabled()

    def set_editable(self, *, editable: bool) -> None:
        """Let the clerk write, or only read."""
        self._add.setVisible(editable)
        self.table.setProperty("endsCard", not editable)
        self.table.setEnabled(editable)
        if not editable:
            self.table.choose(None)

    def add(self) -> None:
        """Add an empty line and begin with its first field."""
        empty = {field.name: _EMPTY[field.kind] for field in self._fields}
        self._take((*self._lines, self._line(empty)))
        model = self.table.model()
        index = model.index(len(self._lines) - 1, 0)
        self.table.setFocus()
        self.table.setCurrentIndex(index)
        if model.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self.table.edit(index)

    def _listen(self) -> None:
        self.table.add_wanted.connect(self.add)
        self.table.remove_wanted.connect(self._remove)
        self.table.undo_wanted.connect(self.undo)
        self.table.typed.connect(self.typed)
        self.table.closed.connect(self._tell_trouble)

    def _tell_trouble(self) -> None:
        """Say under the table what is wrong in an open cell, which has no room for it."""
        trouble = self.table.trouble()
        self.error.setText(trouble)
        self.error.setVisible(bool(trouble))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def undo(self) -> None:
        """Take back the last line added or removed, or the last cell edited."""
        if self._before:
            self._lines = self._before.pop()
            self._render()
            self.changed.emit()

    def _take(self, lines: tuple[_Line, ...]) -> None:
        if lines != self._lines:
            # An editor that closes over an unchanged cell tells it too; that is no step.
            self._before.append(self._lines)
        self._lines = lines
        self._render()
        self.changed.emit()

    def _line(self, values: LineValues) -> _Line:
        self._made += 1
        return _Line(self._made, dict(values))

    def _remove(self, key: object) -> None:
        self._take(tuple(line for line in self._lines if line.key != key))

    def _edited(self, edit: Edit) -> None:
        value = self._meant(edit)
        self._take(
            tuple(
                replace(line, values={**line.values, edit.column: value})
                if line.key == edit.id
                else line
                for line in self._lines
            )
        )

    def _meant(self, edit: Edit) -> object:
        """Return what an equals sign stands for in its column, or what was written."""
        same = next((each.same for each in self._fields if each.name == edit.column), None)
        written = edit.value
        return same if same and isinstance(written, str) and is_same(written) else written

    def _read_day(self, field: LineField, text: str) -> DateShown | DateTrouble:
        if isinstance(field.same, date) and is_same(text):
            return self._show(field.same)
        return self._read(text)

    def _make_model(self) -> None:
        columns = [self._column(field) for field in self._fields]
        self._model = RowsModel(columns, lambda line: line.key, parent=self)
        self._model.edit_wanted.connect(self._edited)
        drawn = self._draw(self.table)
        self.table.setItemDelegate(drawn)
        self.table.show_model(self._model)
        for place, field in enumerate(self._fields):
            if field.kind is FieldKind.DAY:
                delegate = DateEditor(drawn, partial(self._read_day, field), self._show, self.table)
                delegate.refused.connect(self._tell_trouble)
                self.table.setItemDelegateForColumn(place, delegate)
            elif field.kind is FieldKind.CHOICE:
                chooser = ChoiceEditor(drawn, _always(field.choices), self.table)
                self.table.setItemDelegateForColumn(place, chooser)
            else:
                self.table.setItemDelegateForColumn(place, drawn)
        self._render()

    def _render(self) -> None:
        if self._model is not None:
            self._model.show_rows(self._lines)
        self.table.undoes = bool(self._before)
        self._fit()

    def _fit(self) -> None:
        """Take as much height as the lines need; under an empty table stands what adds one."""
        table = self.table
        table.resizeRowsToContents()
        rows = sum(table.rowHeight(row) for row in range(len(self._lines)))
        table.setFixedHeight(table.horizontalHeader().height() + rows)

    def _column(self, field: LineField) -> Column[_Line]:
        name = field.name
        if field.kind is FieldKind.TICK:
            return Column(
                name,
                field.title,
                lambda _: "",
                field.width,
                tick=lambda line: bool(line.values.get(name)),
            )
        return Column(
            name,
            field.title,
            lambda line: self._shown(field, line.values.get(name)),
            field.width,
            edit=lambda line: line.values.get(name),
        )

    def _shown(self, field: LineField, value: object) -> str:
        if field.kind is FieldKind.CHOICE:
            return dict(field.choices).get(value, "")
        if isinstance(value, date):
            return self._show(value).text
        return str(value or "")


def meant(editors: Iterable[LinesEditor]) -> LinesEditor | None:
    """Return the editor a line is added to: the one the keys are in, else the first written at."""
    written = [editor for editor in editors if editor.editable]
    focus = QApplication.focusWidget()
    with_keys = (editor for editor in written if focus and editor.isAncestorOf(focus))
    return next(with_keys, next(iter(written), None))


_EMPTY: Mapping[FieldKind, object] = {
    FieldKind.TEXT: "",
    FieldKind.TICK: False,
    FieldKind.DAY: None,
    FieldKind.CHOICE: None,
}


def _always(choices: Choices) -> Callable[[object], Choices]:
    return lambda _: choices
