# SPDX-License-Identifier: MIT
"""A clerk's hand: keys alone, wherever the focus is, and waiting for the desk's answer."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TypeVar

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desk_app.desk.context import Desk
from desk_app.gui.kit.buttons import CheckBox
from desk_app.gui.kit.choices import ChoiceBox
from desk_app.gui.page import Place
from desk_app.gui.pages.intake.claims import ClaimsPad
from desk_app.gui.screen import Screen
from desk_app.gui.tasks import TaskRunner
from desk_app.gui.window import Window
from desk_app.records.application import Right
from tests.drawn_pages import PATIENCE_MS, settle

KEY = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
ENTER, SPACE, TAB, BACKTAB = KEY.Key_Return, KEY.Key_Space, KEY.Key_Tab, KEY.Key_Backtab
MOST_STEPS = 80
W = TypeVar("W", bound=QWidget)
T = TypeVar("T")


@dataclass
class Hand:
    """Types into the window, wherever the focus is, and waits for the desk's answer."""

    qtbot: QtBot
    runner: TaskRunner
    screen: Screen
    window: Window

    @property
    def place(self) -> Place | None:
        """The part of the window that is shown."""
        return self.window.shell.place if self.window.shell else None

    def is_at(self, place: Place) -> bool:
        """Say whether a part of the window is shown."""
        return self.place is place

    def settle(self) -> None:
        """Wait until the desk has answered everything, and the pages in sight are drawn."""
        settle(self.qtbot, self.runner, self.window)
        self._take_keys_back()

    def _take_keys_back(self) -> None:
        """Without a window manager nobody gives the window its keys back after a dialog."""
        top = QApplication.activeModalWidget() or self.window
        if top.isVisible() and not top.isActiveWindow():
            with self.qtbot.waitActive(top, timeout=PATIENCE_MS):
                top.activateWindow()

    def focus(self) -> QWidget:
        """Return the widget that has the keys."""
        widget = QApplication.focusWidget()
        assert widget is not None, "nothing has the keys"
        return widget

    def focus_as(self, kind: type[W]) -> W:
        """Return it, which must be of a kind."""
        widget = self.focus()
        assert isinstance(widget, kind), (widget, widget.objectName())
        return widget

    def press(self, *keys: Qt.Key, hold: Qt.KeyboardModifier = NONE) -> None:
        """Press keys one after the other."""
        for key in keys:
            QTest.keyClick(self.focus(), key, hold)
            self.settle()

    def run(self, *keys: Qt.Key) -> None:
        """Press keys one after the other without waiting for anything between them."""
        for key in keys:
            QTest.keyClick(self.focus(), key)
        self.settle()

    def write(self, text: str) -> None:
        """Type a text: ASCII by keys, everything else as an input method commits it."""
        if text.isascii():
            QTest.keyClicks(self.focus(), text)
        else:
            event = QInputMethodEvent()
            event.setCommitString(text)
            QApplication.sendEvent(self.focus(), event)
        self.settle()

    def main(self) -> None:
        """Press the key of the blue button."""
        self.press(ENTER, hold=CTRL)

    def reach(self, name: str, key: Qt.Key = TAB) -> None:
        """Go on with Tab until a field of this name has the keys."""
        for _ in range(MOST_STEPS):
            if self.focus().objectName() == name:
                return
            self.press(key)
        raise AssertionError(f"{name} cannot be reached by Tab; the keys are with {self.focus()}")

    def fill(self, name: str, value: object) -> None:
        """Go to a field and enter a value as its kind takes it; an empty one is left alone."""
        if value in {None, ""}:
            return
        self.reach(name)
        widget = self.focus()
        if isinstance(widget, ChoiceBox):
            self.choose(value)
        elif isinstance(widget, CheckBox):
            if widget.isChecked() is not bool(value):
                self.press(SPACE)
        else:
            self.press(KEY.Key_A, hold=CTRL)
            self.write(_written(value))

    def reach_inside(self, kind: type[W], name: str) -> W:
        """Go on with Tab until something inside a widget of this kind and name has the keys."""
        for _ in range(MOST_STEPS):
            around: QObject | None = self.focus()
            while around is not None:
                if isinstance(around, kind) and around.objectName() == name:
                    return around
                around = around.parent()
            self.press(TAB)
        raise AssertionError(f"{name} cannot be reached by Tab")

    def write_line(self, columns: Sequence[str], values: Mapping[str, object]) -> None:
        """Add a line where the keys are and go through its cells with Tab."""
        self.press(KEY.Key_Insert)
        for name in columns:
            self.write(_written(values.get(name) or ""))
            self.press(TAB if name != columns[-1] else ENTER)

    def choose(self, value: object) -> None:
        """Go down the list of a field until it shows a value."""
        box = self.focus_as(ChoiceBox)
        if box.value() != value:
            self.press(KEY.Key_Home)
        for _ in range(MOST_STEPS):
            if box.value() == value:
                self.settle()
                return
            QTest.keyClick(box, KEY.Key_Down)
        raise AssertionError(f"{value} cannot be chosen in {box.objectName()}")

    def tick_claims(self, name: str, wanted: Collection[Right]) -> None:
        """Go to the check boxes of this name and tick these rights, trying one after the other."""
        pad = self.reach_inside(ClaimsPad, name)
        self.run(*[KEY.Key_Left] * len(Right))
        for _ in range(MOST_STEPS):
            if set(pad.ticked()) == set(wanted):
                return
            self.press(SPACE)
            if not set(pad.ticked()) <= set(wanted):
                self.press(SPACE)
            self.press(KEY.Key_Right)
        raise AssertionError(f"{wanted} cannot be ticked in {name}")

    def open_number(self, number: str) -> None:
        """Open an application by its receipt number."""
        self.press(KEY.Key_G, hold=CTRL)
        self.write(number)
        self.press(ENTER)

    def read(self, query: Callable[[Desk], T]) -> T:
        """Ask the desk on its own thread."""
        shell = self.window.shell
        assert shell is not None
        found: list[T] = []
        desk = shell.work.desk
        self.runner.submit(self.window, lambda: query(desk), found.append)
        self.settle()
        return found[0]

    def close(self) -> None:
        """Close the window as a clerk does, and undress the application."""
        if not self.window.close():
            # A backup is due at the exit: asked again, the window closes without it.
            self.window.close()
        QApplication.removeTranslator(self.screen.catalogue)
        self.screen.deleteLater()


def _written(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return str(value.value if isinstance(value, Enum) else value)
