# SPDX-License-Identifier: MIT
"""The columns of the stamps on an envelope: face value, how many are left, how many it takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desk_app.gui.models.columns import Column, Side

if TYPE_CHECKING:
    from desk_app.records.people import Language

FEWER, MORE = "fewer", "more"
_VALUE, _STEP, _COUNT, _WORTH = 92, 36, 60, 92


@dataclass(frozen=True, slots=True)
class StampRow:
    """Stamps of one face value, in words: how many it takes, and how many are left then.

    None are told where they are gone.
    """

    value: int
    face: str
    left: int | None
    count: int
    worth: str


class StampChoiceColumns(QObject):
    """Makes the columns; a click on − or + counts, as the keys do."""

    def __init__(self, language: Language, parent: QObject) -> None:
        super().__init__(parent)
        self._language = language

    def of_stamps(self) -> list[Column[StampRow]]:
        """Return the columns of stamps."""
        return [
            Column(
                "face",
                self.tr("Stamp"),
                lambda row: row.face,
                _VALUE,
                digits=True,
                spoken=self._spoken,
            ),
            Column("left", self.tr("Left"), self._left, 0),
            self._step(FEWER, "−"),
            Column(
                "count",
                self.tr("Count"),
                lambda row: str(row.count) if row.count else "–",
                _COUNT,
                Side.RIGHT,
                digits=True,
                spoken=lambda _: "",
            ),
            self._step(MORE, "+"),
            Column(
                "worth", self.tr("Worth"), lambda row: row.worth, _WORTH, Side.RIGHT, digits=True
            ),
        ]

    def _step(self, name: str, sign: str) -> Column[StampRow]:
        """Return a column to click on; on an envelope that is gone nothing can be changed."""
        return Column(
            name,
            "",
            lambda row: "" if row.left is None else sign,
            _STEP,
            Side.RIGHT,
            spoken=lambda _: "",
        )

    def _left(self, row: StampRow) -> str:
        return "" if row.left is None else self.tr("%n left", "", row.left)

    def _spoken(self, row: StampRow) -> str:
        return self.tr("{face}, %n on it", "", row.count).format(face=row.face)
