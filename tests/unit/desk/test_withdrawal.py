# SPDX-License-Identifier: MIT
"""A withdrawal from its arrival on: what it holds up, voids, and leaves (practice 29)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desk_app.desk import checking, corresponding, deciding, printing
from desk_app.desk.context import Kind
from desk_app.records.application import Proxy, ProxyKind, Right
from desk_app.records.base import ApplicationId, MailItemId
from desk_app.records.findings import ClaimState, Work
from desk_app.records.history import ApplicationFile, Letter, Ruling, Topic
from desk_app.records.letters import DeficiencyBody, LetterKind, WithdrawalBody
from desk_app.records.mail import Matter
from desk_app.rules.work_codes import Refusal
from tests.builders import complete
from tests.unit.desk import working
from tests.unit.desk.office import Office, bad_input, opened, refused
from tests.unit.desk.tries import later

DISCLOSURE, CORRECTION = Right.DISCLOSURE, Right.CORRECTION
HELD_UP = "withdrawal_not_confirmed"


def rejected(office: Office, id_: ApplicationId, item: MailItemId, reason: str) -> None:
    """Say that a writing does not stand as a withdrawal."""
    draft = checking.JudgementDraft(id_, Topic.WITHDRAWAL, str(item), Ruling.REFUSED, reason)
    checking.judge(office.supervisor, draft)


def kind_of(office: Office, id_: ApplicationId, right: Right) -> ClaimState:
    """Return how far a claim is."""
    return office.look(id_).axes.claims[working.claim_of(office, id_, right)]


def _unpaid(file: ApplicationFile) -> ApplicationFile:
    return replace(file, mail=(replace(file.mail[0], payments=()),))


def post(office: Office, id_: ApplicationId, letter: Letter) -> None:
    """Post a letter with all that must go back."""
    things = working.held(office, id_)
    working.post(office, id_, letter.id, things=things)


@pytest.mark.parametrize("signed", [True, False])
def test_what_was_proposed_before_is_not_approved(office: Office, *, signed: bool) -> None:
    id_ = working.logged(office)
    made = working.propose(office, id_, DISCLOSURE)
    working.arrives(office, id_, DISCLOSURE, signed=signed)
    with refused(office, HELD_UP):
        deciding.approve(office.supervisor, id_, made.id)
    assert kind_of(office, id_, DISCLOSURE) is ClaimState.WITHDRAWAL_OPEN
    assert office.look(id_).work is Work.WITHDRAWAL


def test_nothing_is_proposed_on_what_may_be_withdrawn(office: Office, id_: ApplicationId) -> None:
    working.arrives(office, id_, DISCLOSURE)
    with refused(office, HELD_UP):
        working.propose(office, id_, DISCLOSURE)


def test_no_letter_is_issued_on_what_was_approved_before(office: Office) -> None:
    id_ = working.logged(office)
    working.decide(office, id_, DISCLOSURE)
    working.arrives(office, id_, DISCLOSURE)
    with refused(office, HELD_UP):
        working.issue(office, id_, LetterKind.DISCLOSURE, DISCLOSURE)


def test_what_was_issued_before_is_neither_printed_nor_saved_nor_posted(office: Office) -> None:
    id_ = working.logged(office)
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


def test_a_lapse_is_not_confirmed_on_what_may_be_withdrawn(office: Office) -> None:
    id_ = working.logged(office, file=_unpaid(complete()))
    working.notify(office, id_)
    working.let_pass(office, id_)
    working.arrives(office, id_, DISCLOSURE)
    with refused(office, HELD_UP):
        working.lapse(office, id_, DISCLOSURE)


def test_no_acknowledgement_notice_delay_or_inquiry_goes_while_all_may_be_withdrawn() -> None:
    office = opened()
    id_ = working.logged(office, answered=False)
    working.arrives(office, id_, DISCLOSURE)
    office.clock.move_to(office.clock.today() + timedelta(days=14))
    for kind in (LetterKind.ACKNOWLEDGEMENT, LetterKind.DEFICIENCIES, LetterKind.DELAY):
        with refused(office, HELD_UP):
            working.issue(office, id_, kind)


def test_confirming_voids_what_was_issued_in_one_step_and_the_fee_goes_back(office: Office) -> None:
    id_ = working.logged(office)
    letter = working.answered(office, id_, DISCLOSURE)
    item = working.arrives(office, id_, DISCLOSURE)
    changes = deciding.confirm_withdrawal(office.supervisor, id_, item, "取下げの確認による")
    after = office.file(id_).letters[0]
    assert (after.void, after.void_reason) == (True, "取下げの確認による")
    assert letter.id in changes.ids(Kind.LETTER)
    assert kind_of(office, id_, DISCLOSURE) is ClaimState.WITHDRAWN
    assert sum(thing.amount for thing in working.held(office, id_)) == 1000
    confirmed = working.issue(office, id_, LetterKind.WITHDRAWAL, DISCLOSURE)
    body = working.body_of(office, confirmed, WithdrawalBody)
    assert (body.back is not None, body.answered) == (True, None)
    post(office, id_, confirmed)
    assert office.look(id_).work is Work.DONE
    assert working.held(office, id_) == ()


def test_the_other_claim_of_a_voided_letter_is_answered_anew_without_another_approval() -> None:
    office = opened()
    id_ = working.logged(office, CORRECTION, Right.DELETION)
    for right in (CORRECTION, Right.DELETION):
        working.decide(office, id_, right)
    working.issue(office, id_, LetterKind.CORRECTION, CORRECTION, Right.DELETION)
    item = working.arrives(office, id_, CORRECTION)
    deciding.confirm_withdrawal(office.supervisor, id_, item)
    assert kind_of(office, id_, Right.DELETION) is ClaimState.DECIDED
    anew = working.issue(office, id_, LetterKind.CORRECTION, Right.DELETION)
    assert anew.claims == (working.claim_of(office, id_, Right.DELETION),)
    assert all(each.approval for each in office.file(id_).decisions)


def test_what_a_writing_does_not_name_goes_on(office: Office) -> None:
    id_ = working.logged(office, DISCLOSURE, CORRECTION)
    working.arrives(office, id_, DISCLOSURE)
    working.sent(office, id_, CORRECTION)
    assert kind_of(office, id_, DISCLOSURE) is ClaimState.WITHDRAWAL_OPEN
    assert office.look(id_).work is Work.WITHDRAWAL


def test_after_the_answer_was_posted_it_changes_nothing_and_is_answered_by_letter() -> None:
    office = opened()
    id_ = working.logged(office)
    answer = working.sent(office, id_, DISCLOSURE)
    done = office.look(id_)
    office.clock.move_to(office.clock.today() + timedelta(days=3))
    item = working.arrives(office, id_, DISCLOSURE, signed=False)
    assert office.look(id_).work is Work.WITHDRAWAL
    deciding.confirm_withdrawal(office.supervisor, id_, item)
    assert kind_of(office, id_, DISCLOSURE) is ClaimState.DECIDED
    assert working.held(office, id_) == ()
    told = working.issue(office, id_, LetterKind.WITHDRAWAL, DISCLOSURE)
    body = working.body_of(office, told, WithdrawalBody)
    assert body.answered == ("個情発第8-1号", answer.dated)
    working.post(office, id_, told.id)
    look = office.look(id_)
    assert (look.work, look.kept_until) == (Work.DONE, done.kept_until)
    assert office.file(id_).letters[0].void is False


def test_unsigned_it_is_asked_to_be_signed_and_nothing_else_is_asked(office: Office) -> None:
    file = complete()
    id_ = working.logged(office, file=replace(file, enclosures=()))
    item = working.arrives(office, id_, DISCLOSURE, signed=False)
    with refused(office, "withdrawal_not_signed"):
        deciding.confirm_withdrawal(office.supervisor, id_, item)
    notice = working.notify(office, id_)
    body = working.body_of(office, notice, DeficiencyBody)
    assert [(row.code, row.cure) for row in body.rows] == [("unsigned", "signature")]
    assert (body.withdrawal, body.identity, body.fee_rights) == (True, False, ())
    assert office.file(id_).notices[-1].asks == (f"withdrawal.unsigned:{item}",)
    assert office.look(id_).work is Work.WAITING_FOR_APPLICANT
    working.let_pass(office, id_)
    assert kind_of(office, id_, DISCLOSURE) is ClaimState.OPEN
    assert office.look(id_).next.what == "give_notice"


def test_a_supplement_that_brings_the_signature_closes_it(office: Office) -> None:
    id_ = working.logged(office)
    working.arrives(office, id_, DISCLOSURE, signed=False)
    working.notify(office, id_)
    came = replace(later(office.clock.today()), matter=Matter.SUPPLEMENT)
    working.send(office, id_, came, signed=True)
    writing = office.file(id_).withdrawals[-1]
    assert (writing.signed, writing.claims) == (True, (working.claim_of(office, id_, DISCLOSURE),))
    assert office.file(id_).mail[-1].matter is Matter.WITHDRAWAL
    assert office.look(id_).next.what == "confirm_withdrawal"
    deciding.confirm_withdrawal(office.supervisor, id_, writing.mail_item)
    assert kind_of(office, id_, DISCLOSURE) is ClaimState.WITHDRAWN


def test_a_signature_is_not_logged_where_no_withdrawal_lacks_one(office: Office) -> None:
    id_ = working.logged(office)
    came = replace(later(office.clock.today()), matter=Matter.SUPPLEMENT)
    with bad_input(office, "nothing_withdrawn", "signed"):
        working.send(office, id_, came, signed=True)


def test_a_signature_that_comes_after_its_day_still_withdraws(office: Office) -> None:
    id_ = working.logged(office)
    working.arrives(office, id_, DISCLOSURE, signed=False)
    working.notify(office, id_)
    working.let_pass(office, id_)
    working.decide(office, id_, DISCLOSURE)
    came = replace(later(office.clock.today()), matter=Matter.SUPPLEMENT)
    working.send(office, id_, came, signed=True)
    assert kind_of(office, id_, DISCLOSURE) is ClaimState.WITHDRAWAL_OPEN


def test_a_notice_in_hand_that_asks_for_papers_is_voided_before_the_signature_is_asked_for(
    office: Office,
) -> None:
    id_ = working.logged(office, file=replace(complete(), enclosures=()))
    papers = working.issue(office, id_, LetterKind.DEFICIENCIES)
    working.arrives(office, id_, DISCLOSURE, signed=False)
    assert office.look(id_).next.what == "void_letter"
    with refused(office, HELD_UP):
        working.post(office, id_, papers.id)
    corresponding.void_letter(office.clerk, id_, papers.id, "取下げの書面が届いたため")
    assert office.look(id_).next.what == "give_notice"


def test_a_notice_that_asks_for_the_fee_of_what_is_withdrawn_is_void_with_it() -> None:
    office = opened()
    id_ = working.logged(office, file=_unpaid(complete(DISCLOSURE, CORRECTION)))
    fee = working.issue(office, id_, LetterKind.DEFICIENCIES)
    deciding.confirm_withdrawal(office.supervisor, id_, working.arrives(office, id_, DISCLOSURE))
    file = office.file(id_)
    assert [each.void for each in file.letters if each.id == fee.id] == [True]
    assert [each.void for each in file.notices] == [True]


def test_where_all_is_withdrawn_no_letter_holds_out_an_answer(office: Office) -> None:
    id_ = working.logged(office, answered=False)
    working.issue(office, id_, LetterKind.ACKNOWLEDGEMENT)
    office.clock.move_to(office.clock.today() + timedelta(days=14))
    target = office.clock.today() + timedelta(days=14)
    draft = replace(working.draft_of(office, id_, LetterKind.DELAY), new_target=target)
    corresponding.issue_letter(office.clerk, draft)
    deciding.confirm_withdrawal(office.supervisor, id_, working.arrives(office, id_, DISCLOSURE))
    assert [each.void for each in office.file(id_).letters] == [True, True]


def test_that_it_does_not_stand_needs_a_reason_and_the_work_goes_on(office: Office) -> None:
    id_ = working.logged(office)
    item = working.arrives(office, id_, DISCLOSURE)
    with bad_input(office, "reason_missing", "reason"):
        rejected(office, id_, item, " ")
    rejected(office, id_, item, "本人に確かめたところ、書いていないとのこと")
    assert kind_of(office, id_, DISCLOSURE) is ClaimState.OPEN
    with refused(office, "withdrawal_done"):
        deciding.confirm_withdrawal(office.supervisor, id_, item)
    working.decide(office, id_, DISCLOSURE)


def test_one_that_came_after_the_answer_may_be_said_not_to_stand(office: Office) -> None:
    id_ = working.logged(office)
    working.sent(office, id_, DISCLOSURE)
    rejected(office, id_, working.arrives(office, id_, DISCLOSURE), "別人の書面")
    assert office.look(id_).work is Work.DONE


def _by_parent(born: date) -> ApplicationFile:
    file = working.as_it_came(complete())
    principal = replace(file.application.principal, born=born)
    parent = Proxy(ProxyKind.PARENT, "高橋 花子", address="東京都新宿区西新宿2-8-1")
    return replace(file, application=replace(file.application, principal=principal, proxy=parent))


@pytest.mark.parametrize(("by_proxy", "of_age"), [(True, True), (True, False), (False, True)])
def test_the_principal_withdraws_alone_and_a_parent_no_more_once_he_is_of_age(
    office: Office, *, by_proxy: bool, of_age: bool
) -> None:
    years = 18 if of_age else 17
    today = office.clock.today()
    id_ = office.log(_by_parent(today.replace(year=today.year - years)))
    claims = (working.claim_of(office, id_, DISCLOSURE),)
    came = later(office.clock.today())
    working.send(office, id_, came, withdraws=claims, signed=True, by_proxy=by_proxy)
    item = office.file(id_).withdrawals[-1].mail_item
    if by_proxy and of_age:
        with refused(office, "powers_ended"):
            deciding.confirm_withdrawal(office.supervisor, id_, item)
        return
    deciding.confirm_withdrawal(office.supervisor, id_, item)
    assert kind_of(office, id_, DISCLOSURE) is ClaimState.WITHDRAWN
