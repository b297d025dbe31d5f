# SPDX-License-Identifier: MIT
"""Letters that came back go again (L14); what goes back has its cover sheet (L12)."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from desk_app.desk.applications import undoing
from desk_app.desk.letters import corresponding
from desk_app.desk.letters.sent_facts import rows_of, sheets_of
from desk_app.desk.post import posting
from desk_app.records.base import (
    ApplicationId,
    EnclosureId,
    HeldThingId,
    MailItemId,
    PaymentLineId,
    PostingId,
)
from desk_app.records.books.journal import Action
from desk_app.records.case.application import Proxy, ProxyKind, Right
from desk_app.records.case.findings import ReplyState, Work
from desk_app.records.case.history import Letter, Posting, ReturnReason
from desk_app.records.case.letters import ByProxy, LetterKind, ResendingBody, ReturnBody
from desk_app.records.case.mail import Condition, HeldKind, HeldThing, MailKind, Piece
from desk_app.records.case.papers import Enclosure
from desk_app.rules.rulebook.checks import PieceReason
from tests.builders import ADDRESS, ARRIVED, complete, mail, paper, stamps
from tests.unit.desk import working
from tests.unit.desk.office import Office, bad_input, refused
from tests.unit.desk.stamp_facts import faults
from tests.unit.desk.tries import later

DISCLOSURE = Right.DISCLOSURE
DAY = timedelta(days=1)
NEW = "長崎市旭町8-20"
KEPT, UNKNOWN = ReturnReason.NOT_COLLECTED, ReturnReason.ADDRESS_UNKNOWN
OTHERWISE = {
    *(PieceReason.REVENUE_STAMP, PieceReason.PREFECTURAL_STAMP, PieceReason.MONEY_ORDER),
    *(PieceReason.CASH, PieceReason.CARD, PieceReason.STAMP, PieceReason.LATE),
}
"""Reasons of what is a thing of its own on the list, and of what is not refused."""

LETTERS = Path(__file__).parents[3] / "resources" / "letters"
WORDS = [
    tomllib.loads((LETTERS / each / "common.toml").read_text("utf-8"))["reasons_back"]
    for each in ("ja", "en")
]


def _came_back(office: Office, reason: ReturnReason) -> tuple[ApplicationId, Posting]:
    id_ = working.logged(office)
    working.sent(office, id_, DISCLOSURE)
    return id_, working.came_back(office, id_, reason)


def _shown(office: Office, id_: ApplicationId, shown: Enclosure, **more: object) -> EnclosureId:
    """Send a paper that shows the new address or another; return its id."""
    today = office.clock.today()
    shown = replace(shown, **{"address": NEW, "issued_on": today, **more})  # type: ignore[arg-type]
    working.send(office, id_, later(today), enclosures=(shown,))
    return office.file(id_).enclosures[-1].id


def _draft(id_: ApplicationId, sent: Posting, shown: EnclosureId) -> posting.AddressDraft:
    return posting.AddressDraft(id_, sent.id, "850-0000", NEW, shown)


def test_a_letter_that_nobody_collected_goes_again_to_where_it_went(office: Office) -> None:
    id_, sent = _came_back(office, KEPT)
    assert (sent.came_back_why, sent.came_back_on) == (KEPT, date(2026, 12, 4))
    look = office.look(id_)
    assert (look.work, look.next.what, look.next.why) == (Work.TO_PRINT, "send_again", "came_back")
    assert look.axes.reply is ReplyState.RETURNED
    first = office.file(id_).letters[0]
    letter = working.send_again(office, id_, sent)
    facts = working.facts_of(office, letter)
    assert facts.addressee == working.facts_of(office, first).addressee
    assert facts.body == ResendingBody(
        number=first.number,
        pages=1,
        sent_on=ARRIVED,
        sent_by=MailKind.SIMPLE_REGISTERED,
        back_on=ARRIVED + 9 * DAY,
        mail=MailKind.SIMPLE_REGISTERED,
        moved=False,
    )
    look = office.look(id_)
    assert look.next.what == "print_letter"
    working.post(office, id_, letter.id)
    last = office.file(id_).postings[-1]
    assert last.again == (first.id,)
    assert office.look(id_).axes.reply is ReplyState.POSTED
    assert office.look(id_).kept_until == look.kept_until
    posting.record_delivery(office.clerk, id_, last.id, office.clock.today())
    assert office.look(id_).axes.reply is ReplyState.DELIVERED
    assert office.look(id_).work is Work.DONE
    assert list(faults(office.state)) == []


def test_it_goes_again_once_and_is_kept_where_nobody_collects_it_again(office: Office) -> None:
    id_, sent = _came_back(office, KEPT)
    letter = working.send_again(office, id_, sent)
    with refused(office, "sent_again_already"):
        working.send_again(office, id_, sent)
    working.post(office, id_, letter.id)
    second = working.came_back(office, id_, KEPT)
    assert office.look(id_).work is Work.DONE
    with refused(office, "sent_again_already"):
        working.send_again(office, id_, sent)
    on_request = working.send_again(office, id_, second)
    working.post(office, id_, on_request.id)
    assert office.file(id_).postings[-1].again == (office.file(id_).letters[0].id,)


@pytest.mark.parametrize("reason", [UNKNOWN, ReturnReason.MOVED, ReturnReason.INCOMPLETE])
def test_an_unknown_address_needs_a_new_one_that_was_shown_and_checked(
    office: Office, reason: ReturnReason
) -> None:
    id_, sent = _came_back(office, reason)
    assert office.look(id_).work is Work.DONE
    with refused(office, "new_address_missing"):
        working.send_again(office, id_, sent)
    shown = _shown(office, id_, paper("residence_certificate"))
    posting.record_new_address(office.clerk, _draft(id_, sent, shown))
    assert office.actions()[-1] is Action.NEW_ADDRESS_CHECKED
    kept = office.file(id_).postings[0].new_address
    assert kept is not None
    assert (kept.address, kept.paper, kept.checked_by) == (NEW, shown, "clerk")
    assert office.look(id_).next.what == "send_again"
    # Who has seen the paper alone sends nothing there.
    with refused(office, "own_new_address"):
        working.send_again(office, id_, sent)
    facts = working.facts_of(office, working.send_again(office, id_, sent, by="second"))
    assert isinstance(facts.body, ResendingBody)
    assert (facts.body.moved, facts.addressee.address) == (True, NEW)
    assert facts.addressee.postal_code == "850-0000"


@pytest.mark.parametrize("signed", [True, False])
def test_what_was_withdrawn_since_is_not_sent_again(office: Office, *, signed: bool) -> None:
    id_, sent = _came_back(office, KEPT)
    issued = working.send_again(office, id_, sent)
    working.arrives(office, id_, DISCLOSURE, signed=signed)
    assert office.look(id_).work is Work.WITHDRAWAL
    with refused(office, "withdrawal_not_confirmed"):
        working.post(office, id_, issued.id)
    corresponding.void_letter(office.clerk, id_, issued.id, "取下げのため")
    with refused(office, "withdrawal_not_confirmed"):
        working.send_again(office, id_, sent)


def test_never_again_to_the_address_that_was_unknown(office: Office) -> None:
    id_, sent = _came_back(office, UNKNOWN)
    draft = _draft(id_, sent, _shown(office, id_, paper("residence_certificate"), address=ADDRESS))
    field = paper("passport_without_address_field")
    without = _shown(office, id_, field, shows_address=False)
    for other, why in (
        (replace(draft, address=ADDRESS), "address_was_unknown"),
        (draft, "address_not_shown"),
        (replace(draft, paper=office.file(id_).enclosures[0].id), "paper_came_before"),
        (replace(draft, paper=without), "paper_proves_no_address"),
    ):
        with refused(office, why):
            posting.record_new_address(office.clerk, other)
    for other, code, place in (
        (replace(draft, address=" "), "address_missing", "address"),
        (replace(draft, paper=EnclosureId("none")), "no_such_paper", "paper"),
        (replace(draft, posting=PostingId("none")), "no_such_posting", "posting"),
    ):
        with bad_input(office, code, place):
            posting.record_new_address(office.clerk, other)


def test_what_did_not_come_back_does_not_go_again(office: Office, id_: ApplicationId) -> None:
    working.sent(office, id_, DISCLOSURE)
    sent = office.file(id_).postings[-1]
    with refused(office, "not_come_back"):
        working.send_again(office, id_, sent)
    own = office.file(id_).enclosures[0].id
    with refused(office, "not_come_back"):
        posting.record_new_address(office.clerk, _draft(id_, sent, own))


def test_what_was_refused_is_sent_on_request_only(office: Office) -> None:
    id_, sent = _came_back(office, ReturnReason.REFUSED)
    assert office.look(id_).work is Work.DONE
    working.body_of(office, working.send_again(office, id_, sent), ResendingBody)


def _with_things(office: Office) -> ApplicationId:
    """Log an application with a revenue stamp, a used stamp, a card, and 200 yen over."""
    used = replace(stamps("84x1")[0], id=PaymentLineId("u"), condition=Condition.USED)
    revenue = replace(used, id=PaymentLineId("r"), piece=Piece.REVENUE_STAMP, denomination=200)
    card = HeldThing(HeldThingId(""), HeldKind.CARD, MailItemId(0), amount=500)
    item = replace(mail(*stamps("500x2", "100x2"), used, revenue), held=(card,))
    return working.logged(office, file=replace(complete(DISCLOSURE), mail=(item,)))


def _sheet(office: Office, id_: ApplicationId, *things: HeldThing) -> Letter:
    draft = working.draft_of(office, id_, LetterKind.RETURN)
    draft = replace(draft, things=tuple(thing.id for thing in things))
    corresponding.issue_letter(office.clerk, draft)
    return office.file(id_).letters[-1]


def test_a_cover_sheet_lists_exactly_what_lies_in_the_envelope(office: Office) -> None:
    id_ = _with_things(office)
    held = working.held(office, id_)
    letter = _sheet(office, id_, *held)
    body = working.body_of(office, letter, ReturnBody)
    assert (body.mail, body.fee, body.notice) == (MailKind.SIMPLE_REGISTERED, 1_000, "")
    assert {(each.kind, each.reason, each.amount, each.count) for each in body.things} == {
        ("card", "card", 500, 1),
        ("excess_stamps", "excess", 200, 2),
        ("refused_stamp", "used", 84, 1),
        ("revenue_stamp", "revenue_stamp", 200, 1),
    }
    for ticked in ((), held[1:]):
        with refused(office, "things_not_ticked"):
            working.post(office, id_, letter.id, things=ticked)
    working.post(office, id_, letter.id, things=held)
    assert working.held(office, id_) == ()
    assert office.look(id_).work is not Work.DONE
    assert list(faults(office.state)) == []


@pytest.mark.parametrize("reason", sorted(set(PieceReason) - OTHERWISE))
def test_a_refused_piece_goes_back_with_words_for_its_reason(reason: PieceReason) -> None:
    thing = HeldThing(HeldThingId("h"), HeldKind.REFUSED_STAMP, MailItemId(1), note=reason.value)
    (row,) = rows_of([thing])
    assert row.reason != "not_needed"
    assert all(row.reason in words for words in WORDS)


def test_nothing_but_what_it_lists_lies_beside_a_cover_sheet(office: Office) -> None:
    id_ = _with_things(office)
    held = working.held(office, id_)
    card = tuple(thing for thing in held if thing.kind is HeldKind.CARD)
    letter = _sheet(office, id_, *card)
    with refused(office, "return_list_differs"):
        working.post(office, id_, letter.id, things=held)
    corresponding.void_letter(office.clerk, id_, letter.id, "書き直し")
    every = _sheet(office, id_, *held)
    working.give_back(office, id_, card)
    left = working.held(office, id_)
    with refused(office, "return_list_differs"):
        working.post(office, id_, every.id, things=left)
    corresponding.void_letter(office.clerk, id_, every.id, "一部は返した")
    working.post(office, id_, _sheet(office, id_, left[0]).id, things=left[:1])
    assert working.held(office, id_) == left[1:]


def test_stamps_that_the_answer_tells_need_not_stand_on_the_sheet_beside_it(
    office: Office,
) -> None:
    id_ = _with_things(office)
    answer = working.answered(office, id_, DISCLOSURE)
    held = working.held(office, id_)
    others = (thing for thing in held if thing.kind is not HeldKind.EXCESS_STAMPS)
    letter = _sheet(office, id_, *others)
    working.post(office, id_, answer.id, letter.id, things=held)
    assert office.look(id_).work is Work.DONE


def test_a_cover_sheet_names_the_notice_in_the_same_envelope(office: Office) -> None:
    card = HeldThing(HeldThingId(""), HeldKind.CARD, MailItemId(0), amount=1_000)
    file = replace(complete(DISCLOSURE), mail=(replace(mail(), held=(card,)),))
    id_ = working.logged(office, file=file)
    notice = working.issue(office, id_, LetterKind.DEFICIENCIES)
    letter = _sheet(office, id_, *working.held(office, id_))
    body = working.body_of(office, letter, ReturnBody)
    assert (body.notice, body.notice_pages) == (notice.number, 1)


def test_a_sheet_lists_something_and_a_letter_sent_again_names_an_envelope(
    office: Office, id_: ApplicationId
) -> None:
    none = HeldThing(HeldThingId("none"), HeldKind.CASH, MailItemId(1))
    things = _with_things(office)
    for wrong in ((), (none,)):
        with bad_input(office, "not_on_return_list", "things"):
            _sheet(office, things, *wrong)
    with refused(office, "nothing_to_return"):
        _sheet(office, id_, none)
    with refused(office, "not_come_back"):
        working.issue(office, things, LetterKind.RESENDING)


def test_pages_are_counted_in_the_frozen_bytes() -> None:
    two = b"<< /Type /Pages /Count 2 >> << /Type /Page >> <</Type/Page>>"
    assert [sheets_of(two), sheets_of(b"")] == [2, 1]


def test_a_tracking_number_is_used_once(office: Office) -> None:
    first, back = _came_back(office, KEPT)
    second = _with_things(office)
    number = "131-12-38385-2"
    working.give_back(office, second, kind=MailKind.SIMPLE_REGISTERED, tracking_number=number)
    letter = working.send_again(office, first, back)
    today = office.clock.today()
    again = posting.PostingDraft(first, (letter.id,), MailKind.SIMPLE_REGISTERED, today, number)
    taken = {"number": office.file(second).application.receipt_number}
    with refused(office, "tracking_number_used", facts=taken):
        posting.post(office.clerk, replace(again, tracking_number="13112383852"))
    posting.post(office.clerk, replace(again, tracking_number="131-12-38386-3"))


def test_each_slip_of_registered_mail_has_a_number_of_its_own(office: Office) -> None:
    assert [posting.begin_slip(office.clerk) for _ in range(2)] == ["8-1", "8-2"]
    assert office.actions()[-1] is Action.SLIP_BEGUN


def test_what_became_of_an_envelope_is_taken_back_on_the_same_day(office: Office) -> None:
    id_, sent = _came_back(office, KEPT)
    undoing.take_back_outcome(office.clerk, id_, sent.id)
    assert office.actions()[-1] is Action.COMING_BACK_TAKEN_BACK
    (again,) = office.file(id_).postings
    assert (again.came_back_on, again.came_back_why) == (None, None)
    assert office.look(id_).work is Work.DONE
    with bad_input(office, "nothing_recorded", "posting"):
        undoing.take_back_outcome(office.clerk, id_, sent.id)
    posting.record_delivery(office.clerk, id_, sent.id, office.clock.today())
    with refused(office, "done_by_another"):
        undoing.take_back_outcome(office.supervisor, id_, sent.id)
    undoing.take_back_outcome(office.clerk, id_, sent.id)
    assert office.actions()[-1] is Action.DELIVERY_TAKEN_BACK
    posting.record_delivery(office.clerk, id_, sent.id, office.clock.today())
    office.clock.pass_days(1)
    with refused(office, "done_on_another_day"):
        undoing.take_back_outcome(office.clerk, id_, sent.id)


def test_a_letter_sent_again_names_the_people_whom_the_letter_named(office: Office) -> None:
    file = complete(DISCLOSURE)
    proxy = Proxy(ProxyKind.CURATOR, "高橋 花子", postal_code="166-0015", address=ADDRESS)
    by_proxy = replace(file, application=replace(file.application, proxy=proxy))
    id_ = working.logged(office, file=by_proxy, answered=False)
    first = working.notify(office, id_)
    sent = working.came_back(office, id_, KEPT)
    working.put(office, id_, "proxy.name", "髙橋 花子")
    working.put(office, id_, "principal.name", "佐藤 花子")
    again = working.send_again(office, id_, sent)
    facts, before = (working.facts_of(office, each) for each in (again, first))
    assert before.by_proxy == ByProxy(file.application.principal.name, "高橋 花子")
    assert (facts.by_proxy, facts.addressee) == (before.by_proxy, before.addressee)
