# SPDX-License-Identifier: MIT
"""The columns of the journal: number, when, who, what, about which application, which fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desk_app.gui import words
from desk_app.gui.models.columns import Column
from desk_app.i18n import dates, messages

if TYPE_CHECKING:
    from desk_app.desk.journal_queries import JournalLine
    from desk_app.records.people import Language


class JournalColumns(QObject):
    """Makes the columns; the language is asked again each time."""

    def __init__(self, language: Language, parent: QObject) -> None:
        super().__init__(parent)
        self._language = language

    def of_entries(self) -> list[Column[JournalLine]]:
        """Return the columns of entries."""
        return [
            Column("sequence", self.tr("Number"), lambda line: str(line.sequence), 80, digits=True),
            Column("at", self.tr("When"), self._when, 168, digits=True),
            Column("actor", self.tr("Who"), lambda line: line.actor, 152),
            Column(
                "action",
                self.tr("What"),
                lambda line: messages.label(line.action, self._language),
                232,
            ),
            Column("subject", self.tr("Application"), lambda line: line.subject, 104, digits=True),
            Column("fields", self.tr("Fields, without values"), self._fields),
        ]

    def _fields(self, line: JournalLine) -> str:
        language = self._language
        return words.listed((messages.noted(each, language) for each in line.fields), language)

    def _when(self, line: JournalLine) -> str:
        day = dates.narrow(dates.day_of(line.at), self._language)
        return f"{day} {dates.clock(line.at)}"
