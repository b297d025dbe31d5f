# SPDX-License-Identifier: MIT
"""Pages of the window for tests: they alone know names of widgets and press keys."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desk_app.desk.errors import KnownError
from desk_app.gui.handover import WindowRelay
from desk_app.gui.page import Place
from desk_app.gui.sections import SECTIONS
from desk_app.gui.session.screen import Screen
from desk_app.gui.session.tasks import TaskRunner
from desk_app.gui.shell.shell import Shell
from desk_app.gui.shell.status_bar import StatusBar
from desk_app.gui.window import Window
from desk_app.records.desk.people import Language
from tests.drawn_pages import settle
from tests.gui.small_desk import PASSWORD, SmallEntrance

W = TypeVar("W", bound=QWidget)
LISTS = (Place.TODAY, Place.MAIL, Place.APPLICATIONS)
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@dataclass
class Opened:
    """A window on a small desk, and what tests do with it."""

    qtbot: QtBot
    entrance: SmallEntrance
    runner: TaskRunner
    screen: Screen
    window: Window

    @property
    def shell(self) -> Shell:
        assert self.window.shell is not None
        return self.window.shell

    def part(self, kind: type[W], name: str) -> W:
        """Return the visible widget of a kind and name."""
        found = [widget for widget in self.window.findChildren(kind, name) if widget.isVisible()]
        assert len(found) == 1, f"{len(found)} visible {kind.__name__} called {name}"
        return found[0]

    def settle(self) -> None:
        """Wait until the desk has answered everything, and the pages in sight are drawn."""
        settle(self.qtbot, self.runner, self.window)

    def speak(self, language: Language) -> None:
        """Show every screen in a language, and wait until all of it is made anew."""
        inside = self.window.shell is not None
        self.screen.use_language(language)
        self.settle()
        if inside:
            self.qtbot.waitUntil(lambda: self.window.shell is not None and self.shell.isVisible())
            self.settle()

    def focus(self) -> QWidget:
        """Return the widget that has the keys."""
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def come_back(self) -> None:
        """Wait until the window has the keys again, which a dialog had."""
        self.settle()
        with self.qtbot.waitActive(self.window):
            self.window.activateWindow()

    def press(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(self.focus(), key, modifier)
        self.settle()

    def type(self, text: str) -> None:
        """Type ASCII text where the focus is."""
        QTest.keyClicks(self.focus(), text)

    @property
    def status(self) -> StatusBar:
        """Return the bar under the open desk."""
        (bar,) = self.window.findChildren(StatusBar)
        return bar

    def sign_in(self) -> Opened:
        """Sign in as the first person."""
        self.type(PASSWORD)
        self.press(Qt.Key.Key_Return)
        self.qtbot.waitUntil(lambda: self.window.shell is not None)
        self.settle()
        return self

    def close(self) -> None:
        """Close the window as a clerk does, without a backup, and undress the application."""
        if not self.window.close():
            self.window.close()
        QApplication.removeTranslator(self.screen.catalogue)
        self.screen.deleteLater()


def open_window(
    qtbot: QtBot,
    application: QApplication,
    entrance: SmallEntrance,
    parts: Collection[Place] = LISTS,
    relay: WindowRelay | None = None,
) -> Opened:
    """Show the window at the door of a small desk; behind it are the lists, or other parts."""
    screen = Screen(application, entrance.resources, entrance.choices())
    runner = TaskRunner((KnownError,), application)
    lists = [section for section in SECTIONS if section.place in parts]
    window = Window(entrance, runner, screen, lambda: lists, relay)
    qtbot.addWidget(window)
    window.begin()
    with qtbot.waitActive(window):
        window.show()
    opened = Opened(qtbot, entrance, runner, screen, window)
    opened.settle()
    return opened


def press_keys(text: str) -> None:
    """Type ASCII text where the focus is; the focus may move on the way."""
    for character in text:
        widget = QApplication.focusWidget()
        assert widget is not None
        QTest.keyClicks(widget, character)


def show_active(qtbot: QtBot, widget: W) -> W:
    """Show a widget as the window that has the keys."""
    qtbot.addWidget(widget)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
    widget.setFocus()
    return widget
