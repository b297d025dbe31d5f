# SPDX-License-Identifier: MIT
"""The frame of the window: names, input methods, languages, keys, errors, widths."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QPalette
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desk_app.desk.context import Changes, Kind
from desk_app.desk.errors import DiskFull
from desk_app.gui.kit import shortcuts
from desk_app.gui.kit.actions import MenuBar
from desk_app.gui.kit.buttons import KeyButton
from desk_app.gui.kit.layout import TitleBar
from desk_app.gui.kit.notes import ErrorBar
from desk_app.gui.kit.side_list import SideList
from desk_app.gui.kit.theme import DARK, LIGHT
from desk_app.gui.open_number import OpenNumber
from desk_app.gui.page import Place
from desk_app.gui.screen import ScreenLook
from desk_app.gui.start.first_start import FirstStart, StartStep
from desk_app.records.people import Language
from tests.gui.accessibility import not_composing, shown_words, unnamed
from tests.gui.pages import CTRL, Opened

LONGEST_MS = 10_000
PLACES = (Place.TODAY, Place.MAIL, Place.APPLICATIONS)


def test_every_part_of_the_open_desk_can_be_named(at_work: Opened) -> None:
    for place in PLACES:
        at_work.shell.go(place)
        at_work.settle()
        assert unnamed(at_work.window) == []


def test_the_closed_desk_can_be_named(opened: Opened) -> None:
    assert unnamed(opened.window) == []


def test_the_first_start_can_be_named_and_composed_in(new_desk: Opened) -> None:
    wizard = new_desk.window.findChildren(FirstStart)[0]
    for step in (StartStep.KIND, StartStep.PROFILE, StartStep.PEOPLE):
        wizard.presenter._go(step)
        new_desk.settle()
        assert unnamed(new_desk.window) == []
        assert not_composing(new_desk.window) == []


def test_a_widget_without_a_name_is_found(qtbot: QtBot) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    QLineEdit(root)
    root.show()
    assert len(unnamed(root)) == 1
    assert len(not_composing(root)) == 1


def test_every_field_composes(at_work: Opened) -> None:
    at_work.shell.go(Place.APPLICATIONS)
    at_work.settle()
    assert not_composing(at_work.window) == []
    at_work.shell.go(Place.MAIL)
    at_work.settle()
    at_work.press(Qt.Key.Key_Insert)
    assert unnamed(at_work.window) == []
    assert not_composing(at_work.window) == []


@pytest.mark.parametrize("place", PLACES)
def test_the_language_changes_everywhere_without_a_restart(at_work: Opened, place: Place) -> None:
    at_work.shell.go(place)
    at_work.settle()
    japanese = shown_words(at_work.window)
    at_work.speak(Language.EN)
    at_work.settle()
    english = shown_words(at_work.window)
    assert at_work.window.windowTitle() == "Personal Information Handling Desk"
    unchanged = {word for word in english if word in japanese and _is_a_word(word)}
    assert unchanged <= set(_of_the_desk(at_work))
    at_work.speak(Language.JA)
    at_work.settle()
    assert shown_words(at_work.window) == japanese
    assert at_work.entrance.kept[-1].language is Language.JA


def test_the_closed_desk_changes_its_language_too(opened: Opened) -> None:
    japanese = shown_words(opened.window)
    opened.part(QPushButton, "language").click()
    opened.settle()
    english = shown_words(opened.window)
    assert "Sign in" in english
    assert "窓口に入る" in japanese
    assert "窓口に入る" not in english


def test_light_and_dark_change_at_once_and_are_kept(at_work: Opened) -> None:
    at_work.screen.use_look(ScreenLook.DARK)
    assert _ground(at_work.window) == DARK.window.lower()
    at_work.screen.use_look(ScreenLook.LIGHT)
    assert _ground(at_work.window) == LIGHT.window.lower()
    assert [choice.dark for choice in at_work.entrance.kept] == [True, False]


@pytest.mark.parametrize(
    ("key", "place"),
    [
        (Qt.Key.Key_1, Place.TODAY),
        (Qt.Key.Key_2, Place.MAIL),
        (Qt.Key.Key_3, Place.APPLICATIONS),
    ],
)
def test_control_and_a_digit_go_to_a_place(at_work: Opened, key: Qt.Key, place: Place) -> None:
    at_work.press(Qt.Key.Key_3 if place is not Place.APPLICATIONS else Qt.Key.Key_2, CTRL)
    at_work.press(key, CTRL)
    assert at_work.shell.place is place
    assert at_work.part(SideList, "navigation").current_key() is place


def test_back_goes_where_the_clerk_came_from(at_work: Opened) -> None:
    at_work.press(Qt.Key.Key_2, CTRL)
    at_work.press(Qt.Key.Key_3, CTRL)
    at_work.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert at_work.shell.place is Place.MAIL


def test_nothing_unbuilt_is_shown(at_work: Opened) -> None:
    model = at_work.part(SideList, "navigation").model()
    shown = [model.index(row, 0).data() for row in range(model.rowCount())]
    built = [place for place in (*PLACES, Place.LETTERS) if at_work.shell.has(place)]
    assert len(shown) == len(built)
    menus = at_work.window.findChildren(MenuBar)[0].findChildren(QMenu)
    assert all(not menu.isEmpty() for menu in menus if menu.menuAction().isVisible())


def test_what_failed_stands_in_the_bar_until_it_is_closed(at_work: Opened) -> None:
    at_work.shell.work.trouble.emit(DiskFull())
    bar = at_work.part(ErrorBar, "errorBar")
    assert bar.isVisible()
    assert "ディスク" in bar.accessibleName()
    at_work.press(Qt.Key.Key_Escape)
    assert not bar.isVisible()


def test_the_bar_stands_under_the_title_of_whatever_page_is_shown(at_work: Opened) -> None:
    at_work.shell.work.trouble.emit(DiskFull())
    bar = at_work.part(ErrorBar, "errorBar")
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3):
        at_work.press(key, CTRL)
        at_work.settle()
        view = at_work.shell.view
        assert view is not None
        (title,) = [each for each in view.findChildren(TitleBar) if each.isVisible()]
        assert bar.isVisible()
        assert bar.parentWidget() is view
        assert title.y() == 0
        assert bar.y() == title.geometry().bottom() + 1
    at_work.press(Qt.Key.Key_Escape)
    assert not bar.isVisible()


def test_what_was_said_goes_with_the_next_page(at_work: Opened) -> None:
    at_work.shell.work.said.emit("起案しました。")
    at_work.press(Qt.Key.Key_1, CTRL)
    assert at_work.status.said() == "起案しました。"
    at_work.press(Qt.Key.Key_2, CTRL)
    assert at_work.status.said() == ""


def test_a_page_that_an_action_opens_keeps_what_was_said_of_it(at_work: Opened) -> None:
    at_work.shell.work.said.emit("承認しました。")
    at_work.shell.go(Place.MAIL)
    assert at_work.status.said() == "承認しました。"


def test_what_was_said_goes_with_the_next_action_and_stays_over_a_draft(at_work: Opened) -> None:
    work = at_work.shell.work
    work.said.emit("起案しました。")
    at_work.settle()
    work.hub.announce(Changes.of((Kind.DRAFT, "a draft")))
    assert at_work.status.said() == "起案しました。"
    work.hub.announce(Changes.of((Kind.LETTER, "a letter")))
    assert at_work.status.said() == ""


def test_what_was_said_goes_after_a_while_but_never_what_work_says(at_work: Opened) -> None:
    status = at_work.status
    status.say("起案しました。")
    at_work.settle()
    (fades,) = [timer for timer in status.findChildren(QTimer) if timer.isActive()]
    assert 0 < fades.interval() <= LONGEST_MS
    fades.timeout.emit()
    assert status.said() == ""
    status.say("起案しました。")
    status.show_work("3通を印刷中", 1, 3)
    assert not fades.isActive()
    status.forget()
    assert status.said() == "3通を印刷中"


def test_the_navigation_folds_in_a_narrow_window(at_work: Opened) -> None:
    navigation = at_work.part(SideList, "navigation")
    assert not navigation.folded
    at_work.window.resize(1280, 720)
    at_work.settle()
    assert navigation.folded


def test_no_menu_is_put_away_in_a_narrow_window(at_work: Opened) -> None:
    (bar,) = at_work.window.findChildren(MenuBar)
    corner = bar.cornerWidget()
    clerk = corner.findChildren(KeyButton)[0]
    name = at_work.shell.work.desk.actor.name
    assert clerk.text().startswith(f"{name} (")
    bar.resize(_right_of_menus(bar) + corner.width() - 1, bar.height())
    assert clerk.text() == name
    assert _right_of_menus(bar) <= corner.x()


def _right_of_menus(bar: MenuBar) -> int:
    return max(bar.actionGeometry(each).right() for each in bar.actions() if each.isVisible())


def test_no_key_is_bound_twice_in_one_part(at_work: Opened) -> None:
    for place in PLACES:
        at_work.shell.go(place)
        at_work.settle()
        keys = [
            key.toString()
            for action in at_work.window.findChildren(QAction)
            for key in action.shortcuts()
            if _reachable(action)
        ]
        assert sorted({key for key in keys if keys.count(key) > 1}) == []


@pytest.mark.parametrize("language", list(Language))
def test_mnemonics_of_the_menus_are_unique(at_work: Opened, language: Language) -> None:
    at_work.speak(language)
    bar = at_work.window.findChildren(MenuBar)[0]
    titles = [action.text() for action in bar.actions() if action.isVisible()]
    letters = [title[title.index("&") + 1].lower() for title in titles]
    assert len(set(letters)) == len(titles)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("R8-0134", True),
        ("ｒ８－０１３４", True),
        ("134", True),
        ("R8-9999", False),
        ("DAR8-0134A", False),
        ("nothing", False),
    ],
)
def test_an_application_opens_by_its_number(at_work: Opened, typed: str, found: bool) -> None:  # noqa: FBT001
    opened: list[object] = []
    at_work.shell.work.open_application.connect(opened.append)
    at_work.press(Qt.Key.Key_G, CTRL)
    dialog = at_work.window.findChildren(OpenNumber)[0]
    at_work.qtbot.waitUntil(dialog.isVisible)
    assert unnamed(dialog) == []
    field = dialog.findChildren(QLineEdit, "number")[0]
    field.setText(typed)
    field.returnPressed.emit()
    at_work.settle()
    assert opened == ([134] if found else [])
    assert dialog.isVisible() is not found
    dialog.close()


def test_every_key_has_a_label_on_every_platform() -> None:
    for platform in ("linux", "win32", "darwin"):
        assert all(shortcuts.label(key, platform) for key in shortcuts.Key)


def _reachable(action: QAction) -> bool:
    parent = action.parent()
    return isinstance(parent, QWidget) and parent.isVisible()


def _ground(widget: QWidget) -> str:
    return widget.palette().color(QPalette.ColorRole.Window).name()


def _is_a_word(word: str) -> bool:
    return any(character.isalpha() for character in word)


def _of_the_desk(opened: Opened) -> list[str]:
    """Return what the desk itself holds: names, numbers, keys; the same in every language."""
    store = opened.entrance.store
    words = [line.name for line in store.lines] + [line.kana for line in store.lines]
    words += [line.receipt_number for line in store.lines]
    words += [mail.sender for mail in store.items] + [mail.note for mail in store.items]
    return [*words, "English", "日本語"]
