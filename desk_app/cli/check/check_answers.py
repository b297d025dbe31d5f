# SPDX-License-Identifier: MIT
"""What the rules say of each application of a check file, and what they would have refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from desk_app.cli.check.check_file import CheckFile, Labels, labels_of
from desk_app.cli.check.check_reading import as_of, keys_of, read
from desk_app.i18n import messages
from desk_app.i18n.vocabulary import article
from desk_app.records.case.decisions import Decision
from desk_app.records.case.findings import (
    Axes,
    DueDate,
    Examination,
    FeeStanding,
    Finding,
    RefusedPiece,
)
from desk_app.records.case.history import ApplicationFile, Letter, Topic
from desk_app.records.desk.people import Language
from desk_app.rules.case.claims import telling
from desk_app.rules.case.deadlines import notice_due, posting_moves_due, suit_for
from desk_app.rules.fee import fees
from desk_app.rules.fee.fees import propose_split
from desk_app.rules.findings.articles import articles
from desk_app.rules.rulebook.rulebook import Rulebook, Rules
from desk_app.rules.situation import check as examination
from desk_app.rules.situation.address_changes import without_verdict
from desk_app.rules.situation.situation import situation_of
from desk_app.rules.work_codes import Refusal
from desk_app.rules.workflow.attempt import Attempt, Verb
from desk_app.rules.workflow.workflow import allowed, duty, refusals


@dataclass(frozen=True, slots=True)
class Objection:
    """A step of the history (``decisions[0]``), the verb, and one reason why it is refused."""

    step: str
    verb: Verb
    reason: Refusal


@dataclass(frozen=True, slots=True)
class _Step:
    """Something done on a day: where it is told, what it was, and all that is known but it."""

    told: str
    attempt: Attempt
    on: date
    without: ApplicationFile


def objections(file: ApplicationFile, book: Rulebook, on: date) -> tuple[Objection, ...]:
    """Return what would have been refused of all that was done until a day.

    Each step is tried again on its own day, with everything else told of that day.
    """
    done = (
        Objection(step.told, step.attempt.verb, reason)
        for step in _steps_undone(file)
        if step.on <= on
        for reason in _refused(step, book)
    )
    return (*done, *_posted(file, book, on), *_moved(file, book, on))


def _refused(step: _Step, book: Rulebook) -> tuple[Refusal, ...]:
    rules = book.on(step.on)
    return refusals(step.attempt, situation_of(as_of(step.without, step.on), rules, step.on))


def _steps_undone(file: ApplicationFile) -> Iterator[_Step]:
    yield from _decided(file)
    yield from _taken_over(file)
    for place, lapse in enumerate(file.lapses):
        attempt = Attempt(Verb.CONFIRM_LAPSE, lapse.confirmed_by, claims=(lapse.claim,))
        without = replace(file, lapses=tuple(each for each in file.lapses if each != lapse))
        yield _Step(f"lapses[{place}]", attempt, lapse.confirmed_on, without)
    for place, writing in enumerate(file.withdrawals):
        if writing.confirmed_on is not None:
            by, item = writing.confirmed_by, writing.mail_item
            attempt = Attempt(Verb.CONFIRM_WITHDRAWAL, by, mail_item=item)
            waiting = replace(writing, confirmed_by=None, confirmed_on=None)
            others = (*file.withdrawals[:place], waiting, *file.withdrawals[place + 1 :])
            without = replace(file, withdrawals=others)
            yield _Step(f"withdrawals[{place}]", attempt, writing.confirmed_on, without)


def _taken_over(file: ApplicationFile) -> Iterator[_Step]:
    """Yield each verdict on a new address, as it was given (practice 28)."""
    for place, change in enumerate(file.address_changes):
        of = (Topic.NEW_ADDRESS, str(change.mail_item))
        for judgement in file.judgements:
            if (judgement.topic, judgement.subject) == of:
                attempt = Attempt(Verb.JUDGE, judgement.by, judgement=judgement)
                kept = tuple(each for each in file.judgements if each is not judgement)
                without = without_verdict(replace(file, judgements=kept), *of)
                yield _Step(f"address_changes[{place}]", attempt, judgement.on, without)


def _posted(file: ApplicationFile, book: Rulebook, on: date) -> Iterator[Objection]:
    """Yield each answer that was posted although a withdrawal of it had come (practice 29).

    One that came on the very day may have come later than the mail was taken away.
    """
    days = {letter: each.posted_on for each in file.postings for letter in each.letters}
    for letter in telling(file):
        day = days.get(letter.id)
        if day is None or day > on:
            continue
        attempt = Attempt(Verb.POST, letter=letter.id, on=day)
        waits = [replace(each, posting=None) if each is letter else each for each in file.letters]
        came = tuple(each for each in file.withdrawals if each.received_on < day)
        without = replace(
            file,
            letters=tuple(waits),
            postings=tuple(each for each in file.postings if letter.id not in each.letters),
            withdrawals=came,
        )
        for reason in _refused(_Step(_told_of(file, letter), attempt, day, without), book):
            if reason in {Refusal.WITHDRAWAL_OPEN, Refusal.CLAIM_WITHDRAWN}:
                yield Objection(_told_of(file, letter), Verb.POST, reason)


def _told_of(file: ApplicationFile, letter: Letter) -> str:
    """Return where a check file tells of what a letter answers."""
    for place, decision in reversed(tuple(enumerate(file.decisions))):
        if decision.claim in letter.claims:
            return f"decisions[{place}]"
    for place, lapse in enumerate(file.lapses):
        if lapse.claim in letter.claims:
            return f"lapses[{place}]"
    return "letters"


def _decided(file: ApplicationFile) -> Iterator[_Step]:
    """Yield each proposal as it was made, and its approval by the day it was given."""
    for place, decision in enumerate(file.decisions):
        told, earlier = f"decisions[{place}]", file.decisions[:place]
        proposed = replace(decision, approval=None, sent_back="")
        attempt = Attempt(Verb.PROPOSE, decision.proposed_by, decision=proposed)
        without = replace(file, decisions=(*earlier, *_of_other_claims(file, place)))
        yield _Step(told, attempt, decision.proposed_on, without)
        if decision.approval is not None:
            by, on = decision.approval.by, decision.approval.on
            attempt = Attempt(Verb.APPROVE, by, decision=proposed)
            waiting = (*earlier, proposed, *_of_other_claims(file, place))
            yield _Step(told, attempt, on, replace(file, decisions=waiting))


def _of_other_claims(file: ApplicationFile, place: int) -> Iterator[Decision]:
    claim = file.decisions[place].claim
    return (each for each in file.decisions[place + 1 :] if each.claim != claim)


def _moved(file: ApplicationFile, book: Rulebook, on: date) -> Iterator[Objection]:
    """Yield each notice that was posted on a day that moved its due date (practice 3).

    And each that names an earlier one than the rules give: a later one harms nobody.
    """
    for place, notice in enumerate(file.notices):
        day = notice.posted_on
        if day is None or day > on:
            continue
        if posting_moves_due(notice.for_posting_on, day, book.on(day)):
            yield Objection(f"notices[{place}]", Verb.POST, Refusal.DUE_DATE_MOVES)
        if notice.due < notice_due(day, book.on(day)).on:
            yield Objection(f"notices[{place}]", Verb.GIVE_NOTICE, Refusal.DUE_DATE_TOO_SHORT)


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
        "articles": [article(each, language) for each in articles(finding, rules)],
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
        "suit_possible_after": _day(suit_for(file.application, rules)),
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
