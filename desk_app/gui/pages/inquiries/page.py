# SPDX-License-Identifier: MIT
"""Inquiries and complaints: a list, the chosen one with its course, and a form for a new one."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from desk_app.desk.applications import caring
from desk_app.desk.inquiries import handling, replying
from desk_app.desk.letters import corresponding
from desk_app.desk.letters.corresponding import Print
from desk_app.desk.rows import InquiryColumn, InquiryFilter
from desk_app.gui.asking import LineAsked, text
from desk_app.gui.case.caring import CareQuestions, name_in
from desk_app.gui.case.finding import Sorting
from desk_app.gui.case.inquiries import InquiryColumns, ReplyQuestions
from desk_app.gui.case.narrowing import HiddenByFilter, SavedFilters, WhoseBox
from desk_app.gui.kit.display.next_step import NextStep, NextTold
from desk_app.gui.kit.display.notes import EmptyNote, NoteFrame
from desk_app.gui.kit.fields.choices import ChoiceBox
from desk_app.gui.kit.fields.search import SearchField
from desk_app.gui.kit.layout import shortcuts
from desk_app.gui.kit.layout.actions import MoreButton
from desk_app.gui.kit.layout.boxes import dress, in_column, padded
from desk_app.gui.kit.layout.buttons import ButtonKind, CheckBox
from desk_app.gui.kit.layout.layout import (
    FlowLayout,
    TitleBar,
    remember_columns,
)
from desk_app.gui.kit.layout.shortcuts import Key
from desk_app.gui.kit.layout.side_panel import SidePanel
from desk_app.gui.kit.look import theme
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.tables.table import TWO_LINES, ListTable
from desk_app.gui.page import FromMail, Place, SectionView
from desk_app.gui.pages.inquiries.book import InquiriesBook, InquiriesState, giving_to, undo_of
from desk_app.gui.pages.inquiries.detail import InquiryCourse, InquiryDetail
from desk_app.gui.pages.inquiries.form import DRAFT, InquiryForm
from desk_app.gui.pages.inquiries.questions import InquiryQuestions
from desk_app.gui.pages.inquiries.reply import ReplyDialog
from desk_app.gui.printing import spooler
from desk_app.gui.printing.own_pages import PagePrinting
from desk_app.gui.session.session import Listed
from desk_app.records.base import InquiryKey
from desk_app.records.case.inquiries import CourseStep, InquiryKind
from desk_app.records.desk.printers import PaperUse
from desk_app.rules.inquiries.inquiring import InquiryNext, letter_in_hand, looked_after_by
from desk_app.rules.rulebook.terms import Duty, DutyFor

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from desk_app.desk.applications.caring import Team
    from desk_app.desk.context import Desk
    from desk_app.desk.inquiries.handling import InquiryDraft, LaterDraft, OpenedInquiry
    from desk_app.desk.rows import IdWindow, KnownPerson
    from desk_app.gui.asking import Answers
    from desk_app.gui.session.session import Session
    from desk_app.records.case.history import Letter, Posting
    from desk_app.records.case.mail import MailItem


_PANEL, _SEARCH, _WHICH, _ROWS = (392, 360), 200, 156, 124
_CHOICE, _SAVED = 148, 152
"""Whose, and the saved filter: beside search and tick all stand in one line."""
_LINES = 2
"""Pixels of the lines above and below the list."""
_ANY_HEIGHT = (1 << 24) - 1
"""What Qt takes for no limit."""

_LIST = "inquiries"

_STEP_OF = {
    InquiryNext.REPORT_LEAK: "leakReported",
    InquiryNext.REPORT_LEAK_IN_FULL: "leakReportedInFull",
    InquiryNext.TAKE: "take",
    InquiryNext.ANSWER: "answer",
    InquiryNext.AWAIT_DEPARTMENT: "departmentAnswered",
    InquiryNext.CHASE_DEPARTMENT: "departmentAnswered",
    InquiryNext.POST_LETTER: "postReply",
    InquiryNext.SEND_AGAIN: "reply",
    InquiryNext.CARRY_OVER: "carryOver",
    InquiryNext.REFER: "refer",
    InquiryNext.FIND_CAUSE: "cause",
    InquiryNext.DECIDE_MEASURE: "noMeasure",
    InquiryNext.DO_MEASURE: "measureDone",
    InquiryNext.CHECK_MEASURE: "measureChecked",
    InquiryNext.CLOSE: "close",
    InquiryNext.CLOSE_BY_SECOND: "close",
}
"""What the main button does for each next step."""

_KEYS = {CourseStep.SUPPLEMENT: Key.LOG_SUPPLEMENT, CourseStep.TAKEN: Key.TAKE_OVER}
"""The keys of steps; the main button has that of what comes next."""


_LETTERS = {
    "assign": "G",
    "handBack": "H",
    "absence": "B",
    "askDepartment": "A",
    "departmentAnswered": "W",
    "interim": "I",
    "interimLetter": "L",
    "answer": "U",
    "refer": "R",
    "undeliverable": "K",
    "carryOver": "V",
    "cause": "C",
    "measure": "T",
    "noMeasure": "N",
    "measureDone": "D",
    "measureChecked": "E",
    "leak": "S",
    "leakReported": "P",
    "leakReportedInFull": "F",
    "noLeak": "M",
    "close": "O",
    "voidReply": "X",
    "replyDelivered": "Y",
}
"""The letters by which what has no key of its own is chosen in the menu, in both languages."""


class InquiriesView(SectionView):
    """Whoever reads no applicant's data sees numbers, days and steps here, and changes nothing."""

    place = Place.INQUIRIES
    title = "Inquiries"
    icon = "inquiry"
    key = Key.INQUIRIES
    duty = None
    narrowed_by = ("searchInquiries", "openInquiries", "whichInquiries", "whoseInquiries")
    widest = (
        ("searchInquiries", ""),
        ("openInquiries", False),
        ("whichInquiries", "all"),
        ("whoseInquiries", None),
    )

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.columns = InquiryColumns(
            session.language,
            lambda: session.today,
            self,
            lambda user: name_in(self._whose.team, user),
        )
        self.book = InquiriesBook(session, self.columns.of_all(), self)
        self.asks = InquiryQuestions(session, self)
        self.replies = ReplyQuestions(session, self)
        self.care = CareQuestions(session, self)
        self.paper = PagePrinting(session, self, spooler.system())
        self._wanted: int | None = None
        self._wants_focus = False
        self._opened: OpenedInquiry | None = None
        self._form: InquiryForm | None = None
        self._listed: Listed | None = None
        self._make_table()
        self._make_head()
        self._offer()
        self._make_panel()
        self._lay_out()
        book = self.book
        book.state_changed.connect(self.render_state)
        book.opened.connect(self._show_opened)
        book.logged.connect(self._logged)
        book.mail_read.connect(self._log_from_mail)
        book.known.connect(self._show_known)
        session.hub.listen(lambda changes, _: self._look_again() if changes.touched else None)
        self.render_state(book.state)

    @override
    def open_thing(self, thing: object | None) -> None:
        """Show an inquiry by its id, or the form for the one that came in a mail item."""
        self._wants_focus = True
        if isinstance(thing, FromMail):
            self.book.read_mail(thing.mail_item)
        elif isinstance(thing, Listed):
            self._show_listed(thing)
        elif isinstance(thing, int):
            self._wanted = thing
            self.book.open(InquiryKey(thing))
        self._read_choices()
        self.paper.printing.ask_printers()
        self.read_again()

    @override
    def here(self) -> object | None:
        return None if self._opened is None else int(self._opened.inquiry.id)

    @override
    def read_again(self) -> None:
        self._read_choices()
        self.book.read_again()
        self._look_again()

    @override
    def to_search(self) -> None:
        self._search.take_focus()

    @override
    def close_level(self) -> bool:
        if self._form is not None:
            self._hide_form()
        elif self._listed is not None:
            self._show_listed(None)
        else:
            return False
        return True

    @override
    def leave(self) -> None:
        if self._form is not None:
            self._form.draft.keep()

    @override
    def keys(self) -> Sequence[tuple[str, str]]:
        if self._form is not None:
            return (
                (shortcuts.ENTER, self.tr("next field")),
                (shortcuts.label(Key.MAIN), self.tr("log it")),
                (shortcuts.label(Key.CLOSE), self.tr("back to the list")),
            )
        # Named as the blue button is.
        leads = [(shortcuts.label(Key.MAIN), self.doing["next"].text())]
        logs = self.tr("log an inquiry")
        return (
            ("↑ ↓", self.tr("choose")),
            *(leads if self._may_go_on() else []),
            *([(shortcuts.label(Key.ADD), logs)] if self.may(Duty.LOG) else []),
            (shortcuts.label(Key.SEARCH), self.tr("search")),
        )

    def _every(self, desk: Desk) -> IdWindow:
        """Return which there are without what is typed and chosen: of a figure, what it counts."""
        among = self.book.state.wanted.among
        return handling.list_inquiries(desk, InquiryFilter(among=among))

    def _none(self, wanted: InquiryFilter) -> str:
        """Say what was looked for where nothing is found: an officer tells it on."""
        narrowed = bool(wanted.text) or wanted.kind is not None or wanted.of_people is not None
        if wanted.leaks_only and not narrowed:
            if wanted.open_only:
                return self.tr("No suspected leak is open. Closed inquiries were not looked at.")
            return self.tr("No suspected leak is on record, closed inquiries included.")
        if narrowed:
            if wanted.open_only:
                return self.tr("No open inquiry matches. Closed ones were not looked at.")
            return self.tr("No inquiry matches, closed ones included.")
        if wanted.open_only:
            return self.tr("No inquiry waits.")
        return self.tr("There is no inquiry, open or closed.")

    def render_state(self, state: InquiriesState) -> None:
        """Show how many there are; the table shows them itself."""
        told = self.tr("%n inquiry(ies)", "", state.window.count)
        self._title.say(self.tr("Inquiries and complaints"), told)
        ids = state.window.ids
        if self._wanted is not None:
            self._table.choose(self.book.model.row_of(self._wanted))
            if self._wanted in ids:
                self._wanted = None
        elif ids and not self._table.currentIndex().isValid():
            self._table.choose(0)
        self._empty.say(self._none(state.wanted), self.tr("Log an inquiry"), Key.ADD)
        self._stack.setCurrentWidget(self._table if ids else self._empty)
        self._hidden.look(empty=not ids)
        if not ids and self._wanted is None:
            self._show_opened(None)
        if self._wants_focus and self._form is None:
            self._wants_focus = False
            (self._table if ids else self._search).setFocus()
        if state.wanted == InquiryFilter(open_only=True):
            self.count_changed.emit(state.window.count)

    def show_form(self, mail: MailItem | None = None) -> None:
        """Show the form for a new inquiry; what was typed in it before is offered again."""
        self.leave()
        form = self._form = InquiryForm(self.session, mail)
        form.filled_in.connect(self._log)
        form.later_filled_in.connect(self._attach)
        form.cancelled.connect(self._hide_form)
        if self.may(Duty.READ_CASES):
            form.person_typed.connect(self.book.look_for)
        self._panel.show_form(form)
        self._show_blue()
        form.take_focus()

    def _make_table(self) -> None:
        self._table = ListTable(self.tr("Inquiries"), TWO_LINES)
        self._table.setObjectName("inquiriesTable")
        self._table.show_model(self.book.model)
        self._table.let_rows_grow()
        self._table.fitted.connect(self._fit)
        remember_columns(self._table, self.session.screen)
        self._table.current_changed.connect(self._read)
        self._table.opened.connect(lambda _: self._detail.setFocus())
        columns = {column.value: column for column in InquiryColumn}
        sorting = Sorting(self._table, self.book, columns, lambda: True, self.session.screen)
        sorting.wanted.connect(self.book.sort)
        sorting.begin()
        for line in sorting.lines():
            self.doing.add(line)
        self._empty = EmptyNote()
        self._empty.action.connect(self._begin_form)
        self._hidden = HiddenByFilter(self, self._empty, self._every)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._table)
        self._stack.addWidget(self._empty)

    def _make_head(self) -> None:
        self._search = SearchField()
        self._search.setAccessibleName(self.tr("Search inquiries"))
        self._search.setPlaceholderText(self.tr("Name, number, text"))
        self._search.setFixedWidth(max(theme.px(_SEARCH), self._search.least_width()))
        self._search.setObjectName("searchInquiries")
        self._search.wanted.connect(lambda _: self._narrow())
        self._search.down.connect(self._table.setFocus)
        self._open_only = CheckBox(self.tr("Open only"))
        self._open_only.setObjectName("openInquiries")
        self._open_only.setChecked(True)
        self._open_only.toggled.connect(lambda _: self._narrow())
        self._which = ChoiceBox()
        self._which.setObjectName("whichInquiries")
        self._which.set_choices(
            [
                ("all", self.tr("Every kind")),
                ("complaints", self.tr("Complaints")),
                ("leaks", self.tr("Suspected leaks")),
            ]
        )
        self._which.set_value("all")
        self._which.name_alone(self.tr("Which inquiries"))
        self._which.setFixedWidth(max(theme.px(_WHICH), self._which.width_of_all()))
        self._which.currentIndexChanged.connect(lambda _: self._narrow())
        self._whose = WhoseBox()
        self._whose.setObjectName("whoseInquiries")
        self._whose.setFixedWidth(max(theme.px(_CHOICE), self._whose.width_of_all()))
        self._whose.chosen.connect(lambda _: self._narrow())
        self._saved = SavedFilters(self, _LIST, self._fields, self._search.text)
        self._saved.box.setFixedWidth(theme.px(_SAVED))
        self._saved.used.connect(self._use_filter)

    def _read_choices(self) -> None:
        self.session.ask(self, "team", caring.team, self._take_team)
        if self.may(Duty.READ_CASES) or self.may(Duty.READ_JOURNAL):
            self._saved.read_again()

    def _take_team(self, team: Team) -> None:
        self._whose.offer(team)
        self._table.viewport().update()
        if self._whose.people() != self.book.state.wanted.of_people:
            self._narrow()

    def _fields(self) -> dict[str, str | bool]:
        return {
            "text": self._search.text(),
            "open_only": self._open_only.isChecked(),
            "which": str(self._which.value()),
            **self._whose.fields(),
        }

    def _use_filter(self, kept: Mapping[str, str | bool]) -> None:
        self._open_only.setChecked(bool(kept.get("open_only")))
        self._which.set_value(kept.get("which") or "all")
        self._whose.show_fields(kept)
        self._narrow()
        self._search.ask_for(str(kept.get("text") or ""))

    def _narrow(self) -> None:
        which = self._which.value()
        self.book.narrow(
            InquiryFilter(
                self._search.text().strip(),
                open_only=self._open_only.isChecked(),
                kind=InquiryKind.COMPLAINT if which == "complaints" else None,
                leaks_only=which == "leaks",
                among=None if self._listed is None else self._listed.ids,
                of_people=self._whose.people(),
            )
        )

    def _show_listed(self, listed: Listed | None) -> None:
        """Show the inquiries that a figure counts and no others, or those that are open again."""
        self._listed = listed
        self._of_figure_row.setVisible(listed is not None)
        if listed is not None:
            self._which.set_value("all")
            self._whose.set_value(None)
            name = self.tr("Counted in Reports: {figure}").format(figure=listed.name)
            self._of_figure.say(name, "", self.tr("Show all inquiries"))
        self._open_only.setChecked(listed is None)
        self._narrow()
        self._table.setFocus()

    def _offer(self) -> None:
        """Say what can be done here, in the order of the menu."""
        log = self.tr("Log an inquiry")
        self.act("newInquiry", log, self._begin_form, Key.ADD, "plus", "file", needs=Duty.LOG)
        told = self.tr("Do what comes next")
        self.act("next", told, self._go_on, Key.MAIN, menu="file", can=self._may_go_on)
        step, on = CourseStep, self._step
        self._offer_care()
        told = self.tr("Note what came later")
        on("supplement", step.SUPPLEMENT, told, "plus")
        on("askDepartment", step.ASKED, self.tr("Ask a department"), "inquiry")
        on("departmentAnswered", step.DEPARTMENT_ANSWERED, self.tr("Note its answer"), "check")
        on("interim", step.INTERIM, self.tr("Interim answer"), "wait")
        told, by_letter = self.tr("Interim answer by letter"), partial(self._reply, interim=True)
        on("interimLetter", step.INTERIM, told, "letter", by_letter)
        on("answer", step.ANSWERED, self.tr("Note an answer by phone or e-mail"), "edit")
        told, can = self.tr("Reply by letter"), partial(self._can, step.ANSWERED)
        writes = Duty.WRITE_LETTERS
        self.act("reply", told, partial(self._reply), Key.ANSWER, "letter", needs=writes, can=can)
        on("refer", step.REFERRED, self.tr("Refer to the service"), "arrow")
        told = self.tr("Keep the returned reply here")
        on("undeliverable", step.UNDELIVERABLE, told, "back")
        carry = self.tr("Carry over into an application")
        may = self._may_carry
        self.act(
            *("carryOver", carry, self._carry, None, "application"),
            needs=Duty.LOG,
            can=may,
            letter=_LETTERS["carryOver"],
        )
        self._offer_follow_up()
        self._offer_letters()
        told, may = self.tr("Correct what was typed"), self._is_open
        self.act("correct", told, self._correct, Key.EDIT, "edit", needs=Duty.LOG, can=may)
        self._saved.offer_actions("file")

    def _offer_care(self) -> None:
        """Offer to change who looks after the inquiry, and to say who is absent."""
        step, on = CourseStep, self._step
        on("take", step.TAKEN, self.tr("Take it"), "user", self._take, divided=True)
        on("assign", step.GIVEN, self.tr("Give to somebody"), "users", self._give)
        on("handBack", step.HANDED_BACK, self.tr("Hand back"), "back", self._hand_back)
        told, asks = self.tr("Absence"), self._ask_absence
        letter = _LETTERS["absence"]
        self.act("absence", told, asks, None, "wait", needs=Duty.LOG, letter=letter)

    def _offer_follow_up(self) -> None:
        step, on = CourseStep, self._step
        on("cause", step.CAUSE, self.tr("Note the cause"), "search", divided=True)
        on("measure", step.MEASURE_NEEDED, self.tr("Corrective action needed"), "todo")
        on("noMeasure", step.NO_MEASURE, self.tr("No action needed"), "none")
        on("measureDone", step.MEASURE_DONE, self.tr("Action was done"), "check")
        on("measureChecked", step.MEASURE_CHECKED, self.tr("Action was checked"), "ok")
        on("leak", step.LEAK_SUSPECTED, self.tr("Suspect a leak"), "eye", divided=True)
        on("leakReported", step.LEAK_REPORTED, self.tr("Preliminary report was made"), "export")
        full = step.LEAK_REPORTED_IN_FULL
        on("leakReportedInFull", full, self.tr("Full report was made"), "export")
        on("noLeak", step.NO_LEAK, self.tr("It is no leak"), "none")
        on("close", step.CLOSED, self.tr("Close it"), "check", divided=True)

    def _offer_letters(self) -> None:
        writes, has = Duty.WRITE_LETTERS, self._has_letter
        told, can = self.tr("Print the reply"), self._may_print
        self.act(
            *("printReply", told, self._print, Key.PRINT, "print"),
            needs=writes,
            can=can,
            divided=True,
        )
        posts, gone = Duty.POST, self._is_under_way
        told = self.tr("Post the reply")
        key = Key.TRACKING_NUMBER
        self.act("postReply", told, self._post, key, "post", needs=posts, can=has)
        told, letter = self.tr("Void the reply"), _LETTERS["voidReply"]
        self.act("voidReply", told, self._void, None, "none", needs=writes, can=has, letter=letter)
        told, letter = self.tr("The reply was delivered"), _LETTERS["replyDelivered"]
        slot, icon = self._delivered, "check"
        self.act("replyDelivered", told, slot, None, icon, needs=posts, can=gone, letter=letter)
        told, key = self.tr("The reply came back"), Key.CAME_BACK
        self.act("replyCameBack", told, self._came_back, key, "back", needs=posts, can=gone)

    def _step(
        self,
        name: str,
        step: CourseStep,
        words: str,
        icon: str,
        slot: Callable[[], None] | None = None,
        *,
        divided: bool = False,
    ) -> None:
        """Offer a step of the course: by its question, or by what it opens."""
        need, can = handling.duty_of_step(step), partial(self._can, step)
        doing = slot or partial(self._ask_step, step)
        key, letter = _KEYS.get(step), _LETTERS.get(name, "")
        self.act(
            *(name, words, doing, key, icon), needs=need, can=can, divided=divided, letter=letter
        )

    def _make_panel(self) -> None:
        self._detail = InquiryDetail(self.session)
        self._detail.application_wanted.connect(self.session.open_application)
        self._panel = SidePanel(self._detail)

    def _lay_out(self) -> None:
        self._new = self.doing.button("newInquiry")
        title = self._title = TitleBar()
        title.say(self.tr("Inquiries and complaints"))
        title.add_button(self._new)
        title.add_button(MoreButton(self.doing, "application", "moreInquiries"))
        self._main = self.doing.button("next", ButtonKind.MAIN)
        self.next = NextStep((self._main,))
        self.next.link_clicked.connect(self._detail.ask_for_application)
        bar, listed = QWidget(), QWidget()
        dress(bar, line="bottom")
        line = FlowLayout(theme.px(8), theme.px(8), bar)
        line.setContentsMargins(*(theme.px(each) for each in (16, 8, 16, 8)))
        for part in (self._search, self._open_only, self._which, self._whose, self._saved.box):
            line.addWidget(part)
        self._of_figure = NoteFrame("info")
        self._of_figure.setObjectName("inquiriesOfFigure")
        self._of_figure.link_clicked.connect(self.close_level)
        self._of_figure_row = padded(self._of_figure, (16, 8, 16, 8))
        self._of_figure_row.hide()
        self._course = InquiryCourse(self.session)
        parts_below = ((self._stack, 1), (self._course, 1))
        in_column(listed, bar, self._of_figure_row, *parts_below, gap=0, edge=0)
        body = self._panel.beside(listed, "inquiries", self.session.screen, _PANEL, self)
        body.name_parts(self.tr("Parts of this page"), self.tr("List"), self.tr("Inquiry"))
        in_column(self, title, self.next, (body, 1), gap=0, edge=0)

    # What is done.

    def _ask_step(self, step: CourseStep) -> None:
        if self._opened is not None:
            self.ask(self.asks.step(self._opened, step), self._look_again)

    def _take(self) -> None:
        if self._opened is not None:
            self.book.step(self._opened, CourseStep.TAKEN)

    def _hand_back(self) -> None:
        if self._opened is not None:
            self.book.step(self._opened, CourseStep.HANDED_BACK)

    def _give(self) -> None:
        if (opened := self._opened) is not None:
            inquiry = opened.inquiry
            undo = partial(undo_of, inquiry.id, inquiry.number, CourseStep.GIVEN)
            giving, carer = partial(giving_to, inquiry), looked_after_by(inquiry)
            self.ask(self.care.give(inquiry.number, giving, carer, opened.team, undo))

    def _ask_absence(self) -> None:
        question = self.care.absence(self._whose.team, self.session.desk.actor.id)
        self.ask(question, self.read_again)

    def _reply(self, *, interim: bool = False) -> None:
        if self._opened is not None:
            dialog = ReplyDialog(self.session, self._opened.inquiry, self, interim=interim)
            dialog.accepted.connect(self._look_again)
            dialog.open()

    def _carry(self) -> None:
        if self._opened is not None:
            self.ask(self.asks.carry_over(self._opened), self._look_again)

    def _correct(self) -> None:
        if self._opened is not None:
            self.ask(self.asks.correct(self._opened), self._look_again)

    def _print(self) -> None:
        opened, letter = self._opened, self._last_letter()
        if opened is None or letter is None:
            return
        id_, asked = opened.inquiry.id, LineAsked("reason", self.tr("Why once more"))

        def making(desk: Desk, answers: Answers) -> bytes:
            went = Print(reason=text(answers, "reason"))
            replying.record_reply_printed(desk, id_, letter.id, went)
            return corresponding.pages_of(desk, letter.id)

        title = self.tr("Print document {number}").format(number=letter.number)
        more = (asked,) if letter.prints else ()
        question = self.paper.printing.question(
            title, making, *more, use=PaperUse.LETTER, file="reply"
        )
        self.paper.ask(question).accepted.connect(self._look_again)

    def _post(self) -> None:
        letter = self._letter()
        if self._opened is not None and letter is not None:
            self.ask(self.replies.post(self._opened, letter), self._look_again)

    def _void(self) -> None:
        letter = self._letter()
        if self._opened is not None and letter is not None:
            self.ask(self.replies.void(self._opened, letter), self._look_again)

    def _go_on(self) -> None:
        name = self._next_name()
        if name:
            self.doing[name].trigger()

    def _delivered(self) -> None:
        if self._opened is not None and (sent := self._under_way()) is not None:
            self.ask(self.replies.delivered(self._opened, sent), self._look_again)

    def _came_back(self) -> None:
        if self._opened is not None and (sent := self._under_way()) is not None:
            self.ask(self.replies.came_back(self._opened, sent), self._look_again)

    # What can be done.

    def _can(self, step: CourseStep) -> bool:
        opened = self._opened
        return opened is not None and handling.may_step(self.session.desk, opened.inquiry, step)

    def _under_way(self) -> Posting | None:
        """Return the last envelope of which nothing is known since."""
        sent = () if self._opened is None else self._opened.inquiry.postings
        open_ = (each for each in reversed(sent) if not (each.delivered_on or each.came_back_on))
        return next(open_, None)

    def _is_under_way(self) -> bool:
        return self._under_way() is not None

    def _letter(self) -> Letter | None:
        return None if self._opened is None else letter_in_hand(self._opened.inquiry)

    def _last_letter(self) -> Letter | None:
        """Return the letter that may be printed: the last one that is not void, posted or not."""
        letters = () if self._opened is None else self._opened.inquiry.letters
        return next((each for each in reversed(letters) if not each.void), None)

    def _may_print(self) -> bool:
        return self._last_letter() is not None and self.may(Duty.READ_CASES)

    def _has_letter(self) -> bool:
        return self._letter() is not None

    def _is_open(self) -> bool:
        opened = self._opened
        return opened is not None and opened.standing.completed_on is None

    def _may_carry(self) -> bool:
        opened = self._opened
        return opened is not None and handling.may_step(
            self.session.desk, opened.inquiry, CourseStep.INTERIM
        )

    def _next_name(self) -> str:
        if self._opened is None or self._form is not None:
            return ""
        name = _STEP_OF.get(self._opened.standing.next, "")
        return name if name and self.doing[name].isEnabled() else ""

    def _may_go_on(self) -> bool:
        return bool(self._next_name())

    # What is shown.

    def _begin_form(self) -> None:
        self.show_form()

    def _log_from_mail(self, mail: MailItem) -> None:
        self.show_form(mail)

    def _show_known(self, people: tuple[KnownPerson, ...]) -> None:
        if self._form is not None:
            self._form.show_known(people)

    def _log(self, draft: InquiryDraft) -> None:
        self.book.log(draft, DRAFT)

    def _attach(self, draft: LaterDraft) -> None:
        self.book.attach(draft, DRAFT)

    def _logged(self, id_: object) -> None:
        self._wanted = int(str(id_))
        self._hide_form()
        self.book.open(InquiryKey(self._wanted))
        self.session.said.emit(self.tr("The inquiry is logged."))

    def _read(self, id_: object) -> None:
        if isinstance(id_, int):
            self.book.open(InquiryKey(id_))

    def _look_again(self) -> None:
        if self._opened is not None:
            self.book.open(self._opened.inquiry.id)

    def _show_opened(self, opened: OpenedInquiry | None) -> None:
        self._opened = opened
        self._detail.show_inquiry(opened)
        self._course.show_inquiry(opened)
        self._fit()
        self._show_blue()

    def _fit(self) -> None:
        """Give the list no more height than its lines need: the course has use for the rest."""
        shown = self._stack.currentWidget() is self._table and not self._course.isHidden()
        needed = self._table.horizontalHeader().height() + self._table.height_of_rows() + _LINES
        self._stack.setMaximumHeight(max(needed, theme.px(_ROWS)) if shown else _ANY_HEIGHT)

    def _show_blue(self) -> None:
        """Have one blue button: what comes next with the inquiry, else the one that logs."""
        self.doing.refresh()
        # The second time the main one knows which of the others can be done.
        self.doing.refresh()
        leads = self._may_go_on()
        words = self.tr("Do what comes next")
        if leads:
            words = shortcuts.without_letter(self.doing[self._next_name()].text())
        self.doing["next"].setText(words)
        self._main.setVisible(leads)
        self.next.say(self._told_next())
        self.next.setVisible(self._opened is not None and self._form is None)
        plain = leads or self._form is not None
        self._new.set_kind(ButtonKind.PLAIN if plain else ButtonKind.MAIN)
        self._new.setVisible(self.may(Duty.LOG))
        self.keys_changed.emit()

    def _told_next(self) -> NextTold:
        """Return what comes next with the inquiry, and to who only reads that others do it."""
        told = self._detail.next_step()
        if self._is_open() and not self.may(Duty.LOG):
            why = self.session.lacks(Duty.LOG, DutyFor.INQUIRIES)
            return replace(told, detail=f"{told.detail}　{why}".strip())
        return told

    def _hide_form(self) -> None:
        if self._form is None:
            return
        self._form.draft.keep()
        self._panel.leave_form(self._detail)
        self._form = None
        self._table.setFocus()
        self._show_blue()
