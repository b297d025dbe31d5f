# SPDX-License-Identifier: MIT
"""A desk that the gate does not let open: told calmly, with what can be done, all by keys."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from typing_extensions import override

from desk_app.desk.context import Desk
from desk_app.desk.errors import (
    AlreadyOpen,
    DamageFound,
    DiskFull,
    KnownError,
    NotADesk,
    ReadOnly,
    SavesMissing,
    VersionRefused,
    WrongPassword,
)
from desk_app.gui.kit.display.notes import NoteFrame
from desk_app.gui.kit.fields.fields import PasswordEdit
from desk_app.gui.start.sign_in import Way, is_stop, ways
from desk_app.gui.start.stopped import StartupStopped
from desk_app.records.desk.people import Language, User
from desk_app.records.desk.safekeeping import Repair, Rung
from tests.gui.accessibility import unnamed
from tests.gui.pages import CTRL, Opened, open_window
from tests.gui.small_desk import OFFICER, SmallEntrance

KEY = "the key of the sheet"
SECRET = "four white storks walk"  # noqa: S105 of nobody
STOPS = (
    (NotADesk("no_database"), "窓口のデータベースがありません。", Way.LOOK_AGAIN),
    (NotADesk("database_plaintext"), "暗号化されていないデータベースです。", Way.LOOK_AGAIN),
    (AlreadyOpen(), "この窓口は、ほかで開かれています。", Way.LOOK_AGAIN),
    (DamageFound("database_damaged"), "データベースが壊れています。", Way.REPAIR),
    (DamageFound("keys_damaged"), "鍵のファイルが壊れています。", Way.LOOK_AGAIN),
    (DamageFound("rulebook_altered"), "使っている規程が、二人が署名した内容と", Way.RESTORE),
    (SavesMissing(facts={"missing": 3}), "最後に保存したときより古く", Way.RESTORE),
    (VersionRefused("sqlite_too_old"), "データベースの部品が古すぎます", Way.LOOK_AGAIN),
    (VersionRefused("schema_too_old"), "古いプログラムで作られています", Way.LOOK_AGAIN),
)


def test_each_stop_is_a_page_with_its_words_its_code_and_the_first_way(
    qtbot: QtBot, qapp: QApplication
) -> None:
    window = open_window(qtbot, qapp, SmallEntrance(stop=AlreadyOpen()))
    heads = {"起きたこと", "守られているもの", "次にすること", "終了コード", "13"}
    for stop, what, first in STOPS:
        words = _stopped_by(window, stop)
        assert any(what in each for each in words)
        assert heads <= words
        assert any("11月25日" in each and "14:36" in each for each in words)
        assert window.focus().objectName() == first.value
        assert unnamed(window.window) == []
    for stop, how in (
        (DamageFound("database_cut"), "上のボタンから順に試してください。"),
        (VersionRefused("schema_too_new"), "左の「次にすること」を行ってから"),
    ):
        words = _stopped_by(window, stop)
        (told,) = [each for each in words if each.startswith(("上のボタン", "左の"))]
        assert told.startswith(how), "it speaks of no way that it does not offer"
    words = _stopped_by(window, DiskFull())
    assert "元のファイルはそのままです。" in words
    assert not any("入力は残って" in each for each in words), "nothing was typed yet"
    window.speak(Language.EN)
    for stop, *_ in STOPS:
        words = _stopped_by(window, stop)
        assert {"What happened", "Safe", "Next", "Exit code"} <= words
        assert not any("!" in each for each in words)
    window.entrance.stop = None
    window.part(QPushButton, "look_again").setFocus()
    window.press(Qt.Key.Key_Return)
    assert not _page(window).isVisible()
    assert isinstance(window.focus(), PasswordEdit)
    window.close()


def _stopped_by(window: Opened, stop: KnownError) -> set[str]:
    """Look again, find the desk stopped by something else, and read the page."""
    window.entrance.stop = stop
    window.part(QPushButton, "look_again").click()
    window.settle()
    return _words(window)


def test_what_concerns_one_password_alone_is_no_stop() -> None:
    assert not is_stop(WrongPassword())
    assert not is_stop(NotADesk("pepper_missing"))
    assert is_stop(SavesMissing())


def test_damage_is_repaired_first_and_lost_saves_are_restored() -> None:
    assert ways(DamageFound()) == (Way.REPAIR, Way.RESTORE, Way.LOOK_AGAIN)
    assert ways(DamageFound("database_cut"))[0] is Way.RESTORE
    assert Way.REPAIR not in ways(DamageFound("database_unreadable"))
    assert ways(SavesMissing()) == (Way.RESTORE, Way.LOOK_AGAIN)
    assert ways(ReadOnly()) == (Way.LOOK_AGAIN,)
    assert Way.OTHER_FOLDER in ways(NotADesk("no_database"))


def test_a_gate_that_stops_behind_the_password_is_told_on_the_page(
    qtbot: QtBot, qapp: QApplication
) -> None:
    class Behind(SmallEntrance):
        @override
        def unlock(self, name: str, password: str) -> Desk:
            raise SavesMissing(facts={"missing": 2})

    window = open_window(qtbot, qapp, Behind())
    window.type("three grey herons stand")
    window.press(Qt.Key.Key_Return)
    assert _page(window).isVisible()
    assert any("操作記録2件分" in each for each in _words(window))
    window.close()


def test_a_key_file_that_lists_nobody_is_told_on_the_page(qtbot: QtBot, qapp: QApplication) -> None:
    class Nobody(SmallEntrance):
        @override
        def users(self) -> Sequence[User]:
            raise DamageFound("keys_damaged")

    window = open_window(qtbot, qapp, Nobody())
    assert _page(window).isVisible()
    window.close()


def test_a_repair_asks_an_officer_and_says_what_it_came_to(
    qtbot: QtBot, qapp: QApplication
) -> None:
    window = open_window(qtbot, qapp, SmallEntrance(stop=DamageFound("database_damaged")))
    window.press(Qt.Key.Key_Return)
    assert window.focus().objectName() == "password"
    window.press(Qt.Key.Key_Return, CTRL)
    assert "入力してください。" in _words(window)
    window.type(SECRET)
    _do(window)
    (by,) = window.entrance.rescue.repaired
    assert (by.name, by.password) == (OFFICER.name, SECRET)
    assert {
        "検索の索引を作り直しました。記録の欠けはありません。",
        "前のファイルは desk.db.kept-1 として残しました。",
    } <= _words(window)
    window.entrance.stop = None
    window.press(Qt.Key.Key_Return)
    assert not _page(window).isVisible()
    window.close()


def test_a_repair_that_cannot_save_everything_leads_to_the_backup(
    qtbot: QtBot, qapp: QApplication
) -> None:
    window = open_window(qtbot, qapp, SmallEntrance(stop=DamageFound("database_damaged")))
    window.entrance.rescue.repair_comes_to = Repair(
        Rung.BACKUP, salvaged="desk.db.salvaged", saved={"a": 48_213}, lost={"a": 2}
    )
    window.press(Qt.Key.Key_Return)
    window.type(SECRET)
    _do(window)
    assert {"読めなかった行は、多くて2行です。", "48,213行を読み出せました。"} <= _words(window)
    assert "元のファイルはそのままです。" in _words(window)
    window.press(Qt.Key.Key_Return)
    assert window.focus().objectName() == "sheet_key"
    window.close()


def test_a_restore_asks_for_the_key_then_asks_again_and_ends_at_the_sign_in(
    qtbot: QtBot, qapp: QApplication
) -> None:
    window = open_window(qtbot, qapp, SmallEntrance(stop=SavesMissing()))
    rescue, key, password = window.entrance.rescue, "sheet_key", "password"
    for back in (Qt.Key.Key_Escape, Qt.Key.Key_Return):
        _asked_to_restore(window)
        assert window.part(NoteFrame, "sure").isVisible()
        assert window.focus().objectName() == "back"
        window.press(back)
        assert window.window.findChildren(NoteFrame, "sure")[0].isHidden()
        assert window.focus().objectName() == "back"
        window.press(back)
        assert window.part(QPushButton, "restore").isVisible()
    _asked_to_restore(window)
    rescue.fails = WrongPassword("sheet_key_refused")
    _do(window)
    assert window.part(NoteFrame, "trouble").accessibleName().startswith("この鍵では")
    assert [window.part(PasswordEdit, name).text() for name in (key, password)] == ["", ""]
    assert rescue.restored == []
    rescue.fails = None
    _type_keys(window)
    _do(window)
    ((backup, typed, by),) = rescue.restored
    assert backup == window.entrance.store.backups.made[-1].name
    assert (typed, by.password) == (KEY, SECRET)
    assert "請求12件を含みます。" in _words(window)
    assert "髙橋 𠮷子さんが作り、署名したものです。" in _words(window)
    window.entrance.stop = None
    window.press(Qt.Key.Key_Return)
    assert isinstance(window.focus(), PasswordEdit)
    assert window.part(PasswordEdit, password).text() == ""
    window.close()


def _asked_to_restore(window: Opened) -> None:
    """Ask for a restore, up to the second question."""
    window.part(QPushButton, "restore").click()
    window.settle()
    _type_keys(window)


def _type_keys(window: Opened) -> None:
    for name, text in (("sheet_key", KEY), ("password", SECRET)):
        field = window.part(PasswordEdit, name)
        field.clear()
        field.setFocus()
        window.type(text)
    window.press(Qt.Key.Key_Return, CTRL)


def test_a_backup_that_nobody_signed_is_taken_once_the_risk_was_named(
    qtbot: QtBot, qapp: QApplication
) -> None:
    window = open_window(qtbot, qapp, SmallEntrance(stop=SavesMissing()))
    window.entrance.rescue.signed = False
    _asked_to_restore(window)
    _do(window)
    asked = window.part(NoteFrame, "sure")
    window.qtbot.waitUntil(lambda: "署名" in asked.accessibleName())
    assert "公開鍵を持つ人" in asked.accessibleName()
    assert window.part(QPushButton, "do").text() == "それでも使う"
    assert window.focus().objectName() == "back"
    assert window.entrance.rescue.restored == []
    window.press(Qt.Key.Key_Return)
    assert asked.isHidden()
    window.press(Qt.Key.Key_Return, CTRL)
    _do(window)
    window.qtbot.waitUntil(lambda: "署名" in asked.accessibleName())
    _do(window)
    ((_, key, by),) = window.entrance.rescue.restored
    assert (key, by.password) == (KEY, SECRET)
    assert "このバックアップには誰の署名もありません。" in _words(window)
    window.close()


def test_another_language_keeps_what_a_restore_was_told_its_question_and_its_result(
    qtbot: QtBot, qapp: QApplication
) -> None:
    window = open_window(qtbot, qapp, SmallEntrance(stop=SavesMissing()))
    window.press(Qt.Key.Key_Return)
    window.type(KEY)
    window.part(PasswordEdit, "password").setFocus()
    window.type(SECRET)
    _other_language(window)
    fields = {name: window.part(PasswordEdit, name).text() for name in ("sheet_key", "password")}
    assert fields == {"sheet_key": KEY, "password": SECRET}
    window.part(PasswordEdit, "password").setFocus()
    window.press(Qt.Key.Key_Return, CTRL)
    _other_language(window)
    assert window.part(NoteFrame, "sure").isVisible()
    assert window.entrance.rescue.restored == []
    window.part(QPushButton, "do").setFocus()
    _do(window)
    ((_, key, by),) = window.entrance.rescue.restored
    assert (key, by.password) == (KEY, SECRET)
    _other_language(window)
    assert "It holds 12 applications." in _words(window)
    window.entrance.stop = None
    window.part(QPushButton, "goOn").click()
    window.settle()
    assert isinstance(window.focus(), PasswordEdit)
    window.close()


def test_a_repair_under_way_goes_on_in_the_other_language(qtbot: QtBot, qapp: QApplication) -> None:
    window = open_window(qtbot, qapp, SmallEntrance(stop=DamageFound("database_damaged")))
    window.press(Qt.Key.Key_Return)
    window.type(SECRET)
    window.part(QPushButton, "do").click()
    window.speak(Language.EN)
    window.qtbot.waitUntil(lambda: _page(window).book.state.result is not None)
    assert len(window.entrance.rescue.repaired) == 1
    assert "The search index was built anew. No entry is lost." in _words(window)
    window.close()


def test_without_a_backup_a_restore_is_not_offered_further(
    qtbot: QtBot, qapp: QApplication
) -> None:
    window = open_window(qtbot, qapp, SmallEntrance(stop=SavesMissing()))
    window.entrance.store.backups.made.clear()
    window.press(Qt.Key.Key_Return)
    assert window.part(NoteFrame, "trouble").accessibleName().startswith("バックアップがありません")
    assert not window.part(QPushButton, "do").isEnabled()
    window.close()


def test_another_folder_is_looked_in(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    window = open_window(qtbot, qapp, SmallEntrance(stop=NotADesk("no_database")))
    window.part(QPushButton, "other_folder").setFocus()
    window.press(Qt.Key.Key_Return)
    (dialog,) = window.window.findChildren(QFileDialog)
    window.entrance.stop = None
    dialog.fileSelected.emit(str(tmp_path))
    dialog.reject()
    assert window.entrance.rescue.looked_in == [tmp_path]
    assert not _page(window).isVisible()
    window.close()


def _page(window: Opened) -> StartupStopped:
    (page,) = window.window.findChildren(StartupStopped)
    return page


def _other_language(window: Opened) -> None:
    window.part(QPushButton, "stopLanguage").click()
    window.settle()


def _do(window: Opened) -> None:
    """Press Ctrl+Enter and wait for what it does beside."""
    window.press(Qt.Key.Key_Return, CTRL)
    window.qtbot.waitUntil(lambda: not _page(window).book.state.working)
    window.settle()


def _words(window: Opened) -> set[str]:
    return {label.text() for label in window.window.findChildren(QLabel) if label.isVisible()}
