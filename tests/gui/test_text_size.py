# SPDX-License-Identifier: MIT
"""The size of text is chosen by key: everything is made anew, and nothing is lost of the work."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from desk_app.gui import theme
from desk_app.gui.locking import LockReason
from desk_app.gui.views.intake import IntakeView
from desk_app.gui.views.section import Place
from desk_app.gui.widgets.password import PasswordEdit
from tests.gui.case_pages import Cases
from tests.gui.pages import CTRL, Opened, open_window
from tests.gui.small_desk import SmallEntrance

LARGE = QSize(2560, 1440)
NAME = "髙橋 𠮷子"


@pytest.fixture(autouse=True)
def large_screen(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(QScreen, "availableSize", lambda _: LARGE)
    yield
    for widget in QApplication.topLevelWidgets():
        widget.close()


def _larger(window: Opened) -> None:
    window.press(Qt.Key.Key_Plus, CTRL)
    window.settle()
    window.qtbot.waitUntil(lambda: window.window.shell is not None)
    window.settle()


def test_a_key_makes_text_larger_and_smaller_and_it_is_kept(at_work: Opened) -> None:
    before = theme.px(100)
    _larger(at_work)
    assert theme.px(100) == round(before * 1.1)
    assert at_work.entrance.kept[-1].text_percent == 110
    assert at_work.window.minimumWidth() == theme.px(1280)
    assert at_work.shell.place is Place.TODAY
    at_work.press(Qt.Key.Key_Minus, CTRL)
    at_work.qtbot.waitUntil(lambda: at_work.window.shell is not None)
    at_work.settle()
    assert theme.px(100) == before
    assert not at_work.entrance.store.closed


def test_what_is_being_typed_stands_there_again(cases: Cases) -> None:
    case = cases.open()
    page = case.go(Place.INTAKE, None, IntakeView)
    (field,) = page.findChildren(QLineEdit, "principal.name")
    case.write(field, NAME)
    _larger(case.window)
    assert case.window.shell.place is Place.INTAKE
    again = case.view(IntakeView)
    assert again is not page
    (field,) = again.findChildren(QLineEdit, "principal.name")
    assert field.text() == NAME
    assert case.window.focus() is field
    assert field.cursorPosition() == len(NAME.encode("utf-16-le")) // 2


def test_a_size_without_room_is_told_and_changes_nothing(
    at_work: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QScreen, "availableSize", lambda _: QRect(0, 0, 1100, 600).size())
    before, shell = theme.px(100), at_work.shell
    _larger(at_work)
    assert theme.px(100) == round(before * 1.1)
    at_work.press(Qt.Key.Key_Plus, CTRL)
    assert theme.px(100) == round(before * 1.1)
    assert at_work.shell is not shell
    words = {each.text() for each in at_work.status.findChildren(QLabel)}
    assert "この画面では、これより大きくできません。" in words


def test_the_lock_stays_a_lock_in_another_size(at_work: Opened) -> None:
    at_work.window.lock(LockReason.IDLE)
    at_work.settle()
    at_work.press(Qt.Key.Key_Plus, CTRL)
    assert at_work.entrance.kept[-1].text_percent == 110
    shown = {each.text() for each in at_work.window.findChildren(QLabel) if each.isVisible()}
    assert "ロックを解除" in shown
    assert isinstance(at_work.focus(), PasswordEdit)
    assert at_work.sign_in().shell.place is Place.TODAY


def test_the_size_of_last_time_is_there_from_the_first_screen(
    qtbot: QtBot, qapp: QApplication
) -> None:
    entrance = SmallEntrance()
    before = open_window(qtbot, qapp, entrance)
    plain = theme.px(100)
    before.close()
    entrance.chosen = type(entrance.chosen)(text_percent=125)
    after = open_window(qtbot, qapp, entrance)
    assert theme.px(100) == round(plain * 1.25)
    after.close()
