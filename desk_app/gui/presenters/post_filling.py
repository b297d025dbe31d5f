# SPDX-License-Identifier: MIT
"""What a clerk says of an envelope before it is posted, and how far that makes it ready (F2)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from desk_app.desk.postage import Offer, postage_of
from desk_app.desk.posting import PostingDraft
from desk_app.records.mail import STAMPS_BACK, MailKind
from desk_app.records.postage import PaidBy, Shape
from desk_app.rules.pieces.change import total
from desk_app.rules.pieces.sorting import SEN
from desk_app.rules.postage import tracking
from desk_app.rules.postage.choice import Choice
from desk_app.rules.postage.quote import Contents, PostageError, Service, usual_envelope

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from desk_app.desk.envelopes import WaitingEnvelope
    from desk_app.desk.errors import KnownError
    from desk_app.records.ids import HeldThingId, LetterId
    from desk_app.records.mail import HeldKind, HeldThing
    from desk_app.records.postage import Pile, Postage
    from desk_app.rules.postage.tariff import Rates

ON_A_SLIP = frozenset({MailKind.REGISTERED, MailKind.SIMPLE_REGISTERED, MailKind.SPECIFIED_RECORD})
"""The kinds of mail that stand on the slip the post office stamps (P3)."""

FOLLOWED = ON_A_SLIP | {MailKind.LETTER_PACK}
"""The kinds of mail that have a number by which they can be followed."""

_PAPERS = (64, 80)
"""Grams per square metre of paper: the usual, and the heaviest that offices print on."""

_WIDEST = "square_2"
_PACK = "letter_pack"
_NO_PRICE = frozenset({MailKind.OTHER})


@dataclass(frozen=True, slots=True)
class Filling:
    """What is said of an envelope: how it goes, what lies in it, and what pays for it.

    ``grams`` is what a scale says. ``stamps`` are those chosen by hand, none while the proposal of
    the place ``proposal`` stands. ``pays`` is how it is paid where somebody said so.
    """

    posted_on: date
    letters: tuple[LetterId, ...]
    envelope: str
    kind: MailKind
    pack: Shape = Shape.PACK_PLUS
    express: bool = False
    grams: int | None = None
    tracking: str = ""
    things: tuple[HeldThingId, ...] = ()
    proposal: int = 0
    stamps: tuple[Pile, ...] | None = None
    pays: PaidBy | None = None

    @property
    def service(self) -> Service:
        """Return how it goes, as the tariff asks."""
        return Service(self.kind, self.express, self.pack)


@dataclass(frozen=True, slots=True)
class Priced:
    """What an envelope costs: an offer, or why there is none; and the stamps there are for it.

    ``largest`` says that the stamps of which there are most are taken first.
    """

    offer: Offer | None = None
    fault: KnownError | None = None
    stock: tuple[Pile, ...] = ()
    largest: bool = False


class Standing(Enum):
    """How far an envelope that waits is."""

    REFUSED = "refused"
    """It cannot be posted today."""
    NOTHING_IN_IT = "nothing_in_it"
    """No letter is ticked."""
    THINGS = "things"
    """A letter says that something is enclosed, and it is not ticked."""
    NO_PRICE = "no_price"
    """The tariff has no price for it as it is."""
    UNPAID = "unpaid"
    """The stamps do not make up the postage."""
    NUMBER = "number"
    """Its tracking number is missing; it can be posted without one."""
    READY = "ready"


GOES = frozenset({Standing.NUMBER, Standing.READY})
"""How far an envelope must be to be posted."""


def begun(envelope: WaitingEnvelope, rates: Rates, today: date) -> Filling:
    """Return what is said of an envelope before anybody says anything."""
    return Filling(
        posted_on=today,
        letters=tuple(letter.id for letter in envelope.letters),
        envelope=usual_for(envelope.every_sheet, rates),
        kind=envelope.usual,
    )


def usual_for(sheets: int, rates: Rates) -> str:
    """Return the envelope that takes so many sheets; the widest known where none does."""
    try:
        return usual_envelope(sheets, rates)
    except PostageError:
        return _WIDEST


def sent_by(filling: Filling, service: Service) -> Filling:
    """Return a filling that goes by another kind of mail; a Letter Pack is its own envelope."""
    other = replace(
        filling, kind=service.kind, pack=service.pack, proposal=0, stamps=None, pays=None
    )
    if service.kind is MailKind.LETTER_PACK:
        return replace(other, envelope=_PACK, express=False)
    return replace(other, express=filling.express and service.kind is not MailKind.EXPRESS)


def contents(envelope: WaitingEnvelope, filling: Filling, beside: int) -> Contents:
    """Return what is weighed: the sheets of the letters in it, and the grams that lie beside."""
    inside = {*filling.letters, *(letter.id for letter in envelope.again)}
    sheets = sum(count for letter, count in envelope.sheets.items() if letter in inside)
    return Contents(filling.envelope, sheets + _copies(envelope, filling), grams=beside)


def _copies(envelope: WaitingEnvelope, filling: Filling) -> int:
    """Return how many copies of the application form go with the letters in it: a sheet each."""
    inside = {*filling.letters, *(letter.id for letter in envelope.again)}
    return len(inside.intersection(envelope.form_copies))


def takes_form_copy(envelope: WaitingEnvelope, filling: Filling) -> bool:
    """Return whether a letter in it says that a copy of the application form is enclosed."""
    return _copies(envelope, filling) > 0


def things_in(envelope: WaitingEnvelope, filling: Filling) -> tuple[HeldThing, ...]:
    """Return the things of the return list that are ticked."""
    return tuple(thing for thing in envelope.things if thing.id in filling.things)


def pays_by(filling: Filling, priced: Priced) -> PaidBy:
    """Return how an envelope is paid: as somebody said, in stamps where there are any."""
    if filling.kind is MailKind.LETTER_PACK:
        return PaidBy.PREPAID
    if filling.pays is not None:
        return filling.pays
    return PaidBy.STAMPS if priced.stock else PaidBy.OTHERWISE


def proposals(priced: Priced) -> tuple[Choice, ...]:
    """Return the ways to pay from the stock, what is preferred first."""
    if priced.offer is None:
        return ()
    found = priced.offer.choices
    first = priced.offer.largest
    if not priced.largest or first is None:
        return found
    return (first, *(each for each in found if each.stamps != first.stamps))


def stamps_of(filling: Filling, priced: Priced) -> tuple[Pile, ...]:
    """Return the stamps on an envelope: those chosen by hand, else the proposal that stands."""
    if pays_by(filling, priced) is not PaidBy.STAMPS:
        return ()
    if filling.stamps is not None:
        return filling.stamps
    ways = proposals(priced)
    return ways[filling.proposal % len(ways)].stamps if ways else ()


def with_stamp(
    stamps: Iterable[Pile], value: int, by: int, stock: Iterable[Pile]
) -> tuple[Pile, ...]:
    """Return stamps with some more, or fewer, of one value: never below none or above the stock."""
    counts, there = Counter(dict(stamps)), Counter(dict(stock))
    counts[value] = min(max(counts[value] + by, 0), there[value])
    return tuple(sorted(((each, n) for each, n in counts.items() if n), reverse=True))


def over(stamps: Sequence[Pile], offer: Offer) -> int:
    """Return by how many yen stamps are more than a postage; below 0 what they are short."""
    return total(tuple(stamps)) // SEN - offer.quote.yen


def promised_in(envelope: WaitingEnvelope, filling: Filling) -> int:
    """Return by how many yen the ticked stamps fall short of what the letters say is enclosed."""
    ticked = sum(
        thing.amount for thing in things_in(envelope, filling) if thing.kind in STAMPS_BACK
    )
    return max(envelope.promised - ticked, 0)


def lacking(envelope: WaitingEnvelope, filling: Filling) -> tuple[HeldKind, ...]:
    """Return the kinds of things that the letters say are enclosed, and that are not ticked."""
    return envelope.told.lacks(things_in(envelope, filling))


def standing(envelope: WaitingEnvelope, filling: Filling, priced: Priced) -> Standing:
    """Return the first thing that an envelope still needs, in the order of the page."""
    needs = (
        (Standing.REFUSED, bool(envelope.refused)),
        (Standing.NOTHING_IN_IT, not filling.letters),
        (Standing.THINGS, promised_in(envelope, filling) > 0 or bool(lacking(envelope, filling))),
        (Standing.NO_PRICE, priced.offer is None and filling.kind not in _NO_PRICE),
        (Standing.UNPAID, _is_short(filling, priced)),
        (Standing.NUMBER, filling.kind in FOLLOWED and not filling.tracking.strip()),
    )
    return next((each for each, holds in needs if holds), Standing.READY)


def _is_short(filling: Filling, priced: Priced) -> bool:
    if priced.offer is None or pays_by(filling, priced) is not PaidBy.STAMPS:
        return False
    return over(stamps_of(filling, priced), priced.offer) < 0


def postage(filling: Filling, priced: Priced) -> Postage | None:
    """Return the postage as it is recorded; none where the tariff has no price."""
    if priced.offer is None:
        return None
    stamps = stamps_of(filling, priced)
    chosen = Choice(stamps) if pays_by(filling, priced) is PaidBy.STAMPS else None
    return postage_of(priced.offer.quote, filling.service, chosen)


def draft(
    envelope: WaitingEnvelope, filling: Filling, paid: Postage | None, slip: str = ""
) -> PostingDraft:
    """Return the posting of an envelope as it is filled in; ``slip`` where it stands on one."""
    return PostingDraft(
        application=envelope.application,
        letters=filling.letters,
        kind=filling.kind,
        posted_on=filling.posted_on,
        tracking_number=filling.tracking.strip(),
        returned=filling.things,
        postage=paid,
        slip=slip if filling.kind in ON_A_SLIP else "",
    )


def doubt(filling: Filling) -> tracking.NumberDoubt | None:
    """Return what looks wrong with the number; nothing where the mail has none of a known form."""
    return tracking.doubt(filling.tracking) if filling.kind in FOLLOWED else None


def is_half_typed(filling: Filling) -> bool:
    """Return whether a number may lack its last digits still, while it is being typed."""
    return doubt(filling) not in {None, tracking.NumberDoubt.CHECK_DIGIT}


def is_near_limit(filling: Filling, priced: Priced) -> bool:
    """Return whether a worked out weight is so near its limit that heavier paper would exceed it.

    The sheets are reckoned as the usual paper of 64 grams; there is some of 80.
    """
    if priced.offer is None or filling.grams is not None:
        return False
    found = priced.offer.quote
    usual, heavier = _PAPERS
    return found.grams * heavier > found.charges[0].up_to * usual


def left_of(stock: Iterable[Pile], stamps: Iterable[Pile], fee: Iterable[Pile]) -> tuple[Pile, ...]:
    """Return what is left for the next envelope: the stamps of the own fee are used up first."""
    used = Counter(dict(stamps))
    used.subtract(Counter(dict(fee)))
    left = {value: count - max(used[value], 0) for value, count in stock}
    return tuple((value, count) for value, count in left.items() if count > 0)


def together(stock: Iterable[Pile], fee: Iterable[Pile]) -> tuple[Pile, ...]:
    """Return the stamps there are for an envelope: the stock, and those of its own fee."""
    counts = Counter(dict(stock))
    counts.update(Counter(dict(fee)))
    return tuple(sorted(counts.items(), reverse=True))
