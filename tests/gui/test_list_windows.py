# SPDX-License-Identifier: MIT
"""Long lists: sorted by the desk, and read page by page off the GUI thread."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt

from desk_app.desk.rows import (
    ApplicationColumn,
    ApplicationLine,
    Filter,
    Group,
    LetterColumn,
    LetterOrder,
    LetterState,
    ListOrder,
    MailColumn,
    MailOrder,
)
from desk_app.gui.case.read import WORK_ORDER
from desk_app.gui.kit.table import ListTable
from desk_app.gui.pages.application.page import PANE, ApplicationListPane
from desk_app.gui.pages.applications.page import Applications
from desk_app.gui.pages.mail.page import MailView
from desk_app.gui.pages.today.page import Today
from desk_app.records.base import ApplicationId
from tests.gui.accessibility import commit
from tests.gui.pages import CTRL, SHIFT, Opened
from tests.gui.small_desk import LINES, SmallQueries

ROWS = 5_000
PAGE = 100


class Watched:
    """Notes which rows were asked for, and on which thread."""

    def __init__(self, queries: SmallQueries) -> None:
        self.asked: list[Sequence[int]] = []
        self.threads: set[int] = set()
        self._queries = queries

    def lines(self, ids: Sequence[int], today: date) -> tuple[ApplicationLine, ...]:
        self.asked.append(ids)
        self.threads.add(threading.get_ident())
        return SmallQueries.lines(self._queries, ids, today)


@pytest.fixture
def watched(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> Watched:
    """Return the watch over a list of many applications that is open."""
    opened.entrance.store.lines = tuple(
        replace(LINES[0], id=ApplicationId(number), receipt_number=f"R8-{number:04d}")
        for number in range(1, ROWS + 1)
    )
    watch = Watched(opened.entrance.store.queries)
    monkeypatch.setattr(opened.entrance.store.queries, "lines", watch.lines)
    opened.sign_in()
    opened.press(Qt.Key.Key_3, CTRL)
    return watch


def test_scrolling_asks_for_two_pages_at_most_and_never_on_the_gui_thread(
    opened: Opened, watched: Watched
) -> None:
    bar = opened.part(ListTable, "applicationTable").verticalScrollBar()
    assert bar.maximum() > ROWS
    for part in (0.5, 0.731, 1.0):
        watched.asked.clear()
        bar.setValue(round(bar.maximum() * part))
        opened.settle()
        assert 1 <= len(watched.asked) <= 2, "what is in sight lies on two pages at most"
        assert all(len(ids) <= PAGE for ids in watched.asked)
    watched.asked.clear()
    bar.setValue(bar.maximum() // 2)
    opened.settle()
    assert watched.asked == [], "a page that was read is kept"
    assert watched.threads
    assert threading.get_ident() not in watched.threads


def test_of_a_text_the_newest_come_first_and_the_rest_behind_them(
    opened: Opened, watched: Watched
) -> None:
    table = opened.part(ListTable, "applicationTable")
    view = opened.shell.view
    assert isinstance(view, Applications)
    told = list[tuple[int, int]]()
    view.presenter.shown.connect(
        lambda window: told.append((table.model().rowCount(), window.count))
    )
    view.presenter.show(Filter(LINES[0].name), ListOrder())
    opened.settle()
    assert told == [(PAGE, PAGE), (ROWS, ROWS)]
    assert len(watched.asked[-1]) == PAGE
    bar = table.verticalScrollBar()
    bar.setValue(bar.maximum())
    opened.settle()
    told.clear()
    view.presenter.read_again()
    opened.settle()
    assert told == [(ROWS, ROWS)], "nobody is scrolled away from his row"
    assert bar.value() == bar.maximum()
    assert table.model().index(0, 0).data() == "R8-0001"
    told.clear()
    view.presenter.show(Filter(LINES[0].name[:1]), ListOrder())
    view.presenter.show(Filter("nobody"), ListOrder())
    opened.settle()
    assert told == [(0, 0)], "of a text that was typed over nothing is shown"


def test_keys_sort_by_each_column_in_turn(at_work: Opened) -> None:
    at_work.press(Qt.Key.Key_3, CTRL)
    view = at_work.shell.view
    assert isinstance(view, Applications)
    at_work.part(ListTable, "applicationTable").setFocus()
    asked = at_work.entrance.store.queries.asked
    seen = []
    for _ in range(len(ApplicationColumn)):
        at_work.press(Qt.Key.Key_Right, CTRL | SHIFT)
        seen.append(asked[-1][1])
    assert {order.column for order in seen} == set(ApplicationColumn)
    assert all(order.ascending for order in seen)
    at_work.press(Qt.Key.Key_Left, CTRL | SHIFT)
    assert asked[-1][1] == seen[-2]
    at_work.press(Qt.Key.Key_Down, CTRL | SHIFT)
    assert asked[-1][1] == ListOrder(seen[-2].column, ascending=False)


@pytest.mark.parametrize("name", list(WORK_ORDER))
def test_the_groups_of_today_are_sorted_by_the_desk_too(at_work: Opened, name: str) -> None:
    view = at_work.shell.view
    assert isinstance(view, Today)
    view.presenter.choose(Group.WAITING_FOR_APPLICANT)
    at_work.settle()
    table = at_work.part(ListTable, "today_applications")
    place = [column.name for column in view.presenter.applications.model.columns].index(name)
    table.horizontalHeader().sectionClicked.emit(place)
    at_work.settle()
    wanted, order = at_work.entrance.store.queries.asked[-1]
    assert wanted.group is Group.WAITING_FOR_APPLICANT
    assert order.column is WORK_ORDER[name]
    assert order.ascending is (WORK_ORDER[name] is not ApplicationColumn.BY), "turned round"
    view.presenter.choose(Group.TO_CHECK)
    at_work.settle()
    assert at_work.entrance.store.queries.asked[-1][1].column is ApplicationColumn.BY


def test_the_list_beside_scrolls_to_the_application_that_is_opened(opened: Opened) -> None:
    opened.entrance.store.lines = tuple(
        replace(LINES[0], id=ApplicationId(number), receipt_number=f"R8-{number:04d}")
        for number in range(1, 401)
    )
    pane = ApplicationListPane(opened.sign_in().shell.work)
    pane.resize(PANE, 600)
    pane.mark(ApplicationId(211))
    opened.qtbot.addWidget(pane)
    pane.show()
    opened.settle()
    for number in (211, 5, 399):
        pane.mark(ApplicationId(number))
        opened.settle()
        place = pane.list.visualRect(pane.list.currentIndex())
        assert pane.list.current_id() == number
        assert pane.list.viewport().rect().contains(place), number
        pane.list.verticalScrollBar().setValue(0)
    pane.read_again()
    opened.settle()
    assert pane.list.verticalScrollBar().value() == 0, "what changes elsewhere moves nothing"
    pane.seek(ApplicationId(399))
    assert pane.list.viewport().rect().contains(pane.list.visualRect(pane.list.currentIndex()))


@pytest.mark.parametrize("column", MailColumn)
def test_the_mail_is_sorted_and_searched_by_the_desk(at_work: Opened, column: MailColumn) -> None:
    at_work.press(Qt.Key.Key_2, CTRL)
    table = at_work.part(ListTable, "mailTable")
    view = at_work.shell.view
    assert isinstance(view, MailView)
    asked = at_work.entrance.store.queries.mail_asked
    place = [each.name for each in view.presenter.model.columns].index(column.value)
    table.horizontalHeader().sectionClicked.emit(place)
    at_work.settle()
    assert asked[-1] == ("", MailOrder(column, ascending=True))
    at_work.press(Qt.Key.Key_Down, CTRL | SHIFT)
    assert asked[-1] == ("", MailOrder(column, ascending=False))
    at_work.press(Qt.Key.Key_F, CTRL)
    commit(at_work.focus(), "𠮷野")
    at_work.press(Qt.Key.Key_Down)
    at_work.qtbot.waitUntil(lambda: asked[-1] == ("𠮷野", MailOrder(column, ascending=False)))
    at_work.settle()
    assert view.presenter.model.rowCount() == 1


def test_letters_of_a_group_are_sorted_by_the_desk(at_work: Opened) -> None:
    view = at_work.shell.view
    assert isinstance(view, Today)
    view.presenter.choose(Group.TO_PRINT)
    at_work.settle()
    at_work.part(ListTable, "today_letters").setFocus()
    asked = at_work.entrance.store.queries.letters_asked
    at_work.press(Qt.Key.Key_Right, CTRL | SHIFT)
    assert asked[-1] == (LetterState.TO_PRINT, LetterOrder(LetterColumn.KIND))
    at_work.press(Qt.Key.Key_Down, CTRL | SHIFT)
    assert asked[-1] == (LetterState.TO_PRINT, LetterOrder(LetterColumn.KIND, ascending=False))
