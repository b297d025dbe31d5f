# SPDX-License-Identifier: MIT
"""What came after the due date: a supervisor accepts it or returns it (practice 3)."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from desk_app.records.facts import Fact
from desk_app.records.findings import Axis, Finding, Verdict
from desk_app.records.mail import MailItem, Matter
from desk_app.records.papers import Enclosure, Subject
from desk_app.rules.case import Case
from desk_app.rules.finding_codes import Code
from desk_app.rules.findings.authority import serving_kinds
from desk_app.rules.findings.make_finding import ask
from desk_app.rules.terms import IdentityUse
from desk_app.rules.written_anew import is_cured_by_form

_CODES = {
    Axis.COMPLETENESS: Code.FORM_LATE,
    Axis.IDENTITY: Code.IDENTITY_LATE,
    Axis.AUTHORITY: Code.AUTHORITY_LATE,
}


def findings(case: Case, others: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return what came late and could still cure something, for each axis it could serve.

    Late payment is told with the fee. What nobody needs any more is nobody's question.
    """
    lacking = [each for each in others if each.verdict in {Verdict.MISSING, Verdict.DEFECTIVE}]
    open_axes = {finding.axis for finding in lacking}
    in_words = {finding.axis for finding in lacking if is_cured_by_form(finding)}
    return tuple(
        _finding(case, item, axis)
        for item in case.late_mail()
        if item.matter is not Matter.WITHDRAWAL
        for axis in _serves(case, item, in_words)
        if axis in open_axes
    )


def _serves(case: Case, item: MailItem, in_words: Collection[Axis]) -> tuple[Axis, ...]:
    """Return the axes the papers of a mail item could serve.

    No paper is an answer in words, or the form written anew: ``in_words`` are the axes for which
    that is asked.
    """
    papers = [paper for paper in case.file.enclosures if paper.mail_item == item.id]
    if not papers:
        told = (axis for axis in _CODES if axis is Axis.COMPLETENESS or axis in in_words)
        return () if item.payments else tuple(told)
    serving = serving_kinds(case)
    proxys = any(paper.of is Subject.PROXY or paper.kind in serving for paper in papers)
    principals = any(
        paper.of is not Subject.PROXY and not (paper.kind in serving and _shows_nobody(case, paper))
        for paper in papers
    )
    served = ((Axis.IDENTITY, principals), (Axis.AUTHORITY, proxys))
    return tuple(axis for axis, there in served if there)


def _shows_nobody(case: Case, paper: Enclosure) -> bool:
    """Return whether a paper's kind is never an identity document."""
    term = case.rules.at(paper.arrived_on).document(paper.kind)
    return term is not None and term.identity is IdentityUse.NEVER


def _finding(case: Case, item: MailItem, axis: Axis) -> Finding:
    facts: dict[str, Fact] = {"arrived_on": item.arrived_on, "due": case.due_before[item.id]}
    return ask(_CODES[axis], str(item.id), facts)
