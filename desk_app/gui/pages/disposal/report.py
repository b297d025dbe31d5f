# SPDX-License-Identifier: MIT
"""A look at the head of a report as it prints: white paper in both looks."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk_app.gui.kit import painting, theme
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.theme import LIGHT, Size

_CENTRE = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)


_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


_SIDE, _TOP, _GAP = 16, 12, 4


@dataclass(frozen=True, slots=True)
class ReportWords:
    """What stands there: the title, number and day beside one another, then lines."""

    title: str = ""
    number: str = ""
    day: str = ""
    lines: tuple[str, ...] = ()


class ReportPreview(QWidget):
    """Takes the height that its lines need; its words are its description."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ReportWords()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_words(self, words: ReportWords) -> None:
        """Show these words."""
        self._words = words
        self.setAccessibleName(words.title)
        told = (words.number, words.day, *words.lines)
        self.setAccessibleDescription("\n".join(part for part in told if part))
        self.updateGeometry()
        self.update()

    def words(self) -> ReportWords:
        """Return what is shown."""
        return self._words

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        inside = width - 2 * theme.px(_SIDE)
        font = theme.font(Size.LABEL)
        lines = sum(
            painting.text_height(line, font, inside) + theme.px(_GAP) for line in self._words.lines
        )
        head = painting.line_height(theme.font(Size.SECTION)) + painting.line_height(font)
        return round(head + lines) + 2 * theme.px(_TOP) + theme.px(_GAP)

    @override
    def sizeHint(self) -> QSize:
        width = theme.px(440)
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(240), theme.px(64))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        whole = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(QColor(LIGHT.strong_line), 1))
        painter.setBrush(QColor(LIGHT.base))
        painter.drawRect(whole)
        side, top = theme.px(_SIDE), theme.px(_TOP)
        place = QRectF(self.rect()).adjusted(side, top, -side, -top)
        painter.setPen(QColor(LIGHT.text))
        title, font = theme.font(Size.SECTION, bold=True), theme.font(Size.LABEL)
        painter.setFont(title)
        row = QRectF(place)
        row.setHeight(painting.line_height(theme.font(Size.SECTION)))
        painter.drawText(row, _CENTRE, self._words.title)
        row.moveTop(row.bottom())
        row.setHeight(painting.line_height(font))
        painter.setFont(font)
        painter.drawText(row, _LEFT, self._words.number)
        painter.drawText(row, _RIGHT, self._words.day)
        place.setTop(row.bottom() + theme.px(_GAP))
        for line in self._words.lines:
            place.setTop(
                place.top()
                + painting.wrapped(painter, place, line, painting.Ink(font, LIGHT.text, LIGHT))
                + theme.px(_GAP)
            )
