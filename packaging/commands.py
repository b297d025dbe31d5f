# SPDX-License-Identifier: MIT
"""The words after `bootstrap.py`: what each is for, and the way from the word to the deed."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import console
import debian_proof
import keys
import office
import paper
import pythons
import robustness
import setup_env
import suite
import system_parts
import windows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from setup_env import Environment

ROOT = Path(__file__).resolve().parent.parent
USAGE_ERROR = 2
INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Command:
    """One word after `bootstrap.py`: its purpose, its deed, whether that needs the test tools."""

    purpose: str
    act: Callable[[Environment, Sequence[str]], int]
    test_tools: bool


def run_program(environment: Environment, words: Sequence[str]) -> int:
    """Start desk-app with the words as they stand; its exit code becomes ours."""
    return _become([environment.program("desk-app"), *words])


def run_bench(environment: Environment, words: Sequence[str]) -> int:
    """Measure the speed budgets; a file named in the words lies where the person stands."""
    rooms = (environment.root, environment.root / "packaging")
    os.environ["PYTHONPATH"] = os.pathsep.join(map(str, rooms))
    return _become([environment.program("python"), "-m", "tests.bench", *words])


def run_screens(environment: Environment, words: Sequence[str]) -> int:
    """Write every screen as a picture; the folder of the words lies where the person stands."""
    parts = (environment.root, environment.root / "packaging")
    os.environ["PYTHONPATH"] = os.pathsep.join(map(str, parts))
    return _become([environment.program("python"), "-m", "tests.screens", *words])


def _become(command: Sequence[Path | str]) -> int:
    """Hand this process over to a program where the system can, else wait for it."""
    sys.stdout.flush()
    words = [str(word) for word in command]
    if os.name == "posix":
        os.execv(words[0], words)
    return subprocess.run(words, check=False).returncode


COMMANDS = {
    "run": Command("start desk-app; all further words are its own", run_program, test_tools=False),
    "test": Command("check and test it; further words go to pytest", suite.run, test_tools=True),
    "pythons": Command(
        "the same under the oldest and the newest Python here", pythons.run, test_tools=True
    ),
    "robustness": Command(
        "prove the goals of safety with figures", robustness.run, test_tools=True
    ),
    "office": Command(
        "prove an office of several stations on PostgreSQL", office.run, test_tools=True
    ),
    "paper": Command("prove every page that leaves the desk", paper.run, test_tools=True),
    "windows": Command("prove it on the Windows that Wine plays", windows.run, test_tools=True),
    "deb": Command("prove the package in a Debian of its own", debian_proof.run, test_tools=False),
    "keys": Command("count the keys of the commonest work", keys.run, test_tools=True),
    "bench": Command("measure the speed budgets", run_bench, test_tools=True),
    "screens": Command("write every screen as a picture into DIR", run_screens, test_tools=True),
}


def usage() -> str:
    """Describe the commands, one a line."""
    lines = (f"  {name:10} {command.purpose}" for name, command in COMMANDS.items())
    head = "usage: python3 packaging/bootstrap.py COMMAND ...\n\nEach sets up first. Then:"
    return "\n".join([head, *lines])


def main(words: Sequence[str], root: Path = ROOT) -> int:
    """Set up and do what the first word asks; the exit code of what was started."""
    command = COMMANDS.get(words[0]) if words else None
    if command is None:
        asked = bool(words) and words[0] in {"-h", "--help"}
        print(usage(), file=sys.stdout if asked else sys.stderr)
        return 0 if asked else USAGE_ERROR
    try:
        return _set_up_and_act(command, setup_env.Environment(root), words[1:])
    except (console.SetupError, OSError) as error:
        sys.stderr.write(f"bootstrap: {error}\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("\nbootstrap: stopped; the same command goes on from here\n")
        return INTERRUPTED


def _set_up_and_act(command: Command, environment: Environment, words: Sequence[str]) -> int:
    plan = environment.plan()
    complete = system_parts.check(makes_environment=plan.afresh, test_tools=command.test_tools)
    if not plan.idle:
        environment.make_ready()
    if not complete:
        environment.load_window_libraries()
    return command.act(environment, words)
