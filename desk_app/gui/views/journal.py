# SPDX-License-Identifier: MIT
"""The journal: who did what and when, never a value; checked, printed by day, let go (K2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desk_app.gui import printing, shortcuts, theme
from desk_app.gui.delegates.cells import CellDelegate
from desk_app.gui.dialogs.ask import Ask
from desk_app.gui.dialogs.save_pdf import documents
from desk_app.gui.dialogs.save_workbook import SaveWorkbook
from desk_app.gui.models.journal_columns import JournalColumns
from desk_app.gui.overriding import override
from desk_app.gui.presenters.exporting import Exporting, due_ledger, journal_ledger
from desk_app.gui.presenters.journal import JournalPresenter, JournalState
from desk_app.gui.presenters.own_printing import OwnPrinting
from desk_app.gui.presenters.question import DayAsked
from desk_app.gui.shortcuts import Key
from desk_app.gui.views.journal_filter import JournalFilterBar
from desk_app.gui.views.ledger_actions import LedgerActions, StampLedgerActions
from desk_app.gui.views.section import SectionView
from desk_app.gui.widgets.actions import ActionLine, ActionTable
from desk_app.gui.widgets.announce import announce
from desk_app.gui.widgets.buttons import ButtonKind
from desk_app.gui.widgets.empty import EmptyNote
from desk_app.gui.widgets.notes import NoteFrame
from desk_app.gui.widgets.table import ListTable
from desk_app.gui.widgets.title_bar import TitleBar
from desk_app.records.ledger import LedgerKind
from desk_app.rules.terms import Duty

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.gui.presenters.question import Question
    from desk_app.gui.printing import Printing
    from desk_app.gui.workplace import Workplace
    from desk_app.records.journal import JournalMark


class JournalView(SectionView):
    """Enter opens the application of an entry, for who may read it."""

    def __init__(
        self,
        work: Workplace,
        parent: QWidget | None = None,
        printers: Printing | None = None,
    ) -> None:
        super().__init__(work, parent)
        columns = JournalColumns(work.language, self)
        self.presenter = JournalPresenter(work, columns.of_entries(), self)
        self.presenter.state_changed.connect(self._show)
        self.presenter.checked.connect(self._told)
        self.printing = OwnPrinting(work, printers or printing.system(), self)
        self.ledger = LedgerActions(work, self.printing, self)
        self.stamps = StampLedgerActions(work, self.printing, self)
        self.exporting = Exporting(work, self)
        self.exporting.asked.connect(self.ask)
        self.filter = JournalFilterBar(work)
        self.filter.wanted.connect(self.presenter.narrow)
        self._table = ListTable(self.tr("Journal"))
        self._table.setObjectName("entries")
        self._table.setItemDelegate(CellDelegate(self._table))
        self._table.show_model(self.presenter.model, self.presenter.model.columns)
        self._table.let_rows_grow()
        self._table.scroll_sideways()
        self._table.opened.connect(self._open)
        self.filter.search.down.connect(self._table.setFocus)
        self._empty = EmptyNote()
        self._note = NoteFrame("ok")
        self._note.setObjectName("checked")
        self.doing = ActionTable(self._lines(), self)
        self.actions_here = self.doing
        self._title = TitleBar()
        self._lay_out()
        self._show(self.presenter.state)

    @override
    def open_thing(self, thing: object | None) -> None:
        self.printing.ask_printers()
        self.presenter.read_again()
        # Behind the note that nothing matches it would take no keys; the entries are on their way.
        self._stack.setCurrentWidget(self._table)
        self._table.setFocus()

    @override
    def read_again(self) -> None:
        self.presenter.read_again()

    @override
    def to_search(self) -> None:
        self.filter.search.take_focus()

    @override
    def keys(self) -> Sequence[tuple[str, str]]:
        shown = [("↑ ↓", self.tr("entry")), ("Tab", self.tr("next part"))]
        if self._reads_cases():
            shown.insert(1, (shortcuts.ENTER, self.tr("open the application")))
        shown.append((shortcuts.label(Key.PRINT), self.tr("sheet of a day")))
        shown.append((shortcuts.label(Key.MAIN), self.tr("check all entries")))
        return shown

    def ask(self, question: Question) -> Ask:
        """Put a question."""
        dialog = Ask(self.work, question, self)
        dialog.begin()
        return dialog

    def export_to(self, path: str) -> None:
        """Save what the filter shows as a workbook, once the password was shown."""
        wanted = self.presenter.state.wanted
        self.exporting.begin(LedgerKind.JOURNAL, path, journal_ledger(wanted))

    def export_due_to(self, path: str) -> None:
        """Save what is due for disposal, for who reads ledgers and disposes of nothing."""
        self.exporting.begin(LedgerKind.DUE, path, due_ledger)

    def _lines(self) -> list[ActionLine]:
        return [
            ActionLine(
                "check",
                self.tr("Check all entries"),
                self.presenter.check,
                Key.MAIN,
                "check",
                "file",
                enabled=lambda: not self.presenter.state.checking,
            ),
            ActionLine(
                "daySheet",
                self.tr("Print the sheet of a day"),
                self._print_day,
                Key.PRINT,
                "print",
                "file",
            ),
            ActionLine(
                "export",
                self.tr("Save as a workbook"),
                self._export,
                Key.EXPORT,
                "export",
                "file",
                enabled=self._lets_go,
            ),
            ActionLine(
                "exportDue",
                self.tr("Save what is due for disposal"),
                self._export_due,
                None,
                "export",
                "file",
                enabled=self._lets_go,
            ),
            *self.ledger.lines(),
            *self.stamps.lines(),
        ]

    def _lay_out(self) -> None:
        for name in ("export", "daySheet"):
            self._title.add_button(self.doing.button(name))
        self._title.add_button(self.doing.button("check", ButtonKind.MAIN))
        self._told_row = QWidget()
        inside = QVBoxLayout(self._told_row)
        edge = theme.px(16)
        inside.setContentsMargins(edge, theme.px(8), edge, theme.px(8))
        inside.addWidget(self._note)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._table)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._title)
        column.addWidget(self.filter)
        column.addWidget(self._told_row)
        column.addWidget(self._stack, 1)

    def _show(self, state: JournalState) -> None:
        count = self.tr("%n entry(ies)", "", state.window.count)
        if state.window.more:
            count = self.tr("more than %n entry(ies)", "", state.window.count)
        self._title.say(self.tr("Journal"), count)
        self.filter.show_people(state.people)
        self._empty.say(self.tr("No entry matches."))
        self._stack.setCurrentWidget(self._table if state.window.ids else self._empty)
        self._table.choose(max(self._table.currentIndex().row(), 0))
        self._show_check(state)
        self.doing.refresh()

    def _show_check(self, state: JournalState) -> None:
        self._told_row.setVisible(state.checking or state.head is not None)
        if state.checking:
            self._note.say(self.tr("All entries are being read"))
        elif state.head is not None:
            self._note.say(*self._sound(state.head))

    def _sound(self, head: JournalMark) -> tuple[str, str]:
        return (
            self.tr("The journal is whole: %n entry(ies)", "", head.sequence),
            self.tr(
                "Every entry fits the one before, and the last one is that of the anchor beside the"
                " keys: {mark}. Compare it with the last sheet on paper."
            ).format(mark=head),
        )

    def _told(self, head: JournalMark) -> None:
        announce(self, " ".join(self._sound(head)))

    def _print_day(self) -> None:
        question = self.printing.question(
            self.tr("Print the sheet of a day"),
            self.presenter.day_page,
            DayAsked("day", self.tr("Day"), self.work.today),
        )
        self.ask(question).accepted.connect(self.printing.send)

    def _export(self) -> None:
        self._ask_where(LedgerKind.JOURNAL).fileSelected.connect(self.export_to)

    def _export_due(self) -> None:
        self._ask_where(LedgerKind.DUE).fileSelected.connect(self.export_due_to)

    def _ask_where(self, kind: LedgerKind) -> SaveWorkbook:
        dialog = SaveWorkbook(documents(), self.exporting.name(kind), self)
        dialog.open()
        return dialog

    def _open(self, _: object) -> None:
        row = self.presenter.model.row_at(self._table.currentIndex().row())
        if row is not None and row.application is not None and self._reads_cases():
            self.work.open_application.emit(row.application)

    def _reads_cases(self) -> bool:
        return self.may(Duty.READ_CASES)

    def _lets_go(self) -> bool:
        return self.may(Duty.EXPORT)
