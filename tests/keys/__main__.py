# SPDX-License-Identifier: MIT
"""The run of all scenarios: one line each, exit 0 only if every one holds."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from desk_app.store.machine import SystemClock
from tests.gui.x11_keys import Keyboard
from tests.keys.decisions import APPROVAL, DECISION
from tests.keys.envelopes import NEW_PERSON
from tests.keys.later import SUPPLEMENT
from tests.keys.program import NeverStillError
from tests.keys.proxies import PROXY
from tests.keys.scenario import Fault, Result, Scenario, carry_out
from tests.keys.strokes import Write, tally

SCENARIOS = (NEW_PERSON, PROXY, SUPPLEMENT, DECISION, APPROVAL)
ALL_HOLD, NOT_ALL, BAD_FILE = 0, 1, 2


def main(words: Sequence[str]) -> int:
    """Carry out every scenario and print a line for each; 0 only if all hold."""
    asked = _parser().parse_args(words)
    results = []
    for result in _results(os.environ["DISPLAY"]):
        sys.stdout.write(f"{result}\n")
        sys.stdout.flush()
        results.append(result)
    held = sum(result.ok for result in results)
    sys.stdout.write(f"{held} of {len(SCENARIOS)} hold\n")
    if asked.json is not None and not _written(asked.json, results):
        return BAD_FILE
    return ALL_HOLD if held == len(SCENARIOS) else NOT_ALL


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bootstrap.py keys", description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures as JSON")
    return parser


def _results(display: str) -> Iterator[Result]:
    """Carry out one scenario after the other: there is one keyboard, and one home for each."""
    today = SystemClock().today()
    strokes = [stroke for each in SCENARIOS for stroke in each.work(today)]
    with (
        tempfile.TemporaryDirectory(prefix="desk-app-keys-") as folder,
        Keyboard(display) as keyboard,
    ):
        keyboard.learn([each.text for each in strokes if isinstance(each, Write)])
        for number, scenario in enumerate(SCENARIOS):
            yield _result(scenario, Path(folder, str(number)), keyboard)


def _result(scenario: Scenario, folder: Path, keyboard: Keyboard) -> Result:
    """Carry out a scenario; a program that gets stuck or ends has not done what it should."""
    try:
        return carry_out(scenario, folder, keyboard)
    except NeverStillError as error:
        counted = tally(scenario.work(SystemClock().today()))
        fault = Fault("the program", "at rest", str(error))
        return Result(scenario.name, scenario.budget, counted, (fault,))


def _written(path: Path, results: Sequence[Result]) -> bool:
    figures = [result.figures() for result in results]
    try:
        path.write_text(json.dumps(figures, ensure_ascii=False, indent=2) + "\n", "utf-8")
    except OSError as error:
        sys.stderr.write(f"keys: {path}: {error.strerror}\n")
        return False
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
