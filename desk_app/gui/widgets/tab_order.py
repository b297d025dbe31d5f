# SPDX-License-Identifier: MIT
"""The order in which Tab comes to parts that were not made from top to bottom."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desk_app.gui.widgets import own_parent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def in_reading_order(parts: Iterable[QWidget]) -> None:
    """Have Tab come to the fields of each part after those of the part before it.

    A widget made late stands last in its window; within a part the order stays as it is. Nothing
    in a part hands its keys on: such a widget cannot be moved, and Tab would come back by it.
    """
    parts = tuple(parts)
    inside = {each: part for part in parts for each in (part, *part.findChildren(QWidget))}
    fields: dict[QWidget, _Fields] = {part: _Fields() for part in parts}
    # Once round the window for all parts: it is long, and on some pages they are many.
    for each in _round(parts[0]):
        if (part := inside.get(each)) is not None:
            fields[part].meet(each, begins=each is part)
    ordered = [field for part in parts for field in fields[part].in_order()]
    for before, after in pairwise(ordered):
        QWidget.setTabOrder(before, after)


class _Fields:
    """What takes the keys in a part, in the order in which Tab comes to it from its beginning."""

    def __init__(self) -> None:
        self._begun = False
        self._met: list[QWidget] = []
        self._met_before: list[QWidget] = []

    def meet(self, each: QWidget, *, begins: bool) -> None:
        """Come by one of the part."""
        self._begun = self._begun or begins
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.focusProxy() is None:
            (self._met if self._begun else self._met_before).append(each)

    def in_order(self) -> Iterator[QWidget]:
        """Yield them; what came before the beginning comes at the end."""
        yield from self._met
        yield from self._met_before


def _round(start: QWidget) -> Iterator[QWidget]:
    """Yield everything in a window, in the order in which Tab comes to it."""
    each: QWidget | None = start
    while each is not None:
        yield each
        each = own_parent.after(each)
        if each is start:
            return
