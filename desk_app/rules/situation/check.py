# SPDX-License-Identifier: MIT
"""All that the rules say of one application on one day (C7), what a ledger tells of it (6.1)."""

from __future__ import annotations

from datetime import date

from desk_app.records.case.findings import ClaimState, Completeness, Examination, LedgerStanding
from desk_app.records.case.history import ApplicationFile
from desk_app.rules.case import deadlines, retention
from desk_app.rules.findings.envelope import fee_told
from desk_app.rules.rulebook.rulebook import Rules
from desk_app.rules.situation import asking, status
from desk_app.rules.situation.situation import Situation, on_another_day, situation_of


def examine(facts: ApplicationFile, rules: Rules, on: date) -> Examination:
    """Return all findings, the axes, the next step, the dates and what follows from them.

    ``rules`` are those of the rulebook version the application was frozen with; each value is read
    on the day after which nothing is late, whatever day ``rules`` were read on.
    """
    return told(situation_of(facts, rules, on))


def told(situation: Situation) -> Examination:
    """Return a situation as the records keep it."""
    arrived = situation.file.application.received_on
    completed, rules = situation.completed_on, situation.rules
    work, following = status.fold(situation)
    return Examination(
        findings=situation.findings,
        axes=situation.axes,
        fee=situation.fee,
        work=work,
        next=following,
        notice_due=asking.due_date(situation.case),
        reply_target=deadlines.reply_target(arrived, rules),
        warning_on=deadlines.warning_on(arrived, rules),
        kept_until=None if completed is None else retention.kept_until(completed, rules),
        disposal_from=None if completed is None else retention.disposal_from(completed, rules),
        lapsing=situation.lapsing,
        on=situation.on,
    )


def first_change(situation: Situation, examination: Examination) -> Examination | None:
    """Return the examination on the first later day with another word or next step.

    Time alone changes it: a due date passes, a target comes near. None where nothing will change.
    ``examination`` is what is told of the same situation.
    """
    today = (examination.work, examination.next)
    later = (on_another_day(situation, day) for day in status.days_that_count(situation))
    turned = next((each for each in later if status.fold(each) != today), None)
    return None if turned is None else told(turned)


_HOW_FAR = {state: place for place, state in enumerate(ClaimState)}


def ledger_standing(situation: Situation) -> LedgerStanding:
    """Return what a ledger tells of an application that stands so.

    No day that passes changes it: where one would, the application's place in the lists turns on
    that day, too, and it is saved anew.
    """
    fee = fee_told(situation.case, situation.fee)
    states = situation.claim_states.values()
    return LedgerStanding(
        state=min(states, key=_HOW_FAR.__getitem__, default=_unmarked(situation)),
        complete=situation.axes.completeness is Completeness.COMPLETE,
        compared=situation.axes.identity,
        required=fee.standing.required,
        counted=fee.standing.counted,
        short=fee.standing.short,
        came=fee.came,
        paid_on=fee.paid_on,
        completed_on=situation.completed_on,
        came_back=tuple(situation.came_back),
    )


def _unmarked(situation: Situation) -> ClaimState:
    """Return how far something is on whose form no right is marked."""
    over = situation.file.application.is_carried_over
    return ClaimState.CARRIED_OVER if over else ClaimState.OPEN
