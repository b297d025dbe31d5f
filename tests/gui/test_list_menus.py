# SPDX-License-Identifier: MIT
"""The menu of a list, and what Edit does with whatever has the keys."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from desk_app.gui.kit.tables.table import ListTable
from desk_app.gui.page import Place
from desk_app.gui.pages.application.page import ApplicationView
from desk_app.gui.pages.applications.page import Applications
from desk_app.gui.shell.help import ReadTable
from desk_app.records.case.application import Right
from tests.gui.case_desk import application, log
from tests.gui.case_pages import Case, Cases
from tests.gui.pages import CTRL

NAME = "𠮷﨑 渡邉\U000e0100"


def test_lists_and_help_offer_what_can_be_done_and_edit_copies_and_pastes(cases: Cases) -> None:
    id_ = log(cases.desk, application(Right.DISCLOSURE, name=NAME))
    case = cases.open()
    view = case.go(Place.APPLICATIONS, None, Applications)
    (table,) = view.findChildren(ListTable, "applicationTable")
    table.setFocus()
    table.choose(0)
    _the_menu_key_offers_what_can_be_done_on_the_line_and_copies_it(case, table)
    case.window.come_back()
    _edit_copies_lines_of_a_list_and_pastes_into_a_field(case, view, table)
    _help_tells_the_keys_of_the_page_and_the_licences(case, view)
    page = case.go(Place.APPLICATION, id_, ApplicationView)
    menu = page.menu_of(page.findChildren(ListTable)[0])
    words = {each.text() for each in menu.actions()}
    offered = {page.doing[each].text() for each in ("ask_department", "caseSlip", "correct")}
    assert offered <= words
    menu.close()


def _the_menu_key_offers_what_can_be_done_on_the_line_and_copies_it(
    case: Case, table: ListTable
) -> None:
    middle = table.visualRect(table.currentIndex()).center()
    for reason in (QContextMenuEvent.Reason.Keyboard, QContextMenuEvent.Reason.Mouse):
        at = QPoint() if reason is QContextMenuEvent.Reason.Keyboard else middle
        there = table.viewport().mapToGlobal(at)
        QApplication.sendEvent(table.viewport(), QContextMenuEvent(reason, at, there))
        (menu,) = table.findChildren(QMenu, "listMenu")
        words = [each.text() for each in menu.actions() if not each.isSeparator()]
        assert words[:3] == ["開く\tEnter", "行をコピー\tCtrl+C", "担当を引き継ぐ"]
        menu.actions()[1].trigger()
        copied = QApplication.clipboard().text()
        assert NAME in copied
        assert copied.count("\t") == table.model().columnCount() - 1
        QApplication.clipboard().clear()
        menu.close()
        case.window.settle()


def _edit_copies_lines_of_a_list_and_pastes_into_a_field(
    case: Case, view: Applications, table: ListTable
) -> None:
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_C, CTRL)
    assert NAME in QApplication.clipboard().text()
    QApplication.clipboard().setText(NAME)
    view.to_search()
    for name in ("paste", "selectAll", "cut"):
        action = case.window.window.findChild(QAction, name)
        assert isinstance(action, QAction)
        action.trigger()
        if name == "paste":
            assert case.window.focus().text() == NAME  # type: ignore[attr-defined] # the field
    assert case.window.focus().text() == ""  # type: ignore[attr-defined] # the field
    case.window.settle()


def _help_tells_the_keys_of_the_page_and_the_licences(case: Case, view: Applications) -> None:
    for name, dialog, lines in (
        ("pageKeys", "pageKeys", dict(view.keys_told())),
        ("about", "aboutProgram", {"SQLAlchemy ": "MIT", "reportlab ": "BSD"}),
    ):
        action = case.window.window.findChild(QAction, name)
        assert isinstance(action, QAction)
        action.trigger()
        case.window.settle()
        (shown,) = case.window.window.findChildren(ReadTable, dialog)
        told = {line.first: line.second for line in shown.model.rows}
        for first, second in lines.items():
            assert any(each.startswith(first) and told[each].startswith(second) for each in told)
        assert len(told) > 10
        assert all(told.values())
        shown.reject()
        case.window.come_back()
