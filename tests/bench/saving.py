# SPDX-License-Identifier: MIT
"""Saving an application durably, beside the same rows written by the bare driver."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from desk_app.desk import intake
from desk_app.desk.context import Desk
from desk_app.store.database import EMPTY_LOG
from desk_app.store.engine import SETTINGS
from desk_app.store.journal import anchor
from desk_app.store.opening import NAME
from desk_app.store.vault import keyring
from tests.bench.desks import CLERK, Folders, draft, envelope, found, opened, temporary_folder
from tests.bench.measuring import WARM_UP, Line, Pair
from tests.fakes.statements import statements_told

TURNS = 60
WRITES = ("INSERT", "UPDATE", "DELETE")
Statement = tuple[str, Any, bool]
"""A statement, its parameters, and whether they are several rows."""


def _next(desk: Desk, sent: intake.EnvelopeDraft, numbers: Iterator[int]) -> None:
    """Log the envelope once more, its principal with another name."""
    (typed,) = sent.applications
    principal = replace(typed.application.principal, name=f"髙橋 みゆき{next(numbers)}")
    application = replace(typed.application, principal=principal)
    again = replace(sent, applications=(replace(typed, application=application),))
    intake.log_application(desk, again)


def _recorded(desk: Desk, sent: intake.EnvelopeDraft, turns: int) -> list[list[Statement]]:
    """What the store writes for each application, as its driver sees it."""
    units: list[list[Statement]] = []

    def note(sql: str, values: Any, many: bool) -> None:  # noqa: ANN401, FBT001  as it is told
        if sql.lstrip().upper().startswith(WRITES):
            units[-1].append((sql, values, many))

    numbers = iter(range(turns))
    with statements_told(note):
        for _ in range(turns):
            units.append([])
            _next(desk, sent, numbers)
    return units


def _bare_connection(folders: Folders) -> driver.Connection:
    """The driver alone on the same file, with the same key and pragmas."""
    unlocked = keyring.unlock(folders.keys, CLERK.name, CLERK.password)
    raw = driver.connect(str(folders.desk / NAME), isolation_level=None, cached_statements=512)
    raw.execute(f"PRAGMA key = \"x'{unlocked.data_key.hex()}'\"")
    for name, value in SETTINGS:
        raw.execute(f"PRAGMA {name} = {value}")
    return raw


def _write(
    raw: driver.Connection, keys: Path, kept: anchor.Anchor, units: Iterator[list[Statement]]
) -> None:
    raw.execute("BEGIN IMMEDIATE")
    for sql, values, many in next(units):
        (raw.executemany if many else raw.execute)(sql, values)
    raw.execute("COMMIT")
    raw.execute(EMPTY_LOG)
    anchor.write(keys, kept)


@contextmanager
def saved(found_in: Callable[[Path], Folders] = found) -> Iterator[Pair]:
    """Save at a desk that is founded, or copied, into a folder."""
    turns = TURNS + WARM_UP
    with temporary_folder() as folder:
        first = found_in(folder / "recorded")
        copies = [
            Folders(copied / "desk", copied / "keys")
            for name in ("ours", "bare")
            for copied in [Path(shutil.copytree(folder / "recorded", folder / name))]
        ]
        recorded = opened(first, "bench")
        sent = draft(envelope("E1", recorded.rulebook))
        units = _recorded(recorded, sent, turns)
        recorded.ports.store.close()
        assert all(units), "nothing was written"
        kept = anchor.read(copies[1].keys)
        assert kept is not None
        desk = opened(copies[0], "bench")
        raw = _bare_connection(copies[1])
        try:
            yield Pair(
                partial(_next, desk, sent, iter(range(turns))),
                partial(_write, raw, copies[1].keys, kept, iter(units)),
            )
        finally:
            raw.close()
            desk.ports.store.close()


LINES = (
    Line(
        name="save.application",
        what="an application logged, durable",
        bare="the same rows by the bare driver, with the same pragmas, checkpoint and anchor file",
        prepare=saved,
        turns=TURNS,
        budget_ratio=2.0,
    ),
)
