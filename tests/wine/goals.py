# SPDX-License-Identifier: MIT
"""The goals of robustness on a system that is not Linux: kills, damage, a full disk.

Run there by name (`bootstrap.py windows --only goals`). The harness is that of `bootstrap.py
robustness` at a small scale, its floors and negative controls included.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.robustness import damage, full_disk, kills
from tests.workbench.report import Context, Goal, carry_out

GOALS = (kills.SAVES_GOAL, kills.LONG_WORK_GOAL, damage.GOAL, full_disk.ON_SMALL_DISKS)
SCALE, SEED = 0.002, 1


@pytest.mark.parametrize("goal", GOALS, ids=lambda goal: goal.name)
def test_a_goal_holds_there(goal: Goal, tmp_path: Path) -> None:
    result = carry_out(goal, Context(tmp_path, SEED, SCALE))
    sys.stderr.write(f"{result}\n")
    assert result.ok, result
