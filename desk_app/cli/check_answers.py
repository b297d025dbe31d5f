# SPDX-License-Identifier: MIT
"""What the rules say of each application of a check file, as plain values for JSON and print."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from desk_app.cli.check_as_of import as_of
from desk_app.cli.check_file import CheckFile
from desk_app.cli.check_labels import Labels, labels_of
from desk_app.cli.check_objections import Objection, objections
from desk_app.cli.check_reading import keys_of, read
from desk_app.i18n import messages
from desk_app.records.findings import (
    Axes,
    DueDate,
    Examination,
    FeeStanding,
    Finding,
    RefusedPiece,
)
from desk_app.records.history import ApplicationFile
from desk_app.records.people import Language
from desk_app.rules import check as examination
from desk_app.rules import fees
from desk_app.rules.deadlines import notice_due, suit_on
from desk_app.rules.fee_split import propose_split
from desk_app.rules.permission.attempt import Attempt
from desk_app.rules.possible import allowed
from desk_app.rules.rulebook import Rulebook, Rules
from desk_app.rules.situation import situation_of
from desk_app.rules.workflow import duty

Json: TypeAlias = "str | int | bool | Sequence[Json] | Mapping[str, Json] | None"
Table = dict[str, Json]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the rules say of one application: the records, and the same as plain values."""

    key: str
    rights: tuple[str, ...]
    examination: Examination
    table: Table


def answers(check: CheckFile, book: Rulebook, on: date, language: Language) -> tuple[Answer, ...]:
    """Return what the rules say on a day; what happened later is left out."""
    files = zip(keys_of(check), read(check, book), strict=True)
    return tuple(
        _answer(_Asked(key, labels_of(check, number), number, book, on, language), file)
        for number, (key, file) in enumerate(files)
    )


def split_of(check: CheckFile, book: Rulebook) -> list[Table]:
    """Return how the pieces of a shared envelope could be allotted; a person decides (A4)."""
    files = read(check, book)
    lines = files[0].mail[0].payments
    if len(files) == 1 or not lines or any(line.allotments for line in lines):
        return []
    rules = book.on(check.mail_item.arrived_on)
    wanted = [
        (file.application.id, fees.required(file.application.rights(), rules.day, rules))
        for file in files
    ]
    keys = dict(zip((file.application.id for file in files), keys_of(check), strict=True))
    return [
        {
            "line": str(line.id),
            "allotted": [
                {"application": keys[each.application], "count": each.count}
                for each in line.allotments
            ],
        }
        for line in propose_split(lines, wanted, rules.day, rules)
    ]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked: one application by its name, under the rules of a day, in a language."""

    key: str
    labels: Labels
    place: int
    book: Rulebook
    on: date
    language: Language

    @property
    def rules(self) -> Rules:
        """Return the rules of the day."""
        return self.book.on(self.on)


def _answer(asked: _Asked, whole: ApplicationFile) -> Answer:
    rules, file = asked.rules, as_of(whole, asked.on)
    situation = situation_of(file, rules, rules.day)
    found = examination.told(situation)
    table: Table = {
        "id": asked.key,
        "findings": [_finding(each, asked) for each in found.findings],
        "axes": _axes(found.axes),
        "fee": _fee(found.fee),
        "dates": _dates(file, found, rules),
        "lapse": [str(claim) for claim in found.lapsing],
        "kept_until": _day(found.kept_until),
        "disposal_from": _day(found.disposal_from),
        "verbs": [_verb(each, asked) for each in allowed(situation)],
        "objections": [_objection(each, asked) for each in objections(whole, asked.book, asked.on)],
        "work": found.work.value,
        "next": {
            "what": str(found.next.what),
            "by": _day(found.next.by),
            "why": str(found.next.why),
            "sentence": messages.next_step(found.next, asked.language).title,
        },
    }
    rights = tuple(right.value for right in file.application.rights())
    return Answer(asked.key, rights, found, table)


def _finding(finding: Finding, asked: _Asked) -> Table:
    language, rules = asked.language, asked.rules
    return {
        "code": finding.code,
        "clause": finding.clause,
        "verdict": finding.verdict.value,
        "axis": finding.axis.value,
        "subject": asked.labels.shown(finding.code, finding.subject),
        "path": asked.labels.place(finding.subject),
        "facts": {name: plain(fact) for name, fact in finding.facts.items()},
        "cure": finding.cure,
        "sentence": messages.finding(finding, language, rules),
        "cure_sentence": messages.cure(finding, language, rules) if finding.cure else "",
    }


def _objection(objection: Objection, asked: _Asked) -> Table:
    """Return what was done against the rules, with the JSON path at which the file tells it."""
    return {
        "path": f"$.applications[{asked.place}].history.{objection.step}",
        "verb": objection.verb.value,
        "code": objection.reason.value,
        "sentence": messages.refusal(objection.reason.value, {}, asked.language),
    }


def _axes(axes: Axes) -> Table:
    return {
        "completeness": axes.completeness.value,
        "identity": axes.identity.value,
        "authority": axes.authority.value,
        "fee": axes.fee.value,
        "claims": {str(claim): state.value for claim, state in axes.claims.items()},
        "reply": axes.reply.value,
        "retention": axes.retention.value,
    }


def _fee(fee: FeeStanding) -> Table:
    return {
        "required": fee.required,
        "counted": fee.counted,
        "short": fee.short,
        "over": fee.over,
        "pieces": _piles(fee.pieces),
        "sen_pieces": _piles(fee.sen_pieces),
        "returnable": fee.returnable,
        "returnable_pieces": _piles(fee.returnable_pieces),
        "returnable_sen_pieces": _piles(fee.returnable_sen_pieces),
        "pieces_enclosed": fee.pieces_enclosed,
        "pieces_counted": fee.pieces_counted,
        "pieces_refused": _number(fee.refused),
        "pieces_doubtful": _number(fee.doubtful),
        "pieces_late": _number(fee.late),
        "refused": _pieces(fee.refused),
        "doubtful": _pieces(fee.doubtful),
        "late": _pieces(fee.late),
        "unallotted": fee.unallotted,
    }


def _piles(piles: Iterable[tuple[int, int]]) -> list[Json]:
    return [{"denomination": value, "count": count} for value, count in piles]


def _number(pieces: Iterable[RefusedPiece]) -> int:
    return sum(each.count for each in pieces)


def _pieces(pieces: Iterable[RefusedPiece]) -> list[Json]:
    return [
        {
            "piece": each.piece,
            "denomination": each.denomination,
            "count": each.count,
            "reason": each.reason,
            "line": each.line,
        }
        for each in pieces
    ]


def _dates(file: ApplicationFile, found: Examination, rules: Rules) -> Table:
    """Return every day counted, each with the steps that led to it."""
    posted = [notice for notice in file.notices if notice.posted_on is not None]
    return {
        "notices": [
            {
                "posted_on": _day(notice.posted_on),
                "due": _day(notice.due),
                "steps": _steps(notice_due(notice.posted_on or notice.due, rules)),
            }
            for notice in posted
        ],
        "notice_due": None if found.notice_due is None else _due(found.notice_due),
        "notice_due_if_posted_today": _due(notice_due(rules.day, rules)),
        "reply_target": None if found.reply_target is None else _due(found.reply_target),
        "warning_on": _day(found.warning_on),
        "suit_possible_after": _day(suit_on(file.application.received_on, rules)),
    }


def _due(due: DueDate) -> Table:
    return {"on": _day(due.on), "steps": _steps(due)}


def _steps(due: DueDate) -> list[Json]:
    return [{"code": str(step.code), "day": _day(step.day)} for step in due.steps]


def _verb(attempt: Attempt, asked: _Asked) -> Table:
    """Return a verb that is allowed, with what it is done with and the roles that may."""
    judged = attempt.judgement
    told: Mapping[str, Json] = {
        "claims": [str(claim) for claim in attempt.claim_ids()] or None,
        "ending": None if attempt.ending is None else attempt.ending.value,
        "topic": None if judged is None else judged.topic.value,
        "subject": None
        if judged is None
        else asked.labels.shown(judged.topic.value, judged.subject),
        "letter": None if attempt.letter_kind is None else attempt.letter_kind.value,
    }
    return {
        "verb": attempt.verb.value,
        **{name: value for name, value in told.items() if value is not None},
        "roles": sorted(role.value for role in asked.rules.duty(duty(attempt))),
    }


def plain(fact: object) -> Json:
    """Return a fact as JSON has it: a day in ISO, a tuple as a list."""
    if isinstance(fact, tuple):
        return [plain(each) for each in fact]
    if isinstance(fact, date):
        return fact.isoformat()
    return fact if isinstance(fact, int) else str(fact)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
