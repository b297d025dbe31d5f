# SPDX-License-Identifier: MIT
"""How well what is painted stands out from its ground, measured where it is used.

The ink of each text and the line of each frame come from the painting, the ground from the picture
of the same page.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget

from desk_app.gui.kit.look import theme
from tests.gui.painted import Painting

TEXT, FRAME = 4.5, 3.0
_PLACES = (0.02, 0.12, 0.25, 0.37, 0.5, 0.63, 0.75, 0.88, 0.98)
_BEYOND = 2


@dataclass(frozen=True, slots=True)
class Pair:
    """Two colours that meet on a page, as #rrggbb, and how much contrast they need."""

    ink: str
    ground: str
    least: float

    @property
    def weak(self) -> bool:
        """Whether they do not stand out enough."""
        return contrast(self.ink, self.ground) < self.least


def pairs(page: QWidget, painting: Painting) -> dict[Pair, str]:
    """Return every pair of ink and ground that a page uses, each with an example.

    Dividing lines and the frames of cards say nothing, so theirs is the one line left out. A frame
    inside the line of the focus is seen by that line.
    """
    image = page.grab().toImage()
    colours = theme.tokens(page.palette())
    quiet, focus = QColor(colours.line), QColor(colours.accent).name()
    found: dict[Pair, str] = {}
    for run in painting.runs:
        seen = run.place.intersected(run.room)
        if run.text.strip() and seen.width() > 1 and seen.height() > 1:
            around = seen.adjusted(-1, -1, 1, 1)
            found.setdefault(Pair(run.ink.name(), _ground(image, around), TEXT), run.told)
    for stroke in painting.strokes:
        if stroke.line != quiet and stroke.filled:
            around = stroke.place.adjusted(-_BEYOND, -_BEYOND, _BEYOND, _BEYOND)
            pair = Pair(stroke.line.name(), _ground(image, around), FRAME)
            if pair.ground != focus:
                found.setdefault(pair, f"frame {stroke.place.toRect().getRect()}")
    return found


def weak(page: QWidget, painting: Painting) -> list[str]:
    """Return the texts and frames of a page that do not stand out enough."""
    return [
        f"{pair.ink} on {pair.ground} {contrast(pair.ink, pair.ground):.2f}: {example}"
        for pair, example in pairs(page, painting).items()
        if pair.weak
    ]


def contrast(ink: str, ground: str) -> float:
    """Return the contrast of two colours as WCAG counts it, from 1 to 21."""
    lighter, darker = sorted((_luminance(ink), _luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _ground(image: QImage, place: QRectF) -> str:
    """Return the colour that most of the edge of a place has; underlines keep to the lower one."""
    seen = Counter(_colour(image, spot) for spot in _edge(place))
    return seen.most_common(1)[0][0]


def _colour(image: QImage, spot: QPointF) -> str:
    point = (spot * image.devicePixelRatio()).toPoint()
    across = min(max(point.x(), 0), image.width() - 1)
    return image.pixelColor(across, min(max(point.y(), 0), image.height() - 1)).name()


def _edge(place: QRectF) -> Iterator[QPointF]:
    for share in _PLACES:
        across = place.left() + share * (place.width() - 1)
        down = place.top() + share * (place.height() - 1)
        yield QPointF(across, place.top())
        yield from (QPointF(place.left(), down), QPointF(place.right() - 1, down))


def _luminance(colour: str) -> float:
    mixed = QColor(colour)
    shares = ((mixed.redF(), 0.2126), (mixed.greenF(), 0.7152), (mixed.blueF(), 0.0722))
    return sum(share * _linear(part) for part, share in shares)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else math.pow((part + 0.055) / 1.055, 2.4)
