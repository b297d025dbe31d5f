# SPDX-License-Identifier: MIT
"""A second start brings the first window to the front; the socket is no lock (T11)."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from desk_app.gui.process.one_instance import OneInstance, raise_first, socket_name
from tests.gui.pages import Opened

SECOND = """
import sys
from desk_app.gui.process.one_instance import raise_first
sys.exit(11 if raise_first(sys.argv[1]) else 0)
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder with a short path: the system takes no socket's path over some hundred bytes."""
    with tempfile.TemporaryDirectory(prefix="one-") as made:
        yield Path(made)


@pytest.fixture
def name(folder: Path) -> str:
    return socket_name(folder / "desk", folder)


def start_second(name: str, qtbot: QtBot) -> int:
    """Start a second process and let this one answer; its exit code."""
    with subprocess.Popen([sys.executable, "-c", SECOND, name]) as process:
        qtbot.waitUntil(lambda: process.poll() is not None, timeout=30_000)
        return process.wait()


def test_a_second_start_raises_the_first_window(name: str, qtbot: QtBot, qapp: QObject) -> None:
    first = OneInstance(name, qapp)
    wishes: list[int] = []
    first.raise_wanted.connect(lambda: wishes.append(1))
    assert start_second(name, qtbot) == 11
    assert wishes == [1]
    assert start_second(name, qtbot) == 11
    first.setParent(None)
    first.deleteLater()


def test_nobody_there_is_nobody_raised(name: str) -> None:
    assert not raise_first(name)
    Path(name).write_bytes(b"")
    assert not raise_first(name)


@pytest.mark.posix(why="a pipe of Windows is no file, and goes with its process")
def test_what_a_killed_window_left_is_taken_over(name: str, qtbot: QtBot, qapp: QObject) -> None:
    code = (
        "import os, sys; from PySide6.QtCore import QCoreApplication;"
        "from desk_app.gui.process.one_instance import OneInstance;"
        "a = QCoreApplication([]); o = OneInstance(sys.argv[1], a); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", code, name], check=False)
    assert Path(name).exists()
    first = OneInstance(name, qapp)
    assert start_second(name, qtbot) == 11
    first.deleteLater()


def test_another_word_is_no_wish(name: str, qtbot: QtBot, qapp: QObject) -> None:
    first = OneInstance(name, qapp)
    wishes: list[int] = []
    first.raise_wanted.connect(lambda: wishes.append(1))
    socket = QLocalSocket()
    with qtbot.waitSignal(socket.disconnected, timeout=10_000):
        socket.connectToServer(name)
        socket.write(b"open the desk")
    assert wishes == []
    first.deleteLater()


@pytest.mark.posix(why="a pipe of Windows is no file, and has no mode")
def test_the_socket_is_the_users_alone_and_names_no_place(
    name: str, qapp: QObject, folder: Path
) -> None:
    first = OneInstance(name, qapp)
    assert Path(name).stat().st_mode & 0o077 == 0
    assert Path(name).parent == folder
    assert "desk-app-" in Path(name).name
    assert socket_name(folder / "other", folder) != name
    first.deleteLater()


def test_the_window_comes_to_the_front(opened: Opened) -> None:
    opened.window.showMinimized()
    opened.window.come_forward()
    assert opened.window.isVisible()
    assert not opened.window.isMinimized()
