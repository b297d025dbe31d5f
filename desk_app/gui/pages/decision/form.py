# SPDX-License-Identifier: MIT
"""A decision as it stands on the page: its parts by right and outcome, its text, its places."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from desk_app.records.base import DecisionId
from desk_app.records.case.application import Method, Right
from desk_app.records.case.decisions import (
    CessationResult,
    ChangeResult,
    Content,
    Decision,
    DisclosedItem,
    GroundUse,
    Outcome,
    ProvisionRecord,
    PurposeLine,
    Referral,
    Search,
    WithheldPart,
)
from desk_app.records.registers import ProvisionKind
from desk_app.rules.registers.registers import provision_record
from desk_app.rules.rulebook.terms import Need
from desk_app.rules.work_codes import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from desk_app.gui.kit.fields.choices import LineValues
    from desk_app.records.base import ApplicationId, ClaimId, UserId
    from desk_app.records.case.application import Application, Claim
    from desk_app.records.registers import ProvisionEntry, PurposeOffer
    from desk_app.rules.rulebook.rulebook import Rules


Values = Mapping[str, object]
Lines = Mapping[str, tuple["LineValues", ...]]

_LINES: dict[str, type[Any]] = {
    "disclosed": DisclosedItem,
    "changes": ChangeResult,
    "cessations": CessationResult,
    "purposes": PurposeLine,
    "provided": ProvisionRecord,
    "obtained": ProvisionRecord,
}
_FIELDS = (
    "scope",
    "as_of",
    "done_on",
    "difficulty",
    "disclosed_purpose",
    "informed",
    "substitute",
    "published_at",
)
_SEARCH = ("searched", "keys")
_REFERRAL = ("contact", "how", "ready")


@dataclass(frozen=True, slots=True)
class DecisionForm:
    """What stands on the page for one claim.

    ``values`` holds the single fields of the content by name, ``lines`` its tables.
    """

    outcome: Outcome | None = None
    grounds: tuple[GroundUse, ...] = ()
    facts: str = ""
    explanation: str = ""
    note: str = ""
    values: Values = field(default_factory=dict)
    lines: Lines = field(default_factory=dict)

    def ground(self, code: str) -> GroundUse | None:
        """Return how a ground is used; none where it is not."""
        return next((use for use in self.grounds if use.code == code), None)

    def with_ground(self, code: str, *, used: bool) -> DecisionForm:
        """Return the form with a ground used or not."""
        others = tuple(use for use in self.grounds if use.code != code)
        return replace(self, grounds=(*others, GroundUse(code)) if used else others)

    def with_use(self, changed: GroundUse) -> DecisionForm:
        """Return the form with a ground used in another way."""
        uses = tuple(changed if use.code == changed.code else use for use in self.grounds)
        return replace(self, grounds=uses)


def blank(claim: Claim, application: Application, today: date) -> DecisionForm:
    """Return the form as it begins: what was asked stands in it, nothing is decided."""
    changes = tuple(
        {
            "item": change.item,
            "asked": change.after,
            "before": change.before,
            "after": change.after,
            "done": True,
        }
        for change in claim.changes
    )
    cessation = {
        "right": claim.right.value,
        "target": application.scope,
        "done": True,
        "done_on": today,
    }
    return DecisionForm(
        values={
            "scope": application.scope,
            "as_of": today,
            "done_on": today,
            "search_on": today,
            "change": True,
        },
        lines={"changes": changes, "cessations": (cessation,)},
    )


def content_of(form: DecisionForm, shown: frozenset[str]) -> Content:
    """Return what the letter tells; only what the outcome shows on the page goes into it."""
    own = {name: form.values.get(name) for name in _FIELDS if name in shown}
    given = {name: value for name, value in own.items() if value not in (None, "")}
    tables = {
        name: tuple(_made(kind, line) for line in _written(form.lines.get(name, ())))
        for name, kind in _LINES.items()
        if name in shown
    }
    return Content(
        **cast("dict[str, Any]", given),
        **cast("dict[str, Any]", tables),
        withheld=tuple(_withheld(form)) if "withheld" in shown else (),
        search=_search(form) if "searched" in shown else None,
        referral=_referral(form) if "contact" in shown else None,
    )


def decision_of(
    form: DecisionForm, claim: ClaimId, shown: frozenset[str], by: UserId, at: datetime, on: date
) -> Decision | None:
    """Return the decision as it would be proposed, so that the rules can be asked; none yet."""
    if form.outcome is None:
        return None
    return Decision(
        id=DecisionId(""),
        claim=claim,
        outcome=form.outcome,
        proposed_by=by,
        proposed_at=at,
        proposed_on=on,
        grounds=form.grounds if "grounds" in shown else (),
        facts=form.facts if "facts" in shown else "",
        explanation=form.explanation if "explanation" in shown else "",
        note=form.note,
        content=content_of(form, shown),
    )


def form_of(decision: Decision) -> DecisionForm:
    """Return a proposal as it stands on the page: to be read, or begun anew from."""
    content = decision.content
    values: dict[str, object] = {name: getattr(content, name) for name in _FIELDS}
    if content.search is not None:
        values |= {name: getattr(content.search, name) for name in _SEARCH}
        values["search_on"] = content.search.on
    if content.referral is not None:
        values |= {name: getattr(content.referral, name) for name in (*_REFERRAL, "change")}
    lines: dict[str, tuple[LineValues, ...]] = {
        name: tuple(_told(line) for line in getattr(content, name)) for name in _LINES
    }
    lines["withheld"] = tuple(
        {"part": part.part, **_told(part.ground), "explanation": part.explanation}
        for part in content.withheld
    )
    return DecisionForm(
        decision.outcome,
        decision.grounds,
        decision.facts,
        decision.explanation,
        decision.note,
        values,
        lines,
    )


def _made(kind: type[Any], line: LineValues) -> object:
    names = {each.name for each in fields(kind)}
    return kind(**{name: value for name, value in line.items() if name in names})


def _written(lines: tuple[LineValues, ...]) -> tuple[LineValues, ...]:
    """Return the lines of a table without the empty ones at its end."""
    while lines and not any(map(_is_written, lines[-1].values())):
        lines = lines[:-1]
    return lines


def _is_written(value: object) -> bool:
    return bool(value.strip() if isinstance(value, str) else value)


def _told(line: object) -> LineValues:
    return {each.name: getattr(line, each.name) for each in fields(cast("Any", line))}


def _withheld(form: DecisionForm) -> Iterator[WithheldPart]:
    for line in _written(form.lines.get("withheld", ())):
        use = GroundUse(*(_text(line.get(each.name)) for each in fields(GroundUse)))
        yield WithheldPart(_text(line.get("part")), use, _text(line.get("explanation")))


def _search(form: DecisionForm) -> Search | None:
    on = form.values.get("search_on")
    if not isinstance(on, date):
        return None
    return Search(on, *(_text(form.values.get(name)) for name in _SEARCH))


def _referral(form: DecisionForm) -> Referral:
    contact, how, ready = (_text(form.values.get(name)) for name in _REFERRAL)
    return Referral(contact, how, ready, bool(form.values.get("change", True)))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


# Which parts a decision has on the page: by right, outcome, method, and the grounds it uses.


WITH_METHOD = frozenset({Right.DISCLOSURE, Right.PROVISION_RECORDS})
"""The rights whose answer can withhold single parts, each with its own ground."""

_CHANGES = frozenset({Right.CORRECTION, Right.ADDITION, Right.DELETION})
_ANSWERED = frozenset({Outcome.GRANTED, Outcome.GRANTED_IN_PART})
_REFUSING = frozenset({Outcome.REFUSED, Outcome.GRANTED_IN_PART})
_NEEDED = {
    Need.PUBLISHED_AT: ("purposes", "published_at"),
    Need.SUBSTITUTE: ("substitute",),
    Need.SEARCH: ("search_on", "searched", "keys"),
}


def parts_shown(
    form: DecisionForm, claim: Claim, application: Application, rules: Rules
) -> frozenset[str]:
    """Return the names of the parts that this decision has."""
    outcome = form.outcome
    if outcome is None:
        return frozenset()
    if outcome is Outcome.REFERRED:
        return frozenset({"contact", "how", "ready", "change"})
    names = {"scope", *_reasons(outcome, claim.right), *_needed(form, rules)}
    if outcome in _ANSWERED:
        names.update(_answer(claim.right))
        if claim.right is Right.PROVISION_RECORDS and not _both_kinds(form):
            names.update(_NEEDED[Need.SEARCH])
        if claim.right in WITH_METHOD and application.method is Method.ELECTRONIC:
            names.add("difficulty")
    return frozenset(names)


def _both_kinds(form: DecisionForm) -> bool:
    """Return whether records of provision and of receipt are told: else that there are none is."""
    return all(_written(form.lines.get(name, ())) for name in ("provided", "obtained"))


def _reasons(outcome: Outcome, right: Right) -> tuple[str, ...]:
    """Return what tells why not all of it is done."""
    if outcome is Outcome.GRANTED_IN_PART and right in WITH_METHOD:
        return ("withheld",)
    if outcome in _REFUSING:
        return ("grounds", "facts", "explanation")
    if outcome is Outcome.NO_SUCH_DATA:
        return ("grounds", "search_on", "searched", "keys")
    return ()


def _needed(form: DecisionForm, rules: Rules) -> Iterator[str]:
    """Yield what the grounds used must be told with."""
    for use in form.grounds:
        ground = rules.ground(use.code)
        for need in () if ground is None else ground.needs:
            yield from _NEEDED.get(need, ())


def _answer(right: Right) -> tuple[str, ...]:
    if right is Right.DISCLOSURE:
        return ("as_of", "disclosed", "disclosed_purpose")
    if right is Right.PURPOSE:
        return ("as_of", "purposes", "published_at")
    if right is Right.PROVISION_RECORDS:
        return ("as_of", "provided", "obtained")
    if right in _CHANGES:
        return ("done_on", "changes", "informed")
    return ("done_on", "cessations")


# What the registers offer for the answer: ticked, it stands on the page as if it had been typed.


@dataclass(frozen=True, slots=True)
class OfferedLine:
    """An entry of a register as the answer would tell it; ``table`` is where it goes.

    ``about`` says of a row of provision whom it is about, as the register writes it.
    """

    entry: int
    table: str
    line: LineValues
    kind: ProvisionKind | None = None
    about: tuple[str, ...] = ()
    published_at: str = ""


def offered_lines(
    purposes: Iterable[PurposeOffer], rows: Iterable[ProvisionEntry]
) -> tuple[OfferedLine, ...]:
    """Return purposes and rows of provision as lines of the tables they are told in."""
    told = (
        OfferedLine(each.entry, "purposes", _told(each.line), published_at=each.published_at)
        for each in purposes
    )
    records = (
        OfferedLine(
            each.id,
            "obtained" if each.kind is ProvisionKind.RECEIVED else "provided",
            _told(provision_record(each)),
            each.kind,
            tuple(filter(None, (each.person, each.person_address, each.person_number))),
        )
        for each in rows
    )
    return (*told, *records)


def tells(form: DecisionForm, offered: OfferedLine) -> bool:
    """Return whether a line stands on the page as the register says it."""
    return offered.line in form.lines.get(offered.table, ())


def with_offered(
    form: DecisionForm, offered: OfferedLine, every: Iterable[OfferedLine], *, used: bool
) -> DecisionForm:
    """Return the form with an entry told or not; where purposes are published follows.

    A place that was typed otherwise stays.
    """
    written = (line for line in form.lines.get(offered.table, ()) if any(line.values()))
    others = tuple(line for line in written if line != offered.line)
    lines = {**form.lines, offered.table: (*others, offered.line) if used else others}
    changed, values = replace(form, lines=lines), dict(form.values)
    before, after = (_places(each, every) for each in (form, changed))
    if str(values.get("published_at") or "") in {"", before}:
        values["published_at"] = after
    return replace(changed, values=values)


def _places(form: DecisionForm, every: Iterable[OfferedLine]) -> str:
    places = (each.published_at for each in every if each.published_at and tells(form, each))
    return "\n".join(dict.fromkeys(places))


# A decision being written as text and back, for the draft that is kept encrypted (E1).


Plain = Any
"""What JSON knows."""

_BROKEN = (ValueError, KeyError, TypeError, AttributeError, RecursionError)
_DAY = "day"
_TEXTS = ("facts", "explanation", "note")


def as_text(form: DecisionForm) -> str:
    """Return what stands on the page as text; every character stays as typed."""
    plain = {
        "outcome": None if form.outcome is None else form.outcome.value,
        "grounds": [[use.code, use.law, use.article, use.item] for use in form.grounds],
        **{name: getattr(form, name) for name in _TEXTS},
        "values": _plain(form.values),
        "lines": {name: [_plain(line) for line in lines] for name, lines in form.lines.items()},
    }
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def from_text(text: str) -> DecisionForm | None:
    """Return the page of a text; None where the text is none (an older program's draft)."""
    try:
        plain = json.loads(text)
        return DecisionForm(
            outcome=None if plain["outcome"] is None else Outcome(plain["outcome"]),
            grounds=tuple(GroundUse(*map(_plain_text, use)) for use in plain["grounds"]),
            **{name: _plain_text(plain[name]) for name in _TEXTS},
            values=_values(plain["values"]),
            lines={name: tuple(map(_values, lines)) for name, lines in plain["lines"].items()},
        )
    except _BROKEN:
        return None


def _plain(values: Mapping[str, object]) -> Plain:
    return {
        name: {_DAY: value.isoformat()} if isinstance(value, date) else value
        for name, value in values.items()
    }


def _values(plain: Plain) -> dict[str, object]:
    return {
        name: date.fromisoformat(value[_DAY]) if isinstance(value, dict) else value
        for name, value in plain.items()
    }


def _plain_text(plain: Plain) -> str:
    if not isinstance(plain, str):
        raise TypeError
    return plain


# Places of the decision page: a claim's, and where what is still missing is written.


_LISTED = ("disclosed", "purposes", "provided", "obtained", "changes", "cessations")
_GROUNDS = ("grounds", "withheld")
_PLACES: Mapping[Refusal, tuple[str, ...]] = {
    Refusal.NO_GROUND: _GROUNDS,
    Refusal.LAW_MISSING: _GROUNDS,
    Refusal.ITEM_MISSING: _GROUNDS,
    Refusal.GROUND_OF_OTHER_PARAGRAPH: _GROUNDS,
    Refusal.ITEM_NOT_OF_CLAIM: _GROUNDS,
    Refusal.FACTS_MISSING: ("facts",),
    Refusal.EXPLANATION_MISSING: ("explanation", "withheld"),
    Refusal.WITHHELD_MISSING: ("withheld",),
    Refusal.CONTENT_MISSING: _LISTED,
    Refusal.SEARCH_MISSING: ("searched",),
    Refusal.PUBLISHED_AT_MISSING: ("published_at",),
    Refusal.SUBSTITUTE_MISSING: ("substitute",),
    Refusal.REFERRAL_MISSING: ("contact",),
    Refusal.DIFFICULTY_MISSING: ("difficulty",),
}


@dataclass(frozen=True, slots=True)
class ClaimPlace:
    """The page as it stands on one claim of an application."""

    application: ApplicationId
    claim: ClaimId


def place_of(reason: Refusal, shown: frozenset[str]) -> str:
    """Return the part where it is written, of those on the page; empty where it has none."""
    return next((name for name in _PLACES.get(reason, ()) if name in shown), "")
