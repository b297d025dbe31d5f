# SPDX-License-Identifier: MIT
"""The entry that is chosen: who did what and when, what was noted, how it stands in the chain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desk_app.gui.kit.display.facts import FactLine, FactsCard
from desk_app.gui.kit.display.notes import NoteFrame
from desk_app.gui.kit.layout import shortcuts
from desk_app.gui.kit.layout.boxes import STRETCH, dress, in_column, in_row, named, padded
from desk_app.gui.kit.layout.buttons import ButtonKind, KeyButton
from desk_app.gui.kit.layout.layout import PageScroll
from desk_app.gui.kit.look import theme
from desk_app.gui.kit.look.text import Text
from desk_app.gui.kit.look.theme import Size
from desk_app.i18n import dates, messages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desk_app.desk.rows import JournalLine
    from desk_app.records.books.journal import JournalLink
    from desk_app.records.desk.people import Language

_LEAST, _NAMES = 304, 56


class JournalEntryPanel(QWidget):
    """Tells of one entry; `open_wanted` goes to the application it is about."""

    open_wanted = Signal()

    def __init__(self, language: Language, alone: KeyButton) -> None:
        super().__init__()
        self._language = language
        self.setMinimumWidth(theme.px(_LEAST))
        dress(self, ground="window", line="left")
        scroll = PageScroll(self)
        inside = QWidget(scroll)
        dress(inside, ground="window")
        self._title = Text("", Size.TITLE, bold=True, wrap=True)
        self._under = Text("", tone="text2", wrap=True)
        self._facts = FactsCard(_NAMES)
        self._noted_head = Text(self.tr("What was noted"), Size.LABEL, bold=True)
        self._noted = named("entryNoted", Text("", wrap=True))
        self._values = Text(
            self.tr("Names alone: the journal holds no value, only its digest."),
            Size.LABEL,
            "text2",
            wrap=True,
        )
        self._chain_head = Text(self.tr("In the chain"), Size.LABEL, bold=True)
        self._chain = named("entryChain", NoteFrame("ok"))
        self._fold = KeyButton(kind=ButtonKind.FLAT, icon="down")
        self._fold.setObjectName("showDigests")
        self._fold.clicked.connect(self._unfold)
        self._link: JournalLink | None = None
        self._unfolded = False
        self._open = KeyButton(self.tr("Open the application"), shortcuts.ENTER, "application")
        self._open.setObjectName("openOfEntry")
        self._open.clicked.connect(self.open_wanted)
        self._foot = padded(self._open, (16, 8, 16, 8))
        self._lay_out(inside, scroll, in_row(None, alone, STRETCH, edge=0))

    def _lay_out(self, inside: QWidget, scroll: PageScroll, alone: QHBoxLayout) -> None:
        in_column(
            inside,
            self._title,
            self._under,
            self._facts,
            alone,
            padded(self._noted_head, (0, 8, 0, 0)),
            self._noted,
            self._values,
            padded(self._chain_head, (0, 8, 0, 0)),
            self._chain,
            self._fold,
            STRETCH,
            gap=8,
            edge=16,
        )
        scroll.setWidget(inside)
        dress(self._foot, line="top")
        in_column(self, (scroll, 1), self._foot, gap=0, edge=(1, 0, 0, 0))
        scroll.read_by_keys()
        scroll.setAccessibleName(self.tr("The entry"))

    def show_entry(
        self, line: JournalLine | None, link: JournalLink | None, *, opens: bool
    ) -> None:
        """Show an entry as far as it is read; ``opens`` says that its application may be read."""
        self._facts.setVisible(line is not None)
        self._foot.setVisible(opens)
        for part in (self._noted_head, self._noted, self._values):
            part.setVisible(line is not None and bool(line.fields))
        known = line is not None and link is not None and link.mark.sequence == line.sequence
        for each in (self._chain_head, self._chain, self._fold):
            each.setVisible(known)
        if line is None:
            self._title.setText("")
            self._under.setText(self.tr("The entry you choose is shown here."))
            return
        self._title.setText(messages.label(line.action, self._language))
        self._under.setText(self.tr("Entry No. {number}").format(number=f"{line.sequence:,}"))
        self._facts.show_facts(tuple(self._told(line)))
        noted = [messages.noted(each, self._language) for each in line.fields]
        self._noted.setText("\n".join(noted))
        if known and link is not None:
            self._show_link(link)

    def _told(self, line: JournalLine) -> Iterator[FactLine]:
        day = dates.full(dates.day_of(line.at), self._language, weekday=True)
        yield FactLine("today", self.tr("When"), f"{day} {dates.clock(line.at)}")
        if line.back_from is not None:
            said = messages.went_back(line.back_from, self._language)
            yield FactLine("due", self.tr("Clock"), said[:1].upper() + said[1:], "bad")
        yield FactLine("user", self.tr("Who"), line.actor)
        if line.subject:
            yield FactLine("application", self.tr("About"), line.subject)

    def _unfold(self) -> None:
        """Show the digests, or put them away: they are wanted beside a sheet of paper alone."""
        self._unfolded = not self._unfolded
        if self._link is not None:
            self._show_link(self._link)

    def _show_link(self, link: JournalLink) -> None:
        self._link = link
        self._fold.setVisible(link.fits)
        self._fold.setText(self.tr("Hide digests") if self._unfolded else self.tr("Show digests"))
        self._chain.turn("ok" if link.fits else "bad")
        if link.fits:
            said = self.tr("It is as it was noted and follows the entry before")
            follows = self.tr("after {before}").format(before=link.before)
            marks = f"{link.mark}\n{follows}" if self._unfolded else ""
        else:
            said = self.tr("It does not fit the entry before")
            marks = self.tr("Check all entries: the check says where the chain ends.")
        self._chain.say(said, marks)
