# SPDX-License-Identifier: MIT
"""Envelopes as several pages read them: what waits, what was posted, what was said of each (F2)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from desk_app.desk import reading
from desk_app.desk.applications import intake
from desk_app.desk.errors import BadInput
from desk_app.desk.inquiries import sending
from desk_app.desk.post import envelopes
from desk_app.desk.post.postage import Offer, postage_of, stock_of
from desk_app.desk.post.postage import offer as offer_of
from desk_app.desk.post.posting import PostingDraft
from desk_app.gui.case import drafts
from desk_app.records.base import HeldThingId, LetterId, inquiry_of
from desk_app.records.case.mail import STAMPS_BACK, MailKind
from desk_app.records.case.stamps import PaidBy, Pile, Shape
from desk_app.rules import codes as tracking
from desk_app.rules.addresses.addresses import AddressPart, parts
from desk_app.rules.case import replies
from desk_app.rules.case.replies import sender
from desk_app.rules.fee.pieces import SEN, total
from desk_app.rules.findings.envelope import went_back
from desk_app.rules.inquiries import inquiring
from desk_app.rules.postage.quote import Choice, Contents, PostageError, Service, usual_envelope
from desk_app.rules.rulebook.terms import Duty

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from desk_app.desk.context import Desk
    from desk_app.desk.errors import KnownError
    from desk_app.desk.ports import Books
    from desk_app.desk.post.envelopes import WaitingEnvelope
    from desk_app.desk.rows import PostingLine
    from desk_app.gui.session.session import Session
    from desk_app.records.base import InquiryKey, PostingId
    from desk_app.records.case.history import ApplicationFile
    from desk_app.records.case.letters import Addressee
    from desk_app.records.case.mail import HeldKind, HeldThing
    from desk_app.records.case.stamps import Postage
    from desk_app.records.desk.people import User
    from desk_app.rules.postage.tariff import Rates


ON_A_SLIP = frozenset(
    {
        MailKind.REGISTERED,
        MailKind.CASH_REGISTERED,
        MailKind.SIMPLE_REGISTERED,
        MailKind.SPECIFIED_RECORD,
    }
)
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


class EnvelopeStanding(Enum):
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
    """Its tracking number is missing; it can be posted without one where somebody says so."""
    READY = "ready"


GOES = frozenset({EnvelopeStanding.READY})
"""How far an envelope must be to be posted."""

GOES_UNNUMBERED = GOES | {EnvelopeStanding.NUMBER}
"""The same where the counter gives the number later."""


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
    inside = _inside(envelope, filling)
    sheets = sum(count for letter, count in envelope.sheets.items() if letter in inside)
    forms = len(inside.intersection(envelope.form_copies))
    forms += len(inside.intersection(envelope.mandate_forms))
    return Contents(filling.envelope, sheets + forms, grams=beside)


def takes_form_copy(envelope: WaitingEnvelope, filling: Filling) -> bool:
    """Return whether a letter in it says that a copy of the application form is enclosed."""
    return not _inside(envelope, filling).isdisjoint(envelope.form_copies)


def takes_mandate_form(envelope: WaitingEnvelope, filling: Filling) -> bool:
    """Return whether a letter in it says that a blank letter of proxy is enclosed."""
    return not _inside(envelope, filling).isdisjoint(envelope.mandate_forms)


def _inside(envelope: WaitingEnvelope, filling: Filling) -> set[LetterId]:
    return {*filling.letters, *(letter.id for letter in envelope.again)}


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


def standing(envelope: WaitingEnvelope, filling: Filling, priced: Priced) -> EnvelopeStanding:
    """Return the first thing that an envelope still needs, in the order of the page."""
    needs = (
        (EnvelopeStanding.REFUSED, bool(envelope.refused)),
        (EnvelopeStanding.NOTHING_IN_IT, not filling.letters),
        (
            EnvelopeStanding.THINGS,
            promised_in(envelope, filling) > 0 or bool(lacking(envelope, filling)),
        ),
        (EnvelopeStanding.NO_PRICE, priced.offer is None and filling.kind not in _NO_PRICE),
        (EnvelopeStanding.UNPAID, _is_short(filling, priced)),
        (EnvelopeStanding.NUMBER, filling.kind in FOLLOWED and not filling.tracking.strip()),
    )
    return next((each for each, holds in needs if holds), EnvelopeStanding.READY)


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


# The post page as the desk's thread reads it: what waits, what was posted, what each costs.


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

    @property
    def inquiry(self) -> InquiryKey | None:
        """Return the inquiry that it answers; nothing of an application's envelope."""
        return inquiry_of(self.line.application)


Envelope = Waiting | Sent


def is_late(envelope: Envelope, today: date) -> bool:
    """Return whether a letter waits in it whose day of posting has passed."""
    return isinstance(envelope, Waiting) and wanted_on(envelope.envelope) < today


def wanted_on(envelope: WaitingEnvelope) -> date:
    """Return the day on which the first of its letters is to be posted; the last one for none."""
    return min((letter.for_posting_on for letter in envelope.letters), default=date.max)


@dataclass(frozen=True, slots=True)
class PostRead:
    """What the page shows: envelopes that wait by their day, then those posted, the last one first.

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
    today = sending.sent(desk, desk.today, desk.today)
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
    left, found = stock_of(desk), []
    for envelope, filling in said:
        stock = together(left, envelope.fee)
        priced = replace(_priced(desk, envelope, filling, stock), largest=largest)
        found.append(Waiting(envelope, filling, priced))
        left = left_of(left, stamps_of(filling, priced), envelope.fee)
    return tuple(found)


def place_of(address: str) -> str:
    """Return prefecture and city of an address as it is written; all of it where none is named."""
    found = parts(address)
    named = [found[part] for part in (AddressPart.PREFECTURE, AddressPart.CITY) if part in found]
    return address[named[0].start : named[-1].end] if named else address


def slip_pages(desk: Desk, number: str, on: date) -> bytes:
    """Return the slip of a number as it prints: what was posted on it that day, in order."""
    lines = reversed(sending.sent(desk, on, on))
    pieces = [(each.application, each.posting.id) for each in lines if each.posting.slip == number]
    return desk.ports.press.page(envelopes.mail_slip_page(desk, number, on, pieces))


def _waiting(
    desk: Desk, fillings: Fillings, *, largest: bool
) -> tuple[tuple[Waiting, ...], tuple[Pile, ...]]:
    rates = desk.tariff.on(desk.today)
    said = [
        (each, _still(each, fillings.get(each.key)) or begun(each, rates, desk.today))
        for each in sorted(sending.waiting(desk), key=wanted_on)
    ]
    found = price(desk, said, largest=largest)
    return found, stock_of(desk) if _posts(desk) else ()


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
    beside = envelopes.grams_of(things_in(envelope, filling))
    inside = contents(envelope, filling, beside)
    try:
        offer = offer_of(desk, inside, filling.service, filling.posted_on, filling.grams, stock)
    except BadInput as fault:
        return Priced(None, fault, stock)
    return Priced(offer, None, stock)


def _lines(desk: Desk, shown: Shown) -> tuple[PostingLine, ...]:
    today = desk.today
    if shown.which is Which.CAME_BACK:
        return sending.came_back(desk, MOST_SENT)
    if shown.which is Which.UNDER_WAY:
        found = sending.sent(desk, today - _UNDER_WAY_FOR, today)
        return tuple(
            each
            for each in found
            if not each.posting.delivered_on and not each.posting.came_back_on
        )[:MOST_SENT]
    day = shown.day if shown.which is Which.DAY and shown.day is not None else today
    return sending.sent(desk, day, day, MOST_SENT)


def _sent(desk: Desk, lines: Sequence[PostingLine]) -> Iterator[Sent]:
    with reading.cases(desk) as books:
        for line in lines:
            posting, asked = line.posting, inquiry_of(line.application)
            if asked is not None:
                back = inquiring.returned(books.inquiries.get(asked))
                waits = back is not None and back.id == posting.id
                yield Sent(line, books.letters.facts(posting.letters[0]).addressee, waits)
                continue
            file = books.files.get(line.application)
            waits = posting.came_back_on is not None and any(
                each.id == posting.id for each in replies.came_back(file)
            )
            yield Sent(
                line,
                _to(books, file, line),
                waits,
                waits and replies.needs_address(posting),
                went_back(file, posting, posting.letters or (None,)),
            )


def _to(books: Books, file: ApplicationFile, line: PostingLine) -> Addressee:
    for letter in line.posting.letters:
        return books.letters.facts(letter).addressee
    return sender(file.application)


# Keeps what was said of envelopes that wait: two seconds after the last word, and through a lock.


DRAFT = "post"


class PostKeeping(QObject):
    """Keeps what ``said`` returns, where whoever is signed in may keep drafts."""

    def __init__(self, session: Session, said: Callable[[], Fillings], parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._said = said
        self._last = ""
        self._may = session.may(Duty.LOG)
        self._timer = QTimer(self, singleShot=True, interval=drafts.DRAFT_AFTER_MS)
        self._timer.timeout.connect(self.keep)

    def begin(self, kept: Fillings) -> None:
        """Begin with what the store holds."""
        self._last = written(kept) if kept else ""

    def touch(self) -> None:
        """Keep it in a while: something else was said."""
        self._timer.start()

    def keep(self) -> None:
        """Keep it now, if it is not kept already; nothing said is nothing kept."""
        self._timer.stop()
        said = self._said()
        content = written(said) if said else ""
        if not self._may or content == self._last:
            return
        self._last = content
        if content:
            self._session.keep_draft(self, DRAFT, content, on_failure=self._not_kept)
        else:
            self._session.do(self, partial(intake.forget_draft, key=DRAFT))

    def _not_kept(self, error: Exception) -> None:
        self._last = ""
        self._session.trouble.emit(error)


def kept(desk: Desk) -> Fillings:
    """Return what the person acting said of envelopes, and kept."""
    with reading.cases(desk) as books:
        content = books.drafts.get(desk.actor.id, DRAFT)
    return {} if content is None else understood(content, desk.today)


def written(said: Fillings) -> str:
    """Write down what was said of envelopes; the day is that on which it is read again."""
    told = {key: drafts.as_json(each) for key, each in said.items()}
    return json.dumps(told, ensure_ascii=False)


def understood(content: str, today: date) -> Fillings:
    """Read what was written down; of another version of the program nothing is taken."""
    day = {"posted_on": today.isoformat()}
    try:
        told: dict[str, dict[str, Any]] = json.loads(content)
        return {LetterId(key): drafts.of_json(Filling, each | day) for key, each in told.items()}
    except (AttributeError, KeyError, TypeError, ValueError):
        return {}
