# SPDX-License-Identifier: MIT
"""Stencils: records that were made once, and are made again with other names, ids and moments."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from datetime import date, datetime
from enum import Enum
from functools import reduce
from typing import Any

SHIFT = "shift"
"""In what is put in: how much later every moment is."""

Put = Mapping[Any, Any]
"""What stands in the place of what; all else stays."""

Make = Callable[[Put], Any]

_IDS = "[0-9a-f]{64}|[0-9a-f]{32}"


class Stencils:
    """Makes stencils in which certain values, ids and hashes are to be replaced, and moments moved.

    Of texts every part is replaced; numbers, dates and bytes only where they are one of the values.
    """

    def __init__(self, values: Iterable[object]) -> None:
        self._values = frozenset(values)
        texts = sorted((re.escape(each) for each in self._values if isinstance(each, str)), key=len)
        self._pattern = re.compile("|".join((*reversed(texts), _IDS)))

    def of(self, value: Any) -> Make:  # noqa: ANN401  any record
        """Return what makes a value again."""
        return self._of(value) or (lambda _: value)

    def _of(self, value: Any) -> Make | None:  # noqa: ANN401  any part of a record
        if value is None or isinstance(value, Enum | bool):
            return None
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, datetime):
            return lambda put: value + put[SHIFT]
        if isinstance(value, int | date | bytes):
            return (lambda put: put[value]) if value in self._values else None
        return self._whole(value)

    def _whole(self, value: Any) -> Make | None:  # noqa: ANN401  any record, tuple or dictionary
        if isinstance(value, tuple):
            return self._series(value)
        if isinstance(value, dict):
            return self._named(value, lambda made: {**value, **made})
        parts = {each.name: getattr(value, each.name) for each in fields(value)}
        return self._named(parts, lambda made: replace(value, **made))

    def _text(self, value: str) -> Make | None:
        if self._pattern.fullmatch(value):
            return lambda put: put.get(value, value)
        if self._pattern.search(value):
            return lambda put: self._pattern.sub(lambda found: put.get(found[0], found[0]), value)
        return None

    def _series(self, values: tuple[Any, ...]) -> Make | None:
        makes = [self._of(each) for each in values]
        if not any(makes):
            return None
        both = list(zip(values, makes, strict=True))
        return lambda put: tuple(each if make is None else make(put) for each, make in both)

    def _named(
        self, parts: Mapping[str, Any], whole: Callable[[dict[str, Any]], Any]
    ) -> Make | None:
        makes = {name: make for name, value in parts.items() if (make := self._of(value))}
        if not makes:
            return None
        return lambda put: whole({name: make(put) for name, make in makes.items()})


def ids_in(*texts: str) -> frozenset[str]:
    """Return the random ids that stand in texts."""
    return reduce(frozenset.union, (re.findall(r"\b[0-9a-f]{32}\b", t) for t in texts), frozenset())
