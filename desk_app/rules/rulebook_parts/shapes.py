# SPDX-License-Identifier: MIT
"""What pydantic found wrong with data from outside, without what only follows from it."""

from __future__ import annotations

from pydantic import ValidationError
from pydantic_core import ErrorDetails


def details(error: ValidationError) -> list[ErrorDetails]:
    """Return every fault with its place, the values themselves left out.

    A list is also called too short where its entries are bad; that is not told twice.
    """
    found = error.errors(include_url=False, include_input=False)
    places = [detail["loc"] for detail in found]
    return [
        detail
        for detail in found
        if detail["type"] != "too_short" or not _has_inner(detail["loc"], places)
    ]


def _has_inner(place: tuple[int | str, ...], places: list[tuple[int | str, ...]]) -> bool:
    return any(len(other) > len(place) and other[: len(place)] == place for other in places)
