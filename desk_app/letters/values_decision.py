# SPDX-License-Identifier: MIT
"""The values of the letters that decide on a request (L4–L10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.letters import naming
from desk_app.letters.errors import MissingValue
from desk_app.letters.naming import word
from desk_app.letters.voice import begun, present
from desk_app.records.application import Right
from desk_app.records.decisions import Outcome
from desk_app.records.letters import LetterKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desk_app.letters.wording import Wording
    from desk_app.records.decisions import (
        ChangeResult,
        DisclosedItem,
        ProvisionRecord,
        PurposeLine,
    )
    from desk_app.records.letters import DecisionBody, LetterFacts, WithheldText

Values = dict[str, object]

_NOT_DONE = frozenset({Outcome.REFUSED, Outcome.NO_SUCH_DATA})
_SENTENCE_ENDS = ("。", ".")


def decision_values(body: DecisionBody, facts: LetterFacts, wording: Wording) -> Values:
    """Return the values of a decision.

    Raises MissingValue where records are disclosed and there is none.
    """
    asked = naming.asked(wording, facts.claims)
    values = present(
        scope=body.scope or begun(asked),
        group=naming.groups(facts.claims)[0],
        refused=body.outcome in _NOT_DONE,
        nothing=body.outcome is Outcome.NO_SUCH_DATA,
        partly=body.outcome is Outcome.GRANTED_IN_PART,
        facts=body.facts,
        explanation=body.explanation,
        identity_shown=body.identity_shown,
        paid=body.paid.amount if body.paid else None,
        free=body.free,
        back=body.back,
        as_of=body.as_of,
        done_on=body.done_on,
        asked_electronic=body.asked_electronic,
        difficulty=body.difficulty,
        published_at=body.published_at,
        search=body.search,
        informed=body.informed,
        disclosed_purpose=body.disclosed_purpose,
        bars=any(item.withheld for item in body.disclosed),
    )
    if body.unproven:
        return values | _unproven(body, facts, wording, values)
    no_record = not (body.provided or body.obtained)
    if facts.kind is LetterKind.PROVISION_RECORDS and no_record and "refused" not in values:
        raise MissingValue("provided")
    return values | _proven(body, facts, wording, values)


def _proven(body: DecisionBody, facts: LetterFacts, wording: Wording, common: Values) -> Values:
    profile = facts.profile
    procedure = profile.procedure_ja if wording.language.value == "ja" else profile.procedure_en
    place: dict[str, int] = {}  # filled in when the items are numbered
    known = common | {"procedure": procedure, "place": place}
    family = str(common["group"])
    grounds = tuple(naming.ground(wording, use, known, family) for use in body.grounds)
    return present(
        article=word(wording.common.articles, _article(facts, body), "article"),
        grounds=grounds,
        place=place,
        withheld=tuple(_withheld(body.withheld, wording, known, family)),
        disclosed=tuple(_disclosed(body.disclosed, wording)),
        purposes=tuple(_purposes(body.purposes)),
        changes=tuple(_changes(body.changes, wording)),
        not_done_items=_not_done(body.changes, wording),
        cessations=tuple(_cessations(body, wording)),
        only_provision=family == Right.PROVISION_STOP.value,
        provided=tuple(_records(body.provided)),
        obtained=tuple(_records(body.obtained)),
        **_substitute(body.substitute),
    )


def _unproven(body: DecisionBody, facts: LetterFacts, wording: Wording, common: Values) -> Values:
    """Return the values of the form L5b: nothing of them tells whether data are held."""
    words, group = wording.unproven, str(common["group"])
    notice = body.notice
    need = word(wording.common.needs, body.unproven, "need")
    return present(
        plain_claim=naming.unproven_requests(wording, facts.claims),
        decision_word=word(words.decisions, group, "decision"),
        harm=word(words.harms, group, "harm"),
        kept_when=words.kept_when.get(group),
        ground=word(words.grounds, body.unproven, "ground"),
        ground_place=word(words.places, body.unproven, "place"),
        check=word(words.checks, body.unproven, "check"),
        missing=word(words.missing, body.unproven, "missing"),
        need=wording.voice.say(need, common),
        n_no=naming.document_number(wording, facts.profile, notice.number) if notice else None,
        n_date=notice.dated if notice else None,
        due=notice.due if notice else None,
    )


_ARTICLES = {
    LetterKind.PURPOSE: ("32(2)", "32(3)"),
    LetterKind.CORRECTION: ("34(3)", "34(3)"),
    LetterKind.CESSATION: ("35(7)", "35(7)"),
    LetterKind.REFUSAL: ("33(3)", "33(3)"),
    LetterKind.NO_SUCH_DATA: ("33(3)", "33(3)"),
}
"""Under which article it is notified that a request was granted, and that it was refused."""


def _article(facts: LetterFacts, body: DecisionBody) -> str:
    """Return the article under which a decision is notified (letters/README.md §4, DECIDED)."""
    refused = body.outcome in _NOT_DONE
    if facts.kind in _ARTICLES:
        return _ARTICLES[facts.kind][refused]
    in_part = body.outcome is Outcome.GRANTED_IN_PART or bool(body.withheld)
    divided = in_part or body.asked_electronic
    if facts.kind is LetterKind.DISCLOSURE:
        return "33(2)(3)" if divided else "33(2)"
    if refused:
        return "33(5)(3)"
    one_kind = bool(body.provided) != bool(body.obtained)
    return "33(5)(2)(3)" if divided or one_kind else "33(5)(2)"


def _withheld(
    parts: Iterable[WithheldText], wording: Wording, known: Values, family: str
) -> Iterable[Values]:
    for part in parts:
        yield present(
            part=part.part,
            ground=naming.ground(wording, part.ground, known, family),
            explanation=part.explanation,
        )


def _disclosed(items: Iterable[DisclosedItem], wording: Wording) -> Iterable[Values]:
    """Return the rows of the annex; a part withheld shows the same bar whatever it hides."""
    words = wording.common.words
    group = ""
    for number, item in enumerate(items, start=1):
        yield present(
            number=number,
            group=item.group if item.group != group else None,
            item=item.item,
            content=words["withheld"] if item.withheld else item.content,
            source=item.source or words["dash"],
        )
        group = item.group


def _purposes(lines: Iterable[PurposeLine]) -> Iterable[Values]:
    for line in lines:
        yield present(item=line.item, acquired=line.acquired, purpose=line.purpose)


def _changes(changes: Iterable[ChangeResult], wording: Wording) -> Iterable[Values]:
    common = wording.common
    for number, change in enumerate(changes, start=1):
        done = common.done if change.done else common.not_done
        after = change.after if change.done else common.words["dash"]
        yield present(
            number=number,
            item=change.item,
            asked=word(common.asked, change.asked, "asked"),
            before=change.before or common.words["none"],
            after=after or common.words["none"],
            decision=word(done, change.asked, "done"),
        )


def _not_done(changes: Iterable[ChangeResult], wording: Wording) -> str:
    said = wording.common.words["numbered"]
    return wording.voice.row(
        [
            wording.voice.say(said, {"number": number, "item": change.item})
            for number, change in enumerate(changes, start=1)
            if not change.done
        ]
    )


def _cessations(body: DecisionBody, wording: Wording) -> Iterable[Values]:
    """Return the rows; what was done without a day of its own was done on the decision's day."""
    common = wording.common
    for number, result in enumerate(body.cessations, start=1):
        yield present(
            number=number,
            asked=word(common.asked, result.right, "asked"),
            target=result.target,
            decision=word(common.done if result.done else common.not_done, result.right, "done"),
            done_on=result.done_on or (body.done_on if result.done else None),
        )


def _records(records: Iterable[ProvisionRecord]) -> Iterable[Values]:
    for number, record in enumerate(records, start=1):
        yield present(
            number=number,
            on=record.on,
            party=record.party,
            address=record.address,
            representative=record.representative,
            data=record.items,
            consent=record.consent,
            circumstances=record.circumstances,
        )


def _substitute(text: str) -> Values:
    """Return the measure as a sentence of its own, or the data of the sentence the wording has."""
    name = "substitute" if text.rstrip().endswith(_SENTENCE_ENDS) else "substitute_data"
    return {name: text}
