# SPDX-License-Identifier: MIT
"""The program proved on a Windows that Wine plays, as strict as NTFS, in Japanese: part by part.

One line a part: what held, and how long it took.
"""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import console
import handed_on
import windows_install
import windows_python
from pythons import Result

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Sequence

    from setup_env import Environment
    from windows_python import Wine

OPTIONS = ("-q", "-p", "no:cacheprovider", "-m", "not posix", "--no-header", "-rfE")
PICTURES = "DESK_APP_PICTURES"
"""How the tests of the window are told where pictures go."""
MOST_SECONDS = 1500
"""How long all parts may take together."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the proof: the tests that it runs, none where it is the Setup itself."""

    name: str
    tests: tuple[str, ...] = ()


PARTS = (
    Part("start", ("tests/wine/program.py",)),
    Part("window", ("tests/wine/window.py",)),
    Part("unit", ("tests/unit", "tests/contract")),
    Part("store", ("tests/store",)),
    Part("letters", ("tests/letters",)),
    Part("gui", ("tests/gui",)),
    Part("goals", ("tests/wine/goals.py",)),
    Part("install"),
)


@dataclass(frozen=True, slots=True)
class Held:
    """How a part ended."""

    name: str
    held: int
    failed: int
    of_posix_alone: int
    seconds: float

    @property
    def well(self) -> bool:
        """Whether something was proved, and nothing failed."""
        return self.held > 0 and not self.failed

    def told(self) -> str:
        """Tell it in a line."""
        counts = [f"{self.held:,} held"]
        counts += [f"{self.failed:,} FAILED"] if self.failed else []
        left = self.of_posix_alone
        counts += [f"{left:,} of POSIX alone left out"] if left else []
        return f"{self.name}: {', '.join(counts)} in {self.seconds:.0f} s"


def run(environment: Environment, words: Sequence[str]) -> int:
    """Prove the parts that the words name, all without words; 0 only if every one holds.

    A file named in the words lies where the person stands.
    """
    asked = _read(words)
    began = time.monotonic()
    wine = windows_python.make_ready(environment)
    console.say(f"Windows is ready after {time.monotonic() - began:.0f} s: {wine.told()}")
    found = []
    for part in PARTS:
        if part.name in asked.only:
            found.append(_prove(part, wine, environment, asked))
            print(found[-1].told(), flush=True)
    if asked.json:
        said = {"python": wine.told(), "parts": [asdict(each) for each in found]}
        asked.json.write_text(json.dumps(said, indent=1) + "\n", encoding="utf-8")
    return int(not all(each.well for each in found))


def _read(words: Sequence[str]) -> argparse.Namespace:
    names = [part.name for part in PARTS]
    parser = argparse.ArgumentParser(prog="bootstrap.py windows", description=__doc__)
    parser.add_argument(
        "--only",
        metavar="PART,…",
        type=lambda text: _names(text, names),
        default=names,
        help=f"these parts alone, of {', '.join(names)}",
    )
    parser.add_argument("--json", metavar="FILE", type=Path, help="write the figures there too")
    parser.add_argument(
        "--pictures", metavar="DIR", type=Path, help="keep each page of the window as PNG there"
    )
    parser.add_argument("words", nargs="*", metavar="WORD", help="go to pytest, behind --")
    return parser.parse_args(words)


def _names(text: str, known: Sequence[str]) -> list[str]:
    names = text.split(",")
    unknown = sorted(set(names) - set(known))
    if unknown:
        raise argparse.ArgumentTypeError(f"no part is called {', '.join(unknown)}")
    return names


def _prove(part: Part, wine: Wine, environment: Environment, asked: argparse.Namespace) -> Held:
    began = time.monotonic()
    if not part.tests:
        steps = windows_install.prove(environment, wine)
        failed = sum(bool(each.why) for each in steps)
        return Held(part.name, len(steps) - failed, failed, 0, time.monotonic() - began)
    words = ["-m", "pytest", *OPTIONS, *part.tests, *asked.words]
    outcome = wine.run(words, environment.root, MOST_SECONDS, _surroundings(wine, asked.pictures))
    seconds = time.monotonic() - began
    result = Result()
    for line in outcome.lines:
        result.hear(line)
    held = held_of(part.name, result.counts, outcome.code, seconds)
    if not held.well:
        print("\n".join(outcome.lines), flush=True)
    return held


def _surroundings(wine: Wine, pictures: Path | None) -> dict[str, str]:
    """Return what the tests are told, as Windows names it.

    It is where programs of this system are that they ask besides, and the folder for pictures.
    """
    tools = handed_on.folder_of(wine.folder.parent, (windows_python.COMPILER, "-O2", "-s"))
    told = {"WINEPATH": windows_python.windows_path(tools)}
    if pictures is not None:
        told[PICTURES] = windows_python.windows_path(pictures.absolute())
    return told


def held_of(name: str, counts: Counter[str], code: int, seconds: float) -> Held:
    """Return how a part ended by what pytest counted; one that ended without a word failed."""
    failed = counts["failed"] + counts["errors"] + counts["skipped"] + counts["xpassed"]
    if code and not failed:
        failed = 1
    return Held(name, counts["passed"], failed, counts["deselected"], seconds)
