# SPDX-License-Identifier: MIT
"""The suite under the oldest and the newest supported Python of this machine, each in one go.

What no Python changes is looked at once: the checks before all tests, and each test that is marked
`once` under the one of the two that its mark names, so that both have their share.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import console
import suite
import system_parts
from setup_env import Environment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

SUPPORTED = tuple((3, minor) for minor in range(11, 15))
"""The lines of Python for which the lock has libraries."""
NAMES = ("python3", *(f"python{major}.{minor}" for major, minor in SUPPORTED))
SYSTEM = Path("/usr/bin")
SECONDS_TO_ANSWER = 20
QUESTION = """
import importlib.util, json, sys, sysconfig
print(json.dumps({
    "version": sys.version_info[:3],
    "program": sys.executable,
    "usual": sys.implementation.name == "cpython" and sys.version_info[3] == "final"
        and not sysconfig.get_config_var("Py_GIL_DISABLED"),
    "own": sys.prefix == sys.base_prefix,
    "makes_environments": importlib.util.find_spec("ensurepip") is not None,
}))
"""
SHARES = tuple(f"not once or once(under={name!r})" for name in ("first", "second"))
"""What runs under which of two Pythons."""
OUTCOMES = (
    "failed",
    "passed",
    "skipped",
    "deselected",
    "xfailed",
    "xpassed",
    "warnings",
    "errors",
)
"""What pytest counts, in the order in which it tells them."""
SINGULAR = {"warnings": "warning", "errors": "error"}
CLOSING = re.compile(
    r"(?:=+ )?(?P<counts>\d+ [a-z]+(?:, \d+ [a-z]+)*|no tests ran)"
    r" in (?P<seconds>\d+\.\d+)s(?: \([\d:]+\))?(?: =+)?"
)
COLOUR = re.compile(r"\x1b\[[\d;]*m")
WIDTH, MINUTE = 80, 60


class Python(NamedTuple):
    """One Python as it answered: its version, where it is, what it can do."""

    version: tuple[int, int, int]
    program: str
    usual: bool
    own: bool
    makes_environments: bool

    @property
    def line(self) -> tuple[int, int]:
        """The first two numbers of its version, which tell what it can do."""
        return self.version[:2]

    @property
    def name(self) -> str:
        """Its version as a person writes it."""
        return ".".join(map(str, self.version))

    @property
    def is_fit(self) -> bool:
        """Whether the suite can be run under it.

        It is a released one with its lock, for which there are libraries; it is no environment, and
        it makes environments, or does once the package for that is brought.
        """
        can_make = self.makes_environments or (
            Path(self.program).parent == SYSTEM and system_parts.are_installed_here()
        )
        return self.line in SUPPORTED and self.usual and self.own and can_make


@dataclass
class Result:
    """What pytest counted, and the seconds that it took."""

    counts: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    def hear(self, line: str) -> None:
        """Take a line of pytest's; the closing one tells the counts."""
        found = CLOSING.fullmatch(COLOUR.sub("", line).strip())
        if found is None:
            return
        self.seconds = float(found["seconds"])
        several = {one: word for word, one in SINGULAR.items()}
        pairs = re.findall(r"(\d+) ([a-z]+)", found["counts"])
        self.counts = Counter({several.get(word, word): int(count) for count, word in pairs})

    def told(self) -> str:
        """Tell it as pytest does: `1 failed, 2 passed in 61.00s (0:01:01)`."""
        counted = [
            f"{self.counts[word]} {SINGULAR.get(word, word) if self.counts[word] == 1 else word}"
            for word in OUTCOMES
            if self.counts[word]
        ]
        long = f" ({timedelta(seconds=int(self.seconds))})" if self.seconds >= MINUTE else ""
        return f"{', '.join(counted) or 'no tests ran'} in {self.seconds:.2f}s{long}"


def run(environment: Environment, words: Sequence[str]) -> int:
    """Run all checks once and all tests under both Pythons; what stands in words goes to pytest.

    The last line is pytest's with the counts of both; a check that failed, or a pytest that ended
    badly without a word, is one of its errors. 0 only if all is well.
    """
    chosen = choose(environment)
    for each, python in chosen:
        _make_ready(each, python)
    failed = suite.run_checks(environment)
    results, codes = [], []
    shares = [("-m", share) for share in SHARES] if len(chosen) > 1 else [()]
    for (each, python), share in zip(chosen, shares, strict=True):
        console.say(f"Python {python.name} of {each.folder.name}:")
        result = Result()
        codes.append(suite.run_tests(each, [*share, *words], result.hear))
        if codes[-1] and not result.counts["failed"]:
            result.counts["errors"] = max(result.counts["errors"], 1)
        results.append(result)
    suite.tell(failed)
    for (_, python), result in zip(chosen, results, strict=True):
        console.say(f"Python {python.name}: {result.told()}")
    results.append(Result(Counter(errors=len(failed))))
    print(f" {_together(results).told()} ".center(WIDTH, "="), flush=True)
    return next(filter(None, codes), 0) or bool(failed)


def choose(environment: Environment) -> list[tuple[Environment, Python]]:
    """Choose the oldest and the newest Python, each with the environment that it is tested in.

    The Python of the checkout's own environment stands for its line, and comes first where it is
    one of the two; for any other line its newest release does.
    """
    own = _ask(environment.program("python"))
    if own is None:
        raise console.SetupError(f"the Python of {environment.folder.name} does not answer")
    here = {each.version: each for each in found()} | {own.version: own}
    newest = {each.line: each for each in sorted(here.values())} | {own.line: own}
    ends = dict.fromkeys(sorted((min(newest), max(newest)), key=lambda line: line != own.line))
    console.say(
        f"this machine has Python {', '.join(each.name for each in sorted(here.values()))};"
        f" tested: {' and '.join(newest[line].name for line in ends)}"
        + (", the only one that is fit" if len(ends) == 1 else "")
    )
    return [(_environment(environment, newest[line], own), newest[line]) for line in ends]


def _environment(first: Environment, python: Python, own: Python) -> Environment:
    if python.line == own.line:
        return first
    return Environment(first.root, ".venv-{}.{}".format(*python.line), python.program)


def _make_ready(environment: Environment, python: Python) -> None:
    plan = environment.plan()
    if plan.afresh and not python.makes_environments:
        system_parts.bring_venv(python.line[1])
    if not plan.idle:
        environment.make_ready()


def _together(results: Iterable[Result]) -> Result:
    whole = Result()
    for result in results:
        whole.counts += result.counts
        whole.seconds += result.seconds
    return whole


def found() -> Iterator[Python]:
    """Ask every Python of the path, of the system and of pyenv; yield those that are fit."""
    asked = dict.fromkeys(place.resolve() for place in _places() if place.is_file())
    answers = (_ask(place) for place in asked)
    return (each for each in answers if each and each.is_fit)


def _places() -> Iterator[Path]:
    folders = [Path(each) for each in os.get_exec_path() if each]
    yield from (folder / name for folder in (*folders, SYSTEM) for name in NAMES)
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    yield from sorted(pyenv.glob("versions/*/bin/python3"))


def _ask(program: Path) -> Python | None:
    """Ask a Python what it is; None where it does not answer, as one that pyenv only names."""
    try:
        answer = subprocess.run(
            [program, "-I", "-c", QUESTION],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            text=True,
            timeout=SECONDS_TO_ANSWER,
        )
        told = json.loads(answer.stdout)
        return Python(**told | {"version": tuple(told["version"])})
    except (OSError, subprocess.TimeoutExpired, ValueError, TypeError, KeyError):
        return None
