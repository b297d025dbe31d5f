# SPDX-License-Identifier: MIT
"""What the program says where it has no display, no room of its own, or a mistake of ours."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path
from unittest.mock import patch

import pytest

from desk_app.bootstrap import commands, starting
from desk_app.cli.exit_codes import Exit
from desk_app.desk.errors import DiskFull
from desk_app.store import hygiene, places
from desk_app.store.machine import SystemClock


def test_a_desk_that_is_named_is_never_answered_with_the_sample(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / places.DESK_FILE).touch()
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    with patch("desk_app.cli.demo.run_instead_of_window") as sample:
        for words in (["--desk", str(tmp_path)], [f"--desk={tmp_path}"]):
            assert starting.open_window(words, ExitStack()) == Exit.WRONG_USE
            said = capsys.readouterr()
            assert (said.out, "There is no display" in said.err) == ("", True)
    sample.assert_not_called()


def test_a_mistake_of_ours_is_noted_without_values(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = tmp_path / "logs" / "faults.log"
    for _ in range(2):
        with (
            patch("desk_app.cli.commands.run", side_effect=ValueError("山田 太郎")),
            patch("desk_app.store.places.fault_log", lambda: log),
        ):
            assert commands.command_line(["verify"]) == Exit.OUR_FAULT
        assert "A fault in the program stopped this." in capsys.readouterr().err
    noted = log.read_text(encoding="utf-8")
    assert noted.count("ValueError") == 2
    assert "desk_app/bootstrap/commands.py" in noted
    assert "山田" not in noted


def test_what_stops_outside_of_a_command_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with patch("desk_app.cli.commands.run", side_effect=DiskFull("disk_full")):
        assert commands.command_line(["verify"]) == Exit.NO_WRITING
    assert "the disk is full" in capsys.readouterr().err


def test_a_place_that_takes_no_log_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    ran = []
    for taken in (tmp_path / "file" / "logs" / "faults.log", Path("/dev/null/logs/faults.log")):
        with hygiene.private_ground(taken):
            ran.append(taken)
            hygiene.note_fault(taken, ValueError(), SystemClock().now())
    assert len(ran) == 2
