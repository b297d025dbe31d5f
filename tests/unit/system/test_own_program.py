# SPDX-License-Identifier: MIT
"""The program starts itself again: by its place alone where it was shut off, and in that folder."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from desk_app.system import own_program
from tests.architecture.source import ROOT

AGAIN = ROOT / "packaging/installed/again.py"


def test_it_is_started_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    assert own_program.command("desk_app", "--demo") == [sys.executable, "-m", "desk_app", "--demo"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert own_program.command("desk_app", "--demo") == [sys.executable, "--demo"]


def test_shut_off_it_takes_nothing_from_the_folder_it_is_started_in(tmp_path: Path) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit(9)\n")
    done = subprocess.run(
        [sys.executable, "-I", AGAIN, ROOT],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("desk-app ")
