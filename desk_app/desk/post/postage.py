# SPDX-License-Identifier: MIT
"""What an envelope costs, and which stamps of the desk's own stock pay for it (F2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desk_app.desk.context import Desk
from desk_app.desk.errors import BadInput
from desk_app.records.case.mail import MailKind
from desk_app.records.case.stamps import PaidBy, Pile, Postage
from desk_app.rules.fee.pieces import SEN, total
from desk_app.rules.postage import quote as choice
from desk_app.rules.postage.quote import (
    Choice,
    Contents,
    PostageError,
    Quote,
    Service,
    is_covered,
    parcel_of,
    quote,
    usual_envelope,
    weighed,
)
from desk_app.rules.rulebook.terms import Duty

MOST_GRAMS = 30_000
MOST_YEN = 100_000
HIGHEST_VALUE = 1_000_000 * SEN
MOST_STAMPS = 100_000


@dataclass(frozen=True, slots=True)
class Offer:
    """What an envelope costs, and ways to pay it from the stock: the fewest stamps first.

    ``largest`` are the stamps of which there are most. ``choices`` are empty where the stock is not
    enough, or none is needed.
    """

    quote: Quote
    choices: tuple[Choice, ...] = ()
    largest: Choice | None = None


def offer(
    desk: Desk,
    contents: Contents,
    service: Service,
    on: date,
    grams: int | None = None,
    stock: Sequence[Pile] | None = None,
) -> Offer:
    """Return what an envelope posted on a day costs, and the stamps that can pay it now.

    ``grams`` is what a scale says; without it the weight is worked out. ``stock`` are the stamps
    that may be taken, where those are not all of the desk's own. Raises BadInput where the post
    office does not take it, or the tariff has no price for it.
    """
    desk.must(Duty.POST)
    rates = desk.tariff.on(on)
    try:
        parcel = parcel_of(contents, rates)
        found = quote(parcel if grams is None else weighed(parcel, grams), service, rates)
    except PostageError as error:
        raise BadInput(error.fault.value, place="postage") from None
    if service.kind is MailKind.LETTER_PACK:
        return Offer(found)
    if stock is None:
        stock = stock_of(desk)
    return Offer(
        found,
        choice.choices(stock, found.yen),
        choice.from_largest_stock(stock, found.yen),
    )


def cash_postage(desk: Desk, amount: int, on: date) -> Postage | None:
    """Return what so much cash costs on its way back, paid at the counter (practice 30).

    It lies alone in a letter of standard size. None where the tariff has no price for it.
    """
    rates, service = desk.tariff.on(on), Service(MailKind.CASH_REGISTERED)
    try:
        found = quote(parcel_of(Contents(usual_envelope(1, rates), 0), rates), service, rates)
    except PostageError:
        return None
    return postage_of(found, service, None) if is_covered(amount, rates) else None


def stock_of(desk: Desk) -> tuple[Pile, ...]:
    """Return the stamps that may pay postage: the desk's own, none that are only held."""
    desk.must(Duty.POST)
    balances = desk.ports.store.stamps.balances()
    return tuple((each.value, each.owned) for each in balances if each.owned)


def postage_of(offered: Quote, service: Service, chosen: Choice | None) -> Postage:
    """Return the postage of an envelope as it is recorded, with the stamps that were chosen.

    Without any it was paid otherwise; a Letter Pack's lies in its price.
    """
    paid_by = PaidBy.STAMPS if chosen is not None else PaidBy.OTHERWISE
    if service.kind is MailKind.LETTER_PACK:
        paid_by, chosen = PaidBy.PREPAID, None
    return Postage(
        shape=offered.shape,
        grams=offered.grams,
        yen=offered.yen,
        express=service.express or service.kind is MailKind.EXPRESS,
        paid_by=paid_by,
        stamps=() if chosen is None else chosen.stamps,
    )


def check_postage(postage: Postage) -> None:
    """Raise BadInput where stamps do not pay a postage, or stand where none were used."""
    if not 0 < postage.grams <= MOST_GRAMS:
        raise BadInput("weight_out_of_range", {"most": MOST_GRAMS}, place="postage.grams")
    if not 0 < postage.yen <= MOST_YEN:
        raise BadInput("postage_out_of_range", {"most": MOST_YEN}, place="postage.yen")
    check_piles(postage.stamps, "postage.stamps")
    if postage.paid_by is not PaidBy.STAMPS:
        if postage.stamps:
            raise BadInput("stamps_not_wanted", place="postage.stamps")
        return
    stuck = total(postage.stamps) // SEN
    if stuck < postage.yen:
        raise BadInput(
            "stamps_short", {"postage": postage.yen, "stamps": stuck}, place="postage.stamps"
        )


def check_piles(piles: tuple[Pile, ...], place: str) -> None:
    """Raise BadInput for a face value or a count that no pile of stamps has, or one told twice."""
    for number, (value, count) in enumerate(piles):
        if not 1 <= value <= HIGHEST_VALUE:
            raise BadInput("denomination_out_of_range", place=f"{place}[{number}]")
        if not 1 <= count <= MOST_STAMPS:
            raise BadInput("count_out_of_range", {"most": MOST_STAMPS}, place=f"{place}[{number}]")
    if len({value for value, _ in piles}) < len(piles):
        raise BadInput("denomination_twice", place=place)
