# SPDX-License-Identifier: MIT
"""The settings by keys: people, recovery sheets, keys, the own password."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desk_app.desk.keys import people
from desk_app.desk.keys.roster import Second
from desk_app.desk.keys.sheet_key import fingerprint_of
from desk_app.gui.asking import Ask
from desk_app.gui.kit.fields.choices import ChoiceBox
from desk_app.gui.kit.layout.buttons import CheckBox
from desk_app.gui.kit.look.theme import DARK
from desk_app.gui.kit.tables.table import ListTable
from desk_app.gui.page import Place
from desk_app.gui.pages.settings.book import SettingsPart, SettingsState
from desk_app.gui.pages.settings.page import _ICONS, SettingsView
from desk_app.gui.pages.settings.program_page import ProgramPage
from desk_app.gui.printing import spooler
from desk_app.gui.sections import SECTIONS
from desk_app.gui.session.locking import MINUTE_MS, IdleWatch
from desk_app.gui.session.screen import ScreenLook
from desk_app.records.base import UserId
from desk_app.records.desk.people import Language, Role, User
from tests.fakes.keys import PASSWORD as OLD
from tests.gui.accessibility import commit, unnamed
from tests.gui.by_keys import astray
from tests.gui.pages import CTRL, Opened, open_window
from tests.gui.small_desk import CLERK, OFFICER, PASSWORD, SUPERVISOR, SmallEntrance, SmallStore
from tests.gui.small_safe import GROUPS, IN_USE, Printer

NEW = "eleven green kites rise"


@pytest.fixture
def officer(qtbot: QtBot, qapp: QApplication) -> Iterator[Opened]:
    """The settings of an officer who has signed in."""
    store = SmallStore(people=(OFFICER, CLERK, SUPERVISOR))
    window = _at_settings(qtbot, qapp, store)
    yield window
    window.close()


@pytest.fixture
def clerk(qtbot: QtBot, qapp: QApplication) -> Iterator[Opened]:
    """The settings of a clerk who has signed in."""
    window = _at_settings(qtbot, qapp, SmallStore())
    yield window
    window.close()


def test_a_clerk_chooses_the_own_password_and_the_screen_and_sees_nothing_else(
    clerk: Opened,
) -> None:
    assert _state(clerk).parts == (
        SettingsPart.PASSWORD,
        SettingsPart.PRINTING,
        SettingsPart.SCREEN,
        SettingsPart.PROGRAM,
    )
    assert _state(clerk).users == ()
    keys = clerk.entrance.store.keys
    clerk.press(Qt.Key.Key_Space)
    for again, kept in ((NEW + "x", OLD), (NEW, NEW)):
        assert _dialog(clerk).isVisible()
        _fill(clerk, OLD, NEW, again)
        clerk.press(Qt.Key.Key_Return, CTRL)
        assert keys.password(CLERK.id) == kept
    clerk.come_back()
    _from_source_no_setup_is_looked_for(clerk)
    clerk.shell.go(Place.SETTINGS, SettingsPart.SCREEN)
    _wait_for_the_lock_is_chosen(clerk)
    _look_is_chosen_and_given_back(clerk)
    _language_and_size_of_text_are_chosen(clerk)


def _from_source_no_setup_is_looked_for(clerk: Opened) -> None:
    clerk.shell.go(Place.SETTINGS, SettingsPart.PROGRAM)
    clerk.settle()
    page = _view(clerk)._pages[SettingsPart.PROGRAM]
    assert isinstance(page, ProgramPage)
    assert page._facts.isVisible()
    assert not page._asked.isVisible()
    assert any("ソース" in each.text() for each in page._facts.findChildren(QLabel))


def _wait_for_the_lock_is_chosen(clerk: Opened) -> None:
    wait = clerk.part(ChoiceBox, "lockMinutes")
    watch = clerk.window.findChild(IdleWatch)
    assert isinstance(watch, IdleWatch)
    assert wait.value() == 5
    assert watch.left_ms > 4 * MINUTE_MS
    QTest.keyClick(wait, Qt.Key.Key_Home)
    assert clerk.entrance.kept[-1].lock_minutes == 1
    assert 0 < watch.left_ms < 2 * MINUTE_MS


def _look_is_chosen_and_given_back(clerk: Opened) -> None:
    box = clerk.part(ChoiceBox, "look")
    assert box.value() is ScreenLook.SYSTEM
    QTest.keyClick(box, Qt.Key.Key_2)
    assert (clerk.screen.look, box.value()) == (ScreenLook.LIGHT, ScreenLook.LIGHT)
    action = clerk.window.findChild(QAction, "systemLook")
    assert isinstance(action, QAction)
    action.trigger()
    assert box.value() is ScreenLook.SYSTEM, "it is given back to the system"
    QTest.keyClick(box, Qt.Key.Key_3)
    assert clerk.screen.look is ScreenLook.DARK
    assert clerk.screen.dark is True
    assert clerk.window.palette().window().color().name() == DARK.window.lower()
    assert [choice.dark for choice in clerk.entrance.kept[-3:]] == [False, None, True]


def _language_and_size_of_text_are_chosen(clerk: Opened) -> None:
    """Everything is made anew; the keys are in the same choice again."""
    language = clerk.part(ChoiceBox, "screenLanguage")
    language.setFocus()
    clerk.press(Qt.Key.Key_2)
    _wait_until_made_anew(clerk)
    assert clerk.screen.language is Language.EN
    again = clerk.part(ChoiceBox, "screenLanguage")
    assert again is not language
    assert again.value() is Language.EN
    assert clerk.focus() is again
    size = clerk.part(ChoiceBox, "textSize")
    assert size.value() == 100
    size.setFocus()
    clerk.press(Qt.Key.Key_Up)
    _wait_until_made_anew(clerk)
    assert clerk.entrance.kept[-1].text_percent == 90
    assert clerk.part(ChoiceBox, "textSize").value() == 90


def _wait_until_made_anew(clerk: Opened) -> None:
    clerk.qtbot.waitUntil(lambda: clerk.window.shell is not None and clerk.shell.isVisible())
    clerk.settle()


def test_an_officer_enrols_removes_and_confirms_people_by_the_keys_alone(officer: Opened) -> None:
    view = _view(officer)
    assert not view.doing["change"].isEnabled(), "nobody changes or removes himself here"
    assert not view.doing["remove"].isEnabled()
    officer.press(Qt.Key.Key_Return)
    assert officer.window.findChildren(QDialog, "ask") == []
    _a_supervisor_enrolled_anew_signs_by_the_password_until_now(officer)
    _whoever_may_approve_is_enrolled_by_two(officer)
    _a_clerk_goes_and_another_comes(officer)
    _who_waits_is_confirmed_by_the_own_password_of_old(officer)
    officer.come_back()
    _where_nobody_can_sign_second_it_is_said(officer)
    officer.come_back()
    officer.speak(Language.EN)
    told = [what for _, what in _view(officer).keys_told()]
    assert {"add a person", "remove"} <= set(told)
    assert [what for what in told if not what[:1].islower()] == [], "told as on every page"


def _a_clerk_goes_and_another_comes(officer: Opened) -> None:
    keys = officer.entrance.store.keys
    officer.press(Qt.Key.Key_Home)
    officer.press(Qt.Key.Key_Down)
    officer.press(Qt.Key.Key_Delete)
    _fill(officer, "a wrong password")
    officer.press(Qt.Key.Key_Return, CTRL)
    assert CLERK in keys.users()
    _fill(officer, PASSWORD)
    officer.press(Qt.Key.Key_Return, CTRL)
    assert CLERK not in keys.users()
    assert keys.renewed == 1
    officer.come_back()
    officer.press(Qt.Key.Key_Insert)
    commit(officer.focus(), "林 静")
    next(box for box in _dialog(officer).findChildren(CheckBox)).setChecked(True)
    _fill(officer, NEW, NEW, PASSWORD, after_name=True)
    officer.press(Qt.Key.Key_Return, CTRL)
    added = keys.users()[-1]
    assert (added.name, added.roles) == ("林 静", frozenset({Role.CLERK}))
    assert added in _state(officer).users
    officer.come_back()


def _enrol_supervisor(opened: Opened) -> Ask:
    """Ask to enrol somebody who may approve, by the keys alone, up to the two new passwords."""
    opened.press(Qt.Key.Key_Insert)
    dialog = _dialog(opened)
    assert isinstance(dialog, Ask)
    assert not dialog.field("second").editor.isVisible()
    commit(opened.focus(), "髙﨑 邉󠄂子")
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Space):
        opened.press(key)
    assert dialog.field("second").editor.isVisible()
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Space):
        opened.press(key)
        assert dialog.field("second_password").editor.isVisible() is (
            Role.SUPERVISOR in cast("tuple[Role, ...]", dialog.field("roles").value())
        )
    for _ in range(3):
        opened.press(Qt.Key.Key_Tab)
    for _ in range(2):
        opened.type(NEW)
        opened.press(Qt.Key.Key_Return)
    assert opened.focus() is dialog.field("second").editor
    assert "2人で行います" in dialog.note()
    assert unnamed(dialog) == []
    return dialog


def _finish(opened: Opened, second: str, own: str) -> None:
    """Give the second person's password and the own one, from the choice of the second person."""
    opened.press(Qt.Key.Key_Tab)
    opened.type(second)
    opened.press(Qt.Key.Key_Tab)
    opened.type(own)
    opened.press(Qt.Key.Key_Return)


def _whoever_may_approve_is_enrolled_by_two(officer: Opened) -> None:
    """Who may not sign second or gives a wrong password is told where it was typed."""
    keys = officer.entrance.store.keys
    before = keys.users()
    dialog = _enrol_supervisor(officer)
    box = dialog.field("second").editor
    assert isinstance(box, ChoiceBox)
    assert [box.itemText(row) for row in range(box.count())] == [SUPERVISOR.name]
    # Neither is offered; whoever gets round that is refused by the desk.
    for who in (OFFICER, CLERK):
        box.set_choices(((who, who.name),))
        box.set_value(who)
        _finish(officer, PASSWORD, PASSWORD)
        assert "もう1人の署名" in dialog.trouble()
        assert officer.focus() is box
    box.set_choices(((SUPERVISOR, SUPERVISOR.name),))
    box.set_value(SUPERVISOR)
    _finish(officer, "not this password", PASSWORD)
    assert "もう1人の署名" not in dialog.trouble() != ""
    assert officer.focus() is dialog.field("second_password").editor
    _fill_one(officer, dialog, "second_password", PASSWORD)
    _fill_one(officer, dialog, "own_password", "not mine")
    officer.press(Qt.Key.Key_Return, CTRL)
    assert officer.focus() is dialog.field("own_password").editor
    assert keys.users() == before
    _fill_one(officer, dialog, "own_password", PASSWORD)
    officer.press(Qt.Key.Key_Return)
    added = keys.users()[-1]
    assert (added.name, added.roles) == ("髙﨑 邉󠄂子", frozenset({Role.SUPERVISOR}))
    line = keys.lines()[-1]
    assert (line.by, line.second, line.about) == (OFFICER.id, SUPERVISOR.id, added.id)
    officer.come_back()


def test_keys_and_sheets_are_shown_renewed_and_replaced_and_every_part_can_be_named(
    officer: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    _the_keys_show_fingerprint_and_statements_and_are_renewed(officer)
    _an_older_sheet_is_destroyed_and_a_new_one_typed_back(officer, monkeypatch)
    for part in SettingsPart:
        officer.shell.session.open_settings.emit(part)
        officer.settle()
        assert (part, unnamed(officer.window)) == (part, [])
        assert (part, astray(officer.window)) == (part, [])


def _the_keys_show_fingerprint_and_statements_and_are_renewed(officer: Opened) -> None:
    keys = officer.entrance.store.keys
    keys.carried_over = False
    officer.shell.session.open_settings.emit(SettingsPart.KEYS)
    officer.settle()
    assert officer.window.findChildren(ListTable, "statements") != []
    assert not any(each.isVisible() for each in officer.window.findChildren(QLineEdit))
    _two_changed(officer)
    shown = officer.part(QLineEdit, "fingerprint")
    assert shown.text() == fingerprint_of(keys.root)
    assert shown.isReadOnly()
    officer.part(QPushButton, "pepper").setFocus()
    officer.press(Qt.Key.Key_Tab)
    assert officer.focus() is shown
    officer.press(Qt.Key.Key_A, CTRL)
    assert shown.selectedText() == shown.text()
    officer.press(Qt.Key.Key_Tab)
    table = officer.part(ListTable, "statements")
    assert officer.focus() is table
    spoken = Qt.ItemDataRole.AccessibleTextRole
    row = [table.model().index(0, column).data(spoken) for column in range(6)]
    names = (SUPERVISOR.name, OFFICER.name, SUPERVISOR.name)
    assert row == ["3", "令和8年11月25日 9:00", "利用者を登録し直し", *names]
    for name in ("renew", "pepper"):
        officer.part(QPushButton, name).setFocus()
        officer.press(Qt.Key.Key_Space)
        _fill(officer, PASSWORD)
        officer.press(Qt.Key.Key_Return, CTRL)
        officer.come_back()
    assert (keys.renewed, keys.peppered) == (1, True)
    assert officer.part(QPushButton, "pepper").text() == "結び付けをやめる"


def _two_changed(officer: Opened) -> None:
    """Have the roles of two people changed, one of them by two, in a desk carried over."""
    desk = officer.shell.session.desk
    officer.entrance.store.keys.carried_over = True
    people.change_roles(desk, CLERK.id, CLERK.roles, NEW)
    second = Second(SUPERVISOR, desk.ports.seal)
    people.change_roles(desk, SUPERVISOR.id, SUPERVISOR.roles, NEW, second)
    _view(officer).book.read_again()
    officer.settle()


def _an_older_sheet_is_destroyed_and_a_new_one_typed_back(
    officer: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys, printer = officer.entrance.store.keys, Printer()
    monkeypatch.setattr(spooler, "system", lambda: printer)
    keys._sheets.insert(0, replace(IN_USE, series=0))
    officer.shell.session.open_settings.emit(SettingsPart.SHEETS)
    officer.settle()
    remove = _view(officer).doing["remove"]
    assert not remove.isEnabled(), "that in use is not destroyed"
    officer.press(Qt.Key.Key_Down)
    assert remove.isEnabled()
    officer.press(Qt.Key.Key_Delete)
    _fill(officer, PASSWORD)
    officer.press(Qt.Key.Key_Return, CTRL)
    assert [sheet.destroyed_on is not None for sheet in keys.sheets()] == [True, False]
    officer.come_back()
    officer.press(Qt.Key.Key_Insert)
    _fill(officer, PASSWORD)
    officer.press(Qt.Key.Key_Return, CTRL)
    officer.settle()
    officer.press(Qt.Key.Key_P, CTRL)
    assert len(printer.sent) == 2
    assert officer.focus().objectName() == "lastGroup"
    officer.type(GROUPS[-1])
    for place in ("safe A", "safe B"):
        officer.press(Qt.Key.Key_Return)
        officer.type(place)
    officer.press(Qt.Key.Key_Return, CTRL)
    officer.settle()
    newest = keys.sheets()[-1]
    assert (newest.number, newest.stands) == ("2026Q4-3", True)
    assert officer.window.findChildren(QDialog, "newSheet") == []


def _a_supervisor_enrolled_anew_signs_by_the_password_until_now(officer: Opened) -> None:
    for _ in range(2):
        officer.press(Qt.Key.Key_Down)
    officer.press(Qt.Key.Key_Return)
    dialog = _dialog(officer)
    assert isinstance(dialog, Ask)
    assert dialog.field("second").value() == SUPERVISOR
    _fill(officer, NEW, NEW, PASSWORD, PASSWORD)
    officer.press(Qt.Key.Key_Return, CTRL)
    line = officer.entrance.store.keys.lines()[-1]
    assert (line.second, line.about) == (SUPERVISOR.id, SUPERVISOR.id)
    officer.come_back()


def _where_nobody_can_sign_second_it_is_said(officer: Opened) -> None:
    keys = officer.entrance.store.keys
    for each in keys.users():
        if each != OFFICER and Role.SUPERVISOR in each.roles:
            del keys._slots[each.id]
    _view(officer).book.read_again()
    officer.settle()
    officer.press(Qt.Key.Key_Insert)
    dialog = _dialog(officer)
    assert isinstance(dialog, Ask)
    assert dialog.remark() == ""
    dialog.findChildren(CheckBox)[1].setChecked(True)
    assert "復旧シート" in dialog.remark()
    officer.press(Qt.Key.Key_Escape)


def _who_waits_is_confirmed_by_the_own_password_of_old(officer: Opened) -> None:
    waiting = User(UserId("w"), "髙﨑 邉󠄂子", frozenset({Role.CLERK}))
    officer.entrance.store.keys._waiting = {waiting.id: waiting}
    _view(officer).book.read_again()
    officer.settle()
    view = _view(officer)
    assert view.doing["confirm"].isVisible()
    assert not view.doing["confirm"].isEnabled()
    officer.press(Qt.Key.Key_End)
    assert view.doing["confirm"].isEnabled()
    officer.press(Qt.Key.Key_Return)
    dialog = _dialog(officer)
    assert isinstance(dialog, Ask)
    _fill(officer, "not the old one", PASSWORD)
    officer.press(Qt.Key.Key_Return, CTRL)
    assert officer.focus() is dialog.field("password").editor
    assert _state(officer).waiting == (waiting,)
    _fill_one(officer, dialog, "password", OLD)
    officer.press(Qt.Key.Key_Return, CTRL)
    officer.settle()
    assert _state(officer).waiting == ()
    assert waiting in _state(officer).users
    assert not view.doing["confirm"].isVisible()


def test_a_supervisor_has_the_people_only_to_confirm_who_waits(
    qtbot: QtBot, qapp: QApplication
) -> None:
    store = SmallStore(people=(SUPERVISOR, OFFICER, CLERK))
    opened = _at_settings(qtbot, qapp, store)
    assert SettingsPart.USERS not in _state(opened).parts
    waiting = User(UserId("w"), "髙﨑 邉󠄂子", frozenset({Role.CLERK}))
    store.keys._waiting = {waiting.id: waiting}
    _view(opened).book.read_again()
    opened.settle()
    opened.shell.session.open_settings.emit(SettingsPart.USERS)
    opened.settle()
    view = _view(opened)
    shown = [
        name for name in ("confirm", "add", "change", "remove") if view.doing[name].isVisible()
    ]
    assert shown == ["confirm"]
    opened.press(Qt.Key.Key_Return)
    _fill(opened, OLD, PASSWORD)
    opened.press(Qt.Key.Key_Return, CTRL)
    opened.settle()
    assert SettingsPart.USERS not in _state(opened).parts
    assert store.keys.lines()[-1].second == SUPERVISOR.id
    opened.close()


def _at_settings(qtbot: QtBot, application: QApplication, store: SmallStore) -> Opened:
    window = open_window(qtbot, application, SmallEntrance(store=store))
    window.window._sections = lambda: SECTIONS
    window.sign_in()
    window.press(Qt.Key.Key_Comma, CTRL)
    assert window.shell.place is Place.SETTINGS
    return window


def _view(opened: Opened) -> SettingsView:
    view = opened.shell.view
    assert isinstance(view, SettingsView)
    return view


def _state(opened: Opened) -> SettingsState:
    return _view(opened).book.state


def _dialog(opened: Opened) -> QDialog:
    (dialog,) = opened.window.findChildren(QDialog, "ask")
    return dialog


def _fill_one(opened: Opened, dialog: Ask, name: str, password: str) -> None:
    """Type another password into one field of the question."""
    editor = dialog.field(name).editor
    assert isinstance(editor, QLineEdit)
    editor.clear()
    editor.setFocus()
    opened.type(password)


def _fill(opened: Opened, *passwords: str, after_name: bool = False) -> None:
    """Type into the password fields of the question, one after the other."""
    fields = [each for each in _dialog(opened).findChildren(QLineEdit) if each.isVisible()]
    for field, password in zip(fields[int(after_name) :], passwords, strict=True):
        field.clear()
        field.setFocus()
        opened.type(password)


def test_each_part_of_the_settings_has_a_sign_of_its_own() -> None:
    assert len(set(_ICONS.values())) == len(_ICONS), "folded, the list shows the signs alone"
