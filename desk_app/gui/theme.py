# SPDX-License-Identifier: MIT
"""Colours, fonts and measures of the window, in light and dark, and how they reach Qt."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QGuiApplication, QPalette

from desk_app.gui.style_sheet import style_sheet
from desk_app.gui.tokens import DARK, LIGHT, Tokens

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

SMALLEST_WINDOW = (1280, 720)
"""Width and height in pixels at 100 %."""

TABBED_WINDOW = (960, 500)
"""As small as it may be where the screen has no more room: sides are tabs then."""

_FRAME = QMargins(8, 40, 8, 8)
"""What the frame of a window takes of the screen, at most, in Qt's pixels."""

_MIDDLE_GREY = 128
_BODY_POINTS = 10.0
_POINTS_DPI = 96.0
_GOTHIC = ("BIZ UDPGothic", "BIZ UDPゴシック")
_DIGITS = ("BIZ UDGothic", "BIZ UDゴシック")
_FALLBACKS = ("IPAexGothic", "IPAmjMincho")


class Mode(Enum):
    """Light or dark."""

    LIGHT = "light"
    DARK = "dark"


class Size(Enum):
    """Sizes of text in points at 100 %.

    Each is hashed as what it is: `Enum` hashes its name anew each time, and a font is asked for a
    thousand times for a page.
    """

    __hash__ = object.__hash__

    HINT = 9.0
    LABEL = 9.5
    BODY = 10.0
    SECTION = 11.0
    TITLE = 13.0
    SIGN_IN = 18.0


@dataclass(frozen=True, slots=True)
class Appearance:
    """What a clerk may choose about the look: mode, Japanese or English type, text size."""

    mode: Mode = Mode.LIGHT
    japanese: bool = True
    text_scale: float = 1.0


def system_mode() -> Mode:
    """Return what the system prefers; light where it says nothing."""
    dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return Mode.DARK if dark else Mode.LIGHT


def tokens(palette: QPalette) -> Tokens:
    """Return the colours that belong to a widget's palette."""
    dark = palette.color(QPalette.ColorRole.Window).lightness() < _MIDDLE_GREY
    return DARK if dark else LIGHT


@lru_cache(maxsize=1)
def scale() -> float:
    """Return how much larger than 100 % everything is: text size times display.

    Both are read when the application is dressed: everything on screen is of one scale.
    """
    screen = QGuiApplication.primaryScreen()
    return (
        QGuiApplication.font().pointSizeF()
        / _BODY_POINTS
        * (screen.logicalDotsPerInch() / _POINTS_DPI)
    )


def px(at_full: float) -> int:
    """Return a measure given in pixels at 100 % in pixels of this font and display."""
    return round(at_full * scale())


def zoom() -> float:
    """Return how much larger than usual a person sees everything: text size times display.

    On macOS every fine display counts its pixels twice: that is no zoom.
    """
    fine = 1.0 if sys.platform == "darwin" else QGuiApplication.primaryScreen().devicePixelRatio()
    return scale() * fine


def least_window() -> tuple[int, int]:
    """Return how small the window may be made, in pixels of this font and display.

    Where the screen is smaller than the smallest window with all its parts, it may fill the screen
    within its frame.
    """
    room = QGuiApplication.primaryScreen().availableSize().shrunkBy(_FRAME)
    sides = zip(SMALLEST_WINDOW, TABBED_WINDOW, (room.width(), room.height()), strict=True)
    width, height = (max(px(least), min(px(usual), there)) for usual, least, there in sides)
    return width, height


def has_room_for(growth: float) -> bool:
    """Say whether the window, its sides as tabs and grown so much, fits on the screen."""
    room = QGuiApplication.primaryScreen().availableSize()
    width, height = (px(side) * growth for side in TABBED_WINDOW)
    return width <= room.width() and height <= room.height()


def font(size: Size = Size.BODY, *, bold: bool = False, digits: bool = False) -> QFont:
    """Return the window's type in a size, for text or for columns of digits.

    Everything is drawn with the same few: who wants one a little different copies it first.
    """
    return _font((size, bold, digits))


@lru_cache(maxsize=64)
def _font(face: tuple[Size, bool, bool]) -> QFont:
    """Return a size's type: bold or not, with figures of one width or not."""
    size, bold, digits = face
    body = QGuiApplication.font()
    result = QFont(body)
    result.setPointSizeF(body.pointSizeF() * size.value / _BODY_POINTS)
    result.setBold(bold)
    if digits and body.families()[0] in _GOTHIC:
        result.setFamilies([*_DIGITS, *body.families()])
    return result


def apply(application: QApplication, appearance: Appearance) -> None:
    """Dress the whole application; may be called again at any time."""
    chosen = DARK if appearance.mode is Mode.DARK else LIGHT
    font_before = application.font()
    application.setFont(_body_font(appearance))
    scale.cache_clear()
    _font.cache_clear()
    application.setPalette(palette(chosen))
    sheet = style_sheet(chosen, scale(), appearance.text_scale)
    if (font_before, application.styleSheet()) != (application.font(), sheet):
        application.setStyleSheet(sheet)


def palette(colours: Tokens) -> QPalette:
    """Turn the colours into Qt's roles."""
    role = QPalette.ColorRole
    result = QPalette()
    for target, name in (
        (role.Window, colours.window),
        (role.Base, colours.base),
        (role.Button, colours.base),
        (role.AlternateBase, colours.alternate),
        (role.Mid, colours.line),
        (role.Dark, colours.strong_line),
        (role.Midlight, colours.line),
        (role.Light, colours.alternate),
        (role.Shadow, colours.strong_line),
        (role.WindowText, colours.text),
        (role.Text, colours.text),
        (role.ButtonText, colours.text),
        (role.BrightText, colours.on_accent),
        (role.PlaceholderText, colours.text3),
        (role.Accent, colours.accent),
        (role.Link, colours.accent),
        (role.LinkVisited, colours.accent),
        (role.Highlight, colours.selection),
        (role.HighlightedText, colours.selection_text),
        (role.ToolTipBase, colours.base),
        (role.ToolTipText, colours.text),
    ):
        result.setColor(target, QColor(name))
    for disabled in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, disabled, QColor(colours.text3))
    return result


def _body_font(appearance: Appearance) -> QFont:
    result = QFont()
    first = _GOTHIC if appearance.japanese else _system_families()
    result.setFamilies([*first, *_GOTHIC, *_FALLBACKS])
    result.setPointSizeF(_BODY_POINTS * appearance.text_scale)
    return result


def _system_families() -> tuple[str, ...]:
    """Return the families of the system's type; an alias such as "Sans Serif" as what it means."""
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    known = tuple(filter(QFontDatabase.hasFamily, system.families()))
    return known or (QFontInfo(system).family(),)
