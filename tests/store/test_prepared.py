# SPDX-License-Identifier: MIT
"""Statements that go straight to the driver are part of a unit of work, or do nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy.engine import Connection

from desk_app.store.engine import ask, make_engine, run, run_many

_MAKE, _FILL, _COUNT = "CREATE TABLE t (a)", "INSERT INTO t VALUES (1)", "SELECT count(*) FROM t"


@pytest.mark.parametrize(
    "write",
    [
        lambda connection: run(connection, _FILL),
        lambda connection: run_many(connection, _FILL, [()]),
    ],
)
def test_behind_a_commit_nothing_is_kept_row_by_row(
    tmp_path: Path, write: Callable[[Connection], object]
) -> None:
    with make_engine(tmp_path / "desk.db", bytes(32), new=True).connect() as connection:
        connection.begin()
        run(connection, _MAKE)
        write(connection)
        connection.commit()
        with pytest.raises(RuntimeError, match="unit of work"):
            write(connection)
        assert ask(connection, _COUNT).fetchall() == [(1,)]
