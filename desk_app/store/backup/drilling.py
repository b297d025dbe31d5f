# SPDX-License-Identifier: MIT
"""The drill: a backup restored into memory with the sheet's key and held against the desk."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field
from time import perf_counter
from typing import TYPE_CHECKING

from desk_app.store.backup.copying import standing_of
from desk_app.store.backup.inspecting import open_backup
from desk_app.store.backup.sheet_keys import identity_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Question:
    """Which backup is held against which desk, with whose keys."""

    database: Path
    data_key: bytes = field(repr=False)
    backup: Path
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """How a backup and the desk compare: last entries, applications, whether all is the same."""

    sequence: int
    live_sequence: int
    applications: int
    live_applications: int
    equal: bool
    seconds: int


def hold_drill(question: Question, tell: Callable[[int, int], None]) -> Answer:
    """Open the backup in memory and compare head and counts with the desk's.

    Raises what opening a backup raises, and what the driver's faults stand for.
    """
    began = perf_counter()
    opened = open_backup(question.backup, identity_of(question.secret), tell)
    with closing(opened.memory):
        kept = opened.manifest
    live = standing_of(question.database, question.data_key)
    same = (live.database, live.sequence, live.head) == (kept.database, kept.sequence, kept.head)
    return Answer(
        sequence=kept.sequence,
        live_sequence=live.sequence,
        applications=kept.applications,
        live_applications=live.counts["applications"],
        equal=same and live.counts == kept.counts,
        seconds=max(1, round(perf_counter() - began)),
    )
