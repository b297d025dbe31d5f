# SPDX-License-Identifier: MIT
"""How a paper stands on the day it arrived: accepted, fresh, original, what must be blacked out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from desk_app.records.base import NO_FACTS, Fact
from desk_app.records.case.application import Application
from desk_app.records.case.findings import Axis, Finding
from desk_app.records.case.papers import Enclosure, MaskAction, Masking, MaskState, Subject
from desk_app.rules.case import pages_back, replies
from desk_app.rules.case.case import Case
from desk_app.rules.case.deadlines import months_after
from desk_app.rules.finding_codes import Aim, Code, Cure, ask, defective, ok
from desk_app.rules.findings.doubts import cleared_up
from desk_app.rules.rulebook.file import DocumentTerm
from desk_app.rules.rulebook.rulebook import Rules
from desk_app.rules.rulebook.terms import Keeping
from desk_app.rules.writing.text import strange_signs

CURED_BY_ITS_OWN_KIND = frozenset(
    {Code.DOCUMENT_TOO_OLD, Code.DOCUMENT_DATED_LATER, Code.DOCUMENT_COPY}
)
"""What a good paper of the same kind cures."""


@dataclass(frozen=True, slots=True)
class PaperProblem:
    """Why a paper does not do: the code of the finding and its facts."""

    code: Code
    facts: Mapping[str, Fact] = field(default_factory=lambda: NO_FACTS)


@dataclass(frozen=True, slots=True)
class WeighedPaper:
    """A paper with its kind as it stood on arrival, what is wrong with it, what was not read.

    ``term`` is None for a kind the catalogue does not know; ``unread`` names fields that must be
    read from the paper before it can be judged.
    """

    enclosure: Enclosure
    term: DocumentTerm | None
    problems: tuple[PaperProblem, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Return the enclosure's id, the subject of findings."""
        return self.enclosure.id

    @property
    def sound(self) -> bool:
        """Return whether nothing is wrong with the paper itself."""
        return not self.problems

    @property
    def shows_address(self) -> bool | None:
        """Return whether the paper proves an address; None where a person must look."""
        return None if self.term is None else proves_address(self.enclosure, self.term)


def weigh(enclosure: Enclosure, rules: Rules) -> WeighedPaper:
    """Return how a paper stands on the arrival of its mail item."""
    then = rules.at(enclosure.arrived_on)
    term = then.document(enclosure.kind)
    if term is None:
        return WeighedPaper(enclosure, None, (PaperProblem(Code.DOCUMENT_NOT_IN_CATALOGUE),))
    if (closed := _not_accepted(enclosure, term)) is not None:
        return WeighedPaper(enclosure, term, (closed,))
    problems = tuple(
        problem
        for problem in (
            _copy(enclosure, term),
            _issue(enclosure, term, then.fresh_months(term)),
            _expiry(enclosure),
        )
        if problem is not None
    )
    return WeighedPaper(enclosure, term, problems, _unread(enclosure, term))


def proves_address(enclosure: Enclosure, term: DocumentTerm) -> bool | None:
    """Return whether a paper proves an address; None where a person must look (PR-2)."""
    answers = {"yes": True, "no": False, "ask": enclosure.shows_address}
    return answers[term.address.value]


def days_of_issue(enclosure: Enclosure) -> tuple[date, ...]:
    """Return the days on which a paper says it was made, the earliest first; none where none is.

    A letter of proxy has a date of its own beside the day of issue: neither hides the other.
    """
    written = {enclosure.issued_on}
    if enclosure.mandate is not None:
        written.add(enclosure.mandate.dated)
    return tuple(sorted(day for day in written if day is not None))


def problem_findings(paper: WeighedPaper, aim: Aim, kinds: tuple[str, ...]) -> tuple[Finding, ...]:
    """Return a finding for each thing wrong with a paper, on the axis it should have served.

    A paper that is too old, dated later or a copy is cured by a good one of its own kind, any other
    as the aim says, by one of ``kinds``.
    """
    return tuple(_problem_finding(paper, problem, aim, kinds) for problem in paper.problems)


def _problem_finding(
    paper: WeighedPaper, problem: PaperProblem, aim: Aim, kinds: tuple[str, ...]
) -> Finding:
    facts = {**paper_facts(paper.enclosure), "kinds": kinds, **problem.facts}
    aim = replace(aim, clause=aim.clause or _clause(paper))
    if problem.code in CURED_BY_ITS_OWN_KIND:
        facts["kinds"] = (paper.enclosure.kind,)
        aim = replace(aim, cure=_cure_of_its_own(paper, problem))
    return defective(problem.code, paper.id, facts, aim)


def _cure_of_its_own(paper: WeighedPaper, problem: PaperProblem) -> Cure | None:
    """Return what cures a fault: an original that will be fresh when it comes, not any original.

    None stands for the usual cure of the fault (practice 9).
    """
    fresh = paper.term is not None and paper.term.fresh
    return Cure.FRESH_DOCUMENT if problem.code is Code.DOCUMENT_COPY and fresh else None


def unread_findings(paper: WeighedPaper, aim: Aim, fields: tuple[str, ...]) -> tuple[Finding, ...]:
    """Return a finding for each field that must be read from a paper before it can be judged."""
    aim = replace(aim, clause=aim.clause or _clause(paper))
    return tuple(
        ask(
            Code.DOCUMENT_UNREAD,
            f"{paper.id}.{field}",
            {**paper_facts(paper.enclosure), "field": field},
            aim,
        )
        for field in fields
    )


def strange_sign_findings(case: Case, serving: frozenset[str]) -> Iterator[Finding]:
    """Yield each name and address on a paper with a sign nobody can read that no form has.

    What the form has as well is asked about there. It may be typed anew from the paper, or be a
    character of another system's own (外字). ``serving`` are the kinds that show a proxy's
    authority, so that such a paper is asked for again as one.
    """
    on_form = set(strange_signs("".join(_of_form(case.file.application))))
    for paper in case.papers():
        authority = paper.of is Subject.PROXY or paper.kind in serving
        aim = Aim(Axis.AUTHORITY if authority else None)
        for name in ("name", "address", "former_names", "former_addresses"):
            written = getattr(paper, name)
            text = written if isinstance(written, str) else " ".join(written)
            signs = tuple(each for each in strange_signs(text) if each not in on_form)
            if signs:
                facts: dict[str, Fact] = {"field": name, "text": text, "signs": signs}
                yield _strange(case, paper, facts, aim)


def _strange(case: Case, paper: Enclosure, told: dict[str, Fact], aim: Aim) -> Finding:
    code, subject = Code.DOCUMENT_STRANGE_SIGN, f"{paper.id}.{told['field']}"
    facts = {**paper_facts(paper), "kinds": (paper.kind,), **told}
    cure = Cure.IDENTITY if aim.axis is None else Cure.AUTHORITY_PAPER
    fault = defective(code, subject, facts, replace(aim, cure=cure))
    return cleared_up(case, ask(code, subject, facts, aim), fault)


def _of_form(application: Application) -> Iterator[str]:
    """Yield the names and addresses that stand on the form."""
    principal, proxy = application.principal, application.proxy
    yield from (principal.name, principal.kana, principal.former_name)
    yield from (principal.address, principal.registered_address)
    if proxy is not None:
        yield from (proxy.name, proxy.kana, proxy.address)


def paper_facts(enclosure: Enclosure) -> dict[str, Fact]:
    """Return the facts that every finding on a paper carries."""
    return {"document": enclosure.kind, "whose": enclosure.of.value}


def _clause(paper: WeighedPaper) -> str:
    return "" if paper.term is None else paper.term.basis.clause


def _not_accepted(enclosure: Enclosure, term: DocumentTerm) -> PaperProblem | None:
    """Return why a kind was not taken on the day of arrival (practice 10)."""
    day = enclosure.arrived_on
    if term.accepted_from is not None and day < term.accepted_from:
        return PaperProblem(Code.DOCUMENT_NOT_YET, {"since": term.accepted_from})
    if term.accepted_until is not None and day > term.accepted_until:
        facts: dict[str, Fact] = {"until": term.accepted_until, "instead": term.instead}
        return PaperProblem(Code.DOCUMENT_ENDED, facts)
    return None


def _copy(enclosure: Enclosure, term: DocumentTerm) -> PaperProblem | None:
    """Certificates are originals (practice 9)."""
    if term.original and not enclosure.original:
        return PaperProblem(Code.DOCUMENT_COPY)
    return None


def _issue(enclosure: Enclosure, term: DocumentTerm, months: int) -> PaperProblem | None:
    """Return what is wrong with the day of issue (practice 9, Civil Code 143)."""
    days, arrived = days_of_issue(enclosure), enclosure.arrived_on
    if not days:
        return None
    issued, last = days[0], days[-1]
    if last > arrived:
        return PaperProblem(Code.DOCUMENT_DATED_LATER, {"issued_on": last, "arrived_on": arrived})
    if term.issued_from is not None and issued < term.issued_from:
        return PaperProblem(Code.DOCUMENT_NOT_ACCEPTED)
    if not months:
        return None
    until = months_after(issued, months)
    if arrived <= until:
        return None
    facts: dict[str, Fact] = {
        "issued_on": issued,
        "fresh_until": until,
        "arrived_on": arrived,
        "months": months,
    }
    return PaperProblem(Code.DOCUMENT_TOO_OLD, facts)


def _expiry(enclosure: Enclosure) -> PaperProblem | None:
    """Papers are valid on the arrival of their mail item (practice 9).

    A day that was read from a paper counts, also where its kind need not bear one.
    """
    until = enclosure.valid_until
    if until is None or until >= enclosure.arrived_on:
        return None
    facts: dict[str, Fact] = {"valid_until": until, "arrived_on": enclosure.arrived_on}
    return PaperProblem(Code.DOCUMENT_EXPIRED, facts)


def _unread(enclosure: Enclosure, term: DocumentTerm) -> tuple[str, ...]:
    fields = []
    issue_matters = term.fresh or term.issued_from is not None
    if issue_matters and not days_of_issue(enclosure):
        fields.append("issued_on")
    if term.expires and enclosure.valid_until is None:
        fields.append("valid_until")
    return tuple(fields)


# What must be blacked out, destroyed or returned, and whether that was done (C3, practice 13).


_GONE = frozenset({"returned", "destroyed"})


def masking_findings(case: Case) -> tuple[Finding, ...]:
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
    aim = Aim(clause=_clause_of_masking(looked.rules, masking.item))
    gone = enclosure.whereabouts if enclosure.whereabouts in _GONE else ""
    if masking.action is MaskAction.RETURNED and not gone and masking.item not in looked.gone:
        return looked.to_return(subject, facts, aim)
    done = gone if masking.action is None else masking.action.value
    if done:
        return ok(Code.MASKING_DONE, subject, {**facts, "action": done}, aim)
    return ask(Code.MASKING_VISIBLE, subject, facts, aim)


def _clause_of_masking(rules: Rules, item: str) -> str:
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
