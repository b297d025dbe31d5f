# SPDX-License-Identifier: MIT
"""The time line of an application: what was, what is now, what is to come."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from desk_app.gui.kit.look import painting, theme
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.tables.columns import ITEM, Index, ItemsModel
from desk_app.gui.kit.tables.table import WrappingList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.gui.kit.look.theme import Tokens


_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_DAY, _TO_DOT, _TO_WORDS = 76, 16, 28
_DRESSED = (QEvent.Type.FontChange, QEvent.Type.StyleChange)


class Tense(Enum):
    """Whether a thing has happened."""

    PAST = "past"
    NOW = "now"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class CourseMoment:
    """One point of the line in the clerk's language."""

    day: str
    title: str
    detail: str = ""
    tense: Tense = Tense.PAST


class Timeline(WrappingList):
    """A painted line; behind it is a list that a screen reader can read."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._shown: tuple[CourseMoment, ...] = ()
        self._days = float(theme.px(_DAY))
        self._moments: ItemsModel[CourseMoment] = ItemsModel(_words, self)
        self.setModel(self._moments)
        self.setItemDelegate(_MomentDelegate(self))
        self.setAccessibleName(name)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)

    def show_moments(self, moments: Sequence[CourseMoment]) -> None:
        """Show these points in this order."""
        self._shown = tuple(moments)
        self._measure()
        self._moments.show(moments)

    @property
    def days(self) -> float:
        """The room of the days: no day of the line is cut, whatever its year and language."""
        return self._days

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in _DRESSED:
            self._measure()

    def _measure(self) -> None:
        measured = QFontMetricsF(theme.font(Size.LABEL)).horizontalAdvance
        widest = max((math.ceil(measured(each.day)) for each in self._shown), default=0)
        self._days = max(theme.px(_DAY), widest)


def _words(moment: CourseMoment) -> str:
    return " ".join(part for part in (moment.day, moment.title, moment.detail) if part)


class _MomentDelegate(QStyledItemDelegate):
    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else theme.px(300)
        moment = index.data(ITEM)
        room = width - _days(view) - theme.px(_TO_WORDS) - theme.px(8)
        height = painting.text_height(moment.title, theme.font(bold=True), room)
        height += painting.text_height(moment.detail, theme.font(Size.HINT), room)
        return QSize(width, max(theme.px(44), round(height) + theme.px(8)))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours = theme.tokens(option.palette)
        moment = index.data(ITEM)
        painter.save()
        view = option.widget
        if isinstance(view, QListView) and view.hasFocus() and view.currentIndex() == index:
            painting.focus_line(painter, QRectF(option.rect), colours)
        place = QRectF(option.rect)
        font = theme.font(bold=moment.tense is not Tense.AHEAD)
        first = painting.line_height(font)
        days = _days(view)
        middle = QPointF(place.left() + days + theme.px(_TO_DOT), place.top() + first / 2)
        last = index.row() == index.model().rowCount() - 1
        _paint_stroke(painter, middle, place, moment, colours, last=last)
        painter.setFont(theme.font(Size.LABEL))
        painter.setPen(QColor(colours.text2))
        day = QRectF(place.left(), place.top(), days, first)
        painter.drawText(day, _RIGHT, moment.day)
        words = place.adjusted(days + theme.px(_TO_WORDS), 0, -theme.px(8), 0)
        ink = _ink(moment, colours)
        taken = painting.wrapped(painter, words, moment.title, painting.Ink(font, ink, colours))
        words.setTop(words.top() + taken)
        small = painting.Ink(theme.font(Size.HINT), colours.text2, colours)
        painting.wrapped(painter, words, moment.detail, small)
        painter.restore()


def _days(view: object) -> float:
    return view.days if isinstance(view, Timeline) else theme.px(_DAY)


def _ink(moment: CourseMoment, colours: Tokens) -> str:
    return {
        Tense.PAST: colours.text,
        Tense.NOW: colours.accent,
        Tense.AHEAD: colours.text2,
    }[moment.tense]


def _paint_stroke(
    painter: QPainter,
    middle: QPointF,
    place: QRectF,
    moment: CourseMoment,
    colours: Tokens,
    *,
    last: bool,
) -> None:
    """Draw the point and the stroke down to the next: dashed where it is still to come."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(QColor(colours.strong_line), 2)
    if moment.tense is Tense.AHEAD:
        pen.setStyle(Qt.PenStyle.DotLine)
    painter.setPen(pen)
    end = place.bottom() + painting.line_height(theme.font()) / 2
    if not last:
        painter.drawLine(middle, QPointF(middle.x(), end))
    radius = theme.px(6 if moment.tense is Tense.NOW else 5)
    line = colours.accent if moment.tense is Tense.NOW else colours.strong_line
    painter.setPen(QPen(QColor(line), 2))
    painter.setBrush(QColor(colours.base if moment.tense is Tense.AHEAD else line))
    painter.drawEllipse(middle, radius - 1, radius - 1)
