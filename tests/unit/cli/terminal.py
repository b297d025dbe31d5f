# SPDX-License-Identifier: MIT
"""A terminal for tests: the commands as typed, with what they print and their exit code."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from unittest.mock import patch

import pytest

from desk_app import bootstrap
from desk_app.bootstrap.commands import LazyFormPress, caretaker
from desk_app.cli import rulebook
from desk_app.cli.check import check
from desk_app.cli.commands import Tools
from desk_app.cli.rulebook import Pending
from desk_app.rules.rulebook.rulebook import Rulebook, load
from tests.unit.rules import kept

RULEBOOK, SECOND = kept.FIRST, kept.SECOND
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


def _read_once(path: Path) -> Rulebook:
    """Return a rulebook; those of the repository, which no test changes, are read once for all."""
    return kept.book_of(path) if path in {RULEBOOK, SECOND} else load(path)


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
            with patch.object(check, "load", _read_once):
                code = int(typed.run(typed))
        except SystemExit as left:
            code = int(left.code or 0)
        out, err = self.captured.readouterr()
        return Ended(code, out, err)
