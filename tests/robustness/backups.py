# SPDX-License-Identifier: MIT
"""GOAL-11 and GOAL-16: backups opened by the system's own tools, and drills on a large desk."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from time import perf_counter
from unittest.mock import patch

import pyrage

from desk_app.desk import scans
from desk_app.desk.context import Desk
from desk_app.desk.keys import backups, people
from desk_app.records.desk.safekeeping import Drill
from desk_app.store.vault import key_file
from desk_app.store.vault.sheets import AgeIdentity, new_identity
from desk_app.store.vault.slots import open_slot
from tests.bulk.kept_aside import filled
from tests.bulk.mixture import Mixture
from tests.workbench.desks import CLERK, OFFICER, LaterClock, Site, founded, taken_sheet, verify
from tests.workbench.processes import apart
from tests.workbench.report import Context, Control, Goal, Outcome, Work
from tests.workbench.worked import FORM, PICTURES, do, save_some

BACKUPS, CONTROLS = 50, 3
SAVES_BETWEEN = 4
KEY_FILE, DATA = "key.txt", "data.sqlite"
_SCANS = "SELECT id, identity, pdf_sha256 FROM scans WHERE removed_at IS NULL"
_HEAD = "SELECT sequence, hex(hash) FROM journal ORDER BY sequence DESC LIMIT 1"


@dataclass(frozen=True, slots=True)
class Made:
    """A backup put by, and what the desk held when it was made: rows of tables, the head."""

    path: Path
    counts: Mapping[str, int]
    head: str

    @property
    def scans(self) -> Path:
        """The sealed files that were put by with it."""
        return self.path.parent / "scans"


@dataclass(frozen=True, slots=True)
class Kept:
    """The backups of a desk, the key that opened them, and all that can still be known later."""

    opened: int
    rows: int
    afterwards: int
    secrets: int


def try_opening(context: Context) -> Outcome:
    """Open each backup with the tools, destroy their key, try all that is left; then control."""
    wanted = context.share(BACKUPS, 2)
    kept = _kept(context.within("desk"), wanted)
    few = context.share(CONTROLS)
    paper = _kept(context.within("control"), few, permanent=True)
    return Outcome(
        reached=(
            f"{kept.opened} of {wanted} open with age, tar and sqlite3, scans too, counts and head "
            f"equal; after the key was destroyed {kept.afterwards} of {wanted} open"
        ),
        held=kept.opened == wanted and kept.afterwards == 0,
        work=(
            Work("rows counted in them", kept.rows, wanted * SAVES_BETWEEN),
            Work("secrets tried on each", kept.secrets, 6),
        ),
        control=Control(
            "a permanent paper key",
            f"{paper.afterwards} of {few} open after the quarter's sheet was destroyed",
            failed=paper.afterwards == few,
        ),
    )


def _kept(folder: Path, wanted: int, *, permanent: bool = False) -> Kept:
    site = founded(folder / "live")
    shelf, tools = folder / "shelf", folder / "tools"
    shelf.mkdir()
    tools.mkdir()
    identity = apart(new_identity)
    number, secret = apart(_sheet, site, identity if permanent else None)
    made = [_made(site, shelf, each * SAVES_BETWEEN) for each in range(wanted)]
    opened = [] if permanent else [_opened(each, secret, tools) for each in made]
    newer = apart(_replace_sheet, site, number, identity if permanent else None)
    secrets = apart(_left, site, newer)
    still = [any(_opens(each.path, one, tools) for one in secrets) for each in made]
    return Kept(opened.count(True), _rows(made), still.count(True), len(secrets))


def _rows(made: list[Made]) -> int:
    return sum(sum(each.counts.values()) for each in made)


# At the desk.


@contextmanager
def _permanent(identity: AgeIdentity) -> Iterator[None]:
    """Let every sheet carry the same key."""
    with patch("desk_app.store.vault.desk_keys.new_identity", lambda: identity):
        yield


def _sheet(site: Site, permanent: AgeIdentity | None) -> tuple[str, str]:
    """Take a sheet into use; return its number and its key."""
    with site.opened(OFFICER) as desk, _permanent(permanent) if permanent else nullcontext():
        made = taken_sheet(desk)
    return made.sheet.number, made.secret


def _replace_sheet(site: Site, old: str, permanent: AgeIdentity | None) -> str:
    """Take another sheet into use and destroy the old one; return the new one's key."""
    _, newer = _sheet(site, permanent)
    with site.opened(OFFICER) as desk:
        people.destroy_sheet(desk, old)
    return newer


def _made(site: Site, shelf: Path, first: int) -> Made:
    """Save something, make a backup, put it by where no thinning reaches; say what is in it."""
    name = apart(_back_up, site, first)
    shutil.copyfile(site.backups / name, shelf / name)
    shutil.copytree(site.backups / "scans", shelf / "scans", dirs_exist_ok=True)
    verdict = _counts(site)
    return Made(shelf / name, verdict, apart(_head, site))


def _counts(site: Site) -> Mapping[str, int]:
    """Return the rows of each table as ``desk-app verify`` counts them in a process of its own."""
    return apart(lambda: dict(verify(site).counts))


def _back_up(site: Site, first: int) -> str:
    save_some(site, range(first, first + SAVES_BETWEEN))
    with site.opened() as desk:
        scans.attach_scan(desk, FORM, PICTURES)
        return backups.make_backup(desk).name


def _head(site: Site) -> str:
    ((sequence, head),) = site.ask(_HEAD)
    return f"{sequence}|{head}"


def _left(site: Site, sheet_key: str) -> list[str]:
    """Return every secret that anybody still has: sheet, people's keys, data keys, passwords."""
    unlocked = site.unlock()
    found = [sheet_key, *(key.hex() for key in unlocked.data_keys)]
    for slot, person in zip(key_file.read(site.keys).slots, (OFFICER, CLERK), strict=True):
        found += [open_slot(slot, person.password).identity.secret, person.password]
    return found


# Elsewhere, without the program.


def _opened(made: Made, secret: str, tools: Path) -> bool:
    """Whether the tools open a backup whose tables and journal are the desk's."""
    if not _opens(made.path, secret, tools):
        return False
    counting = ", ".join(f'(SELECT count(*) FROM "{name}")' for name in made.counts)  # noqa: S608  names of our own
    counted = map(int, _asked(tools, f"SELECT {counting}").split("|"))
    counts = dict(zip(made.counts, counted, strict=True))
    checked = _ran(tools, sys.executable, "-I", "verify.py", DATA, "manifest.json")
    same = counts == made.counts and _asked(tools, _HEAD) == made.head and checked == 0
    return same and _shows_scans(made, tools)


def _shows_scans(made: Made, tools: Path) -> bool:
    """Whether age opens every sealed file that the rows have, with the identity in its row."""
    rows = [row.split("|") for row in _asked(tools, _SCANS).splitlines()]
    for id_, identity, hashed in rows:
        (tools / KEY_FILE).write_text(identity + "\n", encoding="ascii")
        words = ["age", "-d", "-i", KEY_FILE, str(made.scans / f"{id_}.age")]
        opened = subprocess.run(words, cwd=tools, capture_output=True, check=False)
        if sha256(opened.stdout).hexdigest() != hashed:
            return False
    return len(rows) == made.counts["scans"] > 0


def _opens(path: Path, secret: str, tools: Path) -> bool:
    """Whether a secret decrypts a backup, as a key of age or as its password."""
    for old in tools.iterdir():
        old.unlink()
    if secret.startswith("AGE-SECRET-KEY-"):
        (tools / KEY_FILE).write_text(secret + "\n", encoding="ascii")
        line = f"set -o pipefail; age -d -i {KEY_FILE} '{path}' | tar x"
        return _ran(tools, "bash", "-c", line) == 0
    try:
        pyrage.passphrase.decrypt(path.read_bytes(), secret)
    except pyrage.DecryptError:
        return False
    return True


def _ran(folder: Path, *words: str) -> int:
    return subprocess.run(words, cwd=folder, capture_output=True, check=False).returncode


def _asked(folder: Path, sql: str) -> str:
    words = ["sqlite3", "-readonly", DATA, sql]
    return subprocess.run(
        words, cwd=folder, capture_output=True, check=True, text=True
    ).stdout.strip()


APPLICATIONS, MOST_SECONDS = 100_000, 60
_FEW, _SAVED_FIRST = 12, 36
"""So many applications a small desk has after so many saves: every third logs one."""


@dataclass(frozen=True, slots=True)
class BackedUp:
    """A filled desk with a backup as new as itself, the key of its sheet, its building's seconds.

    ``old`` is what a drill found on a small desk one save after its backup; ``saved`` entries were
    noted by that save.
    """

    site: Site
    sheet_key: str
    built: float
    old: Drill
    saved: int


def try_drill(context: Context) -> Outcome:
    """Hold a drill on a filled desk with its backup, and one on a small desk, one save later."""
    applications = APPLICATIONS if context.scale >= 1 else _FEW
    done = None if context.ready is None else context.ready.found
    large = done if isinstance(done, BackedUp) else _backed_up(context)
    sound, seconds = apart(_drill, large.site, large.sheet_key)
    same = sound.equal and sound.applications == sound.live_applications == applications
    return Outcome(
        reached=f"{seconds:.1f} s, {sound.applications:,} applications and the head equal "
        f"(the desk was built before, in {large.built:.0f} s)",
        held=same and seconds <= MOST_SECONDS,
        work=(Work("applications drilled", sound.applications, applications),),
        control=Control(
            "a backup one save old",
            f"{large.old.missing} of its {large.saved} entries reported missing",
            failed=not large.old.equal and large.old.missing == large.saved,
        ),
    )


def _backed_up(context: Context) -> BackedUp:
    """Fill a desk and make its backup; save once more on a small one, and hold a drill there.

    The small one is all there is in the short form. The large one is kept for the next time.
    """
    began = perf_counter()
    site = founded(context.within("small"))
    apart(save_some, site, range(_SAVED_FIRST))
    built, sheet_key = perf_counter() - began, apart(_back_up_filled, site)
    later = site.copy(context.folder / "one save later")
    old, saved = apart(_save_and_drill, later, sheet_key)
    if context.scale >= 1:
        large = apart(filled, Mixture(APPLICATIONS))
        site, built = large.site.copy(context.folder / "large"), large.seconds
        sheet_key = apart(_back_up_filled, site)
    return BackedUp(site, sheet_key, built, old, saved)


def _back_up_filled(site: Site) -> str:
    """Take a sheet into use and make a backup for it; return its key."""
    site.backups.mkdir(exist_ok=True)
    with _a_day_later(site) as desk:
        made = taken_sheet(desk)
        backups.choose_folder(desk, site.backups)
        backups.make_backup(desk)
    return made.secret


def _a_day_later(site: Site) -> AbstractContextManager[Desk]:
    """Open a desk the day after, once its pages are checked, as a command does."""
    return site.opened(OFFICER, LaterClock(1), patient=True)


def _save_and_drill(site: Site, sheet_key: str) -> tuple[Drill, int]:
    """Save once and hold a drill; what it found, and how many entries were noted by the save."""
    with _a_day_later(site) as desk:
        before = _entries(desk)
        do(desk, 0)
        saved = _entries(desk) - before
        return backups.hold_drill(desk, sheet_key), saved


def _drill(site: Site, sheet_key: str) -> tuple[Drill, float]:
    """Hold a drill; what it found, and how many seconds passed."""
    with _a_day_later(site) as desk:
        began = perf_counter()
        found = backups.hold_drill(desk, sheet_key)
        return found, perf_counter() - began


def _entries(desk: Desk) -> int:
    with desk.ports.store.reading() as books:
        return books.journal.mark().sequence


OPENED_ELSEWHERE = Goal(
    "GOAL-11",
    f"{BACKUPS} of {BACKUPS} open with age, tar, sqlite3, counts and head equal; after the key is "
    "destroyed 0",
    try_opening,
    tools=("age", "tar", "sqlite3", "bash"),
    takes=55,
)

DRILLED = Goal(
    "GOAL-16",
    f"a drill at {APPLICATIONS:,} applications in at most {MOST_SECONDS} s, counts and head equal",
    try_drill,
    alone=True,
    prepare=_backed_up,
)
