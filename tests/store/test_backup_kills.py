# SPDX-License-Identifier: MIT
"""A backup killed at any point, or without room: the last good one stands, nothing plain stays."""

from __future__ import annotations

import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desk_app.desk.errors import DiskFull
from desk_app.store.backup.inspecting import open_backup
from tests.fakes.copies import MARKER, ROOT, Safe, safe_in

KILLS_AT = [0, 20, 30, 31, 32, 35, 40, 45, 49, 50, 51, 52, 55, 60, 65, 70, 77, 85, 92, 100]
SIZES = range(0, 280_000, 40_000)

pytestmark = pytest.mark.robust


@pytest.fixture
def safe(tmp_path: Path) -> Safe:
    return safe_in(tmp_path)


def make(safe: Safe) -> str:
    return safe.written().name


def is_whole(safe: Safe, name: str) -> bool:
    opened = open_backup(safe.folder / name, safe.identity)
    opened.memory.close()
    return True


def killed_at(safe: Safe, hundredths: list[int]) -> list[int]:
    """Make a backup for each number and kill it there; how each process ended."""
    order = safe.order()
    words = (
        str(order.database),
        order.data_key.hex(),
        str(order.keys),
        order.signed_by,
        str(order.folder),
        order.sheet,
        order.recipient,
        order.made_at.isoformat(),
        str(order.enclosures),
    )
    told = "\n".join([" ".join(words), *map(str, hundredths)])
    done = subprocess.run(
        [sys.executable, "-m", "tests.store.backing_up"],
        input=told,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [int(line) for line in done.stdout.splitlines()]


def test_a_killed_backup_leaves_the_last_good_one(safe: Safe) -> None:
    first = make(safe)
    safe.log("R8-0002")
    ended = killed_at(safe, KILLS_AT)
    assert ended == [-signal.SIGKILL] * len(KILLS_AT)
    left = [path for path in safe.folder.iterdir() if path.name != first]
    assert {path.suffix for path in left} <= {".part", ".age"}
    for path in left:
        assert MARKER.encode() not in path.read_bytes()
    assert is_whole(safe, first)
    last = make(safe)
    assert sorted(path.name for path in safe.folder.iterdir()) == sorted([first, last])
    assert is_whole(safe, last)


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """Let files grow to so many bytes, as a disk that is nearly full."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def test_a_full_disk_is_told_and_leaves_the_last_good_one(safe: Safe) -> None:
    first = make(safe)
    size = (safe.folder / first).stat().st_size
    safe.log("R8-0002")
    for room in SIZES:
        assert room < size
        with room_for(room), pytest.raises(DiskFull, match="backup_not_written"):
            make(safe)
        assert [path.name for path in safe.folder.iterdir()] == [first]
    assert is_whole(safe, first)
