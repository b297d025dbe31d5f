# SPDX-License-Identifier: MIT
"""The keys that the commonest work takes, counted at the real program on a screen of its own."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import console
import suite

if TYPE_CHECKING:
    from collections.abc import Sequence

    from setup_env import Environment


def run(environment: Environment, words: Sequence[str]) -> int:
    """Count the keys of every scenario; 0 only if each holds its budget and its result.

    A file named in the words lies where the person stands. Raises SetupError without Xvfb: no key
    may ever be pressed in a person's own window.
    """
    with suite.screen(wanted=True) as display:
        if not display:
            raise console.SetupError("keys are pressed on a screen of their own: install Xvfb")
        return subprocess.run(
            [environment.program("python"), "-m", "tests.keys", *words],
            env=os.environ | display | {"PYTHONPATH": str(environment.root)},
            check=False,
        ).returncode
