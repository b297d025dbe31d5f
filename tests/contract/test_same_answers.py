# SPDX-License-Identifier: MIT
"""Whatever is kept and asked, the encrypted file and the store in memory give the same answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk_app.desk.ports import Store
from desk_app.desk.rows import ApplicationColumn, Filter, Group, ListOrder, PersonQuery, WorkIndex
from desk_app.records.base import ApplicationId
from desk_app.records.case.application import Principal
from desk_app.records.case.findings import Work
from tests.fakes.making import DAY, logged, person
from tests.fakes.real_store import copy_to, place_in
from tests.fakes.store import FakeStore

NAMES = ("髙橋", "高橋", "𠮷田 花", "渡邉\U000e0101", "林", "小林", "森 林", "Müller", "O'Hara")
KANA = ("", "タカハシ", "はやし", "ｺﾊﾞﾔｼ", "コージ")
ADDRESSES = ("", "西新宿6-8-1", "西新宿六丁目８番", "大通西10-4")
TEXTS = (
    "",
    "高",
    "林",
    "高橋",
    "西新宿6-8",
    "0",
    "03-12",
    "R8-0002",
    "渡辺 R8",
    "ハヤシ",
    "zz",
    "*",
)
DAYS = tuple(DAY + timedelta(days=number) for number in range(4))

days = st.sampled_from(DAYS)
people = st.builds(
    person,
    st.sampled_from(NAMES),
    st.sampled_from(KANA),
    address=st.sampled_from(ADDRESSES),
    phone=st.sampled_from(("", "03-1234-5678")),
    born=st.sampled_from((None, date(1980, 5, 5))),
)
staying = st.builds(WorkIndex, st.sampled_from(Work), st.just("what"), st.just("why"), days, days)
turning = st.builds(
    WorkIndex,
    st.just(Work.WAITING_FOR_APPLICANT),
    st.just("what"),
    st.just("why"),
    days,
    st.none(),
    days,
    st.sampled_from(Work),
    st.just("then"),
    st.just("because"),
    st.none() | days,
)


@dataclass(frozen=True)
class Case:
    """One application to log."""

    who: Principal
    index: WorkIndex
    arrived_on: date


cases = st.lists(st.builds(Case, people, staying | turning, days), max_size=7)
filters = st.builds(
    Filter,
    st.sampled_from(TEXTS),
    st.none() | st.sampled_from(Group),
    st.booleans(),
    st.none() | st.frozensets(st.integers(1, 8).map(ApplicationId), max_size=5).map(tuple),
)
orders = st.builds(ListOrder, st.sampled_from(ApplicationColumn), st.booleans())
persons = st.builds(
    PersonQuery,
    st.sampled_from(("", *NAMES)),
    st.sampled_from(KANA),
    st.sampled_from(("", "髙橋")),
    st.none() | st.just(date(1980, 5, 5)),
    st.sampled_from(ADDRESSES),
)


@pytest.fixture
def real(tmp_path: Path) -> Iterator[Store]:
    store = copy_to(place_in(tmp_path)).open()
    yield store
    store.close()


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(kept=cases, data=st.data())
def test_both_stores_answer_alike(
    real: Store, memory: FakeStore, kept: list[Case], data: st.DataObject
) -> None:
    for store in (real, memory):
        for case in kept:
            number = f"R8-{len(store.queries.mail_window(open_only=False).ids) + 1:04}"
            logged(store, case.who, number, case.index, case.arrived_on)
    for _ in range(4):
        today, wanted, order = data.draw(days), data.draw(filters), data.draw(orders)
        limit = data.draw(st.sampled_from((1, 3, 10_000)))
        answer = real.queries.window(wanted, order, today, limit)
        assert answer == memory.queries.window(wanted, order, today, limit)
        lines = real.queries.lines(answer.ids, today)
        assert lines == memory.queries.lines(answer.ids, today)
        assert real.queries.counts(today) == memory.queries.counts(today)
        typed = data.draw(persons)
        assert real.queries.known(typed) == memory.queries.known(typed)


@pytest.fixture
def memory() -> FakeStore:
    return FakeStore()
