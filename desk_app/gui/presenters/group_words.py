# SPDX-License-Identifier: MIT
"""The line under the name of a group of the work list: what presses most in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desk_app.desk.queries import Group
from desk_app.gui.marks import Mark
from desk_app.gui.models.application_columns import urgency
from desk_app.i18n import dates, messages
from desk_app.records.people import Language

if TYPE_CHECKING:
    from datetime import date

    from desk_app.desk.queries import FirstDays


@dataclass(frozen=True, slots=True)
class Pressing:
    """What presses most, in the clerk's language; a mark where it cannot wait."""

    text: str = ""
    mark: Mark | None = None


class GroupWords(QObject):
    """Tells the first days of a group in the clerk's language."""

    def of(self, group: Group, days: FirstDays | None, today: date, language: Language) -> Pressing:
        """Return what presses most in a group; nothing where nothing waits in it."""
        if days is None:
            return Pressing()
        if group is Group.DISPOSAL_DUE and days.by is not None:
            day = dates.beside(days.by, today, language)
            return Pressing(self.tr("Longest due since {day}").format(day=day))
        if days.by is None:
            return Pressing(self._arrived(days.arrived, today, language))
        mark = urgency(days.by, today)
        day = self.tr("today") if days.by == today else dates.beside(days.by, today, language)
        said = self.tr("Due since {day}") if mark is Mark.OVERDUE else self.tr("Next due {day}")
        return Pressing(said.format(day=day), mark)

    def too(self, pressing: Pressing, both: int, language: Language) -> Pressing:
        """Return it with how many more wait for a department, and where they are listed.

        Each application stands in one group: where both are awaited it is the applicant's.
        """
        if not both:
            return pressing
        group = messages.word(Group.WAITING_FOR_APPLICANT, language)
        more = self.tr("%n more: {group}", "", both).format(group=group)
        between = "、" if language is Language.JA else "; "
        return replace(pressing, text=between.join(filter(None, (pressing.text, more))))

    def _arrived(self, first: date, today: date, language: Language) -> str:
        if first == today:
            return self.tr("All arrived today")
        return self.tr("Oldest arrived {day}").format(day=dates.beside(first, today, language))
