# SPDX-License-Identifier: MIT
"""Two signs large beside one another, each with its code point and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from desk_app.gui import painting, theme
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
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_signs(self, signs: Sequence[Sign]) -> None:
        """Show these signs."""
        self._signs = tuple(signs)
        self.setAccessibleName(", ".join(f"{s.text} {s.told}" for s in self._signs))
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(sum(map(self._width, self._signs)), theme.px(_HEIGHT))

    def _width(self, sign: Sign) -> int:
        words = QFontMetricsF(theme.font(Size.HINT)).horizontalAdvance(sign.told)
        return max(theme.px(_WIDTH), round(words) + theme.px(24))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.tokens(self.palette())
        painter = QPainter(self)
        painting.box(painter, QRectF(self.rect()), colours.base, colours.line)
        large = theme.font()
        large.setPointSizeF(large.pointSizeF() / Size.BODY.value * _SIGN)
        middle = int(Qt.AlignmentFlag.AlignCenter)
        left = 0
        for sign in self._signs:
            cell = QRectF(left, 0, self._width(sign), self.height())
            upper = cell.adjusted(0, theme.px(6), 0, -theme.px(28))
            painter.setFont(large)
            painter.setPen(QColor(colours.text))
            painter.drawText(upper, middle, sign.text)
            painter.setFont(theme.font(Size.HINT))
            painter.setPen(QColor(colours.text2))
            lower = cell.adjusted(0, cell.height() - theme.px(26), 0, -theme.px(4))
            painter.drawText(lower, middle, sign.told)
            if left:
                painting.lines(painter, cell.toRect(), colours.line, "left")
            left += self._width(sign)
