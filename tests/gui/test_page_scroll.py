# SPDX-License-Identifier: MIT
"""A page and a list keep their width, long or short: a bar that comes never changes a height."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractScrollArea, QWidget
from pytestqt.qtbot import QtBot

from desk_app.gui.widgets.page_scroll import PageScroll
from desk_app.gui.widgets.table import ItemList

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


@pytest.mark.parametrize("kind", [PageScroll, lambda: ItemList("list")])
def test_the_room_of_the_bar_is_kept(qtbot: QtBot, kind: type[QAbstractScrollArea]) -> None:
    scroll = kind()
    qtbot.addWidget(scroll)
    with qtbot.waitExposed(scroll):
        scroll.show()
    assert scroll.verticalScrollBar().isVisible()
    assert scroll.verticalScrollBar().maximum() == scroll.verticalScrollBar().minimum()
