# SPDX-License-Identifier: MIT
"""A new rulebook version by keys: put in force, seen before and after, confirmed, undone (AP)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk_app.bootstrap import rulebook_path
from desk_app.desk.applications import deciding
from desk_app.desk.context import Desk
from desk_app.desk.opened import soundness
from desk_app.gui.kit.fields.choices import ChoiceBox
from desk_app.gui.kit.tables.table import ListTable
from desk_app.gui.navigation import Navigation
from desk_app.gui.page import Place
from desk_app.gui.pages.settings.book import SettingsPart
from desk_app.gui.pages.settings.page import SettingsView
from desk_app.gui.pages.settings.rulebook import version_book
from desk_app.gui.pages.settings.rulebook.values_page import ValuesPage
from desk_app.gui.pages.settings.rulebook.version_page import RulebookPage
from desk_app.gui.session.entrance import NewPerson
from desk_app.records.base import ApplicationId
from desk_app.records.books.journal import Action
from desk_app.records.case.application import Right
from desk_app.records.case.decisions import Content, Outcome, Referral
from desk_app.records.desk.people import Role
from tests.gui.accessibility import unnamed
from tests.gui.case_desk import CLERK, PASSWORD, SUPERVISOR, CaseDesk, application, found, log
from tests.gui.case_pages import Case, open_case
from tests.gui.due_desk import made_safe
from tests.gui.pages import CTRL

OFFICER = NewPerson("石川 秀樹", frozenset({Role.OFFICER}), PASSWORD)
STAMPS = ((500, 2),)


@pytest.fixture
def desk(tmp_path: Path) -> CaseDesk:
    """A desk of an officer and two others, on which two paid requests and a free one are open."""
    made = found(tmp_path, OFFICER, CLERK, SUPERVISOR)
    for rights, stamps in (
        ((Right.DISCLOSURE,), STAMPS),
        ((Right.CORRECTION,), ()),
        ((Right.DISCLOSURE,), STAMPS),
    ):
        log(made, application(*rights), stamps=stamps)
    (tmp_path / "copies").mkdir()
    made.do(lambda open_: made_safe(open_, tmp_path / "copies"), OFFICER)
    return made


@pytest.fixture
def case(desk: CaseDesk, tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[Case]:
    """The officer's window, after a version came with the program under which the fee is dearer."""
    dearer(desk, tmp_path)
    opened = open_case(qtbot, qapp, desk)
    yield opened
    opened.close()


def dearer(desk: CaseDesk, folder: Path) -> None:
    """Bring a version under which the fee is 1,100 yen."""
    source = rulebook_path().read_text("utf-8")
    for old, new in (
        ('version = "2026.11"', 'version = "2027.1"'),
        ("value = 1000", "value = 1100"),
    ):
        assert old in source
        source = source.replace(old, new, 1)
    desk.rulebook = folder / "rulebook.toml"
    desk.rulebook.write_text(source, "utf-8")


def _page(case: Case) -> RulebookPage:
    case.window.shell.session.open_settings.emit(SettingsPart.RULEBOOK)
    case.window.settle()
    page = case.view(SettingsView).findChild(RulebookPage)
    assert isinstance(page, RulebookPage)
    return page


def _type_passwords(case: Case, own: str, second: str) -> None:
    for name, password in (("own_password", own), ("second_password", second)):
        case.write(case.ask().field(name).editor, password)


def _count(case: Case) -> int | None:
    rail = case.window.shell.findChild(Navigation)
    assert isinstance(rail, Navigation)
    return rail.counted(Place.SETTINGS)


def _table(page: RulebookPage, name: str = "rulebookApplications") -> ListTable:
    table = page.findChild(ListTable, name)
    assert isinstance(table, ListTable)
    return table


def _cells(table: ListTable, row: int) -> list[str]:
    model = table.model()
    return [model.index(row, column).data() for column in range(model.columnCount())]


def _changes(page: RulebookPage) -> dict[str, list[str]]:
    table = _table(page, "rulebookChanges")
    rows = [_cells(table, row) for row in range(table.model().rowCount())]
    return {what: values for what, *values in rows}


def _propose(desk: Desk) -> None:
    """Have the clerk propose a referral of the first application: it needs nothing to be shown."""
    with desk.ports.store.reading() as books:
        asked = books.files.get(ApplicationId(1)).application
        clerk = next(user for user in books.people.all() if user.name == CLERK.name)
    content = Content(referral=Referral("会員サービス窓口", "電話 03-0000-0000"))
    draft = deciding.ProposalDraft(
        asked.id, asked.version, asked.claims[0].id, Outcome.REFERRED, content=content
    )
    deciding.propose(replace(desk, actor=clerk), draft)


def _actions(desk: Desk) -> list[Action]:
    with desk.ports.store.reading() as books:
        return [each.action for each in books.journal.entries()]


def _under(case: Case, id_: int) -> str:
    return case.read(ApplicationId(id_)).application.rulebook_version.partition("+")[0]


def test_a_version_is_seen_put_in_force_by_two_and_confirmed_by_keys_one_by_one_or_all(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(version_book, "SLICE", 1)
    _no_value_is_changed_while_it_waits(case)
    page = _page(case)
    _what_it_changes_is_seen(case, page)
    _two_put_it_in_force_and_nobody_else(case)
    table = _table(page)
    assert [_under(case, id_) for id_ in (1, 2, 3)] == ["2026.11"] * 3, "it moves no open one"
    assert not page.doing["inForce"].isVisible()
    assert table.hasFocus()
    assert page.doing["takeAll"].text() == "すべて確認（3件）"
    _one_is_confirmed_and_taken_back(case, table)
    case.do(_propose)
    page.book.read_again()
    case.window.settle()
    case.press(table, Qt.Key.Key_Home, CTRL)
    assert not page.doing["take"].isEnabled(), "what is proposed stays under its rules"
    case.main()
    assert [_under(case, id_) for id_ in (1, 2, 3)] == ["2026.11", "2027.1", "2027.1"]
    assert not page.doing["takeAll"].isEnabled()
    assert _count(case) == 1
    case.press(table, Qt.Key.Key_Z, CTRL)
    assert [_under(case, id_) for id_ in (1, 2, 3)] == ["2026.11"] * 3, "taken back together"


def _no_value_is_changed_while_it_waits(case: Case) -> None:
    case.window.shell.session.open_settings.emit(SettingsPart.VALUES)
    case.window.settle()
    page = case.view(SettingsView).findChild(ValuesPage)
    assert isinstance(page, ValuesPage)
    assert not page.doing["changeValue"].isVisible()
    assert not page.doing["installFile"].isVisible()
    table = page.findChild(ListTable, "fileChanges")
    assert isinstance(table, ListTable)
    rows = [_cells(table, row) for row in range(table.model().rowCount())]
    assert [(row[0], row[2], row[3]) for row in rows] == [("手数料の額", "1,000円", "1,100円")]
    case.press(table, Qt.Key.Key_Escape)
    assert page.book.state.file is not None


def _what_it_changes_is_seen(case: Case, page: RulebookPage) -> None:
    """Before anything is done; Enter on an application does nothing yet."""
    table = _table(page)
    assert [_cells(table, row)[0] for row in range(3)] == ["R8-0001", "R8-0002", "R8-0003"]
    assert _cells(table, 1)[2] == "変わりません"
    assert _changes(page)["手数料"] == ["1,000円", "1,100円"]
    assert _changes(page)["手数料が100円不足しています"] == ["なし", "不足"]
    assert unnamed(page) == []
    case.press(table, Qt.Key.Key_Return)
    assert _under(case, 1) == "2026.11"


def _two_put_it_in_force_and_nobody_else(case: Case) -> None:
    case.main()
    ask = case.ask()
    choice = ask.field("second_person").editor
    assert isinstance(choice, ChoiceBox)
    assert [choice.itemText(row) for row in range(choice.count())] == [SUPERVISOR.name]
    assert unnamed(ask) == []
    _type_passwords(case, PASSWORD, "nonsense")
    case.main()
    assert case.ask() is ask
    assert case.window.shell.session.desk.rulebook.version.startswith("2026.11")
    case.press(ask.field("second_password").editor, Qt.Key.Key_A, CTRL)
    case.write(ask.field("second_password").editor, SUPERVISOR.password)
    case.main()
    case.window.come_back()
    assert case.window.shell.session.desk.rulebook.version.startswith("2027.1")
    assert case.do(_actions)[-2:] == [Action.RULEBOOK_PROPOSED, Action.RULEBOOK_CONFIRMED]
    case.do(soundness.check_journal)


def _one_is_confirmed_and_taken_back(case: Case, table: ListTable) -> None:
    case.press(table, Qt.Key.Key_Down)
    case.press(table, Qt.Key.Key_Return)
    assert [_under(case, id_) for id_ in (1, 2, 3)] == ["2026.11", "2027.1", "2026.11"]
    left = [_cells(table, row)[0] for row in range(table.model().rowCount())]
    assert left == ["R8-0001", "R8-0003"]
    assert _count(case) == 2
    case.press(table, Qt.Key.Key_Z, CTRL)
    assert _under(case, 2) == "2026.11"
    assert table.model().rowCount() == 3
