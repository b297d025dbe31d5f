# SPDX-License-Identifier: MIT
"""Hears that the system locks its session: over D-Bus on Linux, by a window message on Windows."""

from __future__ import annotations

import ctypes
from ctypes import wintypes
from typing import TYPE_CHECKING

from PySide6.QtCore import SLOT, QAbstractNativeEventFilter, QCoreApplication, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection

from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.system.chosen import here
from desk_app.system.ports import SessionNews

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QByteArray

LOGIN = "org.freedesktop.login1"
SCREEN_SAVERS = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
)
"""Every desktop says it under a name of its own, with the same member."""

SESSION_CHANGE = 0x02B1
SESSION_LOCK = 0x7
SESSION_LEFT = frozenset({0x2, 0x4, SESSION_LOCK})
"""Another user at the screen, a remote session that goes away, the lock."""

POWER_CHANGE, SLEEP = 0x0218, 0x4
_THIS_SESSION = 0


class SessionWatch(QObject):
    """Says `locked` when the system locks the session, or is about to sleep."""

    locked = Signal()


class BusWatch(SessionWatch):
    """Listens to the login manager on the system bus and to screen savers on the session bus.

    Who sends is not asked: a false message costs a password and shows nobody anything. So a lock of
    another seat's session locks here too.
    """

    def __init__(self, system: QDBusConnection, session: QDBusConnection, parent: QObject) -> None:
        super().__init__(parent)
        self._listen(system, f"{LOGIN}.Session", "Lock", "lock_asked()")
        self._listen(system, f"{LOGIN}.Manager", "PrepareForSleep", "turned(bool)")
        for name in SCREEN_SAVERS:
            self._listen(session, name, "ActiveChanged", "turned(bool)")

    @Slot()
    def lock_asked(self) -> None:
        """Hear that the session is to be locked."""
        self.locked.emit()

    @Slot(bool)
    def turned(self, on: bool) -> None:  # noqa: FBT001 the one argument of the signal
        """Hear that the screen saver or the sleep begins, or ends."""
        if on:
            self.locked.emit()

    def _listen(self, bus: QDBusConnection, interface: str, member: str, slot: str) -> None:
        """Listen to a member of any sender and path; without a bus nothing is ever heard."""
        if bus.isConnected():
            # The stub asks for bytes; what is taken is what SLOT gives.
            bus.connect("", "", interface, member, self, SLOT(slot))  # type: ignore[call-overload] # the stub lacks this one


class WindowsWatch(SessionWatch):
    """Listens to what Windows tells one window of its session and of sleep, by the id ``window``.

    ``register`` asks Windows for the first; the second every window is told.
    """

    def __init__(
        self, window: int, register: Callable[[int, int], object], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._messages = _Messages(self.locked.emit)
        application = QCoreApplication.instance()
        if application is None:
            raise RuntimeError("there is an application wherever there is a window")
        application.installNativeEventFilter(self._messages)
        register(window, _THIS_SESSION)


class _Messages(QAbstractNativeEventFilter):
    """Looks at every message of the process, and lets each go its way."""

    def __init__(self, locked: Callable[[], None]) -> None:
        super().__init__()
        self._locked = locked

    @override
    def nativeEventFilter(
        self, eventType: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> object:
        if eventType == b"windows_generic_MSG":
            read = wintypes.MSG.from_address(int(message))
            left = read.message == SESSION_CHANGE and read.wParam in SESSION_LEFT
            if left or (read.message, read.wParam) == (POWER_CHANGE, SLEEP):
                self._locked()
        return False, 0


def watch_session(window: int, parent: QObject) -> SessionWatch:
    """Return the watch of this system, of the window with this id; elsewhere one that is silent."""
    match here().screen.session_news:
        case SessionNews.MESSAGES:
            windows = ctypes.CDLL("wtsapi32")
            return WindowsWatch(window, windows.WTSRegisterSessionNotification, parent)
        case SessionNews.BUS:
            return BusWatch(QDBusConnection.systemBus(), QDBusConnection.sessionBus(), parent)
        case SessionNews.NONE:
            return SessionWatch(parent)
