# SPDX-License-Identifier: MIT
"""The return list: what may not be kept or must go back is set aside as the rules say so (A3)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from desk_app.desk.context import Desk
from desk_app.desk.errors import Refused
from desk_app.desk.ports import Books
from desk_app.records.base import HeldThingId, LetterId
from desk_app.records.case.findings import ClaimState, Examination, RefusedPiece
from desk_app.records.case.history import ApplicationFile
from desk_app.records.case.letters import StampsBack
from desk_app.records.case.mail import (
    POSTAGE_STAMPS,
    STAMPS_BACK,
    HeldKind,
    HeldThing,
    MailItem,
    PaymentLine,
    Piece,
)
from desk_app.records.case.papers import Enclosure
from desk_app.records.case.stamps import Pile
from desk_app.records.desk.people import Language
from desk_app.rules.case import pages_back, replies
from desk_app.rules.case.claims import claim_states
from desk_app.rules.case.pages_back import Page, may_be
from desk_app.rules.fee import fees, stamp_book
from desk_app.rules.fee import pieces as refused_piles
from desk_app.rules.fee.pieces import SEN, PileKey, total
from desk_app.rules.rulebook.checks import PieceReason


def with_pages(desk: Desk, file: ApplicationFile) -> tuple[MailItem, ...]:
    """Return the mail of an application, each paper or page that goes back on its return list.

    What has gone back stays on record, and nothing of an application beside it is touched.
    """
    papers = tuple(pages_back.thing_id(paper.id) for paper in file.enclosures)
    pages = {page.id: page for page in pages_back.going_back(file)}
    unlisted = pages_back.unlisted(file)
    by_hand = _by_hand(desk, file, unlisted)

    def held(item: MailItem) -> Iterator[HeldThing]:
        for thing in item.held:
            is_page = any(thing.id == own or thing.id.startswith(f"{own}.") for own in papers)
            if thing.id in by_hand:
                yield replace(thing, id=pages_back.taken_for(thing, by_hand[thing.id]))
            elif not is_page or thing.returned_on is not None:
                yield replace(thing, id=pages_back.free_again(thing, file))
            elif thing.id in pages:
                # A paper that moved here with its mail item brought its thing with it.
                yield _thing(desk, file, pages[thing.id])
        for page in unlisted:
            if page.paper.mail_item == item.id and page not in by_hand.values():
                yield _thing(desk, file, page)

    return tuple(replace(item, held=tuple(held(item))) for item in file.mail)


def _by_hand(
    desk: Desk, file: ApplicationFile, unlisted: Iterable[Page]
) -> Mapping[HeldThingId, Page]:
    """Return for which page each thing is taken that a clerk logged by hand, one for one."""
    rules = desk.rules_of(file.application)
    found: dict[HeldThingId, Page] = {}
    for page in unlisted:
        for thing in (thing for item in file.mail for thing in item.held):
            if thing.id not in found and may_be(thing, page, file, rules):
                found[thing.id] = page
                break
    return found


def with_page_apart(
    desk: Desk, books: Books, file: ApplicationFile, paper: Enclosure, item: str
) -> ApplicationFile:
    """Return an application of which an item goes back from now on, or ``WHOLE`` of a paper.

    Where a page of the paper has gone already it is a thing of its own on the return list, which
    is kept: nothing else tells it from what went.
    """
    if not pages_back.begins_anew(file, paper, item):
        return file
    page = pages_back.Page(paper, pages_back.thing_id(paper.id, item), (item,))
    came = books.mail.get(paper.mail_item)
    books.mail.save(replace(came, held=(*came.held, _thing(desk, file, page))))
    return replace(file, mail=tuple(books.mail.get(each.id) for each in file.mail))


def _thing(desk: Desk, file: ApplicationFile, page: Page) -> HeldThing:
    """Return a paper as a thing of the return list, called as the letters to the sender do."""
    paper = page.paper
    term = desk.rules_of(file.application).at(paper.arrived_on).document(paper.kind)
    japanese = file.application.language is Language.JA
    name = paper.kind if term is None else term.title_ja if japanese else term.title_en
    return HeldThing(
        id=page.id,
        kind=page.kind,
        mail_item=paper.mail_item,
        application=file.application.id,
        note=name,
    )


# The return list: what must go back is set aside as soon as the rules say so (A3, practice 2).


FROM_PIECES = STAMPS_BACK | {HeldKind.REFUSED_STAMP, HeldKind.REVENUE_STAMP, HeldKind.MONEY_ORDER}
"""The kinds that follow from the counted pieces; the others are logged by a clerk."""

_REASONS = frozenset(reason.value for reason in PieceReason)
"""The notes of the piles that the rules refused; another note was written by a clerk."""

_ENDED_WITH_FEE_BACK = frozenset({ClaimState.LAPSED, ClaimState.WITHDRAWN, ClaimState.REFERRED})


def _follows_from_pieces(thing: HeldThing) -> bool:
    """Return whether a thing is one of the counted pieces; cash and cards may be logged by hand."""
    return thing.kind in FROM_PIECES or (bool(thing.pieces) and thing.note in _REASONS)


def set_aside(
    desk: Desk, books: Books, file: ApplicationFile, examination: Examination
) -> ApplicationFile:
    """Bring the return list of an application in line with what the rules say goes back.

    What has been returned already stays on record and is not returned twice.
    """
    own, *later = with_pages(desk, file)
    stamps = _stamps(desk, file, own, examination, promised(books, file))
    sen_stamps = _sen_stamps(desk, file, own, examination)
    wanted = [*stamps, *sen_stamps, *_refused(desk, file, own, examination)]
    kept = tuple(
        thing
        for thing in own.held
        if thing.returned_on is not None
        or not _follows_from_pieces(thing)
        or thing.application != file.application.id
    )
    mail = (replace(own, held=(*kept, *_same_ids(own, wanted))), *later)
    if mail == file.mail:
        return file
    for item in mail:
        books.mail.save(item)
    return replace(file, mail=tuple(books.mail.get(item.id) for item in mail))


def promised(books: Books, file: ApplicationFile) -> tuple[StampsBack, ...]:
    """Return the stamps that letters issued and not posted yet say they enclose."""
    return tuple(
        back for letter in replies.unposted(file) if (back := back_of(books, letter.id)) is not None
    )


def still_here(file: ApplicationFile, examination: Examination) -> None:
    """Go on only if pieces that went back, or became the desk's, are still the application's.

    Raises Refused.
    """
    if _yen_gone(file) - Counter(dict(examination.fee.pieces)):
        raise Refused(("pieces_went_back",))
    counted = {value * SEN: count for value, count in examination.fee.pieces}
    if stamp_book.kept_of(file) - Counter({**counted, **dict(examination.fee.sen_pieces)}):
        raise Refused(("pieces_are_the_desks",))


def still_refused(file: ApplicationFile, examination: Examination) -> None:
    """Raise Refused where a refused pile that went back already would not have been one."""
    refused = Counter(map(refused_piles.key_of, examination.fee.refused))
    gone = Counter({key: n for key, n in _gone(file).items() if key[1] in _REASONS})
    if gone - refused:
        raise Refused(("pieces_went_back",))


def pieces_kept(item: MailItem, file: ApplicationFile) -> Iterator[tuple[PaymentLine, int]]:
    """Yield the pieces of a mail item that are an application's, and how many of each line.

    What is no postage stamp and goes back is left out: it is a thing of the return list alone.
    """
    own = file.application.id
    listed = {thing.kind for thing in item.held if thing.application in {None, own}}
    for line in item.payments:
        shares = sum(each.count for each in line.allotments if each.application == own)
        count = shares if line.allotments or file.siblings else line.count
        if count and refused_piles.KIND_OF_PIECE.get(line.piece) not in listed:
            yield line, count


def back_of(books: Books, letter: LetterId) -> StampsBack | None:
    """Return the stamps that a frozen letter says it encloses."""
    found = getattr(books.letters.facts(letter).body, "back", None)
    return found if isinstance(found, StampsBack) else None


def _stamps(
    desk: Desk,
    file: ApplicationFile,
    own: MailItem,
    examination: Examination,
    letters: tuple[StampsBack, ...],
) -> list[HeldThing]:
    """Return the stamps that go back: those of each letter in hand by themselves, then the rest."""
    left = Counter(dict(examination.fee.returnable_pieces)) - _yen_gone(file)
    here = stamp_book.still_held(file)
    lots = []
    for back in letters:
        lots.append(left & Counter(dict(back.pieces)))
        left -= lots[-1]
    things = []
    for lot in filter(None, (*lots, left)):
        stamps = Counter({value * SEN: count for value, count in lot.items()}) & here
        here -= stamps
        thing = HeldThing(
            id=HeldThingId(desk.ports.chance.token()),
            kind=_stamp_kind(desk, file, examination),
            mail_item=own.id,
            application=file.application.id,
            amount=sum(value * count for value, count in lot.items()),
            pieces=tuple(sorted(lot.items(), reverse=True)),
            stamps=stamp_book.piles_of(stamps),
        )
        things.append(thing)
    return things


def _sen_stamps(
    desk: Desk, file: ApplicationFile, own: MailItem, examination: Examination
) -> list[HeldThing]:
    """Return the stamps of odd sen that go back, together: no letter tells such pieces in yen."""
    piles = examination.fee.returnable_sen_pieces
    note = " ".join(f"{value}x{count}" for value, count in piles)
    if not piles or any(
        refused_piles.is_returned(each, file) and each.note == note for each in own.held
    ):
        return []
    thing = HeldThing(
        id=HeldThingId(desk.ports.chance.token()),
        kind=_stamp_kind(desk, file, examination),
        mail_item=own.id,
        application=file.application.id,
        amount=total(piles) // SEN,
        note=note,
        stamps=piles,
    )
    return [thing]


def _stamp_kind(desk: Desk, file: ApplicationFile, examination: Examination) -> HeldKind:
    if examination.fee.required:
        return HeldKind.EXCESS_STAMPS
    charged = fees.chargeable(file, desk.rules_of(file.application))
    ends = {state for claim, state in claim_states(file).items() if claim in charged}
    return HeldKind.FEE_STAMPS if ends & _ENDED_WITH_FEE_BACK else HeldKind.FREE_STAMPS


def _refused(
    desk: Desk, file: ApplicationFile, own: MailItem, examination: Examination
) -> list[HeldThing]:
    returned = _gone(file)
    things = []
    for piece in examination.fee.refused:
        key = refused_piles.key_of(piece)
        if returned[key]:
            returned[key] -= 1
            continue
        things.append(_refused_thing(desk, file, own, piece))
    return things


def _refused_thing(
    desk: Desk, file: ApplicationFile, own: MailItem, piece: RefusedPiece
) -> HeldThing:
    kind, reason, pieces = refused_piles.key_of(piece)
    return HeldThing(
        id=HeldThingId(desk.ports.chance.token()),
        kind=kind,
        mail_item=own.id,
        application=file.application.id,
        amount=refused_piles.sen_of(piece) * piece.count // SEN,
        pieces=pieces,
        note=reason,
        stamps=_stamps_of(piece),
    )


def _stamps_of(piece: RefusedPiece) -> tuple[Pile, ...]:
    """Return a refused pile as the stamp book counts it: nothing where it is no postage stamp."""
    is_stamp = Piece(piece.piece) in POSTAGE_STAMPS and piece.denomination > 0
    return ((refused_piles.sen_of(piece), piece.count),) if is_stamp else ()


def _gone(file: ApplicationFile) -> Counter[PileKey]:
    """Return what went back of an application, as refused piles are told apart."""
    return Counter({key: len(days) for key, days in refused_piles.days_gone(file).items()})


def _yen_gone(file: ApplicationFile) -> Counter[int]:
    """Return the stamps that went back, value in yen."""
    gone = Counter[int]()
    for thing in file.mail[0].held:
        if refused_piles.is_returned(thing, file) and thing.kind in STAMPS_BACK:
            gone.update(dict(thing.pieces))
    return gone


def _same_ids(own: MailItem, wanted: list[HeldThing]) -> list[HeldThing]:
    """Keep the id of a thing that stands on the list already, so that nothing seems to change."""
    before = [thing for thing in own.held if thing.returned_on is None]
    result = []
    for thing in wanted:
        twin = next((each for each in before if replace(thing, id=each.id) == each), None)
        if twin is not None:
            before.remove(twin)
        result.append(twin or thing)
    return result
