# SPDX-License-Identifier: MIT
"""The less usual ways of a case, by keys: what a second person decides, what comes back (§3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from desk_app.desk import correcting, corresponding, intake, posting, supplements
from desk_app.desk.context import Desk, Kind
from desk_app.desk.correcting import CorrectionDraft
from desk_app.gui.entrance import NewPerson
from desk_app.gui.kit.buttons import CheckBox, KeyButton
from desk_app.gui.kit.choices import ChoiceBox
from desk_app.gui.kit.lines import LinesEditor
from desk_app.gui.kit.table import ListTable
from desk_app.gui.page import Place
from desk_app.gui.pages.application.page import ApplicationView
from desk_app.gui.pages.applications.page import Applications
from desk_app.gui.pages.decision.page import DecisionView
from desk_app.gui.pages.intake.page import IntakeView
from desk_app.gui.pages.letters.page import LettersView
from desk_app.gui.pages.mail.page import MailView
from desk_app.records.application import Application, Proxy, ProxyKind, Right
from desk_app.records.base import (
    ApplicationId,
    ClaimId,
    EnclosureId,
    HeldThingId,
    MailItemId,
    PaymentLineId,
)
from desk_app.records.decisions import Outcome
from desk_app.records.findings import FeeState
from desk_app.records.history import ReturnReason, Ruling, Topic
from desk_app.records.letters import LetterFacts, LetterKind, ReturnBody
from desk_app.records.mail import (
    HeldKind,
    HeldThing,
    MailItem,
    MailKind,
    Matter,
    PaymentLine,
    Piece,
)
from desk_app.records.papers import Authority, Enclosure, Register, Subject
from desk_app.records.people import Role
from desk_app.rules.work_codes import What, Why
from desk_app.rules.workflow.attempt import Verb
from tests.gui.case_desk import (
    ARRIVED,
    PASSWORD,
    SECOND_PASSWORD,
    SUPERVISOR,
    TODAY,
    CaseDesk,
    answered,
    application,
    envelope,
    found,
    licence,
    log,
    record,
)
from tests.gui.case_pages import Case, Cases

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
LATE = date(2026, 12, 2)
CHILD = "髙橋 花"
MOTHER = "髙橋 花子"


def _page(case: Case, id_: ApplicationId, what: What) -> ApplicationView:
    """Open an application whose next step is this one, and begin it."""
    view = case.go(Place.APPLICATION, id_, ApplicationView)
    assert view.presenter.opened is not None
    assert view.presenter.opened.examination.next.what == what
    case.main()
    return view


def _second(case: Case) -> None:
    """Type a wrong password, be told calmly that nothing was done, and type the right one."""
    edit = case.ask().field("second_password").editor
    case.write(edit, "not that person's password")
    case.main()
    assert case.asked()
    assert "何も行っていません" in case.ask().trouble()
    edit = case.ask().field("second_password").editor
    assert isinstance(edit, QLineEdit)
    assert edit.hasSelectedText()
    case.write(edit, SECOND_PASSWORD)
    case.main()
    assert not case.asked()


def _choose(case: Case, name: str, value: object) -> None:
    box = case.ask().field(name).editor
    assert isinstance(box, ChoiceBox)
    for _ in range(box.count()):
        if box.value() != value:
            case.press(box, Qt.Key.Key_Down)
    assert box.value() == value


def _verdict(case: Case, ruling: Ruling, reason: str) -> None:
    _choose(case, "ruling", ruling)
    case.write(case.ask().field("reason").editor, reason)
    _second(case)


def _notice(desk: Desk, id_: ApplicationId) -> None:
    """Issue and post a notice today."""
    with desk.ports.store.reading() as books:
        version = books.files.get(id_).application.version
    kind = LetterKind.DEFICIENCIES
    corresponding.issue_letter(desk, corresponding.LetterDraft(id_, version, kind, desk.today))
    with desk.ports.store.reading() as books:
        letter = books.files.get(id_).letters[-1].id
    draft = posting.PostingDraft(id_, (letter,), MailKind.SIMPLE_REGISTERED, desk.today)
    posting.post(desk, draft)


def _asked_in_vain(desk: CaseDesk, id_: ApplicationId) -> None:
    """Take the department's answer, give notice, and go to the day after its due date."""
    answered(desk, id_, record(name=MOTHER))
    desk.do(lambda opened: _notice(opened, id_))
    desk.clock.move_to(LATE)


def _supplement(id_: ApplicationId, *lines: PaymentLine) -> supplements.SupplementDraft:
    item = MailItem(MailItemId(0), LATE, MailKind.ORDINARY, Matter.SUPPLEMENT, payments=lines)
    return supplements.SupplementDraft(item, id_)


def test_what_came_late_is_accepted_by_a_supervisor(cases: Cases) -> None:
    id_ = log(cases.desk, application(Right.DISCLOSURE), licence(), stamps=((500, 1),))
    _asked_in_vain(cases.desk, id_)
    line = PaymentLine(PaymentLineId(""), Piece.STAMP, 500, 1)
    cases.desk.do(lambda desk: supplements.attach_supplement(desk, _supplement(id_, line)))
    case = cases.open()
    view = _page(case, id_, What.ACCEPT_LATE)
    _verdict(case, Ruling.ACCEPTED, "消印は期限内")
    (judged,) = case.read(id_).judgements
    assert (judged.topic, judged.ruling) == (Topic.LATE_ARRIVAL, Ruling.ACCEPTED)
    assert view.presenter.opened is not None
    assert view.presenter.opened.name_of(judged.by) == SUPERVISOR.name
    assert view.presenter.opened.examination.axes.fee is FeeState.PAID


def _child() -> Application:
    typed = application(Right.CORRECTION, name=CHILD)
    return replace(
        typed,
        principal=replace(typed.principal, born=date(2015, 4, 1)),
        proxy=Proxy(ProxyKind.PARENT, MOTHER, "タカハシ ハナコ", address=typed.principal.address),
    )


def _letter_facts(desk: Desk, id_: ApplicationId) -> LetterFacts:
    with desk.ports.store.reading() as books:
        return books.letters.facts(books.files.get(id_).letters[-1].id)


def _register(authority: Authority) -> Enclosure:
    return Enclosure(
        EnclosureId(""),
        "family_register",
        Subject.PRINCIPAL,
        MailItemId(0),
        ARRIVED,
        issued_on=date(2026, 11, 2),
        name=CHILD,
        register=Register(names_principal=True, names_proxy=True, authority=authority),
    )


def test_joint_authority_is_decided_by_a_supervisor(cases: Cases) -> None:
    own = replace(licence(), kind="passport_with_address_field", name=CHILD, born=date(2015, 4, 1))
    papers = (own, replace(licence(), of=Subject.PROXY), _register(Authority.JOINT))
    id_ = log(cases.desk, _child(), *papers)
    cases.desk.clock.move_to(TODAY)
    answered(cases.desk, id_, replace(record(name=CHILD), born=date(2015, 4, 1)))
    case = cases.open()
    _page(case, id_, What.DECIDE_JOINT)
    _verdict(case, Ruling.ACCEPTED, "他方の親権者の同意を電話で確かめた")
    assert [(j.topic, j.ruling) for j in case.read(id_).judgements] == [
        (Topic.JOINT_AUTHORITY, Ruling.ACCEPTED)
    ]


def test_a_withdrawal_is_confirmed_by_a_supervisor(cases: Cases) -> None:
    id_ = log(cases.desk, application(Right.DISCLOSURE), licence(), stamps=((500, 2),))
    cases.desk.clock.move_to(LATE)
    claims = cases.desk.do(lambda desk: _claims(desk, id_))
    draft = replace(_supplement(id_), withdraws=claims, written_on=TODAY, signed=True)
    cases.desk.do(lambda desk: supplements.attach_supplement(desk, draft))
    case = cases.open()
    _page(case, id_, What.CONFIRM_WITHDRAWAL)
    _choose(case, "stands", value=True)
    _second(case)
    (writing,) = case.read(id_).withdrawals
    assert writing.confirmed_on == LATE
    assert [thing.pieces for thing in case.read(id_).mail[0].held] == [((500, 2),)]


def _claims(desk: Desk, id_: ApplicationId) -> tuple[ClaimId, ...]:
    with desk.ports.store.reading() as books:
        return tuple(claim.id for claim in books.files.get(id_).application.claims)


def test_the_stamps_of_an_envelope_are_allotted_to_its_applications(cases: Cases) -> None:
    each = (
        intake.ApplicationDraft(application(Right.DISCLOSURE, name=name), (licence(name),))
        for name in (MOTHER, "髙橋 次郎")
    )
    draft = intake.EnvelopeDraft(envelope((500, 4)), tuple(each))
    changes = cases.desk.do(lambda desk: intake.log_application(desk, draft))
    first, second = sorted(ApplicationId(int(n)) for n in changes.ids(Kind.APPLICATION))
    cases.desk.clock.move_to(TODAY)
    case = cases.open()
    for id_ in (first, second):
        _page(case, id_, What.ALLOT)
        for box in case.ticks("pieces")[:2] if id_ == first else case.ticks("pieces")[2:]:
            case.press(box, Qt.Key.Key_Space)
        case.main()
        assert not case.asked()
    shares = {a.application: a.count for a in case.read(first).mail[0].payments[0].allotments}
    assert shares == {first: 2, second: 2}


def test_a_supervisor_goes_on_without_what_did_not_come(cases: Cases) -> None:
    typed = replace(application(Right.DISCLOSURE), scope="")
    id_ = log(cases.desk, typed, licence(), stamps=((500, 2),))
    _asked_in_vain(cases.desk, id_)
    case = cases.open()
    _page(case, id_, What.GO_ON_WITHOUT)
    _verdict(case, Ruling.ACCEPTED, "内容から対象が分かる")
    topics = [j.topic for j in case.read(id_).judgements]
    assert topics == [Topic.GO_ON_WITHOUT]


def _write_grant(case: Case, view: DecisionView) -> None:
    view.editor.outcomes.setFocus()
    case.press(view.editor.outcomes, Qt.Key.Key_1)
    lines = view.editor.parts["disclosed"].editor
    assert isinstance(lines, LinesEditor)
    lines.set_values(
        [{"group": "会員登録", "item": "氏名", "content": "髙橋 花子", "source": "本人"}]
    )
    lines.changed.emit()
    case.window.settle()


def _ready(desk: CaseDesk) -> ApplicationId:
    id_ = log(desk, application(Right.DISCLOSURE), licence(), stamps=((500, 2),))
    desk.clock.move_to(TODAY)
    answered(desk, id_, record(name=MOTHER))
    return id_


def test_what_was_sent_back_is_proposed_anew_and_approved(cases: Cases) -> None:
    id_ = _ready(cases.desk)
    case = cases.open()
    view = case.go(Place.DECISION, id_, DecisionView)
    _write_grant(case, view)
    case.main()
    view.doing["send_back"].trigger()
    case.window.settle()
    case.write(case.ask().field("reason").editor, "取得元を確かめてください")
    _second(case)
    assert case.read(id_).decisions[0].sent_back == "取得元を確かめてください"
    case.write(view.editor.texts["note"], "取得元は登録票")
    case.main()
    first, second = case.read(id_).decisions
    assert second.content.disclosed == first.content.disclosed
    assert second.note == "取得元は登録票"
    case.main()
    _second(case)
    assert case.read(id_).decisions[1].approval is not None


def test_what_changed_after_the_approval_comes_back_and_says_what(cases: Cases) -> None:
    id_ = _ready(cases.desk)
    case = cases.open()
    view = case.go(Place.DECISION, id_, DecisionView)
    _write_grant(case, view)
    case.main()
    case.main()
    _second(case)
    assert case.read(id_).decisions[0].approval is not None
    moved = "東京都新宿区西新宿9-9-9 髙﨑荘"
    case.do(lambda desk: _correct(desk, id_, "principal.address", moved))
    page = case.go(Place.APPLICATION, id_, ApplicationView)
    opened = page.presenter.opened
    assert opened is not None
    told = opened.examination.next
    assert (told.what, told.why) == (What.APPROVE, Why.CHANGED_SINCE)
    shown = " ".join(each.text() for each in page.body.axes.findChildren(QLabel))
    assert "承認後に変わったもの：あて先" in shown
    view = case.go(Place.DECISION, id_, DecisionView)
    assert "あらためて承認を待っています" in view.people.told()
    assert "その後に変わったもの：あて先" in view.people.told()


def _correct(desk: Desk, id_: ApplicationId, field: str, value: str) -> None:
    with desk.ports.store.reading() as books:
        version = books.files.get(id_).application.version
    correcting.correct(desk, CorrectionDraft(id_, version, field, value, "読み違え"))


def test_nobody_is_offered_his_own_proposal(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    both = frozenset({Role.CLERK, Role.SUPERVISOR})
    desk = found(tmp_path, NewPerson("山本 美咲", both, PASSWORD), SUPERVISOR)
    cases = Cases(qtbot, qapp, desk)
    id_ = log(desk, application(Right.DISCLOSURE), licence(), stamps=((500, 2),))
    desk.clock.move_to(TODAY)
    answered(desk, id_, record(name=MOTHER))
    case = cases.open()
    view = case.go(Place.DECISION, id_, DecisionView)
    _write_grant(case, view)
    case.main()
    assert "起案した人は承認できません" in view.people.told()
    case.main()
    offered = case.ask().field("second_person").editor
    assert isinstance(offered, ChoiceBox)
    assert [offered.itemText(n) for n in range(offered.count())] == [SUPERVISOR.name]
    _second(case)
    decision = case.read(id_).decisions[0]
    assert decision.approval is not None
    assert decision.approval.by != decision.proposed_by
    cases.close()


def _to_letters(case: Case) -> LettersView:
    view = case.go(Place.LETTERS, None, LettersView)
    case.press(view.queue, Qt.Key.Key_I, CTRL_SHIFT)
    case.main()
    return view


def test_a_void_notice_is_issued_again_for_another_day(cases: Cases) -> None:
    id_ = log(cases.desk, application(Right.DISCLOSURE), licence(), stamps=((500, 1),))
    cases.desk.clock.move_to(TODAY)
    answered(cases.desk, id_, record(name=MOTHER))
    case = cases.open()
    view = _to_letters(case)
    first = case.read(id_).letters[0]
    view.doing["void"].trigger()
    case.window.settle()
    case.write(case.ask().field("reason").editor, "宛名の誤り")
    case.main()
    assert case.read(id_).letters[0].void
    _to_letters(case)
    void, again = case.read(id_).letters
    assert (void.void, again.void) == (True, False)
    assert again.number != first.number, "a number is not used again"
    assert [notice.void for notice in case.read(id_).notices] == [True, False]


def test_a_letter_that_came_back_is_on_record(cases: Cases) -> None:
    id_ = log(cases.desk, application(Right.DISCLOSURE), licence(), stamps=((500, 1),))
    cases.desk.clock.move_to(TODAY)
    answered(cases.desk, id_, record(name=MOTHER))
    cases.desk.do(lambda desk: _notice(desk, id_))
    cases.desk.clock.move_to(TODAY + timedelta(days=5))
    case = cases.open()
    letter = case.read(id_).letters[0].id
    view = case.go(Place.LETTERS, letter, LettersView)
    case.press(view.queue, Qt.Key.Key_R, CTRL_SHIFT)
    case.main()
    assert case.asked(), "why it came back is asked"
    reason = case.ask().field("reason").editor
    assert isinstance(reason, ChoiceBox)
    reason.set_value(ReturnReason.NOT_COLLECTED)
    case.main()
    assert case.read(id_).postings[0].came_back_on == TODAY + timedelta(days=5)
    page = case.go(Place.APPLICATION, id_, ApplicationView)
    assert page.presenter.next_step().word == "あらためて送る"
    case.main()
    case.main()
    assert case.asked()
    case.main()
    assert case.read(id_).letters[-1].kind is LetterKind.RESENDING


def test_what_is_being_written_of_a_decision_survives_lock_and_is_offered_again(
    cases: Cases,
) -> None:
    id_ = _ready(cases.desk)
    case = cases.open()
    view = case.go(Place.DECISION, id_, DecisionView)
    _write_grant(case, view)
    case.write(view.editor.texts["note"], "書きかけのメモ")
    case.press(view.editor.outcomes, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert case.window.window.shell is None
    case.window.sign_in()
    view = case.go(Place.DECISION, id_, DecisionView)
    state = view.presenter.state
    assert state is not None
    assert state.restored
    assert (state.form.outcome, state.form.note) == (Outcome.GRANTED, "書きかけのメモ")
    assert state.form.lines["disclosed"][0]["content"] == "髙橋 花子"
    assert state.form.values["as_of"] == TODAY

    case.main()
    assert case.read(id_).decisions[0].note == "書きかけのメモ"
    claim = case.read(id_).application.claims[0].id
    assert case.do(lambda desk: _draft(desk, f"decision-{claim}")) is None


def test_a_draft_of_last_time_is_forgotten_when_the_clerk_begins_anew(cases: Cases) -> None:
    id_ = _ready(cases.desk)
    case = cases.open()
    view = case.go(Place.DECISION, id_, DecisionView)
    _write_grant(case, view)
    case.go(Place.APPLICATION, id_, ApplicationView)
    claim = case.read(id_).application.claims[0].id
    assert case.do(lambda desk: _draft(desk, f"decision-{claim}")) is not None
    case = cases.open()
    view = case.go(Place.DECISION, id_, DecisionView)
    assert view.presenter.state is not None
    assert view.presenter.state.restored
    view.doing["beginAnew"].trigger()
    case.window.settle()
    assert "元に戻せません" in case.ask().note()
    case.main()
    assert view.presenter.state.form.outcome is None
    assert case.do(lambda desk: _draft(desk, f"decision-{claim}")) is None


def _draft(desk: Desk, key: str) -> str | None:
    with desk.ports.store.reading() as books:
        return books.drafts.get(desk.actor.id, key)


def test_a_supplement_is_logged_from_everywhere_and_from_an_application_for_that_one(
    cases: Cases,
) -> None:
    id_ = log(cases.desk, application(Right.DISCLOSURE))
    case = cases.open()
    case.window.shell.go(Place.TODAY)
    case.window.settle()
    case.press(case.window.focus(), Qt.Key.Key_N, CTRL_SHIFT)
    form = case.view(IntakeView).presenter.form
    assert (form.envelope.matter, form.supplement.application) == (Matter.SUPPLEMENT, None)
    view = case.go(Place.APPLICATION, id_, ApplicationView)
    case.press(view, Qt.Key.Key_N, CTRL_SHIFT)
    form = case.view(IntakeView).presenter.form
    assert (form.envelope.matter, form.supplement.application) == (Matter.SUPPLEMENT, id_)


@pytest.mark.parametrize("chosen", [True, False])
def test_a_supplement_is_for_what_a_clerk_chose_in_the_list(cases: Cases, *, chosen: bool) -> None:
    log(cases.desk, application(Right.DISCLOSURE))
    id_ = log(cases.desk, application(Right.CORRECTION))
    case = cases.open()
    case.go(Place.APPLICATIONS, None, Applications)
    if chosen:
        case.press(case.window.focus(), Qt.Key.Key_Down)
        case.window.part(ListTable, "applicationTable").choose_id(id_)
    case.press(case.window.focus(), Qt.Key.Key_N, CTRL_SHIFT)
    state = case.view(IntakeView).presenter.state
    wanted = id_ if chosen else None
    assert (state.form.envelope.matter, state.form.supplement.application) == (
        Matter.SUPPLEMENT,
        wanted,
    )
    number = case.read(id_).application.receipt_number
    assert (number in state.whose) is chosen, "the page says whose it is"


@pytest.mark.parametrize("place", [Place.COMPARISON, Place.DECISION])
def test_a_supplement_is_for_the_application_that_is_open(cases: Cases, place: Place) -> None:
    id_ = log(cases.desk, application(Right.DISCLOSURE), licence(), stamps=((500, 2),))
    case = cases.open()
    case.window.shell.go(place, id_)
    case.window.settle()
    case.press(case.window.focus(), Qt.Key.Key_N, CTRL_SHIFT)
    assert case.view(IntakeView).presenter.form.supplement.application == id_


def test_receipt_is_acknowledged_from_the_menu_of_an_application(cases: Cases) -> None:
    id_ = log(cases.desk, application(Right.DISCLOSURE), licence(), stamps=((500, 2),))
    cases.desk.clock.move_to(TODAY)
    case = cases.open()
    view = case.go(Place.APPLICATION, id_, ApplicationView)
    wish = next(each for each in view.more.actions() if each.objectName() == Verb.ACKNOWLEDGE.value)
    wish.trigger()
    case.window.settle()
    letters = case.view(LettersView)
    case.press(letters.queue, Qt.Key.Key_I, CTRL_SHIFT)
    case.main()
    assert [letter.kind for letter in case.read(id_).letters] == [LetterKind.ACKNOWLEDGEMENT]


def test_a_cover_sheet_lists_what_the_clerk_ticks_of_the_return_list(cases: Cases) -> None:
    cash = HeldThing(HeldThingId(""), HeldKind.CASH, MailItemId(0), amount=500)
    card = HeldThing(HeldThingId(""), HeldKind.CARD, MailItemId(0))
    mail = replace(envelope((500, 2)), held=(cash, card))
    draft = intake.EnvelopeDraft(
        mail, (intake.ApplicationDraft(application(Right.DISCLOSURE), (licence(),)),)
    )
    changes = cases.desk.do(lambda desk: intake.log_application(desk, draft))
    (id_,) = (ApplicationId(int(each)) for each in changes.ids(Kind.APPLICATION))
    cases.desk.clock.move_to(TODAY)
    case = cases.open()
    case.go(Place.MAIL, None, MailView)
    case.window.part(CheckBox, "openOnly").setChecked(False)
    case.window.settle()
    for name in ("toReturns", "list_returnsButton"):
        case.window.part(KeyButton, name).click()
        case.window.settle()
    boxes = case.ticks("returned")
    assert [box.isChecked() for box in boxes] == [True, True]
    boxes[1].setChecked(False)
    case.main()
    letters = case.view(LettersView)
    case.press(letters.queue, Qt.Key.Key_I, CTRL_SHIFT)
    case.main()
    (letter,) = case.read(id_).letters

    def body(desk: Desk) -> object:
        with desk.ports.store.reading() as books:
            return books.letters.facts(letter.id).body

    sheet = case.do(body)
    assert isinstance(sheet, ReturnBody)
    assert [thing.kind for thing in sheet.things] == ["cash"]


def test_another_application_begins_at_its_top_and_the_same_one_keeps_its_place(
    cases: Cases,
) -> None:
    first = log(cases.desk, application(Right.DISCLOSURE), licence(), stamps=((500, 2),))
    second = log(cases.desk, application(Right.DISCLOSURE), licence(), stamps=((500, 2),))
    case = cases.open()
    view = case.go(Place.APPLICATION, first, ApplicationView)
    bar = view.body.verticalScrollBar()
    assert bar.maximum() > 0
    bar.setValue(bar.maximum())
    view.read_again()
    case.window.settle()
    assert bar.value() > 0
    case.go(Place.APPLICATION, second, ApplicationView)
    assert bar.value() == 0
