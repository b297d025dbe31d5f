# SPDX-License-Identifier: MIT
"""A short form of every goal: the same harness at a small scale, floors and controls included."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.robustness.forks import ROOT
from tests.robustness.goals import GOALS

SCALE = "0.004"

pytestmark = [pytest.mark.once, pytest.mark.robust, pytest.mark.xdist_group("goals")]


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, object]]:
    """What the command says of each goal, run once for all of them."""
    figures: Path = tmp_path_factory.mktemp("goals") / "figures.json"
    words = ["--scale", SCALE, "--json", str(figures)]
    path = os.pathsep.join(map(str, (ROOT, ROOT / "packaging")))
    subprocess.run(
        [sys.executable, "-m", "tests.robustness", *words],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": path},
        check=False,
    )
    return {each["goal"]: each for each in json.loads(figures.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("name", [goal.name for goal in GOALS])
def test_a_goal_holds_in_its_short_form(name: str, results: dict[str, dict[str, object]]) -> None:
    assert results[name]["ok"], results[name]
