# SPDX-License-Identifier: MIT
"""Two signs large beside one another, each with its code point and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk_app.gui import painting, theme
from desk_app.gui.overriding import override
from desk_app.gui.theme import Size

if TYPE_CHECKING:
    from collections.abc import Sequence

_WIDTH, _HEIGHT, _SIGN = 176, 84, 28.0


@dataclass(frozen=True, slots=True)
class Sign:
    """What is shown large, and where it stands."""

    text: str
    where: str

    @property
    def told(self) -> str:
        """What stands under the sign."""
        return f"{self.codes} {self.where}"

    @property
    def codes(self) -> str:
        """The code points of the sign."""
        return " ".join(f"U+{ord(each):04X}" for each in self.text)


class GlyphPair(QWidget):
    """Draws signs; a screen reader hears their code points."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._signs: tuple[Sign, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_signs(self, signs: Sequence[Sign]) -> None:
        """Show these signs."""
        self._signs = tuple(signs)
        self.setAccessibleName(", ".join(f"{s.text} {s.told}" for s in self._signs))
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(sum(map(self._width, self._signs)), theme.px(_HEIGHT))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(max(map(self._width, self._signs), default=0), theme.px(_HEIGHT))

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        cells = self._cells(width)
        return cells[-1].bottom() + 1 if cells else theme.px(_HEIGHT)

    def _cells(self, width: int) -> list[QRect]:
        """Return where each sign stands: in a further row where no room is left beside."""
        left, top, found = 0, 0, []
        for sign in self._signs:
            needed = self._width(sign)
            if left and left + needed > width:
                left, top = 0, top + theme.px(_HEIGHT)
            found.append(QRect(left, top, needed, theme.px(_HEIGHT)))
            left += needed
        return found

    def _width(self, sign: Sign) -> int:
        words = QFontMetricsF(theme.font(Size.HINT)).horizontalAdvance(sign.told)
        return max(theme.px(_WIDTH), round(words) + theme.px(24))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.tokens(self.palette())
        painter = QPainter(self)
        large = QFont(theme.font())
        large.setPointSizeF(large.pointSizeF() / Size.BODY.value * _SIGN)
        middle = int(Qt.AlignmentFlag.AlignCenter)
        cells = self._cells(self.width())
        for top in sorted({cell.top() for cell in cells}):
            row = [cell for cell in cells if cell.top() == top]
            box = QRectF(row[0].united(row[-1]))
            painting.box(painter, box, colours.base, colours.line)
        for sign, place in zip(self._signs, cells, strict=True):
            cell = QRectF(place)
            upper = cell.adjusted(0, theme.px(6), 0, -theme.px(28))
            painter.setFont(large)
            painter.setPen(QColor(colours.text))
            painter.drawText(upper, middle, sign.text)
            painter.setFont(theme.font(Size.HINT))
            painter.setPen(QColor(colours.text2))
            lower = cell.adjusted(0, cell.height() - theme.px(26), 0, -theme.px(4))
            painter.drawText(lower, middle, sign.told)
            if place.left():
                painting.lines(painter, place, colours.line, "left")
