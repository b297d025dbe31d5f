# SPDX-License-Identifier: MIT
"""GOAL-4: the disk is full at any size of any file that the program writes."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from unittest.mock import patch

from desk_app.desk.errors import DiskFull, KnownError
from desk_app.i18n import messages
from desk_app.records.people import Language
from tests.robustness.doors import DOORS, Kind, doors_of
from tests.robustness.fillings import (
    ANCHOR,
    CHOSEN_NOW,
    FILLINGS,
    KEYS,
    MOST_SAVES,
    OF_THE_GOAL,
    Act,
    Filling,
    desk_to_fill,
)
from tests.robustness.forks import apart
from tests.robustness.harness import Context, Control, Goal, Outcome, Work
from tests.robustness.saving import do, find
from tests.robustness.sites import Site, command, verify
from tests.robustness.trials import founded_in_place
from tests.robustness.worked import CHOSEN, SAVES, Worked, chosen

SIZES, LATER_SIZES, CONTROLS = 200, 8, 20
"""For all doors of the goal's figure together; for each of the others; for the control."""

STEP_KIB, LONGEST_STEP_KIB, LEAST_STARTS = 16, 160, 24
"""What the disks of first starts differ by, up to the first with room; so many are too small."""
ENOUGH_KIB = 64 * 1024

_NOT_REFUSED = "not refused"
_NOT_COUNTED = ("-wal", "-shm", ".lock")
"""Files that come and go with an open desk."""


def try_full_disks(context: Context) -> Outcome:
    """Fill the disk at sizes over every door, in a small real one too; then save in place."""
    desk = desk_to_fill(context.folder / "model")
    undecided = desk_to_fill(context.folder / "undecided", decided=False)
    sizes = context.share(SIZES, len(OF_THE_GOAL))
    of_the_goal, later = -(-sizes // len(OF_THE_GOAL)), context.share(LATER_SIZES)
    folder = context.folder / "trial"
    wrong: Counter[str] = Counter()
    told = silent = 0
    for filling in FILLINGS:
        each = of_the_goal if filling in OF_THE_GOAL else later
        model = desk if filling.decided else undecided
        for number in range(each):
            limit = filling.least(model) + number * filling.room(model) // each
            wrong[_trial(filling, model, folder, limit)] += 1
            told, silent = told + filling.told, silent + (not filling.told)
    disks = context.share(CONTROLS, 2) if _can_mount(context.folder / "mount") else 0
    for number in range(disks):
        wrong[_on_small_disk(desk, context.folder / "mount", folder, 24 + 4 * number)] += 1
    step = min(round(STEP_KIB / context.scale), LONGEST_STEP_KIB)
    begun = _first_starts(context, wrong, step)
    unplaced = Counter[str]()
    _first_starts(context, unplaced, LONGEST_STEP_KIB, in_place=True)
    stuck = unplaced.total() - unplaced[""]
    well = wrong.pop("", 0)
    controls = context.share(CONTROLS, 4)
    spoilt = [
        _trial(filling, desk, folder, 10 * number, in_place=True)
        for number in range(-(-controls // 2))
        for filling in FILLINGS
        if filling.door in {"key file", "anchor"}
    ]
    truncated = len(list(filter(None, spoilt)))
    return Outcome(
        reached=f"{well - silent} of {told + disks + begun} sizes ({disks} on a real small disk, "
        f"{begun} of a first start, which is begun again at once): a plain message, nothing lost, "
        f"the desk works on; {silent} more of what is only forgotten; "
        f"{wrong.total()} else" + (f" {dict(wrong)}" if wrong else ""),
        held=not wrong,
        work=(
            Work("sizes by a limit", told, context.share(SIZES, 2 * len(OF_THE_GOAL))),
            Work("sizes of a first start", begun, context.share(LEAST_STARTS, 2)),
        ),
        control=Control(
            "saver and first start that write in place",
            f"{truncated} of {len(spoilt)} files truncated, {stuck} of {unplaced.total()} first "
            "starts not begun again",
            failed=truncated > 0 and stuck > 0,
        ),
        doors=frozenset(filling.door for filling in FILLINGS),
    )


def _first_starts(
    context: Context, wrong: Counter[str], step: int, *, in_place: bool = False
) -> int:
    """Begin a desk on disks of growing size until one has room; return how many had none."""
    folder, place = context.folder / "first start", context.folder / "mount"
    real = not in_place and place.exists()
    for number in count(1):
        folder.mkdir()
        room = number * step
        if real:
            _mount(place, room)
        try:
            said = apart(_begin_twice, place if real else folder, room, real, in_place=in_place)
        finally:
            if real:
                _unmount(place)
        shutil.rmtree(folder, ignore_errors=True)
        if said == _NOT_REFUSED:
            return number - 1
        wrong[f"first start with {room} KiB: {said}" if said else ""] += 1
    raise AssertionError("no disk has room")


def _begin_twice(folder: Path, room: int, real: bool, *, in_place: bool) -> str:  # noqa: FBT001
    """Begin a desk where the disk is full, and once more with room; return what was wrong."""
    site = Site(folder / "desk and keys")
    small = nullcontext() if real else _limit(room * 1024)
    with founded_in_place() if in_place else nullcontext():
        with small:
            objection = _refused(site.begin)
        left = [path.name for path in folder.rglob("*") if path.is_file()]
        if objection or left:
            return objection or f"left {sorted(left)}"
        if real:
            _mount(folder, ENOUGH_KIB, again=True)
        try:
            site.begin()
        except KnownError as error:
            return f"not begun again: {error.code}"
    return "" if verify(site).sound else "not sound"


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
    refusal = apart(_fill, filling, copied, limit, in_place=in_place)
    objection = refusal.objection or apart(_look, copied, refusal.saved)
    objection = objection or _left(filling, desk, copied)
    return f"{filling.door} at {limit}: {objection}" if objection else ""


def _fill(filling: Filling, desk: Worked, limit: int, *, in_place: bool) -> Refusal:
    saved: list[int] = []
    act = filling.begin(desk, saved)
    before = _contents(filling, desk)
    with _written_in_place() if in_place else _as_it_is():
        objection = _told(filling, act, limit)
    if not (filling.told or objection):
        new = _contents(filling, desk) - before
        objection = "not forgotten" if any(len(each) > limit for each in new) else ""
    return Refusal(tuple(saved), objection)


def _contents(filling: Filling, desk: Worked) -> set[bytes]:
    """Return what stands in the files of a door."""
    doors = [door for door in DOORS if door.name == filling.door]
    return {path.read_bytes() for door in doors for path in door.of(desk.site.folder)}


def _told(filling: Filling, act: Act, limit: int) -> str:
    """Return what is wrong with how a full disk was told: it is one plain message, or none."""
    small: AbstractContextManager[object]
    if filling.during:
        small = patch(filling.during, _limited(_found(filling.during), limit))
    else:
        small = _limit(limit)
    with small:
        objection = _refused(act)
    return "" if objection == _NOT_REFUSED and not filling.told else objection


def _refused(act: Act) -> str:
    """Return what is wrong with how an act was refused for want of room."""
    try:
        act()
    except DiskFull as error:
        said = [messages.error(error, language).what for language in Language]
        return "" if all(said) else f"no sentence for {error.code}"
    except KnownError as error:
        return f"told as {error.code}"
    except Exception as error:  # noqa: BLE001  whatever it is, it would reach the crash dialog
        return f"{type(error).__name__}"
    return _NOT_REFUSED


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
    letter, issued = (desk.site.folder / name for name in ("letter.pdf", "issued.pdf"))
    if letter.exists() and letter.read_bytes() != issued.read_bytes():
        return "letter truncated"
    if chosen(desk.site) not in {CHOSEN, CHOSEN_NOW}:
        return "choices truncated"
    opened = desk.site.open()
    do(opened, 3 * MOST_SAVES)
    opened.ports.store.close()
    return "" if verify(desk.site).sound else "does not work on"


def _left(filling: Filling, model: Worked, desk: Worked) -> str:
    """Return which files there are that were not there before: nothing is left half written."""
    before = _files(model)
    new = {path for path in _files(desk) - before if not path.match(filling.leaves or "nothing")}
    return f"left {sorted(map(str, new))}" if new else ""


def _files(desk: Worked) -> set[Path]:
    folder = desk.site.folder
    return {
        path.relative_to(folder)
        for path in folder.rglob("*")
        if path.is_file() and not path.name.endswith(_NOT_COUNTED)
    }


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

    with patch(KEYS, in_place), patch(ANCHOR, in_place):
        yield


def _can_mount(place: Path) -> bool:
    """Return whether this user may make a small disk; the limits reach the figure without it."""
    if os.geteuid() != 0:
        return False
    place.mkdir()
    return _mount(place, 64) and _unmount(place)


def _mount(place: Path, kibibytes: int, *, again: bool = False) -> bool:
    """Mount a small disk, or give the one that is mounted another size."""
    how = "remount," if again else ""
    size = f"{how}size={kibibytes}k,mode=700"
    words = ["mount", "-t", "tmpfs", "-o", size, "tmpfs", str(place)]
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
        refusal = apart(_fill, SMALL_DISK, copied, resource.RLIM_INFINITY, in_place=False)
        left = copied.copy(folder)
    finally:
        _unmount(place)
    objection = refusal.objection or apart(_look, left, refusal.saved)
    return f"small disk with {room} KiB: {objection}" if objection else ""


SMALL_DISK = replace(FILLINGS[0], door="small disk")
"""As the database is filled, by saves, but without a limit."""

GOAL = Goal(
    "GOAL-4",
    f"disk full at {SIZES} sizes: 0 lost saves, 0 tracebacks, a plain message each",
    try_full_disks,
    doors=doors_of(Kind.FILLED),
)
