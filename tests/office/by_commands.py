# SPDX-License-Identifier: MIT
"""Everything an office is told to do by commands: each test of it, on a server of its own.

The suite runs a few of them; all take some minutes of a processor.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree as ET

from tests.workbench.processes import ROOT
from tests.workbench.report import Context, Control, Goal, Outcome, Work

ALL, CARELESS = "DESK_APP_OFFICE_ALL", "DESK_APP_OFFICE_CARELESS"
"""Where they stand in the surroundings all tests run, the second with a careless program."""

_ROOM = ROOT / "tests" / "office"
_FILES = (_ROOM / "test_commands.py", _ROOM / "test_joining.py")
_CAUGHT = f"{_FILES[0]}::test_a_station_whose_file_is_deleted_saves_nothing"
_TESTS = 18


def try_commands(context: Context) -> Outcome:
    """Run all tests of the commands, then one with a program that must not pass it."""
    ended = _tested(context.within("all"), *map(str, _FILES))
    careless = _tested(context.within("careless"), _CAUGHT, careless=True)
    return Outcome(
        reached=", ".join(f"{count} {how}" for how, count in sorted(ended.items())),
        held=not ended.keys() - {"passed"},
        work=(Work("tests of commands", ended["passed"], _TESTS),),
        control=Control(
            "a station whose file is gone saves as a single desk",
            f"{careless['failed']} of 1 failed",
            failed=careless == {"failed": 1},
        ),
    )


def _tested(folder: Path, *tests: str, careless: bool = False) -> Counter[str]:
    """Return how many tests ended in which way."""
    told = folder / "tests.xml"
    words = ["-q", "-p", "no:cacheprovider", "-o", "junit_family=xunit1"]
    words += [f"--junit-xml={told}", f"--basetemp={folder / 'of'}"]
    path = os.pathsep.join(map(str, (ROOT, ROOT / "packaging")))
    around = os.environ | {"PYTHONPATH": path, ALL: "1"}
    subprocess.run(
        [sys.executable, "-m", "pytest", *words, *tests],
        cwd=ROOT,
        env=around | ({CARELESS: "1"} if careless else {}),
        stdout=subprocess.DEVNULL,
        check=False,
    )
    cases = ET.parse(told).iter("testcase")  # noqa: S314  pytest wrote it just now
    return Counter(_end(case) for case in cases)


def _end(case: ET.Element) -> str:
    ends = {"failure": "failed", "error": "failed", "skipped": "skipped"}
    return next((ends[part.tag] for part in case if part.tag in ends), "passed")


GOAL = Goal(
    "commands",
    "every test of begin, invite, join, shut out, leave and status by commands passes",
    try_commands,
    tools=("initdb",),
    takes=300,
)
