# SPDX-License-Identifier: MIT
"""The journal by keys: narrowed down, checked, printed by day, let go as a workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from zipfile import is_zipfile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desk_app.cli.sample.pdf_text import text_of
from desk_app.desk.context import Changes, Desk
from desk_app.desk.errors import DamageFound
from desk_app.gui.kit.display.notes import ErrorBar, NoteFrame
from desk_app.gui.kit.fields.choices import ChoiceBox
from desk_app.gui.kit.fields.form import set_value
from desk_app.gui.kit.layout.buttons import ButtonKind, KeyButton
from desk_app.gui.kit.look import theme
from desk_app.gui.kit.tables.table import ListTable
from desk_app.gui.page import Place
from desk_app.gui.pages.journal.page import JournalView
from desk_app.gui.printing.ledgers import month_of
from desk_app.gui.session.entrance import NewPerson
from desk_app.records.base import UserId
from desk_app.records.books.journal import Action
from desk_app.records.case.application import Right
from desk_app.records.desk.people import Language
from desk_app.records.desk.safekeeping import FolderDoubt
from tests.gui.accessibility import not_composing, shown_words, unnamed
from tests.gui.case_desk import ARRIVED, CLERK, PASSWORD, application, found, licence, log
from tests.gui.case_pages import Case, Cases, open_case
from tests.gui.due_desk import AUDITOR, OFFICER
from tests.gui.small_safe import Printer

Open = Callable[..., tuple[Case, JournalView]]
SMALLEST_ROOM = 1280 - 48
"""Width of a page in the smallest window, beside the folded navigation, in pixels at 100 %."""


@pytest.fixture
def open_journal(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication, printer: Printer
) -> Iterator[Open]:
    """Return what opens the journal as the first of some people."""
    opened: list[Case] = []

    def journal(*people: NewPerson) -> tuple[Case, JournalView]:
        case = open_case(qtbot, qapp, found(tmp_path, *people))
        opened.append(case)
        return case, case.go(Place.JOURNAL, None, JournalView)

    yield journal
    for case in opened:
        case.close()


def entries(case: Case) -> list[str]:
    (table,) = case.window.window.findChildren(ListTable, "entries")
    return [str(table.model().index(row, 3).data()) for row in range(table.model().rowCount())]


def test_an_auditor_reads_checks_prints_and_lets_go(
    open_journal: Open, printer: Printer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, view = open_journal(AUDITOR, OFFICER, CLERK)
    assert not case.window.shell.has(Place.DISPOSAL)
    assert "窓口を開設" in entries(case)
    table = case.window.part(ListTable, "entries")
    assert table.hasFocus()
    assert table.selectionModel().isRowSelected(table.currentIndex().row())
    _beside(case, view)
    checked = case.window.part(NoteFrame, "checked")
    assert "まだ行われていません" in checked.accessibleName()
    assert _is_blue(case), "it is the next step"
    case.main()
    assert not _is_blue(case)
    assert "異常はありません" in checked.accessibleName()
    head = view.book.state.head
    assert head is not None
    assert head.sequence + 1 == view.book.state.window.count, "and that it was checked"
    assert view.book.state.last is not None
    assert (view.book.state.last.sequence, view.book.state.last.actor) == (
        head.sequence + 1,
        AUDITOR.name,
    )
    case.press(
        case.window.part(ListTable, "entries"), Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier
    )
    case.main()
    assert [page[:4] for page in printer.sent] == [b"%PDF"]
    path = tmp_path / "journal.xlsx"
    _let_go(case, view, path, monkeypatch)
    view.export_due_to(str(path))
    case.window.settle()
    told = case.window.part(ErrorBar, "errorBar").accessibleName()
    assert "ファイル" in told
    case.press(case.window.part(ListTable, "entries"), Qt.Key.Key_F5)
    assert entries(case)[0] == "帳簿を書き出し"
    _ledgers(case, view, printer, tmp_path)


def _beside(case: Case, view: JournalView) -> None:
    """Beside the list stands the entry that is chosen, and how it stands in the chain."""
    row, chain = view._entry(), case.window.part(NoteFrame, "entryChain")
    assert row is not None
    assert view._panel._title.text() == entries(case)[view._table.currentIndex().row()]
    digests, folded = case.window.part(KeyButton, "showDigests"), []
    for _ in range(2):
        folded.append(f"#{row.sequence} " in chain.accessibleName())
        digests.click()
    assert sorted(folded) == [False, True], "the digests are shown where they are wanted"
    assert view._panel._foot.isHidden(), "an auditor opens no application"


def _is_blue(case: Case) -> bool:
    return case.window.part(KeyButton, "checkButton").kind is ButtonKind.MAIN


def _ledgers(case: Case, view: JournalView, printer: Printer, folder: Path) -> None:
    """Print the stamp book and the ledger of applications, and save both, as an auditor."""
    for name in ("printStamps", "printLedger"):
        view.doing[name].trigger()
        case.window.settle()
        case._activated()
        case.main()
        assert not case.asked()
    book, ledger = map(text_of, printer.sent[-2:])
    assert "切手受払簿" in book
    assert "氏名" in ledger
    files = (folder / "stamps.pdf", folder / "applications.pdf")
    view.stamps.save(month_of(view.session.today), str(files[0]))
    _with_password(case)
    view.ledger.save(str(files[1]))
    _with_password(case)
    case.window.settle()
    assert [file.read_bytes()[:4] for file in files] == [b"%PDF"] * 2
    view.book.read_again()
    case.window.settle()
    assert entries(case)[:3] == ["帳簿を書き出し"] * 3


def _with_password(case: Case) -> None:
    case.window.settle()
    secret = case.ask().field("own_password").editor
    assert isinstance(secret, QLineEdit)
    secret.setText(AUDITOR.password)
    case._activated()
    case.main()


def _let_go(case: Case, view: JournalView, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Save the journal in a folder that is copied elsewhere: warned, and asked the password."""
    sheets = type(view.session.desk.ports.sheets)
    with monkeypatch.context() as patched:
        patched.setattr(sheets, "doubts", lambda *_: (FolderDoubt.SYNCED,))
        view.export_to(str(path))
        case.window.settle()
    ask = case.ask()
    assert "同期" in ask.note()
    case._activated()
    case.main()
    assert not path.exists()
    assert ask.field("own_password").body.error.text() == "パスワードを入力してください。"
    ask.field("own_password").editor.setText(PASSWORD)  # type: ignore[attr-defined]
    case.main()
    assert is_zipfile(path)


def test_the_journal_is_narrowed_down_and_damage_of_it_told(
    open_journal: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, view = open_journal(AUDITOR, OFFICER, CLERK)
    _what_narrows_it_down_is_kept_under_a_name(case, view)
    _damage_is_told_with_the_first_wrong_entry(case, view, monkeypatch)
    _filters_stand_in_one_line_in_the_smallest_window(case)
    _filters_narrow_it_down_by_keys_in_either_language(case)
    _a_sheet_that_let_somebody_in_is_offered_among_the_people(case, case.view(JournalView))


def _what_narrows_it_down_is_kept_under_a_name(case: Case, view: JournalView) -> None:
    """For who reads no application too; a day, a person and what was done come back with it."""
    every = len(entries(case))
    assert not view.doing["saveFilter"].isEnabled()
    wanted = {"action": Action.DESK_FOUNDED.value, "since": ARRIVED.isoformat()}
    plain = {"person": "", "action": "", "since": "", "until": "", "subject": ""}
    view.filter.show_fields({**plain, **wanted})
    case.window.settle()
    assert entries(case) == ["窓口を開設"]
    view.doing["saveFilter"].trigger()
    case.window.settle()
    set_value(case.ask().field("name").editor, "開設")
    case.main()
    view.filter.show_fields(plain)
    case.window.settle()
    assert len(entries(case)) == every
    box = case.window.part(ChoiceBox, "savedFilter")
    box.set_value("開設")
    box.chosen.emit("開設")
    case.window.settle()
    assert entries(case) == ["窓口を開設"]
    assert view.book.state.wanted.since == ARRIVED
    case.window.part(KeyButton, "clearFilter").click()
    case.window.settle()
    assert (len(entries(case)), box.value()) == (every, None)
    assert unnamed(view) == []


def _damage_is_told_with_the_first_wrong_entry(
    case: Case, view: JournalView, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(_: Desk) -> None:
        raise DamageFound("journal_damaged", {"entry": 3})

    store = type(view.session.desk.ports.store)
    with monkeypatch.context() as patched:
        patched.setattr(store, "check_journal", wrong)
        case.main()
    assert "3" in case.window.part(ErrorBar, "errorBar").accessibleName()
    assert view.book.state.head is None
    assert view.doing["check"].isEnabled()
    case.window.part(ErrorBar, "errorBar").clear()


def _filters_stand_in_one_line_in_the_smallest_window(case: Case) -> None:
    """Beside the folded navigation, in either language."""
    for language in (Language.EN, Language.JA):
        case.window.speak(language)
        bar = case.view(JournalView).filter
        one_line = bar.heightForWidth(theme.px(9999))
        assert bar.heightForWidth(theme.px(SMALLEST_ROOM)) == one_line, language


def _filters_narrow_it_down_by_keys_in_either_language(case: Case) -> None:
    case.window.speak(Language.EN)
    view = case.view(JournalView)
    everything = len(entries(case))
    box = case.window.part(ChoiceBox, "action")
    case.press(box, Qt.Key.Key_Down)
    assert view.book.state.wanted.action is Action.DESK_FOUNDED
    assert entries(case) == ["Desk founded"]
    case.press(box, Qt.Key.Key_Up)
    assert len(entries(case)) == everything
    person = case.window.part(ChoiceBox, "person")
    person.setFocus()
    QTest.keyClicks(person, "3")
    case.window.settle()
    assert entries(case) == []
    case.press(person, Qt.Key.Key_Up)
    since = view.filter._since
    case.write(since, "R9.1.1")
    case.press(since, Qt.Key.Key_Return)
    assert entries(case) == []
    case.press(case.window.part(KeyButton, "clearFilter"), Qt.Key.Key_Return)
    assert len(entries(case)) == everything
    assert view.filter.search.hasFocus()
    assert unnamed(view) == []
    assert not_composing(view) == []
    assert "Check all entries" in shown_words(view)
    case.window.speak(Language.JA)
    japanese = shown_words(case.view(JournalView))
    assert "全件を検証する" in japanese
    assert "Check all entries" not in japanese


def _a_sheet_that_let_somebody_in_is_offered_among_the_people(
    case: Case, view: JournalView
) -> None:
    sheet, desk = UserId("sheet:2026Q4-1"), view.session.desk

    def came(_: Desk) -> Changes:
        with desk.ports.store.writing(sheet, desk.ports.clock.now()) as books:
            books.journal.note(Action.SHEET_USED)
            books.commit()
        return Changes.of()

    view.session.ask(view, "came", came, lambda _: view.book.read_again())
    case.window.settle()
    person = case.window.part(ChoiceBox, "person")
    assert person.findText("2026Q4-1") == person.count() - 1
    person.setCurrentIndex(person.count() - 1)
    case.window.settle()
    assert view.book.state.wanted.actor == sheet
    assert entries(case) == ["復旧シートで開く"]


def test_a_switch_lists_the_entries_about_one_number_and_those_about_all(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    cases = Cases(qtbot, qapp, found(tmp_path, AUDITOR, CLERK))
    log(cases.desk, application(Right.DISCLOSURE), licence())
    case = cases.open()
    view = case.go(Place.JOURNAL, None, JournalView)
    table, switch = view._table, view.doing["alone"]
    everything = len(entries(case))
    about = [str(table.model().index(row, 4).data()) for row in range(everything)]
    place = next(row for row, number in enumerate(about) if number)
    table.choose(place)
    case.window.settle()
    told = switch.text()
    switch.trigger()
    case.window.settle()
    assert len(entries(case)) == about.count(about[place]) < everything
    assert switch.text() != told
    switch.trigger()
    case.window.settle()
    assert (len(entries(case)), switch.text()) == (everything, told)
    cases.close()
