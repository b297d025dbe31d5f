# SPDX-License-Identifier: MIT
"""What a person judges, asks a department, and reads off a paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from desk_app.desk import checking, papers
from desk_app.desk.checking import JudgementDraft
from desk_app.desk.errors import NotAllowed, StaleEdit
from desk_app.desk.papers import PaperWhereabouts, ReadingDraft
from desk_app.records.application import ProxyKind, Right
from desk_app.records.base import ApplicationId, EnclosureId, InquiryId, MailItemId
from desk_app.records.findings import AuthorityState, Identity, Work
from desk_app.records.history import ApplicationFile, RegisteredRecord, Ruling, Topic
from desk_app.records.journal import Action
from desk_app.records.papers import Guardianship, MaskAction, Masking, MaskState
from tests.builders import ARRIVED, complete, paper, record
from tests.unit.desk import working
from tests.unit.desk.office import Office, bad_input, fails, opened, refused
from tests.unit.rules import courses

DAY = timedelta(days=1)
DISCLOSURE = Right.DISCLOSURE


def _masked(state: MaskState, action: MaskAction | None = None) -> ApplicationFile:
    licence = replace(paper("driving_licence"), masking=(Masking("honseki", state, action),))
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


def test_only_what_is_asked_is_judged_and_as_it_is_asked(office: Office) -> None:
    id_ = working.logged(office)
    draft = JudgementDraft(id_, Topic.NAME, str(_paper(office, id_)), Ruling.SAME)
    with refused(office, "nothing_to_judge"):
        checking.judge(office.clerk, draft)
    with refused(office, "ruling_not_for_topic", "nothing_to_judge"):
        checking.judge(office.clerk, replace(draft, ruling=Ruling.ACCEPTED))
    with bad_input(office, "text_direction_override", "reason"):
        checking.judge(office.clerk, replace(draft, reason="\u202e"))


def test_joint_authority_is_the_supervisors_with_a_reason(office: Office) -> None:
    id_ = working.logged(office, file=courses.by_joint_parent(), answered=False)
    born = office.file(id_).application.principal.born
    working.answer(office, id_, replace(record(), born=born))
    subject = next(
        finding.subject
        for finding in office.look(id_).findings
        if finding.code == "authority.joint"
    )
    draft = JudgementDraft(id_, Topic.JOINT_AUTHORITY, subject, Ruling.ACCEPTED, "日常の行為")
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


def test_a_department_is_asked_chased_and_answers(office: Office) -> None:
    id_ = office.log(working.as_it_came(complete()))
    checking.ask_department(office.clerk, id_, "会員管理", ARRIVED)
    assert office.look(id_).work is Work.WAITING_FOR_DEPARTMENT
    (asked,) = office.file(id_).inquiries
    office.clock.pass_days(2)
    checking.chase_department(office.clerk, id_, asked.id, ARRIVED + DAY)
    answer = checking.AnswerDraft(id_, asked.id, ARRIVED + DAY, (record(),), "1件")
    checking.record_answer(office.of("second"), answer)
    (inquiry,) = office.file(id_).inquiries
    assert (inquiry.chased_on, inquiry.answered_on) == ((ARRIVED + DAY,), ARRIVED + DAY)
    assert len(inquiry.records[0].id) == 32
    assert office.look(id_).axes.identity is Identity.SHOWN
    assert office.actions()[-3:] == [
        Action.DEPARTMENT_ASKED,
        Action.DEPARTMENT_CHASED,
        Action.DEPARTMENT_ANSWERED,
    ]


def test_a_department_is_asked_on_a_day_that_was(office: Office) -> None:
    id_ = office.log(working.as_it_came(complete()))
    for day, code in ((ARRIVED + DAY, "day_in_future"), (ARRIVED - DAY, "before_application")):
        with bad_input(office, code, "asked_on"):
            checking.ask_department(office.clerk, id_, "会員管理", day)
    with bad_input(office, "department_missing", "department"):
        checking.ask_department(office.clerk, id_, " ", ARRIVED)
    checking.ask_department(office.clerk, id_, "会員管理", ARRIVED)
    (asked,) = office.file(id_).inquiries
    for day, code in ((ARRIVED + DAY, "day_in_future"), (ARRIVED - DAY, "chased_before_asked")):
        with bad_input(office, code, "chased_on"):
            checking.chase_department(office.clerk, id_, asked.id, day)
    for day, code in ((ARRIVED + DAY, "day_in_future"), (ARRIVED - DAY, "answered_before_asked")):
        with bad_input(office, code, "answered_on"):
            draft = checking.AnswerDraft(id_, asked.id, day, nothing=True)
            checking.record_answer(office.clerk, draft)


def _asked() -> tuple[Office, checking.AnswerDraft]:
    """Ask a department on the day of arrival; the office, and an answer in which nothing stands."""
    office = opened()
    id_ = working.logged(office, answered=False)
    checking.ask_department(office.clerk, id_, "会員管理", ARRIVED)
    (asked,) = office.file(id_).inquiries
    return office, checking.AnswerDraft(id_, asked.id, ARRIVED)


def test_an_answer_in_whose_lines_nothing_stands_is_no_answer() -> None:
    office, draft = _asked()
    for nothing in (RegisteredRecord(""), RegisteredRecord("", name=" ", address="　")):
        with bad_input(office, "record_empty", "records"):
            checking.record_answer(office.clerk, replace(draft, records=(nothing,)))
    by_mail = RegisteredRecord("", email="hanako@example.jp")
    checking.record_answer(office.clerk, replace(draft, records=(by_mail,)))
    assert len(office.file(draft.application).inquiries[0].records) == 1


def test_that_nothing_is_registered_is_said_and_never_taken_from_an_empty_table() -> None:
    office, draft = _asked()
    with bad_input(office, "answer_missing", "records"):
        checking.record_answer(office.clerk, draft)
    both = replace(draft, records=(record(),), nothing=True)
    with bad_input(office, "records_and_nothing", "records"):
        checking.record_answer(office.clerk, both)
    checking.record_answer(office.clerk, replace(draft, nothing=True))
    (answered,) = office.file(draft.application).inquiries
    assert (answered.answered_on, answered.records) == (ARRIVED, ())


def test_a_department_answers_once_and_only_what_it_was_asked(office: Office) -> None:
    id_ = working.logged(office, answered=False)
    checking.ask_department(office.clerk, id_, "会員管理", ARRIVED)
    with refused(office, "already_asked"):
        checking.ask_department(office.clerk, id_, "会員管理", ARRIVED)
    checking.ask_department(office.clerk, id_, "営業", ARRIVED)
    asked = office.file(id_).inquiries[0]
    draft = checking.AnswerDraft(id_, asked.id, ARRIVED, nothing=True)
    checking.record_answer(office.clerk, draft)
    with refused(office, "already_answered"):
        checking.record_answer(office.clerk, draft)
    with refused(office, "already_answered"):
        checking.chase_department(office.clerk, id_, asked.id, ARRIVED)
    with bad_input(office, "no_such_inquiry", "inquiry"):
        checking.chase_department(office.clerk, id_, InquiryId("none"), ARRIVED)


def test_nobody_is_asked_about_what_has_ended(office: Office, id_: ApplicationId) -> None:
    working.withdraw(office, id_, DISCLOSURE)
    with refused(office, "application_done"):
        checking.ask_department(office.clerk, id_, "営業", ARRIVED)


def test_a_paper_is_read_on_and_what_was_blank_is_no_correction(office: Office) -> None:
    certificate = replace(paper("guardianship_certificate"), issued_on=None)
    file = replace(courses.by_guardian(), enclosures=(paper("driving_licence"), certificate))
    id_ = working.logged(office, file=file)
    kept = office.file(id_).enclosures[-1]
    shows = Guardianship(ProxyKind.ADULT_GUARDIAN.value, names_principal=True, names_proxy=True)
    read = replace(kept, issued_on=date(2026, 11, 1), guardianship=shows)
    version = office.file(id_).application.version
    papers.read_paper(office.clerk, ReadingDraft(id_, version, read))
    assert office.file(id_).enclosures[-1] == read
    assert office.file(id_).application.corrections == ()


def test_what_was_read_before_is_changed_with_a_reason_and_kept(office: Office) -> None:
    file = courses.by_guardian()
    id_ = working.logged(office, file=file)
    kept = office.file(id_).enclosures[-1]
    shows = replace(kept.guardianship, names_proxy=False)  # type: ignore[type-var]
    read = replace(
        kept,
        issued_on=date(2026, 10, 1),
        guardianship=shows,
        former_names=("山田",),
        mail_item=MailItemId(9),
    )
    draft = ReadingDraft(id_, office.file(id_).application.version, read)
    with bad_input(office, "reason_missing", "reason"):
        papers.read_paper(office.clerk, draft)
    papers.read_paper(office.clerk, replace(draft, reason="見誤り"))
    corrections = office.file(id_).application.corrections
    assert [(each.field.split(".", 2)[2], each.old, each.new) for each in corrections] == [
        ("guardianship.names_proxy", "True", "False"),
        ("issued_on", "2026-11-01", "2026-10-01"),
    ]
    assert {(each.reason, each.by) for each in corrections} == {("見誤り", "clerk")}
    assert office.file(id_).enclosures[-1].mail_item == kept.mail_item
    again = replace(office.file(id_).enclosures[-1], former_names=("山本", "川上"))
    version = office.file(id_).application.version
    papers.read_paper(office.clerk, ReadingDraft(id_, version, again, "見誤り"))
    last = office.file(id_).application.corrections[-1]
    assert (last.old, last.new) == ("山田", "山本, 川上")
    without = replace(office.file(id_).enclosures[-1], guardianship=None)
    version = office.file(id_).application.version
    papers.read_paper(office.clerk, ReadingDraft(id_, version, without, "別の書類"))
    assert office.file(id_).application.corrections[-1].new == ""


def test_a_paper_of_no_known_kind_or_not_there_is_not_read(office: Office) -> None:
    id_ = working.logged(office)
    version, kept = office.file(id_).application.version, office.file(id_).enclosures[0]
    with bad_input(office, "unknown_document", "paper.kind"):
        strange = replace(kept, kind="fishing_licence")
        papers.read_paper(office.clerk, ReadingDraft(id_, version, strange, "誤り"))
    with bad_input(office, "no_such_paper", "paper"):
        papers.read_paper(office.clerk, ReadingDraft(id_, version, paper("passport")))
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


def test_what_was_masked_needs_no_masking(office: Office) -> None:
    id_ = working.logged(office, file=_masked(MaskState.MASKED))
    with bad_input(office, "nothing_to_mask", "item"):
        papers.black_out(
            office.clerk, id_, _paper(office, id_), "honseki", MaskAction.PAGE_DESTROYED
        )


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
