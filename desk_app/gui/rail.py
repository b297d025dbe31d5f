# SPDX-License-Identifier: MIT
"""The places at the left of the open desk, in their order, with how much waits in each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desk_app.desk import reading, rulebooks, wordings
from desk_app.desk.context import Kind
from desk_app.desk.rows import Group, LetterState, still_open
from desk_app.gui.case.letters import waiting_letters
from desk_app.gui.kit.side_list import SideItem, SideList
from desk_app.gui.page import Place
from desk_app.rules.rulebook.terms import Duty

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from desk_app.desk.context import Changes, Desk
    from desk_app.gui.session import Workplace
    from desk_app.records.base import ApplicationId


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits, as the pages count it: letters to issue, to print and to post; envelopes.

    ``applications`` are the open ones: what was done long ago waits for nobody.
    """

    today: int
    mail: int
    applications: int
    letters: int
    post: int
    disposal: int


def waiting(desk: Desk) -> Waiting:
    """Count what waits everywhere."""
    queries = reading.lists(desk)
    counts = queries.counts(desk.today)
    to_post = queries.letters(LetterState.TO_POST)
    return Waiting(
        today=sum(counts.values()),
        mail=counts.get(Group.TO_LOG, 0),
        applications=still_open(counts),
        letters=waiting_letters(desk),
        post=len({(line.application, line.to) for line in to_post}),
        disposal=counts.get(Group.DISPOSAL_DUE, 0),
    )


def open_applications(desk: Desk) -> int:
    """Count the applications that are not done: as many as the navigation says."""
    return still_open(reading.lists(desk).counts(desk.today))


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


# Counts what waits at places nobody has entered yet; a place that is made tells its own count.


class RailCounts(QObject):
    """Shows the counts as soon as the desk is open, and again after each change."""

    def __init__(
        self, work: Workplace, rail: Rail, made: Callable[[Place], bool], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._rail = rail
        self._made = made
        self._allowed = work.may(Duty.READ_CASES)
        self._keeps_rules = work.may(Duty.RULEBOOK)
        self._approves = work.may(Duty.APPROVE)
        self._rules_waiting = self._words_waiting = 0
        work.hub.listen(self._changed)

    def read(self) -> None:
        """Ask the desk how much waits, where whoever is signed in may know."""
        if self._keeps_rules and not self._made(Place.SETTINGS):
            self._work.ask(self, "rulebook", rulebooks.standing_apart, self._take_apart)
        if self._approves and not self._made(Place.SETTINGS):
            self._work.ask(self, "words", wordings.waiting, self._take_words)
        if self._allowed:
            self._work.ask(self, "waiting", waiting, self._take)

    def _take_apart(self, ids: tuple[ApplicationId, ...]) -> None:
        """Count what waits for an officer: applications to be confirmed, or a version alone."""
        self._rules_waiting = len(ids) or int(self._work.desk.pending is not None)
        self._count_settings()

    def _take_words(self, count: int) -> None:
        """Count the changes of the letters' words that wait for this supervisor."""
        self._words_waiting = count
        self._count_settings()

    def _count_settings(self) -> None:
        if not self._made(Place.SETTINGS):
            self._rail.count(Place.SETTINGS, self._rules_waiting + self._words_waiting)

    def _take(self, found: Waiting) -> None:
        counts = {
            Place.TODAY: found.today,
            Place.MAIL: found.mail,
            Place.APPLICATIONS: found.applications,
            Place.LETTERS: found.letters,
            Place.POST: found.post,
            Place.DISPOSAL: found.disposal,
        }
        for place, count in counts.items():
            if place is Place.APPLICATIONS or not self._made(place):
                self._rail.count(place, count)

    def _changed(self, changes: Changes, _initiator: QObject | None) -> None:
        if any(kind is not Kind.DRAFT for kind, _ in changes.touched):
            self.read()
