# SPDX-License-Identifier: MIT
"""The documents the rules expect, listed before they are found in the envelope (C2, C4)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desk_app.gui.presenters.intake_enclosure import QUESTIONS
from desk_app.gui.presenters.intake_form import ApplicationForm, PaperForm
from desk_app.records.application import Right
from desk_app.records.papers import Subject
from desk_app.rules.asked_papers import usual_identity
from desk_app.rules.terms import DocumentTerm, IdentityUse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.rules.asked_papers import AskedPaper
    from desk_app.rules.rulebook import Rules

EVIDENCE = "evidence"
_WITH_EVIDENCE = frozenset({Right.CORRECTION, Right.ADDITION, Right.DELETION})


def with_expected(form: ApplicationForm, rules: Rules) -> ApplicationForm:
    """Return the application with the documents listed that are expected on its arrival.

    What is here stays where it stands; an expected line nobody ticked goes when it is not
    expected any more.
    """
    return _listed(form, _expected(form, rules, _here(form)))


def with_asked(form: ApplicationForm, asked: Sequence[AskedPaper]) -> ApplicationForm:
    """Return what came later with the documents listed that were asked for; others can be added."""
    return _listed(form, [_line(each.kind, each.of) for each in asked])


def _here(form: ApplicationForm) -> list[PaperForm]:
    return [paper for paper in form.papers if paper.here or not paper.expected]


def _listed(form: ApplicationForm, expected: Sequence[PaperForm]) -> ApplicationForm:
    here = _here(form)
    missing = [each for each in expected if not any(_is_line(paper, each) for paper in here)]
    known = {paper.key: paper for paper in form.papers}
    listed = [known.get(each.key, each) for each in missing]
    return replace(form, papers=tuple(sorted([*here, *listed], key=_place)))


def accepted(rules: Rules) -> tuple[DocumentTerm, ...]:
    """Return the kinds that can still come: those in the catalogue, dead ones last."""
    day = rules.day

    def dead(term: DocumentTerm) -> bool:
        ended = term.accepted_until is not None and day > term.accepted_until
        return ended or (term.accepted_from is not None and day < term.accepted_from)

    return tuple(sorted(rules.documents, key=dead))


def _expected(form: ApplicationForm, rules: Rules, here: list[PaperForm]) -> list[PaperForm]:
    lines = _identity(Subject.PRINCIPAL, rules, here)
    if form.proxy.kind is not None:
        term = rules.proxy(form.proxy.kind)
        lines += _authority(term.alternatives if term is not None else (), here)
        lines += _identity(Subject.PROXY, rules, here)
    if _WITH_EVIDENCE & set(form.rights()):
        lines.append(_line(EVIDENCE, Subject.NOBODY))
    return lines


def _identity(of: Subject, rules: Rules, here: list[PaperForm]) -> list[PaperForm]:
    """The kinds most often sent: photo, address and expiry on one card; none once one is here."""
    shown = {term.code for term in rules.documents if term.identity is not IdentityUse.NEVER}
    if any(paper.of is of and paper.kind in shown and paper.here for paper in here):
        return []
    return [_line(code, of) for code in usual_identity(rules)]


def _authority(alternatives: tuple[tuple[str, ...], ...], here: list[PaperForm]) -> list[PaperForm]:
    """The papers of the first alternative, unless all of another are here.

    They are the principal's: the register or file in which the proxy is entered, the letter the
    principal wrote, the certificate of the seal on it. What they say of the proxy is asked.
    """
    kinds = {paper.kind for paper in here if paper.here}
    if not alternatives or any(kinds.issuperset(each) for each in alternatives):
        return []
    return [_line(code, Subject.PRINCIPAL) for code in alternatives[0]]


def _line(kind: str, of: Subject) -> PaperForm:
    return PaperForm(f"{of.value}-{kind}", kind, of, expected=True)


def _is_line(paper: PaperForm, expected: PaperForm) -> bool:
    """Return whether a document is one that is expected; what speaks of both may be of anybody."""
    same = paper.of is expected.of or paper.kind in QUESTIONS
    return paper.kind == expected.kind and same


def _place(paper: PaperForm) -> int:
    """Return the place of a line: what speaks of principal and proxy comes behind both."""
    if paper.kind in QUESTIONS:
        return len(Subject)
    return (Subject.PRINCIPAL, Subject.PROXY, Subject.NOBODY).index(paper.of)
