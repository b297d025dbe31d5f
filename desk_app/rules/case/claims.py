# SPDX-License-Identifier: MIT
"""How far each claim of an application is; which grounds for refusing are lawful for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from desk_app.records.base import ClaimId
from desk_app.records.case.application import Claim, Right
from desk_app.records.case.decisions import Decision, Outcome
from desk_app.records.case.findings import AuthorityState, Axes, ClaimState, Identity
from desk_app.records.case.history import ApplicationFile, Letter, Withdrawal
from desk_app.records.case.letters import ANSWERS_NOTHING, LetterKind
from desk_app.rules.rulebook.file import Ground, Reason
from desk_app.rules.rulebook.rulebook import Rules

ENDED = frozenset(
    {
        ClaimState.DECIDED,
        ClaimState.LAPSED,
        ClaimState.WITHDRAWN,
        ClaimState.REFERRED,
        ClaimState.CARRIED_OVER,
    }
)
"""The states in which nothing more is decided on a claim."""


def claim_states(file: ApplicationFile) -> Mapping[ClaimId, ClaimState]:
    """Return the state of every claim, in the order of the form.

    What was decided or lapsed and not posted when it was withdrawn is withdrawn; what was posted
    stands (practice 29). What was carried over had ended before this desk was begun.
    """
    if file.application.is_carried_over:
        return {claim.id: ClaimState.CARRIED_OVER for claim in file.application.claims}
    lapsed = {lapse.claim for lapse in file.lapses}
    withdrawn = withdrawn_claims(file)
    return {
        claim.id: _state(claim.id, live_decision(file, claim.id), lapsed, withdrawn)
        for claim in file.application.claims
    }


def _state(
    claim: ClaimId, decision: Decision | None, lapsed: set[ClaimId], withdrawn: frozenset[ClaimId]
) -> ClaimState:
    if claim in withdrawn:
        return ClaimState.WITHDRAWN
    if decision is not None and decision.approval is not None:
        return ClaimState.REFERRED if decision.outcome is Outcome.REFERRED else ClaimState.DECIDED
    if claim in lapsed:
        return ClaimState.LAPSED
    return ClaimState.OPEN if decision is None else ClaimState.PROPOSED


def live_decision(file: ApplicationFile, claim: ClaimId) -> Decision | None:
    """Return the decision that stands on a claim: proposed or approved, not sent or taken back.

    None stands on a claim that was withdrawn before its decision was posted (practice 29).
    """
    if claim in withdrawn_claims(file):
        return None
    for decision in reversed(file.decisions):
        if decision.claim == claim and not decision.sent_back and not decision.taken_back:
            return decision
    return None


def confirmed_withdrawals(file: ApplicationFile) -> tuple[Withdrawal, ...]:
    """Return the withdrawals a supervisor has confirmed."""
    return tuple(each for each in file.withdrawals if each.confirmed_on is not None)


def withdrawn_claims(file: ApplicationFile) -> frozenset[ClaimId]:
    """Return the claims that a confirmed withdrawal ended: what was told by post before stands."""
    confirmed = confirmed_withdrawals(file)
    if not confirmed:
        return frozenset()
    return frozenset(claim for each in confirmed for claim in each.claims) - told_claims(file)


def told_claims(file: ApplicationFile) -> frozenset[ClaimId]:
    """Return the claims whose answer was posted; to confirm a withdrawal is no answer."""
    return frozenset(claim for letter in telling(file) for claim in letter.claims)


def telling(file: ApplicationFile) -> tuple[Letter, ...]:
    """Return the posted letters that told how a claim ended, in the order of their issue."""
    return tuple(
        letter
        for letter in file.letters
        if letter.posting is not None
        and not letter.void
        and letter.kind not in ANSWERS_NOTHING
        and letter.kind is not LetterKind.WITHDRAWAL
    )


def asked_claims(file: ApplicationFile) -> tuple[Claim, ...]:
    """Return the claims still asked: neither lapsed, withdrawn, referred nor carried over."""
    gone = ENDED - {ClaimState.DECIDED}
    states = claim_states(file)
    return tuple(claim for claim in file.application.claims if states[claim.id] not in gone)


# Grounds for refusing: which are lawful for a right, and which fit the state of the axes.


_PROVISOS = {"35(2)": "35(1)", "35(4)": "35(3)", "35(6)": "35(5)"}
"""The paragraphs of Article 35 that limit what a request under another paragraph obliges to."""


def belongs_together(ground: Ground, claim: Claim, rules: Rules) -> bool:
    """Return whether a ground answers the paragraph a claim was made under (practice 33).

    What is asked under Article 35(5) is not refused by the conditions of 35(1) or (3), nor by what
    limits those. Where the claim names no reason, or the ground rests on another article, nothing
    is asked.
    """
    reason, article = rules.reason(claim.reason), ground.articles.get(claim.right, "")
    paragraph = _PROVISOS.get(article, article)
    if reason is None or ground.outcome is not Outcome.REFUSED:
        return True
    return paragraph not in _PARAGRAPHS or paragraph == reason.article


_USE = frozenset({Right.CESSATION, Right.ERASURE})
_PROVISION = frozenset({Right.PROVISION_STOP})
_PARAGRAPHS = {"35(1)": _USE, "35(3)": _PROVISION, "35(5)": _USE | _PROVISION}
"""What may be asked for under each paragraph of Article 35."""


def is_of_right(reason: Reason, right: Right) -> bool:
    """Return whether a right can be asked for with a reason: the law knows it in that paragraph."""
    return right in _PARAGRAPHS.get(reason.article or "", {right})


_ALL_OR_PART = "33(2)"
"""The paragraph by which all of the data, or a part of it, need not be disclosed."""


def part_may_suffice(right: Right, outcome: Outcome, used: Iterable[str], rules: Rules) -> bool:
    """Return whether it is to be asked, before all is refused, if withholding a part suffices.

    APPI 33(2) lets "all or part" be withheld: what its grounds do not reach is disclosed. ``used``
    are the codes of the grounds chosen so far; one of another paragraph refuses the whole.
    """
    if outcome is not Outcome.REFUSED:
        return False
    of_parts = {
        ground.code
        for ground in rules.grounds_for(right)
        if ground.outcome is Outcome.REFUSED and _ALL_OR_PART in ground.articles.get(right, "")
    }
    return bool(of_parts) and of_parts.issuperset(used)


_AUTHORITY_FINE = frozenset({AuthorityState.SHOWN, AuthorityState.NOT_NEEDED})


def offered(
    right: Right, axes: Axes, rules: Rules, outcome: Outcome = Outcome.REFUSED
) -> tuple[Ground, ...]:
    """Return the grounds a decision on a right may use, in the order of the rulebook.

    Only what is lawful for that right (E1, APPI 32 to 35, 37). Where identity or authority is not
    shown, only the ground that says so is offered: nothing else may be told (E4).
    """
    unproven = _unproven(axes)
    told = outcome if outcome is Outcome.NO_SUCH_DATA else Outcome.REFUSED
    return tuple(
        ground
        for ground in rules.grounds_for(right)
        if ground.unproven in unproven and ground.outcome is told
    )


def _unproven(axes: Axes) -> frozenset[str]:
    """Return the axes a ground may rest on; the empty word stands for a ground on none."""
    missing = set()
    if axes.identity is Identity.NOT_SHOWN:
        missing.add("identity")
    if axes.authority is AuthorityState.NOT_SHOWN:
        missing.add("authority")
    if missing:
        return frozenset(missing)
    shown = axes.identity is Identity.SHOWN and axes.authority in _AUTHORITY_FINE
    return frozenset({""}) if shown else frozenset()
