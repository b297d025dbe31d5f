# SPDX-License-Identifier: MIT
"""The columns of the applications under another rulebook, and of what changes in one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desk_app.gui.models.columns import Column

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk_app.desk.rulebooks import BeforeAfter
    from desk_app.gui.marks import Mark
    from desk_app.records.facts import Fact
    from desk_app.rules.adoption import Change


class RulebookColumns(QObject):
    """Makes the columns; what they say is asked of functions that know the language."""

    def of_applications(
        self,
        told: Callable[[BeforeAfter], str],
        mark: Callable[[BeforeAfter], Mark],
        version: Callable[[str], str],
    ) -> list[Column[BeforeAfter]]:
        """Return the columns of the applications."""
        return [
            Column("number", self.tr("Number"), lambda row: row.receipt_number, 104),
            Column("under", self.tr("Under"), lambda row: version(row.under), 152),
            Column("told", self.tr("What the new version does"), told, mark=mark),
        ]

    def of_changes(
        self, what: Callable[[Change], str], value: Callable[[Change, Fact | None], str]
    ) -> list[Column[Change]]:
        """Return the columns of one application's changes."""
        return [
            Column("what", self.tr("What"), what),
            Column("before", self.tr("Before"), lambda each: value(each, each.before), 208),
            Column("after", self.tr("After"), lambda each: value(each, each.after), 208),
        ]
