# SPDX-License-Identifier: MIT
"""The desk's own stamps: their book, opened, bought, exchanged, spoilt, counted, paid with (G1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar

from desk_app.desk.context import Changes, Desk, Kind
from desk_app.desk.errors import BadInput, Refused
from desk_app.desk.keeping import keep
from desk_app.desk.ports import Books
from desk_app.desk.post.postage import check_piles
from desk_app.desk.rows import StampFilter, StampQueries
from desk_app.desk.signed.signing import count_to_sign
from desk_app.desk.text_limits import admit
from desk_app.records.base import ApplicationId, LetterId
from desk_app.records.books.journal import Action
from desk_app.records.case.history import ApplicationFile, Posting
from desk_app.records.case.mail import MailItem
from desk_app.records.case.stamps import (
    CountedPile,
    Move,
    Movement,
    Pile,
    StampBalance,
    StampCount,
    StampEntry,
)
from desk_app.records.pages import StampMonth
from desk_app.rules.case.case import case_of
from desk_app.rules.days.clock import day_of
from desk_app.rules.fee import stamp_book
from desk_app.rules.fee.pieces import SEN, total
from desk_app.rules.fee.stamp_book import month_of
from desk_app.rules.findings import envelope
from desk_app.rules.rulebook.terms import Duty


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
    fee = envelope.standing(case_of(file, rules, desk.today))
    return stamp_book.becomes_the_desks(file, fee, rules)


# The desk's own stamps: opened with a balance, bought, exchanged, spoilt, counted (G1).


MOST_ENTRIES = 100_000
"""More entries than this a month never has."""

OPENED = "stamp_book_opened"
"""The value that names the entry with which the book was opened."""

_ACTIONS = {
    Movement.BOUGHT: Action.STAMPS_BOUGHT,
    Movement.SPOILT: Action.STAMPS_SPOILT,
    Movement.EXCHANGED: Action.STAMPS_EXCHANGED,
}

_TAKEN_BACK = frozenset(
    {Movement.OPENING, Movement.BOUGHT, Movement.EXCHANGED, Movement.SPOILT},
)
"""What a person enters by itself, and may take back; a count is counted anew."""

Draft = TypeVar("Draft", bound="StampDraft | ExchangeDraft | CountDraft")


@dataclass(frozen=True, slots=True)
class StampDraft:
    """Stamps that came to the stock, or left it, on a day; ``note`` says from where, or why.

    Piles are face values in sen and counts.
    """

    piles: tuple[Pile, ...]
    on: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class ExchangeDraft:
    """Stamps exchanged at the post office: what was given away, and what was got for it."""

    given: tuple[Pile, ...]
    got: tuple[Pile, ...]
    on: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class CountDraft:
    """The whole stock as counted, held stamps too: face value in sen and count, 0 for none left.

    ``cause`` and ``measure`` say why it differs from the book, and what is done about it.
    """

    piles: tuple[Pile, ...]
    cause: str = ""
    measure: str = ""


def open_book(desk: Desk, draft: StampDraft) -> Changes:
    """Enter what the desk owns as its book begins; what it holds for applicants stands in it.

    The entry moves the balance to what was counted. Raises BadInput for piles or a day that cannot
    be, Refused where the book was opened already.
    """
    desk.must(Duty.POST)
    draft = _admitted(desk, draft, draft.piles, draft.on, empty=True)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        if _is_open(books):
            raise Refused(("book_opened",))
        owned = stamp_book.of_piles((each.value, each.owned) for each in books.stamps.balances())
        counted = stamp_book.of_piles(draft.piles)
        moves = stamp_book.moves(owned=stamp_book.difference(counted, owned))
        entry = replace(new_entry(desk, Movement.OPENING, moves, draft.on), note=draft.note)
        kept = books.stamps.add(entry)
        books.settings.keep_value(OPENED, str(kept.id))
        books.journal.note(Action.STAMPS_OPENED, None, entry=kept.id, worth=kept.worth)
        books.commit()
    return _changed(kept)


def buy(desk: Desk, draft: StampDraft) -> Changes:
    """Enter stamps that the desk bought; ``note`` says where.

    Raises BadInput for no stamps, and for piles or a day that cannot be.
    """
    desk.must(Duty.POST)
    draft = _admitted(desk, draft, draft.piles, draft.on)
    moves = stamp_book.moves(owned=stamp_book.of_piles(draft.piles))
    return _enter_of_stamps(desk, Movement.BOUGHT, moves, draft.on, draft.note)


def spoil(desk: Desk, draft: StampDraft) -> Changes:
    """Enter stamps of the desk's own that cannot be used any more; ``note`` says why.

    Raises BadInput without a reason, Refused where the stock has not got them.
    """
    desk.must(Duty.POST)
    draft = _admitted(desk, draft, draft.piles, draft.on)
    if not draft.note.strip():
        raise BadInput("reason_missing", place="note")
    fewer = {value: -count for value, count in stamp_book.of_piles(draft.piles).items()}
    return _enter_of_stamps(
        desk, Movement.SPOILT, stamp_book.moves(owned=fewer), draft.on, draft.note
    )


def exchange(desk: Desk, draft: ExchangeDraft) -> Changes:
    """Enter stamps of the desk's own exchanged for others; what is less is the post office's fee.

    Raises BadInput where more was got than given, Refused where the stock has not got them.
    """
    desk.must(Duty.POST)
    draft = _admitted(desk, draft, draft.given, draft.on)
    check_piles(draft.got, "got")
    if total(draft.got) > total(draft.given):
        raise BadInput("more_than_given", place="got")
    got, given = stamp_book.of_piles(draft.got), stamp_book.of_piles(draft.given)
    moves = stamp_book.moves(owned=stamp_book.difference(got, given))
    if not moves:
        raise BadInput("nothing_changed", place="got")
    return _enter_of_stamps(desk, Movement.EXCHANGED, moves, draft.on, draft.note)


def count(desk: Desk, second: Desk, draft: CountDraft) -> Changes:
    """Enter a count of the whole stock by two people, and its difference as a row of its own.

    ``second`` is the same desk with the witness acting, who has shown a password. The book says
    what was counted from now on. Raises BadInput where a face value was not counted, and without
    cause and measure of a difference; Refused for one person alone, and where stamps that are
    only held are missing: the desk puts others in their place first.
    """
    for each in (desk, second):
        each.must(Duty.POST)
    draft = admit(draft)
    check_piles(tuple((value, number or 1) for value, number in draft.piles), "piles")
    if desk.actor.id == second.actor.id:
        raise Refused(("second_person_needed",))
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        balances = {each.value: each for each in books.stamps.balances()}
        piles = tuple(_counted(draft, balances))
        if not all(_is_sealed(each, piles) for each in (desk, second)):
            raise Refused(("second_person_needed",))
        _check_difference(draft, piles, balances)
        moves = stamp_book.moves(owned={each.value: each.difference for each in piles})
        entry = replace(
            new_entry(desk, Movement.COUNTED, moves, desk.today),
            second=second.actor.id,
            count=StampCount(piles, desk.actor.id, second.actor.id, draft.cause, draft.measure),
        )
        kept = books.stamps.add(entry)
        books.journal.note(
            Action.STAMPS_COUNTED,
            None,
            entry=kept.id,
            difference=kept.worth,
            second=second.actor.id,
        )
        books.commit()
    return _changed(kept)


def take_back(desk: Desk, id_: int) -> Changes:
    """Take back what one entered oneself on the same day, by an entry of its own.

    Raises Refused for another person's or another day's, for what follows from an envelope (its own
    verb takes it back), for a count, and where the stock has not got what would leave it.
    """
    desk.must(Duty.POST)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        entry = books.stamps.get(id_)
        reason = may_take_back(desk, entry)
        if not reason and books.stamps.is_taken_back(id_):
            reason = "taken_back_already"
        if reason:
            raise Refused((reason,))
        kept = books.stamps.add(reversal(desk, entry))
        books.journal.note(Action.STAMPS_TAKEN_BACK, None, entry=id_)
        books.commit()
    return _changed(kept)


def may_take_back(desk: Desk, entry: StampEntry) -> str:
    """Return why an entry stands, as a code; empty where whoever is acting may take it back."""
    if entry.movement not in _TAKEN_BACK or entry.takes_back is not None:
        return "entry_stands"
    if entry.by != desk.actor.id:
        return "done_by_another"
    return "" if day_of(entry.at) == desk.today else "entered_on_another_day"


def is_open(desk: Desk) -> bool:
    """Return whether the book was opened, and that was not taken back."""
    with desk.ports.store.reading() as books:
        return _is_open(books)


def book(desk: Desk) -> StampQueries:
    """Return what is asked of the stamp book; raises NotAllowed for who may read no such data."""
    desk.must(Duty.READ_CASES)
    return desk.ports.store.stamps


def month(desk: Desk, year: int, number: int) -> StampMonth:
    """Return a month of the book as it is printed (R2): it names nobody, and is everybody's."""
    first = date(year, number, 1)
    return between(desk, first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1))


def between(desk: Desk, first: date, last: date) -> StampMonth:
    """Return the book from one day to another, as a month of it is shown."""
    stamps = desk.ports.store.stamps
    lines = stamps.lines(StampFilter(first, last), MOST_ENTRIES)
    entries = tuple(line.entry for line in reversed(lines))
    return month_of(first, last, stamps.balances_before(first), entries)


def _admitted(
    desk: Desk, draft: Draft, piles: tuple[Pile, ...], on: date, *, empty: bool = False
) -> Draft:
    """Return what was typed, once its stamps and its day can be."""
    draft = admit(draft)
    if on > desk.today:
        raise BadInput("day_in_future", place="on")
    if not piles and not empty:
        raise BadInput("no_stamps", place="piles")
    check_piles(piles, "piles")
    return draft


def _is_open(books: Books) -> bool:
    opened = books.settings.value(OPENED)
    return opened is not None and not books.stamps.is_taken_back(int(opened))


def _enter_of_stamps(
    desk: Desk, movement: Movement, moves: tuple[Move, ...], on: date, note: str
) -> Changes:
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        kept = books.stamps.add(replace(new_entry(desk, movement, moves, on), note=note))
        books.journal.note(_ACTIONS[movement], None, entry=kept.id, worth=kept.worth)
        books.commit()
    return _changed(kept)


def _changed(entry: StampEntry) -> Changes:
    return Changes.of((Kind.STAMPS, entry.id))


def _counted(draft: CountDraft, balances: dict[int, StampBalance]) -> Iterator[CountedPile]:
    """Yield every face value of book and count, the highest first."""
    counted = dict(draft.piles)
    for value in sorted(counted.keys() | balances.keys(), reverse=True):
        known = balances.get(value)
        if value not in counted:
            raise BadInput("value_not_counted", stamp_book.named(value), place="piles")
        yield CountedPile(value, 0 if known is None else known.count, counted[value])


def _check_difference(
    draft: CountDraft, piles: tuple[CountedPile, ...], balances: dict[int, StampBalance]
) -> None:
    if not any(each.difference for each in piles):
        return
    for name, text in (("cause", draft.cause), ("measure", draft.measure)):
        if not text.strip():
            raise BadInput(f"{name}_missing", place=name)
    for each in piles:
        known = balances.get(each.value)
        if known is not None and each.counted < known.held:
            named = stamp_book.named(each.value)
            facts = {**named, "held": known.held, "counted": each.counted}
            raise Refused(("held_stamps_missing",), facts)


def _is_sealed(desk: Desk, piles: tuple[CountedPile, ...]) -> bool:
    content, seal = count_to_sign(desk.today, piles), desk.ports.seal
    return seal.verify(desk.actor.id, content, seal.sign(content))
