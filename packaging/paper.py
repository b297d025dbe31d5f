# SPDX-License-Identifier: MIT
"""Every page that leaves the desk, proved with figures: read back, measured, compared."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import suite

if TYPE_CHECKING:
    from collections.abc import Sequence

    from setup_env import Environment


def run(environment: Environment, words: Sequence[str]) -> int:
    """Run the proofs that the words name, all without words; 0 only if every one holds.

    A file or folder named in the words lies where the person stands.
    """
    with suite.quick_folder(suite.MEMORY) as folder:
        return subprocess.run(
            [environment.program("python"), "-m", "tests.paper", *words],
            env=os.environ | folder | {"PYTHONPATH": str(environment.root)},
            check=False,
        ).returncode
