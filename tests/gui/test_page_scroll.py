# SPDX-License-Identifier: MIT
"""A page and a list keep their width, long or short: a bar that comes never changes a height."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QWidget
from pytestqt.qtbot import QtBot

from desk_app.gui.kit import theme
from desk_app.gui.kit.layout import PageScroll
from desk_app.gui.kit.table import ItemList
from tests.gui.pages import show_active

ROOM = 300


@pytest.mark.parametrize("height", [ROOM // 2, ROOM, ROOM + 1, 10 * ROOM])
def test_a_page_has_the_same_width_at_any_height(qtbot: QtBot, height: int) -> None:
    scroll = PageScroll()
    qtbot.addWidget(scroll)
    page = QWidget()
    page.setMinimumHeight(height)
    scroll.setWidget(page)
    scroll.resize(ROOM, ROOM)
    with qtbot.waitExposed(scroll):
        scroll.show()
    assert page.width() == ROOM - scroll.verticalScrollBar().width()


def test_a_page_that_is_read_takes_the_keys_while_it_is_longer_than_its_place(
    qtbot: QtBot,
) -> None:
    scroll = PageScroll()
    page = QWidget()
    page.setMinimumHeight(2 * ROOM)
    scroll.setWidget(page)
    scroll.read_by_keys()
    scroll.resize(ROOM, ROOM)
    show_active(qtbot, scroll)
    assert scroll.focusPolicy() is Qt.FocusPolicy.TabFocus
    QTest.keyClick(scroll, Qt.Key.Key_PageDown)
    assert scroll.verticalScrollBar().value() > 0
    accent = QColor(theme.tokens(scroll.palette()).accent)
    assert scroll.grab().toImage().pixelColor(0, ROOM // 2) == accent, "where the keys are is seen"
    page.setMinimumHeight(ROOM // 2)
    qtbot.waitUntil(lambda: scroll.focusPolicy() is Qt.FocusPolicy.NoFocus)


@pytest.mark.parametrize("kind", [PageScroll, lambda: ItemList("list")])
def test_the_room_of_the_bar_is_kept(qtbot: QtBot, kind: type[QAbstractScrollArea]) -> None:
    scroll = kind()
    qtbot.addWidget(scroll)
    with qtbot.waitExposed(scroll):
        scroll.show()
    assert scroll.verticalScrollBar().isVisible()
    assert scroll.verticalScrollBar().maximum() == scroll.verticalScrollBar().minimum()
