# SPDX-License-Identifier: MIT
"""The place in the work list: as worked out anew, on the day of a change and on later days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desk_app.desk.keeping import keep_again, placed
from desk_app.records.application import Right
from desk_app.records.base import ApplicationId
from desk_app.records.findings import Work
from desk_app.records.history import ApplicationFile
from desk_app.records.journal import Action
from tests.builders import ARRIVED, complete, mail
from tests.unit.desk import working
from tests.unit.desk.office import FOUNDED_AT, PEOPLE, Office, opened
from tests.unit.rules import courses


def _listed(office: Office, id_: ApplicationId) -> tuple[Work, str, str, date | None]:
    (line,) = office.store.queries.lines([id_], office.clock.today())
    return line.work, line.next_what, line.why, line.by


def _now(office: Office, id_: ApplicationId) -> tuple[Work, str, str, date | None]:
    look = office.look(id_)
    return look.work, str(look.next.what), str(look.next.why), look.next.by


@pytest.mark.parametrize("course", [courses.unpaid(), courses.unproven(), courses.by_parent()])
def test_a_place_turns_by_itself_when_the_due_date_passes(course: ApplicationFile) -> None:
    office = opened()
    id_ = working.logged(office, file=course)
    working.notify(office, id_)
    for _ in range(20):
        assert _listed(office, id_) == _now(office, id_)
        office.clock.pass_days(1)


def test_a_place_is_kept_with_what_it_turns_into(office: Office) -> None:
    file = replace(complete(Right.DISCLOSURE), mail=(mail(),))
    id_ = working.logged(office, file=file)
    working.notify(office, id_)
    index = office.state.index[id_]
    assert (index.work, index.since) == (Work.WAITING_FOR_APPLICANT, ARRIVED)
    assert (index.turns_on, index.then_work) == (date(2026, 12, 10), Work.LAPSE_TODAY)
    file = office.file(id_)
    assert index == placed(office.clerk, file)


def test_other_applications_are_kept_anew(office: Office) -> None:
    id_ = working.logged(office)
    office.clock.pass_days(1)
    with office.store.writing(PEOPLE[0].id, FOUNDED_AT) as books:
        keep_again(office.clerk, books, (id_,))
        books.journal.note(Action.JUDGED, id_)
        books.commit()
    assert office.actions()[-1] is Action.JUDGED
