# SPDX-License-Identifier: MIT
"""The post page as the desk's thread reads it: what waits, what was posted, what each costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from enum import Enum
from typing import TYPE_CHECKING

from desk_app.desk import envelopes, mailing, postage, reading
from desk_app.desk.errors import BadInput
from desk_app.gui.presenters import post_filling
from desk_app.gui.presenters.post_filling import Filling, Priced
from desk_app.gui.presenters.post_keeping import kept
from desk_app.records.ids import LetterId
from desk_app.rules import resending
from desk_app.rules.address_parts import AddressPart, parts
from desk_app.rules.findings.envelope import went_back
from desk_app.rules.replies import addressee
from desk_app.rules.terms import Duty

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from desk_app.desk.context import Desk
    from desk_app.desk.envelopes import WaitingEnvelope
    from desk_app.desk.ports import Books
    from desk_app.desk.post_queries import PostingLine
    from desk_app.records.history import ApplicationFile
    from desk_app.records.ids import PostingId
    from desk_app.records.letters import Addressee
    from desk_app.records.mail import HeldThing
    from desk_app.records.people import User
    from desk_app.records.postage import Pile

Fillings = Mapping[LetterId, Filling]
"""What was said of envelopes so far, by their first letter."""

MOST_SENT = 300
"""So many envelopes of some days stand in the list; a day has fewer."""

_UNDER_WAY_FOR = timedelta(days=180)
"""An envelope of which nothing is known so long is nothing to wait for any more."""


class Which(Enum):
    """Which envelopes the page shows."""

    TODAY = "today"
    """Those that wait, and those posted today."""
    DAY = "day"
    """Those posted on a day."""
    UNDER_WAY = "under_way"
    """Those of which nothing is known since."""
    CAME_BACK = "came_back"


@dataclass(frozen=True, slots=True)
class Shown:
    """Which envelopes are wanted, and of which day."""

    which: Which = Which.TODAY
    day: date | None = None


@dataclass(frozen=True, slots=True)
class PostedOn:
    """An envelope that was posted, and the day: so it is asked for from elsewhere."""

    posting: PostingId
    day: date


def sought(thing: object | None, today: date) -> tuple[Shown | None, object | None]:
    """Return which envelopes are to be shown, where that is said, and what names the one sought."""
    if isinstance(thing, Which):
        return Shown(thing), None
    if isinstance(thing, PostedOn):
        return (Shown() if thing.day == today else Shown(Which.DAY, thing.day)), thing.posting
    return None, thing


@dataclass(frozen=True, slots=True)
class Waiting:
    """An envelope that waits, with what was said of it and what it costs."""

    envelope: WaitingEnvelope
    filling: Filling
    priced: Priced

    @property
    def key(self) -> LetterId:
        """Return what names it among the others."""
        return self.envelope.key

    @property
    def to(self) -> Addressee:
        """Return to whom it goes."""
        return self.envelope.to


@dataclass(frozen=True, slots=True)
class Sent:
    """An envelope that was posted, and to whom; ``open`` says that it came back and waits here.

    ``things`` are what went back in it.
    """

    line: PostingLine
    to: Addressee
    open: bool = False
    needs_address: bool = False
    things: tuple[HeldThing, ...] = ()

    @property
    def key(self) -> PostingId:
        """Return what names it among the others."""
        return self.line.posting.id


Envelope = Waiting | Sent


@dataclass(frozen=True, slots=True)
class PostRead:
    """What the page shows: envelopes that wait in order, then those posted, the last one first.

    ``slips`` are the numbers of today's slips, the last begun in front.
    """

    shown: Shown
    waiting: tuple[Waiting, ...] = ()
    sent: tuple[Sent, ...] = ()
    stock: tuple[Pile, ...] = ()
    slips: tuple[str, ...] = ()
    people: Mapping[str, User] | None = None
    fillings: Fillings = field(default_factory=dict)


def read_post(desk: Desk, shown: Shown, fillings: Fillings | None, *, largest: bool) -> PostRead:
    """Read the page; ``largest`` prefers the stamps of which there are most.

    Without fillings those are read that were kept when the page was left.
    """
    if fillings is None:
        fillings = kept(desk)
    waiting, stock = _waiting(desk, fillings, largest=largest)
    today = reading.envelopes(desk).sent(desk.today, desk.today)
    with reading.cases(desk) as books:
        people = {str(user.id): user for user in books.people.all()}
    return PostRead(
        shown=shown,
        waiting=waiting,
        sent=tuple(_sent(desk, _lines(desk, shown))),
        stock=stock,
        slips=tuple(dict.fromkeys(each.posting.slip for each in today if each.posting.slip)),
        people=people,
        fillings=fillings,
    )


def price(
    desk: Desk, said: Sequence[tuple[WaitingEnvelope, Filling]], *, largest: bool
) -> tuple[Waiting, ...]:
    """Return what each envelope costs, and what is left for it once those before it are paid."""
    if not desk.may(Duty.POST):
        return tuple(Waiting(each, filling, Priced()) for each, filling in said)
    left, found = postage.stock_of(desk), []
    for envelope, filling in said:
        stock = post_filling.together(left, envelope.fee)
        priced = replace(_priced(desk, envelope, filling, stock), largest=largest)
        found.append(Waiting(envelope, filling, priced))
        left = post_filling.left_of(left, post_filling.stamps_of(filling, priced), envelope.fee)
    return tuple(found)


def place_of(address: str) -> str:
    """Return prefecture and city of an address as it is written; all of it where none is named."""
    found = parts(address)
    named = [found[part] for part in (AddressPart.PREFECTURE, AddressPart.CITY) if part in found]
    return address[named[0].start : named[-1].end] if named else address


def slip_pages(desk: Desk, number: str, on: date) -> bytes:
    """Return the slip of a number as it prints: what was posted on it that day, in order."""
    lines = reversed(reading.envelopes(desk).sent(on, on))
    pieces = [(each.application, each.posting.id) for each in lines if each.posting.slip == number]
    return desk.ports.press.page(mailing.mail_slip_page(desk, number, on, pieces))


def _waiting(
    desk: Desk, fillings: Fillings, *, largest: bool
) -> tuple[tuple[Waiting, ...], tuple[Pile, ...]]:
    rates = desk.tariff.on(desk.today)
    said = [
        (each, _still(each, fillings.get(each.key)) or post_filling.begun(each, rates, desk.today))
        for each in envelopes.waiting(desk)
    ]
    found = price(desk, said, largest=largest)
    return found, postage.stock_of(desk) if _posts(desk) else ()


def _posts(desk: Desk) -> bool:
    return desk.may(Duty.POST)


def _still(envelope: WaitingEnvelope, said: Filling | None) -> Filling | None:
    """Return what was said of an envelope, as far as its letters and things are still there."""
    if said is None:
        return None
    letters = {letter.id for letter in envelope.letters}
    things = {thing.id for thing in envelope.things}
    return replace(
        said,
        letters=tuple(each for each in said.letters if each in letters),
        things=tuple(each for each in said.things if each in things),
    )


def _priced(
    desk: Desk, envelope: WaitingEnvelope, filling: Filling, stock: tuple[Pile, ...]
) -> Priced:
    beside = envelopes.grams_of(post_filling.things_in(envelope, filling))
    inside = post_filling.contents(envelope, filling, beside)
    try:
        offer = postage.offer(
            desk, inside, filling.service, filling.posted_on, filling.grams, stock
        )
    except BadInput as fault:
        return Priced(None, fault, stock)
    return Priced(offer, None, stock)


def _lines(desk: Desk, shown: Shown) -> tuple[PostingLine, ...]:
    queries, today = reading.envelopes(desk), desk.today
    if shown.which is Which.CAME_BACK:
        return queries.came_back(MOST_SENT)
    if shown.which is Which.UNDER_WAY:
        found = queries.sent(today - _UNDER_WAY_FOR, today)
        return tuple(
            each
            for each in found
            if not each.posting.delivered_on and not each.posting.came_back_on
        )[:MOST_SENT]
    day = shown.day if shown.which is Which.DAY and shown.day is not None else today
    return queries.sent(day, day, MOST_SENT)


def _sent(desk: Desk, lines: Sequence[PostingLine]) -> Iterator[Sent]:
    with reading.cases(desk) as books:
        for line in lines:
            file = books.files.get(line.application)
            posting = line.posting
            waits = posting.came_back_on is not None and any(
                each.id == posting.id for each in resending.came_back(file)
            )
            yield Sent(
                line,
                _to(books, file, line),
                waits,
                waits and resending.needs_address(posting),
                went_back(file, posting, posting.letters or (None,)),
            )


def _to(books: Books, file: ApplicationFile, line: PostingLine) -> Addressee:
    for letter in line.posting.letters:
        return books.letters.facts(letter).addressee
    return addressee(file.application, to_sender=True)
