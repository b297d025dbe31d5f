# SPDX-License-Identifier: MIT
"""Random decisions on a claim: every outcome, every ground of every right, words of their own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from desk_app.records.application import Application, Claim, Method, Right
from desk_app.records.decisions import (
    CessationResult,
    ChangeResult,
    Content,
    DisclosedItem,
    GroundUse,
    Outcome,
    ProvisionRecord,
    PurposeLine,
    Search,
    WithheldPart,
)
from desk_app.records.people import Language
from tests.letters.random_facts import GROUNDS
from tests.paper import vocabulary
from tests.unit.desk.contents import Saying

_MANY = 120
"""So many items make an annex of about ten pages."""

_OWN_GROUNDS = {
    Right.ADDITION: Right.CORRECTION,
    Right.DELETION: Right.CORRECTION,
    Right.CESSATION: Right.ERASURE,
}
_LAWS = ("corporate_tax_act", "companies_act", "commercial_code", "labour_standards_act")
_DISCLOSING = frozenset({Right.DISCLOSURE, Right.PROVISION_RECORDS})


def decided(luck: Random, claim: Claim, application: Application, on: date) -> Saying:
    """Return what is decided on a claim of an application, on a day."""
    language, right = application.language, claim.right
    outcome = luck.choice((Outcome.GRANTED, Outcome.GRANTED, Outcome.REFUSED, Outcome.NO_SUCH_DATA))
    if outcome is Outcome.REFUSED:
        return _refused(luck, right, language)
    if outcome is Outcome.NO_SUCH_DATA:
        search = Search(on, vocabulary.words(luck, language), vocabulary.words(luck, language))
        return Saying(outcome, GroundUse("NOT-HELD"), content=Content(search=search))
    content = _GIVEN[right](luck, claim, language, on)
    if application.method is Method.ELECTRONIC and right in _DISCLOSING:
        content = replace(content, difficulty=vocabulary.words(luck, language))
    if right is Right.DISCLOSURE and luck.random() < 0.3:
        return _in_part(luck, content, language)
    return Saying(Outcome.GRANTED, content=content)


def _refused(luck: Random, right: Right, language: Language) -> Saying:
    ground = luck.choice(GROUNDS[_OWN_GROUNDS.get(right, right)])
    if ground.law:
        ground = replace(ground, law=luck.choice(_LAWS), article=f"第{luck.randint(1, 300)}条")
    content = Content()
    if ground.code.endswith("-COST"):
        content = Content(substitute=vocabulary.words(luck, language))
    if ground.code == "L-32-1":
        content = Content(published_at=vocabulary.words(luck, language))
    return Saying(
        Outcome.REFUSED,
        ground,
        content=content,
        facts=vocabulary.long_words(luck, language),
        explanation=vocabulary.long_words(luck, language),
    )


def _in_part(luck: Random, content: Content, language: Language) -> Saying:
    withheld = WithheldPart(
        vocabulary.words(luck, language), GroundUse("PR-G4"), vocabulary.long_words(luck, language)
    )
    return Saying(Outcome.GRANTED_IN_PART, content=replace(content, withheld=(withheld,)))


def _disclosed(luck: Random, _claim: Claim, language: Language, on: date) -> Content:
    most = _MANY if luck.random() < 0.02 else 12
    items = tuple(
        DisclosedItem(
            "",
            vocabulary.words(luck, language),
            vocabulary.long_words(luck, language),
            vocabulary.words(luck, language),
        )
        for _ in range(luck.randint(1, most))
    )
    purpose = vocabulary.words(luck, language)
    return Content(as_of=on, disclosed=items, disclosed_purpose=purpose)


def _purposes(luck: Random, _claim: Claim, language: Language, on: date) -> Content:
    lines = tuple(
        PurposeLine(*(vocabulary.words(luck, language) for _ in range(3)))
        for _ in range(luck.randint(1, 4))
    )
    return Content(as_of=on, purposes=lines)


def _changed(_luck: Random, claim: Claim, _language: Language, on: date) -> Content:
    changes = tuple(
        ChangeResult(each.item, claim.right.value, each.before, each.after, done=True)
        for each in claim.changes
    )
    return Content(done_on=on, changes=changes)


def _ceased(luck: Random, claim: Claim, language: Language, on: date) -> Content:
    results = tuple(
        CessationResult(claim.right.value, vocabulary.words(luck, language), done=True, done_on=on)
        for _ in range(luck.randint(1, 3))
    )
    return Content(cessations=results)


def _records(luck: Random, _claim: Claim, language: Language, on: date) -> Content:
    def some() -> tuple[ProvisionRecord, ...]:
        return tuple(
            ProvisionRecord(
                on - timedelta(days=luck.randint(1, 900)),
                *(vocabulary.words(luck, language) for _ in range(4)),
            )
            for _ in range(luck.randint(1, 3))
        )

    return Content(as_of=on, provided=some(), obtained=some())


_GIVEN: dict[Right, Callable[[Random, Claim, Language, date], Content]] = {
    Right.DISCLOSURE: _disclosed,
    Right.PURPOSE: _purposes,
    Right.PROVISION_RECORDS: _records,
    Right.CORRECTION: _changed,
    Right.ADDITION: _changed,
    Right.DELETION: _changed,
    Right.CESSATION: _ceased,
    Right.ERASURE: _ceased,
    Right.PROVISION_STOP: _ceased,
}
