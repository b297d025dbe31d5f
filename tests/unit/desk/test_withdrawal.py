# SPDX-License-Identifier: MIT
"""A withdrawal from its arrival on: what it holds up, voids, and leaves (practice 29)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desk_app.desk.applications import checking, deciding
from desk_app.desk.context import Kind
from desk_app.desk.letters import corresponding, printing
from desk_app.records.base import ApplicationId, MailItemId
from desk_app.records.case.application import Proxy, ProxyKind, Right
from desk_app.records.case.findings import ClaimState, Work
from desk_app.records.case.history import ApplicationFile, Ruling, Topic
from desk_app.records.case.letters import DecisionBody, DeficiencyBody, LetterKind, WithdrawalBody
from desk_app.records.case.mail import HeldKind, Matter
from desk_app.rules.work_codes import Refusal
from tests.builders import complete
from tests.unit.desk import working
from tests.unit.desk.contents import refusal
from tests.unit.desk.office import Office, bad_input, refused
from tests.unit.desk.tries import later
from tests.unit.rules import courses

DISCLOSURE, CORRECTION, DELETION = Right.DISCLOSURE, Right.CORRECTION, Right.DELETION
HELD_UP = "withdrawal_not_confirmed"


def rejected(office: Office, id_: ApplicationId, item: MailItemId, reason: str) -> None:
    """Say that a writing does not stand as a withdrawal."""
    draft = checking.JudgementDraft(id_, Topic.WITHDRAWAL, str(item), Ruling.REFUSED, reason)
    checking.judge(office.supervisor, draft)


def confirm(office: Office, id_: ApplicationId, item: MailItemId) -> None:
    """Confirm a writing as the supervisor."""
    deciding.confirm_withdrawal(office.supervisor, id_, item)


def kind_of(office: Office, id_: ApplicationId, right: Right = DISCLOSURE) -> ClaimState:
    """Return how far a claim is."""
    return office.look(id_).axes.claims[working.claim_of(office, id_, right)]


def sign_later(office: Office, id_: ApplicationId) -> None:
    """Let a supplement bring the signature that a writing lacked."""
    came = replace(later(office.clock.today()), matter=Matter.SUPPLEMENT)
    working.send(office, id_, came, signed=True)


@pytest.mark.parametrize("signed", [True, False])
def test_what_was_proposed_before_is_not_approved(
    office: Office, id_: ApplicationId, *, signed: bool
) -> None:
    made = working.propose(office, id_, DISCLOSURE)
    working.arrives(office, id_, DISCLOSURE, signed=signed)
    with refused(office, HELD_UP):
        deciding.approve(office.supervisor, id_, made.id)
    assert kind_of(office, id_) is ClaimState.WITHDRAWAL_OPEN
    assert office.look(id_).work is Work.WITHDRAWAL


def test_nothing_is_proposed_or_lapses_on_what_may_be_withdrawn(
    office: Office, id_: ApplicationId
) -> None:
    working.arrives(office, id_, DISCLOSURE)
    with refused(office, HELD_UP):
        working.propose(office, id_, DISCLOSURE)
    unpaid = working.logged(office, pieces=())
    working.notify(office, unpaid)
    working.let_pass(office, unpaid)
    working.arrives(office, unpaid, DISCLOSURE)
    with refused(office, HELD_UP):
        working.lapse(office, unpaid, DISCLOSURE)


def test_what_was_approved_before_is_neither_issued_printed_saved_nor_posted(
    office: Office, id_: ApplicationId
) -> None:
    letter = working.answered(office, id_, DISCLOSURE)
    working.arrives(office, id_, DISCLOSURE)
    stopped = printing.what_stops(office.clerk, [(id_, letter.id)])
    assert stopped == {letter.id: Refusal.WITHDRAWAL_OPEN}
    with refused(office, HELD_UP):
        corresponding.record_printed(office.clerk, id_, (letter.id,))
    with refused(office, HELD_UP):
        corresponding.record_exported(office.clerk, id_, letter.id)
    with refused(office, HELD_UP):
        working.post(office, id_, letter.id)
    corresponding.void_letter(office.clerk, id_, letter.id, "取下げのため")
    with refused(office, HELD_UP):
        working.issue(office, id_, LetterKind.DISCLOSURE, DISCLOSURE)


def test_no_acknowledgement_notice_delay_or_inquiry_goes_while_all_may_be_withdrawn(
    office: Office,
) -> None:
    id_ = working.logged(office, answered=False)
    working.arrives(office, id_, DISCLOSURE)
    office.clock.pass_days(14)
    for kind in (LetterKind.ACKNOWLEDGEMENT, LetterKind.DEFICIENCIES, LetterKind.DELAY):
        with refused(office, HELD_UP):
            working.issue(office, id_, kind)


def test_confirming_voids_what_was_issued_in_one_step_and_the_fee_goes_back(
    office: Office, id_: ApplicationId
) -> None:
    letter = working.answered(office, id_, DISCLOSURE)
    item = working.arrives(office, id_, DISCLOSURE)
    changes = deciding.confirm_withdrawal(office.supervisor, id_, item, "取下げの確認による")
    after = office.file(id_).letters[0]
    assert (after.void, after.void_reason) == (True, "取下げの確認による")
    assert letter.id in changes.ids(Kind.LETTER)
    assert kind_of(office, id_) is ClaimState.WITHDRAWN
    confirmed = working.issue(office, id_, LetterKind.WITHDRAWAL, DISCLOSURE)
    body = working.body_of(office, confirmed, WithdrawalBody)
    assert body.back is not None
    assert (body.back.amount, body.free, body.withdrawn) == (1000, False, (DISCLOSURE,))
    writing = office.file(id_).withdrawals[0]
    assert (body.writing_received, body.writing_dated) == (writing.received_on, writing.written_on)
    assert (writing.confirmed_by, writing.signed, body.answered) == ("supervisor", True, None)
    working.post(office, id_, confirmed.id, things=working.held(office, id_))
    assert office.look(id_).work is Work.DONE


def test_what_is_withdrawn_after_a_part_was_decided(office: Office) -> None:
    id_ = working.logged(office, *courses.BOTH)
    told = working.sent(office, id_, DISCLOSURE, refusal("PR-G5"))
    paid = working.body_of(office, told, DecisionBody).paid
    assert paid is not None
    assert paid.amount == 1000
    working.withdraw(office, id_, DISCLOSURE, CORRECTION)
    states = office.look(id_).axes.claims.values()
    assert set(states) == {ClaimState.DECIDED, ClaimState.WITHDRAWN}
    assert working.held(office, id_) == ()
    letter = working.issue(office, id_, LetterKind.WITHDRAWAL, CORRECTION)
    body = working.body_of(office, letter, WithdrawalBody)
    assert (body.withdrawn, body.back, body.free) == ((CORRECTION,), None, True)


def test_a_free_claim_that_was_withdrawn_makes_no_fee_of_stamps_sent_for_nothing(
    office: Office,
) -> None:
    id_ = working.logged(office, CORRECTION)
    working.withdraw(office, id_, CORRECTION)
    assert [thing.kind for thing in working.held(office, id_)] == [HeldKind.FREE_STAMPS]


def test_a_withdrawal_is_confirmed_once(office: Office, id_: ApplicationId) -> None:
    unsigned = working.arrives(office, id_, DISCLOSURE, signed=False)
    with refused(office, "withdrawal_not_signed"):
        confirm(office, id_, unsigned)
    signed, second = (working.arrives(office, id_, DISCLOSURE) for _ in range(2))
    assert office.look(id_).next.what == "confirm_withdrawal"
    confirm(office, id_, signed)
    for item in (unsigned, signed, second):
        with refused(office, "withdrawal_done"):
            confirm(office, id_, item)
    with refused(office, "no_withdrawal_logged"):
        confirm(office, id_, MailItemId(99))


def test_the_other_claim_of_a_voided_letter_is_answered_anew_without_another_approval(
    office: Office,
) -> None:
    id_ = working.logged(office, CORRECTION, DELETION)
    for right in (CORRECTION, DELETION):
        working.decide(office, id_, right)
    working.issue(office, id_, LetterKind.CORRECTION, CORRECTION, DELETION)
    confirm(office, id_, working.arrives(office, id_, CORRECTION))
    assert kind_of(office, id_, DELETION) is ClaimState.DECIDED
    anew = working.issue(office, id_, LetterKind.CORRECTION, DELETION)
    assert anew.claims == (working.claim_of(office, id_, DELETION),)
    assert all(each.approval for each in office.file(id_).decisions)


def test_what_a_writing_does_not_name_goes_on(office: Office) -> None:
    id_ = working.logged(office, DISCLOSURE, CORRECTION)
    working.arrives(office, id_, DISCLOSURE)
    letter = working.answered(office, id_, CORRECTION)
    working.post(office, id_, letter.id)
    assert kind_of(office, id_) is ClaimState.WITHDRAWAL_OPEN
    assert office.look(id_).work is Work.WITHDRAWAL


def test_after_the_answer_was_posted_it_changes_nothing_and_is_answered_by_letter(
    office: Office, id_: ApplicationId
) -> None:
    answer = working.sent(office, id_, DISCLOSURE)
    done = office.look(id_)
    office.clock.pass_days(3)
    item = working.arrives(office, id_, DISCLOSURE, signed=False)
    assert office.look(id_).work is Work.WITHDRAWAL
    confirm(office, id_, item)
    assert kind_of(office, id_) is ClaimState.DECIDED
    assert working.held(office, id_) == ()
    told = working.issue(office, id_, LetterKind.WITHDRAWAL, DISCLOSURE)
    body = working.body_of(office, told, WithdrawalBody)
    assert body.answered == ("個情発第8-1号", answer.dated)
    working.post(office, id_, told.id)
    look = office.look(id_)
    assert (look.work, look.kept_until) == (Work.DONE, done.kept_until)
    assert office.file(id_).letters[0].void is False
    rejected(office, id_, working.arrives(office, id_, DISCLOSURE), "別人の書面")
    assert office.look(id_).work is Work.DONE


def test_unsigned_it_is_asked_to_be_signed_and_nothing_else_is_asked(office: Office) -> None:
    id_ = working.logged(office, file=replace(complete(), enclosures=()))
    papers = working.issue(office, id_, LetterKind.DEFICIENCIES)
    item = working.arrives(office, id_, DISCLOSURE, signed=False)
    assert office.look(id_).next.what == "void_letter", "the notice in hand asks for papers"
    with refused(office, HELD_UP):
        working.post(office, id_, papers.id)
    corresponding.void_letter(office.clerk, id_, papers.id, "取下げの書面が届いたため")
    assert office.look(id_).next.what == "give_notice"
    body = working.body_of(office, working.notify(office, id_), DeficiencyBody)
    assert [(row.code, row.cure) for row in body.rows] == [("unsigned", "signature")]
    assert (body.withdrawal, body.identity, body.fee_rights) == (True, False, ())
    assert office.file(id_).notices[-1].asks == (f"withdrawal.unsigned:{item}",)
    assert office.look(id_).work is Work.WAITING_FOR_APPLICANT
    working.let_pass(office, id_)
    assert kind_of(office, id_) is ClaimState.OPEN
    assert office.look(id_).next.what == "give_notice"


def test_a_supplement_that_brings_the_signature_closes_it(
    office: Office, id_: ApplicationId
) -> None:
    with bad_input(office, "nothing_withdrawn", "signed"):
        sign_later(office, id_)
    working.arrives(office, id_, DISCLOSURE, signed=False)
    working.notify(office, id_)
    sign_later(office, id_)
    writing = office.file(id_).withdrawals[-1]
    assert (writing.signed, writing.claims) == (True, (working.claim_of(office, id_, DISCLOSURE),))
    assert office.file(id_).mail[-1].matter is Matter.WITHDRAWAL
    assert office.look(id_).next.what == "confirm_withdrawal"
    confirm(office, id_, writing.mail_item)
    assert kind_of(office, id_) is ClaimState.WITHDRAWN


def test_a_signature_that_comes_after_its_day_still_withdraws(
    office: Office, id_: ApplicationId
) -> None:
    working.arrives(office, id_, DISCLOSURE, signed=False)
    working.notify(office, id_)
    working.let_pass(office, id_)
    working.decide(office, id_, DISCLOSURE)
    sign_later(office, id_)
    assert kind_of(office, id_) is ClaimState.WITHDRAWAL_OPEN


def test_letters_for_what_is_withdrawn_are_void_with_it(office: Office) -> None:
    id_ = working.logged(office, DISCLOSURE, CORRECTION, pieces=())
    working.issue(office, id_, LetterKind.DEFICIENCIES)
    confirm(office, id_, working.arrives(office, id_, DISCLOSURE))
    file = office.file(id_)
    assert [each.void for each in file.letters] == [each.void for each in file.notices] == [True]
    whole = working.logged(office, answered=False)
    working.issue(office, whole, LetterKind.ACKNOWLEDGEMENT)
    office.clock.pass_days(14)
    target = office.clock.today() + timedelta(days=14)
    draft = working.draft_of(office, whole, LetterKind.DELAY, new_target=target)
    corresponding.issue_letter(office.clerk, draft)
    confirm(office, whole, working.arrives(office, whole, DISCLOSURE))
    assert [each.void for each in office.file(whole).letters] == [True, True]


def test_that_it_does_not_stand_needs_a_reason_and_the_work_goes_on(
    office: Office, id_: ApplicationId
) -> None:
    item = working.arrives(office, id_, DISCLOSURE)
    with bad_input(office, "reason_missing", "reason"):
        rejected(office, id_, item, " ")
    rejected(office, id_, item, "本人に確かめたところ、書いていないとのこと")
    assert kind_of(office, id_) is ClaimState.OPEN
    with refused(office, "withdrawal_done"):
        confirm(office, id_, item)
    working.decide(office, id_, DISCLOSURE)


def _by_parent(born: date) -> ApplicationFile:
    file = working.as_it_came(complete())
    principal = replace(file.application.principal, born=born)
    parent = Proxy(ProxyKind.PARENT, "高橋 花子", address="東京都新宿区西新宿2-8-1")
    return replace(file, application=replace(file.application, principal=principal, proxy=parent))


@pytest.mark.parametrize(("by_proxy", "of_age"), [(True, True), (True, False), (False, True)])
def test_the_principal_withdraws_alone_and_a_parent_no_more_once_he_is_of_age(
    office: Office, *, by_proxy: bool, of_age: bool
) -> None:
    today = office.clock.today()
    id_ = office.log(_by_parent(today.replace(year=today.year - (18 if of_age else 17))))
    claims = (working.claim_of(office, id_, DISCLOSURE),)
    working.send(office, id_, later(today), withdraws=claims, signed=True, by_proxy=by_proxy)
    item = office.file(id_).withdrawals[-1].mail_item
    if by_proxy and of_age:
        with refused(office, "powers_ended"):
            confirm(office, id_, item)
        return
    confirm(office, id_, item)
    assert kind_of(office, id_) is ClaimState.WITHDRAWN
