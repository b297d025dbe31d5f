# SPDX-License-Identifier: MIT
"""The small window over the making of a sample desk: how far it is, a stop, what failed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from desk_app.desk.errors import Cancelled, DiskFull, Mishap
from desk_app.gui.entrance import Choices
from desk_app.gui.screen import Screen
from desk_app.gui.start.preparing import PreparationResult, Preparing
from tests.gui.accessibility import shown_words, unnamed
from tests.gui.pages import show_active
from tests.gui.small_desk import SmallEntrance


@pytest.fixture
def small(qtbot: QtBot, qapp: QApplication) -> Iterator[Preparing]:
    screen = Screen(qapp, SmallEntrance().resources, Choices())
    yield show_active(qtbot, Preparing(screen))
    qapp.removeTranslator(screen.catalogue)
    screen.deleteLater()


def test_it_tells_how_far_it_is_and_ends_with_what_was_made(small: Preparing, qtbot: QtBot) -> None:
    made, may_end = PreparationResult[str](), threading.Event()

    def make(report: Callable[[float], None]) -> str:
        report(0.5)
        may_end.wait()
        return "a desk"

    with qtbot.waitSignal(small.ended):
        small.begin(make, made)
        (bar,) = small.findChildren(QProgressBar)
        qtbot.waitUntil(lambda: bar.value() == bar.maximum() // 2)
        assert unnamed(small) == []
        assert not small.close()
        may_end.set()
    # The frame's own button stopped it, too late: what was made is there all the same.
    assert made.thing == "a desk"
    assert made.trouble is None
    assert small.close()


def test_esc_stops_it(small: Preparing, qtbot: QtBot) -> None:
    made, asked = PreparationResult[str](), threading.Event()

    def make(report: Callable[[float], None]) -> str:
        asked.wait()
        report(0.1)
        return "too much"

    with qtbot.waitSignal(small.ended):
        small.begin(make, made)
        QTest.keyClick(small.focusWidget(), Qt.Key.Key_Escape)
        asked.set()
    assert made.thing is None
    assert isinstance(made.trouble, Cancelled)


@pytest.mark.parametrize("error", [DiskFull(), Mishap()])
def test_what_failed_is_told_until_it_is_closed(
    small: Preparing, qtbot: QtBot, error: Exception
) -> None:
    made = PreparationResult[str]()

    def make(_report: Callable[[float], None]) -> str:
        raise error

    small.begin(make, made)
    (button,) = small.findChildren(QPushButton, "stopMaking")
    qtbot.waitUntil(lambda: button.text() == "閉じる")
    assert "見本の窓口を作れませんでした" in shown_words(small)
    with qtbot.waitSignal(small.ended):
        button.click()
    assert made.trouble is error
