# SPDX-License-Identifier: MIT
"""The less usual ways of a case, by keys: what a second person decides, what comes back (§3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from desk_app.desk.applications import checking, correcting, supplements
from desk_app.desk.applications.checking import JudgementDraft
from desk_app.desk.applications.correcting import CorrectionDraft
from desk_app.desk.context import Desk
from desk_app.desk.letters import corresponding
from desk_app.desk.post import posting
from desk_app.gui.case import read as case_read
from desk_app.gui.case.telling import ApplicationAxes
from desk_app.gui.kit.fields.choices import ChoiceBox
from desk_app.gui.kit.layout.buttons import CheckBox, KeyButton
from desk_app.gui.kit.look.painting import Mark
from desk_app.gui.kit.tables.table import ListTable
from desk_app.gui.page import Place
from desk_app.gui.pages.application.page import ApplicationView
from desk_app.gui.pages.applications.page import Applications
from desk_app.gui.pages.decision.page import DecisionView
from desk_app.gui.pages.intake.page import IntakeView
from desk_app.gui.pages.letters.page import LettersView
from desk_app.gui.pages.mail.page import MailView
from desk_app.gui.session.entrance import NewPerson
from desk_app.i18n import dates
from desk_app.records.base import (
    ApplicationId,
    ClaimId,
    EnclosureId,
    HeldThingId,
    MailItemId,
    PaymentLineId,
)
from desk_app.records.case.application import Application, Proxy, ProxyKind, Right
from desk_app.records.case.decisions import Outcome
from desk_app.records.case.findings import FeeState
from desk_app.records.case.history import ReturnReason, Ruling, Topic
from desk_app.records.case.letters import LetterFacts, LetterKind, ReturnBody
from desk_app.records.case.mail import (
    HeldKind,
    HeldThing,
    MailItem,
    MailKind,
    Matter,
    PaymentLine,
    Piece,
)
from desk_app.records.case.papers import Authority, Enclosure, Register, Subject
from desk_app.records.desk.people import Language, Role
from desk_app.rules.work_codes import What, Why
from desk_app.rules.workflow.attempt import Verb
from tests.gui.case_desk import (
    ADDRESS,
    ARRIVED,
    CLERK,
    PASSWORD,
    SECOND_PASSWORD,
    SUPERVISOR,
    TODAY,
    CaseDesk,
    answered,
    application,
    envelope,
    found,
    in_envelope,
    licence,
    log,
    ready,
    record,
    short_of_fee,
)
from tests.gui.case_pages import Case, Cases

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
LATE = date(2026, 12, 2)
CHILD = "髙橋 花"
MOTHER = "髙橋 花子"


def _page(case: Case, id_: ApplicationId, what: What) -> ApplicationView:
    """Open an application whose next step is this one, and begin it."""
    view = case.go(Place.APPLICATION, id_, ApplicationView)
    assert view.book.opened is not None
    assert view.book.opened.examination.next.what == what
    case.main()
    return view


def _refused_second(case: Case) -> None:
    """Type a wrong password, and be told calmly that nothing was done."""
    edit = case.ask().field("second_password").editor
    case.write(edit, "not that person's password")
    case.main()
    assert case.asked()
    assert "何も行っていません" in case.ask().trouble()
    edit = case.ask().field("second_password").editor
    assert isinstance(edit, QLineEdit)
    assert edit.hasSelectedText()


def _second(case: Case) -> None:
    """Type the password of the second person."""
    case.write(case.ask().field("second_password").editor, SECOND_PASSWORD)
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


def _notice(desk: Desk, id_: ApplicationId, *, posted: bool = True) -> None:
    """Issue a notice today, and post it."""
    with desk.ports.store.reading() as books:
        version = books.files.get(id_).application.version
    kind = LetterKind.DEFICIENCIES
    corresponding.issue_letter(desk, corresponding.LetterDraft(id_, version, kind, desk.today))
    if not posted:
        return
    with desk.ports.store.reading() as books:
        letter = books.files.get(id_).letters[-1].id
    draft = posting.PostingDraft(id_, (letter,), MailKind.SIMPLE_REGISTERED, desk.today)
    posting.post(desk, draft)


def test_a_supervisor_decides_in_place_what_nobody_decides_alone(cases: Cases) -> None:
    """What came late, lapsed, is missing, withdrawn, overtaken, joint, an heir's, or moved."""
    desk, typed = cases.desk, application(Right.DISCLOSURE)
    late, lapsed, overtaken = (log(desk, typed, stamps=((500, 1),)) for _ in range(3))
    without = log(desk, replace(typed, scope=""), stamps=((500, 2),))
    withdrawn = log(desk, typed, stamps=((500, 2),))
    joint, heirs = _of_a_child(desk), _of_an_heir(desk)
    for id_ in (late, lapsed, without, overtaken):
        answered(desk, id_, record(name=MOTHER))
        if id_ != overtaken:
            desk.do(partial(_notice, id_=id_))
    moved = ready(desk)
    _came_in(desk, _with_another_address(moved))
    desk.clock.move_to(LATE)
    desk.do(partial(_notice, id_=overtaken, posted=False))
    desk.clock.pass_time(timedelta(hours=1))
    line = PaymentLine(PaymentLineId(""), Piece.STAMP, 500, 1)
    for id_ in (late, overtaken):
        _came_in(desk, _supplement(id_, line))
    claims = desk.do(lambda opened: _claims(opened, withdrawn))
    draft = replace(_supplement(withdrawn), withdraws=claims, written_on=TODAY, signed=True)
    _came_in(desk, draft)
    case = cases.open()
    _accepted_late(case, late)
    _lapse_confirmed(case, lapsed)
    _gone_on_without(case, without)
    _withdrawal_confirmed(case, withdrawn)
    _let_go_as_issued(case, overtaken)
    _joint_authority_decided(case, joint)
    _referred_as_an_heirs(case, heirs)
    _new_address_taken_over(case, moved)


def _came_in(desk: CaseDesk, draft: supplements.SupplementDraft) -> None:
    desk.do(lambda opened: supplements.attach_supplement(opened, draft))


def _gone_on_without(case: Case, id_: ApplicationId) -> None:
    _page(case, id_, What.GO_ON_WITHOUT)
    _verdict(case, Ruling.ACCEPTED, "内容から対象が分かる")
    assert [j.topic for j in case.read(id_).judgements] == [Topic.GO_ON_WITHOUT]


def _withdrawal_confirmed(case: Case, id_: ApplicationId) -> None:
    _page(case, id_, What.CONFIRM_WITHDRAWAL)
    _choose(case, "stands", value=True)
    _second(case)
    (writing,) = case.read(id_).withdrawals
    assert writing.confirmed_on == LATE
    assert [thing.pieces for thing in case.read(id_).mail[0].held] == [((500, 2),)]


def _let_go_as_issued(case: Case, id_: ApplicationId) -> None:
    """A notice that was overtaken is posted as it was issued."""
    view = case.go(Place.APPLICATION, id_, ApplicationView)
    assert view.book.opened is not None
    told = view.book.opened.examination.next
    assert (told.what, told.why) == (What.WRITE_ANEW, Why.OVERTAKEN)
    view.doing[Verb.JUDGE.value].trigger()
    case.window.settle()
    effects = [each.text() for each in case.ask().findChildren(QLabel)]
    assert any("発行後に事情が変わりました" in each for each in effects)
    _verdict(case, Ruling.ACCEPTED, "電話で伝えた")
    assert [j.topic for j in case.read(id_).judgements] == [Topic.POST_AS_ISSUED]
    assert view.book.opened.examination.next.what == What.PRINT_LETTER


NEW_ADDRESS = "長崎県長崎市旭町8-20"


def _with_another_address(id_: ApplicationId) -> supplements.SupplementDraft:
    came = _supplement(id_)
    item = replace(came.mail, arrived_on=TODAY, matter=Matter.CHANGE_OF_ADDRESS)
    shown = replace(licence(), address=NEW_ADDRESS)
    return replace(came, mail=item, address=NEW_ADDRESS, enclosures=(shown,))


def _new_address_taken_over(case: Case, id_: ApplicationId) -> None:
    """A paper shows it: nobody else is asked."""
    _page(case, id_, What.JUDGE)
    _choose(case, "ruling", Ruling.ACCEPTED)
    case.main()
    assert not case.asked()
    file = case.read(id_)
    assert file.application.principal.address == NEW_ADDRESS
    assert file.judgements[-1].topic is Topic.NEW_ADDRESS


def _accepted_late(case: Case, id_: ApplicationId) -> None:
    view = _page(case, id_, What.ACCEPT_LATE)
    _choose(case, "ruling", Ruling.ACCEPTED)
    case.write(case.ask().field("reason").editor, "消印は期限内")
    _refused_second(case)
    _second(case)
    (judged,) = case.read(id_).judgements
    assert (judged.topic, judged.ruling) == (Topic.LATE_ARRIVAL, Ruling.ACCEPTED)
    assert view.book.opened is not None
    assert view.book.opened.name_of(judged.by) == SUPERVISOR.name
    assert view.book.opened.examination.axes.fee is FeeState.PAID


def _lapse_confirmed(case: Case, id_: ApplicationId) -> None:
    view = case.go(Place.APPLICATION, id_, ApplicationView)
    assert view.book.next_step().question is not None
    case.main()
    _second(case)
    file = case.read(id_)
    assert [lapse.claim for lapse in file.lapses] == [file.application.claims[0].id]
    assert view.book.opened is not None
    assert view.book.opened.name_of(file.lapses[0].confirmed_by) == SUPERVISOR.name


def _supplement(id_: ApplicationId, *lines: PaymentLine) -> supplements.SupplementDraft:
    item = MailItem(MailItemId(0), LATE, MailKind.ORDINARY, Matter.SUPPLEMENT, payments=lines)
    return supplements.SupplementDraft(item, id_)


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


def _of_a_child(desk: CaseDesk) -> ApplicationId:
    """Log an application of a child whose parents decide together, to which was answered."""
    own = replace(licence(), kind="passport_with_address_field", name=CHILD, born=date(2015, 4, 1))
    papers = (own, replace(licence(), of=Subject.PROXY), _register(Authority.JOINT))
    id_ = log(desk, _child(), *papers)
    answered(desk, id_, replace(record(name=CHILD), born=date(2015, 4, 1)))
    return id_


def _joint_authority_decided(case: Case, id_: ApplicationId) -> None:
    _page(case, id_, What.DECIDE_JOINT)
    _verdict(case, Ruling.ACCEPTED, "他方の親権者の同意を電話で確かめた")
    assert [(j.topic, j.ruling) for j in case.read(id_).judgements] == [
        (Topic.JOINT_AUTHORITY, Ruling.ACCEPTED)
    ]


def _of_an_heir(desk: CaseDesk) -> ApplicationId:
    heir = Proxy(ProxyKind.HEIR, MOTHER, address="京都市中京区三条通烏丸西入御倉町85-1")
    return log(desk, application(Right.DISCLOSURE, proxy=heir), stamps=((500, 2),))


def _referred_as_an_heirs(case: Case, id_: ApplicationId) -> None:
    _page(case, id_, What.CLEAR_UP)
    _verdict(case, Ruling.REFUSED, "本人は令和8年9月に死亡。相続人自身の情報ではない")
    view = _page(case, id_, What.PROPOSE)
    assert view.book.next_step().thing == id_
    decision = case.view(DecisionView)
    case.press(decision.editor.outcomes, Qt.Key.Key_5)
    assert decision.editor.outcomes.value() is Outcome.REFERRED


def _claims(desk: Desk, id_: ApplicationId) -> tuple[ClaimId, ...]:
    with desk.ports.store.reading() as books:
        return tuple(claim.id for claim in books.files.get(id_).application.claims)


def test_the_stamps_of_an_envelope_are_allotted_and_the_rest_of_another_goes_back(
    cases: Cases,
) -> None:
    each = (application(Right.DISCLOSURE, name=name) for name in (MOTHER, "髙橋 次郎"))
    first, second = in_envelope(cases.desk, envelope((500, 4)), *each)
    cash = HeldThing(HeldThingId(""), HeldKind.CASH, MailItemId(0), amount=500)
    card = HeldThing(HeldThingId(""), HeldKind.CARD, MailItemId(0))
    mail = replace(envelope((500, 2)), held=(cash, card))
    (third,) = in_envelope(cases.desk, mail, application(Right.DISCLOSURE))
    cases.desk.clock.move_to(TODAY)
    case = cases.open()
    _stamps_are_allotted(case, first, second)
    _a_cover_sheet_lists_what_the_clerk_ticks(case, third)


def _stamps_are_allotted(case: Case, first: ApplicationId, second: ApplicationId) -> None:
    for id_ in (first, second):
        _page(case, id_, What.ALLOT)
        for box in case.ticks("pieces")[:2] if id_ == first else case.ticks("pieces")[2:]:
            case.press(box, Qt.Key.Key_Space)
        case.main()
        assert not case.asked()
    shares = {a.application: a.count for a in case.read(first).mail[0].payments[0].allotments}
    assert shares == {first: 2, second: 2}


def _a_cover_sheet_lists_what_the_clerk_ticks(case: Case, id_: ApplicationId) -> None:
    case.go(Place.MAIL, None, MailView)
    case.window.part(CheckBox, "openOnly").setChecked(False)
    case.window.settle()
    mail = case.view(MailView)._table.model()
    arrived = {str(mail.index(row, 0).data()) for row in range(mail.rowCount())}
    assert arrived == {dates.beside(ARRIVED, case.do(lambda desk: desk.today), Language.JA)}
    for name in ("toReturns", "list_returnsButton"):
        case.window.part(KeyButton, name).click()
        case.window.settle()
    boxes = case.ticks("returned")
    assert [box.isChecked() for box in boxes] == [False, True], "cash has a sheet of its own"
    boxes[0].setChecked(True)
    boxes[1].setChecked(False)
    case.main()
    letters = case.view(LettersView)
    case.press(letters.queue, Qt.Key.Key_I, CTRL_SHIFT)
    case.main()
    sheet = case.do(lambda desk: _letter_facts(desk, id_)).body
    assert isinstance(sheet, ReturnBody)
    assert [thing.kind for thing in sheet.things] == ["cash"]


def test_a_proposal_is_sent_back_proposed_anew_approved_and_comes_back_as_something_changed(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    """Whoever proposed may not approve, also where he may approve what others propose."""
    both = frozenset({Role.CLERK, Role.SUPERVISOR})
    desk = found(tmp_path, NewPerson(CLERK.name, both, PASSWORD), SUPERVISOR)
    cases = Cases(qtbot, qapp, desk)
    id_ = ready(desk)
    case = cases.open()
    view = case.go(Place.DECISION, id_, DecisionView)
    case.grant(view)
    case.main()
    (first,) = case.read(id_).decisions
    assert first.outcome is Outcome.GRANTED
    assert [item.content for item in first.content.disclosed] == ["髙橋 花子"]
    assert case.window.status.said() == "起案しました。別の人の承認を待ちます。"
    _sent_back_and_proposed_anew(case, view, id_)
    _approved_by_a_second_person(case, id_)
    _what_changed_since_comes_back_and_says_what(case, id_)
    cases.close()


def _sent_back_and_proposed_anew(case: Case, view: DecisionView, id_: ApplicationId) -> None:
    (first,) = case.read(id_).decisions
    view.doing["send_back"].trigger()
    case.window.settle()
    case.write(case.ask().field("reason").editor, "取得元を確かめてください")
    _second(case)
    assert case.read(id_).decisions[0].sent_back == "取得元を確かめてください"
    state = view.book.state
    assert state is not None
    assert (state.sent_back, state.form.outcome) == ("取得元を確かめてください", Outcome.GRANTED)
    assert state.form.lines["disclosed"][0]["content"] == "髙橋 花子", "as it was written"
    case.write(view.editor.texts["note"], "取得元は登録票")
    case.main()
    _, second = case.read(id_).decisions
    assert second.content.disclosed == first.content.disclosed
    assert (second.note, second.approval) == ("取得元は登録票", None)


def _approved_by_a_second_person(case: Case, id_: ApplicationId) -> None:
    assert "起案した人は承認できません" in case.view(DecisionView).told()
    case.main()
    offered = case.ask().field("second_person").editor
    assert isinstance(offered, ChoiceBox)
    assert [offered.itemText(n) for n in range(offered.count())] == [SUPERVISOR.name]
    _second(case)
    second = case.read(id_).decisions[1]
    assert second.approval is not None
    assert second.approval.by != second.proposed_by
    assert "承認しました" in case.window.status.said()


def _what_changed_since_comes_back_and_says_what(case: Case, id_: ApplicationId) -> None:
    moved = "東京都新宿区西新宿9-9-9 髙﨑荘"
    case.do(lambda desk: _correct(desk, id_, "principal.address", moved))
    page = case.go(Place.APPLICATION, id_, ApplicationView)
    opened = page.book.opened
    assert opened is not None
    told = opened.examination.next
    assert (told.what, told.why) == (What.APPROVE, Why.CHANGED_SINCE)
    shown = " ".join(each.text() for each in page.body.axes.findChildren(QLabel))
    assert "承認後に変わったもの：あて先" in shown
    view = case.go(Place.DECISION, id_, DecisionView)
    assert "あらためて承認を待っています" in view.told()
    assert "その後に変わったもの：あて先" in view.told()


def _correct(desk: Desk, id_: ApplicationId, field: str, value: str) -> None:
    with desk.ports.store.reading() as books:
        version = books.files.get(id_).application.version
    correcting.correct(desk, CorrectionDraft(id_, version, field, value, "読み違え"))


def _to_letters(case: Case) -> LettersView:
    view = case.go(Place.LETTERS, None, LettersView)
    case.press(view.queue, Qt.Key.Key_I, CTRL_SHIFT)
    case.main()
    return view


def test_a_void_notice_is_issued_again_and_a_letter_that_came_back_is_sent_again(
    cases: Cases,
) -> None:
    id_, sent = short_of_fee(cases.desk, (MOTHER, "髙橋 次郎"))
    cases.desk.clock.move_to(TODAY)
    cases.desk.do(lambda desk: _notice(desk, sent))
    cases.desk.clock.move_to(TODAY + timedelta(days=5))
    case = cases.open()
    _a_void_notice_is_issued_again(case, id_)
    _a_letter_that_came_back_is_on_record(case, sent)


def _a_void_notice_is_issued_again(case: Case, id_: ApplicationId) -> None:
    view = _to_letters(case)
    first = case.read(id_).letters[0]
    view.doing["void"].trigger()
    case.window.settle()
    case.main()
    assert case.asked(), "a reason is needed"
    case.write(case.ask().field("reason").editor, "宛名の誤り")
    case.main()
    letter = case.read(id_).letters[0]
    assert (letter.void, letter.void_reason) == (True, "宛名の誤り")
    _to_letters(case)
    void, again = case.read(id_).letters
    assert (void.void, again.void) == (True, False)
    assert again.number != first.number, "a number is not used again"
    assert [notice.void for notice in case.read(id_).notices] == [True, False]


def _a_letter_that_came_back_is_on_record(case: Case, id_: ApplicationId) -> None:
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
    assert page.book.next_step().word == "あらためて送る"
    case.main()
    case.main()
    assert case.asked()
    case.main()
    assert case.read(id_).letters[-1].kind is LetterKind.RESENDING


def test_a_decision_being_written_is_there_again_after_a_restart(cases: Cases) -> None:
    id_ = ready(cases.desk)
    case = cases.open()
    view = case.go(Place.DECISION, id_, DecisionView)
    case.grant(view)
    case.write(view.editor.texts["note"], "書きかけのメモ")
    case.go(Place.APPLICATION, id_, ApplicationView)
    claim = case.read(id_).application.claims[0].id
    assert case.do(lambda desk: _draft(desk, f"decision-{claim}")) is not None
    case = cases.open()
    view = case.go(Place.DECISION, id_, DecisionView)
    _stands_as_it_was_written(view)
    view.doing["beginAnew"].trigger()
    case.window.settle()
    assert "元に戻せません" in case.ask().note()
    case.main()
    assert view.book.state is not None
    assert view.book.state.form.outcome is None
    assert case.do(lambda desk: _draft(desk, f"decision-{claim}")) is None
    case.grant(view)
    case.main()
    assert len(case.read(id_).decisions) == 1
    assert case.do(lambda desk: _draft(desk, f"decision-{claim}")) is None


def _stands_as_it_was_written(view: DecisionView) -> None:
    state = view.book.state
    assert state is not None
    assert state.restored
    assert (state.form.outcome, state.form.note) == (Outcome.GRANTED, "書きかけのメモ")
    assert state.form.lines["disclosed"][0]["content"] == "髙橋 花子"
    assert state.form.values["as_of"] == TODAY


def test_a_supplement_is_logged_from_everywhere_for_what_is_chosen_or_open(cases: Cases) -> None:
    first, second = (
        log(cases.desk, application(*Right), licence(), stamps=((500, 2),)) for _ in range(2)
    )
    case = cases.open()
    _another_application_begins_at_its_top_and_the_same_one_keeps_its_place(case, first, second)
    case.window.shell.go(Place.TODAY)
    _supplement_for(case, None)
    case.go(Place.APPLICATIONS, None, Applications)
    _supplement_for(case, None)
    case.go(Place.APPLICATIONS, None, Applications)
    case.press(case.window.focus(), Qt.Key.Key_Down)
    case.window.part(ListTable, "applicationTable").choose_id(second)
    _supplement_for(case, second)
    for place in (Place.APPLICATION, Place.COMPARISON, Place.DECISION):
        case.window.shell.go(place, first)
        _supplement_for(case, first)


def _another_application_begins_at_its_top_and_the_same_one_keeps_its_place(
    case: Case, first: ApplicationId, second: ApplicationId
) -> None:
    view = case.go(Place.APPLICATION, first, ApplicationView)
    bar = view.body.verticalScrollBar()
    assert bar.maximum() > 0
    bar.setValue(bar.maximum())
    view.read_again()
    case.window.settle()
    assert bar.value() > 0
    case.go(Place.APPLICATION, second, ApplicationView)
    assert bar.value() == 0


def _supplement_for(case: Case, wanted: ApplicationId | None) -> None:
    """Begin a supplement by its key; the page says whose it is."""
    case.window.settle()
    case.press(case.window.focus(), Qt.Key.Key_N, CTRL_SHIFT)
    state = case.view(IntakeView).book.state
    form = state.form
    assert (form.envelope.matter, form.supplement.application) == (Matter.SUPPLEMENT, wanted)
    number = "" if wanted is None else case.read(wanted).application.receipt_number
    assert (bool(number) and number in state.whose) is (wanted is not None)


def _draft(desk: Desk, key: str) -> str | None:
    with desk.ports.store.reading() as books:
        return books.drafts.get(desk.actor.id, key)


def test_of_a_request_outside_the_procedure_no_paper_is_called_complete(tmp_path: Path) -> None:
    desk = found(tmp_path, CLERK, SUPERVISOR)
    typed = application(Right.DISCLOSURE)
    gone = replace(typed, principal=replace(typed.principal, deceased=True))
    id_ = log(desk, replace(gone, proxy=Proxy(ProxyKind.HEIR, "佐藤 真由美", address=ADDRESS)))
    referred = JudgementDraft(id_, Topic.DECEASED, "principal", Ruling.REFUSED, "法の対象外")
    desk.do(lambda open_: checking.judge(open_, referred), SUPERVISOR)
    opened = desk.do(lambda open_: case_read.read(open_, id_))
    papers = ApplicationAxes(opened, Language.JA).lines()[0]
    assert papers.mark is Mark.NOT_NEEDED
    assert papers.state != "そろった"
    assert "対象になりません" in papers.reason
