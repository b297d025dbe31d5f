# SPDX-License-Identifier: MIT
"""Ctrl+Z outside of text fields: the last thing this person did is taken back, and journaled."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desk_app.desk.applications import checking, intake
from desk_app.desk.applications.undoing import take_back_verdict
from desk_app.desk.context import Changes, Desk, Kind
from desk_app.desk.errors import Refused
from desk_app.desk.letters import corresponding
from desk_app.gui.case.typed import IntakeForm, claim_to, pieces_of, thing_held
from desk_app.gui.kit.fields.lines import LinesEditor
from desk_app.gui.kit.fields.stamp_pad import StampPad
from desk_app.gui.page import Place
from desk_app.gui.pages.application.page import ApplicationView
from desk_app.gui.pages.comparison.page import ComparisonView
from desk_app.gui.pages.decision.page import DecisionView
from desk_app.gui.pages.intake import draft
from desk_app.gui.pages.intake.book import DraftUndo
from desk_app.gui.pages.intake.page import IntakeView
from desk_app.gui.pages.letters.page import LettersView
from desk_app.gui.pages.post.page import PostView
from desk_app.gui.session.session import Did, Undo, together
from desk_app.records.base import ApplicationId
from desk_app.records.books.journal import Action
from desk_app.records.case.application import Change, Right
from desk_app.records.case.history import Ruling, Topic
from desk_app.records.case.letters import LetterKind
from desk_app.records.case.mail import HeldKind, MailKind
from desk_app.records.case.papers import Subject
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
from tests.gui.intake_desk import BOOK, Intake, KeptPage, Keys

CTRL = Qt.KeyboardModifier.ControlModifier


def _logged(cases: Cases, name: str, *stamps: tuple[int, int]) -> ApplicationId:
    id_ = log(cases.desk, application(Right.DISCLOSURE), licence(), stamps=stamps)
    cases.desk.clock.move_to(TODAY)
    answered(cases.desk, id_, record(name=name))
    return id_


def _menu(case: Case) -> str:
    """Return what the menu offers to undo; empty where nothing."""
    action = case.window.shell.doing["undo"]
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
    QTest.keyClick(view.table, Qt.Key.Key_2)
    case.main()
    assert _menu(case) == "元に戻す: 判断 R8-0001"
    _undo_in_intake(case)
    assert _menu(case) == "元に戻す: 判断 R8-0001", "in a field it is the field's own"
    view = case.go(Place.COMPARISON, id_, ComparisonView)
    assert _undo(case, view.table) == "元に戻しました: 判断 R8-0001"
    state = view.book.state
    assert state is not None
    assert len(state.waiting) == 1
    assert [each.ruling for each in case.read(id_).judgements] == [Ruling.SAME, Ruling.TAKEN_BACK]
    assert _journal(case, id_)[-1] is Action.JUDGEMENT_TAKEN_BACK
    assert _menu(case) == ""
    _after_a_lock(case, view, id_)


def _undo_in_intake(case: Case) -> None:
    """Undo what the page itself has, then what a field has: no verb is taken back."""
    case.go(Place.INTAKE, None, IntakeView)
    pad = case.window.shell.findChild(StampPad, "stamps")
    assert pad is not None
    case.press(pad.focusProxy() or pad, Qt.Key.Key_Plus)
    assert _menu(case) == "元に戻す: 切手", "the page's own comes first"
    _undo(case, case.window.focus())
    _undo(case, _field(case, "principal.name"))


def _after_a_lock(case: Case, view: ComparisonView, id_: ApplicationId) -> None:
    """Judge once more, lock, and find nothing to undo; what another went on from stays."""
    QTest.keyClick(view.table, Qt.Key.Key_2)
    case.main()
    case.press(case.window.focus(), Qt.Key.Key_L, CTRL)
    case.window.sign_in()
    assert _menu(case) == "", "a lock forgets what could be undone"

    case.do(lambda desk: _asked_by_another(desk, id_))
    stack = case.window.shell.session.undo
    subject = case.read(id_).judgements[-1].subject
    counter = partial(take_back_verdict, id_=id_, topic=Topic.REGISTERED_NAME, subject=subject)
    stack.did(Undo(Did.VERDICT, "R8-0001", counter))
    _undo(case, case.window.focus())
    assert case.read(id_).judgements[-1].ruling is Ruling.SAME
    assert "ほかの操作があったため" in case.window.shell._errors.accessibleName()
    assert _menu(case) == "", "it can never be taken back"


def _asked_by_another(desk: Desk, id_: ApplicationId) -> None:
    with desk.ports.store.reading() as books:
        other = next(each for each in books.people.all() if each.name == SUPERVISOR.name)
    checking.ask_department(replace(desk, actor=other), id_, "管理課", desk.today)


def _issue(desk: Desk, id_: ApplicationId) -> None:
    with desk.ports.store.reading() as books:
        version = books.files.get(id_).application.version
    kind = LetterKind.DEFICIENCIES
    corresponding.issue_letter(desk, corresponding.LetterDraft(id_, version, kind, desk.today))
    with desk.ports.store.reading() as books:
        letter = books.files.get(id_).letters[-1].id
    corresponding.record_printed(desk, id_, (letter,))


def _two(cases: Cases) -> ApplicationId:
    """Log an envelope with two applications; two of four stamps are allotted to the first."""
    each = (
        intake.ApplicationDraft(application(Right.DISCLOSURE, name=name), (licence(name),), pieces)
        for name, pieces in (("髙橋 花子", ((0, 2),)), ("髙橋 次郎", ()))
    )
    draft = intake.EnvelopeDraft(envelope((500, 4)), tuple(each))
    changes = cases.desk.do(lambda desk: intake.log_application(desk, draft))
    return min(ApplicationId(int(n)) for n in changes.ids(Kind.APPLICATION))


def test_proposal_posting_return_and_allotment_are_taken_back_the_last_first(
    cases: Cases,
) -> None:
    id_, first = _logged(cases, "髙橋 花子", (500, 2), (100, 2)), _two(cases)
    short = _logged(cases, "髙橋 花子", (500, 1))
    cases.desk.do(lambda desk: _issue(desk, short))
    case = cases.open()
    _what_went_back_is_told_as_returned_where_its_place_stands(case, id_)
    before = case.read(first).mail[0].payments
    _allot(case, first)
    case.go(Place.LETTERS, case.read(short).letters[0].id, LettersView)
    case.main()
    case.view(PostView).doing["postUnnumbered"].trigger()
    case.window.settle()
    assert len(case.read(short).postings) == 1
    page = _propose(case, id_)

    assert _undo(case, page) == "元に戻しました: 起案 R8-0001"
    assert [each.taken_back for each in case.read(id_).decisions] == [True]
    assert page.editor.texts["note"].toPlainText() == "窓口だけのメモ"
    assert _undo(case, page) == "元に戻しました: 発送の記録 R8-0004"
    file = case.read(short)
    assert (file.postings, file.letters[0].posting, file.notices[0].posted_on) == ((), None, None)
    assert _undo(case, page) == "元に戻しました: 切手の割当て R8-0002"
    assert case.read(first).mail[0].payments == before
    assert _undo(case, page) == "元に戻しました: 返却の記録 R8-0001"
    file = case.read(id_)
    assert (file.postings, [each.returned_on for each in file.mail[0].held]) == ((), [None])
    assert _menu(case) == ""


def _allot(case: Case, id_: ApplicationId) -> None:
    before = case.read(id_).mail[0].payments
    view = case.go(Place.APPLICATION, id_, ApplicationView)
    assert view.book.opened is not None
    question = view.book.papers.allot(view.book.opened)
    assert question is not None
    view.ask(question)
    case.press(case.ticks("pieces")[3], Qt.Key.Key_Space)
    case.main()
    assert case.read(id_).mail[0].payments != before


def _what_went_back_is_told_as_returned_where_its_place_stands(
    case: Case, id_: ApplicationId
) -> None:
    view = case.go(Place.APPLICATION, id_, ApplicationView)
    assert _last_paper(view) == ["超過分の切手 100円×2", "返却予定", "返却する"]
    _return(case, id_)
    assert _last_paper(view) == ["超過分の切手 100円×2", "返却済み", ""]
    model = view.body.tables["papers"].model()
    told = model.index(model.rowCount() - 1, 3).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told.endswith("返却済み 11月25日")


def _last_paper(view: ApplicationView) -> list[str]:
    """Return what stands of the last line of the papers: what it is, where, and its use."""
    model = view.body.tables["papers"].model()
    return [model.index(model.rowCount() - 1, column).data() for column in (0, 3, 4)]


def _return(case: Case, id_: ApplicationId) -> None:
    view = case.go(Place.APPLICATION, id_, ApplicationView)
    assert view.book.opened is not None
    question = view.book.letters.return_things(view.book.opened)
    assert question is not None
    view.ask(question)
    for box in case.ticks("returned"):
        case.press(box, Qt.Key.Key_Space)
    case.main()
    assert len(case.read(id_).postings) == 1


def _propose(case: Case, id_: ApplicationId) -> DecisionView:
    view = case.go(Place.DECISION, id_, DecisionView)
    case.press(view.editor.outcomes, Qt.Key.Key_1)
    lines = view.editor.parts["disclosed"].editor
    assert isinstance(lines, LinesEditor)
    lines.set_values([{"group": "", "item": "氏名", "content": "髙橋 花子", "source": "本人"}])
    lines.changed.emit()
    case.write(view.editor.texts["note"], "窓口だけのメモ")
    case.main()
    assert len(case.read(id_).decisions) == 1
    return view


def _posting_of(number: int, *, refused: bool) -> Callable[[Desk], Changes]:
    def counter(_: Desk) -> Changes:
        if refused:
            raise Refused(("done_since",))
        return Changes.of((Kind.APPLICATION, number))

    return counter


def test_what_was_posted_together_is_taken_back_as_far_as_it_goes() -> None:
    desk = cast("Desk", None)
    one, two = _posting_of(1, refused=True), _posting_of(2, refused=False)
    assert together([one, two])(desk).ids(Kind.APPLICATION) == {2}
    with pytest.raises(Refused):
        together([one, one])(desk)


# Undo on the Intake page outside of text fields; what was typed meanwhile stays.


PRINCIPAL = Subject.PRINCIPAL


BLANK = IntakeForm("new")
RULES = BOOK.on(TODAY)


NAMED = draft.put(BLANK, "principal.name", "髙橋")


WITH_PAPERS = draft.add_paper(
    draft.add_paper(NAMED, "passport", PRINCIPAL, RULES)[0], "x", PRINCIPAL, RULES
)[0]


TICKED = draft.tick_rights(NAMED, (Right.DISCLOSURE, Right.CORRECTION))


TWO = draft.put(draft.add_application(NAMED), "principal.name", "佐藤")


Step = Callable[[IntakeForm], IntakeForm]


STEPS: dict[str, tuple[IntakeForm, Step, str]] = {
    "count": (NAMED, lambda f: replace(f, pieces=(pieces_of(500, 2),)), "pieces"),
    "thing": (NAMED, lambda f: replace(f, held=(thing_held(HeldKind.CASH, 100),)), "held"),
    "tick": (NAMED, lambda f: draft.tick_rights(f, (Right.DISCLOSURE,)), "claims"),
    "tick away": (TICKED, lambda f: draft.tick_rights(f, (Right.DISCLOSURE,)), "claims"),
    "paper": (NAMED, lambda f: draft.add_paper(f, "passport", PRINCIPAL, RULES)[0], "papers"),
    "paper away": (
        WITH_PAPERS,
        lambda f: draft.remove_paper(f, "principal-passport-1"),
        "papers",
    ),
    "application": (NAMED, draft.add_application, "applications"),
    "application away": (TWO, lambda f: draft.remove_application(f, 1), "applications"),
    "choice": (NAMED, lambda f: draft.put(f, "envelope.kind", MailKind.EXPRESS), "envelope"),
}


@pytest.mark.parametrize("name", STEPS)
def test_a_step_is_undone_and_what_was_typed_after_it_stays(name: str) -> None:
    before, step, part = STEPS[name]
    undo, after = DraftUndo(), step(before)
    undo.remember(before, after, chosen=False)
    assert undo.part() == part
    shown = replace(after, current=0)
    typed = draft.put(draft.put(shown, "principal.name", "髙橋 花子"), "scope", "すべて")
    expected = draft.put(replace(before, current=0), "principal.name", "髙橋 花子")
    assert undo.undone(typed) == draft.put(expected, "scope", "すべて")
    assert (undo.part(), undo.undone(typed)) == ("", typed)


@pytest.mark.parametrize(
    "typed",
    [
        draft.put(NAMED, "principal.name", "髙橋 花子"),
        draft.put(NAMED, "principal.born", date(1985, 7, 9)),
        draft.unread(NAMED, "principal.born", "いつか"),
        draft.put(NAMED, "supplement.number", "R8-0001"),
        replace(NAMED, paper="x"),
        NAMED,
    ],
)
def test_what_a_field_undoes_itself_is_no_step(typed: IntakeForm) -> None:
    undo = DraftUndo()
    undo.remember(NAMED, typed, chosen=False)
    assert undo.part() == ""


def test_what_is_said_of_a_claim_is_typed_and_stays_with_it() -> None:
    undo = DraftUndo()
    said = replace(claim_to(Right.CORRECTION), changes=(Change("番地", "12-3", "14-7"),))
    undo.remember(TICKED, draft.say_of_claim(TICKED, said), chosen=False)
    assert undo.part() == ""
    full = draft.say_of_claim(TICKED, said)
    away = draft.tick_rights(full, (Right.DISCLOSURE,))
    undo.remember(full, away, chosen=False)
    assert undo.undone(away) == full


def test_a_document_expected_only_since_stays() -> None:
    undo, less = DraftUndo(), draft.remove_paper(WITH_PAPERS, "principal-x-1")
    undo.remember(WITH_PAPERS, less, chosen=True)
    more, key = draft.add_paper(less, "certificate", PRINCIPAL, RULES)
    keys = [each.key for each in undo.undone(more).application.papers]
    assert keys == ["principal-passport-1", "principal-x-1", key]


@pytest.fixture
def page(kept_page: KeptPage, qtbot: QtBot) -> Iterator[Intake]:
    with kept_page.begun(qtbot) as made:
        yield made


def test_the_page_undoes_counts_ticks_and_lines_the_last_first(page: Intake) -> None:
    keys, view = Keys(), page.view
    said: list[str] = []
    page.place.said.connect(said.append)
    assert view.undo_word() == ""
    keys.press(Qt.Key.Key_5, alt=True)
    keys.press(Qt.Key.Key_Space)
    keys.press(Qt.Key.Key_6, alt=True)
    first = view.page.papers.table.current_id()
    keys.press(Qt.Key.Key_Delete)
    keys.press(Qt.Key.Key_7, alt=True)
    keys.press(Qt.Key.Key_Plus, Qt.Key.Key_Plus)
    page.go("principal.name")
    keys.write("Sato")
    assert view.page.stamps.pad.counts() == ((500, 2),)

    view.undo()
    assert view.page.stamps.pad.counts() == ((500, 1),)
    view.undo()
    assert view.page.stamps.pad.counts() == ()
    view.undo()
    assert view.page.papers.model.row_of(first) is not None
    view.undo()
    assert view.page.claims.pad.ticked() == ()
    assert view.undo_word() == ""
    assert view.book.form.application.principal.name == "Sato"
    assert len(said) == 4
    assert len(set(said)) == 3


def test_a_new_envelope_undoes_nothing_of_the_one_before(page: Intake) -> None:
    Keys().press(Qt.Key.Key_7, alt=True)
    Keys().press(Qt.Key.Key_Plus)
    assert page.view.undo_word()
    page.view.open_mail_item(None)
    page.view.book.begin_anew()
    assert page.view.undo_word() == ""
