# SPDX-License-Identifier: MIT
"""Every screen by keyboard alone, in words, aloud, and with an input method."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desk_app.desk.errors import DiskFull
from desk_app.gui.kit.display.findings import FindingsList
from desk_app.gui.kit.fields.dates import EraDateEdit
from desk_app.gui.kit.fields.names import KanaEdit
from desk_app.gui.kit.layout.layout import PageScroll
from desk_app.gui.kit.look import text
from desk_app.gui.kit.pyside_workarounds import scroll_faces
from desk_app.gui.page import Place
from desk_app.gui.pages.intake.page import IntakeView
from desk_app.gui.shell.status_bar import StatusBar
from tests.gui.accessibility import commit, compose, fields, unnamed
from tests.gui.by_keys import left_out, out_of_order, stops, unseen
from tests.gui.case_pages import Case, Cases

pytestmark = pytest.mark.once(under="second")


@pytest.fixture
def aloud(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what is said to a screen reader, in order."""
    said: list[str] = []

    def hear(event: QAccessibleAnnouncementEvent) -> None:
        said.append(event.message())

    listening = SimpleNamespace(isActive=lambda: True, updateAccessibility=hear)
    monkeypatch.setattr(text, "QAccessible", listening)
    return said


def test_composing_finds_nothing_the_reading_becomes_kana_and_what_is_found_is_said_aloud(
    cases: Cases, aloud: list[str]
) -> None:
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
    _findings_errors_and_the_end_of_work_are_said_aloud(case, page, aloud)


def _findings_errors_and_the_end_of_work_are_said_aloud(
    case: Case, page: IntakeView, aloud: list[str]
) -> None:
    aloud.clear()
    page.book.begin_anew()
    case.window.settle()
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
