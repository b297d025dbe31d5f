# SPDX-License-Identifier: MIT
"""An office's ledger through the window: read, laid out, tried, answered, taken in, taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import cast

import pytest
import xlsxwriter
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from desk_app.desk import importing, registers
from desk_app.desk.context import Desk
from desk_app.desk.errors import NotAllowed
from desk_app.gui.kit.display.notes import NoteFrame
from desk_app.gui.kit.look.text import Text
from desk_app.gui.page import Place
from desk_app.gui.pages.reports.import_book import ImportStep
from desk_app.gui.pages.reports.import_dialog import ImportLedger
from desk_app.gui.pages.reports.page import ReportsView
from desk_app.gui.session.entrance import NewPerson
from desk_app.records.books.journal import Action
from desk_app.records.books.ledgers import LedgerKind
from desk_app.records.desk.people import Language, Role
from desk_app.records.importing import ImportColumn, RowDoubt, RowFate
from tests.gui.accessibility import not_composing, unnamed
from tests.gui.case_desk import CLERK, PASSWORD, TODAY, found
from tests.gui.case_pages import Case, open_case
from tests.gui.walk import faults
from tests.store.reading_sheets import cells_of

CHIEF = NewPerson("佐伯 恵子", frozenset({Role.SUPERVISOR}), PASSWORD)
LINES = """開示等請求受付簿,,,,,
番号,受付日,氏名,請求種別,結果,完了日
17-003,令和5年4月3日,𠮷田 髙子,開示,全部開示,R5.4.20
17-004,45019,林 静,訂正,訂正,R5.5.1
17-005,45020,山﨑 修,開示,開示,R5.5.2
8-001,R8.10.20,渡邉󠄐 一,開示,審査中,
,去年,?,,,
17-003,R5.6.1,別 人,開示,開示,R5.6.9
"""

pytestmark = pytest.mark.once(under="second")


@pytest.fixture
def case(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[Case]:
    """Return a window on a desk with nothing in it, of a supervisor."""
    desk = found(tmp_path, CHIEF, CLERK)
    desk.clock.move_to(TODAY)
    opened = open_case(qtbot, qapp, desk)
    yield opened
    opened.close()


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """An office's file."""
    path = tmp_path / "台帳.csv"
    path.write_text(LINES, "utf-8")
    return path


def opened(case: Case) -> ImportLedger:
    """Return the dialog, opened from the page."""
    view = case.go(Place.REPORTS, None, ReportsView)
    action = view.doing["importLedger"]
    assert action.isEnabled()
    assert action.toolTip()
    action.trigger()
    case.window.settle()
    (dialog,) = view.findChildren(ImportLedger)
    assert dialog.isVisible()
    return dialog


def read(case: Case, dialog: ImportLedger, ledger: Path) -> None:
    """Choose the file in the dialog that asks for it."""
    case.press(dialog.file.choose, Qt.Key.Key_Return)
    (asked,) = dialog.findChildren(QFileDialog)
    asked.fileSelected.emit(str(ledger))
    asked.reject()
    _done(case, dialog)
    assert dialog.book.state.step is ImportStep.COLUMNS, dialog.book.state.trouble


def _closed(case: Case) -> bool:
    return case.view(ReportsView).findChildren(ImportLedger) == []


def _done(case: Case, dialog: ImportLedger) -> None:
    case.window.settle()
    case.window.qtbot.waitUntil(lambda: dialog.book.state.work is None, timeout=20_000)
    case.window.settle()


def _on(case: Case, dialog: ImportLedger) -> None:
    case.main()
    _done(case, dialog)


def _tried(case: Case, dialog: ImportLedger) -> None:
    for step in (ImportStep.FIRST_ROWS, ImportStep.TRIAL):
        _on(case, dialog)
        assert dialog.book.state.step is step


def _press(case: Case, dialog: ImportLedger, name: str) -> None:
    (button,) = [
        each for each in (*dialog.trial.answers, dialog.trial.save) if each.objectName() == name
    ]
    assert button.isEnabled(), button.statusTip()
    case.press(button, Qt.Key.Key_Return)


def _choose(case: Case, dialog: ImportLedger, row: int) -> None:
    """Put the keys on what is said of a row of the file."""
    dialog.trial.table.choose_id((row, 0))
    assert dialog.trial.table.current_id() == (row, 0)


def test_a_ledger_is_read_tried_answered_taken_in_and_taken_back(case: Case, ledger: Path) -> None:
    dialog = opened(case)
    assert unnamed(dialog) == []
    read(case, dialog, ledger)
    assert unnamed(dialog) == []
    assert dialog.book.state.plan.heading == 2
    assert ImportColumn.NAME in dialog.book.state.plan.columns
    _columns_said_otherwise(case, dialog)
    _on(case, dialog)
    shown = dialog.first.table.model()
    assert shown.rowCount() == 6
    texts = [str(shown.index(0, place).data()) for place in range(shown.columnCount())]
    assert "𠮷田 髙子" in texts
    assert "R5.4.3" in texts
    _on(case, dialog)
    _answers(case, dialog)
    assert case.do(importing.imports) == ()
    case.main()
    assert case.asked()
    case.main()
    _done(case, dialog)
    _taken_and_taken_back(case, dialog)


def _answers(case: Case, dialog: ImportLedger) -> None:
    state = dialog.book.state
    assert state.trial is not None
    assert [state.trial.count(each) for each in RowFate] == [2, 3, 0, 1]
    assert unnamed(dialog) == []
    assert not_composing(dialog) == []
    # Nothing is taken while anything is asked, neither by the key nor by the verb.
    assert "3行" in dialog._do.statusTip()
    case.main()
    assert not case.asked()
    # A row that is refused says what to do in the file; it cannot be answered.
    _choose(case, dialog, 7)
    case.window.settle()
    said = dialog.findChild(NoteFrame, "importLine")
    assert said is not None
    assert "ファイルを直して" in said.accessibleName()
    assert not dialog.trial.answers[0].isEnabled()
    # Numbers that are days are answered for all alike; a double for its row.
    _choose(case, dialog, 4)
    _press(case, dialog, "takeAlike")
    trial = dialog.book.state.trial
    assert trial is not None
    assert trial.count(RowFate.ASKED) == 1
    _choose(case, dialog, 8)
    _press(case, dialog, "leaveRow")
    counts = dialog.findChild(Text, "importCounts")
    assert counts is not None
    assert "引継ぎ（完了）3件" in counts.text()


def _taken_and_taken_back(case: Case, dialog: ImportLedger) -> None:
    state = dialog.book.state
    assert state.step is ImportStep.TAKEN, state.trouble
    assert state.record is not None
    assert faults(dialog) == []
    assert (state.record.carried, state.record.waiting, state.record.refused) == (3, 1, 2)
    assert unnamed(dialog) == []
    assert _noted(case, Action.LEDGER_IMPORTED) == 1
    case.press(dialog.taken.take_back, Qt.Key.Key_Return)
    case.press(case.ask()._do, Qt.Key.Key_Return)
    _done(case, dialog)
    assert not dialog.taken.take_back.isEnabled()
    (record,) = case.do(importing.imports)
    assert record.taken_back_at is not None
    assert _noted(case, Action.IMPORT_TAKEN_BACK) == 1
    case.main()
    assert _closed(case)


def _noted(case: Case, action: Action) -> int:
    def count(desk: Desk) -> int:
        with desk.ports.store.reading() as books:
            return sum(each.action is action for each in books.journal.entries())

    return case.do(count)


def _columns_said_otherwise(case: Case, dialog: ImportLedger) -> None:
    columns = dialog.columns
    columns.table.choose(2)
    case.press(columns.table, Qt.Key.Key_Return)
    assert columns.says.hasFocus()
    columns.says.set_value("")
    columns.says.chosen.emit("")
    case.window.settle()
    _on(case, dialog)
    # Without the name no row is read: the verb says so, and the step stays.
    assert dialog.book.state.step is ImportStep.COLUMNS
    trouble = dialog.findChild(NoteFrame, "trouble")
    assert trouble is not None
    assert trouble.isVisible()
    columns.says.chosen.emit(ImportColumn.NAME)
    case.window.settle()
    assert not trouble.isVisible()
    columns.heading.chosen.emit(1)
    case.window.settle()
    assert dialog.book.state.plan.heading == 1
    columns.heading.chosen.emit(2)
    case.window.settle()


def test_what_is_dropped_tried_stopped_and_left_by_esc_leaves_nothing(
    case: Case, ledger: Path, tmp_path: Path
) -> None:
    # The longer of both languages: no word of any step is cut.
    case.window.speak(Language.EN)
    dialog = opened(case)
    assert faults(dialog) == []
    _told_that_it_cannot_be_read(case, dialog, tmp_path / "broken.xlsx")
    _dropped(case, dialog, ledger, tmp_path)
    assert faults(dialog) == []
    for _ in range(2):
        _on(case, dialog)
        assert faults(dialog) == []
    assert dialog.book.state.step is ImportStep.TRIAL
    _report_saved(case, dialog, tmp_path / "report.xlsx")
    _stopped(case, dialog)
    for step in (ImportStep.FIRST_ROWS, ImportStep.COLUMNS, ImportStep.FILE):
        case.press(dialog, Qt.Key.Key_Escape)
        assert dialog.book.state.step is step
    case.press(dialog, Qt.Key.Key_Escape)
    assert _closed(case)
    assert case.do(importing.imports) == ()


def _dropped(case: Case, dialog: ImportLedger, ledger: Path, tmp_path: Path) -> None:
    assert dialog.acceptDrops()
    assert not _drop(dialog, ledger, tmp_path / "other.csv")
    assert _drop(dialog, ledger)
    _done(case, dialog)
    assert dialog.book.state.step is ImportStep.COLUMNS
    assert dialog.book.state.name == ledger.name
    # What is laid out and answered is not thrown away by a slip of the mouse.
    assert not _drop(dialog, ledger)


def _drop(dialog: ImportLedger, *paths: Path) -> bool:
    """Drop files onto the dialog; say whether it takes them."""
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    place = dialog.rect().center()
    # Qt delivers a drop only behind an entering of its own, which cannot be made here.
    enters, drops = (QDropEvent(place.toPointF(), copy, held, left, none) for _ in range(2))
    enters.ignore()
    dialog.dragEnterEvent(cast("QDragEnterEvent", enters))
    drops.ignore()
    dialog.dropEvent(drops)
    assert enters.isAccepted() == drops.isAccepted()
    return drops.isAccepted()


def _another_kind_told_chosen_and_taken_in(case: Case, path: Path) -> None:
    path.write_text("教育の記録\n実施日,研修名,受講者\nR7.6.2,新任者研修,山本、佐藤\n", "utf-8")
    dialog = opened(case)
    read(case, dialog, path)
    columns = dialog.columns
    assert columns.kind.value() is LedgerKind.TRAININGS
    columns.kind.chosen.emit(LedgerKind.INQUIRIES)
    case.window.settle()
    assert dialog.book.state.plan.kind is LedgerKind.INQUIRIES
    columns.kind.chosen.emit(LedgerKind.TRAININGS)
    case.window.settle()
    _tried(case, dialog)
    dialog.book.take()
    _done(case, dialog)
    assert unnamed(dialog) == []
    kinds = [(each.kind, each.carried) for each in case.do(importing.imports)]
    assert (LedgerKind.TRAININGS, 1) in kinds
    assert [each.subject for each in case.do(registers.trainings)] == ["新任者研修"]
    case.press(dialog.taken.take_back, Qt.Key.Key_Return)
    case.press(case.ask()._do, Qt.Key.Key_Return)
    _done(case, dialog)
    assert case.do(registers.trainings) == ()
    case.main()
    assert _closed(case)


def _told_that_it_cannot_be_read(case: Case, dialog: ImportLedger, broken: Path) -> None:
    broken.write_bytes(b"PK\x03\x04 nothing")
    dialog.book.read(broken)
    _done(case, dialog)
    trouble = dialog.findChild(NoteFrame, "trouble")
    assert trouble is not None
    assert trouble.isVisible()
    assert dialog.book.state.step is ImportStep.FILE


def _report_saved(case: Case, dialog: ImportLedger, place: Path) -> None:
    dialog.save_report(str(place))
    case.window.settle()
    case.main()
    case.window.settle()
    assert "山﨑 修" not in str(place)
    written = [cell for row in cells_of(place.read_bytes()) for cell in row]
    assert any("45019" in str(cell) for cell in written)


def test_files_one_after_another_are_told_from_what_the_desk_has_already(
    case: Case, tmp_path: Path
) -> None:
    _era_named_and_the_same_file_not_taken_twice(case, tmp_path / "old.csv")
    _another_kind_told_chosen_and_taken_in(case, tmp_path / "教育.csv")
    _another_sheet_read(case, tmp_path / "two.xlsx")
    _a_cover_in_front(case, tmp_path)
    _asked_of_again(case, tmp_path / "again.csv")


def _era_named_and_the_same_file_not_taken_twice(case: Case, path: Path) -> None:
    path.write_text(
        "番号,受付日,氏名,請求種別,結果,完了日\n1,30.4.3,髙橋 𠮷郎,開示,開示,31.4.20\n", "utf-8"
    )
    dialog = opened(case)
    read(case, dialog, path)
    _tried(case, dialog)
    assert dialog.trial.era.isVisible()
    _choose(case, dialog, 2)
    _press(case, dialog, "takeAlike")
    dialog.trial.era.chosen.emit("H")
    _done(case, dialog)
    # Other days than those that were answered: they are asked anew.
    assert dialog.book.state.trial is not None
    assert dialog.book.state.trial.count(RowFate.ASKED) == 1
    _choose(case, dialog, 2)
    _press(case, dialog, "takeRow")
    dialog.book.take()
    _done(case, dialog)
    assert dialog.book.state.step is ImportStep.TAKEN
    case.main()
    again = opened(case)
    read(case, again, path)
    _tried(case, again)
    assert "取込み1" in again._do.statusTip()
    assert not again._do.isEnabled()
    for _ in range(4):
        case.press(again, Qt.Key.Key_Escape)
    _taken_back_from_the_first_step(case)


def _taken_back_from_the_first_step(case: Case) -> None:
    dialog = opened(case)
    dialog.file.table.choose(0)
    case.press(dialog.file.take_back, Qt.Key.Key_Return)
    case.press(case.ask()._do, Qt.Key.Key_Return)
    _done(case, dialog)
    assert not dialog.file.take_back.isEnabled()
    assert case.do(importing.imports)[0].taken_back_at is not None
    case.press(dialog, Qt.Key.Key_Escape)
    assert _closed(case)


def _another_sheet_read(case: Case, path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        for name, rows in (("表紙", [["受付簿の表紙"]]), ("受付簿", _SHEET)):
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    dialog = opened(case)
    read(case, dialog, path)
    assert dialog.columns.sheet.isVisible()
    dialog.columns.sheet.chosen.emit("受付簿")
    _done(case, dialog)
    assert dialog.columns.table.model().rowCount() == 5
    _tried(case, dialog)
    dialog.book.take()
    _done(case, dialog)
    assert dialog.book.state.step is ImportStep.TAKEN, dialog.book.state.trouble
    case.main()


def _a_cover_in_front(case: Case, folder: Path) -> None:
    """The only sheet with a heading is shown; of several the names are said, and one is chosen."""
    dialog = opened(case)
    for name, years in (("one.xlsx", ("R5年度",)), ("three.xlsx", ("R4年度", "R5年度"))):
        with xlsxwriter.Workbook(folder / name) as book:
            book.add_worksheet("表紙").write_string(0, 0, "処理簿")
            for year in years:
                book.add_worksheet(year).write_row(0, 0, ("番号", "受付日", "氏名", "結果"))
    read(case, dialog, folder / "one.xlsx")
    assert dialog.columns.sheet.value() == "R5年度"
    assert dialog.book.state.trouble is None
    dialog.book.go_back()
    read(case, dialog, folder / "three.xlsx")
    (trouble,) = dialog.findChildren(NoteFrame, "trouble")
    assert trouble.isVisible()
    assert "R4年度" in trouble.accessibleName()
    assert dialog.columns.sheet.value() == "表紙"
    assert dialog.focusWidget() is dialog.columns.sheet
    dialog.columns.sheet.chosen.emit("R4年度")
    _done(case, dialog)
    assert dialog.columns.sheet.value() == "R4年度"
    assert not trouble.isVisible()
    dialog.book.go_back()
    dialog.reject()
    case.window.settle()


def _asked_of_again(case: Case, path: Path) -> None:
    """The same entry in another file: asked about, left out; another column asks anew."""
    path.write_text("\n".join(",".join(row) for row in _SHEET), "utf-8")
    dialog = opened(case)
    read(case, dialog, path)
    _tried(case, dialog)
    trial = dialog.book.state.trial
    assert trial is not None
    assert list(trial.questions()) == [RowDoubt.DOUBLE_AT_DESK]
    _choose(case, dialog, 2)
    _press(case, dialog, "leaveAlike")
    assert "取り込む行がありません" in dialog._do.statusTip()
    for _ in range(2):
        case.press(dialog, Qt.Key.Key_Escape)
    dialog.columns.table.choose(3)
    dialog.columns.says.chosen.emit("")
    case.window.settle()
    assert dialog.book.state.plan.answers.alike == {}
    case.window.window.lock()
    case.window.settle()
    assert not [each for each in QApplication.topLevelWidgets() if isinstance(each, ImportLedger)]


_SHEET = [
    ["番号", "受付日", "氏名", "結果", "完了日"],
    ["17-001", "R5.4.3", "渡邉󠄐 千尋", "全部開示", "R5.4.20"],
]


def _stopped(case: Case, dialog: ImportLedger) -> None:
    held = Event()
    book = dialog.book
    book.answer_alike(RowDoubt.SERIAL_DAY, taken=True)
    book.answer_alike(RowDoubt.DOUBLE_IN_FILE, taken=True)
    case.window.settle()
    # Whatever is before it on the desk's thread: Esc is pressed before the taking is over.
    case.window.runner.submit(dialog, held.wait, lambda _: None)
    book.take()
    assert "Stop" in dialog._back.text()
    dialog.reject()
    held.set()
    _done(case, dialog)
    assert book.state.step is ImportStep.TRIAL
    assert case.do(importing.imports) == ()


def test_a_clerk_is_told_why_it_is_grey_and_the_verb_refuses(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication, ledger: Path
) -> None:
    case = open_case(qtbot, qapp, found(tmp_path, CLERK, CHIEF))
    try:
        view = case.go(Place.REPORTS, None, ReportsView)
        assert not view.doing["importLedger"].isEnabled()
        assert view.doing["importLedger"].statusTip()
        dialog = ImportLedger(view.session, view)
        dialog.begin()
        dialog.book.read(ledger)
        _done(case, dialog)
        assert isinstance(dialog.book.state.trouble, NotAllowed)
        dialog.reject()
    finally:
        case.close()
