# SPDX-License-Identifier: MIT
"""Another language or size of text: everything is made anew, and nothing is lost of the work."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QAction, QImage, QScreen
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from desk_app.desk.context import Changes
from desk_app.desk.errors import AlreadyOpen, CountSetBack, DiskFull
from desk_app.gui import words
from desk_app.gui.case.finding import Sorting
from desk_app.gui.kit.display.notes import ErrorBar
from desk_app.gui.kit.fields.fields import PasswordEdit
from desk_app.gui.kit.fields.search import SearchField
from desk_app.gui.kit.layout.buttons import CheckBox
from desk_app.gui.kit.look import theme
from desk_app.gui.kit.tables.table import ListTable
from desk_app.gui.page import Place
from desk_app.gui.pages.intake.page import IntakeView
from desk_app.gui.session.session import Did, Undo
from desk_app.gui.shell.shell import Shell
from desk_app.gui.shell.status_bar import StatusBar
from desk_app.i18n import messages
from desk_app.records.desk.people import Language
from desk_app.records.desk.profile import DeskProfile
from tests.gui.case_pages import Cases
from tests.gui.pages import CTRL, Opened, open_window
from tests.gui.small_desk import PASSWORD, SmallEntrance

pytestmark = pytest.mark.once(under="second")

LARGE = QSize(2560, 1440)
NAME = "髙橋 𠮷子"


@pytest.fixture(autouse=True)
def large_screen(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(QScreen, "availableSize", lambda _: LARGE)
    yield
    for widget in QApplication.topLevelWidgets():
        widget.close()


def _larger(window: Opened) -> None:
    window.press(Qt.Key.Key_Plus, CTRL)
    window.settle()
    window.qtbot.waitUntil(lambda: window.window.shell is not None)
    window.settle()


def test_a_key_makes_text_larger_and_smaller_as_the_screen_has_room_and_it_is_kept(
    at_work: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, shell = theme.px(100), at_work.shell
    _larger(at_work)
    assert theme.px(100) == round(before * 1.1)
    assert at_work.entrance.kept[-1].text_percent == 110
    assert at_work.window.minimumWidth() == theme.px(1280)
    assert at_work.shell.place is Place.TODAY
    assert at_work.shell is not shell
    monkeypatch.setattr(QScreen, "availableSize", lambda _: QRect(0, 0, 1100, 600).size())
    at_work.press(Qt.Key.Key_Plus, CTRL)
    assert theme.px(100) == round(before * 1.1)
    words = {each.text() for each in at_work.status.findChildren(QLabel)}
    assert "この画面では、これより大きくできません。" in words
    at_work.press(Qt.Key.Key_Minus, CTRL)
    at_work.qtbot.waitUntil(lambda: at_work.window.shell is not None)
    at_work.settle()
    assert theme.px(100) == before
    assert not at_work.entrance.store.closed


def _english(window: Opened) -> None:
    """Choose the other language in the menu."""
    (action,) = window.window.findChildren(QAction, "language")
    action.trigger()
    window.settle()
    window.qtbot.waitUntil(lambda: window.window.shell is not None and window.shell.isVisible())
    window.settle()


def test_what_is_being_typed_stands_there_again(cases: Cases) -> None:
    case = cases.open()
    page = case.go(Place.INTAKE, None, IntakeView)
    (field,) = page.findChildren(QLineEdit, "principal.name")
    for made_anew, typed in ((_larger, "髙橋 𠮷"), (_english, NAME), (_english, NAME)):
        if typed != field.text():
            case.write(field, typed.removeprefix(field.text()))
        made_anew(case.window)
        assert case.window.shell.place is Place.INTAKE
        again = case.view(IntakeView)
        assert again is not page
        (field,) = again.findChildren(QLineEdit, "principal.name")
        assert field.text() == typed
        assert case.window.focus() is field
        assert field.cursorPosition() == len(typed.encode("utf-16-le")) // 2
        page = again


def test_another_language_keeps_the_place_the_ways_the_lists_and_what_can_be_taken_back(
    at_work: Opened,
) -> None:
    for place in (Place.MAIL, Place.APPLICATIONS):
        at_work.shell.go(place)
        at_work.settle()
    at_work.shell.go_back()
    at_work.shell.session.undo.did(Undo(Did.VERDICT, "R8-0147", lambda _: Changes.of()))
    before, session = at_work.shell.whereabouts(), at_work.shell.session
    at_work.screen.remade.connect(lambda: session.said.emit("3 letters"))
    _english(at_work)
    after = at_work.shell.whereabouts()
    assert before is not None
    assert after is not None
    assert (after.place, after.trail, after.ahead) == (before.place, before.trail, before.ahead)
    assert at_work.window.windowTitle() == words.office_name(DeskProfile(), Language.EN)
    assert at_work.entrance.kept[-1].language is Language.EN
    assert at_work.status.said() == "3 letters", "said while all was made anew"
    assert at_work.shell.session.undo.last is not None
    (action,) = at_work.window.findChildren(QAction, "undo")
    assert action.isEnabled()
    assert "R8-0147" in action.text()
    assert not at_work.entrance.store.closed
    _what_failed_is_told_in_the_other_language_and_the_next_thing_after_it(at_work)
    _how_a_list_is_searched_narrowed_down_and_sorted_stays(at_work)


def _what_failed_is_told_in_the_other_language_and_the_next_thing_after_it(
    at_work: Opened,
) -> None:
    at_work.shell.tell(CountSetBack())
    at_work.press(Qt.Key.Key_Escape)
    told = (DiskFull(), AlreadyOpen())
    at_work.shell.tell(*told)
    _english(at_work)
    for error in told:
        bar = at_work.part(ErrorBar, "errorBar")
        assert messages.error(error, at_work.screen.language).what in bar.accessibleName()
        at_work.press(Qt.Key.Key_Escape)
    assert not bar.isVisible(), "what was told at the arrival is not told again"


def test_the_open_desk_stands_as_a_picture_while_it_is_made_anew(at_work: Opened) -> None:
    at_work.qtbot.waitUntil(lambda: at_work.shell.session.backed_up_at is not None)
    door, shown = at_work.window._door, list[QWidget | None]()
    door.currentChanged.connect(lambda _: shown.append(door.currentWidget()))
    pictures = list[QImage]()
    at_work.screen.remade.connect(lambda: pictures.append(door.grab().toImage()))
    windows, application = _Windows(), QApplication.instance()
    assert application is not None
    for changed in (_english, _larger):
        before = door.grab().toImage()
        application.installEventFilter(windows)
        changed(at_work)
        application.removeEventFilter(windows)
        assert pictures == [before]
        assert [type(each) for each in shown] == [QLabel, Shell], "nobody sees the sign-in"
        at_work.settle()
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        assert door.findChildren(QLabel, options=direct) == []
        pictures.clear()
        shown.clear()
    assert windows.names == [], "no other window is shown meanwhile"


def test_two_changes_at_once_make_one_open_desk_and_a_lock_leaves_it_locked(
    at_work: Opened,
) -> None:
    at_work.screen.use_language(Language.EN)
    at_work.screen.use_language(Language.JA)
    at_work.speak(Language.EN)
    assert len(at_work.window.findChildren(StatusBar)) == 1
    assert at_work.shell.place is Place.TODAY
    at_work.screen.use_language(Language.JA)
    at_work.window.lock()
    at_work.settle()
    assert at_work.window.shell is None
    assert at_work.entrance.store.closed
    shown = {each.text() for each in at_work.window.findChildren(QLabel) if each.isVisible()}
    assert "ロックを解除" in shown
    at_work.press(Qt.Key.Key_Plus, CTRL)
    assert at_work.entrance.kept[-1].text_percent == 110
    shown = {each.text() for each in at_work.window.findChildren(QLabel) if each.isVisible()}
    assert "ロックを解除" in shown, "in another size too"
    assert isinstance(at_work.focus(), PasswordEdit)
    assert at_work.sign_in().shell.place is Place.TODAY


def test_another_language_while_the_desk_opens_changes_nothing_of_that(opened: Opened) -> None:
    opened.type(PASSWORD)
    QTest.keyClick(opened.focus(), Qt.Key.Key_Return)
    opened.screen.use_language(Language.EN)
    opened.qtbot.waitUntil(lambda: opened.window.shell is not None and opened.shell.isVisible())
    opened.settle()
    assert opened.shell.place is Place.TODAY
    assert len(opened.window.findChildren(StatusBar)) == 1
    assert opened.entrance.tried == ["山本 美咲"]


class _Windows(QObject):
    """Remembers every window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.names.append(type(watched).__name__)
        return False


def test_the_size_of_last_time_is_there_from_the_first_screen(
    qtbot: QtBot, qapp: QApplication
) -> None:
    entrance = SmallEntrance()
    before = open_window(qtbot, qapp, entrance)
    plain = theme.px(100)
    before.close()
    entrance.chosen = type(entrance.chosen)(text_percent=125)
    after = open_window(qtbot, qapp, entrance)
    assert theme.px(100) == round(plain * 1.25)
    after.close()


def _how_a_list_is_searched_narrowed_down_and_sorted_stays(window: Opened) -> None:
    window.shell.go(Place.APPLICATIONS)
    window.settle()
    window.part(CheckBox, "openOnly").setChecked(False)
    window.part(SearchField, "search").ask_for("R8-01")
    sorting = _sorting(window)
    sorting.step(2)
    window.settle()
    order, shown = sorting.order, _lines(window)
    assert len(shown) > 1
    window.screen.use_language(Language.EN)
    window.qtbot.waitUntil(lambda: window.window.shell is not None)
    window.settle()
    assert window.part(SearchField, "search").text() == "R8-01"
    assert not window.part(CheckBox, "openOnly").isChecked()
    again = _sorting(window)
    assert again is not sorting
    assert again.order == order
    assert _lines(window) == shown


def _sorting(window: Opened) -> Sorting:
    (found,) = window.part(ListTable, "applicationTable").findChildren(Sorting)
    return found


def _lines(window: Opened) -> list[object]:
    model = window.part(ListTable, "applicationTable").model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]
