# SPDX-License-Identifier: MIT
"""Who looks after an application, through the verbs; who is absent, and who stands in."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from desk_app.desk.applications import caring, checking, undoing
from desk_app.desk.applications.caring import AbsenceDraft
from desk_app.desk.applications.checking import JudgementDraft
from desk_app.desk.context import Changes, Desk, Kind
from desk_app.desk.errors import NotAllowed, NotFound
from desk_app.desk.keys import people
from desk_app.desk.rows import NOBODY, Filter, Group, ListOrder
from desk_app.records.base import ApplicationId, UserId
from desk_app.records.books.journal import Action
from desk_app.records.case.history import Ruling, Topic
from desk_app.records.desk.sharing import Absence, Care
from tests.builders import ARRIVED
from tests.unit.desk import working
from tests.unit.desk.office import Office, bad_input, fails, refused
from tests.unit.rules import courses

CLERK, SUPERVISOR, OFFICER = UserId("clerk"), UserId("supervisor"), UserId("officer")
LAST_DAY = ARRIVED + timedelta(days=3)


def _carer(office: Office, id_: ApplicationId) -> str:
    (line,) = office.store.queries.lines([id_], ARRIVED)
    return line.carer


def _listed(desk: Desk, *people: UserId) -> tuple[int, ...]:
    queries = desk.ports.store.queries
    return queries.window(Filter(of_people=people), ListOrder(), ARRIVED).ids


def test_who_logged_it_looks_after_it_until_another_takes_over(
    office: Office, id_: ApplicationId
) -> None:
    assert _carer(office, id_) == CLERK
    version = office.file(id_).application.version
    assert caring.take_over(office.supervisor, id_) == Changes.of((Kind.APPLICATION, id_))
    assert _carer(office, id_) == SUPERVISOR
    assert (_listed(office.clerk, CLERK), _listed(office.clerk, SUPERVISOR)) == ((), (id_,))
    assert office.state.cares[id_] == (Care(SUPERVISOR, SUPERVISOR, office.clock.now()),)
    assert office.file(id_).application.version == version
    with bad_input(office, "nothing_changed", "user"):
        caring.take_over(office.supervisor, id_)
    with fails(office, NotFound):
        caring.take_over(office.clerk, ApplicationId(9))


def test_work_is_given_to_those_who_can_do_it(office: Office, id_: ApplicationId) -> None:
    with fails(office, NotAllowed):
        caring.assign(office.clerk, id_, SUPERVISOR)
    with refused(office, "cannot_look_after"):
        caring.assign(office.supervisor, id_, OFFICER)
    with fails(office, NotFound):
        caring.assign(office.supervisor, id_, UserId("nobody"))
    caring.assign(office.of("officer"), id_, SUPERVISOR)
    assert _carer(office, id_) == SUPERVISOR
    assert office.actions()[-1] is Action.CARE_ASSIGNED
    people.remove(office.of("officer"), SUPERVISOR)
    assert SUPERVISOR not in {each.id for each in caring.team(office.clerk).able}


def test_what_is_handed_back_nobody_looks_after(office: Office, id_: ApplicationId) -> None:
    with refused(office, "not_looked_after_by_you"):
        caring.hand_back(office.supervisor, id_)
    caring.hand_back(office.clerk, id_)
    assert _carer(office, id_) == NOBODY
    assert _listed(office.clerk, NOBODY) == (id_,)
    with refused(office, "not_looked_after_by_you"):
        caring.hand_back(office.clerk, id_)


def test_one_s_own_last_word_is_taken_back(office: Office, id_: ApplicationId) -> None:
    with bad_input(office, "nobody_named", "user"):
        caring.take_back_care(office.clerk, id_)
    caring.hand_back(office.clerk, id_)
    caring.assign(office.of("officer"), id_, SUPERVISOR)
    with refused(office, "done_by_another"):
        caring.take_back_care(office.clerk, id_)
    caring.take_back_care(office.of("officer"), id_)
    assert _carer(office, id_) == NOBODY
    caring.take_back_care(office.clerk, id_)
    assert _carer(office, id_) == CLERK
    assert office.state.cares == {}


def test_another_act_can_still_be_taken_back(office: Office) -> None:
    """Who looks after it changes nothing of what was done."""
    id_ = working.logged(office, file=courses.written_differently())
    subject = str(office.file(id_).enclosures[-1].id)
    checking.judge(office.clerk, JudgementDraft(id_, Topic.NAME, subject, Ruling.SAME, "髙と高"))
    caring.take_over(office.supervisor, id_)
    undoing.take_back_verdict(office.clerk, id_, Topic.NAME, subject)
    assert office.actions()[-1] is Action.JUDGEMENT_TAKEN_BACK


def test_today_can_be_narrowed_to_some_people(office: Office, id_: ApplicationId) -> None:
    other = working.logged(office)
    caring.take_over(office.supervisor, other)
    queries = office.store.queries
    assert queries.counts(ARRIVED)[Group.TO_DECIDE] == 2
    assert queries.counts(ARRIVED, (CLERK,))[Group.TO_DECIDE] == 1
    assert queries.counts(ARRIVED, (NOBODY,))[Group.TO_DECIDE] == 0
    assert Group.TO_DECIDE in queries.first_days(ARRIVED, (SUPERVISOR,))
    assert Group.TO_DECIDE not in queries.first_days(ARRIVED, (NOBODY,))
    assert _listed(office.clerk, CLERK, SUPERVISOR) == (other, id_)


def test_somebody_is_absent_until_a_day_and_another_stands_in(office: Office) -> None:
    caring.set_absence(office.clerk, AbsenceDraft(CLERK, LAST_DAY, SUPERVISOR))
    away = Absence(CLERK, LAST_DAY, SUPERVISOR)
    assert caring.team(office.supervisor).absences == (away,)
    assert caring.team(office.supervisor).mine == (SUPERVISOR, CLERK)
    assert caring.team(office.of("auditor")).mine == (UserId("auditor"),)
    office.clock.move_to(LAST_DAY + timedelta(days=1))
    assert caring.team(office.supervisor).absences == ()
    caring.set_absence(office.supervisor, AbsenceDraft(SUPERVISOR, LAST_DAY + timedelta(days=9)))
    caring.set_absence(office.of("officer"), AbsenceDraft(SUPERVISOR))
    assert caring.team(office.supervisor).absences == ()
    assert office.state.values[caring.ABSENCES] == "[]"


def test_an_absence_must_lie_ahead_and_name_somebody_who_can(office: Office) -> None:
    yesterday = ARRIVED - timedelta(days=1)
    draft = AbsenceDraft(CLERK, LAST_DAY)
    with bad_input(office, "day_in_past", "until"):
        caring.set_absence(office.clerk, replace(draft, until=yesterday))
    with bad_input(office, "stands_in_for_himself", "stand_in"):
        caring.set_absence(office.clerk, replace(draft, stand_in=CLERK))
    with refused(office, "cannot_look_after"):
        caring.set_absence(office.clerk, replace(draft, stand_in=UserId("auditor")))
    with fails(office, NotFound):
        caring.set_absence(office.supervisor, replace(draft, user=UserId("nobody")))
    with fails(office, NotAllowed):
        caring.set_absence(office.clerk, replace(draft, user=SUPERVISOR))
    with fails(office, NotAllowed):
        caring.set_absence(office.of("auditor"), replace(draft, user=UserId("auditor")))
