# SPDX-License-Identifier: MIT
"""Every screen by keyboard alone, in words, aloud, and with an input method."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desk_app.desk.errors import DiskFull
from desk_app.gui.kit.display.findings import FindingsList
from desk_app.gui.kit.fields.dates import EraDateEdit
from desk_app.gui.kit.fields.names import KanaEdit
from desk_app.gui.kit.layout.layout import PageScroll
from desk_app.gui.kit.look import text
from desk_app.gui.kit.pyside_workarounds import scroll_faces
from desk_app.gui.page import Place, SectionView
from desk_app.gui.pages.intake.page import IntakeView
from desk_app.gui.session.entrance import NewPerson
from desk_app.gui.shell.status_bar import StatusBar
from desk_app.records.application import Right
from desk_app.records.base import ApplicationId
from desk_app.records.people import Role
from tests.gui.accessibility import commit, compose, fields, not_composing, unnamed
from tests.gui.belonging import in_rings
from tests.gui.by_keys import left_out, out_of_order, stops, unseen
from tests.gui.case_desk import (
    CLERK,
    PASSWORD,
    TODAY,
    answered,
    application,
    found,
    licence,
    log,
    record,
)
from tests.gui.case_pages import Case, Cases
from tests.gui.due_desk import OFFICER, made_safe

pytestmark = pytest.mark.once(under="second")

OF_ONE = frozenset({Place.APPLICATION, Place.COMPARISON, Place.DECISION})
EVERYBODY = NewPerson(CLERK.name, frozenset({Role.CLERK, Role.OFFICER, Role.SUPERVISOR}), PASSWORD)


@pytest.fixture
def case(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[Case]:
    """Return a window that may show every place, over an application to be compared."""
    desk = found(tmp_path, EVERYBODY, OFFICER)
    one = log(desk, application(Right.DISCLOSURE), licence(address="東京都杉並区高円寺南2-14"))
    desk.clock.move_to(TODAY)
    answered(desk, one, record())
    copies = tmp_path / "copies"
    copies.mkdir()
    desk.do(lambda opened: made_safe(opened, copies), OFFICER)
    cases = Cases(qtbot, qapp, desk)
    yield cases.open()
    cases.close()


@pytest.fixture
def aloud(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what is said to a screen reader, in order."""
    said: list[str] = []

    def hear(event: QAccessibleAnnouncementEvent) -> None:
        said.append(event.message())

    listening = SimpleNamespace(isActive=lambda: True, updateAccessibility=hear)
    monkeypatch.setattr(text, "QAccessible", listening)
    return said


def test_every_screen_is_walked_by_tab_named_seen_and_composed_in(case: Case) -> None:
    shown = [place for place in Place if case.window.shell.has(place)]
    assert set(shown) == set(Place)
    for place in shown:
        thing = ApplicationId(1) if place in OF_ONE else None
        view = case.go(place, thing, SectionView)
        window = case.window.window
        walked = stops(case.window.focus())
        assert (place, left_out(window, walked)) == (place, [])
        assert (place, out_of_order(view, walked)) == (place, [])
        assert (place, unseen(walked)) == (place, [])
        assert (place, unnamed(window)) == (place, [])
        assert (place, not_composing(window)) == (place, [])
        assert (place, in_rings()) == (place, [])


def test_composing_finds_nothing_and_the_reading_becomes_kana(cases: Cases) -> None:
    case = cases.open()
    page = case.go(Place.INTAKE, None, IntakeView)
    (findings,) = page.findChildren(FindingsList)
    for field in fields(page):
        field.setFocus()
        case.window.settle()
        before = findings.lines()
        compose(field, "たかはし")
        page._settling.timeout.emit()
        case.window.settle()
        assert findings.lines() == before
        compose(field, "")
    (name,) = page.findChildren(QLineEdit, "principal.name")
    name.setFocus()
    compose(name, "たかはし")
    commit(name, "髙橋")
    (kana,) = page.findChildren(KanaEdit, "principal.kana")
    assert (name.text(), kana.text()) == ("髙橋", "タカハシ")


def test_findings_errors_and_the_end_of_work_are_said_aloud(cases: Cases, aloud: list[str]) -> None:
    case = cases.open()
    page = case.go(Place.INTAKE, None, IntakeView)
    (findings,) = page.findChildren(FindingsList)
    (name,) = page.findChildren(QLineEdit, "principal.name")
    name.setFocus()
    commit(name, "髙橋")
    case.window.qtbot.waitUntil(lambda: bool(findings.lines()))
    assert len(aloud) == 1
    assert "未入力" in aloud[0]
    (born,) = page.findChildren(EraDateEdit, "principal.born")
    born.setText("令和100年")
    born.understand()
    assert aloud[1:] == [born.trouble()]
    case.window.shell.session.trouble.emit(DiskFull())
    assert "ディスク" in aloud[-1]
    case.window.window.findChildren(StatusBar)[0].end_work("3通を印刷しました。")
    assert aloud[-1] == "3通を印刷しました。"


def test_a_bar_that_goes_between_two_questions_of_a_reader_ends_nothing(qtbot: QtBot) -> None:
    scroll_faces.install()
    page = PageScroll()
    qtbot.addWidget(page)
    page.show()
    face = QAccessible.queryAccessibleInterface(page)
    assert face.child(0) is not None
    assert face.child(face.childCount()) is None


def test_what_is_hidden_from_hand_or_eye_is_found(qtbot: QtBot) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    column = QVBoxLayout(root)
    first, second, third = QLineEdit(), QLineEdit(), QPushButton("third")
    choice = QComboBox()
    for widget in (first, second, third, choice):
        column.addWidget(widget)
    second.setStyleSheet("QLineEdit { border: 0; }")
    second.setReadOnly(True)
    QWidget.setTabOrder(third, second)
    with qtbot.waitActive(root):
        root.show()
        root.activateWindow()
    choice.addItem("one")
    choice.setAccessibleName("a name that Linux does not tell")
    walked = stops(first)
    assert len(out_of_order(root, walked)) == 1
    assert left_out(root, walked[1:]) != []
    assert len(unnamed(root)) == 3
    assert any("QLineEdit" in each for each in unseen([second, first]))
