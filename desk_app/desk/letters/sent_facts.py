# SPDX-License-Identifier: MIT
"""The facts of what goes with a sending, and of what letters promise to be enclosed (A3, F2)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from desk_app.desk.context import Desk
from desk_app.desk.errors import BadInput
from desk_app.desk.ports import Books
from desk_app.records.base import HeldThingId, LetterId, PostingId
from desk_app.records.case.history import ApplicationFile, Posting
from desk_app.records.case.letters import (
    Addressee,
    ByProxy,
    DeficiencyBody,
    LetterKind,
    ResendingBody,
    ReturnBody,
    Returned,
    ThingBack,
)
from desk_app.records.case.mail import HeldKind, HeldThing, MailKind
from desk_app.rules.case import replies
from desk_app.rules.fee import fees
from desk_app.rules.findings.envelope import name_of, things_to_return
from desk_app.rules.rulebook.checks import PieceReason

_PAGE = re.compile(rb"/Type\s*/Page(?![a-zA-Z])")
"""How a page of a frozen letter begins, as our press writes it."""

_REASONS = {
    HeldKind.CASH: "cash",
    HeldKind.REVENUE_STAMP: "revenue_stamp",
    HeldKind.MONEY_ORDER: "money_order",
    HeldKind.CARD: "card",
    HeldKind.MY_NUMBER_DOCUMENT: "my_number",
    HeldKind.EXCESS_STAMPS: "excess",
    HeldKind.FREE_STAMPS: "free",
    HeldKind.FEE_STAMPS: "fee_back",
    HeldKind.ORIGINAL: "original",
    HeldKind.OTHER: "not_needed",
}
_REFUSED = {
    PieceReason.USED.value: "used",
    PieceReason.TORN.value: "torn",
    PieceReason.FOREIGN.value: "foreign",
    PieceReason.NOT_A_STAMP.value: "not_a_stamp",
    PieceReason.POSTCARD.value: "not_a_stamp",
    PieceReason.TRANSFER.value: "not_a_stamp",
    PieceReason.SOILED.value: "soiled",
    PieceReason.STUCK.value: "stuck",
    PieceReason.DAMAGED.value: "damaged",
    PieceReason.NO_FACE_VALUE.value: "no_face_value",
    PieceReason.EXPIRED.value: "expired",
    PieceReason.JUDGED_BAD.value: "unusable",
    PieceReason.UNKNOWN_VALUE.value: "unusable",
    PieceReason.LATE_REFUSED.value: "late",
}
"""Why a refused piece goes back, where the cover sheet has words for it."""


@dataclass(frozen=True, slots=True)
class SendingDraft:
    """What a clerk says of a letter beside the answers: its kind, things, envelope, and mail."""

    kind: LetterKind
    things: tuple[HeldThingId, ...] = ()
    again: PostingId | None = None
    mail: MailKind | None = None


@dataclass(frozen=True, slots=True)
class SentWith:
    """What a letter beside the answers is written on; the kind says which of it is there.

    ``notice`` and ``notice_pages`` are a notice that lies in the same envelope.
    """

    mail: MailKind
    things: tuple[HeldThing, ...] = ()
    fee: int = 0
    notice: str = ""
    notice_pages: int = 0
    again: Again | None = None


@dataclass(frozen=True, slots=True)
class Again:
    """A letter that came back: its envelope, its number, its sheets, and where it goes now.

    ``by_proxy`` names the people whom that letter named, whatever was corrected since.
    """

    posting: Posting
    number: str
    pages: int
    to: Addressee
    by_proxy: ByProxy | None = None


def sent_with(
    desk: Desk, books: Books, file: ApplicationFile, sending: SendingDraft
) -> SentWith | None:
    """Return what a cover sheet or a letter sent again is written on; None for other letters.

    Raises BadInput for things that are not on the return list.
    """
    rules = desk.rules_of(file.application)
    mail = sending.mail or MailKind(rules.switches.reply_mail)
    if sending.kind is LetterKind.RESENDING:
        return SentWith(mail, again=_again(books, file, sending.again))
    if sending.kind is not LetterKind.RETURN:
        return None
    things = _things(file, sending.things)
    fee = fees.required(file.application.rights(), file.application.received_on, rules)
    if any(each.kind is HeldKind.CASH for each in things):
        # An envelope of its own, in which no notice lies (practice 30).
        return SentWith(MailKind.CASH_REGISTERED, things, fee)
    return SentWith(mail, things, fee, *_notice_beside(books, file))


def sent_body(sent: SentWith) -> ReturnBody | ResendingBody:
    """Return what the letter tells: of one that came back, or exactly the things that go back."""
    if sent.again is not None:
        return _resending_body(sent.mail, sent.again)
    return ReturnBody(
        things=rows_of(sent.things),
        mail=sent.mail,
        fee=sent.fee,
        notice=sent.notice,
        notice_pages=sent.notice_pages,
    )


def rows_of(things: Iterable[HeldThing]) -> tuple[Returned, ...]:
    """Return things of the return list as a cover sheet lists them."""
    return tuple(map(_row, things))


def _things(file: ApplicationFile, ids: tuple[HeldThingId, ...]) -> tuple[HeldThing, ...]:
    """Return things of the return list by their ids; raises BadInput where one is not on it."""
    waiting = {thing.id: thing for thing in things_to_return(file)}
    if not ids or not waiting.keys() >= set(ids):
        raise BadInput("not_on_return_list", place="things")
    return tuple(waiting[id_] for id_ in dict.fromkeys(ids))


def _again(books: Books, file: ApplicationFile, id_: PostingId | None) -> Again:
    """Return what came back in an envelope, named by the first letter in it.

    The workflow was asked before: the envelope is one that came back.
    """
    (posting,) = (each for each in replies.came_back(file) if each.id == id_)
    letters = replies.letters_of(file, posting)
    before = books.letters.facts(letters[0].id)
    sheets = sum(sheets_of(books.letters.pages(letter.id)) for letter in letters)
    to = replies.new_addressee(before.addressee, posting)
    return Again(posting, letters[0].number, sheets, to, before.by_proxy)


def sheets_of(pages: bytes) -> int:
    """Return how many pages the frozen bytes of a letter have; at least one."""
    return max(1, len(_PAGE.findall(pages)))


def _notice_beside(books: Books, file: ApplicationFile) -> tuple[str, int]:
    """Return number and sheets of a notice that waits to be posted; blank where none does."""
    for letter in replies.unposted(file):
        if letter.kind is LetterKind.DEFICIENCIES:
            return letter.number, sheets_of(books.letters.pages(letter.id))
    return "", 0


def _resending_body(mail: MailKind, again: Again) -> ResendingBody:
    posting = again.posting
    return ResendingBody(
        number=again.number,
        pages=again.pages,
        sent_on=posting.posted_on,
        sent_by=posting.kind,
        back_on=posting.came_back_on or date.max,
        mail=mail,
        moved=posting.new_address is not None,
    )


def _row(thing: HeldThing) -> Returned:
    count = sum(number for _, number in thing.pieces or thing.stamps) or 1
    return Returned(
        kind=thing.kind.value,
        count=count,
        reason=_reason(thing),
        name="" if thing.kind is HeldKind.REFUSED_STAMP else name_of(thing),
        amount=thing.amount,
        pieces=thing.pieces,
    )


def _reason(thing: HeldThing) -> str:
    if thing.kind is HeldKind.REFUSED_STAMP:
        return _REFUSED.get(thing.note, "not_needed")
    return _REASONS[thing.kind]


# What letters say lies beside them in the envelope, against what was put in (A3, F2).


@dataclass(frozen=True, slots=True)
class ToldEnclosed:
    """Of the letters of an envelope: the things a notice returns, the rows of a cover sheet.

    ``sheet`` says that one of them is a cover sheet, which lists all that lies in the envelope.
    """

    things: tuple[ThingBack, ...] = ()
    rows: tuple[Returned, ...] = ()
    sheet: bool = False

    @property
    def of_cash(self) -> bool:
        """Return whether a cover sheet lists cash, which goes in an envelope of its own."""
        return any(row.kind == HeldKind.CASH.value for row in self.rows)

    def lacks(self, ticked: Iterable[HeldThing]) -> tuple[HeldKind, ...]:
        """Return the kinds of which more is told than was ticked."""
        there = tuple(ticked)
        rows = Counter(self.rows) - Counter(rows_of(there))
        kinds = {each.kind for each in rows} | set(_less(self.things, there))
        return tuple(kind for kind in HeldKind if kind.value in kinds)

    def differs(self, there: Iterable[HeldThing], held: Iterable[HeldThing]) -> bool:
        """Say whether a cover sheet lists what is held no more, or not what lies beside it."""
        listed = Counter(self.rows)
        more = Counter(rows_of(there)) - listed if self.sheet else Counter[Returned]()
        return bool(more or listed - Counter(rows_of(held)))


NOTHING_TOLD = ToldEnclosed()


def told_enclosed(books: Books, letters: Iterable[LetterId]) -> ToldEnclosed:
    """Read what frozen letters say is enclosed; stamps of the BACK sentence are told in yen.

    Cash of a notice goes in an envelope of its own, as its letter says (practice 30).
    """
    bodies = [books.letters.facts(letter).body for letter in letters]
    sheets = [body for body in bodies if isinstance(body, ReturnBody)]
    notices = [body for body in bodies if isinstance(body, DeficiencyBody)]
    return ToldEnclosed(
        things=tuple(
            each for body in notices for each in body.enclosed if each.kind != HeldKind.CASH.value
        ),
        rows=tuple(row for sheet in sheets for row in sheet.things),
        sheet=bool(sheets),
    )


def form_copies(books: Books, letters: Iterable[LetterId]) -> tuple[LetterId, ...]:
    """Return the frozen notices that say a copy of the application form is enclosed."""
    bodies = ((letter, books.letters.facts(letter).body) for letter in letters)
    return tuple(
        letter
        for letter, body in bodies
        if isinstance(body, DeficiencyBody) and body.form_copy_enclosed
    )


def mandate_forms(books: Books, letters: Iterable[LetterId]) -> tuple[LetterId, ...]:
    """Return the frozen notices that say a blank letter of proxy is enclosed (PR-3c)."""
    return tuple(letter for letter in letters if books.letters.facts(letter).mandate_form_enclosed)


def by_kind(things: Iterable[HeldThing]) -> tuple[ThingBack, ...]:
    """Return things as a notice tells them: each kind once, with its yen and how many pieces."""
    yen, pieces = Counter[str](), Counter[str]()
    for thing in things:
        yen[thing.kind.value] += thing.amount
        pieces[thing.kind.value] += sum(count for _, count in thing.pieces) or 1
    return tuple(ThingBack(kind, yen[kind], count) for kind, count in pieces.items())


def _less(told: Iterable[ThingBack], ticked: Iterable[HeldThing]) -> tuple[str, ...]:
    """Return the kinds of which fewer pieces, or less yen, were ticked than told."""
    yen, pieces = Counter[str](), Counter[str]()
    for each in told:
        yen[each.kind] += each.amount
        pieces[each.kind] += each.count
    for there in by_kind(ticked):
        yen[there.kind] -= there.amount
        pieces[there.kind] -= there.count
    return tuple(kind for kind in pieces if yen[kind] > 0 or pieces[kind] > 0)
