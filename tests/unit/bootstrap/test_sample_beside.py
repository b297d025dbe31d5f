# SPDX-License-Identifier: MIT
"""The sample desk beside one's own: a program of its own, started once the window is closed."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from desk_app.bootstrap import LocalEntrance, sample
from desk_app.desk.errors import Cancelled
from desk_app.store.disk import hygiene


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Sequence[str], Mapping[str, str]]]:
    found: list[tuple[Sequence[str], Mapping[str, str]]] = []

    def popen(command: Sequence[str], *, env: Mapping[str, str], start_new_session: bool) -> None:
        assert start_new_session
        found.append((command, env))

    monkeypatch.setattr("desk_app.bootstrap.relay.subprocess.Popen", popen)
    return found


def test_the_program_starts_again_on_a_sample(
    started: list[tuple[Sequence[str], Mapping[str, str]]],
) -> None:
    sample.start_sample()
    ((command, _),) = started
    assert command == [sys.executable, "-m", "desk_app", "--demo"]


def test_a_frozen_program_starts_itself(
    started: list[tuple[Sequence[str], Mapping[str, str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    sample.start_sample()
    ((command, _),) = started
    assert command == [sys.executable, "--demo"]


def test_it_keeps_nothing_in_a_folder_that_is_swept(
    started: list[tuple[Sequence[str], Mapping[str, str]]], tmp_path: Path
) -> None:
    with hygiene.private_ground(tmp_path / "faults.log"):
        sample.start_sample()
    ((_, env),) = started
    assert {env[name] for name in ("TMPDIR", "TEMP", "TMP")} == {tempfile.gettempdir()}


IN_A_PROCESS = """
from desk_app import bootstrap
with bootstrap.private_ground():
    from desk_app.bootstrap import sample
    print(sample.new_folder(), sample.sample_door().folder)
"""
"""The threshold of the program loads the sample only when it is asked for."""


def test_the_letters_of_a_desk_worked_through_outlive_the_program(tmp_path: Path) -> None:
    homes = dict.fromkeys(("HOME", "TMPDIR"), str(tmp_path))
    told = subprocess.run(
        [sys.executable, "-c", IN_A_PROCESS],
        env=os.environ | homes,
        check=True,
        capture_output=True,
        text=True,
    )
    kept, of_a_window = map(Path, told.stdout.split())
    assert kept.parent == tmp_path
    assert kept.is_dir()
    assert not of_a_window.parent.parent.exists(), "a window's sample goes with it"


def test_nothing_is_made_where_the_clerk_wants_the_sample(tmp_path: Path) -> None:
    entrance = LocalEntrance(tmp_path / "desk", tmp_path / "keys")
    entrance.start_sample()
    assert entrance.sample_wanted
    assert list(tmp_path.iterdir()) == []


def test_a_sample_that_is_stopped_leaves_nothing_behind() -> None:
    door = sample.sample_door()
    folder = door.folder.parent.parent
    assert folder.is_dir()

    def stop(_part: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        sample.sample_entrance(door, stop)
    assert not folder.exists()
