# SPDX-License-Identifier: MIT
"""The left and the middle of the stamp book page: what lies in the desk, and the entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desk_app.gui.kit import theme
from desk_app.gui.kit.boxes import dress, in_column, in_row
from desk_app.gui.kit.choices import ChoiceBox
from desk_app.gui.kit.columns import RowsModel
from desk_app.gui.kit.layout import remember_columns
from desk_app.gui.kit.notes import EmptyNote
from desk_app.gui.kit.pyside_workarounds.own_parent import be_label
from desk_app.gui.kit.search import SearchField
from desk_app.gui.kit.table import DENSE_TWO_LINES, ROW, CellDelegate, ListTable
from desk_app.gui.kit.text import Text
from desk_app.gui.kit.theme import Size
from desk_app.gui.pages.stamps.book import (
    MOST_LINES,
    BalanceRow,
    EntryRow,
    StampColumns,
    since_count,
)
from desk_app.gui.printing.ledgers import Period, months
from desk_app.i18n import dates, writing

if TYPE_CHECKING:
    from desk_app.gui.pages.stamps.book import StampsPage
    from desk_app.gui.session import Workplace


BALANCE = 304
"""Pixels at 100 %; with fewer, sums would be cut off."""

_PERIOD, _SEARCH = 160, 184


class BalanceList(QWidget):
    """Face values with what lies in the desk; Enter shows the entries of one.

    ``opened`` carries a face value in sen.
    """

    opened = Signal(object)

    def __init__(self, work: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self.setMinimumWidth(theme.px(BALANCE))
        _white(self)
        columns = StampColumns(work.language, lambda: work.today, self)
        self.model: RowsModel[BalanceRow] = RowsModel(
            columns.of_balances(), lambda row: row.balance.value, None, self
        )
        self.table = ListTable(self.tr("Balance by face value"), ROW)
        self.table.setObjectName("balances")
        self.table.setItemDelegate(CellDelegate(self.table))
        self.table.show_model(self.model)
        self.table.opened.connect(self.opened)
        self._title = Text(self.tr("Balance"), Size.SECTION, bold=True)
        self._kinds = Text("", tone="text2")
        self._total, self._pieces = Text(self.tr("Total"), bold=True), Text("", tone="text2")
        self._sum = Text("", Size.TITLE, bold=True)
        self._held = Text("", Size.LABEL, "text2", wrap=True)
        self._empty = EmptyNote()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        in_column(
            self,
            _bar("bottom", self._title, self._kinds),
            (self._stack, 1),
            self._foot(),
            gap=0,
            edge=0,
        )

    def show_page(self, page: StampsPage) -> None:
        """Show the balances; the line the keys are on stays."""
        language, current = self._work.language, self.table.current_id()
        self.model.show_rows(page.rows)
        self.table.choose_id(current)
        if not self.table.currentIndex().isValid():
            self.table.choose(0)
        self._stack.setCurrentWidget(self.table if page.rows else self._empty)
        self._empty.say(self.tr("No stamps lie in the desk.") if page.arrived else "")
        self._kinds.setText(self.tr("%n face value(s)", "", len(page.rows)))
        self._pieces.setText(writing.count(page.pieces, "piece", language))
        self._sum.setText(writing.sen(page.worth, language))
        held, own = page.held_worth, page.worth - page.held_worth
        self._held.setText(
            self.tr("Held for applicants {held}, the desk's own {own}").format(
                held=writing.sen(held, language), own=writing.sen(own, language)
            )
        )

    def _foot(self) -> QWidget:
        foot = _bar("top", self._total, self._pieces)
        row = foot.layout()
        assert row is not None  # noqa: S101 a bar has one
        row.addWidget(self._sum)
        whole = QWidget()
        column = in_column(whole, foot, gap=0, edge=0)
        inside = QWidget()
        in_column(inside, self._held, edge=(16, 0, 16, 8))
        column.addWidget(inside)
        return whole


class EntryList(QWidget):
    """The entries of a period; Enter opens what an entry is about.

    ``period_wanted`` carries other days, ``searched`` a text.
    """

    period_wanted = Signal(object)
    searched = Signal(str)
    opened = Signal()
    current_changed = Signal()

    def __init__(self, work: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._offered: tuple[Period, ...] = ()
        _white(self)
        self._make_table()
        self._make_filter()
        self._title = Text(self.tr("Entries"), Size.SECTION, bold=True)
        be_label(self._title, self.period)
        self._count = Text("", tone="text2")
        self._empty = EmptyNote()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        head = _bar("bottom", self._title, self._count)
        row = head.layout()
        assert row is not None  # noqa: S101 a bar has one
        row.addWidget(self.period)
        row.addWidget(self.search)
        in_column(self, head, (self._stack, 1), gap=0, edge=0)

    def current(self) -> EntryRow | None:
        """Return the entry the keys are on."""
        return self.model.row_at(self.table.currentIndex().row())

    def take_focus(self) -> None:
        """Put the keys on the entries; on the period where there are none."""
        (self.table if self.model.rows else self.period).setFocus()

    def show_page(self, page: StampsPage) -> None:
        """Show the entries; the line the keys are on stays."""
        current = self.table.current_id()
        self.model.show_rows(page.entries)
        self.table.choose_id(current)
        if not self.table.currentIndex().isValid():
            self.table.choose(0)
        self._offer(page)
        count = len(page.entries)
        more = self.tr("the newest %n entry(ies)", "", count)
        self._count.setText(more if count == MOST_LINES else self.tr("%n entry(ies)", "", count))
        if self.search.text() != page.text:
            self.search.setText(page.text)
        self._stack.setCurrentWidget(self.table if page.entries else self._empty)
        self._say_empty(page)

    def _make_table(self) -> None:
        work = self._work
        columns = StampColumns(work.language, lambda: work.today, self)
        self.model: RowsModel[EntryRow] = RowsModel(
            columns.of_entries(), lambda row: row.line.entry.id, None, self
        )
        self.table = ListTable(self.tr("Entries of the stamp book"), DENSE_TWO_LINES)
        self.table.setObjectName("stampEntries")
        self.table.setItemDelegate(CellDelegate(self.table))
        self.table.show_model(self.model)
        self.table.let_rows_grow()
        remember_columns(self.table, work.screen)
        self.table.opened.connect(lambda _: self.opened.emit())
        self.table.current_changed.connect(lambda _: self.current_changed.emit())

    def _make_filter(self) -> None:
        self.period = ChoiceBox()
        self.period.setAccessibleName(self.tr("Period"))
        self.period.setObjectName("period")
        self.period.setFixedWidth(theme.px(_PERIOD))
        self.period.chosen.connect(self.period_wanted)
        found = self.tr("Number, name or 84 yen")
        self.search = SearchField()
        self.search.setPlaceholderText(found)
        self.search.setAccessibleName(found)
        self.search.setFixedWidth(max(theme.px(_SEARCH), self.search.least_width()))
        self.search.setObjectName("searchStamps")
        self.search.wanted.connect(self.searched)
        self.search.down.connect(self.take_focus)

    def _offer(self, page: StampsPage) -> None:
        since = since_count(page.read.last_count)
        offered = (*months(self._work.today), *([since] if since else []), Period())
        if page.period not in offered:
            offered = (page.period, *offered)
        if offered != self._offered:
            self._offered = offered
            self.period.set_choices([(each, self._called(each)) for each in offered])
        if self.period.value() != page.period:
            self.period.set_value(page.period)

    def _called(self, period: Period) -> str:
        language = self._work.language
        if period.first is None:
            return self.tr("All entries")
        if period.counted:
            day = dates.full(period.first, language)
            return self.tr("Since the count of {day}").format(day=day)
        return dates.month(period.first, language)

    def _say_empty(self, page: StampsPage) -> None:
        if not page.arrived:
            self._empty.say("")
        elif page.text:
            self._empty.say(self.tr("No entry matches."))
        else:
            self._empty.say(self.tr("Nothing came or went in these days."))


def _white(pane: QWidget) -> None:
    dress(pane, ground="base")


def _bar(line: str, *texts: Text) -> QWidget:
    """Return a line above or below a list, with texts at its left."""
    bar = QWidget()
    dress(bar, ground="base", line=line)
    bar.setMinimumHeight(theme.px(48))
    row = in_row(bar, gap=10, edge=(16, 0, 16, 0))
    for text in texts:
        row.addWidget(text)
    row.addStretch(1)
    return bar
