# SPDX-License-Identifier: MIT
"""The one style sheet: fields, headers, notes, bars and the tones of labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desk_app.gui.tokens import Tokens

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
