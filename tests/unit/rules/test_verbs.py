# SPDX-License-Identifier: MIT
"""What stands in the way of each verb, beside the table of outcomes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desk_app.records.base import (
    ApplicationId,
    ClaimId,
    HeldThingId,
    InquiryId,
    JudgementId,
    LetterId,
    MailItemId,
    PostingId,
)
from desk_app.records.case.application import Right
from desk_app.records.case.decisions import Outcome
from desk_app.records.case.history import ApplicationFile, Judgement, Ruling, Topic
from desk_app.records.case.letters import LetterKind
from desk_app.records.case.mail import HeldKind, HeldThing, MailKind
from desk_app.rules.case import claims as grounds
from desk_app.rules.situation.situation import situation_of
from desk_app.rules.work_codes import Refusal
from desk_app.rules.workflow.attempt import Attempt, Verb
from desk_app.rules.workflow.workflow import allowed, refusals
from tests.builders import (
    ARRIVED,
    SUPERVISOR,
    asked,
    complete,
    moment,
    paper,
    record,
    rules,
    with_decision,
    with_judgement,
    with_letter,
    with_notice,
    with_withdrawal,
)
from tests.unit.rules import courses
from tests.unit.rules.courses import DUE, PAST

DISCLOSURE, CORRECTION = ClaimId("disclosure"), ClaimId("correction")
LETTER, POSTING = LetterId("l1"), PostingId("s1")


def _refused(attempt: Attempt, file: ApplicationFile, on: date = ARRIVED) -> tuple[Refusal, ...]:
    return refusals(attempt, situation_of(file, rules(on), on))


def _judge(topic: Topic, subject: str, ruling: Ruling, reason: str = "理由") -> Attempt:
    made = Judgement(
        JudgementId("j"), topic, subject, ruling, reason, SUPERVISOR, moment(PAST), PAST
    )
    return Attempt(Verb.JUDGE, judgement=made)


NAME = _judge(Topic.NAME, "driving_licence-principal", Ruling.SAME)
LATE = _judge(Topic.LATE_ARRIVAL, "2", Ruling.ACCEPTED)
GO_ON = _judge(Topic.GO_ON_WITHOUT, "form.field_missing:scope", Ruling.ACCEPTED)


def test_only_what_is_asked_is_judged() -> None:
    assert _refused(NAME, courses.written_differently()) == ()
    assert _refused(NAME, complete()) == (Refusal.NOTHING_TO_JUDGE,)
    assert _refused(Attempt(Verb.JUDGE), complete()) == (Refusal.NOTHING_TO_JUDGE,)


def test_a_verdict_may_be_changed() -> None:
    file = courses.written_differently()
    judged = with_judgement(file, Topic.NAME, "driving_licence-principal", Ruling.SAME)
    again = _judge(Topic.NAME, "driving_licence-principal", Ruling.NOT_SAME)
    assert _refused(again, judged) == ()


def test_each_topic_has_its_own_rulings() -> None:
    wrong = _judge(Topic.NAME, "driving_licence-principal", Ruling.ACCEPTED)
    assert _refused(wrong, courses.written_differently()) == (Refusal.RULING_NOT_FOR_TOPIC,)


def test_a_supervisors_judgement_has_a_reason() -> None:
    bare = _judge(Topic.LATE_ARRIVAL, "2", Ruling.ACCEPTED, reason=" ")
    assert _refused(LATE, courses.paid_late(), PAST) == ()
    assert _refused(bare, courses.paid_late(), PAST) == (Refusal.REASON_MISSING,)


def test_going_on_without_waits_for_the_due_date() -> None:
    file = courses.without_scope()
    assert _refused(GO_ON, file, DUE) == (Refusal.NOTICE_RUNNING,)
    assert _refused(GO_ON, file, PAST) == ()
    assert _refused(GO_ON, replace(file, notices=())) == (Refusal.NOT_ASKED_FOR,)


def test_nobody_goes_on_without_identity_authority_or_fee() -> None:
    absent = _judge(Topic.GO_ON_WITHOUT, "identity.absent:principal", Ruling.ACCEPTED)
    assert _refused(absent, courses.unproven(), PAST) == (Refusal.NOTHING_TO_JUDGE,)
    short = _judge(Topic.GO_ON_WITHOUT, "fee.absent", Ruling.ACCEPTED)
    assert _refused(short, courses.unpaid(), PAST) == (Refusal.NOTHING_TO_JUDGE,)


def test_a_record_that_does_not_match_is_left_out_only_where_another_matches() -> None:
    other = replace(record(), id="r2", address="長崎市旭町8-20")
    leave = _judge(Topic.GO_ON_WITHOUT, "register.not_matched:r2", Ruling.ACCEPTED)
    both = with_notice(replace(complete(), inquiries=(asked(record(), other),)), ARRIVED)
    alone = with_notice(replace(complete(), inquiries=(asked(other),)), ARRIVED)
    assert _refused(leave, both, PAST) == ()
    assert _refused(leave, alone, PAST) == (Refusal.NOTHING_TO_JUDGE,)


def test_a_notice_needs_something_missing_and_goes_once() -> None:
    give = Attempt(Verb.GIVE_NOTICE)
    assert _refused(give, complete()) == (Refusal.NO_DEFICIENCY,)
    missing = replace(complete(), enclosures=())
    assert _refused(give, missing) == ()
    unposted = with_notice(missing, ARRIVED, posted=False)
    assert Refusal.NOTICE_UNPOSTED in _refused(give, unposted)
    running = with_notice(missing, ARRIVED)
    assert _refused(give, running, DUE) == (Refusal.ALREADY_ASKED,)
    assert _refused(give, running, PAST) == ()


def test_a_delay_is_told_only_when_the_target_is_in_danger() -> None:
    give = Attempt(Verb.GIVE_DELAY)
    assert _refused(give, complete()) == (Refusal.TARGET_KEPT,)
    assert _refused(give, complete(), date(2026, 12, 5)) == ()
    waiting = with_letter(complete(), LetterKind.DELAY, (), DUE, posted=False)
    assert _refused(give, waiting, DUE) == (Refusal.NO_LETTER_DUE,)


def test_a_lapse_is_of_chargeable_open_claims() -> None:
    def lapse(*claims: ClaimId) -> Attempt:
        return Attempt(Verb.CONFIRM_LAPSE, claims=claims)

    file = courses.unpaid()
    assert _refused(lapse(DISCLOSURE), file, PAST) == ()
    assert _refused(lapse(DISCLOSURE, CORRECTION), file, PAST) == (Refusal.NOT_CHARGEABLE,)
    assert _refused(lapse(), file, PAST) == (Refusal.NO_SUCH_CLAIM,)
    assert _refused(lapse(ClaimId("x")), file, PAST) == (Refusal.NO_SUCH_CLAIM,)
    assert _refused(lapse(DISCLOSURE), file, DUE) == (Refusal.NOTICE_RUNNING,)
    assert _refused(lapse(DISCLOSURE), complete()) == (Refusal.FEE_NOT_SHORT,)
    assert _refused(lapse(DISCLOSURE), courses.paid_late(), PAST) == (Refusal.FEE_ASK,)
    unasked = replace(file, notices=(), letters=())
    assert _refused(lapse(DISCLOSURE), unasked, PAST) == (Refusal.NO_NOTICE,)
    unposted = with_notice(unasked, ARRIVED, posted=False)
    assert _refused(lapse(DISCLOSURE), unposted, PAST) == (Refusal.NOTICE_UNPOSTED,)


def test_a_withdrawal_needs_a_signed_writing() -> None:
    confirm = Attempt(Verb.CONFIRM_WITHDRAWAL, mail_item=MailItemId(2))
    file = with_withdrawal(complete(), Right.DISCLOSURE, on=ARRIVED, confirmed=False)
    assert _refused(confirm, file) == ()
    assert _refused(confirm, complete()) == (Refusal.NO_WITHDRAWAL,)
    unsigned = replace(file, withdrawals=(replace(file.withdrawals[0], signed=False),))
    assert _refused(confirm, unsigned) == (Refusal.NOT_SIGNED,)
    decided = with_decision(file, Right.DISCLOSURE)
    assert _refused(confirm, decided) == ()
    done = with_withdrawal(complete(), Right.DISCLOSURE, on=ARRIVED)
    assert _refused(confirm, done) == (Refusal.WITHDRAWAL_DONE,)


def test_what_was_sent_back_waits_no_more() -> None:
    file = with_decision(complete(), Right.DISCLOSURE, Outcome.REFERRED, approved=False)
    (decision,) = file.decisions
    send = Attempt(Verb.SEND_BACK, by=SUPERVISOR, decision=decision)
    assert _refused(send, file) == ()
    returned = replace(decision, sent_back="根拠を補う")
    back = replace(file, decisions=(returned,))
    assert _refused(replace(send, decision=returned), back) == (Refusal.NOT_PROPOSED,)


def test_a_decided_claim_is_decided_once() -> None:
    file = with_decision(complete(), Right.DISCLOSURE)
    (decision,) = file.decisions
    assert Refusal.CLAIM_ENDED in _refused(Attempt(Verb.PROPOSE, decision=decision), file)


@pytest.mark.parametrize("asked_on_approval", [False, True])
def test_an_approval_asks_again_what_the_outcome_needs(asked_on_approval: bool) -> None:
    """Facts may have changed since the proposal."""
    file = courses.register_open() if asked_on_approval else complete(*courses.BOTH)
    file = with_decision(file, Right.DISCLOSURE, Outcome.REFUSED, "PR-G4", approved=False)
    approve = Attempt(Verb.APPROVE, by=SUPERVISOR, decision=file.decisions[0])
    assert (Refusal.IDENTITY_OPEN in _refused(approve, file)) is asked_on_approval


def test_a_letter_is_issued_only_where_it_is_owed() -> None:
    file = with_decision(complete(), Right.DISCLOSURE)
    issue = Attempt(Verb.ISSUE_LETTER, claims=(DISCLOSURE,), letter_kind=LetterKind.DISCLOSURE)
    assert _refused(issue, file) == ()
    assert _refused(replace(issue, letter_kind=LetterKind.REFUSAL), file) == (
        Refusal.NO_LETTER_DUE,
    )
    assert _refused(issue, complete()) == (Refusal.NO_LETTER_DUE,)
    issued = with_letter(file, LetterKind.DISCLOSURE, (DISCLOSURE,), ARRIVED, posted=False)
    assert _refused(issue, issued) == (Refusal.NO_LETTER_DUE,)


def test_a_letter_is_voided_before_it_is_posted_only() -> None:
    file = with_notice(replace(complete(), enclosures=()), ARRIVED, posted=False)
    void = Attempt(Verb.VOID_LETTER, letter=LETTER)
    assert _refused(void, file) == ()
    assert _refused(void, courses.unproven()) == (Refusal.LETTER_POSTED,)
    voided = replace(file, letters=(replace(file.letters[0], void=True),))
    assert _refused(void, voided) == (Refusal.LETTER_VOID,)
    assert _refused(void, complete()) == (Refusal.NO_SUCH_LETTER,)


def test_a_notice_is_posted_on_a_day_that_keeps_its_due_date() -> None:
    file = with_notice(replace(complete(), enclosures=()), ARRIVED, posted=False)
    post = Attempt(Verb.POST, letter=LETTER, on=ARRIVED)
    assert _refused(post, file) == ()
    later = date(2026, 11, 26)
    assert _refused(replace(post, on=later), file, later) == (Refusal.DUE_DATE_MOVES,)
    early = Attempt(Verb.POST, letter=LETTER, on=date(2026, 11, 24))
    assert Refusal.POSTED_TOO_EARLY in _refused(early, file)


def test_delivery_and_return_are_of_an_envelope_under_way() -> None:
    file = courses.unproven()
    for verb in (Verb.RECORD_DELIVERY, Verb.RECORD_RETURN):
        assert _refused(Attempt(verb, posting=POSTING), file) == ()
        there = replace(file, postings=(replace(file.postings[0], delivered_on=DUE),))
        assert _refused(Attempt(verb, posting=POSTING), there) == (Refusal.LETTER_NOT_POSTED,)
        assert _refused(Attempt(verb), complete()) == (Refusal.LETTER_NOT_POSTED,)


def test_a_department_is_asked_chased_and_answers() -> None:
    silent = courses.department_silent()
    again = Attempt(Verb.ASK_DEPARTMENT, department="会員管理")
    assert _refused(again, silent) == (Refusal.ALREADY_ASKED,)
    assert _refused(replace(again, department="請求管理"), silent) == ()
    answer = Attempt(Verb.RECORD_ANSWER, inquiry=InquiryId("i1"))
    assert _refused(answer, silent) == ()
    assert _refused(answer, complete()) == (Refusal.ALREADY_ANSWERED,)
    assert _refused(Attempt(Verb.CHASE_DEPARTMENT), complete()) == (Refusal.NOT_ASKED,)


def test_stamps_are_allotted_where_an_envelope_had_several_applications() -> None:
    assert _refused(Attempt(Verb.ALLOT), complete()) == (Refusal.NOTHING_TO_ALLOT,)
    shared = replace(complete(), siblings=(ApplicationId(2),))
    assert _refused(Attempt(Verb.ALLOT), shared) == ()


def test_things_are_returned_while_some_are_held() -> None:
    assert _refused(Attempt(Verb.RETURN_THINGS), complete()) == (Refusal.NOTHING_HELD,)
    card = HeldThing(HeldThingId("h"), HeldKind.CARD, MailItemId(1), amount=1000)
    file = replace(complete(), mail=(replace(complete().mail[0], held=(card,)),))
    assert _refused(Attempt(Verb.RETURN_THINGS), file) == ()


CARD, CASH = HeldThingId("card"), HeldThingId("cash")
BY_ITSELF, NO_WORD = Refusal.CASH_BY_ITSELF, Refusal.CASH_NEEDS_WORD
MONEY = MailKind.CASH_REGISTERED


@pytest.mark.parametrize("said", [False, True])
@pytest.mark.parametrize(
    ("things", "by", "verb", "why"),
    [
        ((CASH,), MONEY, Verb.RETURN_THINGS, ()),
        ((CASH,), MailKind.ORDINARY, Verb.RETURN_THINGS, (Refusal.CASH_BY_REGISTERED_MAIL,)),
        ((CASH,), MailKind.REGISTERED, Verb.RETURN_THINGS, (Refusal.CASH_BY_REGISTERED_MAIL,)),
        ((CASH, CARD), MONEY, Verb.RETURN_THINGS, (BY_ITSELF,)),
        ((CARD,), MailKind.ORDINARY, Verb.RETURN_THINGS, None),
        ((), None, Verb.RETURN_THINGS, None),
        ((CASH, CARD), None, Verb.LIST_RETURNS, (BY_ITSELF,)),
        ((CASH,), None, Verb.LIST_RETURNS, None),
        ((CARD,), None, Verb.LIST_RETURNS, None),
    ],
)
def test_cash_goes_back_alone_by_registered_mail_after_a_supervisor_s_word(
    things: tuple[HeldThingId, ...],
    by: MailKind | None,
    verb: Verb,
    why: tuple[Refusal, ...] | None,
    said: bool,
) -> None:
    """Nothing but cash waits for a word; ``None``: it is not refused, said or not."""
    held = (
        HeldThing(CARD, HeldKind.CARD, MailItemId(1)),
        HeldThing(CASH, HeldKind.CASH, MailItemId(1), amount=1000),
    )
    file = replace(complete(), mail=(replace(complete().mail[0], held=held),))
    if said:
        file = with_judgement(file, Topic.CASH_BACK, CASH, Ruling.ACCEPTED)
    waits = verb is Verb.RETURN_THINGS and not said
    expected = () if why is None else (*why, *((NO_WORD,) if waits else ()))
    assert _refused(Attempt(verb, things=things, mail=by), file) == expected


def test_a_paper_is_read_where_there_is_one() -> None:
    assert _refused(Attempt(Verb.READ_PAPER), complete()) == ()
    none = replace(complete(), enclosures=())
    assert _refused(Attempt(Verb.READ_PAPER), none) == (Refusal.NO_PAPER,)


def test_nothing_is_judged_asked_or_delayed_once_all_has_ended() -> None:
    file = with_decision(complete(), Right.DISCLOSURE)
    verbs = (Verb.ASK_DEPARTMENT, Verb.GIVE_NOTICE, Verb.GIVE_DELAY, Verb.JUDGE)
    for verb in verbs:
        assert Refusal.ENDED in _refused(Attempt(verb), file, PAST)


def test_what_may_be_done_is_what_the_verbs_do_not_refuse() -> None:
    situation = situation_of(courses.unpaid(), rules(PAST), PAST)
    done = {attempt.verb for attempt in allowed(situation, by=SUPERVISOR)}
    assert {Verb.CONFIRM_LAPSE, Verb.GIVE_NOTICE, Verb.PROPOSE, Verb.GIVE_DELAY} <= done
    assert not {Verb.APPROVE, Verb.POST, Verb.ISSUE_LETTER, Verb.ALLOT} & done


@pytest.mark.parametrize(
    ("file", "codes"),
    [
        (complete(), {"PR-G3", "PR-G4", "PR-G5", "PR-G6", "L-33-4"}),
        (courses.unproven(), {"PR-G1"}),
        (courses.by_parent(), {"PR-G2"}),
        (courses.register_open(), set[str]()),
    ],
    ids=["all shown", "no identity", "no authority", "open"],
)
def test_the_grounds_offered_for_disclosure(file: ApplicationFile, codes: set[str]) -> None:
    axes = situation_of(file, rules(), ARRIVED).axes
    assert {each.code for each in grounds.offered(Right.DISCLOSURE, axes, rules())} == codes


@pytest.mark.parametrize(
    ("right", "outcome", "used", "asked"),
    [
        (Right.DISCLOSURE, Outcome.REFUSED, (), True),
        (Right.DISCLOSURE, Outcome.REFUSED, ("PR-G4", "PR-G5"), True),
        (Right.DISCLOSURE, Outcome.REFUSED, ("PR-G3",), False),
        (Right.DISCLOSURE, Outcome.REFUSED, ("PR-G4", "PR-G3"), False),
        (Right.DISCLOSURE, Outcome.GRANTED_IN_PART, ("PR-G4",), False),
        (Right.PROVISION_RECORDS, Outcome.REFUSED, ("PR-G4",), True),
        (Right.PURPOSE, Outcome.REFUSED, (), False),
        (Right.CORRECTION, Outcome.REFUSED, (), False),
    ],
)
def test_before_all_is_refused_it_is_asked_whether_a_part_suffices(
    right: Right, outcome: Outcome, used: tuple[str, ...], *, asked: bool
) -> None:
    assert grounds.part_may_suffice(right, outcome, used, rules()) is asked


def test_nothing_held_is_a_ground_of_its_own_outcome() -> None:
    axes = situation_of(complete(), rules(), ARRIVED).axes
    offered = grounds.offered(Right.PURPOSE, axes, rules(), Outcome.NO_SUCH_DATA)
    assert [each.code for each in offered] == ["NOT-HELD"]
    assert offered[0].articles[Right.PURPOSE] == "32(2)"


def test_the_papers_of_the_builder_are_of_the_catalogue() -> None:
    assert rules().document(paper("driving_licence").kind) is not None
