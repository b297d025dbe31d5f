# SPDX-License-Identifier: MIT
"""The left and the middle of the stamp book page: what lies in the desk, and the entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desk_app.gui.kit.display.notes import ListOrNote
from desk_app.gui.kit.fields.choices import ChoiceBox
from desk_app.gui.kit.fields.search import SearchField
from desk_app.gui.kit.layout.boxes import STRETCH, bar, dress, in_column, padded
from desk_app.gui.kit.layout.layout import remember_columns
from desk_app.gui.kit.look import theme
from desk_app.gui.kit.look.text import Text
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds.own_parent import be_label
from desk_app.gui.kit.tables.columns import RowsModel
from desk_app.gui.kit.tables.table import DENSE_TWO_LINES, DayTable, ListTable
from desk_app.gui.pages.stamps.book import (
    MOST_LINES,
    BalanceRow,
    EntryRow,
    StampColumns,
    since_count,
)
from desk_app.gui.pages.stamps.questions import signed
from desk_app.gui.printing.ledgers import Period, months
from desk_app.i18n import dates, writing

if TYPE_CHECKING:
    from desk_app.gui.pages.stamps.book import StampsPage
    from desk_app.gui.session.session import Session


BALANCE = 324
"""Pixels at 100 %; with fewer, sums would be cut off."""

_PERIOD, _SEARCH = 160, 184


class BalanceList(QWidget):
    """Face values with what lies in the desk; Enter opens the entries of one."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._language = session.language
        self.setMinimumWidth(theme.px(BALANCE))
        dress(self, ground="base", line="right")
        columns = StampColumns(session.language, self).of_balances()
        self.model: RowsModel[BalanceRow] = RowsModel(
            columns, lambda row: row.balance.value, None, self
        )
        self.table = ListTable.of(self.model, self.tr("Balance by face value"), "balances")
        self._stack = ListOrNote(self.table)
        self._kinds, self._pieces = Text("", tone="text2"), Text("", tone="text2")
        self._sum = Text("", Size.TITLE, bold=True)
        self._held = Text("", Size.LABEL, "text2", wrap=True)
        self._counted = Text("", Size.LABEL, "text2", wrap=True)
        self._counted.setObjectName("lastCount")
        title, total = Text(self.tr("Balance"), Size.SECTION, bold=True), self.tr("Total")
        in_column(
            self,
            bar(title, self._kinds, STRETCH),
            (self._stack, 1),
            bar(Text(total, bold=True), self._pieces, STRETCH, self._sum, line="top"),
            padded(self._held, (16, 0, 16, 8)),
            padded(self._counted, (16, 0, 16, 8)),
            gap=0,
            edge=(0, 0, 1, 0),
        )

    def show_page(self, page: StampsPage) -> None:
        """Show the balances; the line the keys are on stays."""
        language, current = self._language, self.table.current_id()
        self.model.show_rows(page.rows)
        # On a day on which nothing came or went the column says nothing.
        moved = any(row.came or row.went for row in page.rows)
        names = [column.name for column in self.model.columns]
        self.table.setColumnHidden(names.index("today"), not moved)
        self.table.stay_at(current)
        none = self.tr("No stamps lie in the desk.") if page.arrived else ""
        self._stack.show_list(none, empty=not page.rows)
        self._kinds.setText(self.tr("%n face value(s)", "", len(page.rows)))
        self._pieces.setText(writing.count(page.pieces, "piece", language))
        self._sum.setText(writing.sen(page.worth, language))
        self._counted.setText(self._last_count(page))
        self._held.setText(
            self.tr("Held for applicants {held}, the desk's own {own}").format(
                held=writing.sen(page.held_worth, language),
                own=writing.sen(page.worth - page.held_worth, language),
            )
        )

    def _last_count(self, page: StampsPage) -> str:
        """Say when the stock was counted last, by whom, and by what it differed."""
        last, language = page.read.last_count, self._language
        if last is None or last.count is None:
            return self.tr("Not counted yet.") if page.read.opened else ""
        who = (last.count.counted_by, last.count.witness)
        names = writing.listed([page.name_of(each) for each in who], language)
        day = dates.full(last.on, language)
        if not last.moves:
            told = self.tr("Last count {day}, {names}: no difference")
            return told.format(day=day, names=names)
        moves = (f"{writing.sen(each.value, language)} {signed(each.count)}" for each in last.moves)
        told = self.tr("Last count {day}, {names}: difference {stamps}")
        return told.format(day=day, names=names, stamps=writing.listed(list(moves), language))


class EntryList(QWidget):
    """The entries of a period; Enter opens what an entry is about."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._offered: tuple[Period, ...] = ()
        dress(self, ground="base")
        columns = StampColumns(session.language, self).of_entries()
        self.model: RowsModel[EntryRow] = RowsModel(
            columns, lambda row: row.line.entry.id, None, self
        )
        title = self.tr("Entries of the stamp book")
        self.table = DayTable.of(self.model, title, "stampEntries", DENSE_TWO_LINES)
        self.table.group_by(self._day_of)
        remember_columns(self.table, session.screen)
        self.period = ChoiceBox()
        self.period.setAccessibleName(self.tr("Period"))
        self.period.setObjectName("period")
        self.period.setFixedWidth(theme.px(_PERIOD))
        self.search = SearchField(self.tr("Number, name or 84 yen"), "searchStamps", _SEARCH)
        self.search.down.connect(self.take_focus)
        head = Text(self.tr("Entries"), Size.SECTION, bold=True)
        be_label(head, self.period)
        self._count = Text("", tone="text2")
        self._stack = ListOrNote(self.table)
        self.empty = self._stack.note
        top = bar(head, self._count, STRETCH, self.period, self.search)
        in_column(self, top, (self._stack, 1), gap=0, edge=0)

    def current(self) -> EntryRow | None:
        """Return the entry the keys are on."""
        return self.model.row_at(self.table.currentIndex().row())

    def take_focus(self) -> None:
        """Put the keys on the entries; on the period where there are none."""
        (self.table if self.model.rows else self.period).setFocus()

    def show_page(self, page: StampsPage) -> None:
        """Show the entries; the line the keys are on stays."""
        current, count = self.table.current_id(), len(page.entries)
        self.model.show_rows(page.entries)
        self.table.stay_at(current)
        self._offer(page)
        more = self.tr("the newest %n entry(ies)", "", count)
        self._count.setText(more if count == MOST_LINES else self.tr("%n entry(ies)", "", count))
        self.search.show_asked(page.text)
        none = self.tr("Nothing came or went in these days.")
        if page.text:
            none = self.tr("No entry matches.")
        self._stack.show_list(none if page.arrived else "", empty=not count)

    def _day_of(self, row: EntryRow) -> str:
        return dates.full(row.line.entry.on, self._session.language, weekday=True)

    def _offer(self, page: StampsPage) -> None:
        since = since_count(page.read.last_count)
        offered = (*months(self._session.today), *([since] if since else []), Period())
        if page.period not in offered:
            offered = (page.period, *offered)
        if offered != self._offered:
            self._offered = offered
            self.period.set_choices([(each, self._called(each)) for each in offered])
        if self.period.value() != page.period:
            self.period.set_value(page.period)

    def _called(self, period: Period) -> str:
        language = self._session.language
        if period.first is None:
            return self.tr("All entries")
        if period.counted:
            day = dates.full(period.first, language)
            return self.tr("Since the count of {day}").format(day=day)
        return dates.month(period.first, language)
