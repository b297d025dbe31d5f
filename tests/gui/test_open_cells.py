# SPDX-License-Identifier: MIT
"""A cell that is open is meant: whoever saves with the keys still in it saves what stands there."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QStyledItemDelegate, QWidget
from pytestqt.qtbot import QtBot

from desk_app.desk.applications import checking
from desk_app.gui.kit.fields.choices import FieldKind, LineField
from desk_app.gui.kit.fields.dates import DateShown, DateTrouble
from desk_app.gui.kit.fields.lines import AddRow, LinesEditor
from desk_app.gui.page import Place
from desk_app.gui.pages.application.page import ApplicationView
from desk_app.gui.pages.decision.page import DecisionView
from desk_app.records.base import ApplicationId
from desk_app.records.case.application import Right
from tests.gui.case_desk import ARRIVED, application, licence, log, ready
from tests.gui.case_pages import Case, Cases
from tests.gui.pages import CTRL

DAY = date(1985, 7, 9)
FIELDS = (LineField("item", "項目"), LineField("day", "日付", FieldKind.DAY))


def _read(text: str) -> DateShown | DateTrouble:
    return DateShown(DAY, "昭和60年7月9日", "") if text == "S60.7.9" else DateTrouble("日付では")


def _cell(editor: LinesEditor) -> QWidget:
    """Return the field that is open over a cell."""
    cell = editor.table.indexWidget(editor.table.currentIndex())
    assert cell is not None
    return cell


def _press_enter(editor: LinesEditor) -> None:
    """End a cell; the table opens the next once the key is done with."""
    QTest.keyClick(_cell(editor), Qt.Key.Key_Return)
    QApplication.processEvents()


@pytest.fixture
def lines(qtbot: QtBot) -> LinesEditor:
    """Return a table with one line, its first cell open."""
    editor = LinesEditor(QStyledItemDelegate, _read, lambda _: DateShown(DAY, "", ""))
    qtbot.addWidget(editor)
    editor.speak("記録", "追加", FIELDS)
    with qtbot.waitActive(editor):
        editor.show()
        editor.activateWindow()
    editor.add()
    return editor


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_S])
def test_keys_that_save_find_the_open_cell_taken_in(lines: LinesEditor, key: Qt.Key) -> None:
    QTest.keyClicks(_cell(lines), "K-2201")
    assert lines.values()[0]["item"] == ""
    QTest.keyClick(_cell(lines), key, CTRL)
    assert lines.values()[0]["item"] == "K-2201"
    assert lines.table.state() is not lines.table.State.EditingState


@pytest.mark.parametrize("ending", ["settle", "leave", "enter", "tab"])
def test_a_day_that_cannot_be_read_stays_open_as_typed(lines: LinesEditor, ending: str) -> None:
    table = lines.table
    _press_enter(lines)
    QTest.keyClicks(_cell(lines), "S60.77")
    if ending == "settle":
        assert not lines.settle()
    elif ending == "leave":
        _cell(lines).clearFocus()
    elif ending == "tab":
        QTest.keyClick(_cell(lines), Qt.Key.Key_Tab)
    else:
        _press_enter(lines)
    cell = _cell(lines)
    assert isinstance(cell, QLineEdit)
    assert cell.text() == "S60.77"
    assert table.state() is table.State.EditingState
    assert (lines.error.isVisible(), lines.error.text()) == (True, "日付では"), "and why is said"
    cell.setText("S60.7.9")
    assert lines.settle()
    assert not lines.error.isVisible()
    assert lines.values()[0]["day"] == DAY


def test_esc_leaves_a_cell_with_what_was_typed_and_ctrl_z_takes_it_back(
    lines: LinesEditor,
) -> None:
    QTest.keyClicks(_cell(lines), "K-2201")
    assert [line["item"] for line in (*lines.values(), *lines.written())] == ["", "K-2201"]
    QTest.keyClick(_cell(lines), Qt.Key.Key_Escape)
    assert lines.table.state() is not lines.table.State.EditingState
    assert lines.values()[0]["item"] == "K-2201"
    lines.table.setCurrentIndex(lines.table.model().index(0, 1))
    QTest.keyClick(lines.table, Qt.Key.Key_F2)
    QTest.keyClicks(_cell(lines), "S60.7.9")
    QTest.keyClick(_cell(lines), Qt.Key.Key_Escape)
    assert lines.values()[0]["day"] == DAY
    for _ in range(2):
        QTest.keyClick(lines.table, Qt.Key.Key_Z, CTRL)
    assert lines.values() == ({"item": "", "day": None},)


def test_esc_gives_up_a_day_that_cannot_be_read_and_the_one_before_stands(
    lines: LinesEditor,
) -> None:
    lines.set_values([{"item": "", "day": DAY}])
    lines.table.setCurrentIndex(lines.table.model().index(0, 1))
    QTest.keyClick(lines.table, Qt.Key.Key_F2)
    QTest.keyClicks(_cell(lines), "S60.77")
    QTest.keyClick(_cell(lines), Qt.Key.Key_Return)
    assert lines.error.isVisible()
    QTest.keyClick(_cell(lines), Qt.Key.Key_Escape)
    assert lines.values()[0]["day"] == DAY
    assert not lines.error.isVisible()


def _asked(cases: Cases) -> tuple[Case, LinesEditor, ApplicationId]:
    """Open the question for a department's answer, with an empty line; another is to decide."""
    id_ = log(cases.desk, application(Right.DISCLOSURE), licence(), stamps=((500, 2),))
    cases.desk.do(lambda desk: checking.ask_department(desk, id_, "会員管理課", ARRIVED))
    decidable = ready(cases.desk)
    case = cases.open()
    page = case.go(Place.APPLICATION, id_, ApplicationView)
    page.doing["record_answer"].trigger()
    case.window.settle()
    editor = case.ask().field("records").editor
    assert isinstance(editor, LinesEditor)
    editor.add()
    return case, editor, decidable


def test_an_answer_and_a_proposal_have_the_open_cell_once_its_day_can_be_read(
    cases: Cases,
) -> None:
    case, editor, decidable = _asked(cases)
    assert "= で写せます" in case.ask().note()
    for typed in ("=", "", "="):
        QTest.keyClicks(case.window.focus(), typed)
        QTest.keyClick(case.window.focus(), Qt.Key.Key_Return)
        case.window.settle()
    table = editor.table
    table.setCurrentIndex(table.model().index(0, 2))
    QTest.keyClick(table, Qt.Key.Key_F2)
    QTest.keyClicks(_cell(editor), "S60.77")
    case.main()
    assert case.asked()
    assert editor.error.isVisible()
    assert editor.error.text().startswith("日付として読めません。")
    QTest.keyClick(_cell(editor), Qt.Key.Key_Escape)
    table.setCurrentIndex(table.model().index(0, 1))
    QTest.keyClick(table, Qt.Key.Key_F2)
    QTest.keyClicks(_cell(editor), "Takahashi")
    case.main()
    assert not case.asked()
    page = case.view(ApplicationView)
    assert page.book.opened is not None
    read = case.read(page.book.opened.id)
    ((record_,),) = (each.records for each in read.inquiries)
    principal = read.application.principal
    told = (record_.name, record_.former_name, record_.born, record_.address)
    assert told == (principal.name, "Takahashi", principal.born, "")
    _a_proposal_has_the_cell_that_is_open(case, decidable)


def _a_proposal_has_the_cell_that_is_open(case: Case, id_: ApplicationId) -> None:
    view = case.go(Place.DECISION, id_, DecisionView)
    case.press(view.editor.outcomes, Qt.Key.Key_1)
    case.annex(view, {"group": "会員", "item": "氏名", "content": "", "source": "本人"})
    lines = view.editor.parts["disclosed"].editor
    assert isinstance(lines, LinesEditor)
    lines.table.setFocus()
    lines.table.setCurrentIndex(lines.table.model().index(0, 2))
    QTest.keyClick(lines.table, Qt.Key.Key_F2)
    QTest.keyClicks(_cell(lines), "Hanako")
    case.main()
    (item,) = case.read(id_).decisions[-1].content.disclosed
    assert item.content == "Hanako"


def test_the_last_row_adds_one_and_goes_where_nothing_is_written(lines: LinesEditor) -> None:
    last = lines.findChild(AddRow)
    assert last is not None
    assert last.isVisible()
    before = len(lines.values())
    QApplication.sendPostedEvents()
    bottom = lines.table.mapTo(lines, lines.table.rect().bottomLeft()).y()
    assert last.mapTo(lines, last.rect().topLeft()).y() == bottom + 1, "one card with the rows"
    last.click()
    assert len(lines.values()) == before + 1
    lines.settle()
    lines.set_editable(editable=False)
    assert not last.isVisible()
