# SPDX-License-Identifier: MIT
"""A ledger as a table: its days, with or without names, searched; printed, saved, let go (I3)."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from desk_app.desk.audit import ledger_books
from desk_app.gui import days
from desk_app.gui.kit.display.notes import ListOrNote
from desk_app.gui.kit.fields.dates import EraDateEdit
from desk_app.gui.kit.fields.form import FilterLine
from desk_app.gui.kit.fields.search import SearchField
from desk_app.gui.kit.layout.boxes import bar, in_column, named
from desk_app.gui.kit.layout.buttons import ButtonKind, CheckBox
from desk_app.gui.kit.layout.layout import TitleBar
from desk_app.gui.kit.layout.shortcuts import Key
from desk_app.gui.kit.look import painting, theme
from desk_app.gui.kit.look.text import Text
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.tables.columns import Column, RowsModel, TextSide
from desk_app.gui.kit.tables.table import ListTable
from desk_app.gui.pages.registers.book import LedgerReading, LedgerState
from desk_app.gui.pages.registers.entries import LEDGERS
from desk_app.gui.pages.registers.parts import RegisterGroup, RegisterLine, RegisterPart
from desk_app.gui.printing import spooler
from desk_app.gui.printing.ledgers import LedgerFormat, LedgerLeaving
from desk_app.gui.printing.own_pages import OwnPrinting
from desk_app.i18n import ledgers, messages, vocabulary
from desk_app.records.books.ledgers import LedgerKind
from desk_app.rules.rulebook.terms import Duty

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from desk_app.gui.printing.spooler import Printing
    from desk_app.gui.session.session import Session
    from desk_app.records.books.ledgers import Ledger, LedgerCell, LedgerWanted
    from desk_app.records.desk.people import Language

    NumberedRow = tuple[int, tuple[LedgerCell, ...]]

_GROUPS = {
    LedgerKind.APPLICATIONS: RegisterGroup.CASES,
    LedgerKind.INQUIRIES: RegisterGroup.CASES,
    LedgerKind.MEASURES: RegisterGroup.CASES,
    LedgerKind.LEAKS: RegisterGroup.CASES,
    LedgerKind.DISPOSALS: RegisterGroup.CASES,
    LedgerKind.STAMPS: RegisterGroup.POST,
    LedgerKind.POSTINGS: RegisterGroup.POST,
    LedgerKind.MAIL: RegisterGroup.POST,
    LedgerKind.ACCESSES: RegisterGroup.SAFETY,
    LedgerKind.ROLES: RegisterGroup.SAFETY,
    LedgerKind.RULEBOOKS: RegisterGroup.SAFETY,
    LedgerKind.MY_NUMBER: RegisterGroup.SAFETY,
}
_DAY, _SEARCH, _CHARACTER, _EDGES = 176, 208, 8, 24
_MEASURED = 200
"""So many rows are measured: a column is as wide as what stands in them."""


class LedgerFilterBar(FilterLine):
    """Says `changed` whenever a day was left, names were ticked, or a text typed."""

    changed = Signal()

    def __init__(self, session: Session, wanted: LedgerWanted) -> None:
        super().__init__()
        self._wanted = wanted
        self._since = EraDateEdit(days.reading(session), days.showing(session))
        self._until = EraDateEdit(days.reading(session), days.showing(session))
        self._since.set_value(wanted.first)
        self._until.set_value(wanted.last)
        self.add_field("ledgerSince", self.tr("From"), self._since, _DAY)
        self.add_field("ledgerUntil", self.tr("Until"), self._until, _DAY)
        self._named = CheckBox(self.tr("With names"))
        self._named.setObjectName("ledgerNames")
        self._named.setChecked(wanted.named)
        self.add(self._named)
        # Before it has its place it would be shown as a window of its own.
        self._named.setVisible(session.may(Duty.READ_CASES))
        self.search = SearchField(self.tr("Any text of a row"), "ledgerText", _SEARCH)
        self.add(self.search)
        self.about = Text("", Size.LABEL, "text2")
        self.add(self.about)
        for edit in (self._since, self._until):
            edit.value_changed.connect(self.changed)
        self._named.toggled.connect(self.changed)
        self.search.wanted.connect(self.changed)

    def wanted(self, kind: LedgerKind) -> LedgerWanted:
        """Return what is wanted of a ledger; a day that is not there stays as it was."""
        before = self._wanted
        self._wanted = replace(
            before,
            kind=kind,
            first=self._since.value() or before.first,
            last=self._until.value() or before.last,
            named=self._named.isChecked(),
            text=self.search.text().strip(),
        )
        return self._wanted


class LedgersPart(RegisterPart):
    """Every ledger of the desk, one after the other; what is shown is what leaves."""

    def __init__(self, session: Session, parent: QWidget, printers: Printing | None = None) -> None:
        super().__init__(session, parent)
        self.book = LedgerReading(session, self)
        self.book.state_changed.connect(self._show)
        self.printing = OwnPrinting(session, printers or spooler.system(), self)
        self.leaving = LedgerLeaving(session, self.printing, self, lambda: self.book.state.wanted)
        self.filter = LedgerFilterBar(session, self.book.state.wanted)
        self.filter.changed.connect(lambda: self.choose(self.book.state.wanted.kind))
        self._title = TitleBar()
        self._table = ListTable(self.tr("Ledger"))
        self._table.setObjectName("ledger")
        self._table.let_rows_grow()
        self._table.scroll_sideways()
        self.filter.search.down.connect(self._table.setFocus)
        self._stack = ListOrNote(self._table)
        self._stack.note.widened.connect(self._take_away)
        self._sums = Text("", tone="text2", wrap=True)
        self._sums.setObjectName("ledgerSums")
        self._note = named("ledgerNote", Text("", Size.LABEL))
        self._foot = bar(self._note, (self._sums, 1), line="top")
        self._columns_of: LedgerWanted | None = None
        self._empty: list[int] = []
        self._offer()
        in_column(self, self._title, self.filter, (self._stack, 1), self._foot, gap=0, edge=0)
        self._show(self.book.state)

    @override
    def lines(self) -> Sequence[RegisterLine]:
        language, desk = self.session.language, self.session.desk
        return [
            RegisterLine(
                kind, messages.label(kind, language), _about(kind, language), _GROUPS[kind]
            )
            for kind in ledger_books.BOOKS
            # What is kept up to date here stands above as the register it is.
            if ledger_books.may_read(desk, kind) and kind not in LEDGERS.values()
        ]

    @override
    def choose(self, key: object) -> None:
        if isinstance(key, LedgerKind):
            self.printing.ask_printers()
            self.book.want(self.filter.wanted(key))

    @override
    def take_focus(self) -> None:
        self._stack.setCurrentWidget(self._table)
        self._table.setFocus()

    @override
    def read_again(self) -> None:
        self.book.read_again()

    @override
    def to_search(self) -> bool:
        self.filter.search.take_focus()
        return True

    def _offer(self) -> None:
        """Say what can be done with the ledger that is shown, in the order of the menu."""
        act, ready = self.act, lambda: self.book.state.table is not None
        told, names = self.tr("Print"), self.leaving.name_file
        act("printShown", told, self.leaving.print, Key.PRINT, "print", "file", can=ready)
        for name, told, key, form in (
            ("savePdf", self.tr("Save as PDF"), Key.SAVE_PDF, LedgerFormat.PDF),
            ("saveWorkbook", self.tr("Save as spreadsheet"), Key.EXPORT, LedgerFormat.XLSX),
            ("saveLines", self.tr("Save as CSV"), None, LedgerFormat.CSV),
        ):
            icon = "pdf" if form is LedgerFormat.PDF else "export"
            slot = partial(names, form)
            act(name, told, slot, key, icon, "file", needs=Duty.EXPORT, can=ready)
        for name in ("saveLines", "saveWorkbook", "savePdf"):
            self._title.add_button(self.doing.button(name))
        self._title.add_button(self.doing.button("printShown", ButtonKind.MAIN))

    def _show(self, state: LedgerState) -> None:
        language = self.session.language
        table, of = state.table, state.of
        if table is not None and of is not None:
            self._fill(table, of)
        count = "" if table is None else self.tr("%n row(s)", "", len(table.rows))
        if count and self._empty:
            left_out = self.tr("%n empty column(s) left out here", "", len(self._empty))
            count = f"{count}  {left_out}"
        kind = state.wanted.kind
        self._title.say(messages.label(kind, language), count)
        self.filter.about.setText(_about(kind, language))
        self._foot.setVisible(table is not None and bool(table.sums or table.note))
        if table is not None:
            self._sums.setText(self._said_sums(table))
            self._note.setText(table.note)
            self._note.setVisible(bool(table.note))
        empty = not state.reading and (table is None or not table.rows)
        none = self.tr("Stopped: it was not read.") if state.stopped else self._none(state)
        self._stack.show_list(none, empty=empty)
        self._stack.note.tell_hidden(self.book.read_rows if empty and state.wanted.text else 0)
        self.doing.refresh()

    def _take_away(self) -> None:
        """Search for nothing any more."""
        self.filter.search.ask_for("")
        self.filter.search.take_focus()

    def _none(self, state: LedgerState) -> str:
        if state.wanted.text:
            return self.tr("No row says that.")
        return self.tr("Nothing in these days.")

    def _fill(self, table: Ledger, of: LedgerWanted) -> None:
        # Narrowed down by a text it keeps its columns, drawn by a clerk or not.
        whole = replace(of, text="")
        if whole != self._columns_of:
            self._columns_of = whole
            # What nothing stands in is no help on a screen; what leaves the desk has every column.
            filled = [any(_is_filled(row[place]) for row in table.rows) for place in _all(table)]
            self._empty = [place for place in _all(table) if any(filled) and not filled[place]]
            columns = self._columns(table)
            self._model: RowsModel[NumberedRow] = RowsModel(columns, lambda row: row[0], None, self)
            self._table.show_model(self._model)
            for place in _all(table):
                self._table.setColumnHidden(place, place in self._empty)
        self._model.show_rows(tuple(enumerate(table.rows)))
        self._table.choose(max(self._table.currentIndex().row(), 0))

    def _columns(self, table: Ledger) -> list[Column[NumberedRow]]:
        """Return the columns as wide as their words, the last one as wide as the rest besides."""
        language, unit = self.session.language, theme.px(100) / 100
        measured = partial(painting.advance, font=theme.font())
        first = table.rows[:_MEASURED]
        most = [each * _CHARACTER for each in table.widths]
        widths = [
            min(
                max((measured(ledgers.shown(row[place], language)) for row in first), default=0),
                most[place] * unit,
            )
            for place in range(len(table.head))
        ]
        heads = [measured(each) for each in table.head]
        wanted = [max(pair) / unit + _EDGES for pair in zip(widths, heads, strict=True)]
        shown = [place for place in _all(table) if place not in self._empty]
        spare = self._table.viewport().width() / unit - sum(wanted[place] for place in shown)
        if spare > 0:
            wanted[shown[-1]] = 0
        return [
            Column(
                str(place),
                table.head[place],
                partial(_shown, place=place, language=language),
                math.ceil(wanted[place]),
                side=TextSide.RIGHT if table.kinds[place].is_figure else TextSide.LEFT,
            )
            for place in range(len(table.head))
        ]

    def _said_sums(self, table: Ledger) -> str:
        language = self.session.language
        told = [
            f"{head} {ledgers.shown(each, language)}"
            for head, each, kind in zip(table.head, table.sums, table.kinds, strict=False)
            if each != "" and kind.is_figure
        ]
        return "　".join(told)


def _all(table: Ledger) -> range:
    return range(len(table.head))


def _is_filled(cell: LedgerCell) -> bool:
    """Say whether something stands in a cell: a nought does."""
    return cell != ""


def _shown(row: NumberedRow, place: int, language: Language) -> str:
    return ledgers.shown(row[1][place], language)


def _about(kind: LedgerKind, language: Language) -> str:
    """Say in a few words what a ledger shows."""
    return vocabulary.word_of("LedgerAbout", kind.value, language) or ""
