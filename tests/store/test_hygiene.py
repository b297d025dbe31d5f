# SPDX-License-Identifier: MIT
"""Nothing is left behind (T28): private files, no cores, swept folders, logs without texts."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from desk_app.store.disk import hygiene
from tests.workbench.processes import is_private

PERSON = "目印太郎"
INSIDE = """
import logging, os, sys, tempfile, warnings
from pathlib import Path
from desk_app.bootstrap import systems
from desk_app.store.disk.hygiene import private_ground
systems.choose()
with private_ground(Path(sys.argv[1]) / "faults.log"):
    folder = Path(tempfile.gettempdir())
    (folder / "page.pdf").write_text("目印太郎")
    print(folder, os.environ["TMPDIR"], oct(folder.stat().st_mode & 0o777))
    cores = (0, 0)
    if os.name == "posix":
        import resource
        cores = resource.getrlimit(resource.RLIMIT_CORE)
    print(oct((folder / "page.pdf").stat().st_mode & 0o777), *cores)
    print(folder.is_dir(), flush=True)
    logging.getLogger("some.library").warning("cannot draw %s", "目印太郎")
    try:
        raise ValueError("目印太郎")
    except ValueError:
        logging.getLogger("other").exception("目印太郎 failed")
    warnings.warn("目印太郎 is odd")
    if sys.argv[2] == "stay":
        sys.stdin.read()
print(folder.exists())
"""


def inside(log: Path, temp: Path, manner: str = "end") -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", INSIDE, str(log), manner],
        env={**os.environ, "TMPDIR": str(temp)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def folder_of(process: subprocess.Popen[str]) -> Path:
    """The temp folder of a process that has written its page."""
    assert process.stdout is not None
    folder, _, there = (process.stdout.readline() for _ in range(3))
    assert there == "True\n"
    return Path(folder.split()[0])


@pytest.fixture
def temp(tmp_path: Path) -> Path:
    folder = tmp_path / "temp"
    folder.mkdir()
    return folder


def test_a_process_has_private_ground_and_leaves_nothing(tmp_path: Path, temp: Path) -> None:
    log = tmp_path / "log"
    with inside(log, temp) as process:
        said, complained = process.communicate(timeout=60)
    first, second, *rest = said.splitlines()
    folder, named, mode = first.split()
    assert folder == named
    assert folder.startswith(str(temp / hygiene.PREFIX))
    # Wine makes up what it tells of rights.
    assert sys.platform == "win32" or (mode, second) == ("0o700", "0o600 0 0")
    assert rest == ["True", "False"]
    assert list(temp.iterdir()) == []
    written = "".join(each.read_text("utf-8") for each in log.iterdir())
    assert "WARNING some.library <string>:" in written
    assert "ERROR other <string>:" in written
    assert "ValueError" in written
    assert "WARNING py.warnings" in written
    assert PERSON not in written + complained
    assert all(map(is_private, log.iterdir()))


def test_what_a_killed_process_left_is_swept_and_a_living_one_keeps_its_own(
    tmp_path: Path, temp: Path
) -> None:
    with inside(tmp_path / "log", temp, "stay") as living:
        kept = folder_of(living)
        with inside(tmp_path / "log", temp, "stay") as killed:
            left = folder_of(killed)
            killed.kill()
        assert (left / "page.pdf").exists()
        others = temp / "somebody-elses"
        others.mkdir()
        assert hygiene.sweep(temp) == 1
        assert not left.exists()
        assert kept.exists()
        assert others.exists()
        living.communicate(timeout=60)
    assert not kept.exists()


def test_a_link_is_not_followed(temp: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (temp / f"{hygiene.PREFIX}link").symlink_to(outside)
    assert hygiene.sweep(temp) == 0
    assert outside.exists()


def test_the_ground_is_given_back(tmp_path: Path) -> None:
    before, usual, mask = tempfile.gettempdir(), os.environ.get("TMPDIR"), os.umask(0o022)
    try:
        with hygiene.private_ground(tmp_path / "log" / "faults.log"):
            assert tempfile.gettempdir() != before
        assert (tempfile.gettempdir(), os.environ.get("TMPDIR")) == (before, usual)
    finally:
        os.umask(mask)
