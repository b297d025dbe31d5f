# SPDX-License-Identifier: MIT
"""With what a proxy's papers are read, and what is asked of a certificate that only names."""

from __future__ import annotations

from dataclasses import dataclass

from desk_app.records.application import Proxy
from desk_app.records.facts import Fact
from desk_app.records.findings import Axis, Finding
from desk_app.records.history import Topic
from desk_app.records.papers import Enclosure
from desk_app.rules.case import Case
from desk_app.rules.finding_codes import Code
from desk_app.rules.findings.documents import Paper, paper_facts, unread_findings
from desk_app.rules.findings.make_finding import Aim, ask, defective
from desk_app.rules.findings.matching import Match, match
from desk_app.rules.terms import ProxyTerm


@dataclass(frozen=True, slots=True)
class Reading:
    """The case, the proxy of the form, and the rulebook's row for that kind of proxy."""

    case: Case
    proxy: Proxy
    term: ProxyTerm

    @property
    def aim(self) -> Aim:
        """Return where findings on authority stand."""
        return Aim(Axis.AUTHORITY, self.term.basis.clause)

    def facts(self, enclosure: Enclosure) -> dict[str, Fact]:
        """Return the facts that every finding on such a paper carries."""
        return {"document": enclosure.kind, "proxy_kind": self.proxy.kind.value}


def subject_of(paper: Paper) -> str:
    """Return the subject under which a person judges a paper."""
    return str(paper.enclosure.id)


def plain_findings(reading: Reading, paper: Paper) -> tuple[Finding, ...]:
    """Return whether a certificate of the principal (registered seal) bears the principal's name.

    It is "of the individual concerned" (PR-3c): another name makes it another person's.
    """
    enclosure = paper.enclosure
    name = reading.case.file.application.principal.name
    if not enclosure.name.strip():
        return () if paper.problems else unread_findings(paper, reading.aim, ("name",))
    found = match(reading.case, Topic.NAME, subject_of(paper), name, enclosure.name)
    facts: dict[str, Fact] = {
        **paper_facts(enclosure),
        "on_form": name,
        "on_document": enclosure.name,
    }
    if found is Match.ASK:
        code = Code.IDENTITY_NAME_WRITTEN_DIFFERENTLY
        return (ask(code, paper.id, facts, reading.aim),)
    if found is Match.DIFFERENT:
        return (defective(Code.IDENTITY_NAME_DIFFERS, paper.id, facts, reading.aim),)
    return ()


def taken_today(case: Case, code: str) -> bool:
    """Tell whether a kind of paper would be taken if it arrived today: only such are asked for."""
    term = case.rules.document(code)
    return term is not None and (term.accepted_until is None or case.on <= term.accepted_until)
