# SPDX-License-Identifier: MIT
"""What is being written is kept encrypted and offered again: decisions, long texts of questions."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel

from desk_app.desk.applications import checking, intake
from desk_app.desk.context import Desk
from desk_app.gui.case.drafts import NEW_MAIL, aside_of
from desk_app.gui.kit.display.notes import NoteFrame
from desk_app.gui.kit.fields.choices import LineValues
from desk_app.gui.kit.fields.lines import LinesEditor
from desk_app.gui.kit.pyside_workarounds.overriding import guarded, override
from desk_app.gui.page import Place, SupplementOf
from desk_app.gui.pages.application.page import ApplicationView
from desk_app.gui.pages.decision.form import DecisionForm, as_text, from_text
from desk_app.gui.pages.intake.page import IntakeView
from desk_app.gui.shell.status_bar import StatusBar
from desk_app.records.base import ApplicationId
from desk_app.records.case.application import Right
from desk_app.records.case.decisions import GroundUse, Outcome
from tests.gui.case_desk import TODAY, application, licence, log
from tests.gui.case_pages import Case, Cases

FORM = DecisionForm(
    outcome=Outcome.GRANTED_IN_PART,
    grounds=(GroundUse("PR-G4"), GroundUse("PR-G6", "弁護士法", "第23条", "1")),
    facts="事実 <b>𠮷</b>",
    explanation="説明\n二行目",
    note='メモ "引用"',
    values={"scope": "会員登録情報", "as_of": date(2026, 11, 25), "change": True},
    lines={
        "provided": ({"on": date(2026, 4, 1), "party": "甲社"}, {"on": None, "party": ""}),
        "changes": ({"item": "番地", "done": False},),
        "purposes": (),
    },
)


@pytest.mark.parametrize("form", [FORM, DecisionForm()], ids=["full", "blank"])
def test_a_decision_comes_back_as_it_was_written(form: DecisionForm) -> None:
    assert from_text(as_text(form)) == form


BROKEN = ("", "[]", "{}", '{"outcome":"unheard"}', '{"outcome":null,"grounds":[[1]]}')


@pytest.mark.parametrize("text", BROKEN)
def test_an_older_programs_draft_is_none(text: str) -> None:
    assert from_text(text) is None


def test_a_facts_field_that_is_no_text_makes_the_draft_none() -> None:
    text = as_text(FORM).replace('"説明\\n二行目"', "5")
    assert from_text(text) is None


def _asked(cases: Cases) -> ApplicationId:
    id_ = log(cases.desk, application(Right.DISCLOSURE), licence(), stamps=((500, 2),))
    cases.desk.clock.move_to(TODAY)
    cases.desk.do(lambda desk: checking.ask_department(desk, id_, "会員サービス部", desk.today))
    return id_


def _answer(case: Case, id_: ApplicationId) -> None:
    view = case.go(Place.APPLICATION, id_, ApplicationView)
    view.doing["record_answer"].trigger()
    case.window.settle()


def _draft(case: Case, id_: ApplicationId) -> str | None:
    key = f"answer-{case.read(id_).inquiries[0].id}"

    def of(desk: Desk) -> str | None:
        with desk.ports.store.reading() as books:
            return books.drafts.get(desk.actor.id, key)

    return case.do(of)


def test_what_is_written_in_a_question_is_offered_again_until_it_is_recorded(cases: Cases) -> None:
    id_ = _asked(cases)
    case = cases.open()
    _answer(case, id_)
    case.press(case.ask().field("answer").editor, Qt.Key.Key_Escape)
    assert _draft(case, id_) is None, "nothing was written"
    _kept_while_a_cell_is_open(case, id_)
    line = _left_while_it_is_written(case, id_)

    case = cases.open()
    _offered_and_recorded(case, id_, line)


def _left_while_it_is_written(case: Case, id_: ApplicationId) -> LineValues:
    """Write a text, a record and a tick, and leave the question; return the record."""
    _answer(case, id_)
    case.write(case.ask().field("answer").editor, "問合せの記録4件。\n写しは明日届く。")
    _records(case).add()
    for typed in ("Takahashi", "", "S60.7.9", "Chiyoda <1-1>"):
        QTest.keyClicks(case.window.focus(), typed)
        if typed != "Chiyoda <1-1>":
            QTest.keyClick(case.window.focus(), Qt.Key.Key_Return)
        case.window.settle()
    (nothing,) = case.ticks("nothing")
    nothing.setChecked(True)
    case.press(case.window.focus(), Qt.Key.Key_Escape)
    assert case.asked(), "the first Esc leaves the cell alone"
    (line,) = _records(case).values()
    assert line["address"] == "Chiyoda <1-1>", "with what was typed in it"
    case.press(case.window.focus(), Qt.Key.Key_Escape)
    assert not case.asked()
    assert "問合せの記録4件" in (_draft(case, id_) or "")
    return line


def _offered_and_recorded(case: Case, id_: ApplicationId, line: LineValues) -> None:
    """Find all of it in the question again, and record the answer."""
    _answer(case, id_)
    assert "写しは明日届く。" in str(case.ask().field("answer").value())
    assert _records(case).values() == (line,)
    assert (line["name"], line["born"]) == ("Takahashi", date(1985, 7, 9))
    (nothing,) = case.ticks("nothing")
    assert nothing.isChecked()
    nothing.setChecked(False)
    case.main()
    assert not case.asked()
    (inquiry,) = case.read(id_).inquiries
    assert "写しは明日届く。" in inquiry.answer
    (record,) = inquiry.records
    told = (record.name, record.born, record.address)
    assert told == ("Takahashi", date(1985, 7, 9), "Chiyoda <1-1>")
    assert _draft(case, id_) is None


def _kept_while_a_cell_is_open(case: Case, id_: ApplicationId) -> None:
    """What stands in an open cell is kept too; what is taken out does not come back."""
    _answer(case, id_)
    _records(case).add()
    QTest.keyClicks(case.window.focus(), "Takahashi")
    case.window.qtbot.waitUntil(lambda: "Takahashi" in (_draft(case, id_) or ""))
    case.press(case.window.focus(), Qt.Key.Key_Escape)
    case.press(_records(case).table, Qt.Key.Key_Delete)
    case.press(_records(case).table, Qt.Key.Key_Escape)
    assert not case.asked()
    assert _draft(case, id_) is None


def _records(case: Case) -> LinesEditor:
    editor = case.ask().field("records").editor
    assert isinstance(editor, LinesEditor)
    return editor


def test_mail_begun_and_not_logged_is_told_where_the_day_begins(cases: Cases) -> None:
    id_ = _asked(cases)
    case = cases.open()
    assert not _told(case)
    view = case.go(Place.INTAKE, None, IntakeView)
    view.book.put("principal.name", "髙橋 花子")
    case.press(case.window.focus(), Qt.Key.Key_Escape)
    assert "Ctrl+N" in case.window.part(StatusBar, "").said()
    for place in (Place.TODAY, Place.MAIL):
        _go(case, place)
        assert _told(case)
    _goes_on(case)
    assert view.book.form.application.principal.name == "髙橋 花子"
    view.lay_aside()
    case.window.settle()
    _go(case, Place.TODAY)
    assert _told(case), "one that is laid aside waits too"
    case.do(lambda desk: intake.forget_draft(desk, aside_of(NEW_MAIL) or ""))
    _go(case, Place.MAIL)
    assert not _told(case)
    _told_with_its_application(case, id_)


def _told_with_its_application(case: Case, id_: ApplicationId) -> None:
    """Begin what came later to an application, and come back to it."""
    number = case.read(id_).application.receipt_number
    view = case.go(Place.INTAKE, SupplementOf(id_, number), IntakeView)
    view.book.put("envelope.sender", "髙橋 花子")
    case.press(case.window.focus(), Qt.Key.Key_Escape)
    for place in (Place.TODAY, Place.MAIL):
        _go(case, place)
        assert _told(case)
        assert number in _words(case)
    _goes_on(case)
    assert view.book.form.supplement.number == number
    assert view.book.form.envelope.sender == "髙橋 花子"


def _go(case: Case, place: Place) -> None:
    case.window.shell.go(place)
    case.window.settle()


def _goes_on(case: Case) -> None:
    case.window.part(QAbstractButton, "goOnWriting").click()
    case.window.settle()
    assert case.window.shell.place is Place.INTAKE


def _words(case: Case) -> str:
    notes = case.window.window.findChildren(NoteFrame, "draftWaits")
    note = next(note for note in notes if note.isVisible())
    return " ".join(label.text() for label in note.findChildren(QLabel))


def _told(case: Case) -> bool:
    notes = case.window.window.findChildren(NoteFrame, "draftWaits")
    return any(note.isVisible() for note in notes)


# What an override raises comes as it is, and a slot is still given what it asks for.


NOWHERE = QModelIndex()


class _Asks(QObject):
    asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[object] = []

    @guarded
    def hear(self) -> None:
        """Hear nothing but that it was asked."""
        self.heard.append("nothing")

    @guarded
    def hear_one(self, one: object) -> None:
        """Hear what was asked."""
        self.heard.append(one)

    @guarded
    def hear_more(self, one: object, *, two: object = 2, three: object = 3) -> object:
        """Return what was heard by name."""
        self.heard.append(one)
        return two, three


class _Rows(QAbstractListModel):
    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = NOWHERE) -> int:
        """Fail as Python itself does."""
        empty: list[int] = []
        return empty[parent.row()]


def test_a_slot_is_given_what_it_asks_for() -> None:
    asks = _Asks()
    asks.asked.connect(asks.hear)
    asks.asked.connect(asks.hear_one)
    asks.asked.emit(7)
    assert asks.heard == ["nothing", 7]
    assert asks.hear_more(8, three=4) == (2, 4)
    assert asks.hear.__doc__ == "Hear nothing but that it was asked."


def test_what_python_raises_in_an_override_comes_back_as_an_exception() -> None:
    with pytest.raises(IndexError):
        _Rows().hasIndex(0, 0)
