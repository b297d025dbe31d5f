# SPDX-License-Identifier: MIT
"""What the envelope itself says, and its stamps: marking, what goes back, the fee's standing."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from desk_app.records.base import Fact, LetterId
from desk_app.records.case.findings import ClaimState, FeeStanding, FeeState, Finding, RefusedPiece
from desk_app.records.case.history import ApplicationFile, Posting, Ruling, Topic
from desk_app.records.case.mail import HeldKind, HeldThing, PaymentLine
from desk_app.rules.case import deadlines, replies
from desk_app.rules.case.case import Case
from desk_app.rules.case.claims import claim_states
from desk_app.rules.fee import fees, pieces
from desk_app.rules.fee.pieces import FeeEnd, FeeFacts, fee_due
from desk_app.rules.finding_codes import Aim, Code, ask, defective, missing, ok
from desk_app.rules.rulebook.checks import PieceReason
from desk_app.rules.rulebook.rulebook import Rules


def envelope_findings(case: Case) -> tuple[Finding, ...]:
    """Return whether the red marking was seen, never a fault (A2), and all that goes back."""
    own = case.file.application.mail_item
    seen = any(item.red_marking for item in case.file.mail if item.id == own)
    marking = ok(Code.MARKING_SEEN if seen else Code.MARKING_NOT_SEEN)
    return (
        marking,
        *(_to_return(thing) for thing in things_to_return(case.file)),
        *_papers_to_return(case),
    )


def things_to_return(file: ApplicationFile) -> tuple[HeldThing, ...]:
    """Return the things of an application's mail that must go back and have not yet."""
    return tuple(
        thing
        for item in file.mail
        for thing in item.held
        if thing.returned_on is None and thing.application in {None, file.application.id}
    )


def waits_for_word(case: Case, thing: HeldThing) -> bool:
    """Return whether it is cash of which no supervisor said that it goes back (practice 30)."""
    said = case.ruling(Topic.CASH_BACK, thing.id)
    return thing.kind is HeldKind.CASH and said is not Ruling.ACCEPTED


def went_back(
    file: ApplicationFile, posting: Posting, letters: Collection[LetterId | None]
) -> tuple[HeldThing, ...]:
    """Return what was recorded as gone back in an envelope, with one of these letters or none."""
    return tuple(
        thing
        for item in file.mail
        for thing in item.held
        if thing.returned_on == posting.posted_on
        and thing.returned_with in letters
        and thing.returned_by == posting.posted_by
    )


def name_of(thing: HeldThing) -> str:
    """Return what a thing is called beside its kind; the note of a counted pile is a reason."""
    counted = {reason.value for reason in PieceReason}
    return "" if thing.note in counted or thing.stamps else thing.note


def _to_return(thing: HeldThing) -> Finding:
    facts: dict[str, Fact] = {"kind": thing.kind.value, "amount": thing.amount}
    return ok(Code.THING_TO_RETURN, thing.id, facts)


def _papers_to_return(case: Case) -> Iterator[Finding]:
    """Yield each paper in hand that goes back with the reply, where the desk keeps none (PR-6)."""
    for paper in case.file.enclosures:
        switches = case.rules.at(paper.arrived_on).switches
        if switches.returns_documents and not paper.whereabouts:
            aim = Aim(clause=switches.basis["returns_documents"].clause)
            yield ok(Code.PAPER_TO_RETURN, paper.id, {"document": paper.kind}, aim)


# What the stamps say: the standing of the fee as findings (C6, PR-4, PR-4s).


def standing(case: Case) -> FeeStanding:
    """Return the standing of the fee for the claims still asked.

    A lapsed, withdrawn or referred claim needs none any more; how it ended says what goes back.
    """
    return fees.assess(_facts(case), case.rules)


def _facts(case: Case) -> FeeFacts:
    rights = tuple(claim.right for claim in case.claims())
    return fees.facts_of(case.file, rights, _ended(case))


@dataclass(frozen=True, slots=True)
class FeeCourseTold:
    """What a ledger tells of the fee: its standing, what came by face value, when it was there."""

    standing: FeeStanding
    came: int
    paid_on: date | None


def fee_told(case: Case, standing: FeeStanding) -> FeeCourseTold:
    """Return what a ledger tells of a fee that stands so."""
    facts = _facts(case)
    return FeeCourseTold(standing, fees.came(facts), fees.paid_on(facts, standing, case.rules))


def fee_asked(file: ApplicationFile, rules: Rules) -> FeeCourseTold:
    """Return what a ledger tells of the fee as it stood when its claims ended (PR-4, PR-4s).

    No fee is required of what lapsed, was withdrawn or referred any more; it was until then.
    """
    facts = fees.facts_of(file, (claim.right for claim in file.application.claims))
    standing = fees.assess(facts, rules)
    return FeeCourseTold(standing, fees.came(facts), fees.paid_on(facts, standing, rules))


_ENDS = {
    ClaimState.LAPSED: FeeEnd.LAPSED,
    ClaimState.WITHDRAWN: FeeEnd.WITHDRAWN,
    ClaimState.REFERRED: FeeEnd.REFERRED,
}


def _ended(case: Case) -> frozenset[FeeEnd]:
    charged = fees.chargeable(case.file, case.rules)
    states = claim_states(case.file)
    return frozenset(_ENDS[states[id_]] for id_ in charged if states[id_] in _ENDS)


def stamp_findings(case: Case, fee: FeeStanding) -> tuple[Finding, ...]:
    """Return what the standing of the fee means for the application.

    While pieces of its envelope wait to be allotted, nobody can say that it is short (A4).
    """
    state = fees.state(fee)
    if state is FeeState.NOT_NEEDED:
        return _not_needed(case, fee)
    whole = _whole(case, fee) if fee.short else (_enough(fee),)
    if fee.short and fee.unallotted:
        whole = ()
    ends = _ending(case)
    return (*whole, *_pieces(case, fee), *ends, *(_open(case, fee) if fee.short else ()))


def pieces_text(fee: FeeStanding) -> tuple[str, ...]:
    """Return the counted pieces as denomination × count, each as ``500x2``."""
    return tuple(f"{denomination}x{count}" for denomination, count in fee.pieces)


def _not_needed(case: Case, fee: FeeStanding) -> tuple[Finding, ...]:
    if not case.file.application.claims:
        return ()  # Nobody knows yet whether a fee is due.
    rights = tuple(claim.right.value for claim in case.claims())
    found = [ok(Code.FEE_NOT_NEEDED, facts={"rights": rights})]
    if fee.counted:
        facts: dict[str, Fact] = {"counted": fee.counted, "pieces": pieces_text(fee)}
        found.append(ok(Code.FEE_NOT_TAKEN, facts=facts))
    # What came though nothing is due goes back all the same, and is told piece by piece.
    return (*found, *_pieces(case, fee))


def _enough(fee: FeeStanding) -> Finding:
    """Return that the fee is there; what is over goes back where whole pieces can (practice 2)."""
    facts: dict[str, Fact] = {
        "required": fee.required,
        "counted": fee.counted,
        "pieces": pieces_text(fee),
    }
    if not fee.over:
        return ok(Code.FEE_PAID, facts=facts)
    facts["over"] = fee.over
    if not fee.returnable:
        return ok(Code.FEE_OVER_INSEPARABLE, facts=facts)
    return ok(Code.FEE_OVER, facts={**facts, "returnable": fee.returnable})


def _whole(case: Case, fee: FeeStanding) -> tuple[Finding, ...]:
    charged = case.rules.at(case.file.application.received_on).fee.chargeable
    rights = tuple(claim.right.value for claim in case.claims() if claim.right in charged)
    facts: dict[str, Fact] = {"required": fee.required, "rights": rights}
    if not fee.counted:
        return (missing(Code.FEE_ABSENT, facts=facts),)
    facts |= {"counted": fee.counted, "short": fee.short, "pieces": pieces_text(fee)}
    return (missing(Code.FEE_SHORT, facts=facts),)


def _pieces(case: Case, fee: FeeStanding) -> Iterator[Finding]:
    """Yield what is to be said of each refused pile: one that went back is no fault any more."""
    gone = pieces.days_gone(case.file)
    for number, piece in enumerate(fee.refused):
        days = gone.get(pieces.key_of(piece))
        if days:
            facts: dict[str, Fact] = {**_piece_facts(piece), "returned_on": days.pop(0)}
            yield ok(Code.FEE_PIECE_RETURNED, piece.line or str(number), facts)
        else:
            yield _refused(case, number, piece, counts=bool(fee.short))


def _refused(case: Case, number: int, piece: RefusedPiece, *, counts: bool) -> Finding:
    """Return why a piece is refused; it is a deficiency only while the fee is short."""
    subject, facts = piece.line or str(number), _piece_facts(piece)
    if piece.reason == PieceReason.EXPIRED:
        for line, last in _dated(case):
            facts |= {"valid_until": last} if line.id == piece.line else {}
    if counts:
        return defective(Code.FEE_PIECE_REFUSED, subject, facts)
    return ok(Code.FEE_PIECE_REFUSED, subject, facts)


def _dated(case: Case) -> Iterator[tuple[PaymentLine, date]]:
    """Yield the lines whose pieces are good for some months only, with the last day of them."""
    id_ = case.file.application.id
    for item in case.file.mail:
        then = case.rules.at(item.arrived_on)
        for line in item.payments:
            own = not line.allotments or any(each.application == id_ for each in line.allotments)
            if own and (last := pieces.valid_until(line, then)) is not None:
                yield line, last


def _ending(case: Case) -> Iterator[Finding]:
    """Yield each piece that came in time and ends before the reply is due: it is cashed first."""
    if replies.completed_on(case.file) is not None:
        return
    target = deadlines.reply_target(case.file.application.received_on, case.rules).on
    arrived = {line.id: item.arrived_on for item in case.file.mail for line in item.payments}
    for line, last in _dated(case):
        if arrived[line.id] <= last < target:
            facts: dict[str, Fact] = {
                "piece": line.piece.value,
                "denomination": line.denomination,
                "count": line.count,
                "valid_until": last,
            }
            yield ok(Code.FEE_PIECE_ENDS, line.id, facts)


def _open(case: Case, fee: FeeStanding) -> tuple[Finding, ...]:
    """Return what a person must decide before the fee is known to be short."""
    found = [
        ask(Code.FEE_PIECE_DOUBTFUL, piece.line, _piece_facts(piece)) for piece in fee.doubtful
    ]
    if fee.unallotted:
        found.append(ask(Code.FEE_TO_ALLOT, facts={"count": fee.unallotted}))
    return (*found, *_late(case, fee))


def _late(case: Case, fee: FeeStanding) -> Iterator[Finding]:
    """Yield each mail item with payment that came after the due date (practice 3)."""
    lines = {piece.line for piece in fee.late}
    for item in case.file.mail:
        own = [line for line in item.payments if line.id in lines]
        due = fee_due(case.file.notices, item.arrived_on)
        if own and due is not None:
            facts: dict[str, Fact] = {
                "arrived_on": item.arrived_on,
                "due": due,
                "count": _pieces_of(fee, {line.id for line in own}),
            }
            yield ask(Code.FEE_LATE, str(item.id), facts)


def _pieces_of(fee: FeeStanding, lines: Collection[str]) -> int:
    return sum(piece.count for piece in fee.late if piece.line in lines)


def _piece_facts(piece: RefusedPiece) -> dict[str, Fact]:
    return {
        "piece": piece.piece,
        "denomination": piece.denomination,
        "count": piece.count,
        "reason": piece.reason,
    }
