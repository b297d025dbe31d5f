# SPDX-License-Identifier: MIT
"""Line icons, read from SVG files and tinted with a colour of the window."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QDir, QFile, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

if TYPE_CHECKING:
    from pathlib import Path


_PREFIX = "icons"


def install(folder: Path) -> None:
    """Tell Qt where the icon files lie; what was drawn of another folder's is forgotten."""
    if QDir.searchPaths(_PREFIX) == [str(folder)]:
        return
    QDir.setSearchPaths(_PREFIX, [str(folder)])
    _source.cache_clear()
    QPixmapCache.clear()


def pixmap(name: str, colour: QColor | str, size: int, ratio: float = 1.0) -> QPixmap:
    """Return an icon of one colour, `size` logical pixels wide; empty for an unknown name."""
    colour_name = QColor(colour).name()
    key = f"{_PREFIX}:{name}:{colour_name}:{size}:{ratio}"
    result = QPixmap()
    if QPixmapCache.find(key, result):
        return result
    result = _drawn(name, colour_name, size, ratio)
    QPixmapCache.insert(key, result)
    return result


def icon(name: str, palette: QPalette) -> QIcon:
    """Return an icon in the text colours of a palette; make it again when the palette changes."""
    result = QIcon()
    for mode, group in (
        (QIcon.Mode.Normal, QPalette.ColorGroup.Active),
        (QIcon.Mode.Disabled, QPalette.ColorGroup.Disabled),
    ):
        colour = palette.color(group, QPalette.ColorRole.ButtonText)
        for ratio in (1.0, 2.0):
            result.addPixmap(pixmap(name, colour, 16, ratio), mode)
    return result


_PROGRAM_SIZES = (16, 24, 32, 48, 64, 128, 256)


def of_program(ground: QColor | str, ink: QColor | str) -> QIcon:
    """Return the program's own icon: a letter on a rounded square, for taskbars and docks."""
    result = QIcon()
    for size in _PROGRAM_SIZES:
        result.addPixmap(program_pixmap(size, ground, ink))
    return result


def program_pixmap(size: int, ground: QColor | str, ink: QColor | str) -> QPixmap:
    """Return the program's own icon in one size, in pixels."""
    drawn = QPixmap(size, size)
    drawn.fill(Qt.GlobalColor.transparent)
    with QPainter(drawn) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(drawn.rect(), size * 0.2, size * 0.2)
        edge = round(size * 0.15)
        painter.drawPixmap(edge, edge, pixmap("mail", ink, size - 2 * edge))
    return drawn


def paint(painter: QPainter, name: str, place: QRectF, colour: QColor | str) -> None:
    """Draw an icon into a square place."""
    ratio = painter.device().devicePixelRatioF()
    drawn = pixmap(name, colour, round(place.width()), ratio)
    painter.drawPixmap(place, drawn, QRectF(drawn.rect()))


def _drawn(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    result = QPixmap(QSize(size, size) * ratio)
    result.setDevicePixelRatio(ratio)
    result.fill(Qt.GlobalColor.transparent)
    source = _source(name).replace(b"currentColor", colour.encode())
    renderer = QSvgRenderer(QByteArray(source))
    if renderer.isValid():
        painter = QPainter(result)
        renderer.render(painter, QRectF(0, 0, size, size))
        painter.end()
    return result


@lru_cache(maxsize=128)
def _source(name: str) -> bytes:
    file = QFile(f"{_PREFIX}:{name}.svg")
    if not file.open(QIODevice.OpenModeFlag.ReadOnly):
        return b"<svg xmlns='http://www.w3.org/2000/svg'/>"
    return bytes(file.readAll().data())
