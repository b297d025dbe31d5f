# SPDX-License-Identifier: MIT
"""What the rules answer to the facts of a kept case, as plain values to compare with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import TypeAlias

from desk_app.records.findings import (
    Axes,
    Completeness,
    DueDate,
    Examination,
    FeeState,
    Finding,
    RefusedPiece,
    ReplyState,
    RetentionState,
    Verdict,
)
from desk_app.rules import addresses, deadlines, fees, grounds, names, retention
from desk_app.rules.check import told
from desk_app.rules.era_reading import DateError, parse
from desk_app.rules.kept_cases.application import application_file, today
from desk_app.rules.kept_cases.facts import (
    ApplicationFacts,
    ComparisonFacts,
    DateFacts,
    EndFacts,
    GroundFacts,
    ValueFacts,
)
from desk_app.rules.permission.attempt import Attempt
from desk_app.rules.possible import allowed
from desk_app.rules.rulebook import Rulebook, Rules
from desk_app.rules.situation import Situation, situation_of
from desk_app.rules.terms import Duty

Plain: TypeAlias = "str | int | bool | date | Sequence[Plain] | Mapping[str, Plain] | None"
Answers = dict[str, Plain]


def of_application(facts: ApplicationFacts, book: Rulebook) -> Answers:
    """Return findings, axes and fee of an application.

    ``findings`` are all that are not in order, ``said`` the codes of those that are, ``may`` the
    verbs that a withdrawal leaves.
    """
    on = today(facts)
    file = application_file(facts, book.on(facts.arrived))
    situation = situation_of(file, book.on(on), on)
    examination = told(situation)
    found = [finding for finding in examination.findings if finding.verdict is not Verdict.OK]
    fine = [finding for finding in examination.findings if finding.verdict is Verdict.OK]
    return {
        "findings": [words(finding) for finding in found],
        "said": sorted({finding.code for finding in fine}),
        "facts": {finding.code: _plain(finding.facts) for finding in (*fine, *found)},
        "completeness": examination.axes.completeness.value,
        "identity": examination.axes.identity.value,
        "authority": examination.axes.authority.value,
        "lapsing": [str(claim) for claim in examination.lapsing],
        "work": examination.work.value,
        "next": examination.next.what,
        "claims": {str(id_): state.value for id_, state in examination.axes.claims.items()},
        "may": sorted({attempt.verb.value for attempt in _may(situation)}),
        **_fee(examination),
        **_days(examination),
    }


def _may(situation: Situation) -> Iterable[Attempt]:
    """Return what may be done, where a withdrawal may stand in its way."""
    return allowed(situation) if situation.file.withdrawals else ()


def words(finding: Finding) -> str:
    """Return a finding in words: code, verdict, clause, axis, subject, cure."""
    told = (
        finding.code,
        finding.verdict.value,
        finding.clause,
        finding.axis.value,
        finding.subject,
        finding.cure,
    )
    return " ".join(part for part in told if part)


def _fee(examination: Examination) -> Answers:
    fee = examination.fee
    return {
        "fee": examination.axes.fee.value,
        "required": fee.required,
        "counted": fee.counted,
        "short": fee.short,
        "over": fee.over,
        "returnable": fee.returnable,
        "returnable_pieces": [f"{value}x{count}" for value, count in fee.returnable_pieces],
        "refused": _pieces(fee.refused),
        "doubtful": _pieces(fee.doubtful),
        "late": _pieces(fee.late),
        "unallotted": fee.unallotted,
        "enclosed": fee.pieces_enclosed,
    }


def _pieces(pieces: Iterable[RefusedPiece]) -> list[Plain]:
    return [f"{each.denomination}x{each.count} {each.reason}" for each in pieces]


def _days(examination: Examination) -> Answers:
    return {
        "target": None if examination.reply_target is None else examination.reply_target.on,
        "warning": examination.warning_on,
    }


def of_comparison(facts: ComparisonFacts, _: Rulebook) -> Answers:
    """Return how two texts stand, and how many parts differ."""
    if facts.names is not None:
        compared = names.compare(*facts.names)
    else:
        compared = addresses.compare(*(facts.addresses or ("", "")))
    return {"likeness": compared.likeness.value, "parts": len(compared.parts)}


def of_days(facts: DateFacts, book: Rulebook) -> Answers:
    """Return the day a count leads to, with its steps; for an age the years."""
    if facts.count == "written":
        return _written(facts.text)
    start = facts.start or book.begins
    return _COUNTS[facts.count](start, facts.end or start, book.on(start))


def _written(text: str) -> Answers:
    try:
        return {"day": parse(text)}
    except DateError as error:
        return {"refused": error.code.value}


def _due(due: DueDate) -> Answers:
    return {"due": due.on, "steps": [f"{step.code} {step.day}" for step in due.steps]}


def _open(day: date, rules: Rules) -> Answers:
    reason = rules.calendar.reason(day)
    return {"open": reason is None, "closed": "" if reason is None else reason.value}


_COUNTS: Mapping[str, Callable[[date, date, Rules], Answers]] = {
    "notice": lambda start, _, rules: _due(deadlines.notice_due(start, rules)),
    "posting": lambda start, end, rules: {"moves": deadlines.posting_moves_due(start, end, rules)},
    "target": lambda start, _, rules: _due(deadlines.reply_target(start, rules)),
    "warning": lambda start, _, rules: {"due": deadlines.warning_on(start, rules)},
    "suit": lambda start, _, rules: {"due": deadlines.suit_on(start, rules)},
    "fresh": lambda start, _, rules: {
        "due": deadlines.months_after(start, rules.days.freshness_months)
    },
    "age": lambda start, end, rules: {
        "age": deadlines.age_on(start, end),
        "of_age": deadlines.age_on(start, end) >= rules.at(end).days.majority,
    },
    "kept": lambda start, _, rules: {
        "due": retention.kept_until(start, rules),
        "disposal": retention.disposal_from(start, rules),
    },
    "day": lambda start, _, rules: _open(start, rules),
}


def of_ground(facts: GroundFacts, book: Rulebook) -> Answers:
    """Return the grounds offered for a right; for one ground its articles and what it needs."""
    rules = book.on(facts.on)
    axes = Axes(
        Completeness.COMPLETE,
        facts.identity,
        facts.authority,
        FeeState.PAID,
        {},
        ReplyState.NONE,
        RetentionState.NOT_RUNNING,
    )
    offered = grounds.offered(facts.right, axes, rules, facts.outcome)
    found: Answers = {"offered": [ground.code for ground in offered]}
    ground = rules.ground(facts.ground)
    if ground is not None:
        found |= {
            "article": ground.articles.get(facts.right),
            "lawful": facts.right in ground.rights,
            "needs": sorted(need.value for need in ground.needs),
            "items": list(ground.items),
            "on": ground.enabled,
        }
    return found


def of_end(facts: EndFacts, book: Rulebook) -> Answers:
    """Return whether the fee goes back; and how long the papers of a completed one are kept."""
    rules = book.on(facts.completed or facts.arrived)
    found: Answers = {}
    if facts.end is not None:
        found["back"] = fees.goes_back(facts.end, facts.arrived, rules)
    if facts.completed is not None:
        found["kept_until"] = retention.kept_until(facts.completed, rules)
        found["disposal_from"] = retention.disposal_from(facts.completed, rules)
    return found


def of_value(facts: ValueFacts, book: Rulebook) -> Answers:
    """Return a value of the rulebook by its name, such as ``document.family_register``.

    Asked for a whole table (``document``), the names in it.
    """
    kind, _, name = facts.ask.partition(".")
    if not name:
        return {"names": list(_named(book.on(facts.on), kind))}
    found = _named(book.on(facts.on), kind).get(name)
    if found is None:
        return {"there": False}
    if is_dataclass(found) and not isinstance(found, type):
        told = {each.name: _plain(getattr(found, each.name)) for each in fields(found)}
        return {
            "there": True,
            **{name: "" if item is None else item for name, item in told.items()},
        }
    return {"there": True, "value": _plain(found)}


def _named(rules: Rules, kind: str) -> Mapping[str, object]:
    tables: dict[str, Callable[[], Mapping[str, object]]] = {
        "switch": lambda: {
            each.name: getattr(rules.switches, each.name) for each in fields(rules.switches)
        },
        "days": lambda: {each.name: getattr(rules.days, each.name) for each in fields(rules.days)},
        "fee": lambda: {"fee": rules.fee},
        "piece": lambda: {term.piece.value: term for term in rules.pieces},
        "document": lambda: {term.code: term for term in rules.documents},
        "proxy": lambda: {term.kind.value: term for term in rules.proxies},
        "mask": lambda: {term.code: term for term in rules.masks},
        "form": lambda: {term.code: term for term in rules.forms},
        "ground": lambda: {term.code: term for term in rules.grounds},
        "reason": lambda: {term.code: term for term in rules.reasons},
        "law": lambda: {term.code: term for term in rules.laws},
        "clause": lambda: {term.id: term for term in rules.clauses},
        "duty": lambda: {duty.value: rules.duty(duty) for duty in Duty},
    }
    return tables.get(kind, dict)()


def _plain(value: object) -> Plain:
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, str | int | date) or value is None:
        return value
    if isinstance(value, Mapping):
        return {str(_plain(key)): _plain(item) for key, item in value.items()}
    if isinstance(value, frozenset):
        return sorted((_plain(item) for item in value), key=str)
    if isinstance(value, Iterable):
        return [_plain(item) for item in value]
    return str(value)
