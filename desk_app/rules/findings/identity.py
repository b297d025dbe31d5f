# SPDX-License-Identifier: MIT
"""Whether the papers show that a person is that person: kinds, names, address (C2, practice 20)."""

from __future__ import annotations

from collections.abc import Iterable

from desk_app.records.findings import Finding
from desk_app.rules.case import Case
from desk_app.rules.finding_codes import Code
from desk_app.rules.findings.documents import CURED_BY_ITS_OWN_KIND, paper_facts
from desk_app.rules.findings.identity_papers import (
    Candidate,
    Person,
    address_findings,
    candidate_findings,
    candidates_of,
    look_at_findings,
    problem_code,
)
from desk_app.rules.findings.make_finding import defective, missing, ok
from desk_app.rules.findings.matching import Match
from desk_app.rules.papers_by_age import likely_first
from desk_app.rules.terms import IdentityUse, Proves

Candidates = tuple[Candidate, ...]


def of_person(case: Case, person: Person) -> tuple[Finding, ...]:
    """Return what the papers say of one person's identity (PR-2, PR-G1, practices 8 and 20)."""
    candidates = candidates_of(case, person)
    good = tuple(each for each in candidates if each.good)
    if _enough(good, case) and any(each.address is Match.SAME for each in good):
        return _shown(person, candidates, good)
    gaps = (*_gaps_in_kind(case, person, candidates), *_gaps_in_address(case, person, candidates))
    told_once = {gap.key: gap for gap in gaps}
    return (*told_once.values(), *_to_look_at(person, candidates))


def _shown(person: Person, candidates: Candidates, good: Candidates) -> tuple[Finding, ...]:
    """Return that identity is shown; papers that do no good are set aside, not asked for again."""
    documents = tuple(each.paper.enclosure.kind for each in good)
    facts = {"whose": person.whose.value, "documents": documents}
    counting = (
        ok(Code.DOCUMENT_COUNTS, each.paper.id, paper_facts(each.paper.enclosure), person.aim)
        for each in good
    )
    aside = (
        ok(
            Code.DOCUMENT_SET_ASIDE,
            each.paper.id,
            {**paper_facts(each.paper.enclosure), "problem": problem_code(each)},
            person.aim,
        )
        for each in candidates
        if not each.good
    )
    return (ok(Code.IDENTITY_SHOWN, person.whose.value, facts, person.aim), *counting, *aside)


def _gaps_in_kind(case: Case, person: Person, candidates: Candidates) -> tuple[Finding, ...]:
    """Return what is missing for one paper with a photo or enough without (practice 20)."""
    fitting = tuple(each for each in candidates if each.fits)
    if _enough(fitting, case):
        return ()
    unfit = tuple(each for each in candidates if not each.fits)
    kinds = _kinds(case, person, IdentityUse.ALONE)
    told = tuple(f for each in unfit for f in candidate_findings(person, each, kinds))
    curable = tuple(each for each in unfit if _cured_by_its_own_kind(each))
    if len(curable) < len(unfit) or (unfit and _enough((*fitting, *curable), case)):
        return told
    if not fitting and not curable:
        facts = {"whose": person.whose.value, "kinds": kinds}
        return (missing(Code.IDENTITY_ABSENT, person.whose.value, facts, person.aim),)
    present = tuple(each.paper.enclosure.kind for each in (*fitting, *curable))
    return (*told, _second_missing(case, person, present))


def _second_missing(case: Case, person: Person, present: tuple[str, ...]) -> Finding:
    further = (IdentityUse.ALONE, IdentityUse.ONE_OF_TWO, IdentityUse.SECOND_ONLY)
    kinds = tuple(kind for kind in _kinds(case, person, *further) if kind not in present)
    facts = {"whose": person.whose.value, "documents": present, "kinds": kinds}
    return missing(Code.IDENTITY_SECOND_MISSING, person.whose.value, facts, person.aim)


def _cured_by_its_own_kind(candidate: Candidate) -> bool:
    """Return whether the paper itself counts once it is renewed, or its change explained."""
    return all(problem.code in CURED_BY_ITS_OWN_KIND for problem in candidate.paper.problems)


def _gaps_in_address(case: Case, person: Person, candidates: Candidates) -> tuple[Finding, ...]:
    """Return what is missing for the address on the form to be proved by a paper (PR-G1)."""
    if not candidates or not person.address.strip() or _may_prove(candidates):
        return ()
    proving = tuple(each for each in candidates if each.paper.shows_address is True)
    differing = tuple(
        _address_differs(person, each)
        for each in proving
        if each.paper.sound and each.address is Match.DIFFERENT
    )
    if differing:
        return differing
    renewable = tuple(each for each in proving if not each.paper.sound)
    if renewable:
        kinds = _address_kinds(case)
        return tuple(f for each in renewable for f in candidate_findings(person, each, kinds))
    fitting = tuple(each for each in candidates if each.fits)
    if not fitting:
        return ()
    facts = {**paper_facts(fitting[0].paper.enclosure), "kinds": _address_kinds(case)}
    return (missing(Code.IDENTITY_NO_ADDRESS, fitting[0].paper.id, facts, person.aim),)


def _may_prove(candidates: Candidates) -> bool:
    """Return whether a fitting paper proves the address, or may once a person has looked."""
    return any(
        each.fits and each.paper.shows_address is not False and each.address is not Match.DIFFERENT
        for each in candidates
    )


def _address_differs(person: Person, candidate: Candidate) -> Finding:
    facts = {
        **paper_facts(candidate.paper.enclosure),
        "on_form": person.address,
        "on_document": candidate.paper.enclosure.address,
    }
    return defective(Code.IDENTITY_ADDRESS_DIFFERS, candidate.paper.id, facts, person.aim)


def _to_look_at(person: Person, candidates: Candidates) -> tuple[Finding, ...]:
    """Return what a person must read or compare before the fitting papers can count.

    On a sound paper in another name the address is compared at once: the change of the name may be
    explained, and one notice is to list everything (D1).
    """
    proved = any(each.good and each.address is Match.SAME for each in candidates)
    return tuple(
        finding
        for each in candidates
        for finding in (
            look_at_findings(person, each, address_open=not proved)
            if each.fits
            else address_findings(person, each)
            if each.paper.sound and not proved
            else ()
        )
    )


def _enough(candidates: Iterable[Candidate], case: Case) -> bool:
    """Return whether one counts alone, or there are enough kinds without a photo (practice 20)."""
    counted = tuple(candidates)
    uses = {each.paper.enclosure.kind: each.use for each in counted}.values()
    if IdentityUse.ALONE in uses or not uses:
        return bool(uses)
    last = max(each.paper.enclosure.arrived_on for each in counted)
    needed = case.rules.at(last).switches.identity_without_photo
    return IdentityUse.ONE_OF_TWO in uses and len(uses) >= needed


def _kinds(case: Case, person: Person, *uses: IdentityUse) -> tuple[str, ...]:
    """Return the kinds of identity document that would be taken if they arrived today.

    Those that a person of that age cannot have when asking come last.
    """
    taken = (
        term.code
        for term in case.rules.documents
        if term.identity in uses and term.taken_on(case.on)
    )
    return likely_first(taken, person.born, case.file.application.received_on)


def _address_kinds(case: Case) -> tuple[str, ...]:
    return tuple(
        term.code
        for term in case.rules.documents
        if term.identity is not IdentityUse.NEVER
        and term.address is Proves.YES
        and term.taken_on(case.on)
    )
