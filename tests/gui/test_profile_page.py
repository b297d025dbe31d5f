# SPDX-License-Identifier: MIT
"""The desk's names, address and pages: seen on a letter, changed by two, pages by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from desk_app.desk.opened import soundness
from desk_app.desk.signed.profile import profile
from desk_app.gui.kit.display.notes import NoteFrame
from desk_app.gui.kit.look.text import Text
from desk_app.gui.pages.settings.book import SettingsPart
from desk_app.gui.pages.settings.page import SettingsView
from desk_app.gui.pages.settings.profile_page import DeskProfilePage
from desk_app.records.desk.profile import DeskProfile
from tests.gui.accessibility import unnamed
from tests.gui.case_desk import CLERK, PASSWORD, SUPERVISOR, CaseDesk, found
from tests.gui.case_pages import Case, open_case
from tests.gui.due_desk import made_safe
from tests.gui.test_rulebook_page import OFFICER

PAGE = "https://www.example.co.jp/privacy/"


@pytest.fixture
def desk(tmp_path: Path) -> CaseDesk:
    """A desk of an officer and two others."""
    made = found(tmp_path, OFFICER, CLERK, SUPERVISOR)
    (tmp_path / "copies").mkdir()
    made.do(lambda open_: made_safe(open_, tmp_path / "copies"), OFFICER)
    return made


@pytest.fixture
def case(desk: CaseDesk, qtbot: QtBot, qapp: QApplication) -> Iterator[Case]:
    """The officer's window."""
    opened = open_case(qtbot, qapp, desk)
    yield opened
    opened.close()


def _page(case: Case) -> DeskProfilePage:
    case.window.shell.session.open_settings.emit(SettingsPart.PROFILE)
    case.window.settle()
    page = case.view(SettingsView).findChild(DeskProfilePage)
    assert isinstance(page, DeskProfilePage)
    return page


def _form(case: Case) -> DeskProfilePage:
    """Open the fields, as by the blue button: what holds is read first."""
    page = _page(case)
    assert not page.field("company_ja").isVisible()
    case.main()
    assert page.field("company_ja").isVisible()
    return page


def _write(case: Case, page: DeskProfilePage, name: str, text: str) -> None:
    editor = page.field(name)
    case.press(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    if isinstance(editor, QPlainTextEdit):
        editor.setPlainText(text)
    else:
        case.write(editor, text)
    case.window.settle()


def _stands(case: Case) -> DeskProfile:
    return case.do(profile)


def test_the_officer_and_another_change_what_can_stand_on_paper_seen_on_a_letter(
    case: Case,
) -> None:
    _the_address_is_changed_by_two_and_seen_on_a_letter(case)
    _all_that_cannot_stand_on_paper_is_told_at_its_field_and_where_the_letter_stands(case)


def _the_address_is_changed_by_two_and_seen_on_a_letter(case: Case) -> None:
    page, before = _page(case), _stands(case)
    read = [text.text() for text in page.findChildren(Text) if text.isVisible()]
    assert {f"{before.company_ja}\n{before.company_en}", before.officer} <= set(read)
    assert unnamed(page) == []
    page = _form(case)
    assert unnamed(page) == []
    assert not page.doing["changeProfile"].isEnabled()
    assert page.doing["changeProfile"].statusTip()
    drawn = page.book.state.pages
    assert drawn.startswith(b"%PDF")
    _write(case, page, "address_ja", "大阪府大阪市北区梅田1-1-3\n\n大阪ビル")
    _write(case, page, "postal_code", "530-0001")
    case.window.qtbot.waitUntil(lambda: page.book.state.pages != drawn)
    case.main()
    _two_sign(case, before)
    address = ("大阪府大阪市北区梅田1-1-3", "大阪ビル")
    assert _stands(case) == replace(before, postal_code="530-0001", address_ja=address)
    assert not page.field("company_ja").isVisible(), "what holds is read again"
    case.do(soundness.check_journal)


def _two_sign(case: Case, before: DeskProfile) -> None:
    ask = case.ask()
    assert unnamed(ask) == []
    assert "163-6017 → 530-0001" in ask.note()
    assert "大阪府大阪市北区梅田1-1-3 / 大阪ビル" in ask.note()
    case.write(ask.field("own_password").editor, PASSWORD)
    second = ask.field("second_password").editor
    case.write(second, "x" * 12)
    case.main()
    assert case.asked(), "a wrong password of the second changes nothing"
    assert _stands(case) == before
    case.press(second, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    case.write(second, SUPERVISOR.password)
    case.main()
    case.window.come_back()


def _all_that_cannot_stand_on_paper_is_told_at_its_field_and_where_the_letter_stands(
    case: Case,
) -> None:
    page, before = _form(case), _stands(case)
    _write(case, page, "company_ja", " ")
    _write(case, page, "address_en", "1\n2\n3\n4\n5")
    _write(case, page, "form_page", "www.example.co.jp")
    case.main()
    assert not case.asked()
    told = {
        name: page._form_of(name)[name].body.error.text()
        for name in ("company_ja", "address_en", "form_page", "desk_ja")
    }
    assert "空欄" in told["company_ja"]
    assert "4行" in told["address_en"]
    assert "ウェブページ" in told["form_page"]
    assert told["desk_ja"] == ""
    assert page.field("company_ja").hasFocus()
    case.press(page.field("form_page"), Qt.Key.Key_Escape)
    case.window.settle()
    assert not page.field("company_ja").isVisible()
    assert cast("QLineEdit", page.field("company_ja")).text() == before.company_ja
    assert not page._form_of("form_page")["form_page"].body.error.text()
    page = _form(case)
    note = page.findChild(NoteFrame, "profileLetterTrouble")
    assert isinstance(note, NoteFrame)
    assert not note.isVisible()
    _write(case, page, "company_ja", "株式会社\ue000")
    case.window.qtbot.waitUntil(note.isVisible)


def test_a_supervisor_changes_the_web_pages_alone_and_nothing_else(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    supervisor = replace(SUPERVISOR, password=PASSWORD)
    case = open_case(qtbot, qapp, found(tmp_path, supervisor, OFFICER, CLERK))
    try:
        page, before = _form(case), _stands(case)
        assert cast("QLineEdit", page.field("company_ja")).isReadOnly()
        assert page.field("procedure_page").hasFocus()
        _write(case, page, "procedure_page", PAGE)
        case.main()
        case.write(case.ask().field("own_password").editor, PASSWORD)
        case.main()
        case.window.come_back()
        assert _stands(case) == replace(before, procedure_page=PAGE)
    finally:
        case.close()
