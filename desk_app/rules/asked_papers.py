# SPDX-License-Identifier: MIT
"""The papers that a later envelope is expected to bring: those which the notices ask for (D3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from desk_app.records.application import ProxyKind
from desk_app.records.findings import Finding
from desk_app.records.papers import Subject
from desk_app.rules import deficiencies
from desk_app.rules.asking import notices_for
from desk_app.rules.case import Case
from desk_app.rules.finding_codes import Code, Cure
from desk_app.rules.findings.authority_papers import FAMILY_REGISTER, LETTER_OF_PROXY
from desk_app.rules.rulebook import Rules
from desk_app.rules.terms import IdentityUse, Keeping, Proves

LIKELIEST = 2
"""So many kinds are expected where any of several would do."""

_SUPPLEMENT = "family_register_supplement"
_OF_A_CHANGE = {
    Code.IDENTITY_ADDRESS_DIFFERS: ("residence_certificate", _SUPPLEMENT),
    Code.IDENTITY_NAME_DIFFERS: (FAMILY_REGISTER,),
    Code.IDENTITY_BIRTH_DIFFERS: ("residence_certificate",),
}
"""What shows how an address, a name or a birth date changed, or what it is now."""

_OWN_KIND = frozenset(
    {Cure.FRESH_DOCUMENT, Cure.ORIGINAL, Cure.AUTHORITY_PAPER, Cure.POWERS_LIST}
    | {Cure.SUPERVISOR_PROOF}
)
"""What a paper of the kind that the finding names cures."""

_OF_AUTHORITY = "authority."
"""How the codes of those findings begin that speak of what shows a proxy's authority."""


@dataclass(frozen=True, slots=True)
class AskedPaper:
    """A kind of paper, and whose it is."""

    kind: str
    of: Subject


def asked_papers(case: Case, findings: Iterable[Finding]) -> tuple[AskedPaper, ...]:
    """Return the papers that a notice asks for and that still lack; where none did, all that lack.

    Where any of several kinds would do, the likeliest come. Forms and fees are no papers.
    """
    lacking = deficiencies.of(findings)
    asked = [each for each in lacking if notices_for(case, (each,))]
    papers = (paper for each in asked or lacking for paper in _papers(case, each))
    return tuple(dict.fromkeys(papers))


def usual_identity(rules: Rules) -> tuple[str, ...]:
    """Return the kinds most often sent: photo, address and expiry on one card (PR-2)."""
    usual = (
        term.code
        for term in rules.documents
        if term.identity is IdentityUse.ALONE
        and term.address is Proves.YES
        and term.expires
        and term.keeping is not Keeping.NEVER
        and term.taken_on(rules.day)
    )
    return tuple(usual)[:LIKELIEST]


def _papers(case: Case, finding: Finding) -> Iterator[AskedPaper]:
    terms = (case.rules.document(kind) for kind in _kinds(case.rules, finding))
    for term in terms:
        if term is not None and term.taken_on(case.on):
            yield AskedPaper(term.code, _whose(finding))


def _whose(finding: Finding) -> Subject:
    """Return whose paper it is; one that shows the authority is the principal's.

    A finding on the authority says who is not named, not whose the paper is.
    """
    whose = finding.facts.get("whose")
    of_a_paper = not finding.code.startswith(_OF_AUTHORITY)
    return Subject(str(whose)) if of_a_paper and whose else Subject.PRINCIPAL


def _kinds(rules: Rules, finding: Finding) -> tuple[str, ...]:
    """Return the kinds that would cure a deficiency, the likeliest first."""
    named = str(finding.facts.get("document", ""))
    cure = Cure(finding.cure)
    if cure is Cure.IDENTITY:
        return (*_renewed(finding), *usual_identity(rules))
    if cure in {Cure.SECOND_IDENTITY, Cure.ADDRESS_DOCUMENT}:
        return _without_photo(rules, finding)
    if cure is Cure.CHANGE_DOCUMENT:
        return _OF_A_CHANGE[Code(finding.code)]
    if cure in _OWN_KIND:
        return _renewed(finding) or (named,)
    return _of_cure(rules, cure)


def _of_cure(rules: Rules, cure: Cure) -> tuple[str, ...]:
    if cure is Cure.OWN_FORM_OR_MANDATE:
        term = rules.proxy(ProxyKind.CONSIGNED)
        return () if term is None else term.alternatives[0]
    return {
        Cure.REGISTERED_CLUES: (_SUPPLEMENT,),
        Cure.LETTER_OF_PROXY: (LETTER_OF_PROXY,),
    }.get(cure, ())


def _renewed(finding: Finding) -> tuple[str, ...]:
    """Return the kind that takes the place of a paper that expired or is not taken any more."""
    if finding.code == Code.DOCUMENT_EXPIRED:
        return (str(finding.facts["document"]),)
    if finding.code == Code.DOCUMENT_ENDED:
        return (str(finding.facts["instead"]),)
    return ()


def _without_photo(rules: Rules, finding: Finding) -> tuple[str, ...]:
    """Return kinds without a photo: who has one with a photo has sent it, or proves more by it."""
    named = finding.facts["kinds"]
    codes = named if isinstance(named, tuple) else ()
    terms = [term for code in codes if (term := rules.document(str(code))) is not None]
    likely = [term.code for term in terms if term.identity is IdentityUse.ONE_OF_TWO]
    return tuple(likely or [term.code for term in terms])[:LIKELIEST]
