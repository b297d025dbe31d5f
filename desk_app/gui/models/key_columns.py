# SPDX-License-Identifier: MIT
"""The columns of the desk's people and of its recovery sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desk_app.gui import words
from desk_app.gui.models.columns import Column
from desk_app.i18n import dates

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk_app.records.people import Language, User
    from desk_app.records.safekeeping import RecoverySheet


class KeyColumns(QObject):
    """Makes the columns; the language is asked again each time."""

    def __init__(self, language: Callable[[], Language], parent: QObject) -> None:
        super().__init__(parent)
        self._language = language

    def of_users(self) -> list[Column[User]]:
        """Return the columns of the people."""
        return [
            Column("name", lambda: self.tr("Name"), lambda user: user.name, 280),
            Column(
                "roles",
                lambda: self.tr("Roles"),
                lambda user: words.roles(user.roles, self._language()),
            ),
        ]

    def of_sheets(self, state: Callable[[RecoverySheet], str]) -> list[Column[RecoverySheet]]:
        """Return the columns of the sheets; ``state`` says where one is in its life."""
        return [
            Column("number", lambda: self.tr("Number"), lambda sheet: sheet.number, 104),
            Column(
                "quarter",
                lambda: self.tr("Quarter"),
                lambda sheet: dates.quarter(sheet.quarter, self._language()),
                176,
            ),
            Column(
                "made",
                lambda: self.tr("Made"),
                lambda sheet: dates.narrow(sheet.made_on, self._language()),
                104,
            ),
            Column("places", lambda: self.tr("Places"), lambda sheet: " / ".join(sheet.places)),
            Column("state", lambda: self.tr("State"), state, 264),
        ]
