# SPDX-License-Identifier: MIT
"""The steps of a long task in a card: which are done, which is next, who did them and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget
from typing_extensions import override

from desk_app.gui import icons, painting, theme
from desk_app.gui.marks import Mark, look
from desk_app.gui.theme import Size

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROW, _ICON, _NAME = 34, 28, 92
_MIDDLE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step: its state, its name, what is done in it, at the right end who and when."""

    mark: Mark
    name: str
    what: str
    aside: str = ""
    now: bool = False


class StepList(QFrame):
    """Painted rows under one another; a screen reader hears them as one text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: tuple[StepLine, ...] = ()
        self.setProperty("card", True)  # noqa: FBT003 a Qt property
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_steps(self, title: str, steps: Sequence[StepLine]) -> None:
        """Show these steps; ``title`` is what they are steps of, for a screen reader."""
        self._steps = tuple(steps)
        self.setAccessibleName(title)
        told = (f"{step.name}. {step.what} {step.aside}".strip() for step in self._steps)
        self.setAccessibleDescription("\n".join(told))
        self.updateGeometry()
        self.update()

    def steps(self) -> tuple[StepLine, ...]:
        """Return the steps shown."""
        return self._steps

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.px(360), len(self._steps) * theme.px(_ROW) + 2)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(240), self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        height = theme.px(_ROW)
        for number, step in enumerate(self._steps):
            place = QRectF(1, 1 + number * height, self.width() - 2, height)
            self._paint(painter, place, step, divided=number > 0)

    def _paint(self, painter: QPainter, place: QRectF, step: StepLine, *, divided: bool) -> None:
        colours = theme.tokens(self.palette())
        if step.now:
            painter.fillRect(place, QColor(colours.selection))
        if divided:
            painter.setPen(QColor(colours.line))
            painter.drawLine(place.topLeft(), place.topRight())
        inside = place.adjusted(theme.px(12), 0, -theme.px(12), 0)
        side = theme.px(16)
        spot = QRectF(inside.left(), inside.center().y() - side / 2, side, side)
        drawn = look(step.mark)
        icons.paint(painter, drawn.icon, spot, colours.named(drawn.tone))
        ink = colours.selection_text if step.now else colours.text
        painter.setPen(QColor(ink))
        painter.setFont(theme.font(bold=True))
        inside.setLeft(inside.left() + theme.px(_ICON))
        painter.drawText(inside, _MIDDLE, step.name)
        painter.setFont(theme.font(Size.LABEL))
        painter.setPen(QColor(ink if step.now else colours.text2))
        painter.drawText(inside, _RIGHT, step.aside)
        room = painter.fontMetrics().horizontalAdvance(step.aside)
        inside.setLeft(inside.left() + theme.px(_NAME))
        inside.setRight(inside.right() - room - (theme.px(8) if room else 0))
        painter.setPen(QColor(ink))
        font = theme.font(Size.LABEL)
        painting.wrapped(
            painter,
            _centred(inside, step.what),
            step.what,
            painting.Ink(font, ink, colours),
        )


def _centred(place: QRectF, text: str) -> QRectF:
    """Return the part of a place that a text takes, in the middle of its height."""
    height = painting.text_height(text, theme.font(Size.LABEL), place.width())
    return QRectF(place.left(), place.center().y() - height / 2, place.width(), height)
