# SPDX-License-Identifier: MIT
"""All applications: found by one, two or more characters, sorted by a column, narrowed down."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from desk_app.desk.rows import COUNT_CAP, ApplicationColumn, ListOrder
from desk_app.gui import words
from desk_app.gui.case.finding import CodeSearch, Sorting
from desk_app.gui.case.read import ApplicationColumns, ApplicationList
from desk_app.gui.kit import shortcuts, theme
from desk_app.gui.kit.actions import ActionTable
from desk_app.gui.kit.boxes import STRETCH, dress, in_column, in_row, padded
from desk_app.gui.kit.buttons import CheckBox
from desk_app.gui.kit.layout import TitleBar, remember_columns
from desk_app.gui.kit.notes import EmptyNote, NoteFrame
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.search import SearchField
from desk_app.gui.kit.shortcuts import Key
from desk_app.gui.kit.table import ListTable
from desk_app.gui.kit.text import Text, announce
from desk_app.gui.navigation import open_applications
from desk_app.gui.page import Place, SectionView, SupplementOf
from desk_app.gui.printing import spooler
from desk_app.gui.printing.ledgers import LedgerPrinting
from desk_app.gui.printing.own_pages import OwnPrinting
from desk_app.gui.session import Listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.desk.rows import IdWindow
    from desk_app.gui.printing.spooler import Printing
    from desk_app.gui.session import Session


_SEARCH_WIDTH = 376
_PRESSING = ListOrder(ApplicationColumn.BY, ascending=True)


class Applications(SectionView):
    """A list with its search field; Enter or a double click opens an application.

    Enter in the field opens it too, where the text finds one alone. Until a clerk sorts it, what is
    due first stands first and what is done behind; of what a text finds the newest.
    """

    place = Place.APPLICATIONS
    title = "Applications"
    icon = "application"
    key = Key.APPLICATIONS
    narrowed_by = ("search", "openOnly")

    def __init__(
        self, session: Session, parent: QWidget | None = None, printers: Printing | None = None
    ) -> None:
        super().__init__(session, parent)
        self.printing = OwnPrinting(session, printers or spooler.system(), self)
        self.ledger = LedgerPrinting(session, self.printing, self)
        columns = ApplicationColumns(session.language, lambda: session.today, self)
        self.book = ApplicationList(session, columns.of_all(), self, _PRESSING)
        self.book.shown.connect(self._show_window)
        self.book.sole.connect(self._open_sole)
        self._open_ones: int | None = None
        self._listed: Listed | None = None
        self._wanted: object | None = None
        self._title = TitleBar()
        self._make_search()
        self._open_only = CheckBox(self.tr("Open ones only"))
        self._open_only.setObjectName("openOnly")
        self._open_only.toggled.connect(self._narrow)
        self._count = Text("", tone="text2")
        self._make_table()
        self._empty = EmptyNote()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._table)
        self._stack.addWidget(self._empty)
        self._lay_out()
        self._say_title()
        self._show_count()

    def _make_search(self) -> None:
        self._search = SearchField()
        self._search.setPlaceholderText(self.tr("Name, kana, address, phone, number"))
        self._search.setAccessibleName(self.tr("Search applications"))
        self._search.setObjectName("search")
        self._search.setFixedWidth(theme.px(_SEARCH_WIDTH))
        self._codes = CodeSearch(self._search, self.session, self)
        self._codes.found.connect(self.open_scanned)
        self._codes.wanted.connect(self._find)
        self._codes.down.connect(self._to_list)
        self._codes.ended.connect(self.book.ask_sole)

    @override
    def open_thing(self, thing: object | None) -> None:
        self.printing.ask_printers()
        if isinstance(thing, Listed):
            self._show_listed(thing)
            return
        self._wanted = thing
        self.book.read_again()
        self._search.take_focus()

    @override
    def close_level(self) -> bool:
        listed = self._listed is not None
        if listed:
            self._show_listed(None)
        return listed

    @override
    def here(self) -> object | None:
        return self._table.current_id()

    @override
    def concerned(self) -> SupplementOf | None:
        # The first line is chosen by itself: only where the keys are has a clerk chosen one.
        row = self.book.model.row_at(self._table.currentIndex().row())
        if row is None or not self._table.hasFocus():
            return None
        return SupplementOf(row.id, row.receipt_number)

    @override
    def read_again(self) -> None:
        self.book.read_again()

    @override
    def to_search(self) -> None:
        self._search.take_focus()

    @override
    def keys(self) -> Sequence[tuple[str, str]]:
        return (
            ("↑ ↓", self.tr("choose")),
            (shortcuts.ENTER, self.tr("open")),
            (shortcuts.label(Key.SEARCH), self.tr("search")),
            (shortcuts.label(Key.OPEN_NUMBER), self.tr("open by number")),
            (shortcuts.label(Key.SORT_NEXT), self.tr("sort")),
        )

    def _make_table(self) -> None:
        model, title = self.book.model, self.tr("Applications")
        self._table = ListTable.of(model, title, "applicationTable")
        self._table.let_rows_grow()
        self._table.scroll_sideways()
        remember_columns(self._table, self.session.screen)
        self._table.opened.connect(self.session.open_application)
        columns = {column.value: column for column in ApplicationColumn}
        # A name in kanji has no order of its own that anybody knows: it stands by its reading.
        columns["name"] = ApplicationColumn.KANA
        screen = self.session.screen
        self._sorting = Sorting(self._table, self.book, columns, lambda: True, screen)
        self._sorting.wanted.connect(self._sort)
        self._sorting.begin()
        self.doing = ActionTable(self._sorting.lines(), self)
        self.ledger.offer(Key.PRINT, Key.SAVE_PDF)
        self.doing.refresh()

    def _lay_out(self) -> None:
        bar, parts = QWidget(), (self._search, self._open_only, self._count, STRETCH)
        dress(bar, ground="window", line="bottom")
        bar.setFixedHeight(theme.px(48))
        in_row(bar, *parts, gap=16, edge=(16, 0, 16, 0))
        self._of_figure = NoteFrame("info")
        self._of_figure.setObjectName("ofFigure")
        self._of_figure.link_clicked.connect(self.close_level)
        self._of_figure_row = padded(self._of_figure, (16, 8, 16, 8))
        self._of_figure_row.hide()
        in_column(self, self._title, bar, self._of_figure_row, (self._stack, 1), gap=0, edge=0)

    def _show_listed(self, listed: Listed | None) -> None:
        """Show the applications that a figure counts and no others, or all again."""
        self._listed, self._wanted = listed, None
        self._of_figure_row.setVisible(listed is not None)
        if listed is None:
            among = None
        else:
            among = listed.ids
            self._open_only.setChecked(False)
            name = self.tr("Counted in Reports: {figure}").format(figure=listed.name)
            self._of_figure.say(name, "", self.tr("Show all applications"))
        self.book.show(replace(self.book.wanted, among=among), self.book.order)
        self._table.setFocus()

    def _narrow(self, open_only: bool) -> None:  # noqa: FBT001 a slot of toggled
        wanted = replace(self.book.wanted, open_only=open_only)
        self.book.show(wanted, self.book.order)

    def _find(self, text: str) -> None:
        usual = ListOrder() if text else _PRESSING
        order = self.book.order if self._sorting.chosen else usual
        self.book.show(replace(self.book.wanted, text=text), order)

    def _sort(self, order: ListOrder) -> None:
        self.book.show(self.book.wanted, order)

    def _to_list(self) -> None:
        if self.book.model.rowCount():
            self._table.setFocus()

    def _open_sole(self, id_: object) -> None:
        if self._search.hasFocus() or self._table.hasFocus():
            self.session.open_application.emit(id_)

    def _show_window(self, window: IdWindow) -> None:
        if isinstance(self._wanted, int):
            self._table.choose(self.book.model.row_of(self._wanted))
        self._wanted = None
        if not self._table.currentIndex().isValid():
            self._table.choose(0)
        self._show_count()
        if not window.more or window.count >= COUNT_CAP:
            # Said once, when all are counted.
            announce(self._search, self._count.text())
        self.session.ask(self, "open", open_applications, self._take_open)

    def _take_open(self, count: int) -> None:
        self._open_ones = count
        self._say_title()

    def _say_title(self) -> None:
        """Name the page with what the navigation counts: the open ones, whatever is shown."""
        told = "" if self._open_ones is None else self.tr("%n open", "", self._open_ones)
        self._title.say(self.tr("Applications"), told)

    def _show_count(self) -> None:
        """Say how many are shown, and of what; in place of nothing why."""
        told = self.book.counted()
        if self.book.wanted.text:
            parts = (told, self.tr("other glyphs and kana included"))
            told = words.listed(parts, self.session.language)
        trouble = self._codes.trouble()
        self._count.setText(trouble or told)
        self._empty.say(
            trouble or self._codes.leads_on() or self.tr("No application matches.")
            if self.book.wanted.text
            else self.tr("There is no application yet.")
        )
        empty = not self.book.model.rowCount()
        self._stack.setCurrentWidget(self._empty if empty else self._table)
