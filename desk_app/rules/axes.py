# SPDX-License-Identifier: MIT
"""The axes of an application, each from the findings that stand on it (design.md §3)."""

from __future__ import annotations

from collections.abc import Iterable

from desk_app.records.findings import (
    AuthorityState,
    Axis,
    Completeness,
    Finding,
    Identity,
    Verdict,
)
from desk_app.records.word import Word
from desk_app.rules.finding_codes import Code, Cure

_LATE = frozenset({Code.IDENTITY_LATE, Code.AUTHORITY_LATE})
_UNREAD = frozenset({Code.DOCUMENT_UNREAD, Code.AUTHORITY_UNREAD})
_REGISTER_OPEN = frozenset({Code.REGISTER_NOT_ASKED, Code.REGISTER_AWAITED})
_TO_MASK = frozenset({Code.MASKING_VISIBLE, Code.NOT_TO_KEEP})
_ABSENT = frozenset({Verdict.MISSING, Verdict.DEFECTIVE})


class _Answer(Word):
    """What the findings on one axis come to."""

    NOT_CHECKED = "not_checked"
    REGISTER_OPEN = "register_open"
    ASK = "ask"
    SHOWN = "shown"
    NOT_SHOWN = "not_shown"


def completeness(findings: Iterable[Finding]) -> Completeness:
    """Return whether form and documents are there; the fee is an axis of its own.

    A paper that is there but does not do leaves the axis it serves not shown. While something is
    visible that may not be kept, the papers have not been checked.
    """
    found = tuple(findings)
    if any(is_absent(finding) for finding in found):
        return Completeness.INCOMPLETE
    if any(finding.code in _TO_MASK and finding.verdict is Verdict.ASK for finding in found):
        return Completeness.NOT_CHECKED
    return Completeness.COMPLETE


def is_absent(finding: Finding) -> bool:
    """Return whether a finding leaves form and documents incomplete, whatever axis it serves.

    A withdrawal without signature holds up what it names, and nothing else.
    """
    if not finding.is_deficiency or finding.axis is Axis.FEE or finding.cure == Cure.SIGNATURE:
        return False
    return finding.axis is Axis.COMPLETENESS or finding.verdict is Verdict.MISSING


def identity(findings: Iterable[Finding]) -> Identity:
    """Return whether the principal is shown to be the principal, by papers and register (C5).

    While a record that may be the principal's waits for the name, nothing is shown.
    """
    found = tuple(findings)
    answer = Identity(_answer(found, Axis.IDENTITY).value)
    waits = any(finding.code == Code.REGISTER_DEPENDS for finding in found)
    return Identity.ASK if waits and answer is Identity.SHOWN else answer


def authority(findings: Iterable[Finding]) -> AuthorityState:
    """Return whether the proxy is shown to be the proxy (C4)."""
    found = tuple(findings)
    if any(finding.code == Code.AUTHORITY_NOT_NEEDED for finding in found):
        return AuthorityState.NOT_NEEDED
    return AuthorityState(_answer(found, Axis.AUTHORITY).value)


def _answer(findings: Iterable[Finding], axis: Axis) -> _Answer:
    """Return what the findings of an axis come to.

    What came late could still show it, so a person is asked first. What is missing or does not do
    weighs more than what nobody has looked at yet; only then the register's silence counts.
    """
    found = [finding for finding in findings if finding.axis is axis]
    asked = {finding.code for finding in found if finding.verdict is Verdict.ASK}
    if asked & _LATE:
        return _Answer.ASK
    if any(finding.verdict in _ABSENT for finding in found):
        return _Answer.NOT_SHOWN
    if asked & _UNREAD:
        return _Answer.NOT_CHECKED
    if asked - _REGISTER_OPEN:
        return _Answer.ASK
    return _Answer.REGISTER_OPEN if asked else _Answer.SHOWN
