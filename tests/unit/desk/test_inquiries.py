# SPDX-License-Identifier: MIT
"""Inquiries and complaints through the verbs: logged to closed, by letter or without one (I1)."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest

from desk_app.desk.applications import intake
from desk_app.desk.context import Desk, Kind
from desk_app.desk.disposal import destroying, disposing
from desk_app.desk.errors import BadInput, NotAllowed, NotAsShown, NotFound, Refused, StaleEdit
from desk_app.desk.inquiries import handling, replying, sending
from desk_app.desk.inquiries.handling import (
    InquiryCorrection,
    InquiryDraft,
    LaterDraft,
    StepDraft,
)
from desk_app.desk.inquiries.replying import ReplyDraft, ReplyPosting
from desk_app.desk.keys import people
from desk_app.desk.letters.corresponding import Print, ShownPages
from desk_app.desk.letters.printing import Through
from desk_app.desk.post import stamps
from desk_app.desk.post.envelopes import mail_slip_page
from desk_app.desk.post.posting import NumberDraft, PostingDraft
from desk_app.desk.rows import NOBODY, Group, InquiryFilter, LetterState
from desk_app.records.base import (
    ApplicationId,
    HeldThingId,
    InquiryKey,
    LetterId,
    MailItemId,
    PostingId,
    UserId,
    kept_id_of,
)
from desk_app.records.books.journal import Action
from desk_app.records.case.application import Right
from desk_app.records.case.disposal import HoldReason
from desk_app.records.case.history import ReturnReason
from desk_app.records.case.inquiries import (
    Cause,
    Channel,
    CourseStep,
    Inquiry,
    InquiryKind,
    InquirySaid,
    InquiryWork,
)
from desk_app.records.case.letters import Addressee, InquiryBody, LetterKind
from desk_app.records.case.mail import MailKind, Matter
from desk_app.records.case.stamps import PaidBy, Postage, Shape
from desk_app.records.desk.printers import PrintOrder
from desk_app.rules import codes
from desk_app.rules.inquiries import inquiring
from tests.builders import ARRIVED, complete, mail
from tests.fakes.books import FakeBooks
from tests.fakes.keys import LAST_GROUP
from tests.fakes.world import PlainSpooler
from tests.unit.desk import working
from tests.unit.desk.office import Office, bad_input, fails, refused
from tests.unit.desk.test_postage_offer import TARIFF

SAID = InquirySaid(
    received_on=ARRIVED,
    channel=Channel.WEB,
    kind=InquiryKind.INQUIRY,
    text="第三者に提供していますか。\n教えてください。",
    received_at="14:05",
    service="一太郎",
    name="髙橋 さくら",
    kana="タカハシ サクラ",
    postal_code="176-0012",
    address="東京都練馬区豊玉北6-12-1",
    phone="03-3999-0000",
    email="sakura@example.jp",
)
COMPLAINT = replace(SAID, kind=InquiryKind.COMPLAINT)
TOMORROW = ARRIVED + timedelta(days=1)


def log(office: Office, said: InquirySaid = SAID, item: MailItemId | None = None) -> InquiryKey:
    changes = handling.log_inquiry(office.clerk, InquiryDraft(said, item))
    (id_,) = changes.ids(Kind.INQUIRY)
    return InquiryKey(int(id_))


def kept(office: Office, id_: InquiryKey) -> Inquiry:
    return office.state.inquiries[id_]


def step(desk: Desk, office: Office, id_: InquiryKey, what: CourseStep, **more: Any) -> None:  # noqa: ANN401
    version = kept(office, id_).version
    handling.go_on(desk, StepDraft(id_, version, what, **more))


def answer(office: Office, id_: InquiryKey, **more: Any) -> None:  # noqa: ANN401
    given = {"text": "提供していません。", "channel": Channel.TELEPHONE, **more}
    step(office.clerk, office, id_, CourseStep.ANSWERED, **given)


def reply(office: Office, id_: InquiryKey, **more: Any) -> ReplyDraft:  # noqa: ANN401
    given = {"posting_day": ARRIVED, "answer": "提供していません。", **more}
    return ReplyDraft(id_, kept(office, id_).version, **given)


def issue(office: Office, id_: InquiryKey, **more: Any) -> LetterId:  # noqa: ANN401
    replying.issue_reply(office.clerk, reply(office, id_, **more))
    return kept(office, id_).letters[-1].id


def work(office: Office, id_: InquiryKey) -> InquiryWork:
    return office.state.asked_places[id_].work


def test_an_inquiry_gets_its_number_and_its_place(office: Office) -> None:
    first, second = log(office), log(office, COMPLAINT)
    assert [kept(office, each).number for each in (first, second)] == ["R8-Q0001", "R8-Q0002"]
    assert kept(office, first).said == SAID
    place = office.state.asked_places[first]
    assert (place.work, place.by) == (InquiryWork.TO_TAKE, date(2026, 12, 9))
    counts = office.store.queries.counts(ARRIVED)
    assert (counts[Group.INQUIRIES], counts[Group.LEAK]) == (2, 0)
    assert handling.find_inquiry(office.clerk, "ｒ8-q1") == first
    assert handling.find_inquiry(office.clerk, " ") is None
    assert handling.find_inquiry(office.clerk, "R8-0001") is None


@pytest.mark.parametrize(
    ("change", "code", "place"),
    [
        ({"text": " "}, "inquiry_text_missing", "said.text"),
        ({"received_on": TOMORROW}, "arrival_in_future", "said.received_on"),
        ({"received_on": date(1980, 1, 1)}, "day_too_early", "said.received_on"),
        ({"received_at": "25:00"}, "time_not_understood", "said.received_at"),
        ({"name": "\x00"}, "text_control_character", "said.name"),
    ],
)
def test_what_cannot_be_is_not_logged(
    office: Office, change: dict[str, Any], code: str, place: str
) -> None:
    with bad_input(office, code, place):
        log(office, replace(SAID, **change))


def test_its_mail_item_is_worked_up_by_it(office: Office) -> None:
    changes = intake.log_mail(office.clerk, replace(mail(), matter=Matter.INQUIRY))
    (item,) = changes.ids(Kind.MAIL_ITEM)
    id_ = log(office, SAID, MailItemId(int(item)))
    assert kept(office, id_).mail_item == item
    assert office.state.mail[MailItemId(int(item))].handled
    (line,) = office.store.queries.mail_lines([int(item)])
    assert line.numbers == ("R8-Q0001",)
    with refused(office, "mail_already_logged"):
        log(office, SAID, MailItemId(int(item)))


def test_an_inquiry_is_given_to_somebody_and_handed_back(office: Office) -> None:
    """Whoever may give work gives it; who has it hands it back; each is taken back by itself."""
    id_, clerk, supervisor = log(office), UserId("clerk"), UserId("supervisor")
    with fails(office, NotAllowed):
        step(office.clerk, office, id_, CourseStep.GIVEN, user=supervisor)
    with bad_input(office, "step_field_missing", "user"):
        step(office.supervisor, office, id_, CourseStep.GIVEN)
    with refused(office, "cannot_look_after"):
        step(office.supervisor, office, id_, CourseStep.GIVEN, user=UserId("officer"))
    step(office.supervisor, office, id_, CourseStep.GIVEN, user=clerk)
    assert (office.state.asked_places[id_].carer, work(office, id_)) == (
        clerk,
        InquiryWork.TO_ANSWER,
    )
    with bad_input(office, "nothing_changed", "user"):
        step(office.supervisor, office, id_, CourseStep.GIVEN, user=clerk)
    with refused(office, "inquiry_yours"):
        step(office.clerk, office, id_, CourseStep.TAKEN)
    with refused(office, "inquiry_not_yours"):
        step(office.supervisor, office, id_, CourseStep.HANDED_BACK)
    step(office.clerk, office, id_, CourseStep.HANDED_BACK)
    assert (office.state.asked_places[id_].carer, work(office, id_)) == (
        NOBODY,
        InquiryWork.TO_TAKE,
    )
    handling.take_back_step(office.clerk, id_, kept(office, id_).version, CourseStep.HANDED_BACK)
    handling.take_back_step(office.supervisor, id_, kept(office, id_).version, CourseStep.GIVEN)
    assert inquiring.looked_after_by(kept(office, id_)) is None
    assert office.actions()[-4:] == [
        Action.CARE_ASSIGNED,
        Action.CARE_HANDED_BACK,
        Action.INQUIRY_STEP_TAKEN_BACK,
        Action.INQUIRY_STEP_TAKEN_BACK,
    ]


def test_an_inquiry_is_taken_answered_and_closed(office: Office) -> None:
    id_ = log(office)
    step(office.clerk, office, id_, CourseStep.TAKEN)
    step(office.clerk, office, id_, CourseStep.ASKED, whom="会員サービス部", until=TOMORROW)
    assert work(office, id_) is InquiryWork.WAITING
    step(office.clerk, office, id_, CourseStep.DEPARTMENT_ANSWERED, text="していない")
    until = date(2026, 12, 20)
    interim = {"text": "調べています", "until": until, "channel": Channel.TELEPHONE}
    step(office.clerk, office, id_, CourseStep.INTERIM, **interim)
    assert office.state.asked_places[id_].by == until
    answer(office, id_)
    assert work(office, id_) is InquiryWork.TO_CLOSE
    assert handling.may_step(office.clerk, kept(office, id_), CourseStep.CLOSED)
    step(office.clerk, office, id_, CourseStep.CLOSED)
    assert office.state.asked_places[id_].kept_until == date(2028, 11, 25)
    assert not handling.may_step(office.clerk, kept(office, id_), CourseStep.TAKEN)
    with refused(office, "inquiry_closed"):
        step(office.clerk, office, id_, CourseStep.TAKEN)
    assert office.actions()[-6:] == [
        Action.INQUIRY_TAKEN,
        Action.DEPARTMENT_ASKED,
        Action.DEPARTMENT_ANSWERED,
        Action.INTERIM_ANSWER_GIVEN,
        Action.INQUIRY_ANSWERED,
        Action.INQUIRY_CLOSED,
    ]


def test_a_complaint_goes_through_cause_and_measure_to_a_second_person(office: Office) -> None:
    id_ = log(office, COMPLAINT)
    answer(office, id_)
    step(office.clerk, office, id_, CourseStep.CAUSE, cause=Cause.OUR_MISTAKE)
    needed = {"text": "手順書を直す", "whom": "業務部", "until": TOMORROW}
    step(office.clerk, office, id_, CourseStep.MEASURE_NEEDED, **needed)
    assert office.state.asked_places[id_].by == TOMORROW
    step(office.clerk, office, id_, CourseStep.MEASURE_DONE, text="直した")
    step(office.of("officer"), office, id_, CourseStep.MEASURE_CHECKED)
    with refused(office, "inquiry_needs_second"):
        step(office.clerk, office, id_, CourseStep.CLOSED)
    step(office.of("second"), office, id_, CourseStep.CLOSED)
    assert work(office, id_) is InquiryWork.DONE


@pytest.mark.parametrize(
    ("what", "more", "code", "place"),
    [
        (CourseStep.ASKED, {}, "step_field_missing", "whom"),
        (CourseStep.ANSWERED, {"text": "x"}, "step_field_missing", "channel"),
        (CourseStep.CAUSE, {"cause": Cause.OTHER}, "step_field_missing", "text"),
        (CourseStep.TAKEN, {"on": TOMORROW}, "day_in_future", "on"),
        (CourseStep.TAKEN, {"on": ARRIVED - timedelta(1)}, "step_before_inquiry", "on"),
        (
            CourseStep.ASKED,
            {"whom": "課", "until": ARRIVED - timedelta(1)},
            "day_in_past",
            "until",
        ),
        (
            CourseStep.LEAK_SUSPECTED,
            {"whom": "石川", "text": "x", "known_at": datetime(2027, 1, 1, tzinfo=UTC)},
            "day_in_future",
            "known_at",
        ),
    ],
)
def test_a_step_needs_its_fields(
    office: Office, what: CourseStep, more: dict[str, Any], code: str, place: str
) -> None:
    id_ = log(office)
    with bad_input(office, code, place):
        step(office.clerk, office, id_, what, **more)


def test_a_version_that_has_moved_on_is_told(office: Office) -> None:
    id_ = log(office)
    step(office.clerk, office, id_, CourseStep.TAKEN)
    with fails(office, StaleEdit):
        handling.go_on(office.clerk, StepDraft(id_, 1, CourseStep.TAKEN))
    with fails(office, StaleEdit):
        replying.issue_reply(office.clerk, replace(reply(office, id_), version=1))


def test_a_suspected_leak_is_reported_or_ruled_out(office: Office) -> None:
    id_ = log(office)
    known = {"known_at": office.clock.now(), "whom": "石川 秀樹", "text": "別人の案内が届いた"}
    step(office.clerk, office, id_, CourseStep.LEAK_SUSPECTED, **known)
    assert office.store.queries.counts(ARRIVED)[Group.LEAK] == 1
    assert office.state.asked_places[id_].leak_by == date(2026, 11, 29)
    step(office.of("officer"), office, id_, CourseStep.LEAK_REPORTED)
    assert office.state.asked_places[id_].leak_by == date(2026, 12, 24)
    step(office.of("officer"), office, id_, CourseStep.NO_LEAK, text="同姓同名")
    assert office.state.asked_places[id_].leak_by is None


def test_the_last_step_of_ones_own_is_taken_back(office: Office) -> None:
    id_ = log(office)
    step(office.clerk, office, id_, CourseStep.TAKEN)
    version = kept(office, id_).version
    with bad_input(office, "no_such_step"):
        handling.take_back_step(office.clerk, id_, version, CourseStep.ANSWERED)
    with refused(office, "done_by_another"):
        handling.take_back_step(office.of("second"), id_, version, CourseStep.TAKEN)
    handling.take_back_step(office.clerk, id_, version, CourseStep.TAKEN)
    assert work(office, id_) is InquiryWork.TO_TAKE
    assert [each.taken_back for each in kept(office, id_).course] == [True]


def test_an_inquiry_is_carried_over_into_its_application(office: Office) -> None:
    id_, application = log(office), office.log(complete())
    number = office.file(application).application.receipt_number
    with bad_input(office, "no_code"):
        handling.carry_over(office.clerk, id_, 1, "x")
    with fails(office, NotFound):
        handling.carry_over(office.clerk, id_, 1, "R8-9999")
    handling.carry_over(office.clerk, id_, 1, codes.receipt_code(number))
    asked = kept(office, id_)
    assert (asked.application, asked.said.kind) == (application, InquiryKind.APPLICATION)
    (line,) = handling.inquiries_of(office.clerk, application)
    assert line.number == "R8-Q0001"
    opened = handling.open_inquiry(office.clerk, id_)
    assert opened.application_number == number
    back = handling.take_back_step(office.clerk, id_, asked.version, CourseStep.CARRIED_OVER)
    assert back.ids(Kind.APPLICATION) == {application}, "its page shows the inquiry no longer"
    assert handling.inquiries_of(office.clerk, application) == ()


def test_what_comes_later_stands_in_its_course_and_can_be_answered(office: Office) -> None:
    id_ = log(office)
    (item,) = intake.log_mail(office.clerk, replace(mail(), matter=Matter.SUPPLEMENT)).ids(
        Kind.MAIL_ITEM
    )
    later = LaterDraft("ｒ８－ｑ１", "追伸", Channel.MAIL, mail_item=MailItemId(int(item)))
    with bad_input(office, "no_inquiry_number", "number"):
        handling.attach_later(office.clerk, replace(later, number="R8-0001"))
    with fails(office, NotFound):
        handling.attach_later(office.clerk, replace(later, number="R8-Q0002"))
    with bad_input(office, "step_field_missing", "text"):
        handling.attach_later(office.clerk, replace(later, text=" "))
    handling.attach_later(office.clerk, later)
    assert work(office, id_) is InquiryWork.TO_TAKE
    assert office.state.mail[MailItemId(int(item))].handled_note == "R8-Q0001"
    with refused(office, "mail_already_logged"):
        handling.attach_later(office.clerk, later)
    version = kept(office, id_).version
    handling.take_back_step(office.clerk, id_, version, CourseStep.SUPPLEMENT)
    assert not office.state.mail[MailItemId(int(item))].handled
    answer(office, id_)
    with refused(office, "inquiry_answered"):
        answer(office, id_)
    handling.attach_later(office.clerk, replace(later, mail_item=None, channel=Channel.WEB))
    answer(office, id_)
    assert work(office, id_) is InquiryWork.TO_CLOSE


def test_what_was_typed_is_corrected_with_its_trace(office: Office) -> None:
    id_ = log(office)
    draft = InquiryCorrection(id_, 1, "kind", InquiryKind.COMPLAINT, "苦情だった")
    handling.correct_inquiry(office.clerk, draft)
    (note,) = kept(office, id_).corrections
    assert (note.field, note.old, note.new) == ("kind", "inquiry", "complaint")
    again = replace(draft, version=kept(office, id_).version)
    for wrong, code in (
        (again, "nothing_changed"),
        (replace(again, reason=" "), "reason_missing"),
        (replace(again, field="token"), "not_correctable"),
        (replace(again, value="complaint"), "bad_input"),
        (replace(again, field="text", value=""), "inquiry_text_missing"),
    ):
        with fails(office, BadInput, code):
            handling.correct_inquiry(office.clerk, wrong)


def test_a_moment_is_read_from_day_and_hour() -> None:
    assert handling.moment_of(ARRIVED, " ") == datetime(2026, 11, 24, 15, tzinfo=UTC)
    assert handling.moment_of(ARRIVED, "9:30") == datetime(2026, 11, 25, 0, 30, tzinfo=UTC)
    with pytest.raises(BadInput):
        handling.moment_of(ARRIVED, "9 Uhr")


# Reading: by whom, and what of it.


def test_the_auditor_reads_no_words_and_nobodys_name(office: Office) -> None:
    id_ = log(office)
    answer(office, id_)
    auditor = office.of("auditor")
    seen = handling.open_inquiry(auditor, id_).inquiry
    assert (seen.said.name, seen.said.text, seen.course[0].text) == ("", "", "")
    assert (seen.number, seen.said.service) == ("R8-Q0001", "一太郎")
    (line,) = handling.waiting_inquiries(auditor)
    assert (line.name, line.text, line.number, line.hidden) == ("", "", "R8-Q0001", True)
    assert handling.open_inquiry(auditor, id_).hidden
    unknown = log(office, replace(SAID, name="", kana=""))
    assert not handling.open_inquiry(auditor, unknown).hidden
    assert not any(each.hidden for each in handling.lines_of(auditor, [unknown]))
    assert not any(each.hidden for each in handling.lines_of(office.clerk, [id_, unknown]))
    for typed, ids in (("髙橋", ()), ("R8-Q1", (id_,))):
        assert handling.list_inquiries(auditor, InquiryFilter(typed)).ids == ids
    assert handling.list_inquiries(office.clerk, InquiryFilter("高橋")).ids == (id_,)
    (line,) = handling.lines_of(office.clerk, [id_])
    assert line.name == "髙橋 さくら"
    assert handling.open_inquiry(office.clerk, id_).reply_by == date(2026, 12, 9)


# The reply by mail (L16).


def test_the_reply_is_frozen_as_it_was_shown(office: Office) -> None:
    id_ = log(office, COMPLAINT)
    before = office.state.numbers.copy()
    shown = replying.preview_reply(office.clerk, reply(office, id_, measure="手順を直す"))
    assert office.state.numbers == before
    facts = shown.facts
    assert (facts.kind, facts.receipt_number) == (LetterKind.INQUIRY, "R8-Q0001")
    assert facts.addressee == Addressee("髙橋 さくら", "176-0012", "東京都練馬区豊玉北6-12-1")
    body = InquiryBody("complaint", SAID.text, "提供していません。", "手順を直す")
    assert facts.body == body
    letter = issue(office, id_, said="提供の有無")
    assert office.state.letters[letter][0].body == replace(body, said="提供の有無", measure="")
    assert work(office, id_) is InquiryWork.TO_POST
    with refused(office, "inquiry_answered"):
        issue(office, id_)


def test_a_reply_is_printed_and_again_with_a_reason(office: Office) -> None:
    id_ = log(office)
    letter = issue(office, id_)
    replying.record_reply_printed(office.clerk, id_, letter)
    with bad_input(office, "reason_missing"):
        replying.record_reply_printed(office.clerk, id_, letter)
    replying.record_reply_printed(office.clerk, id_, letter, Print(reason="汚れた"))
    assert [each.copy for each in kept(office, id_).letters[0].prints] == [1, 2]
    with refused(office, "step_by_letter"):
        version = kept(office, id_).version
        handling.take_back_step(office.clerk, id_, version, CourseStep.ANSWERED)


def test_a_reply_that_is_posted_takes_its_stamps_from_the_book(office: Office) -> None:
    stamps.open_book(office.clerk, stamps.StampDraft(((11_000, 3),), ARRIVED))
    id_ = log(office, COMPLAINT)
    letter = issue(office, id_)
    paid = Postage(Shape.STANDARD, 20, 110, stamps=((11_000, 1),))
    posting = ReplyPosting(id_, letter, MailKind.ORDINARY, ARRIVED, postage=paid)
    replying.post_reply(office.clerk, posting)
    assert [each.owned for each in office.store.stamps.balances()] == [2]
    assert work(office, id_) is InquiryWork.TO_FOLLOW_UP
    with refused(office, "already_posted"):
        replying.post_reply(office.clerk, posting)
    (sent,) = kept(office, id_).postings
    with bad_input(office, "no_such_posting"):
        replying.take_back_reply_posting(office.clerk, id_, PostingId("x"))
    with refused(office, "done_by_another"):
        replying.take_back_reply_posting(office.of("second"), id_, sent.id)
    replying.take_back_reply_posting(office.clerk, id_, sent.id)
    assert [each.owned for each in office.store.stamps.balances()] == [3]
    assert work(office, id_) is InquiryWork.TO_POST


def test_a_reply_is_voided_and_the_answer_is_open_again(office: Office) -> None:
    id_ = log(office)
    letter = issue(office, id_)
    with bad_input(office, "reason_missing"):
        replying.void_reply(office.clerk, id_, letter, " ")
    replying.void_reply(office.clerk, id_, letter, "宛先の誤り")
    assert work(office, id_) is InquiryWork.TO_TAKE
    with refused(office, "letter_void"):
        replying.void_reply(office.clerk, id_, letter, "x")
    with refused(office, "letter_void"):
        replying.record_reply_printed(office.clerk, id_, letter)
    with bad_input(office, "no_such_letter"):
        replying.void_reply(office.clerk, id_, LetterId("x"), "x")


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"answer": " "}, "answer_missing"),
        ({"posting_day": ARRIVED - timedelta(1)}, "day_in_past"),
        ({"posting_day": ARRIVED + timedelta(200)}, "day_too_far"),
    ],
)
def test_a_reply_needs_its_values(office: Office, more: dict[str, Any], code: str) -> None:
    id_ = log(office)
    with bad_input(office, code):
        issue(office, id_, **more)


def test_a_reply_that_was_not_shown_so_is_not_issued(office: Office) -> None:
    id_ = log(office)
    shown = replying.preview_reply(office.clerk, reply(office, id_))
    pages = ShownPages("0" * 64, shown.facts.number, shown.facts.journal_mark)
    with fails(office, NotAsShown):
        replying.issue_reply(office.clerk, reply(office, id_), pages)


def test_a_posting_is_checked(office: Office) -> None:
    id_ = log(office)
    letter = issue(office, id_, posting_day=TOMORROW)
    sent = ReplyPosting(id_, letter, MailKind.ORDINARY, ARRIVED)
    with bad_input(office, "before_letter"):
        replying.post_reply(office.clerk, sent)
    with bad_input(office, "day_in_future"):
        replying.post_reply(office.clerk, replace(sent, posted_on=TOMORROW))
    office.clock.move_to(TOMORROW)
    sent = replace(sent, posted_on=TOMORROW, postage=None)
    replying.post_reply(office.clerk, sent)
    (posting,) = kept(office, id_).postings
    office.clock.move_to(TOMORROW + timedelta(days=2))
    with refused(office, "done_on_another_day"):
        replying.take_back_reply_posting(office.clerk, id_, posting.id)


def test_an_interim_answer_goes_by_letter_and_moves_the_day(office: Office) -> None:
    id_, until = log(office), date(2026, 12, 20)
    with bad_input(office, "day_in_past", "until"):
        issue(office, id_, until=ARRIVED)
    letter = issue(office, id_, until=until)
    body = office.state.letters[letter][0].body
    assert isinstance(body, InquiryBody)
    assert body.until == until
    with refused(office, "inquiry_letter_open"):
        issue(office, id_)
    assert work(office, id_) is InquiryWork.TO_POST
    replying.post_reply(office.clerk, ReplyPosting(id_, letter, MailKind.ORDINARY, ARRIVED))
    place = office.state.asked_places[id_]
    assert (place.work, place.by) == (InquiryWork.TO_ANSWER, until)
    issue(office, id_)
    assert [each.step for each in kept(office, id_).course] == [
        CourseStep.INTERIM,
        CourseStep.ANSWERED,
    ]


BACK = ReturnReason.ADDRESS_UNKNOWN


def _posted(office: Office) -> tuple[InquiryKey, ApplicationId, PostingId]:
    """An inquiry that was answered by letter and closed, and the envelope."""
    id_ = log(office)
    letter, there = issue(office, id_), kept_id_of(id_)
    sending.record_exported(office.clerk, there, letter)
    sending.post(office.clerk, PostingDraft(there, (letter,), MailKind.ORDINARY, ARRIVED))
    step(office.clerk, office, id_, CourseStep.CLOSED)
    return id_, there, kept(office, id_).postings[0].id


def test_a_reply_is_delivered_or_comes_back_and_both_are_taken_back(office: Office) -> None:
    id_, there, sent = _posted(office)
    clerk = office.clerk
    with bad_input(office, "day_in_future"):
        replying.record_reply_returned(clerk, id_, sent, TOMORROW, BACK)
    with bad_input(office, "before_posting"):
        replying.record_reply_returned(clerk, id_, sent, ARRIVED - timedelta(1), BACK)
    with bad_input(office, "nothing_recorded"):
        sending.take_back_outcome(clerk, there, sent)
    sending.record_delivery(clerk, there, sent, ARRIVED)
    sending.take_back_outcome(clerk, there, sent)
    replying.record_reply_returned(clerk, id_, sent, ARRIVED, BACK)
    with refused(office, "posting_ended"):
        sending.record_delivery(clerk, there, sent, ARRIVED)
    with refused(office, "posting_ended"):
        sending.take_back_posting(clerk, there, (kept(office, id_).letters[0].id,))
    with refused(office, "done_by_another"):
        sending.take_back_outcome(office.of("second"), there, sent)
    sending.take_back_outcome(clerk, there, sent)
    assert work(office, id_) is InquiryWork.DONE
    assert office.actions()[-4:] == [
        Action.DELIVERED,
        Action.DELIVERY_TAKEN_BACK,
        Action.CAME_BACK,
        Action.COMING_BACK_TAKEN_BACK,
    ]


def test_a_reply_that_came_back_is_answered_anew_or_kept(office: Office) -> None:
    id_, _, sent = _posted(office)
    with refused(office, "inquiry_closed"):
        step(office.clerk, office, id_, CourseStep.UNDELIVERABLE, text="転居先不明")
    replying.record_reply_returned(office.clerk, id_, sent, ARRIVED, BACK)
    assert work(office, id_) is InquiryWork.RETURNED
    assert office.store.queries.counts(ARRIVED)[Group.INQUIRIES] == 1
    assert [each.posting.id for each in sending.came_back(office.clerk)] == [sent]
    step(office.clerk, office, id_, CourseStep.UNDELIVERABLE, text="転居先不明")
    step(office.clerk, office, id_, CourseStep.CLOSED)
    assert work(office, id_) is InquiryWork.DONE


def test_a_reply_is_printed_as_every_letter(office: Office) -> None:
    id_ = log(office)
    letter, there, clerk = issue(office, id_), kept_id_of(id_), office.clerk
    (line,) = office.store.inquiries.letters(LetterState.TO_PRINT)
    assert (line.application, line.receipt_number, line.to) == (there, "R8-Q0001", SAID.name)
    mine = ((there, letter),)
    assert sending.what_stops(clerk, mine) == {}
    (job,) = sending.jobs_of(clerk, mine)
    assert sending.numbers_of(clerk, job) == ("個情発第8-1号",)
    through = Through(PlainSpooler(), lambda _: PrintOrder())
    sending.print_job(clerk, job, through)
    assert [each.copy for each in kept(office, id_).letters[0].prints] == [1]
    with bad_input(office, "reason_missing"):
        sending.print_job(clerk, job, through)
    sending.ask_to_print(clerk, mine, "汚れた")
    assert sending.pages_to_print(clerk, there, letter) == office.state.letters[letter][1]
    with fails(office, NotAsShown):
        sending.pages_to_print(clerk, there, letter, "0" * 64)
    replying.void_reply(clerk, id_, letter, "宛先の誤り")
    with refused(office, "letter_void"):
        sending.ask_to_print(clerk, mine, "汚れた")


def test_the_envelope_of_a_reply_waits_and_goes_as_every_envelope(office: Office) -> None:
    id_ = log(office)
    letter, there, clerk = issue(office, id_, form=True), kept_id_of(id_), office.clerk
    replying.record_reply_printed(clerk, id_, letter)
    (envelope,) = sending.waiting(clerk)
    assert (envelope.letters[0].id, envelope.form_copies) == (letter, (letter,))
    draft = PostingDraft(there, (letter,), MailKind.SIMPLE_REGISTERED, ARRIVED, "123-45-67890-1")
    with bad_input(office, "no_letter"):
        sending.post(clerk, replace(draft, letters=()))
    with bad_input(office, "not_on_return_list"):
        sending.post(clerk, replace(draft, returned=(HeldThingId("x"),)))
    sending.post(clerk, replace(draft, slip="8-1"))
    (sent,) = sending.sent(clerk, ARRIVED, ARRIVED)
    page = mail_slip_page(clerk, "8-1", ARRIVED, [(there, sent.posting.id)])
    assert [each.name for each in page.lines] == [SAID.name]
    number = NumberDraft(there, sent.posting.id, "123-45-67891-2")
    for wrong, code in (
        (" ", "tracking_number_missing"),
        (draft.tracking_number, "nothing_changed"),
    ):
        with bad_input(office, code):
            sending.write_number(clerk, replace(number, tracking_number=wrong))
    with bad_input(office, "reason_missing"):
        sending.write_number(clerk, number)
    sending.write_number(clerk, replace(number, reason="読み違い"))
    assert kept(office, id_).postings[0].tracking_number == number.tracking_number
    assert [each.old for each in kept(office, id_).corrections] == [draft.tracking_number]
    with bad_input(office, "no_such_posting"):
        sending.take_back_posting(clerk, there, (LetterId("x"),))
    sending.take_back_posting(clerk, there, (letter,))
    assert sending.sent(clerk, ARRIVED, ARRIVED) == ()


def test_a_posting_without_stamps_leaves_the_book_alone(office: Office) -> None:
    id_ = log(office)
    letter = issue(office, id_)
    paid = Postage(Shape.STANDARD, 20, 110, paid_by=PaidBy.OTHERWISE)
    sent = ReplyPosting(id_, letter, MailKind.ORDINARY, ARRIVED, postage=paid)
    replying.post_reply(office.clerk, sent)
    assert office.state.stamps == {}


# The end: kept two years, held back, disposed of with the applications.


def _closed(office: Office) -> tuple[InquiryKey, ApplicationId]:
    """An inquiry that was closed two years ago, and the id under which it is kept."""
    id_ = log(office)
    answer(office, id_)
    step(office.clerk, office, id_, CourseStep.CLOSED)
    there = kept_id_of(id_)
    with refused(office, "not_due_for_disposal"):
        disposing.propose(office.clerk, (disposing.Chosen(there, 1),))
    assert [line.receipt_number for line in disposing.coming(office.clerk)] == ["R8-Q0001"]
    office.clock.move_to(date(2028, 11, 27))
    return id_, there


def test_an_inquiry_is_held_back(office: Office) -> None:
    _, there = _closed(office)
    (line,) = disposing.due_list(office.clerk)
    assert (line.id, line.receipt_number) == (there, "R8-Q0001")
    assert office.store.queries.counts(date(2028, 11, 27))[Group.DISPOSAL_DUE] == 1
    chief = office.of("chief")
    version = disposing.version_of(chief, there)
    review = date(2029, 1, 10)
    hold = disposing.HoldDraft(there, version, HoldReason.SUIT, review)
    disposing.hold(chief, hold)
    with refused(office, "on_hold"):
        disposing.propose(office.clerk, (disposing.Chosen(there, 1),))
    assert office.store.queries.counts(date(2028, 11, 27))[Group.DISPOSAL_DUE] == 0
    with refused(office, "held_already"):
        disposing.hold(chief, replace(hold, version=disposing.version_of(chief, there)))
    with fails(office, StaleEdit):
        disposing.lift_hold(chief, there, 1)
    disposing.lift_hold(chief, there, disposing.version_of(chief, there))
    with refused(office, "not_held"):
        disposing.lift_hold(chief, there, disposing.version_of(chief, there))


def test_an_inquiry_that_is_gone_by_then_is_not_signed_for(office: Office) -> None:
    id_, there = _closed(office)
    disposing.propose(office.clerk, (disposing.Chosen(there, 1),))
    del office.state.inquiries[id_]
    with refused(office, "changed_since_proposal", facts={"number": "R8-Q0001"}):
        disposing.sign(office.of("chief"), 1)


def test_an_inquiry_is_disposed_of(office: Office) -> None:
    id_, there = _closed(office)
    made = people.new_sheet(office.of("officer"))
    people.confirm_sheet(office.of("officer"), made.sheet.number, LAST_GROUP, ("金庫",))
    disposing.propose(office.clerk, (disposing.Chosen(there, 1),))
    disposing.sign(office.of("chief"), 1)
    destroying.carry_out(office.clerk, 1)
    assert (office.state.inquiries, office.state.asked_places) == ({}, {})
    gone = disposing.disposed(office.clerk, "R8-Q0001")
    assert gone is not None
    assert [item.application for item in gone.items] == [there]
    with fails(office, NotFound):
        handling.open_inquiry(office.clerk, id_)


def test_a_returned_reply_is_found_by_its_numbers(office: Office) -> None:
    """The tracking number in any spelling, the number of the inquiry, the code on its letter."""
    id_ = log(office)
    letter = issue(office, id_)
    posted = ReplyPosting(id_, letter, MailKind.SIMPLE_REGISTERED, ARRIVED, "410-28-70115-2")
    replying.post_reply(office.clerk, posted)
    (sent,) = kept(office, id_).postings
    number = kept(office, id_).number
    for typed in ("410-28-70115-2", "41028701152", number, codes.receipt_code(number)):
        assert sending.posted_under(office.clerk, typed) == sent
    for typed in ("", "410-28-70115-9", "R8-Q0099", "R8-0099", "DAR8-00991"):
        assert sending.posted_under(office.clerk, typed) is None
    replying.record_reply_delivered(office.clerk, id_, sent.id, ARRIVED)
    assert sending.posted_under(office.clerk, number) is None


def test_a_number_is_on_one_envelope_alone_a_reply_or_an_answer(office: Office) -> None:
    number = "410-28-70115-2"
    one, other = log(office), log(office)
    for id_ in (one, other):
        issue(office, id_)

    def post(id_: InquiryKey, typed: str) -> None:
        letter = kept(office, id_).letters[0].id
        posted = ReplyPosting(id_, letter, MailKind.SIMPLE_REGISTERED, ARRIVED, typed)
        replying.post_reply(office.clerk, posted)

    writing, waiting = office.store.writing, [one]

    def meanwhile(actor: UserId, at: datetime) -> AbstractContextManager[FakeBooks]:
        # Another clerk posts the other envelope before this one's unit of work.
        if waiting:
            post(waiting.pop(), number)
        return writing(actor, at)

    taken = {"number": "R8-Q0001"}
    with (
        patch.object(office.store, "writing", meanwhile),
        pytest.raises(Refused, match="tracking_number_used") as caught,
    ):
        post(other, number.replace("-", ""))
    assert caught.value.facts == taken
    post(other, "")
    (sent,) = kept(office, other).postings
    with refused(office, "tracking_number_used", facts=taken):
        replying.write_reply_number(office.clerk, other, sent.id, number)
    (own,) = kept(office, one).postings
    bare = number.replace("-", "")
    replying.write_reply_number(office.clerk, one, own.id, bare, "表記")
    assert kept(office, one).postings[0].tracking_number == bare
    application = working.logged(office)
    draft = NumberDraft(application, PostingId("p"), number)
    with refused(office, "tracking_number_used", facts=taken):
        sending.write_number(office.clerk, draft)


def test_a_closed_inquiry_is_corrected_no_more(office: Office) -> None:
    id_ = log(office)
    answer(office, id_)
    step(office.clerk, office, id_, CourseStep.CLOSED)
    version = kept(office, id_).version
    draft = InquiryCorrection(id_, version, "service", "花子", "書き誤り")
    with refused(office, "inquiry_closed"):
        handling.correct_inquiry(office.clerk, draft)


def test_the_postage_of_a_reply_is_offered_where_the_tariff_has_a_price(office: Office) -> None:
    id_ = log(office)
    letter = issue(office, id_)
    sent = ReplyPosting(id_, letter, MailKind.ORDINARY, ARRIVED)
    clerk, stuck = replace(office.clerk, tariff=TARIFF), ((11_000, 1),)
    offered = replying.reply_postage(clerk, sent, stuck)
    assert offered is not None
    assert (offered.shape, offered.yen, offered.stamps) == (Shape.STANDARD, 110, stuck)
    otherwise = replying.reply_postage(clerk, sent, ())
    assert otherwise is not None
    assert (otherwise.yen, otherwise.stamps) == (110, ())
    before_the_tariff = replace(sent, posted_on=date(2020, 1, 1))
    assert replying.reply_postage(clerk, before_the_tariff, stuck) is None


def test_a_number_that_is_written_where_none_stood_is_no_correction(office: Office) -> None:
    id_, _, sent = _posted(office)
    replying.write_reply_number(office.clerk, id_, sent, "410-28-70115-2")
    inquiry = kept(office, id_)
    assert inquiry.postings[0].tracking_number == "410-28-70115-2"
    assert inquiry.corrections == ()
    assert office.actions()[-1] is Action.TRACKING_NUMBER_WRITTEN


def test_a_number_on_an_answer_to_an_application_is_on_no_reply(office: Office) -> None:
    number = "410-28-70115-2"
    application = working.logged(office)
    working.sent(office, application, Right.DISCLOSURE)
    (envelope,) = office.file(application).postings
    sending.write_number(office.clerk, NumberDraft(application, envelope.id, number))
    id_ = log(office)
    letter = issue(office, id_)
    posted = ReplyPosting(id_, letter, MailKind.SIMPLE_REGISTERED, ARRIVED, number.replace("-", ""))
    named = {"number": office.file(application).application.receipt_number}
    with refused(office, "tracking_number_used", facts=named):
        replying.post_reply(office.clerk, posted)
    replying.post_reply(office.clerk, replace(posted, tracking_number=""))
    (sent,) = kept(office, id_).postings
    with refused(office, "tracking_number_used", facts=named):
        replying.write_reply_number(office.clerk, id_, sent.id, number)


def test_a_reply_that_is_saved_again_or_is_void_keeps_when_it_was_printed(office: Office) -> None:
    id_ = log(office)
    letter = issue(office, id_)
    replying.record_reply_exported(office.clerk, id_, letter)
    (first,) = kept(office, id_).letters
    assert first.printed_at is not None
    office.clock.pass_days(1)
    replying.record_reply_exported(office.clerk, id_, letter)
    assert kept(office, id_).letters == (first,)
    assert office.actions()[-2:] == [Action.LETTER_EXPORTED] * 2
    replying.void_reply(office.clerk, id_, letter, "宛先の誤り")
    void = issue(office, id_, posting_day=office.clock.today())
    replying.void_reply(office.clerk, id_, void, "宛先の誤り")
    replying.record_reply_exported(office.clerk, id_, void)
    assert kept(office, id_).letters[-1].printed_at is None
