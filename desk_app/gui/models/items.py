# SPDX-License-Identifier: MIT
"""A list of a few items, each handed whole to the delegate that draws it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desk_app.gui.overriding import override

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()

ITEM = Qt.ItemDataRole.UserRole
"""The role under which an item itself is asked for."""


class ItemsModel(QAbstractListModel, Generic[T]):
    """Items in their order; `words` says one in plain text, for whoever cannot see it drawn."""

    def __init__(self, words: Callable[[T], str], parent: QObject) -> None:
        super().__init__(parent)
        self._words = words
        self._items: tuple[T, ...] = ()

    @property
    def items(self) -> tuple[T, ...]:
        """The items shown."""
        return self._items

    def show(self, items: Sequence[T]) -> None:
        """Show these items and no others."""
        self.beginResetModel()
        self._items = tuple(items)
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._items)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        item = self._items[index.row()]
        if role == ITEM:
            return item
        return self._words(item) if role == Qt.ItemDataRole.DisplayRole else None
