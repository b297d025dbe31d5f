# SPDX-License-Identifier: MIT
"""From one process to the next: whoever started the first one waits for the last one's end."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desk_app.bootstrap import relay, wants_window
from desk_app.bootstrap.relay import LocalRelay
from desk_app.bootstrap.standing_in import words_of_desk
from desk_app.desk.errors import Mishap
from tests.unit.bootstrap.next_window import CODE, HANDED

ROOT = Path(__file__).parents[3]
LONGEST_S = 60

pytestmark = pytest.mark.posix(why="a window goes to another process where sockets are handed on")


@pytest.fixture
def first(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A first process that has the next one wait until it is told to end."""
    (tmp_path / "wait").touch()
    words = [sys.executable, "-m", "tests.unit.bootstrap.next_window", str(tmp_path)]
    with subprocess.Popen(words, cwd=ROOT) as process:
        yield process
        process.kill()


def _until(so: Callable[[], bool]) -> None:
    until = time.monotonic() + LONGEST_S
    while not so():
        assert time.monotonic() < until
        time.sleep(0.01)


def test_the_first_process_becomes_another_program_and_ends_with_the_last(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "tests.unit.bootstrap.next_window", str(tmp_path)]
    assert subprocess.run(words, cwd=ROOT, check=False, timeout=LONGEST_S).returncode == CODE
    program = (tmp_path / "program").read_text("utf-8").split("\0")
    assert Path(program[3]).name == "standing_in.py"


@pytest.mark.parametrize(
    ("otherwise", "code"),
    [
        ("slow", CODE),
        ("hangs", CODE),
        ("hangs again", CODE),
        ("seized", -getattr(signal, "SIGALRM", 0)),
        ("seized again", CODE),
    ],
)
def test_a_process_that_was_locked_ends_whatever_becomes_of_the_next_and_of_itself(
    tmp_path: Path, otherwise: str, code: int
) -> None:
    for each in otherwise.split():
        (tmp_path / each).touch()
    words = [sys.executable, "-m", "tests.unit.bootstrap.next_window", str(tmp_path)]
    assert subprocess.run(words, cwd=ROOT, check=False, timeout=LONGEST_S).returncode == code


def test_what_would_end_the_program_ends_its_window(
    tmp_path: Path, first: subprocess.Popen[bytes]
) -> None:
    _until((tmp_path / "waits").exists)
    first.terminate()
    assert first.wait(LONGEST_S) == -signal.SIGTERM
    window = (tmp_path / "waits").read_text()
    _until(lambda: not Path("/proc", window).exists())


def test_a_window_hears_that_what_stands_for_it_was_killed(
    tmp_path: Path, first: subprocess.Popen[bytes]
) -> None:
    _until((tmp_path / "waits").exists)
    first.kill()
    first.wait(LONGEST_S)
    _until((tmp_path / "alone").exists)


def test_without_a_window_that_comes_up_all_is_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relay, "_NAME", "tests.unit.bootstrap.no_such_window")
    way = LocalRelay([], lambda: ())
    for _ in range(2):
        with pytest.raises(Mishap):
            way.hand_over(HANDED)
    asked = list[object]()
    way.leave(0, asked.append)
    assert asked == []


def test_a_window_that_is_closed_for_good_ends_what_was_only_starting(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(relay, "_NAME", "tests.unit.bootstrap.next_window")
    (tmp_path / "wait").touch()
    way = LocalRelay([], lambda: [str(tmp_path)])
    way.hand_over(HANDED)
    way.withdraw()
    asked = list[object]()
    way.leave(0, asked.append)
    assert asked == []
    assert not (tmp_path / "waits").exists()


@pytest.mark.parametrize("word", ["--locked-window=", "--locked-window=990,991"])
def test_numbers_that_lead_nowhere_hand_nothing_on(word: str) -> None:
    assert LocalRelay([word], lambda: ()).came is None
    assert wants_window([word])
    assert words_of_desk([word, "--desk=there"]) == ["--desk=there"]
