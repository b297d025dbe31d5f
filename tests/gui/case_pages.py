# SPDX-License-Identifier: MIT
"""The window on a real desk, opened at a page of a case, and worked by keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desk_app.desk.context import Desk
from desk_app.desk.errors import KnownError
from desk_app.gui.asking import Ask
from desk_app.gui.kit.fields.choices import LineValues
from desk_app.gui.kit.fields.lines import LinesEditor
from desk_app.gui.kit.layout.buttons import CheckBox
from desk_app.gui.page import Place, SectionView
from desk_app.gui.pages.decision.page import DecisionView
from desk_app.gui.sections import SECTIONS
from desk_app.gui.session.screen import Screen
from desk_app.gui.session.tasks import TaskRunner
from desk_app.gui.window import Window
from desk_app.records.base import ApplicationId
from desk_app.records.case.history import ApplicationFile
from tests.gui.case_desk import CaseDesk
from tests.gui.pages import CTRL, Opened

ITEM: LineValues = {"group": "会員登録", "item": "氏名", "content": "髙橋 花子", "source": "本人"}
V = TypeVar("V", bound=SectionView)
T = TypeVar("T")


@dataclass
class Case:
    """A window signed in as the clerk, and the desk under it."""

    desk: CaseDesk
    window: Opened

    def go(self, place: Place, thing: object, kind: type[V]) -> V:
        """Open a page with a thing."""
        self.window.shell.go(place, thing)
        self.window.settle()
        return self.view(kind)

    def view(self, kind: type[V]) -> V:
        """Return the page that is shown, of this kind."""
        view = self.window.shell.view
        assert isinstance(view, kind), (view, self.window.shell.place)
        return view

    def do(self, work: Callable[[Desk], T]) -> T:
        """Do something with the open desk on its own thread."""
        desk = self.window.shell.session.desk
        found: list[T] = []
        self.window.runner.submit(self.window.window, lambda: work(desk), found.append)
        self.window.settle()
        return found[0]

    def read(self, id_: ApplicationId) -> ApplicationFile:
        """Read an application."""

        def of(desk: Desk) -> ApplicationFile:
            with desk.ports.store.reading() as books:
                return books.files.get(id_)

        return self.do(of)

    def ask(self) -> Ask:
        """Return the question that is put."""
        found = [
            widget
            for widget in self.window.window.findChildren(Ask)
            if widget.isVisible() and widget.isModal()
        ]
        assert len(found) == 1, f"{len(found)} questions"
        return found[0]

    def asked(self) -> bool:
        """Say whether a question is put."""
        return any(widget.isVisible() for widget in self.window.window.findChildren(Ask))

    def ticks(self, name: str) -> list[CheckBox]:
        """Return the boxes of a field of the question that is put."""
        return self.ask().field(name).editor.findChildren(CheckBox)

    def main(self) -> None:
        """Press Ctrl+Enter where the keys go."""
        widget = self._activated()
        QTest.keyClick(QApplication.focusWidget() or widget, Qt.Key.Key_Return, CTRL)
        self.window.settle()

    def press(
        self,
        widget: QWidget,
        key: Qt.Key,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """Press a key in a widget, and wait until everything is done."""
        self._activated()
        widget.setFocus()
        QTest.keyClick(widget, key, modifier)
        self.window.settle()

    def write(self, widget: QWidget, text: str) -> None:
        """Commit a text into a field as an input method does."""
        widget.setFocus()
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(widget, event)

    def grant(self, view: DecisionView) -> None:
        """Write that the claim is granted, with one item of the annex; nothing is proposed yet."""
        self.press(view.editor.outcomes, Qt.Key.Key_1)
        self.annex(view, ITEM)

    def annex(self, view: DecisionView, *lines: LineValues) -> None:
        """Write the lines of what is disclosed."""
        editor = view.editor.parts["disclosed"].editor
        assert isinstance(editor, LinesEditor)
        editor.set_values(list(lines))
        editor.changed.emit()
        self.window.settle()

    def _activated(self) -> QWidget:
        """Return the window that takes the keys, once it does."""
        widget = QApplication.activeModalWidget() or self.window.window
        if not widget.isActiveWindow():
            with self.window.qtbot.waitActive(widget):
                widget.activateWindow()
        return widget

    def close(self) -> None:
        """Close the window and its desk."""
        self.window.close()


def open_case(qtbot: QtBot, application: QApplication, desk: CaseDesk) -> Case:
    """Open the window with all its parts on a desk, and sign in as the clerk."""
    entrance = desk.entrance()
    screen = Screen(application, entrance.resources, entrance.choices())
    runner = TaskRunner((KnownError,), application)
    window = Window(entrance, runner, screen, lambda: SECTIONS)
    qtbot.addWidget(window)
    window.begin()
    with qtbot.waitActive(window):
        window.show()
    opened = Opened(qtbot, cast("Any", entrance), runner, screen, window)
    opened.settle()
    return Case(desk, opened.sign_in())


@dataclass
class Cases:
    """Opens windows on one desk, and closes the last."""

    qtbot: QtBot
    application: QApplication
    desk: CaseDesk
    case: Case | None = None

    def open(self) -> Case:
        """Open the window; the one that was open is closed first."""
        self.close()
        self.case = open_case(self.qtbot, self.application, self.desk)
        return self.case

    def close(self) -> None:
        """Close the window that is open."""
        if self.case is not None:
            self.case.close()
            self.case = None
