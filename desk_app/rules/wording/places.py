# SPDX-License-Identifier: MIT
"""How a sentence of the wording files is named: the file, a colon, the keys that lead to it."""

from __future__ import annotations

from collections.abc import Iterable


def place_of(file: str, keys: Iterable[str | int]) -> str:
    """Return the name of a sentence."""
    return f"{file}:{'.'.join(map(str, keys))}"


def file_of(place: str) -> str:
    """Return the file a sentence stands in."""
    return place.partition(":")[0]


def keys_of(place: str) -> tuple[str | int, ...]:
    """Return the keys that lead to a sentence; a number is a place in a row."""
    keys = place.partition(":")[2].split(".")
    return tuple(int(key) if key.isdigit() else key for key in keys)
