# SPDX-License-Identifier: MIT
"""The work list keeps up with time: at a desk that is opened, and at one that stayed open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from desk_app.desk.arriving import arrive
from desk_app.desk.checking import ask_department
from desk_app.desk.context import Changes, Kind
from desk_app.desk.errors import StillChecking
from desk_app.desk.keeping import placed
from desk_app.desk.rows import WorkIndex
from desk_app.desk.rulebooks import values_in_force
from desk_app.desk.timekeeping import begin_day
from desk_app.records.application import Right
from desk_app.records.base import ApplicationId
from desk_app.records.journal import Action
from desk_app.rules.work_codes import What
from tests.builders import ARRIVED, complete
from tests.unit.desk.office import Office, opened, unchanged

BEFORE, WARNED, TARGET = date(2026, 12, 4), date(2026, 12, 5), date(2026, 12, 9)


@pytest.fixture
def office() -> Office:
    """An application waits for its department: warned of on 12-05, late on 12-09."""
    office = opened()
    id_ = office.log(complete(Right.DISCLOSURE))
    ask_department(office.clerk, id_, "会員課", ARRIVED)
    return office


def place(office: Office) -> WorkIndex:
    return office.state.index[ApplicationId(1)]


def worked_out(office: Office) -> WorkIndex:
    id_ = ApplicationId(1)
    return placed(office.clerk, office.file(id_))


def test_a_new_day_works_out_what_turned_and_when_it_turns_next(office: Office) -> None:
    office.clock.move_to(WARNED)
    assert place(office).what == What.AWAIT_DEPARTMENT

    assert begin_day(office.clerk) == Changes.of((Kind.APPLICATION, 1))

    assert (place(office).what, place(office).turns_on) == (What.CHASE_DEPARTMENT, TARGET)
    assert office.actions()[-1] is Action.DAY_BEGUN


def test_a_place_that_turned_twice_is_that_of_today(office: Office) -> None:
    office.clock.move_to(TARGET)
    assert place(office).then_what == What.CHASE_DEPARTMENT

    begin_day(office.clerk)

    assert place(office).what == What.GIVE_DELAY
    assert place(office) == worked_out(office)


def test_a_day_on_which_nothing_turns_changes_nothing(office: Office) -> None:
    office.clock.move_to(BEFORE)
    with unchanged(office):
        assert begin_day(office.clerk) == Changes.of()


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
    _founded(office)
    with monkeypatch.context() as patch:
        patch.setattr(type(office.store), "closed_to_writing", StillChecking())
        patch.setattr(office.store, "once_writable", waiting.append)
        with unchanged(office):
            desk = arrive(office.clerk.ports, office.clerk.actor, office.rulebook)
    assert desk.actor == office.clerk.actor
    (note,) = waiting
    note()
    assert office.actions()[-1] is Action.SIGNED_IN


def test_arriving_brings_the_list_to_today(office: Office) -> None:
    _founded(office)
    office.clock.move_to(TARGET)
    clerk = office.clerk

    desk = arrive(clerk.ports, clerk.actor, office.rulebook)

    assert desk.pending is None
    assert place(office) == worked_out(office)
    assert office.actions()[-1] is Action.SIGNED_IN


def _founded(office: Office) -> None:
    """Keep the rulebook in force, as the founding of a desk does."""
    with office.store.writing(office.clerk.actor.id, office.clock.now()) as books:
        for name, value in values_in_force(office.rulebook).items():
            books.settings.keep_value(name, value)
        books.journal.note(Action.RULEBOOK_CONFIRMED, None)
        books.commit()
