# SPDX-License-Identifier: MIT
"""Tables and lists by keyboard: one row is current, Enter opens it, Tab leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import shiboken6
from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QListView, QTableView, QWidget

from desk_app.gui import painting, theme
from desk_app.gui.models.columns import Role
from desk_app.gui.overriding import override

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent

Index = QModelIndex | QPersistentModelIndex
_BATCH = 100
_IN_SIGHT = 24
"""Rows of a list that has no layout yet: more stand in no window."""
_LEAST_SHARE = 96
"""The least width in pixels at 100 % of a column that shares what the others leave."""

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
ROW, DENSE, TWO_LINES, DENSE_TWO_LINES = 32, 28, 48, 44


class HasWidth(Protocol):
    """What a table needs to know of a column."""

    @property
    def width(self) -> int:
        """Pixels at 100 %; 0 takes the rest."""
        ...


class ListTable(QTableView):
    """A table of rows of one height; `opened` carries the id of a row.

    Where rows grow, one whose words wrap is as high as they need; `fitted` says that one did.
    """

    opened = Signal(object)
    current_changed = Signal(object)
    fitted = Signal()
    _grows = False  # Qt lays out before the table is made
    _narrow: bool | None = None

    def __init__(self, name: str, row: int = ROW, parent: QWidget | None = None) -> None:
        self._heights: dict[int, int] = {}
        self._measured_in: object = None
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme.px(row))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setFixedHeight(theme.px(28 if row != DENSE else 24))
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.doubleClicked.connect(self._open)

    def let_rows_grow(self) -> None:
        """Let names wrap in rows that grow, instead of being cut off."""
        self._grows = True
        self.verticalScrollBar().valueChanged.connect(self._fit_rows)
        resized = self.horizontalHeader().sectionResized
        resized.connect(self._fit_rows)
        # A column that takes the rest tells of its new width before it has it.
        resized.connect(self._fit_rows, Qt.ConnectionType.QueuedConnection)

    def scroll_sideways(self) -> None:
        """Let what shares the rest keep a least width: in a narrow window the table scrolls."""
        self._narrow = False
        self._leave_room()

    def choose_several(self) -> None:
        """Let several rows be chosen: Shift and arrows, Ctrl and arrows with Space."""
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    def height_of_rows(self) -> int:
        """Return the height of all rows together."""
        return self.verticalHeader().length()

    def show_model(self, model: QAbstractItemModel, columns: Sequence[HasWidth]) -> None:
        """Show a model in columns of these widths; the widths of 0 share the rest."""
        self.setModel(model)
        header = self.horizontalHeader()
        for place, column in enumerate(columns):
            if column.width:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Interactive)
                header.resizeSection(place, theme.px(column.width))
            else:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # A table that is being destroyed is resized once more, without its heads.
        if self._narrow is not None and shiboken6.isValid(self.horizontalHeader()):
            self._leave_room()

    def _leave_room(self) -> None:
        """Give each column that shares the rest its least width where the rest is too small.

        Words wrap in a narrow column, but not sign by sign.
        """
        modes, header = QHeaderView.ResizeMode, self.horizontalHeader()
        sizes = {place: header.sectionSize(place) for place in range(header.count())}
        least = {
            place: max(theme.px(_LEAST_SHARE), header.sectionSizeHint(place))
            for place in sizes
            if header.sectionResizeMode(place) in (modes.Stretch, modes.Fixed)
        }
        others = sum(width for place, width in sizes.items() if place not in least)
        narrow = self.viewport().width() - others < sum(least.values())
        if narrow == self._narrow:
            return
        self._narrow = narrow
        for place, width in least.items():
            header.setSectionResizeMode(place, modes.Fixed if narrow else modes.Stretch)
            if narrow:
                header.resizeSection(place, width)
        bars = Qt.ScrollBarPolicy
        shown = bars.ScrollBarAsNeeded if narrow else bars.ScrollBarAlwaysOff
        self.setHorizontalScrollBarPolicy(shown)

    def choose(self, row: int | None) -> None:
        """Make a row the current one; none where there is none."""
        _choose(self, row)

    def choose_id(self, id_: object) -> None:
        """Make the row of an id the current one, if it is there."""
        model = self.model()
        for row in range(model.rowCount()):
            if model.index(row, 0).data(Role.ID) == id_:
                self.choose(row)
                return

    def bring_current_into_sight(self) -> None:
        """Scroll to the current row: once, and again when the rows around it have grown."""
        for _ in range(2):
            self.scrollTo(self.currentIndex())

    def current_id(self) -> object | None:
        """Return the id of the current row."""
        return _current_id(self)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not _is_enter(self, event):
            super().keyPressEvent(event)
        elif self.currentIndex().isValid() and not event.modifiers():
            self._open(self.currentIndex())
        else:
            event.ignore()

    @override
    def moveCursor(
        self, action: QAbstractItemView.CursorAction, held: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Let Home and End lead to the first and last row; among cells to those of the line."""
        ends = (self.CursorAction.MoveHome, self.CursorAction.MoveEnd)
        if action in ends and not self.property("byCell"):
            held |= Qt.KeyboardModifier.ControlModifier
        return super().moveCursor(action, held)

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        for row in {current.row(), previous.row()}:
            self._draw_row(row)
        if current.row() != previous.row():
            self.current_changed.emit(self.current_id())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        show_keys_of_empty(self)

    @override
    def reset(self) -> None:
        """Fit the rows anew: Qt lays out again only where there are more of them, or fewer."""
        super().reset()
        self._heights = {}
        self._fit_rows()

    @override
    def doItemsLayout(self) -> None:
        super().doItemsLayout()
        self._fit_rows()

    @override
    def dataChanged(
        self, top_left: Index, bottom_right: Index, roles: Sequence[int] | None = None
    ) -> None:
        super().dataChanged(top_left, bottom_right, roles or [])
        first, last = top_left.row(), bottom_right.row()
        self._heights = {
            row: height for row, height in self._heights.items() if not first <= row <= last
        }
        self._fit_rows()

    def _fit_rows(self) -> None:
        """Give each row that is to fit the height of its words.

        A row is measured when it comes in sight, and again only when it changes, or a width, or the
        type.
        """
        model = self.model()
        if not self._grows or model is None:
            return
        header = self.horizontalHeader()
        measured_in = (theme.font(), *map(header.sectionSize, range(header.count())))
        if measured_in != self._measured_in:
            self._heights, self._measured_in = {}, measured_in
        least, before = self.verticalHeader().defaultSectionSize(), self.height_of_rows()
        for row in self.rows_to_fit():
            if row not in self._heights:
                self._heights[row] = max(least, self.sizeHintForRow(row))
            if (height := self._heights[row]) != self.rowHeight(row):
                self.setRowHeight(row, height)
        if self.height_of_rows() != before:
            self.fitted.emit()

    def rows_to_fit(self) -> range:
        """Return the rows that a window can show; a long list has more."""
        first = max(self.rowAt(0), 0)
        shown = self.window().height() // self.verticalHeader().defaultSectionSize() + 1
        return range(first, min(first + shown, self.model().rowCount()))

    def _draw_row(self, row: int) -> None:
        """Draw a row anew: the frame around the current one runs through all its cells."""
        place = QRect(0, self.rowViewportPosition(row), self.width(), self.rowHeight(row))
        self.viewport().update(place)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(Role.ID))


class ItemList(QListView):
    """A list of items with headings between them; `opened` carries the id of an item."""

    opened = Signal(object)
    current_changed = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Items take height by their width: a bar that comes later would leave their ends cut off.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        # A long list is laid out piece by piece, so that the window never stands still.
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(_BATCH)
        self.doubleClicked.connect(self._open)

    def in_sight(self) -> slice:
        """Return the rows in sight; before they are laid out, as many as may be."""
        place = self.viewport().rect()
        first = max(self.indexAt(place.topLeft()).row(), 0)
        last = self.indexAt(place.bottomLeft()).row()
        return slice(first, (last if last >= first else first + _IN_SIGHT) + 1)

    @override
    def dataChanged(
        self, top_left: Index, bottom_right: Index, roles: Sequence[int] | None = None
    ) -> None:
        """Lay out again what is read anew: another language takes other heights."""
        super().dataChanged(top_left, bottom_right, roles or [])
        self.scheduleDelayedItemsLayout()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the words their room anew: Qt does so only where a list grows higher or lower."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def choose(self, row: int | None) -> None:
        """Make an item the current one; none where there is none."""
        _choose(self, row)

    def current_id(self) -> object | None:
        """Return the id of the current item."""
        return _current_id(self)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        show_keys_of_empty(self)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not _is_enter(self, event):
            super().keyPressEvent(event)
        elif self.currentIndex().isValid() and not event.modifiers():
            self._open(self.currentIndex())
        else:
            event.ignore()

    @override
    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Go past a heading to the item behind it, or stay: a heading cannot be chosen."""
        found, model = super().moveCursor(action, modifiers), self.model()
        if not found.isValid() or not found.data(Role.HEADING):
            return found
        before, behind = range(found.row() - 1, -1, -1), range(found.row() + 1, model.rowCount())
        upwards = self.currentIndex().row() > found.row()
        rows = (*before, *behind) if upwards else (*behind, *before)
        items = (model.index(row, 0) for row in rows)
        return next((item for item in items if not item.data(Role.HEADING)), self.currentIndex())

    @override
    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring the heading right above an item into sight with it."""
        above = index.model().index(index.row() - 1, 0) if index.isValid() else QModelIndex()
        if above.isValid() and above.data(Role.HEADING):
            super().scrollTo(above, hint)
        super().scrollTo(index, hint)

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        self.current_changed.emit(self.current_id())

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(Role.ID))


def show_keys_of_empty(view: QAbstractItemView) -> None:
    """Draw the focus line around a view that has the keys and no current item to show it."""
    if view.hasFocus() and not view.currentIndex().isValid():
        colours = theme.tokens(view.palette())
        painting.focus_line(QPainter(view.viewport()), QRectF(view.viewport().rect()), colours)


def _choose(view: QAbstractItemView, row: int | None) -> None:
    model = view.model()
    if row is None or not 0 <= row < model.rowCount():
        view.setCurrentIndex(QModelIndex())
    elif row != view.currentIndex().row() or not view.selectionModel().hasSelection():
        # The view itself would ask which keys are held, and Ctrl+Enter would add to what is chosen.
        flags = QItemSelectionModel.SelectionFlag
        view.selectionModel().setCurrentIndex(
            model.index(row, 0), flags.ClearAndSelect | flags.Rows
        )


def _current_id(view: QAbstractItemView) -> object | None:
    index = view.currentIndex()
    found: object | None = index.data(Role.ID) if index.isValid() else None
    return found


def _is_enter(view: QAbstractItemView, event: QKeyEvent) -> bool:
    """Say whether a key asks for the current row; in an editor it ends the typing."""
    return event.key() in _ENTER and view.state() is not QAbstractItemView.State.EditingState
