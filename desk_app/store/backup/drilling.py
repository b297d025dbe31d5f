# SPDX-License-Identifier: MIT
"""The drill: a backup restored into memory with the sheet's key and held against the desk."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field
from time import perf_counter
from typing import TYPE_CHECKING

from desk_app.records.journal import Action
from desk_app.store.backup.copying import standing_of
from desk_app.store.backup.inspecting import must_be_of_desk, open_backup
from desk_app.store.vault.age import identity_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


_COMINGS_AND_GOINGS = frozenset(
    action.value
    for action in (
        Action.PASSWORD_REFUSED,
        Action.COUNT_SET_BACK,
        Action.SIGNED_IN,
        Action.DAY_BEGUN,
        Action.VERB_REFUSED,
        Action.BACKUP_BEGUN,
        Action.DRILL_HELD,
    )
)
"""Entries without which a backup still holds everything that anybody saved."""


@dataclass(frozen=True, slots=True)
class Question:
    """Which backup is held against which desk, with whose keys."""

    database: Path
    data_key: bytes = field(repr=False)
    keys: Path
    backup: Path
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """How a backup and the desk compare: last entries, applications, whether all is the same."""

    sequence: int
    live_sequence: int
    applications: int
    live_applications: int
    missing: int
    equal: bool
    seconds: int


def hold_drill(question: Question, tell: Callable[[int, int], None]) -> Answer:
    """Open the backup in memory and compare head and counts with the desk's.

    Raises what opening a backup raises, also where it is of another desk, and what the driver's
    faults stand for.
    """
    began = perf_counter()
    opened = open_backup(question.backup, identity_of(question.secret), tell)
    with closing(opened.memory):
        kept = opened.manifest
    must_be_of_desk(opened, question.keys)
    live = standing_of(question.database, question.data_key, kept.sequence)
    missing = sum(action not in _COMINGS_AND_GOINGS for action in live.since)
    # The journal alone has grown where nobody did more than sign in or hold a drill.
    counts = dict(kept.counts) | {"journal": kept.counts.get("journal", 0) + len(live.since)}
    same = (live.database, live.hash_then, live.counts) == (kept.database, kept.head, counts)
    return Answer(
        sequence=kept.sequence,
        live_sequence=live.sequence,
        applications=kept.applications,
        live_applications=live.counts["applications"],
        missing=missing,
        equal=same and not missing,
        seconds=max(1, round(perf_counter() - began)),
    )
