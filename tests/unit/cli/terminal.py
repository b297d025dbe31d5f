# SPDX-License-Identifier: MIT
"""A terminal for tests: the commands as typed, with what they print and their exit code."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from desk_app import bootstrap
from desk_app.bootstrap.commands import LazyFormPress, caretaker
from desk_app.cli import rulebook
from desk_app.cli.check import check
from desk_app.cli.commands import Tools
from desk_app.cli.rulebook import Pending

ROOT = Path(__file__).parents[3]
RULEBOOK = ROOT / "resources" / "rulebook" / "justsystems.toml"
SECOND = ROOT / "tests" / "rulebooks" / "second" / "rulebook.toml"
TODAY = date(2026, 11, 25)


def every_tool() -> Tools:
    """Return what the program gives its commands."""
    return Tools(
        bootstrap.rulebook_path(),
        date.today,
        lambda _: {},
        bootstrap.SampleHouse(),
        caretaker(),
        LazyFormPress(),
    )


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class Terminal:
    """Types commands and reads what comes."""

    captured: pytest.CaptureFixture[str]
    pending: Pending | None = None

    def __call__(self, *words: str | Path) -> Ended:
        parser = argparse.ArgumentParser()
        commands = parser.add_subparsers(required=True)
        check.add(commands, RULEBOOK)
        rulebook.add(commands, RULEBOOK, lambda: TODAY, self.pending)
        try:
            typed = parser.parse_args([str(word) for word in words])
            code = int(typed.run(typed))
        except SystemExit as left:
            code = int(left.code or 0)
        out, err = self.captured.readouterr()
        return Ended(code, out, err)
