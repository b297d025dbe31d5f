# SPDX-License-Identifier: MIT
"""The office of several stations, proved with figures on a PostgreSQL server of our own."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import suite
import system_parts
from system_parts import Part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from setup_env import Environment

SERVER = (Part(("postgresql",), program="initdb"),)
"""What the stations of an office save on; nothing else needs it."""


def run(environment: Environment, words: Sequence[str]) -> int:
    """Run the proofs that the words name, all without words; 0 only if every one holds.

    A file named in the words lies where the person stands.
    """
    system_parts.bring(SERVER)
    path = os.pathsep.join(map(str, (environment.root, environment.root / "packaging")))
    with suite.quick_folder(suite.MEMORY) as folder:
        return subprocess.run(
            [environment.program("python"), "-m", "tests.office", *words],
            env=os.environ | folder | {"PYTHONPATH": path},
            check=False,
        ).returncode
