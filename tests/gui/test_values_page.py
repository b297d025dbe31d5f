# SPDX-License-Identifier: MIT
"""Dated values by keys: found, written in a form of the file's own, put in force by two (K6)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desk_app.desk.opened import soundness
from desk_app.gui.kit.display.facts import FactsCard
from desk_app.gui.kit.display.notes import NoteFrame
from desk_app.gui.kit.fields.dates import EraDateEdit
from desk_app.gui.kit.fields.form import FormField
from desk_app.gui.kit.look.text import Text
from desk_app.gui.kit.tables.table import ListTable
from desk_app.gui.pages.settings.book import SettingsPart
from desk_app.gui.pages.settings.page import SettingsView
from desk_app.gui.pages.settings.rulebook.values_book import change_of
from desk_app.gui.pages.settings.rulebook.values_page import ValuesPage
from desk_app.i18n import values
from desk_app.records.base import ApplicationId
from desk_app.records.case.application import Right
from desk_app.records.desk.people import Language
from desk_app.rules.rulebook.amending import Entering, dated_values
from tests.gui.accessibility import unnamed
from tests.gui.case_desk import CLERK, PASSWORD, SUPERVISOR, CaseDesk, application, found, log
from tests.gui.case_pages import Case, open_case
from tests.gui.due_desk import made_safe
from tests.gui.test_rulebook_page import OFFICER, STAMPS
from tests.unit.rules.kept import FIRST, SECOND, book_of

APRIL = "令和9年4月1日"
JA = Language.JA
KINDS_OF_VALUES = 30


@pytest.fixture
def desk(tmp_path: Path) -> CaseDesk:
    """A desk of an officer and two others, on which a paid request is open."""
    made = found(tmp_path, OFFICER, CLERK, SUPERVISOR)
    log(made, application(Right.DISCLOSURE), stamps=STAMPS)
    (tmp_path / "copies").mkdir()
    made.do(lambda open_: made_safe(open_, tmp_path / "copies"), OFFICER)
    return made


@pytest.fixture
def case(desk: CaseDesk, qtbot: QtBot, qapp: QApplication) -> Iterator[Case]:
    """The officer's window."""
    opened = open_case(qtbot, qapp, desk)
    yield opened
    opened.close()


def _page(case: Case) -> ValuesPage:
    case.window.shell.session.open_settings.emit(SettingsPart.VALUES)
    case.window.settle()
    page = case.view(SettingsView).findChild(ValuesPage)
    assert isinstance(page, ValuesPage)
    return page


def _sought(case: Case, page: ValuesPage, text: str) -> None:
    """Find a value by typing, and go into its form."""
    case.press(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    page.search.ask_for(text)
    case.window.settle()
    case.press(page.search, Qt.Key.Key_Down)
    case.window.settle()
    page.table.choose(1)
    case.window.settle()
    case.press(page.table, Qt.Key.Key_Return)


def _write(case: Case, editor: QWidget, text: str) -> None:
    case.press(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    case.write(editor, text)
    if isinstance(editor, EraDateEdit):
        editor.understand()


def _told(field: FormField) -> str:
    """Return what is said under a field."""
    return field.body.error.text()


def _rows(table: ListTable) -> list[list[str]]:
    model = table.model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def _both(case: Case, second: str = SUPERVISOR.password) -> None:
    """Have both people type their passwords into the question, and do it."""
    for name, password in (("own_password", PASSWORD), ("second_password", second)):
        _write(case, case.ask().field(name).editor, password)
    case.main()


def test_values_stand_under_their_parts_and_come_into_force_by_two(
    case: Case, tmp_path: Path
) -> None:
    """Each by itself, a closing that is taken away again, and a whole file."""
    page = _page(case)
    assert unnamed(page) == []
    _what_the_first_value_rests_on_is_read_beside_it(case, page)
    _values_stand_under_headings_which_no_key_comes_to(case, page)
    _the_form_of_each_kind_of_value_says_what_it_says(page)
    _a_part_for_a_new_version_is_offered_where_it_is_asked_for(case, page)
    _a_fee_is_written_anew_by_keys_and_put_in_force_for_a_day_to_come(case, page)
    _a_closing_is_added_and_taken_away_before_it_begins(case, page)
    _a_bad_file_is_told_and_all_stays(case, page, tmp_path)
    _a_file_is_read_in_shown_put_in_force_and_saved(case, page, tmp_path / "saved.toml")


def _a_fee_is_written_anew_by_keys_and_put_in_force_for_a_day_to_come(
    case: Case, page: ValuesPage
) -> None:
    _sought(case, page, "手数料の額")
    _what_cannot_be_is_told_at_its_field(case, page)
    _write(case, page.form["since"].editor, APRIL)
    _write(case, page.form["published"].editor, "令和9年3月1日")
    case.main()
    ask = case.ask()
    assert unnamed(ask) == []
    assert "1,000円 → 1,200円" in ask.note()
    assert "令和9年4月1日" in ask.note()
    _both(case, "nonsense")
    assert case.asked()
    assert case.window.shell.session.desk.rulebook.version.startswith("2026.11+")
    _write(case, case.ask().field("second_password").editor, SUPERVISOR.password)
    case.main()
    case.window.come_back()
    desk = case.window.shell.session.desk
    assert desk.rulebook.version.startswith("2026.11-1+")
    assert desk.rulebook.on(date(2027, 4, 1)).fee.amount == 1200
    assert desk.rulebook.on(desk.today).fee.amount == 1000
    assert case.read(ApplicationId(1)).application.rulebook_version.startswith("2026.11+")
    case.do(soundness.check_journal)
    (row,) = [each for each in _rows(page.table) if each[0] == "手数料の額"]
    assert row[1] == "1,000円"
    _the_change_to_come_is_told_and_left_alone(case, page)


def _what_the_first_value_rests_on_is_read_beside_it(case: Case, page: ValuesPage) -> None:
    """Enter in the list of the parts goes to the value that Ctrl+Enter changes."""
    side = case.view(SettingsView)._side
    side.setFocus()
    case.press(side, Qt.Key.Key_Return)
    assert page.table.hasFocus()
    facts, stated = page.findChild(FactsCard, "valueFacts"), page.findChild(Text, "valueStated")
    assert isinstance(facts, FactsCard)
    assert isinstance(stated, Text)
    said = [each.text() for each in facts.findChildren(Text)]
    assert said == ["適用日", "平成27年2月4日", "根拠", "公表している方針 PR-4 手数料"]
    assert "1,000円" in stated.text()


def _what_cannot_be_is_told_at_its_field(case: Case, page: ValuesPage) -> None:
    """And nothing is asked; what is left in the form is the new fee and why."""
    form = page.form
    case.main()
    assert not case.asked()
    assert _told(form["why"])
    _write(case, form["why"].editor, "改定のため")
    _write(case, form["value.value"].editor, "1200")
    case.main()
    assert "公表した日" in _told(form["published"])
    _write(case, form["published"].editor, "令和8年11月10日")
    _write(case, form["since"].editor, "令和8年11月15日")
    case.main()
    assert "今日より前" in _told(form["since"])
    assert not case.asked()


def _the_change_to_come_is_told_and_left_alone(case: Case, page: ValuesPage) -> None:
    _sought(case, page, "手数料の額")
    note = page.findChild(NoteFrame, "valueNote")
    assert isinstance(note, NoteFrame)
    assert "令和9年4月1日からの変更：1,200円" in note.accessibleName()
    dated = page.findChild(ListTable, "dated")
    assert isinstance(dated, ListTable)
    assert dated.isVisible()
    assert _rows(dated) == [["平成27年2月4日", "1,000円"], ["令和9年4月1日", "1,200円"]]
    form = page.form
    _write(case, form["value.rights:purpose"].editor, "300")
    _write(case, form["since"].editor, "令和9年5月1日")
    _write(case, form["published"].editor, "令和9年3月1日")
    _write(case, form["why"].editor, "利用目的の通知を安くするため")
    case.main()
    assert "1,200円 →" not in case.ask().note()
    _both(case)
    case.window.come_back()
    may = case.window.shell.session.desk.rulebook.on(date(2027, 5, 1)).fee
    assert (may.amount, may.of(Right.PURPOSE)) == (1200, 300)


def _values_stand_under_headings_which_no_key_comes_to(case: Case, page: ValuesPage) -> None:
    rows = _rows(page.table)
    assert rows[0] == ["手数料", "", ""]
    assert rows[1] == ["手数料の額", "1,000円", "平成27年2月4日"]
    assert page.table.columnSpan(0, 0) == 3
    assert page.table.currentIndex().row() == 1, "what is first is a value"
    second = next(place for place, row in enumerate(rows) if row[0] == "期間と年齢")
    page.table.choose(second - 1)
    case.press(page.table, Qt.Key.Key_Down)
    assert page.table.currentIndex().row() == second + 1
    assert page.book.state.chosen is not None
    assert page.book.state.chosen.table == "days.notice"
    page.search.ask_for("そのような値はない")
    case.window.settle()
    assert not page.table.isVisible(), "a sentence stands in the place of an empty list"
    page.search.ask_for("")
    case.window.settle()


def _the_form_of_each_kind_of_value_says_what_it_says(page: ValuesPage) -> None:
    """One value of each table and shape: all others of it go the same way."""
    every = page.book.state.lines
    assert len(every) > 200
    kinds = {(each.table, tuple(shape.entering for shape in each.shapes)): each for each in every}
    assert len(kinds) > KINDS_OF_VALUES
    for value in kinds.values():
        page.book.choose(value.table, value.key)
        change = change_of(value, page.form.values(), value.since)
        assert change.given == (), (value.table, value.key)


def _a_part_for_a_new_version_is_offered_where_it_is_asked_for(
    case: Case, page: ValuesPage
) -> None:
    book = case.view(SettingsView).book
    assert SettingsPart.RULEBOOK not in book.state.parts
    for part, asked_for in ((SettingsPart.RULEBOOK, True), (SettingsPart.VALUES, False)):
        case.window.shell.session.open_settings.emit(part)
        case.window.settle()
        assert book.state.part is part
        assert (SettingsPart.RULEBOOK in book.state.parts) is asked_for
        assert page.doing["addClosing"].isVisible() is not asked_for


def _a_closing_is_added_and_taken_away_before_it_begins(case: Case, page: ValuesPage) -> None:
    case.press(page.table, Qt.Key.Key_Insert)
    form = page.form
    assert list(form.fields) == ["value.first", "value.last", "value.why"]
    case.main()
    assert _told(form["value.first"])
    _write(case, form["value.first"].editor, "令和8年12月24日")
    _write(case, form["value.last"].editor, "令和8年12月25日")
    _write(case, form["value.why"].editor, "棚卸し")
    case.main()
    _both(case)
    case.window.come_back()
    desk = case.window.shell.session.desk
    assert not desk.rulebook.calendar.is_business_day(date(2026, 12, 24))
    _sought(case, page, "棚卸し")
    assert page.doing["takeAwayValue"].isVisible()
    page.doing["takeAwayValue"].trigger()
    case.window.settle()
    _both(case)
    case.window.come_back()
    assert case.window.shell.session.desk.rulebook.closings == ()


def _a_bad_file_is_told_and_all_stays(case: Case, page: ValuesPage, folder: Path) -> None:
    bad = folder / "bad.toml"
    bad.write_text(SECOND.read_text("utf-8").replace("value = 880", "value = -1", 1), "utf-8")
    errors = list[Exception]()
    case.window.shell.session.trouble.connect(errors.append)
    for path in (bad, folder / "none.toml"):
        page.book.read_file(str(path))
        case.window.settle()
    assert [each.args for each in errors] == [("rulebook_file_bad",)] * 2
    assert page.book.state.file is None


def _a_file_is_read_in_shown_put_in_force_and_saved(
    case: Case, page: ValuesPage, saved: Path
) -> None:
    page.book.read_file(str(SECOND))
    case.window.settle()
    table = page.findChild(ListTable, "fileChanges")
    assert isinstance(table, ListTable)
    rows = {row[0]: row[2:] for row in _rows(table)}
    assert rows["手数料の単位"] == ["請求1件ごと", "請求事項ごと"]
    assert unnamed(page) == []
    case.press(table, Qt.Key.Key_Escape)
    assert page.book.state.file is None
    page.book.read_file(str(SECOND))
    case.window.settle()
    table.setFocus()
    case.main()
    _both(case)
    case.window.come_back()
    assert case.window.shell.session.desk.rulebook.name == "minato"
    assert case.read(ApplicationId(1)).application.rulebook_version.startswith("2026.11+")
    page.book.save(str(saved), "x")
    case.window.settle()
    _write(case, case.ask().field("own_password").editor, PASSWORD)
    case.main()
    case.window.settle()
    assert saved.read_bytes() == SECOND.read_bytes()


@pytest.mark.parametrize("path", [FIRST, SECOND])
def test_every_value_field_and_choice_has_its_word(path: Path) -> None:
    book, on = book_of(path), date(2026, 11, 25)
    rules = book.on(on)
    for value in dated_values(book, on):
        assert values.name(value, Language.JA) not in {value.table, value.key, ""}
        assert values.group(value.table, Language.JA) != value.table.partition(".")[0]
        assert values.name(value, Language.EN)
        for shape in value.shapes:
            assert values.field(shape, JA) != shape.name, (value.table, shape.name)
            if shape.entering is Entering.FLAG:
                said = {values.answer(shape, value.table, JA, yes=yes) for yes in (True, False)}
                assert len(said) == 2, "each says what comes of it"
                assert not any(each.isascii() for each in said), (value.table, shape.name)
            for code in shape.choices:
                told = values.choice(shape, code, Language.JA, rules)
                assert told != code, (value.table, shape.name, code)
