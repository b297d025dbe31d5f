# SPDX-License-Identifier: MIT
"""The case slip's facts: what is known of an application today, from its own history."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from desk_app.desk.applications import checking
from desk_app.desk.applications.case_slips import (
    case_slip_of,
    case_slip_page,
    course_of,
    inquiry_page,
)
from desk_app.desk.errors import NotAllowed, NotFound
from desk_app.desk.post import posting
from desk_app.desk.returning import pieces_kept
from desk_app.i18n.pages import CaseSlipWords
from desk_app.letters import page
from desk_app.records.base import ApplicationId, HeldThingId, InquiryId, LetterId
from desk_app.records.case.application import Proxy, ProxyKind, Right
from desk_app.records.case.findings import (
    AuthorityState,
    ClaimState,
    Completeness,
    FeeState,
    Identity,
)
from desk_app.records.case.history import ApplicationFile, Ruling, Topic
from desk_app.records.case.letters import LetterKind
from desk_app.records.case.mail import Allotment, Condition, HeldKind, HeldThing, MailKind, Piece
from desk_app.records.case.papers import MaskAction, Masking, MaskState, Subject
from desk_app.records.desk.people import Language
from desk_app.records.desk.profile import DeskProfile
from desk_app.records.pages import CaseSlipPage, Check, CheckLine, CourseLine, Event, PaperLocation
from desk_app.rules.situation.situation import situation_of
from tests.builders import (
    ARRIVED,
    NAME,
    asked,
    complete,
    mail,
    paper,
    rules,
    stamps,
    with_decision,
    with_judgement,
    with_lapse,
    with_letter,
    with_notice,
    with_withdrawal,
)
from tests.builders import CLERK as CLERK_ID
from tests.builders import SUPERVISOR as SUPERVISOR_ID
from tests.unit.desk import working
from tests.unit.desk.office import Office, opened, refused

CLERK, SUPERVISOR = "佐藤 花", "山本 美咲"
BOTH = pytest.mark.parametrize("language", Language)


def slip(office: Office, id_: ApplicationId, language: Language = Language.JA) -> CaseSlipPage:
    return case_slip_page(office.clerk, id_, language, CaseSlipWords(language))


def check(page_: CaseSlipPage, what: Check) -> CheckLine:
    (line,) = (each for each in page_.checks if each.what is what)
    return line


def test_a_complete_application_is_told_as_checked_on_logging(office: Office) -> None:
    id_ = working.logged(office, Right.DISCLOSURE)
    made = slip(office, id_)
    assert (made.receipt_number, made.receipt_code[:2]) == ("R8-0001", "DA")
    assert (made.principal, made.received_on, made.claims) == (NAME, ARRIVED, (Right.DISCLOSURE,))
    states = [line.state for line in made.checks]
    assert states == [
        Completeness.COMPLETE,
        Identity.SHOWN,
        AuthorityState.NOT_NEEDED,
        FeeState.PAID,
        ClaimState.OPEN,
    ]
    assert {line.by for line in made.checks[:4]} == {CLERK}
    assert check(made, Check.IDENTITY).found == ""
    assert check(made, Check.FEE).found == "必要1,000円　有効1,000円"
    assert check(made, Check.DECISION).by == ""
    assert made.completed_on is None


def test_what_is_not_known_yet_was_checked_by_nobody(office: Office) -> None:
    id_ = working.logged(office, answered=False)
    line = check(slip(office, id_), Check.IDENTITY)
    assert (line.state, line.on, line.by) == (Identity.REGISTER_OPEN, None, "")
    assert line.found


def test_what_is_missing_is_told_in_the_language_of_the_slip(office: Office) -> None:
    id_ = working.logged(office, file=replace(complete(), enclosures=(), mail=(mail(),)))
    for language in Language:
        made = slip(office, id_, language)
        assert check(made, Check.FEE).state is FeeState.SHORT
        assert check(made, Check.PAPERS).state is Completeness.INCOMPLETE
        short = check(made, Check.FEE).found
        assert short in {
            "必要1,000円　有効0円　不足1,000円",
            "due 1,000 yen, counted 0 yen, short 1,000 yen",
        }


def test_papers_and_stamps_are_listed_where_they_are(office: Office, id_: ApplicationId) -> None:
    papers = slip(office, id_).papers
    assert papers[0].original
    assert {line.where for line in papers} == {PaperLocation.CASE_FOLDER, PaperLocation.STAMP_BOX}
    assert len(papers) > 2
    assert "切手×" in papers[-1].what


def test_the_course_runs_from_arrival_over_the_answer_to_the_day_it_is_kept_until() -> None:
    office = opened()
    id_ = working.logged(office, Right.DISCLOSURE)
    letter = working.answered(office, id_, Right.DISCLOSURE)
    today = office.clock.today()
    posting.post(
        office.clerk,
        posting.PostingDraft(
            id_, (letter.id,), MailKind.SIMPLE_REGISTERED, today, "123-45-67890-1"
        ),
    )
    sent = office.file(id_).postings[-1]
    posting.record_delivery(office.clerk, id_, sent.id, today)
    made = slip(office, id_)
    events = [line.event for line in made.course]
    assert events == [
        Event.LOGGED,
        Event.ASKED,
        Event.ANSWERED,
        Event.DECIDED,
        Event.POSTED,
        Event.DELIVERED,
    ]
    posted = made.course[4]
    assert posted == CourseLine(
        today, Event.POSTED, LetterKind.DISCLOSURE, letter.number, "123-45-67890-1", None, CLERK
    )
    decision = check(made, Check.DECISION)
    assert (decision.state, decision.found) == (ClaimState.DECIDED, "全部開示")
    assert (decision.on, decision.by) == (today, SUPERVISOR)
    assert made.completed_on == today
    assert made.kept_until is not None
    assert made.kept_until > today + timedelta(days=700)


NOON = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize("typed", [NOON, None])
def test_what_was_answered_before_the_desk_begins_with_what_its_ledger_told(
    typed: datetime | None,
) -> None:
    """Nobody logged it here: the day of typing is told where it is known."""
    file, answered = complete(), ARRIVED - timedelta(days=2)
    made = replace(
        file.application,
        received_on=ARRIVED - timedelta(days=9),
        completed_before=answered,
        logged_at=typed,
        logged_by=CLERK_ID,
    )
    course = course_of(replace(file, application=made, inquiries=()), {CLERK_ID: CLERK})
    assert course == (
        CourseLine(made.received_on, Event.ARRIVED_BEFORE),
        CourseLine(answered, Event.COMPLETED_BEFORE),
        *([CourseLine(ARRIVED, Event.CARRIED_OVER, by=CLERK)] if typed else []),
    )


def test_a_notice_sets_its_day(office: Office) -> None:
    id_ = working.logged(office, pieces=())
    letter = working.issue(office, id_, LetterKind.DEFICIENCIES)
    draft = posting.PostingDraft(id_, (letter.id,), MailKind.ORDINARY, office.clock.today())
    posting.post(office.clerk, draft)
    line = slip(office, id_).course[-1]
    assert (line.event, line.letter, line.due) == (
        Event.POSTED,
        LetterKind.DEFICIENCIES,
        date(2026, 12, 9),
    )


def slip_of(
    file: ApplicationFile, on: date = ARRIVED, language: Language = Language.JA
) -> CaseSlipPage:
    names = {CLERK_ID: CLERK, SUPERVISOR_ID: SUPERVISOR}
    situation = situation_of(file, rules(on), on)
    return case_slip_of(situation, DeskProfile(), names, language, CaseSlipWords(language))


def test_a_judgement_is_who_checked_last() -> None:
    file = with_judgement(
        complete(), Topic.ADDRESS, "e1", Ruling.SAME, on=ARRIVED + timedelta(days=2)
    )
    other = with_judgement(file, Topic.GO_ON_WITHOUT, "x", Ruling.ACCEPTED)
    line = check(slip_of(other), Check.IDENTITY)
    assert (line.on, line.by) == (ARRIVED + timedelta(days=2), SUPERVISOR)
    assert check(slip_of(other), Check.FEE).by == ""


def test_of_stamps_that_several_share_only_its_own_are_listed() -> None:
    (line,) = stamps("500x4")
    file = complete()
    shares = (Allotment(file.application.id, 2), Allotment(ApplicationId(99), 2))
    mine = replace(line, allotments=shares)
    theirs = replace(line, allotments=(Allotment(ApplicationId(99), 4),))
    torn = replace(line, condition=Condition.TORN)
    (item,) = file.mail
    shared = replace(file, mail=(replace(item, payments=(mine, theirs, torn)),))
    own, spoilt = (each.what for each in slip_of(shared).papers[-2:])
    assert own == "500円の切手×2"
    assert spoilt.startswith("500円の切手×4（")
    english = slip_of(shared, language=Language.EN).papers
    assert english[-2].what == "500-yen stamp × 2"


def test_a_revenue_stamp_is_listed_once_where_it_is_to_go_back_and_after_it_went() -> None:
    office = opened()
    pieces = (*stamps("500x2"), *stamps("200x1", piece=Piece.REVENUE_STAMP))
    id_ = working.logged(office, file=replace(complete(), mail=(mail(*pieces),)))

    def places() -> list[PaperLocation | None]:
        file = office.file(id_)
        assert [count for _, count in pieces_kept(file.mail[0], file)] == [2]
        return [each.where for each in slip(office, id_).papers if each.original is None]

    assert places() == [PaperLocation.STAMP_BOX, PaperLocation.TO_RETURN]
    (thing,) = working.held(office, id_)
    working.give_back(office, id_, (thing,))
    assert places() == [PaperLocation.STAMP_BOX, PaperLocation.RETURNED]


def test_what_goes_back_is_told_with_its_letter() -> None:
    file = with_letter(complete(), LetterKind.DEFICIENCIES, (), ARRIVED)
    (item,) = file.mail
    kept = HeldThing(HeldThingId("h1"), HeldKind.CASH, item.id, amount=500)
    back = replace(kept, id=HeldThingId("h2"), returned_on=ARRIVED, returned_with=LetterId("l1"))
    alone = replace(back, id=HeldThingId("h3"), returned_with=None)
    others = replace(kept, id=HeldThingId("h4"), application=ApplicationId(99))
    held = replace(file, mail=(replace(item, held=(kept, back, alone, others)),))
    lines = slip_of(held).papers[-3:]
    assert [line.where for line in lines] == [
        PaperLocation.TO_RETURN,
        PaperLocation.RETURNED,
        PaperLocation.RETURNED,
    ]
    assert [line.gone_with for line in lines] == ["", "8-1", ""]
    assert [line.gone_on for line in lines] == [None, ARRIVED, ARRIVED]


def test_a_paper_of_the_proxy_is_named_so_and_its_masking_told() -> None:
    masking = (
        Masking("number", MaskState.VISIBLE, MaskAction.MASKED_HERE),
        Masking("domicile", MaskState.MASKED),
    )
    own = replace(paper("driving_licence", Subject.PROXY), masking=masking, whereabouts="destroyed")
    file = replace(complete(), enclosures=(own,))
    for language, whose in ((Language.JA, "（代理人）"), (Language.EN, " (proxy)")):
        line = slip_of(file, language=language).papers[1]
        assert line.what.endswith(whose)
        assert line.masked.count("、" if language is Language.JA else "; ") == 1
        assert line.where is PaperLocation.DESTROYED


def test_what_ended_otherwise_stands_in_the_course_once_for_a_day_and_person() -> None:
    rights = (Right.DISCLOSURE, Right.PURPOSE, Right.CORRECTION, Right.ERASURE)
    later = ARRIVED + timedelta(days=20)
    file = with_notice(replace(complete(*rights), mail=(mail(),)), ARRIVED)
    file = with_lapse(with_lapse(file, Right.DISCLOSURE, later), Right.PURPOSE, later)
    file = with_withdrawal(file, Right.CORRECTION, on=later)
    file = with_withdrawal(file, Right.ERASURE, on=later, confirmed=False)
    file = with_decision(file, Right.ERASURE, approved=False)
    file = replace(file, inquiries=(asked(answered_on=None),))
    (sent,) = file.postings
    file = replace(file, postings=(replace(sent, came_back_on=later),))
    file = with_letter(file, LetterKind.DELAY, (), later, posted=False)
    made = slip_of(file, later)
    assert [line.event for line in made.course] == [
        Event.LOGGED,
        Event.ASKED,
        Event.POSTED,
        Event.SUPPLEMENTED,
        Event.SUPPLEMENTED,
        Event.LAPSED,
        Event.WITHDRAWN,
        Event.CAME_BACK,
    ]
    assert check(made, Check.DECISION).state is ClaimState.WITHDRAWAL_OPEN
    assert made.course[5].by == SUPERVISOR


def test_a_decision_taken_back_is_no_course_and_the_last_approval_is_told() -> None:
    file = complete(Right.DISCLOSURE, Right.CORRECTION)
    later = ARRIVED + timedelta(days=3)
    file = with_decision(with_decision(file, Right.DISCLOSURE), Right.CORRECTION, on=later)
    line = check(slip_of(file, later), Check.DECISION)
    assert line.found == "開示：全部開示、訂正：訂正した"
    assert line.on == later
    first, second = file.decisions
    taken_back = replace(file, decisions=(first, replace(second, taken_back=True)))
    decided = [each for each in slip_of(taken_back, later).course if each.event is Event.DECIDED]
    assert [each.on for each in decided] == [ARRIVED]


def test_the_proxy_is_told_with_kind_and_an_unpaid_fee_of_a_free_request_is_not() -> None:
    file = complete(Right.CORRECTION)
    proxy = Proxy(ProxyKind.CONSIGNED, "森 健一")
    with_proxy = replace(file, application=replace(file.application, proxy=proxy))
    made = slip_of(with_proxy)
    assert (made.proxy, made.proxy_kind) == ("森 健一", ProxyKind.CONSIGNED)
    assert check(made, Check.FEE).found == ""


def test_too_many_stamps_are_told_as_over() -> None:
    file = replace(complete(), mail=(mail(*stamps("500x3")),))
    line = check(slip_of(file), Check.FEE)
    assert line.state is FeeState.OVER
    assert line.found.endswith("過納500円")


@BOTH
def test_the_slip_of_a_real_application_prints(office: Office, language: Language) -> None:
    id_ = working.logged(office, Right.DISCLOSURE, Right.CORRECTION)
    assert page(slip(office, id_, language)).startswith(b"%PDF")


def test_only_who_may_read_applicants_data_may_print_one(office: Office) -> None:
    id_ = working.logged(office)
    with pytest.raises(NotAllowed):
        case_slip_page(office.of("auditor"), id_, Language.JA, CaseSlipWords(Language.JA))
    with pytest.raises(NotFound):
        slip(office, ApplicationId(999))


def _asked(office: Office, *departments: str) -> ApplicationId:
    file = replace(complete(Right.DISCLOSURE, Right.ERASURE), inquiries=())
    id_ = office.log(working.as_it_came(file))
    for department in departments:
        checking.ask_department(office.clerk, id_, department, office.clock.today())
    return id_


def test_a_department_is_asked_in_writing_by_the_day_the_reply_comes_near(office: Office) -> None:
    id_ = _asked(office, "会員管理", "請求管理")
    first, second = office.file(id_).inquiries
    page_ = inquiry_page(office.clerk, id_, second.id, Language.JA)
    assert (page_.department, page_.asked_by) == ("請求管理", CLERK)
    assert page_.rights == (Right.DISCLOSURE, Right.ERASURE)
    assert page_.principal == office.file(id_).application.principal
    near, target = office.look(id_).warning_on, office.look(id_).reply_target
    assert near is not None
    assert target is not None
    assert page_.answer_by == near
    office.clock.move_to(near)
    page_ = inquiry_page(office.clerk, id_, first.id, Language.EN)
    assert page_.answer_by == target.on
    office.clock.move_to(target.on)
    assert inquiry_page(office.clerk, id_, first.id, Language.EN).answer_by is None


def test_only_a_department_that_is_waited_for_is_asked_in_writing(office: Office) -> None:
    id_ = _asked(office, "会員管理")
    (asked_,) = office.file(id_).inquiries
    with refused(office, "department_not_asked"):
        inquiry_page(office.clerk, id_, InquiryId("other"), Language.JA)
    with pytest.raises(NotAllowed):
        inquiry_page(office.of("auditor"), id_, asked_.id, Language.JA)
    draft = checking.AnswerDraft(id_, asked_.id, office.clock.today(), nothing=True)
    checking.record_answer(office.clerk, draft)
    with refused(office, "already_answered"):
        inquiry_page(office.clerk, id_, asked_.id, Language.JA)
