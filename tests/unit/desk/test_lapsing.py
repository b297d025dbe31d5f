# SPDX-License-Identifier: MIT
"""Requests lapse for want of their fee, and what goes back with the letter that tells it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from desk_app.desk.applications import checking, deciding
from desk_app.desk.applications.checking import JudgementDraft
from desk_app.desk.errors import NotAllowed
from desk_app.records.base import ApplicationId, ClaimId
from desk_app.records.books.journal import Action
from desk_app.records.case.application import Right
from desk_app.records.case.findings import ClaimState, FeeState, Work
from desk_app.records.case.history import Ruling, Topic
from desk_app.records.case.letters import DecisionBody, LapseBody, LetterKind
from desk_app.records.case.mail import HeldKind
from tests.builders import complete, mail, stamps
from tests.unit.desk import working
from tests.unit.desk.contents import refusal
from tests.unit.desk.office import Office, bad_input, fails, refused
from tests.unit.desk.tries import later
from tests.unit.rules import courses

DISCLOSURE, CORRECTION, PURPOSE = Right.DISCLOSURE, Right.CORRECTION, Right.PURPOSE
SHORT = ("500x1",)


def _past_due(office: Office, *rights: Right) -> ApplicationId:
    id_ = working.logged(office, *rights, pieces=SHORT)
    working.notify(office, id_)
    working.let_pass(office, id_)
    return id_


def test_a_chargeable_claim_lapses_and_the_free_one_goes_on(office: Office) -> None:
    id_ = _past_due(office, DISCLOSURE, CORRECTION)
    assert office.look(id_).work is Work.LAPSE_TODAY
    working.lapse(office, id_, DISCLOSURE)
    look = office.look(id_)
    assert set(look.axes.claims.values()) == {ClaimState.LAPSED, ClaimState.OPEN}
    assert look.axes.fee is FeeState.NOT_NEEDED
    (thing,) = working.held(office, id_)
    assert (thing.kind, thing.amount) == (HeldKind.FEE_STAMPS, 500)
    letter = working.issue(office, id_, LetterKind.LAPSE, DISCLOSURE)
    body = working.body_of(office, letter, LapseBody)
    assert (body.rights, body.others) == ((DISCLOSURE,), (CORRECTION,))
    assert (body.fee_required, body.fee_counted) == (1000, 500)
    assert body.notice.due == date(2026, 12, 9)
    assert body.back is not None
    assert body.back.amount == 500
    working.post(office, id_, letter.id, things=(thing,))
    answer = working.sent(office, id_, CORRECTION)
    told = working.body_of(office, answer, DecisionBody)
    assert (told.free, told.paid, told.back) == (True, None, None)
    assert office.look(id_).work is Work.DONE


def test_a_lapse_says_of_a_request_answered_before_that_another_letter_tells_it(
    office: Office,
) -> None:
    id_ = _past_due(office, DISCLOSURE, CORRECTION)
    working.decide(office, id_, CORRECTION)
    working.lapse(office, id_, DISCLOSURE)
    letter = working.issue(office, id_, LetterKind.LAPSE, DISCLOSURE)
    body = working.body_of(office, letter, LapseBody)
    assert (body.others, body.ended) == ((), (CORRECTION,))


def test_both_chargeable_claims_lapse_and_the_free_one_goes_on(office: Office) -> None:
    id_ = _past_due(office, DISCLOSURE, PURPOSE, CORRECTION)
    working.lapse(office, id_, DISCLOSURE, PURPOSE)
    letter = working.issue(office, id_, LetterKind.LAPSE, DISCLOSURE, PURPOSE)
    body = working.body_of(office, letter, LapseBody)
    assert body.rights == (DISCLOSURE, PURPOSE)
    assert (body.fee_required, body.others) == (1000, (CORRECTION,))
    working.post(office, id_, letter.id, things=working.held(office, id_))
    assert office.look(id_).work is Work.TO_DECIDE
    assert office.actions().count(Action.LAPSE_CONFIRMED) == 2


def test_nothing_lapses_before_its_time_or_without_being_asked_for(office: Office) -> None:
    paid = working.logged(office)
    with refused(office, "fee_not_short"):
        working.lapse(office, paid, DISCLOSURE)
    id_ = working.logged(office, DISCLOSURE, CORRECTION, pieces=SHORT)
    with bad_input(office, "no_claim", "claims"):
        working.lapse(office, id_)
    with refused(office, "no_notice_posted"):
        working.lapse(office, id_, DISCLOSURE)
    letter = working.issue(office, id_, LetterKind.DEFICIENCIES)
    with refused(office, "notice_not_posted_yet"):
        working.lapse(office, id_, DISCLOSURE)
    working.post(office, id_, letter.id)
    office.clock.move_to(date(2026, 12, 9))
    with refused(office, "notice_still_running"):
        working.lapse(office, id_, DISCLOSURE)
    office.clock.move_to(date(2026, 12, 10))
    with refused(office, "claim_not_chargeable"):
        working.lapse(office, id_, CORRECTION)
    with refused(office, "no_such_claim"):
        deciding.confirm_lapse(office.supervisor, id_, (ClaimId("none"),))
    working.lapse(office, id_, DISCLOSURE)
    with refused(office, "claim_ended", "fee_not_short"):
        working.lapse(office, id_, DISCLOSURE)


def test_stamps_that_come_late_are_a_supervisors_question(office: Office) -> None:
    id_ = _past_due(office, DISCLOSURE)
    working.send(office, id_, later(office.clock.today(), "500x1"))
    item = str(office.file(id_).mail[1].id)
    with refused(office, "fee_to_be_judged"):
        working.lapse(office, id_, DISCLOSURE)
    draft = JudgementDraft(id_, Topic.LATE_ARRIVAL, item, Ruling.ACCEPTED, "郵便の遅れ")
    with fails(office, NotAllowed):
        checking.judge(office.clerk, draft)
    with bad_input(office, "reason_missing", "reason"):
        checking.judge(office.supervisor, replace(draft, reason=" "))
    checking.judge(office.supervisor, draft)
    assert office.look(id_).axes.fee is FeeState.PAID
    checking.judge(office.supervisor, replace(draft, ruling=Ruling.REFUSED))
    working.lapse(office, id_, DISCLOSURE)
    assert sum(thing.amount for thing in working.held(office, id_)) == 1000


def test_where_fee_and_identity_are_missing_the_claim_lapses_first(office: Office) -> None:
    file = replace(complete(*courses.BOTH), mail=(mail(*stamps(*SHORT)),), enclosures=())
    id_ = working.logged(office, file=file)
    working.notify(office, id_)
    working.let_pass(office, id_)
    with refused(office, "fee_lapses_first"):
        working.propose(office, id_, DISCLOSURE, refusal("PR-G1"))
    working.lapse(office, id_, DISCLOSURE)
    letter = working.answered(office, id_, CORRECTION, refusal("PR-G1"))
    body = working.body_of(office, letter, DecisionBody)
    assert (body.unproven, body.paid, body.identity_shown) == ("identity", None, False)
    assert body.notice is not None
