# SPDX-License-Identifier: MIT
"""How long the papers of an application are kept, what holds them back, and what is due (H1)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from desk_app.records.case.disposal import DisposalItem, Hold
from desk_app.records.case.findings import RetentionState
from desk_app.records.case.history import ApplicationFile
from desk_app.records.desk.people import Role
from desk_app.records.desk.sheets import Quarter, RecoverySheet
from desk_app.rules.case import replies
from desk_app.rules.case.deadlines import years_after
from desk_app.rules.rulebook.rulebook import Rules

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Retained:
    """An application that was answered: when, until which day it is kept, and the hold on it."""

    application: int
    receipt_number: str
    completed_on: date
    kept_until: date
    hold: Hold | None = None


def kept_until(completed_on: date, rules: Rules) -> date:
    """Return the last day of keeping: the years in force on completion (PR-6, practice 14)."""
    return years_after(completed_on, rules.at(completed_on).days.retention_years)


def disposal_from(completed_on: date, rules: Rules) -> date:
    """Return the first day on which disposal is due (H1)."""
    return kept_until(completed_on, rules) + _DAY


def standing(holds: Iterable[Hold]) -> Hold | None:
    """Return the hold that stands, None where there is none or all were lifted."""
    return next((hold for hold in holds if hold.stands), None)


def state(
    completed_on: date | None, holds: Collection[Hold], rules: Rules, on: date
) -> RetentionState:
    """Return how the keeping of an application stands on a day."""
    if completed_on is None:
        return RetentionState.NOT_RUNNING
    if standing(holds) is not None:
        return RetentionState.HELD
    due = on >= disposal_from(completed_on, rules)
    return RetentionState.DUE if due else RetentionState.RUNNING


def kept(file: ApplicationFile, rules: Rules) -> Retained | None:
    """Return since when and how long an application is kept, None before it is completed."""
    completed = replies.completed_on(file)
    if completed is None:
        return None
    return Retained(
        application=file.application.id,
        receipt_number=file.application.receipt_number,
        completed_on=completed,
        kept_until=kept_until(completed, rules),
        hold=standing(file.holds),
    )


def is_as_proposed(item: DisposalItem, now: Retained | None, on: date) -> bool:
    """Return whether an application is still due as it was proposed, and nothing holds it back."""
    return (
        now is not None
        and now.hold is None
        and now.kept_until < on
        and (now.completed_on, now.kept_until) == (item.completed_on, item.kept_until)
    )


def may_sign(signer: Collection[Role], proposer: Collection[Role]) -> bool:
    """Return whether roles may sign what another proposed.

    The second signature on a disposal is the officer's, or a supervisor's where the officer
    proposed. That nobody signs what he proposed himself is asked apart.
    """
    if Role.OFFICER in signer:
        return True
    return Role.SUPERVISOR in signer and Role.OFFICER in proposer


def unreadable_after(sheets: Iterable[RecoverySheet], on: date) -> date:
    """Return the day after which no backup made until now can be opened.

    A quarter's key lives through the quarter after it. A sheet that is not destroyed yet keeps its
    backups readable, also where a later one was made.
    """
    alive = (sheet.quarter for sheet in sheets if sheet.stands)
    return max((Quarter.of(on), *alive)).next().last_day
