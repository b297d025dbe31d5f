# SPDX-License-Identifier: MIT
"""The envelopes of the post page in words: how far each is, its steps, its price, what pays it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desk_app.gui import words
from desk_app.gui.case import post
from desk_app.gui.case.letters import stopped
from desk_app.gui.case.post import (
    FOLLOWED,
    ON_A_SLIP,
    EnvelopeStanding,
    Sent,
    Waiting,
    is_late,
    wanted_on,
)
from desk_app.gui.kit.display.findings import OpenedPart
from desk_app.gui.kit.display.next_step import NextTold
from desk_app.gui.kit.display.steps import StepLine
from desk_app.gui.kit.display.sums import SumLine
from desk_app.gui.kit.look.painting import Mark
from desk_app.gui.pages.post.book import stands
from desk_app.i18n import dates, messages, vocabulary, writing
from desk_app.records.case.history import ReturnReason
from desk_app.records.case.mail import HeldKind, MailKind
from desk_app.records.case.stamps import PaidBy
from desk_app.records.desk.people import Language
from desk_app.rules.addresses.addresses import lacks_code
from desk_app.rules.fee.pieces import SEN
from desk_app.rules.finding_codes import Cited
from desk_app.rules.postage.quote import Service, is_covered

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from desk_app.desk.post.envelopes import WaitingEnvelope
    from desk_app.gui.case.post import Envelope
    from desk_app.gui.session.session import Session
    from desk_app.records.case.history import Posting
    from desk_app.records.case.letters import LetterKind
    from desk_app.records.case.mail import HeldThing
    from desk_app.records.case.stamps import Pile, Postage
    from desk_app.records.desk.people import User
    from desk_app.rules.postage.quote import Charge


_KINDS = {each.value: each for each in MailKind}
_FILLED = frozenset({EnvelopeStanding.NOTHING_IN_IT, EnvelopeStanding.THINGS})
_PAID = frozenset({EnvelopeStanding.NO_PRICE, EnvelopeStanding.UNPAID})
_NUMBERED, _GOING = frozenset({EnvelopeStanding.NUMBER}), frozenset({EnvelopeStanding.READY})
"""How far an envelope is while each step waits."""
_OPEN_ONE_BY_ONE = 3
"""So many letters of an envelope are named in the list; the form names all."""


class PostWords(QObject):
    """Says it in the clerk's language."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session

    @property
    def _language(self) -> Language:
        return self._session.language

    def state(self, row: Envelope) -> tuple[Mark, str]:
        """Say how far an envelope is."""
        if isinstance(row, Waiting):
            return self._waits(row)
        mark, word, on = self._became(row)
        if on == self._session.today:
            return mark, word
        return mark, f"{word} {dates.beside(on, self._session.today, self._language)}"

    def wanted_on(self, row: Envelope) -> str:
        """Write on which day an envelope that waits is to be posted; for things alone none is."""
        if not isinstance(row, Waiting) or not row.envelope.letters:
            return "" if isinstance(row, Sent) else "–"
        return dates.beside(wanted_on(row.envelope), self._session.today, self._language)

    def spoken_wanted_on(self, row: Envelope) -> str:
        """Say the day, and whether it has passed."""
        told = self.wanted_on(row)
        late = is_late(row, self._session.today)
        return self.tr("{day}, has passed").format(day=told) if late else told

    def inside(self, row: Envelope) -> str:
        """Name the letters in an envelope."""
        if isinstance(row, Waiting):
            kinds = [each.kind for each in (*row.envelope.letters, *row.envelope.again)]
        else:
            kinds = [kind for kind, _ in row.line.letters]
        if not kinds:
            return self.tr("things that went back alone")
        named = [f"{each.value} {messages.label(each, self._language)}" for each in kinds]
        shown = named[:_OPEN_ONE_BY_ONE]
        if others := len(named[_OPEN_ONE_BY_ONE:]):
            shown.append(self.tr("%n more", "", others))
        return words.listed(shown, self._language)

    def kind(self, row: Envelope) -> str:
        """Name the kind of mail, and how the post office takes the envelope."""
        paid, service, language = paid_with(row), service_of(row), self._language
        if service.kind is MailKind.LETTER_PACK and paid is not None:
            return messages.label(paid.shape, language)
        # All of the column are letters: in English the word would take a line of its own.
        parts = (
            [] if paid is None else [messages.label(paid.shape, language).removesuffix(" letter")]
        )
        said = messages.word if parts else messages.label
        parts.append(said(service.kind, language))
        if service.express and service.kind is not MailKind.EXPRESS:
            parts.append(messages.word(MailKind.EXPRESS, language))
        return ("・" if language is Language.JA else ", ").join(parts)

    def sums(self, sums: EnvelopeSums) -> tuple[str, str, str]:
        """Say how many envelopes are summed, what they cost, and what the stamps on them make."""
        summed, count = sums.summed, sums.summed.count
        if not count:
            return "", "", ""
        said = self.tr("%n to be posted", "", count) if sums.waits else self.posted_count(count)
        return (
            said,
            self.tr("Postage {yen} in all").format(yen=self._yen(summed.yen)),
            self.tr("Stamps {yen} in all").format(yen=self._yen(summed.stamps)),
        )

    def others(self, sums: EnvelopeSums) -> str:
        """Say which envelopes of the list are not summed, and why."""
        told = [self.posted_count(sums.posted)] if sums.posted else []
        if sums.unrecorded:
            told.append(self.tr("%n posted without a recorded postage", "", sums.unrecorded))
        if sums.unpriced:
            told.append(self.tr("%n whose postage is not known", "", sums.unpriced))
        if not told:
            return ""
        named = words.listed(told, self._language)
        return self.tr("Not summed: {others}").format(others=named) if sums.summed.count else named

    def posted_count(self, count: int) -> str:
        """Say how many envelopes were posted."""
        return self.tr("%n posted", "", count)

    def grams(self, row: Envelope) -> str:
        """Write the weight."""
        return f"{paid.grams} g" if (paid := paid_with(row)) else ""

    def yen(self, row: Envelope) -> str:
        """Write the postage."""
        return self._yen(paid.yen) if (paid := paid_with(row)) else ""

    def stamps(self, row: Envelope) -> str:
        """Write the stamps on an envelope, or how else it is paid."""
        paid = paid_with(row)
        if paid is None:
            return ""
        if paid.paid_by is not PaidBy.STAMPS:
            return messages.label(paid.paid_by, self._language)
        return self.piles(paid.stamps) or self.tr("none enough")

    def piles(self, piles: Sequence[Pile]) -> str:
        """Write stamps short: 350×1 110×1."""
        return " ".join(f"{self.value(value, bare=True)}×{count}" for value, count in piles)

    def value(self, sen: int, *, bare: bool = False) -> str:
        """Write the face value of a stamp, as the stamp book does."""
        if bare:
            return writing.sen_in_table(sen, Language.EN)
        return writing.sen(sen, self._language)

    def envelope(self, code: str) -> str:
        """Name an envelope of the tariff."""
        return vocabulary.word_of("Stationery", code, self._language) or code

    def contents(self, envelope: WaitingEnvelope) -> str:
        """Say how many sheets lie in it."""
        return self.tr("%n sheet(s) of A4", "", envelope.every_sheet)

    def letter(self, kind: LetterKind) -> str:
        """Name a kind of letter."""
        return messages.label(kind, self._language)

    def thing(self, thing: HeldThing) -> str:
        """Name a thing of the return list, with its pieces or what it is worth."""
        pieces = writing.pieces(thing.pieces, self._language)
        worth = self._yen(thing.amount) if thing.amount and not pieces else ""
        return f"{messages.thing(thing, self._language)} {pieces or worth}".strip()

    def charges(self, waiting: Waiting) -> tuple[str, tuple[SumLine, ...]]:
        """Say since when the prices hold, and name each charge."""
        offer = waiting.priced.offer
        if offer is None:
            return "", ()
        found = [SumLine(self._charge(each), self._yen(each.yen)) for each in offer.quote.charges]
        if len(found) > 1:
            found.append(SumLine(self.tr("Total"), self._yen(offer.quote.yen), total=True))
        since = max(each.since for each in offer.quote.charges)
        told = self.tr("Prices since {day}").format(day=dates.full(since, self._language))
        return told, tuple(found)

    def basis(self, waiting: Waiting) -> OpenedPart:
        """Say what the postage rests on: each price with its source, and who pays it."""
        offer = waiting.priced.offer
        charges = () if offer is None else offer.quote.charges
        told = [f"{self._charge(each)}: {self._yen(each.yen)}\n{each.source}" for each in charges]
        rules = self._session.desk.rulebook.on(self._session.today)
        if waiting.envelope.covers:
            clause = rules.clause(rules.clause_of(Cited.FEE))
            text = clause.text_ja if self._language is Language.JA else clause.text_en
            told.append(f"{clause.id} {messages.titled(clause, clause.id, self._language)}\n{text}")
        return OpenedPart(self.tr("What the postage rests on"), "\n\n".join(told))

    def fee_clause(self) -> tuple[str, str]:
        """Return the clause on the fee, today, by its id, and what it is called: F1 says it."""
        rules = self._session.desk.rulebook.on(self._session.today)
        clause = rules.clause_of(Cited.FEE)
        return clause, messages.clause_name(clause, rules, self._language)

    def remark(self, waiting: Waiting) -> str:
        """Say what is odd in what was filled in; it holds nothing up."""
        told = []
        if waiting.envelope.labelled:
            told.append(
                self.tr("The address is too long for a window: print a label or the envelope.")
            )
        if lacks_code(waiting.to.postal_code, waiting.to.address):
            told.append(messages.refusal("postal_code_missing", {}, self._language))
        offer = waiting.priced.offer
        if offer is not None and not all(each.sure for each in offer.quote.charges):
            told.append(self.tr("One of the prices is not confirmed: ask at the counter."))
        beside = post.things_in(waiting.envelope, waiting.filling)
        cash = sum(each.amount for each in beside if each.kind is HeldKind.CASH)
        if cash and not is_covered(cash, self._session.desk.tariff.on(waiting.filling.posted_on)):
            told.append(self.tr("So much cash costs more: ask at the counter."))
        if waiting.filling.grams is None and any(not each.pieces for each in beside):
            told.append(self.tr("Weigh it: what goes back weighs something too."))
        elif post.is_near_limit(waiting.filling, waiting.priced):
            told.append(self.tr("Weigh it: on heavier paper it would cost more."))
        return " ".join(told)

    def doubt(self, waiting: Waiting) -> str:
        """Say what looks wrong with the number; it holds nothing up, once somebody has seen it."""
        doubt = post.doubt(waiting.filling)
        if doubt is None:
            return ""
        why = messages.word(doubt, self._language)
        return self.tr("Look at the number again: {why}.").format(why=why)

    def needs(self, waiting: Waiting) -> tuple[str, str, str]:
        """Say what an envelope still needs: kind of note, title, detail; nothing when it goes."""
        standing = stands(waiting)
        if standing is EnvelopeStanding.REFUSED:
            reason = messages.refusal(waiting.envelope.refused[0].value, {}, self._language)
            return "bad", self.tr("It cannot be posted today"), reason
        if standing is EnvelopeStanding.NO_PRICE and waiting.priced.fault is not None:
            return "bad", *words.reason(waiting.priced.fault, self._language, placed=False)
        if standing is EnvelopeStanding.THINGS:
            return ("ask", *self._not_in_it(waiting))
        if standing is EnvelopeStanding.NOTHING_IN_IT:
            return "ask", self.tr("Nothing is ticked"), self.tr("Tick the letters you put in.")
        return "", "", ""

    def lacks_number(self) -> str:
        """Say that a number is missing, and what can be done without one."""
        return self.tr(
            "The tracking number is missing: scan it or type it. An envelope without one is"
            " recorded under More."
        )

    def next_step(self, row: Envelope, final: str, *, does: str, several: bool) -> NextTold:
        """Say what comes next for an envelope; ``does`` is the blue button's action, if any.

        ``final`` is what posting leaves that lasts, ``several`` whether more are posted with it.
        """
        if isinstance(row, Sent):
            return self._next_of_sent(row, does)
        standing = stands(row)
        if does == "post":
            title = self.tr("Close it, take it to the post, and record it as posted")
            if several:
                title = self.tr("Record the chosen envelopes as posted")
            return NextTold(title, self._where_told(row.filling.kind), final)
        if standing is EnvelopeStanding.NUMBER:
            return NextTold(
                self.tr("Enter the tracking number"),
                self.tr("Scan it or type it. If the counter gives it later: see More."),
            )
        if standing is EnvelopeStanding.UNPAID:
            title = self.tr("Choose stamps that make up the postage")
            return NextTold(title, self.tr("+ and - change them, F2 proposes others."))
        kind, title, detail = self.needs(row)
        mark = {"bad": Mark.DEFECTIVE, "ask": Mark.ASK}.get(kind)
        return NextTold(title or self.state(row)[1], detail, mark=mark)

    def _next_of_sent(self, row: Sent, does: str) -> NextTold:
        sent = row.line.posting
        if sent.came_back_on is not None:
            title, detail = self.came_back(row)
            return NextTold(title, detail, mark=Mark.ASK if row.open else None)
        if does == "delivered":
            return NextTold(
                self.tr("Record the delivery once it is delivered"),
                self.tr("If it comes back, record the return with its reason."),
            )
        return NextTold(self.tr("Nothing is to be done with this envelope now"))

    def _where_told(self, kind: MailKind) -> str:
        if kind in ON_A_SLIP:
            return self.tr("It goes at the counter, with the slip.")
        return self.tr("It goes at the counter or into a letter box.")

    def _not_in_it(self, waiting: Waiting) -> tuple[str, str]:
        """Say what a letter encloses and nobody ticked: stamps by their yen, else by its kind."""
        short = post.promised_in(waiting.envelope, waiting.filling)
        if short:
            title = self.tr("The letter says that stamps are enclosed")
            detail = self.tr("Put them in and tick them: {amount} are missing.")
            return title, detail.format(amount=self._yen(short))
        if waiting.envelope.told.lacks(waiting.envelope.things):
            gone = self.tr("What the letter says is enclosed went back already")
            return gone, self.tr("Void the letter and issue it anew.")
        kinds = post.lacking(waiting.envelope, waiting.filling)
        what = writing.listed(
            [messages.word(each, self._language) for each in kinds], self._language
        )
        title = self.tr("The letter says that more is enclosed")
        return title, self.tr("Put it in and tick it: {what}.").format(what=what)

    def about(self, row: Envelope) -> str:
        """Say whose request it belongs to, and where it goes."""
        number = (
            row.envelope.receipt_number if isinstance(row, Waiting) else row.line.receipt_number
        )
        return f"{number}  {' '.join(row.to.address.split())}"

    def posted(self, row: Sent) -> str:
        """Name the letters of an envelope that was posted, one under the other, and the rest."""
        lines = [f"{number} {self.letter(kind)}" for kind, number in row.line.letters]
        if row.things:
            things = words.listed(list(map(self.thing, row.things)), self._language)
            lines.append(self.tr("Went back in it: {things}").format(things=things))
        return "\n".join(lines)

    def steps(self, row: Sent, people: Mapping[str, User]) -> tuple[StepLine, ...]:
        """Return what was done with an envelope that went, and what is known of it since."""
        return tuple(self._steps_done(row, people))

    def steps_ahead(self, row: Waiting) -> tuple[StepLine, ...]:
        """Return the steps of an envelope that waits, up to its delivery; none of one refused."""
        standing, filling = stands(row), row.filling
        if standing is EnvelopeStanding.REFUSED:
            return ()
        paid = words.listed(filter(None, (self.yen(row), self.stamps(row))), self._language)
        number = filling.tracking or self.tr("scan it, or type it")
        told = [
            (_FILLED, self.tr("Enclose"), self.contents(row.envelope)),
            (_PAID, self.tr("Postage"), paid),
            *([(_NUMBERED, self.tr("Number"), number)] if filling.kind in FOLLOWED else []),
            (_GOING, self.tr("Post"), self._near(filling.posted_on)),
        ]
        now = next((place for place, (at, _, _) in enumerate(told) if standing in at), 0)
        told.append((frozenset(), self.tr("Deliver"), self.tr("delivered, or came back")))
        return tuple(
            StepLine(
                Mark.OK if place < now else Mark.TO_DO if place == now else Mark.OPEN, name, what
            )
            for place, (_, name, what) in enumerate(told)
        )

    def came_back(self, row: Sent) -> tuple[str, str]:
        """Say why an envelope came back, and what happens then (L14)."""
        sent = row.line.posting
        why = sent.came_back_why or ReturnReason.OTHER
        day = "" if sent.came_back_on is None else self._near(sent.came_back_on)
        title = self.tr("Came back on {day}: {why}").format(
            day=day, why=messages.word(why, self._language)
        )
        if not row.open:
            return title, self.tr("Its letters were sent again since.")
        if row.inquiry is not None:
            return title, self.tr("Open its inquiry: it is answered again, or kept here.")
        if row.needs_address:
            return title, self.tr(
                "It may go again only to a new address, once a paper shows it and you have compared"
                " the two. Write to nobody before that."
            )
        if sent.new_address is not None:
            return title, self.tr("A new address was checked. Send it again with a letter (L14).")
        if why is ReturnReason.NOT_COLLECTED and not sent.again:
            return title, self.tr("Nobody collected it. Send it again with a letter (L14).")
        return title, self.tr(
            "The letters are kept here; they are sent again when the person asks for them."
        )

    def _became(self, row: Sent) -> tuple[Mark, str, date]:
        """Return what is known last of an envelope, and of which day."""
        sent = row.line.posting
        if sent.delivered_on is not None:
            return Mark.DONE, self.tr("delivered"), sent.delivered_on
        if sent.came_back_on is None:
            return Mark.OK, self.tr("posted"), sent.posted_on
        if row.open:
            return Mark.ASK, self.tr("came back"), sent.came_back_on
        return Mark.DONE, self.tr("sent again"), sent.came_back_on

    def _waits(self, row: Waiting) -> tuple[Mark, str]:
        standing = stands(row)
        if standing is EnvelopeStanding.REFUSED:
            return stopped(row.envelope.refused[0])
        return {
            EnvelopeStanding.NOTHING_IN_IT: (Mark.OPEN, self.tr("not filled")),
            EnvelopeStanding.THINGS: (Mark.ASK, self.tr("enclose stamps")),
            EnvelopeStanding.NO_PRICE: (Mark.MISSING, self.tr("no price")),
            EnvelopeStanding.UNPAID: (Mark.MISSING, self.tr("stamps short")),
            EnvelopeStanding.NUMBER: (Mark.DUE, self.tr("number missing")),
            EnvelopeStanding.READY: (Mark.OPEN, self.tr("ready")),
        }[standing]

    def _charge(self, charge: Charge) -> str:
        kind = _KINDS.get(charge.what)
        if kind is not None:
            return messages.label(kind, self._language)
        words = (vocabulary.word_of(of, charge.what, self._language) for of in ("Charge", "Shape"))
        named = next(filter(None, words), charge.what)
        named = named[:1].upper() + named[1:]
        if not charge.up_to:
            return named
        return self.tr("{what}, up to {grams} g").format(what=named, grams=f"{charge.up_to:,}")

    def _steps_done(self, row: Sent, people: Mapping[str, User]) -> Iterator[StepLine]:
        sent = row.line.posting
        who = people.get(str(sent.posted_by)) if sent.posted_by is not None else None
        what = [self.kind(row), self.grams(row), self.yen(row), "" if who is None else who.name]
        told = words.listed(filter(None, what), self._language)
        day = self._near(sent.posted_on)
        yield self._step(self.tr("Post"), told, done=True, aside=day)
        if sent.tracking_number or sent.kind in FOLLOWED:
            number = sent.tracking_number or self.tr("the tracking number is missing")
            yield self._step(self.tr("Number"), number, done=bool(sent.tracking_number))
        if sent.slip:
            told = self.tr("no. {number}").format(number=sent.slip)
            yield self._step(self.tr("Slip"), told, done=True)
        yield self._outcome(row, sent)

    def _outcome(self, row: Sent, sent: Posting) -> StepLine:
        if sent.came_back_on is not None:
            day = self._near(sent.came_back_on)
            why = messages.label(sent.came_back_why or ReturnReason.OTHER, self._language)
            mark = Mark.ASK if row.open else Mark.DONE
            return StepLine(mark, self.tr("Came back"), why, day)
        if sent.delivered_on is not None:
            day = self._near(sent.delivered_on)
            return self._step(self.tr("Deliver"), self.tr("delivered"), done=True, aside=day)
        return self._step(self.tr("Deliver"), self.tr("delivered, or came back"), done=False)

    def _step(self, name: str, what: str, *, done: bool, aside: str = "") -> StepLine:
        return StepLine(Mark.OK if done else Mark.OPEN, name, what, aside)

    def _near(self, on: date) -> str:
        return dates.near(on, self._session.today, self._language)

    def _yen(self, amount: int) -> str:
        return writing.yen(amount, self._language)


def paid_with(row: Envelope) -> Postage | None:
    """Return what an envelope costs, and what pays it; nothing where no price is known."""
    if isinstance(row, Waiting):
        return post.postage(row.filling, row.priced)
    return row.line.posting.postage


@dataclass(frozen=True, slots=True)
class EnvelopeSum:
    """How many envelopes are summed, what they cost and the stamps on them, in yen."""

    count: int
    yen: int
    stamps: int


@dataclass(frozen=True, slots=True)
class EnvelopeSums:
    """What a list costs: those that wait where any do (``waits``), else all with a price.

    ``posted`` counts those beside them that went with a price, ``unrecorded`` those that went
    without one, ``unpriced`` those that wait and have none.
    """

    summed: EnvelopeSum
    waits: bool
    posted: int
    unrecorded: int
    unpriced: int


def sums_of(rows: Sequence[Envelope]) -> EnvelopeSums:
    """Return what the envelopes of a list cost together, and which of them are not summed."""
    priced = [(row, paid.yen) for row in rows if (paid := paid_with(row)) is not None]
    waiting = [each for each in priced if isinstance(each[0], Waiting)]
    summed = waiting or priced
    yen, stamps = sum(yen for _, yen in summed), sum(stuck(row) for row, _ in summed)
    total = EnvelopeSum(len(summed), yen, stamps)
    unknown = sum(isinstance(row, Waiting) and paid_with(row) is None for row in rows)
    posted, unrecorded = len(priced) - len(summed), len(rows) - len(priced) - unknown
    return EnvelopeSums(total, bool(waiting), posted, unrecorded, unknown)


def service_of(row: Envelope) -> Service:
    """Return how an envelope goes."""
    if isinstance(row, Waiting):
        return row.filling.service
    sent = row.line.posting
    return Service(sent.kind, sent.postage is not None and sent.postage.express)


def stuck(row: Envelope) -> int:
    """Return how many yen of stamps are on an envelope."""
    if isinstance(row, Waiting):
        piles = post.stamps_of(row.filling, row.priced)
    else:
        piles = paid.stamps if (paid := row.line.posting.postage) else ()
    return sum(value * count for value, count in piles) // SEN


def tracking_of(row: Envelope) -> str:
    """Return the tracking number on an envelope; empty where none is known."""
    return row.filling.tracking if isinstance(row, Waiting) else row.line.posting.tracking_number
