# SPDX-License-Identifier: MIT
"""The part of the settings for a new rulebook version: before and after, confirmed (AP)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from desk_app.gui.kit.display.facts import FactLine, FactsCard
from desk_app.gui.kit.display.notes import EmptyNote, NoteFrame
from desk_app.gui.kit.layout import shortcuts
from desk_app.gui.kit.layout.boxes import STRETCH, in_column, in_row, named
from desk_app.gui.kit.layout.buttons import ButtonKind
from desk_app.gui.kit.layout.shortcuts import Key
from desk_app.gui.kit.look.text import Text
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.tables.columns import Column, RowsModel
from desk_app.gui.kit.tables.table import list_of
from desk_app.gui.page import WatchedPart
from desk_app.gui.pages.settings.rulebook.version_book import (
    RulebookBook,
    RulebookState,
    RulebookWords,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from desk_app.desk.signed.rulebooks import BeforeAfter
    from desk_app.gui.asking import Question
    from desk_app.gui.session.session import Session
    from desk_app.records.desk.people import User
    from desk_app.rules.versions import RuleChange


class RulebookPage(WatchedPart[RulebookBook]):
    """Open applications under another version; below, what the newest changes in the chosen one.

    It shows receipt numbers and rules alone: an officer needs no applicant's data for this.
    ``question_wanted`` asks for a question to be put; ``refreshed`` says that the keys changed.
    """

    question_wanted = Signal(object)
    refreshed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._words = RulebookWords(session, self)
        self.book = RulebookBook(session, self)
        self.book.state_changed.connect(self.render_state)
        self.book.took.connect(self._say_taken)
        self.book.done.connect(self._say_done)
        self.book.confirmers_known.connect(self._put_in_force)
        self._make_lists()
        self._detail_title = Text("", Size.LABEL, bold=True, wrap=True)
        self._facts = FactsCard()
        self._note = named("rulebookNote", NoteFrame("info"))
        self._empty = EmptyNote()
        self._empty.say(
            self.tr(
                "Every open application stands under the rulebook in force. What it says stands"
                " under Rulebook."
            )
        )
        self._offer()
        self._waited = False
        self._lay_out()
        self.render_state(self.book.state)

    def current(self) -> BeforeAfter | None:
        """Return the application chosen."""
        return self._model.row_at(self._table.currentIndex().row())

    @override
    def take_focus(self) -> None:
        if self._model.rows or not self.book.is_waiting:
            self._table.setFocus()
        else:
            self._force.setFocus()

    @override
    def keys(self) -> Sequence[tuple[str, str]]:
        main = shortcuts.label(Key.MAIN)
        shown = (("inForce", main), ("takeAll", main), ("take", shortcuts.ENTER))
        acts = ((key, self.doing[name]) for name, key in shown)
        return [(key, act.text()) for key, act in acts if act.isVisible() and act.isEnabled()]

    def render_state(self, state: RulebookState) -> None:
        """Show the list; where nothing stands apart, that everything follows the one in force."""
        row = self._table.currentIndex().row()
        self._model.show_rows(state.rows)
        if state.rows and not self._table.currentIndex().isValid():
            self._table.choose(min(max(row, 0), len(state.rows) - 1))
        some = bool(state.rows)
        for part in (self._table, self._detail_title, self._detail):
            part.setVisible(some)
        self._empty.setVisible(not some)
        self._show_facts(state)
        self._show_note(state)
        self._show_chosen()

    def _make_lists(self) -> None:
        words = self._words
        listed: list[Column[BeforeAfter]] = [
            Column("number", self.tr("Number"), lambda row: row.receipt_number, 104),
            Column("under", self.tr("Under"), lambda row: words.version(row.under), 152),
            Column("told", self.tr("What the new version does"), words.told, mark=words.mark),
        ]
        changed: list[Column[RuleChange]] = [
            Column("what", self.tr("What"), words.what),
            Column("before", self.tr("Before"), lambda row: words.value(row, row.before), 208),
            Column("after", self.tr("After"), lambda row: words.value(row, row.after), 208),
        ]
        applications = self.tr("Open applications under another rulebook version")
        before_after = self.tr("Before and after of the chosen application")
        self._model = RowsModel(listed, lambda row: row.application, None, self)
        self._table = list_of("rulebookApplications", applications, self._model)
        self._table.current_changed.connect(lambda _: self._show_chosen())
        self._table.opened.connect(lambda _: self.doing["take"].trigger())
        self._changes = RowsModel(changed, lambda row: row.what, None, self)
        self._detail = list_of("rulebookChanges", before_after, self._changes)

    def _offer(self) -> None:
        ask, every = self.book.ask_confirmers, self.book.take_all
        force, one = self.tr("Put in force"), self.tr("Confirm this one")
        self.act("inForce", force, ask, Key.MAIN, "check")
        self.act("takeAll", self._words_of_all(), every, Key.MAIN, "check", can=self._can_take_all)
        self.act("take", one, self._take, can=self._can_take)

    def _lay_out(self) -> None:
        self._force = self.doing.button("inForce", ButtonKind.MAIN)
        every, one = self.doing.button("takeAll", ButtonKind.MAIN), self.doing.button("take")
        row = in_row(None, self._force, every, one, STRETCH, gap=8)
        in_column(
            self,
            self._facts,
            self._note,
            row,
            (self._table, 3),
            self._detail_title,
            (self._detail, 2),
            (self._empty, 1),
            gap=12,
            edge=16,
        )

    def _show_facts(self, state: RulebookState) -> None:
        desk = self.session.desk
        facts = [FactLine("book", self.tr("In force"), self._words.book(desk.rulebook))]
        if desk.pending is not None:
            facts.append(
                FactLine("due", self.tr("Waits"), self._words.book(desk.pending), tone="ask")
            )
        if state.apart:
            told = self.tr("%n open application(s)", "", state.apart)
            facts.append(FactLine("application", self.tr("Under another version"), told))
        self._facts.show_facts(facts)

    def _show_note(self, state: RulebookState) -> None:
        waiting = self.book.is_waiting
        self._note.setVisible(waiting or bool(state.rows))
        if state.to_take:
            self._note.say(
                self.tr("{done} of {total} confirmed").format(
                    done=state.taken, total=state.to_take
                ),
                self.tr("Esc stops; what is confirmed stays so."),
            )
        elif waiting:
            self._note.say(
                self.tr("A new rulebook version waits"),
                self.tr(
                    "Look below at what it changes in the open applications, and under Rulebook at"
                    " what it says otherwise. Once it is in force, what is logged stands under it,"
                    " and the open ones are confirmed here."
                ),
            )
        else:
            self._note.say(
                self.tr("These stand under the version they were logged with"),
                self.tr(
                    "Confirmed, an application follows the version in force. Not confirmed, it"
                    " ends under its own. Ctrl+Z takes a confirmation back while nothing followed."
                ),
            )

    def _show_chosen(self) -> None:
        row, state = self.current(), self.book.state
        self._changes.show_rows(() if row is None else row.changes)
        if row is not None:
            self._detail_title.setText(
                self.tr("{number}: before and after").format(number=row.receipt_number)
                if row.changes
                else self.tr("{number}: nothing changes").format(number=row.receipt_number)
            )
        self._detail.setVisible(row is not None and bool(row.changes))
        waiting, some = self.book.is_waiting, bool(state.rows)
        self.doing["inForce"].setVisible(waiting)
        for name in ("takeAll", "take"):
            self.doing[name].setVisible(not waiting and some)
        self.doing["takeAll"].setText(self._words_of_all())
        self.doing.refresh()
        if self._waited and not waiting and some:
            # The button that had the keys is gone.
            self._table.setFocus()
        self._waited = waiting
        self.refreshed.emit()

    def _can_take(self) -> bool:
        row = self.current()
        return row is not None and not row.bound and not self.book.state.to_take

    def _can_take_all(self) -> bool:
        state = self.book.state
        return state.is_read and bool(state.free) and not state.to_take

    def _words_of_all(self) -> str:
        return self.tr("Confirm all (%n)", "", len(self.book.state.free))

    def _put_in_force(self, others: Sequence[User]) -> None:
        pending = self.session.desk.pending
        if pending is not None:
            apart = self.book.state.apart or 0
            question: Question = self._words.put_in_force(pending, apart, others)
            self.question_wanted.emit(question)

    def _take(self) -> None:
        row = self.current()
        if row is not None:
            self.book.take(row)

    def _say_taken(self, number: str) -> None:
        self.session.said.emit(
            self.tr("{number} follows the rulebook in force.").format(number=number)
        )

    def _say_done(self, count: int) -> None:
        self.session.said.emit(
            self.tr("%n application(s) follow the rulebook in force.", "", count)
        )
