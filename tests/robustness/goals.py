# SPDX-License-Identifier: MIT
"""The goals of security.md §13 as one run that proves them with figures.

``python3 packaging/bootstrap.py robustness [--only GOAL-3 …] [--seed N] [--json FILE]``

To add a goal: write a module named after its subject with a function that takes a
`harness.Context` and returns a `harness.Outcome`, describe it there as ``GOAL = Goal(…)``, and add
the module to the table below: one line. The function does its figures times
``context.scale``, with floors of its own: the suite runs the same function with a small scale.

- What is tried runs in a process of its own: `forks.apart` calls a function in a process forked
  from this one, which has imported the program and opened nothing; `forks.Child` is one that says
  lines and can be killed. Files are looked at by a fresh process too.
- The negative control is the same function of the goal's module with one switch.
- Places where something comes in or goes out stand in the table of `doors`: a goal names the kind
  of door it is about and reports which of them it went through. A later door is one line there.
"""

from __future__ import annotations

from tests.robustness import (
    acceptable_versions,
    after_lock,
    damage,
    disposed,
    drilled,
    forged,
    full_disk,
    harmful,
    interrupted,
    jumped,
    kills,
    leaked,
    let_in,
    malformed,
    opened_elsewhere,
    overreach,
    power_cuts,
    rollback,
    shown,
    tampering,
    turned_away,
    wrong_letter,
)
from tests.robustness.harness import Goal

GOALS: tuple[Goal, ...] = (
    kills.GOAL,
    power_cuts.GOAL,
    interrupted.GOAL,
    full_disk.GOAL,
    damage.GOAL,
    rollback.GOAL,
    malformed.GOAL,
    harmful.GOAL,
    wrong_letter.GOAL,
    disposed.GOAL,
    opened_elsewhere.GOAL,
    tampering.GOAL,
    overreach.GOAL,
    let_in.GOAL,
    jumped.GOAL,
    leaked.GOAL,
    drilled.GOAL,
    acceptable_versions.GOAL,
    forged.GOAL,
    after_lock.GOAL,
    turned_away.GOAL,
    shown.GOAL,
)
