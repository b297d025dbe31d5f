# SPDX-License-Identifier: MIT
"""The rulebooks of the repository and the cases kept beside them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from desk_app.rules.cases import KeptCase, read
from desk_app.rules.rulebook.rulebook import Rulebook, load

ROOT = Path(__file__).parents[3]
FIRST = ROOT / "resources" / "rulebook" / "justsystems.toml"
SECOND = ROOT / "tests" / "rulebooks" / "second" / "rulebook.toml"


@cache
def book_of(path: Path) -> Rulebook:
    """Return a rulebook, read once."""
    return load(path)


@cache
def cases_of(path: Path) -> tuple[KeptCase, ...]:
    """Return the cases beside a rulebook, read once."""
    return read(path.parent / "cases")
