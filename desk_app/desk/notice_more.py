# SPDX-License-Identifier: MIT
"""What a row of a notice says beside its finding: shared stamps, other papers that would do."""

from __future__ import annotations

from collections.abc import Iterable

from desk_app.records.findings import Axis, Finding
from desk_app.records.history import ApplicationFile
from desk_app.records.letters import RowValue
from desk_app.records.papers import Subject
from desk_app.records.people import Language
from desk_app.rules import stamp_book
from desk_app.rules.finding_codes import Code
from desk_app.rules.findings.documents import CURED_BY_ITS_OWN_KIND
from desk_app.rules.papers_by_age import can_have
from desk_app.rules.rulebook import Rules
from desk_app.rules.terms import DocumentTerm, IdentityUse

_FEE = frozenset({Code.FEE_SHORT, Code.FEE_ABSENT})
_TWO = 2
_USUAL_PHOTO = "driving_licence"
"""Who cannot have this yet has seldom a document with a photo."""


def more(
    rules: Rules, file: ApplicationFile, finding: Finding, language: Language
) -> dict[str, RowValue]:
    """Return further values of a finding's row, as of the day of the rules; nobody else is told."""
    if finding.code in _FEE:
        return {"shared": 1} if stamp_book.pay_for_others(file, rules) else {}
    if finding.code == Code.IDENTITY_ABSENT:
        return _titles("without_photo", _without_photo(rules, file, finding), language)
    if finding.code in CURED_BY_ITS_OWN_KIND and finding.axis is Axis.AUTHORITY:
        return _titles("or_papers", _other_papers(rules, file, finding), language)
    return {}


def _without_photo(rules: Rules, file: ApplicationFile, finding: Finding) -> Iterable[DocumentTerm]:
    """Return what a principal who is too young for a licence may send two kinds of (practice 20).

    Where the rules ask for another number of them, nothing is said.
    """
    born, asked_on = file.application.principal.born, file.application.received_on
    young = not can_have(_USUAL_PHOTO, born, asked_on)
    own = finding.facts.get("whose") == Subject.PRINCIPAL.value
    if not (young and own and rules.switches.identity_without_photo == _TWO):
        return ()
    return (
        term
        for term in rules.documents
        if term.identity is IdentityUse.ONE_OF_TWO
        and term.taken_on(rules.day)
        and can_have(term.code, born, asked_on)
    )


def _other_papers(rules: Rules, file: ApplicationFile, finding: Finding) -> Iterable[DocumentTerm]:
    """Return the papers any one of which shows the authority as the faulty one would (PR-3)."""
    proxy = file.application.proxy
    asked = None if proxy is None else rules.proxy(proxy.kind)
    alone = [] if asked is None else [each[0] for each in asked.alternatives if len(each) == 1]
    faulty = str(finding.facts["document"])
    if faulty not in alone:
        return ()
    terms = (rules.document(code) for code in alone if code != faulty)
    return (term for term in terms if term is not None and term.taken_on(rules.day))


def _titles(name: str, terms: Iterable[DocumentTerm], language: Language) -> dict[str, RowValue]:
    japanese = language is Language.JA
    titles = tuple(term.title_ja if japanese else term.title_en for term in terms)
    return {name: titles} if titles else {}
