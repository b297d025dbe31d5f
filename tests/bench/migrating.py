# SPDX-License-Identifier: MIT
"""A file of an older program brought to today's schema, beside the same statements by the driver.

The old file has the decisions of the large desk and the applications they belong to: they get a
column more, which must not cost by the row. The copy that is taken first is not counted.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from time import perf_counter, process_time

from desk_app.store import engine as schema
from desk_app.store.connecting import key_words
from desk_app.store.database import EMPTY_LOG
from desk_app.store.desk_file import OLDEST_SCHEMA
from desk_app.store.engine import driver_connection, make_engine
from tests.bench import baselines
from tests.bench.measuring import Line, Pair, Taken
from tests.bench.workbench import Workbench
from tests.fakes.statements import statements_told

_KEY = bytes(range(32))
_TABLES = ("applications", "decisions")
_WRITES = ("CREATE", "ALTER", "INSERT", "UPDATE", "DELETE", "DROP")


def _empty_file(path: Path) -> None:
    engine = make_engine(path, _KEY, new=True)
    with engine.connect() as connection:
        connection.begin()
        schema.migrate(connection, OLDEST_SCHEMA)
        connection.commit()
    engine.dispose()


def _old_file(bench: Workbench, path: Path) -> None:
    """Make a file of the old schema with rows of the large desk."""
    _empty_file(path)
    large = bench.site
    with closing(baselines.connection(path, _KEY)) as raw:
        raw.execute("PRAGMA foreign_keys = OFF")
        key = key_words(large.unlock().data_key).partition("=")[2]
        raw.execute(f"ATTACH DATABASE ? AS large KEY {key}", (str(large.database),))
        for name in _TABLES:
            old, new = (_columns(raw, place, name) for place in ("main", "large"))
            both = ", ".join(f'"{each}"' for each in old if each in new)
            raw.execute(f"INSERT INTO main.{name} ({both}) SELECT {both} FROM large.{name}")  # noqa: S608  our own names
        raw.execute("PRAGMA main.wal_checkpoint(TRUNCATE)")


def _columns(raw: baselines.Raw, place: str, name: str) -> list[str]:
    return [row[1] for row in raw.execute(f"PRAGMA {place}.table_info({name})")]


def _migrate(path: Path) -> None:
    engine = make_engine(path, _KEY)
    with engine.connect() as connection:
        connection.begin()
        schema.migrate(connection)
        connection.commit()
        driver_connection(connection).execute(EMPTY_LOG)
    engine.dispose()


def _replay(path: Path, statements: list[str]) -> None:
    with closing(baselines.connection(path, _KEY)) as raw:
        baselines.moved(raw, statements)


def _on_a_copy(old: Path, work: Callable[[Path], None]) -> Taken:
    """Do something with a copy of the old file; that it is copied is not counted."""
    path = Path(shutil.copy(old, old.with_name("copy.db")))
    wall, cpu = perf_counter(), process_time()
    work(path)
    taken = Taken((perf_counter() - wall) * 1000, (process_time() - cpu) * 1000)
    path.unlink()
    return taken


@contextmanager
def _migrated(bench: Workbench) -> Iterator[Pair]:
    with bench.folder() as folder:
        old, empty, statements = folder / "old.db", folder / "empty.db", list[str]()
        _old_file(bench, old)
        _empty_file(empty)

        def note(sql: str, values: object, _many: bool) -> None:  # noqa: FBT001  as it is told
            if sql.lstrip().upper().startswith(_WRITES) and not values:
                statements.append(sql)

        with statements_told(note):
            _migrate(empty)
        assert any("ALTER" in each for each in statements), "no table was changed"
        yield Pair(
            partial(_on_a_copy, old, _migrate),
            partial(_on_a_copy, old, partial(_replay, statements=statements)),
        )


def lines(bench: Workbench) -> tuple[Line, ...]:
    """Return the line of a desk."""
    return (
        Line(
            name=f"migration.{bench.size}",
            what=f"{bench.size:,} applications: their decisions brought to today's schema",
            bare="the same statements by the driver, in one transaction",
            prepare=partial(_migrated, bench),
            turns=3,
            budget_ms=100.0,
            warm_up=0,
            growth=1.3,
        ),
    )
