# SPDX-License-Identifier: MIT
"""Ctrl+Z outside of text fields: the last thing this person did is taken back, and journaled."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from desk_app.desk import corresponding, intake, outgoing
from desk_app.desk.changes import Kind
from desk_app.desk.context import Desk
from desk_app.gui.views.application import ApplicationView
from desk_app.gui.views.comparison import ComparisonView
from desk_app.gui.views.decision import DecisionView
from desk_app.gui.views.intake import IntakeView
from desk_app.gui.views.letters import LettersView
from desk_app.gui.views.section import Place
from desk_app.gui.widgets.lines_editor import LinesEditor
from desk_app.gui.widgets.stamp_pad import StampPad
from desk_app.records.application import Right
from desk_app.records.history import Ruling
from desk_app.records.ids import ApplicationId
from desk_app.records.journal import Action
from desk_app.records.letters import LetterKind
from tests.gui.case_desk import (
    SUPERVISOR,
    TODAY,
    answered,
    application,
    envelope,
    licence,
    log,
    record,
)
from tests.gui.case_pages import Case, Cases

CTRL = Qt.KeyboardModifier.ControlModifier


def _logged(cases: Cases, name: str, *stamps: tuple[int, int]) -> ApplicationId:
    id_ = log(cases.desk, application(Right.DISCLOSURE), licence(), stamps=stamps)
    cases.desk.clock.move_to(TODAY)
    answered(cases.desk, id_, record(name=name))
    return id_


def _menu(case: Case) -> str:
    """Return what the menu offers to undo; empty where nothing."""
    action = case.window.shell._actions.table["undo"]
    return action.text() if action.isEnabled() else ""


def _undo(case: Case, widget: QWidget) -> str:
    """Press Ctrl+Z in a widget; what the status bar says of it."""
    case.press(widget, Qt.Key.Key_Z, CTRL)
    return case.window.status.said()


def _journal(case: Case, id_: ApplicationId) -> list[Action]:
    def entries(desk: Desk) -> list[Action]:
        with desk.ports.store.reading() as books:
            return [each.action for each in books.journal.entries(id_)]

    return case.do(entries)


def _field(case: Case, name: str) -> QWidget:
    field = case.window.shell.findChild(QWidget, name)
    assert field is not None
    return field


def test_a_verdict_is_taken_back_and_the_question_is_open_again(cases: Cases) -> None:
    id_ = _logged(cases, "高橋 花子", (500, 2))
    case = cases.open()
    view = case.go(Place.COMPARISON, id_, ComparisonView)
    assert _menu(case) == ""
    QTest.keyClick(view.table, Qt.Key.Key_1)
    case.main()
    assert _menu(case) == "元に戻す: 判断 R8-0001"
    case.go(Place.INTAKE, None, IntakeView)
    pad = case.window.shell.findChild(StampPad, "stamps")
    assert pad is not None
    case.press(pad.focusProxy() or pad, Qt.Key.Key_Plus)
    assert _menu(case) == "元に戻す: 切手", "the page's own comes first"
    _undo(case, case.window.focus())
    _undo(case, _field(case, "principal.name"))
    assert _menu(case) == "元に戻す: 判断 R8-0001", "in a field it is the field's own"
    view = case.go(Place.COMPARISON, id_, ComparisonView)
    assert _undo(case, view.table) == "元に戻しました: 判断 R8-0001"
    state = view.presenter.state
    assert state is not None
    assert len(state.waiting) == 1
    assert [each.ruling for each in case.read(id_).judgements] == [Ruling.SAME, Ruling.TAKEN_BACK]
    assert _journal(case, id_)[-1] is Action.JUDGEMENT_TAKEN_BACK
    assert _menu(case) == ""

    QTest.keyClick(view.table, Qt.Key.Key_1)
    case.main()
    case.press(case.window.focus(), Qt.Key.Key_L, CTRL)
    case.window.sign_in()
    assert _menu(case) == "", "a lock forgets what could be undone"


def test_a_proposal_is_taken_back_and_what_was_written_stays(cases: Cases) -> None:
    id_ = _logged(cases, "髙橋 花子", (500, 2))
    case = cases.open()
    view = case.go(Place.DECISION, id_, DecisionView)
    view.editor.outcomes.setFocus()
    case.window.press(Qt.Key.Key_1)
    lines = view.editor.parts["disclosed"].editor
    assert isinstance(lines, LinesEditor)
    lines.set_values([{"group": "", "item": "氏名", "content": "髙橋 花子", "source": "本人"}])
    lines.changed.emit()
    case.write(view.editor.texts["note"], "窓口だけのメモ")
    case.main()
    assert len(case.read(id_).decisions) == 1
    assert _undo(case, view) == "元に戻しました: 起案 R8-0001"
    assert [each.taken_back for each in case.read(id_).decisions] == [True]
    assert view.editor.texts["note"].toPlainText() == "窓口だけのメモ"


def _issue(desk: Desk, id_: ApplicationId) -> None:
    with desk.ports.store.reading() as books:
        version = books.files.get(id_).application.version
    kind = LetterKind.DEFICIENCIES
    corresponding.issue_letter(desk, corresponding.LetterDraft(id_, version, kind, desk.today))
    with desk.ports.store.reading() as books:
        letter = books.files.get(id_).letters[-1].id
    outgoing.record_printed(desk, id_, (letter,))


def test_a_posting_is_taken_back_and_the_letter_waits_again(cases: Cases) -> None:
    id_ = _logged(cases, "髙橋 花子", (500, 1))
    cases.desk.do(lambda desk: _issue(desk, id_))
    case = cases.open()
    view = case.go(Place.LETTERS, case.read(id_).letters[0].id, LettersView)
    case.main()
    case.main()
    assert len(case.read(id_).postings) == 1
    assert _menu(case) == "元に戻す: 発送の記録 R8-0001"
    _undo(case, view.queue)
    file = case.read(id_)
    assert (file.postings, file.letters[0].posting, file.notices[0].posted_on) == ((), None, None)


def test_a_return_and_an_allotment_are_taken_back_the_last_first(cases: Cases) -> None:
    id_, first = _logged(cases, "髙橋 花子", (500, 2), (100, 2)), _two(cases)
    case = cases.open()
    view = case.go(Place.APPLICATION, id_, ApplicationView)
    assert view.presenter.opened is not None
    question = view.presenter.letters.return_things(view.presenter.opened)
    assert question is not None
    view.ask(question)
    for box in case.ticks("returned"):
        case.press(box, Qt.Key.Key_Space)
    case.main()
    assert len(case.read(id_).postings) == 1

    view = case.go(Place.APPLICATION, first, ApplicationView)
    assert view.presenter.opened is not None
    question = view.presenter.papers.allot(view.presenter.opened)
    assert question is not None
    before = case.read(first).mail[0].payments
    view.ask(question)
    case.press(case.ticks("pieces")[3], Qt.Key.Key_Space)
    case.main()
    assert case.read(first).mail[0].payments != before

    assert _undo(case, view) == "元に戻しました: 切手の割当て R8-0002"
    assert case.read(first).mail[0].payments == before
    assert _undo(case, view) == "元に戻しました: 返却の記録 R8-0001"
    file = case.read(id_)
    assert (file.postings, [each.returned_on for each in file.mail[0].held]) == ((), [None])


def _two(cases: Cases) -> ApplicationId:
    """Log an envelope with two applications; two of four stamps are allotted to the first."""
    each = (
        intake.ApplicationDraft(application(Right.DISCLOSURE, name=name), (licence(name),), pieces)
        for name, pieces in (("髙橋 花子", ((0, 2),)), ("髙橋 次郎", ()))
    )
    draft = intake.EnvelopeDraft(envelope((500, 4)), tuple(each))
    changes = cases.desk.do(lambda desk: intake.log_application(desk, draft))
    return min(ApplicationId(int(n)) for n in changes.ids(Kind.APPLICATION))


def test_what_another_person_went_on_from_stays_and_it_is_said_why(cases: Cases) -> None:
    id_ = _logged(cases, "高橋 花子", (500, 2))
    case = cases.open()
    view = case.go(Place.COMPARISON, id_, ComparisonView)
    QTest.keyClick(view.table, Qt.Key.Key_1)
    case.main()

    def supervised(desk: Desk) -> None:
        with desk.ports.store.reading() as books:
            other = next(u for u in books.people.all() if u.name == SUPERVISOR.name)
        with desk.ports.store.writing(other.id, desk.ports.clock.now()) as books:
            books.journal.note(Action.DEPARTMENT_ASKED, id_)
            books.commit()

    case.do(supervised)
    page = case.window.shell.view
    assert page is not None
    _undo(case, page)
    assert [each.ruling for each in case.read(id_).judgements] == [Ruling.SAME]
    bar = case.window.shell._errors
    assert not bar.isHidden()
    assert _menu(case) == "", "it can never be taken back"
