# SPDX-License-Identifier: MIT
"""However slow the store is, the window answers: on every page, in every deed, while it locks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy import create_engine, text

from desk_app.gui.kit.display.notes import NoteFrame
from desk_app.gui.page import Place
from desk_app.gui.pages.application.page import ApplicationView
from desk_app.records.base import ApplicationId
from desk_app.records.case.application import Right
from tests.gui.case_desk import TODAY, application, licence, log
from tests.gui.case_pages import Case, Cases
from tests.gui.pages import CTRL
from tests.gui.slow_store import SlowStore, answers, slow_store

WITH_A_CASE = (Place.APPLICATION, Place.COMPARISON, Place.DECISION)
PAGES = (Place.MAIL, Place.APPLICATIONS, Place.LETTERS, Place.POST, Place.INTAKE, *WITH_A_CASE)
"""All that a clerk may see, but Today, to which each way back leads."""
DEPARTMENT = "会員サービス部"


@pytest.fixture
def slow() -> Iterator[SlowStore]:
    with slow_store() as store:
        yield store


@pytest.fixture
def case(cases: Cases) -> Case:
    log(cases.desk, application(Right.DISCLOSURE), licence(), stamps=((500, 2),))
    cases.desk.clock.move_to(TODAY)
    return cases.open()


def test_pages_deeds_and_a_lock_answer_while_the_store_is_slow(case: Case, slow: SlowStore) -> None:
    for place in PAGES:
        thing = ApplicationId(1) if place in WITH_A_CASE else None
        with slow.holding():
            case.window.shell.go(place, thing)
            case.window.qtbot.waitUntil(slow.held.is_set)
            assert answers(case), place
            QTest.keyClick(QApplication.focusWidget() or case.window.window, Qt.Key.Key_1, CTRL)
            assert case.window.shell.place is Place.TODAY, place
            assert answers(case), place
        case.window.settle()
        assert slow.on_window == [], place
    _a_deed_that_takes_long_is_said_to_go_on(case, slow)
    with slow.holding():
        case.window.shell.go(Place.APPLICATIONS)
        case.window.qtbot.waitUntil(slow.held.is_set)
        case.window.window.lock()
        assert case.window.window.shell is None
        assert answers(case)
    case.window.settle()
    assert slow.on_window == []


def _a_deed_that_takes_long_is_said_to_go_on(case: Case, slow: SlowStore) -> None:
    view = case.go(Place.APPLICATION, ApplicationId(1), ApplicationView)
    case.main()
    ask = case.ask()
    case.write(ask.field("department").editor, DEPARTMENT)
    note = ask.findChild(NoteFrame, "busy")
    assert note is not None
    with slow.holding():
        QTest.keyClick(QApplication.focusWidget() or view, Qt.Key.Key_Return, CTRL)
        case.window.qtbot.waitUntil(slow.held.is_set)
        assert answers(case)
        assert not case.window.runner.idle
        case.window.qtbot.waitUntil(note.isVisible)
        assert "実行しています" in note.accessibleName()
    case.window.settle()
    assert not case.asked()
    assert [each.department for each in case.read(ApplicationId(1)).inquiries] == [DEPARTMENT]
    assert slow.on_window == []


def test_a_statement_of_the_window_itself_is_found(slow: SlowStore) -> None:
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        connection.execute(text("SELECT 1"))
    engine.dispose()
    assert slow.on_window == ["SELECT 1"]
