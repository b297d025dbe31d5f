# SPDX-License-Identifier: MIT
"""The settings by keys: people, recovery sheets, keys, the own password."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desk_app.gui import printing
from desk_app.gui.presenters.settings import Part, SettingsState
from desk_app.gui.screen import Look
from desk_app.gui.views.section import Place
from desk_app.gui.views.sections import SECTIONS
from desk_app.gui.views.settings import Settings
from desk_app.gui.widgets.check_box import CheckBox
from desk_app.gui.widgets.choice import ChoiceBox
from desk_app.records.people import Language, Role
from tests.fakes.keys import PASSWORD as OLD
from tests.gui.accessibility import commit, unnamed
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


def test_a_clerk_sees_the_own_password_printing_the_screen_and_nothing_else(clerk: Opened) -> None:
    assert _state(clerk).parts == (Part.PASSWORD, Part.PRINTING, Part.SCREEN)
    assert _state(clerk).users == ()
    clerk.press(Qt.Key.Key_Space)
    _fill(clerk, OLD, NEW, NEW)
    clerk.press(Qt.Key.Key_Return, CTRL)
    assert clerk.entrance.store.keys.password(CLERK.id) == NEW


def test_light_and_dark_are_chosen_and_given_back_to_the_system(clerk: Opened) -> None:
    clerk.shell.go(Place.SETTINGS, Part.SCREEN)
    box = clerk.part(ChoiceBox, "look")
    assert box.value() is Look.SYSTEM
    for key, look in ((Qt.Key.Key_3, Look.DARK), (Qt.Key.Key_2, Look.LIGHT)):
        QTest.keyClick(box, key)
        assert clerk.screen.look is look
        assert clerk.screen.dark is look.value
    action = clerk.window.findChild(QAction, "systemLook")
    assert isinstance(action, QAction)
    action.trigger()
    assert box.value() is Look.SYSTEM
    assert [choice.dark for choice in clerk.entrance.kept] == [True, False, None]


def test_the_language_is_chosen_in_the_settings_too(clerk: Opened) -> None:
    clerk.shell.go(Place.SETTINGS, Part.SCREEN)
    box = clerk.part(ChoiceBox, "screenLanguage")
    QTest.keyClick(box, Qt.Key.Key_2)
    clerk.settle()
    assert clerk.screen.language is Language.EN
    assert box.value() is Language.EN


def test_two_different_new_passwords_change_nothing(clerk: Opened) -> None:
    clerk.press(Qt.Key.Key_Space)
    _fill(clerk, OLD, NEW, NEW + "x")
    clerk.press(Qt.Key.Key_Return, CTRL)
    assert _dialog(clerk).isVisible()
    assert clerk.entrance.store.keys.password(CLERK.id) == OLD


def test_an_officer_adds_a_person_with_the_own_password(officer: Opened) -> None:
    officer.press(Qt.Key.Key_Insert)
    commit(officer.focus(), "林 静")
    next(box for box in _dialog(officer).findChildren(CheckBox)).setChecked(True)
    _fill(officer, NEW, NEW, PASSWORD, after_name=True)
    officer.press(Qt.Key.Key_Return, CTRL)
    added = officer.entrance.store.keys.users()[-1]
    assert (added.name, added.roles) == ("林 静", frozenset({Role.CLERK}))
    assert added in _state(officer).users


def test_without_the_own_password_nobody_is_removed(officer: Opened) -> None:
    officer.press(Qt.Key.Key_Down)
    officer.press(Qt.Key.Key_Delete)
    _fill(officer, "a wrong password")
    officer.press(Qt.Key.Key_Return, CTRL)
    assert CLERK in officer.entrance.store.keys.users()
    _fill(officer, PASSWORD)
    officer.press(Qt.Key.Key_Return, CTRL)
    assert CLERK not in officer.entrance.store.keys.users()
    assert officer.entrance.store.keys.renewed == 1


def test_nobody_changes_or_removes_himself_here(officer: Opened) -> None:
    view = _view(officer)
    assert not view.doing["change"].isEnabled()
    assert not view.doing["remove"].isEnabled()
    officer.press(Qt.Key.Key_Return)
    assert officer.window.findChildren(QDialog, "ask") == []


def test_a_new_sheet_is_printed_and_typed_back(
    officer: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer = Printer()
    monkeypatch.setattr(printing, "system", lambda: printer)
    officer.shell.work.open_settings.emit(Part.SHEETS)
    officer.settle()
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
    newest = officer.entrance.store.keys.sheets()[-1]
    assert newest.number == "2026Q4-2"
    assert newest.stands
    assert officer.window.findChildren(QDialog, "newSheet") == []


def test_the_sheet_in_use_is_not_destroyed_and_an_older_one_is(officer: Opened) -> None:
    keys = officer.entrance.store.keys
    keys._sheets.insert(0, replace(IN_USE, series=0))
    officer.shell.work.open_settings.emit(Part.SHEETS)
    officer.settle()
    view = _view(officer)
    assert not view.doing["remove"].isEnabled()
    officer.press(Qt.Key.Key_Down)
    assert view.doing["remove"].isEnabled()
    officer.press(Qt.Key.Key_Delete)
    _fill(officer, PASSWORD)
    officer.press(Qt.Key.Key_Return, CTRL)
    assert [sheet.destroyed_on is not None for sheet in keys.sheets()] == [True, False]


def test_keys_are_renewed_and_bound_to_the_machine(officer: Opened) -> None:
    officer.shell.work.open_settings.emit(Part.KEYS)
    officer.settle()
    keys = officer.entrance.store.keys
    for name in ("renew", "pepper"):
        officer.part(QPushButton, name).setFocus()
        officer.press(Qt.Key.Key_Space)
        _fill(officer, PASSWORD)
        officer.press(Qt.Key.Key_Return, CTRL)
        officer.come_back()
    assert (keys.renewed, keys.peppered) == (1, True)
    assert officer.part(QPushButton, "pepper").text() == "結び付けをやめる"


def test_what_keys_do_is_told_as_on_every_page(officer: Opened) -> None:
    officer.screen.use_language(Language.EN)
    officer.settle()
    view = officer.shell.view
    assert view is not None
    told = [what for _, what in view.keys_told()]
    assert {"add a person", "remove"} <= set(told)
    assert [what for what in told if not what[:1].islower()] == []


def test_every_part_can_be_named(officer: Opened) -> None:
    for part in Part:
        officer.shell.work.open_settings.emit(part)
        officer.settle()
        assert unnamed(officer.window) == []


def _at_settings(qtbot: QtBot, application: QApplication, store: SmallStore) -> Opened:
    window = open_window(qtbot, application, SmallEntrance(store=store))
    window.window._sections = lambda: SECTIONS
    window.sign_in()
    window.press(Qt.Key.Key_Comma, CTRL)
    assert window.shell.place is Place.SETTINGS
    return window


def _view(opened: Opened) -> Settings:
    view = opened.shell.view
    assert isinstance(view, Settings)
    return view


def _state(opened: Opened) -> SettingsState:
    return _view(opened).presenter.state


def _dialog(opened: Opened) -> QDialog:
    (dialog,) = opened.window.findChildren(QDialog, "ask")
    return dialog


def _fill(opened: Opened, *passwords: str, after_name: bool = False) -> None:
    """Type into the password fields of the question, one after the other."""
    fields = [each for each in _dialog(opened).findChildren(QLineEdit) if each.isVisible()]
    for field, password in zip(fields[int(after_name) :], passwords, strict=True):
        field.clear()
        field.setFocus()
        opened.type(password)
