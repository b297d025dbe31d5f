# SPDX-License-Identifier: MIT
"""Values with a first and a last day: found only by asking for a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Generic, Protocol, TypeVar

from desk_app.rules.rulebook_parts.errors import Fault

_DAY = timedelta(days=1)


class Spanned(Protocol):
    """Something in force from a day on, until another day or for good."""

    @property
    def since(self) -> date:
        """Return the first day."""
        ...

    @property
    def until(self) -> date | None:
        """Return the last day, None where it goes on."""
        ...


Value = TypeVar("Value", bound=Spanned)


@dataclass(frozen=True, slots=True)
class Dated(Generic[Value]):
    """The versions of one value in order of their first day."""

    versions: tuple[Value, ...]

    def on(self, day: date) -> Value | None:
        """Return the version in force on a day; None before the first and after the last."""
        for version in reversed(self.versions):
            if version.since <= day:
                return version if version.until is None or day <= version.until else None
        return None

    def boundaries(self) -> Iterable[date]:
        """Return every day on which something else begins to hold."""
        for version in self.versions:
            yield version.since
            if version.until is not None and version.until < date.max:
                yield version.until + _DAY


def faults(spans: Sequence[Spanned], begins: date, *, lasting: bool) -> list[tuple[int, Fault]]:
    """Return what is wrong with the order of versions: index of the later one, and the fault.

    A version without a last day ends the day before the next begins. ``lasting`` values must be in
    force from the rulebook's first day on, for good.
    """
    found = _own_faults(spans, begins)
    order = sorted(range(len(spans)), key=lambda index: spans[index].since)
    for earlier, later in pairwise(order):
        found += _between(spans[earlier], spans[later], later)
    if lasting and not found:
        found += _holes(spans, order, begins)
    return found


def _own_faults(spans: Sequence[Spanned], begins: date) -> list[tuple[int, Fault]]:
    found = []
    for index, span in enumerate(spans):
        if span.until is not None and span.until < span.since:
            found.append((index, Fault.BACKWARDS))
        if span.since < begins:
            found.append((index, Fault.BEFORE_BEGIN))
    return found


def _between(earlier: Spanned, later: Spanned, index: int) -> list[tuple[int, Fault]]:
    if earlier.since == later.since:
        return [(index, Fault.OVERLAP)]
    if earlier.until is None or earlier.until == later.since - _DAY:
        return []
    return [(index, Fault.OVERLAP if earlier.until >= later.since else Fault.GAP)]


def _holes(spans: Sequence[Spanned], order: list[int], begins: date) -> list[tuple[int, Fault]]:
    first, last = order[0], order[-1]
    if spans[first].since > begins or spans[last].until is not None:
        return [(first if spans[first].since > begins else last, Fault.GAP)]
    return []
