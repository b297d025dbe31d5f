# SPDX-License-Identifier: MIT
"""Windows stay on a desk together, whatever replaces its file is alone; a kill frees both."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from desk_app.desk.errors import AlreadyOpen
from desk_app.store import lock

STAYING = (
    "import sys, pathlib; from desk_app.store import lock;"
    "held = lock.stay(pathlib.Path(sys.argv[1])); print('there', flush=True); sys.stdin.read()"
)


def test_windows_stay_together_and_nothing_is_replaced_meanwhile(tmp_path: Path) -> None:
    first, second = lock.stay(tmp_path), lock.stay(tmp_path)
    first.release()
    with pytest.raises(AlreadyOpen), lock.alone(tmp_path):
        pytest.fail("a window is on the desk")
    second.release()
    with lock.alone(tmp_path):
        pass


def test_no_window_comes_while_the_file_is_replaced(tmp_path: Path) -> None:
    with lock.alone(tmp_path), pytest.raises(AlreadyOpen):
        lock.stay(tmp_path)
    lock.stay(tmp_path).release()


def test_a_block_that_fails_lets_windows_in_again(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), lock.alone(tmp_path):
        raise ZeroDivisionError
    lock.stay(tmp_path).release()


def test_a_window_on_an_open_desk_is_no_second_instance(tmp_path: Path) -> None:
    held, stay = lock.hold(tmp_path), lock.stay(tmp_path)
    held.release()
    stay.release()


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    lock.stay(folder).release()
    with lock.alone(folder):
        pass
    assert not folder.exists()


def test_a_killed_window_stays_on_nothing(tmp_path: Path) -> None:
    words = [sys.executable, "-c", STAYING, str(tmp_path)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as window:
        assert window.stdout is not None
        assert window.stdout.readline() == b"there\n"
        with pytest.raises(AlreadyOpen), lock.alone(tmp_path):
            pytest.fail("a window is on the desk")
        window.send_signal(signal.SIGKILL)
        window.wait()
    with lock.alone(tmp_path):
        pass


HOLDING = (
    "import sys, pathlib; from desk_app.store import lock; from desk_app.desk.errors import *\n"
    "try: lock.hold(pathlib.Path(sys.argv[1])).release(); print('let in')\n"
    "except AlreadyOpen as error: print(error.code)"
)


def _another_process(folder: Path) -> str:
    """Return what another process is told that asks for the lock."""
    words = [sys.executable, "-c", HOLDING, str(folder)]
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout.strip()


def test_a_lock_file_that_is_deleted_lets_nobody_in_and_is_taken_anew(tmp_path: Path) -> None:
    held = lock.hold(tmp_path)
    for made_anew in (False, True):
        (tmp_path / lock.NAME).unlink()
        if made_anew:
            (tmp_path / lock.NAME).touch()
        assert _another_process(tmp_path) == "already_open"
        held.must_stand()
        assert _another_process(tmp_path) == "already_open"
    held.release()
    assert _another_process(tmp_path) == "let in"


def test_who_finds_the_lock_with_somebody_else_stops(tmp_path: Path) -> None:
    held = lock.hold(tmp_path)
    (tmp_path / lock.NAME).unlink()
    other = FileLock(tmp_path / lock.NAME)
    # One who does not ask for the folder, as a program of an earlier version.
    other.acquire(timeout=0)
    with pytest.raises(AlreadyOpen, match="lock_lost"):
        held.must_stand()
    other.release()
    held.must_stand()
    held.release()


def test_who_finds_another_folder_in_its_place_stops(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    held = lock.hold(folder)
    folder.rename(tmp_path / "moved")
    with pytest.raises(AlreadyOpen, match="lock_lost"):
        held.must_stand()
    folder.mkdir()
    with pytest.raises(AlreadyOpen, match="lock_lost"):
        held.must_stand()
    held.release()
    held.release()


def test_readers_share_the_folder_too(tmp_path: Path) -> None:
    readers = [lock.share(tmp_path) for _ in range(2)]
    with pytest.raises(AlreadyOpen):
        lock.hold(tmp_path)
    for each in readers:
        each.must_stand()
        each.release()
    held = lock.hold(tmp_path)
    (tmp_path / lock.NAME).unlink()
    with pytest.raises(AlreadyOpen):
        lock.share(tmp_path)
    held.release()
