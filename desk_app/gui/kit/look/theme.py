# SPDX-License-Identifier: MIT
"""Colours, fonts and measures of the window, in light and dark, and how they reach Qt."""

from __future__ import annotations

from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QMargins, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QGuiApplication, QPalette

from desk_app.system.chosen import here

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication


class Tokens(NamedTuple):
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
_NOTES = {"info": "accent", "ask": "ask", "bad": "bad", "ok": "ok"}
_GROUNDS = ("window", "base", "alternate", "side")


def style_sheet(colours: Tokens, scale: float, text_scale: float) -> str:
    """Write the sheet for one set of colours, one display scale and one text size."""
    c, small, link = colours, 9 * text_scale, 9.5 * text_scale

    def px(full: float) -> int:
        return round(full * scale)

    # Left to itself Qt writes a placeholder in the text's colour at half strength: too faint.
    fields = f"""
QLineEdit, QComboBox, QPlainTextEdit {{ background: {c.base}; color: {c.text};
    border: 1px solid {c.strong_line}; border-radius: {px(4)}px; padding: 0 {px(8)}px;
    selection-background-color: {c.selection}; selection-color: {c.selection_text}; }}
QLineEdit, QComboBox {{ min-height: {px(28) - 2}px; max-height: {px(28) - 2}px; }}
QLineEdit, QPlainTextEdit {{ placeholder-text-color: {c.text3}; }}
QLineEdit {{ lineedit-password-character: 8226; }}
QPlainTextEdit {{ padding: {px(4)}px {px(6)}px; }}
QLineEdit[wrong="true"], QComboBox[wrong="true"] {{ border-color: {c.bad}; }}
QLineEdit:focus, QComboBox:focus, QPlainTextEdit:focus {{ border: 2px solid {c.accent};
    padding: 0 {px(8) - 1}px; }}
QLineEdit:focus, QComboBox:focus {{ min-height: {px(28) - 4}px; max-height: {px(28) - 4}px; }}
QLineEdit[tall="true"] {{ min-height: {px(40) - 2}px; max-height: {px(40) - 2}px; }}
QLineEdit[tall="true"]:focus {{ min-height: {px(40) - 4}px; max-height: {px(40) - 4}px; }}
QPlainTextEdit:focus {{ padding: {px(4) - 1}px {px(6) - 1}px; }}
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled {{ background: {c.window};
    color: {c.text3}; border-color: {c.line}; }}
QLineEdit[readOnly="true"], QPlainTextEdit[readOnly="true"] {{ background: {c.window};
    color: {c.text2}; }}
QLineEdit[readOnly="true"]:!focus, QPlainTextEdit[readOnly="true"]:!focus {{
    border-color: {c.line}; }}
QComboBox::drop-down {{ border: 0; width: {px(24)}px; }}
QComboBox::down-arrow {{ image: none; }}
QComboBox QAbstractItemView {{ background: {c.base}; border: 1px solid {c.strong_line};
    outline: 0; padding: {px(2)}px; }}"""
    tables = f"""
QHeaderView {{ background: {c.alternate}; border: 0; }}
QHeaderView::section {{ background: {c.alternate}; color: {c.text2}; border: 0;
    border-bottom: 1px solid {c.line}; padding: 0 {px(8)}px; font-size: {small:g}pt;
    font-weight: normal; }}
QTableView, QListView {{ border: 0; outline: 0; }}
QListView#offers {{ background: {c.base}; border: 1px solid {c.strong_line}; }}
QListView#offers::item {{ padding: {px(4)}px {px(8)}px; }}
QScrollBar:vertical {{ background: transparent; width: {px(12)}px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {px(12)}px; margin: 0; }}
QScrollBar::handle {{ background: {c.strong_line}; border-radius: {px(3)}px;
    min-height: {px(28)}px; min-width: {px(28)}px; }}
QScrollBar::handle:vertical {{ margin: {px(2)}px {px(3)}px; }}
QScrollBar::handle:horizontal {{ margin: {px(3)}px {px(2)}px; }}
QScrollBar::handle:disabled {{ background: transparent; }}
QAbstractScrollArea::corner {{ background: transparent; border: 0; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}"""
    bars = f"""
QMenuBar {{ background: {c.side}; border: 0; border-bottom: 1px solid {c.line};
    padding: 0 {px(8)}px; }}
QMenuBar::item {{ background: transparent; padding: {px(8)}px {px(8)}px; }}
QMenuBar::item:selected {{ background: {c.selection}; color: {c.selection_text}; }}
QSplitter::handle {{ background: {c.line}; }}
QProgressBar {{ background: {c.neutral}; border: 1px solid {c.strong_line};
    border-radius: {px(4)}px; }}
QProgressBar::chunk {{ background: {c.accent}; border-radius: {px(3)}px; }}"""
    labels = f"""
QPushButton[link="true"] {{ border: 0; background: transparent; padding: 0; color: {c.accent};
    text-decoration: underline; font-size: {link:g}pt; }}"""
    frames = f"""
QFrame#nextStep {{ background: {c.info_tint}; border: 0;
    border-left: {px(3)}px solid {c.accent}; border-bottom: 1px solid {c.line}; }}
QFrame#nextStep[tone="bad"] {{ background: {c.bad_tint}; border-left-color: {c.bad}; }}
QFrame#nextStep[tone="ask"] {{ background: {c.ask_tint}; border-left-color: {c.ask}; }}
QWidget[band="ask"] {{ background: {c.ask_tint}; border-bottom: 1px solid {c.line}; }}
QFrame[note="quiet"] {{ background: {c.window}; border: 1px solid {c.line};
    border-radius: {px(4)}px; }}
QFrame[card="true"] {{ background: {c.base}; border: 1px solid {c.line};
    border-radius: {px(4)}px; }}
QScrollArea[read="true"] {{ border: 2px solid transparent; }}
QScrollArea[read="true"]:focus {{ border-color: {c.accent}; }}
QFrame#errorBar {{ background: {c.bad_tint}; border: 0; border-bottom: 1px solid {c.bad}; }}
QFrame#errorBar[calm="true"] {{ background: {c.info_tint};
    border-bottom: 1px solid {c.accent}; }}"""
    tones = (f'QLabel[tone="{tone}"] {{ color: {c.named(tone)}; }}' for tone in _TONES)
    notes = (
        f'QFrame[note="{kind}"] {{ background: {c.named(f"{kind}_tint")}; border: 0;'
        f" border-left: {px(3)}px solid {c.named(tone)}; }}"
        for kind, tone in _NOTES.items()
    )
    grounds = (f'QWidget[ground="{name}"] {{ background: {c.named(name)}; }}' for name in _GROUNDS)
    sides = (
        f'QWidget[line="{side}"] {{ border: 0; border-{side}: 1px solid {c.line}; }}'
        for side in ("top", "right", "bottom", "left")
    )
    parts = (fields, tables, bars, *tones, labels, *notes, *grounds, *sides, frames)
    return "\n".join(parts)


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
_PLAIN_LATIN = ("Noto Sans", "DejaVu Sans", "Liberation Sans", "Cantarell", "Ubuntu")
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


class Appearance(NamedTuple):
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
    if here().screen.counts_fine_pixels:
        return scale()
    return scale() * QGuiApplication.primaryScreen().devicePixelRatio()


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


def font(size: Size = Size.BODY, *, bold: bool = False) -> QFont:
    """Return the window's type in a size: one face for words and for figures, wherever they stand.

    Everything is drawn with the same few: who wants one a little different copies it first.
    """
    return _font((size, bold))


@lru_cache(maxsize=64)
def _font(face: tuple[Size, bool]) -> QFont:
    """Return a size's type: bold or not."""
    size, bold = face
    body = QGuiApplication.font()
    result = QFont(body)
    result.setPointSizeF(body.pointSizeF() * size.value / _BODY_POINTS)
    result.setBold(bold)
    return result


def apply(application: QApplication, appearance: Appearance) -> None:
    """Dress the whole application; may be called again at any time."""
    font_before, sheet_before = application.font(), application.styleSheet()
    measure(application, appearance)
    if (font_before, sheet_before) != (application.font(), _sheet(appearance)):
        dress(application, appearance)


def measure(application: QApplication, appearance: Appearance) -> None:
    """Give the application type and colours, by which all that is made is measured.

    What is there already is not dressed in them before `dress`.
    """
    application.setFont(body_font(appearance))
    scale.cache_clear()
    _font.cache_clear()
    application.setPalette(palette(_tokens(appearance)))


def dress(application: QApplication, appearance: Appearance) -> None:
    """Dress all that is there in the type and the colours of the application.

    Each part of every screen is gone through: those that are about to go had better be gone.
    """
    application.setStyleSheet(_sheet(appearance))


def _sheet(appearance: Appearance) -> str:
    return style_sheet(_tokens(appearance), scale(), appearance.text_scale)


def _tokens(appearance: Appearance) -> Tokens:
    return DARK if appearance.mode is Mode.DARK else LIGHT


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


def bring_fonts(folder: Path) -> tuple[str, ...]:
    """Let the window use the fonts that the program brings along; their families, none without.

    A system that has them anyway draws them all the same.
    """
    files = sorted(each for each in folder.glob("*.tt[cf]") if each.is_file())
    numbers = map(QFontDatabase.addApplicationFont, map(str, files))
    return tuple(
        name for number in numbers for name in QFontDatabase.applicationFontFamilies(number)
    )


def body_font(appearance: Appearance) -> QFont:
    """Return the window's type: Gothic first in Japanese, the system's own in English."""
    result = QFont()
    first = _GOTHIC if appearance.japanese else _system_families()
    result.setFamilies([*first, *_GOTHIC, *_FALLBACKS])
    result.setPointSizeF(_BODY_POINTS * appearance.text_scale)
    return result


def _system_families() -> tuple[str, ...]:
    """Return the families of the system's type for Latin text.

    An alias such as "Sans Serif" means a face of Japanese type under a Japanese system, even one
    with serifs: there a plain face that is installed stands for it, else what it means.
    """
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    known = tuple(filter(QFontDatabase.hasFamily, system.families()))
    plain = next(filter(QFontDatabase.hasFamily, _PLAIN_LATIN), QFontInfo(system).family())
    return known or (plain,)
