# SPDX-License-Identifier: MIT
"""One application: the list beside it, its state in plain lines, its course, the next step."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.gui import printing, shortcuts, theme, words
from desk_app.gui.dialogs.ask import Ask
from desk_app.gui.dialogs.clause import ClauseDialog
from desk_app.gui.marks import Mark
from desk_app.gui.models.application_columns import days_left
from desk_app.gui.overriding import override
from desk_app.gui.presenters.application import ApplicationPresenter, Go, Step
from desk_app.gui.presenters.application_course import ApplicationCourse
from desk_app.gui.presenters.application_findings import ApplicationFindings
from desk_app.gui.presenters.case_slip_printing import CaseSlipPrinting
from desk_app.gui.presenters.intake_asking import SupplementOf
from desk_app.gui.presenters.letter_place import Owed
from desk_app.gui.shortcuts import Key
from desk_app.gui.theme import Size
from desk_app.gui.views.application_actions import ApplicationActions
from desk_app.gui.views.application_body import ApplicationBody
from desk_app.gui.views.application_header import ApplicationHeader
from desk_app.gui.views.application_list_pane import PANE, ApplicationListPane
from desk_app.gui.views.page_printing import PagePrinting
from desk_app.gui.views.section import SectionView
from desk_app.gui.widgets.buttons import ButtonKind, KeyButton
from desk_app.gui.widgets.remembered import WHOLE, Divided
from desk_app.gui.widgets.state_icon import StateIcon
from desk_app.gui.widgets.text import Text
from desk_app.gui.widgets.timeline import Timeline
from desk_app.gui.widgets.title_bar import TitleBar
from desk_app.i18n import dates
from desk_app.records.ids import ApplicationId
from desk_app.rules.findings.envelope import things_to_return
from desk_app.rules.letters_due import LetterDue
from desk_app.rules.situation import reply_target
from desk_app.rules.work_codes import What

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.gui.presenters.application_read import Opened
    from desk_app.gui.presenters.question import Question
    from desk_app.gui.workplace import Workplace

_CASE_ROOM = 640
"""What an application needs beside the list, in pixels at 100 %."""

_COURSE_WIDTH, _LEAST_COURSE = 320, 240
_SOON = 2


class ApplicationView(SectionView):
    """Shows one application and does its next step; Enter in a table opens what is chosen."""

    def __init__(self, work: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(work, parent)
        self.presenter = ApplicationPresenter(work, self)
        self.presenter.shown.connect(self._show)
        self._course_words = ApplicationCourse(self)
        self._finding_words = ApplicationFindings(self)
        self.doing = ApplicationActions(self.presenter, self)
        self.doing.asked.connect(self.ask)
        self.doing.went.connect(self._go)
        self.doing.stepped.connect(self.step)
        self.doing.slip_wanted.connect(self.print_slip)
        self.paper = PagePrinting(work, self, printing.system())
        self.case_slip = CaseSlipPrinting(work, self.paper.printing, self)
        self.actions_here = self.doing.table
        self._title = TitleBar()
        self._due = StateIcon(bold=True)
        self.pane = ApplicationListPane(work)
        self.pane.wanted.connect(self.open_thing)
        self.header = ApplicationHeader(
            work,
            (
                self.doing.table.button("comparison"),
                self.doing.table.button("next", ButtonKind.MAIN),
            ),
        )
        self.body = ApplicationBody(work)
        self.body.used.connect(self._use)
        self.body.finding_used.connect(self._use_finding)
        self.body.clause_wanted.connect(self.show_clause)
        self._course = Timeline(self.tr("Course"))
        self._course.setObjectName("course")
        self._lay_out()
        self._show(None)

    @override
    def open_thing(self, thing: object | None) -> None:
        if isinstance(thing, int):
            self.presenter.open(ApplicationId(thing))
            self.body.tables["claims"].setFocus()
        else:
            self.presenter.read_again()
        self.pane.seek(ApplicationId(thing) if isinstance(thing, int) else self._shown_id())

    @override
    def here(self) -> object | None:
        return self._shown_id()

    @override
    def read_again(self) -> None:
        self.presenter.read_again()
        self.pane.read_again()

    @override
    def to_search(self) -> None:
        self.pane.take_focus()

    @override
    def step(self, by: int) -> None:
        self.pane.step(by)

    @override
    def keys(self) -> Sequence[tuple[str, str]]:
        return (
            ("↑ ↓", self.tr("choose")),
            ("Tab", self.tr("next part")),
            ("Ctrl+↑ ↓", self.tr("previous, next application")),
            (shortcuts.label(Key.CLAUSE), self.tr("clause")),
            (shortcuts.label(Key.CLOSE), self.tr("back")),
        )

    def ask(self, question: Question) -> None:
        """Put a question; what it changes is read again by itself."""
        Ask(self.work, question, self).begin()

    def print_slip(self) -> None:
        """Ask for the printer of the slip that lies with the papers, once all are known."""
        opened = self.presenter.opened
        if opened is not None:
            self.paper.printing.ask_printers(partial(self._ask_to_print, opened.id))

    def show_clause(self, id_: str) -> None:
        """Show a clause as we state it."""
        opened = self.presenter.opened
        clause = (
            None if opened is None else self._finding_words.clause(id_, opened, self.work.language)
        )
        if clause is not None:
            ClauseDialog(clause, self).open()

    def _lay_out(self) -> None:
        self._more = KeyButton(self.tr("More"), icon="down")
        self._more.setObjectName("more")
        self._more.clicked.connect(self._open_more)
        self._title.add(self._due)
        self._inquire = self.doing.table.button("ask_department")
        self._title.add_button(self._inquire)
        self._sheet = self.doing.table.button("list_returns")
        self._title.add_button(self._sheet)
        self._title.add_button(self._more)
        screen = self.work.screen
        case = QWidget()
        right = QVBoxLayout(case)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._title)
        parts = ((self.pane, PANE), (case, WHOLE))
        self._across = Divided("application", screen, 1, parts, _CASE_ROOM, parent=self)
        title, request = self.tr("Parts of this page"), self.tr("Application")
        self._across.name_parts(title, self.tr("List"), request)
        column.addWidget(self._across, 1)
        right.addWidget(self.header)
        lower = ((self.body, WHOLE), (self._make_side(), _COURSE_WIDTH))
        below = Divided("course", screen, 0, lower, parent=case)
        below.name_parts(title, request, self.tr("Course"))
        below.stay_beside()
        right.addWidget(below, 1)

    def _make_side(self) -> QWidget:
        side = QWidget()
        side.setMinimumWidth(theme.px(_LEAST_COURSE))
        side.setProperty("ground", "base")
        side.setProperty("line", "left")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        down = QVBoxLayout(side)
        down.setContentsMargins(theme.px(16), theme.px(8), theme.px(8), theme.px(8))
        down.addWidget(Text(self.tr("Course"), Size.LABEL, bold=True))
        down.addWidget(self._course, 1)
        return side

    def _shown_id(self) -> ApplicationId | None:
        return None if self.presenter.opened is None else self.presenter.opened.id

    def _show(self, opened: Opened | None) -> None:
        self.header.show_application(opened)
        self.body.show_application(opened)
        self.doing.refresh()
        # As the next step it stands on the blue button already.
        next_ = None if opened is None else opened.examination.next.what
        self._inquire.setVisible(next_ != What.ASK_DEPARTMENT)
        self._sheet.setVisible(opened is not None and bool(things_to_return(opened.file)))
        number = "" if opened is None else opened.application.receipt_number
        self._title.say(self.tr("Application {number}").format(number=number) if number else "")
        self._show_due(opened)
        self.pane.mark(self._shown_id())
        if opened is not None:
            moments = self._course_words.moments(opened, self.work.language)
            self._course.show_moments(moments)
        self.keys_changed.emit()

    def _show_due(self, opened: Opened | None) -> None:
        by = None if opened is None else opened.examination.next.by
        self._due.setVisible(by is not None)
        if opened is None or by is None:
            return
        if opened.examination.next.what == What.KEEP:
            day = dates.full(by, self.work.language)
            self._due.show_state(Mark.OK, self.tr("Kept until {day}").format(day=day))
            return
        left = (by - self.work.today).days
        mark = Mark.OVERDUE if left < 0 else Mark.DUE if left <= _SOON else Mark.WAITING
        day = dates.near(by, self.work.today, self.work.language)
        # One day has one name on the page: in the course it is the reply target too.
        of_reply = by == reply_target(opened.situation)
        said = self.tr("Reply by {day}, {left}") if of_reply else self.tr("By {day}, {left}")
        told = said.format(day=day, left=words.inside(days_left(by, self.work.today)))
        self._due.show_state(mark, told)

    def _go(self, where: object) -> None:
        """Go to a page with what its step names, or with the application itself."""
        step = where if isinstance(where, Step) else Step(Go(where))
        id_ = self._shown_id()
        thing = step.thing if step.thing is not None else id_
        opened = self.presenter.opened
        if step.go is Go.SUPPLEMENT and opened is not None:
            self.work.open_intake.emit(SupplementOf.to(opened.application))
        elif step.go is Go.COMPARISON and id_ is not None:
            self.work.open_comparison.emit(id_)
        elif step.go is Go.DECISION and id_ is not None:
            self.work.open_decision.emit(id_)
        elif step.go is Go.LETTERS:
            self.work.open_letters.emit(thing)

    def _ask_to_print(self, id_: ApplicationId) -> None:
        self.paper.ask(self.case_slip.question(id_))

    def _use(self, table: str, id_: object) -> None:
        if table == "claims":
            self._go(Go.DECISION)
        elif isinstance(id_, LetterDue) and (shown := self._shown_id()) is not None:
            self.work.open_letters.emit(Owed(shown, id_.kind, id_.claims))
        elif table == "letters":
            self.work.open_letters.emit(id_)
        elif table == "papers" and self.presenter.opened is not None:
            question = self.presenter.read_question(self.presenter.opened, id_)
            if question is not None:
                self.ask(question)
        elif table == "inquiries" and self.doing.table["record_answer"].isEnabled():
            self.doing.table["record_answer"].trigger()

    def _use_finding(self, key: str) -> None:
        step = self.presenter.question_of(key)
        if step.question is not None:
            self.ask(step.question)
        elif step.go is Go.COMPARISON:
            self._go(step)

    def _open_more(self) -> None:
        self.doing.more.popup(self._more.mapToGlobal(QPoint(0, self._more.height())))
