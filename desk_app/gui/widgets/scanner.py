# SPDX-License-Identifier: MIT
"""Hears a barcode scanner, which types faster than a hand, wherever no text is being typed."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desk_app.gui.overriding import override

GAP_MS = 40
"""Between two keys of a scanner; a hand takes longer."""

LEAST = 6
"""The shortest number that is read: R8-1 and what ends it is typed by hand."""

_BEGINS = frozenset("DMTSHRdmtshr")
_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Scanner(QObject):
    """Says `scanned` with what was typed in one burst that Enter ended.

    A burst begins with a letter, as every number and code on paper does. Its first character still
    goes where the keys are; the others do not, so that no digit of it is taken for a verdict.
    """

    scanned = Signal(str)

    def __init__(self, within: QWidget) -> None:
        super().__init__(within)
        self._within = within
        self._watched: QWidget | None = None
        self._burst = ""
        self._last = 0

    def follow(self, now: QObject | None) -> None:
        """Listen at the widget that has the keys now, unless text is typed there."""
        if self._watched is not None and shiboken6.isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = None
        if isinstance(now, QWidget) and self._within.isAncestorOf(now) and not _takes_text(now):
            self._watched = now
            now.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        fast = event.timestamp() - self._last <= GAP_MS
        self._last = event.timestamp()
        if event.key() in _ENDS:
            return self._end(fast=fast)
        return self._take(event.text(), fast=fast)

    def _take(self, text: str, *, fast: bool) -> bool:
        """Take a character of a burst; say whether it is to go nowhere else."""
        if not text:
            # Shift alone, which a scanner presses for a capital letter.
            return False
        goes_on = fast and bool(self._burst) and text.isascii() and text.isprintable()
        if goes_on:
            self._burst += text
        else:
            self._burst = text if text in _BEGINS else ""
        return goes_on

    def _end(self, *, fast: bool) -> bool:
        burst, self._burst = self._burst, ""
        if not fast or len(burst) < LEAST:
            return False
        self.scanned.emit(burst)
        return True


def _takes_text(widget: QWidget) -> bool:
    return widget.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
