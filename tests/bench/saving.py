# SPDX-License-Identifier: MIT
"""Saving an application durably, beside the same rows written by the bare driver."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from desk_app.desk import intake
from desk_app.desk.context import Desk
from desk_app.desk.keeping import look_at
from desk_app.records.history import ApplicationFile
from desk_app.store.journal import chain
from desk_app.store.opening import NAME
from desk_app.store.vault import keyring
from tests.bench import baselines
from tests.bench.desks import CLERK, Folders, draft, envelope, found, opened, temporary_folder
from tests.bench.measuring import Line, Pair, Taken
from tests.bench.workbench import Workbench
from tests.fakes.statements import statements_told

TURNS = 60
WRITES = ("INSERT", "UPDATE", "DELETE")


def _next(desk: Desk, page: ApplicationFile, number: int) -> Taken:
    """Log the envelope once more, its principal with another name.

    The page is examined first, as at the last key typed into it: that has lines of its own.
    """
    principal = replace(page.application.principal, name=f"髙橋 みゆき{number}")
    again = replace(page, application=replace(page.application, principal=principal))
    look_at(desk, again)
    sent = draft(again)
    wall, cpu = perf_counter(), process_time()
    intake.log_application(desk, sent)
    return Taken((perf_counter() - wall) * 1000, (process_time() - cpu) * 1000)


class Recorder:
    """Keeps what the store writes, unit by unit, as its driver sees it."""

    def __init__(self) -> None:
        self.units: list[list[baselines.Statement]] = []

    def note(self, sql: str, values: Any, many: bool) -> None:  # noqa: ANN401, FBT001  as it is told
        """Keep a statement that writes."""
        if sql.lstrip().upper().startswith(WRITES):
            self.units[-1].append((sql, values, many))


@contextmanager
def _saved() -> Iterator[Pair]:
    """Save at a desk that was just founded."""
    with temporary_folder() as folder:
        folders = found(folder / "ours")
        copied = Path(shutil.copytree(folder / "ours", folder / "bare"))
        others = Folders(copied / folders.desk.name, copied / folders.keys.name)
        with _on(folders, others) as pair:
            yield pair


@contextmanager
def _saved_among_many(bench: Workbench) -> Iterator[Pair]:
    with bench.copy() as other:
        folders = Folders(bench.site.desk, bench.site.keys)
        with _on(folders, Folders(other.desk, other.keys)) as pair:
            yield pair


@contextmanager
def _on(folders: Folders, others: Folders) -> Iterator[Pair]:
    """Save at one desk; the driver writes the same rows into a copy of it that had none of them.

    That its statements are kept on the way costs ours a little, and the driver nothing.
    """
    unlocked = keyring.unlock(folders.keys, CLERK.name, CLERK.password)
    raw = baselines.connection(others.desk / NAME, unlocked.data_key)
    desk, recorder, numbers = opened(folders, "saving"), Recorder(), count()
    page = envelope("E1", desk.rulebook)
    kept = chain.read(others.keys)
    assert kept is not None

    def ours() -> Taken:
        recorder.units.append([])
        return _next(desk, page, next(numbers))

    with closing(raw), statements_told(recorder.note):
        yield Pair(ours, lambda: baselines.saved(raw, others.keys, kept, recorder.units[-1]))
    desk.ports.store.close()


def _line(name: str, what: str, prepare: Callable[[], AbstractContextManager[Pair]]) -> Line:
    return Line(
        name=name,
        what=what,
        bare="the same rows by the bare driver, with the same pragmas, checkpoint and anchor file",
        prepare=prepare,
        turns=TURNS,
        budget_ratio=2.0,
        growth=1.5,
    )


LINES = (_line("save.application", "an application logged, durable", _saved),)


def lines(bench: Workbench) -> tuple[Line, ...]:
    """Return the lines of a desk."""
    what = f"{bench.size:,} applications: one more logged, durable"
    return (_line(f"save.{bench.size}", what, partial(_saved_among_many, bench)),)
