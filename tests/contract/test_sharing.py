# SPDX-License-Identifier: MIT
"""Who looks after applications, in both stores: kept apart, listed, counted, disposed of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import product, starmap
from pathlib import Path

import pytest

from desk_app.desk.ports import Store
from desk_app.desk.rows import (
    NOBODY,
    ApplicationColumn,
    Filter,
    Group,
    ListOrder,
    WorkIndex,
)
from desk_app.records.base import ApplicationId, UserId
from desk_app.records.books.journal import Action
from desk_app.records.case.findings import Work
from desk_app.records.desk.sharing import Care
from desk_app.store.lists import queries
from tests.fakes.making import (
    CLERK,
    DAY,
    NOW,
    TO_CHECK,
    application,
    envelope,
    keep,
    logged,
    person,
)
from tests.fakes.real_store import copy_to, place_in

AKI, BEN = UserId("aki"), UserId("ben")
DUE = date(2026, 11, 16)
TURNING = WorkIndex(
    Work.WAITING_FOR_APPLICANT,
    "await_applicant",
    "notice_running",
    DUE,
    DAY,
    DUE + timedelta(days=1),
    Work.LAPSE_TODAY,
    "confirm_lapse",
    "fee_not_paid",
    date(2026, 11, 30),
)
DONE = WorkIndex(Work.DONE, "keep", "completed", None, DAY)
DISPOSE = replace(DONE, what="dispose", by=DUE)
PLACES = (TO_CHECK, TURNING, DONE, DISPOSE, TURNING, TO_CHECK)
CARERS = (None, AKI, AKI, AKI, BEN, AKI)
DAYS = (DAY, DUE + timedelta(days=1))


def name(store: Store, id_: ApplicationId, *users: UserId | None) -> None:
    with store.writing(CLERK, NOW) as books:
        books.cares.keep(id_, tuple(Care(user, CLERK, NOW) for user in users))
        books.journal.note(Action.CARE_ASSIGNED, id_)
        books.commit()


@pytest.fixture(scope="module")
def some(shared: Store) -> Store:
    """Six applications; the clerk logged all, and keeps the first."""
    for number, (place, user) in enumerate(zip(PLACES, CARERS, strict=True), 1):
        born = person(f"佐藤 {number}", f"サトウ{9 - number}")
        id_ = logged(shared, born, f"R8-{number:04}", place, DAY + timedelta(days=number % 4))
        if user is not None:
            name(shared, id_, user)
    return shared


def test_it_is_kept_apart_and_the_lists_know(store: Store) -> None:
    with store.writing(CLERK, NOW) as books:
        mail = books.mail.add(envelope())
        new = application(person("佐藤"), mail, "R8-0001", logged_by=CLERK)
        id_ = keep(books, new).application.id
        books.commit()
    with store.reading() as books:
        before = books.files.get(id_)
        assert books.cares.course(id_) == ()
    assert _carer(store, id_) == CLERK
    name(store, id_, AKI, None)
    assert _carer(store, id_) == NOBODY
    name(store, id_, AKI)
    with store.reading() as books:
        assert books.cares.course(id_) == (Care(AKI, CLERK, NOW),)
        assert books.files.get(id_) == before
    with store.writing(CLERK, NOW) as books:
        books.files.save(before, DONE)
        books.journal.note(Action.JUDGED, id_)
        books.commit()
    assert _carer(store, id_) == AKI
    name(store, id_)
    assert _carer(store, id_) == CLERK


def _carer(store: Store, id_: ApplicationId) -> UserId:
    return store.queries.lines([id_], DAY)[0].carer


def test_it_goes_with_its_application(store: Store) -> None:
    id_ = logged(store, person("佐藤"), "R8-0001", TO_CHECK)
    name(store, id_, AKI)
    with store.writing(CLERK, NOW) as books:
        books.journal.note(Action.DISPOSED, id_)
        books.files.remove(id_)
        books.commit()
    with store.reading() as books:
        assert books.cares.course(id_) == ()


def test_what_people_look_after_in_every_order(
    some: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The others' are left out, and what is left stands in the order of all; also of many."""
    filters = (
        Filter(),
        Filter(open_only=True),
        Filter(group=Group.LAPSE_TODAY),
        Filter(group=Group.TO_CHECK),
        Filter(group=Group.DISPOSAL_DUE),
        Filter("佐藤"),
        Filter("佐藤", open_only=True),
        Filter(among=(ApplicationId(1), ApplicationId(3), ApplicationId(5))),
    )
    who_and_when = tuple(product(((AKI,), (AKI, BEN)), DAYS))
    asked = product(filters, starmap(ListOrder, product(ApplicationColumn, (True, False))))
    for number, (wanted, order) in enumerate(asked):
        # Each fourth one is passed over: people and days meet both directions.
        people, day = who_and_when[(number + number // 4) % 4]
        monkeypatch.setattr(queries, "FEW_HITS", 20_000 * (number % 3 > 0))
        every = some.queries.window(wanted, order, day).ids
        carers = {line.id: line.carer for line in some.queries.lines(every, day)}
        expected = tuple(id_ for id_ in every if carers[ApplicationId(id_)] in people)
        mine = replace(wanted, of_people=people)
        found = some.queries.window(mine, order, day)
        assert found.ids == expected, (wanted, order, people, day)
        first = some.queries.beginning(mine, order, day, 2)
        assert first.ids[:2] == expected[:2], (wanted, order, people, day)


def test_the_groups_of_the_day_are_counted_for_people(some: Store) -> None:
    after = DUE + timedelta(days=1)
    for day, people in product((DAY, after), ((AKI,), (AKI, BEN), (NOBODY,), (CLERK,))):
        counts, days = some.queries.counts(day, people), some.queries.first_days(day, people)
        for work in Work:
            if work is Work.DONE:
                continue
            group = Group(work.value)
            mine = some.queries.window(Filter(group=group, of_people=people), ListOrder(), day)
            assert (counts[group], group in days) == (mine.count, mine.count > 0)
        assert counts[Group.DISPOSAL_DUE] == some.queries.counts(day)[Group.DISPOSAL_DUE] == 1


def test_a_filter_that_names_a_disposed_person_goes_too(tmp_path: Path) -> None:
    """What the file holds; that of anybody else stays."""
    store = copy_to(place_in(tmp_path)).open()
    id_ = logged(store, person("佐藤 花子", "サトウ ハナコ"), "R8-0001", TO_CHECK)
    with store.writing(CLERK, NOW) as books:
        for user, key in ((CLERK, "佐藤花子"), (CLERK, "佐藤"), (AKI, "mine")):
            books.drafts.keep(user, f"filter-applications-{key}", '{"text":""}')
        books.drafts.keep(AKI, "filter-applications-x", '{"text":"佐藤　花子"}')
        books.journal.note(Action.DISPOSED, id_)
        books.files.remove(id_)
        books.commit()
    with store.reading() as books:
        left = (*books.drafts.keys(CLERK), *books.drafts.keys(AKI))
    store.close()
    assert left == ("filter-applications-佐藤", "filter-applications-mine")
