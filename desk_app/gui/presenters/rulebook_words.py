# SPDX-License-Identifier: MIT
"""What a rulebook version changes in an application, in the officer's words: nothing of anybody."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desk_app.desk import rulebooks
from desk_app.gui.marks import Mark
from desk_app.gui.presenters.own_password import both_acting, two_passwords
from desk_app.gui.presenters.question import Question, Weight
from desk_app.i18n import dates, messages, writing
from desk_app.records.findings import Next, Verdict, Work

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.desk.rulebooks import BeforeAfter
    from desk_app.gui.workplace import Workplace
    from desk_app.records.facts import Fact
    from desk_app.records.people import User
    from desk_app.rules.adoption import Change
    from desk_app.rules.rulebook import Rulebook

_HASH = 4
_SUMS = frozenset({"required", "short", "returnable"})


class RulebookWords(QObject):
    """Says versions, changes and what is asked before a version is put in force."""

    def __init__(self, work: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work

    def version(self, version: str) -> str:
        """Return a version as people call it, with the beginning of its hash to tell two apart."""
        name, _, digest = version.partition("+")
        return f"{name} ({digest[:_HASH]})" if digest else name

    def book(self, book: Rulebook) -> str:
        """Return title and version of a rulebook."""
        title = messages.titled(book, book.name, self._work.language)
        return f"{title} {self.version(book.version)}"

    def told(self, row: BeforeAfter) -> str:
        """Return in a few words what happens with an application."""
        if row.bound:
            return self.tr("Decided or proposed: it ends under its own version")
        if not row.changes:
            return self.tr("Nothing changes")
        return self.tr("%n thing(s) change", "", len(row.changes))

    def mark(self, row: BeforeAfter) -> Mark:
        """Return the state of an application in the list."""
        if row.bound:
            return Mark.HELD
        return Mark.ASK if row.changes else Mark.OPEN

    def what(self, change: Change) -> str:
        """Return what it is that changes."""
        if change.finding is not None:
            rules = rulebooks.newest(self._work.desk).on(self._work.today)
            return messages.heading(change.finding, self._work.language, rules)
        return {
            "required": self.tr("Fee"),
            "short": self.tr("Fee still missing"),
            "returnable": self.tr("Stamps that go back"),
            "work": self.tr("Place in the work list"),
            "next": self.tr("Next step"),
            "reply_target": self.tr("Reply by"),
            "notice_due": self.tr("Notice due on"),
            "kept_until": self.tr("Kept until"),
        }[change.what]

    def value(self, change: Change, value: Fact | None) -> str:
        """Return one side of a change."""
        language = self._work.language
        if value is None:
            return self.tr("none")
        if isinstance(value, date):
            return dates.full(value, language)
        if isinstance(value, int):
            return writing.yen(value, language) if change.what in _SUMS else f"{value:,}"
        if change.what == "work":
            return messages.label(Work(value), language)
        if change.what == "next":
            return messages.next_step(Next(str(value), None, ""), language).title
        return messages.label(Verdict(value), language)

    def put_in_force(self, book: Rulebook, apart: int, others: Sequence[User]) -> Question:
        """Ask two people whether a version shall be in force for what is logged from now on."""
        return Question(
            self.tr("Put version {version} in force").format(version=self.version(book.version)),
            self.tr("Both put it in force"),
            both_acting(self._work, rulebooks.confirm_rulebook),
            effect=self.tr(
                "What is logged from now on stands under it. Two people sign it. This cannot be"
                " undone."
            ),
            detail=self.tr(
                "%n open application(s) stay under their own version until each is confirmed.",
                "",
                apart,
            ),
            asked=two_passwords(others),
            weight=Weight.FINAL,
            said=self.tr("The new rulebook is in force."),
        )
