# SPDX-License-Identifier: MIT
"""How long an application is kept, what holds it back, what is due, who signs (H1, H2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from desk_app.records.base import ApplicationId, UserId
from desk_app.records.case.application import Right
from desk_app.records.case.disposal import (
    DisposalItem,
    DisposalRecord,
    DisposalState,
    Hold,
    HoldReason,
)
from desk_app.records.case.findings import RetentionState
from desk_app.records.case.history import ApplicationFile
from desk_app.records.case.letters import LetterKind
from desk_app.records.desk.people import Role
from desk_app.records.desk.sheets import Quarter, RecoverySheet
from desk_app.rules.case import retention
from desk_app.rules.case.retention import Retained
from desk_app.rules.situation.check import examine
from desk_app.rules.work_codes import What
from tests.builders import ARRIVED, complete, rules, with_decision, with_letter

RULES = rules()
DONE = date(2026, 11, 25)
UNTIL = date(2028, 11, 25)
DAY = timedelta(days=1)
HOLD = Hold(HoldReason.SUIT, date(2029, 3, 1), UserId("officer"), date(2028, 9, 2))
LIFTED = replace(HOLD, lifted_by=UserId("officer"), lifted_on=date(2028, 10, 1))
CLERK, SUPERVISOR, OFFICER, AUDITOR = Role


@pytest.mark.parametrize(
    ("completed", "until"),
    [
        (date(2026, 11, 25), date(2028, 11, 25)),
        (date(2028, 2, 29), date(2030, 2, 28)),
        (date(2026, 2, 28), date(2028, 2, 29)),
    ],
)
def test_two_years_by_the_civil_code(completed: date, until: date) -> None:
    assert retention.kept_until(completed, RULES) == until
    assert retention.disposal_from(completed, RULES) == until + DAY


@pytest.mark.parametrize(
    ("completed", "holds", "on", "state"),
    [
        (None, (), UNTIL + DAY, RetentionState.NOT_RUNNING),
        (None, (HOLD,), UNTIL + DAY, RetentionState.NOT_RUNNING),
        (DONE, (), DONE, RetentionState.RUNNING),
        (DONE, (), UNTIL, RetentionState.RUNNING),
        (DONE, (), UNTIL + DAY, RetentionState.DUE),
        (DONE, (HOLD,), UNTIL, RetentionState.HELD),
        (DONE, (LIFTED, HOLD), UNTIL + DAY, RetentionState.HELD),
        (DONE, (LIFTED,), UNTIL + DAY, RetentionState.DUE),
    ],
)
def test_the_state_of_keeping(
    completed: date | None, holds: tuple[Hold, ...], on: date, state: RetentionState
) -> None:
    assert retention.state(completed, holds, RULES, on) is state


def test_a_held_application_asks_for_its_review_and_no_disposal() -> None:
    file = _answered()
    due = examine(file, RULES, UNTIL + DAY)
    held = examine(replace(file, holds=(HOLD,)), RULES, UNTIL + DAY)
    assert (due.next.what, due.axes.retention) == (What.DISPOSE, RetentionState.DUE)
    assert (held.next.what, held.next.by) == (What.REVIEW_HOLD, HOLD.review_on)
    assert held.axes.retention is RetentionState.HELD
    assert held.kept_until == due.kept_until


@pytest.mark.parametrize("kind", [LetterKind.DISCLOSURE, LetterKind.REFERRAL])
@pytest.mark.parametrize("names_claims", [True, False])
def test_what_is_sent_again_or_beside_the_answer_moves_no_day(
    kind: LetterKind, *, names_claims: bool
) -> None:
    file = _answered()
    claims = [claim.id for claim in file.application.claims] if names_claims else []
    more = with_letter(file, kind, claims, ARRIVED + 60 * DAY)
    assert retention.kept(more, RULES) == retention.kept(file, RULES)
    assert retention.kept(file, RULES) == Retained(1, "R8-0001", DONE, UNTIL)


def test_nothing_is_kept_before_it_is_completed() -> None:
    assert retention.kept(complete(), RULES) is None


@pytest.mark.parametrize(
    ("now", "on", "same"),
    [
        (None, UNTIL + DAY, False),
        ({}, UNTIL + DAY, True),
        ({}, UNTIL, False),
        ({"hold": HOLD}, UNTIL + DAY, False),
        ({"completed_on": DONE - DAY}, UNTIL + DAY, False),
        ({"kept_until": UNTIL - DAY}, UNTIL + DAY, False),
    ],
)
def test_what_was_proposed_is_compared_with_what_is(
    *, now: dict[str, object] | None, on: date, same: bool
) -> None:
    kept = None if now is None else replace(_kept(1, UNTIL), **now)  # type: ignore[arg-type]
    assert retention.is_as_proposed(_record().items[0], kept, on) is same


@pytest.mark.parametrize(
    ("signer", "proposer", "may"),
    [
        ({OFFICER}, {CLERK}, True),
        ({OFFICER, SUPERVISOR}, {SUPERVISOR}, True),
        ({SUPERVISOR}, {OFFICER}, True),
        ({SUPERVISOR}, {OFFICER, SUPERVISOR}, True),
        ({SUPERVISOR}, {CLERK}, False),
        ({SUPERVISOR}, {SUPERVISOR}, False),
        ({CLERK}, {OFFICER}, False),
        ({AUDITOR}, {OFFICER}, False),
    ],
)
def test_the_officer_signs_or_a_supervisor_what_the_officer_proposed(
    *, signer: set[Role], proposer: set[Role], may: bool
) -> None:
    assert retention.may_sign(signer, proposer) is may


@pytest.mark.parametrize(
    ("quarters", "on", "after"),
    [
        ((), date(2026, 11, 25), date(2027, 3, 31)),
        ((Quarter(2026, 4),), date(2026, 11, 25), date(2027, 3, 31)),
        ((Quarter(2026, 3), Quarter(2026, 4)), date(2026, 12, 31), date(2027, 3, 31)),
        ((Quarter(2026, 4),), date(2027, 1, 4), date(2027, 6, 30)),
        ((Quarter(2027, 2),), date(2027, 1, 4), date(2027, 9, 30)),
    ],
)
def test_old_backups_end_with_the_quarter_after_the_current_one(
    quarters: tuple[Quarter, ...], on: date, after: date
) -> None:
    sheets = [RecoverySheet(each, 1, "age1", each.first_day, each.first_day) for each in quarters]
    assert retention.unreadable_after(sheets, on) == after


def test_a_sheet_that_was_destroyed_keeps_nothing_readable() -> None:
    ahead = Quarter(2027, 2)
    gone = RecoverySheet(ahead, 1, "age1", ARRIVED, ARRIVED, destroyed_on=ARRIVED)
    assert retention.unreadable_after([gone], ARRIVED) == date(2027, 3, 31)


def _answered() -> ApplicationFile:
    file = with_decision(complete(), Right.DISCLOSURE)
    claims = [claim.id for claim in file.application.claims]
    return with_letter(file, LetterKind.DISCLOSURE, claims, ARRIVED)


def _kept(application: int, until: date, hold: Hold | None = None) -> Retained:
    return Retained(application, f"R8-000{application}", DONE, until, hold)


def _record(carried_out_at: datetime | None = None) -> DisposalRecord:
    item = DisposalItem(ApplicationId(1), "token", "R8-0001", DONE, UNTIL, 4)
    return DisposalRecord(
        id=1,
        number="10-1",
        state=DisposalState.PROPOSED,
        items=(item,),
        proposed_by=UserId("clerk"),
        proposed_at=datetime(2028, 11, 26, tzinfo=UTC),
        carried_out_at=carried_out_at,
    )
