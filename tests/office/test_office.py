# SPDX-License-Identifier: MIT
"""A short form of every proof of an office: the same runs at a small scale, controls included.

Where no PostgreSQL is installed the test says so.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.workbench.postgres import NOT_HERE, programs
from tests.workbench.processes import NOT_PROVED, ROOT

SCALE = "0.01"
SHORT = ("history", "secrecy", "forgery")
"""Those that have a short form; of the commands the suite runs a few tests itself."""

pytestmark = [pytest.mark.once(under="first"), pytest.mark.xdist_group("postgres")]


def test_every_proof_holds_in_its_short_form(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    if programs() is None:
        record_property(NOT_PROVED, NOT_HERE)
        return
    figures = tmp_path / "figures.json"
    path = os.pathsep.join(
        [*map(str, (ROOT, ROOT / "packaging")), os.environ.get("PYTHONPATH", "")]
    )
    words = ["--only", *SHORT, "--scale", SCALE, "--json", str(figures)]
    subprocess.run(
        [sys.executable, "-m", "tests.office", *words],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": path},
        check=False,
    )
    found = {each["goal"]: each for each in json.loads(figures.read_text(encoding="utf-8"))}
    assert {name: each for name, each in found.items() if not each["ok"]} == {}
    assert found.keys() == set(SHORT)
