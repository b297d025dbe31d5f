# SPDX-License-Identifier: MIT
"""What the lists ask is answered from indexes: no list reads a whole table, none row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import cast

import pytest
import sqlcipher3.dbapi2 as driver

from desk_app.desk.rows import (
    ApplicationColumn,
    FigureQueries,
    Filter,
    Group,
    IdWindow,
    InquiryFilter,
    InquiryQueries,
    JournalFilter,
    LetterState,
    ListOrder,
    PersonQuery,
    PostQueries,
    Queries,
    StampFilter,
    StampQueries,
)
from desk_app.records.base import ApplicationId, MailItemId, UserId
from desk_app.records.books.figures import Figure
from desk_app.records.books.journal import Action
from desk_app.records.case.findings import Work
from desk_app.records.case.inquiries import InquiryWork
from desk_app.store.database import SqlStore
from desk_app.store.lists import queries as applications
from tests.fakes.making import CLERK, DAY, NOW, logged, person
from tests.fakes.statements import statements_told

pytestmark = pytest.mark.once(under="first")

Asked = list[tuple[str, object]]
ORDERS = [ListOrder(column, ascending=up) for column in ApplicationColumn for up in (True, False)]


@pytest.fixture
def asked(store: SqlStore) -> Iterator[Asked]:
    """Every statement that reads, as the store gives it to the driver, with its values."""
    statements: Asked = []

    def note(sql: str, values: object, _many: bool) -> None:
        if sql.lstrip().startswith(("SELECT", "WITH")):
            statements.append((sql, values))

    with statements_told(note):
        yield statements


def steps_of(store: SqlStore, asked: Asked) -> list[str]:
    """The steps of the plans of all questions; there are some."""
    with store.reading() as books:
        raw = books._connection.connection.driver_connection
        assert raw is not None
        steps = [
            step
            for sql, values in list(asked)
            for *_, step in raw.execute(f"EXPLAIN QUERY PLAN {sql}", values)
        ]
    assert steps
    return steps


def whole_tables(store: SqlStore, asked: Asked) -> list[str]:
    """The steps of all plans that read a table from end to end."""
    steps = steps_of(store, asked)
    return [step for step in steps if step.startswith("SCAN") and not _is_narrow(step)]


def _is_narrow(step: str) -> bool:
    small = ("SCAN anon_", "SCAN (sub", "SCAN stamp_balances")  # the last: a row a face value
    return "INDEX" in step or "CONSTANT ROW" in step or step.startswith(small)


LISTS: dict[str, Callable[[SqlStore], object]] = {
    "stamp book": lambda store: store.stamps.lines(StampFilter()),
    "a month of the stamp book": lambda store: store.stamps.lines(StampFilter(DAY, DAY)),
    "a face value of the stamp book": lambda store: store.stamps.lines(StampFilter(value=100)),
    "last count": lambda store: store.stamps.last_count(),
    "envelopes": lambda store: store.postings.sent(DAY, DAY),
    "envelopes that came back": lambda store: store.postings.came_back(),
    "counts": lambda store: store.queries.counts(DAY),
    "first days": lambda store: store.queries.first_days(DAY),
    "lines": lambda store: store.queries.lines([1, 2], DAY),
    "under other rules": lambda store: store.queries.under_other_rules("x"),
    "mail": lambda store: store.queries.mail_window(open_only=False),
    "open mail": lambda store: store.queries.mail_window(open_only=True),
    "mail lines": lambda store: store.queries.mail_lines([1, 2]),
    "all letters": lambda store: store.queries.letters(None),
    "to print": lambda store: store.queries.letters(LetterState.TO_PRINT),
    "void": lambda store: store.queries.letters(LetterState.VOID),
    "letters of one": lambda store: store.queries.letters_of(ApplicationId(1)),
    "printed": lambda store: store.queries.printed(),
    "returns": lambda store: store.queries.returns(),
    "known": lambda store: store.queries.known(
        PersonQuery("髙橋", "タカハシ", "山田", date(1980, 1, 1), "東京都")
    ),
    "departments": lambda store: store.queries.departments(),
    "due for disposal": lambda store: store.queries.kept(DAY, due=True),
    "next due for disposal": lambda store: store.queries.kept(DAY, due=False),
    "beginning": lambda store: store.queries.beginning(Filter(), ORDERS[0], DAY),
    "window": lambda store: store.queries.window(Filter(), ORDERS[0], DAY),
    "balances": lambda store: store.stamps.balances(),
    "balances before": lambda store: store.stamps.balances_before(DAY),
    "inquiries": lambda store: store.inquiries.window(InquiryFilter()),
    "open inquiries": lambda store: store.inquiries.window(InquiryFilter(open_only=True)),
    "found inquiries": lambda store: store.inquiries.window(InquiryFilter("髙橋")),
    "lines of inquiries": lambda store: store.inquiries.lines([1, 2]),
    "waiting inquiries": lambda store: store.inquiries.waiting(),
    "inquiries of an application": lambda store: store.inquiries.of_application(ApplicationId(1)),
    "inquiries of an envelope": lambda store: store.inquiries.of_mail(MailItemId(1)),
    "replies posted as": lambda store: store.inquiries.posted_as(["1234"]),
    "replies to print": lambda store: store.inquiries.letters(LetterState.TO_PRINT),
    "replies posted": lambda store: store.inquiries.letters(LetterState.POSTED),
    "replies sent": lambda store: store.inquiries.sent(DAY, DAY),
    "replies that came back": lambda store: store.inquiries.came_back(),
    "inquiries due for disposal": lambda store: store.inquiries.kept(DAY, due=True),
    "counted": lambda store: store.figures.counted(DAY, DAY),
    "slowest": lambda store: store.figures.slowest(DAY, DAY, 5),
    "members": lambda store: store.figures.members(DAY, DAY, Figure.RECEIVED, ["2026-11"]),
    "open now": lambda store: store.figures.open_now(DAY),
    "open ids": lambda store: store.figures.open_ids(DAY, Work.TO_CHECK, DAY, DAY),
    "open by carer": lambda store: store.figures.open_by_carer(DAY),
    "open of somebody": lambda store: store.figures.open_of(DAY, CLERK, DAY, DAY),
    "inquiries by carer": lambda store: store.figures.inquiries_by_carer(),
    "inquiries of somebody": lambda store: store.figures.inquiries_of(CLERK, DAY, DAY),
    "kept until": lambda store: store.figures.kept_until(DAY),
    "kept ids": lambda store: store.figures.kept_ids(DAY, DAY),
    "open inquiries by work": lambda store: store.figures.open_inquiries(),
    "open inquiries of a work": lambda store: store.figures.open_inquiry_ids(
        InquiryWork.TO_ANSWER, DAY, DAY
    ),
}
ASKED: Mapping[str, type] = {
    "queries": Queries,
    "stamps": StampQueries,
    "postings": PostQueries,
    "inquiries": InquiryQueries,
    "figures": FigureQueries,
}
"""What a list, a figure or a page asks, by the name a store has it under."""

ENTRIES = {
    "all": JournalFilter(),
    "actor": JournalFilter(actor=UserId("u-1")),
    "action": JournalFilter(action=Action.SIGNED_IN),
    "number": JournalFilter(subject="R8-0001"),
    "random name": JournalFilter(subject="0123456789abcdef"),
    "days": JournalFilter(since=DAY, until=DAY),
    "person in days": JournalFilter(actor=UserId("u-1"), since=DAY, action=Action.SIGNED_IN),
}


def test_no_question_to_the_journal_reads_the_whole(store: SqlStore, asked: Asked) -> None:
    note_some(store)
    for name, wanted in ENTRIES.items():
        asked.clear()
        store.journal.window(wanted, limit=2)
        assert whole_tables(store, asked) == [], name


def test_lines_and_days_of_the_journal_are_looked_up(store: SqlStore, asked: Asked) -> None:
    note_some(store)
    asked.clear()
    assert len(store.journal.lines([1, 2, 3])) == 3
    assert len(asked) == 4, "the entries, and the numbers of what they name, one ask for each kind"
    assert store.journal.day(DAY).entries == 6
    assert store.journal.sheets() == ()
    assert whole_tables(store, asked) == []


def test_what_was_noted_of_one_application_is_looked_up_among_its_own(
    store: SqlStore, asked: Asked
) -> None:
    """By the action alone every entry of it would be read: of all decisions, for each of them."""
    note_some(store)
    asked.clear()
    with store.reading() as books:
        (one,) = books.files.all_ids()
        books.journal.holds(Action.DECISION_APPROVED, one, CLERK, decision="d-1")
        raw = books._connection.connection.driver_connection
        assert raw is not None
        steps = [
            step
            for sql, values in list(asked)
            if "FROM journal" in sql
            for *_, step in raw.execute(f"EXPLAIN QUERY PLAN {sql}", values)
        ]
    assert steps == ["SEARCH journal USING INDEX journal_subject (subject=?)"]


def note_some(store: SqlStore) -> None:
    """Entries of the desk and of one application."""
    logged(store, person("山田"), "R8-0001", token="0123456789abcdef" * 2)
    with store.writing(CLERK, NOW) as books:
        for _ in range(4):
            books.journal.note(Action.SIGNED_IN, None)
        books.commit()


class Recorded:
    """A store that answers nothing, and keeps what it was asked."""

    def __init__(self, kept: set[str], path: str = "") -> None:
        self._kept, self._path = kept, path

    def __getattr__(self, name: str) -> Recorded:
        return Recorded(self._kept, f"{self._path}.{name}".strip("."))

    def __call__(self, *_words: object, **_named: object) -> None:
        self._kept.add(self._path)


def test_everything_that_a_page_can_ask_is_looked_at() -> None:
    asked = set[str]()
    for ask in LISTS.values():
        ask(cast("SqlStore", Recorded(asked)))
    every = {
        f"{name}.{question}"
        for name, port in ASKED.items()
        for question in vars(port)
        if not question.startswith("_")
    }
    assert asked == every


def test_no_list_reads_a_whole_table(store: SqlStore, asked: Asked) -> None:
    for name, ask in LISTS.items():
        asked.clear()
        ask(store)
        assert whole_tables(store, asked) == [], name


@pytest.mark.parametrize(
    "wanted",
    [
        Filter(),
        Filter(open_only=True),
        Filter(group=Group.LAPSE_TODAY),
        Filter("髙橋"),
        Filter("髙橋一郎", open_only=True),
    ],
    ids=str,
)
def test_no_window_reads_a_whole_table(store: SqlStore, asked: Asked, wanted: Filter) -> None:
    for order in ORDERS:
        asked.clear()
        store.queries.window(wanted, order, DAY, limit=100)
        assert whole_tables(store, asked) == [], order


@pytest.mark.parametrize("ascending", [True, False])
def test_by_due_days_what_is_done_is_walked_not_sorted(
    store: SqlStore, asked: Asked, ascending: bool
) -> None:
    """Nearly all of a large desk is done: sorted for a page it took half a second."""
    store.queries.window(Filter(), ListOrder(ApplicationColumn.BY, ascending=ascending), DAY)
    steps = steps_of(store, asked)
    assert any(step.startswith("SCAN work_index USING INDEX work_index_by") for step in steps)
    assert not any("work_index_work" in step for step in steps)


def test_a_whole_table_would_be_seen(store: SqlStore, asked: Asked) -> None:
    with store.reading() as books:
        books._connection.exec_driver_sql("SELECT name FROM applications WHERE scope = ?", ("x",))
    assert whole_tables(store, asked) == ["SCAN applications"]


def test_a_page_of_lines_is_one_question(store: SqlStore, asked: Asked) -> None:
    for number in range(1, 4):
        logged(store, person("山田"), f"R8-000{number}")
    asked.clear()
    assert len(store.queries.lines([1, 2, 3], DAY)) == 3
    assert len(asked) == 1
    store.queries.mail_lines([1, 2, 3])
    assert len(asked) == 5, "the items, the applications in them and concerned, the inquiries"


@pytest.mark.parametrize(("typed", "at_most"), [("藤", 3), ("藤花子", 2)])
def test_many_hits_are_walked_in_the_same_order(
    store: SqlStore, typed: str, at_most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = ("佐藤花子", "安藤花子", "伊藤花子", "山田花子", "後藤花子")
    for number, name in enumerate(people, start=1):
        logged(store, person(name), f"R8-000{number}", arrived_on=DAY - timedelta(days=number))
    for order in ORDERS[2:]:
        with monkeypatch.context() as patch:
            _walked_in_the_same_order(store, order, typed, at_most, patch)


def _walked_in_the_same_order(
    store: SqlStore, order: ListOrder, typed: str, at_most: int, patch: pytest.MonkeyPatch
) -> None:
    whole = store.queries.window(Filter(typed), order, DAY)
    assert len(whole.ids) == 4
    assert store.queries.beginning(Filter(typed), order, DAY) == whole
    patch.setattr(applications, "SORTED", 3)
    begun = store.queries.beginning(Filter(typed), order, DAY, limit=2)
    assert begun == IdWindow(whole.ids[:2], more=True, count=2)
    assert store.queries.window(Filter(typed), order, DAY) == whole
    open_ = store.queries.window(Filter(typed, open_only=True), order, DAY)
    assert open_ == whole
    patch.setattr(applications, "FEW_HITS", 3)
    patch.setattr(applications, "WALKED", 2)
    walked = store.queries.window(Filter(typed), order, DAY, limit=3)
    assert walked == IdWindow(whole.ids[:at_most], more=True, count=10_000)
    assert store.queries.window(Filter(typed, open_only=True), order, DAY) == whole


def test_the_store_belongs_to_the_thread_that_opened_it(store: SqlStore) -> None:
    with ThreadPoolExecutor(1) as another:
        question = another.submit(store.queries.counts, DAY)
        with pytest.raises(driver.ProgrammingError, match="thread"):
            question.result()
    assert store.queries.counts(DAY)[Group.TO_LOG] == 0
