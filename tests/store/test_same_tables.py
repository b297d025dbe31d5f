# SPDX-License-Identifier: MIT
"""What compares two stores finds a single wrong value, and takes ids for what they are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desk_app.records.base import ApplicationId
from desk_app.store.database import SqlStore
from tests.fakes.making import logged, person
from tests.fakes.real_store import copy_to, place_in
from tests.same_tables import Tables, differences, read_tables

SUZUKI = person("鈴木 花子", "スズキ ハナコ")


@contextmanager
def opened(folder: Path) -> Iterator[SqlStore]:
    store = copy_to(place_in(folder)).open()
    yield store
    store.close()


@pytest.fixture
def ours(tmp_path: Path) -> Iterator[SqlStore]:
    """A desk with one application."""
    with opened(tmp_path / "ours") as store:
        logged(store, SUZUKI, "R8-0002")
        yield store


@pytest.fixture
def theirs(tmp_path: Path) -> Iterator[SqlStore]:
    """A desk with the same application after another."""
    with opened(tmp_path / "theirs") as store:
        logged(store, person("山田 太郎"), "R8-0001")
        logged(store, SUZUKI, "R8-0002")
        yield store


OF_THE_CHAIN = ("journal.sequence", "journal.previous", "journal.hash", "salts.salt")


def change(store: SqlStore, *statements: str) -> None:
    """Change a store behind its back."""
    with store._engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def second(store: SqlStore) -> Tables:
    return read_tables(store, [ApplicationId(2)])


def test_other_ids_and_other_applications_make_no_difference(
    ours: SqlStore, theirs: SqlStore
) -> None:
    assert differences(read_tables(ours), second(theirs), OF_THE_CHAIN) != []
    one = read_tables(ours, [ApplicationId(1)])
    assert [row["name"] for row in one["applications"]] == ["鈴木 花子"]
    assert differences(one, second(theirs), OF_THE_CHAIN) == []


def test_one_changed_column_is_found(theirs: SqlStore) -> None:
    before = second(theirs)
    change(theirs, "UPDATE applications SET kana = 'スズキ' WHERE id = 2")
    assert differences(before, second(theirs)) == [
        "applications[0].kana: 'スズキ ハナコ' != 'スズキ'"
    ]


def test_a_column_that_nobody_listed_is_compared(ours: SqlStore) -> None:
    change(ours, "ALTER TABLE claims ADD COLUMN added INTEGER")
    before = read_tables(ours)
    change(ours, "UPDATE claims SET added = 1")
    assert differences(before, read_tables(ours)) == ["claims[0].added: None != 1"]


def test_a_field_within_a_column_is_compared(ours: SqlStore) -> None:
    before = read_tables(ours)
    change(ours, """UPDATE work_index SET rights = '["purpose"]'""")
    (line,) = differences(before, read_tables(ours))
    assert line.startswith("work_index[0].rights[0]: ")


def test_a_lost_token_of_the_index_is_found(ours: SqlStore) -> None:
    before = read_tables(ours)
    change(ours, "INSERT INTO search(search) VALUES ('delete-all')")
    (line,) = differences(before, read_tables(ours))
    assert line.startswith("search[0].grams: ")


def test_a_reference_to_another_row_is_found(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        logged(store, SUZUKI)
        logged(store, SUZUKI, "R8-0002")
        before = read_tables(store)
        change(store, "UPDATE applications SET mail_item = 1 WHERE id = 2")
        assert differences(before, read_tables(store)) == [
            "applications[1].mail_item: 'mail item #2' != 'mail item #1'"
        ]


def test_of_what_is_left_out_a_missing_value_is_found(ours: SqlStore) -> None:
    change(ours, "UPDATE applications SET logged_at = '2026-11-02T00:30:00.000000+00:00'")
    before = read_tables(ours)
    change(ours, "UPDATE applications SET logged_at = '2026-11-02T00:31:00.000000+00:00'")
    assert differences(before, read_tables(ours), ["applications.logged_at"]) == []
    change(ours, "UPDATE applications SET logged_at = NULL")
    assert differences(before, read_tables(ours), ["applications.logged_at"]) != []
