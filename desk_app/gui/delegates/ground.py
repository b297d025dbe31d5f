# SPDX-License-Identifier: MIT
"""What lies behind and around cells: selection, dividing lines, the frame of the current row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QTableView

from desk_app.gui import painting, theme
from desk_app.gui.models.columns import Role

if TYPE_CHECKING:
    from desk_app.gui.models.columns import Cell
    from desk_app.gui.models.table import ColumnsModel
    from desk_app.gui.tokens import Tokens

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Ground:
    """The colours a cell is drawn in, and whether it is part of the selection."""

    colours: Tokens
    chosen: bool

    @property
    def ink(self) -> str:
        """The colour of what the cell says first."""
        return self.colours.selection_text if self.chosen else self.colours.text

    @property
    def quiet(self) -> str:
        """The colour of what stands beside or below."""
        return self.colours.selection_text if self.chosen else self.colours.text2


def ground_of(option: QStyleOptionViewItem) -> Ground:
    """Return what a cell is drawn on; asked once for all its parts."""
    chosen = QStyle.StateFlag.State_Selected in option.state
    return Ground(theme.tokens(option.palette), chosen)


def cell_of(index: Index) -> Cell:
    """Return all that is drawn in a cell of a table over columns."""
    return cast("ColumnsModel[Any]", index.model()).cell_at(index)


def is_heading(index: Index) -> bool:
    """Say whether a row divides its list."""
    return bool(index.data(Role.HEADING))


def fill(painter: QPainter, option: QStyleOptionViewItem, ground: Ground) -> None:
    """Fill a cell: the selection is a fill."""
    colours = ground.colours
    painter.fillRect(option.rect, QColor(colours.selection if ground.chosen else colours.base))


def row_lines(
    painter: QPainter, option: QStyleOptionViewItem, index: Index, ground: Ground
) -> None:
    """Draw the line under a row, and the focus as one frame around the current row.

    Where a table is written in cell by cell, the frame stands around the current cell.
    """
    colours, view = ground.colours, option.widget
    if not _ends_card(view, index):
        painting.lines(painter, option.rect, colours.line, "bottom")
    if not isinstance(view, QAbstractItemView) or not view.hasFocus():
        return
    if view.currentIndex().row() != index.row():
        return
    if view.property("byCell"):
        if view.currentIndex().column() == index.column():
            painting.focus_line(painter, QRectF(option.rect), colours, radius=0)
        return
    painter.setPen(QPen(QColor(colours.accent), 2))
    place = QRect(option.rect).adjusted(0, 1, 0, 0)
    painter.drawLine(place.topLeft(), place.topRight())
    painter.drawLine(place.bottomLeft(), place.bottomRight())
    first, last = _ends(view, index)
    if first:
        painter.drawLine(place.left() + 1, place.top(), place.left() + 1, place.bottom())
    if last:
        painter.drawLine(place.right(), place.top(), place.right(), place.bottom())


def _ends_card(view: object, index: Index) -> bool:
    """Say whether a row is the last one of a card, whose edge is the line under it."""
    if not isinstance(view, QAbstractItemView) or not view.property("card"):
        return False
    return index.row() == index.model().rowCount() - 1


def _ends(view: QAbstractItemView, index: Index) -> tuple[bool, bool]:
    if not isinstance(view, QTableView):
        return True, True
    header = view.horizontalHeader()
    place = header.visualIndex(index.column())
    shown = [
        header.visualIndex(column)
        for column in range(header.count())
        if not header.isSectionHidden(column)
    ]
    return place == min(shown), place == max(shown)
