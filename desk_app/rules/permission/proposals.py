# SPDX-License-Identifier: MIT
"""What a proposed decision must say: lawful grounds, facts, explanation, content (E1, APPI 36)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from desk_app.records.application import Application, Claim, Method, Right
from desk_app.records.decisions import Content, Decision, GroundUse, Outcome
from desk_app.rules.rulebook import Rules
from desk_app.rules.terms import Ground, Need
from desk_app.rules.work_codes import Refusal

_WITH_METHOD = frozenset({Right.DISCLOSURE, Right.PROVISION_RECORDS})
"""The rights for which the applicant chooses the method (APPI 33(1), (5))."""

_ANSWERS_WITH_DATA = frozenset({Outcome.GRANTED, Outcome.GRANTED_IN_PART})


def faults(
    decision: Decision, claim: Claim, application: Application, rules: Rules
) -> tuple[Refusal, ...]:
    """Return what a proposal lacks or may not say; grounds are read on the day it was proposed."""
    then = rules.at(decision.proposed_on)
    found = (
        *_outcome(decision, claim),
        *_grounds(decision, claim, then),
        *_words(decision, claim),
        *_content(decision, claim),
        *_method(decision, claim, application, then),
    )
    return tuple(dict.fromkeys(found))


def _outcome(decision: Decision, claim: Claim) -> Iterator[Refusal]:
    """A purpose is notified or not: there is no part of it (APPI 32(2), (3))."""
    if claim.right is Right.PURPOSE and decision.outcome is Outcome.GRANTED_IN_PART:
        yield Refusal.OUTCOME_NOT_FOR_RIGHT


def _grounds(decision: Decision, claim: Claim, rules: Rules) -> Iterator[Refusal]:
    uses = (*decision.grounds, *(part.ground for part in decision.content.withheld))
    if decision.outcome in {Outcome.GRANTED, Outcome.REFERRED}:
        if uses:
            yield Refusal.GROUND_NOT_WANTED
        return
    if decision.outcome is not Outcome.NO_SUCH_DATA and not uses:
        yield Refusal.NO_GROUND
    for use in uses:
        yield from _ground(use, decision, claim, rules)


def _ground(use: GroundUse, decision: Decision, claim: Claim, rules: Rules) -> Iterator[Refusal]:
    """Only what is lawful for that right may be used (E1, APPI 32 to 35, 37)."""
    ground = rules.ground(use.code)
    if ground is None:
        yield Refusal.UNKNOWN_GROUND
        return
    if not ground.enabled:
        yield Refusal.GROUND_OFF
    explains = Outcome.REFUSED if decision.outcome is Outcome.GRANTED_IN_PART else decision.outcome
    if claim.right not in ground.rights or ground.outcome is not explains:
        yield Refusal.GROUND_UNLAWFUL
    if ground.unproven and decision.outcome is Outcome.GRANTED_IN_PART:
        yield Refusal.GROUND_UNLAWFUL
    yield from _needs(use, ground, decision.content, rules)


def _needs(use: GroundUse, ground: Ground, content: Content, rules: Rules) -> Iterator[Refusal]:
    """Return what a ground must be used with (letters/README.md §4)."""
    if Need.LAW_AND_ARTICLE in ground.needs and not _law_named(use, rules):
        yield Refusal.LAW_MISSING
    if Need.ITEM in ground.needs and not use.item:
        yield Refusal.ITEM_MISSING
    elif use.item and use.item not in ground.items:
        yield Refusal.ITEM_UNKNOWN
    if Need.SEARCH in ground.needs and not _searched(content):
        yield Refusal.SEARCH_MISSING
    if Need.PUBLISHED_AT in ground.needs and not content.published_at.strip():
        yield Refusal.PUBLISHED_AT_MISSING
    if Need.SUBSTITUTE in ground.needs and not content.substitute.strip():
        yield Refusal.SUBSTITUTE_MISSING


def _law_named(use: GroundUse, rules: Rules) -> bool:
    """Return whether a law of the catalogue and its article are named (practice 19)."""
    known = rules.law(use.law) is not None if rules.laws else bool(use.law.strip())
    return known and bool(use.article.strip())


def _searched(content: Content) -> bool:
    search = content.search
    return search is not None and bool(search.searched.strip()) and bool(search.keys.strip())


def _words(decision: Decision, claim: Claim) -> Iterator[Refusal]:
    """A refusal has facts and explanation; a part withheld has its own (E1, PR-G)."""
    in_part = decision.outcome is Outcome.GRANTED_IN_PART
    if in_part and claim.right in _WITH_METHOD:
        parts = decision.content.withheld
        if not parts:
            yield Refusal.WITHHELD_MISSING
        if not all(part.part.strip() and part.explanation.strip() for part in parts):
            yield Refusal.EXPLANATION_MISSING
        return
    if decision.outcome is Outcome.REFUSED or in_part:
        if not decision.facts.strip():
            yield Refusal.FACTS_MISSING
        if not decision.explanation.strip():
            yield Refusal.EXPLANATION_MISSING


def _content(decision: Decision, claim: Claim) -> Iterator[Refusal]:
    """Return whether what the letter of an outcome tells is there."""
    content = decision.content
    if decision.outcome is Outcome.REFERRED:
        referral = content.referral
        if referral is None or not referral.contact.strip() or not referral.how.strip():
            yield Refusal.REFERRAL_MISSING
    if decision.outcome is Outcome.NO_SUCH_DATA and not _searched(content):
        yield Refusal.SEARCH_MISSING
    if decision.outcome in _ANSWERS_WITH_DATA:
        done = _DONE[claim.right](content)
        enough = all(done) if decision.outcome is Outcome.GRANTED else any(done)
        if not done or not enough or not _finished(content):
            yield Refusal.CONTENT_MISSING


def _finished(content: Content) -> bool:
    """Return whether every line that the letter lists says what it is of, and what is told."""
    return all(
        (
            *(
                each.item.strip() and (each.withheld or each.content.strip())
                for each in content.disclosed
            ),
            *(each.item.strip() and each.purpose.strip() for each in content.purposes),
            *(each.item.strip() for each in content.changes),
            *(each.target.strip() for each in content.cessations),
        )
    )


def _disclosed(content: Content) -> list[bool]:
    return [not item.withheld for item in content.disclosed]


def _purposes(content: Content) -> list[bool]:
    return [True for _ in content.purposes]


def _records(content: Content) -> list[bool]:
    return [True for _ in (*content.provided, *content.obtained)]


def _changes(content: Content) -> list[bool]:
    """The content of what was corrected is told (APPI 34(3))."""
    return [change.done for change in content.changes]


def _cessations(content: Content) -> list[bool]:
    return [cessation.done for cessation in content.cessations]


_DONE: Mapping[Right, Callable[[Content], list[bool]]] = {
    Right.DISCLOSURE: _disclosed,
    Right.PURPOSE: _purposes,
    Right.PROVISION_RECORDS: _records,
    Right.CORRECTION: _changes,
    Right.ADDITION: _changes,
    Right.DELETION: _changes,
    Right.CESSATION: _cessations,
    Right.ERASURE: _cessations,
    Right.PROVISION_STOP: _cessations,
}
"""For each right, what its letter lists, and whether each of it was done as asked."""


def _method(
    decision: Decision, claim: Claim, application: Application, rules: Rules
) -> Iterator[Refusal]:
    """Paper where an electronic record was asked for: the letter says why (APPI 33(3))."""
    wished = application.method is Method.ELECTRONIC and claim.right in _WITH_METHOD
    if not wished or decision.outcome not in _ANSWERS_WITH_DATA:
        return
    if (
        Method.ELECTRONIC.value not in rules.switches.answers
        and not decision.content.difficulty.strip()
    ):
        yield Refusal.DIFFICULTY_MISSING
