# SPDX-License-Identifier: MIT
"""The names by which the program is started lead to it."""

from __future__ import annotations

import importlib
import subprocess
import sys
import tomllib

import pytest

import desk_app
from desk_app.main import main
from tests.architecture.source import ROOT


def _entry_points() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return [*project["scripts"].values(), *project["gui-scripts"].values()]


@pytest.mark.parametrize("entry", _entry_points())
def test_an_entry_point_names_a_function(entry: str) -> None:
    module, _, name = entry.partition(":")
    assert callable(getattr(importlib.import_module(module), name))


def test_python_m_starts_the_same_program() -> None:
    typed = subprocess.run(
        [sys.executable, "-m", "desk_app", "--version"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert typed.returncode == 0
    assert typed.stdout.startswith(f"desk-app {desk_app.__version__}")


def test_help_is_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith("usage: desk-app")
