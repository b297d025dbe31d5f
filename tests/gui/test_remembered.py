# SPDX-License-Identifier: MIT
"""Dividers, columns and the window stay where a clerk left them, and come back into sight."""

from __future__ import annotations

from typing import cast

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QScreen
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QSplitter, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desk_app.gui.kit.layout.layout import LEAST, WHOLE, Divided
from desk_app.gui.kit.look import theme
from desk_app.gui.kit.tables.columns import ColumnsModel
from desk_app.gui.kit.tables.table import ListTable
from desk_app.gui.session.entrance import Choices, KeptOrder, Widths, WindowPlace
from desk_app.gui.window import visible
from tests.gui.pages import CTRL, SHIFT, Opened, open_window, show_active
from tests.gui.small_desk import SmallEntrance

pytestmark = pytest.mark.once(under="second")

MAIN, LEFT = QRect(0, 0, 1920, 1040), QRect(-1280, 0, 1280, 1024)


class _Nothing:
    """Keeps nothing."""

    def widths(self, _name: str) -> tuple[int, ...]:
        return ()

    def keep_widths(self, _name: str, _widths: tuple[int, ...]) -> None:
        """Forget it."""


def _open(qtbot: QtBot, qapp: QApplication, choices: Choices) -> Opened:
    return open_window(qtbot, qapp, SmallEntrance(chosen=choices))


@pytest.fixture
def large_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QScreen, "availableSize", lambda _: QSize(2560, 1440))
    monkeypatch.setattr(QScreen, "availableGeometry", lambda _: QRect(0, 0, 2560, 1440))


def test_dividers_columns_and_the_order_of_a_list_stay_as_they_were_left(
    qtbot: QtBot, qapp: QApplication, large_screen: None
) -> None:
    first = _open(qtbot, qapp, Choices()).sign_in()
    first.press(Qt.Key.Key_2, CTRL)
    divider = first.part(QSplitter, "mail")
    left, right = divider.sizes()
    divider.moveSplitter(left - theme.px(80), 1)
    qtbot.waitUntil(lambda: bool(first.entrance.kept[-1].widths))
    assert first.entrance.kept[-1].widths[0].name == "mail"
    header = first.part(ListTable, "mailTable").horizontalHeader()
    header.resizeSection(0, theme.px(150))
    qtbot.waitUntil(lambda: len(first.entrance.kept[-1].widths) == 2)
    name = _sorted_by_name_twice(first)
    kept = first.entrance.kept[-1]
    order = KeptOrder("applicationTable", "kana", ascending=False)
    assert kept.orders == (order,), "by the reading, not by the kanji"
    first.close()

    again = _open(qtbot, qapp, kept).sign_in()
    again.press(Qt.Key.Key_2, CTRL)
    assert again.part(QSplitter, "mail").sizes()[1] == right + theme.px(80)
    header = again.part(ListTable, "mailTable").horizontalHeader()
    assert header.sectionSize(0) == theme.px(150)
    again.press(Qt.Key.Key_3, CTRL)
    header = again.part(ListTable, "applicationTable").horizontalHeader()
    assert header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
    assert header.sortIndicatorSection() == name
    again.close()


def _sorted_by_name_twice(window: Opened) -> int:
    """Sort the applications by the name, once more the other way; return its column."""
    window.press(Qt.Key.Key_3, CTRL)
    table = window.part(ListTable, "applicationTable")
    header, model = table.horizontalHeader(), cast("ColumnsModel[object]", table.model())
    name = [each.name for each in model.columns].index("name")
    for _ in range(2):
        header.sectionClicked.emit(name)
    return name


def test_a_usual_width_gives_way_to_a_drawn_one(qtbot: QtBot) -> None:
    divider = Divided("parts", _Nothing(), 0, ((QWidget(), WHOLE), (QWidget(), 300)))
    divider.resize(theme.px(1_000), 100)
    show_active(qtbot, divider)
    divider.suggest(1, 200)
    assert divider.splitter.sizes()[1] == theme.px(200)
    divider.splitter.moveSplitter(theme.px(600), 1)
    divider.suggest(1, 300)
    assert divider.splitter.sizes()[1] == theme.px(400)


def test_parts_without_room_are_tabs_that_go_with_the_keys(qtbot: QtBot) -> None:
    parts, fields = [QWidget(), QWidget()], [QLineEdit(), QLineEdit()]
    for part, field in zip(parts, fields, strict=True):
        QVBoxLayout(part).addWidget(field)
    divider = Divided("parts", _Nothing(), 0, ((parts[0], WHOLE), (parts[1], 300)))
    divider.name_parts("Parts", "Form", "Findings")
    divider.resize(theme.px(300 + LEAST), 100)
    show_active(qtbot, divider)
    assert divider.tabs.isHidden()
    beside = divider.splitter.sizes()
    fields[1].setFocus()
    divider.resize(theme.px(299 + LEAST), 100)
    assert divider.tabbed
    assert [field.isVisible() for field in fields] == [False, True]
    fields[0].setFocus()
    assert [field.isVisible() for field in fields] == [True, False]
    for key, modifier, shown in (
        (Qt.Key.Key_Tab, CTRL, 1),
        (Qt.Key.Key_Tab, CTRL, 0),
        (Qt.Key.Key_Backtab, CTRL | SHIFT, 1),
    ):
        QTest.keyClick(divider.focusWidget(), key, modifier)
        assert (divider.tabs.currentIndex(), fields[shown].hasFocus()) == (shown, True)
    divider.tabs.setFocus()
    QTest.keyClick(divider.tabs, Qt.Key.Key_Left)
    assert (fields[0].isVisible(), divider.tabs.hasFocus()) == (True, True)
    divider.resize(theme.px(300 + LEAST), 100)
    assert divider.splitter.sizes() == beside
    assert all(field.isVisible() for field in fields)


def test_at_200_percent_parts_are_tabs_unless_the_window_is_ample(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(theme, "zoom", lambda: 2.0)
    parts = [(QWidget(), WHOLE), (QWidget(), 300)]
    divider = Divided("parts", _Nothing(), 0, parts)
    divider.resize(theme.px(1_599), 100)
    show_active(qtbot, divider)
    assert divider.tabbed
    divider.resize(theme.px(1_600), 100)
    assert not divider.tabbed


def test_a_window_may_be_smaller_where_the_screen_is(monkeypatch: pytest.MonkeyPatch) -> None:
    for room, least in (
        (QSize(1920, 1040), (1280, 720)),
        (QSize(1116, 648), (1100, 600)),
        (QSize(800, 400), theme.TABBED_WINDOW),
    ):
        monkeypatch.setattr(QScreen, "availableSize", lambda _, room=room: room)
        assert theme.least_window() == tuple(map(theme.px, least))


def test_widths_of_another_table_fall_back(qtbot: QtBot, qapp: QApplication) -> None:
    odd = (Widths("mailTable", (150,)), Widths("mail", (10, 20, 30)))
    window = _open(qtbot, qapp, Choices(widths=odd)).sign_in()
    window.press(Qt.Key.Key_2, CTRL)
    header = window.part(ListTable, "mailTable").horizontalHeader()
    assert header.sectionSize(0) == theme.px(104)
    assert window.part(QSplitter, "mail").sizes()[1] == theme.px(400)
    window.close()


def test_the_window_comes_where_it_stood(
    qtbot: QtBot, qapp: QApplication, large_screen: None
) -> None:
    first = _open(qtbot, qapp, Choices())
    first.window.setGeometry(60, 80, 1500, 950)
    first.close()
    place = first.entrance.kept[-1].window
    assert place == WindowPlace(60, 80, 1500, 950, maximized=False)
    again = _open(qtbot, qapp, Choices(window=place))
    assert again.window.geometry() == QRect(60, 80, 1500, 950)
    again.close()
    far = _open(qtbot, qapp, Choices(window=WindowPlace(9_000, 80, 1500, 950)))
    assert QRect(0, 0, 2560, 1440).contains(far.window.geometry())
    far.close()


@pytest.mark.parametrize(
    ("wanted", "screens", "expected"),
    [
        (QRect(100, 50, 1440, 900), (MAIN,), QRect(100, 50, 1440, 900)),
        (QRect(-1200, 30, 1440, 900), (MAIN, LEFT), QRect(-1200, 30, 1440, 900)),
        (QRect(-1400, 30, 1300, 900), (MAIN,), QRect(0, 30, 1300, 900)),
        (QRect(5_000, 4_000, 1440, 900), (MAIN, LEFT), QRect(480, 140, 1440, 900)),
        (QRect(100, -300, 1440, 900), (MAIN,), QRect(100, 0, 1440, 900)),
        (QRect(5_000, 0, 3_000, 2_000), (MAIN,), QRect(0, 0, 1920, 1040)),
        (QRect(1_900, 50, 1440, 900), (MAIN,), QRect(480, 50, 1440, 900)),
        (QRect(9, 9, 100, 100), (), QRect(9, 9, 100, 100)),
    ],
)
def test_a_window_whose_monitor_is_gone_comes_back_into_sight(
    wanted: QRect, screens: tuple[QRect, ...], expected: QRect
) -> None:
    assert visible(wanted, screens) == expected


def test_a_monitor_that_goes_brings_the_window_back_at_once(
    qtbot: QtBot, qapp: QApplication, large_screen: None
) -> None:
    window = _open(qtbot, qapp, Choices())
    window.window.setGeometry(7_000, 80, 1500, 950)
    # Qt itself would take the signal for a screen that is gone.
    window.window.standing.bring_back()
    assert QRect(0, 0, 2560, 1440).contains(window.window.geometry())
    window.close()
