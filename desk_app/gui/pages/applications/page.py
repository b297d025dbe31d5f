# SPDX-License-Identifier: MIT
"""All applications: found by one, two or more characters, sorted by a column, narrowed down."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from desk_app.desk import reading, registers
from desk_app.desk.applications import caring
from desk_app.desk.rows import COUNT_CAP, ApplicationColumn, ApplicationLine, Filter, ListOrder
from desk_app.gui import words
from desk_app.gui.case.caring import CareQuestions, name_in
from desk_app.gui.case.finding import CodeSearch, Sorting
from desk_app.gui.case.narrowing import HiddenByFilter, SavedFilters, WhoseBox
from desk_app.gui.case.read import ApplicationColumns, ApplicationList
from desk_app.gui.kit.display.notes import EmptyNote, NoteFrame, NoteLine
from desk_app.gui.kit.fields.search import SearchField
from desk_app.gui.kit.layout import shortcuts
from desk_app.gui.kit.layout.actions import ActionTable
from desk_app.gui.kit.layout.boxes import in_column, padded
from desk_app.gui.kit.layout.buttons import ButtonKind, CheckBox, KeyButton
from desk_app.gui.kit.layout.layout import NarrowingBar, TitleBar, remember_columns
from desk_app.gui.kit.layout.shortcuts import Key
from desk_app.gui.kit.look import theme
from desk_app.gui.kit.look.text import Text, announce
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.tables.table import ListTable
from desk_app.gui.navigation import open_applications
from desk_app.gui.page import Place, SectionView, SupplementOf
from desk_app.gui.printing import spooler
from desk_app.gui.printing.ledgers import LedgerPrinting
from desk_app.gui.printing.own_pages import OwnPrinting
from desk_app.gui.session.session import Listed
from desk_app.records.base import ApplicationId
from desk_app.records.registers import ProvisionEntry, RegisterBook
from desk_app.rules.rulebook.terms import Duty

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from desk_app.desk.applications.caring import Team
    from desk_app.desk.context import Desk
    from desk_app.desk.rows import IdWindow
    from desk_app.gui.session.session import Session


_SEARCH_WIDTH = 296
_LIST = "applications"
_PRESSING = ListOrder(ApplicationColumn.BY, ascending=True)
_LEAST = 2
"""A text of fewer characters is found in nearly every record: nothing is told of them."""


class ProvisionsFound(NoteLine):
    """Takes no room where none is found; its button leads to them in their register."""

    def __init__(self, session: Session) -> None:
        super().__init__(NoteFrame("info"), KeyButton(icon="book"))
        self._session = session
        self._text = ""
        self._note.setObjectName("provisionsFound")
        self._button.setObjectName("toProvisions")
        self._button.setText(self.tr("To the register"))
        self._button.clicked.connect(self._open)

    def look(self, text: str) -> None:
        """Look for records in which a text stands."""
        self._text = text.strip()
        if len(self._text) < _LEAST:
            self._session.leave(self, "provisions")
            self.hide()
            return
        sought = partial(registers.provisions, text=self._text)
        self._session.ask(self, "provisions", sought, self._show)

    def _show(self, found: tuple[ProvisionEntry, ...]) -> None:
        self._note.say(
            self.tr("%n record(s) of third-party provision match too", "", len(found)),
            self.tr("They are no applications and stand in their own register."),
        )
        self.setVisible(bool(found))

    def _open(self) -> None:
        self._session.open_registers.emit((RegisterBook.PROVISIONS, self._text))


class Applications(SectionView):
    """A list with its search field; Enter or a double click opens an application.

    Enter in the field opens it too, where the text finds one alone. Until a clerk sorts it, what is
    due first stands first and what is done behind; of what a text finds the newest.
    """

    place = Place.APPLICATIONS
    title = "Applications"
    icon = "application"
    key = Key.APPLICATIONS
    narrowed_by = ("search", "openOnly", "whose")
    widest = (("search", ""), ("openOnly", False), ("whose", None))

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.printing = OwnPrinting(session, spooler.system(), self)
        self.ledger = LedgerPrinting(session, self.printing, self)
        self._care = CareQuestions(session, self)
        columns = ApplicationColumns(
            session.language,
            lambda: session.today,
            self,
            lambda user: name_in(self._whose.team, user),
        )
        self.book = ApplicationList(session, columns.of_all(), self, _PRESSING)
        self.book.shown.connect(self._show_window)
        self.book.sole.connect(self._open_sole)
        self._open_ones: int | None = None
        self._listed: Listed | None = None
        self._wanted: object | None = None
        self._title = TitleBar()
        self._make_search()
        self._open_only = CheckBox(self.tr("Open only"))
        self._open_only.setObjectName("openOnly")
        self._open_only.toggled.connect(self._narrow)
        self._make_choices()
        self._count = Text("", tone="text2")
        self._make_table()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._table)
        self._stack.addWidget(self._empty)
        self._title.say(self.tr("Applications"), "")
        # Enter is the list's own key: the button shows it and binds none.
        self._open = KeyButton(
            self.tr("Open the application"), shortcuts.ENTER, "application", ButtonKind.MAIN
        )
        self._open.setObjectName("openChosen")
        self._open.clicked.connect(self._table.open_current)
        self._title.add_button(self._open)
        self._lay_out()
        self._show_count()

    def _make_search(self) -> None:
        self._search = SearchField()
        self._search.setPlaceholderText(self.tr("Name, address, phone, number"))
        self._search.setAccessibleName(self.tr("Search applications"))
        self._search.setObjectName("search")
        self._search.setFixedWidth(theme.px(_SEARCH_WIDTH))
        self._codes = CodeSearch(self._search, self.session, self)
        self._codes.found.connect(self.open_scanned)
        self._codes.wanted.connect(self._find)
        self._codes.down.connect(self._to_list)
        self._codes.ended.connect(self.book.ask_sole)

    def _make_choices(self) -> None:
        """Make the choice of whose applications are shown, and that of a filter by its name."""
        self._whose = WhoseBox()
        self._whose.setObjectName("whose")
        self._whose.chosen.connect(self._narrow_to)
        self._saved = SavedFilters(self, _LIST, self._fields, self._search.text)
        self._saved.used.connect(self._use_filter)

    def _read_choices(self) -> None:
        self.session.ask(self, "choices", caring.team, self._take_team)
        self._saved.read_again()

    def _take_team(self, team: Team) -> None:
        self._whose.offer(team)
        self._table.viewport().update()
        if self._whose.people() != self.book.wanted.of_people:
            self._narrow_to()

    def _narrow_to(self, _chosen: object = None) -> None:
        people = self._whose.people()
        self.book.show(replace(self.book.wanted, of_people=people), self.book.order)

    @override
    def open_thing(self, thing: object | None) -> None:
        self._read_choices()
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
        self._read_choices()
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
        self._empty = EmptyNote()
        self._hidden = HiddenByFilter(self, self._empty, self._every)
        self._sorting = Sorting(self._table, self.book, columns, lambda: True, screen)
        self._sorting.wanted.connect(self._sort)
        self._sorting.begin()
        self.doing = ActionTable(self._sorting.lines(), self)
        self._offer_care()
        self._saved.offer_actions()
        for changed in (self._table.current_changed, model.dataChanged):
            changed.connect(self.doing.refresh)
        self.ledger.offer(Key.PRINT, Key.SAVE_PDF)
        self.doing.refresh()

    def _offer_care(self) -> None:
        """Offer for the chosen line to change who looks after it, and to say who is absent."""
        take, log, can = self.tr("Take over"), Duty.LOG, self._can_take
        key = Key.TAKE_OVER
        self.act("takeOver", take, self._take_over, key, "user", needs=log, can=can)
        told, can = self.tr("Give to somebody"), lambda: self._line() is not None
        self.act("assign", told, self._assign, icon="users", needs=Duty.ASSIGN, can=can)
        told = self.tr("Absence")
        self.act("absence", told, self._ask_absence, icon="wait", needs=log)

    def _line(self) -> ApplicationLine | None:
        return self.book.model.row_at(self._table.currentIndex().row())

    def _can_take(self) -> bool:
        line = self._line()
        return line is not None and line.carer != self.session.desk.actor.id

    def _take_over(self) -> None:
        if (line := self._line()) is not None:
            undo = self._care.undo(line.id, line.receipt_number)
            self.session.do(self, lambda desk: caring.take_over(desk, line.id), undo=undo)

    def _assign(self) -> None:
        if (line := self._line()) is not None:
            carer = line.carer or None
            self.ask(self._care.assign(line.id, line.receipt_number, carer, self._whose.team))

    def _ask_absence(self) -> None:
        question = self._care.absence(self._whose.team, self.session.desk.actor.id)
        self.ask(question, self._read_choices)

    def _fields(self) -> dict[str, str | bool]:
        open_only = self._open_only.isChecked()
        return {"text": self._search.text(), "open_only": open_only, **self._whose.fields()}

    def _use_filter(self, kept: Mapping[str, str | bool]) -> None:
        self._open_only.setChecked(bool(kept.get("open_only")))
        self._whose.show_fields(kept)
        self._narrow_to()
        self._search.ask_for(str(kept.get("text") or ""))

    def _lay_out(self) -> None:
        narrowed = (self._search, self._open_only, self._whose, self._saved.box, self._count)
        bar = NarrowingBar(*narrowed)
        self._of_figure = NoteFrame("info")
        self._of_figure.setObjectName("ofFigure")
        self._of_figure.link_clicked.connect(self.close_level)
        self._of_figure_row = padded(self._of_figure, (16, 8, 16, 8))
        self._of_figure_row.hide()
        self._provisions = ProvisionsFound(self.session)
        notes = (self._of_figure_row, self._provisions)
        in_column(self, self._title, bar, *notes, (self._stack, 1), gap=0, edge=0)

    def _show_listed(self, listed: Listed | None) -> None:
        """Show the applications that a figure counts and no others, or all again."""
        self._listed, self._wanted = listed, None
        self._of_figure_row.setVisible(listed is not None)
        if listed is None:
            among = None
        else:
            among = tuple(map(ApplicationId, listed.ids))
            self._open_only.setChecked(False)
            self._whose.set_value(None)
            self._narrow_to()
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
        self._provisions.look(text)

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
        self.doing.refresh()
        self.session.ask(self, "open", open_applications, self._take_open)

    def _every(self, desk: Desk) -> IdWindow:
        """Return which there are without what is typed and chosen: of a figure, what it counts."""
        wanted = Filter(among=self.book.wanted.among)
        found = reading.lists(desk).window(wanted, ListOrder(), desk.today, 1)
        return replace(found, more=found.count >= COUNT_CAP)

    def _take_open(self, count: int) -> None:
        self._open_ones = count
        self._show_count()

    def _counted(self) -> str:
        """Say how many are listed; of all of them how many are open, as the navigation counts."""
        told, wanted = self.book.counted(), self.book.wanted
        narrowed = wanted.text or wanted.open_only or wanted.of_people is not None or wanted.among
        if narrowed or self._open_ones is None:
            return told
        return self.tr("{all}, %n of them open", "", self._open_ones).format(all=told)

    def _show_count(self) -> None:
        """Say how many are shown, and of what; in place of nothing why."""
        told = self._counted()
        if self.book.wanted.text:
            parts = (told, self.tr("other glyphs and kana included"))
            told = words.listed(parts, self.session.language)
        trouble = self._codes.trouble()
        self._count.setText(trouble or told)
        wanted = self.book.wanted
        narrowed = wanted.text or wanted.of_people is not None or wanted.open_only
        self._empty.say(
            trouble or self._codes.leads_on() or self.tr("No application matches.")
            if narrowed
            else self.tr("There is no application yet.")
        )
        empty = not self.book.model.rowCount()
        self._hidden.look(empty=empty)
        self._open.setEnabled(not empty)
        self._stack.setCurrentWidget(self._empty if empty else self._table)
