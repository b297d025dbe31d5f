# SPDX-License-Identifier: MIT
"""The field of a question in which stamps are counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.gui.dialogs.asked_field import AskedField
from desk_app.gui.overriding import override
from desk_app.gui.widgets.face_value import IN_SEN
from desk_app.gui.widgets.stamp_pad import StampPad
from desk_app.gui.widgets.text import Text
from desk_app.i18n import writing

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk_app.gui.presenters.question import PilesAsked
    from desk_app.gui.workplace import Workplace


class PilesField(AskedField):
    """Stamps counted on a keypad; under it how many they are and what they are worth."""

    def __init__(self, asked: PilesAsked, work: Workplace) -> None:
        self._pad = StampPad(asked.values, unit=IN_SEN)
        self._pad.set_counts(dict(asked.value))
        self._language = work.language
        super().__init__(asked.label, self._pad)
        self._sum = Text("", tone="text2")
        self.column.addWidget(self._sum)
        self._pad.changed.connect(self._show_sum)
        self._show_sum()

    @override
    def value(self) -> object:
        return self._pad.counts()

    @override
    def on_touched(self, slot: Callable[[], None]) -> None:
        self._pad.changed.connect(slot)

    @override
    def unfit(self) -> bool:
        # What is typed and not counted yet is meant; nothing here can be wrong.
        self._pad.settle()
        return False

    def _show_sum(self) -> None:
        counts = self._pad.counts()
        pieces = self.tr("%n piece(s)", "", sum(count for _, count in counts))
        worth = sum(value * count for value, count in counts)
        self._sum.setText(f"{pieces}  {writing.sen(worth, self._language)}")
