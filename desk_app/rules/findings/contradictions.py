# SPDX-License-Identifier: MIT
"""What papers say against a person beside the papers that suffice: every one counts (practice 32).

A paper that differs in name or birth date may be another person's, one that differs in the address
alone shows name and birth date but no address. Nobody passes over that: a supervisor clears it up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from desk_app.records.base import Fact
from desk_app.records.case.findings import Axis, Finding, Verdict
from desk_app.records.case.history import Ruling, Topic
from desk_app.records.case.papers import Enclosure, Subject
from desk_app.rules.case.case import Case, running_notices
from desk_app.rules.finding_codes import USUAL, Aim, Code, ask, defective
from desk_app.rules.findings.documents import paper_facts
from desk_app.rules.findings.doubts import cleared_up
from desk_app.rules.findings.identity import (
    TextMatch,
    addresses_contradict,
    best,
    days_differ,
    is_named,
    names_shown,
    speaks_of,
)
from desk_app.rules.rulebook.terms import IdentityUse


@dataclass(frozen=True, slots=True)
class _Person:
    """A person as the form has him; ``stated`` tells whether his day of birth stands on it.

    ``moving`` are the new addresses he has told that wait for a verdict: no paper with one of them
    is against him.
    """

    whose: Subject
    name: str
    address: str
    born: date | None
    aim: Aim = USUAL
    stated: bool = False
    moving: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Part:
    """What a paper may say otherwise: the question, the fault it is otherwise, the verdict on it.

    ``told`` are the findings by which the same is told already.
    """

    asked: Code
    fault: Code
    told: frozenset[Code]
    topic: Topic | None = None


_NAME = _Part(
    Code.IDENTITY_NAME_CONTRADICTED,
    Code.IDENTITY_NAME_DIFFERS,
    frozenset(
        {
            Code.IDENTITY_NAME_DIFFERS,
            Code.IDENTITY_NAME_WRITTEN_DIFFERENTLY,
            Code.IDENTITY_NAME_TO_CONFIRM,
        }
    ),
    Topic.NAME,
)
_BORN = _Part(
    Code.IDENTITY_BIRTH_CONTRADICTED,
    Code.IDENTITY_BIRTH_DIFFERS,
    frozenset({Code.IDENTITY_BIRTH_DIFFERS}),
)
_ADDRESS = _Part(
    Code.IDENTITY_ADDRESS_CONTRADICTED,
    Code.IDENTITY_ADDRESS_DIFFERS,
    frozenset(
        {
            Code.IDENTITY_ADDRESS_DIFFERS,
            Code.IDENTITY_ADDRESS_WRITTEN_DIFFERENTLY,
            Code.IDENTITY_ADDRESS_TO_CONFIRM,
        }
    ),
    Topic.ADDRESS,
)


NOBODY_MOVES: Mapping[Subject, tuple[str, ...]] = MappingProxyType({})


def findings(
    case: Case,
    told: Iterable[Finding],
    serving: frozenset[str],
    moving: Mapping[Subject, tuple[str, ...]] = NOBODY_MOVES,
) -> tuple[Finding, ...]:
    """Return what papers say against a person that no other finding tells.

    ``serving`` are the kinds that show a proxy's authority: they speak of the principal too.
    ``moving`` are the new addresses told that wait for a verdict.
    """
    open_ones = [finding for finding in told if finding.verdict is not Verdict.OK]
    return tuple(
        finding
        for person in _people(case)
        for finding in _of_person(
            case, replace(person, moving=moving.get(person.whose, ())), open_ones, serving
        )
    )


def _people(case: Case) -> Iterator[_Person]:
    principal, proxy = case.file.application.principal, case.file.application.proxy
    born = principal.born
    yield _Person(
        Subject.PRINCIPAL, principal.name, principal.address, born, stated=born is not None
    )
    if proxy is not None:
        yield _Person(Subject.PROXY, proxy.name, proxy.address, None, Aim(Axis.AUTHORITY))


def _of_person(
    case: Case, person: _Person, told: list[Finding], serving: frozenset[str]
) -> Iterator[Finding]:
    papers = tuple(each for each in case.papers() if _speaks_of(case, person, each, serving))
    person = replace(person, born=_born(case, person, papers))
    names = names_shown(case, person.whose, person.name)
    earlier = tuple(_earlier_addresses(case, person, names, papers))
    for paper in papers:
        found = _otherwise(case, person, names, earlier, paper)
        if found is not None and not _is_told(case, found[0], paper, told):
            yield _doubt(case, person, paper, *found)


def _speaks_of(case: Case, person: _Person, paper: Enclosure, serving: frozenset[str]) -> bool:
    """Return whether a paper is of a person: an identity document, or a certificate.

    A piece of evidence may name whomever it likes.
    """
    term = case.rules.at(paper.arrived_on).document(paper.kind)
    certifies = term is not None and (
        term.identity is not IdentityUse.NEVER or term.original or term.fresh
    )
    serves = paper.of is not Subject.NOBODY or paper.kind in serving
    return certifies and serves and speaks_of(case, paper, person.whose)


def _born(case: Case, person: _Person, papers: tuple[Enclosure, ...]) -> date | None:
    """Return the day of birth: the form's; where it has none, that of the first paper in his name.

    A form without it is asked for it, and two papers must not contradict each other meanwhile.
    """
    shown = (paper.born for paper in papers if paper.born and is_named(case, paper, person.name))
    return person.born or next(shown, None)


def _earlier_addresses(
    case: Case, person: _Person, names: tuple[str, ...], papers: tuple[Enclosure, ...]
) -> Iterator[str]:
    """Yield the earlier addresses, as agreeing papers show them; those around a move, too."""
    yield from case.homes_before(person.whose)
    yield from person.moving
    for paper in papers:
        if paper.former_addresses and _otherwise(case, person, names, (), paper) is None:
            yield from paper.former_addresses


Otherwise = tuple[_Part, Fact, Fact]

_APART = frozenset({TextMatch.DIFFERENT, TextMatch.TO_CONFIRM})
"""One person alone does not make what differs the same: until another has confirmed it, it stands
against the others (practice 26)."""


def _otherwise(
    case: Case,
    person: _Person,
    names: tuple[str, ...],
    earlier: tuple[str, ...],
    paper: Enclosure,
) -> Otherwise | None:
    """Return the first part in which a paper differs from form and other papers, with both."""
    written = (paper.name, *paper.former_names)
    name, _, _ = best(case, Topic.NAME, paper.id, names, written)
    if name in _APART:
        return _NAME, paper.name, person.name
    if days_differ(paper.born, person.born) and paper.born and person.born:
        return _BORN, paper.born, person.born
    known = (person.address, *earlier)
    address, _, _ = best(case, Topic.ADDRESS, paper.id, known, (paper.address,))
    if address in _APART and addresses_contradict(person.address, paper.address):
        return _ADDRESS, paper.address, person.address
    return None


def _is_told(case: Case, part: _Part, paper: Enclosure, told: list[Finding]) -> bool:
    """Return whether another finding tells it, a person said so, or a notice asked about it.

    What the applicant was asked about, and answered with papers that suffice, nobody asks again.
    """
    judged = part.topic is not None and case.ruling(part.topic, paper.id) is Ruling.NOT_SAME
    asks = {ask for notice in running_notices(case.file) for ask in notice.asks}
    was_asked = not asks.isdisjoint({part.fault.value, f"{part.fault.value}:{paper.id}"})
    shown = any(each.code in part.told and each.subject == paper.id for each in told)
    return judged or was_asked or shown


def _doubt(
    case: Case, person: _Person, paper: Enclosure, part: _Part, here: Fact, otherwise: Fact
) -> Finding:
    facts: dict[str, Fact] = {**paper_facts(paper), "whose": person.whose.value}
    told = {**facts, "on_document": here, "otherwise": otherwise}
    if part is _BORN and not person.stated:
        # No form has the day of birth: what contradicts is a paper, and another one is asked for.
        kinds = {**facts, "kinds": (paper.kind,)}
        fault = defective(Code.DOCUMENT_NOT_ACCEPTED, paper.id, kinds, person.aim)
    else:
        both = {**facts, "on_document": here, "on_form": otherwise}
        fault = defective(part.fault, paper.id, both, person.aim)
    return cleared_up(case, ask(part.asked, paper.id, told, person.aim), fault)
