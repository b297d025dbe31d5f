# SPDX-License-Identifier: MIT
"""The frame of the window: names, input methods, languages, keys, errors, widths."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QProgressBar, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desk_app.desk.context import Changes, Kind
from desk_app.desk.errors import Cancelled, DiskFull, Mishap
from desk_app.gui.kit.display.notes import ErrorBar
from desk_app.gui.kit.fields.fields import ComposingLineEdit
from desk_app.gui.kit.layout import shortcuts
from desk_app.gui.kit.layout.actions import MenuBar
from desk_app.gui.kit.layout.buttons import KeyButton
from desk_app.gui.kit.layout.layout import TitleBar
from desk_app.gui.kit.tables.side_list import SideList
from desk_app.gui.page import Place
from desk_app.gui.session.entrance import Choices
from desk_app.gui.session.screen import Screen
from desk_app.gui.shell.open_number import OpenNumber
from desk_app.gui.start.first_start import FirstStart, StartStep
from desk_app.gui.start.preparing import PreparationResult, Preparing
from tests.gui.accessibility import not_composing, shown_words, unnamed
from tests.gui.pages import CTRL, Opened, show_active
from tests.gui.small_desk import SmallEntrance

LONGEST_MS = 10_000
PLACES = (Place.TODAY, Place.MAIL, Place.APPLICATIONS)


def test_the_closed_desk_can_be_named_and_changes_its_language(opened: Opened) -> None:
    assert unnamed(opened.window) == []
    japanese = shown_words(opened.window)
    opened.part(QPushButton, "language").click()
    opened.settle()
    english = shown_words(opened.window)
    assert "Sign in" in english
    assert "窓口に入る" in japanese
    assert "窓口に入る" not in english


def test_the_first_start_can_be_named_and_composed_in(new_desk: Opened) -> None:
    wizard = new_desk.window.findChildren(FirstStart)[0]
    for step in (StartStep.KIND, StartStep.PROFILE, StartStep.PEOPLE):
        wizard.book._go(step)
        new_desk.settle()
        assert unnamed(new_desk.window) == []
        assert not_composing(new_desk.window) == []


def test_what_no_letter_can_print_is_said_at_the_field_it_was_typed_in(
    at_work: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    announced = "desk_app.gui.kit.fields.fields.announce"
    monkeypatch.setattr(announced, lambda _, text: said.append(text))
    at_work.shell.go(Place.APPLICATIONS)
    at_work.settle()
    field = next(
        each for each in at_work.window.findChildren(ComposingLineEdit) if each.isVisible()
    )
    elsewhere = at_work.window.findChild(SideList)
    assert isinstance(elsewhere, QWidget)
    for typed, told in (("髙橋 花子", 0), ("𠮷田 太郎", 0), ("太郎\u0928", 1)):
        field.setFocus()
        field.selectAll()
        field.insert(typed)
        elsewhere.setFocus()
        at_work.settle()
        assert len(said) == told, typed
    assert "न" in said[0]
    assert "U+0928" in said[0]
    assert at_work.status.said() in said[0]
    field.setFocus()
    elsewhere.setFocus()
    at_work.settle()
    assert len(said) == 2, "it is said again where it is left again"


def test_a_widget_without_a_name_is_found(qtbot: QtBot) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    QLineEdit(root)
    root.show()
    assert len(unnamed(root)) == 1
    assert len(not_composing(root)) == 1


def test_control_and_a_digit_go_to_a_place_and_back_where_the_clerk_came_from(
    at_work: Opened,
) -> None:
    navigation = at_work.part(SideList, "navigation")
    model = navigation.model()
    built = [place for place in (*PLACES, Place.LETTERS) if at_work.shell.has(place)]
    assert model.rowCount() == len(built), "nothing unbuilt is shown"
    menus = at_work.window.findChildren(MenuBar)[0].findChildren(QMenu)
    assert all(not menu.isEmpty() for menu in menus if menu.menuAction().isVisible())
    for key, place in (
        (Qt.Key.Key_3, Place.APPLICATIONS),
        (Qt.Key.Key_1, Place.TODAY),
        (Qt.Key.Key_2, Place.MAIL),
        (Qt.Key.Key_3, Place.APPLICATIONS),
    ):
        at_work.press(key, CTRL)
        assert at_work.shell.place is place
        assert navigation.current_key() is place
    at_work.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert at_work.shell.place is Place.MAIL


def test_what_failed_stands_under_the_title_of_any_page_until_it_is_closed(
    at_work: Opened,
) -> None:
    at_work.shell.session.trouble.emit(DiskFull())
    bar = at_work.part(ErrorBar, "errorBar")
    assert "ディスク" in bar.accessibleName()
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


def test_what_was_said_goes_with_the_next_page_action_or_a_while(at_work: Opened) -> None:
    session, status = at_work.shell.session, at_work.status
    session.said.emit("起案しました。")
    at_work.press(Qt.Key.Key_1, CTRL)
    assert status.said() == "起案しました。"
    at_work.press(Qt.Key.Key_2, CTRL)
    assert status.said() == ""
    session.said.emit("承認しました。")
    at_work.shell.go(Place.TODAY)
    assert status.said() == "承認しました。", "a page that an action opens keeps what it said"
    at_work.settle()
    session.hub.announce(Changes.of((Kind.DRAFT, "a draft")))
    assert status.said() == "承認しました。"
    session.hub.announce(Changes.of((Kind.LETTER, "a letter")))
    assert status.said() == ""
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
    assert status.said() == "3通を印刷中", "never what work says"


def test_in_a_narrow_window_the_navigation_folds_and_no_menu_is_put_away(at_work: Opened) -> None:
    navigation = at_work.part(SideList, "navigation")
    assert not navigation.folded
    (bar,) = at_work.window.findChildren(MenuBar)
    corner = bar.cornerWidget()
    clerk = corner.findChildren(KeyButton)[0]
    name = at_work.shell.session.desk.actor.name
    assert clerk.text().startswith(f"{name} (")
    bar.resize(_right_of_menus(bar) + corner.width() - 1, bar.height())
    assert clerk.text() == name
    assert _right_of_menus(bar) <= corner.x()
    at_work.window.resize(1280, 720)
    at_work.settle()
    assert navigation.folded


def _right_of_menus(bar: MenuBar) -> int:
    return max(bar.actionGeometry(each).right() for each in bar.actions() if each.isVisible())


def test_an_application_opens_by_its_number(at_work: Opened) -> None:
    opened: list[object] = []
    at_work.shell.session.open_application.connect(opened.append)
    at_work.press(Qt.Key.Key_G, CTRL)
    (dialog,) = at_work.window.findChildren(OpenNumber)
    at_work.qtbot.waitUntil(dialog.isVisible)
    assert unnamed(dialog) == []
    for typed in ("R8-9999", "DAR8-0134A", "nothing"):
        _number_entered(at_work, dialog, typed)
        assert opened == []
        assert dialog.isVisible()
    for typed in ("R8-0134", "ｒ８－０１３４", "134"):
        _number_entered(at_work, dialog, typed)
        assert opened == [134]
        assert not dialog.isVisible()
        opened.clear()
        at_work.come_back()
        at_work.press(Qt.Key.Key_G, CTRL)
        dialog = next(each for each in at_work.window.findChildren(OpenNumber) if each.isVisible())
    dialog.close()


def _number_entered(at_work: Opened, dialog: OpenNumber, typed: str) -> None:
    field = dialog.findChildren(QLineEdit, "number")[0]
    field.setText(typed)
    field.returnPressed.emit()
    at_work.settle()


def test_every_key_has_a_label_on_every_platform() -> None:
    for command in (False, True):
        assert all(shortcuts.label(key, command=command) for key in shortcuts.Key)


# The small window over the making of a sample desk: how far it is, a stop, what failed.


@pytest.fixture
def small(qtbot: QtBot, qapp: QApplication) -> Iterator[Preparing]:
    screen = Screen(qapp, SmallEntrance().resources, Choices())
    yield show_active(qtbot, Preparing(screen))
    qapp.removeTranslator(screen.catalogue)
    screen.deleteLater()


def test_it_tells_how_far_it_is_and_ends_with_what_was_made(small: Preparing, qtbot: QtBot) -> None:
    made, may_end = PreparationResult[str](), threading.Event()

    def make(report: Callable[[float], None]) -> str:
        report(0.5)
        may_end.wait()
        return "a desk"

    with qtbot.waitSignal(small.ended):
        small.begin(make, made)
        (bar,) = small.findChildren(QProgressBar)
        qtbot.waitUntil(lambda: bar.value() == bar.maximum() // 2)
        assert unnamed(small) == []
        assert not small.close()
        may_end.set()
    # The frame's own button stopped it, too late: what was made is there all the same.
    assert made.thing == "a desk"
    assert made.trouble is None
    assert small.close()


def test_esc_stops_it(small: Preparing, qtbot: QtBot) -> None:
    made, asked = PreparationResult[str](), threading.Event()

    def make(report: Callable[[float], None]) -> str:
        asked.wait()
        report(0.1)
        return "too much"

    with qtbot.waitSignal(small.ended):
        small.begin(make, made)
        QTest.keyClick(small.focusWidget(), Qt.Key.Key_Escape)
        asked.set()
    assert made.thing is None
    assert isinstance(made.trouble, Cancelled)


@pytest.mark.parametrize("error", [DiskFull(), Mishap()])
def test_what_failed_is_told_until_it_is_closed(
    small: Preparing, qtbot: QtBot, error: Exception
) -> None:
    made = PreparationResult[str]()

    def make(_report: Callable[[float], None]) -> str:
        raise error

    small.begin(make, made)
    (button,) = small.findChildren(QPushButton, "stopMaking")
    qtbot.waitUntil(lambda: button.text() == "閉じる")
    assert "見本の窓口を作れませんでした" in shown_words(small)
    with qtbot.waitSignal(small.ended):
        button.click()
    assert made.trouble is error
