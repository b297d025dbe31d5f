# SPDX-License-Identifier: MIT
"""The columns of the desk's people, of its recovery sheets, and of the roster's statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desk_app.gui import words
from desk_app.gui.models.columns import Column
from desk_app.i18n import dates, messages

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk_app.records.people import Language, User
    from desk_app.records.roster import NamedLine
    from desk_app.records.safekeeping import RecoverySheet


class KeyColumns(QObject):
    """Makes the columns; the language is asked again each time."""

    def __init__(self, language: Language, parent: QObject) -> None:
        super().__init__(parent)
        self._language = language

    def of_users(self, state: Callable[[User], str]) -> list[Column[User]]:
        """Return the columns of the people; ``state`` says where one waits for something."""
        return [
            Column("name", self.tr("Name"), lambda user: user.name, 280),
            Column("roles", self.tr("Roles"), lambda user: words.roles(user.roles, self._language)),
            Column("state", self.tr("State"), state, 200),
        ]

    def of_statements(self) -> list[Column[NamedLine]]:
        """Return the columns of the roster's statements."""
        return [
            Column("number", self.tr("Number"), lambda line: str(line.number), 72),
            Column("at", self.tr("When"), self._when, 144, digits=True),
            Column(
                "act", self.tr("What"), lambda line: messages.label(line.act, self._language), 184
            ),
            Column("about", self.tr("About"), lambda line: line.about),
            Column("by", self.tr("By"), lambda line: line.by),
            Column("second", self.tr("With"), lambda line: line.second),
        ]

    def _when(self, line: NamedLine) -> str:
        day = dates.narrow(dates.day_of(line.at), self._language)
        return f"{day} {dates.clock(line.at)}"

    def of_sheets(self, state: Callable[[RecoverySheet], str]) -> list[Column[RecoverySheet]]:
        """Return the columns of the sheets; ``state`` says where one is in its life."""
        return [
            Column("number", self.tr("Number"), lambda sheet: sheet.number, 104),
            Column(
                "quarter",
                self.tr("Quarter"),
                lambda sheet: dates.quarter(sheet.quarter, self._language),
                176,
            ),
            Column(
                "made",
                self.tr("Made"),
                lambda sheet: dates.narrow(sheet.made_on, self._language),
                104,
            ),
            Column("places", self.tr("Places"), lambda sheet: " / ".join(sheet.places)),
            Column("state", self.tr("State"), state, 264),
        ]
