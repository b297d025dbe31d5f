# SPDX-License-Identifier: MIT
"""Entering stamps in their book: what a unit of work does with them stands in it at once (G1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date

from desk_app.desk.context import Desk
from desk_app.desk.keeping import keep
from desk_app.desk.ports import Books
from desk_app.records.history import ApplicationFile, Posting
from desk_app.records.ids import ApplicationId, LetterId
from desk_app.records.mail import MailItem
from desk_app.records.stamps import Move, Movement, Pile, StampEntry
from desk_app.rules import stamp_book
from desk_app.rules.case import case_of
from desk_app.rules.findings import payments
from desk_app.rules.pieces.sorting import SEN


def new_entry(desk: Desk, movement: Movement, moves: tuple[Move, ...], on: date) -> StampEntry:
    """Return an entry by whoever is acting, of now; its id is given by the book."""
    return StampEntry(0, on, movement, moves, desk.actor.id, desk.ports.clock.now())


def enter_arrival(desk: Desk, books: Books, before: MailItem | None, after: MailItem) -> None:
    """Enter the stamps that came in a mail item, or what was typed wrongly of them.

    They stand under the application it brought or concerns; under none where there are several.
    """
    came = stamp_book.enclosed(after)
    known = Counter[int]() if before is None else stamp_book.enclosed(before)
    moves = stamp_book.moves(held=stamp_book.difference(came, known))
    if not moves:
        return
    entry = new_entry(desk, Movement.CORRECTED, moves, desk.today)
    if not known:
        entry = new_entry(desk, Movement.RECEIVED, moves, after.arrived_on)
    concerned = books.files.of_mail(after.id)
    numbers = (books.files.get(each).application.receipt_number for each in concerned)
    books.stamps.add(
        replace(
            entry,
            application=concerned[0] if len(concerned) == 1 else None,
            mail_item=after.id,
            receipt_number=", ".join(numbers),
        )
    )


def enter_other_owner(
    desk: Desk, books: Books, item: MailItem, source: ApplicationId, target: ApplicationId
) -> None:
    """Enter that stamps believed one application's are another one's."""
    came = stamp_book.enclosed(item)
    for application, held in ((source, _fewer(came)), (target, came)):
        file = books.files.get(application)
        moves = stamp_book.moves(held=held)
        _enter(books, new_entry(desk, Movement.CORRECTED, moves, desk.today), file)


def enter_returns(
    desk: Desk,
    books: Books,
    file: ApplicationFile,
    items: Iterable[tuple[MailItem, MailItem]],
    posting: Posting,
) -> None:
    """Enter the stamps that went back in an envelope, or did not after all.

    ``items`` are the application's mail items before and after.
    """
    went = Counter[int]()
    for before, after in items:
        gone, known = stamp_book.gone_back(after), stamp_book.gone_back(before)
        went.update(stamp_book.difference(gone, known))
    moves = stamp_book.moves(held=_fewer(went))
    on = posting.posted_on if moves and moves[0].held < 0 else desk.today
    _enter(books, new_entry(desk, Movement.RETURNED, moves, on), file, posting)


def enter_posting(desk: Desk, books: Books, file: ApplicationFile, posting: Posting) -> None:
    """Enter what an envelope did to the stock: the fee it kept, then the stamps on it."""
    kept = stamp_book.stamps_kept(file, posting)
    on_it = Counter[int]()
    if posting.postage is not None:
        on_it = stamp_book.of_piles(posting.postage.stamps)
    for movement, moves in (
        (Movement.KEPT, stamp_book.moves(held=_fewer(kept), owned=kept)),
        (Movement.POSTAGE, stamp_book.moves(owned=_fewer(on_it))),
    ):
        _enter(books, new_entry(desk, movement, moves, posting.posted_on), file, posting)


def take_back_entries(
    desk: Desk, books: Books, posting: Posting, *, but: Collection[Movement] = ()
) -> None:
    """Enter that an envelope did not leave after all: each of its entries the other way round.

    Raises Refused where the stock has not got what it would give back.
    """
    for entry in books.stamps.of_posting(posting.id):
        stands = entry.takes_back is None and not books.stamps.is_taken_back(entry.id)
        if stands and entry.movement not in but:
            books.stamps.add(reversal(desk, entry))


def reversal(desk: Desk, entry: StampEntry) -> StampEntry:
    """Return the entry of today that takes another one back."""
    moves = stamp_book.reversed_moves(entry.moves)
    return replace(
        entry,
        id=0,
        on=desk.today,
        moves=moves,
        by=desk.actor.id,
        at=desk.ports.clock.now(),
        note="",
        second=None,
        takes_back=entry.id,
    )


def enter_end(desk: Desk, books: Books, file: ApplicationFile) -> None:
    """Enter what is left of an application's stamps as the desk's: it is disposed of (H2)."""
    left = stamp_book.still_held(file)
    moves = stamp_book.moves(held=_fewer(left), owned=left)
    _enter(books, new_entry(desk, Movement.KEPT, moves, desk.today), file)


def letter_numbers(file: ApplicationFile, letters: Collection[LetterId]) -> str:
    """Return the numbers of letters, as the book names an envelope by them."""
    return ", ".join(letter.number for letter in file.letters if letter.id in letters)


def _enter(
    books: Books, entry: StampEntry, file: ApplicationFile, posting: Posting | None = None
) -> None:
    """Enter what moves anything, under its application and envelope."""
    if not entry.moves:
        return
    entry = replace(
        entry,
        application=file.application.id,
        receipt_number=file.application.receipt_number,
    )
    if posting is not None:
        numbers = letter_numbers(file, posting.letters)
        entry = replace(entry, posting=posting.id, reference=numbers)
    books.stamps.add(entry)


def _fewer(stamps: Mapping[int, int]) -> dict[int, int]:
    return {value: -count for value, count in stamps.items()}


# The stamp book of a desk that kept none until now: what its open applications hold is entered.


BEGUN = "stamp_book"
"""The value that says that every envelope since stands in the stamp book."""


def begin(desk: Desk, books: Books) -> None:
    """Enter what came, went back and was kept of the applications that are open, once and for all.

    What was done before does not stand in the book: its stamps are part of the opening balance that
    a person counts. The caller's unit of work notes who came, and keeps it.
    """
    if books.settings.value(BEGUN) is not None:
        return
    for id_ in books.files.open_ids():
        _begin_with(desk, books, id_)
    books.settings.keep_value(BEGUN, "1")


def settled(desk: Desk, file: ApplicationFile) -> ApplicationFile:
    """Return an application with what an answer posted before the book kept told as kept.

    Nothing is entered: those stamps were counted, or used up, when the book was opened.
    """
    if not file.postings or stamp_book.kept_of(file):
        return file
    kept = _kept(desk, file)
    if not kept:
        return file
    return replace(file, postings=(*file.postings[:-1], replace(file.postings[-1], fee=kept)))


def _begin_with(desk: Desk, books: Books, id_: ApplicationId) -> None:
    file = books.files.get(id_)
    came = stamp_book.enclosed_for(file)
    if not came:
        return
    for item in _with_stamps_gone(file, came):
        books.mail.save(item)
    file = books.files.get(id_)
    gone = stamp_book.gone_from(file)
    fewer = {value: -count for value, count in gone.items()}
    for movement, held, on in (
        (Movement.RECEIVED, came, file.application.received_on),
        (Movement.RETURNED, fewer, desk.today),
    ):
        entry = new_entry(desk, movement, stamp_book.moves(held=held), on)
        if entry.moves:
            number = file.application.receipt_number
            books.stamps.add(replace(entry, application=id_, receipt_number=number))
    _keep_fee(desk, books, file)


def _with_stamps_gone(file: ApplicationFile, came: stamp_book.Stamps) -> list[MailItem]:
    """Return the mail items whose returned things are told in stamps, as far as these came."""
    left, items = came.copy(), []
    for item in file.mail:
        held = []
        for thing in item.held:
            own = thing.application == file.application.id and thing.returned_on is not None
            gone = stamp_book.of_piles((value * SEN, count) for value, count in thing.pieces) & left
            if own and gone:
                left -= gone
                held.append(replace(thing, stamps=stamp_book.piles_of(gone)))
            else:
                held.append(thing)
        items.append(replace(item, held=tuple(held)))
    return [after for before, after in zip(file.mail, items, strict=True) if after != before]


def _keep_fee(desk: Desk, books: Books, file: ApplicationFile) -> None:
    """Enter as the desk's what an answer posted before has kept, and keep the application anew."""
    after = settled(desk, file)
    if after is not file:
        enter_posting(desk, books, after, replace(after.postings[-1], postage=None))
    keep(desk, books, after)


def _kept(desk: Desk, file: ApplicationFile) -> tuple[Pile, ...]:
    rules = desk.rules_of(file.application)
    fee = payments.standing(case_of(file, rules, desk.today))
    return stamp_book.becomes_the_desks(file, fee, rules)
