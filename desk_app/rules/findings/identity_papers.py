# SPDX-License-Identifier: MIT
"""The papers looked at as one person's identity documents: how kind, name and address stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desk_app.records.findings import Finding
from desk_app.records.history import Topic
from desk_app.records.papers import Subject
from desk_app.rules.case import Case
from desk_app.rules.finding_codes import Code
from desk_app.rules.findings.documents import (
    Paper,
    Problem,
    paper_facts,
    problem_findings,
    unread_findings,
    weigh,
)
from desk_app.rules.findings.make_finding import USUAL, Aim, ask, defective
from desk_app.rules.findings.matching import Match, best, match
from desk_app.rules.terms import IdentityUse


@dataclass(frozen=True, slots=True)
class Person:
    """Who is to be shown, in the words of the form, and where the findings on it stand.

    ``serving`` are the kinds enclosed for another purpose, such as a certificate for a proxy:
    where such a paper is no identity document or has a fault, that is told where it serves.
    """

    whose: Subject
    name: str
    address: str
    born: date | None = None
    aim: Aim = USUAL
    serving: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Candidate:
    """One paper as an identity document; ``name_read`` is the name on it that was compared."""

    paper: Paper
    name: Match
    name_read: str
    born_differs: bool
    address: Match

    @property
    def use(self) -> IdentityUse:
        """Return what the kind counts for."""
        return IdentityUse.NEVER if self.paper.term is None else self.paper.term.identity

    @property
    def fits(self) -> bool:
        """Return whether paper and person fit, or may still turn out to."""
        return self.paper.sound and self.name is not Match.DIFFERENT and not self.born_differs

    @property
    def good(self) -> bool:
        """Return whether paper and person fit and nothing is left to look at."""
        return self.fits and self.name is Match.SAME and not self.paper.unread


def candidates_of(case: Case, person: Person) -> tuple[Candidate, ...]:
    """Return a person's papers as identity documents.

    A certificate enclosed for another purpose counts too (practice 20).
    """
    weighed = tuple(weigh(paper, case.rules) for paper in case.papers(person.whose))
    names = _names(case, person.name, weighed)
    return tuple(
        _candidate(case, person, paper, names)
        for paper in map(_as_identity, weighed)
        if paper.sound or paper.enclosure.kind not in person.serving
    )


def names_shown(case: Case, whose: Subject, name: str) -> tuple[str, ...]:
    """Return the names under which papers may show a person: the form's, then earlier ones."""
    return _names(case, name, tuple(weigh(paper, case.rules) for paper in case.papers(whose)))


def _names(case: Case, name: str, papers: tuple[Paper, ...]) -> tuple[str, ...]:
    """Return a name, and the earlier ones that sound papers of it show: a change explained."""
    before = (
        former
        for paper in papers
        if paper.sound
        and paper.enclosure.former_names
        and match(case, Topic.NAME, paper.id, name, paper.enclosure.name) is Match.SAME
        for former in paper.enclosure.former_names
    )
    return (name, *before)


def _as_identity(paper: Paper) -> Paper:
    """Return the paper with the fault of a kind that is never an identity document."""
    never = paper.term is not None and paper.term.identity is IdentityUse.NEVER
    if never and paper.sound:
        return Paper(paper.enclosure, paper.term, (Problem(Code.DOCUMENT_NOT_ACCEPTED),))
    return paper


def _candidate(case: Case, person: Person, paper: Paper, names: tuple[str, ...]) -> Candidate:
    enclosure = paper.enclosure
    written = (enclosure.name, *enclosure.former_names)
    name, _, name_read = best(case, Topic.NAME, enclosure.id, names, written)
    both_born = person.born is not None and enclosure.born is not None
    address = Match.UNREAD
    if paper.shows_address is True:
        address = match(case, Topic.ADDRESS, enclosure.id, person.address, enclosure.address)
    return Candidate(
        paper=paper,
        name=name,
        name_read=name_read,
        born_differs=both_born and person.born != enclosure.born,
        address=address,
    )


def candidate_findings(
    person: Person, candidate: Candidate, kinds: tuple[str, ...]
) -> tuple[Finding, ...]:
    """Return why a paper does not fit: its own faults, another name, another day of birth."""
    found = list(problem_findings(candidate.paper, person.aim, kinds))
    enclosure = candidate.paper.enclosure
    if candidate.paper.sound and candidate.name is Match.DIFFERENT:
        texts = {"on_form": person.name, "on_document": enclosure.name}
        facts = {**paper_facts(enclosure), **texts}
        found.append(defective(Code.IDENTITY_NAME_DIFFERS, candidate.paper.id, facts, person.aim))
    if candidate.paper.sound and candidate.born_differs and person.born and enclosure.born:
        days = {"on_form": person.born, "on_document": enclosure.born}
        facts = {**paper_facts(enclosure), **days}
        found.append(defective(Code.IDENTITY_BIRTH_DIFFERS, candidate.paper.id, facts, person.aim))
    return tuple(found)


def look_at_findings(
    person: Person, candidate: Candidate, *, address_open: bool
) -> tuple[Finding, ...]:
    """Return what a person must read on a fitting paper, or compare with the form."""
    enclosure = candidate.paper.enclosure
    unread = list(candidate.paper.unread)
    found = []
    if not enclosure.name.strip():
        unread.append("name")
    elif candidate.name is Match.ASK:
        texts = {"on_form": person.name, "on_document": candidate.name_read}
        facts = {**paper_facts(enclosure), **texts}
        code = Code.IDENTITY_NAME_WRITTEN_DIFFERENTLY
        found.append(ask(code, candidate.paper.id, facts, person.aim))
    if address_open:
        unread.extend(_address_unread(candidate))
        found.extend(address_findings(person, candidate))
    return (*found, *unread_findings(candidate.paper, person.aim, tuple(unread)))


def address_findings(person: Person, candidate: Candidate) -> tuple[Finding, ...]:
    """Return that a person must compare the addresses, where they are written differently."""
    if candidate.address is not Match.ASK:
        return ()
    enclosure = candidate.paper.enclosure
    texts = {"on_form": person.address, "on_document": enclosure.address}
    facts = {**paper_facts(enclosure), **texts}
    code = Code.IDENTITY_ADDRESS_WRITTEN_DIFFERENTLY
    return (ask(code, candidate.paper.id, facts, person.aim),)


def _address_unread(candidate: Candidate) -> tuple[str, ...]:
    if candidate.paper.shows_address is None:
        return ("shows_address",)
    if candidate.paper.shows_address and not candidate.paper.enclosure.address.strip():
        return ("address",)
    return ()


def problem_code(candidate: Candidate) -> str:
    """Return the code of why a paper was set aside, or of what was not looked at on it."""
    if candidate.paper.problems:
        return candidate.paper.problems[0].code.value
    if candidate.name is Match.DIFFERENT:
        return Code.IDENTITY_NAME_DIFFERS.value
    if candidate.born_differs:
        return Code.IDENTITY_BIRTH_DIFFERS.value
    return Code.DOCUMENT_UNREAD.value
