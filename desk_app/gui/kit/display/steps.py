# SPDX-License-Identifier: MIT
"""The steps of a long task in a card: which are done, which is next, who did them and when."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy

from desk_app.gui.kit.look import icons, painting, theme
from desk_app.gui.kit.look.painting import Mark, look
from desk_app.gui.kit.look.text import style_as
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds.overriding import override

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent


_LINE, _ICON, _NAME, _SIDE, _GAP = 18, 28, 92, 12, 8
_ASIDE = 0.4
"""The share of a row's words that its right end takes at most: a long name wraps there."""


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step: its state, its name, what is done in it, at the right end who and when."""

    mark: Mark
    name: str
    what: str
    aside: str = ""
    now: bool = False


class StepList(QFrame):
    """Painted rows under one another; a screen reader hears them as one text.

    ``gap`` pixels at 100 % stand over and under the words of a row.
    """

    def __init__(self, gap: float = _GAP) -> None:
        super().__init__()
        self._gap = gap
        self._steps: tuple[StepLine, ...] = ()
        style_as(self, "card")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

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
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return sum(self._height(step, width - 2) for step in self._steps) + 2

    @override
    def sizeHint(self) -> QSize:
        # The height at its own width: that of a narrower one would leave a gap in the panel.
        width = max(self.width(), theme.px(360))
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(240), len(self._steps) * self._least() + 2)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell of the height at another width: a layout keeps what it was told of the last one."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        place = QRectF(1, 1, self.width() - 2, 0)
        for number, step in enumerate(self._steps):
            place.setHeight(self._height(step, self.width() - 2))
            self._paint(painter, place, step, divided=number > 0)
            place.moveTop(place.bottom())

    def _least(self) -> int:
        return theme.px(_LINE) + 2 * theme.px(self._gap)

    def _height(self, step: StepLine, width: float) -> int:
        """Return the height of a row: one line, or what its wrapped words need."""
        font = theme.font(Size.LABEL)
        words = zip((step.what, step.aside), _shares(step, width), strict=True)
        tallest = max(painting.text_height(text, font, room) for text, room in words if text)
        return max(self._least(), math.ceil(tallest) + 2 * theme.px(self._gap))

    def _paint(self, painter: QPainter, place: QRectF, step: StepLine, *, divided: bool) -> None:
        colours = theme.tokens(self.palette())
        if step.now:
            painter.fillRect(place, QColor(colours.selection))
        if divided:
            painter.setPen(QColor(colours.line))
            painter.drawLine(place.topLeft(), place.topRight())
        inside = place.adjusted(theme.px(_SIDE), 0, -theme.px(_SIDE), 0)
        side = theme.px(16)
        spot = QRectF(inside.left(), inside.center().y() - side / 2, side, side)
        # A tick for what is done, an arrow for what is now: an empty circle looks like a choice.
        if step.mark is Mark.TO_DO:
            icons.paint(painter, "arrow", spot, colours.accent)
        elif step.mark is not Mark.OPEN:
            drawn = look(step.mark)
            icons.paint(painter, drawn.icon, spot, colours.named(drawn.tone))
        ink = colours.selection_text if step.now else colours.text
        inside.setLeft(inside.left() + theme.px(_ICON))
        name = QRectF(inside)
        name.setWidth(theme.px(_NAME - _GAP))
        painting.fitted(painter, name, step.name, painting.Ink(theme.font(bold=True), ink, colours))
        what, aside = _shares(step, place.width())
        font = theme.font(Size.LABEL)
        quiet = ink if step.now else colours.text2
        end = QRectF(inside)
        end.setLeft(inside.right() - aside)
        painting.wrapped(
            painter, _centred(end, step.aside), step.aside, painting.Ink(font, quiet, colours)
        )
        inside.setLeft(inside.left() + theme.px(_NAME))
        inside.setWidth(what)
        painting.wrapped(
            painter,
            _centred(inside, step.what),
            step.what,
            painting.Ink(font, ink, colours),
        )


def _shares(step: StepLine, width: float) -> tuple[float, float]:
    """Return the widths of what is done and of the right end, in a row of a width."""
    room = width - 2 * theme.px(_SIDE) - theme.px(_ICON) - theme.px(_NAME)
    if not step.aside:
        return room, 0.0
    wanted = math.ceil(QFontMetricsF(theme.font(Size.LABEL)).horizontalAdvance(step.aside)) + 1
    aside = min(wanted, room * _ASIDE)
    return room - aside - theme.px(_GAP), aside


def _centred(place: QRectF, text: str) -> QRectF:
    """Return the part of a place that a text takes, in the middle of its height."""
    height = painting.text_height(text, theme.font(Size.LABEL), place.width())
    return QRectF(place.left(), place.center().y() - height / 2, place.width(), height)
