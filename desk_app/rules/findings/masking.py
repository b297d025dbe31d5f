# SPDX-License-Identifier: MIT
"""What must be blacked out, destroyed or returned, and whether that was done (C3, practice 13)."""

from __future__ import annotations

from desk_app.records.facts import Fact
from desk_app.records.findings import Finding
from desk_app.records.papers import Enclosure, MaskAction, Masking, MaskState
from desk_app.rules.case import Case
from desk_app.rules.finding_codes import Code
from desk_app.rules.findings.make_finding import Aim, ask, ok
from desk_app.rules.rulebook import Rules
from desk_app.rules.terms import DocumentTerm, Keeping

_GONE = frozenset({"returned", "destroyed"})
_SENT_AWAY = frozenset({MaskAction.RETURNED, MaskAction.PAGE_DESTROYED})


def findings(case: Case) -> tuple[Finding, ...]:
    """Return what a person must still do to each paper, late ones included: it cannot wait."""
    return tuple(
        finding
        for enclosure in case.file.enclosures
        for finding in _of_paper(enclosure, case.rules)
    )


def _of_paper(enclosure: Enclosure, rules: Rules) -> tuple[Finding, ...]:
    term = rules.at(enclosure.arrived_on).document(enclosure.kind)
    if term is None:
        return ()
    if term.keeping is Keeping.NEVER:
        return (_never_kept(enclosure, term),)
    looked_at = tuple(
        _item(enclosure, masking, rules)
        for masking in enclosure.masking
        if masking.state is MaskState.VISIBLE
    )
    return (*looked_at, *_watch(enclosure, term))


def _never_kept(enclosure: Enclosure, term: DocumentTerm) -> Finding:
    """A paper that may not be kept is destroyed or returned at once."""
    gone = enclosure.whereabouts in _GONE or any(
        masking.action in _SENT_AWAY for masking in enclosure.masking
    )
    facts: dict[str, Fact] = {"document": enclosure.kind}
    aim = Aim(clause=term.basis.clause)
    if gone:
        return ok(Code.NOT_KEPT, enclosure.id, facts, aim)
    return ask(Code.NOT_TO_KEEP, enclosure.id, facts, aim)


def _item(enclosure: Enclosure, masking: Masking, rules: Rules) -> Finding:
    """Return what was, or must be, done with one item that arrived visible."""
    subject = f"{enclosure.id}.{masking.item}"
    facts: dict[str, Fact] = {"document": enclosure.kind, "item": masking.item}
    aim = Aim(clause=_clause(rules.at(enclosure.arrived_on), masking.item))
    if masking.action is not None:
        return ok(Code.MASKING_DONE, subject, {**facts, "action": masking.action.value}, aim)
    if enclosure.whereabouts in _GONE:
        return ok(Code.MASKING_DONE, subject, {**facts, "action": enclosure.whereabouts}, aim)
    return ask(Code.MASKING_VISIBLE, subject, facts, aim)


def _clause(rules: Rules, item: str) -> str:
    """Return what asks for the masking of an item."""
    return next((term.basis.clause for term in rules.masks if term.code == item), "")


def _watch(enclosure: Enclosure, term: DocumentTerm) -> tuple[Finding, ...]:
    """Return which items of the kind nobody has noted yet: a person looks for them."""
    noted = {masking.item for masking in enclosure.masking}
    items = tuple(item for item in term.mask if item not in noted)
    if not items:
        return ()
    facts: dict[str, Fact] = {"document": enclosure.kind, "items": items}
    return (ok(Code.MASKING_WATCH, enclosure.id, facts),)
