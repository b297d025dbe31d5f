# SPDX-License-Identifier: MIT
"""What an applicant writes anew: which fields of the form, asked for by what, sent in what (D3)."""

from __future__ import annotations

from collections.abc import Iterable

from desk_app.records.application import Application
from desk_app.records.findings import Finding
from desk_app.records.mail import MailItem, Matter
from desk_app.records.papers import Subject
from desk_app.rules.asking import notices_for
from desk_app.rules.case import Case
from desk_app.rules.finding_codes import Code, Cure

_ON_THE_FORM = frozenset(
    {"form", "principal", "proxy", "claims", "scope", "service", "method", "reply_to"}
)
"""The heads of the paths of what stands on an application form."""

_DIFFERING = {
    Code.IDENTITY_NAME_DIFFERS: "name",
    Code.IDENTITY_ADDRESS_DIFFERS: "address",
    Code.IDENTITY_BIRTH_DIFFERS: "born",
}
"""The fields of the form that a paper may show otherwise."""

_OF_A_CLAIM = frozenset({"changes", "reason"})
_PROXYS = "proxy_"


def stands_on_form(path: str) -> bool:
    """Return whether a value is one that the applicant wrote on the form."""
    return path.partition(".")[0] in _ON_THE_FORM


def carriers(case: Case) -> tuple[MailItem, ...]:
    """Return the supplements that what was written anew may have come in.

    What came late counts once a supervisor has accepted it (practice 3).
    """
    return tuple(
        item for item in case.file.mail if item.matter is Matter.SUPPLEMENT and case.counts(item.id)
    )


def is_cured_by_form(finding: Finding) -> bool:
    """Return whether the form filled in or written anew cures a deficiency: a copy goes along."""
    return finding.is_deficiency and finding.cure in {Cure.FORM_COPY, Cure.CHANGE_DOCUMENT}


def asked_anew(case: Case, findings: Iterable[Finding]) -> tuple[str, ...]:
    """Return the paths of what notices ask for, the form cures and still lacks; each once."""
    return tuple(
        dict.fromkeys(
            _path(finding, case.file.application)
            for finding in findings
            if is_cured_by_form(finding) and notices_for(case, (finding,))
        )
    )


def _path(finding: Finding, application: Application) -> str:
    differing = _DIFFERING.get(Code(finding.code))
    if differing is not None:
        proxys = finding.facts.get("whose") == Subject.PROXY.value
        return f"{'proxy' if proxys else 'principal'}.{differing}"
    field = str(finding.facts["field"])
    if field in _OF_A_CLAIM:
        return f"claims.{finding.subject}.{field}"
    if field.startswith(_PROXYS):
        return f"proxy.{field.removeprefix(_PROXYS)}"
    if field in {"signature", "filled_in_on"}:
        return "form.signed" if field == "signature" else "form.filled_in_on"
    return f"principal.{field}" if hasattr(application.principal, field) else field
