# SPDX-License-Identifier: MIT
"""What stands in the lines that a clerk writes: fields with their titles and kinds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

LineValues = Mapping[str, object]
Choices = tuple[tuple[object, str], ...]


class FieldKind(Enum):
    """What stands in a field of a line."""

    TEXT = "text"
    TICK = "tick"
    DAY = "day"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class LineField:
    """One field of every line: its name, its title, what stands in it; a width of 0 shares.

    ``same`` is what an equals sign typed alone stands for, where it stands for anything.
    """

    name: str
    title: str
    kind: FieldKind = FieldKind.TEXT
    width: int = 0
    choices: Choices = ()
    same: object = None


def is_same(text: str) -> bool:
    """Say whether an equals sign stands alone, in any width."""
    return text.strip() in {"=", "\uff1d"}
