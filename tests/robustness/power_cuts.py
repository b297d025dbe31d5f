# SPDX-License-Identifier: MIT
"""GOAL-2: the power is cut at any moment of a save, a migration, a re-keying, a backup, a disposal.

What a process of the program wrote and synced is recorded and replayed to the cut; what was not
synced by then is kept, dropped or torn by sectors. A fresh process looks at each disk that differs.
"""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from hashlib import sha256
from pathlib import Path
from random import Random
from unittest.mock import patch

from desk_app.store.schema import connecting
from tests.robustness.doors import Kind, names_of
from tests.robustness.long_work import LONG_WORK
from tests.workbench.desks import Site
from tests.workbench.processes import Child, Say, in_fresh_processes
from tests.workbench.report import Context, Control, Goal, Outcome, Tally, Work
from tests.workbench.worked import EVERY, SAVES, Worked, do, find, reader_beside, worked

CUTS, CONTROLS = 10_000, 200
RECORDED = 30
SHARES = {"saves": 2, "saves beside a reader": 4}
"""So many of the parts of all cuts; each kind of long work has one."""
LONG = tuple(work for work in LONG_WORK if work.name != "restore")

Beside = Callable[[Site], AbstractContextManager[None]]
"""What goes on beside the saves."""


@dataclass(frozen=True, slots=True)
class Recording:
    """A run as it was recorded: the disk before it, what happened, who looks at what is left."""

    name: str
    disk: Disk
    events: list[Event]
    sheet_key: str
    look: Callable[[Worked, frozenset[str]], str]


@dataclass(frozen=True)
class Left:
    """What one cut left on the disk, and what had been acknowledged by then."""

    files: dict[str, bytes]
    folders: frozenset[str]
    said: frozenset[str]

    @cached_property
    def digest(self) -> bytes:
        """What is one for two cuts that left the same, byte for byte."""
        found = sha256(repr((sorted(self.folders), sorted(self.said))).encode())
        for name, content in sorted(self.files.items()):
            found.update(f"{name}, {len(content)}: ".encode())
            found.update(content)
        return found.digest()


@dataclass(frozen=True, slots=True)
class _Looked(Tally):
    """What was wrong, as often as it was left, and how many disks differed."""

    wrong: Counter[str] = field(default_factory=Counter)
    differing: int = 0


def try_power_cuts(context: Context) -> Outcome:
    """Cut as often as wanted, over all runs; then over saves with NORMAL in the place of FULL.

    The short form saves beside a reader alone: what lies in the log alone is most of what can go.
    """
    alone = [("saves", _nothing)] if context.scale >= 1 else []
    runs = [
        *(_record_saves(context, name, beside, full=True) for name, beside in alone),
        _record_saves(context, "saves beside a reader", reader_beside, full=True),
        *(_record_work(context, number) for number in range(len(LONG))),
    ]
    cuts = context.share(CUTS, 12)
    parts = sum(SHARES.get(run.name, 1) for run in runs)
    looked, made = _Looked(), dict[str, int]()
    for run in runs:
        made[run.name] = -(-cuts * SHARES.get(run.name, 1) // parts)
        looked += _cut(context, run, made[run.name])
    wrong = looked.wrong
    normal = _record_saves(context, "NORMAL beside a reader", reader_beside, full=False)
    # The short form shows that a loss is seen; over half is a figure of many cuts.
    controls, most = context.share(CONTROLS, 8), CONTROLS // 2 if context.scale >= 1 else 0
    lost = _cut(context, normal, controls).wrong.total()
    told = ", ".join(f"{name} {count:,}" for name, count in made.items())
    return Outcome(
        reached=f"{sum(made.values()):,} cuts ({told}) left {looked.differing:,} disks that "
        f"differ, each looked at: {wrong.total()} lost or damaged"
        + (f" ({dict(wrong.most_common(5))})" if wrong else ""),
        held=not wrong,
        work=(
            Work("cuts", sum(made.values()), cuts),
            Work("disks that differ", looked.differing, cuts // 2),
            Work("writes and syncs replayed", sum(len(run.events) for run in runs), 500),
        ),
        control=Control(
            "synchronous=NORMAL",
            f"{lost} of {controls} cuts lost saves",
            failed=lost > most,
        ),
        doors=frozenset((*EVERY, *made)),
    )


def _record_saves(
    context: Context,
    name: str,
    beside: Beside,
    *,
    full: bool,
) -> Recording:
    desk = worked(context.within(name))
    disk = Disk.of(desk.site.folder)
    numbers = range(SAVES, SAVES + context.share(RECORDED, 12))
    saving = partial(_save, desk.site, beside, numbers=numbers, full=full)
    events = recorded(saving, context.folder / f"{name}.strace")
    look = partial(_look_at_saves, numbers)
    return Recording(name, disk, events, desk.sheet_key, look)


def _save(site: Site, beside: Beside, say: Say, *, numbers: range, full: bool) -> None:
    with nullcontext() if full else patch.object(connecting, "SETTINGS", _NORMAL):
        desk = site.open()
        with beside(site):
            for number in numbers:
                do(desk, number)
                say(str(number))


_NORMAL = tuple(
    (name, "NORMAL" if name == "synchronous" else each) for name, each in connecting.SETTINGS
)


def _nothing(_site: Site) -> AbstractContextManager[None]:
    return nullcontext()


def _look_at_saves(numbers: range, desk: Worked, said: frozenset[str]) -> str:
    found = find(desk.site, numbers)
    if not found.verdict.sound:
        return str(found.verdict.said.get("error"))
    missing = {int(number) for number in said} - found.kept
    return f"{len(missing)} lost" if missing else "; ".join(found.half)


def _record_work(context: Context, number: int) -> Recording:
    work = LONG[number]
    desk = work.prepare(context.within(work.name))
    disk = Disk.of(desk.site.folder)
    events = recorded(partial(work.carry_out, desk), context.folder / f"{work.name}.strace")
    return Recording(work.name, disk, events, desk.sheet_key, work.look)


def _cut(context: Context, run: Recording, cuts: int) -> _Looked:
    """Cut so often, at moments evenly spread; return what was wrong with what was left.

    What several cuts left alike, byte for byte and with the same acknowledged by then, is looked at
    once and counted as often as it was left.
    """
    trial = partial(_trial, run=run, folder=context.folder / "trial")
    chance = context.chance(f"cuts in {run.name}")
    times: Counter[bytes] = Counter()

    def differing() -> Iterator[Left]:
        for left in _each_left(run, cuts, chance):
            times[left.digest] += 1
            if times[left.digest] == 1:
                yield left

    found = in_fresh_processes(differing(), trial)
    wrong: Counter[str] = Counter()
    for left_so, what in zip(times.values(), found, strict=True):
        if what:
            wrong[f"{run.name}: {what}"] += left_so
    return _Looked(wrong, len(times))


def _each_left(run: Recording, cuts: int, chance: Random) -> Iterator[Left]:
    """Replay the run and yield what each cut leaves; what is on the disk is gone afterwards."""
    apart = len(run.events) / cuts
    moments = Counter(int((number + chance.random()) * apart) for number in range(cuts))
    said: set[str] = set()
    for number, event in enumerate(run.events):
        run.disk.take(event)
        if isinstance(event, Said):
            said.add(event.words)
        for _ in range(moments[number]):
            files = run.disk.after_cut(chance)
            yield Left(files, run.disk.folders_after_cut(), frozenset(said))


def _trial(left: Left, run: Recording, folder: Path) -> str:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name in sorted(left.folders):
        (folder / name).mkdir()
    for name, content in left.files.items():
        (folder / name).write_bytes(content)
    site = Site(folder)
    site.backups.mkdir(exist_ok=True)
    return run.look(Worked(site, run.sheet_key), left.said)


CALLS = (
    "openat,open,creat,write,pwrite64,fsync,fdatasync,ftruncate,rename,renameat,renameat2,"
    "unlink,unlinkat,link,linkat,mkdir,mkdirat,rmdir"
)
_ANYBODY_MAY_TRACE = (0x59616D61, ctypes.c_ulong(-1))
_LINE = re.compile(r"(\d+) +(.*)")
_CALL = re.compile(r"(\w+)\((.*)\) += (-?\d+)")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_FILE = re.compile(r"^\d+<((?:\\x[0-9a-f]{2}|[^>])*)>")
_UNFINISHED, _RESUMED = " <unfinished ...>", re.compile(r"<\.\.\. \w+ resumed>(.*)")


@dataclass(frozen=True, slots=True)
class Written:
    """Bytes written at a place of a file; None: after what was written last."""

    path: str
    data: bytes
    offset: int | None


@dataclass(frozen=True, slots=True)
class Cut:
    """A file cut or stretched to a size."""

    path: str
    size: int


@dataclass(frozen=True, slots=True)
class Opened:
    """A file opened: made where it was not there, emptied where that was asked for."""

    path: str
    emptied: bool


@dataclass(frozen=True, slots=True)
class Synced:
    """A file whose bytes are on the disk from here on."""

    path: str


@dataclass(frozen=True, slots=True)
class Made:
    """A folder that is new."""

    path: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A name of a file or a folder that became another; ``both`` stand where it was linked."""

    path: str
    to: str
    both: bool = False


@dataclass(frozen=True, slots=True)
class Removed:
    """A name of a file or a folder that is gone."""

    path: str


@dataclass(frozen=True, slots=True)
class Said:
    """Words that went to whoever listens."""

    words: str


Event = Written | Cut | Opened | Synced | Made | Moved | Removed | Said


def recorded(work: Callable[[Say], object], log: Path) -> list[Event]:
    """Do some work in a forked process that strace follows; return what it did, in order."""
    go, release = os.pipe()

    def wait_and_work(say: Say) -> None:
        ctypes.CDLL(None).prctl(*_ANYBODY_MAY_TRACE, 0, 0, 0)
        say("ready")
        os.read(go, 1)
        work(say)

    child = Child.forked(wait_and_work)
    assert child.line() == "ready"
    words = ["strace", "-f", "-y", "-xx", "-s", "4000000", "-e", f"trace={CALLS}"]
    with subprocess.Popen(
        [*words, "-o", str(log), "-p", str(child.pid)],
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        text=True,
    ) as tracer:
        assert tracer.stderr is not None
        attached = tracer.stderr.readline()
        if "attached" not in attached:
            child.kill()
            raise PermissionError(f"strace may not follow a process: {attached.strip()}")
        os.write(release, b"g")
        said = child.rest()
        tracer.stderr.read()
    os.close(go)
    os.close(release)
    broken = [line for line in said if line.startswith("broken")]
    assert not broken, broken
    with log.open(encoding="ascii") as lines:
        return list(_events(_whole(lines)))


def _whole(lines: Iterable[str]) -> Iterator[str]:
    """Return the calls in the order of their ends, each on one line."""
    begun: dict[str, str] = {}
    for line in lines:
        found = _LINE.match(line)
        if found is None:
            continue
        process, call = found.groups()
        if call.endswith(_UNFINISHED):
            begun[process] = call.removesuffix(_UNFINISHED)
            continue
        resumed = _RESUMED.match(call)
        yield begun.pop(process) + resumed.group(1) if resumed else call


def _events(calls: Iterable[str]) -> Iterator[Event]:
    for line in calls:
        found = _CALL.match(line)
        if found is None or int(found.group(3)) < 0:
            continue
        name, words, result = found.groups()
        event = _event(name, words, int(result))
        if event is not None:
            yield event


def _event(name: str, words: str, result: int) -> Event | None:
    texts = [bytes.fromhex(text.replace("\\x", "")) for text in _TEXT.findall(words)]
    if name in {"openat", "open", "creat"}:
        return Opened(texts[0].decode(), "O_TRUNC" in words) if "O_CREAT" in words else None
    if name.startswith(("rename", "link")):
        return Moved(texts[0].decode(), texts[1].decode(), both=name.startswith("link"))
    path = _path(words)
    if name.startswith("mkdir"):
        return Made(os.path.join(path, texts[0].decode()))  # noqa: PTH118
    if name.startswith(("unlink", "rmdir")):
        return Removed(os.path.join(path, texts[0].decode()))  # noqa: PTH118
    if name == "write" and path.startswith("pipe:"):
        return Said(texts[0].decode("ascii", "replace").strip())
    return _of_file(name, path, words, texts[0][:result] if texts else b"")


def _of_file(name: str, path: str, words: str, data: bytes) -> Event | None:
    if name == "write":
        return Written(path, data, None)
    if name == "pwrite64":
        return Written(path, data, int(words.rsplit(",", 1)[1]))
    if name == "ftruncate":
        return Cut(path, int(words.rsplit(",", 1)[1]))
    return Synced(path)


def _path(words: str) -> str:
    found = _FILE.match(words)
    text = found.group(1) if found else ""
    return bytes.fromhex(text.replace("\\x", "")).decode() if text.startswith("\\x") else text


SECTOR = 512


@dataclass(slots=True)
class _File:
    """The bytes on the disk, what waits to go there, and where the next write goes."""

    kept: bytes = b""
    waiting: list[Written | Cut] = field(default_factory=list)
    end: int = 0

    def take(self, event: Written | Cut | Synced) -> None:
        """Let a write wait, or put all that waited on the disk."""
        if isinstance(event, Synced):
            self._sync()
        elif isinstance(event, Written) and event.offset is None:
            self.waiting.append(replace(event, offset=self.end))
            self.end += len(event.data)
        else:
            self.waiting.append(event)

    def _sync(self) -> None:
        content = bytearray(self.kept)
        for each in self.waiting:
            _apply(content, each)
        self.kept, self.waiting = bytes(content), []


@dataclass(slots=True)
class Disk:
    """The files below one folder, as a process writes them, and its folders, empty ones too."""

    folder: Path
    files: dict[str, _File] = field(default_factory=dict)
    folders: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, folder: Path) -> Disk:
        """Return the disk as it lies, with everything synced."""
        disk = cls(folder)
        for path in folder.rglob("*"):
            if path.is_file():
                disk.files[str(path)] = _File(path.read_bytes())
            elif path.is_dir():
                disk.folders.add(str(path))
        return disk

    def take(self, event: Event) -> None:
        """Let something happen to it; what does not concern its folder is passed over."""
        if isinstance(event, Opened):
            self._open(event)
        elif isinstance(event, Made):
            if self._holds(event.path):
                self.folders.add(event.path)
        elif isinstance(event, Moved | Removed) and event.path in self.folders:
            self._rename_folder(event)
        elif not isinstance(event, Said) and event.path in self.files:
            if isinstance(event, Moved | Removed):
                self._rename(event)
            else:
                self.files[event.path].take(event)

    def after_cut(self, chance: Random) -> dict[str, bytes]:
        """Return every file as a cut of the power may leave it, by its path below the folder."""
        loses = chance.choice((0.0, 0.3, 0.7, 1.0))
        return {
            self._below(path): _left(file, chance, loses)
            for path, file in self.files.items()
            if not path.endswith(("-shm", ".lock"))
        }

    def folders_after_cut(self) -> frozenset[str]:
        """Return every folder as a cut leaves it: it is a name, and names are kept."""
        return frozenset(map(self._below, self.folders))

    def _below(self, path: str) -> str:
        return path[len(str(self.folder)) + 1 :]

    def _holds(self, path: str) -> bool:
        return path.startswith(f"{self.folder}/")

    def _open(self, opened: Opened) -> None:
        if not self._holds(opened.path):
            return
        file = self.files.setdefault(opened.path, _File())
        file.end = 0
        if opened.emptied:
            file.waiting.append(Cut(opened.path, 0))

    def _rename(self, event: Moved | Removed) -> None:
        file = self.files[event.path]
        if isinstance(event, Removed) or not event.both:
            del self.files[event.path]
        if isinstance(event, Moved):
            self.files[event.to] = file

    def _rename_folder(self, event: Moved | Removed) -> None:
        if isinstance(event, Removed):
            self.folders.remove(event.path)
            return

        def moved(path: str) -> str:
            inside = path == event.path or path.startswith(f"{event.path}/")
            return event.to + path[len(event.path) :] if inside else path

        self.folders = {moved(path) for path in self.folders}
        self.files = {moved(path): file for path, file in self.files.items()}


def _left(file: _File, chance: Random, loses: float) -> bytes:
    content = bytearray(file.kept)
    for each in file.waiting:
        lost = chance.random() < loses
        if isinstance(each, Written) and chance.random() < 0.5:
            for piece in _pieces(each):
                if chance.random() >= loses:
                    _apply(content, piece)
        elif not lost:
            _apply(content, each)
    return bytes(content)


def _pieces(written: Written) -> list[Written]:
    """Return a write in the sectors that a disk writes whole or not at all."""
    start = written.offset or 0
    return [
        Written(written.path, written.data[at : at + SECTOR], start + at)
        for at in range(0, len(written.data), SECTOR)
    ]


def _apply(content: bytearray, change: Written | Cut) -> None:
    if isinstance(change, Cut):
        del content[change.size :]
        content.extend(bytes(change.size - len(content)))
        return
    start = change.offset or 0
    content.extend(bytes(max(0, start - len(content))))
    content[start : start + len(change.data)] = change.data


GOAL = Goal(
    "GOAL-2",
    f"{CUTS:,} cuts: 0 saves lost, 0 damaged",
    try_power_cuts,
    doors=tuple(name for name in names_of(Kind.SAVED, Kind.LONG) if name != "restore"),
    tools=("strace",),
    takes=330,
)
