# SPDX-License-Identifier: MIT
"""What a person judges, asks a department, and reads off a paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desk_app.desk.applications import checking, papers, undoing
from desk_app.desk.applications.checking import AnswerDraft, JudgementDraft
from desk_app.desk.applications.papers import PaperWhereabouts, ReadingDraft
from desk_app.desk.errors import NotAllowed, StaleEdit
from desk_app.records.base import ApplicationId, EnclosureId, InquiryId, MailItemId
from desk_app.records.books.journal import Action
from desk_app.records.case.application import ProxyKind, Right
from desk_app.records.case.findings import AuthorityState, Identity, Work
from desk_app.records.case.history import ApplicationFile, RegisteredRecord, Ruling, Topic
from desk_app.records.case.papers import Enclosure, Guardianship, MaskAction, Masking, MaskState
from tests.builders import ARRIVED, complete, paper, record
from tests.unit.desk import working
from tests.unit.desk.office import Office, bad_input, fails, refused
from tests.unit.rules import courses

DAY = timedelta(days=1)
DISCLOSURE = Right.DISCLOSURE


def _masked(state: MaskState) -> ApplicationFile:
    licence = replace(paper("driving_licence"), masking=(Masking("honseki", state),))
    return replace(complete(), enclosures=(licence,))


def _paper(office: Office, id_: ApplicationId) -> EnclosureId:
    return office.file(id_).enclosures[-1].id


def test_what_a_person_judged_is_kept_with_name_time_and_reason(office: Office) -> None:
    id_ = working.logged(office, file=courses.written_differently())
    subject = str(_paper(office, id_))
    assert office.look(id_).axes.identity is Identity.ASK
    draft = JudgementDraft(id_, Topic.NAME, subject, Ruling.SAME, "髙と高")
    checking.judge(office.clerk, draft)
    (made,) = office.file(id_).judgements
    assert (made.by, made.on, made.reason) == ("clerk", ARRIVED, "髙と高")
    assert office.look(id_).axes.identity is Identity.SHOWN
    checking.judge(office.clerk, replace(draft, ruling=Ruling.NOT_SAME, reason=""))
    assert office.look(id_).axes.identity is Identity.NOT_SHOWN
    assert len(office.file(id_).judgements) == 2
    assert office.actions()[-1] is Action.JUDGED


def test_only_what_is_asked_is_judged_and_as_it_is_asked(
    office: Office, id_: ApplicationId
) -> None:
    draft = JudgementDraft(id_, Topic.NAME, str(_paper(office, id_)), Ruling.SAME)
    with refused(office, "nothing_to_judge"):
        checking.judge(office.clerk, draft)
    with refused(office, "ruling_not_for_topic", "nothing_to_judge"):
        checking.judge(office.clerk, replace(draft, ruling=Ruling.ACCEPTED))
    with bad_input(office, "text_direction_override", "reason"):
        checking.judge(office.clerk, replace(draft, reason="\u202e"))


def test_what_differs_is_called_the_same_by_two_people(office: Office) -> None:
    """One says why, a supervisor who is another confirms it; the journal has both (26)."""
    licence = replace(paper("driving_licence"), address="東京都杉並区和田三丁目1番2号")
    id_ = working.logged(office, file=replace(complete(), enclosures=(licence,)))
    draft = JudgementDraft(
        id_, Topic.ADDRESS, str(_paper(office, id_)), Ruling.OVERRULED, "市町村の合併"
    )
    with bad_input(office, "reason_missing", "reason"):
        checking.judge(office.clerk, replace(draft, reason=" "))
    confirm = replace(draft, ruling=Ruling.CONFIRMED, reason="")
    with refused(office, "ruling_not_for_topic"):
        checking.judge(office.supervisor, confirm)
    checking.judge(office.supervisor, draft)
    with fails(office, NotAllowed):
        checking.judge(office.clerk, confirm)
    with refused(office, "own_verdict"):
        checking.judge(office.supervisor, confirm)
    assert office.look(id_).axes.identity is Identity.ASK
    checking.judge(office.of("chief"), confirm)
    assert office.look(id_).axes.identity is Identity.SHOWN
    assert office.actions().count(Action.JUDGED) == 2
    assert [judgement.by for judgement in office.file(id_).judgements] == ["supervisor", "chief"]
    assert office.file(id_).enclosures[0].address == licence.address
    undoing.take_back_verdict(office.of("chief"), id_, Topic.ADDRESS, draft.subject)
    assert office.look(id_).axes.identity is Identity.ASK


def test_what_was_corrected_since_is_not_confirmed(office: Office) -> None:
    licence = replace(paper("driving_licence"), name="金 美由紀")
    id_ = working.logged(office, file=replace(complete(), enclosures=(licence,)))
    subject = str(_paper(office, id_))
    draft = JudgementDraft(id_, Topic.NAME, subject, Ruling.OVERRULED, "名義の通称")
    checking.judge(office.clerk, draft)
    office.clock.pass_days(1)
    version, kept = office.file(id_).application.version, office.file(id_).enclosures[0]
    read = ReadingDraft(id_, version, replace(kept, name="金 由紀"), "読み違い")
    papers.read_paper(office.clerk, read)
    with refused(office, "ruling_not_for_topic"):
        checking.judge(office.supervisor, replace(draft, ruling=Ruling.CONFIRMED))
    assert office.look(id_).axes.identity is Identity.NOT_SHOWN


def test_joint_authority_is_the_supervisors_with_a_reason(office: Office) -> None:
    id_ = working.logged(office, file=courses.by_joint_parent(), answered=False)
    born = office.file(id_).application.principal.born
    working.answer(office, id_, replace(record(), born=born))
    (joint,) = (each for each in office.look(id_).findings if each.code == "authority.joint")
    draft = JudgementDraft(id_, Topic.JOINT_AUTHORITY, joint.subject, Ruling.ACCEPTED, "日常の行為")
    with fails(office, NotAllowed):
        checking.judge(office.clerk, draft)
    with bad_input(office, "reason_missing", "reason"):
        checking.judge(office.supervisor, replace(draft, reason=""))
    checking.judge(office.supervisor, draft)
    assert office.look(id_).axes.authority is AuthorityState.SHOWN


def test_a_supervisor_goes_on_without_what_was_asked_for_in_vain(office: Office) -> None:
    id_ = working.logged(office, file=courses.without_scope())
    draft = JudgementDraft(
        id_, Topic.GO_ON_WITHOUT, "form.field_missing:scope", Ruling.ACCEPTED, "足りる"
    )
    with refused(office, "notice_did_not_ask_for_it"):
        checking.judge(office.supervisor, draft)
    working.notify(office, id_)
    with refused(office, "notice_still_running"):
        checking.judge(office.supervisor, draft)
    working.let_pass(office, id_)
    with fails(office, NotAllowed):
        checking.judge(office.clerk, draft)
    checking.judge(office.supervisor, draft)
    working.decide(office, id_, DISCLOSURE)


@pytest.fixture
def logged(office: Office) -> ApplicationId:
    """An application about which no department was asked."""
    return working.logged(office, answered=False)


@pytest.fixture
def asked(office: Office, logged: ApplicationId) -> AnswerDraft:
    """Ask a department on the day of arrival; an answer of that day in which nothing stands."""
    checking.ask_department(office.clerk, logged, "会員管理", ARRIVED)
    (inquiry,) = office.file(logged).inquiries
    return AnswerDraft(logged, inquiry.id, ARRIVED)


def test_a_department_is_asked_chased_and_answers(office: Office, asked: AnswerDraft) -> None:
    id_ = asked.application
    assert office.look(id_).work is Work.WAITING_FOR_DEPARTMENT
    office.clock.pass_days(2)
    checking.chase_department(office.clerk, id_, asked.inquiry, ARRIVED + DAY)
    answer = replace(asked, answered_on=ARRIVED + DAY, records=(record(),), answer="1件")
    checking.record_answer(office.of("second"), answer)
    (inquiry,) = office.file(id_).inquiries
    assert (inquiry.chased_on, inquiry.answered_on) == ((ARRIVED + DAY,), ARRIVED + DAY)
    assert len(inquiry.records[0].id) == 32
    assert office.look(id_).axes.identity is Identity.SHOWN
    assert office.actions()[-3:] == [
        *(Action.DEPARTMENT_ASKED, Action.DEPARTMENT_CHASED, Action.DEPARTMENT_ANSWERED),
    ]


def test_a_department_is_asked_on_a_day_that_was(office: Office, logged: ApplicationId) -> None:
    for day, code in ((ARRIVED + DAY, "day_in_future"), (ARRIVED - DAY, "before_application")):
        with bad_input(office, code, "asked_on"):
            checking.ask_department(office.clerk, logged, "会員管理", day)
    with bad_input(office, "department_missing", "department"):
        checking.ask_department(office.clerk, logged, " ", ARRIVED)
    checking.ask_department(office.clerk, logged, "会員管理", ARRIVED)
    (asked,) = office.file(logged).inquiries
    for day, chased, answered in (
        (ARRIVED + DAY, "day_in_future", "day_in_future"),
        (ARRIVED - DAY, "chased_before_asked", "answered_before_asked"),
    ):
        with bad_input(office, chased, "chased_on"):
            checking.chase_department(office.clerk, logged, asked.id, day)
        with bad_input(office, answered, "answered_on"):
            draft = AnswerDraft(logged, asked.id, day, nothing=True)
            checking.record_answer(office.clerk, draft)


def test_an_answer_in_whose_lines_nothing_stands_is_no_answer(
    office: Office, asked: AnswerDraft
) -> None:
    for nothing in (RegisteredRecord(""), RegisteredRecord("", name=" ", address="　")):
        with bad_input(office, "record_empty", "records"):
            checking.record_answer(office.clerk, replace(asked, records=(nothing,)))
    by_mail = RegisteredRecord("", email="hanako@example.jp")
    checking.record_answer(office.clerk, replace(asked, records=(by_mail,)))
    assert len(office.file(asked.application).inquiries[0].records) == 1


def test_that_nothing_is_registered_is_said_and_never_taken_from_an_empty_table(
    office: Office, asked: AnswerDraft
) -> None:
    with bad_input(office, "answer_missing", "records"):
        checking.record_answer(office.clerk, asked)
    with bad_input(office, "records_and_nothing", "records"):
        checking.record_answer(office.clerk, replace(asked, records=(record(),), nothing=True))
    checking.record_answer(office.clerk, replace(asked, nothing=True))
    (answered,) = office.file(asked.application).inquiries
    assert (answered.answered_on, answered.records) == (ARRIVED, ())


def test_a_department_answers_once_and_only_what_it_was_asked(
    office: Office, asked: AnswerDraft
) -> None:
    id_ = asked.application
    with refused(office, "already_asked"):
        checking.ask_department(office.clerk, id_, "会員管理", ARRIVED)
    checking.ask_department(office.clerk, id_, "営業", ARRIVED)
    draft = replace(asked, nothing=True)
    checking.record_answer(office.clerk, draft)
    with refused(office, "already_answered"):
        checking.record_answer(office.clerk, draft)
    with refused(office, "already_answered"):
        checking.chase_department(office.clerk, id_, asked.inquiry, ARRIVED)
    with bad_input(office, "no_such_inquiry", "inquiry"):
        checking.chase_department(office.clerk, id_, InquiryId("none"), ARRIVED)


def test_nobody_is_asked_about_what_has_ended(office: Office, id_: ApplicationId) -> None:
    working.withdraw(office, id_, DISCLOSURE)
    with refused(office, "application_done"):
        checking.ask_department(office.clerk, id_, "営業", ARRIVED)


def _read(office: Office, id_: ApplicationId, read: Enclosure, reason: str = "") -> None:
    version = office.file(id_).application.version
    papers.read_paper(office.clerk, ReadingDraft(id_, version, read, reason))


def test_a_paper_is_read_on_and_what_was_blank_is_no_correction(office: Office) -> None:
    certificate = replace(paper("guardianship_certificate"), issued_on=None)
    file = replace(courses.by_guardian(), enclosures=(paper("driving_licence"), certificate))
    id_ = working.logged(office, file=file)
    shows = Guardianship(ProxyKind.ADULT_GUARDIAN.value, names_principal=True, names_proxy=True)
    kept = office.file(id_).enclosures[-1]
    read = replace(kept, issued_on=date(2026, 11, 1), guardianship=shows)
    _read(office, id_, read)
    assert office.file(id_).enclosures[-1] == read
    assert office.file(id_).application.corrections == ()


def test_what_was_read_before_is_changed_with_a_reason_and_kept(office: Office) -> None:
    id_ = working.logged(office, file=courses.by_guardian())
    kept = office.file(id_).enclosures[-1]
    shows = replace(kept.guardianship, names_proxy=False)  # type: ignore[type-var]
    read = replace(
        kept,
        issued_on=date(2026, 10, 1),
        guardianship=shows,
        former_names=("山田",),
        mail_item=MailItemId(9),
    )
    with bad_input(office, "reason_missing", "reason"):
        _read(office, id_, read)
    _read(office, id_, read, "見誤り")
    corrections = office.file(id_).application.corrections
    assert [(each.field.split(".", 2)[2], each.old, each.new) for each in corrections] == [
        ("guardianship.names_proxy", "True", "False"),
        ("issued_on", "2026-11-01", "2026-10-01"),
    ]
    assert {(each.reason, each.by) for each in corrections} == {("見誤り", "clerk")}
    read = office.file(id_).enclosures[-1]
    assert read.mail_item == kept.mail_item
    _read(office, id_, replace(read, former_names=("山本", "川上")), "見誤り")
    last = office.file(id_).application.corrections[-1]
    assert (last.old, last.new) == ("山田", "山本, 川上")
    read = office.file(id_).enclosures[-1]
    _read(office, id_, replace(read, guardianship=None), "別の書類")
    assert office.file(id_).application.corrections[-1].new == ""


def test_a_paper_of_no_known_kind_or_not_there_is_not_read(
    office: Office, id_: ApplicationId
) -> None:
    version, kept = office.file(id_).application.version, office.file(id_).enclosures[0]
    with bad_input(office, "unknown_document", "paper.kind"):
        _read(office, id_, replace(kept, kind="fishing_licence"), "誤り")
    with bad_input(office, "no_such_paper", "paper"):
        _read(office, id_, paper("passport"))
    with fails(office, StaleEdit):
        papers.read_paper(office.clerk, ReadingDraft(id_, version - 1, kept))


def test_what_arrived_visible_is_blacked_out_once_its_paper_says_so(office: Office) -> None:
    id_ = working.logged(office, file=_masked(MaskState.VISIBLE))
    one = _paper(office, id_)
    assert office.look(id_).next.what == "mask"
    with bad_input(office, "nothing_to_mask", "item"):
        papers.black_out(office.clerk, id_, one, "donor", MaskAction.MASKED_HERE)
    papers.black_out(office.clerk, id_, one, "honseki", MaskAction.MASKED_HERE)
    (masking,) = office.file(id_).enclosures[0].masking
    assert (masking.state, masking.action) == (MaskState.VISIBLE, MaskAction.MASKED_HERE)
    assert office.look(id_).next.what != "mask"
    assert office.actions()[-1] is Action.PAPER_MASKED
    other = working.logged(office, file=_masked(MaskState.MASKED))
    gone = MaskAction.PAGE_DESTROYED
    with bad_input(office, "nothing_to_mask", "item"):
        papers.black_out(office.clerk, other, _paper(office, other), "honseki", gone)


def test_a_paper_leaves_the_folder_once(office: Office) -> None:
    id_ = working.logged(office, file=courses.number_visible())
    one = _paper(office, id_)
    papers.let_go(office.clerk, id_, one, PaperWhereabouts.DESTROYED)
    assert office.file(id_).enclosures[-1].whereabouts == "destroyed"
    with refused(office, "paper_gone"):
        papers.let_go(office.clerk, id_, one, PaperWhereabouts.RETURNED)
    with bad_input(office, "no_such_paper", "paper"):
        papers.let_go(office.clerk, id_, EnclosureId("none"), PaperWhereabouts.RETURNED)
    assert office.actions()[-1] is Action.PAPER_MOVED
