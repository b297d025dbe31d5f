# SPDX-License-Identifier: MIT
"""The actions of the stamp book page: when each can be done, and why it cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from desk_app.desk.errors import NotAllowed
from desk_app.desk.stamps import may_take_back
from desk_app.gui.shortcuts import Key
from desk_app.gui.widgets.actions import ActionLine
from desk_app.i18n import messages
from desk_app.rules.terms import Duty

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk_app.gui.models.stamp_columns import EntryRow
    from desk_app.gui.presenters.stamps_read import StampsPage
    from desk_app.gui.workplace import Workplace


class Page(Protocol):
    """What the actions do to the page."""

    work: Workplace

    @property
    def page(self) -> StampsPage:
        """The page as it is shown now."""
        ...

    def may(self, duty: Duty) -> bool:
        """Say whether whoever is signed in has a duty."""
        ...

    def current(self) -> EntryRow | None:
        """Return the entry the keys are on."""
        ...

    def next_step(self) -> None:
        """Open the book, or finish the count."""
        ...

    def print_book(self) -> None:
        """Ask which month is printed."""
        ...

    def save_book(self) -> None:
        """Ask where a month is saved."""
        ...

    def buy(self) -> None:
        """Ask for stamps that were bought."""
        ...

    def spoil(self) -> None:
        """Ask for stamps that cannot be used any more."""
        ...

    def exchange(self) -> None:
        """Ask for stamps that were exchanged."""
        ...

    def open_envelope(self) -> None:
        """Show the envelope that the entry the keys are on is about."""
        ...

    def take_back(self) -> None:
        """Ask whether the entry the keys are on is taken back."""
        ...

    def to_count(self) -> None:
        """Go to the first face value that is not counted."""
        ...

    def add_value(self) -> None:
        """Ask for a face value that the book does not know."""
        ...

    def begin_count_anew(self) -> None:
        """Ask whether what was counted so far is forgotten."""
        ...


class StampActions(QObject):
    """Makes the lines of the page's actions; the word of the blue one changes with the page."""

    def __init__(self, page: Page, parent: QObject) -> None:
        super().__init__(parent)
        self._page = page

    def lines(self) -> list[ActionLine]:
        """Return the actions."""
        return [*self._of_the_book(), *self._of_the_count()]

    def next_word(self) -> str:
        """Return what the blue button does now."""
        page = self._page.page
        if page.arrived and not page.read.opened:
            return self.tr("Open the book")
        return self.tr("Finish the count")

    def _of_the_book(self) -> list[ActionLine]:
        page, menu = self._page, "application"
        posts = self._duty(Duty.POST)
        lets_go = self._duty(Duty.EXPORT)
        return [
            ActionLine(
                "printBook", self.tr("Print the book"), page.print_book, Key.PRINT, "print", "file"
            ),
            ActionLine(
                "saveBook",
                self.tr("Save the book as PDF"),
                page.save_book,
                Key.SAVE_PDF,
                "pdf",
                "file",
                enabled=lambda: not lets_go(),
                why=lets_go,
            ),
            ActionLine(
                "buy",
                self.tr("Bought"),
                page.buy,
                Key.ADD,
                "import",
                menu,
                enabled=lambda: not posts(),
                why=posts,
            ),
            ActionLine(
                "spoil",
                self.tr("Spoilt"),
                page.spoil,
                None,
                "export",
                menu,
                enabled=lambda: not self._why_not_spend(),
                why=self._why_not_spend,
            ),
            ActionLine(
                "exchange",
                self.tr("Exchanged"),
                page.exchange,
                None,
                "",
                menu,
                enabled=lambda: not self._why_not_spend(),
                why=self._why_not_spend,
            ),
            ActionLine(
                "openEnvelope",
                self.tr("Open the envelope"),
                page.open_envelope,
                None,
                "post",
                menu,
                enabled=self._has_envelope,
            ),
            ActionLine(
                "takeBack",
                self.tr("Take the entry back"),
                page.take_back,
                Key.REMOVE,
                "undo",
                menu,
                enabled=lambda: not self._why_not_back(),
                why=self._why_not_back,
            ),
        ]

    def _of_the_count(self) -> list[ActionLine]:
        page, menu = self._page, "application"
        counts = self._why_no_count
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
                divided=True,
            ),
            ActionLine(
                "toCount",
                self.tr("Count"),
                page.to_count,
                Key.EDIT,
                "edit",
                menu,
                enabled=lambda: not counts(),
                why=counts,
            ),
            ActionLine(
                "addValue",
                self.tr("Count another face value"),
                page.add_value,
                None,
                "plus",
                menu,
                enabled=lambda: not counts(),
                why=counts,
            ),
            ActionLine(
                "countAnew",
                self.tr("Begin the count anew"),
                page.begin_count_anew,
                None,
                "",
                menu,
                enabled=lambda: page.page.is_counting,
            ),
        ]

    def _duty(self, duty: Duty) -> Callable[[], str]:
        """Return what says why somebody without a duty cannot do a thing; empty for who has it."""

        def why() -> str:
            if self._page.may(duty):
                return ""
            refused = NotAllowed(facts={"duty": duty.value})
            return messages.error(refused, self._page.work.language).what

        return why

    def _has_envelope(self) -> bool:
        row = self._page.current()
        entry = None if row is None else row.line.entry
        return entry is not None and entry.posting is not None and entry.takes_back is None

    def _why_not_spend(self) -> str:
        why = self._duty(Duty.POST)()
        if not why and not any(each.owned for each in self._page.page.read.balances):
            return self.tr("The desk owns no stamps.")
        return why

    def _why_not_back(self) -> str:
        """Return why the entry the keys are on cannot be taken back; the verb knows it too."""
        why, row = self._duty(Duty.POST)(), self._page.current()
        if why or row is None:
            return why or self.tr("Choose an entry.")
        work, entry = self._page.work, row.line.entry
        lines = self._page.page.read.lines
        taken = {line.entry.takes_back for line in lines}
        reason = may_take_back(work.desk, entry)
        if not reason and entry.id in taken:
            reason = "taken_back_already"
        return messages.refusal(reason, {}, work.language) if reason else ""

    def _why_no_count(self) -> str:
        why = self._duty(Duty.POST)()
        if not why and not self._page.page.read.opened:
            return self.tr("The book is not open yet.")
        return why

    def _why_not(self) -> str:
        """Return why the blue button does nothing; empty where it can be pressed."""
        page, why = self._page.page, self._duty(Duty.POST)()
        if why or not page.read.opened:
            return why
        if page.to_count or not page.piles:
            return self.tr("%n face value(s) are not counted yet.", "", page.to_count)
        if not page.read.witnesses:
            return self.tr("Nobody else here may be the witness.")
        return ""
