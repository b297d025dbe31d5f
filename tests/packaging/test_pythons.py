# SPDX-License-Identifier: MIT
"""The suite under the oldest and the newest Python of a machine: which these are, and their sum."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

import console
import pytest
import pythons
import system_parts
from setup_env import Environment

from tests.architecture.source import ROOT
from tests.packaging.conftest import Machine

ANSWER = """#!/bin/sh
if [ "$2" = "-c" ]; then echo '{answer}'; exit {code}; fi
"""
PYTEST = "#!/bin/sh\necho {folder} pytest $@ >> {notes}/asked\necho '{closing}'\nexit {code}\n"
WELL = "========= 5 passed, 1 skipped in 61.50s (0:01:01) ========="

Closings = dict[str, tuple[str, int]]


@pytest.fixture
def bare(machine: Machine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Machine:
    """A machine without a Python but that of the checkout's own environment: 3.13.1."""
    for folder in ("path", "system", "pyenv/versions"):
        (tmp_path / folder).mkdir(parents=True)
    monkeypatch.setenv("PATH", f"{tmp_path}/path")
    monkeypatch.setenv("PYENV_ROOT", f"{tmp_path}/pyenv")
    monkeypatch.setattr(pythons, "SYSTEM", tmp_path / "system")
    monkeypatch.setattr(system_parts, "are_installed_here", lambda: False)
    _add(machine, Environment(machine.root).program("python"), "3.13.1", own=False)
    return machine


def _add(machine: Machine, program: Path, version: str, *, code: int = 0, **facts: bool) -> None:
    """Put a Python of a version in its place, one without fault unless facts say so."""
    answer = {
        "version": [int(number) for number in version.split(".")],
        "program": str(program),
        "usual": True,
        "own": True,
        "makes_environments": True,
    }
    program.unlink(missing_ok=True)
    machine.add(program, ANSWER.format(answer=json.dumps(answer | facts), code=code))


def _chosen(machine: Machine) -> list[tuple[str, str]]:
    chosen = pythons.choose(Environment(machine.root))
    return [(python.name, environment.folder.name) for environment, python in chosen]


def test_a_machine_with_one_python_says_so(
    bare: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _chosen(bare) == [("3.13.1", ".venv")]
    assert "tested: 3.13.1, the only one that is fit" in capsys.readouterr().out


def test_the_oldest_and_the_newest_are_chosen_wherever_they_lie(
    bare: Machine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _add(bare, tmp_path / "path/python3", "3.12.9")
    _add(bare, tmp_path / "system/python3.11", "3.11.2")
    _add(bare, tmp_path / "pyenv/versions/3.14.1/bin/python3", "3.14.1")
    assert _chosen(bare) == [("3.11.2", ".venv-3.11"), ("3.14.1", ".venv-3.14")]
    assert "3.11.2, 3.12.9, 3.13.1, 3.14.1; tested: 3.11.2 and 3.14.1" in capsys.readouterr().out


def test_the_own_environment_comes_first_and_stands_for_its_line(
    bare: Machine, tmp_path: Path
) -> None:
    _add(bare, tmp_path / "path/python3.13", "3.13.7")
    _add(bare, tmp_path / "path/python3.11", "3.11.2")
    _add(bare, tmp_path / "pyenv/versions/3.11.7/bin/python3", "3.11.7")
    assert _chosen(bare) == [("3.13.1", ".venv"), ("3.11.7", ".venv-3.11")]


@pytest.mark.parametrize("version", ["3.10.13", "3.15.0", "2.7.18", "4.11.0"])
def test_a_python_that_is_not_supported_is_left_alone(
    bare: Machine, tmp_path: Path, version: str
) -> None:
    _add(bare, tmp_path / "path/python3", version)
    assert _chosen(bare) == [("3.13.1", ".venv")]


@pytest.mark.parametrize("fact", ["usual", "own", "makes_environments"])
def test_a_python_that_is_not_fit_is_left_alone(bare: Machine, tmp_path: Path, fact: str) -> None:
    _add(bare, tmp_path / "system/python3.11", "3.11.2", **{fact: False})
    assert _chosen(bare) == [("3.13.1", ".venv")]


@pytest.mark.parametrize("script", ["#!/bin/sh\nexit 127\n", "#!/bin/sh\necho 3.11.2\n", ""])
def test_a_name_behind_which_no_python_answers_is_left_alone(
    bare: Machine, tmp_path: Path, script: str
) -> None:
    bare.add(tmp_path / "path/python3.11", script)
    assert _chosen(bare) == [("3.13.1", ".venv")]


def test_root_gets_what_debians_python_lacks_to_make_environments(
    bare: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    brought: list[int] = []
    monkeypatch.setattr(system_parts, "are_installed_here", lambda: True)
    monkeypatch.setattr(system_parts, "bring_venv", brought.append)
    monkeypatch.setattr(Environment, "make_ready", lambda _environment: None)
    _add(bare, tmp_path / "system/python3.11", "3.11.2", makes_environments=False)
    _tools(bare, {".venv": (WELL, 0), ".venv-3.11": (WELL, 0)})
    assert pythons.run(Environment(bare.root), []) == 0
    assert brought == [11]


def test_a_real_python_answers() -> None:
    python = pythons._ask(Path(sys.executable))
    assert python is not None
    assert python.version == sys.version_info[:3]
    assert python.makes_environments


def _tools(machine: Machine, closings: Closings) -> None:
    """Give the environments a pytest each, with the line and the code it ends with."""
    for tool in ("ruff", "lint-imports", "mypy"):
        script = f"#!/bin/sh\necho {tool} >> {machine.notes}/asked\n"
        machine.add(Environment(machine.root).program(tool), script)
    for folder, (closing, code) in closings.items():
        script = PYTEST.format(folder=folder, notes=machine.notes, closing=closing, code=code)
        machine.add(Environment(machine.root, folder).program("pytest"), script)


@pytest.fixture
def two(bare: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """A machine with two Pythons, whose environments need no making."""
    monkeypatch.setattr(Environment, "make_ready", lambda _environment: None)
    _add(bare, tmp_path / "path/python3.11", "3.11.2")
    return bare


def test_checks_run_once_and_each_python_has_its_share_of_what_none_changes(two: Machine) -> None:
    _tools(two, {".venv": (WELL, 0), ".venv-3.11": (WELL, 0)})
    assert pythons.run(Environment(two.root), ["-k", "fees"]) == 0
    *checks, first, second = two.asked()
    assert sorted(checks) == ["lint-imports", "mypy", "ruff", "ruff"]
    options = "pytest -n 2 --dist loadgroup --no-loadscope-reorder -m not once or once(under="
    assert first == f".venv {options}'first') -k fees"
    assert second == f".venv-3.11 {options}'second') -k fees"


def test_one_python_alone_runs_everything(bare: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Environment, "make_ready", lambda _environment: None)
    _tools(bare, {".venv": (WELL, 0)})
    assert pythons.run(Environment(bare.root), []) == 0
    assert bare.asked()[-1] == ".venv pytest -n 2 --dist loadgroup --no-loadscope-reorder"


def test_the_last_line_is_pytests_with_the_counts_of_both(
    two: Machine, capfd: pytest.CaptureFixture[str]
) -> None:
    other = "==== 7 passed, 2 deselected in 8.75s ===="
    _tools(two, {".venv": (WELL, 0), ".venv-3.11": (other, 0)})
    assert pythons.run(Environment(two.root), []) == 0
    *before, one, two_, last = capfd.readouterr().out.splitlines()
    assert WELL in before
    assert other in before
    assert one == "bootstrap: Python 3.13.1: 5 passed, 1 skipped in 61.50s (0:01:01)"
    assert two_ == "bootstrap: Python 3.11.2: 7 passed, 2 deselected in 8.75s"
    told = "12 passed, 1 skipped, 2 deselected in 70.25s (0:01:10)"
    assert last == f" {told} ".center(80, "=")


@pytest.mark.parametrize("folder", [".venv", ".venv-3.11"])
@pytest.mark.parametrize(
    ("closing", "code", "told"),
    [
        ("==== 1 failed, 4 passed in 2.00s ====", 1, "1 failed, 9 passed"),
        ("==== 4 passed, 1 error in 2.00s ====", 1, "9 passed, 1 error"),
        ("==== 2 passed, 1 warning, 2 errors in 2.00s ====", 1, "7 passed, 1 warning, 2 errors"),
        ("Segmentation fault", 139, "5 passed, 1 error"),
        ("==== no tests ran in 0.01s ====", 5, "5 passed, 1 error"),
        ("==== 4 passed in 2.00s ====", 3, "9 passed, 1 error"),
    ],
)
def test_what_fails_under_either_python_fails(
    two: Machine,
    capfd: pytest.CaptureFixture[str],
    folder: str,
    closing: str,
    code: int,
    told: str,
) -> None:
    well = ("5 passed in 0.50s", 0)
    _tools(two, {".venv": well, ".venv-3.11": well} | {folder: (closing, code)})
    assert pythons.run(Environment(two.root), []) == code
    assert capfd.readouterr().out.splitlines()[-1].strip("= ").startswith(f"{told} in ")


def test_a_check_that_fails_is_an_error(two: Machine, capfd: pytest.CaptureFixture[str]) -> None:
    _tools(two, {".venv": (WELL, 0), ".venv-3.11": (WELL, 0)})
    two.add(Environment(two.root).program("mypy"), "#!/bin/sh\nexit 2\n")
    assert pythons.run(Environment(two.root), []) == 1
    said = capfd.readouterr().out.splitlines()
    assert "bootstrap: not well before the tests: mypy" in said
    assert said[-1].strip("= ").startswith("10 passed, 2 skipped, 1 error in ")


def test_an_environment_that_cannot_be_made_stops_before_any_test(
    two: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(environment: Environment) -> None:
        raise console.SetupError(environment.folder.name)

    monkeypatch.setattr(Environment, "make_ready", fail)
    _tools(two, {".venv": (WELL, 0), ".venv-3.11": (WELL, 0)})
    with pytest.raises(console.SetupError, match=r"\.venv"):
        pythons.run(Environment(two.root), [])
    assert two.asked() == []


@pytest.mark.parametrize(
    ("line", "counts"),
    [
        ("12786 passed in 301.22s (0:05:01)\n", {"passed": 12786}),
        ("\x1b[32m===== \x1b[1m3 passed\x1b[0m in 4.00s =====\x1b[0m", {"passed": 3}),
        ("= 1 failed, 2 passed, 1 warning, 1 error in 9.00s =", {"errors": 1, "warnings": 1}),
        ("tests/test_a.py::test_5 passed in 4.00s of the budget", {}),
        ("FAILED tests/test_a.py - 3 passed in 4.00s", {}),
    ],
)
def test_pytests_closing_line_is_known_among_all_it_writes(
    line: str, counts: dict[str, int]
) -> None:
    result = pythons.Result()
    result.hear(line)
    assert Counter(counts) <= result.counts
    assert bool(counts) is bool(result.counts)


def test_environments_of_other_pythons_are_no_part_of_the_checkout() -> None:
    ignored = (ROOT / ".gitignore").read_text("utf-8")
    assert ".venv-*" in ignored.splitlines()
