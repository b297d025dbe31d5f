# SPDX-License-Identifier: MIT
"""A single value that differs between two desks is found, in whatever column it stands."""

from __future__ import annotations

import pytest

from desk_app.desk.context import Desk
from desk_app.store.database import SqlStore
from desk_app.store.engine import METADATA
from tests.journeys.demo_desk import Demo
from tests.journeys.same_rows import LEFT_OUT, unlike
from tests.same_tables import TOKENS, Tables, read_tables

pytestmark = [pytest.mark.once, pytest.mark.xdist_group("demo")]

ROWS = ("3", "5", "16", "27")
"""Of the sample's rows: a supplement; a lapse and returned stamps; a judgement; a withdrawal."""


@pytest.fixture(scope="module")
def tables(demo: Demo, sample_desk: Desk) -> Tables:
    store = sample_desk.ports.store
    assert isinstance(store, SqlStore)
    read = read_tables(store, [demo.file_of(sample_desk, row).application.id for row in ROWS])
    # A rulebook of a hundred thousand characters would only make the many comparisons slow.
    settings = [row for row in read["settings"] if len(row["value"]) < 1000]
    return {**read, "settings": settings, **_made_up(read)}


def _made_up(read: Tables) -> Tables:
    """A row for each table in which the sample desk keeps nothing."""
    ours = {"application": read["applications"][0]["id"]}
    return {
        name: [{each.name: ours.get(each.name, "made up") for each in METADATA.tables[name].c}]
        for name, rows in read.items()
        if not rows
    }


def _other(value: object) -> object:
    """Another value of the same kind."""
    match value:
        case None:
            return "something"
        case str():
            return value + "*"
        case bytes():
            return value + b"*"
        case int():
            return value + 1
        case list():
            return [*value, "something"]
        case dict():
            return {**value, "something": ""}
        case _:
            raise TypeError(type(value))


def _with_another(tables: Tables, table: str, column: str) -> Tables:
    """The tables with another value in this column of the table's last row."""
    *rows, last = tables[table]
    return {**tables, table: [*rows, {**last, column: _other(last[column])}]}


def test_a_changed_column_of_any_table_is_found(tables: Tables) -> None:
    overlooked = {
        f"{table}.{column}"
        for table, rows in tables.items()
        for column in rows[-1]
        if not unlike(tables, _with_another(tables, table, column))
    }
    assert overlooked <= LEFT_OUT.keys()


def test_a_missing_row_of_any_table_is_found(tables: Tables) -> None:
    overlooked = {
        table for table, rows in tables.items() if not unlike(tables, {**tables, table: rows[:-1]})
    }
    assert overlooked == set()


def test_all_tables_are_compared(tables: Tables) -> None:
    assert tables.keys() == METADATA.tables.keys() | {TOKENS}


def test_only_columns_that_there_are_are_left_out() -> None:
    columns = {str(column) for table in METADATA.tables.values() for column in table.columns}
    assert {".".join(name.split(".")[:2]) for name in LEFT_OUT} <= columns
