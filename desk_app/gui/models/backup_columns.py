# SPDX-License-Identifier: MIT
"""The columns of the verified backups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desk_app.gui.models.columns import Column, Side
from desk_app.i18n import dates

if TYPE_CHECKING:
    from desk_app.records.people import Language
    from desk_app.records.safekeeping import Backup

_KIB = 1024


class BackupColumns(QObject):
    """Makes the columns; the language is asked again each time."""

    def __init__(self, language: Language, parent: QObject) -> None:
        super().__init__(parent)
        self._language = language

    def of_backups(self) -> list[Column[Backup]]:
        """Return the columns of the backups."""
        return [
            Column("made", self.tr("Made and verified"), self._when, 208),
            Column("sheet", self.tr("Opens with sheet"), lambda each: each.sheet, 152),
            Column(
                "applications",
                self.tr("Applications"),
                lambda each: "—" if each.known_by_name else f"{each.applications:,}",
                112,
                side=Side.RIGHT,
            ),
            Column(
                "entry",
                self.tr("Journal up to"),
                lambda each: f"{each.sequence:,}",
                128,
                side=Side.RIGHT,
            ),
            Column("size", self.tr("Size"), lambda each: size_of(each.size), 104, side=Side.RIGHT),
            Column("file", self.tr("File"), lambda each: each.name),
        ]

    def _when(self, backup: Backup) -> str:
        day = dates.narrow(dates.day_of(backup.made_at), self._language)
        return f"{day} {dates.clock(backup.made_at)}"


def size_of(octets: int) -> str:
    """Write the size of a file in the unit that suits it: 48 KiB, 1.3 MiB."""
    if octets < _KIB * _KIB:
        return f"{max(round(octets / _KIB), 1):,} KiB"
    return f"{octets / _KIB / _KIB:,.1f} MiB"
