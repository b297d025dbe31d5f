# SPDX-License-Identifier: MIT
"""Letters by key: the page is read from the list, begins at its top, and one letter is chosen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication
from pytestqt.qtbot import QtBot

from desk_app.gui.kit.columns import CellRole
from desk_app.gui.kit.table import ItemList
from desk_app.gui.page import Place
from desk_app.gui.pages.letters.page import LettersView
from desk_app.records.application import Right
from tests.gui.case_desk import TODAY, answered, application, licence, log, record
from tests.gui.case_pages import Cases

CTRL = Qt.KeyboardModifier.ControlModifier


def _list(qtbot: QtBot, *words: str) -> ItemList:
    """Return a list; words in capitals are headings."""
    shown = ItemList("letters")
    qtbot.addWidget(shown)
    model = QStandardItemModel(shown)
    for word in words:
        item = QStandardItem(word)
        item.setData(word.isupper(), CellRole.HEADING)
        model.appendRow(item)
    shown.setModel(model)
    shown.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    with qtbot.waitActive(shown):
        shown.show()
    return shown


def test_a_held_key_adds_nothing_to_what_the_program_chooses(qtbot: QtBot) -> None:
    shown = _list(qtbot, "a", "b")
    shown.choose(0)
    QTest.keyPress(shown, Qt.Key.Key_Control, CTRL)
    assert QGuiApplication.keyboardModifiers() == CTRL
    shown.choose(1)
    QTest.keyRelease(shown, Qt.Key.Key_Control)
    assert [index.row() for index in shown.selectedIndexes()] == [1]


def test_the_heading_of_an_item_comes_into_sight_with_it(qtbot: QtBot) -> None:
    shown = _list(qtbot, "HEAD", *(f"item {n}" for n in range(80)))
    shown.choose(80)
    QApplication.processEvents()
    shown.choose(1)
    assert shown.verticalScrollBar().value() == 0


def test_page_down_reads_the_letter_on_and_another_letter_begins_at_its_top(cases: Cases) -> None:
    for _ in range(2):
        id_ = log(cases.desk, application(Right.DISCLOSURE), licence(), stamps=((500, 1),))
        answered(cases.desk, id_, record(name="髙橋 花子"))
    cases.desk.clock.move_to(TODAY)
    view = cases.open().go(Place.LETTERS, None, LettersView)
    assert cases.case is not None
    first, bar = view.presenter.state.current, view.page.view.verticalScrollBar()
    cases.case.press(view.queue.list, Qt.Key.Key_PageDown)
    assert view.presenter.state.current == first
    assert bar.value() > 0
    cases.case.press(view.queue.list, Qt.Key.Key_Down)
    assert view.presenter.state.current != first
    assert bar.value() == 0
    cases.case.press(view.queue.list, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is view.page.view


def test_arrows_go_past_a_heading_to_the_letter_behind_it(qtbot: QtBot) -> None:
    shown = _list(qtbot, "ISSUE", "a", "PRINT", "b", "POST", "c")
    shown.choose(1)
    for key, word in (
        (Qt.Key.Key_Down, "b"),
        (Qt.Key.Key_Down, "c"),
        (Qt.Key.Key_Down, "c"),
        (Qt.Key.Key_Up, "b"),
        (Qt.Key.Key_Home, "a"),
        (Qt.Key.Key_Up, "a"),
    ):
        QTest.keyClick(shown, key)
        chosen = [index.data() for index in shown.selectedIndexes()]
        assert (shown.currentIndex().data(), chosen) == (word, [word])
