# SPDX-License-Identifier: MIT
"""The mail: what arrived, what it is, whether it is done; logging an item, marking it done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desk_app.desk.queries import MailColumn
from desk_app.gui import shortcuts, theme
from desk_app.gui.delegates.cells import CellDelegate
from desk_app.gui.models.paper_columns import PaperColumns
from desk_app.gui.overriding import override
from desk_app.gui.presenters.intake_asking import SupplementOf
from desk_app.gui.presenters.mail_list import MailList, MailState
from desk_app.gui.presenters.open_number import OpenNumberPresenter
from desk_app.gui.shortcuts import Key
from desk_app.gui.views.code_search import CodeSearch
from desk_app.gui.views.draft_line import DraftLine
from desk_app.gui.views.mail_detail import MailDetail
from desk_app.gui.views.mail_form import MailForm
from desk_app.gui.views.section import SectionView
from desk_app.gui.views.sorting import Sorting
from desk_app.gui.widgets.actions import ActionLine, ActionTable
from desk_app.gui.widgets.buttons import ButtonKind, KeyButton
from desk_app.gui.widgets.check_box import CheckBox
from desk_app.gui.widgets.empty import EmptyNote
from desk_app.gui.widgets.page_scroll import PageScroll
from desk_app.gui.widgets.remembered import WHOLE, Divided, remember_columns
from desk_app.gui.widgets.search_field import SearchField
from desk_app.gui.widgets.table import TWO_LINES, ListTable
from desk_app.gui.widgets.text import Text
from desk_app.gui.widgets.title_bar import TitleBar
from desk_app.records.ids import ApplicationId, MailItemId
from desk_app.records.mail import Matter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.gui.workplace import Workplace
    from desk_app.records.mail import MailItem

_PANEL, _LEAST_PANEL = 400, 336
_SEARCH = 280


class Mail(SectionView):
    """A list of mail items; at the right the chosen one, or the form for a new one."""

    def __init__(self, work: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(work, parent)
        columns = PaperColumns(work.language, self)
        self.presenter = MailList(work, columns.of_mail(), self)
        self.presenter.state_changed.connect(self.render_state)
        self.presenter.logged.connect(self._logged)
        self.presenter.handled.connect(self._handled)
        self.presenter.detail_read.connect(self._show_detail)
        self._wanted: object | None = None
        self._wants_focus = False
        self._draft = DraftLine(work)
        self._make_table()
        self._make_title()
        self._make_panel()
        self._lay_out()
        self.render_state(self.presenter.state)

    @override
    def open_thing(self, thing: object | None) -> None:
        # Whoever may log nothing is led here with what was to be logged: only an item is shown.
        self._wanted = thing if isinstance(thing, int) else None
        self._wants_focus = True
        self.presenter.read_again()
        self._draft.read()

    @override
    def here(self) -> object | None:
        return self._table.current_id()

    @override
    def read_again(self) -> None:
        self.presenter.read_again()
        self._draft.read()

    @override
    def to_search(self) -> None:
        self._search.take_focus()

    @override
    def open_scanned(self, id_: object, number: str) -> None:
        """Log what arrived for the application: whoever opens mail scans the slip in it (A4)."""
        if isinstance(id_, int):
            self.work.open_intake.emit(SupplementOf(ApplicationId(id_), number))

    @override
    def close_level(self) -> bool:
        shown = self._panel.currentWidget() is self._form_scroll
        if shown:
            self._hide_form()
        return shown

    @override
    def leave(self) -> None:
        self._form.keep()

    @override
    def keys(self) -> Sequence[tuple[str, str]]:
        if self._panel.currentWidget() is self._form_scroll:
            return (
                (shortcuts.ENTER, self.tr("next field")),
                (shortcuts.label(Key.MAIN), self.tr("log it")),
                (shortcuts.label(Key.CLOSE), self.tr("back to the list")),
            )
        return (
            ("↑ ↓", self.tr("choose")),
            (
                shortcuts.ENTER,
                self.tr("to its envelope") if self._came_back() else self.tr("log what is in it"),
            ),
            (shortcuts.label(Key.SEARCH), self.tr("search")),
            (shortcuts.label(Key.ADD), self.tr("log other mail")),
            (shortcuts.label(Key.LOG_MAIL), self.tr("log an application")),
        )

    def render_state(self, state: MailState) -> None:
        """Show how many items there are; the table shows them itself."""
        self._title.say(self.tr("Mail"))
        self._count.setText(self.tr("%n item(s)", "", state.window.count))
        if self._wanted is not None:
            self._table.choose(self.presenter.model.row_of(int(str(self._wanted))))
            self._wanted = None
        if not self._table.currentIndex().isValid():
            self._table.choose(0)
        none = self.tr("No mail matches.") if state.text else self.tr("No mail waits.")
        none = self._codes.trouble() or none
        self._empty.say(none, self.tr("Log mail"), Key.LOG_MAIL)
        empty = not state.window.ids
        self._stack.setCurrentWidget(self._empty if empty else self._table)
        if empty:
            self._detail.show_mail(None)
        if self._wants_focus:
            self._wants_focus = False
            (self._empty.take_focus if empty else self._table.setFocus)()
        if state.open_only and not state.text:
            self.count_changed.emit(state.window.count)

    def show_form(self) -> None:
        """Show the form for a mail item of another kind."""
        self._panel.setCurrentWidget(self._form_scroll)
        self._log.set_kind(ButtonKind.PLAIN)
        self._form.begin(self.presenter.state.people)

    def _make_title(self) -> None:
        self.actions_here = ActionTable(
            [
                ActionLine(
                    "logOther", self.tr("Log other mail"), self.show_form, Key.ADD, "mail", "file"
                ),
                *self._sorting.lines(),
            ],
            self,
        )
        self._log = KeyButton(self.tr("Log mail"), icon="plus", kind=ButtonKind.MAIN)
        self._log.setObjectName("logMail")
        self._log.show_key(Key.LOG_MAIL)
        self._log.clicked.connect(self._log_application)
        self._title = TitleBar()
        self._title.add_button(self.actions_here.button("logOther"))
        self._title.add_button(self._log)

    def _make_table(self) -> None:
        self._table = ListTable(self.tr("Mail"), TWO_LINES)
        self._table.setObjectName("mailTable")
        self._table.setItemDelegate(CellDelegate(self._table))
        self._table.show_model(self.presenter.model, self.presenter.model.columns)
        self._table.let_rows_grow()
        remember_columns(self._table, self.work.screen)
        columns = {column.value: column for column in MailColumn}
        self._sorting = Sorting(self._table, self.presenter, columns, lambda: True)
        self._sorting.wanted.connect(self.presenter.sort)
        self._make_search()
        self._table.opened.connect(self._open)
        self._table.current_changed.connect(self._read_detail)
        self._open_only = CheckBox(self.tr("Open ones only"))
        self._open_only.setObjectName("openOnly")
        self._open_only.setChecked(True)
        self._open_only.toggled.connect(self._narrow)
        self._count = Text("", tone="text2")
        self._empty = EmptyNote()
        self._empty.action.connect(self._log_application)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._table)
        self._stack.addWidget(self._empty)

    def _make_search(self) -> None:
        self._search = SearchField()
        self._search.setAccessibleName(self.tr("Search mail"))
        self._search.setPlaceholderText(self.tr("Sender, number, name"))
        self._search.setFixedWidth(max(theme.px(_SEARCH), self._search.least_width()))
        self._search.setObjectName("searchMail")
        self._codes = CodeSearch(self._search, self.work, self)
        self._codes.found.connect(self.open_scanned)
        self._codes.wanted.connect(self.presenter.find)
        self._codes.down.connect(self._to_list)

    def _make_panel(self) -> None:
        self._form = MailForm(self.work)
        self._form.setObjectName("mailForm")
        self._form.filled_in.connect(self.presenter.log)
        self._form.cancelled.connect(self._hide_form)
        self._detail = MailDetail(self.work)
        self._detail.open_wanted.connect(self.work.open_intake)
        self._detail.done_wanted.connect(self.presenter.mark_done)
        self._detail.returns_wanted.connect(self._open_returns)
        self._detail.envelope_wanted.connect(self.presenter.look_for_envelope)
        self.presenter.envelope_found.connect(self.work.open_post)
        self._numbers = OpenNumberPresenter(self.work, self)
        self._numbers.found.connect(self.work.open_application)
        self._panel = QStackedWidget()
        self._panel.addWidget(self._detail)

    def _lay_out(self) -> None:
        bar = QWidget()
        bar.setProperty("line", "bottom")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        bar.setFixedHeight(theme.px(48))
        row = QHBoxLayout(bar)
        row.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        row.setSpacing(theme.px(16))
        row.addWidget(self._search)
        row.addWidget(self._open_only)
        row.addWidget(self._count)
        row.addStretch(1)
        listed = QWidget()
        left = QVBoxLayout(listed)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addWidget(bar)
        left.addWidget(self._stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._title)
        column.addWidget(self._draft)
        parts = ((listed, WHOLE), (self._side(), _PANEL))
        self._body = Divided("mail", self.work.screen, 0, parts, parent=self)
        self._body.name_parts(self.tr("Parts of this page"), self.tr("List"), self.tr("Mail item"))
        column.addWidget(self._body, 1)
        self._form_scroll = PageScroll(self._panel)
        self._form_scroll.setWidget(self._form)
        self._form_scroll.follow_keys()
        self._panel.addWidget(self._form_scroll)

    def _side(self) -> QWidget:
        side = QWidget()
        side.setProperty("line", "left")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        side.setMinimumWidth(theme.px(_LEAST_PANEL))
        inner = QVBoxLayout(side)
        edge = theme.px(16)
        inner.setContentsMargins(edge, edge, edge, edge)
        inner.addWidget(self._panel)
        return side

    def _hide_form(self) -> None:
        self._form.clear()
        self._panel.setCurrentWidget(self._detail)
        self._log.set_kind(ButtonKind.MAIN)
        self._table.setFocus()

    def _to_list(self) -> None:
        if self.presenter.model.rowCount():
            self._table.setFocus()

    def _logged(self, id_: object) -> None:
        self._wanted = id_
        self._hide_form()
        self.work.said.emit(self.tr("The mail is logged."))

    def _handled(self) -> None:
        self.work.said.emit(self.tr("The mail is marked as done."))

    def _log_application(self) -> None:
        self.work.open_intake.emit(None)

    def _open(self, id_: object) -> None:
        if self._came_back():
            self.presenter.look_for_envelope(MailItemId(int(str(id_))))
        else:
            self.work.open_intake.emit(id_)

    def _came_back(self) -> bool:
        """Say whether the chosen item is a letter of ours that came back."""
        chosen = self._table.currentIndex()
        row = self.presenter.model.row_at(chosen.row()) if chosen.isValid() else None
        return row is not None and row.matter is Matter.RETURNED_LETTER

    def _open_returns(self) -> None:
        """Open the application from which something goes back: its cover sheet is made there."""
        row = self.presenter.model.row_at(self._table.currentIndex().row())
        if row is not None and row.numbers:
            self._numbers.look(row.numbers[0])

    def _narrow(self, open_only: bool) -> None:  # noqa: FBT001 a slot of toggled
        self.presenter.show(open_only=open_only)

    def _read_detail(self, id_: object) -> None:
        if isinstance(id_, int):
            self.presenter.read_detail(MailItemId(id_))

    def _show_detail(self, mail: MailItem) -> None:
        """Show an item that is still the chosen one."""
        if mail.id != self._table.current_id():
            return
        self._detail.show_mail(mail)
        self.keys_changed.emit()
