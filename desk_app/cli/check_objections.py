# SPDX-License-Identifier: MIT
"""What a check file says was done although the workflow would have refused it, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from desk_app.cli.check_as_of import as_of
from desk_app.records.decisions import Decision
from desk_app.records.history import ApplicationFile, Letter
from desk_app.rules.claims import telling
from desk_app.rules.deadlines import posting_moves_due
from desk_app.rules.permission.attempt import Attempt, Verb
from desk_app.rules.rulebook import Rulebook
from desk_app.rules.situation import situation_of
from desk_app.rules.work_codes import Refusal
from desk_app.rules.workflow import refusals


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
        for step in _steps(file)
        if step.on <= on
        for reason in _refused(step, book)
    )
    return (*done, *_posted(file, book, on), *_moved(file, book, on))


def _refused(step: _Step, book: Rulebook) -> tuple[Refusal, ...]:
    rules = book.on(step.on)
    return refusals(step.attempt, situation_of(as_of(step.without, step.on), rules, step.on))


def _steps(file: ApplicationFile) -> Iterator[_Step]:
    yield from _decided(file)
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
    """Yield each notice that was posted on a day that moved its due date (practice 3)."""
    for place, notice in enumerate(file.notices):
        day = notice.posted_on
        if day is None or day > on:
            continue
        if posting_moves_due(notice.for_posting_on, day, book.on(day)):
            yield Objection(f"notices[{place}]", Verb.POST, Refusal.DUE_DATE_MOVES)
