# SPDX-License-Identifier: MIT
"""The actions of the disposal page: when each can be done, and why it cannot."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from desk_app.desk.errors import KnownError, NotAllowed, Refused
from desk_app.gui.presenters.disposal_read import Stage
from desk_app.gui.shortcuts import Key
from desk_app.gui.widgets.actions import ActionLine
from desk_app.i18n import messages
from desk_app.rules.terms import Duty

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk_app.gui.presenters.disposal import DisposalPresenter
    from desk_app.gui.presenters.disposal_read import DisposalPage
    from desk_app.gui.views.disposal_list import DisposalList
    from desk_app.gui.workplace import Workplace


class Page(Protocol):
    """What the actions do to the page."""

    work: Workplace
    list: DisposalList
    presenter: DisposalPresenter

    @property
    def page(self) -> DisposalPage:
        """The page as it is shown now."""
        ...

    def may(self, duty: Duty) -> bool:
        """Say whether whoever is signed in has a duty."""
        ...

    def next_step(self) -> None:
        """Do what the disposal looked at waits for."""
        ...

    def new_proposal(self) -> None:
        """Show the proposal that is being made."""
        ...

    def send_back(self) -> None:
        """Ask why the proposal goes back."""
        ...

    def end_backups(self) -> None:
        """Ask whether the old backups shall end now."""
        ...

    def hold(self) -> None:
        """Ask about the line the keys are on."""
        ...

    def show_past(self) -> None:
        """Show all disposals."""
        ...

    def confirm_clock(self) -> None:
        """Ask two people for day and time."""
        ...

    def export(self) -> None:
        """Ask where the due list is saved."""
        ...


class DisposalActions(QObject):
    """Makes the lines of the page's actions; the words of some change with what it shows."""

    def __init__(self, page: Page, parent: QObject) -> None:
        super().__init__(parent)
        self._page = page

    def lines(self) -> list[ActionLine]:
        """Return the actions."""
        page, menu = self._page, "application"
        return [
            ActionLine(
                "next",
                self.next_word(),
                page.next_step,
                Key.MAIN,
                "check",
                menu,
                enabled=lambda: not self._why_not(),
                why=self._why_not,
            ),
            self._of_duty(
                Duty.SIGN_DISPOSAL,
                ActionLine("sendBack", self.tr("Send back"), page.send_back, None, "back", menu),
            ),
            ActionLine(
                "newProposal", self.tr("New proposal"), page.new_proposal, Key.ADD, "plus", menu
            ),
            ActionLine(
                "chooseAll",
                self.tr("Choose all"),
                page.presenter.choose_all,
                None,
                "check",
                menu,
                enabled=lambda: any(row.can_be_chosen for row in page.page.rows),
            ),
            self._of_duty(
                Duty.HOLD,
                ActionLine("hold", self.hold_word(), page.hold, None, "hold", menu),
                lambda: page.list.current() is not None,
            ),
            ActionLine("past", self.tr("Past disposals"), page.show_past, None, "history", menu),
            self._of_duty(
                Duty.EXPORT,
                ActionLine(
                    "export",
                    self.tr("Save as a workbook"),
                    page.export,
                    Key.EXPORT,
                    "export",
                    "file",
                ),
            ),
            self._of_duty(
                Duty.KEYS,
                ActionLine(
                    "endBackups",
                    self.tr("End the old backups now"),
                    page.end_backups,
                    None,
                    "lock",
                    menu,
                ),
                lambda: page.page.ends_backups and not page.page.working,
            ),
            ActionLine(
                "confirmClock",
                self.tr("Confirm day and time"),
                page.confirm_clock,
                None,
                "users",
                menu,
            ),
        ]

    def next_word(self) -> str:
        """Return what the blue button does now."""
        return {
            Stage.PROPOSAL: self.tr("Propose"),
            Stage.SENT_BACK: self.tr("New proposal"),
            Stage.SIGNATURE: self.tr("Sign"),
            Stage.CARRYING_OUT: self.tr("Carry out"),
            Stage.CHECK: self.tr("Check once more"),
            Stage.PAPER: self.tr("Record the paper"),
            Stage.NOTHING: self.tr("Print the report"),
        }[self._page.page.stage]

    def hold_word(self) -> str:
        """Return whether the line the keys are on would be held back, or freed."""
        line = self._page.list.current()
        held = line is not None and line.hold is not None
        return self.tr("Lift the hold") if held else self.tr("Hold back")

    def _of_duty(
        self, duty: Duty, line: ActionLine, can: Callable[[], bool] | None = None
    ) -> ActionLine:
        """Return the line as it is offered: to who has the duty, to others with the reason."""

        def enabled() -> bool:
            return self._page.may(duty) and (can is None or can())

        def why() -> str:
            return "" if self._page.may(duty) else self._told(_not_allowed(duty))

        return replace(line, enabled=enabled, why=why)

    def _why_not(self) -> str:
        """Return why the next step cannot be done; empty where it can."""
        page = self._page.page
        if page.working:
            return self.tr("It is being carried out.")
        if page.read.doubt is not None and page.stage in _OF_TODAY:
            return self._told(Refused(("clock_doubtful",), {"doubt": page.read.doubt}))
        if page.stage is Stage.PROPOSAL and not page.picked:
            return self.tr("Choose with Space what is to be disposed of.")
        if page.stage is Stage.SIGNATURE and not page.signers:
            return self._told(Refused(("officer_signs",)))
        return ""

    def _told(self, error: KnownError) -> str:
        return messages.error(error, self._page.work.language).what


_OF_TODAY = (Stage.PROPOSAL, Stage.SIGNATURE, Stage.CARRYING_OUT)
"""The steps for which the day must be believed."""


def _not_allowed(duty: Duty) -> KnownError:
    return NotAllowed(facts={"duty": duty.value})
