# SPDX-License-Identifier: MIT
"""Stamps that came: sorted into counted, refused, doubtful or late; which must stay for a sum."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from math import gcd
from typing import TYPE_CHECKING

from desk_app.records.base import ApplicationId, MailItemId
from desk_app.records.case.application import Right
from desk_app.records.case.findings import RefusedPiece
from desk_app.records.case.history import Judgement, Notice, Ruling, Topic
from desk_app.records.case.mail import HeldKind, HeldThing, PaymentLine, Piece
from desk_app.rules.case.deadlines import months_after
from desk_app.rules.finding_codes import Code
from desk_app.rules.rulebook.checks import PieceReason
from desk_app.rules.rulebook.rulebook import Rules
from desk_app.rules.rulebook.terms import Standing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desk_app.records.case.history import ApplicationFile


SEN = 100
"""Sen in a yen: sums are made in sen and cut off once, so that sen stamps add up."""

_WITH_FACE = frozenset({Piece.STAMP, Piece.CHARITY_STAMP})
"""The pieces whose face value in yen can be known; those of sen are read in sen."""

_ASKS_FOR_FEE = frozenset({Code.FEE_ABSENT.value, Code.FEE_SHORT.value})


@dataclass(frozen=True, slots=True)
class PaymentBrought:
    """What one mail item brought: its day of arrival and its lines.

    ``shared`` says that it came for several applications: a line of it that nobody allotted to an
    application is then nobody's (A4).
    """

    mail_item: MailItemId
    arrived_on: date
    lines: tuple[PaymentLine, ...]
    shared: bool = False


class FeeEnd(StrEnum):
    """How an application with a fee can end without its being used up for an answer."""

    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"
    REFERRED = "referred"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class FeeFacts:
    """What the fee of one application is judged by.

    ``rights`` are the rights still asked for: those withdrawn or lapsed are left out by whoever
    asks. ``application`` is None while it is not saved; every piece is then taken as its own.
    """

    application: ApplicationId | None
    received_on: date
    rights: tuple[Right, ...]
    payments: tuple[PaymentBrought, ...] = ()
    notices: tuple[Notice, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    ended: frozenset[FeeEnd] = frozenset()
    gone: tuple[Pile, ...] = ()
    """The whole pieces, value in yen and count, that went back to the applicant already."""
    kept: tuple[Pile, ...] = ()
    """The whole pieces, value in sen and count, that became the desk's with an answer."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Pieces that count: value of one in sen, how many, and whether a part can be given back."""

    value: int
    count: int
    divisible: bool


@dataclass(slots=True)
class SortedPieces:
    """The pieces that came for one application, each in exactly one of four lists."""

    counted: list[Counted] = field(default_factory=list)
    refused: list[RefusedPiece] = field(default_factory=list)
    doubtful: list[RefusedPiece] = field(default_factory=list)
    late: list[RefusedPiece] = field(default_factory=list)
    enclosed: int = 0
    unallotted: int = 0

    def piles(self, *, divisible: bool | None = None) -> list[Pile]:
        """Return value in sen and count of what counts, largest first, equal values together."""
        piles: dict[int, int] = {}
        for piece in self.counted:
            if divisible is None or piece.divisible is divisible:
                piles[piece.value] = piles.get(piece.value, 0) + piece.count
        return sorted(piles.items(), reverse=True)

    def worth(self) -> int:
        """Return the sum of what counts in sen."""
        return total(self.piles())


def sort_pieces(facts: FeeFacts, rules: Rules, *, needed: bool = True) -> SortedPieces:
    """Return every piece that came for the application, with the reason where it does not count.

    Where no fee is ``needed`` nobody is asked about a piece: what is late or doubtful goes back.
    """
    found = SortedPieces()
    for payment in facts.payments:
        then = rules.at(payment.arrived_on)
        late = _late(payment, facts, needed=needed)
        for line in payment.lines:
            count = _own_count(line, facts.application, found, shared=payment.shared)
            if count > 0:
                found.enclosed += count
                _sort_line(line, count, _Reading(facts, then, late, needed), found)
    return found


def _own_count(
    line: PaymentLine, application: ApplicationId | None, found: SortedPieces, *, shared: bool
) -> int:
    """Return how many pieces of a line are this application's; what is nobody's is noted."""
    if application is not None and (shared or line.allotments):
        given = sum(allotment.count for allotment in line.allotments)
        found.unallotted += max(0, line.count - given)
    return share_of(line, application, shared=shared)


def share_of(line: PaymentLine, application: ApplicationId | None, *, shared: bool) -> int:
    """Return how many pieces of a line are an application's; all where it came for no other."""
    if application is None or not (shared or line.allotments):
        return line.count
    return sum(each.count for each in line.allotments if each.application == application)


@dataclass(frozen=True, slots=True)
class _Reading:
    """With what a line is read: the facts, the rules of its arrival, and whether it came late."""

    facts: FeeFacts
    rules: Rules
    late: PieceReason | None
    needed: bool


def _sort_line(line: PaymentLine, count: int, reading: _Reading, found: SortedPieces) -> None:
    standing, reason = standing_of(line, reading.rules)
    if standing is Standing.REFUSED:
        found.refused.append(_piece(line, count, reason))
    elif reading.late is PieceReason.LATE_REFUSED:
        found.refused.append(_piece(line, count, reading.late))
    elif reading.late is not None:
        found.late.append(_piece(line, count, reading.late))
    elif standing is Standing.DOUBTFUL:
        _sort_doubtful(line, count, reason, reading, found)
    else:
        found.counted.append(_counted(line, count, reading.rules))


def _sort_doubtful(
    line: PaymentLine, count: int, reason: str, reading: _Reading, found: SortedPieces
) -> None:
    ruling = _ruling(reading.facts.judgements, Topic.DOUBTFUL_PIECE, line.id)
    if ruling is Ruling.ACCEPTED:
        found.counted.append(_counted(line, count, reading.rules))
    elif ruling is Ruling.REFUSED:
        found.refused.append(_piece(line, count, PieceReason.JUDGED_BAD))
    elif not reading.needed:
        found.refused.append(_piece(line, count, reason))
    else:
        found.doubtful.append(_piece(line, count, reason))


def standing_of(line: PaymentLine, rules: Rules) -> tuple[Standing, str]:
    """Return how a line stands: first what the piece is, then the state it came in.

    A face value that no stamp is known to have had is asked about: foreign? two stamps? (25). A
    piece that is good for some months only has expired once they are over on the arrival, which is
    the day of ``rules``; of one whose day of issue nobody typed its condition alone says so.
    """
    refused = _refused_as(line, rules)
    if refused is not None:
        return Standing.REFUSED, refused
    piece, condition = rules.piece(line.piece), rules.condition(line.condition)
    asked_about = line.piece in _WITH_FACE and not rules.knows_face(line.denomination)
    if asked_about and condition.standing is not Standing.REFUSED:
        return Standing.DOUBTFUL, PieceReason.UNKNOWN_VALUE
    if condition.standing is Standing.COUNTED:
        return piece.standing, piece.reason
    return condition.standing, condition.reason


def _refused_as(line: PaymentLine, rules: Rules) -> str | None:
    """Return why a piece does not count whatever its condition; None where it may."""
    piece, last = rules.piece(line.piece), valid_until(line, rules)
    if piece.standing is Standing.REFUSED:
        return piece.reason
    if line.denomination < 1:
        return PieceReason.NO_FACE_VALUE
    if 0 < piece.highest < line.denomination:
        return PieceReason.NOT_A_STAMP
    expired = last is not None and last < rules.day
    return PieceReason.EXPIRED if expired else None


def valid_until(line: PaymentLine, rules: Rules) -> date | None:
    """Return the last day on which a piece is good; None where it is for good, or nobody knows.

    The months are counted as those of a certificate are (Civil Code 140, 143).
    """
    months = rules.piece(line.piece).valid_months
    if not months or line.issued_on is None:
        return None
    return months_after(line.issued_on, months)


def _counted(line: PaymentLine, count: int, rules: Rules) -> Counted:
    """Return what a line counts: face value, without the surcharge of a charity stamp."""
    return Counted(value_of(line), count, rules.piece(line.piece).divisible)


def value_of(line: PaymentLine) -> int:
    """Return the face value of one piece in sen; a sen stamp's denomination is in sen already."""
    return line.denomination if line.piece is Piece.SEN_STAMP else line.denomination * SEN


def _piece(line: PaymentLine, count: int, reason: str) -> RefusedPiece:
    return RefusedPiece(line.piece.value, line.denomination, count, str(reason), line.id)


def _late(payment: PaymentBrought, facts: FeeFacts, *, needed: bool) -> PieceReason | None:
    """Return whether a payment came after the due date it was asked by (practice 3).

    Counted by arrival; the last notice posted before it that asked for the fee names the date.
    """
    due = fee_due(facts.notices, payment.arrived_on)
    if due is None or payment.arrived_on <= due:
        return None
    ruling = _ruling(facts.judgements, Topic.LATE_ARRIVAL, str(payment.mail_item))
    if ruling is Ruling.REFUSED:
        return PieceReason.LATE_REFUSED
    return PieceReason.LATE if needed and ruling is not Ruling.ACCEPTED else None


def fee_due(notices: Iterable[Notice], arrived_on: date) -> date | None:
    """Return the due date of the last notice posted by a day that asked for the fee."""
    asked = [each for each in _posted(notices) if each[0] <= arrived_on]
    return max(asked)[1] if asked else None


def _posted(notices: Iterable[Notice]) -> Iterator[tuple[date, date]]:
    """Yield day of posting and due date of every notice that asked for the fee."""
    for notice in notices:
        asks = {ask.partition(":")[0] for ask in notice.asks}
        if notice.posted_on is not None and not notice.void and asks & _ASKS_FOR_FEE:
            yield notice.posted_on, notice.due


def _ruling(judgements: tuple[Judgement, ...], topic: Topic, subject: str) -> Ruling | None:
    """Return the last ruling on a subject."""
    rulings = [j.ruling for j in judgements if j.topic is topic and j.subject == subject]
    return rulings[-1] if rulings else None


# Which whole pieces must stay so that a sum is still there and as little as possible is kept.


Pile = tuple[int, int]
"""Denomination and count."""


def total(piles: Sequence[Pile]) -> int:
    """Return the sum of all pieces."""
    return sum(denomination * count for denomination, count in piles)


def smallest_kept(piles: Sequence[Pile], target: int) -> tuple[Pile, ...] | None:
    """Return the pieces with the smallest sum that is at least the target; None if too little.

    Exact, whatever the counts: a smallest choice either is one piece, or has only pieces below the
    target and therefore less than twice the target, so that the work is bounded by the target.
    Of equal sums the one of fewer, larger pieces is taken. Denominations are at least 1.
    """
    if total(piles) < target:
        return None
    if target <= 0:
        return ()
    merged = _merged(piles)
    unit = gcd(*merged)
    choice = _of_small(merged, -(-target // unit), unit)
    single = min((value for value in merged if value >= target), default=None)
    if single is not None and (choice is None or single <= total(choice)):
        return ((single, 1),)
    return choice


def _merged(piles: Sequence[Pile]) -> dict[int, int]:
    merged: dict[int, int] = {}
    for denomination, count in sorted(piles):
        if count > 0:
            merged[denomination] = merged.get(denomination, 0) + count
    return merged


def _of_small(merged: dict[int, int], target: int, unit: int) -> tuple[Pile, ...] | None:
    """Return the best choice of pieces below the target; values are counted in units.

    ``reached`` holds one bit per sum that the piles so far can make.
    """
    piles = [
        (value // unit, min(count, -(-target * unit // value)))
        for value, count in merged.items()
        if value < target * unit
    ]
    reached = [1]
    for value, count in piles:
        reached.append(_with_pile(reached[-1], value, count, (1 << 2 * target) - 1))
    enough = reached[-1] >> target
    if not enough:
        return None
    wanted = target + (enough & -enough).bit_length() - 1
    return tuple((value * unit, count) for value, count in _walked_back(piles, reached, wanted))


def _with_pile(reached: int, value: int, count: int, within: int) -> int:
    """Return the sums that can be made with up to ``count`` more pieces of a value."""
    step = 1
    while count > 0:
        taken = min(step, count)
        reached |= (reached << value * taken) & within
        count -= taken
        step *= 2
    return reached


def _walked_back(piles: list[Pile], reached: list[int], wanted: int) -> list[Pile]:
    """Return the counts that make a sum, as many of the largest values as possible."""
    kept = []
    for (value, count), before in zip(reversed(piles), reversed(reached[:-1]), strict=True):
        taken = min(count, wanted // value)
        while not before >> (wanted - taken * value) & 1:
            taken -= 1
        if taken:
            kept.append((value, taken))
        wanted -= taken * value
    return kept


# Refused pieces as piles of the return list: what tells them apart, and when each went back.


KIND_OF_PIECE = {
    Piece.REVENUE_STAMP: HeldKind.REVENUE_STAMP,
    Piece.PREFECTURAL_STAMP: HeldKind.REVENUE_STAMP,
    Piece.MONEY_ORDER: HeldKind.MONEY_ORDER,
    Piece.CASH: HeldKind.CASH,
    Piece.CARD: HeldKind.CARD,
}

PileKey = tuple[HeldKind, str, tuple[tuple[int, int], ...]]
"""Its kind, its note, which is the reason, and its pieces in yen."""


def key_of(piece: RefusedPiece) -> PileKey:
    """Return what tells a refused pile on the return list from the others."""
    kind = KIND_OF_PIECE.get(Piece(piece.piece), HeldKind.REFUSED_STAMP)
    sen = sen_of(piece)
    return kind, piece.reason, ((sen // SEN, piece.count),) if sen % SEN == 0 else ()


def sen_of(piece: RefusedPiece) -> int:
    """Return the value of one piece in sen."""
    return piece.denomination * (1 if Piece(piece.piece) is Piece.SEN_STAMP else SEN)


def is_returned(thing: HeldThing, file: ApplicationFile) -> bool:
    """Say whether a thing of an application has gone back."""
    return thing.returned_on is not None and thing.application == file.application.id


def days_gone(file: ApplicationFile) -> Mapping[PileKey, list[date]]:
    """Return on which days things of an application went back, by what tells piles apart."""
    days: dict[PileKey, list[date]] = defaultdict(list)
    for item in file.mail[:1]:
        for thing in item.held:
            if thing.returned_on is not None and is_returned(thing, file):
                days[thing.kind, thing.note, thing.pieces].append(thing.returned_on)
    return days
