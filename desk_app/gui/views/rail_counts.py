# SPDX-License-Identifier: MIT
"""Counts what waits at places nobody has entered yet; a place that is made tells its own count.

Applications are counted here ever: their page may show a part of them, or those that are done too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desk_app.desk import rulebooks, wordings
from desk_app.desk.changes import Kind
from desk_app.gui.presenters.waiting import Waiting, waiting
from desk_app.gui.views.section import Place
from desk_app.rules.terms import Duty

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk_app.desk.changes import Changes
    from desk_app.gui.views.rail import Rail
    from desk_app.gui.workplace import Workplace
    from desk_app.records.ids import ApplicationId


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
