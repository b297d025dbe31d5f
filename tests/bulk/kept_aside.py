# SPDX-License-Identifier: MIT
"""Filled desks kept outside of the clone: each is built once, and used until something changes."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from time import perf_counter, process_time

from platformdirs import user_cache_path

from desk_app.bootstrap import Surroundings, found_desk, rulebook_path
from desk_app.records.people import DeskProfile
from desk_app.store.desk_file import SCHEMA_VERSION
from desk_app.store.machine import SystemChance
from desk_app.store.vault import keyring
from desk_app.store.vault.slots import SAMPLE_COST
from tests.bulk.filling import Staff, in_bulk
from tests.bulk.mixture import GENERATOR, Mixture
from tests.bulk.prototypes import Moments
from tests.robustness.sites import CLERK, OFFICER, Site

_BUILT = "built.json"
_MANY = 5_000
"""So many applications are worth a process of their own."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled desk, closed, and how long it took to build: by the clock, and of a processor."""

    site: Site
    seconds: float
    processor_seconds: float


def filled(mixture: Mixture) -> Filled:
    """Return a desk of a mixture, built now where it is not kept yet; nobody may change it."""
    folder = _kept(mixture)
    said = folder / _BUILT
    if not said.exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True, mode=0o700)
        wall, cpu = perf_counter(), process_time()
        build(Site(folder), mixture)
        taken = [perf_counter() - wall, process_time() - cpu]
        said.write_text(json.dumps(taken), encoding="ascii")
    return Filled(Site(folder), *json.loads(said.read_text(encoding="ascii")))


def build(site: Site, mixture: Mixture) -> None:
    """Found a desk in a folder and fill it through the bulk door."""
    staff = founded(site, mixture)
    in_bulk(staff, mixture, apart=hasattr(os, "fork") and mixture.applications >= _MANY)
    staff.clerk.ports.store.close()


def founded(site: Site, mixture: Mixture, around: Surroundings | None = None) -> Staff:
    """Found the desk some days before the first application comes; it stays open."""
    first = mixture.today - timedelta(weeks=mixture.weeks)
    clock = Moments(datetime(first.year, first.month, first.day, tzinfo=UTC))
    around = around or Surroundings(clock, SystemChance(), cost=SAMPLE_COST)
    around = replace(around, clock=clock, machine=site.folder / "machine")
    people = [CLERK, OFFICER]
    clerk = found_desk(site.desk, site.keys, DeskProfile(sample=True), people, around)
    second = keyring.unlock(site.keys, OFFICER.name, OFFICER.password, around.machine)
    return Staff(clerk, clerk.acting(second.user, second.seal), clock)


def _kept(mixture: Mixture) -> Path:
    """Return the folder of a desk: another schema, rulebook, generator or mixture has another."""
    rulebook = rulebook_path().read_text(encoding="utf-8")
    said = [SCHEMA_VERSION, rulebook, GENERATOR, repr(asdict(mixture))]
    name = sha256(json.dumps(said).encode()).hexdigest()[:16]
    return user_cache_path("desk_app", appauthor=False) / "filled-desks" / name
