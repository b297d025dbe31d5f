# SPDX-License-Identifier: MIT
"""The first screen: groups of work, what waits in the chosen one, and a look at one thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from desk_app.desk.rows import ApplicationLine, Group, LetterLine, MailLine, ReturnLine
from desk_app.gui.asking import Ask
from desk_app.gui.case.finding import CodeSearch, Sorting
from desk_app.gui.case.mail import LETTER_ORDER, DraftLine, PaperColumns
from desk_app.gui.case.many import Many
from desk_app.gui.case.read import WORK_ORDER, ApplicationColumns
from desk_app.gui.kit import shortcuts, theme
from desk_app.gui.kit.actions import ActionLine, ActionTable
from desk_app.gui.kit.boxes import STRETCH, dress, in_column, in_row
from desk_app.gui.kit.buttons import ButtonKind, KeyButton
from desk_app.gui.kit.columns import PagedModel, RowsModel
from desk_app.gui.kit.layout import WHOLE, Divided, TitleBar, remember_columns
from desk_app.gui.kit.notes import EmptyNote
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.search import SearchField
from desk_app.gui.kit.shortcuts import Key
from desk_app.gui.kit.side_list import SideItem, SideList
from desk_app.gui.kit.table import TWO_LINES, CellDelegate, DaysLeftDelegate, ListTable
from desk_app.gui.kit.text import Text
from desk_app.gui.kit.theme import Size
from desk_app.gui.page import Place, SectionView
from desk_app.gui.pages.today.book import LETTER_GROUPS, GroupWords, TodayPresenter, TodayState
from desk_app.gui.pages.today.preview import PREVIEW, Preview
from desk_app.gui.pages.today.safety import SafetyLine
from desk_app.gui.printing import spooler
from desk_app.gui.printing.letters import LetterPrinting
from desk_app.gui.safety.backups import BackupLine
from desk_app.i18n import messages

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desk_app.gui.asking import Question
    from desk_app.gui.session import Workplace
    from desk_app.records.base import ApplicationId, LetterId

    Model = (
        PagedModel[ApplicationLine]
        | RowsModel[MailLine]
        | RowsModel[LetterLine]
        | RowsModel[ReturnLine]
    )


NAMES = {
    "printChosen": Group.TO_PRINT,
    "postChosen": Group.TO_POST,
    "lapseChosen": Group.LAPSE_TODAY,
}
"""The actions, each with the group in which it is offered."""


class TodayMany(QObject):
    """Works on the rows that are chosen in the table of a group."""

    def __init__(
        self,
        work: Workplace,
        view: QWidget,
        group: Callable[[], Group],
        table: Callable[[], ListTable],
    ) -> None:
        super().__init__(view)
        self._work = work
        self._view = view
        self._group = group
        self._table = table
        self._many = Many(work, self)
        self._many.asked.connect(self._ask)
        self._printing = LetterPrinting(work, spooler.system(), self)
        self._printing.printed.connect(self._printed)

    def lines(self) -> Sequence[ActionLine]:
        """Return the actions."""
        return (
            ActionLine(
                "printChosen",
                self.tr("Print the chosen"),
                self._print,
                Key.PRINT,
                "print",
                "letter",
                lambda: self.offered("printChosen"),
            ),
            ActionLine(
                "postChosen",
                self.tr("Post the chosen"),
                self._post,
                Key.TRACKING_NUMBER,
                "post",
                "letter",
                lambda: self.offered("postChosen"),
            ),
            ActionLine(
                "lapseChosen",
                self.tr("Confirm the lapse of the chosen"),
                self._lapse,
                None,
                "due",
                "application",
                lambda: self.offered("lapseChosen"),
            ),
        )

    def offered(self, name: str) -> bool:
        """Say whether an action belongs to the group that is shown, and something waits in it."""
        return self._group() is NAMES[name] and self._table().model().rowCount() > 0

    def _rows(self) -> list[object]:
        """Return the chosen rows, from top to bottom."""
        table = self._table()
        model = table.model()
        if not isinstance(model, PagedModel | RowsModel):
            return []
        places = sorted(index.row() for index in table.selectionModel().selectedRows())
        return [model.row_at(place) for place in places]

    def _letters(self) -> list[tuple[ApplicationId, LetterId]]:
        return [(row.application, row.id) for row in self._rows() if isinstance(row, LetterLine)]

    def _print(self) -> None:
        self._printing.send(self._letters())

    def _post(self) -> None:
        self._many.ask_posting(self._letters())

    def _lapse(self) -> None:
        self._many.ask_lapse([r.id for r in self._rows() if isinstance(r, ApplicationLine)])

    def _ask(self, question: Question) -> None:
        dialog = Ask(self._work, question, self._view)
        dialog.accepted.connect(self._many.tell_refused)
        dialog.begin()

    def _printed(self, count: int) -> None:
        self._work.said.emit(self.tr("%n letter(s) sent to the printer.", "", count))


_GROUPS_WIDTH = 264
_SEARCH_WIDTH = 192
_ICONS = {
    Group.WITHDRAWAL: "hold",
    Group.TO_LOG: "mail",
    Group.TO_CHECK: "search",
    Group.WAITING_FOR_DEPARTMENT: "inquiry",
    Group.WAITING_FOR_APPLICANT: "wait",
    Group.LAPSE_TODAY: "due",
    Group.TO_DECIDE: "edit",
    Group.TO_APPROVE: "users",
    Group.TO_PRINT: "print",
    Group.TO_POST: "post",
    Group.TO_RETURN: "back",
    Group.DISPOSAL_DUE: "disposal",
}
_DIVIDED = (Group.TO_LOG, Group.TO_CHECK, Group.LAPSE_TODAY, Group.TO_APPROVE)


class Today(SectionView):
    """Shows J1; Enter opens what is chosen where it is worked on."""

    place = Place.TODAY
    title = "Today"
    icon = "today"
    key = Key.TODAY

    _table: ListTable

    def __init__(self, work: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(work, parent)
        self.presenter = TodayPresenter(
            work,
            ApplicationColumns(work.language, lambda: work.today, self),
            PaperColumns(work.language, self),
            self,
        )
        self._group_words = GroupWords(self)
        self._wanted: object | None = None
        self.presenter.state_changed.connect(self.render_state)
        self.presenter.applications.shown.connect(self._rows_shown)
        self._title = TitleBar()
        self._make_buttons()
        self._groups = SideList(self.tr("Groups"), groups=True)
        self._groups.setObjectName("groups")
        self._groups.setFixedWidth(theme.px(_GROUPS_WIDTH))
        self._groups.chosen.connect(self._choose)
        self._make_tables()
        self._wants_focus = self._rows_read = False
        self._group = self.presenter.state.group
        self._preview = Preview(work)
        self._preview.open_wanted.connect(self._open_current)
        self._safety = SafetyLine(work)
        self._draft = DraftLine(work)
        self._backup = None if work.backups is None else BackupLine(work, work.backups, self)
        self._many = TodayMany(work, self, lambda: self.presenter.state.group, lambda: self._table)
        sorts = self._sorting.lines(self._letter_sorting)
        self.doing = ActionTable([*sorts, *self._many.lines()], self)
        self._lay_out()
        self.render_state(self.presenter.state)

    @override
    def open_thing(self, thing: object | None) -> None:
        self._wants_focus = True
        group, self._wanted = thing if isinstance(thing, tuple) else (None, None)
        self.presenter.come_back(group)
        self._safety.read()
        self._draft.read()

    @override
    def here(self) -> object | None:
        return self.presenter.state.group, self._table.current_id()

    @override
    def read_again(self) -> None:
        self.presenter.read_again()
        self._safety.read()
        self._draft.read()

    @override
    def to_search(self) -> None:
        if not self._search.isHidden():
            self._search.take_focus()
        else:
            super().to_search()

    @override
    def keys(self) -> Sequence[tuple[str, str]]:
        return (
            ("↑ ↓", self.tr("choose")),
            (shortcuts.ENTER, self.tr("open")),
            *([("Shift+↑ ↓", self.tr("choose several"))] if self._offers_many() else []),
            ("Tab", self.tr("next part")),
            (shortcuts.label(Key.LOG_MAIL), self.tr("log mail")),
        )

    def render_state(self, state: TodayState) -> None:
        """Show the groups with their counts, and the table of the chosen one."""
        language = self.work.language
        total = self.tr("%n thing(s)", "", state.all)
        self._title.say(self.tr("Today's work"), total if state.counted else "")
        self._groups.show_items([self._group_item(group, state) for group in Group])
        if state.group is not self._group:
            self._group = state.group
            self._rows_read = False
            self._search.clear()
        self._groups.set_current(state.group)
        self._name.setText(messages.label(state.group, language))
        waiting = self.tr("%n thing(s)", "", state.counts.get(state.group, 0))
        self._count.setText(waiting if state.counted else "")
        table = self._table_of(state.group)
        self._search.setVisible(table is self._tables["applications"])
        if table is not self._table:
            self._wants_focus = self._wants_focus or self._table.hasFocus()
            self._table = table
            self._show_preview()
        self._show_emptiness(state)
        if state.counted:
            self.count_changed.emit(state.all)
            self.work.due_counted.emit(state.counts.get(Group.DISPOSAL_DUE, 0))

    def _group_item(self, group: Group, state: TodayState) -> SideItem:
        language = self.work.language
        pressing = self._group_words.of(group, state.days.get(group), self.work.today, language)
        awaited = state.days.get(Group.WAITING_FOR_APPLICANT)
        if group is Group.WAITING_FOR_DEPARTMENT and awaited is not None:
            pressing = self._group_words.too(pressing, awaited.both, language)
        return SideItem(
            group,
            _ICONS[group],
            messages.label(group, language),
            state.counts.get(group),
            pressing.text,
            pressing.mark,
            divided=group in _DIVIDED,
        )

    def _make_buttons(self) -> None:
        self._number = KeyButton(self.tr("Open by number or barcode"), icon="scan")
        self._number.setObjectName("openNumber")
        self._number.show_key(Key.OPEN_NUMBER)
        self._number.clicked.connect(self.work.open_number)
        self._log = KeyButton(self.tr("Log mail"), icon="plus", kind=ButtonKind.MAIN)
        self._log.setObjectName("logMail")
        self._log.show_key(Key.LOG_MAIL)
        self._log.clicked.connect(self._log_mail)
        self._title.add_button(self._number)
        self._title.add_button(self._log)

    def _make_tables(self) -> None:
        presenter = self.presenter
        self._stack = QStackedWidget()
        self._tables: dict[str, ListTable] = {
            "mail": self._make_table("mail", presenter.mail),
            "applications": self._make_table("applications", presenter.applications.model),
            "letters": self._make_table("letters", presenter.letters),
            "returns": self._make_table("returns", presenter.returns),
        }
        left = self._tables["applications"]
        left.setItemDelegateForColumn(0, DaysLeftDelegate(left))
        for name in ("applications", "letters"):
            self._tables[name].choose_several()
        self._sorting = Sorting(left, presenter.applications, WORK_ORDER, left.isVisible)
        self._sorting.wanted.connect(presenter.sort)
        letters = self._tables["letters"]
        self._letter_sorting = Sorting(
            letters, presenter.letter_rows, LETTER_ORDER, letters.isVisible
        )
        self._letter_sorting.wanted.connect(presenter.sort)
        self._table = self._tables["mail"]
        self._empty = EmptyNote()
        self._empty.action.connect(self._log_mail)
        self._stack.addWidget(self._empty)

    def _make_table(self, name: str, model: Model) -> ListTable:
        table = ListTable(self.tr("What waits in the group"), TWO_LINES)
        table.setObjectName(f"today_{name}")
        table.setItemDelegate(CellDelegate(table))
        table.show_model(model)
        table.let_rows_grow()
        table.opened.connect(self._open)
        table.current_changed.connect(self._show_preview)
        model.modelReset.connect(self._rows_shown)
        model.dataChanged.connect(self._show_preview)
        remember_columns(table, self.work.screen)
        self._stack.addWidget(table)
        return table

    def _lay_out(self) -> None:
        listed = QWidget()
        in_column(listed, self._make_head(), (self._stack, 1), gap=0, edge=0)
        column = in_column(self, gap=0, edge=0)
        for above in (self._title, self._safety, self._draft):
            column.addWidget(above)
        across = QHBoxLayout()
        across.setSpacing(0)
        column.addLayout(across, 1)
        across.addWidget(self._left_column())
        parts = ((listed, WHOLE), (self._preview, PREVIEW))
        self._body = Divided("today", self.work.screen, 0, parts, parent=self)
        self._body.name_parts(self.tr("Parts of this page"), self.tr("List"), self.tr("Preview"))
        across.addWidget(self._body, 1)

    def _make_head(self) -> QWidget:
        """Return the line over the table: the group, what is done with many, the search."""
        head = QWidget()
        dress(head, ground="base", line="bottom")
        head.setFixedHeight(theme.px(48))
        self._name = Text("", Size.SECTION, bold=True)
        self._count = Text("", tone="text2")
        self._search = SearchField()
        self._search.setPlaceholderText(self.tr("Narrow down"))
        self._search.setAccessibleName(self.tr("Narrow down"))
        self._search.setFixedWidth(max(theme.px(_SEARCH_WIDTH), self._search.least_width()))
        self._codes = CodeSearch(self._search, self.work, self)
        self._codes.found.connect(self.open_scanned)
        self._codes.wanted.connect(self._narrow)
        self._codes.down.connect(self._to_list)
        top = in_row(head, self._name, self._count, STRETCH, edge=(16, 0, 16, 0))
        for name in NAMES:
            top.addWidget(self.doing.button(name, ButtonKind.SMALL))
        top.addWidget(self._search)
        return head

    def _to_list(self) -> None:
        self._table.setFocus()
        if not self._table.currentIndex().isValid():
            self._table.choose(0)

    def _left_column(self) -> QWidget:
        """Return the groups, with the last verified backup under them."""
        left = QWidget()
        left.setFixedWidth(theme.px(_GROUPS_WIDTH))
        column = in_column(left, (self._groups, 1), gap=0, edge=0)
        if self._backup is not None:
            column.addWidget(self._backup)
        return left

    def _table_of(self, group: Group) -> ListTable:
        if group is Group.TO_LOG:
            return self._tables["mail"]
        if group in LETTER_GROUPS:
            return self._tables["letters"]
        return self._tables["returns" if group is Group.TO_RETURN else "applications"]

    def _choose(self, group: object) -> None:
        if isinstance(group, Group):
            self._wants_focus = False
            self.presenter.choose(group)

    def _narrow(self, text: str) -> None:
        self.presenter.narrow(text)

    def _rows_shown(self) -> None:
        self._rows_read = True
        if self._wanted is not None:
            self._table.choose_id(self._wanted)
            self._wanted = None
        if not self._table.currentIndex().isValid():
            self._table.choose(0)
        self._show_emptiness(self.presenter.state)
        self._show_preview()

    def _show_emptiness(self, state: TodayState) -> None:
        rows = self._table.model().rowCount()
        known = state.counted and (self._rows_read or not state.counts.get(state.group))
        empty = known and not rows
        if empty:
            name = messages.label(state.group, self.work.language)
            found = bool(self._search.text())
            sentence = (
                self.tr("Nothing in this group matches.")
                if found
                else self.tr("{group}: nothing waits here.").format(group=name)
            )
            told = self._codes.trouble() or sentence
            self._empty.say(told, self.tr("Log mail"), shortcuts.Key.LOG_MAIL)
        self._stack.setCurrentWidget(self._empty if empty else self._table)
        self.doing.refresh()
        for name in NAMES:
            self.doing[name].setVisible(self._many.offered(name))
        if self._wants_focus and rows:
            self._wants_focus = False
            self._table.setFocus()

    def _offers_many(self) -> bool:
        return any(map(self._many.offered, NAMES))

    def _current_row(self) -> object | None:
        model, row = self._table.model(), self._table.currentIndex().row()
        if isinstance(model, PagedModel | RowsModel) and row >= 0:
            found: object | None = model.row_at(row)
            return found
        return None

    def _show_preview(self) -> None:
        self._preview.show_row(self._current_row())

    def _open_current(self) -> None:
        self._open(self._table.current_id())

    def _open(self, _id: object) -> None:
        row = self._current_row()
        if isinstance(row, ApplicationLine):
            due = self.presenter.state.group is Group.DISPOSAL_DUE
            opened = self.work.open_disposal if due else self.work.open_application
            opened.emit(row.id)
        elif isinstance(row, MailLine):
            self.work.open_intake.emit(row.id)
        elif isinstance(row, LetterLine):
            posts = self.presenter.state.group is Group.TO_POST
            (self.work.open_post if posts else self.work.open_letters).emit(row.id)
        elif isinstance(row, ReturnLine) and row.application is not None:
            self.work.open_application.emit(row.application)

    def _log_mail(self) -> None:
        self.work.open_intake.emit(None)
