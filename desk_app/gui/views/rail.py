# SPDX-License-Identifier: MIT
"""The places at the left of the open desk, in their order, with how much waits in each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.gui.views.section import Place
from desk_app.gui.widgets.side_list import SideItem, SideList

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

PLACES = {
    Place.TODAY: "today",
    Place.MAIL: "mail",
    Place.APPLICATIONS: "application",
    Place.LETTERS: "letter",
    Place.POST: "post",
    Place.STAMPS: "stamp",
    Place.DISPOSAL: "disposal",
    Place.JOURNAL: "history",
    Place.SETTINGS: "settings",
}
"""The places of the navigation in their order, each with its icon."""


class Rail(SideList):
    """Shows the places that whoever is signed in may enter."""

    def __init__(self, has: Callable[[Place], bool], parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self.setAccessibleName(self.tr("Places"))
        self._has = has
        self._counts: dict[Place, int] = {}
        self.setObjectName("navigation")
        self.fold(folded=False)
        self.show_places()

    def count(self, place: Place, waiting: int) -> None:
        """Show how much waits in a place."""
        self._counts[place] = waiting
        self.show_places()

    def counted(self, place: Place) -> int | None:
        """Return how much waits in a place, as it is shown."""
        return self._counts.get(place)

    def show_places(self) -> None:
        """Show the places with their counts."""
        names = {
            Place.TODAY: self.tr("Today"),
            Place.MAIL: self.tr("Mail"),
            Place.APPLICATIONS: self.tr("Applications"),
            Place.LETTERS: self.tr("Letters"),
            Place.POST: self.tr("Post"),
            Place.STAMPS: self.tr("Stamps"),
            Place.DISPOSAL: self.tr("Disposal"),
            Place.JOURNAL: self.tr("Journal"),
            Place.SETTINGS: self.tr("Settings"),
        }
        self.show_items(
            [
                SideItem(place, icon, names[place], self._shown(place))
                for place, icon in PLACES.items()
                if self._has(place)
            ]
        )

    def _shown(self, place: Place) -> int | None:
        """Return a count as it is shown: the settings have one only while something waits."""
        count = self._counts.get(place)
        return count or None if place is Place.SETTINGS else count
