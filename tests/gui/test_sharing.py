# SPDX-License-Identifier: MIT
"""Who looks after what, in the window: taken over, given, narrowed to mine; filters by name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk_app.desk.applications import caring, narrowing
from desk_app.desk.applications.caring import AbsenceDraft
from desk_app.desk.context import Desk
from desk_app.desk.rows import Group
from desk_app.gui.kit.fields.choices import ChoiceBox
from desk_app.gui.kit.fields.fields import LongText, OfferingLineEdit
from desk_app.gui.kit.fields.form import set_value
from desk_app.gui.kit.fields.search import SearchField
from desk_app.gui.kit.layout.buttons import CheckBox
from desk_app.gui.kit.look.text import Text
from desk_app.gui.page import Place
from desk_app.gui.pages.application.page import ApplicationView
from desk_app.gui.pages.applications.page import Applications
from desk_app.gui.pages.today.page import Today
from desk_app.gui.printing import spooler
from desk_app.gui.session.entrance import NewPerson
from desk_app.records.base import ApplicationId, UserId
from desk_app.records.case.application import Right
from desk_app.records.case.history import CorrectiveNeed
from desk_app.records.desk.people import Language, Role
from tests.gui.accessibility import shown_words, unnamed
from tests.gui.case_desk import ARRIVED, CLERK, PASSWORD, application, found, log
from tests.gui.case_pages import Case, open_case
from tests.gui.pages import CTRL, SHIFT
from tests.gui.small_safe import Printer

pytestmark = pytest.mark.once(under="second")

CHIEF = NewPerson("山口 直人", frozenset({Role.SUPERVISOR}), PASSWORD)
ONE, TWO = ApplicationId(1), ApplicationId(2)


@pytest.fixture
def case(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Case]:
    """A supervisor's window on a desk with two applications that a clerk logged."""
    monkeypatch.setattr(spooler, "system", Printer)
    desk = found(tmp_path, CHIEF, CLERK)
    for _ in range(2):
        log(desk, application(Right.DISCLOSURE))
    opened = open_case(qtbot, qapp, desk)
    yield opened
    opened.close()


def me(case: Case) -> UserId:
    return case.window.shell.session.desk.actor.id


def carer(case: Case, id_: ApplicationId) -> str:
    """Return the name of who looks after an application."""

    def read(desk: Desk) -> str:
        (line,) = desk.ports.store.queries.lines([id_], desk.today)
        return next((u.name for u in caring.team(desk).people if u.id == line.carer), "")

    return case.do(read)


def test_an_application_tells_who_looks_after_it_where_its_papers_lie_and_what_came_before(
    case: Case,
) -> None:
    _taken_over_given_and_undone(case)
    _where_the_papers_lie(case)
    _asked_before(case)


def _taken_over_given_and_undone(case: Case) -> None:
    view = case.go(Place.APPLICATION, ONE, ApplicationView)
    told = case.window.part(Text, "carer")
    assert told.text() == f"担当 {CLERK.name}"
    case.press(view, Qt.Key.Key_T, CTRL)
    assert (carer(case, ONE), told.text()) == (CHIEF.name, f"担当 {CHIEF.name}")
    assert not view.doing["takeOver"].isEnabled()
    case.window.shell.doing["undo"].trigger()
    case.window.settle()
    assert carer(case, ONE) == CLERK.name
    view.doing["assign"].trigger()
    case.window.settle()
    case.main()
    assert carer(case, ONE) == CHIEF.name
    view.doing["handBack"].trigger()
    case.window.settle()
    assert (carer(case, ONE), told.text()) == ("", "担当なし")


def _absent_with_who_stands_in(case: Case) -> None:
    view = case.go(Place.APPLICATION, ONE, ApplicationView)
    clerk = next(u.id for u in case.do(caring.team).people if u.name == CLERK.name)
    view.doing["absence"].trigger()
    case.window.settle()
    ask = case.ask()
    for name, value in (("user", clerk), ("until", ARRIVED + timedelta(days=2))):
        set_value(ask.field(name).editor, value)
    case.main()
    told = case.window.part(Text, "carer")
    assert "代理なし" in told.text()
    case.do(
        lambda desk: caring.set_absence(
            desk, AbsenceDraft(clerk, ARRIVED + timedelta(days=2), me(case))
        )
    )
    today = case.go(Place.TODAY, None, Today)
    assert f"代理 {CHIEF.name}" in case.window.part(Text, "away").text()
    case.press(today, Qt.Key.Key_M, CTRL | SHIFT)
    assert sum(today.book.state.counts.values()) == 2
    # Whoever is signed in is there: he is told what is noted of him, and is absent nowhere.
    until = ARRIVED + timedelta(days=2)
    case.do(lambda desk: caring.set_absence(desk, AbsenceDraft(me(case), until)))
    case.go(Place.APPLICATION, TWO, ApplicationView)
    assert "不在" not in case.window.part(Text, "carer").text()
    case.go(Place.TODAY, None, Today)
    assert "あなたは" in case.window.part(Text, "away").text()


def test_lists_are_narrowed_to_somebody_and_who_is_absent_is_told(case: Case) -> None:
    _today_narrowed_to_mine(case)
    _list_narrowed_and_kept_under_a_name(case)
    _absent_with_who_stands_in(case)


def _today_narrowed_to_mine(case: Case) -> None:
    case.do(lambda desk: caring.take_over(desk, TWO))
    today = case.go(Place.TODAY, None, Today)
    assert sum(today.book.state.counts.values()) == 2
    model = today.book.applications.model
    carers = {model.cell_at(model.index(row, 1)).detail for row in range(model.rowCount())}
    assert carers
    assert carers <= {CLERK.name, CHIEF.name}
    case.press(today, Qt.Key.Key_M, CTRL | SHIFT)
    assert case.window.part(CheckBox, "mineOnly").isChecked()
    assert sum(today.book.state.counts.values()) == 1
    assert today.book.applications.model.rowCount() == 1
    assert case.do(narrowing.sees_mine)
    case.window.speak(Language.EN)
    today = case.go(Place.TODAY, None, Today)
    case.window.speak(Language.JA)
    today = case.go(Place.TODAY, None, Today)
    assert today.book.state.mine
    assert today.book.state.counts[Group.WAITING_FOR_DEPARTMENT] in {0, 1}
    assert unnamed(today) == []
    case.press(today, Qt.Key.Key_M, CTRL | SHIFT)
    assert sum(today.book.state.counts.values()) == 2
    assert not case.do(narrowing.sees_mine)


def _shown(page: Applications) -> list[object]:
    return [page.book.model.id_at(row) for row in range(page.book.model.rowCount())]


def _choose(case: Case, name: str, value: object) -> None:
    box = case.window.part(ChoiceBox, name)
    box.set_value(value)
    box.chosen.emit(value)
    case.window.settle()


def _search(case: Case, text: str) -> None:
    case.window.part(SearchField, "search").ask_for(text)
    case.window.settle()


def _answer(case: Case, page: Applications, action: str, name: str = "") -> None:
    page.doing[action].trigger()
    case.window.settle()
    if name:
        set_value(case.ask().field("name").editor, name)
    case.main()


def _list_narrowed_and_kept_under_a_name(case: Case) -> None:
    page = case.go(Place.APPLICATIONS, None, Applications)
    _choose(case, "whose", "mine")
    assert _shown(page) == [TWO]
    _search(case, "髙橋")
    _answer(case, page, "saveFilter", "髙橋さんの件")
    _choose(case, "whose", None)
    _search(case, "")
    assert len(_shown(page)) == 2
    _choose(case, "savedFilter", "髙橋さんの件")
    whose = case.window.part(ChoiceBox, "whose").value()
    assert (_shown(page), whose, page.book.wanted.text) == ([TWO], "mine", "髙橋")
    assert unnamed(page) == []
    _answer(case, page, "renameFilter", "自分の件")
    kept = case.do(lambda desk: narrowing.saved_filters(desk, "applications"))
    assert [each.name for each in kept] == ["自分の件"]
    _choose(case, "savedFilter", "自分の件")
    _answer(case, page, "deleteFilter")
    assert case.do(lambda desk: narrowing.saved_filters(desk, "applications")) == ()
    _choose(case, "savedFilter", None)
    page._table.choose_id(ONE)
    case.press(page._table, Qt.Key.Key_T, CTRL)
    assert carer(case, ONE) == CHIEF.name
    case.window.shell.doing["undo"].trigger()
    case.window.settle()
    assert carer(case, ONE) == CLERK.name


def _asked_before(case: Case) -> None:
    view = case.go(Place.APPLICATION, TWO, ApplicationView)
    told = shown_words(view.body)
    assert any("過去12か月" in each and "開示 1回 (R8-0001)" in each for each in told), told
    view.open_thing(ONE)
    case.window.settle()
    assert not any("過去12か月" in each for each in shown_words(view.body))


def _where_the_papers_lie(case: Case) -> None:
    view = case.go(Place.APPLICATION, ONE, ApplicationView)
    told = view.header.findChild(Text, "filed")
    assert told is not None
    assert told.isHidden()
    _note(case, view, "第3書庫 棚12")
    assert told.text() == "書類 第3書庫 棚12  是正処置が必要"
    view.doing["filing"].trigger()
    case.window.settle()
    said = [case.ask().field(name).value() for name in ("place", "corrective", "remark")]
    assert said == ["第3書庫 棚12", CorrectiveNeed.NEEDED, "髙と𠮷に注意"]
    case.ask().reject()
    case.window.settle()
    view = case.go(Place.APPLICATION, TWO, ApplicationView)
    assert view.book.opened is not None
    assert view.book.opened.beside.places == ("第3書庫 棚12",)
    assert told.isHidden()
    view = case.go(Place.APPLICATION, ONE, ApplicationView)
    case.window.shell.doing["undo"].trigger()
    case.window.settle()
    assert told.isHidden()
    assert not unnamed(view)


def _note(case: Case, view: ApplicationView, place: str) -> None:
    view.doing["filing"].trigger()
    case.window.settle()
    line, remark = case.ask().field("place").editor, case.ask().field("remark").editor
    assert isinstance(line, OfferingLineEdit)
    assert isinstance(remark, LongText)
    line.setText(place)
    set_value(case.ask().field("corrective").editor, CorrectiveNeed.NEEDED)
    remark.setPlainText("髙と𠮷に注意")
    case.main()
    case.window.settle()
