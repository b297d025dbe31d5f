# SPDX-License-Identifier: MIT
"""When and why a desk is locked: nobody there, the key, the system; what is said of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QObject,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent

from desk_app.gui.kit.layout import shortcuts
from desk_app.gui.kit.pyside_workarounds.overriding import override

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtGui import QGuiApplication

    from desk_app.records.desk.profile import DeskProfile


class LockReason(Enum):
    """What locked the desk."""

    KEY = "key"
    IDLE = "idle"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Closed:
    """What a locked screen says of the desk behind it; nothing of any applicant.

    ``entries`` is the sequence number of the journal's last entry, ``profile`` the office; nothing
    where they could not be read any more. ``unkept``: a draft could not be saved and waits in
    memory.
    """

    unkept: bool = False
    entries: int | None = None
    profile: DeskProfile | None = None


@dataclass(frozen=True, slots=True)
class DoorShown:
    """What the closed desk shows: who is chosen, why it is locked, what is known of behind it.

    ``backed_up`` is when the newest backup was made that counts; ``reason`` is nothing where the
    desk is closed and nobody locked it.
    """

    who: str = ""
    reason: LockReason | None = None
    backed_up: datetime | None = None
    behind: Closed | None = None


# Notices that nobody has touched keys or mouse for a while, and the key that locks at once.


MINUTE_MS = 60_000

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
    """Says `idle` once, after some minutes without a key, the mouse, or composing.

    And `lock_pressed` for the key that locks, where a question or an open list keeps it from the
    menu. It looks at the windows that have had the keys, where keys and mouse come in, not at every
    event of the program. An input method speaks to the field alone; it is heard by the cursor it
    moves.
    """

    idle = Signal()
    lock_pressed = Signal()

    def __init__(self, application: QGuiApplication, parent: QObject, minutes: float) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, singleShot=True, interval=round(minutes * MINUTE_MS))
        self._timer.timeout.connect(self.idle)
        application.focusWindowChanged.connect(self._watch_window)
        application.inputMethod().cursorRectangleChanged.connect(self._touched)
        self._watch_window(application.focusWindow())

    def wait(self, minutes: float) -> None:
        """Be idle after so many minutes from now on; what is being counted begins anew."""
        self._timer.setInterval(round(minutes * MINUTE_MS))

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
        # What the menu took as its own key does not come here.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._locks(event)
        return False

    def _locks(self, event: QKeyEvent) -> bool:
        wanted = self._timer.isActive() and shortcuts.means(event, shortcuts.Key.LOCK)
        if wanted:
            self.lock_pressed.emit()
        return wanted

    def _watch_window(self, window: QObject | None) -> None:
        # Qt puts a filter that is there already in front, and never twice.
        if window is not None:
            window.installEventFilter(self)

    def _touched(self) -> None:
        if self._timer.isActive():
            self._timer.start()
