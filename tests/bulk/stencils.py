# SPDX-License-Identifier: MIT
"""Stencils: records that were made once, and are made again with other names, ids and moments."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from datetime import date, datetime
from enum import Enum
from functools import reduce
from itertools import pairwise
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
            return self._named(value)
        return self._record(value)

    def _text(self, value: str) -> Make | None:
        if self._pattern.fullmatch(value):
            return lambda put: put.get(value, value)
        found = [each.span() for each in self._pattern.finditer(value)]
        if not found:
            return None
        ends = [0, *(place for span in found for place in span), len(value)]
        parts = [value[start:end] for start, end in pairwise(ends)]
        # Every second part is one that is replaced.
        return lambda put: "".join(
            [put.get(each, each) if n % 2 else each for n, each in enumerate(parts)]
        )

    def _series(self, values: tuple[Any, ...]) -> Make | None:
        makes = [self._of(each) for each in values]
        if not any(makes):
            return None
        both = list(zip(values, makes, strict=True))
        return lambda put: tuple([each if make is None else make(put) for each, make in both])

    def _named(self, parts: dict[str, Any]) -> Make | None:
        makes = [(name, make) for name, value in parts.items() if (make := self._of(value))]
        if not makes:
            return None
        return lambda put: {**parts, **{name: make(put) for name, make in makes}}

    def _record(self, value: Any) -> Make | None:  # noqa: ANN401  any record
        """Return what makes a record again.

        Its fields are set as they are set when it is copied: it was sound, and other names, ids
        and moments leave it so. A record asks again whatever it is made of, each time.
        """
        kind, names = type(value), [each.name for each in fields(value)]
        parts = {name: getattr(value, name) for name in names}
        makes = [(name, each) for name in names if (each := self._of(parts[name]))]
        if not makes:
            return None
        same = [(name, part) for name, part in parts.items() if name not in dict(makes)]

        def make(put: Put) -> Any:  # noqa: ANN401  any record
            made = _EMPTY(kind)
            for name, part in same:
                _SET(made, name, part)
            for name, make_part in makes:
                _SET(made, name, make_part(put))
            return made

        return make


_EMPTY, _SET = object.__new__, object.__setattr__


def ids_in(*texts: str) -> frozenset[str]:
    """Return the random ids that stand in texts."""
    return reduce(frozenset.union, (re.findall(r"\b[0-9a-f]{32}\b", t) for t in texts), frozenset())
