# SPDX-License-Identifier: MIT
"""What an envelope costs at the desk, and the stamps of its own stock that pay it (F2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from desk_app.desk.context import Desk
from desk_app.desk.post import postage, stamps
from desk_app.records.case.application import Right
from desk_app.records.case.mail import MailKind
from desk_app.records.case.stamps import PaidBy, Postage, Shape
from desk_app.rules.postage import tariff
from desk_app.rules.postage.quote import Contents, Service
from tests.builders import ARRIVED, complete, mail
from tests.builders import stamps as lines
from tests.unit.desk import working
from tests.unit.desk.office import Office, bad_input, opened

TARIFF = tariff.load(Path(__file__).parents[3] / "resources" / "tables" / "tariff.toml")
LETTER, SIMPLE = Contents("long_3", 3), Service(MailKind.SIMPLE_REGISTERED)


def _desk(office: Office) -> Desk:
    return replace(office.clerk, tariff=TARIFF)


def test_the_desks_own_stamps_pay_and_held_ones_do_not(office: Office) -> None:
    working.logged(office, file=replace(complete(Right.DISCLOSURE), mail=(mail(*lines("460x1")),)))
    bought = ((35_000, 2), (11_000, 20), (1_000, 40))
    stamps.buy(office.clerk, stamps.StampDraft(bought, ARRIVED))
    desk = _desk(office)
    assert postage.stock_of(desk) == bought
    offer = postage.offer(desk, LETTER, SIMPLE, ARRIVED)
    assert (offer.quote.yen, offer.quote.grams) == (460, 17)
    assert offer.choices[0].stamps == ((35_000, 1), (11_000, 1))
    assert offer.largest is not None
    assert offer.largest.stamps == ((35_000, 1), (1_000, 11))
    assert len({each.stamps for each in offer.choices}) == len(offer.choices) > 1


def test_a_scale_goes_before_what_was_worked_out() -> None:
    desk = _desk(opened())
    weighed = postage.offer(desk, Contents("square_2", 10), SIMPLE, ARRIVED, grams=105)
    assert (weighed.quote.grams, weighed.quote.yen, weighed.choices) == (105, 620, ())


def test_a_letter_pack_needs_no_stamps(office: Office) -> None:
    service = Service(MailKind.LETTER_PACK, pack=Shape.PACK_LIGHT)
    offer = postage.offer(_desk(office), Contents("letter_pack", 20), service, ARRIVED)
    assert (offer.quote.yen, offer.choices, offer.largest) == (430, (), None)
    paid = postage.postage_of(offer.quote, service, None)
    assert paid == Postage(Shape.PACK_LIGHT, 130, 430, paid_by=PaidBy.PREPAID)


def test_postage_is_recorded_with_the_stamps_chosen(office: Office) -> None:
    stamps.buy(office.clerk, stamps.StampDraft(((35_000, 2), (11_000, 20)), ARRIVED))
    offer = postage.offer(_desk(office), LETTER, Service(MailKind.EXPRESS), ARRIVED)
    chosen = offer.choices[0]
    paid = postage.postage_of(offer.quote, Service(MailKind.EXPRESS), chosen)
    assert (paid.yen, paid.express, paid.stamps) == (410, True, chosen.stamps)
    without = postage.postage_of(offer.quote, Service(MailKind.ORDINARY), None)
    assert (without.paid_by, without.stamps, without.express) == (PaidBy.OTHERWISE, (), False)


def test_what_has_no_price_is_told(office: Office) -> None:
    with bad_input(office, "envelope_unknown", "postage"):
        postage.offer(_desk(office), Contents("bag", 1), SIMPLE, ARRIVED)
    with bad_input(office, "no_rate", "postage"):
        postage.offer(_desk(office), LETTER, SIMPLE, date(2023, 1, 1))
    with bad_input(office, "mail_too_heavy", "postage"):
        postage.offer(_desk(office), LETTER, SIMPLE, ARRIVED, grams=5_000)
    with bad_input(office, "envelope_unknown", "postage"):
        postage.offer(office.clerk, LETTER, SIMPLE, ARRIVED)


def test_the_stamps_of_an_envelopes_own_fee_may_pay_it() -> None:
    desk = _desk(opened())
    fee = ((35_000, 1), (11_000, 1), (54_000, 1))
    assert postage.offer(desk, LETTER, SIMPLE, ARRIVED).choices == ()
    (exact,) = postage.offer(desk, LETTER, SIMPLE, ARRIVED, stock=fee).choices
    assert (exact.stamps, exact.over) == (fee[:2], 0)
