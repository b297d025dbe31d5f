# SPDX-License-Identifier: MIT
"""What a person types: the command, the program, names; what they say, start and end with."""

from __future__ import annotations

import argparse
import importlib
import os
import runpy
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

import commands
import console
import keys
import pytest
from setup_env import Environment

import desk_app
from desk_app.main import main
from tests.architecture.source import ROOT
from tests.asked_names import asked_names
from tests.packaging.conftest import Machine

PYTHON = sys.executable
KNOWN = ("scroll", "save", "open")


@pytest.fixture
def checkout(machine: Machine) -> Path:
    """A checkout whose set-up has been done."""
    for script in (ROOT / "packaging").glob("*.py"):
        shutil.copy(script, machine.root / "packaging")
    Environment(machine.root).make_ready()
    return machine.root


def _type(checkout: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Type the command on a machine without Debian's tools, so that none is really used."""
    return subprocess.run(
        [PYTHON, checkout / "packaging/bootstrap.py", *words],
        env={"PATH": "/nowhere"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("words", [["--help"], ["test", "-k"]])
def test_all_words_after_run_are_the_programs_own(checkout: Path, words: list[str]) -> None:
    typed = _type(checkout, "run", *words)
    assert typed.stdout.splitlines()[-1] == " ".join(["desk-app got:", *words])
    assert typed.returncode == 7


@pytest.mark.parametrize("word", ["run", "screens"])
def test_a_window_that_cannot_be_loaded_is_told_in_words_and_nothing_starts(
    machine: Machine, checkout: Path, word: str
) -> None:
    (machine.notes / "no-libraries").touch()
    typed = _type(checkout, word)
    assert typed.returncode == 1
    assert typed.stderr.startswith("bootstrap: desk-app cannot start before")
    assert "    ImportError: libEGL.so.1" in typed.stderr
    assert "Traceback" not in typed.stderr
    assert "desk-app got:" not in typed.stdout


@pytest.mark.parametrize(("complete", "code"), [(True, 0), (False, 1)])
def test_the_window_is_tried_only_where_the_system_lacks_something(
    machine: Machine, checkout: Path, monkeypatch: pytest.MonkeyPatch, *, complete: bool, code: int
) -> None:
    (machine.notes / "no-libraries").touch()
    monkeypatch.setattr("system_parts.check", lambda **_wanted: complete)
    monkeypatch.setattr("commands._become", lambda _command: 0)
    assert commands.main(["run"], checkout) == code


@pytest.mark.parametrize("words", [[], ["fly"], ["RUN"]])
def test_an_unknown_word_shows_the_commands_and_sets_nothing_up(
    words: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert commands.main(words, tmp_path) == 2
    shown = capsys.readouterr().err
    assert all(f"  {name} " in shown for name in commands.COMMANDS)
    assert list(tmp_path.iterdir()) == []


def test_help_is_no_error(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert commands.main(["--help"], tmp_path) == 0
    assert capsys.readouterr().out.startswith("usage:")


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (console.SetupError("pip ended with code 1"), 1),
        (PermissionError(13, "Permission denied"), 1),
        (KeyboardInterrupt(), 130),
    ],
)
def test_what_goes_wrong_is_said_in_one_breath(
    machine: Machine,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: BaseException,
    code: int,
) -> None:
    def fail(_self: Environment) -> None:
        raise error

    monkeypatch.setattr(Environment, "plan", fail)
    assert commands.main(["run"], machine.root) == code
    assert "bootstrap: " in capsys.readouterr().err


def test_ci_types_one_command_as_a_person_can(machine: Machine, tmp_path: Path) -> None:
    shutil.copytree(ROOT / ".ci", machine.root / ".ci")
    machine.add(tmp_path / "bin/python3", '#!/bin/sh\necho "$PWD" "$@"\nexit 5\n')
    ran = subprocess.run(
        [machine.root / ".ci/run"],
        cwd=tmp_path,
        env={"PATH": f"{tmp_path}/bin:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stdout == f"{machine.root} packaging/bootstrap.py pythons\n"
    assert ran.returncode == 5


def test_an_old_python_is_refused_in_words() -> None:
    program = (
        "import runpy, sys; sys.hexversion = 0x030a00f0;"
        f"runpy.run_path({str(ROOT / 'packaging/bootstrap.py')!r}, run_name='__main__')"
    )
    asked = subprocess.run(
        [PYTHON, "-c", program],
        capture_output=True,
        text=True,
        check=False,
    )
    assert asked.returncode == 1
    assert asked.stderr.startswith("bootstrap: Python 3.11 or newer is needed")


def test_a_program_is_followed_with_a_line_of_progress(
    capsys: pytest.CaptureFixture[str],
) -> None:
    outcome = console.follow(["sh", "-c", "echo one; echo ERROR: two; exit 3"], str.upper)
    assert outcome == console.Outcome(3, ("one", "ERROR: two"))
    assert outcome.complaint() == "    ERROR: two"
    assert "ONE" in capsys.readouterr().out


def test_a_program_that_is_not_there_is_a_set_up_error() -> None:
    with pytest.raises(console.SetupError, match="cannot start no-such-program"):
        console.follow(["no-such-program"])


def test_keys_are_never_pressed_where_there_is_no_screen_of_their_own(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("suite.shutil.which", lambda _program: None)
    with pytest.raises(console.SetupError, match="Xvfb"):
        keys.run(Environment(machine.root), [])


def _entry_points() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return [*project["scripts"].values(), *project["gui-scripts"].values()]


@pytest.mark.parametrize("entry", _entry_points())
def test_an_entry_point_names_a_function(entry: str) -> None:
    module, _, name = entry.partition(":")
    assert callable(getattr(importlib.import_module(module), name))


def test_python_m_starts_the_same_program(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["desk_app", "--version"])
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("desk_app", run_name="__main__")
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith(f"desk-app {desk_app.__version__}")


def test_help_of_the_program_is_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith("usage: desk-app")


def _asked(words: Sequence[str]) -> frozenset[str]:
    return asked_names(argparse.ArgumentParser(), words, KNOWN, "line")


@pytest.mark.parametrize(
    "words", [("save,scroll",), ("save", "scroll"), ("save,", "scroll"), ("save, scroll",)]
)
def test_commas_and_spaces_separate_names(words: Sequence[str]) -> None:
    assert _asked(words) == {"save", "scroll"}


@pytest.mark.parametrize("words", [(), (",",), ("save,sing",)])
def test_a_name_that_is_none_ends_the_command(
    words: Sequence[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        _asked(words)
    assert "there are open, save, scroll" in capsys.readouterr().err
