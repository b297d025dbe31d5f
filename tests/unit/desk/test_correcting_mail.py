# SPDX-License-Identifier: MIT
"""An envelope typed wrongly: stamps counted anew, its day of arrival, what it came as (B5, C6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desk_app.desk import intake, supplements
from desk_app.desk.correcting import correct
from desk_app.records.application import (
    Right,
)
from desk_app.records.base import ApplicationId, EnclosureId, PaymentLineId
from desk_app.records.findings import FeeState
from desk_app.records.letters import LetterKind
from desk_app.records.mail import Condition, HeldKind, MailKind, PaymentLine, Piece
from tests.builders import ARRIVED, BORN, complete, mail, paper, stamps
from tests.unit.desk.contents import refusal
from tests.unit.desk.office import Office, bad_input, refused
from tests.unit.desk.typed_wrongly import (
    TODAY,
    came_with,
    draft,
    line_of,
    path_of,
    put,
    traces,
)
from tests.unit.desk.working import (
    claim_of,
    decide,
    held,
    issue,
    let_pass,
    logged,
    notify,
    post,
    send,
)


def test_stamps_counted_wrongly_make_the_fee_short_again(office: Office) -> None:
    id_ = logged(office, Right.DISCLOSURE, file=came_with(*stamps("500x2")))
    assert office.look(id_).axes.fee is FeeState.PAID
    line = line_of(office, id_)
    put(office, id_, f"payments.{line.id}", replace(line, denomination=50, count=3))
    assert office.look(id_).fee.short == 850
    after = line_of(office, id_)
    assert (after.denomination, after.count) == (50, 3)
    assert [each.count for each in after.allotments] == [3]
    path = f"payments.{line.id}"
    assert traces(office, id_) == [
        (f"{path}.denomination", "500", "50"),
        (f"{path}.count", "2", "3"),
    ]


def test_a_damaged_piece_goes_onto_the_return_list_and_leaves_it_again(office: Office) -> None:
    id_ = logged(office, Right.DISCLOSURE, file=came_with(*stamps("500x2", "110x1")))
    line = line_of(office, id_, 1)
    put(office, id_, f"payments.{line.id}", replace(line, condition=Condition.USED))
    things = held(office, id_)
    assert [(t.kind, t.pieces) for t in things] == [(HeldKind.REFUSED_STAMP, ((110, 1),))]
    put(office, id_, f"payments.{line.id}", replace(line, condition=Condition.SOUND))
    assert [t.kind for t in held(office, id_)] == [HeldKind.EXCESS_STAMPS]


def test_stamps_overlooked_are_added_and_those_never_there_go(office: Office) -> None:
    id_ = logged(office, Right.DISCLOSURE, file=came_with(*stamps("500x1")))
    mail_item = office.mail_of(id_)
    overlooked = PaymentLine(PaymentLineId(""), Piece.STAMP, 500, 1)
    put(office, id_, f"mail.{mail_item}.payments", overlooked)
    assert office.look(id_).axes.fee is FeeState.PAID
    put(office, id_, path_of(office, id_, 1), None)
    assert office.look(id_).fee.short == 500
    old = [(old, new) for _, old, new in traces(office, id_)]
    assert old == [("", "stamp, 500, 1, sound, 0"), ("stamp, 500, 1, sound, 0", "")]


@pytest.mark.parametrize(
    ("change", "code", "place"),
    [
        ({"count": 0}, "count_out_of_range", "payments[0].count"),
        ({"count": 10_001}, "count_out_of_range", "payments[0].count"),
        ({"denomination": -1}, "denomination_out_of_range", "payments[0].denomination"),
        ({"count": "2"}, "bad_input", "payments[0].count"),
        ({"condition": "sound"}, "bad_input", "payments[0].condition"),
        ({}, "nothing_changed", "payments"),
    ],
)
def test_a_line_that_cannot_be_is_refused(
    office: Office, change: dict[str, object], code: str, place: str
) -> None:
    id_ = logged(office, Right.DISCLOSURE)
    line = line_of(office, id_)
    wanted = draft(
        office,
        id_,
        f"payments.{line.id}",
        replace(line, **change),  # type: ignore[arg-type]
    )
    with bad_input(office, code, place):
        correct(office.clerk, wanted)


def test_the_stamps_of_two_applications_are_corrected_for_both(office: Office) -> None:
    one, other = came_with(*stamps("500x4")), complete(Right.PURPOSE)
    first = office.log(one, replace(other, mail=()))
    second = ApplicationId(first + 1)
    line = line_of(office, first)
    shares = ((line.id, first, 2), (line.id, second, 2))
    intake.allot(office.clerk, office.mail_of(first), shares)
    fewer = draft(office, first, f"payments.{line.id}", replace(line, count=3))
    with bad_input(office, "more_than_enclosed"):
        correct(office.clerk, fewer)
    more = replace(line_of(office, first), count=5)
    put(office, second, f"payments.{line.id}", more)
    for id_ in (first, second):
        assert traces(office, id_) == [(f"payments.{line.id}.count", "4", "5")]
    assert [each.count for each in line_of(office, first).allotments] == [2, 2]
    added = PaymentLine(PaymentLineId(""), Piece.STAMP, 10, 1)
    put(office, first, f"mail.{office.mail_of(first)}.payments", added)
    assert line_of(office, first, 1).allotments == ()


def test_stamps_that_a_letter_in_hand_may_tell_wait_for_it(office: Office) -> None:
    id_ = logged(office, Right.DISCLOSURE, file=came_with(*stamps("500x1")))
    letter = issue(office, id_, LetterKind.DEFICIENCIES)
    line = line_of(office, id_)
    wanted = draft(office, id_, f"payments.{line.id}", replace(line, count=2))
    with refused(office, "letter_in_hand"):
        correct(office.clerk, wanted)
    post(office, id_, letter.id)
    put(office, id_, f"payments.{line.id}", replace(line, count=2))
    assert office.look(id_).axes.fee is FeeState.PAID


def test_the_stamps_of_an_ended_claim_stay_as_its_letter_tells(office: Office) -> None:
    id_ = logged(office, Right.DISCLOSURE)
    decide(office, id_, Right.DISCLOSURE)
    line = line_of(office, id_)
    wanted = draft(office, id_, f"payments.{line.id}", replace(line, count=1))
    with refused(office, "claim_ended"):
        correct(office.clerk, wanted)


def _returned(office: Office, id_: ApplicationId, right: Right) -> None:
    """Refuse a free claim and send what is held back with the letter."""
    decide(office, id_, right, refusal("L-34-OPINION"))
    letter = issue(office, id_, LetterKind.CORRECTION, right)
    post(office, id_, letter.id, things=held(office, id_))
    assert held(office, id_) == ()


@pytest.mark.parametrize("condition", [Condition.SOUND, Condition.USED])
def test_pieces_that_went_back_were_what_they_were(office: Office, condition: Condition) -> None:
    lines = tuple(replace(line, condition=condition) for line in stamps("500x2"))
    id_ = logged(office, Right.CORRECTION, file=came_with(*lines, right=Right.CORRECTION))
    _returned(office, id_, Right.CORRECTION)
    line = line_of(office, id_)
    wanted = draft(office, id_, f"payments.{line.id}", replace(line, count=1))
    with refused(office, "pieces_went_back"):
        correct(office.clerk, wanted)


def test_a_day_of_arrival_counts_wherever_it_was_used(office: Office) -> None:
    office.clock.move_to(TODAY)
    id_ = logged(office, Right.DISCLOSURE, answered=False)
    number = office.file(id_).application.receipt_number
    day = ARRIVED + timedelta(days=1)
    put(office, id_, f"mail.{office.mail_of(id_)}.arrived_on", day)
    file = office.file(id_)
    assert file.application.received_on == file.mail[0].arrived_on == day
    assert {each.arrived_on for each in file.enclosures} == {day}
    assert file.application.receipt_number == number, "a number once given stays"
    assert traces(office, id_)[0][1:] == (ARRIVED.isoformat(), day.isoformat())


def test_a_supplement_that_came_in_time_after_all(office: Office) -> None:
    id_ = logged(office, Right.DISCLOSURE, file=came_with(*stamps("500x1")))
    notify(office, id_)
    due = office.file(id_).notices[-1].due
    let_pass(office, id_)
    office.clock.move_to(due + timedelta(days=2))
    send(office, id_, mail(*stamps("500x1"), number=2, arrived_on=due + timedelta(days=1)))
    assert office.look(id_).axes.fee is FeeState.ASK
    later = office.file(id_).mail[1]
    put(office, id_, f"mail.{later.id}.arrived_on", due)
    assert office.look(id_).axes.fee is FeeState.PAID
    early = draft(office, id_, f"mail.{later.id}.arrived_on", ARRIVED - timedelta(days=1))
    with bad_input(office, "before_application"):
        correct(office.clerk, early)


def test_the_day_of_a_writing_that_withdraws_is_its_arrival(office: Office) -> None:
    id_ = logged(office, Right.DISCLOSURE)
    office.clock.move_to(TODAY)
    claims = (claim_of(office, id_, Right.DISCLOSURE),)
    send(office, id_, mail(number=2, arrived_on=TODAY), withdraws=claims, signed=True)
    item = office.file(id_).withdrawals[0].mail_item
    put(office, id_, f"mail.{item}.arrived_on", TODAY - timedelta(days=1))
    assert office.file(id_).withdrawals[0].received_on == TODAY - timedelta(days=1)


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("arrived_on", TODAY + timedelta(days=1), "arrival_in_future"),
        ("arrived_on", date(1980, 1, 1), "day_too_early"),
        ("arrived_on", ARRIVED + timedelta(days=1), "after_what_followed"),
        ("arrived_on", BORN - timedelta(days=1), "day_too_early"),
        ("arrived_on", date(1989, 2, 1), "born_after_arrival"),
        ("postmark", ARRIVED + timedelta(days=1), "postmark_after_arrival"),
        ("kind", "ordinary", "bad_input"),
        ("opened_by", ("a", "b", "c"), "too_many_openers"),
        ("id", 4, "not_correctable"),
    ],
)
def test_a_fact_of_the_envelope_that_cannot_be_is_refused(
    office: Office, name: str, value: object, code: str
) -> None:
    born = replace(complete().application.principal, born=date(1990, 1, 1))
    file = replace(complete(), application=replace(complete().application, principal=born))
    id_ = logged(office, file=file)
    office.clock.move_to(TODAY)
    wanted = draft(office, id_, f"mail.{office.mail_of(id_)}.{name}", value)
    with bad_input(office, code):
        correct(office.clerk, wanted)


def test_the_other_facts_of_the_envelope(office: Office) -> None:
    id_ = logged(office, Right.DISCLOSURE)
    item = office.mail_of(id_)
    put(office, id_, f"mail.{item}.kind", MailKind.REGISTERED)
    put(office, id_, f"mail.{item}.tracking_number", "410-28-70115-2")
    put(office, id_, f"mail.{item}.red_marking", True)  # noqa: FBT003 a value as typed
    put(office, id_, f"mail.{item}.postmark", ARRIVED - timedelta(days=1))
    own = office.file(id_).mail[0]
    assert (own.kind, own.tracking_number) == (MailKind.REGISTERED, "410-28-70115-2")
    assert (own.red_marking, own.postmark) == (True, ARRIVED - timedelta(days=1))


def test_an_arrival_told_by_a_letter_in_hand_waits_for_it(office: Office) -> None:
    id_ = logged(office, Right.DISCLOSURE, file=came_with(*stamps("500x1")))
    issue(office, id_, LetterKind.DEFICIENCIES)
    field = f"mail.{office.mail_of(id_)}.arrived_on"
    wanted = draft(office, id_, field, ARRIVED - timedelta(days=1))
    with refused(office, "letter_in_hand"):
        correct(office.clerk, wanted)


def test_a_correction_of_a_supplement_is_of_the_application_it_concerns(office: Office) -> None:
    id_ = logged(office, Right.DISCLOSURE, file=came_with(*stamps("500x1")))
    notify(office, id_)
    fresh = replace(paper("driving_licence"), id=EnclosureId("new"))
    item = mail(*stamps("50x1"), number=2, arrived_on=ARRIVED)
    supplements.attach_supplement(office.clerk, supplements.SupplementDraft(item, id_, (fresh,)))
    line = office.file(id_).mail[1].payments[0]
    put(office, id_, f"payments.{line.id}", replace(line, denomination=500))
    assert office.look(id_).axes.fee is FeeState.PAID
