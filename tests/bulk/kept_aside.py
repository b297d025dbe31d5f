# SPDX-License-Identifier: MIT
"""Filled desks kept outside of the clone: each is built once, and used until something changes."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from time import perf_counter, process_time

from platformdirs import user_cache_path

from desk_app.bootstrap import Surroundings, found_desk, rulebook_path
from desk_app.records.desk.people import ROSTER_VALUE
from desk_app.records.desk.profile import DeskProfile
from desk_app.store.database import SqlStore
from desk_app.store.disk.desk_file import SCHEMA_VERSION
from desk_app.store.disk.machine import SeededChance, SystemChance
from desk_app.store.vault import keyring
from desk_app.store.vault.slots import SAMPLE_COST
from tests.bulk.filling import Staff, by_verbs, in_bulk
from tests.bulk.mixture import GENERATOR, Mixture
from tests.bulk.prototypes import Moments
from tests.fakes.world import PlainPress
from tests.same_tables import Tables, differences, read_tables
from tests.workbench.desks import CLERK, OFFICER, Site

_CHAIN = "follows from the salts and ids of that desk"
_MARK = "bears the journal mark; what stands on the pages is compared as the letter's facts"
_KEY = "of a content that names ids of that desk, signed with a key of that desk"
_ROSTER = "hashed with the keys of that desk's roster"
_ID = "hashed with the random name of that desk's application"

LEFT_OUT: Mapping[str, str] = {
    "salts.salt": "random",
    "journal.previous": _CHAIN,
    "journal.hash": _CHAIN,
    "letter_facts.facts.journal_mark": _CHAIN,
    "letter_facts.sha256": _MARK,
    "letter_pages.pages": _MARK,
    "letters.sha256": _MARK,
    **{
        f"decisions.{signed}.{name}": why
        for signed in ("proposal", "approval")
        for name, why in (
            ("content_sha256", _KEY),
            ("signature", _KEY),
            ("head", _CHAIN),
            ("place.head", _ROSTER),
            ("covered.addressee", _ID),
            ("covered.principal", _ID),
            ("covered.proxy", _ID),
        )
    },
}
"""What no two desks have in common, and why; all else is compared, the search index too."""


def opened(folder: Path, mixture: Mixture) -> Staff:
    """Found a desk for a mixture, every letter of which is kept with pages that cost little."""
    folder.mkdir()
    around = Surroundings(chance=SeededChance(folder.name), press=PlainPress(), cost=SAMPLE_COST)
    return founded(Site(folder), mixture, around)


def whole(applications: int, weeks: int) -> Mixture:
    """Return a mixture all of whose letters have their pages."""
    return Mixture(applications, weeks, pages=2 * applications)


def tables(staff: Staff) -> Tables:
    """Read all that a desk keeps."""
    store = staff.clerk.ports.store
    assert isinstance(store, SqlStore)
    read = dict(read_tables(store))
    # Where its roster stands is each desk's own.
    read["settings"] = [row for row in read["settings"] if row["name"] != ROSTER_VALUE]
    return read


def unlike(bulk: Tables, verbs: Tables) -> list[str]:
    """Return where two desks differ, a line each."""
    return differences(bulk, verbs, LEFT_OUT)


def compare(folder: Path, mixture: Mixture, *, apart: bool = False) -> list[str]:
    """Fill two desks, one each way, and return where they differ."""
    bulk, verbs = opened(folder / "bulk", mixture), opened(folder / "verbs", mixture)
    in_bulk(bulk, mixture, apart=apart)
    by_verbs(verbs, mixture)
    found = unlike(tables(bulk), tables(verbs))
    for staff in (bulk, verbs):
        staff.clerk.ports.store.close()
    return found


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
