# SPDX-License-Identifier: MIT
"""The whole suite: the checks of source and accessibility, then the tests, with own screens."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import console

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from setup_env import Environment

SCREEN = "1600x1200x24"
MEMORY, LEAST_MEMORY = Path("/dev/shm"), 4 * 1024**3  # noqa: S108  the folder made in it is private
DONT_KEEP = "PYTHONDONTWRITEBYTECODE"
PYTEST_OPTIONS = ("-n", "2", "--dist", "loadgroup", "--no-loadscope-reorder")
CHECKS = (
    ("ruff", "check"),
    ("ruff", "format", "--check"),
    ("lint-imports",),
    ("mypy",),
    ("python", "-m", "tests.at_spi"),
)


@dataclass(frozen=True, slots=True)
class Running:
    """One check at work."""

    name: str
    process: subprocess.Popen[str]


def run(environment: Environment, words: Sequence[str]) -> int:
    """Run all checks and all tests; what stands in words goes to pytest. 0 only if all is well."""
    failed = run_checks(environment)
    code = run_tests(environment, words)
    tell(failed)
    return code or bool(failed)


def run_checks(environment: Environment) -> list[str]:
    """Run the checks side by side, a screen at hand; the names of those that failed."""
    with screen(wanted=True) as display:
        started = [_start(environment, check, display) for check in CHECKS]
        return [running.name for running in started if not _well(running)]


def run_tests(
    environment: Environment, words: Sequence[str], hear: Callable[[str], None] | None = None
) -> int:
    """Run pytest with the words; the code it ends with.

    ``hear`` is given each line that it writes, which is shown all the same.
    """
    options = [*PYTEST_OPTIONS, *words]
    console.say(f"pytest {shlex.join(options)}")
    with screen(wanted="--onscreen" not in words) as display, quick_folder(MEMORY) as folder:
        process = subprocess.Popen(
            [environment.program("pytest"), *options],
            cwd=environment.root,
            env=_variables(display | folder),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if hear else None,
            encoding="utf-8",
            errors="replace",
        )
        with process:
            for line in process.stdout or ():
                print(line, end="", flush=True)
                if hear:
                    hear(line)
    return process.returncode


def tell(failed: Sequence[str]) -> None:
    """Name the checks that failed once more, below what the tests wrote."""
    if failed:
        console.say(f"not well before the tests: {', '.join(failed)}")


def _start(environment: Environment, check: Sequence[str], display: Mapping[str, str]) -> Running:
    process = subprocess.Popen(
        [environment.program(check[0]), *check[1:]],
        cwd=environment.root,
        env=_variables(display),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    return Running(" ".join(check), process)


def _well(running: Running) -> bool:
    """Wait for a check; its output is shown only if it found something."""
    output, _ = running.process.communicate()
    code = running.process.returncode
    console.say(f"{running.name}: {'ok' if code == 0 else f'failed with code {code}'}")
    if code != 0:
        print(output, flush=True)
    return code == 0


def _variables(more: Mapping[str, str]) -> dict[str, str]:
    """Give this process's variables and some more; Python keeps what it compiled.

    A suite of many processes would else compile the program anew in each.
    """
    known = {name: value for name, value in os.environ.items() if name != DONT_KEEP}
    return known | dict(more)


@contextmanager
def screen(*, wanted: bool, size: str = SCREEN) -> Iterator[dict[str, str]]:
    """Keep a screen without glass for tests that need X: none may type into a person's window.

    Gives the variables that name it: none where it is not wanted or not to be had.
    """
    program = shutil.which("Xvfb")
    if not wanted or program is None:
        yield {}
        return
    reading, writing = os.pipe()
    process = subprocess.Popen(
        [program, "-displayfd", str(writing), "-screen", "0", size, "-nolisten", "tcp"],
        pass_fds=(writing,),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading, encoding="ascii") as answer:
            number = answer.readline().strip()
        yield {"DISPLAY": f":{number}"} if number else {}
    finally:
        process.terminate()
        process.wait()


@contextmanager
def quick_folder(memory: Path) -> Iterator[dict[str, str]]:
    """Keep a private folder in memory for what tests write: thousands of desks wait for no disk.

    What a cut of the power does to a disk is replayed, and does not depend on a real one. Gives the
    variables that name the folder: none where the system has no large memory that runs programs.
    """
    if not _large_enough(memory):
        yield {}
        return
    with tempfile.TemporaryDirectory(prefix="desk-app-tests-", dir=memory) as folder:
        yield {"TMPDIR": folder}


def _large_enough(memory: Path) -> bool:
    """Whether a folder takes what tests write; some of that are programs, to be started."""
    if os.name != "posix" or not os.access(memory, os.W_OK):
        return False
    refuses_programs = os.statvfs(memory).f_flag & os.ST_NOEXEC
    return not refuses_programs and shutil.disk_usage(memory).free >= LEAST_MEMORY
