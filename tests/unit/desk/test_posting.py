# SPDX-License-Identifier: MIT
"""Envelopes: posted with all that goes in them, and the number on their receipt."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desk_app.desk.applications import intake, undoing
from desk_app.desk.errors import Refused
from desk_app.desk.letters import corresponding
from desk_app.desk.post import posting
from desk_app.desk.post.posting import NumberDraft, posted_under, write_tracking_number
from desk_app.records.base import ApplicationId, HeldThingId, LetterId, MailItemId, PostingId
from desk_app.records.books.journal import Action
from desk_app.records.case.application import Right
from desk_app.records.case.findings import ReplyState, Work
from desk_app.records.case.history import Posting
from desk_app.records.case.letters import DecisionBody, DeficiencyBody, LetterKind, ThingBack
from desk_app.records.case.mail import HeldKind, HeldThing, MailKind, Matter, Piece
from tests.builders import ARRIVED, complete, mail, stamps
from tests.unit.desk import working
from tests.unit.desk.office import Office, bad_input, meanwhile, opened, refused
from tests.unit.desk.tries import later
from tests.unit.rules import courses

DISCLOSURE, CORRECTION = Right.DISCLOSURE, Right.CORRECTION
DAY = timedelta(days=1)
OVER = ("500x2", "100x2")
NUMBER, OTHER = "410-28-73601-2", "410-28-73602-3"


def _answered(office: Office) -> tuple[ApplicationId, LetterId]:
    """Log an application with 200 yen too much, and issue its answer."""
    id_ = working.logged(office, pieces=OVER)
    return id_, working.answered(office, id_, DISCLOSURE).id


def _draft(office: Office, id_: ApplicationId, *letters: LetterId) -> posting.PostingDraft:
    today = office.clock.today()
    return posting.PostingDraft(id_, letters, MailKind.SIMPLE_REGISTERED, today)


@pytest.mark.parametrize(
    ("sender", "stops"), [("", True), ("its principal", True), ("田中 次郎", False)]
)
def test_nothing_is_posted_past_a_withdrawal_that_lies_in_the_mail(
    office: Office, id_: ApplicationId, sender: str, *, stops: bool
) -> None:
    if sender == "its principal":
        sender = office.file(id_).application.principal.name
    letter = working.answered(office, id_, DISCLOSURE).id
    came = replace(mail(), arrived_on=office.clock.today(), matter=Matter.WITHDRAWAL)
    intake.log_mail(office.clerk, replace(came, id=MailItemId(0), sender=sender))
    if not stops:
        working.post(office, id_, letter)
        return
    with refused(office, "withdrawal_in_mail"):
        working.post(office, id_, letter)


def test_a_withdrawal_that_comes_before_the_unit_of_a_posting_stops_it(
    office: Office, id_: ApplicationId
) -> None:
    letter = working.answered(office, id_, DISCLOSURE).id
    came = replace(mail(), arrived_on=office.clock.today(), matter=Matter.WITHDRAWAL)
    came = replace(came, id=MailItemId(0), sender="")
    with (
        meanwhile(office, lambda: intake.log_mail(office.clerk, came)),
        pytest.raises(Refused, match="withdrawal_in_mail"),
    ):
        working.post(office, id_, letter)
    assert office.file(id_).postings == ()


def test_a_letter_with_stamps_leaves_only_with_all_of_them(office: Office) -> None:
    id_, letter = _answered(office)
    with refused(office, "stamps_not_ticked", facts={"promised": 200, "ticked": 0}):
        working.post(office, id_, letter)
    (thing,) = working.held(office, id_)
    with bad_input(office, "not_on_return_list", "returned"):
        working.post(office, id_, letter, things=(replace(thing, id=HeldThingId("none")),))
    working.post(office, id_, letter, things=(thing, thing))
    (gone,) = working.gone(office, id_)
    assert (gone.amount, gone.returned_with, gone.returned_on) == (200, letter, ARRIVED)
    assert gone.returned_by == "clerk"
    assert working.held(office, id_) == ()
    assert office.look(id_).work is Work.DONE
    assert office.actions()[-2:] == [Action.THINGS_RETURNED, Action.POSTED]
    with refused(office, "nothing_to_return"):
        working.give_back(office, id_, (thing,))


def test_other_things_are_no_stamps(office: Office) -> None:
    card = HeldThing(HeldThingId(""), HeldKind.CARD, MailItemId(0), amount=500)
    item = replace(mail(*stamps(*OVER)), held=(card,))
    id_ = working.logged(office, file=replace(complete(DISCLOSURE), mail=(item,)))
    letter = working.answered(office, id_, DISCLOSURE).id
    cards = tuple(each for each in working.held(office, id_) if each.kind is HeldKind.CARD)
    with refused(office, "stamps_not_ticked"):
        working.post(office, id_, letter, things=cards)


@pytest.mark.parametrize("lines", [("500x1",), ("300x1", "200x1")])
def test_a_notice_that_returns_a_revenue_stamp_leaves_only_with_it(
    office: Office, lines: tuple[str, ...]
) -> None:
    pieces = stamps(*lines, piece=Piece.REVENUE_STAMP)
    id_ = working.logged(office, file=replace(complete(DISCLOSURE), mail=(mail(*pieces),)))
    notice = working.issue(office, id_, LetterKind.DEFICIENCIES)
    body = working.body_of(office, notice, DeficiencyBody)
    assert body.enclosed == (ThingBack("revenue_stamp", 500, len(pieces)),)
    held = working.held(office, id_)
    for ticked in ((), held[1:]):
        with refused(office, "things_not_ticked", facts={"kinds": ("revenue_stamp",)}):
            working.post(office, id_, notice.id, things=ticked)
    if len(held) > 1:
        working.post(office, id_, notice.id, things=held)
        assert [each.returned_with for each in working.gone(office, id_)] == [notice.id] * 2
        return
    working.give_back(office, id_)
    with refused(office, "notice_overtaken"):
        working.post(office, id_, notice.id)
    working.let_go(office, id_, notice)
    with refused(office, "enclosed_gone"):
        working.post(office, id_, notice.id)
    corresponding.void_letter(office.clerk, id_, notice.id, "同封するものがもうない")
    working.post(office, id_, working.issue(office, id_, LetterKind.DEFICIENCIES).id)


def test_stamps_of_a_letter_in_hand_go_with_no_other(office: Office) -> None:
    id_ = working.logged(office, *courses.BOTH, pieces=OVER)
    first, second = (working.answered(office, id_, right).id for right in courses.BOTH)
    things = working.held(office, id_)
    with refused(office, "stamps_in_other_letter"):
        working.post(office, id_, second, things=things)
    with refused(office, "stamps_in_other_letter"):
        working.give_back(office, id_)
    working.post(office, id_, second)
    working.post(office, id_, first, things=things)
    assert office.look(id_).work is Work.DONE


def test_two_letters_with_stamps_leave_one_by_one_each_with_its_own(office: Office) -> None:
    id_ = working.logged(office, *courses.BOTH, pieces=OVER)
    first = working.answered(office, id_, CORRECTION).id
    working.withdraw(office, id_, DISCLOSURE)
    second = working.issue(office, id_, LetterKind.WITHDRAWAL, DISCLOSURE).id
    excess, fee = working.held(office, id_)
    assert (excess.amount, fee.amount) == (200, 1000)
    working.post(office, id_, first, things=(excess,))
    working.post(office, id_, second, things=(fee,))
    assert sum(thing.amount for thing in working.gone(office, id_)) == 1200
    assert office.look(id_).work is Work.DONE


@pytest.mark.parametrize("meanwhile", ["lies here", "went back"])
def test_a_voided_letter_with_stamps_is_issued_again_with_what_is_still_here(
    office: Office, meanwhile: str
) -> None:
    id_, letter = _answered(office)
    corresponding.void_letter(office.clerk, id_, letter, "誤字")
    if meanwhile == "went back":
        working.give_back(office, id_)
    again = working.issue(office, id_, LetterKind.DISCLOSURE, DISCLOSURE)
    back = working.body_of(office, again, DecisionBody).back
    assert (back is None) is (meanwhile == "went back")
    working.post(office, id_, again.id, things=working.held(office, id_))
    with_it = [thing.returned_with for thing in working.gone(office, id_)]
    assert with_it == [None if back is None else again.id]
    assert office.look(id_).work is Work.DONE


def test_a_notice_is_not_posted_on_a_day_that_moves_its_due_date() -> None:
    office = opened(date(2026, 11, 26))
    id_ = working.logged(office, pieces=())
    letter = working.issue(office, id_, LetterKind.DEFICIENCIES)
    office.clock.move_to(date(2026, 11, 27))
    moves = {"due": date(2026, 12, 10), "would_be": date(2026, 12, 11)}
    with refused(office, "due_date_would_move", facts=moves):
        working.post(office, id_, letter.id)
    assert office.look(id_).next.what == "issue_again"
    corresponding.void_letter(office.clerk, id_, letter.id, "発送が遅れた")
    again = working.notify(office, id_)
    assert office.file(id_).notices[-1].posted_on == date(2026, 11, 27)
    assert again.number == "8-2"


def test_a_notice_may_be_posted_later_where_its_due_date_stands() -> None:
    office = opened(date(2026, 11, 27))
    id_ = working.logged(office, pieces=())
    letter = working.issue(office, id_, LetterKind.DEFICIENCIES, on=date(2026, 11, 28))
    (notice,) = office.file(id_).notices
    office.clock.move_to(date(2026, 11, 30))
    assert notice.due == date(2026, 12, 14)
    working.post(office, id_, letter.id)
    assert office.file(id_).notices[0].posted_on == date(2026, 11, 30)


def test_a_posting_has_a_letter_and_a_day_that_has_come(office: Office) -> None:
    id_, letter = _answered(office)
    draft = _draft(office, id_, letter)
    for wrong, code, place in (
        (_draft(office, id_), "no_letter", "letters"),
        (_draft(office, id_, LetterId("none")), "no_such_letter", "letters"),
        (replace(draft, posted_on=ARRIVED + DAY), "day_in_future", "posted_on"),
        (replace(draft, posted_on=ARRIVED - DAY), "before_letter", "posted_on"),
        (replace(draft, tracking_number="1\x00"), "text_control_character", "tracking_number"),
    ):
        with bad_input(office, code, place):
            posting.post(office.clerk, wrong)
    working.post(office, id_, letter, things=working.held(office, id_))
    with refused(office, "already_posted"):
        posting.post(office.clerk, draft)


def test_what_became_of_an_envelope_is_recorded_once(office: Office) -> None:
    id_, sent = _posted(office)
    for day, code in ((ARRIVED - DAY, "before_posting"), (ARRIVED + DAY, "day_in_future")):
        with bad_input(office, code, "on"):
            posting.record_delivery(office.clerk, id_, sent.id, day)
    with bad_input(office, "no_such_posting", "posting"):
        posting.record_return(office.clerk, id_, PostingId("none"), ARRIVED)
    posting.record_delivery(office.clerk, id_, sent.id, ARRIVED)
    assert office.look(id_).axes.reply is ReplyState.DELIVERED
    assert office.actions()[-1] is Action.DELIVERED
    for verb in (posting.record_delivery, posting.record_return):
        with refused(office, "posting_ended"):
            verb(office.clerk, id_, sent.id, ARRIVED)
    other, back = _posted(office)
    posting.record_return(office.clerk, other, back.id, ARRIVED)
    assert office.look(other).axes.reply is ReplyState.RETURNED
    assert office.actions()[-1] is Action.CAME_BACK


def test_things_go_back_by_themselves(office: Office) -> None:
    id_ = working.logged(office, pieces=OVER)
    with bad_input(office, "day_in_future", "posted_on"):
        working.give_back(office, id_, posted_on=ARRIVED + DAY)
    (thing,) = working.held(office, id_)
    for wrong in ((), (replace(thing, id=HeldThingId("none")),)):
        with bad_input(office, "not_on_return_list", "returned"):
            working.give_back(office, id_, wrong)
    working.give_back(office, id_)
    assert working.held(office, id_) == ()
    assert office.file(id_).postings[-1].letters == ()
    assert office.actions()[-1] is Action.THINGS_RETURNED


def test_what_went_back_leaves_the_fee_though_other_pieces_come_later(office: Office) -> None:
    id_ = working.logged(office, pieces=("500x2", "300x1"))
    working.give_back(office, id_)
    assert [thing.amount for thing in working.gone(office, id_)] == [300]
    working.send(office, id_, later(ARRIVED, "700x1"))
    (more,) = working.held(office, id_)
    assert (more.amount, more.pieces) == (700, ((700, 1),))


def _posted(office: Office) -> tuple[ApplicationId, Posting]:
    id_ = working.logged(office)
    working.sent(office, id_, DISCLOSURE)
    return id_, office.file(id_).postings[0]


def _write(office: Office, id_: ApplicationId, sent: Posting, number: str, why: str = "") -> None:
    write_tracking_number(office.clerk, NumberDraft(id_, sent.id, number, why))


def test_a_number_is_added_after_the_posting_and_the_posting_can_still_be_taken_back(
    office: Office,
) -> None:
    id_, sent = _posted(office)
    assert sent.tracking_number == ""
    assert posted_under(office.clerk, "") is None, "an envelope without a number bears none"
    assert posted_under(office.clerk, NUMBER) is None
    _write(office, id_, sent, f" {NUMBER} ")
    assert office.file(id_).postings == (replace(sent, tracking_number=NUMBER),)
    assert office.actions()[-1] is Action.TRACKING_NUMBER_WRITTEN
    assert office.file(id_).application.corrections == ()
    found = posted_under(office.clerk, f" {NUMBER.replace('-', '')} ")
    assert found is not None, "in any spelling"
    assert (found.id, found.tracking_number) == (sent.id, NUMBER)
    undoing.take_back_posting(office.clerk, id_, sent.id)
    assert office.file(id_).postings == ()


def test_a_wrong_number_is_put_right_with_a_reason_and_is_kept(office: Office) -> None:
    id_, sent = _posted(office)
    _write(office, id_, sent, OTHER)
    with bad_input(office, "reason_missing", "reason"):
        _write(office, id_, sent, NUMBER, " ")
    with bad_input(office, "nothing_changed", "tracking_number"):
        _write(office, id_, sent, OTHER, "読み違え")
    _write(office, id_, sent, NUMBER, "読み違え")
    _write(office, id_, sent, NUMBER.replace("-", ""), "書き方")
    first, _ = office.file(id_).application.corrections
    assert first.field == f"postings.{sent.id}.tracking_number"
    assert (first.old, first.new, first.reason) == (OTHER, NUMBER, "読み違え")


def test_what_is_no_number_or_another_envelopes_is_not_taken(office: Office) -> None:
    (id_, sent), (other, second) = _posted(office), _posted(office)
    _write(office, id_, sent, NUMBER)
    with refused(office, "tracking_number_used"):
        _write(office, other, second, NUMBER.replace("-", " "))
    with bad_input(office, "tracking_number_missing", "tracking_number"):
        _write(office, other, second, " ")
    with bad_input(office, "no_such_posting", "posting"):
        _write(office, other, replace(second, id=PostingId("none")), OTHER)
