# SPDX-License-Identifier: MIT
"""`bootstrap.py test` fails whenever a check or a test does, and brings a screen of its own."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest
import suite
from setup_env import Environment

from tests.packaging.conftest import Machine

TOOL = "#!/bin/sh\necho {name} $@ >> {notes}/asked\necho from {name}\nexit {code}\n"


def _environment(machine: Machine, **codes: int) -> Environment:
    """An environment whose tools end with the codes named, 0 otherwise."""
    environment = Environment(machine.root)
    for name in ("ruff", "lint-imports", "mypy", "pytest", "python"):
        code = codes.get(name.replace("-", "_"), 0)
        script = TOOL.format(name=name, notes=machine.notes, code=code)
        machine.add(environment.program(name), script)
    return environment


def test_all_checks_come_first_then_pytest_with_the_words(machine: Machine) -> None:
    assert suite.run(_environment(machine), ["-k", "fees"]) == 0
    *checks, tests = machine.asked()
    assert sorted(checks) == [
        "lint-imports",
        "mypy",
        "python -m tests.at_spi",
        "ruff check",
        "ruff format --check",
    ]
    assert tests == "pytest -n 2 --dist loadgroup --no-loadscope-reorder -k fees"


@pytest.mark.parametrize("tool", ["ruff", "lint_imports", "mypy", "python"])
def test_a_failing_check_fails_the_suite_but_the_tests_still_run(
    machine: Machine, capfd: pytest.CaptureFixture[str], tool: str
) -> None:
    assert suite.run(_environment(machine, **{tool: 1}), []) == 1
    assert machine.asked()[-1].startswith("pytest")
    assert f"from {tool.replace('_', '-')}" in capfd.readouterr().out


@pytest.mark.parametrize("code", [1, 2, 5])
def test_the_suite_ends_with_the_code_of_pytest(machine: Machine, code: int) -> None:
    assert suite.run(_environment(machine, pytest=code), []) == code


def test_where_all_is_well_the_last_word_is_pytests(
    machine: Machine, capfd: pytest.CaptureFixture[str]
) -> None:
    suite.run(_environment(machine), [])
    assert capfd.readouterr().out.splitlines()[-1] == "from pytest"


def test_the_screen_is_a_real_one() -> None:
    with suite.screen(wanted=True) as variables:
        assert _size_of_screen(variables) == "1600 1200"


def test_the_screen_goes_away_with_its_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[int] = []
    wait = subprocess.Popen.wait
    monkeypatch.setattr(subprocess.Popen, "wait", lambda process: ended.append(wait(process)))
    with suite.screen(wanted=True):
        assert ended == []
    assert len(ended) == 1


def test_no_screen_is_brought_where_the_tests_are_to_be_seen() -> None:
    with suite.screen(wanted=False) as variables:
        assert variables == {}


def test_what_tests_write_lies_in_memory_and_goes_with_them(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(suite, "LEAST_MEMORY", 0)
    monkeypatch.setattr(suite, "MEMORY", tmp_path)
    environment = _environment(machine)
    machine.add(environment.program("pytest"), f'#!/bin/sh\necho "$TMPDIR" > {tmp_path}/told\n')
    suite.run(environment, [])
    folder = Path((tmp_path / "told").read_text().strip())
    assert folder.parent == tmp_path
    assert not folder.exists()


@pytest.mark.parametrize("tool", ["pytest", "mypy"])
def test_what_python_compiled_is_kept_for_the_other_processes(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, tool: str
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    environment = _environment(machine)
    told = f'#!/bin/sh\necho "told:$PYTHONDONTWRITEBYTECODE" > {tmp_path}/told\n'
    machine.add(environment.program(tool), told)
    suite.run(environment, [])
    assert (tmp_path / "told").read_text() == "told:\n"


@pytest.mark.parametrize(
    ("least", "name"), [(2**62, "."), (0, "none")], ids=["too small", "not there"]
)
def test_where_memory_is_short_or_missing_the_usual_folder_is_taken(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, least: int, name: str
) -> None:
    monkeypatch.setattr(suite, "LEAST_MEMORY", least)
    with suite.quick_folder(tmp_path / name) as variables:
        assert variables == {}


def test_memory_that_runs_no_programs_is_not_taken(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(suite, "LEAST_MEMORY", 0)
    monkeypatch.setattr("os.statvfs", lambda _: SimpleNamespace(f_flag=os.ST_NOEXEC))
    with suite.quick_folder(tmp_path) as variables:
        assert variables == {}


def _size_of_screen(variables: dict[str, str]) -> str:
    asked = subprocess.run(
        ["xdotool", "getdisplaygeometry"],
        env=os.environ | variables,
        capture_output=True,
        text=True,
        check=False,
    )
    return asked.stdout.strip()
