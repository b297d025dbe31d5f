# SPDX-License-Identifier: MIT
"""The goals of safety at their full figures, each with its negative control."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import suite

if TYPE_CHECKING:
    from collections.abc import Sequence

    from setup_env import Environment


def run(environment: Environment, words: Sequence[str]) -> int:
    """Run the goals that the words name, all without words; 0 only if every one holds.

    A file named in the words lies where the person stands.
    """
    path = os.pathsep.join(map(str, (environment.root, environment.root / "packaging")))
    with suite.screen(wanted=True) as display:
        return subprocess.run(
            [environment.program("python"), "-m", "tests.robustness", *words],
            env=os.environ | display | {"PYTHONPATH": path},
            check=False,
        ).returncode
