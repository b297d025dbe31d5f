# SPDX-License-Identifier: MIT
from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desk_app.records.base import ClaimId, HeldThingId, MailItemId
from desk_app.records.case.application import Proxy, ProxyKind, ReplyTo, Right
from desk_app.records.case.decisions import Outcome
from desk_app.records.case.findings import ReplyState
from desk_app.records.case.history import ApplicationFile
from desk_app.records.case.letters import LetterKind, StampsBack
from desk_app.records.case.mail import HeldKind, HeldThing
from desk_app.rules.case import replies
from desk_app.rules.case.replies import addressee
from desk_app.rules.letters.letters_due import (
    LetterDue,
    letter_kind,
    letters_due,
    usual_reply_to,
)
from desk_app.rules.situation.situation import situation_of
from tests.builders import (
    ADDRESS,
    ARRIVED,
    NAME,
    application,
    complete,
    mail,
    moment,
    rules,
    stamps,
    with_decision,
    with_lapse,
    with_letter,
    with_notice,
    with_withdrawal,
)
from tests.unit.rules import courses
from tests.unit.rules.courses import PAST

DISCLOSURE, CORRECTION = ClaimId("disclosure"), ClaimId("correction")
PROXY = Proxy(ProxyKind.PARENT, "高橋 花子", postal_code="100-0001", address="千代田区千代田1-1")
FEE_BACK = StampsBack(1000, ((500, 2),))


def _due(file: ApplicationFile, on: date = ARRIVED) -> tuple[LetterDue, ...]:
    return letters_due(situation_of(file, rules(on), on))


@pytest.mark.parametrize(
    ("right", "outcome", "kind"),
    [
        (Right.DISCLOSURE, Outcome.GRANTED, LetterKind.DISCLOSURE),
        (Right.DISCLOSURE, Outcome.GRANTED_IN_PART, LetterKind.DISCLOSURE),
        (Right.DISCLOSURE, Outcome.REFUSED, LetterKind.REFUSAL),
        (Right.DISCLOSURE, Outcome.NO_SUCH_DATA, LetterKind.NO_SUCH_DATA),
        (Right.DISCLOSURE, Outcome.REFERRED, LetterKind.REFERRAL),
        (Right.PURPOSE, Outcome.REFUSED, LetterKind.PURPOSE),
        (Right.PURPOSE, Outcome.NO_SUCH_DATA, LetterKind.PURPOSE),
        (Right.CORRECTION, Outcome.NO_SUCH_DATA, LetterKind.CORRECTION),
        (Right.ADDITION, Outcome.GRANTED, LetterKind.CORRECTION),
        (Right.DELETION, Outcome.REFUSED, LetterKind.CORRECTION),
        (Right.CESSATION, Outcome.GRANTED, LetterKind.CESSATION),
        (Right.ERASURE, Outcome.REFUSED, LetterKind.CESSATION),
        (Right.PROVISION_STOP, Outcome.REFERRED, LetterKind.REFERRAL),
        (Right.PROVISION_RECORDS, Outcome.NO_SUCH_DATA, LetterKind.PROVISION_RECORDS),
    ],
)
def test_each_outcome_of_a_right_has_its_letter(
    right: Right, outcome: Outcome, kind: LetterKind
) -> None:
    assert letter_kind(right, outcome) is kind


def test_every_right_has_a_letter_for_every_outcome() -> None:
    assert all(letter_kind(right, outcome) for right in Right for outcome in Outcome)


def test_a_refusal_without_identity_goes_to_the_sender_whatever_the_form_says() -> None:
    form = replace(application(), proxy=PROXY, reply_to=ReplyTo.PRINCIPAL)
    file = replace(complete(), application=form)
    refused = with_decision(file, Right.DISCLOSURE, Outcome.REFUSED, "PR-G1")
    (due,) = _due(refused)
    assert (due.kind, due.unproven, due.to.name) == (LetterKind.REFUSAL, True, PROXY.name)


def test_other_answers_go_where_the_form_says() -> None:
    form = replace(application(), proxy=PROXY)
    to_principal = with_decision(replace(complete(), application=form), Right.DISCLOSURE)
    (due,) = _due(to_principal)
    assert (due.to.name, due.to.address, due.unproven) == (NAME, ADDRESS, False)
    form = replace(form, reply_to=ReplyTo.PROXY)
    (due,) = _due(replace(to_principal, application=form))
    assert (due.to.name, due.to.postal_code) == (PROXY.name, PROXY.postal_code)


def test_without_a_proxy_every_letter_goes_to_the_principal() -> None:
    form = replace(application(), reply_to=ReplyTo.PROXY)
    assert addressee(form, rules(), to_sender=True).name == NAME
    assert addressee(form, rules(), to_sender=False).name == NAME


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        (None, ReplyTo.PRINCIPAL),
        (ProxyKind.PARENT, ReplyTo.PROXY),
        (ProxyKind.MINOR_GUARDIAN, ReplyTo.PROXY),
        (ProxyKind.HEIR, ReplyTo.PROXY),
        (ProxyKind.CONSIGNED, ReplyTo.PRINCIPAL),
        (ProxyKind.ADULT_GUARDIAN, ReplyTo.PRINCIPAL),
    ],
)
def test_a_minors_reply_usually_goes_to_the_parent_and_a_dead_persons_to_the_heir(
    kind: ProxyKind | None, wanted: ReplyTo
) -> None:
    assert usual_reply_to(kind, rules()) is wanted


def test_claims_of_one_kind_are_answered_by_one_letter() -> None:
    file = complete(Right.ADDITION, Right.DELETION, Right.DISCLOSURE)
    file = with_decision(file, Right.DISCLOSURE)
    file = with_decision(file, Right.ADDITION)
    file = with_decision(file, Right.DELETION, Outcome.REFUSED, "L-34-CORRECT")
    found = {due.kind: set(due.claims) for due in _due(file)}
    assert found == {
        LetterKind.CORRECTION: {"addition", "deletion"},
        LetterKind.DISCLOSURE: {"disclosure"},
    }


def test_what_is_refused_for_want_of_identity_is_not_told_with_what_was_done() -> None:
    file = with_decision(complete(Right.ADDITION, Right.DELETION), Right.ADDITION)
    file = with_decision(file, Right.DELETION, Outcome.REFUSED, "PR-G1")
    assert [(due.kind, due.unproven) for due in _due(file)] == [
        (LetterKind.CORRECTION, False),
        (LetterKind.CORRECTION, True),
    ]


def test_a_lapse_gives_the_stamps_back() -> None:
    file = with_notice(replace(complete(), mail=(mail(*stamps("84x10")),)), ARRIVED)
    (due,) = _due(with_lapse(file, Right.DISCLOSURE, PAST), PAST)
    assert (due.kind, due.back) == (LetterKind.LAPSE, StampsBack(840, ((84, 10),)))


def test_a_withdrawal_gives_the_fee_back_and_each_writing_has_its_letter() -> None:
    file = with_withdrawal(complete(*courses.BOTH), Right.CORRECTION, on=ARRIVED)
    file = with_withdrawal(file, Right.DISCLOSURE, on=ARRIVED)
    first, second = _due(file)
    assert (first.kind, second.kind) == (LetterKind.WITHDRAWAL, LetterKind.WITHDRAWAL)
    assert {first.claims, second.claims} == {(DISCLOSURE,), (CORRECTION,)}
    assert [first.back, second.back] == [FEE_BACK, None]


def test_a_referral_gives_the_fee_back() -> None:
    (due,) = _due(with_decision(complete(), Right.DISCLOSURE, Outcome.REFERRED))
    assert (due.kind, due.back) == (LetterKind.REFERRAL, FEE_BACK)


def test_a_refusal_keeps_the_fee() -> None:
    (due,) = _due(with_decision(complete(), Right.DISCLOSURE, Outcome.REFUSED, "PR-G4"))
    assert due.back is None


def test_the_letter_with_which_the_fee_goes_back_comes_first() -> None:
    file = with_notice(replace(complete(*courses.BOTH), mail=(mail(*stamps("84x10")),)), ARRIVED)
    file = with_decision(file, Right.CORRECTION)
    lapse, correction = _due(with_lapse(file, Right.DISCLOSURE, PAST), PAST)
    assert (lapse.kind, correction.kind) == (LetterKind.LAPSE, LetterKind.CORRECTION)
    assert (lapse.back is None, correction.back) == (False, None)


def test_the_excess_goes_back_once() -> None:
    file = with_decision(courses.overpaid(), Right.CORRECTION)
    file = with_decision(file, Right.DISCLOSURE)
    first, second = _due(file)
    assert [first.back, second.back] == [StampsBack(200, ((100, 2),)), None]
    issued = with_letter(file, first.kind, first.claims, ARRIVED, posted=False)
    (left,) = _due(issued)
    assert left.back is None


def test_what_went_back_is_not_promised_again() -> None:
    file = with_decision(courses.overpaid(), Right.DISCLOSURE)
    gone = HeldThing(
        HeldThingId("h"),
        HeldKind.EXCESS_STAMPS,
        MailItemId(1),
        application=file.application.id,
        amount=100,
        pieces=((100, 1),),
        returned_on=ARRIVED,
    )
    file = replace(file, mail=(replace(file.mail[0], held=(gone,)),))
    (due,) = _due(file)
    assert due.back == StampsBack(100, ((100, 1),))


def test_a_notice_is_owed_until_it_is_given() -> None:
    file = replace(complete(), enclosures=())
    assert [(due.kind, due.claims) for due in _due(file)] == [(LetterKind.DEFICIENCIES, ())]
    assert _due(with_notice(file, ARRIVED)) == ()


def test_a_delay_is_owed_when_the_target_day_has_come() -> None:
    file = courses.department_silent()
    assert _due(file) == ()
    assert [due.kind for due in _due(file, date(2026, 12, 9))] == [LetterKind.DELAY]


def test_completion_is_the_posting_of_the_last_answer() -> None:
    file = with_decision(complete(*courses.BOTH), Right.DISCLOSURE)
    file = with_letter(file, LetterKind.DISCLOSURE, [DISCLOSURE], ARRIVED)
    assert replies.completed_on(file) is None
    file = with_withdrawal(file, Right.CORRECTION, on=PAST)
    assert replies.completed_on(file) is None
    file = with_letter(file, LetterKind.WITHDRAWAL, [CORRECTION], PAST, posted=False)
    assert replies.completed_on(file) is None
    void = replace(file, letters=(file.letters[0], replace(file.letters[1], void=True)))
    assert replies.unanswered(void) == (CORRECTION,)
    again = with_letter(void, LetterKind.WITHDRAWAL, [CORRECTION], PAST)
    assert replies.completed_on(again) == PAST


def test_how_far_the_reply_is() -> None:
    decided = with_decision(complete(), Right.DISCLOSURE)
    assert replies.state(complete()) is ReplyState.NONE
    assert replies.state(decided) is ReplyState.TO_PRINT
    issued = with_letter(decided, LetterKind.DISCLOSURE, [DISCLOSURE], ARRIVED, posted=False)
    assert replies.state(issued) is ReplyState.TO_PRINT
    (letter,) = issued.letters
    printed = replace(issued, letters=(replace(letter, printed_at=moment(ARRIVED)),))
    assert replies.state(printed) is ReplyState.TO_POST
    posted = with_letter(decided, LetterKind.DISCLOSURE, [DISCLOSURE], ARRIVED)
    assert replies.state(posted) is ReplyState.POSTED
    (posting,) = posted.postings
    there = replace(posted, postings=(replace(posting, delivered_on=PAST),))
    assert replies.state(there) is ReplyState.DELIVERED
    back = replace(posted, postings=(replace(posting, came_back_on=PAST),))
    assert replies.state(back) is ReplyState.RETURNED
