# SPDX-License-Identifier: MIT
"""The status bar: keys of the focused part at the left, saved state or progress at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QStatusBar, QWidget

from desk_app.gui import painting, shortcuts, theme
from desk_app.gui.overriding import override
from desk_app.gui.theme import Size
from desk_app.gui.widgets.announce import announce
from desk_app.gui.widgets.buttons import ButtonKind, KeyButton
from desk_app.gui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

_FADES_AFTER_MS = 8_000
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class StatusKeys(QWidget):
    """Key caps with what they do here; what does not fit is left out at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys: tuple[tuple[str, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        """Show pairs of key and word."""
        self._keys = tuple(keys)
        self.setAccessibleName(", ".join(f"{key} {word}" for key, word in self._keys))
        self.update()

    def keys(self) -> tuple[tuple[str, str], ...]:
        """Return the pairs shown."""
        return self._keys

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(20))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.tokens(self.palette())
        painter = QPainter(self)
        font = theme.font(Size.HINT)
        metrics = QFontMetricsF(font)
        left, height = 0.0, float(self.height())
        for key, word in self._keys:
            cap = painting.key_cap_width(key)
            words = metrics.horizontalAdvance(word)
            if left + cap + theme.px(6) + words > self.width():
                return
            painting.key_cap(painter, QRectF(left, 1, cap, height - 2), key, colours)
            painter.setFont(font)
            painter.setPen(QColor(colours.text2))
            left += cap + theme.px(6)
            painter.drawText(QRectF(left, 0, words + 1, height), _LEFT, word)
            left += words + theme.px(16)


class StatusBar(QStatusBar):
    """Keys, one line of result, and long work with its count and a way to stop it.

    A result goes of itself after eight seconds, and with the next action or page; the page that
    an action opens by itself still belongs to it.
    """

    stop_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.setProperty("ground", "side")
        self.setProperty("line", "top")
        self.setFixedHeight(theme.px(28))
        self.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        self._keys = StatusKeys(self)
        self._state = Text("", Size.HINT, "text2")
        self._fades = QTimer(self)
        self._fades.setSingleShot(True)
        self._fades.setInterval(_FADES_AFTER_MS)
        self._fades.timeout.connect(self.forget)
        self._fresh = QTimer(self)
        self._fresh.setSingleShot(True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedSize(theme.px(120), theme.px(8))
        self._stop = KeyButton(self.tr("Stop"), kind=ButtonKind.FLAT)
        self._stop.setObjectName("stopWork")
        self._stop.show_key(shortcuts.Key.CLOSE)
        self._stop.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._stop.clicked.connect(self.stop_wanted)
        self.addWidget(self._keys, 1)
        for widget in (self._state, self._bar, self._stop):
            self.addPermanentWidget(widget)
        self.end_work("")

    def show_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        """Show the keys of the part that has the focus."""
        self._keys.show_keys(keys)

    def say(self, state: str) -> None:
        """Say the saved state, or what long work came to, in one line for a while, and aloud."""
        self._state.setText(state)
        announce(self, state)
        self._fades.start()
        self._fresh.start(0)

    def said(self) -> str:
        """Return the sentence that stands here now."""
        return self._state.text()

    def forget(self) -> None:
        """Take a result away, unless it was said just now or tells of work that goes on."""
        if self._bar.isHidden() and not self._fresh.isActive():
            self._fades.stop()
            self._state.setText("")

    def show_work(self, words: str, done: int, total: int) -> None:
        """Show long work with its count; a total of 0 is one not known."""
        self._fades.stop()
        self._state.setText(words)
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._bar.setAccessibleName(words)
        self._bar.show()
        self._stop.show()

    def end_work(self, result: str) -> None:
        """Take the bar away and say the result."""
        self._bar.hide()
        self._stop.hide()
        self.say(result)
