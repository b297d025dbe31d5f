# SPDX-License-Identifier: MIT
"""What the stamps say: the standing of the fee as findings (C6, PR-4, PR-4s)."""

from __future__ import annotations

from desk_app.records.findings import Fact, FeeStanding, FeeState, Finding, RefusedPiece
from desk_app.records.history import ApplicationFile
from desk_app.rules import fees
from desk_app.rules.case import Case
from desk_app.rules.finding_codes import Code
from desk_app.rules.make_finding import ask, defective, missing, ok
from desk_app.rules.piece_reasons import PieceReason
from desk_app.rules.rulebook import Rules


def standing(case: Case) -> FeeStanding:
    """Return the standing of the fee for the claims still asked.

    A lapsed, withdrawn or referred claim needs none any more. Once logged, a piece of an envelope
    of several applications is nobody's until a person allots it (A4).
    """
    rights = tuple(claim.right for claim in case.claims())
    logged = bool(case.file.application.receipt_number)
    return fees.assess(fees.facts_of(case.file, rights, shared=logged), case.rules)


def findings(case: Case, fee: FeeStanding) -> tuple[Finding, ...]:
    """Return what the standing of the fee means for the application."""
    state = fees.state(fee)
    if state is FeeState.NOT_NEEDED:
        return _not_needed(case, fee)
    whole = _whole(case, fee) if fee.short else (_enough(fee),)
    pieces = tuple(
        _refused(number, piece, counts=bool(fee.short)) for number, piece in enumerate(fee.refused)
    )
    return (*whole, *pieces, *(_open(fee) if fee.short else ()))


def chargeable(file: ApplicationFile, rules: Rules) -> frozenset[str]:
    """Return the ids of the claims a fee is due for: as in force on arrival (PR-4)."""
    rights = rules.at(file.application.received_on).fee.chargeable
    return frozenset(claim.id for claim in file.application.claims if claim.right in rights)


def pieces_text(fee: FeeStanding) -> tuple[str, ...]:
    """Return the counted pieces as denomination × count, each as ``500x2``."""
    return tuple(f"{denomination}x{count}" for denomination, count in fee.pieces)


def _not_needed(case: Case, fee: FeeStanding) -> tuple[Finding, ...]:
    rights = tuple(claim.right.value for claim in case.claims())
    found = [ok(Code.FEE_NOT_NEEDED, facts={"rights": rights})]
    if fee.counted:
        facts: dict[str, Fact] = {"counted": fee.counted, "pieces": pieces_text(fee)}
        found.append(ok(Code.FEE_NOT_TAKEN, facts=facts))
    return tuple(found)


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


def _refused(number: int, piece: RefusedPiece, *, counts: bool) -> Finding:
    """Return why a piece is refused; it is a deficiency only while the fee is short."""
    subject = piece.line or str(number)
    if counts:
        return defective(Code.FEE_PIECE_REFUSED, subject, _piece_facts(piece))
    return ok(Code.FEE_PIECE_REFUSED, subject, _piece_facts(piece))


def _open(fee: FeeStanding) -> tuple[Finding, ...]:
    """Return what a person must decide before the fee is known to be short."""
    found = [
        ask(Code.FEE_PIECE_DOUBTFUL, piece.line, _piece_facts(piece)) for piece in fee.doubtful
    ]
    if fee.unallotted:
        found.append(ask(Code.FEE_TO_ALLOT, facts={"count": fee.unallotted}))
    late = [piece for piece in fee.late if piece.reason == PieceReason.LATE]
    if late:
        count = sum(piece.count for piece in late)
        found.append(ask(Code.FEE_LATE, facts={"count": count}))
    return tuple(found)


def _piece_facts(piece: RefusedPiece) -> dict[str, Fact]:
    return {
        "piece": piece.piece,
        "denomination": piece.denomination,
        "count": piece.count,
        "reason": piece.reason,
    }
