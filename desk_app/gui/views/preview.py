# SPDX-License-Identifier: MIT
"""A look at the chosen thing of the work list: who, what, and what is to be done next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk_app.desk.queries import ApplicationLine, LetterLine, MailLine, ReturnLine
from desk_app.gui import shortcuts, theme, words
from desk_app.gui.models.application_columns import days_left, due_day, elapsed, urgency
from desk_app.gui.theme import Size
from desk_app.gui.widgets.buttons import KeyButton
from desk_app.gui.widgets.facts_card import FactLine, FactsCard
from desk_app.gui.widgets.notes import NoteFrame
from desk_app.gui.widgets.page_scroll import PageScroll
from desk_app.gui.widgets.period_bar import PeriodBar
from desk_app.gui.widgets.text import Text
from desk_app.i18n import dates, messages

if TYPE_CHECKING:
    from desk_app.gui.workplace import Workplace

PREVIEW, _LEAST = 400, 280
"""Pixels at 100 %, before a clerk draws it wider or narrower."""


class Preview(QWidget):
    """Shows one row in full; every name wraps, none is cut."""

    open_wanted = Signal()

    def __init__(self, work: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._row: object | None = None
        self.setMinimumWidth(theme.px(_LEAST))
        self.setProperty("ground", "window")
        self.setProperty("line", "left")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._name = Text("", Size.TITLE, bold=True, wrap=True)
        self._kana = Text("", tone="text2", wrap=True)
        self._facts = FactsCard(name_width=80)
        self._period = PeriodBar()
        self._period.setObjectName("period")
        self._next = NoteFrame("info")
        self._next.setObjectName("nextStep")
        self._open = KeyButton(key=shortcuts.ENTER)
        self._open.setObjectName("openChosen")
        self._open.clicked.connect(self.open_wanted)
        column = QVBoxLayout(self)
        edge = theme.px(16)
        column.setContentsMargins(edge, edge, 0, edge)
        column.setSpacing(theme.px(8))
        column.addWidget(self._scrolled(), 1)
        below = QHBoxLayout()
        below.addWidget(self._open)
        below.addStretch(1)
        column.addLayout(below)
        self.show_row(None)

    def _scrolled(self) -> PageScroll:
        """Lay out what is told: on a low screen nine claims are more than there is room for."""
        inside = QWidget()
        inside.setProperty("ground", "window")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, theme.px(4), 0)
        column.setSpacing(theme.px(4))
        column.addWidget(self._name)
        column.addWidget(self._kana)
        column.addSpacing(theme.px(8))
        column.addWidget(self._facts)
        column.addSpacing(theme.px(8))
        column.addWidget(self._period)
        column.addSpacing(theme.px(8))
        column.addWidget(self._next)
        column.addStretch(1)
        scroll = PageScroll()
        scroll.setWidget(inside)
        return scroll

    def show_row(self, row: object | None) -> None:
        """Show a row of the work list, or nothing."""
        self._row = row
        for part in (self._name, self._kana, self._facts, self._next, self._open):
            part.setVisible(row is not None)
        self._period.hide()
        if isinstance(row, ApplicationLine):
            self._show_application(row)
        elif isinstance(row, MailLine):
            self._show_mail(row)
        elif isinstance(row, LetterLine):
            self._show_letter(row)
        elif isinstance(row, ReturnLine):
            self._show_return(row)

    def retranslate(self) -> None:
        """Show every word in the language of now."""
        self._open.setText(self.tr("Open"))
        self.show_row(self._row)

    def _show_application(self, line: ApplicationLine) -> None:
        language = self._work.language
        proxy = messages.label(line.proxy, language) if line.proxy else self.tr("None")
        self._say(line.name, line.kana)
        facts = [
            FactLine("application", self.tr("Number"), line.receipt_number),
            FactLine("mail", self.tr("Received"), dates.full(line.received_on, language)),
            FactLine("edit", self.tr("Requests"), words.labels(line.rights, language)),
            FactLine("user", self.tr("Proxy"), proxy),
        ]
        if (by := due_day(line)) is not None:
            facts.append(FactLine("due", self.tr("Due"), dates.full(by, language, weekday=True)))
        elif line.by is not None:
            facts.append(FactLine("ok", self.tr("Kept until"), dates.full(line.by, language)))
        self._facts.show_facts(facts)
        self._show_period(line)
        told = words.next_of(line, language)
        self._next.say(self._by_when(told.title, line), told.detail)

    def _show_period(self, line: ApplicationLine) -> None:
        """Show the days left as the part of their period that is over."""
        by, today = due_day(line), self._work.today
        if by is None:
            return
        period, part = "", elapsed(line, today)
        if part is not None and line.since is not None:
            period = self.tr("{since} to {by}, day {day} of {days}").format(
                since=dates.near(line.since, self._work.language),
                by=dates.near(by, self._work.language),
                day=(today - line.since).days,
                days=(by - line.since).days,
            )
        self._period.show_left(days_left(by, today), urgency(by, today), part, period)
        self._period.show()

    def _by_when(self, what: str, line: ApplicationLine) -> str:
        """Return what is to be done, and by when."""
        by = due_day(line)
        if by is None or not what:
            return what
        day = dates.full(by, self._work.language, weekday=True)
        return self.tr("{what}: by {day}").format(what=what, day=day)

    def _show_mail(self, line: MailLine) -> None:
        language = self._work.language
        self._say(messages.label(line.matter, language), line.sender)
        seen = self.tr("Seen") if line.red_marking else self.tr("Not seen; this is no ground")
        facts = [
            FactLine("mail", self.tr("Arrived"), dates.full(line.arrived_on, language)),
            FactLine("post", self.tr("Kind"), messages.label(line.kind, language)),
            FactLine("eye", self.tr("Red marking"), seen),
        ]
        if line.tracking_number:
            facts.append(FactLine("scan", self.tr("Tracking"), line.tracking_number))
        self._facts.show_facts(facts)
        self._next.say(
            self.tr("What to do next"), self.tr("Log what is in it, or mark it done with a note.")
        )

    def _show_letter(self, line: LetterLine) -> None:
        language = self._work.language
        self._say(messages.label(line.kind, language), line.name)
        self._facts.show_facts(
            [
                FactLine("letter", self.tr("Document"), line.number),
                FactLine("application", self.tr("Number"), line.receipt_number),
                FactLine("today", self.tr("Dated"), dates.full(line.dated, language)),
                FactLine("post", self.tr("Posting"), dates.full(line.for_posting_on, language)),
            ]
        )
        self._next.hide()

    def _show_return(self, line: ReturnLine) -> None:
        language = self._work.language
        self._say(messages.label(line.kind, language), line.note)
        facts = [FactLine("application", self.tr("Number"), line.receipt_number)]
        self._facts.show_facts(facts)
        self._next.say(
            self.tr("What to do next"), self.tr("It goes back with the letter that names it.")
        )

    def _say(self, name: str, below: str) -> None:
        self._name.setText(name)
        self._kana.setText(below)
        self._kana.setVisible(bool(below))
