# SPDX-License-Identifier: MIT
"""The desk's own stamps: opened with a balance, bought, exchanged, spoilt, counted (G1).

What comes with an envelope, goes back, is kept as a fee or stuck on an envelope is entered by the
verbs that do so (`booking`). Nothing in the book is ever changed: what was entered wrongly is taken
back by an entry of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar

from desk_app.desk.booking import new_entry, reversal
from desk_app.desk.changes import Changes, Kind
from desk_app.desk.context import Desk
from desk_app.desk.errors import BadInput, Refused
from desk_app.desk.gate import admit
from desk_app.desk.ports import Books
from desk_app.desk.postage import check_piles
from desk_app.desk.rows import StampFilter, StampQueries
from desk_app.desk.signing import count_to_sign
from desk_app.records.journal import Action
from desk_app.records.pages import StampMonth
from desk_app.records.stamps import (
    CountedPile,
    Move,
    Movement,
    Pile,
    StampBalance,
    StampCount,
    StampEntry,
)
from desk_app.rules import stamp_book
from desk_app.rules.clock import day_of
from desk_app.rules.pieces.change import total
from desk_app.rules.stamp_book import month_of
from desk_app.rules.terms import Duty

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

Draft = TypeVar("Draft")


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
    return _enter(desk, Movement.BOUGHT, moves, draft.on, draft.note)


def spoil(desk: Desk, draft: StampDraft) -> Changes:
    """Enter stamps of the desk's own that cannot be used any more; ``note`` says why.

    Raises BadInput without a reason, Refused where the stock has not got them.
    """
    desk.must(Duty.POST)
    draft = _admitted(desk, draft, draft.piles, draft.on)
    if not draft.note.strip():
        raise BadInput("reason_missing", place="note")
    fewer = {value: -count for value, count in stamp_book.of_piles(draft.piles).items()}
    return _enter(desk, Movement.SPOILT, stamp_book.moves(owned=fewer), draft.on, draft.note)


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
    return _enter(desk, Movement.EXCHANGED, moves, draft.on, draft.note)


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
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
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


def _enter(desk: Desk, movement: Movement, moves: tuple[Move, ...], on: date, note: str) -> Changes:
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
