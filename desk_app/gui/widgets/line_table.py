# SPDX-License-Identifier: MIT
"""A table whose lines are ticked, edited, added and removed by keyboard."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractItemModel,
    QChildEvent,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desk_app.gui.models.columns import Role
from desk_app.gui.overriding import override
from desk_app.gui.shortcuts import Key, means
from desk_app.gui.widgets.choice import ChoiceBox
from desk_app.gui.widgets.era_date import DateShown, DateTrouble, EraDateEdit
from desk_app.gui.widgets.table import DENSE, ListTable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from PySide6.QtGui import QPainter

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

    def __init__(self, name: str, row: int = DENSE, parent: QWidget | None = None) -> None:
        super().__init__(name, row, parent)
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
        box.set_choices(self._choices(index.data(Role.ID)))
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
