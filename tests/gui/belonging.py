# SPDX-License-Identifier: MIT
"""By what Python holds the widgets of a window: in a ring, nothing holds them."""

from __future__ import annotations

import re

import shiboken6
from PySide6.QtWidgets import QWidget

LEAST = 100
_HOLDER = re.compile(r"^parent\.* <\S+ at (?:0x)?([0-9a-fA-F]+)>", re.MULTILINE)


def in_rings() -> list[str]:
    """Return the kinds of all widgets that hold each other in a ring: the collector may come."""
    every = shiboken6.getAllValidWrappers()
    found = {id(each): each for each in every if isinstance(each, QWidget)}
    assert len(found) > LEAST
    holders = {mark: _holder(each) for mark, each in found.items()}
    return [type(each).__name__ for mark, each in found.items() if _comes_back(mark, holders)]


def _comes_back(mark: int, holders: dict[int, int | None]) -> bool:
    met, above = {mark}, holders.get(mark)
    while above is not None and above not in met:
        met.add(above)
        above = holders.get(above)
    return above == mark


def _holder(widget: QWidget) -> int | None:
    held = _HOLDER.search(shiboken6.dump(widget))
    return None if held is None else int(held[1], 16)
