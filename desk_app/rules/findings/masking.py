# SPDX-License-Identifier: MIT
"""What must be blacked out, destroyed or returned, and whether that was done (C3, practice 13)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desk_app.records.facts import Fact
from desk_app.records.findings import Finding
from desk_app.records.papers import Enclosure, MaskAction, Masking, MaskState
from desk_app.rules import pages_back, replies
from desk_app.rules.case import Case
from desk_app.rules.finding_codes import Code
from desk_app.rules.findings.make_finding import Aim, ask, ok
from desk_app.rules.rulebook import Rules
from desk_app.rules.terms import DocumentTerm, Keeping

_GONE = frozenset({"returned", "destroyed"})


def findings(case: Case) -> tuple[Finding, ...]:
    """Return what a person must still do to each paper, late ones included: it cannot wait."""
    gone = pages_back.gone(case.file)
    return tuple(
        finding
        for enclosure in case.file.enclosures
        for finding in _of_paper(_Looked(case, enclosure, gone.get(enclosure.id, frozenset())))
    )


@dataclass(frozen=True, slots=True)
class _Looked:
    """A paper that is looked at; ``gone`` are its items that went back with their page."""

    case: Case
    paper: Enclosure
    gone: frozenset[str]

    @property
    def rules(self) -> Rules:
        """Return the rules of the day on which the paper arrived."""
        return self.case.rules.at(self.paper.arrived_on)

    def to_return(self, subject: str, facts: Mapping[str, Fact], aim: Aim) -> Finding:
        """Return that it goes back, or that it is still here when nothing is posted any more."""
        if replies.completed_on(self.case.file) is None:
            return ok(Code.PAGE_TO_RETURN, subject, facts, aim)
        return ask(Code.PAGE_STILL_HERE, subject, facts, aim)


def _of_paper(looked: _Looked) -> tuple[Finding, ...]:
    enclosure, term = looked.paper, looked.rules.document(looked.paper.kind)
    if term is None:
        return ()
    if term.keeping is Keeping.NEVER:
        return (_never_kept(looked, term),)
    looked_at = tuple(
        _item(looked, masking)
        for masking in enclosure.masking
        if masking.state is MaskState.VISIBLE
    )
    return (*looked_at, *_watch(enclosure, term))


def _never_kept(looked: _Looked, term: DocumentTerm) -> Finding:
    """A paper that may not be kept is destroyed or returned at once."""
    enclosure = looked.paper
    done = {masking.action for masking in enclosure.masking}
    facts: dict[str, Fact] = {"document": enclosure.kind}
    aim = Aim(clause=term.basis.clause)
    if enclosure.whereabouts in _GONE or looked.gone or MaskAction.PAGE_DESTROYED in done:
        return ok(Code.NOT_KEPT, enclosure.id, facts, aim)
    if enclosure.whereabouts == pages_back.TO_RETURN or MaskAction.RETURNED in done:
        return looked.to_return(enclosure.id, facts | {"item": ""}, aim)
    return ask(Code.NOT_TO_KEEP, enclosure.id, facts, aim)


def _item(looked: _Looked, masking: Masking) -> Finding:
    """Return what was, or must be, done with one item that arrived visible."""
    enclosure = looked.paper
    subject = f"{enclosure.id}.{masking.item}"
    facts: dict[str, Fact] = {"document": enclosure.kind, "item": masking.item}
    aim = Aim(clause=_clause(looked.rules, masking.item))
    gone = enclosure.whereabouts if enclosure.whereabouts in _GONE else ""
    if masking.action is MaskAction.RETURNED and not gone and masking.item not in looked.gone:
        return looked.to_return(subject, facts, aim)
    done = gone if masking.action is None else masking.action.value
    if done:
        return ok(Code.MASKING_DONE, subject, {**facts, "action": done}, aim)
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
