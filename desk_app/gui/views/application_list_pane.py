# SPDX-License-Identifier: MIT
"""The list beside an open application: search, two lines each, the open one marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.desk.queries import COUNT_CAP, Filter, Order, Window
from desk_app.gui import theme
from desk_app.gui.delegates.two_lines import TwoLineDelegate
from desk_app.gui.models.application_columns import ApplicationColumns
from desk_app.gui.overriding import override
from desk_app.gui.presenters.application_list import ApplicationList
from desk_app.gui.theme import Size
from desk_app.gui.views.code_search import CodeSearch
from desk_app.gui.widgets.search_field import SearchField
from desk_app.gui.widgets.table import ListTable
from desk_app.gui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from desk_app.gui.workplace import Workplace
    from desk_app.records.ids import ApplicationId

PANE, _LEAST = 296, 240
"""Pixels at 100 %, before a clerk draws it wider or narrower."""

_ROW = 56


class ApplicationListPane(QWidget):
    """Says ``wanted`` with the id of an application that is to be shown."""

    wanted = Signal(object)

    def __init__(self, work: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        columns = ApplicationColumns(work.language, lambda: work.today, self)
        self.presenter = ApplicationList(work, columns.of_list(), self)
        self.presenter.shown.connect(self._shown)
        self._current: ApplicationId | None = None
        self._seeks = True
        self._window = Window((), more=False, count=0)
        self.setMinimumWidth(theme.px(_LEAST))
        self.setProperty("ground", "base")
        self.setProperty("line", "right")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.search = SearchField()
        self.search.setPlaceholderText(self.tr("Name, kana, number"))
        self.search.setAccessibleName(self.tr("Search applications"))
        self.search.setObjectName("searchBeside")
        self._codes = CodeSearch(self.search, work, self)
        self._codes.found.connect(work.open_application)
        self._codes.wanted.connect(self._find)
        self._codes.down.connect(self._to_list)
        self._codes.ended.connect(self.presenter.ask_sole)
        self.presenter.sole.connect(self._open_sole)
        self._count = Text("", Size.LABEL, "text2", wrap=True)
        self._make_list()
        self._lay_out()
        self._show_count()

    def read_again(self) -> None:
        """Read the list again; what changes is read again by itself."""
        self.presenter.read_again()

    def mark(self, current: ApplicationId | None) -> None:
        """Mark the open application, as far as the list holds it."""
        self._current, before = current, self.list.current_id()
        row = None if current is None else self.presenter.model.row_of(current)
        self.list.choose(row)
        # A clerk who scrolled the list away is not brought back by what changes elsewhere.
        if self._seeks or self.list.current_id() != before:
            self.list.bring_current_into_sight()
        self._seeks = self._seeks and not self.isVisible()

    def seek(self, current: ApplicationId | None) -> None:
        """Mark the open application and scroll to it, wherever the list was scrolled to."""
        self._seeks = True
        self.mark(current)

    def step(self, by: int) -> None:
        """Go to the next application of the list, or to the one before."""
        row = self.list.currentIndex().row() + by
        id_ = self.presenter.model.id_at(row)
        if id_ is not None and row >= 0:
            self.wanted.emit(id_)

    def take_focus(self) -> None:
        """Put the cursor into the search field."""
        self.search.take_focus()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Read the list whenever it comes into sight."""
        super().showEvent(event)
        if not event.spontaneous():
            self._seeks = True
            self.read_again()

    def _make_list(self) -> None:
        # A table asks for the heights of the rows in sight alone, a list view for those of all.
        self.list = ListTable(self.tr("Applications"), _ROW)
        self.list.setObjectName("applicationsBeside")
        self.list.setItemDelegate(TwoLineDelegate(self.list))
        self.list.horizontalHeader().hide()
        # Rows grow by their width: a bar that comes later would leave their ends cut off.
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.list.show_model(self.presenter.model, self.presenter.model.columns)
        self.list.let_rows_grow()
        self.list.opened.connect(self._open)
        self.list.clicked.connect(self._clicked)

    def _lay_out(self) -> None:
        edge = theme.px(12)
        head = QVBoxLayout()
        head.setContentsMargins(edge, edge, edge, theme.px(8))
        head.setSpacing(theme.px(8))
        head.addWidget(self.search)
        head.addWidget(self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.list, 1)

    def _find(self, text: str) -> None:
        self.presenter.show(Filter(text), Order())

    def _to_list(self) -> None:
        self.list.setFocus()
        if not self.list.currentIndex().isValid():
            self.list.choose(0)

    def _shown(self, window: object) -> None:
        if isinstance(window, Window):
            self._window = window
            self._show_count()
            self.mark(self._current)

    def _show_count(self) -> None:
        count, trouble = self._window.count, self._codes.trouble()
        if trouble:
            self._count.setText(trouble)
        elif self._window.more or count >= COUNT_CAP:
            self._count.setText(self.tr("more than %n found", "", count))
        elif self.presenter.wanted.text:
            self._count.setText(self.tr("%n found", "", count))
        else:
            self._count.setText(self.tr("%n in all", "", count))

    def _open_sole(self, id_: object) -> None:
        if self.search.hasFocus() or self.list.hasFocus():
            self._open(id_)

    def _open(self, id_: object) -> None:
        if id_ is not None:
            self.wanted.emit(id_)

    def _clicked(self) -> None:
        self._open(self.list.current_id())
