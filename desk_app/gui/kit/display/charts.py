# SPDX-License-Identifier: MIT
"""A chart as a painted widget: its bars walked by keys, its rows told to a screen reader."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from desk_app.desk.figures.charts import Drawing, Measures, Side, drawn, hatching
from desk_app.gui.kit.look import painting, theme
from desk_app.gui.kit.look.painting import advance, line_height
from desk_app.gui.kit.look.text import announce
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.records.books.figures import Chart, ChartInk, Fill

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from desk_app.desk.figures.charts import Box, ChartText, Stroke
    from desk_app.gui.kit.look.theme import Tokens


_EDGE, _LEAST, _PITCH = 6, 240, 5
_NONE = Chart("", "", "", (), (), ())
_INKS = {
    ChartInk.BAR: "accent",
    ChartInk.LATE: "ask",
    ChartInk.BEFORE: "strong_line",
    ChartInk.AXIS: "strong_line",
    ChartInk.GRID: "line",
    ChartInk.TEXT: "text",
    ChartInk.SOFT: "text2",
}
_ONWARD = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Left: -1,
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def table_text(chart: Chart) -> str:
    """Return the table of a chart as it is copied: cells apart by tabs, its title first."""
    lines = [chart.title, "\t".join(chart.head), *("\t".join(row) for row in chart.rows)]
    return "\n".join(lines)


class ChartView(QWidget):
    """Draws a chart in the colours of the window; `opened` carries the code of a bar.

    The keys go to one bar at a time: arrows, Home and End walk, Enter opens what it counts, Ctrl+C
    copies the table. A screen reader hears all rows with the chart, and each bar as it is walked.
    """

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._chart = _NONE
        self._drawing: Drawing | None = None
        self._current = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_chart(self, chart: Chart) -> None:
        """Show a chart; the bar the keys are on stays where its row is still there."""
        code = self._code()
        self._chart, self._drawing = chart, None
        self._current = chart.codes.index(code) if code in chart.codes else 0
        self.setAccessibleName(f"{chart.title} {chart.subtitle}".strip())
        self.setAccessibleDescription("\n".join(" ".join(row) for row in chart.rows))
        self.updateGeometry()
        self.update()

    def copy(self) -> None:
        """Copy the table: the Edit menu asks it of whatever has the keys."""
        QApplication.clipboard().setText(table_text(self._chart))

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return math.ceil(self._drawn(width).height) + 2 * theme.px(_EDGE)

    @override
    def sizeHint(self) -> QSize:
        width = max(self.width(), theme.px(_LEAST))
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(_LEAST), self.heightForWidth(max(self.width(), theme.px(_LEAST))))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._drawing = None
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, last = event.key(), len(self._chart.bars) - 1
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in _ONWARD:
            self._go_to(min(max(self._current + _ONWARD[Qt.Key(key)], 0), last))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go_to(0 if key == Qt.Key.Key_Home else last)
        elif key in _ENTER and self._code():
            self.opened.emit(self._code())
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position())
        if found is not None:
            self._go_to(found)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._at(event.position()) is not None and self._code():
            self.opened.emit(self._code())

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    @override
    def paintEvent(self, _: QPaintEvent) -> None:
        painter, colours = QPainter(self), theme.tokens(self.palette())
        drawing, edge = self._drawn(self.width()), theme.px(_EDGE)
        painter.translate(edge, edge)
        if self.hasFocus() and drawing.areas:
            area = drawing.areas[min(self._current, len(drawing.areas) - 1)]
            painter.fillRect(QRectF(*area), QColor(colours.selection))
        for stroke in drawing.strokes:
            _draw_stroke(painter, stroke, colours)
        for box in drawing.boxes:
            _draw_box(painter, box, colours)
        painter.setFont(_font())
        for said in drawing.texts:
            _draw_text(painter, said, colours)
        painter.resetTransform()
        if self.hasFocus():
            painting.focus_line(painter, QRectF(self.rect()), colours)

    def _code(self) -> str:
        codes = self._chart.codes
        return codes[self._current] if self._current < len(codes) else ""

    def _go_to(self, place: int) -> None:
        if place != self._current and self._chart.bars:
            self._current = place
            self.update()
            announce(self, self._chart.said(place))

    def _at(self, point: QPointF) -> int | None:
        edge = theme.px(_EDGE)
        return self._drawn(self.width()).at(point.x() - edge, point.y() - edge)

    def _drawn(self, width: int) -> Drawing:
        room = max(width - 2 * theme.px(_EDGE), 1)
        if self._drawing is None or self._drawing.width != room:
            self._drawing = drawn(self._chart, room, _measures())
        return self._drawing


def _font() -> QFont:
    return theme.font(Size.LABEL)


def _measures() -> Measures:
    font = _font()
    return Measures(lambda text: advance(text, font), line_height(font), _folded)


def _folded(text: str, room: float) -> Sequence[str]:
    """Break a label where a phrase ends, as everywhere in the window."""
    return painting.folded(text, _font(), room)


def _draw_stroke(painter: QPainter, stroke: Stroke, colours: Tokens) -> None:
    pen = QPen(QColor(colours.named(_INKS[stroke.ink])), theme.px(2) if stroke.strong else 1)
    if stroke.dashed:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.drawLine(QPointF(stroke.x1, stroke.y1), QPointF(stroke.x2, stroke.y2))


def _draw_box(painter: QPainter, box: Box, colours: Tokens) -> None:
    """Draw a bar: filled, or hatched with its own edge, so that no colour is needed to tell.

    Of nothing nothing is drawn.
    """
    if not (box.width and box.height):
        return
    place, ink = QRectF(box.x, box.y, box.width, box.height), QColor(colours.named(_INKS[box.ink]))
    if box.fill is Fill.SOLID:
        painter.fillRect(place, ink)
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ink, theme.px(2)))
    if box.fill is Fill.HATCHED:
        for x1, y1, x2, y2 in hatching(box, theme.px(_PITCH)):
            painter.drawLine(QPointF(x1, y1), QPointF(x2, y2))
    painter.setPen(QPen(ink, 1))
    painter.drawRect(place)
    painter.restore()


def _draw_text(painter: QPainter, said: ChartText, colours: Tokens) -> None:
    wide, line = advance(said.text, _font()), line_height(_font())
    left = said.x - {Side.LEFT: 0.0, Side.MIDDLE: wide / 2, Side.RIGHT: wide}[said.side]
    place = QRectF(left, said.y - line / 2, wide + 1, line)
    painter.setPen(QColor(colours.named(_INKS[said.ink])))
    painter.drawText(
        place, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), said.text
    )
