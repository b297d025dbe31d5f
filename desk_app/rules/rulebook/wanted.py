# SPDX-License-Identifier: MIT
"""What a file should have held instead: rulebooks and check files; its words are elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic_core import ErrorDetails


@dataclass(frozen=True, slots=True)
class WantedThere:
    """What is wanted at one place: a code, and the bounds and names that belong to it."""

    code: str
    facts: Mapping[str, str | int]


def of(detail: ErrorDetails) -> WantedThere:
    """Return what is wanted at one place of a file, never the value that stands there."""
    facts = detail.get("ctx", {})
    told = {name: each for name, each in facts.items() if isinstance(each, str | int)}
    return WantedThere(detail["type"], told)
