# SPDX-License-Identifier: MIT
"""Which stamps came, went back and became the desk's: the book, and a month of it (G1, R2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from desk_app.records.base import ApplicationId
from desk_app.records.case.findings import ClaimState, FeeStanding
from desk_app.records.case.history import ApplicationFile, Posting
from desk_app.records.case.mail import POSTAGE_STAMPS, STAMPS_BACK, MailItem, PaymentLine, Piece
from desk_app.records.case.stamps import Move, Movement, Pile, StampBalance, StampEntry
from desk_app.records.pages import MonthRow, StampMonth
from desk_app.rules.case import replies
from desk_app.rules.case.claims import claim_states
from desk_app.rules.fee import fees
from desk_app.rules.fee.pieces import SEN, standing_of, value_of
from desk_app.rules.rulebook.rulebook import Rules
from desk_app.rules.rulebook.terms import Standing

Stamps = Counter[int]
"""How many stamps there are of each face value in sen."""


def of_piles(piles: Iterable[Pile]) -> Stamps:
    """Return piles as stamps, equal values together."""
    found = Stamps()
    for value, count in piles:
        found[value] += count
    return found


def piles_of(stamps: Mapping[int, int]) -> tuple[Pile, ...]:
    """Return stamps as piles, the highest value first."""
    return tuple(sorted(((v, n) for v, n in stamps.items() if n), reverse=True))


def enclosed(item: MailItem) -> Stamps:
    """Return the postage stamps that came in a mail item, whatever their condition."""
    return of_piles((value_of(line), line.count) for line in item.payments if _is_stamp(line))


def enclosed_for(file: ApplicationFile) -> Stamps:
    """Return the postage stamps that came for an application; those of nobody are left out."""
    shared = bool(file.siblings)
    found = Stamps()
    for item in file.mail:
        whole = not (shared and item.id == file.application.mail_item)
        for line in filter(_is_stamp, item.payments):
            found[value_of(line)] += _own_count(line, file.application.id, whole=whole)
    return found


def gone_back(item: MailItem) -> Stamps:
    """Return the stamps of a mail item's return list that went back."""
    things = (thing for thing in item.held if thing.returned_on is not None)
    return of_piles(pile for thing in things for pile in thing.stamps)


def gone_from(file: ApplicationFile) -> Stamps:
    """Return the stamps of an application that went back."""
    return of_piles(
        pile
        for item in file.mail
        for thing in item.held
        if thing.returned_on is not None and thing.application == file.application.id
        for pile in thing.stamps
    )


def kept_of(file: ApplicationFile) -> Stamps:
    """Return the pieces of an application that became the desk's; stamps and others."""
    return of_piles(pile for posting in file.postings for pile in posting.fee)


def becomes_the_desks(file: ApplicationFile, fee: FeeStanding, rules: Rules) -> tuple[Pile, ...]:
    """Return the whole pieces that are the desk's from the posting made last (PR-4, practice 16).

    The fee is kept on the day a decision on a claim it was paid for is posted; once all is answered
    so is whatever does not go back.
    """
    if not _fee_is_used(file, rules) and replies.completed_on(file) is None:
        return ()
    return piles_of(of_piles(fee.staying) - kept_of(file))


def stamps_kept(file: ApplicationFile, posting: Posting) -> Stamps:
    """Return the stamps among the pieces that became the desk's with a posting."""
    others = of_piles(pile for each in file.postings if each.id != posting.id for pile in each.fee)
    return of_piles(posting.fee) & (enclosed_for(file) - gone_from(file) - others)


def still_held(file: ApplicationFile) -> Stamps:
    """Return the stamps of an application that neither went back nor became the desk's."""
    return enclosed_for(file) - gone_from(file) - kept_of(file)


def pay_for_others(file: ApplicationFile, rules: Rules) -> bool:
    """Return whether sound stamps of an envelope are another application's and stay with it (A4).

    What goes back, or went, pays for nothing: no fee was needed there, or it is not any more.
    """
    return any(
        _allotted_to_others(item, file.application.id, rules)
        - of_piles(
            pile
            for thing in item.held
            if thing.kind in STAMPS_BACK and thing.application not in {None, file.application.id}
            for pile in thing.stamps
        )
        for item in file.mail
    )


def _allotted_to_others(item: MailItem, own: ApplicationId, rules: Rules) -> Stamps:
    """Return the stamps that count as they are, by the rules of their day, of other applications.

    One that a person must judge is left out: nothing here says how it was judged there.
    """
    then = rules.at(item.arrived_on)
    return of_piles(
        (value_of(line), each.count)
        for line in filter(_is_stamp, item.payments)
        if standing_of(line, then)[0] is Standing.COUNTED
        for each in line.allotments
        if each.application != own
    )


def named(value: int) -> dict[str, str | int]:
    """Return a face value in sen as sentences name it: in yen, in sen where it is no whole yen."""
    if value % SEN:
        return {"value": value, "piece": Piece.SEN_STAMP.value}
    return {"value": value // SEN, "piece": Piece.STAMP.value}


def moves(
    *, held: Mapping[int, int] | None = None, owned: Mapping[int, int] | None = None
) -> tuple[Move, ...]:
    """Return moves of stamps by face value, the highest first; what does not move is left out."""
    held, owned = held or {}, owned or {}
    found = (
        Move(value, held.get(value, 0), owned.get(value, 0))
        for value in sorted(held.keys() | owned.keys(), reverse=True)
    )
    return tuple(each for each in found if each.held or each.owned)


def reversed_moves(before: Iterable[Move]) -> tuple[Move, ...]:
    """Return the moves that undo others."""
    return tuple(Move(each.value, -each.held, -each.owned) for each in before)


def difference(after: Stamps, before: Stamps) -> dict[int, int]:
    """Return by how many stamps of each value two handfuls differ; values may be below 0."""
    found = {value: after[value] - before[value] for value in after.keys() | before.keys()}
    return {value: count for value, count in found.items() if count}


def _is_stamp(line: PaymentLine) -> bool:
    return line.piece in POSTAGE_STAMPS and line.denomination > 0


def _own_count(line: PaymentLine, application: ApplicationId, *, whole: bool) -> int:
    if whole and not line.allotments:
        return line.count
    return sum(each.count for each in line.allotments if each.application == application)


def _fee_is_used(file: ApplicationFile, rules: Rules) -> bool:
    """Return whether a decision on a claim that was charged has been posted."""
    charged, states = fees.chargeable(file, rules), claim_states(file)
    return any(
        claim in charged and states.get(claim) is ClaimState.DECIDED
        for letter in replies.answers(file)
        if letter.posting is not None
        for claim in letter.claims
    )


# A month of the stamp book as it is printed (R2): what came and went, with both balances.


def month_of(
    first: date, last: date, before: Sequence[StampBalance], entries: Iterable[StampEntry]
) -> StampMonth:
    """Return a month from the balance before it and its entries in the order of the book."""
    there = {each.value: each for each in before}
    opening = balance = sum(each.worth for each in before)
    rows, counts = [], []
    for entry in entries:
        if entry.count is not None:
            counts.append((entry.on, entry.count))
        for move in entry.moves:
            known = there.get(move.value, StampBalance(move.value, 0, 0))
            after = StampBalance(move.value, known.held + move.held, known.owned + move.owned)
            there[move.value] = after
            balance += move.worth
            rows.append(
                MonthRow(
                    on=entry.on,
                    movement=entry.movement,
                    receipt_number=entry.receipt_number,
                    reference=entry.reference,
                    value=move.value,
                    came=max(0, move.count),
                    went=max(0, -move.count),
                    kept=move.owned if entry.movement is Movement.KEPT else 0,
                    left=after.count,
                    balance=balance,
                    by=entry.by,
                    takes_back=entry.takes_back is not None,
                    note="" if entry.application is not None else entry.note,
                )
            )
    left = (there[value] for value in sorted(there, reverse=True))
    return StampMonth(
        first=first,
        last=last,
        opening=opening,
        rows=tuple(rows),
        closing=balance,
        closing_piles=tuple(each for each in left if each.held or each.owned),
        counts=tuple(counts),
    )
