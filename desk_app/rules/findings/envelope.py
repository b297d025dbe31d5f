# SPDX-License-Identifier: MIT
"""What the envelope itself says: its marking, and what goes back (A2, A3, PR-1, PR-4, PR-6)."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from desk_app.records.facts import Fact
from desk_app.records.findings import Finding
from desk_app.records.history import ApplicationFile, Posting
from desk_app.records.ids import LetterId
from desk_app.records.mail import HeldThing
from desk_app.rules.case import Case
from desk_app.rules.finding_codes import Code
from desk_app.rules.findings.make_finding import Aim, ok
from desk_app.rules.piece_reasons import PieceReason


def findings(case: Case) -> tuple[Finding, ...]:
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
