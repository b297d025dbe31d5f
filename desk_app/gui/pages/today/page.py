# SPDX-License-Identifier: MIT
"""The first screen: groups of work, what waits in the chosen one, and a look at one thing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSignalBlocker
from PySide6.QtWidgets import QStackedWidget, QWidget

from desk_app.desk import registers
from desk_app.desk.context import Kind
from desk_app.desk.rows import (
    OF_INQUIRIES,
    ApplicationLine,
    Group,
    InquiryLine,
    LetterLine,
    MailLine,
    ReturnLine,
)
from desk_app.gui import words
from desk_app.gui.asking import Ask
from desk_app.gui.case.caring import absence_told, name_in
from desk_app.gui.case.finding import CodeSearch, Sorting
from desk_app.gui.case.mail import LETTER_ORDER, DraftLine, PaperColumns
from desk_app.gui.case.many import Many
from desk_app.gui.case.read import WORK_ORDER, ApplicationColumns
from desk_app.gui.case.scans.left_files import LeftFilesLine
from desk_app.gui.case.scans.waiting import WaitingScansLine
from desk_app.gui.case.typed import ASKS
from desk_app.gui.kit.display.next_step import NextStep, NextTold
from desk_app.gui.kit.display.notes import EmptyNote, NoteFrame, NoteLine
from desk_app.gui.kit.fields.search import SearchField
from desk_app.gui.kit.layout import shortcuts
from desk_app.gui.kit.layout.boxes import STRETCH, dress, in_column, in_row, named, padded
from desk_app.gui.kit.layout.buttons import ButtonKind, CheckBox, KeyButton
from desk_app.gui.kit.layout.layout import WHOLE, Divided, TitleBar, remember_columns
from desk_app.gui.kit.layout.shortcuts import Key
from desk_app.gui.kit.look import theme
from desk_app.gui.kit.look.text import Text
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.tables.columns import PagedModel, RowsModel
from desk_app.gui.kit.tables.side_list import SideItem, SideList
from desk_app.gui.kit.tables.table import TWO_LINES, DaysLeftDelegate, ListTable
from desk_app.gui.page import FromMail, Place, SectionView, SupplementOf
from desk_app.gui.pages.today.book import LETTER_GROUPS, GroupWords, TodayBook, TodayState
from desk_app.gui.pages.today.preview import PREVIEW, WorkPreview
from desk_app.gui.pages.today.safety import SafetyLine
from desk_app.gui.printing import spooler
from desk_app.gui.printing.letters import LetterPrinting
from desk_app.gui.safety.backups import BackupLine
from desk_app.i18n import dates, messages, writing
from desk_app.records.case.findings import Work
from desk_app.records.desk.people import Language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.desk.context import Changes
    from desk_app.desk.registers import ReviewWaiting
    from desk_app.gui.asking import Question
    from desk_app.gui.session.session import Session
    from desk_app.records.base import ApplicationId, LetterId, UserId

    Model = (
        PagedModel[ApplicationLine]
        | RowsModel[MailLine]
        | RowsModel[LetterLine]
        | RowsModel[ReturnLine]
        | RowsModel[InquiryLine]
    )


_MANY = {
    "printChosen": Group.TO_PRINT,
    "postChosen": Group.TO_POST,
    "lapseChosen": Group.LAPSE_TODAY,
}
"""What is done with several rows at once, each with the group in which it is offered."""

_GROUPS_WIDTH = 264
_SEARCH_WIDTH = 192
_ICONS = {
    Group.LEAK: "eye",
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
    Group.INQUIRIES: "inquiry",
    Group.DISPOSAL_DUE: "disposal",
}
_NAMED = 6
"""So many empty groups are named in the line that stands for them."""
_FOLDED = "folded"
"""The key of the line that stands for the groups in which nothing waits."""


class ReviewFoot(QWidget):
    """Under the groups: the entries of the registers whose review is near; none is late."""

    def __init__(self, button: KeyButton) -> None:
        super().__init__()
        self.setObjectName("reviewsSoon")
        dress(self, line="top")
        self._title, self._detail = Text("", wrap=True), Text("", Size.HINT, "text2", wrap=True)
        said = in_column(None, self._title, self._detail, gap=4, edge=0)
        in_row(self, (said, 1), button, gap=8, edge=(16, 8, 14, 8))
        self.hide()

    def tell(self, title: str, detail: str) -> None:
        """Say how many there are, in which books, and by when."""
        self._title.setText(title)
        self._detail.setText(detail)
        self.setAccessibleName(f"{title} {detail}")


class ReviewLine(NoteLine):
    """Takes no room while nothing is late; its button leads to the first entry that is due.

    What is near alone stands in its ``foot``, out of the way of the work of the day.
    """

    def __init__(self, session: Session) -> None:
        super().__init__(NoteFrame("bad"), KeyButton(icon="book"))
        self._session = session
        self._waiting: tuple[ReviewWaiting, ...] = ()
        self._note.setObjectName("reviewsLate")
        self._button.setObjectName("toLateReview")
        near = named("toReview", KeyButton(kind=ButtonKind.SMALL))
        for button in (self._button, near):
            button.setText(self.tr("Review"))
            button.clicked.connect(self._open)
        self.foot = ReviewFoot(near)
        session.hub.listen(self._changed)

    def read(self) -> None:
        """Ask the desk which reviews are due; a keeper of the registers is told of them alone."""
        self._session.ask(self, "reviews", registers.reviews_waiting, self._show)

    def _show(self, waiting: tuple[ReviewWaiting, ...]) -> None:
        self._waiting = waiting
        late = bool(waiting) and waiting[0].due.is_late(self._session.today)
        self.setVisible(late)
        self.foot.setVisible(bool(waiting) and not late)
        if not waiting:
            return
        language, first = self._session.language, waiting[0].due
        day = dates.beside(first.on, self._session.today, language)
        said = self.tr("review due since {day}") if late else self.tr("first review {day}")
        books = dict.fromkeys(messages.label(each.book, language) for each in waiting)
        title = self.tr("%n entry(s) of the registers to review", "", len(waiting))
        detail = f"{writing.listed(list(books), language)}: {said.format(day=day)}"
        self._note.say(title, detail)
        self.foot.tell(title, detail)

    def _open(self) -> None:
        if self._waiting:
            self._session.open_registers.emit((self._waiting[0].book, self._waiting[0].entry))

    def _changed(self, changes: Changes, _initiator: QObject | None) -> None:
        if changes.ids(Kind.REGISTER):
            self.read()


class Today(SectionView):
    """Shows J1; Enter opens what is chosen where it is worked on."""

    place = Place.TODAY
    title = "Today"
    icon = "today"
    key = Key.TODAY

    _table: ListTable

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        words = (session.language, lambda: session.today, self)
        applications, papers = ApplicationColumns(*words, self._name_of), PaperColumns(*words)
        self.book = TodayBook(session, applications, papers, self)
        self.book.state_changed.connect(self.render_state)
        self.book.applications.shown.connect(self._rows_shown)
        self._many = Many(session, self)
        self._many.asked.connect(self._ask)
        self._printing = LetterPrinting(session, spooler.system(), self)
        self._printing.printed.connect(self._printed)
        self._group_words = GroupWords(self)
        self._wanted: object | None = None
        self._wants_focus = self._rows_read = False
        self._group = self.book.state.group
        self._title = TitleBar()
        self._make_buttons()
        self._groups = SideList(self.tr("Groups"), groups=True)
        self._groups.setObjectName("groups")
        self._groups.chosen.connect(self._choose)
        self._make_tables()
        self._preview = WorkPreview(session)
        self._preview.told.connect(self._say_next)
        self._safety, self._draft = SafetyLine(session), DraftLine(session)
        self._reviews, self._left = ReviewLine(session), LeftFilesLine(session)
        self._scanned = WaitingScansLine(session)
        self._offer()
        self._lay_out()
        self.render_state(self.book.state)

    def _name_of(self, user: UserId) -> str:
        """Return the name of somebody who looks after something."""
        return name_in(self.book.state.team, user)

    @override
    def open_thing(self, thing: object | None) -> None:
        self._wants_focus = True
        group, self._wanted = thing if isinstance(thing, tuple) else (None, None)
        self.book.come_back(group)
        self._safety.read()
        self._draft.read()
        self._reviews.read()
        self._left.read()
        self._scanned.read()

    @override
    def here(self) -> object | None:
        return self.book.state.group, self._table.current_id()

    @override
    def read_again(self) -> None:
        self.book.read_again()
        self._safety.read()
        self._draft.read()
        self._reviews.read()
        self._left.read()
        self._scanned.read()

    @override
    def to_search(self) -> None:
        if not self._search.isHidden():
            self._search.take_focus()
        else:
            super().to_search()

    @override
    def keys(self) -> Sequence[tuple[str, str]]:
        step = self._step()
        return (
            ("↑ ↓", self.tr("choose")),
            (shortcuts.ENTER, self.tr("open")),
            *([("Shift+↑ ↓", self.tr("choose several"))] if step else []),
            (shortcuts.label(Key.MAIN), words.inside(self.doing[step or "next"].text())),
            ("Tab", self.tr("next part")),
            (shortcuts.label(Key.LOG_MAIL), self.tr("log mail")),
        )

    def render_state(self, state: TodayState) -> None:
        """Show the groups with their counts, and the table of the chosen one."""
        language = self.session.language
        total = self.tr("%n item(s)", "", state.all)
        self._title.say(self.tr("Today's work"), total if state.counted else "")
        with QSignalBlocker(self._mine):
            self._mine.setChecked(state.mine)
        self._away.setText(self._absent(state))
        self._away_row.setVisible(bool(self._away.text()))
        self._groups.show_items(self._group_items(state))
        if state.group is not self._group:
            self._group = state.group
            self._rows_read = False
            self._search.clear()
        self._groups.set_current(state.group)
        self._name.setText(messages.label(state.group, language))
        waiting = self.tr("%n item(s)", "", state.counts.get(state.group, 0))
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
            self.session.due_counted.emit(state.counts.get(Group.DISPOSAL_DUE, 0))

    def _absent(self, state: TodayState) -> str:
        """Tell who is absent until when, and who stands in.

        Whoever is signed in is there: he is told what is noted of him, and where it is ended.
        """
        today, language, me = self.session.today, self.session.language, self.session.desk.actor.id
        noted = self.tr("You: {absence}. Back? Application, More, Absence.")
        told = [
            noted.format(absence=away)
            if each.user == me
            else f"{name_in(state.team, each.user)}: {away}"
            for each in state.team.absences
            if (away := absence_told(state.team, each.user, today, language))
        ]
        return "　".join(told) if language is Language.JA else "; ".join(told)

    def _group_items(self, state: TodayState) -> list[SideItem]:
        """Return the groups, with a line under what cannot wait and under all that waits.

        Those in which nothing waits are one quiet line with their names until one is wanted.
        """
        empty, first = state.empty, state.pressing(self.session.today)
        groups = state.in_order(self.session.today)
        waiting = groups[: len(groups) - len(empty)]
        ends = {each[-1] for each in (first, waiting) if each}
        shown = groups if state.unfolded else waiting
        items = [self._group_item(group, state, ends=group in ends) for group in shown]
        return items if state.unfolded or not empty else [*items, self._folded(empty)]

    def _folded(self, empty: Sequence[Group]) -> SideItem:
        """Return the one line for all groups in which nothing waits."""
        language = self.session.language
        names = [messages.label(group, language) for group in empty]
        # In English a name may hold a comma itself; more than a few names say less than none.
        between = "、" if language is Language.JA else " · "
        detail = between.join(names) if len(names) <= _NAMED else ""
        told = self.tr("%n empty group(s)", "", len(empty))
        return SideItem(_FOLDED, "down", told, detail=detail, slim=True)

    def _group_item(self, group: Group, state: TodayState, *, ends: bool) -> SideItem:
        language = self.session.language
        pressing = self._group_words.of(group, state.days.get(group), self.session.today, language)
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
            divided=ends,
            slim=state.counts.get(group) == 0,
        )

    def _make_buttons(self) -> None:
        number = KeyButton(self.tr("Open by number"), icon="scan")
        number.clicked.connect(self.session.open_number)
        self._mine = CheckBox(self.tr("Mine only"))
        self._mine.setObjectName("mineOnly")
        self._mine.toggled.connect(lambda alone: self.book.see_mine(alone=alone))
        self._title.add(self._mine)
        self._away = named("away", Text("", Size.LABEL, "text2", wrap=True))
        self._away_row = padded(self._away, (16, 8, 16, 8))
        dress(self._away_row, line="top")
        self._open_button = KeyButton(key=shortcuts.ENTER)
        self._open_button.clicked.connect(self._open)
        self._open_button.setObjectName("openChosen")
        self._supplement = KeyButton(self.tr("Log a supplement"), icon="import")
        self._supplement.clicked.connect(self._log_supplement)
        self._supplement.setObjectName("supplementOfChosen")
        log = self._log = KeyButton(self.tr("Log mail"), icon="plus", kind=ButtonKind.MAIN)
        log.clicked.connect(self._log_mail)
        for button, name, key in (
            (number, "openNumber", Key.OPEN_NUMBER),
            (log, "logMail", Key.LOG_MAIL),
        ):
            button.setObjectName(name)
            button.show_key(key)
            self._title.add_button(button)

    def _offer(self) -> None:
        """Say what can be done here, in the order of the menus."""
        for line in self._sorting.lines(self._letter_sorting):
            self.doing.add(line)
        told, key = self.tr("Mine only"), Key.MINE
        self.act("mine", told, self._mine.toggle, key, "user", "view")
        printing, posting, lapsing = (partial(self._offers, name) for name in _MANY)
        text = self.tr("Print the chosen")
        self.act("printChosen", text, self._print, Key.PRINT, "print", "letter", can=printing)
        text, key = self.tr("Post the chosen"), Key.TRACKING_NUMBER
        self.act("postChosen", text, self._post, key, "post", "letter", can=posting)
        text = self.tr("Confirm the lapse of the chosen")
        self.act("lapseChosen", text, self._lapse, None, "due", can=lapsing)
        text = self.tr("Do what comes next")
        self.act("next", text, self._go_on, Key.MAIN, menu="", can=self._may_go_on)

    def _may_go_on(self) -> bool:
        return self._step() is not None or self._current_row() is not None

    def _step(self) -> str | None:
        """Return the group's own step, where it has one and something waits in it."""
        return next(filter(self._offers, _MANY), None)

    def _go_on(self) -> None:
        """Do what the blue button does: the group's own step, else what is chosen is opened."""
        step = self._step()
        if step is None:
            self._open()
        else:
            self.doing[step].trigger()

    def _show_blue(self) -> None:
        """Have one blue button: the group's own step, else the one that opens, else a new one."""
        step, row = self._step(), self._current_row()
        opens = step is None and row is not None
        self._open_button.setText(self._word_of_opening(row))
        self._open_button.set_kind(ButtonKind.MAIN if opens else ButtonKind.PLAIN)
        self._open_button.setVisible(not isinstance(row, ReturnLine) or row.application is not None)
        self.doing["next"].setText(self._open_button.text())
        awaited = isinstance(row, ApplicationLine) and row.work is Work.WAITING_FOR_APPLICANT
        self._supplement.setVisible(awaited)
        log = step is None and row is None
        self._log.set_kind(ButtonKind.MAIN if log else ButtonKind.PLAIN)

    def _word_of_opening(self, row: object | None) -> str:
        """Return what is opened, or begun, with what is chosen."""
        if isinstance(row, MailLine):
            return self.tr("Log it as an inquiry") if row.matter in ASKS else self.tr("Log it")
        if isinstance(row, InquiryLine):
            return self.tr("Open the inquiry")
        if isinstance(row, LetterLine):
            posts = self.book.state.group is Group.TO_POST
            return self.tr("Open in Post") if posts else self.tr("Open the letter")
        due = self.book.state.group is Group.DISPOSAL_DUE
        return self.tr("Open in Disposal") if due else self.tr("Open the application")

    def _say_next(self, told: NextTold | None) -> None:
        """Say over the groups what comes next with what is chosen, late or not."""
        self.next.setVisible(told is not None)
        if told is not None:
            self.next.say(told)

    def _log_supplement(self) -> None:
        row = self._current_row()
        if isinstance(row, ApplicationLine):
            self.session.open_intake.emit(SupplementOf(row.id, row.receipt_number))

    def _offers(self, name: str) -> bool:
        """Say whether what is done with many belongs to the group shown, and something waits."""
        return self.book.state.group is _MANY[name] and self._table.model().rowCount() > 0

    def _chosen(self) -> list[object]:
        """Return the chosen rows, from top to bottom."""
        places = sorted(index.row() for index in self._table.selectionModel().selectedRows())
        return [self._row_at(place) for place in places]

    def _letters(self) -> list[tuple[ApplicationId, LetterId]]:
        return [(row.application, row.id) for row in self._chosen() if isinstance(row, LetterLine)]

    def _print(self) -> None:
        self._printing.send(self._letters())

    def _post(self) -> None:
        self._many.ask_posting(self._letters())

    def _lapse(self) -> None:
        self._many.ask_lapse([r.id for r in self._chosen() if isinstance(r, ApplicationLine)])

    def _ask(self, question: Question) -> None:
        dialog = Ask(self.session, question, self)
        dialog.accepted.connect(self._many.tell_refused)
        dialog.begin()

    def _printed(self, count: int) -> None:
        self.session.said.emit(self.tr("%n letter(s) sent to the printer.", "", count))

    def _make_tables(self) -> None:
        book = self.book
        self._stack = QStackedWidget()
        self._tables: dict[str, ListTable] = {
            "mail": self._make_table("mail", book.mail),
            "applications": self._make_table("applications", book.applications.model),
            "letters": self._make_table("letters", book.letter_rows.model),
            "returns": self._make_table("returns", book.returns),
            "inquiries": self._make_table("inquiries", book.inquiries),
        }
        self._table, left, letters = (
            self._tables[name] for name in ("mail", "applications", "letters")
        )
        left.setItemDelegateForColumn(0, DaysLeftDelegate(left))
        self._sorting = Sorting(left, book.applications, WORK_ORDER, left.isVisible)
        self._letter_sorting = Sorting(letters, book.letter_rows, LETTER_ORDER, letters.isVisible)
        for table, sorting in ((left, self._sorting), (letters, self._letter_sorting)):
            table.choose_several()
            sorting.wanted.connect(book.sort)
        self._empty = EmptyNote()
        self._empty.action.connect(self._log_mail)
        self._stack.addWidget(self._empty)

    def _make_table(self, name: str, model: Model) -> ListTable:
        title = self.tr("What waits in the group")
        table = ListTable.of(model, title, f"today_{name}", TWO_LINES)
        table.let_rows_grow()
        table.opened.connect(self._open)
        table.current_changed.connect(self._show_preview)
        model.modelReset.connect(self._rows_shown)
        model.dataChanged.connect(self._show_preview)
        remember_columns(table, self.session.screen)
        self._stack.addWidget(table)
        return table

    def _lay_out(self) -> None:
        listed, groups = QWidget(), QWidget()
        self._elsewhere = NoteFrame("info")
        self._elsewhere.setObjectName("dueElsewhere")
        self._elsewhere.link_clicked.connect(lambda: self.session.open_disposal.emit(None))
        self._elsewhere_row = padded(self._elsewhere, (16, 8, 16, 8))
        head = self._make_head()
        in_column(listed, head, self._elsewhere_row, (self._stack, 1), gap=0, edge=0)
        self._elsewhere_row.hide()
        groups.setFixedWidth(theme.px(_GROUPS_WIDTH))
        feet = (self._away_row, self._reviews.foot)
        left = in_column(groups, (self._groups, 1), *feet, gap=0, edge=0)
        if self.session.backups is not None:
            left.addWidget(BackupLine(self.session, self.session.backups, self))
        parts = ((listed, WHOLE), (self._preview, PREVIEW))
        body = Divided("today", self.session.screen, 0, parts)
        body.name_parts(self.tr("Parts of this page"), self.tr("List"), self.tr("Preview"))
        across = in_row(None, groups, (body, 1), gap=0)
        lines = (self._safety, self._reviews, self._scanned, self._left, self._draft)
        in_column(self, self._title, self.next, *lines, (across, 1), gap=0, edge=0)

    def _make_head(self) -> QWidget:
        """Return the line over the table: the group, its search; what is done stands above all."""
        self._name, self._count = Text("", Size.SECTION, bold=True), Text("", tone="text2")
        self._search = SearchField(self.tr("Filter"), width=_SEARCH_WIDTH)
        self._codes = CodeSearch(self._search, self.session, self)
        self._codes.found.connect(self.open_scanned)
        self._codes.wanted.connect(self.book.narrow)
        self._codes.down.connect(self._to_list)
        self._steps = {name: self.doing.button(name, ButtonKind.MAIN) for name in _MANY}
        for step in self._steps.values():
            # The key of every blue button; its own stands in the menu.
            step.show_key(Key.MAIN)
        self.next = NextStep(tuple(self._steps.values()), (self._supplement, self._open_button))
        self.next.hide()
        head = QWidget()
        dress(head, ground="base", line="bottom")
        head.setFixedHeight(theme.px(48))
        in_row(head, self._name, self._count, STRETCH, self._search, edge=(8, 0, 16, 0))
        return head

    def _to_list(self) -> None:
        self._table.setFocus()
        if not self._table.currentIndex().isValid():
            self._table.choose(0)

    def _table_of(self, group: Group) -> ListTable:
        if group is Group.TO_LOG:
            return self._tables["mail"]
        if group in LETTER_GROUPS:
            return self._tables["letters"]
        if group in OF_INQUIRIES:
            return self._tables["inquiries"]
        return self._tables["returns" if group is Group.TO_RETURN else "applications"]

    def _choose(self, group: object) -> None:
        empty = self.book.state.empty
        if group == _FOLDED and empty:
            group = empty[0]
        if isinstance(group, Group):
            self._wants_focus = False
            self.book.choose(group)

    def _rows_shown(self) -> None:
        self._rows_read = True
        if self._wanted is not None:
            self._table.choose_id(self._wanted)
            self._wanted = None
        self._table.stay_at(self._table.current_id())
        self._show_emptiness(self.book.state)
        self._show_preview()

    def _show_emptiness(self, state: TodayState) -> None:
        rows = self._table.model().rowCount()
        known = state.counted and (self._rows_read or not state.counts.get(state.group))
        empty = known and not rows
        if empty:
            name = messages.label(state.group, self.session.language)
            none = self.tr("{group}: nothing waits here.").format(group=name)
            if state.counts.get(state.group):
                none = self.tr("{group}: no application.").format(group=name)
            if self._search.text():
                none = self.tr("Nothing in this group matches.")
            self._empty.say(self._codes.trouble() or none, self.tr("Log mail"), Key.LOG_MAIL)
        self._show_elsewhere(state, rows if known else None)
        self._stack.setCurrentWidget(self._empty if empty else self._table)
        self.doing.refresh()
        for name in _MANY:
            self.doing[name].setVisible(self._offers(name))
        self._show_blue()
        if self._wants_focus and rows:
            self._wants_focus = False
            self._table.setFocus()
        self.keys_changed.emit()

    def _show_elsewhere(self, state: TodayState, rows: int | None) -> None:
        """Say how much of what is due for disposal is no application: Disposal lists it all."""
        due = state.group is Group.DISPOSAL_DUE and not self._search.text()
        more = state.counts.get(state.group, 0) - rows if due and rows is not None else 0
        self._elsewhere_row.setVisible(more > 0)
        if more > 0:
            told = self.tr("%n inquiry or record of provision too is due for disposal.", "", more)
            self._elsewhere.say(told, "", self.tr("Go to Disposal"))

    def _row_at(self, place: int) -> object | None:
        model = self._table.model()
        found: object | None = None
        if isinstance(model, PagedModel | RowsModel) and place >= 0:
            found = model.row_at(place)
        return found

    def _current_row(self) -> object | None:
        return self._row_at(self._table.currentIndex().row())

    def _show_preview(self) -> None:
        self._preview.show_row(self._current_row())
        self._show_blue()

    def _open(self) -> None:
        row = self._current_row()
        if isinstance(row, ApplicationLine):
            due = self.book.state.group is Group.DISPOSAL_DUE
            opened = self.session.open_disposal if due else self.session.open_application
            opened.emit(row.id)
        elif isinstance(row, MailLine) and row.matter in ASKS:
            self.session.open_inquiry.emit(FromMail(row.id))
        elif isinstance(row, MailLine):
            self.session.open_intake.emit(row.id)
        elif isinstance(row, LetterLine):
            posts = self.book.state.group is Group.TO_POST
            (self.session.open_post if posts else self.session.open_letters).emit(row.id)
        elif isinstance(row, InquiryLine):
            self.session.open_inquiry.emit(row.id)
        elif isinstance(row, ReturnLine) and row.application is not None:
            self.session.open_application.emit(row.application)

    def _log_mail(self) -> None:
        self.session.open_intake.emit(None)
