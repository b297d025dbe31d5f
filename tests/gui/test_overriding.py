# SPDX-License-Identifier: MIT
"""What an override raises comes as it is, and a slot is still given what it asks for."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Signal

from desk_app.gui.kit.pyside_workarounds.overriding import guarded, override

NOWHERE = QModelIndex()


class _Asks(QObject):
    asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[object] = []

    @guarded
    def hear(self) -> None:
        """Hear nothing but that it was asked."""
        self.heard.append("nothing")

    @guarded
    def hear_one(self, one: object) -> None:
        """Hear what was asked."""
        self.heard.append(one)

    @guarded
    def hear_more(self, one: object, *, two: object = 2, three: object = 3) -> object:
        """Return what was heard by name."""
        self.heard.append(one)
        return two, three


class _Rows(QAbstractListModel):
    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = NOWHERE) -> int:
        """Fail as Python itself does."""
        empty: list[int] = []
        return empty[parent.row()]


def test_a_slot_is_given_what_it_asks_for() -> None:
    asks = _Asks()
    asks.asked.connect(asks.hear)
    asks.asked.connect(asks.hear_one)
    asks.asked.emit(7)
    assert asks.heard == ["nothing", 7]
    assert asks.hear_more(8, three=4) == (2, 4)
    assert asks.hear.__doc__ == "Hear nothing but that it was asked."


def test_what_python_raises_in_an_override_comes_back_as_an_exception() -> None:
    with pytest.raises(IndexError):
        _Rows().hasIndex(0, 0)
