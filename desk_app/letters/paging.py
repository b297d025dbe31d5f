# SPDX-License-Identifier: MIT
"""Breaking a body into pages: before an item where possible, never where slabs are tied."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from desk_app.letters.blocks import Slab

_WORTH_FILLING = 60.0
"""An item with a table begins on a page only if at least so many millimetres are left there."""

_LEFT_EMPTY = 90.0
"""A long item is not moved whole where so many millimetres would stay empty before it."""


class Zone(NamedTuple):
    """The body's room on a page in millimetres; ``last`` is its end where the letter ends."""

    top: float
    bottom: float
    last: float


class Placed(NamedTuple):
    """A slab and the top of its place on the page."""

    top: float
    slab: Slab


Page = list[Placed]


def paginate(groups: Sequence[Sequence[Slab]], first: Zone, later: Zone) -> list[Page]:
    """Place the groups on pages; a group is an item that stays whole where it can."""
    pages = _Flow(first, later).run(groups, len(groups))
    if _ends_well(pages, first, later):
        return pages
    pages = _Flow(first, later).run(groups, len(groups) - 1)
    if _ends_well(pages, first, later):
        return pages
    short = later._replace(bottom=later.last)
    return _Flow(first._replace(bottom=first.last), short).run(groups, len(groups))


def _ends_well(pages: list[Page], first: Zone, later: Zone) -> bool:
    zone = first if len(pages) == 1 else later
    top, slab = pages[-1][-1]
    return top + slab.height <= zone.last


class _Flow:
    """Pages under way."""

    def __init__(self, first: Zone, later: Zone) -> None:
        self._later = later
        self._pages: list[Page] = [[]]
        self._y = first.top
        self._bottom = first.bottom

    def run(self, groups: Sequence[Sequence[Slab]], break_before: int) -> list[Page]:
        """Place all groups, the one of that number on a new page."""
        for number, group in enumerate(groups):
            if self._pages[-1] and (number == break_before or self._moves(group)):
                self._new_page()
            for chunk in _chunks(group):
                self._place(chunk)
        return self._pages

    def _room(self) -> float:
        return self._bottom - self._y

    def _moves(self, group: Sequence[Slab]) -> bool:
        """Tell whether the group goes whole onto the next page."""
        height = sum(slab.height for slab in group)
        if height <= self._room() or height > self._later.bottom - self._later.top:
            return False
        divisible = any(slab.head is not None for slab in group)
        return self._room() < (_WORTH_FILLING if divisible else _LEFT_EMPTY)

    def _new_page(self) -> None:
        self._pages.append([])
        self._y = self._later.top
        self._bottom = self._later.bottom

    def _place(self, chunk: list[Slab]) -> None:
        if self._pages[-1] and sum(slab.height for slab in chunk) > self._room():
            self._new_page()
            if chunk[0].head is not None:
                self._put(chunk[0].head)
        for slab in chunk:
            if not slab.blank or self._pages[-1]:
                self._put(slab)

    def _put(self, slab: Slab) -> None:
        self._pages[-1].append(Placed(self._y, slab))
        self._y += slab.height


def _chunks(group: Sequence[Slab]) -> Iterator[list[Slab]]:
    """Return the slabs in bundles that are tied together."""
    bundle: list[Slab] = []
    for slab in group:
        bundle.append(slab)
        if not slab.keep:
            yield bundle
            bundle = []
    if bundle:
        yield bundle
