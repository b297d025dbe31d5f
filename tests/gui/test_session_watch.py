# SPDX-License-Identifier: MIT
"""The system locks: a private message bus says so on Linux, a faked window message on Windows."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
from collections.abc import Callable, Iterator
from ctypes import wintypes
from itertools import count

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desk_app.gui.process.session_watch import (
    LOGIN,
    POWER_CHANGE,
    SCREEN_SAVERS,
    SESSION_CHANGE,
    SESSION_LOCK,
    SLEEP,
    BusWatch,
    SessionWatch,
    WindowsWatch,
    watch_session,
)
from desk_app.system.macos import MACOS
from tests.gui.pages import Opened

USER_SWITCHED, REMOTE_LEFT, AWAKE = 0x2, 0x4, 0x7
SESSION_UNLOCK = 0x8
SEAT = "/org/freedesktop/login1/session/_31"
ON_LOCK = (
    (SEAT, f"{LOGIN}.Session", "Lock", ()),
    ("/org/freedesktop/login1", f"{LOGIN}.Manager", "PrepareForSleep", (True,)),
    *(("/ScreenSaver", name, "ActiveChanged", (True,)) for name in SCREEN_SAVERS),
)
OTHERWISE = (
    (SEAT, f"{LOGIN}.Session", "Unlock", ()),
    ("/org/freedesktop/login1", f"{LOGIN}.Manager", "PrepareForSleep", (False,)),
    *(("/ScreenSaver", name, "ActiveChanged", (False,)) for name in SCREEN_SAVERS),
    (SEAT, "org.example.Session", "Lock", ()),
)
_NUMBERS = count()
Said = tuple[str, str, str, tuple[object, ...]]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Run a message bus of our own, and return where it is reached."""
    program = shutil.which("dbus-daemon")
    assert program is not None, "the suite needs dbus-daemon"
    command = [program, "--session", "--nofork", "--nopidfile", "--print-address=1"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as daemon:
        assert daemon.stdout is not None
        yield daemon.stdout.readline().strip()
        daemon.terminate()


@pytest.fixture
def bus(address: str) -> Iterator[QDBusConnection]:
    """Return the connection the program listens on."""
    yield from _connected(address)


@pytest.fixture
def system(address: str) -> Iterator[QDBusConnection]:
    """Return a second connection: the system that speaks."""
    yield from _connected(address)


def _connected(address: str) -> Iterator[QDBusConnection]:
    # Qt remembers connections by name, for a while even those that are closed.
    name = f"connection {next(_NUMBERS)}"
    yield QDBusConnection.connectToBus(address, name)
    QDBusConnection.disconnectFromBus(name)


@pytest.fixture
def listening(bus: QDBusConnection) -> Iterator[Callable[[QObject], BusWatch]]:
    """Return what makes a watch whose wishes the bus has taken: it answers what is put after them.

    Each watch ends before its connection does: the thread of the buses would ask a living one on
    its way, in Python, while this thread waits for it to connect to the next.
    """
    made: list[BusWatch] = []

    def listen(parent: QObject) -> BusWatch:
        made.append(BusWatch(bus, bus, parent))
        bus.interface().isServiceRegistered("org.example")
        return made[-1]

    yield listen
    for watch in made:
        if shiboken6.isValid(watch):
            shiboken6.delete(watch)


def _say(system: QDBusConnection, said: Said) -> None:
    path, interface, member, arguments = said
    message = QDBusMessage.createSignal(path, interface, member)
    message.setArguments(list(arguments))
    assert system.send(message)


@pytest.mark.posix(why="a session is heard over a bus")
@pytest.mark.parametrize("said", ON_LOCK, ids=lambda said: said[1])
def test_what_the_system_says_of_a_lock_is_heard(
    qtbot: QtBot,
    listening: Callable[[QObject], BusWatch],
    system: QDBusConnection,
    said: Said,
) -> None:
    owner = QObject()
    watch = listening(owner)
    with qtbot.waitSignal(watch.locked):
        _say(system, said)
    owner.deleteLater()


@pytest.mark.posix(why="a session is heard over a bus")
def test_what_it_says_otherwise_is_no_lock(
    qtbot: QtBot, listening: Callable[[QObject], BusWatch], system: QDBusConnection
) -> None:
    owner, heard = QObject(), list[None]()
    watch = listening(owner)
    watch.locked.connect(lambda: heard.append(None))
    for said in OTHERWISE:
        _say(system, said)
    # Messages of one sender come in their order: the lock after them is the first that is heard.
    with qtbot.waitSignal(watch.locked):
        _say(system, ON_LOCK[0])
    assert len(heard) == 1
    owner.deleteLater()


@pytest.mark.posix(why="a session is heard over a bus")
def test_the_desk_locks_with_the_session(
    at_work: Opened, listening: Callable[[QObject], BusWatch], system: QDBusConnection
) -> None:
    watch = listening(at_work.window)
    watch.locked.connect(at_work.window.lock_with_system)
    _say(system, ON_LOCK[0])
    at_work.qtbot.waitUntil(lambda: at_work.window.shell is None)
    at_work.settle()
    assert at_work.entrance.store.closed
    words = [each.text() for each in at_work.window.findChildren(QLabel)]
    assert "このコンピューターと一緒にロックしました。" in words


def test_without_a_bus_nothing_is_heard_and_nothing_fails(qapp: QApplication) -> None:
    nowhere = QDBusConnection("nowhere")
    assert not nowhere.isConnected()
    owner = QObject()
    assert isinstance(BusWatch(nowhere, nowhere, owner), SessionWatch)
    owner.deleteLater()


def test_another_system_has_a_watch_that_is_silent(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desk_app.gui.process.session_watch.here", lambda: MACOS)
    owner = QObject()
    assert type(watch_session(0, owner)) is SessionWatch
    owner.deleteLater()


def _message(kind: int, word: int) -> wintypes.MSG:
    message = wintypes.MSG()
    message.message, message.wParam = kind, word
    return message


def test_windows_messages_of_the_session_lock_and_no_others(qapp: QApplication) -> None:
    asked: list[tuple[int, int]] = []
    owner, heard = QObject(), list[None]()
    watch = WindowsWatch(77, lambda window, scope: asked.append((window, scope)), owner)
    watch.locked.connect(lambda: heard.append(None))
    assert asked == [(77, 0)]
    filtered = watch._messages.nativeEventFilter
    for kind, message in (
        (b"windows_generic_MSG", _message(SESSION_CHANGE, SESSION_UNLOCK)),
        (b"windows_generic_MSG", _message(0x0100, SESSION_LOCK)),
        (b"windows_generic_MSG", _message(POWER_CHANGE, AWAKE)),
        (b"xcb_generic_event_t", _message(SESSION_CHANGE, SESSION_LOCK)),
    ):
        assert filtered(kind, ctypes.addressof(message)) == (False, 0)
    assert heard == []
    said = [(SESSION_CHANGE, word) for word in (SESSION_LOCK, USER_SWITCHED, REMOTE_LEFT)]
    for number, (kind_said, word) in enumerate([*said, (POWER_CHANGE, SLEEP)], 1):
        told = _message(kind_said, word)
        assert filtered(b"windows_generic_MSG", ctypes.addressof(told)) == (False, 0)
        assert len(heard) == number
    application = QCoreApplication.instance()
    assert application is not None
    application.removeNativeEventFilter(watch._messages)
    owner.deleteLater()
