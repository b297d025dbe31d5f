# SPDX-License-Identifier: MIT
"""What the stamp book must say, counted again from the facts: to the piece."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from desk_app.records.case.history import ApplicationFile
from desk_app.records.case.mail import STAMPS_BACK, HeldKind, MailItem, Piece
from desk_app.records.case.stamps import Movement, StampEntry
from tests.fakes.state import State

Pieces = Counter[int]

_STAMPS = {Piece.STAMP: 100, Piece.CHARITY_STAMP: 100, Piece.SEN_STAMP: 1}
"""The pieces that are postage stamps, with the sen in a unit of their face value."""

_BY_HAND = frozenset(
    {*(Movement.OPENING, Movement.BOUGHT, Movement.EXCHANGED), *(Movement.SPOILT, Movement.COUNTED)}
)


def came(items: Iterable[MailItem]) -> Pieces:
    """Return the stamps that came in envelopes, value in sen."""
    found = Pieces()
    for item in items:
        for line in item.payments:
            if line.piece in _STAMPS and line.denomination:
                found[line.denomination * _STAMPS[line.piece]] += line.count
    return found


def went_back(items: Iterable[MailItem]) -> Pieces:
    """Return the stamps that went back: read from the return list in yen, the odd ones in sen."""
    found = Pieces()
    for item in items:
        for thing in item.held:
            if thing.returned_on is None or not thing.stamps:
                continue
            if thing.kind in STAMPS_BACK | {HeldKind.REFUSED_STAMP} and thing.pieces:
                found.update({value * 100: count for value, count in thing.pieces})
            else:
                found.update(dict(thing.stamps))
    return found


def kept(files: Iterable[ApplicationFile]) -> Pieces:
    """Return the stamps that became the desk's as fees."""
    found = Pieces()
    for posting in (each for file in files for each in file.postings):
        for value, count in posting.fee:
            found[value] += count
    return found


def stuck_on(files: Iterable[ApplicationFile]) -> Pieces:
    """Return the stamps that left on envelopes."""
    found = Pieces()
    for posting in (each for file in files for each in file.postings):
        for value, count in posting.postage.stamps if posting.postage is not None else ():
            found[value] += count
    return found


def faults(state: State) -> Iterator[str]:
    """Yield where book and facts differ: nothing came from nowhere, nothing vanished."""
    items, files = state.mail.values(), state.files.values()
    entries = tuple(state.stamps.values())
    held, owned = _sums(entries)
    by_hand = _sums(each for each in entries if each.movement in _BY_HAND)[1]
    facts_held = _less(came(items), went_back(items), kept(files))
    facts_owned = _less(_more(by_hand, kept(files)), stuck_on(files))
    if facts_held != held:
        yield f"held: {dict(facts_held)} by the facts, {dict(held)} by the book"
    if facts_owned != owned:
        yield f"owned: {dict(facts_owned)} by the facts, {dict(owned)} by the book"
    balances = state.balances.values()
    if {each.value: each.held for each in balances if each.held} != held:
        yield "the balance held is not what the entries make"
    if {each.value: each.owned for each in balances if each.owned} != owned:
        yield "the balance owned is not what the entries make"
    if any(each.held < 0 or each.owned < 0 for each in balances):
        yield "a balance is below nothing"
    everything_in = _more(came(items), by_hand)
    if _less(everything_in, went_back(items), stuck_on(files)) != _more(held, owned):
        yield "what came in is not what is there and what went out"


def _sums(entries: Iterable[StampEntry]) -> tuple[dict[int, int], dict[int, int]]:
    held, owned = Pieces(), Pieces()
    for entry in entries:
        for move in entry.moves:
            held[move.value] += move.held
            owned[move.value] += move.owned
    return _there(held), _there(owned)


def _more(one: dict[int, int], other: dict[int, int]) -> dict[int, int]:
    return _there({v: one.get(v, 0) + other.get(v, 0) for v in one.keys() | other.keys()})


def _less(one: dict[int, int], *others: dict[int, int]) -> dict[int, int]:
    left = dict(one)
    for other in others:
        left = _more(left, {value: -count for value, count in other.items()})
    return left


def _there(one: dict[int, int]) -> dict[int, int]:
    return {value: count for value, count in one.items() if count}
