# SPDX-License-Identifier: MIT
"""The run of all scenarios: one line each, exit 0 only if every one holds."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from desk_app.store.disk.machine import SystemClock
from tests.gui.x11_keys import Keyboard
from tests.keys.asking import CALL, LETTER
from tests.keys.envelopes import NEW_PERSON, PROXY
from tests.keys.later import APPROVAL, DECISION, SUPPLEMENT
from tests.keys.scenario import Fault, Result, Scenario, Write, carry_out, tally
from tests.workbench.program import NeverStillError
from tests.workbench.report import parser_of, report

SCENARIOS = (NEW_PERSON, PROXY, SUPPLEMENT, DECISION, APPROVAL, CALL, LETTER)


def main(words: Sequence[str]) -> int:
    """Carry out every scenario and print a line for each; 0 only if all hold."""
    asked = parser_of("keys", __doc__).parse_args(words)
    figures = ("keys", asked.json, Result.figures)
    results = _results(os.environ["DISPLAY"])
    return report(results, len(SCENARIOS), json_file=figures, indent=2)


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


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
