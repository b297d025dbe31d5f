# SPDX-License-Identifier: MIT
"""A layout that sets widgets in a line and begins another where the line is full."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from desk_app.gui.overriding import override


class FlowLayout(QLayout):
    """Widgets one after the other, wrapped like words; one wider than a line wraps in itself.

    Hidden ones take no room.
    """

    def __init__(self, gap: int, line_gap: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gap = gap
        self._line_gap = line_gap
        self._held: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    @override
    def addItem(self, item: QLayoutItem) -> None:
        self._held.append(item)

    @override
    def count(self) -> int:
        return len(self._held)

    @override
    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._held[index] if 0 <= index < len(self._held) else None

    @override
    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._held.pop(index) if 0 <= index < len(self._held) else None

    @override
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        edges = self.contentsMargins()
        inner = width - edges.left() - edges.right()
        return self._places(inner)[1] + edges.top() + edges.bottom()

    @override
    def sizeHint(self) -> QSize:
        sizes = [item.sizeHint() for item in self._held if not item.isEmpty()]
        width = sum(size.width() for size in sizes) + self._gap * max(len(sizes) - 1, 0)
        height = max((size.height() for size in sizes), default=0)
        return QSize(width, height).grownBy(self.contentsMargins())

    @override
    def minimumSize(self) -> QSize:
        widest = max((item.minimumSize().width() for item in self._held), default=0)
        tallest = max((item.minimumSize().height() for item in self._held), default=0)
        return QSize(widest, tallest).grownBy(self.contentsMargins())

    @override
    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        inner = rect.marginsRemoved(self.contentsMargins())
        for item, place in zip(self._held, self._places(inner.width())[0], strict=True):
            item.setGeometry(place.translated(inner.topLeft()))

    def _places(self, width: int) -> tuple[list[QRect], int]:
        places: list[QRect] = []
        left = top = tallest = 0
        for item in self._held:
            if item.isEmpty():
                places.append(QRect())
                continue
            size = _size_within(item, width)
            if left and left + size.width() > width:
                left, top, tallest = 0, top + tallest + self._line_gap, 0
            places.append(QRect(QPoint(left, top), size))
            left += size.width() + self._gap
            tallest = max(tallest, size.height())
        return places, top + tallest


def _size_within(item: QLayoutItem, width: int) -> QSize:
    size = item.sizeHint()
    if size.width() > width and item.hasHeightForWidth():
        return QSize(width, item.heightForWidth(width))
    return size
