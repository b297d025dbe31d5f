# SPDX-License-Identifier: MIT
"""What a closed or locked desk says of itself: whose it is, how safe, nothing of any applicant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from desk_app.gui.locking import DoorShown, LockReason
from desk_app.gui.widgets.closed_side import ClosedSide
from desk_app.gui.widgets.facts_card import FactLine
from desk_app.i18n import dates
from desk_app.records.people import Language

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from desk_app.gui.entrance import Entrance
    from desk_app.gui.screen import Screen

_MINUTE_MS = 60_000
_FACTS = 640


class ClosedFacts(ClosedSide):
    """The side beside the password."""

    def __init__(self, entrance: Entrance, screen: Screen, parent: QWidget | None = None) -> None:
        super().__init__(_FACTS, parent)
        self._entrance = entrance
        self._screen = screen
        self._door = DoorShown()
        self._shown_on: date | None = None
        self._minute = QTimer(self)
        self._minute.setInterval(_MINUTE_MS)
        self._minute.timeout.connect(self._show_time)
        self._minute.start()

    def show_door(self, door: DoorShown) -> None:
        """Show the desk locked, or closed where nothing locked it; what is known of behind it."""
        self._door = door
        self._say_whose()
        self.below.setText(self._reason())
        self._show_facts()
        self._show_time()

    def _show_facts(self) -> None:
        self._shown_on = self._entrance.now().date()
        self.facts.show_facts(self._fact_lines(self._shown_on))

    def _show_time(self) -> None:
        now = self._entrance.now()
        self.show_time(now, self._screen.language)
        if now.date() != self._shown_on:
            self._show_facts()

    def _fact_lines(self, today: date) -> list[FactLine]:
        if self._door.reason:
            return self._locked_lines(today)
        kind = self.tr("Sample desk") if self._entrance.sample else self.tr("Desk of this computer")
        return [
            FactLine("lock", self.tr("State"), self.tr("Closed; everything is kept encrypted")),
            FactLine("info", self.tr("Desk"), kind),
            FactLine("history", self.tr("Journal"), self.tr("Each sign-in is noted")),
        ]

    def _locked_lines(self, today: date) -> list[FactLine]:
        """Say that nobody can see anything, and that nothing is lost."""
        cleared = self.tr("Locked; personal data are cleared from screen and clipboard")
        behind, backed_up = self._door.behind, self._door.backed_up
        if behind is None:
            drafts, journal = self.tr("Being saved"), self.tr("Being closed")
        else:
            drafts = self.tr("All of it is saved")
            journal = self.tr("Closed")
            if behind.unkept:
                drafts = self.tr(
                    "Could not be saved; it is kept encrypted in this program until you sign in. "
                    "Do not quit. Make room on the disk, then unlock."
                )
            if behind.entries is not None:
                journal = self.tr("Up to entry {number}").format(number=f"{behind.entries:,}")
        failed = behind is not None and behind.unkept
        lines = [
            FactLine("lock", self.tr("State"), cleared),
            FactLine("miss" if failed else "check", self.tr("What was typed"), drafts),
            FactLine("history", self.tr("Journal"), journal),
        ]
        if backed_up is not None:
            when = dates.moment(backed_up, today, self._screen.language)
            verified = self.tr("Last verified {when}").format(when=when)
            lines.insert(2, FactLine("backup", self.tr("Backup"), verified))
        return lines

    def _say_whose(self) -> None:
        """Name the office, once it is known: a desk that was never open tells nothing."""
        behind = self._door.behind
        profile = behind.profile if behind is not None else None
        japanese = self._screen.language is Language.JA
        if profile is None:
            self.above.setText("desk_app")
            self.head.setText(self.tr("Personal Information Handling Desk"))
        else:
            self.above.setText(profile.company_ja if japanese else profile.company_en)
            self.head.setText(profile.desk_ja if japanese else profile.desk_en)

    def _reason(self) -> str:
        match self._door.reason:
            case LockReason.IDLE:
                return self.tr("Locked because nothing was done for five minutes.")
            case LockReason.SYSTEM:
                return self.tr("Locked together with this computer.")
            case LockReason.KEY:
                return self.tr("Locked with Ctrl+L or from the menu.")
            case _:
                return ""
