# SPDX-License-Identifier: MIT
"""The stamp book of a desk that kept none until now: what its open applications hold is entered."""

from __future__ import annotations

from dataclasses import replace

from desk_app.desk.booking import enter_posting, new_entry
from desk_app.desk.context import Desk
from desk_app.desk.keeping import keep
from desk_app.desk.ports import Books
from desk_app.records.history import ApplicationFile
from desk_app.records.ids import ApplicationId
from desk_app.records.mail import MailItem
from desk_app.records.postage import Pile
from desk_app.records.stamps import Movement
from desk_app.rules import stamp_book
from desk_app.rules.case import case_of
from desk_app.rules.findings import payments
from desk_app.rules.pieces.sorting import SEN

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
