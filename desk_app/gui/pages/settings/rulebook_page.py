# SPDX-License-Identifier: MIT
"""The part of the settings for a new rulebook version: before and after, confirmed (AP)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desk_app.gui.kit import shortcuts, theme
from desk_app.gui.kit.actions import ActionLine, ActionTable
from desk_app.gui.kit.boxes import in_column
from desk_app.gui.kit.buttons import ButtonKind
from desk_app.gui.kit.columns import Column, RowsModel
from desk_app.gui.kit.facts import FactLine, FactsCard
from desk_app.gui.kit.notes import EmptyNote, NoteFrame
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.shortcuts import Key
from desk_app.gui.kit.table import CellDelegate, ListTable
from desk_app.gui.kit.text import Text
from desk_app.gui.kit.theme import Size
from desk_app.gui.pages.settings.rulebook_book import (
    RulebookPresenter,
    RulebookState,
    RulebookWords,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QHideEvent, QShowEvent

    from desk_app.desk.rulebooks import BeforeAfter
    from desk_app.gui.asking import Question
    from desk_app.gui.kit.painting import Mark
    from desk_app.gui.session import Workplace
    from desk_app.records.base import Fact
    from desk_app.records.people import User
    from desk_app.rules.versions import Change


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


class RulebookPage(QWidget):
    """Open applications under another version; below, what the newest changes in the chosen one.

    It shows receipt numbers and rules alone: an officer needs no applicant's data for this.
    ``question_wanted`` asks for a question to be put; ``refreshed`` says that the keys changed.
    """

    question_wanted = Signal(object)
    refreshed = Signal()

    def __init__(self, work: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._words = RulebookWords(work, self)
        self.presenter = RulebookPresenter(work, self)
        self.presenter.state_changed.connect(self.render_state)
        self.presenter.took.connect(self._say_taken)
        self.presenter.done.connect(self._say_done)
        self.presenter.confirmers_known.connect(self._put_in_force)
        columns = RulebookColumns(self)
        listed = columns.of_applications(self._words.told, self._words.mark, self._words.version)
        self._model: RowsModel[BeforeAfter] = RowsModel(
            listed, lambda row: row.application, None, self
        )
        self._table = self._made("rulebookApplications", self._model)
        self._table.setAccessibleName(self.tr("Open applications under another rulebook version"))
        self._table.current_changed.connect(lambda _: self._show_chosen())
        self._table.opened.connect(lambda _: self._take())
        changed = columns.of_changes(self._words.what, self._words.value)
        self._changes: RowsModel[Change] = RowsModel(changed, lambda each: each.what, None, self)
        self._detail = self._made("rulebookChanges", self._changes)
        self._detail.setAccessibleName(self.tr("Before and after of the chosen application"))
        self._detail_title = Text("", Size.LABEL, bold=True, wrap=True)
        self._facts = FactsCard()
        self._note = NoteFrame("info")
        self._note.setObjectName("rulebookNote")
        self._empty = EmptyNote()
        self._empty.say(self.tr("Every open application stands under the rulebook in force."))
        self.doing = ActionTable(self._lines(), self)
        self._waited = False
        self._lay_out()
        self.render_state(self.presenter.state)

    def current(self) -> BeforeAfter | None:
        """Return the application chosen."""
        return self._model.row_at(self._table.currentIndex().row())

    def take_focus(self) -> None:
        """Put the keys on the list, or on the button that puts a version in force."""
        if self._model.rows or not self.presenter.is_waiting:
            self._table.setFocus()
        else:
            self._force.setFocus()

    def keys(self) -> Sequence[tuple[str, str]]:
        """Return the keys of the page for the status bar."""
        shown = []
        for name, key in (("inForce", Key.MAIN), ("takeAll", Key.MAIN)):
            if self.doing[name].isVisible() and self.doing[name].isEnabled():
                shown.append((shortcuts.label(key), self.doing[name].text()))
        if self.doing["take"].isVisible() and self.doing["take"].isEnabled():
            shown.append(("Enter", self.doing["take"].text()))
        return shown

    def stop(self) -> bool:
        """Stop what is being confirmed; say whether anything was."""
        return self.presenter.stop()

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

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.presenter.watch(watched=True)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.presenter.watch(watched=False)

    def _made(self, name: str, model: RowsModel[BeforeAfter] | RowsModel[Change]) -> ListTable:
        table = ListTable("")
        table.setObjectName(name)
        table.setItemDelegate(CellDelegate(table))
        table.let_rows_grow()
        table.show_model(model)
        return table

    def _lines(self) -> list[ActionLine]:
        return [
            ActionLine(
                "inForce", self.tr("Put in force"), self.presenter.ask_confirmers, Key.MAIN, "check"
            ),
            ActionLine("takeAll", self._words_of_all(), self.presenter.take_all, Key.MAIN, "check"),
            ActionLine("take", self.tr("Confirm this one"), self._take),
        ]

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        self._force = self.doing.button("inForce", ButtonKind.MAIN)
        row.addWidget(self._force)
        row.addWidget(self.doing.button("takeAll", ButtonKind.MAIN))
        row.addWidget(self.doing.button("take"))
        row.addStretch(1)
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
        desk = self._work.desk
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
        waiting = self.presenter.is_waiting
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
                    "Look below at what it changes in the open applications. Once it is in force,"
                    " what is logged stands under it, and the open ones are confirmed here."
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
        row, state = self.current(), self.presenter.state
        self._changes.show_rows(() if row is None else row.changes)
        if row is not None:
            self._detail_title.setText(
                self.tr("{number}: before and after").format(number=row.receipt_number)
                if row.changes
                else self.tr("{number}: nothing changes").format(number=row.receipt_number)
            )
        self._detail.setVisible(row is not None and bool(row.changes))
        waiting, working = self.presenter.is_waiting, state.to_take > 0
        self.doing["inForce"].setVisible(waiting)
        self.doing["takeAll"].setVisible(not waiting and bool(state.rows))
        self.doing["take"].setVisible(not waiting and bool(state.rows))
        for name, text in self._words_of_actions().items():
            self.doing[name].setText(text)
        self.doing["takeAll"].setEnabled(state.is_read and bool(state.free) and not working)
        self.doing["take"].setEnabled(row is not None and not row.bound and not working)
        if self._waited and not waiting:
            # The button that had the keys is gone.
            self._table.setFocus()
        self._waited = waiting
        self.refreshed.emit()

    def _words_of_actions(self) -> dict[str, str]:
        return {
            "inForce": self.tr("Put in force"),
            "takeAll": self._words_of_all(),
            "take": self.tr("Confirm this one"),
        }

    def _words_of_all(self) -> str:
        return self.tr("Confirm all (%n)", "", len(self.presenter.state.free))

    def _put_in_force(self, others: Sequence[User]) -> None:
        pending = self._work.desk.pending
        if pending is not None:
            apart = self.presenter.state.apart or 0
            question: Question = self._words.put_in_force(pending, apart, others)
            self.question_wanted.emit(question)

    def _take(self) -> None:
        row = self.current()
        if row is not None and self.doing["take"].isVisible() and self.doing["take"].isEnabled():
            self.presenter.take(row)

    def _say_taken(self, number: str) -> None:
        self._work.said.emit(
            self.tr("{number} follows the rulebook in force.").format(number=number)
        )

    def _say_done(self, count: int) -> None:
        self._work.said.emit(self.tr("%n application(s) follow the rulebook in force.", "", count))
