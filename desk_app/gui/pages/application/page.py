# SPDX-License-Identifier: MIT
"""One application: the list beside it, its state in plain lines, its course, the next step."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from desk_app.desk.rows import COUNT_CAP, Filter, Order, Window
from desk_app.gui import words
from desk_app.gui.asking import Ask, ClauseDialog
from desk_app.gui.case.course import ApplicationCourse
from desk_app.gui.case.finding import CodeSearch
from desk_app.gui.case.letters import Owed
from desk_app.gui.case.read import ApplicationColumns, ApplicationList, days_left
from desk_app.gui.case.telling import ApplicationAxes, ApplicationFindings, ApplicationTables, Cells
from desk_app.gui.kit import shortcuts, theme
from desk_app.gui.kit.actions import ActionLine, ActionTable
from desk_app.gui.kit.boxes import STRETCH, dress, in_column, in_row
from desk_app.gui.kit.buttons import ButtonKind, KeyButton
from desk_app.gui.kit.columns import RowsModel
from desk_app.gui.kit.facts import AxisPanel, Timeline
from desk_app.gui.kit.findings import FindingsList
from desk_app.gui.kit.layout import WHOLE, Divided, FlowLayout, PageScroll, TitleBar
from desk_app.gui.kit.painting import Mark
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.search import SearchField
from desk_app.gui.kit.shortcuts import Key
from desk_app.gui.kit.states import StateIcon
from desk_app.gui.kit.table import CardTable, CellDelegate, ListTable, TwoLineDelegate
from desk_app.gui.kit.text import Text
from desk_app.gui.kit.theme import Size
from desk_app.gui.page import SectionView, SupplementOf
from desk_app.gui.pages.application.book import ApplicationPresenter, Go, Step
from desk_app.gui.printing import spooler
from desk_app.gui.printing.own_pages import PagePrinting
from desk_app.i18n import dates, messages
from desk_app.records.base import ApplicationId
from desk_app.rules.deadlines import age_on
from desk_app.rules.findings.envelope import things_to_return
from desk_app.rules.letters_due import LetterDue
from desk_app.rules.situation import reply_target
from desk_app.rules.work_codes import What
from desk_app.rules.workflow.attempt import Verb

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QResizeEvent, QShowEvent

    from desk_app.gui.asking import Question
    from desk_app.gui.case.read import Opened
    from desk_app.gui.kit.columns import Column
    from desk_app.gui.session import Workplace
    from desk_app.records.history import DepartmentInquiry


class FittedFindings(FindingsList):
    """Never scrolls by itself: the page around it does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        model = self.model()
        model.layoutChanged.connect(self.fit)
        model.dataChanged.connect(self.fit)
        model.modelReset.connect(self.fit)

    def fit(self) -> None:
        """Take the height that the cards need at this width."""
        heights = (self.sizeHintForRow(row) for row in range(self.model().rowCount()))
        self.setFixedHeight(sum(heights) + 2)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()


# The head of an application: who it is, where, who asks, and the next step as main button.


_HEIGHT = 80


class ApplicationHeader(QWidget):
    """Names and addresses wrap; nothing of them is cut."""

    def __init__(
        self, work: Workplace, buttons: Sequence[KeyButton], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._work = work
        dress(self, ground="base", line="bottom")
        self.setMinimumHeight(theme.px(_HEIGHT))
        self._name = Text("", Size.TITLE, bold=True, wrap=True)
        self._about = Text("", tone="text2", wrap=True)
        self._where = Text("", tone="text2", wrap=True)
        self._sender = Text("", tone="text2", wrap=True)
        self._next = Text("", Size.LABEL, wrap=True)
        words = in_column(
            None,
            STRETCH,
            _side_by_side(self._name, self._about),
            _side_by_side(self._where, self._sender),
            self._next,
            STRETCH,
            gap=2,
        )
        row = in_row(self, (words, 1), gap=8, edge=(16, 8, 16, 8))
        for button in buttons:
            row.addWidget(button)

    def show_application(self, opened: Opened | None) -> None:
        """Show an application, or nothing."""
        if opened is None:
            for part in (self._name, self._about, self._where, self._sender, self._next):
                part.setText("")
            return
        principal = opened.application.principal
        self._name.setText(principal.name)
        self._about.setText(
            "  ".join(part for part in (principal.kana, self._born(opened)) if part)
        )
        code = f"〒{principal.postal_code}" if principal.postal_code else ""
        self._where.setText("  ".join(part for part in (code, principal.address) if part))
        for part in (self._about, self._where):
            part.setVisible(bool(part.text()))
        self._sender.setText(self._from(opened))
        told = messages.next_step(opened.examination.next, self._work.language)
        self._next.setText(self.tr("Next: {what}").format(what=told.title))
        self._next.setToolTip(told.detail)
        self._next.setAccessibleDescription(told.detail)

    def _born(self, opened: Opened) -> str:
        born = opened.application.principal.born
        if born is None:
            return ""
        age = age_on(born, opened.application.received_on)
        told = dates.full(born, self._work.language)
        return self.tr("born {day} (%n on arrival)", "", age).format(day=told)

    def _from(self, opened: Opened) -> str:
        application, language = opened.application, self._work.language
        proxy = application.proxy
        sender = (
            self.tr("By the principal")
            if proxy is None
            else self.tr("By {kind} {name}").format(
                kind=messages.word(proxy.kind, language), name=proxy.name
            )
        )
        arrived = self.tr("arrived by {kind}").format(
            kind=messages.word(opened.file.mail[0].kind, language)
        )
        return f"{sender}  {arrived}"


def _side_by_side(*parts: Text) -> FlowLayout:
    """Lay out texts in one line, or one under the other."""
    line = FlowLayout(theme.px(8), theme.px(2))
    for part in parts:
        line.addWidget(part)
    return line


# The body of an application: what it says, the five axes, claims, findings, papers, letters.


_NAMES = ("claims", "papers", "letters", "inquiries", "corrections")


class ApplicationBody(PageScroll):
    """Scrolls as one page; each table is a Tab stop of its own.

    ``used`` carries the name of a table and the id of the row that was opened in it,
    ``finding_used`` the key of a finding, ``clause_wanted`` the id of a clause.
    """

    used = Signal(str, object)
    finding_used = Signal(str)
    clause_wanted = Signal(str)

    def __init__(self, work: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._opened: Opened | None = None
        self._axes = ApplicationAxes(self)
        self._words = ApplicationTables(self)
        self._finding_words = ApplicationFindings(self)
        self.axes = AxisPanel()
        self.axes.setObjectName("axes")
        self.axes.clause_wanted.connect(self.clause_wanted)
        self.findings = FittedFindings()
        self.findings.setObjectName("findings")
        self.findings.field_wanted.connect(self.finding_used)
        self.findings.clause_wanted.connect(self.clause_wanted)
        self._inside = QWidget()
        self._titles = {"findings": Text(self.tr("Findings"), Size.LABEL, bold=True)}
        self.tables: dict[str, CardTable] = {}
        self._models: dict[str, RowsModel[Cells]] = {}
        self._make_table("claims", self.tr("Claims"), self._words.claim_columns())
        self._make_table("papers", self.tr("Papers"), self._words.paper_columns())
        self._make_table("letters", self.tr("Letters"), self._words.letter_columns())
        self._make_table("inquiries", self.tr("Departments"), self._words.inquiry_columns())
        self._make_table("corrections", self.tr("Corrections"), self._words.correction_columns())
        self._lay_out()
        self.show_application(None)

    def show_application(self, opened: Opened | None) -> None:
        """Show an application, or nothing; another one from its top."""
        before, self._opened = self._opened, opened
        self._inside.setVisible(opened is not None)
        if opened is None:
            self.findings.clear()
            for model in self._models.values():
                model.clear()
            return
        language = self._work.language
        self.axes.show_axes(self._axes.lines(opened, language))
        # Their places are kept under the pointer, but not those of another application.
        same = before is not None and before.id == opened.id
        self.findings.show_findings(self._finding_words.lines(opened, language), hold=same)
        rows = {
            "claims": self._words.claims(opened, language),
            "papers": self._words.papers(opened, language),
            "letters": self._words.letters(opened, language),
            "inquiries": self._words.inquiries(opened, language),
            "corrections": self._words.corrections(opened, language),
        }
        for name, shown in rows.items():
            self._models[name].show_rows(shown)
            self.tables[name].setVisible(bool(shown))
            self._titles[name].setVisible(bool(shown))
        if not self.tables["claims"].currentIndex().isValid():
            self.tables["claims"].choose(0)
        if not same:
            self.verticalScrollBar().setValue(0)

    def current(self, name: str) -> object | None:
        """Return the id of the current row of a table."""
        return self.tables[name].current_id()

    def _make_table(self, name: str, title: str, columns: list[Column[Cells]]) -> None:
        self._titles[name] = Text(title, Size.LABEL, bold=True)
        self.tables[name] = table = CardTable(title)
        table.setObjectName(name)
        table.setItemDelegate(CellDelegate(table))
        table.opened.connect(lambda id_: self.used.emit(name, id_))
        self._models[name] = RowsModel(columns, lambda row: row.id, parent=self)
        table.show_model(self._models[name], columns)

    def _lay_out(self) -> None:
        inside = self._inside
        dress(inside, ground="window")
        self.setWidget(inside)
        column = in_column(
            inside,
            Text(self.tr("State"), Size.LABEL, bold=True),
            self.axes,
            gap=4,
            edge=(16, 8, 16, 16),
        )
        order = (
            ("claims", self.tables["claims"]),
            ("findings", self.findings),
            ("inquiries", self.tables["inquiries"]),
            ("papers", self.tables["papers"]),
            ("letters", self.tables["letters"]),
            ("corrections", self.tables["corrections"]),
        )
        for name, widget in order:
            column.addSpacing(theme.px(4))
            column.addWidget(self._titles[name])
            column.addWidget(widget)
        column.addStretch(1)


# The list beside an open application: search, two lines each, the open one marked.


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
        dress(self, ground="base", line="right")
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
        head = in_column(None, self.search, self._count, gap=8, edge=(12, 12, 12, 8))
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


# What can be done with an open application: in menus, on keys, with the reason why not.


_ELSEWHERE = (
    Verb.ACKNOWLEDGE,
    Verb.GIVE_NOTICE,
    Verb.GIVE_DELAY,
    Verb.PROPOSE,
    Verb.APPROVE,
    Verb.ISSUE_LETTER,
    Verb.PRINT_LETTER,
    Verb.POST,
    Verb.SEND_AGAIN,
)
"""What is done on another page; the menu goes there whenever the workflow allows it."""


@dataclass(frozen=True, slots=True)
class _Doing:
    """A verb of the menu, and the question that it begins with.

    ``is_asked`` says whether there is one, where that is known without writing it.
    """

    verb: Verb
    question: Callable[[Opened], Question | None]
    icon: str = ""
    key: Key | None = None
    is_asked: Callable[[Opened], bool] | None = None


class ApplicationActions(QObject):
    """Makes the actions; ``asked`` carries a question, ``went`` a place to go to.

    ``slip_wanted`` asks for the slip that lies with the papers (P4).
    """

    slip_wanted = Signal()
    asked = Signal(object)
    went = Signal(object)
    stepped = Signal(int)

    def __init__(self, presenter: ApplicationPresenter, view: QWidget) -> None:
        super().__init__(view)
        self._presenter = presenter
        self._doings = {doing.verb.value: doing for doing in self._verbs()}
        self.table = ActionTable(
            [
                *self._pages(),
                *map(self._line, self._doings.values()),
                *map(self._going, _ELSEWHERE),
                *self._steps(),
            ],
            view,
        )
        self.more = QMenu(view)
        self.more.setToolTipsVisible(True)
        self.table.fill(self.more, "application")

    def refresh(self) -> None:
        """Ask of every action whether it can be done now, and say why not."""
        self.table.refresh()
        opened = self._presenter.opened
        step = self._presenter.next_step()
        self.table["next"].setText(step.word or self.tr("Nothing to be done"))
        self.table["next"].setVisible(step.go is not Go.NOWHERE)
        for verb in _ELSEWHERE:
            self.table[verb.value].setVisible(self._elsewhere(verb))
        language = self._presenter.work.language
        for name, doing in self._doings.items():
            why = "" if opened is None else opened.why_not(doing.verb, language)
            self.table[name].setToolTip(why or self.table[name].text())
            self.table[name].setStatusTip(why)

    def _verbs(self) -> tuple[_Doing, ...]:
        presenter = self._presenter
        return (
            _Doing(Verb.ASK_DEPARTMENT, presenter.questions.ask_department, "inquiry"),
            _Doing(
                Verb.RECORD_ANSWER,
                self._of_inquiry(presenter.questions.answer),
                key=Key.ANSWER,
            ),
            _Doing(Verb.CHASE_DEPARTMENT, self._of_inquiry(presenter.questions.chase)),
            _Doing(
                Verb.READ_PAPER,
                presenter.read_question,
                is_asked=lambda opened: presenter.reading.unread(opened) is not None,
            ),
            _Doing(
                Verb.CORRECT,
                presenter.corrections.correct,
                "edit",
                Key.EDIT,
                is_asked=lambda _: True,
            ),
            _Doing(Verb.JUDGE, self._first_verdict),
            _Doing(Verb.ALLOT, presenter.papers.allot),
            _Doing(Verb.MOVE_SUPPLEMENT, presenter.papers.move_supplement),
            _Doing(Verb.CONFIRM_LAPSE, presenter.questions.confirm_lapse),
            _Doing(Verb.CONFIRM_WITHDRAWAL, presenter.questions.confirm_withdrawal),
            _Doing(Verb.LIST_RETURNS, presenter.letters.cover_sheet, "back"),
            _Doing(Verb.RETURN_THINGS, presenter.letters.return_things),
        )

    def _line(self, doing: _Doing) -> ActionLine:
        return ActionLine(
            doing.verb.value,
            messages.label(doing.verb, self._presenter.work.language),
            lambda: self._ask(doing),
            doing.key,
            doing.icon,
            "application",
            enabled=lambda: self._may(doing),
            divided=doing.verb in {Verb.ASK_DEPARTMENT, Verb.READ_PAPER, Verb.CONFIRM_LAPSE},
        )

    def _going(self, verb: Verb) -> ActionLine:
        """Return the line of a verb that another page does: there only while it can be done."""
        return ActionLine(
            verb.value,
            messages.label(verb, self._presenter.work.language),
            lambda: self.went.emit(self._presenter.step_of(verb)),
            menu="application",
            enabled=lambda: self._elsewhere(verb),
            divided=verb is _ELSEWHERE[0],
        )

    def _pages(self) -> list[ActionLine]:
        return [
            ActionLine("next", self.tr("Next step"), self._next, Key.MAIN),
            ActionLine(
                "comparison",
                self.tr("Compare by eye"),
                lambda: self.went.emit(Go.COMPARISON),
                Key.COMPARISON,
                "eye",
                "application",
                enabled=self._is_open,
            ),
            ActionLine(
                "decision",
                self.tr("To the decision page"),
                lambda: self.went.emit(Go.DECISION),
                Key.DECISION,
                "edit",
                "application",
                enabled=self._has_claims,
            ),
            ActionLine(
                "letters",
                self.tr("Letters of this application"),
                lambda: self.went.emit(Go.LETTERS),
                Key.PRINT,
                "letter",
                "application",
                enabled=self._has_letters,
            ),
            ActionLine(
                "supplement",
                self.tr("Log a supplement"),
                lambda: self.went.emit(Go.SUPPLEMENT),
                Key.LOG_SUPPLEMENT,
                "clip",
                "application",
            ),
            ActionLine(
                "caseSlip",
                self.tr("Print the case slip"),
                self.slip_wanted.emit,
                None,
                "print",
                "application",
                enabled=self._is_open,
            ),
        ]

    def _steps(self) -> list[ActionLine]:
        return [
            ActionLine(
                "previousApplication",
                self.tr("Previous application"),
                lambda: self.stepped.emit(-1),
                Key.PREVIOUS_APPLICATION,
                menu="go",
            ),
            ActionLine(
                "nextApplication",
                self.tr("Next application"),
                lambda: self.stepped.emit(1),
                Key.NEXT_APPLICATION,
                menu="go",
            ),
        ]

    def _of_inquiry(
        self, question: Callable[[Opened, DepartmentInquiry], Question]
    ) -> Callable[[Opened], Question | None]:
        def of_waiting(opened: Opened) -> Question | None:
            inquiry = self._presenter.waiting_inquiry()
            return None if inquiry is None else question(opened, inquiry)

        return of_waiting

    def _first_verdict(self, opened: Opened) -> Question | None:
        waiting = self._presenter.judging.open(opened)
        return self._presenter.judging.question(opened, *waiting[0]) if waiting else None

    def _next(self) -> None:
        step = self._presenter.next_step()
        if step.question is not None:
            self.asked.emit(step.question)
        elif step.go is not Go.NOWHERE:
            self.went.emit(step)

    def _ask(self, doing: _Doing) -> None:
        opened = self._presenter.opened
        question = None if opened is None else doing.question(opened)
        if question is not None:
            self.asked.emit(question)

    def _may(self, doing: _Doing) -> bool:
        opened = self._presenter.opened
        if opened is None or not (opened.may(doing.verb) or opened.could(doing.verb)):
            return False
        if doing.is_asked is not None:
            return doing.is_asked(opened)
        return doing.question(opened) is not None

    def _elsewhere(self, verb: Verb) -> bool:
        return self._presenter.step_of(verb).go is not Go.NOWHERE

    def _is_open(self) -> bool:
        return self._presenter.opened is not None

    def _has_claims(self) -> bool:
        opened = self._presenter.opened
        return opened is not None and bool(opened.application.claims)

    def _has_letters(self) -> bool:
        opened = self._presenter.opened
        return opened is not None and bool(opened.file.letters or opened.owed)


_CASE_ROOM = 640
"""What an application needs beside the list, in pixels at 100 %."""

_COURSE_WIDTH, _LEAST_COURSE = 320, 240
_SOON = 2


class ApplicationView(SectionView):
    """Shows one application and does its next step; Enter in a table opens what is chosen."""

    narrowed_by = ("searchBeside",)

    def __init__(self, work: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(work, parent)
        self.presenter = ApplicationPresenter(work, self)
        self.presenter.shown.connect(self._show)
        self._course_words = ApplicationCourse(self)
        self._finding_words = ApplicationFindings(self)
        self.verbs = ApplicationActions(self.presenter, self)
        self.doing = self.verbs.table
        self.verbs.asked.connect(self.ask)
        self.verbs.went.connect(self._go)
        self.verbs.stepped.connect(self.step)
        self.verbs.slip_wanted.connect(self.print_slip)
        self.paper = PagePrinting(work, self, spooler.system())
        self._title = TitleBar()
        self._due = StateIcon(bold=True)
        self.pane = ApplicationListPane(work)
        self.pane.wanted.connect(self.open_thing)
        self.header = ApplicationHeader(
            work,
            (
                self.verbs.table.button("comparison"),
                self.verbs.table.button("next", ButtonKind.MAIN),
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
            self.paper.printing.ask_printers(partial(self.paper.ask_for_case_slip, opened.id))

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
        self._inquire = self.verbs.table.button("ask_department")
        self._title.add_button(self._inquire)
        self._sheet = self.verbs.table.button("list_returns")
        self._title.add_button(self._sheet)
        self._title.add_button(self._more)
        screen = self.work.screen
        case = QWidget()
        right = in_column(case, gap=0, edge=0)
        column = in_column(self, self._title, gap=0, edge=0)
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
        dress(side, ground="base", line="left")
        in_column(
            side,
            Text(self.tr("Course"), Size.LABEL, bold=True),
            (self._course, 1),
            edge=(16, 8, 8, 8),
        )
        return side

    def _shown_id(self) -> ApplicationId | None:
        return None if self.presenter.opened is None else self.presenter.opened.id

    def _show(self, opened: Opened | None) -> None:
        self.header.show_application(opened)
        self.body.show_application(opened)
        self.verbs.refresh()
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
        elif table == "inquiries" and self.verbs.table["record_answer"].isEnabled():
            self.verbs.table["record_answer"].trigger()

    def _use_finding(self, key: str) -> None:
        step = self.presenter.question_of(key)
        if step.question is not None:
            self.ask(step.question)
        elif step.go is Go.COMPARISON:
            self._go(step)

    def _open_more(self) -> None:
        self.verbs.more.popup(self._more.mapToGlobal(QPoint(0, self._more.height())))
