# SPDX-License-Identifier: MIT
"""The end of the first start by keys: recovery sheet, backup folder, first backup, the work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from threading import Event
from typing import cast

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desk_app.desk.errors import DiskFull
from desk_app.desk.ports import Author
from desk_app.gui.asking import Ask
from desk_app.gui.kit.display.notes import NoteFrame
from desk_app.gui.kit.look import theme
from desk_app.gui.kit.look.states import StateIcon
from desk_app.gui.kit.tables.side_list import SideList
from desk_app.gui.page import Place
from desk_app.gui.printing import spooler
from desk_app.gui.safety.backups import BackupLine
from desk_app.gui.safety.sheets import SheetTask
from desk_app.gui.start.after_first_start import AfterFirstStart, BackupTask
from desk_app.gui.start.first_start import StartStep
from desk_app.records.base import UserId
from desk_app.records.desk.people import Language
from desk_app.records.desk.printers import PrintOrder
from desk_app.records.desk.safekeeping import FolderDoubt
from tests.fakes.world import FixedClock
from tests.gui.accessibility import unnamed
from tests.gui.case_desk import CaseDesk
from tests.gui.pages import CTRL, Opened, open_window
from tests.gui.small_desk import OFFICER, PASSWORD, SUPERVISOR, TODAY, SmallEntrance
from tests.gui.small_safe import GROUPS, SECRET, Printer, SmallBackups, SmallKeys
from tests.gui.test_first_start import FIRST, to_people, two_people

LAST = GROUPS[-1]
WAIT_S = 10
FIELD_EDGE = 11
"""Border, padding and Qt's own margin of a field at each end, in pixels."""


@pytest.fixture
def unfinished(printer: Printer, qtbot: QtBot, qapp: QApplication) -> Iterator[Opened]:
    """A desk whose first start was interrupted after its two people."""
    entrance = SmallEntrance()
    entrance.store.people = (OFFICER, SUPERVISOR)
    entrance.store.keys = SmallKeys((OFFICER, SUPERVISOR))
    entrance.store.backups = SmallBackups(None)
    window = open_window(qtbot, qapp, entrance)
    yield window
    window.close()


def test_sheet_folder_and_backup_by_keys_lead_to_the_work(
    unfinished: Opened, printer: Printer, tmp_path: Path
) -> None:
    _sign_in(unfinished)
    _print(unfinished)
    _type_back(unfinished, LAST.lower())
    _places(unfinished)
    unfinished.press(Qt.Key.Key_Return, CTRL)
    assert len(printer.sent) == 2
    (sheet,) = unfinished.entrance.store.keys.sheets()
    assert sheet.stands
    assert sheet.places == ("safe A", "safe B")
    assert _finish(unfinished).step is StartStep.FOLDER
    unfinished.type(str(tmp_path))
    assert unfinished.part(QAbstractButton, "goOnButton").text() == "この保存先にする"
    unfinished.press(Qt.Key.Key_Return, CTRL)
    assert unfinished.entrance.store.backups.folder == tmp_path, "by one press"
    assert _finish(unfinished).step is StartStep.BEGIN
    unfinished.press(Qt.Key.Key_Return, CTRL)
    assert len(unfinished.entrance.store.backups.made) == 1
    assert "バックアップを開き直し、窓口のデータとの一致を確かめました" in _states(unfinished)
    unfinished.press(Qt.Key.Key_Return, CTRL)
    unfinished.settle()
    assert unfinished.shell.place is Place.TODAY
    assert unfinished.window.findChildren(AfterFirstStart) == []


def test_nothing_goes_on_before_the_last_group_fits_and_the_places_are_named(
    unfinished: Opened,
) -> None:
    _sign_in(unfinished)
    _says_what_later_leaves_out(unfinished, "手順4から6")
    _print(unfinished)
    shown = _all_words(unfinished.window)
    assert not any(part in words for words in shown for part in (*GROUPS, SECRET))
    assert unnamed(unfinished.window) == []
    assert unfinished.focus().objectName() == "lastGroup"
    go_on = unfinished.part(QAbstractButton, "goOnButton")
    unfinished.type(LAST[:-1])
    assert not go_on.isEnabled()
    assert unfinished.part(QLineEdit, "lastGroup").accessibleDescription() == "あと1文字"
    _type_back(unfinished, "Q" * len(LAST))
    assert "印刷した紙の最後の組と違います。" in _labels(unfinished)
    unfinished.press(Qt.Key.Key_Return)
    assert unfinished.focus().objectName() == "lastGroup", "Enter leaves it only once it fits"
    assert not go_on.isEnabled()
    assert not unfinished.part(QLineEdit, "place_1").isEnabled()
    _type_back(unfinished, LAST)
    assert go_on.isEnabled()
    for name in ("place_1", "place_2", "goOnButton"):
        unfinished.press(Qt.Key.Key_Return)
        assert unfinished.focus().objectName() == name
    unfinished.press(Qt.Key.Key_Return, CTRL)
    assert _finish(unfinished).step is StartStep.SHEET
    assert unfinished.focus().objectName() == "place_1"
    assert not unfinished.entrance.store.keys.sheets()[0].stands
    unfinished.part(QAbstractButton, "printSheetButton").setFocus()
    _print(unfinished)
    assert unfinished.focus().objectName() == "place_1", "the group was typed already"


def test_the_lock_drops_the_key_and_who_was_interrupted_shreds_the_sheet(
    unfinished: Opened,
) -> None:
    _sign_in(unfinished)
    _print(unfinished)
    sheets = _finish(unfinished).sheets
    assert sheets.state.printed
    unfinished.window.lock()
    assert sheets._made is None
    unfinished.settle()
    assert unfinished.entrance.store.closed
    _sign_in(unfinished)
    assert _finish(unfinished).step is StartStep.SHEET
    assert "2026Q4-1" in unfinished.part(NoteFrame, "uselessSheet").accessibleName()
    assert unfinished.part(QLineEdit, "lastGroup").text() == ""


def test_a_print_that_was_refused_is_told_as_the_sheets_and_burns_no_number(
    unfinished: Opened, printer: Printer
) -> None:
    _sign_in(unfinished)
    printer.broken = True
    for _ in range(2):
        _print(unfinished)
        told = unfinished.part(NoteFrame, "trouble").accessibleName()
        assert told.startswith("復旧シートを印刷できませんでした")
        assert "通知書" not in told
        assert unfinished.entrance.store.keys.sheets() == ()
        assert unfinished.focus().objectName() == "printSheetButton", "the keys stay there"
    printer.broken = False
    _print(unfinished)
    assert [each.number for each in unfinished.entrance.store.keys.sheets()] == ["2026Q4-1"]
    assert len(printer.sent) == 2
    printer.broken = True
    unfinished.part(QAbstractButton, "printSheetButton").setFocus()
    _print(unfinished)
    assert len(unfinished.entrance.store.keys.sheets()) == 1, "paper bears it already"


def test_a_sheet_of_which_one_copy_was_printed_stays_the_one_to_shred(
    unfinished: Opened, printer: Printer, monkeypatch: pytest.MonkeyPatch
) -> None:
    send = printer.send

    def once(pages: bytes, order: PrintOrder) -> str:
        printer.broken = bool(printer.sent)
        return send(pages, order)

    monkeypatch.setattr(printer, "send", once)
    _sign_in(unfinished)
    _print(unfinished)
    assert unfinished.part(NoteFrame, "trouble").isVisible()
    (sheet,) = unfinished.entrance.store.keys.sheets()
    assert not sheet.stands


def test_what_was_put_off_does_not_come_again_before_the_next_start(
    unfinished: Opened, qtbot: QtBot, qapp: QApplication
) -> None:
    _sign_in(unfinished)
    unfinished.part(QAbstractButton, "laterButton").click()
    unfinished.settle()
    unfinished.press(Qt.Key.Key_2, CTRL)
    unfinished.window.lock()
    unfinished.settle()
    _sign_in(unfinished)
    _back_where_the_work_was(unfinished)
    assert unfinished.screen.resize_text(-1)
    unfinished.settle()
    _back_where_the_work_was(unfinished)
    unfinished.window.close()
    again = open_window(qtbot, qapp, unfinished.entrance)
    _sign_in(again)
    assert _finish(again).step is StartStep.SHEET, "it is offered again"
    again.close()


def _back_where_the_work_was(unfinished: Opened) -> None:
    assert unfinished.shell.place is Place.MAIL
    assert unfinished.window.findChildren(AfterFirstStart) == []


def _says_what_later_leaves_out(unfinished: Opened, words: str) -> None:
    """It is said before it is chosen."""
    assert any(words in text for text in _labels(unfinished))
    later = unfinished.part(QAbstractButton, "laterButton")
    assert words in later.accessibleDescription()


def test_where_no_printer_is_set_up_the_step_says_so_and_looks_again(
    unfinished: Opened, printer: Printer
) -> None:
    printer.names = ()
    _sign_in(unfinished)
    told = unfinished.part(NoteFrame, "noPrinter").accessibleName()
    for words in ("プリンターが設定されていません", "バックアップは作られません", "「復旧シート」"):
        assert words in told
    button = unfinished.part(QAbstractButton, "printSheetButton")
    assert button.text() == "プリンターを探し直す"
    _print(unfinished)
    assert unfinished.part(NoteFrame, "noPrinter").isVisible()
    assert unfinished.focus() is button
    assert unfinished.entrance.store.keys.sheets() == (), "no sheet is made that cannot be printed"
    printer.names = ("Office-3F",)
    _print(unfinished)
    assert not [n for n in unfinished.window.findChildren(NoteFrame, "noPrinter") if n.isVisible()]
    assert button.text() == "印刷"
    _print(unfinished)
    assert len(printer.sent) == 2


def test_the_officer_is_spoken_to_on_today_and_does_there_what_is_missing(
    unfinished: Opened, printer: Printer, tmp_path: Path
) -> None:
    _put_off_without_a_printer(unfinished, printer)
    title, *below = unfinished.part(BackupLine, "backupLine").findChildren(QLabel)
    assert {each.x() for each in (title, *below) if each.isVisible()} == {theme.px(16)}
    told = unfinished.part(NoteFrame, "safety")
    assert "復旧シートがまだありません" in told.accessibleName()
    assert "個人情報保護管理者" not in told.accessibleName(), "it is she who reads it"
    unfinished.part(QAbstractButton, "mend").click()
    unfinished.settle()
    _print(unfinished)
    _type_back(unfinished, LAST)
    _places(unfinished)
    unfinished.press(Qt.Key.Key_Return, CTRL)
    unfinished.come_back()
    assert "保存先がまだ決まっていません" in told.accessibleName()
    unfinished.part(QAbstractButton, "mend").click()
    unfinished.settle()
    unfinished.type(str(tmp_path))
    unfinished.press(Qt.Key.Key_Return, CTRL)
    unfinished.come_back()
    assert "バックアップがまだありません" in told.accessibleName()
    unfinished.part(QAbstractButton, "mend").click()
    unfinished.qtbot.waitUntil(lambda: not told.isVisible())
    assert len(unfinished.entrance.store.backups.made) == 1


def _put_off_without_a_printer(unfinished: Opened, printer: Printer) -> None:
    _sign_in(unfinished)
    printer.broken = True
    _print(unfinished)
    trouble, task = unfinished.part(NoteFrame, "trouble"), unfinished.part(SheetTask, "")
    assert trouble.mapToGlobal(QPoint()).y() < task.mapToGlobal(QPoint()).y(), "seen at once"
    unfinished.part(QAbstractButton, "laterButton").click()
    unfinished.settle()
    assert unfinished.shell.place is Place.TODAY
    printer.broken = False


def test_a_folder_not_there_is_tried_again_and_a_poor_one_warned_of_and_taken(
    unfinished: Opened, tmp_path: Path
) -> None:
    store = unfinished.entrance.store
    _confirm_a_sheet(store.keys)
    store.backups.spoken_against = tuple(FolderDoubt)
    _sign_in(unfinished)
    assert _finish(unfinished).step is StartStep.FOLDER, "where the first start was"
    _says_what_later_leaves_out(unfinished, "手順5と6")
    plugged_in_later = tmp_path / "disk"
    unfinished.type(str(plugged_in_later))
    unfinished.press(Qt.Key.Key_Return, CTRL)
    assert "バックアップの保存先が見つかりません。" in _labels(unfinished)
    plugged_in_later.mkdir()
    unfinished.press(Qt.Key.Key_Return, CTRL)
    told = [note.accessibleName() for note in unfinished.window.findChildren(NoteFrame)]
    assert any("窓口と同じディスクにあります" in words for words in told)
    assert any("同期されるフォルダー" in words for words in told)
    assert store.backups.folder is None
    assert unfinished.part(QAbstractButton, "goOnButton").text() == "それでもこの保存先にする"
    unfinished.press(Qt.Key.Key_Return, CTRL)
    assert store.backups.folder == plugged_in_later


def test_a_supervisor_works_meanwhile_and_is_told(unfinished: Opened) -> None:
    unfinished.press(Qt.Key.Key_Down)
    unfinished.sign_in()
    assert unfinished.shell.place is Place.TODAY
    told = unfinished.part(NoteFrame, "safety").accessibleName()
    assert "復旧シートがまだありません" in told
    assert "個人情報保護管理者が印刷するまで、バックアップは作られません。" in told
    (button,) = unfinished.window.findChildren(QAbstractButton, "mend")
    assert not button.isVisible()


def test_a_backup_that_fails_is_told_and_can_be_made_again(
    unfinished: Opened, tmp_path: Path
) -> None:
    store = unfinished.entrance.store
    _confirm_a_sheet(store.keys)
    store.backups.folder, store.backups.fails = tmp_path, DiskFull()
    _sign_in(unfinished)
    assert _finish(unfinished).step is StartStep.BEGIN, "where the first start was"
    assert _steps(unfinished)[:3] == [
        "1  見本か本番か 本番の窓口を作る",
        "2  窓口の情報 個人情報お問い合わせ窓口",
        "3  最初の二人 三宅 誠、佐伯 恵子",
    ]
    assert _steps(unfinished)[4] == f"5  バックアップ先 {tmp_path.name}"
    words = "最初のバックアップは1時間以内か終了時に自動で作られます"
    _says_what_later_leaves_out(unfinished, words)
    unfinished.press(Qt.Key.Key_Return, CTRL)
    assert unfinished.part(NoteFrame, "trouble").isVisible()
    store.backups.fails = None
    unfinished.part(QAbstractButton, "goOnButton").setFocus()
    unfinished.press(Qt.Key.Key_Space)
    assert len(store.backups.made) == 1
    assert not any(words in text for text in _labels(unfinished)), "it was made"
    assert isinstance(unfinished.focus(), BackupTask), "no key stays at the button that stops"
    unfinished.press(Qt.Key.Key_Return, CTRL)
    unfinished.settle()
    assert unfinished.shell.place is Place.TODAY


def test_the_steps_and_the_examples_of_places_are_whole_in_both_languages(
    unfinished: Opened,
) -> None:
    _sign_in(unfinished)
    _ticks_of_done_steps_are_green(unfinished)
    for language in Language:
        unfinished.speak(language)
        unfinished.settle()
        for name in ("place_1", "place_2"):
            edit = unfinished.part(QLineEdit, name)
            words = edit.fontMetrics().horizontalAdvance(edit.placeholderText())
            assert words + 2 * FIELD_EDGE < edit.width()
    assert _steps(unfinished)[1:3] == [
        "2  The desk Personal Information Handling Desk",
        "3  The first two people 三宅 誠, 佐伯 恵子",
    ]


def _ticks_of_done_steps_are_green(unfinished: Opened) -> None:
    (steps,) = unfinished.window.findChildren(SideList)
    icons = QRect(0, 0, steps.width() // 8, steps.height())
    shown = steps.grab(icons).toImage()
    green = QColor(theme.tokens(steps.palette()).ok).rgb()
    drawn = [
        row
        for row in range(shown.height())
        if any(shown.pixel(column, row) == green for column in range(shown.width()))
    ]
    done = steps.visualRect(steps.model().index(2, 0)).bottom()
    assert drawn
    assert done - steps.sizeHintForRow(2) < max(drawn) < done


def test_stop_asks_then_closes_the_window_with_nothing_half_made(unfinished: Opened) -> None:
    _sign_in(unfinished)
    unfinished.press(Qt.Key.Key_Escape)
    (ask,) = unfinished.window.findChildren(Ask)
    assert ask.focusWidget().objectName() == "back"
    QTest.keyClick(ask, Qt.Key.Key_Escape)
    unfinished.come_back()
    assert unfinished.window.isVisible(), "given up"
    unfinished.press(Qt.Key.Key_Escape)
    ask = next(each for each in unfinished.window.findChildren(Ask) if each.isVisible())
    QTest.keyClick(ask, Qt.Key.Key_Return, CTRL)
    unfinished.settle()
    assert not unfinished.window.isVisible()
    assert unfinished.entrance.store.closed
    assert unfinished.entrance.store.keys.sheets() == ()


def test_no_other_button_gets_the_keys_while_it_prints(
    unfinished: Opened, printer: Printer, monkeypatch: pytest.MonkeyPatch
) -> None:
    _sign_in(unfinished)
    gate, send = Event(), printer.send
    monkeypatch.setattr(printer, "send", lambda *pages: (gate.wait(WAIT_S), send(*pages)))
    QTest.keyClick(unfinished.focus(), Qt.Key.Key_P, CTRL)
    meanwhile = unfinished.focus()
    gate.set()
    unfinished.settle()
    assert isinstance(meanwhile, SheetTask)


def test_a_folder_is_taken_by_one_click_while_it_is_tried(
    unfinished: Opened, tmp_path: Path
) -> None:
    store = unfinished.entrance.store
    _confirm_a_sheet(store.keys)
    _sign_in(unfinished)
    unfinished.type(str(tmp_path))
    button = unfinished.part(QAbstractButton, "goOnButton")
    QTest.mousePress(button, Qt.MouseButton.LeftButton)
    assert button.isEnabled(), "the line was left, its folder is looked at"
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton)
    unfinished.settle()
    assert store.backups.folder == tmp_path


def test_a_sheet_half_done_and_a_folder_typed_stay_in_another_language(
    unfinished: Opened, printer: Printer, tmp_path: Path
) -> None:
    _sign_in(unfinished)
    _print(unfinished)
    _type_back(unfinished, LAST)
    unfinished.press(Qt.Key.Key_Return)
    unfinished.type("safe A")
    unfinished.part(QAbstractButton, "language").click()
    unfinished.settle()
    assert unfinished.part(QLineEdit, "lastGroup").text() == LAST
    assert unfinished.part(QLineEdit, "place_1").text() == "safe A"
    unfinished.part(QLineEdit, "place_2").setText("𠮷田金庫")
    unfinished.part(QAbstractButton, "goOnButton").click()
    unfinished.settle()
    (sheet,) = unfinished.entrance.store.keys.sheets()
    assert (sheet.stands, sheet.places) == (True, ("safe A", "𠮷田金庫"))
    assert len(printer.sent) == 2, "printed once, with its copy"
    assert _finish(unfinished).step is StartStep.FOLDER
    unfinished.part(QLineEdit, "folder").setText(str(tmp_path))
    unfinished.part(QAbstractButton, "language").click()
    unfinished.settle()
    assert unfinished.part(QLineEdit, "folder").text() == str(tmp_path)
    assert _finish(unfinished).step is StartStep.FOLDER
    assert _steps(unfinished)[2] == "3  最初の二人 三宅 誠、佐伯 恵子"


def _steps(opened: Opened) -> list[str]:
    (steps,) = opened.window.findChildren(SideList)
    model = steps.model()
    rows = (model.index(row, 0) for row in range(model.rowCount()))
    return [str(row.data(Qt.ItemDataRole.AccessibleTextRole)) for row in rows]


def _sign_in(opened: Opened) -> None:
    opened.type(PASSWORD)
    opened.press(Qt.Key.Key_Return)


def _print(opened: Opened) -> None:
    opened.press(Qt.Key.Key_P, CTRL)


def _type_back(opened: Opened, group: str) -> None:
    field = opened.part(QLineEdit, "lastGroup")
    field.clear()
    field.setFocus()
    opened.type(group)


def _places(opened: Opened) -> None:
    for place in ("safe A", "safe B"):
        opened.press(Qt.Key.Key_Return)
        opened.type(place)


def _confirm_a_sheet(keys: SmallKeys) -> None:
    by = Author(UserId("officer"), bytes, datetime.combine(TODAY, time(9), UTC))
    made = keys.new_sheet(TODAY, by)
    keys.confirm_sheet(made.sheet.number, LAST, ("A", "B"), TODAY, by)


def _finish(opened: Opened) -> AfterFirstStart:
    (found,) = opened.window.findChildren(AfterFirstStart)
    return found


def _labels(opened: Opened) -> list[str]:
    return [label.text() for label in opened.window.findChildren(QLabel) if label.isVisible()]


def _states(opened: Opened) -> list[str]:
    shown = opened.window.findChildren(StateIcon)
    return [state.accessibleName() for state in shown if state.isVisible()]


def _all_words(root: QWidget) -> list[str]:
    """Return every word of every widget: texts, names, descriptions."""
    return [
        words
        for widget in root.findChildren(QWidget)
        for words in (
            str(getattr(widget, "text", str)()),
            widget.accessibleName(),
            widget.accessibleDescription(),
            widget.toolTip(),
        )
    ]


def test_everybody_is_told_that_the_drill_of_the_month_is_due(at_work: Opened) -> None:
    (told,) = at_work.window.findChildren(NoteFrame, "safety")
    assert not told.isVisible()
    at_work.entrance.store.drilled_at = datetime(2026, 10, 20, tzinfo=UTC)
    at_work.window.lock()
    at_work.settle()
    at_work.press(Qt.Key.Key_Down)
    at_work.sign_in()
    told = at_work.part(NoteFrame, "safety")
    assert told.accessibleName().startswith("復元訓練の時期になりました（11月20日から）")


# The first start on real files: closed after each step, it goes on where it was.


Opener = Callable[[], Opened]


@pytest.fixture
def opener(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Opener]:
    """Opens a window on the same folders each time; the one before is closed."""
    printer = Printer()
    monkeypatch.setattr(spooler, "system", lambda: printer)
    case = CaseDesk(tmp_path / "desk", tmp_path / "keys", FixedClock(date(2026, 11, 25)))
    opened: list[Opened] = []

    def again() -> Opened:
        for window in opened:
            window.close()
        entrance = cast("SmallEntrance", case.entrance())
        opened[:] = [open_window(qtbot, qapp, entrance)]
        return opened[0]

    yield again
    for window in opened:
        window.close()


def test_closed_after_each_step_it_goes_on_where_it_was(opener: Opener, tmp_path: Path) -> None:
    desk = opener()
    to_people(desk)
    two_people(desk)
    assert _step(desk) is StartStep.SHEET
    desk = _signed_in(opener())
    assert _step(desk) is StartStep.SHEET
    _confirm_sheet(desk)
    assert _step(desk) is StartStep.FOLDER
    desk = _signed_in(opener())
    assert _step(desk) is StartStep.FOLDER
    copies = tmp_path / "copies"
    copies.mkdir()
    desk.type(str(copies))
    for _ in range(2):
        desk.press(Qt.Key.Key_Return, CTRL)
    assert _step(desk) is StartStep.BEGIN
    desk = _signed_in(opener())
    assert _step(desk) is StartStep.BEGIN
    desk.press(Qt.Key.Key_Return, CTRL)
    assert len(list(copies.glob("backup-*.tar.age"))) == 1
    desk = _signed_in(opener())
    assert desk.window.findChildren(AfterFirstStart) == []
    assert desk.shell.place is Place.TODAY


def test_before_the_desk_is_made_nothing_lies_anywhere(opener: Opener, tmp_path: Path) -> None:
    to_people(opener())
    desk = opener()
    assert desk.window.shell is None
    assert list(tmp_path.iterdir()) == []


def _signed_in(opened: Opened) -> Opened:
    opened.type(FIRST)
    opened.press(Qt.Key.Key_Return)
    opened.settle()
    return opened


def _confirm_sheet(opened: Opened) -> None:
    opened.press(Qt.Key.Key_P, CTRL)
    (finish,) = opened.window.findChildren(AfterFirstStart)
    made = finish.sheets._made
    assert made is not None
    opened.part(QLineEdit, "lastGroup").setFocus()
    opened.type(made.last_group)
    for place in ("safe A", "safe B"):
        opened.press(Qt.Key.Key_Return)
        opened.type(place)
    opened.press(Qt.Key.Key_Return, CTRL)


def _step(opened: Opened) -> StartStep:
    (finish,) = opened.window.findChildren(AfterFirstStart)
    return finish.step
