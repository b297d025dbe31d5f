# SPDX-License-Identifier: MIT
"""Signing in, being refused calmly, locking: all by keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, Qt
from PySide6.QtGui import QClipboard, QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

import desk_app
from desk_app.desk.errors import (
    CountSetBack,
    DamageFound,
    KeyCopyMended,
    KeysGiven,
    KnownError,
)
from desk_app.gui.kit.display.notes import ErrorBar, NoteFrame
from desk_app.gui.kit.fields.fields import PasswordEdit
from desk_app.gui.kit.look import theme
from desk_app.gui.kit.tables.table import ItemList, ListTable
from desk_app.gui.page import Place
from desk_app.gui.session.entrance import Choices
from desk_app.gui.session.screen import ScreenLook
from desk_app.gui.start.sign_in import ClosedFacts, SignIn, SignInBook
from desk_app.i18n import messages
from desk_app.records.base import Fact
from desk_app.records.desk.people import Language, User
from tests.fakes.instant_runner import InstantRunner
from tests.gui.dressing import Dressed
from tests.gui.geometry import cut
from tests.gui.pages import CTRL, Opened, open_window
from tests.gui.small_desk import LINES, PASSWORD, SmallEntrance

DOOR_DRESSED = 2
"""How often a part of the closed desk is dressed at most while the window comes up, on average."""
LINE_SHARE = 0.9
"""How much of the words a line under them takes at least; the rest are tails of letters."""


def test_the_password_has_the_focus_and_enter_opens_the_desk_once(opened: Opened) -> None:
    assert isinstance(opened.focus(), PasswordEdit)
    assert not any(PASSWORD in words for words in _labels(opened.window))
    assert "見本の窓口　出てくる人はすべて架空です" not in _labels(opened.window)
    opened.press(Qt.Key.Key_Return)
    assert opened.entrance.tried == [], "an empty password is not tried"
    door = _door(opened)
    shown: list[bool] = []
    door.book.opened.connect(lambda _: shown.append(door.isVisible()))
    door.book.opened.connect(lambda _: QTest.keyClick(opened.focus(), Qt.Key.Key_Return))
    opened.sign_in()
    assert shown == [True]
    assert opened.entrance.tried == ["山本 美咲"], "a second Enter tries nothing meanwhile"
    assert opened.shell.place is Place.TODAY
    assert isinstance(opened.focus(), ListTable)
    opened.window.close()
    assert opened.entrance.store.closed


def test_a_lock_while_the_desk_is_being_made_leaves_the_door(opened: Opened) -> None:
    door = _door(opened)
    door.book.opened.connect(lambda _: opened.window.lock())
    opened.type(PASSWORD)
    opened.press(Qt.Key.Key_Return)
    assert opened.window.shell is None
    assert opened.entrance.store.closed
    assert door.isVisible()
    assert isinstance(opened.focus(), PasswordEdit)
    opened.press(Qt.Key.Key_Q, CTRL)
    assert not opened.window.isVisible(), "the key that the closed desk shows ends the program"


def _door(opened: Opened) -> SignIn:
    door = opened.window.findChild(SignIn)
    assert door is not None
    return door


def test_what_is_told_at_the_arrival_is_told_one_after_the_other(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts: dict[str, Fact] = {"on": date(2026, 11, 24), "by": "三宅 誠", "second": "髙﨑 邉󠄂子"}
    given, lost = KeysGiven(facts=facts), DamageFound("backup_list_damaged", {"found": 2})
    told = (given, CountSetBack(), lost)
    _tell_at_arrival(opened, monkeypatch, *told)
    opened.sign_in()
    bar = opened.part(ErrorBar, "errorBar")
    assert all(name in bar.accessibleName() for name in ("三宅 誠", "髙﨑 邉󠄂子"))
    for error in told:
        assert bar.isVisible()
        assert messages.error(error, Language.JA).what in bar.accessibleName()
        assert bar.property("calm") is (error is given), "nothing failed"
        opened.press(Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert opened.shell.place is Place.TODAY


def _tell_at_arrival(opened: Opened, monkeypatch: pytest.MonkeyPatch, *told: KnownError) -> None:
    unlock = opened.entrance.unlock
    monkeypatch.setattr(
        opened.entrance, "unlock", lambda *words: replace(unlock(*words), at_arrival=told)
    )


def test_a_copy_of_the_keys_made_anew_is_said_once_in_the_status_bar(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = KeyCopyMended()
    _tell_at_arrival(opened, monkeypatch, told)
    opened.sign_in()
    assert opened.status.said() == messages.error(told, Language.JA).what
    assert not any(bar.isVisible() for bar in opened.window.findChildren(ErrorBar))
    opened.speak(Language.EN)
    assert opened.status.said() == ""
    opened.press(Qt.Key.Key_L, CTRL)
    opened.sign_in()
    assert opened.status.said() == messages.error(told, Language.EN).what


def test_the_arrows_choose_a_person_in_the_list_and_while_the_password_is_typed(
    opened: Opened,
) -> None:
    opened.press(Qt.Key.Key_Up)
    for _ in range(5):
        opened.press(Qt.Key.Key_Down)
    opened.press(Qt.Key.Key_Up)
    assert isinstance(opened.focus(), PasswordEdit)
    opened.type(PASSWORD)
    opened.press(Qt.Key.Key_Return)
    assert opened.entrance.tried == ["佐伯 恵子"]
    opened.press(Qt.Key.Key_L, CTRL)
    opened.press(Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    opened.press(Qt.Key.Key_Up)
    opened.press(Qt.Key.Key_Return)
    opened.type(PASSWORD)
    opened.press(Qt.Key.Key_Return)
    assert opened.entrance.tried[1:] == ["山本 美咲"]
    assert opened.shell.session.desk.actor.name == "山本 美咲"


def test_a_click_on_a_name_leads_to_the_password_and_who_signed_in_is_kept(opened: Opened) -> None:
    users = opened.part(ItemList, "users")
    second = users.visualRect(users.model().index(1, 0)).center()
    QTest.mouseClick(users.viewport(), Qt.MouseButton.LeftButton, pos=second)
    assert isinstance(opened.focus(), PasswordEdit)
    opened.type(PASSWORD)
    opened.press(Qt.Key.Key_Return)
    assert opened.entrance.tried == ["佐伯 恵子"]
    opened.settle()
    assert opened.entrance.kept[-1].last_user == opened.entrance.users()[1].id


def test_who_signed_in_last_is_chosen_at_the_next_start(qtbot: QtBot, qapp: QApplication) -> None:
    entrance = SmallEntrance()
    entrance.chosen = Choices(last_user=entrance.users()[1].id)
    again = open_window(qtbot, qapp, entrance)
    users = again.part(ItemList, "users")
    assert users.current_id() == "佐伯 恵子"
    told = Qt.ItemDataRole.AccessibleTextRole
    said = [str(users.model().index(row, 0).data(told)) for row in range(users.model().rowCount())]
    assert ["前回の利用者" in each for each in said].count(True) == 1, "and it is said of whom"
    assert "前回の利用者" in said[1]
    again.close()


def test_the_door_says_what_helps_whoever_forgot_and_no_name_of_a_file(
    at_work: Opened, qtbot: QtBot, qapp: QApplication
) -> None:
    at_work.press(Qt.Key.Key_L, CTRL)
    at_work.settle()
    facts = at_work.window.findChildren(ClosedFacts)[0].facts
    first, *done = (fact.tone for fact in facts._facts)
    assert (first, set(done)) == ("accent", {"ok"}), "what is done is green"

    closed = open_window(qtbot, qapp, SmallEntrance())
    said = _labels(closed.window)
    assert "忘れたときは、個人情報保護管理者が付け直せます。" in said
    assert f"版 {desk_app.__version__}" in said
    assert not any("desk_app" in each for each in said), "no clerk knows it by that name"
    closed.close()


def test_the_arrows_choose_a_person_at_the_lock_and_after_a_refusal(at_work: Opened) -> None:
    at_work.press(Qt.Key.Key_L, CTRL)
    at_work.press(Qt.Key.Key_Down)
    at_work.type("nonsense")
    at_work.press(Qt.Key.Key_Return)
    at_work.speak(Language.EN)
    at_work.press(Qt.Key.Key_Up)
    door = at_work.window.findChild(SignIn)
    assert door is not None
    door.book._state = door.book.state._replace(pause=0)
    at_work.type(PASSWORD)
    at_work.press(Qt.Key.Key_Return)
    assert at_work.entrance.tried == ["山本 美咲", "佐伯 恵子", "山本 美咲"]


def test_who_is_chosen_and_what_is_typed_stay_in_another_language(opened: Opened) -> None:
    assert cut(opened.window) == []
    opened.press(Qt.Key.Key_Down)
    opened.type("half a pass")
    opened.part(QPushButton, "language").setFocus()
    opened.press(Qt.Key.Key_Space)
    assert cut(opened.window) == [], "the words of the door are whole in both languages"
    field = opened.part(PasswordEdit, "password")
    assert field.text() == "half a pass"
    assert opened.focus().objectName() == "language"
    field.setFocus()
    field.setText(PASSWORD)
    opened.press(Qt.Key.Key_Return)
    assert opened.entrance.tried == ["佐伯 恵子"]


def test_a_wrong_password_is_said_calmly_of_whom_it_was_tried_and_chosen_to_be_typed_over(
    opened: Opened,
) -> None:
    opened.press(Qt.Key.Key_Down)
    opened.type("nonsense")
    opened.press(Qt.Key.Key_Return)
    assert opened.window.shell is None
    field = opened.part(QLineEdit, "password")
    assert field.selectedText() == field.text() != ""
    assert opened.focus() is field
    assert not opened.part(QPushButton, "enter").isEnabled()
    opened.press(Qt.Key.Key_Up)
    said = [note.accessibleName() for note in opened.window.findChildren(NoteFrame)]
    assert any("直前の入力は 佐伯 恵子 のパスワードと合いませんでした" in words for words in said)
    assert not any(word in words for words in said for word in ("!", "エラー", "山本 美咲"))
    state = _door(opened).book.state
    opened.speak(Language.EN)
    after = _door(opened).book.state
    assert (after.refusals, after.tried, bool(after.pause)) == (1, state.tried, bool(state.pause))
    assert f"That did not match the password of {state.tried}" in _labels(opened.window)
    assert opened.part(QPushButton, "enter").isEnabled() is after.ready


def test_each_refusal_makes_the_pause_longer_and_it_passes(qapp: QApplication) -> None:
    runner = InstantRunner((KnownError,), qapp)
    book = SignInBook(SmallEntrance(), runner, qapp)
    pauses = []
    for _ in range(8):
        book.try_password("山本 美咲", "wrong")
        pauses.append(book.state.pause)
        while book.state.pause:
            book._count_down()
    assert pauses == [2, 4, 8, 16, 32, 64, 64, 64]
    assert book.state.ready


def test_a_try_during_the_pause_is_not_made(qapp: QApplication) -> None:
    entrance = SmallEntrance()
    book = SignInBook(entrance, InstantRunner((KnownError,), qapp), qapp)
    book.try_password("山本 美咲", "wrong")
    book.try_password("山本 美咲", PASSWORD)
    assert len(entrance.tried) == 1


def test_a_damaged_desk_is_told_at_the_door(qapp: QApplication) -> None:
    class Damaged(SmallEntrance):
        @override
        def users(self) -> Sequence[User]:
            raise DamageFound

    book = SignInBook(Damaged(), InstantRunner((KnownError,), qapp), qapp)
    book.read()
    assert isinstance(book.state.trouble, DamageFound)


def test_the_lock_drops_the_key_and_leaves_nobody_on_any_screen(at_work: Opened) -> None:
    for key in (Qt.Key.Key_2, Qt.Key.Key_3):
        at_work.press(key, CTRL)
    assert _words_of(LINES[0].name)
    QApplication.clipboard().setText(LINES[0].name)
    at_work.press(Qt.Key.Key_L, CTRL)
    assert at_work.window.shell is None
    assert at_work.entrance.store.closed
    assert QApplication.clipboard().text() == "", "what was copied here"
    for line in LINES:
        assert _words_of(line.name) == []
    assert isinstance(at_work.focus(), PasswordEdit)
    at_work.sign_in()
    assert at_work.shell.place is Place.APPLICATIONS
    QApplication.clipboard().setText(LINES[0].name)
    at_work.window._copies._texts = {QClipboard.Mode.Clipboard: "something copied before"}
    at_work.press(Qt.Key.Key_L, CTRL)
    assert QApplication.clipboard().text() == LINES[0].name, "what was copied elsewhere"
    QApplication.clipboard().clear()


def test_the_sample_desk_says_so_on_every_screen(qtbot: QtBot, qapp: QApplication) -> None:
    sample = open_window(qtbot, qapp, SmallEntrance(sample=True))
    words = "見本の窓口　出てくる人はすべて架空です"
    assert words in _labels(sample.window)
    sample.sign_in()
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3):
        sample.press(key, CTRL)
        assert words in _labels(sample.window)
    sample.press(Qt.Key.Key_L, CTRL)
    assert words in _labels(sample.window)
    sample.close()


def test_the_way_in_by_the_sheet_looks_like_a_link_and_is_reached_by_keys(opened: Opened) -> None:
    link = opened.part(QPushButton, "withSheet")
    for mode in theme.Mode:
        opened.screen.use_look(ScreenLook(mode is theme.Mode.DARK))
        opened.settle()
        shown = link.grab().toImage()
        accent = QColor(theme.tokens(link.palette()).accent).rgb()
        longest = max(
            sum(shown.pixel(column, row) == accent for column in range(shown.width()))
            for row in range(shown.height())
        )
        assert longest >= link.fontMetrics().horizontalAdvance(link.text()) * LINE_SHARE
    while opened.focus() is not link:
        opened.press(Qt.Key.Key_Tab)
    opened.press(Qt.Key.Key_Space)
    assert opened.part(QDialog, "sheetEntry").isVisible()


def test_a_password_being_tried_keeps_the_keys(opened: Opened) -> None:
    opened.type(PASSWORD[:-1])
    opened.part(QPushButton, "enter").setFocus()
    QTest.keyClick(opened.focus(), Qt.Key.Key_Space)
    meanwhile = opened.focus().objectName()
    opened.settle()
    assert meanwhile == "password"


def test_the_door_is_made_where_it_stands(qtbot: QtBot, qapp: QApplication) -> None:
    dressed = Dressed()
    qapp.installEventFilter(dressed)
    opened = open_window(qtbot, qapp, SmallEntrance())
    qapp.removeEventFilter(dressed)
    parts = len(opened.window.findChildren(QWidget))
    assert dressed.count <= DOOR_DRESSED * parts, dressed.count / parts
    opened.close()


def _columns(model: QAbstractItemModel) -> int:
    return model.columnCount() if isinstance(model, QAbstractTableModel) else 1


def _labels(root: QWidget) -> list[str]:
    return [label.text() for label in root.findChildren(QLabel) if label.isVisible()]


def _words_of(name: str) -> list[str]:
    """Return where a name stands in any widget or model of the process."""
    found = []
    for widget in QApplication.allWidgets():
        words = [widget.accessibleName(), getattr(widget, "text", str)()]
        found += [type(widget).__name__ for word in words if name in str(word)]
        for model in widget.findChildren(QAbstractItemModel):
            found += [
                type(model).__name__
                for row in range(model.rowCount())
                for column in range(_columns(model))
                if name in str(model.index(row, column).data())
            ]
    return found
