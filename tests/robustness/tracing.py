# SPDX-License-Identifier: MIT
"""What a process writes, syncs, renames and says, in its order, as strace sees it."""

from __future__ import annotations

import ctypes
import os
import re
import subprocess
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.robustness.forks import Child, Say

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
