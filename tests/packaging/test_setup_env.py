# SPDX-License-Identifier: MIT
"""The environment is made once, mended where it differs from the lock, kept when pip fails."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import console
import pytest
from setup_env import STAMP, UNFINISHED, Environment, Plan

from tests.packaging.conftest import Machine

AFRESH = Plan(afresh=True, lock=True, project=True)
IDLE = Plan(afresh=False, lock=False, project=False)


@pytest.fixture
def environment(machine: Machine) -> Environment:
    """A finished environment."""
    environment = Environment(machine.root)
    environment.make_ready()
    machine.asked()
    return environment


def _steps(asked: list[str]) -> list[str]:
    """The steps of a set-up, by the word that tells them apart."""
    marks = {"venv": "environment", "--require-hashes": "lock", "-e": "project"}
    marks["compileall"] = "compiled"
    return [marks[word] for line in asked for word in line.split() if word in marks]


def test_on_a_new_machine_everything_is_made_in_order(machine: Machine) -> None:
    environment = Environment(machine.root)
    assert environment.plan() == AFRESH
    environment.make_ready()
    assert _steps(machine.asked()) == ["environment", "lock", "project", "compiled"]
    assert environment.program("desk-app").exists()


def test_the_lock_is_installed_by_hash_alone(machine: Machine) -> None:
    Environment(machine.root).make_ready()
    (lock,) = (line for line in machine.asked() if "requirements" in line)
    assert {"--require-hashes", "--no-deps", "--only-binary=:all:"} <= set(lock.split())


def test_a_second_start_does_nothing(machine: Machine, environment: Environment) -> None:
    assert environment.plan() == IDLE
    environment.make_ready()
    assert machine.asked() == []


def _change_lock(environment: Environment) -> None:
    (environment.root / "packaging/requirements-test.lock").write_text("six==2.0\n")


def _move(environment: Environment) -> None:
    stamp = environment.folder / STAMP
    stamp.write_text(stamp.read_text().replace("checkout", "elsewhere"))


ALL, MOST = ["environment", "lock", "project"], ["lock", "project"]
CHANGES: dict[str, tuple[Callable[[Environment], object], list[str]]] = {
    "the lock changed": (_change_lock, ["lock"]),
    "the project changed": (
        lambda made: (made.root / "pyproject.toml").write_text("[project]\nname = 'desk'\n"),
        ["project"],
    ),
    "the program lost": (lambda made: made.program("desk-app").unlink(), ["project"]),
    "the Python lost": (lambda made: made.program("python").unlink(), ALL),
    "the Python upgraded": (
        lambda made: shutil.move(made.folder / "lib/python3.13", made.folder / "lib/python3.12"),
        ALL,
    ),
    "stopped half-way": (lambda made: (made.folder / STAMP).write_text(UNFINISHED), ALL),
    "moved": (_move, ALL),
    "made by hand": (lambda made: (made.folder / STAMP).unlink(), MOST),
    "the stamp spoilt": (lambda made: (made.folder / STAMP).write_text('{"root": 1}'), MOST),
}


@pytest.mark.parametrize(("change", "steps"), CHANGES.values(), ids=CHANGES)
def test_what_is_not_as_it_should_be_is_mended(
    machine: Machine,
    environment: Environment,
    change: Callable[[Environment], object],
    steps: list[str],
) -> None:
    change(environment)
    environment.make_ready()
    assert _steps(machine.asked()) == [*steps, "compiled"]
    assert environment.plan() == IDLE


def test_a_failing_pip_is_told_and_the_working_environment_kept(
    machine: Machine, environment: Environment
) -> None:
    _change_lock(environment)
    (machine.notes / "pip-fails").touch()
    with pytest.raises(console.SetupError, match="no such version"):
        environment.make_ready()
    assert environment.plan() == Plan(afresh=False, lock=True, project=False)


def test_a_new_environment_that_pip_could_not_fill_is_made_again(machine: Machine) -> None:
    environment = Environment(machine.root)
    (machine.notes / "pip-fails").touch()
    with pytest.raises(console.SetupError):
        environment.make_ready()
    assert environment.plan() == AFRESH


def test_an_interrupted_set_up_leaves_its_mark(
    machine: Machine, environment: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_words: object) -> None:
        raise KeyboardInterrupt

    _change_lock(environment)
    monkeypatch.setattr(console, "follow", interrupted)
    with pytest.raises(KeyboardInterrupt):
        environment.make_ready()
    assert environment.plan() == AFRESH


def test_another_s_environment_behind_a_link_is_never_emptied(
    machine: Machine, tmp_path: Path
) -> None:
    others = tmp_path / "others"
    others.mkdir()
    kept = others / "kept"
    kept.touch()
    environment = Environment(machine.root)
    environment.folder.symlink_to(others)
    with pytest.raises(console.SetupError, match="link"):
        environment.make_ready()
    assert kept.exists()


def test_a_folder_that_cannot_be_written_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        Environment(tmp_path / "nowhere").make_ready()
