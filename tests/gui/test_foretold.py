# SPDX-License-Identifier: MIT
"""The decision page reads the letter as it will be: it follows what is written (E1, E4)."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desk_app.desk.applications import deciding
from desk_app.desk.context import Changes, Desk
from desk_app.desk.letters import corresponding
from desk_app.desk.letters.corresponding import LetterDraft
from desk_app.gui.kit.layout.buttons import KeyButton
from desk_app.gui.page import Place
from desk_app.gui.pages.decision.book import DecisionState
from desk_app.gui.pages.decision.page import DecisionView
from desk_app.gui.pages.decision.sides import LetterTextView
from desk_app.records.base import ApplicationId
from desk_app.records.case.application import Right
from desk_app.records.case.decisions import GroundUse
from desk_app.records.case.letters import LetterKind, LetterText, Passage
from tests.gui.case_desk import (
    SECOND_PASSWORD,
    SUPERVISOR,
    TODAY,
    answered,
    application,
    licence,
    log,
    record,
)
from tests.gui.case_pages import Case, Cases

FACTS, EXPLANATION = (
    "令和7年3月4日の記録に、ほかの方の氏名がある。",
    "その方の権利利益を害するおそれがあります。",
)


def _ready(cases: Cases) -> ApplicationId:
    id_ = log(cases.desk, application(Right.DISCLOSURE), licence(), stamps=((500, 2),))
    cases.desk.clock.move_to(TODAY)
    answered(cases.desk, id_, record(name="髙橋 花子"))
    return id_


def _state(view: DecisionView) -> DecisionState:
    state = view.book.state
    assert state is not None
    return state


def _paper(case: Case) -> LetterTextView:
    view = case.view(DecisionView).findChild(LetterTextView, "foretold")
    assert isinstance(view, LetterTextView)
    return view


def _wait_for(case: Case, words: str) -> None:
    case.window.qtbot.waitUntil(lambda: words in _paper(case).toPlainText())


def _read_large(view: DecisionView) -> None:
    """The same words stand in a page of their own, and Esc leads back."""
    button = view.findChild(KeyButton, "readLarge")
    assert isinstance(button, KeyButton)
    button.click()
    large = view.findChild(LetterTextView, "largeText")
    beside = view.findChild(LetterTextView, "foretold")
    assert isinstance(large, LetterTextView)
    assert isinstance(beside, LetterTextView)
    assert (large.toPlainText(), large.own_words()) == (beside.toPlainText(), beside.own_words())
    QTest.keyClick(large, Qt.Key.Key_Escape)
    assert not large.isVisible()


def test_the_letter_is_read_beside_the_page_and_follows_what_is_written(cases: Cases) -> None:
    id_ = _ready(cases)
    case = cases.open()
    view = case.go(Place.DECISION, id_, DecisionView)
    paper = _paper(case)
    assert not paper.isVisible()
    view.editor.outcomes.choose_number(3)
    written = replace(_state(view).form, grounds=(GroundUse("PR-G4"),), facts=FACTS)
    view.book.edit(written)
    _wait_for(case, FACTS)
    assert "不開示決定通知書" in paper.toPlainText()
    assert paper.own_words() == (FACTS,)
    _read_large(view)
    explained = replace(written, explanation=EXPLANATION, note="窓口だけのメモ")
    view.book.edit(explained)
    _wait_for(case, EXPLANATION)
    assert paper.own_words() == (FACTS, EXPLANATION)
    assert "窓口だけのメモ" not in paper.toPlainText()
    view.book.edit(replace(explained, note="窓口だけの別のメモ"))
    assert not view.people.letter.is_waiting
    view.editor.outcomes.choose_number(5)
    case.window.qtbot.waitUntil(lambda: not paper.isVisible())


def _issue(case: Case, id_: ApplicationId) -> None:
    """Have the proposal approved by the supervisor, and its letter issued."""
    acting = case.window.shell.session.acting

    def work(desk: Desk) -> Changes:
        with desk.ports.store.reading() as books:
            decision = books.files.get(id_).decisions[-1]
        deciding.approve(acting(desk, SUPERVISOR.name, SECOND_PASSWORD), id_, decision.id)
        with desk.ports.store.reading() as books:
            version = books.files.get(id_).application.version
        draft = LetterDraft(id_, version, LetterKind.REFUSAL, TODAY, (decision.claim,))
        return corresponding.issue_letter(desk, draft)

    case.do(work)


def test_the_letter_of_a_proposal_is_read_until_its_own_pages_are_issued(cases: Cases) -> None:
    id_ = _ready(cases)
    case = cases.open()
    view = case.go(Place.DECISION, id_, DecisionView)
    view.editor.outcomes.choose_number(3)
    view.book.edit(
        replace(
            _state(view).form,
            grounds=(GroundUse("PR-G4"),),
            facts=FACTS,
            explanation=EXPLANATION,
        )
    )
    view.book.propose()
    case.window.settle()
    assert _state(view).decision is not None
    assert _paper(case).own_words() == (FACTS, EXPLANATION)
    case.press(_paper(case), Qt.Key.Key_Tab)
    assert not _paper(case).hasFocus()
    _issue(case, id_)
    view.book.read_again()
    case.window.settle()
    case.go(Place.DECISION, id_, DecisionView)
    assert not _paper(case).isVisible()
    assert _paper(case).own_words() == ()


def test_a_short_word_of_ones_own_is_not_marked_wherever_it_stands(qtbot: QtBot) -> None:
    paper = LetterTextView()
    qtbot.addWidget(paper)
    passages = (Passage("なし", "事実"), Passage("開示しない部分はなしとします。"))
    paper.show_letter(LetterText("通知書", passages), ("なし",))
    assert paper.own_words() == ("なし",)
