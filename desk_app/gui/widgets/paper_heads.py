# SPDX-License-Identifier: MIT
"""The heads of a table whose columns are papers: the name of each, and under it its day."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from desk_app.gui import painting, theme
from desk_app.gui.overriding import override
from desk_app.gui.theme import Size

_SIDE, _ABOVE = 8, 6


class PaperHeads(QHeaderView):
    """Draws the papers' first lines bold and the others small; they wrap, never elide.

    First and last stand what is compared and how it ended: no papers. The paper that is compared
    now is marked.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setHighlightSections(False)
        self._marked: int | None = None

    @property
    def marked(self) -> int | None:
        """The column that is compared now."""
        return self._marked

    def mark(self, column: int | None) -> None:
        """Mark the column that is compared now."""
        if column != self._marked:
            self._marked = column
            self.viewport().update()

    def height_for(self, title: str, detail: str, width: int) -> float:
        """Return the height that a head takes in a column of this width."""
        room = width - 2 * theme.px(_SIDE)
        upper = painting.text_height(title, theme.font(bold=True), room)
        lower = painting.text_height(detail, theme.font(Size.HINT), room)
        return upper + lower + 2 * theme.px(_ABOVE)

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        colours = theme.tokens(self.palette())
        painter.save()
        marked = logicalIndex == self._marked
        painter.fillRect(rect, QColor(colours.selection if marked else colours.alternate))
        painting.lines(painter, rect, colours.line, "bottom")
        if marked:
            edge = QRectF(rect)
            edge.setTop(edge.bottom() - theme.px(3))
            painter.fillRect(edge, QColor(colours.accent))
        told = self.model().headerData(logicalIndex, self.orientation())
        title, _, detail = str(told or "").partition("\n")
        side = theme.px(_SIDE)
        place = QRectF(rect).adjusted(side, 0, -side, 0)
        taken = self.height_for(title, detail, rect.width()) - 2 * theme.px(_ABOVE)
        place.setTop(place.center().y() - taken / 2)
        first = colours.selection_text if marked else colours.text
        ink = painting.Ink(theme.font(bold=True), first, colours)
        if logicalIndex in (0, self.count() - 1):
            ink = painting.Ink(theme.font(Size.HINT), colours.text2, colours)
        place.setTop(place.top() + painting.wrapped(painter, place, title, ink))
        if detail:
            second = colours.selection_text if marked else colours.text2
            quiet = painting.Ink(theme.font(Size.HINT), second, colours)
            painting.wrapped(painter, place, detail, quiet)
        painter.restore()
