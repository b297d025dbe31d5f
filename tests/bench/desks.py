# SPDX-License-Identifier: MIT
"""What the lines of the bench work on: a real desk in a folder, an application with its papers."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desk_app.bootstrap import Surroundings, Unlock, found_desk, open_desk
from desk_app.cli import check_reading
from desk_app.cli.check_faults import parse
from desk_app.desk import intake
from desk_app.desk.context import Desk
from desk_app.gui.entrance import NewPerson
from desk_app.records.history import ApplicationFile
from desk_app.records.people import DeskProfile, Role
from desk_app.rules.rulebook.rulebook import Rulebook
from desk_app.store.machine import SeededChance
from desk_app.store.vault.slots import SAMPLE_COST
from tests.fakes.world import FixedClock

TODAY = date(2026, 11, 25)
ENVELOPES = Path(__file__).parents[1] / "unit" / "cli" / "envelopes"
CLERK = NewPerson("山本 美咲", frozenset({Role.CLERK, Role.SUPERVISOR}), "three grey herons stand")


@dataclass(frozen=True)
class Folders:
    """Where a desk and its keys lie."""

    desk: Path
    keys: Path


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """A folder for the time of a measurement."""
    with tempfile.TemporaryDirectory(prefix="desk-app-bench-") as folder:
        yield Path(folder)


def found(folder: Path) -> Folders:
    """Found a desk of one person and close it."""
    made = Folders(folder / "desk", folder / "keys")
    desk = found_desk(made.desk, made.keys, DeskProfile(), [CLERK], around("founding"))
    desk.ports.store.close()
    return made


def opened(folders: Folders, seed: str, person: NewPerson = CLERK) -> Desk:
    """Open it; equal seeds give equal ids."""
    return open_desk(folders.desk, Unlock(person.name, person.password), around(seed))


def around(seed: str) -> Surroundings:
    """A desk's surroundings that stand still; a large desk opens once its pages are checked."""
    chance = SeededChance(seed)
    return Surroundings(FixedClock(TODAY), chance, cost=SAMPLE_COST, patient=True)


def envelope(name: str, rulebook: Rulebook) -> ApplicationFile:
    """The first application of one of the twelve envelopes, as it stands on its arrival."""
    check = parse((ENVELOPES / f"{name}.json").read_bytes())
    return check_reading.read(check, rulebook)[0]


def draft(file: ApplicationFile) -> intake.EnvelopeDraft:
    """The same, as a clerk hands it to the verb that logs it."""
    own = file.mail[0]
    papers = tuple(paper for paper in file.enclosures if paper.mail_item == own.id)
    return intake.EnvelopeDraft(own, (intake.ApplicationDraft(file.application, papers),))
