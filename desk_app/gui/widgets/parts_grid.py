# SPDX-License-Identifier: MIT
"""Addresses taken apart: one column for each part, one row for each paper, the result below."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desk_app.gui import painting, theme
from desk_app.gui.overriding import override
from desk_app.gui.painting import TextSpan, Under
from desk_app.gui.theme import Size

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.gui.marks import Mark

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class CellRole(IntEnum):
    """What a cell is drawn from."""

    CELL = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class PartCell:
    """One part as one paper has it; marked parts are underlined, a state is shape and word."""

    text: str
    spans: tuple[TextSpan, ...] = ()
    mark: Mark | None = None
    quiet: bool = False

    @property
    def different(self) -> bool:
        """Say whether this part is another thing."""
        return any(span.under is Under.DIFFERENT for span in self.spans)


@dataclass(frozen=True, slots=True)
class PartRow:
    """A paper and its parts."""

    name: str
    cells: tuple[PartCell, ...]


class PartsGrid(QTableView):
    """Painted parts; the table behind it is what a screen reader reads."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = _Parts(self)
        self.setAccessibleName(name)
        self.setModel(self._parts)
        self.setItemDelegate(_PartDelegate(self))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setProperty("card", True)  # noqa: FBT003 a Qt property
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        # It is as high as its rows, with the bar below them where it is wider than its place.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme.px(40))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setFixedHeight(theme.px(24))
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def show_parts(self, titles: Sequence[str], rows: Sequence[PartRow]) -> None:
        """Show papers in rows; the last row is the result."""
        self._parts.show(titles, rows)
        self._share_room()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._share_room()

    def _share_room(self) -> None:
        """Give each column the room of its words, and all parts the same share of what is left."""
        self.resizeColumnsToContents()
        header, parts = self.horizontalHeader(), self._parts.columnCount() - 1
        spare = self.viewport().width() - header.length()
        for place in range(1, parts + 1 if spare > 0 else 0):
            share = spare * place // parts - spare * (place - 1) // parts
            header.resizeSection(place, header.sectionSize(place) + share)
        bar = self.horizontalScrollBar().sizeHint().height() if spare < 0 else 0
        height = header.height() + theme.px(40) * self._parts.rowCount() + 2
        self.setFixedHeight(height + bar)


class _Parts(QAbstractTableModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._titles: tuple[str, ...] = ()
        self._rows: tuple[PartRow, ...] = ()

    def show(self, titles: Sequence[str], rows: Sequence[PartRow]) -> None:
        self.beginResetModel()
        self._titles, self._rows = ("", *titles), tuple(rows)
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._titles)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        cell = row.cells[index.column() - 1] if index.column() else PartCell(row.name, quiet=True)
        if role == CellRole.CELL:
            return cell
        return cell.text if role == Qt.ItemDataRole.DisplayRole else None

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section] if section < len(self._titles) else None
        return None


class _PartDelegate(QStyledItemDelegate):
    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        cell = index.data(CellRole.CELL)
        font = _font(cell)
        width = QFontMetricsF(font).horizontalAdvance(cell.text)
        if cell.mark is not None:
            width = painting.state_width(cell.text, font)
        return QSize(round(width) + 2 * theme.px(8) + 2, theme.px(40))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell = index.data(CellRole.CELL)
        colours = theme.tokens(option.palette)
        painter.save()
        last = index.row() == index.model().rowCount() - 1
        ground = colours.bad_tint if cell.different else colours.base
        painter.fillRect(option.rect, QColor(colours.alternate if last else ground))
        place = QRectF(option.rect).adjusted(theme.px(8), 0, -theme.px(8), 0)
        font = _font(cell)
        if cell.mark is not None:
            painting.state(painter, place, cell.mark, cell.text, colours, font)
        else:
            place.setTop(place.center().y() - painting.line_height(font) / 2)
            ink = painting.Ink(font, colours.text2 if cell.quiet else colours.text, colours)
            painting.spans(painter, place, cell.text, cell.spans, ink)
        sides = (
            ("bottom",)
            if index.column() == index.model().columnCount() - 1
            else ("bottom", "right")
        )
        painting.lines(painter, option.rect, colours.line, *sides)
        view = option.widget
        if isinstance(view, QTableView) and view.hasFocus() and view.currentIndex() == index:
            painting.focus_line(painter, QRectF(option.rect), colours, radius=0)
        painter.restore()


def _font(cell: PartCell) -> QFont:
    if cell.mark is not None or cell.quiet:
        return theme.font(Size.LABEL)
    return theme.font(Size.SECTION, bold=cell.different)
