# SPDX-License-Identifier: MIT
"""The columns of the post: to whom, what is in it, how it goes, what it costs, how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desk_app.gui.models.columns import Column, Side

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk_app.gui.marks import Mark

_ROW, _NAME, _PLACE, _KIND, _GRAMS, _YEN, _STAMPS, _NUMBER, _STATE = (
    40,
    112,
    152,
    140,
    64,
    80,
    148,
    132,
    144,
)


@dataclass(frozen=True, slots=True)
class PostRow:
    """One envelope in words; ``key`` names it among the others."""

    key: object
    number: int
    name: str
    place: str
    inside: str
    kind: str
    grams: str
    yen: str
    stamps: str
    tracking: str
    state: str
    mark: Mark


class PostColumns(QObject):
    """Makes the columns; every word of a row is in the clerk's language already."""

    def of_envelopes(self) -> list[Column[PostRow]]:
        """Return the columns of envelopes."""
        return [
            Column(
                "row", self.tr("Row"), lambda row: str(row.number), _ROW, Side.RIGHT, digits=True
            ),
            self._plain("name", self.tr("Addressee"), lambda row: row.name, _NAME),
            self._plain("place", self.tr("To"), lambda row: row.place, _PLACE),
            self._plain("inside", self.tr("Letters in it"), lambda row: row.inside, 0),
            self._plain("kind", self.tr("Kind of mail"), lambda row: row.kind, _KIND),
            Column(
                "grams", self.tr("Weight"), lambda row: row.grams, _GRAMS, Side.RIGHT, digits=True
            ),
            Column("yen", self.tr("Postage"), lambda row: row.yen, _YEN, Side.RIGHT, digits=True),
            Column("stamps", self.tr("Stamps on it"), lambda row: row.stamps, _STAMPS, digits=True),
            Column(
                "tracking",
                self.tr("Tracking number"),
                lambda row: row.tracking or "–",
                _NUMBER,
                digits=True,
                spoken=lambda row: row.tracking or self.tr("no tracking number"),
            ),
            Column(
                "state", self.tr("State"), lambda row: row.state, _STATE, mark=lambda row: row.mark
            ),
        ]

    def _plain(
        self,
        name: str,
        title: str,
        text: Callable[[PostRow], str],
        width: int,
    ) -> Column[PostRow]:
        return Column(name, title, text, width)
