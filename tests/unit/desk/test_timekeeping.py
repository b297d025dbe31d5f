# SPDX-License-Identifier: MIT
"""The clock is doubted when it leaps (T12, GOAL-15), and the work list keeps up with time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

import pytest

from desk_app.desk import timekeeping
from desk_app.desk.applications.checking import ask_department
from desk_app.desk.context import Changes, Desk, Kind
from desk_app.desk.disposal import disposing
from desk_app.desk.disposal.disposing import Chosen
from desk_app.desk.errors import Refused, StillChecking
from desk_app.desk.keeping import keep_again, placed
from desk_app.desk.opened.arriving import arrive
from desk_app.desk.rows import WorkIndex
from desk_app.desk.timekeeping import begin_day
from desk_app.records.base import ApplicationId, UserId
from desk_app.records.books.journal import Action
from desk_app.records.case.application import Right
from desk_app.records.case.findings import Work
from desk_app.records.case.history import ApplicationFile
from desk_app.rules.days.clock import ClockDoubt
from desk_app.rules.work_codes import What
from tests.builders import ARRIVED, complete
from tests.fakes.world import PlainSeal
from tests.unit.desk import working
from tests.unit.desk.office import FOUNDED_AT, PEOPLE, Office, refused, unchanged
from tests.unit.rules import courses

DUE = date(2028, 11, 27)
DAY = timedelta(days=1)
LEAPS = 100
BEFORE, WARNED, TARGET = date(2026, 12, 4), date(2026, 12, 5), date(2026, 12, 9)


def _arrive(office: Office) -> Desk:
    return arrive(office.clerk.ports, PEOPLE[0], office.rulebook)


@pytest.fixture(autouse=True)
def _worked_at(office: Office) -> None:
    """Let somebody come on the day on which each of these tests begins."""
    office.clock.move_to(ARRIVED)
    _arrive(office)


def _answered(office: Office) -> ApplicationId:
    id_ = working.logged(office, Right.CORRECTION)
    working.sent(office, id_, Right.CORRECTION)
    return id_


def test_a_leap_to_the_day_of_disposal_disposes_of_nothing(office: Office) -> None:
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


def test_a_leap_past_a_due_date_lapses_nothing(office: Office) -> None:
    id_ = working.logged(office, pieces=("500x1",))
    working.notify(office, id_)
    office.clock.leap_to(date(2026, 12, 10))
    with refused(office, "clock_doubtful"):
        working.lapse(office, id_, Right.DISCLOSURE)


def test_a_clock_that_was_set_back_is_doubted_and_work_goes_on(office: Office) -> None:
    office.clock.leap(timedelta(minutes=-11))
    assert timekeeping.doubt(office.clerk) is ClockDoubt.BEHIND
    _arrive(office)
    assert timekeeping.doubt(office.clerk) is ClockDoubt.BEHIND, "coming is no proof of the time"
    working.logged(office, Right.CORRECTION)
    office.clock.leap(timedelta(minutes=2))
    assert timekeeping.doubt(office.clerk) is None


def test_two_different_people_confirm_and_only_what_is_doubtful(office: Office) -> None:
    with refused(office, "clock_not_doubtful"):
        timekeeping.confirm_clock(office.clerk, office.of("second"))
    office.clock.leap_to(DUE)
    stranger = office.of("second").acting(PEOPLE[1], PlainSeal(UserId("clerk")))
    for second in (office.clerk, stranger):
        with refused(office, "second_person_needed"):
            timekeeping.confirm_clock(office.clerk, second)
    timekeeping.confirm_clock(office.of("second"), office.of("officer"))
    assert office.actions()[-1] is Action.CLOCK_CONFIRMED


def test_each_day_the_clock_is_believed_a_little_further(office: Office) -> None:
    for _ in range(20):
        office.clock.leap(DAY)
        _arrive(office)
        begin_day(office.clerk)
    assert timekeeping.doubt(office.clerk) is None
    assert str(ARRIVED + 20 * DAY) in office.state.values[timekeeping.CLOCK]


def test_no_leap_disposes_early_or_moves_a_day(office: Office) -> None:
    """The clock leaps at random; people sign in, try to dispose and to propose, on every one."""
    chance = Random(12)  # noqa: S311 -- a walk, no secret
    id_ = _answered(office)
    kept, right, tried = office.state.index[id_].kept, office.clock.now(), 0
    for _ in range(LEAPS):
        leap = timedelta(days=chance.choice((-1, 1)) * chance.uniform(9, 2_000))
        office.clock.leap(right + leap - office.clock.now())
        _arrive(office)
        begin_day(office.clerk)
        tried += bool(disposing.due_list(office.clerk))
        with pytest.raises(Refused, match="clock_doubtful"):
            disposing.propose(office.clerk, (Chosen(id_, 1),))
        assert office.state.index[id_].kept == kept
    assert (tried > LEAPS // 10, office.state.disposals) == (True, {})
    numbers = [entry.sequence for entry in office.state.journal.values()]
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.fixture
def waits(office: Office) -> ApplicationId:
    """An application waits for its department: warned of on 12-05, late on 12-09."""
    id_ = office.log(complete(Right.DISCLOSURE))
    ask_department(office.clerk, id_, "会員課", ARRIVED)
    return id_


def _place(office: Office, id_: ApplicationId) -> tuple[WorkIndex, WorkIndex]:
    """Return the place in the work list, and as it is worked out anew."""
    return office.state.index[id_], placed(office.clerk, office.file(id_))


def test_a_new_day_works_out_what_turned_and_when_it_turns_next(
    office: Office, waits: ApplicationId
) -> None:
    office.clock.move_to(BEFORE)
    with unchanged(office):
        assert begin_day(office.clerk) == Changes.of(), "nothing turns on this day"
    office.clock.move_to(WARNED)
    place, _ = _place(office, waits)
    assert (place.what, place.then_what) == (What.AWAIT_DEPARTMENT, What.CHASE_DEPARTMENT)
    assert begin_day(office.clerk) == Changes.of((Kind.APPLICATION, waits))
    place, _ = _place(office, waits)
    assert (place.what, place.turns_on) == (What.CHASE_DEPARTMENT, TARGET)
    assert office.actions()[-1] is Action.DAY_BEGUN


@pytest.mark.parametrize("by", ["a new day", "arriving"])
def test_a_place_that_turned_twice_is_that_of_today(
    office: Office, waits: ApplicationId, by: str
) -> None:
    office.clock.move_to(TARGET)
    if by == "arriving":
        assert _arrive(office).pending is None
        assert office.actions()[-1] is Action.SIGNED_IN
    else:
        begin_day(office.clerk)
    place, anew = _place(office, waits)
    assert place == anew
    assert place.what == What.GIVE_DELAY


@pytest.mark.usefixtures("waits")
def test_a_desk_that_can_only_be_read_stays_as_it_is(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.clock.move_to(WARNED)
    monkeypatch.setattr(type(office.store), "closed_to_writing", StillChecking())
    with unchanged(office):
        assert begin_day(office.clerk) == Changes.of()


def test_who_comes_while_the_pages_are_checked_is_noted_later(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting: list[Callable[[], None]] = []
    with monkeypatch.context() as patch:
        patch.setattr(type(office.store), "closed_to_writing", StillChecking())
        patch.setattr(office.store, "once_writable", waiting.append)
        with unchanged(office):
            assert _arrive(office).actor == office.clerk.actor
    (note,) = waiting
    note()
    assert office.actions()[-1] is Action.SIGNED_IN


def _listed(office: Office, id_: ApplicationId) -> tuple[Work, str, str, date | None]:
    (line,) = office.store.queries.lines([id_], office.clock.today())
    return line.work, line.next_what, line.why, line.by


def _now(office: Office, id_: ApplicationId) -> tuple[Work, str, str, date | None]:
    look = office.look(id_)
    return look.work, str(look.next.what), str(look.next.why), look.next.by


@pytest.mark.parametrize("course", [courses.unpaid(), courses.unproven(), courses.by_parent()])
def test_a_place_turns_by_itself_when_the_due_date_passes(
    office: Office, course: ApplicationFile
) -> None:
    id_ = working.logged(office, file=course)
    working.notify(office, id_)
    for _ in range(20):
        assert _listed(office, id_) == _now(office, id_)
        office.clock.pass_days(1)


def test_a_place_is_kept_with_what_it_turns_into(office: Office) -> None:
    id_ = working.logged(office, pieces=())
    working.notify(office, id_)
    index, anew = _place(office, id_)
    assert (index.work, index.since) == (Work.WAITING_FOR_APPLICANT, ARRIVED)
    assert (index.turns_on, index.then_work) == (date(2026, 12, 10), Work.LAPSE_TODAY)
    assert index == anew


def test_other_applications_are_kept_anew(office: Office, id_: ApplicationId) -> None:
    office.clock.pass_days(1)
    with office.store.writing(PEOPLE[0].id, FOUNDED_AT) as books:
        keep_again(office.clerk, books, (id_,))
        books.journal.note(Action.JUDGED, id_)
        books.commit()
    assert office.actions()[-1] is Action.JUDGED
