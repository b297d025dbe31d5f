# SPDX-License-Identifier: MIT
"""Backups while the desk is open, by keys: by hand, each hour, at the exit, owed, told calmly."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot
from typing_extensions import override

from desk_app.desk.context import Changes, Kind
from desk_app.desk.errors import (
    Cancelled,
    DamageFound,
    DiskFull,
    NotADesk,
    ReadOnly,
    StillChecking,
    WrongPassword,
)
from desk_app.desk.ports import Progress
from desk_app.gui.kit.display.notes import EmptyNote, ErrorBar, NoteFrame
from desk_app.gui.kit.look.text import Text
from desk_app.gui.kit.tables.table import ListTable
from desk_app.gui.page import Place
from desk_app.gui.pages.settings.book import SettingsPart
from desk_app.gui.safety.backups import BackupFoot, ClosingBackup
from desk_app.gui.safety.drill import HoldDrill
from desk_app.gui.safety.folders import BackupFolder
from desk_app.gui.session.backup_work import BackupState, BackupWork
from desk_app.gui.shell.status_bar import ReadingMark
from desk_app.records.desk.people import Language
from desk_app.records.desk.safekeeping import Backup, Drill, FolderDoubt
from tests.gui.accessibility import not_composing, unnamed
from tests.gui.pages import CTRL, LISTS, Opened, open_window
from tests.gui.small_desk import CLERK, OFFICER, SUPERVISOR, SmallEntrance, SmallStore
from tests.gui.small_safe import HEAD, Printer, SmallBackups, safe_backups

KEY = "the key of the sheet"
DRILL = Drill("b", date(2026, 11, 25), "三宅 誠", HEAD, HEAD, 12, 12, equal=True, seconds=1)


class Slow(SmallBackups):
    """Makes a backup when it is let, and stops when it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.let = threading.Event()
        self.made = list(safe_backups().made)

    @override
    def make(self, at: datetime, progress: Progress | None = None) -> Backup:
        assert progress is not None
        progress.report(40, 100)
        while not self.let.wait(0.005):
            if progress.cancelled:
                raise Cancelled
        return super().make(at, progress)


class Drilled(SmallBackups):
    """Holds a drill with one key alone."""

    def __init__(self, found: Drill = DRILL) -> None:
        super().__init__()
        self.made = list(safe_backups().made)
        self.found = found

    @override
    def drill(self, secret: str, on: date, by: str, progress: Progress | None = None) -> Drill:
        if secret != KEY:
            raise WrongPassword("sheet_key_refused")
        return self.found


@pytest.fixture
def slow(qtbot: QtBot, qapp: QApplication) -> Iterator[Opened]:
    """A window whose backups wait to be let."""
    entrance = SmallEntrance()
    entrance.store.backups = Slow()
    window = open_window(qtbot, qapp, entrance).sign_in()
    yield window
    window.close()


def test_the_last_verified_backup_stands_at_the_foot_and_on_today(at_work: Opened) -> None:
    _known(at_work)
    verified = "バックアップ確認済み 本日 9:00"
    foot, made = at_work.part(BackupFoot, "backupFoot"), at_work.entrance.store.backups.made[-1]
    assert foot.accessibleName() == verified
    assert [each.text() for each in foot.findChildren(Text) if each.isVisible()] == ["本日 9:00"]
    labels = {label.text() for label in at_work.window.findChildren(QLabel) if label.isVisible()}
    assert {"最後に確認したバックアップ", "請求12件 件数と内容が一致"} <= labels
    at_work.window.resize(1280, 720)
    at_work.settle()
    at_work.qtbot.waitUntil(lambda: foot.width() == 48)
    assert foot.toolTip() == foot.accessibleName() == verified, "it folds and keeps its name"
    state = BackupState(known=True, ready=True, last=made, changed=True)
    old = replace(made, made_at=datetime(2026, 11, 23, 9, 2, tzinfo=UTC))
    for shown, words in (
        (state, verified),
        (replace(state, last=old, stale=True), "バックアップが古い 11月23日 18:02"),
        (BackupState(known=True), "バックアップなし"),
        (replace(state, trouble=DiskFull()), "前回は失敗 本日 9:00"),
        (replace(state, working=True, done=1, total=4), "バックアップ作成中 25%"),
    ):
        foot.render_state(shown)
        assert foot.accessibleName() == words
    at_work.speak(Language.EN)
    at_work.settle()
    assert at_work.part(BackupFoot, "backupFoot").accessibleName() == "Backup verified today 9:00"


def test_one_is_stopped_by_escape_told_in_any_language_and_made_by_the_exit(slow: Opened) -> None:
    _by_hand_it_shows_progress_is_stopped_by_escape_and_tells_the_result(slow)
    _hold(slow)
    _under_way_it_goes_on_in_another_language_and_is_told(slow)
    _hold(slow)
    _the_exit_makes_one_and_closes_by_itself(slow)


def _by_hand_it_shows_progress_is_stopped_by_escape_and_tells_the_result(slow: Opened) -> None:
    made = slow.entrance.store.backups.made
    _begun(slow)
    assert slow.status.said() == "バックアップを作成中"
    assert slow.part(QPushButton, "stopWork").isVisible()
    slow.press(Qt.Key.Key_Escape)
    slow.qtbot.waitUntil(lambda: not _state(slow).working)
    assert slow.status.said() == "バックアップを中止しました。これまでのものは残っています。"
    assert (_state(slow).trouble, len(made)) == (None, 1), "the earlier one stands"
    _begun(slow)
    _let(slow)
    slow.qtbot.waitUntil(lambda: not _state(slow).working)
    assert slow.status.said() == "9:00にバックアップを確認しました。"
    assert slow.entrance.store.noted[-1] == "Action.BACKUP_BEGUN"
    assert len(made) == 2


def _under_way_it_goes_on_in_another_language_and_is_told(slow: Opened) -> None:
    _begun(slow)
    slow.screen.use_language(Language.EN)
    slow.qtbot.waitUntil(lambda: slow.window.shell is not None and slow.shell.isVisible())
    assert _state(slow).working
    assert slow.status.said() == "Making a backup"
    _let(slow)
    slow.qtbot.waitUntil(lambda: not _state(slow).working)
    assert slow.status.said() == "Backup verified at 9:00."
    assert len(slow.entrance.store.backups.made) == 3


def _the_exit_makes_one_and_closes_by_itself(slow: Opened) -> None:
    _change(slow)
    slow.press(Qt.Key.Key_Q, CTRL)
    dialog = slow.window.findChildren(ClosingBackup)[0]
    assert dialog.isVisible()
    assert unnamed(dialog) == []
    _let(slow)
    slow.qtbot.waitUntil(lambda: not slow.window.isVisible())
    assert len(slow.entrance.store.backups.made) == 4
    assert slow.entrance.store.closed


def test_a_sample_desk_says_nothing_of_backups(qtbot: QtBot, qapp: QApplication) -> None:
    window = open_window(qtbot, qapp, SmallEntrance(sample=True)).sign_in()
    _known(window)
    assert not window.window.findChildren(BackupFoot)[0].isVisible()
    assert not _action(window, "backUp").isEnabled()
    window.close()


def test_a_failure_is_told_calmly_by_hand_and_once_where_it_is_made_each_hour(
    at_work: Opened,
) -> None:
    _known(at_work)
    told: list[object] = []
    at_work.shell.session.trouble.connect(told.append)
    backups = at_work.entrance.store.backups
    backups.fails = DiskFull()
    at_work.shell.session.hub.announce(Changes.of((Kind.LETTER, "a letter")))
    for _ in range(2):
        _made(at_work).make_if_due()
        at_work.qtbot.waitUntil(lambda: not _state(at_work).working)
    assert len(told) == 1
    for error, words in (
        (NotADesk("backup_folder_gone"), "バックアップの保存先が見つかりません"),
        (DiskFull(), "ディスクに空きがなく"),
    ):
        backups.fails = error
        _action(at_work, "backUp").trigger()
        at_work.qtbot.waitUntil(lambda: not _state(at_work).working)
        bar = at_work.part(ErrorBar, "errorBar")
        assert bar.accessibleName().startswith(words)
        assert at_work.part(BackupFoot, "backupFoot").accessibleName().startswith("前回は失敗")


def test_one_is_made_for_a_new_sheet_and_each_hour_if_anything_changed(at_work: Opened) -> None:
    made, hub = at_work.entrance.store.backups.made, at_work.shell.session.hub
    _known(at_work)
    made[0] = replace(made[0], sequence=HEAD - 2)
    hub.announce(Changes.of((Kind.SHEET, "2026Q3-1")))
    at_work.settle()
    assert not _state(at_work).working, "a destroyed sheet asks for none"
    assert (len(made), _state(at_work).changed) == (1, True)
    made[0] = replace(made[0], sheet="2026Q3-1")
    hub.announce(Changes.of((Kind.SHEET, "2026Q4-1")))
    at_work.qtbot.waitUntil(lambda: len(made) == 2)
    at_work.qtbot.waitUntil(lambda: not _state(at_work).working)
    _made(at_work).make_if_due()
    assert not _state(at_work).working
    hub.announce(Changes.of((Kind.DRAFT, "a draft")))
    assert not _state(at_work).changed
    hub.announce(Changes.of((Kind.LETTER, "a letter")))
    assert _made(at_work)._hour.isActive()
    _made(at_work)._hour.timeout.emit()
    at_work.qtbot.waitUntil(lambda: len(made) == 3)
    at_work.qtbot.waitUntil(lambda: not _state(at_work).working)
    assert at_work.status.said() == "", "without a word"


def test_what_is_owed_is_made_after_the_sign_in_and_after_a_lock_if_it_is_old(
    qtbot: QtBot, qapp: QApplication
) -> None:
    entrance = SmallEntrance()
    made = entrance.store.backups.made
    made[0] = replace(made[0], sequence=HEAD - 5)
    window = open_window(qtbot, qapp, entrance).sign_in()
    qtbot.waitUntil(lambda: len(made) == 2)
    qtbot.waitUntil(lambda: not _state(window).working)
    last = made[-1]
    window.press(Qt.Key.Key_L, CTRL)
    made[:] = [replace(last, sequence=HEAD - 5)]
    window.sign_in()
    _known(window)
    assert not _state(window).working
    window.press(Qt.Key.Key_L, CTRL)
    made[:] = [replace(made[0], made_at=last.made_at - timedelta(hours=2))]
    window.sign_in()
    qtbot.waitUntil(lambda: len(made) == 2)
    window.close()


def test_a_lock_stops_the_backup_and_the_exit_goes_on_without_one_when_asked_to(
    slow: Opened,
) -> None:
    _begun(slow)
    slow.press(Qt.Key.Key_L, CTRL)
    slow.qtbot.waitUntil(lambda: slow.window._beside.idle)
    assert len(slow.entrance.store.backups.made) == 1, "the key is gone"
    slow.sign_in()
    _change(slow)
    slow.press(Qt.Key.Key_Q, CTRL)
    slow.qtbot.waitUntil(lambda: _state(slow).done == 40)
    slow.press(Qt.Key.Key_Escape)
    slow.qtbot.waitUntil(lambda: not slow.window.isVisible())
    assert len(slow.entrance.store.backups.made) == 1


def test_the_settings_list_backups_hold_a_drill_make_one_and_choose_their_folder(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, printer: Printer
) -> None:
    drilled = Drilled()
    drilled.mistrusted = DamageFound("backup_list_altered")
    window = _at_backups(qtbot, qapp, drilled)
    _a_list_that_nobody_signed_is_told_above_the_backups(window)
    _a_drill_asks_for_the_key_shows_what_it_found_and_prints_it(window, drilled, printer)
    _one_is_made_and_a_folder_chosen_that_is_spoken_against(window, tmp_path)
    window.close()


def _a_list_that_nobody_signed_is_told_above_the_backups(window: Opened) -> None:
    assert window.focus().objectName() in {"backUpNow", "backups"}
    told = window.part(NoteFrame, "backupTrouble")
    window.qtbot.waitUntil(told.isVisible)
    assert told.accessibleName().startswith(
        "バックアップの一覧に、登録簿にある人の署名がありません。"
    )
    assert window.part(ListTable, "backups").isVisible()
    window.entrance.store.backups.mistrusted = None
    window.part(QPushButton, "backUpNow").click()
    window.qtbot.waitUntil(told.isHidden)
    window.settle()


def _a_drill_asks_for_the_key_shows_what_it_found_and_prints_it(
    window: Opened, drilled: Drilled, printer: Printer
) -> None:
    dialog = _begin_drill(window)
    assert unnamed(dialog) == []
    window.type("another key")
    window.press(Qt.Key.Key_Return, CTRL)
    window.qtbot.waitUntil(lambda: dialog.book.state.trouble is not None)
    assert window.part(NoteFrame, "trouble").accessibleName().startswith("この鍵では")
    assert window.part(QLineEdit, "sheetKey").text() == ""
    assert _found_by_drill(window, dialog) == "バックアップは窓口と一致しています"
    assert window.entrance.store.noted[-1] == "Action.DRILL_HELD"
    window.press(Qt.Key.Key_Return, CTRL)
    window.qtbot.waitUntil(lambda: len(printer.sent) == 1)
    window.settle()
    assert window.focus().objectName() == "do"
    window.press(Qt.Key.Key_Escape)
    assert not window.window.findChildren(HoldDrill)
    window.come_back()
    drilled.found = replace(DRILL, equal=False, missing=3, live_sequence=HEAD + 3)
    assert "その後の保存3件" in _found_by_drill(window, _begin_drill(window))
    assert len(printer.sent) == 1
    window.press(Qt.Key.Key_Escape)
    window.come_back()


def _one_is_made_and_a_folder_chosen_that_is_spoken_against(window: Opened, folder: Path) -> None:
    backups = window.entrance.store.backups
    before = len(backups.made)
    assert unnamed(window.window) == []
    window.part(QPushButton, "backUpNow").setFocus()
    window.press(Qt.Key.Key_Space)
    window.qtbot.waitUntil(lambda: len(backups.made) == before + 1)
    assert window.focus().objectName() == "backups"
    dialog = _choose_folder(window)
    assert not_composing(window.window) == []
    backups.spoken_against = tuple(FolderDoubt)
    window.type(str(folder))
    window.press(Qt.Key.Key_Return, CTRL)
    notes = [note for note in dialog.findChildren(NoteFrame) if note.isVisible()]
    assert len(notes) == len(FolderDoubt)
    assert all(note.height() >= note.heightForWidth(note.width()) for note in notes)
    window.press(Qt.Key.Key_Return, CTRL)
    assert backups.folder == folder
    window.come_back()
    backups.spoken_against = ()
    _without_a_folder(window, folder)


def _choose_folder(window: Opened) -> BackupFolder:
    window.part(QPushButton, "chooseFolder").setFocus()
    window.press(Qt.Key.Key_Space)
    (dialog,) = window.window.findChildren(BackupFolder)
    return dialog


def _without_a_folder(window: Opened, folder: Path) -> None:
    """The one way on is to choose one."""
    backups = window.entrance.store.backups
    backups.folder = None
    backups.made.clear()
    window.shell.go(Place.TODAY)
    window.shell.go(Place.SETTINGS, SettingsPart.BACKUPS)
    window.qtbot.waitUntil(lambda: window.window._beside.idle)
    window.settle()
    window.shell.go(Place.SETTINGS, SettingsPart.BACKUPS)
    window.qtbot.waitUntil(window.part(QPushButton, "chooseFolder").hasFocus)
    assert not window.part(QPushButton, "backUpNow").isEnabled()
    note = window.part(EmptyNote, "noBackups").findChildren(Text)[0].text()
    assert note == "バックアップの保存先がまだ選ばれていません。今は何も保存されていません。"
    window.press(Qt.Key.Key_Space)
    window.type(str(folder))
    window.press(Qt.Key.Key_Return, CTRL)
    window.qtbot.waitUntil(window.part(QPushButton, "backUpNow").isEnabled)


def test_a_backup_that_fails_at_the_exit_can_be_tried_again(at_work: Opened) -> None:
    _change(at_work)
    at_work.entrance.store.backups.fails = NotADesk("backup_folder_gone")
    at_work.window.close()
    at_work.qtbot.waitUntil(lambda: _state(at_work).trouble is not None)
    assert at_work.part(NoteFrame, "trouble").accessibleName().startswith("バックアップの保存先")
    assert at_work.focus().objectName() == "again"
    titles = {label.text() for label in at_work.window.findChildren(QLabel) if label.isVisible()}
    assert "バックアップを作成できませんでした" in titles
    assert "バックアップを作成しています" not in titles
    at_work.entrance.store.backups.fails = None
    at_work.press(Qt.Key.Key_Space)
    at_work.qtbot.waitUntil(lambda: not at_work.window.isVisible())
    assert len(at_work.entrance.store.backups.made) == 2


def test_a_read_only_desk_is_marked_and_not_backed_up(qtbot: QtBot, qapp: QApplication) -> None:
    entrance = SmallEntrance()
    entrance.store.closed_to_writing = ReadOnly()
    window = open_window(qtbot, qapp, entrance).sign_in()
    assert window.part(ReadingMark, "readingMark").accessibleName() == "閲覧のみ"
    _change(window)
    assert not _made(window).wanted
    assert window.window.close()
    window.close()


@pytest.mark.parametrize("outcome", [None, DamageFound("database_damaged")])
def test_a_large_desk_is_marked_until_it_is_checked(
    qtbot: QtBot, qapp: QApplication, outcome: DamageFound | None
) -> None:
    entrance = SmallEntrance()
    entrance.store.closed_to_writing = StillChecking()
    window = open_window(qtbot, qapp, entrance).sign_in()
    mark = window.part(ReadingMark, "readingMark")
    assert mark.accessibleName() == "検査中 閲覧のみ"
    entrance.store.closed_to_writing = outcome
    mark._look.timeout.emit()
    window.settle()
    assert mark.isVisible() is (outcome is not None)
    shown = [bar for bar in window.shell.findChildren(ErrorBar) if bar.isVisible()]
    assert bool(shown) is (outcome is not None)
    assert (window.status.said() != "") is (outcome is None)
    window.close()


def _found_by_drill(window: Opened, dialog: HoldDrill) -> str:
    window.type(KEY)
    window.press(Qt.Key.Key_Return, CTRL)
    window.qtbot.waitUntil(lambda: dialog.book.state.drill is not None)
    return dialog._found.accessibleName()


def _begun(slow: Opened) -> None:
    """Begin a backup by hand, and wait until it is under way."""
    _known(slow)
    _action(slow, "backUp").trigger()
    slow.qtbot.waitUntil(lambda: _state(slow).working and _state(slow).done == 40)


def _hold(slow: Opened) -> None:
    """Have the next backup wait again until it is let."""
    backups = slow.entrance.store.backups
    assert isinstance(backups, Slow)
    backups.let.clear()


def _at_backups(qtbot: QtBot, qapp: QApplication, backups: SmallBackups) -> Opened:
    entrance = SmallEntrance(store=SmallStore(people=(OFFICER, CLERK, SUPERVISOR)))
    entrance.store.backups = backups
    window = open_window(qtbot, qapp, entrance, (*LISTS, Place.SETTINGS)).sign_in()
    window.shell.go(Place.SETTINGS, SettingsPart.BACKUPS)
    window.settle()
    qtbot.waitUntil(lambda: window.window._beside.idle)
    window.settle()
    return window


def _begin_drill(window: Opened) -> HoldDrill:
    window.part(QPushButton, "drill").setFocus()
    window.press(Qt.Key.Key_Space)
    (dialog,) = window.window.findChildren(HoldDrill)
    return dialog


def _made(opened: Opened) -> BackupWork:
    made = opened.shell.session.backups
    assert made is not None
    return made


def _state(opened: Opened) -> BackupState:
    return _made(opened).state


def _known(opened: Opened) -> None:
    """Wait until it is known how safe the desk is."""
    opened.qtbot.waitUntil(lambda: _state(opened).known)
    opened.settle()


def _change(opened: Opened) -> None:
    """Have something changed that no backup holds."""
    _known(opened)
    opened.shell.session.hub.announce(Changes.of((Kind.LETTER, "a letter")))


def _let(opened: Opened) -> None:
    backups = opened.entrance.store.backups
    assert isinstance(backups, Slow)
    backups.let.set()


def _action(opened: Opened, name: str) -> QAction:
    (action,) = opened.window.findChildren(QAction, name)
    return action
