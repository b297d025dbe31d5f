# SPDX-License-Identifier: MIT
"""What the applicant must cure, and what a supervisor goes on without (D1, design.md §3)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from desk_app.records.findings import Axis, ClaimState, Finding
from desk_app.records.history import Ruling, Topic
from desk_app.records.ids import ClaimId
from desk_app.rules.case import Case
from desk_app.rules.finding_codes import Code, Cure
from desk_app.rules.findings.make_finding import ok

ORDER = (Axis.FEE, Axis.COMPLETENESS, Axis.IDENTITY, Axis.AUTHORITY)
"""The order in which a notice lists what it asks for."""

_GOING_ON = frozenset({ClaimState.OPEN, ClaimState.PROPOSED})


def of(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the deficiencies in the order of a notice; what is asked for twice comes once."""
    found = sorted(
        (finding for finding in findings if finding.is_deficiency),
        key=lambda finding: ORDER.index(finding.axis),
    )
    return tuple({(finding.key, finding.cure): finding for finding in reversed(found)}.values())[
        ::-1
    ]


def asked(
    findings: Iterable[Finding],
    states: Mapping[ClaimId, ClaimState],
    charged: Collection[ClaimId],
) -> tuple[Finding, ...]:
    """Return the deficiencies the applicant is asked to cure, as far as each claim is.

    Nothing is asked once every claim has ended, and no fee where no open claim is ``charged`` one.
    While a withdrawal of all that is open waits, only its signature is asked for (practice 29).
    """
    going_on = {claim for claim, state in states.items() if state in _GOING_ON}
    stopped = ClaimState.WITHDRAWAL_OPEN in states.values()
    if states and not going_on and not stopped:
        return ()
    fee_asked = not going_on.isdisjoint(charged)
    only_signature = stopped and not going_on
    return tuple(
        finding
        for finding in of(findings)
        if (fee_asked or finding.axis is not Axis.FEE)
        and (not only_signature or finding.cure == Cure.SIGNATURE)
    )


def may_go_on_without(finding: Finding) -> bool:
    """Return whether a supervisor may go on without what is missing.

    Only without what serves neither identity nor authority nor the fee (design.md §3), and never
    without a claim: there would be nothing to decide on. Without the signature of a withdrawal the
    application goes on by itself.
    """
    if finding.code in {Code.FORM_NO_CLAIM, Code.WITHDRAWAL_UNSIGNED}:
        return False
    return finding.is_deficiency and finding.axis is Axis.COMPLETENESS


def without_left_out(case: Case, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings with those left out that a supervisor goes on without, with a reason."""
    return tuple(_left_out(finding) if _gone_on(case, finding) else finding for finding in findings)


def _gone_on(case: Case, finding: Finding) -> bool:
    ruling = case.ruling(Topic.GO_ON_WITHOUT, finding.key)
    return may_go_on_without(finding) and ruling is Ruling.ACCEPTED


def _left_out(finding: Finding) -> Finding:
    return ok(Code.FORM_LEFT_OUT, finding.key, {"finding": finding.key})
