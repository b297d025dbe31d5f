# SPDX-License-Identifier: MIT
"""Parts laid one under the other, or side by side: what stands there reads as it is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from desk_app.gui.kit.look import theme

if TYPE_CHECKING:
    Edge = float | tuple[float, float, float, float]

B = TypeVar("B", bound=QBoxLayout)
W = TypeVar("W", bound=QObject)


class Space(float):
    """So much room between two parts, in pixels at 100 %."""


class Stretch(int):
    """Room that grows, by its share of what is left."""


STRETCH = Stretch(1)
Part = QWidget | QLayout | Space | Stretch | tuple[QWidget | QLayout, int]
"""What is laid out; beside a widget or a layout its share of the room that is left."""


def in_column(
    parent: QWidget | None, *parts: Part, gap: float | None = None, edge: Edge | None = None
) -> QVBoxLayout:
    """Lay parts one under the other in a widget, or in what is put into one later.

    ``gap`` between them and ``edge`` around them (one for all sides, or left, top, right, bottom)
    are pixels at 100 %; what is not said is the style's.
    """
    return _laid(QVBoxLayout(parent) if parent else QVBoxLayout(), parts, gap, edge)


def in_row(
    parent: QWidget | None, *parts: Part, gap: float | None = None, edge: Edge | None = None
) -> QHBoxLayout:
    """Lay parts side by side, as `in_column` lays them one under the other."""
    return _laid(QHBoxLayout(parent) if parent else QHBoxLayout(), parts, gap, edge)


def _laid(box: B, parts: tuple[Part, ...], gap: float | None, edge: Edge | None) -> B:
    if edge is not None:
        sides = edge if isinstance(edge, tuple) else (edge, edge, edge, edge)
        box.setContentsMargins(*(theme.px(side) for side in sides))
    if gap is not None:
        box.setSpacing(theme.px(gap))
    lay_into(box, *parts)
    return box


def lay_into(box: QBoxLayout, *parts: Part) -> None:
    """Lay more parts behind those that are there."""
    for part in parts:
        _add(box, part)


def _add(box: QBoxLayout, part: Part) -> None:
    if isinstance(part, Space):
        box.addSpacing(theme.px(part))
    elif isinstance(part, Stretch):
        box.addStretch(part)
    else:
        widget, share = part if isinstance(part, tuple) else (part, 0)
        if isinstance(widget, QWidget):
            box.addWidget(widget, share)
        else:
            box.addLayout(widget, share)


def bar(*parts: Part, line: str = "bottom", ground: str = "base", gap: float = 10) -> QWidget:
    """Return a line over or under a list: what stands in it, side by side."""
    made = QWidget()
    dress(made, ground=ground, line=line)
    made.setMinimumHeight(theme.px(48))
    in_row(made, *parts, gap=gap, edge=(16, 0, 16, 0))
    return made


def acts(*buttons: QWidget) -> QWidget:
    """Return what can be done with a part of a page: it stands at the right end of the title."""
    made = QWidget()
    in_row(made, *buttons, gap=8, edge=0)
    return made


def padded(part: QWidget, edge: Edge) -> QWidget:
    """Return a widget with room around it, in pixels at 100 % as `in_column` takes them."""
    made = QWidget()
    in_column(made, part, edge=edge)
    return made


def dress(widget: QWidget, ground: str = "", line: str = "") -> None:
    """Paint a widget's own ground, and a line at one side of it, as the style sheet names them."""
    for name, value in (("ground", ground), ("line", line)):
        if value:
            widget.setProperty(name, value)
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)


def named(name: str, thing: W) -> W:
    """Return a widget or an action under a name by which it is found again."""
    thing.setObjectName(name)
    return thing
