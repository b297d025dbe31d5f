# SPDX-License-Identifier: MIT
"""Whether a proxy is shown to be the proxy: the matrix of PR-3 with its alternatives (C4)."""

from __future__ import annotations

from dataclasses import dataclass

from desk_app.records.application import Proxy
from desk_app.records.facts import Fact
from desk_app.records.findings import Axis, Finding, Verdict
from desk_app.records.papers import Enclosure, Subject
from desk_app.rules.case import Case
from desk_app.rules.deadlines import age_on
from desk_app.rules.finding_codes import Code
from desk_app.rules.findings import identity
from desk_app.rules.findings.authority_papers import paper_findings
from desk_app.rules.findings.authority_reading import Reading, taken_today
from desk_app.rules.findings.documents import weigh
from desk_app.rules.findings.identity_papers import Person
from desk_app.rules.findings.make_finding import Aim, defective, missing, ok
from desk_app.rules.terms import ProxyTerm

_OPEN = frozenset({Verdict.MISSING, Verdict.DEFECTIVE})


@dataclass(frozen=True, slots=True)
class _Part:
    """One document an alternative asks for: the best paper's findings, or that there is none."""

    findings: tuple[Finding, ...]
    there: bool = True


def findings(case: Case) -> tuple[Finding, ...]:
    """Return what the papers say of the proxy's authority, and of the proxy's own identity."""
    proxy = case.file.application.proxy
    if proxy is None:
        return (ok(Code.AUTHORITY_NOT_NEEDED),)
    terms = _terms(case, proxy)
    if not terms:
        facts = {"proxy_kind": proxy.kind.value}
        return (defective(Code.AUTHORITY_KIND, proxy.kind.value, facts),)
    of_age = _age(case, proxy, terms[0])
    if any(finding.code == Code.AUTHORITY_OF_AGE for finding in of_age):
        return of_age
    papers = _papers([Reading(case, proxy, term) for term in terms])
    found = (*of_age, *papers, *_own_identity(case, proxy, terms[0]))
    if any(finding.verdict is not Verdict.OK for finding in found):
        return found
    return (_shown(case, proxy, terms), *found)


def _terms(case: Case, proxy: Proxy) -> tuple[ProxyTerm, ...]:
    """Return the matrix rows in force when the application, and each later paper, arrived."""
    days = (case.file.application.received_on, *(paper.arrived_on for paper in case.papers()))
    terms = [case.rules.at(day).proxy(proxy.kind) for day in dict.fromkeys(days)]
    distinct: list[ProxyTerm] = []
    for term in terms:
        if term is not None and term not in distinct:
            distinct.append(term)
    return tuple(distinct)


def serving_kinds(case: Case) -> frozenset[str]:
    """Return the kinds of paper that show the authority of this application's proxy."""
    proxy = case.file.application.proxy
    return frozenset() if proxy is None else _codes(_terms(case, proxy))


def _codes(terms: tuple[ProxyTerm, ...]) -> frozenset[str]:
    return frozenset(
        code for term in terms for alternative in term.alternatives for code in alternative
    )


def _shown(case: Case, proxy: Proxy, terms: tuple[ProxyTerm, ...]) -> Finding:
    codes = _codes(terms)
    papers = tuple(
        paper.kind
        for paper in case.papers()
        if paper.kind in codes and _may_show(case, paper, paper.kind)
    )
    facts: dict[str, Fact] = {"proxy_kind": proxy.kind.value, "documents": papers}
    return ok(Code.AUTHORITY_SHOWN, "", facts, Aim(clause=terms[0].basis.clause))


def _age(case: Case, proxy: Proxy, term: ProxyTerm) -> tuple[Finding, ...]:
    """A minor's proxy is none for a person of age on the arrival of the application (PR-3a)."""
    if not term.minor:
        return ()
    application = case.file.application
    born, arrived = application.principal.born, application.received_on
    if born is None:
        aim = Aim(Axis.AUTHORITY)
        return (missing(Code.FORM_FIELD_MISSING, "born", {"field": "born"}, aim),)
    majority = case.rules.at(arrived).days.majority
    age = age_on(born, arrived)
    if age < majority:
        return ()
    facts: dict[str, Fact] = {
        "proxy_kind": proxy.kind.value,
        "age": age,
        "majority": majority,
        "arrived_on": arrived,
    }
    return (defective(Code.AUTHORITY_OF_AGE, Subject.PRINCIPAL.value, facts),)


def _papers(readings: list[Reading]) -> tuple[Finding, ...]:
    """Return the findings on the alternative that is nearest to being met."""
    parts = [
        _alternative(reading, alternative)
        for reading in readings
        for alternative in reading.term.alternatives
    ]
    best = min(parts, key=_distance)
    if not any(part.there for part in best):
        best = parts[0]
    return tuple(finding for part in best for finding in part.findings)


def _alternative(reading: Reading, codes: tuple[str, ...]) -> tuple[_Part, ...]:
    return tuple(_part(reading, code, codes) for code in codes)


def _distance(parts: tuple[_Part, ...]) -> tuple[int, int, int]:
    """Return how far an alternative is from being met: open findings, asks, papers not there."""
    found = [finding for part in parts for finding in part.findings]
    deficient = sum(finding.verdict in _OPEN for finding in found)
    asks = sum(finding.verdict is Verdict.ASK for finding in found)
    return (deficient, asks, sum(not part.there for part in parts))


def _part(reading: Reading, code: str, codes: tuple[str, ...]) -> _Part:
    """Return the findings on the best paper of a kind: a later good one cures an earlier one."""
    papers = [paper for paper in reading.case.papers() if _may_show(reading.case, paper, code)]
    found = [paper_findings(reading, weigh(paper, reading.case.rules)) for paper in papers]
    if found:
        return min((_Part(each) for each in found), key=lambda part: _distance((part,)))
    return _Part((_missing(reading, code, codes),), there=False)


def _may_show(case: Case, paper: Enclosure, code: str) -> bool:
    """Return whether a paper is of a kind, and of the person it must be of (PR-3c)."""
    term = case.rules.at(paper.arrived_on).document(paper.kind)
    of = None if term is None else term.authority_of
    others = {Subject.PRINCIPAL, Subject.PROXY} - {of}
    return paper.kind == code and (of is None or paper.of not in others)


def _missing(reading: Reading, code: str, codes: tuple[str, ...]) -> Finding:
    single = tuple(
        alternative[0]
        for alternative in reading.term.alternatives
        if len(alternative) == 1 and len(codes) == 1 and taken_today(reading.case, alternative[0])
    )
    facts: dict[str, Fact] = {
        "document": code,
        "kinds": single or (code,),
        "proxy_kind": reading.proxy.kind.value,
        "months": reading.case.rules.days.freshness_months,
    }
    aim = Aim(clause=reading.term.basis.clause)
    return missing(Code.AUTHORITY_PAPER_MISSING, code, facts, aim)


def _own_identity(case: Case, proxy: Proxy, term: ProxyTerm) -> tuple[Finding, ...]:
    """A proxy's own identity document is required (practice 8)."""
    if not term.own_identity:
        return ()
    basis = case.rules.switches.basis.get("proxy_identity_required")
    person = Person(
        whose=Subject.PROXY,
        name=proxy.name,
        address=proxy.address,
        aim=Aim(Axis.AUTHORITY, "" if basis is None else basis.clause),
        serving=_codes((term,)),
    )
    return identity.of_person(case, person)
