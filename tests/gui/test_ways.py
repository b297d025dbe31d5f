# SPDX-License-Identifier: MIT
"""Ways through the window: back and forward, counts of the places, a scanner from anywhere."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit

from desk_app.desk.context import Changes, Kind
from desk_app.gui.navigation import Navigation
from desk_app.gui.open_number import OpenNumber
from desk_app.gui.page import Place, SupplementOf
from desk_app.gui.pages.letters.page import LettersView
from desk_app.records.application import Right
from desk_app.records.base import ApplicationId
from desk_app.rules.codes import receipt_code
from tests.gui.case_desk import TODAY, answered, application, licence, log, record
from tests.gui.case_pages import Cases
from tests.gui.pages import CTRL, LISTS, Opened

ALT = Qt.KeyboardModifier.AltModifier


def test_forward_goes_where_the_clerk_came_back_from(at_work: Opened) -> None:
    for key in (Qt.Key.Key_3, Qt.Key.Key_2):
        at_work.press(key, CTRL)
    at_work.press(Qt.Key.Key_Left, ALT)
    at_work.press(Qt.Key.Key_Left, ALT)
    assert _place(at_work) is Place.TODAY
    at_work.press(Qt.Key.Key_Right, ALT)
    assert _place(at_work) is Place.APPLICATIONS
    at_work.press(Qt.Key.Key_Right, ALT)
    assert _place(at_work) is Place.MAIL
    at_work.press(Qt.Key.Key_Right, ALT)
    assert _place(at_work) is Place.MAIL
    at_work.press(Qt.Key.Key_Left, ALT)
    at_work.press(Qt.Key.Key_1, CTRL)
    at_work.press(Qt.Key.Key_Right, ALT)
    assert _place(at_work) is Place.TODAY, "a new way leaves nothing ahead"


def test_back_and_forward_outlive_a_lock(at_work: Opened) -> None:
    for key in (Qt.Key.Key_3, Qt.Key.Key_2):
        at_work.press(key, CTRL)
    at_work.press(Qt.Key.Key_Left, ALT)
    at_work.window.lock()
    at_work.settle()
    at_work.sign_in()
    assert _place(at_work) is Place.APPLICATIONS
    at_work.press(Qt.Key.Key_Right, ALT)
    assert _place(at_work) is Place.MAIL
    at_work.press(Qt.Key.Key_Left, ALT)
    at_work.press(Qt.Key.Key_Left, ALT)
    assert _place(at_work) is Place.TODAY


def test_every_place_tells_its_count_at_once_also_after_a_lock(at_work: Opened) -> None:
    expected = {Place.TODAY: 16, Place.MAIL: 3, Place.APPLICATIONS: 13}
    assert _counts(at_work) == expected
    at_work.press(Qt.Key.Key_3, CTRL)
    at_work.window.lock()
    at_work.settle()
    at_work.sign_in()
    assert _place(at_work) is Place.APPLICATIONS
    assert _counts(at_work) == expected
    at_work.entrance.store.items = at_work.entrance.store.items[1:]
    at_work.shell.work.hub.announce(Changes.of((Kind.MAIL_ITEM, 3)))
    at_work.settle()
    assert _counts(at_work)[Place.MAIL] == 2


def test_the_navigation_counts_open_applications_whatever_their_page_shows(
    at_work: Opened,
) -> None:
    at_work.press(Qt.Key.Key_3, CTRL)
    at_work.settle()
    waiting = _counts(at_work)[Place.APPLICATIONS]
    _shows(at_work, "全12件", f"未完了{waiting}件")
    at_work.part(QCheckBox, "openOnly").setChecked(True)
    _shows(at_work, "未完了11件", f"未完了{waiting}件")
    at_work.type("nobody")
    _shows(at_work, "該当0件", f"未完了{waiting}件")
    assert _counts(at_work)[Place.APPLICATIONS] == waiting
    at_work.entrance.store.lines = at_work.entrance.store.lines[1:]
    at_work.shell.work.hub.announce(Changes.of((Kind.APPLICATION, 1)))
    at_work.settle()
    fewer = _counts(at_work)[Place.APPLICATIONS]
    assert fewer != waiting, "also while a text stands in its search"
    _shows(at_work, f"未完了{fewer}件")


def test_letters_and_envelopes_are_counted_before_their_pages_are_entered_as_there(
    cases: Cases,
) -> None:
    id_ = log(cases.desk, application(Right.DISCLOSURE), licence(), stamps=((500, 1),))
    cases.desk.clock.move_to(TODAY)
    answered(cases.desk, id_, record(name="髙橋 花子"))
    case = cases.open()
    rail = case.window.part(Navigation, "navigation")
    assert (rail.counted(Place.LETTERS), rail.counted(Place.POST)) == (1, 0), "a notice is owed"
    case.go(Place.LETTERS, None, LettersView)
    assert rail.counted(Place.LETTERS) == 1


def _shows(window: Opened, *told: str) -> None:
    """Wait until labels say this, or begin with it: a search waits until no more is typed."""

    def said() -> bool:
        window.settle()
        labels = [each.text() for each in window.window.findChildren(QLabel) if each.isVisible()]
        return all(any(text.startswith(words) for text in labels) for words in told)

    window.qtbot.waitUntil(said)


def _place(window: Opened) -> Place | None:
    return window.shell.place


def _counts(window: Opened) -> dict[Place, int | None]:
    (rail,) = window.window.findChildren(Navigation)
    return {place: rail.counted(place) for place in LISTS}


def _scan(window: Opened, text: str, gap_ms: int) -> None:
    """Type keys so many milliseconds apart, and Enter."""
    at = 10_000
    for character in [*text, "\r"]:
        key = Qt.Key.Key_Return if character == "\r" else Qt.Key(ord(character.upper()))
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, character)
            event.setTimestamp(at)
            QApplication.sendEvent(window.focus(), event)
        at += gap_ms
    window.settle()


@pytest.mark.parametrize("code", [receipt_code("R8-0134"), "R8-0134"])
def test_a_scanner_opens_a_number_from_any_list(at_work: Opened, code: str) -> None:
    opened: list[object] = []
    at_work.shell.work.open_application.connect(opened.append)
    _scan(at_work, code, 60)
    assert 134 not in opened, "a hand is slower than a scanner"
    at_work.shell.go(Place.TODAY)
    at_work.settle()
    opened.clear()
    _scan(at_work, code, 5)
    assert opened == [134], "the Enter of a scanner opens nothing else"


def test_a_scanner_begins_a_supplement_on_mail(at_work: Opened) -> None:
    begun: list[object] = []
    at_work.shell.work.open_intake.connect(begun.append)
    at_work.shell.go(Place.MAIL)
    at_work.settle()
    _scan(at_work, receipt_code("R8-0134"), 5)
    assert begun == [SupplementOf(ApplicationId(134), "R8-0134")]


def test_a_scanned_number_that_is_none_is_said_so(at_work: Opened) -> None:
    _scan(at_work, "DAR8-0134A", 5)
    (dialog,) = at_work.window.findChildren(OpenNumber)
    assert dialog.isVisible()
    field = dialog.findChildren(QLineEdit, "number")[0]
    assert field.text() == "DAR8-0134A"
    dialog.close()


def test_what_a_scanner_types_into_a_text_field_stays_there(at_work: Opened) -> None:
    opened: list[object] = []
    at_work.shell.work.open_application.connect(opened.append)
    at_work.press(Qt.Key.Key_3, CTRL)
    field = at_work.part(QLineEdit, "search")
    assert field.hasFocus()
    _scan(at_work, "R8-01", 5)
    assert field.text() == "R8-01"
    assert opened == [], "it finds more than one"


def test_control_f_searches_everything_where_a_list_has_no_search_of_its_own(
    at_work: Opened,
) -> None:
    at_work.press(Qt.Key.Key_1, CTRL)
    at_work.press(Qt.Key.Key_F, CTRL)
    assert _place(at_work) is Place.APPLICATIONS
    assert at_work.part(QLineEdit, "search").hasFocus()
    at_work.press(Qt.Key.Key_Left, ALT)
    assert _place(at_work) is Place.TODAY
