# SPDX-License-Identifier: MIT
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.records.base import ApplicationId
from desk_app.records.case.application import Right
from desk_app.records.case.findings import FeeStanding, FeeState
from desk_app.records.case.history import ApplicationFile, Ruling, Topic
from desk_app.records.case.mail import Allotment, Condition, PaymentLine, Piece
from desk_app.rules.fee import fees
from desk_app.rules.fee.fees import propose_split
from desk_app.rules.fee.pieces import FeeEnd, Pile, smallest_kept, total
from desk_app.rules.fee.stamp_book import enclosed_for, still_held
from tests.builders import (
    ARRIVED,
    application,
    complete,
    mail,
    rules,
    stamps,
    with_judgement,
    with_notice,
)

PILES = st.lists(
    st.tuples(st.sampled_from((1, 2, 5, 10, 50, 82, 84, 100, 320, 500)), st.integers(0, 3)),
    max_size=4,
)


def _standing(file: ApplicationFile) -> FeeStanding:
    return fees.assess(fees.facts_of(file, file.application.rights()), rules())


def _paid(*lines: PaymentLine, rights: Sequence[Right] = (Right.DISCLOSURE,)) -> FeeStanding:
    return _standing(replace(complete(*rights), mail=(mail(*lines),)))


@pytest.mark.parametrize(
    ("rights", "required"),
    [
        ((Right.DISCLOSURE,), 1000),
        ((Right.PURPOSE,), 1000),
        ((Right.DISCLOSURE, Right.PURPOSE), 1000),
        ((Right.DISCLOSURE, Right.CORRECTION), 1000),
        ((Right.PROVISION_RECORDS,), 0),
        ((Right.CORRECTION, Right.ERASURE), 0),
    ],
)
def test_one_fee_for_an_application_with_a_chargeable_right(
    rights: tuple[Right, ...], required: int
) -> None:
    assert fees.required(rights, ARRIVED, rules()) == required


@pytest.mark.parametrize(
    ("lines", "state"),
    [
        (("500x2",), FeeState.PAID),
        (("1000x1",), FeeState.PAID),
        (("110x9", "10x1"), FeeState.PAID),
        (("63x15", "5x11"), FeeState.PAID),
        (("84x10",), FeeState.SHORT),
        ((), FeeState.SHORT),
        (("600x2",), FeeState.OVER),
    ],
)
def test_face_values_are_added(lines: tuple[str, ...], state: FeeState) -> None:
    assert fees.state(_paid(*stamps(*lines))) is state


def test_excess_goes_back_only_in_whole_pieces() -> None:
    assert _paid(*stamps("500x2", "100x2")).returnable_pieces == ((100, 2),)
    assert _paid(*stamps("600x2")).returnable == 0


@pytest.mark.parametrize(
    ("piece", "condition", "reason"),
    [
        (Piece.REVENUE_STAMP, Condition.SOUND, "revenue_stamp"),
        (Piece.FOREIGN_STAMP, Condition.SOUND, "foreign"),
        (Piece.POSTCARD, Condition.SOUND, "postcard"),
        (Piece.CASH, Condition.SOUND, "cash"),
        (Piece.STAMP, Condition.USED, "used"),
        (Piece.STAMP, Condition.TORN, "torn"),
        (Piece.STAMP, Condition.NO_FACE_VALUE, "no_face_value"),
    ],
)
def test_what_is_no_good_stamp_is_refused_with_its_reason(
    piece: Piece, condition: Condition, reason: str
) -> None:
    (line,) = stamps("500x2", piece=piece)
    found = _paid(replace(line, condition=condition))
    assert [(each.count, each.reason) for each in found.refused] == [(2, reason)]
    assert (found.counted, found.short) == (0, 1000)


def test_a_charity_stamp_counts_without_its_surcharge() -> None:
    (line,) = stamps("50x20", piece=Piece.CHARITY_STAMP)
    assert _paid(replace(line, surcharge=5)).counted == 1000


def test_sen_stamps_are_added_before_they_are_cut_off() -> None:
    assert _paid(*stamps("50x3", piece=Piece.SEN_STAMP)).counted == 1


def test_a_doubtful_piece_waits_for_a_person() -> None:
    (line,) = stamps("500x2")
    file = replace(complete(), mail=(mail(replace(line, condition=Condition.STUCK)),))
    assert fees.state(_standing(file)) is FeeState.ASK
    taken = with_judgement(file, Topic.DOUBTFUL_PIECE, "m1p0", Ruling.ACCEPTED)
    assert fees.state(_standing(taken)) is FeeState.PAID
    not_taken = with_judgement(file, Topic.DOUBTFUL_PIECE, "m1p0", Ruling.REFUSED)
    assert fees.state(_standing(not_taken)) is FeeState.SHORT
    assert _standing(not_taken).refused[0].reason == "judged_bad"


def test_where_no_fee_is_due_a_doubtful_piece_goes_back() -> None:
    (line,) = stamps("500x2")
    found = _paid(replace(line, condition=Condition.STUCK), rights=(Right.CORRECTION,))
    assert (found.doubtful, len(found.refused)) == ((), 1)


@pytest.mark.parametrize("arrived", [date(2026, 12, 9), date(2026, 12, 10)])
def test_payment_counts_by_its_arrival(arrived: date) -> None:
    file = with_notice(replace(complete(), mail=(mail(),)), ARRIVED)
    came = mail(*stamps("500x2"), number=2, arrived_on=arrived)
    found = _standing(replace(file, mail=(*file.mail, came)))
    in_time = arrived <= date(2026, 12, 9)
    assert fees.state(found) is (FeeState.PAID if in_time else FeeState.ASK)


def test_stamps_that_nobody_divided_are_held_for_the_one_application_of_their_envelope() -> None:
    alone = replace(complete(), mail=(mail(*stamps("500x2")),))
    assert enclosed_for(alone) == still_held(alone) == {50_000: 2}
    of_two = replace(alone, siblings=(ApplicationId(2),))
    assert enclosed_for(of_two) == still_held(of_two) == {}


def test_a_piece_of_a_shared_envelope_is_nobodys_until_it_is_allotted() -> None:
    file = replace(complete(), siblings=(ApplicationId(2),))
    found = _standing(file)
    assert (found.unallotted, fees.state(found)) == (2, FeeState.ASK)
    line = replace(file.mail[0].payments[0], allotments=(Allotment(ApplicationId(2), 2),))
    others = replace(file, mail=(mail(line),))
    assert (_standing(others).unallotted, fees.state(_standing(others))) == (0, FeeState.SHORT)


@pytest.mark.parametrize(
    ("end", "back"),
    [
        (FeeEnd.LAPSED, True),
        (FeeEnd.WITHDRAWN, True),
        (FeeEnd.REFERRED, True),
        (FeeEnd.REFUSED, False),
    ],
)
def test_how_a_fee_ended_says_whether_it_goes_back(end: FeeEnd, back: bool) -> None:
    assert fees.goes_back(end, ARRIVED, rules()) is back
    ended = fees.facts_of(complete(), (), (end,))
    assert bool(fees.assess(ended, rules()).returnable) is back


def _choices(piles: Sequence[Pile]) -> Iterator[int]:
    for counts in product(*(range(count + 1) for _, count in piles)):
        yield sum(value * taken for (value, _), taken in zip(piles, counts, strict=True))


@given(PILES, st.integers(0, 1200))
def test_the_smallest_sum_that_is_enough_is_kept(piles: list[Pile], target: int) -> None:
    enough = [choice for choice in _choices(piles) if choice >= target]
    kept = smallest_kept(piles, target)
    assert (None if kept is None else total(kept)) == min(enough, default=None)


@given(PILES, st.integers(1, 4))
def test_a_split_gives_every_piece_away_and_pays_one_where_it_can(
    piles: list[Pile], fee: int
) -> None:
    lines = stamps(*(f"{value}x{count}" for value, count in piles))
    one, two = ApplicationId(1), ApplicationId(2)
    wanted = ((one, fee * 100), (two, 500))
    found = propose_split(lines, wanted, ARRIVED, rules())
    for line in found:
        assert sum(allotment.count for allotment in line.allotments) == line.count
    paid = [_worth(found, each) >= required for each, required in wanted]
    could = total(piles) >= min(required for _, required in wanted)
    assert any(paid) is could


def test_stamps_for_one_of_two_pay_one() -> None:
    found = propose_split(
        stamps("500x2", "100x5"),
        ((ApplicationId(1), 1000), (ApplicationId(2), 1000)),
        ARRIVED,
        rules(),
    )
    assert [_worth(found, ApplicationId(number)) for number in (1, 2)] == [1000, 500]


def test_a_claim_given_up_needs_no_fee_any_more() -> None:
    assert fees.required((), application().received_on, rules()) == 0


def _worth(lines: tuple[PaymentLine, ...], of: ApplicationId) -> int:
    """Return the face value in yen of the stamps allotted to an application."""
    return sum(
        line.denomination * share.count
        for line in lines
        for share in line.allotments
        if share.application == of
    )
