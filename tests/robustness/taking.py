# SPDX-License-Identifier: MIT
"""How something spoilt is taken through one door."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random


class UntoldError(AssertionError):
    """Something was refused without its place or reason."""


@dataclass(frozen=True, slots=True)
class Import:
    """One door: what is taken through it, spoilt by chance, and how the program takes it.

    ``take`` raises KnownError or RulebookError for what it refuses; ``folder`` is where it may
    change nothing then.
    """

    door: str
    share: int
    spoil: Callable[[Random], bytes]
    take: Callable[[bytes], object]
    folder: Path
