# SPDX-License-Identifier: MIT
"""The places at the left of the open desk, in their order, with how much waits in each."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desk_app.desk import reading
from desk_app.desk.context import Kind
from desk_app.desk.rows import OF_INQUIRIES, Group, LetterState, still_open
from desk_app.desk.signed import rulebooks, wordings
from desk_app.gui.case.letters import waiting_letters
from desk_app.gui.kit.tables.side_list import SideItem, SideList
from desk_app.gui.page import Place
from desk_app.rules.rulebook.terms import Duty

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from desk_app.desk.context import Changes, Desk
    from desk_app.gui.page import SectionView
    from desk_app.gui.session.session import Session


def waiting(desk: Desk, *, settings: bool) -> dict[Place, int]:
    """Count what waits in each place, of what whoever is signed in may know, as the pages count it.

    Of the applications it is the open ones: what was done long ago waits for nobody. In the
    ``settings`` wait a rulebook version, or the applications it is confirmed for, and the changes
    of the letters' words.
    """
    found = dict[Place, int]()
    if settings and (desk.may(Duty.RULEBOOK) or desk.may(Duty.APPROVE)):
        apart = len(rulebooks.standing_apart(desk)) if desk.may(Duty.RULEBOOK) else 0
        rules = apart or int(desk.may(Duty.RULEBOOK) and desk.pending is not None)
        found[Place.SETTINGS] = rules + (wordings.waiting(desk) if desk.may(Duty.APPROVE) else 0)
    if desk.may(Duty.READ_CASES):
        queries = reading.lists(desk)
        counts = queries.counts(desk.today)
        replies = desk.ports.store.inquiries.letters(LetterState.TO_POST)
        to_post = (*queries.letters(LetterState.TO_POST), *replies)
        found |= {
            Place.TODAY: sum(counts.values()),
            Place.MAIL: counts.get(Group.TO_LOG, 0),
            Place.APPLICATIONS: still_open(counts),
            Place.LETTERS: waiting_letters(desk),
            Place.POST: len({(line.application, line.to) for line in to_post}),
            Place.INQUIRIES: sum(counts.get(group, 0) for group in OF_INQUIRIES),
            Place.DISPOSAL: counts.get(Group.DISPOSAL_DUE, 0),
        }
    return found


def open_applications(desk: Desk) -> int:
    """Count the applications that are not done: as many as the navigation says."""
    return still_open(reading.lists(desk).counts(desk.today))


class Navigation(SideList):
    """Shows the places that whoever is signed in may enter."""

    def __init__(self, pages: Sequence[type[SectionView]]) -> None:
        super().__init__("")
        self.setAccessibleName(self.tr("Places"))
        self._pages = [page for page in pages if page.in_navigation()]
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
        self.show_items(
            [
                SideItem(page.place, page.icon, page.name(), self._shown(page.place))
                for page in self._pages
            ]
        )

    def _shown(self, place: Place) -> int | None:
        """Return a count as it is shown: the settings have one only while something waits."""
        count = self._counts.get(place)
        return count or None if place is Place.SETTINGS else count


class NavigationCounts(QObject):
    """Shows the counts as soon as the desk is open, and again after each change."""

    def __init__(
        self, session: Session, rail: Navigation, made: Callable[[Place], bool], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._rail = rail
        self._made = made
        session.hub.listen(self._changed)

    def read(self) -> None:
        """Ask the desk how much waits."""
        settings = not self._made(Place.SETTINGS)
        self._session.ask(self, "waiting", partial(waiting, settings=settings), self._take)

    def _take(self, found: Mapping[Place, int]) -> None:
        for place, count in found.items():
            if place is Place.APPLICATIONS or not self._made(place):
                self._rail.count(place, count)

    def _changed(self, changes: Changes, _initiator: QObject | None) -> None:
        if any(kind is not Kind.DRAFT for kind, _ in changes.touched):
            self.read()
