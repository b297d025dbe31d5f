# SPDX-License-Identifier: MIT
"""What a page really paints: each run of text with its rectangle, its room and its colour.

The page is rendered on a device that keeps no pixels: it is told what labels, fields, delegates
and painted widgets draw, where it stands and how it is clipped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QPaintDevice,
    QPaintEngine,
    QPaintEngineState,
    QPainterPath,
    QRegion,
    QTextItem,
)
from PySide6.QtWidgets import QAbstractScrollArea, QHeaderView, QScrollBar, QWidget
from typing_extensions import override

_DPI = 96
_WHOLE = 65536
_SLACK = 1.5
_TOUCH = 2.5
_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one type on one line: its place on the page, the room it is seen in, its colour."""

    text: str
    place: QRectF
    room: QRectF
    ink: QColor

    @property
    def told(self) -> str:
        """Name the run for a report."""
        return f"{self.text!r} {self.place.toRect().getRect()}"


@dataclass(frozen=True, slots=True)
class Stroke:
    """A frame drawn on the page: its outline, the colour of its line."""

    place: QRectF
    line: QColor
    filled: bool


@dataclass(frozen=True, slots=True)
class Painting:
    """All that a page painted, in the order of painting."""

    runs: Sequence[Run]
    strokes: Sequence[Stroke]


def painted(page: QWidget) -> Painting:
    """Render a page and return what it painted."""
    device = _Device(page)
    page.render(device, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
    return Painting(device.engine.runs, device.engine.strokes)


def cut_runs(page: QWidget, runs: Sequence[Run]) -> list[str]:
    """Return the texts that reach out of the room they are seen in, and those cut short by dots.

    What is out of sight in something that scrolls that way is not cut.
    """
    scrolled = [area for area in page.findChildren(QAbstractScrollArea) if area.isVisible()]
    ways = [_Way.of(area, page) for area in scrolled]
    found = [f"cut: {run.told}" for run in runs if _cut(run, ways)]
    return found + [f"elided: {run.told}" for run in runs if run.text.strip().endswith(_ELLIPSIS)]


def runs_over_runs(runs: Sequence[Run]) -> list[str]:
    """Return the pairs of texts painted over one another."""
    found = []
    seen = sorted(
        ((run.place.intersected(run.room), run) for run in runs if run.text.strip()),
        key=lambda each: each[0].top(),
    )
    for number, (here, run) in enumerate(seen):
        for there, other in seen[number + 1 :]:
            if there.top() > here.bottom() - _TOUCH:
                break
            if (run.text, run.place) == (other.text, other.place):
                # What is selected in a field is painted once more in the selection's colour.
                continue
            both = here.intersected(there)
            if both.width() > _TOUCH and both.height() > _TOUCH:
                found.append(f"{run.told} over {other.told}")
    return found


@dataclass(frozen=True, slots=True)
class _Way:
    """Where something scrolls on a page, and in which directions there is more of it."""

    port: QRectF
    across: bool
    down: bool

    @classmethod
    def of(cls, area: QAbstractScrollArea, page: QWidget) -> _Way:
        port = area.viewport()
        above = area.parentWidget()
        if isinstance(area, QHeaderView) and isinstance(above, QAbstractScrollArea):
            # A head has no bar of its own: it goes sideways with its table.
            area = above
        place = QRect(port.mapTo(page, QPoint()), port.size())
        return cls(
            QRectF(place),
            _leads(area.horizontalScrollBar(), area.horizontalScrollBarPolicy()),
            _leads(area.verticalScrollBar(), area.verticalScrollBarPolicy()),
        )

    def excuses(self, run: Run) -> bool:
        """Say whether the text is only scrolled out of sight here."""
        if not self.port.adjusted(-1, -1, 1, 1).contains(run.room.center()):
            return False
        out = run.place
        inside = QRectF(self.port)
        if self.across:
            inside.setLeft(min(inside.left(), out.left()))
            inside.setRight(max(inside.right(), out.right()))
        if self.down:
            inside.setTop(min(inside.top(), out.top()))
            inside.setBottom(max(inside.bottom(), out.bottom()))
        beyond = not self.port.contains(out)
        return beyond and inside.adjusted(-_SLACK, -_SLACK, _SLACK, _SLACK).contains(out)


def _leads(bar: QScrollBar, policy: Qt.ScrollBarPolicy) -> bool:
    """Say whether a person can go on to what is out of sight: not where no bar is ever shown."""
    return bar.maximum() > 0 and policy is not Qt.ScrollBarPolicy.ScrollBarAlwaysOff


def _cut(run: Run, ways: Sequence[_Way]) -> bool:
    if not run.text.strip():
        return False
    room = run.room.adjusted(-_SLACK, -_SLACK, _SLACK, _SLACK)
    return not room.contains(run.place) and not any(way.excuses(run) for way in ways)


class _Engine(QPaintEngine):
    """Is told what is drawn, and draws nothing."""

    def __init__(self) -> None:
        super().__init__(QPaintEngine.PaintEngineFeature.AllFeatures)
        self.runs: list[Run] = []
        self.strokes: list[Stroke] = []

    @override
    def begin(self, pdev: QPaintDevice) -> bool:
        return True

    @override
    def end(self) -> bool:
        return True

    @override
    def type(self) -> QPaintEngine.Type:
        return QPaintEngine.Type.User

    @override
    def updateState(self, state: QPaintEngineState) -> None:
        """Nothing is kept: the painter is asked when something is drawn."""

    @override
    def drawPixmap(self, *_: object) -> None:
        """Pictures have no words."""

    @override
    def drawTiledPixmap(self, *_: object) -> None:
        """Pictures have no words."""

    @override
    def drawImage(self, *_: object) -> None:
        """Pictures have no words."""

    @override
    def drawPolygon(self, *_: object) -> None:
        """Corners have no words; Qt's own would call itself without end."""

    @override
    def drawLines(self, *_: object) -> None:
        """Lines have no words."""

    @override
    def drawPoints(self, *_: object) -> None:
        """Points have no words."""

    @override
    def drawPath(self, path: QPainterPath) -> None:
        painter = self.painter()
        if painter.pen().style() is Qt.PenStyle.NoPen:
            return
        place = painter.deviceTransform().mapRect(path.boundingRect())
        filled = painter.brush().style() is not Qt.BrushStyle.NoBrush
        if place.width() > 1 and place.height() > 1 and self._room().contains(place):
            self.strokes.append(Stroke(place, painter.pen().color(), filled))

    @override
    def drawTextItem(self, p: QPointF | QPoint | QPainterPath.Element, textItem: QTextItem) -> None:
        assert isinstance(p, QPointF)
        high = textItem.ascent() + textItem.descent()
        place = QRectF(p.x(), p.y() - textItem.ascent(), textItem.width(), high)
        painter = self.painter()
        place = painter.deviceTransform().mapRect(place)
        self.runs.append(Run(textItem.text(), place, self._room(), painter.pen().color()))

    def _room(self) -> QRectF:
        """Return where anything is seen now: the widget in sight, and the painter's own limit."""
        painter = self.painter()
        room = QRectF(self.systemClip().boundingRect())
        if painter.hasClipping():
            clip = painter.deviceTransform().mapRect(painter.clipBoundingRect())
            room = room.intersected(clip)
        return room


class _Device(QPaintDevice):
    """As large as the page, of no display scaling."""

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self._page = page
        self.engine = _Engine()

    @override
    def paintEngine(self) -> QPaintEngine:
        return self.engine

    @override
    def metric(self, metric: QPaintDevice.PaintDeviceMetric) -> int:
        kinds = QPaintDevice.PaintDeviceMetric
        sizes = {
            kinds.PdmWidth: self._page.width(),
            kinds.PdmHeight: self._page.height(),
            kinds.PdmDepth: 32,
            kinds.PdmNumColors: 2**24,
            kinds.PdmDevicePixelRatio: 1,
            kinds.PdmDevicePixelRatioScaled: _WHOLE,
        }
        return sizes.get(metric, _DPI)
