# SPDX-License-Identifier: MIT
"""A table over a window of ids whose rows are asked for page by page, when they come in sight."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from desk_app.gui.models.columns import Column, Role, cell
from desk_app.gui.models.table import NOWHERE, WAITING, ColumnsModel, Index
from desk_app.gui.overriding import override

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class PageRequest:
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
        if role == Role.ID:
            return self._ids[index.row()]
        row = self.row_at(index.row())
        if row is not None:
            return cell(self._columns[index.column()], row, role)
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
