# SPDX-License-Identifier: MIT
"""Columns of tables as data, and the tables over them: of a few rows, or read page by page."""

from __future__ import annotations

from collections import OrderedDict
from enum import IntEnum
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from PySide6.QtCore import (
    QAbstractListModel,
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from desk_app.gui.kit.pyside_workarounds.overriding import override

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from desk_app.gui.kit.look.painting import Mark, TextSpan


R = TypeVar("R")
T = TypeVar("T")


class CellRole(IntEnum):
    """Roles of our own, beside Qt's; what is drawn is asked for by `ColumnsModel.cell_at`."""

    ID = Qt.ItemDataRole.UserRole
    HEADING = Qt.ItemDataRole.UserRole + 1


class TextSide(IntEnum):
    """Where the text of a column stands."""

    LEFT = Qt.AlignmentFlag.AlignLeft.value | Qt.AlignmentFlag.AlignVCenter.value
    RIGHT = Qt.AlignmentFlag.AlignRight.value | Qt.AlignmentFlag.AlignVCenter.value
    CENTRE = Qt.AlignmentFlag.AlignHCenter.value | Qt.AlignmentFlag.AlignVCenter.value


class Column(NamedTuple, Generic[R]):
    """One column: what it shows of a row, each part a function of the row.

    ``width`` is in pixels at 100 %, 0 takes the rest;
    ``detail`` stands under the text, ``note`` behind it, ``aside`` at the right end of the first
    line, ``state`` with its ``mark`` at the right end of the second (lists); a mark without a
    state stands before the text. ``elapsed`` is the part of a period that is over, 0 to 1;
    ``spoken`` is what a screen reader says where the text alone does not say it; ``tip`` what is
    said where the pointer rests, spoken too. ``tick`` makes
    the cell a check box where it answers, ``edit`` gives what an editor starts with.
    """

    name: str
    title: str
    text: Callable[[R], str]
    width: int = 0
    side: TextSide = TextSide.LEFT
    detail: Callable[[R], str] | None = None
    note: Callable[[R], str] | None = None
    aside: Callable[[R], str] | None = None
    state: Callable[[R], str] | None = None
    mark: Callable[[R], Mark | None] | None = None
    elapsed: Callable[[R], float | None] | None = None
    tone: Callable[[R], str] | None = None
    marked: Callable[[R], Sequence[TextSpan]] | None = None
    spoken: Callable[[R], str] | None = None
    tip: Callable[[R], str] | None = None
    tick: Callable[[R], bool | None] | None = None
    edit: Callable[[R], object] | None = None


class Cell(NamedTuple):
    """All that is drawn in a cell of a table, told at once: asked role by role it would be dear."""

    text: str = ""
    note: str = ""
    detail: str = ""
    aside: str = ""
    state: str = ""
    mark: Mark | None = None
    elapsed: float | None = None
    tone: str = ""
    spans: Sequence[TextSpan] = ()
    right: bool = False
    ticked: bool | None = None


def drawn(column: Column[R], row: R) -> Cell:
    """Return what is drawn in a cell."""
    return Cell(
        column.text(row),
        column.note(row) if column.note is not None else "",
        column.detail(row) if column.detail is not None else "",
        column.aside(row) if column.aside is not None else "",
        column.state(row) if column.state is not None else "",
        column.mark(row) if column.mark is not None else None,
        column.elapsed(row) if column.elapsed is not None else None,
        column.tone(row) if column.tone is not None else "",
        column.marked(row) if column.marked is not None else (),
        column.side is TextSide.RIGHT,
        column.tick(row) if column.tick is not None else None,
    )


def cell(column: Column[R], row: R, role: int) -> object:
    """Return what a cell holds under a role; nothing for a role it does not know."""
    answer = _ANSWERS.get(role)
    return None if answer is None else answer(column, row)


def _ticked(column: Column[R], row: R) -> Qt.CheckState | None:
    ticked = column.tick(row) if column.tick is not None else None
    if ticked is None:
        return None
    return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked


def _spoken(column: Column[R], row: R) -> str:
    if column.spoken is not None:
        return column.spoken(row)
    first = (column.tip(row) if column.tip is not None else "") or column.text(row)
    parts = (column.note, column.detail, column.aside, column.state)
    others = (part(row) for part in parts if part is not None)
    spoken = " ".join(filter(None, (first, *others)))
    return spoken if spoken or column.tick is None else column.title


_ANSWERS: dict[int, Callable[[Column[Any], Any], object]] = {
    Qt.ItemDataRole.DisplayRole: lambda column, row: column.text(row),
    Qt.ItemDataRole.EditRole: lambda column, row: column.edit(row) if column.edit else None,
    Qt.ItemDataRole.TextAlignmentRole: lambda column, _: column.side.value,
    Qt.ItemDataRole.AccessibleTextRole: _spoken,
    Qt.ItemDataRole.ToolTipRole: lambda column, row: column.tip(row) if column.tip else None,
    Qt.ItemDataRole.CheckStateRole: _ticked,
}


# What every table over columns shares: titles, cells, and telling the view what has changed.


Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
WAITING = "…"
_WAITING = Cell(WAITING)


class ColumnsModel(QAbstractTableModel, Generic[R]):
    """A table whose columns are data; where its rows come from, the heir says."""

    def __init__(self, columns: Sequence[Column[R]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)

    def row_at(self, row: int) -> R | None:
        """Return the row at a place where it is there."""
        # Every heir has its own; no abstract method, since Qt's classes have a metaclass already.
        raise NotImplementedError

    def cell_at(self, index: Index) -> Cell:
        """Return all that is drawn in a cell; an ellipsis where its row is on its way."""
        row = self.row_at(index.row())
        return _WAITING if row is None else drawn(self.columns[index.column()], row)

    def draw_again(self) -> None:
        """Have every cell drawn again: what it shows of its row has changed, not the row."""
        self._touch(0, self.rowCount() - 1)

    @override
    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            # A head wraps where its table lets it; elsewhere it is elided before.
            return self.columns[section].side.value | Qt.TextFlag.TextWordWrap.value
        return None

    def _touch(self, first: int, last: int) -> None:
        """Say that the rows from one to another are to be drawn again."""
        if first <= last and self.columns:
            right = len(self.columns) - 1
            self.dataChanged.emit(self.index(first, 0), self.index(last, right))


# A table over a few rows that are all there.


_CHANGES: dict[int, Qt.ItemFlag] = {
    Qt.ItemDataRole.EditRole: Qt.ItemFlag.ItemIsEditable,
    Qt.ItemDataRole.CheckStateRole: Qt.ItemFlag.ItemIsUserCheckable,
}


class Edit(NamedTuple):
    """What a clerk changed in a table: the row's id, the column's name, the new value."""

    id: object
    column: str
    value: object


class RowsModel(ColumnsModel[R]):
    """Shows rows given at once; ``id_of`` names a row, so that a selection can be kept.

    A row that ``is_heading`` divides the list and cannot be chosen. The model changes nothing
    itself: `edit_wanted` carries an `Edit`, and whoever keeps the rows shows the new ones.
    """

    edit_wanted = Signal(object)

    def __init__(
        self,
        columns: Sequence[Column[R]],
        id_of: Callable[[R], object],
        is_heading: Callable[[R], bool] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, parent)
        self._id_of = id_of
        self._is_heading = is_heading
        self.rows: tuple[R, ...] = ()

    def show_rows(self, rows: Sequence[R]) -> None:
        """Show these rows; where the same things stand in the same order nothing jumps.

        Rows that are the same as before are not drawn again.
        """
        fresh, before = tuple(rows), self.rows
        if [self._id_of(row) for row in fresh] == [self._id_of(row) for row in before]:
            self.rows = fresh
            changed = [at for at, row in enumerate(fresh) if row != before[at]]
            if changed:
                self._touch(changed[0], changed[-1])
            return
        self.beginResetModel()
        self.rows = fresh
        self.endResetModel()

    def clear(self) -> None:
        """Hold nothing any more."""
        self.show_rows(())

    @override
    def row_at(self, row: int) -> R | None:
        """Return the row at a place."""
        return self.rows[row] if 0 <= row < len(self.rows) else None

    def is_heading(self, row: int) -> bool:
        """Say whether a row divides the list and cannot be chosen."""
        return self._is_heading is not None and self._is_heading(self.rows[row])

    def row_of(self, id_: object) -> int | None:
        """Return the place of an id."""
        for place, row in enumerate(self.rows):
            if self._id_of(row) == id_:
                return place
        return None

    @override
    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == CellRole.ID:
            return self._id_of(row)
        if role == CellRole.HEADING:
            return self.is_heading(index.row())
        return cell(self.columns[index.column()], row, role)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flag = Qt.ItemFlag
        if self.is_heading(index.row()):
            return flag.ItemIsEnabled | flag.ItemNeverHasChildren
        result = flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemNeverHasChildren
        column = self.columns[index.column()]
        if self.data(index, Qt.ItemDataRole.CheckStateRole) is not None:
            result |= flag.ItemIsUserCheckable
        return result | flag.ItemIsEditable if column.edit is not None else result

    @override
    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role not in _CHANGES or not self.flags(index) & _CHANGES[role]:
            return False
        if role == Qt.ItemDataRole.CheckStateRole:
            value = Qt.CheckState(value) is Qt.CheckState.Checked
        name = self.columns[index.column()].name
        self.edit_wanted.emit(Edit(index.data(CellRole.ID), name, value))
        return True


class GroupsModel(RowsModel[R]):
    """Rows of a table in groups: a heading takes no keys, and no click."""

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self.is_heading(index.row()):
            return Qt.ItemFlag.ItemNeverHasChildren
        return super().flags(index)


# A table over a window of ids whose rows are asked for page by page, when they come in sight.


class PageRequest(NamedTuple):
    """Rows that are wanted: these ids, in this order, for this state of the window."""

    window: int
    page: int
    ids: tuple[int, ...]


class PagedModel(ColumnsModel[R]):
    """Shows rows of a long list.

    The window of ids comes by `show_ids`; `page_wanted` asks for rows, `put_page` brings them.
    While rows are on their way, those last shown stay; where there are none, an ellipsis stands.
    """

    PAGE_ROWS = 100
    PAGES_KEPT = 40

    page_wanted = Signal(object)

    def __init__(self, columns: Sequence[Column[R]], parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self._ids: tuple[int, ...] = ()
        self._places: dict[int, int] | None = None
        self._pages: OrderedDict[int, Sequence[R]] = OrderedDict()
        self._asked: set[int] = set()
        self._stale: set[int] = set()
        self._window = 0

    def show_ids(self, ids: Sequence[int]) -> None:
        """Show these ids; the same again only read their rows again, more at the end are added."""
        fresh = tuple(ids)
        self._window += 1
        self._asked.clear()
        shown = len(self._ids)
        if fresh[:shown] == self._ids and (shown or not fresh):
            self._stale.update(self._pages)
            # First the ids: whoever draws the rows again asks for pages of these.
            self._add(fresh)
            self._touch(0, shown - 1)
            return
        self.beginResetModel()
        self._ids = fresh
        self._places = None
        self._pages.clear()
        self._stale.clear()
        self.endResetModel()

    def clear(self) -> None:
        """Hold nothing any more: no ids, no rows."""
        self.show_ids(())
        self._pages.clear()

    def put_page(self, request: PageRequest, rows: Sequence[R]) -> None:
        """Take the rows of a request; an answer to an older window is not shown.

        Rows that are the same as before are not drawn again.
        """
        if request.window != self._window or len(rows) != len(request.ids):
            return
        before = self._pages.get(request.page)
        self._pages[request.page] = tuple(rows)
        self._pages.move_to_end(request.page)
        self._asked.discard(request.page)
        self._stale.discard(request.page)
        while len(self._pages) > self.PAGES_KEPT:
            self._pages.popitem(last=False)
        if before != self._pages[request.page]:
            first = request.page * self.PAGE_ROWS
            self._touch(first, first + len(rows) - 1)

    def read_again(self, ids: Collection[int]) -> None:
        """Ask again for the pages that hold these ids, when they are next in sight."""
        for id_ in ids:
            place = self.row_of(id_)
            if place is not None and (page := place // self.PAGE_ROWS) in self._pages:
                self._stale.add(page)
                self._asked.discard(page)
                self._touch(place, place)

    def row_of(self, id_: int) -> int | None:
        """Return the place of an id, so that a view can keep its selection."""
        if self._places is None:
            self._places = {known: place for place, known in enumerate(self._ids)}
        return self._places.get(id_)

    def id_at(self, row: int) -> int | None:
        """Return the id at a place."""
        return self._ids[row] if 0 <= row < len(self._ids) else None

    @override
    def row_at(self, row: int) -> R | None:
        """Return the row at a place where it is loaded; asks for it otherwise."""
        if not 0 <= row < len(self._ids):
            # Of an empty list no line is the current one: its place is -1.
            return None
        page, offset = divmod(row, self.PAGE_ROWS)
        rows = self._pages.get(page)
        if rows is None or page in self._stale:
            self._ask_once(page)
            # A runner that answers at once has put the page by now.
            rows = self._pages.get(page)
        return rows[offset] if rows is not None else None

    @override
    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._ids)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == CellRole.ID:
            return self._ids[index.row()]
        row = self.row_at(index.row())
        if row is not None:
            return cell(self.columns[index.column()], row, role)
        return WAITING if role == Qt.ItemDataRole.DisplayRole else None

    def _add(self, fresh: tuple[int, ...]) -> None:
        """Show the ids that came behind those that are shown."""
        shown = len(self._ids)
        if len(fresh) == shown:
            return
        if shown % self.PAGE_ROWS:
            # A page that was not full is another one now.
            self._pages.pop(shown // self.PAGE_ROWS, None)
        self.beginInsertRows(NOWHERE, shown, len(fresh) - 1)
        self._ids = fresh
        self._places = None
        self.endInsertRows()

    def _ask_once(self, page: int) -> None:
        if page in self._asked:
            return
        self._asked.add(page)
        first = page * self.PAGE_ROWS
        ids = self._ids[first : first + self.PAGE_ROWS]
        self.page_wanted.emit(PageRequest(self._window, page, ids))


# A list of a few items, each handed whole to the delegate that draws it.


ITEM = Qt.ItemDataRole.UserRole
"""The role under which an item itself is asked for."""


class ItemsModel(QAbstractListModel, Generic[T]):
    """Items in their order; `words` says one in plain text, for whoever cannot see it drawn."""

    def __init__(self, words: Callable[[T], str], parent: QObject) -> None:
        super().__init__(parent)
        self._words = words
        self.items: tuple[T, ...] = ()

    def show(self, items: Sequence[T]) -> None:
        """Show these items and no others."""
        self.beginResetModel()
        self.items = tuple(items)
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.items)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        item = self.items[index.row()]
        if role == ITEM:
            return item
        return self._words(item) if role == Qt.ItemDataRole.DisplayRole else None
