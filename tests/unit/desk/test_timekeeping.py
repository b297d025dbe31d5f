# SPDX-License-Identifier: MIT
"""A clock that leapt stops disposal and lapse until two users confirm it (T12, GOAL-15)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest

from desk_app.desk import arriving, deciding, disposing, timekeeping
from desk_app.desk.context import Desk
from desk_app.desk.disposing import Chosen
from desk_app.desk.errors import Refused
from desk_app.desk.rulebooks import values_in_force
from desk_app.records.application import Right
from desk_app.records.base import ApplicationId, UserId
from desk_app.records.journal import Action
from desk_app.records.letters import LetterKind
from desk_app.rules.clock import ClockDoubt
from tests.builders import ARRIVED, complete, mail, stamps
from tests.fakes.world import PlainSeal
from tests.unit.desk import working
from tests.unit.desk.office import PEOPLE, Office, opened, refused, unchanged

DUE = date(2028, 11, 27)
DAY = timedelta(days=1)
LEAPS = 100


def _arrive(office: Office) -> Desk:
    return arriving.arrive(office.clerk.ports, PEOPLE[0], office.rulebook)


def _opened() -> Office:
    office = opened()
    with office.store.writing(PEOPLE[0].id, office.clock.now()) as books:
        for name, value in values_in_force(office.rulebook).items():
            books.settings.keep_value(name, value)
        books.journal.note(Action.RULEBOOK_CONFIRMED)
        books.commit()
    _arrive(office)
    return office


def _answered(office: Office) -> ApplicationId:
    id_ = working.logged(office, Right.CORRECTION)
    working.decide(office, id_, Right.CORRECTION)
    letter = working.issue(office, id_, LetterKind.CORRECTION, Right.CORRECTION)
    working.post(office, id_, letter.id, things=working.held(office, id_))
    return id_


def test_a_leap_to_the_day_of_disposal_disposes_of_nothing() -> None:
    office = _opened()
    id_ = _answered(office)
    office.clock.leap_to(DUE)
    _arrive(office)
    assert len(disposing.due_list(office.clerk)) == 1, "the list may be read"
    assert timekeeping.doubt(office.clerk) is ClockDoubt.AHEAD
    with refused(office, "clock_doubtful"):
        disposing.propose(office.clerk, (Chosen(id_, 1),))
    timekeeping.confirm_clock(office.clerk, office.of("second"))
    assert timekeeping.doubt(office.clerk) is None
    disposing.propose(office.clerk, (Chosen(id_, 1),))


def test_a_leap_past_a_due_date_lapses_nothing() -> None:
    office = _opened()
    short = replace(complete(Right.DISCLOSURE), mail=(mail(*stamps("500x1")),))
    id_ = working.logged(office, file=short)
    working.notify(office, id_)
    office.clock.leap_to(date(2026, 12, 10))
    claim = office.file(id_).application.claims[0].id
    with refused(office, "clock_doubtful"):
        deciding.confirm_lapse(office.supervisor, id_, (claim,))


def test_a_clock_that_was_set_back_is_doubted_and_work_goes_on() -> None:
    office = _opened()
    office.clock.leap(timedelta(minutes=-11))
    assert timekeeping.doubt(office.clerk) is ClockDoubt.BEHIND
    _arrive(office)
    assert timekeeping.doubt(office.clerk) is ClockDoubt.BEHIND, "coming is no proof of the time"
    working.logged(office, Right.CORRECTION)
    office.clock.leap(timedelta(minutes=2))
    assert timekeeping.doubt(office.clerk) is None


def test_two_different_people_confirm_and_only_what_is_doubtful() -> None:
    office = _opened()
    with refused(office, "clock_not_doubtful"):
        timekeeping.confirm_clock(office.clerk, office.of("second"))
    office.clock.leap_to(DUE)
    with refused(office, "second_person_needed"):
        timekeeping.confirm_clock(office.clerk, office.clerk)
    stranger = office.of("second").acting(PEOPLE[1], PlainSeal(UserId("clerk")))
    with refused(office, "second_person_needed"):
        timekeeping.confirm_clock(office.clerk, stranger)
    timekeeping.confirm_clock(office.of("second"), office.of("officer"))
    assert office.actions()[-1] is Action.CLOCK_CONFIRMED


def test_each_day_the_clock_is_believed_a_little_further() -> None:
    office = _opened()
    for _ in range(20):
        office.clock.leap(DAY)
        _arrive(office)
        timekeeping.begin_day(office.clerk)
    assert timekeeping.doubt(office.clerk) is None
    with office.store.reading() as books, unchanged(office):
        kept = books.settings.value(timekeeping.CLOCK)
    assert kept is not None
    assert str(ARRIVED + 20 * DAY) in kept


def test_no_leap_disposes_early_or_moves_a_day() -> None:
    """The clock leaps at random; people sign in, try to dispose and to propose, on every one."""
    chance = Random(12)  # noqa: S311 -- a walk, no secret
    office = _opened()
    id_ = _answered(office)
    kept = office.state.index[id_].kept
    right = office.clock.now()
    tried = 0
    for _ in range(LEAPS):
        leap = timedelta(days=chance.choice((-1, 1)) * chance.uniform(9, 2_000))
        office.clock.leap(right + leap - office.clock.now())
        _arrive(office)
        timekeeping.begin_day(office.clerk)
        if disposing.due_list(office.clerk):
            tried += 1
        with pytest.raises(Refused, match="clock_doubtful"):
            disposing.propose(office.clerk, (Chosen(id_, 1),))
        assert office.state.index[id_].kept == kept
    assert (tried > LEAPS // 10, office.state.disposals) == (True, {})
    numbers = [entry.sequence for entry in office.state.journal.values()]
    assert numbers == list(range(1, len(numbers) + 1))
