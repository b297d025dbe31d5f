# SPDX-License-Identifier: MIT
"""GOAL-4: the disk is full at any size of any file that the program writes."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from unittest.mock import patch

from desk_app.cli.exit_codes import Exit
from desk_app.desk import backups, keys
from desk_app.desk.errors import DiskFull, KnownError
from desk_app.gui.presenters import letters
from desk_app.i18n import messages
from desk_app.records.people import Language
from tests.robustness.doors import Kind, doors_of
from tests.robustness.forks import apart
from tests.robustness.harness import Context, Control, Goal, Outcome, Work
from tests.robustness.saving import do, find
from tests.robustness.sites import OFFICER, Site, command, verify
from tests.robustness.worked import SAVES, Worked, worked

SIZES, CONTROLS = 200, 20
PAGES = bytes(range(256)) * 200
"""Of the size of a letter; where they are written a file of earlier pages stands."""
EARLIER = b"%PDF earlier"
MOST_SAVES = 400
_KIB = 1024


@dataclass(frozen=True, slots=True)
class Filling:
    """One door: what is done there, while which call the disk is full (else all the time), sizes.

    ``act`` is told where to note each save that was acknowledged.
    """

    door: str
    act: Callable[[Site, list[int]], None]
    during: str
    least: Callable[[Worked], int]
    room: Callable[[Worked], int]
    """The first size too small, and how many bytes of sizes follow it."""


def try_full_disks(context: Context) -> Outcome:
    """Fill the disk at sizes over every door, in a small real one too; then save in place."""
    desk = worked(context.within("model"))
    sizes = context.share(SIZES, 2 * len(FILLINGS))
    each = -(-sizes // len(FILLINGS))
    folder = context.folder / "trial"
    wrong: Counter[str] = Counter()
    done: Counter[str] = Counter()
    for filling in FILLINGS:
        for number in range(each):
            limit = filling.least(desk) + number * filling.room(desk) // each
            wrong[_trial(filling, desk, folder, limit)] += 1
            done[filling.door] += 1
    disks = context.share(CONTROLS, 2) if _can_mount(context.folder / "mount") else 0
    for number in range(disks):
        wrong[_on_small_disk(desk, context.folder / "mount", folder, 24 + 4 * number)] += 1
    plain = wrong.pop("", 0)
    controls = context.share(CONTROLS, 4)
    spoilt = [
        _trial(filling, desk, folder, 10 * number, in_place=True)
        for number in range(-(-controls // 2))
        for filling in FILLINGS
        if filling.door in {"key file", "anchor"}
    ]
    truncated = len(list(filter(None, spoilt)))
    total = sum(done.values()) + disks
    return Outcome(
        reached=f"{plain} of {total} sizes ({disks} on a real small disk): a plain message, "
        f"nothing lost, the desk works on; {wrong.total()} else"
        + (f" {dict(wrong)}" if wrong else ""),
        held=not wrong,
        work=(Work("sizes by a limit", sum(done.values()), sizes),),
        control=Control(
            "saver that writes in place",
            f"{truncated} of {len(spoilt)} files truncated",
            failed=truncated > 0,
        ),
        doors=frozenset(done),
    )


@dataclass(frozen=True, slots=True)
class Refusal:
    """What was acknowledged before the disk was full, and how that was told."""

    saved: tuple[int, ...]
    objection: str


def _trial(
    filling: Filling, desk: Worked, folder: Path, limit: int, *, in_place: bool = False
) -> str:
    """Fill the disk at a size; return what was wrong with what was said or with what is left."""
    shutil.rmtree(folder, ignore_errors=True)
    copied = desk.copy(folder)
    (folder / "letter.pdf").write_bytes(EARLIER)
    refusal = apart(_fill, filling, copied.site, limit, in_place=in_place)
    objection = refusal.objection or apart(_look, copied, refusal.saved)
    return f"{filling.door} at {limit}: {objection}" if objection else ""


def _fill(filling: Filling, site: Site, limit: int, *, in_place: bool) -> Refusal:
    saved: list[int] = []
    with _written_in_place() if in_place else _as_it_is():
        objection = _told(partial(filling.act, site, saved), filling.during, limit)
    return Refusal(tuple(saved), objection)


def _told(act: Callable[[], None], during: str, limit: int) -> str:
    """Return what is wrong with how a full disk was told: it is one plain message."""
    try:
        if during:
            with patch(during, _limited(_found(during), limit)):
                act()
        else:
            with _limit(limit):
                act()
    except DiskFull as error:
        said = [messages.error(error, language).what for language in Language]
        return "" if all(said) else f"no sentence for {error.code}"
    except KnownError as error:
        return f"told as {error.code}"
    except Exception as error:  # noqa: BLE001  whatever it is, it would reach the crash dialog
        return f"{type(error).__name__}"
    return "not refused"


def _look(desk: Worked, saved: tuple[int, ...]) -> str:
    """Return what is lost, in a process that finds room again; it goes on working."""
    last = max(saved, default=SAVES - 1)
    found = find(desk.site, range(SAVES, last + 1))
    if not found.verdict.sound:
        return str(found.verdict.said.get("error"))
    if set(saved) - found.kept or found.half:
        return f"{len(set(saved) - found.kept)} lost, {found.half}"
    (backup,) = desk.site.backups.glob("*.tar.age")
    words = ("verify", str(backup), "--key-fd", "{fd}", "--json")
    if not command(*words, secret=desk.sheet_key).sound:
        return "backup lost"
    if (desk.site.folder / "letter.pdf").read_bytes() not in {EARLIER, PAGES}:
        return "letter truncated"
    if (desk.site.folder / "journal.xlsx").exists():
        return "half a ledger"
    opened = desk.site.open()
    do(opened, 3 * MOST_SAVES)
    opened.ports.store.close()
    return "" if verify(desk.site).sound else "does not work on"


# What is done at each door.


def _save(site: Site, saved: list[int]) -> None:
    desk = site.open()
    for number in range(SAVES, SAVES + MOST_SAVES):
        do(desk, number)
        saved.append(number)


def _change_keys(site: Site, _saved: list[int]) -> None:
    keys.new_sheet(site.open(OFFICER))


def _back_up(site: Site, _saved: list[int]) -> None:
    backups.make_backup(site.open(OFFICER))


def _save_letter(site: Site, _saved: list[int]) -> None:
    letters._write(site.folder / "letter.pdf", PAGES)


def _export(site: Site, _saved: list[int]) -> None:
    words = ("export", "journal", "--xlsx", str(site.folder / "journal.xlsx"), "--json")
    where = ("--desk", str(site.desk), "--password-fd", "{fd}")
    verdict = command(*words, *where, secret=f"{OFFICER.name}\n{OFFICER.password}\n")
    if verdict.code == Exit.NO_WRITING and verdict.stderr:
        raise DiskFull(str(verdict.said["error"]))


def _nothing(_desk: Worked) -> int:
    return 0


def _size(files: str) -> Callable[[Worked], int]:
    """Return what tells the size of a file of the desk."""

    def size(desk: Worked) -> int:
        (path,) = desk.site.folder.glob(files)
        return path.stat().st_size

    return size


def _bytes(count: int) -> Callable[[Worked], int]:
    return lambda _desk: count


_KEYS = "desk_app.store.vault.key_file.replace_files"
_ANCHOR = "desk_app.store.journal.anchor.replace_file"
_BACKUP = "desk_app.store.backup.process.work"
_LEDGER = "desk_app.store.sheets._write"

FILLINGS = (
    Filling("database", _save, "", _size("desk/desk.db"), _bytes(64 * _KIB)),
    Filling("write-ahead log", _save, "", _nothing, _bytes(16 * _KIB)),
    Filling("key file", _change_keys, _KEYS, _nothing, _size("keys/keys.json")),
    Filling("anchor", _save, _ANCHOR, _nothing, _size("keys/anchor.json")),
    Filling("backup", _back_up, _BACKUP, _nothing, _size("backups/*.tar.age")),
    Filling("letter as PDF", _save_letter, "", _nothing, _bytes(len(PAGES))),
    Filling("ledger as workbook", _export, _LEDGER, _nothing, _bytes(5 * _KIB)),
)


# Ways to have no room.


@contextmanager
def _limit(size: int) -> Iterator[None]:
    """Let no file grow beyond a size."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def _limited(call: Callable[..., object], size: int) -> Callable[..., object]:
    def limited(*words: object, **named: object) -> object:
        with _limit(size):
            return call(*words, **named)

    return limited


def _found(name: str) -> Callable[..., object]:
    module, _, attribute = name.rpartition(".")
    found: Callable[..., object] = getattr(__import__(module, fromlist=[attribute]), attribute)
    return found


@contextmanager
def _as_it_is() -> Iterator[None]:
    yield


@contextmanager
def _written_in_place() -> Iterator[None]:
    """Let small files be written where they stand, as a careless saver does."""

    def in_place(paths: list[Path] | Path, content: bytes) -> None:
        for path in paths if isinstance(paths, list | tuple) else [paths]:
            try:
                path.write_bytes(content)
            except OSError:
                raise DiskFull from None

    with patch(_KEYS, in_place), patch(_ANCHOR, in_place):
        yield


def _can_mount(place: Path) -> bool:
    """Return whether this user may make a small disk; the limits reach the figure without it."""
    if os.geteuid() != 0:
        return False
    place.mkdir()
    return _mount(place, 64) and _unmount(place)


def _mount(place: Path, kibibytes: int) -> bool:
    words = ["mount", "-t", "tmpfs", "-o", f"size={kibibytes}k,mode=700", "tmpfs", str(place)]
    return subprocess.run(words, capture_output=True, check=False).returncode == 0


def _unmount(place: Path) -> bool:
    return subprocess.run(["umount", str(place)], capture_output=True, check=False).returncode == 0


def _on_small_disk(desk: Worked, place: Path, folder: Path, room: int) -> str:
    """Save on a disk that has so many KiB free until it refuses; look at what lies there."""
    files = [path for path in desk.site.folder.rglob("*") if path.is_file()]
    used = sum(-(-path.stat().st_size // 4096) * 4 for path in files)
    shutil.rmtree(folder, ignore_errors=True)
    _mount(place, used + 64 + room)
    try:
        copied = desk.copy(place / "desk and keys")
        refusal = apart(_fill, SMALL_DISK, copied.site, resource.RLIM_INFINITY, in_place=False)
        left = copied.copy(folder)
    finally:
        _unmount(place)
    (folder / "letter.pdf").write_bytes(EARLIER)
    objection = refusal.objection or apart(_look, left, refusal.saved)
    return f"small disk with {room} KiB: {objection}" if objection else ""


SMALL_DISK = Filling("small disk", _save, "", _nothing, _nothing)

GOAL = Goal(
    "GOAL-4",
    f"disk full at {SIZES} sizes: 0 lost saves, 0 tracebacks, a plain message each",
    try_full_disks,
    doors=doors_of(Kind.FILLED),
)
