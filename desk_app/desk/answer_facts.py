# SPDX-License-Identifier: MIT
"""The facts of the letters that answer: decisions, lapse, referral, withdrawal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain

from desk_app.desk.errors import LetterStopped
from desk_app.desk.notice_facts import earlier_notice, quoted
from desk_app.records.application import Claim, Method, Right
from desk_app.records.decisions import Content, Decision, GroundUse, Outcome, Search
from desk_app.records.findings import ClaimState, Examination, Identity
from desk_app.records.history import ApplicationFile, Letter
from desk_app.records.ids import ClaimId
from desk_app.records.letters import (
    DecisionBody,
    FeePaid,
    LapseBody,
    ReferralBody,
    StampsBack,
    WithdrawalBody,
    WithheldText,
)
from desk_app.records.people import DeskProfile, Language
from desk_app.rules import codes, fees
from desk_app.rules.claims import (
    claim_states,
    confirmed_withdrawals,
    live_decision,
    telling,
    told_claims,
)
from desk_app.rules.rulebook import Rules

_ANSWERS_WITH_DATA = frozenset({Outcome.GRANTED, Outcome.GRANTED_IN_PART})
_METHOD_RIGHTS = frozenset({Right.DISCLOSURE, Right.PROVISION_RECORDS})


def decision_body(
    rules: Rules,
    profile: DeskProfile,
    file: ApplicationFile,
    examination: Examination,
    claims: tuple[ClaimId, ...],
    back: StampsBack | None,
) -> DecisionBody:
    """Return the facts of one letter that answers the decisions on claims of one family.

    Several decisions are told as one: done for all, for some, or for none (letters/README.md §4).
    To somebody unproven nothing is told of what a proposal says of the data (E4).
    Raises LetterStopped where a claim has no approved decision.
    """
    decisions = tuple(_approved(file, claim) for claim in claims)
    asked = tuple(claim for claim in file.application.claims if claim.id in claims)
    outcome = _outcome(decisions)
    unproven = _unproven(rules, decisions)
    contents = () if unproven else tuple(decision.content for decision in decisions)
    charged = rules.at(file.application.received_on).fee.chargeable
    answers = outcome in _ANSWERS_WITH_DATA
    return DecisionBody(
        outcome=outcome,
        scope=_first(contents, "scope") or file.application.scope,
        unproven=unproven,
        grounds=tuple(
            _named(rules, use, file.application.language)
            for use in dict.fromkeys(chain.from_iterable(each.grounds for each in decisions))
        ),
        facts=_joined(decision.facts for decision in decisions),
        explanation=_joined(decision.explanation for decision in decisions),
        notice=earlier_notice(profile, file) if unproven else None,
        paid=_paid(rules, file, examination, asked, answers=answers),
        free=not any(claim.right in charged for claim in asked),
        asked_electronic=answers and _wished_electronic(file, asked),
        difficulty=_first(contents, "difficulty"),
        as_of=next((each.as_of for each in contents if each.as_of), None),
        done_on=max((each.done_on for each in contents if each.done_on), default=None),
        disclosed=tuple(chain.from_iterable(each.disclosed for each in contents)),
        disclosed_purpose=_first(contents, "disclosed_purpose"),
        withheld=tuple(
            WithheldText(
                part.part,
                _named(rules, part.ground, file.application.language),
                part.explanation,
            )
            for part in chain.from_iterable(each.withheld for each in contents)
        ),
        changes=tuple(chain.from_iterable(each.changes for each in contents)),
        informed=_joined(each.informed for each in contents),
        cessations=tuple(chain.from_iterable(each.cessations for each in contents)),
        substitute=_joined(each.substitute for each in contents),
        purposes=tuple(chain.from_iterable(each.purposes for each in contents)),
        published_at=_first(contents, "published_at"),
        provided=tuple(chain.from_iterable(each.provided for each in contents)),
        obtained=tuple(chain.from_iterable(each.obtained for each in contents)),
        search=_search(contents),
        back=back,
        identity_shown=examination.axes.identity is Identity.SHOWN,
        proxy_name=file.application.proxy.name if file.application.proxy else "",
    )


def lapse_body(
    rules: Rules,
    profile: DeskProfile,
    file: ApplicationFile,
    examination: Examination,
    claims: tuple[ClaimId, ...],
    back: StampsBack | None,
) -> LapseBody:
    """Return the facts of a lapse (L3): the fee of the day of arrival, what counted, the notice.

    Raises LetterStopped where none of the claims lapsed.
    """
    lapse = next((each for each in file.lapses if each.claim in claims), None)
    notice = next((each for each in file.notices if lapse and each.id == lapse.notice), None)
    if notice is None:
        raise LetterStopped("not_lapsed")
    rights = rights_of(file, claims)
    return LapseBody(
        rights=rights,
        fee_required=fees.required(rights, file.application.received_on, rules),
        fee_counted=examination.fee.counted,
        notice=quoted(profile, notice),
        back=back,
        others=going_on(file),
        ended=ended_otherwise(file, claims),
    )


def referral_body(
    rules: Rules, file: ApplicationFile, claims: tuple[ClaimId, ...], back: StampsBack | None
) -> ReferralBody:
    """Return the facts of a referral (L11): the service's own contact, nothing about data.

    Raises LetterStopped where the decision names no service.
    """
    content = _approved(file, claims[0]).content
    if content.referral is None:
        raise LetterStopped("referral_missing")
    return ReferralBody(
        referral=content.referral,
        free=not _chargeable(rules, file, claims),
        back=back,
        scope=content.scope or file.application.scope,
    )


def withdrawal_body(
    rules: Rules,
    profile: DeskProfile,
    file: ApplicationFile,
    claims: tuple[ClaimId, ...],
    back: StampsBack | None,
) -> WithdrawalBody:
    """Return the facts of a withdrawal (L13): which writing, which claims, what goes back.

    Where it came after all of them were answered by post, it names the last letter that did.

    Raises LetterStopped where the claims were not withdrawn.
    """
    found = [each for each in confirmed_withdrawals(file) if set(each.claims) & set(claims)]
    if not found:
        raise LetterStopped("not_withdrawn")
    before = _answer_before(file, claims)
    prefix = profile.number_prefix
    return WithdrawalBody(
        withdrawn=rights_of(file, claims),
        writing_received=found[-1].received_on,
        writing_dated=found[-1].written_on,
        back=back,
        others=going_on(file),
        ended=ended_otherwise(file, claims),
        free=before is None and not _chargeable(rules, file, claims),
        answered=(codes.document_number(prefix, before.number), before.dated) if before else None,
    )


def _answer_before(file: ApplicationFile, claims: tuple[ClaimId, ...]) -> Letter | None:
    """Return the last letter that told how claims ended, where all were told by post."""
    if not told_claims(file) >= set(claims):
        return None
    return [each for each in telling(file) if not set(each.claims).isdisjoint(claims)][-1]


def going_on(file: ApplicationFile) -> tuple[Right, ...]:
    """Return the rights that are still asked and not decided, for OTHERS."""
    still = {ClaimState.OPEN, ClaimState.PROPOSED}
    states = claim_states(file)
    return tuple(claim.right for claim in file.application.claims if states[claim.id] in still)


def ended_otherwise(file: ApplicationFile, claims: tuple[ClaimId, ...]) -> tuple[Right, ...]:
    """Return the rights that have ended and are none of a letter's own: another letter says how."""
    own, open_ = set(rights_of(file, claims)), set(going_on(file))
    return tuple(right for right in file.application.rights() if right not in own | open_)


def rights_of(file: ApplicationFile, claims: tuple[ClaimId, ...]) -> tuple[Right, ...]:
    """Return the rights of some claims, in the order of the form."""
    return tuple(claim.right for claim in file.application.claims if claim.id in claims)


def _chargeable(rules: Rules, file: ApplicationFile, claims: tuple[ClaimId, ...]) -> bool:
    charged = rules.at(file.application.received_on).fee.chargeable
    return not charged.isdisjoint(rights_of(file, claims))


def _approved(file: ApplicationFile, claim: ClaimId) -> Decision:
    decision = live_decision(file, claim)
    if decision is None or decision.approval is None:
        raise LetterStopped("not_decided")
    return decision


def _outcome(decisions: tuple[Decision, ...]) -> Outcome:
    outcomes = {decision.outcome for decision in decisions}
    if len(outcomes) == 1:
        return outcomes.pop()
    return Outcome.GRANTED_IN_PART if outcomes & _ANSWERS_WITH_DATA else Outcome.REFUSED


def _unproven(rules: Rules, decisions: tuple[Decision, ...]) -> str:
    """Return the ground of the form L5b where one was used: the clause PR-G1 or PR-G2."""
    for decision in decisions:
        for use in decision.grounds:
            ground = rules.at(decision.proposed_on).ground(use.code)
            if ground is not None and ground.unproven:
                return ground.code
    return ""


def _paid(
    rules: Rules,
    file: ApplicationFile,
    examination: Examination,
    asked: tuple[Claim, ...],
    *,
    answers: bool,
) -> FeePaid | None:
    """Return the fee that was kept: none where it goes back with a refusal (practice 16)."""
    received = file.application.received_on
    charged = rules.at(received).fee.chargeable
    if not any(claim.right in charged for claim in asked) or not examination.fee.required:
        return None
    if not answers and fees.goes_back(fees.FeeEnd.REFUSED, received, rules):
        return None
    return FeePaid(examination.fee.required)


def _named(rules: Rules, use: GroundUse, language: Language) -> GroundUse:
    """Return a ground with the law it rests on by its title, as the letter names it."""
    law = rules.law(use.law)
    if law is None:
        return use
    return replace(use, law=law.title_ja if language is Language.JA else law.title_en)


def _wished_electronic(file: ApplicationFile, asked: tuple[Claim, ...]) -> bool:
    wished = file.application.method is Method.ELECTRONIC
    return wished and any(claim.right in _METHOD_RIGHTS for claim in asked)


def _first(contents: tuple[Content, ...], name: str) -> str:
    return next((text for each in contents if (text := str(getattr(each, name)))), "")


def _search(contents: tuple[Content, ...]) -> Search | None:
    """Return all that was searched, as of the last day of it; several searches are told as one."""
    made = [each.search for each in contents if each.search is not None]
    if not made:
        return None
    return Search(
        max(each.on for each in made),
        _joined(each.searched for each in made),
        _joined(each.keys for each in made),
    )


def _joined(texts: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(text for text in texts if text))
