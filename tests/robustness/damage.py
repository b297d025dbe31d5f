# SPDX-License-Identifier: MIT
"""GOAL-5: bits flipped in every file the desk keeps, and every file cut short."""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from itertools import cycle, islice
from pathlib import Path
from random import Random

from desk_app.desk.errors import KnownError, WrongPassword
from desk_app.i18n import messages
from desk_app.records.desk.people import Language
from desk_app.store.backup.verifying import verify_backup
from desk_app.store.disk.desk_file import check_first_bytes
from desk_app.store.disk.faults import told
from desk_app.store.rekeying import engine_of
from desk_app.store.repair import SALVAGED, salvage
from desk_app.store.schema.engine import driver_connection, make_engine
from desk_app.store.startup import steps
from desk_app.store.vault import sheets as age
from desk_app.store.vault.sheets import identity_of
from tests.robustness.doors import Door, Kind, Room, doors_of
from tests.workbench.desks import Site, anchor_off
from tests.workbench.processes import apart, in_fresh_processes
from tests.workbench.report import Context, Control, Goal, Outcome, Work
from tests.workbench.worked import SAVES, Worked, all_rows, bind, choose, content, leave_log, worked

FLIPS, CUTS, CONTROLS = 2_000, 300, 50
DOORS = doors_of(Kind.KEPT)
_NEVER_READ = (".lock", "-shm")
"""Files without content of their own: the lock, and the index of the log, which is made anew."""


@dataclass(frozen=True, slots=True)
class Case:
    """What is done to the file of a door: a cut, or else a flipped bit."""

    door: Door
    cut: bool
    seed: str


@dataclass(frozen=True, slots=True)
class Sound:
    """The desk before it is damaged, what it shows, and what its backup says of itself."""

    desk: Worked
    content: str
    manifest: str
    beside: str
    """What the databases hold that are kept beside it."""


def try_damage(context: Context) -> Outcome:
    """Damage as often as wanted; then flip bits of the log with the anchor off."""
    desk = _model(context.within("model"))
    leave_log(desk.site, SAVES, 6)
    strangers = _strangers(desk)
    sound = apart(_look, desk.copy(context.folder / "looked at"))
    trial = partial(_trial, sound=Sound(desk, *sound), folder=context.folder / "trial")
    many, few = context.share(FLIPS, len(DOORS)), context.share(CUTS, len(DOORS))
    flips = _cases(context, DOORS, many, cut=False)
    cuts = _cases(context, DOORS, few, cut=True)
    came_to = Counter(in_fresh_processes([*flips, *cuts], trial))
    log = tuple(door for door in DOORS if door.name == "write-ahead log")
    controls = _cases(context, log, context.share(CONTROLS, 10), cut=False)
    silent = in_fresh_processes(controls, trial, anchor_off).count(WRONG)
    wrong = {what: count for what, count in came_to.items() if what not in {FOUND, HARMLESS}}
    told = f"{came_to[FOUND]:,} found, {came_to[HARMLESS]:,} harmless, {sum(wrong.values())} else"
    return Outcome(
        reached=told + (f": {wrong}" if wrong else ""),
        held=not wrong and not strangers,
        work=(
            Work("flips", len(flips), many),
            Work("cuts", len(cuts), few),
            Work("of them found", came_to[FOUND], (len(flips) + len(cuts)) // 2),
        ),
        control=Control(
            "anchor off",
            f"{silent} of {len(controls)} flips in the log passed in silence",
            failed=silent > len(controls) // 2,
        ),
        doors=frozenset(case.door.name for case in (*flips, *cuts)) - strangers,
    )


def _model(folder: Path) -> Worked:
    """Return a desk bound to its machine, with what restores, repairs and migrations leave."""
    desk = worked(folder)
    apart(bind, desk.site)
    choose(desk.site)
    apart(desk.site.restore, desk.sheet_key)
    apart(_leave_beside, desk.site)
    return desk


def _leave_beside(site: Site) -> None:
    """Leave the copy that a migration takes first, and the rows that a repair saves."""
    key = site.unlock().data_key
    engine = make_engine(site.database, key)
    with engine.connect() as connection:
        steps.copy_aside(connection, site.database, key)
    engine.dispose()
    salvage(site.database, site.database.with_name(SALVAGED), key)


FOUND, HARMLESS, WRONG = "found", "harmless", "wrong value"


def _strangers(desk: Worked) -> frozenset[str]:
    """Return the files of the desk that no door names, and the doors without a file."""
    folder = desk.site.folder
    known = {path for door in DOORS for path in door.of(folder)}
    every = {path for room in Room if room.value for path in (folder / room.value).rglob("*")}
    left = {path for path in every - known if path.is_file()}
    unnamed = {path.name for path in left if not path.name.endswith(_NEVER_READ)}
    return frozenset(unnamed | {door.name for door in DOORS if not door.of(folder)})


def _cases(context: Context, doors: tuple[Door, ...], most: int, *, cut: bool) -> list[Case]:
    seeds = (f"{context.seed}, {cut}, {number}" for number in range(most))
    return [
        Case(door, cut, seed) for door, seed in zip(islice(cycle(doors), most), seeds, strict=True)
    ]


def _look(desk: Worked) -> tuple[str, str, str]:
    manifest = repr(verify_backup(desk.site.backup, desk.sheet_key))
    return content(desk.site), manifest, content_beside(desk)


def _trial(case: Case, sound: Sound, folder: Path) -> str:
    """Damage one file of a copy; return whether that was found, harmless or something else."""
    shutil.rmtree(folder, ignore_errors=True)
    desk = sound.desk.copy(folder)
    chance = Random(case.seed)  # noqa: S311  trials to be repeated
    path = chance.choice(case.door.of(folder))
    path.write_bytes(_damaged(path.read_bytes(), chance, cut=case.cut))
    try:
        if case.door.name in {"backup", "copy of a scan"}:
            same = repr(verify_backup(desk.site.backup, desk.sheet_key)) == sound.manifest
        elif case.door.name in BESIDE:
            _start(desk, sound)
            same = content_beside(desk) == sound.beside
        else:
            same = content(desk.site) == sound.content
    except WrongPassword:
        return f"{case.door.name}: told as a wrong password"
    except KnownError as error:
        said = messages.error(error, Language.EN)
        return FOUND if said.what else f"no sentence for {error.code}"
    except Exception as error:  # noqa: BLE001  whatever it is, it would reach the crash dialog
        return f"{type(error).__name__} by {case}"
    return HARMLESS if same else WRONG


def _start(desk: Worked, sound: Sound) -> None:
    """Start as if nothing lay beside; a start that is stopped by it has found nothing."""
    try:
        same = content(desk.site) == sound.content
    except KnownError as error:
        raise AssertionError(error.code) from error
    assert same


def _damaged(sound: bytes, chance: Random, *, cut: bool) -> bytes:
    if cut:
        return sound[: chance.randrange(len(sound))]
    bit = chance.randrange(8 * len(sound))
    flipped = bytearray(sound)
    flipped[bit // 8] ^= 1 << bit % 8
    return bytes(flipped)


BESIDE = frozenset(
    {
        "kept database",
        "key of a kept database",
        "database before a migration",
        "rows that a repair saved",
    }
)
"""Where they lie: no start looks at them."""


def content_beside(desk: Worked) -> str:
    """Return a digest of every row of them; raises DamageFound.

    A kept one has an older key, which the recovery sheet opens.
    """
    folder, now = desk.site.desk, desk.site.unlock().data_key
    (wrapped,) = folder.glob("*.key.age")
    before = bytes.fromhex(age.unwrap(wrapped.read_bytes(), identity_of(desk.sheet_key)).decode())
    (copied,) = folder.glob("*.before-v*")
    said = [
        _rows(folder / "desk.db.kept-1", before),
        _rows(copied, now),
        _rows(folder / "desk.db.salvaged", now),
    ]
    return sha256(repr(said).encode()).hexdigest()


def _rows(path: Path, key: bytes) -> list[list[object]]:
    check_first_bytes(path)
    engine = engine_of(path, [key]).engine
    try:
        with told(), engine.connect() as connection:
            raw = driver_connection(connection)
            steps.check_pages(raw, full=True)
            steps.check_chain(connection, whole=True)
            return all_rows(raw)
    finally:
        engine.dispose()


GOAL = Goal(
    "GOAL-5",
    f"{FLIPS:,} flips and {CUTS} cuts over all files: 100 % found or harmless, 0 wrong values, "
    "0 tracebacks",
    try_damage,
    doors=tuple(door.name for door in DOORS),
    takes=80,
)
