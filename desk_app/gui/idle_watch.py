# SPDX-License-Identifier: MIT
"""Notices that nobody has touched keys or mouse for a while, whatever is composed or typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

from desk_app.gui.overriding import override

if TYPE_CHECKING:
    from PySide6.QtGui import QGuiApplication

IDLE_MS = 5 * 60_000

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.KeyRelease,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletMove,
        QEvent.Type.TabletPress,
    }
)


class IdleWatch(QObject):
    """Says `idle` once, after so many milliseconds without a key, the mouse, or composing.

    It looks at the windows that have had the keys, where keys and mouse come in, not at every event
    of the program. An input method speaks to the field alone; it is heard by the cursor it moves.
    """

    idle = Signal()

    def __init__(
        self, application: QGuiApplication, parent: QObject, idle_ms: int = IDLE_MS
    ) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(idle_ms)
        self._timer.timeout.connect(self.idle)
        application.focusWindowChanged.connect(self._watch_window)
        application.inputMethod().cursorRectangleChanged.connect(self._touched)
        self._watch_window(application.focusWindow())

    def start(self) -> None:
        """Begin to count: the desk is open."""
        self._timer.start()

    def stop(self) -> None:
        """Count no more: the desk is closed."""
        self._timer.stop()

    @property
    def left_ms(self) -> int:
        """How long until it is idle; -1 where it does not count."""
        return self._timer.remainingTime() if self._timer.isActive() else -1

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self._touched()
        return False

    def _watch_window(self, window: QObject | None) -> None:
        # Qt puts a filter that is there already in front, and never twice.
        if window is not None:
            window.installEventFilter(self)

    def _touched(self) -> None:
        if self._timer.isActive():
            self._timer.start()
