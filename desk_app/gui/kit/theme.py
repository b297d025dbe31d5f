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

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


@dataclass(frozen=True, slots=True)
class Tokens:
    """One set of colours; text has at least 4.5:1, borders and focus at least 3:1."""

    window: str
    base: str
    alternate: str
    side: str
    line: str
    strong_line: str
    text: str
    text2: str
    text3: str
    accent: str
    on_accent: str
    selection: str
    selection_text: str
    ok: str
    ok_tint: str
    bad: str
    bad_tint: str
    ask: str
    ask_tint: str
    info_tint: str
    neutral: str

    def named(self, name: str) -> str:
        """Return the colour of a name; an unknown name is our own mistake."""
        colour: str = getattr(self, name)
        return colour


LIGHT = Tokens(
    window="#F2F4F6",
    base="#FFFFFF",
    alternate="#F8F9FB",
    side="#E8ECF0",
    line="#D3D9DF",
    strong_line="#7C8894",
    text="#1B2127",
    text2="#4B5661",
    text3="#5F6A75",
    accent="#1F5B96",
    on_accent="#FFFFFF",
    selection="#D9E7F5",
    selection_text="#10243A",
    ok="#1D6A3B",
    ok_tint="#E7F3EB",
    bad="#A5281D",
    bad_tint="#FBEBE9",
    ask="#7A4D00",
    ask_tint="#FFF3D9",
    info_tint="#E8F0F8",
    neutral="#E9EDF1",
)

DARK = Tokens(
    window="#1F2428",
    base="#16191C",
    alternate="#1B1F23",
    side="#191D20",
    line="#383F46",
    strong_line="#7A8590",
    text="#E7EAED",
    text2="#B3BCC5",
    text3="#96A0AA",
    accent="#82B7EA",
    on_accent="#0E1F30",
    selection="#24435F",
    selection_text="#F1F7FD",
    ok="#80CE98",
    ok_tint="#1B3224",
    bad="#F5A197",
    bad_tint="#41221F",
    ask="#EBC066",
    ask_tint="#392E13",
    info_tint="#1C3145",
    neutral="#2B3137",
)

PAPER_GROUND = "#8A939C"


# The one style sheet: fields, headers, notes, bars and the tones of labels.


_TONES = ("text2", "text3", "accent", "on_accent", "ok", "bad", "ask")
_POINTS = (9.0, 9.5, 10.0, 11.0, 13.0, 15.0, 18.0)
_NOTES = {"info": "accent", "ask": "ask", "bad": "bad", "ok": "ok"}
_GROUNDS = ("window", "base", "alternate", "side")


def style_sheet(colours: Tokens, scale: float, text_scale: float) -> str:
    """Write the sheet for one set of colours, one display scale and one text size."""
    return "\n".join(
        [
            *_fields(colours, scale),
            *_tables(colours, scale, text_scale),
            *_bars(colours, scale),
            *_labels(colours, text_scale),
            *_frames(colours, scale),
        ]
    )


def _fields(colours: Tokens, scale: float) -> list[str]:
    def px(full: float) -> int:
        return round(full * scale)

    kinds = "QLineEdit, QComboBox, QPlainTextEdit"
    focus = ", ".join(f"{kind}:focus" for kind in kinds.split(", "))
    quiet = ", ".join(f"{kind}:disabled" for kind in kinds.split(", "))
    read_only = 'QLineEdit[readOnly="true"], QPlainTextEdit[readOnly="true"]'
    unwritten = ", ".join(f"{kind}:!focus" for kind in read_only.split(", "))
    return [
        (
            f"{kinds} {{ background: {colours.base}; color: {colours.text};"
            f" border: 1px solid {colours.strong_line}; border-radius: {px(4)}px;"
            f" padding: 0 {px(8)}px; selection-background-color: {colours.selection};"
            f" selection-color: {colours.selection_text}; }}"
        ),
        f"QLineEdit, QComboBox {{ min-height: {px(28) - 2}px; max-height: {px(28) - 2}px; }}",
        # Left to itself Qt writes it in the text's colour at half strength: too faint to read.
        f"QLineEdit, QPlainTextEdit {{ placeholder-text-color: {colours.text3}; }}",
        f"QPlainTextEdit {{ padding: {px(4)}px {px(6)}px; }}",
        f'QLineEdit[wrong="true"], QComboBox[wrong="true"] {{ border-color: {colours.bad}; }}',
        f"{focus} {{ border: 2px solid {colours.accent}; padding: 0 {px(8) - 1}px; }}",
        (
            f"QLineEdit:focus, QComboBox:focus"
            f" {{ min-height: {px(28) - 4}px; max-height: {px(28) - 4}px; }}"
        ),
        f"QPlainTextEdit:focus {{ padding: {px(4) - 1}px {px(6) - 1}px; }}",
        (
            f"{quiet} {{ background: {colours.window};"
            f" color: {colours.text3}; border-color: {colours.line}; }}"
        ),
        (f"{read_only} {{ background: {colours.window}; color: {colours.text2}; }}"),
        f"{unwritten} {{ border-color: {colours.line}; }}",
        f"QComboBox::drop-down {{ border: 0; width: {px(24)}px; }}",
        "QComboBox::down-arrow { image: none; }",
        (
            f"QComboBox QAbstractItemView {{ background: {colours.base};"
            f" border: 1px solid {colours.strong_line}; outline: 0; padding: {px(2)}px; }}"
        ),
    ]


def _tables(colours: Tokens, scale: float, text_scale: float) -> list[str]:
    def px(full: float) -> int:
        return round(full * scale)

    return [
        f"QHeaderView {{ background: {colours.alternate}; border: 0; }}",
        (
            f"QHeaderView::section {{ background: {colours.alternate}; color: {colours.text2};"
            f" border: 0; border-bottom: 1px solid {colours.line}; padding: 0 {px(8)}px;"
            f" font-size: {9 * text_scale:g}pt; font-weight: normal; }}"
        ),
        "QTableView, QListView { border: 0; outline: 0; }",
        (
            f"QListView#offers {{ background: {colours.base}; border: 1px solid"
            f" {colours.strong_line}; }}"
        ),
        f"QListView#offers::item {{ padding: {px(4)}px {px(8)}px; }}",
        f"QScrollBar:vertical {{ background: transparent; width: {px(12)}px; margin: 0; }}",
        f"QScrollBar:horizontal {{ background: transparent; height: {px(12)}px; margin: 0; }}",
        (
            f"QScrollBar::handle {{ background: {colours.strong_line}; border-radius: {px(4)}px;"
            f" margin: {px(2)}px; min-height: {px(28)}px; min-width: {px(28)}px; }}"
        ),
        "QScrollBar::handle:disabled { background: transparent; }",
        "QAbstractScrollArea::corner { background: transparent; border: 0; }",
        "QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }",
        "QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }",
    ]


def _bars(colours: Tokens, scale: float) -> list[str]:
    def px(full: float) -> int:
        return round(full * scale)

    return [
        (
            f"QMenuBar {{ background: {colours.side}; border: 0;"
            f" border-bottom: 1px solid {colours.line}; padding: 0 {px(8)}px; }}"
        ),
        f"QMenuBar::item {{ background: transparent; padding: {px(8)}px {px(8)}px; }}",
        (
            f"QMenuBar::item:selected {{ background: {colours.selection};"
            f" color: {colours.selection_text}; }}"
        ),
        f"QSplitter::handle {{ background: {colours.line}; }}",
        (
            f"QProgressBar {{ background: {colours.neutral}; border: 1px solid"
            f" {colours.strong_line}; border-radius: {px(4)}px; }}"
        ),
        f"QProgressBar::chunk {{ background: {colours.accent}; border-radius: {px(3)}px; }}",
    ]


def _labels(colours: Tokens, text_scale: float) -> list[str]:
    tones = [f'QLabel[tone="{tone}"] {{ color: {colours.named(tone)}; }}' for tone in _TONES]
    sizes = [
        f'QLabel[points="{points:g}"] {{ font-size: {points * text_scale:g}pt; }}'
        for points in _POINTS
    ]
    link = (
        f'QPushButton[link="true"] {{ border: 0; background: transparent; padding: 0;'
        f" color: {colours.accent}; text-decoration: underline;"
        f" font-size: {9.5 * text_scale:g}pt; }}"
    )
    return [*tones, *sizes, link, 'QLabel[bold="true"] { font-weight: bold; }']


def _frames(colours: Tokens, scale: float) -> list[str]:
    edge, radius = round(3 * scale), round(4 * scale)
    notes = [
        f'QFrame[note="{kind}"] {{ background: {colours.named(f"{kind}_tint")}; border: 0;'
        f" border-left: {edge}px solid {colours.named(tone)}; }}"
        for kind, tone in _NOTES.items()
    ]
    grounds = [
        f'QWidget[ground="{name}"] {{ background: {colours.named(name)}; }}' for name in _GROUNDS
    ]
    sides = [
        f'QWidget[line="{side}"] {{ border: 0; border-{side}: 1px solid {colours.line}; }}'
        for side in ("top", "right", "bottom", "left")
    ]
    return [
        *notes,
        *grounds,
        *sides,
        (
            f'QWidget[band="ask"] {{ background: {colours.ask_tint};'
            f" border-bottom: 1px solid {colours.line}; }}"
        ),
        (
            f'QFrame[card="true"] {{ background: {colours.base}; border: 1px solid {colours.line};'
            f" border-radius: {radius}px; }}"
        ),
        'QScrollArea[read="true"] { border: 2px solid transparent; }',
        f'QScrollArea[read="true"]:focus {{ border-color: {colours.accent}; }}',
        (
            f"QFrame#errorBar {{ background: {colours.bad_tint};"
            f" border: 0; border-bottom: 1px solid {colours.bad}; }}"
        ),
        (
            f'QFrame#errorBar[calm="true"] {{ background: {colours.info_tint};'
            f" border-bottom: 1px solid {colours.accent}; }}"
        ),
    ]


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
