# SPDX-License-Identifier: MIT
"""The fee: what is required, what of the pieces sent counts, what can go back, and its split."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from desk_app.records.base import ApplicationId, ClaimId
from desk_app.records.case.application import Right
from desk_app.records.case.findings import FeeStanding, FeeState
from desk_app.records.case.history import ApplicationFile
from desk_app.records.case.mail import STAMPS_BACK, Allotment, PaymentLine
from desk_app.rules.case.case import standing
from desk_app.rules.fee.pieces import (
    SEN,
    FeeEnd,
    FeeFacts,
    PaymentBrought,
    Pile,
    SortedPieces,
    share_of,
    smallest_kept,
    sort_pieces,
    standing_of,
    total,
    value_of,
)
from desk_app.rules.rulebook.rulebook import Rules
from desk_app.rules.rulebook.terms import Standing


def facts_of(
    file: ApplicationFile, rights: Iterable[Right], ended: Iterable[FeeEnd] = ()
) -> FeeFacts:
    """Return the fee's facts of an application with the rights that are still asked for.

    ``ended`` says how chargeable claims ended for which no fee is asked any more. The application's
    own mail item is shared where it brought other applications too (A4).
    """
    application = file.application
    shared = bool(file.siblings)
    payments = tuple(
        PaymentBrought(
            mail.id,
            mail.arrived_on,
            mail.payments,
            shared=shared and mail.id == application.mail_item,
        )
        for mail in file.mail
    )
    return FeeFacts(
        application=application.id,
        received_on=application.received_on,
        rights=tuple(rights),
        payments=payments,
        notices=file.notices,
        judgements=standing(file.judgements),
        ended=frozenset(ended),
        gone=_gone(file),
        kept=tuple(pile for posting in file.postings for pile in posting.fee),
    )


def _gone(file: ApplicationFile) -> tuple[Pile, ...]:
    """Return the stamps of the application that went back already."""
    return tuple(
        pile
        for item in file.mail
        for thing in item.held
        if thing.application == file.application.id
        and thing.kind in STAMPS_BACK
        and thing.returned_on is not None
        for pile in thing.pieces
    )


def required(rights: Iterable[Right], received_on: date, rules: Rules) -> int:
    """Return the fee in whole yen: the one in force on arrival of the application (PR-4)."""
    return rules.at(received_on).fee.required(rights)


def chargeable(file: ApplicationFile, rules: Rules) -> frozenset[ClaimId]:
    """Return the ids of the claims a fee is due for: as in force on arrival (PR-4)."""
    rights = rules.at(file.application.received_on).fee.chargeable
    return frozenset(claim.id for claim in file.application.claims if claim.right in rights)


def assess(facts: FeeFacts, rules: Rules) -> FeeStanding:
    """Return the standing of the fee.

    Pieces are taken by the rules of the day their own mail item arrived; every piece that came for
    the application is counted, refused, doubtful or late, once (PR-4, PR-4s, practices 1 to 3).
    Once the fee was kept nobody is asked about a piece any more. What can go back follows the
    switches in force on arrival of the application (practice 2).
    """
    wanted = required(facts.rights, facts.received_on, rules)
    found = sort_pieces(facts, rules, needed=wanted > 0 and not facts.kept)
    worth = found.worth() // SEN
    back, whole = _back(found, wanted, facts) if _any_back(facts, wanted, rules) else (0, [])
    return FeeStanding(
        required=wanted,
        counted=worth,
        short=max(0, wanted - worth),
        over=max(0, worth - wanted),
        pieces=_yen(found.piles()),
        refused=tuple(found.refused),
        doubtful=tuple(found.doubtful),
        late=tuple(found.late),
        returnable=back // SEN,
        returnable_pieces=_yen(whole),
        pieces_enclosed=found.enclosed,
        pieces_counted=sum(piece.count for piece in found.counted),
        unallotted=found.unallotted,
        sen_pieces=_sen(found.piles()),
        returnable_sen_pieces=_sen(whole),
        staying=tuple(_without(found.piles(divisible=False), whole)),
    )


def paid_on(facts: FeeFacts, standing: FeeStanding, rules: Rules) -> date | None:
    """Return the day on which the whole fee was there: the arrival that made it enough.

    None where none is required, or where it is short.
    """
    if not standing.required or standing.short:
        return None
    brought = [each for each in facts.payments if each.lines]
    for last in sorted({each.arrived_on for each in brought})[:-1]:
        then = tuple(each for each in brought if each.arrived_on <= last)
        if not assess(replace(facts, payments=then), rules).short:
            return last
    return max((each.arrived_on for each in brought), default=None)


def came(facts: FeeFacts) -> int:
    """Return in whole yen what came for an application by face value, whether it counts or not."""
    worth = sum(
        value_of(line) * share_of(line, facts.application, shared=payment.shared)
        for payment in facts.payments
        for line in payment.lines
    )
    return worth // SEN


def _any_back(facts: FeeFacts, wanted: int, rules: Rules) -> bool:
    """Return whether what is over goes back: with a fee, with none, or with one that ended."""
    switches = rules.at(facts.received_on).switches
    if wanted:
        return switches.excess_back
    if facts.ended:
        return all(goes_back(end, facts.received_on, rules) for end in facts.ended)
    return switches.free_stamps_back


def _back(found: SortedPieces, wanted: int, facts: FeeFacts) -> tuple[int, list[Pile]]:
    """Return in sen what can be taken away and still leave the fee, and its whole pieces.

    What went back already is part of it, whatever came since: it cannot be kept any more. What
    became the desk's already stays so.
    """
    whole = found.piles(divisible=False)
    loose = total(found.piles(divisible=True))
    kept = facts.kept or _kept(whole, wanted * SEN - loose, facts.gone)
    back = _without(whole, kept)
    kept_loose = min(loose, max(0, wanted * SEN - total(kept)))
    return total(back) + loose - kept_loose, back


def _kept(whole: list[Pile], target: int, gone: tuple[Pile, ...]) -> Sequence[Pile]:
    """Return the pieces still here that must stay; all of them where they are not enough."""
    here = _without(whole, [(value * SEN, count) for value, count in gone])
    kept = smallest_kept(here, target)
    return here if kept is None else kept


def _without(whole: Sequence[Pile], others: Sequence[Pile]) -> list[Pile]:
    """Return the pieces, value in sen, that others leave, in their order."""
    left = Counter(dict(whole))
    for value, count in others:
        left[value] -= count
    return [(value, count) for value, count in left.items() if count > 0]


def _yen(piles: list[Pile]) -> tuple[Pile, ...]:
    return tuple((value // SEN, count) for value, count in piles if value % SEN == 0)


def _sen(piles: list[Pile]) -> tuple[Pile, ...]:
    return tuple((value, count) for value, count in piles if value % SEN)


def state(standing: FeeStanding) -> FeeState:
    """Return the axis: a person is asked where what is doubtful could still make it enough."""
    if standing.required == 0:
        return FeeState.NOT_NEEDED
    if standing.short:
        return FeeState.ASK if _undecided(standing) else FeeState.SHORT
    return FeeState.OVER if standing.over else FeeState.PAID


def _undecided(standing: FeeStanding) -> bool:
    return bool(standing.late or standing.doubtful) or standing.unallotted > 0


def goes_back(end: FeeEnd, received_on: date, rules: Rules) -> bool:
    """Return whether the stamps of the fee go back (PR-4s, PR-G, practices 4 and 16).

    By the switches in force on arrival of the application; no data counts as refused.
    """
    switches = rules.at(received_on).switches
    back = {
        FeeEnd.LAPSED: switches.stamps_back_when_lapsed,
        FeeEnd.WITHDRAWN: switches.fee_back_when_withdrawn,
        FeeEnd.REFERRED: switches.fee_back_when_referred,
        FeeEnd.REFUSED: not switches.fee_kept_when_refused,
    }
    return back[end]


__all__ = [
    "FeeEnd",
    "FeeFacts",
    "PaymentBrought",
    "assess",
    "came",
    "facts_of",
    "goes_back",
    "paid_on",
    "required",
    "state",
]


# A proposal of how the pieces of one envelope go to its applications; a person decides (A4).


Wanted = tuple[ApplicationId, int]
"""An application and the fee it requires, in whole yen."""


def propose_split(
    lines: Sequence[PaymentLine], wanted: Sequence[Wanted], arrived_on: date, rules: Rules
) -> tuple[PaymentLine, ...]:
    """Return the lines with every piece allotted, as many applications paid as can be found.

    The smallest fee is paid first, each with the pieces that waste least: for two applications that
    is exact, and never are two left short where one could be paid. What is left goes to one that is
    short, or else to the first; so do pieces that do not count. ``wanted`` must not be empty.
    """
    then = rules.at(arrived_on)
    good = [standing_of(line, then)[0] is Standing.COUNTED for line in lines]
    counted = [line for line, counts in zip(lines, good, strict=True) if counts]
    shares, rest = _shares(counted, wanted)
    return tuple(
        _allotted(line, shares if counts else {}, rest)
        for line, counts in zip(lines, good, strict=True)
    )


def _shares(
    lines: Sequence[PaymentLine], wanted: Sequence[Wanted]
) -> tuple[dict[ApplicationId, dict[int, int]], ApplicationId]:
    """Return how many pieces of each value each application gets, and who gets the rest."""
    left: dict[int, int] = {}
    for line in lines:
        left[value_of(line)] = left.get(value_of(line), 0) + line.count
    shares: dict[ApplicationId, dict[int, int]] = {}
    short = []
    for application, fee in sorted(wanted, key=lambda each: each[1]):
        kept = smallest_kept(list(left.items()), fee * SEN)
        if kept is None:
            short.append(application)
            continue
        shares[application] = dict(kept)
        for value, count in kept:
            left[value] -= count
    return shares, short[0] if short else wanted[0][0]


def _allotted(
    line: PaymentLine, shares: dict[ApplicationId, dict[int, int]], rest: ApplicationId
) -> PaymentLine:
    """Return a line with its pieces given away; what is taken is taken out of the shares."""
    value = value_of(line)
    given: dict[ApplicationId, int] = {}
    left = line.count
    for application, share in shares.items():
        taken = min(left, share.get(value, 0))
        if taken:
            given[application] = taken
            share[value] -= taken
            left -= taken
    if left:
        given[rest] = given.get(rest, 0) + left
    return replace(line, allotments=tuple(Allotment(*each) for each in given.items()))
