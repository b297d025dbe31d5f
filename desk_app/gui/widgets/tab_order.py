# SPDX-License-Identifier: MIT
"""The order in which Tab comes to parts that were not made from top to bottom."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def in_reading_order(parts: Iterable[QWidget]) -> None:
    """Have Tab come to the fields of each part after those of the part before it.

    A widget made late stands last in its window; within a part the order stays as it is. Nothing
    in a part hands its keys on: such a widget cannot be moved, and Tab would come back by it.
    """
    fields = [field for part in parts for field in _fields(part)]
    for before, after in pairwise(fields):
        QWidget.setTabOrder(before, after)


def _fields(part: QWidget) -> Iterator[QWidget]:
    """Return what takes the keys in a part, in the order in which Tab comes to it."""
    each: QWidget | None = part
    while each is not None:
        inside = each is part or part.isAncestorOf(each)
        tabbed = each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.focusProxy() is None
        if inside and tabbed:
            yield each
        each = each.nextInFocusChain()
        if each is part:
            return
