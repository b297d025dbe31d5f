# SPDX-License-Identifier: MIT
"""The rulebooks of the repository, the cases kept beside them, and the pairs of characters."""

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


def read_pairs(name: str) -> list[tuple[str, str]]:
    """Read a file of pairs, each a word of two characters."""
    lines = (Path(__file__).parent / "pairs" / name).read_text("utf-8").splitlines()
    words = [word for line in lines if not line.startswith("#") for word in line.split()]
    return [(word[0], word[1]) for word in words]
