# SPDX-License-Identifier: MIT
"""One application: the list beside it, its state in plain lines, its course, the next step."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QWidget

from desk_app.desk import scans
from desk_app.gui import words
from desk_app.gui.asking import ClauseDialog
from desk_app.gui.case.caring import carer_told
from desk_app.gui.case.course import ApplicationCourse
from desk_app.gui.case.finding import CodeSearch
from desk_app.gui.case.letters import Owed
from desk_app.gui.case.read import ApplicationColumns, ApplicationList, days_left, next_told
from desk_app.gui.case.scans.attaching import AttachScan, draft_of
from desk_app.gui.case.scans.left_files import LeftFilesLine
from desk_app.gui.case.telling import ApplicationAxes, ApplicationFindings, ApplicationTables, Cells
from desk_app.gui.kit.display.axes import AxisPanel
from desk_app.gui.kit.display.findings import FindingsList
from desk_app.gui.kit.display.next_step import NextStep, NextTold
from desk_app.gui.kit.display.timeline import Timeline
from desk_app.gui.kit.fields.search import SearchField
from desk_app.gui.kit.files import OpenScanFile, documents
from desk_app.gui.kit.layout import shortcuts
from desk_app.gui.kit.layout.actions import DoableMenu
from desk_app.gui.kit.layout.boxes import STRETCH, dress, in_column
from desk_app.gui.kit.layout.buttons import ButtonKind, KeyButton
from desk_app.gui.kit.layout.layout import WHOLE, Divided, FlowLayout, PageScroll, TitleBar
from desk_app.gui.kit.layout.shortcuts import Key
from desk_app.gui.kit.look import theme
from desk_app.gui.kit.look.painting import Mark
from desk_app.gui.kit.look.states import StateIcon
from desk_app.gui.kit.look.text import Text
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.tables.columns import Column, RowsModel
from desk_app.gui.kit.tables.table import DENSE, CardTable, ListTable, TwoLineDelegate
from desk_app.gui.page import Place, ReadingOf, SectionView, SupplementOf
from desk_app.gui.pages.application.book import ApplicationBook, CaseStep, Go
from desk_app.gui.pages.application.questions import filing_told
from desk_app.gui.pages.application.scan_dialog import FileDrop, KeptScans
from desk_app.gui.printing import spooler
from desk_app.gui.printing.evidence import EvidenceLeaving
from desk_app.gui.printing.own_pages import PagePrinting
from desk_app.i18n import dates, messages
from desk_app.records.base import ApplicationId
from desk_app.rules.case.deadlines import age_on
from desk_app.rules.findings.envelope import things_to_return
from desk_app.rules.letters.letters_due import LetterDue
from desk_app.rules.rulebook.terms import Duty
from desk_app.rules.situation.situation import reply_target
from desk_app.rules.work_codes import DueKind, What, due_kind
from desk_app.rules.workflow.attempt import Verb

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QResizeEvent, QShowEvent

    from desk_app.gui.asking import Question
    from desk_app.gui.case.read import Opened
    from desk_app.gui.session.session import Session
    from desk_app.records.case.history import DepartmentInquiry
    from desk_app.rules.case.repeats import Repeated


class FittedFindings(FindingsList):
    """Never scrolls by itself: the page around it does."""

    def __init__(self) -> None:
        super().__init__()
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


# The head of an application: who it is, where, who asks.


_HEIGHT = 56


class ApplicationHeader(QWidget):
    """Names and addresses wrap; nothing of them is cut."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        dress(self, ground="base", line="bottom")
        self.setMinimumHeight(theme.px(_HEIGHT))
        self._name = Text("", Size.TITLE, bold=True, wrap=True)
        self._kana = Text("", tone="text2", wrap=True)
        self._about = Text("", tone="text2", wrap=True)
        self._where = Text("", tone="text2", wrap=True)
        self._person = (self._name, self._kana, self._about, self._where)
        self._sender = Text("", tone="text2", wrap=True)
        self._carer = Text("", tone="text2", wrap=True)
        self._carer.setObjectName("carer")
        self._filed = Text("", tone="text2", wrap=True)
        self._filed.setObjectName("filed")
        lines = (
            _side_by_side(self._name, self._kana, self._about),
            _side_by_side(self._where, self._sender, self._carer, self._filed),
        )
        in_column(self, STRETCH, *lines, STRETCH, gap=2, edge=(16, 8, 16, 8))

    def show_application(self, opened: Opened | None) -> None:
        """Show an application, or nothing."""
        if opened is None:
            for part in (*self._person, self._sender, self._carer, self._filed):
                part.setText("")
            return
        principal = opened.application.principal
        self._name.setText(principal.name)
        self._kana.setText(principal.kana)
        self._about.setText(self._born(opened))
        code = f"〒{principal.postal_code}" if principal.postal_code else ""
        self._where.setText(f"{code}  {principal.address}".strip())
        for part in (self._kana, self._about, self._where):
            part.setVisible(bool(part.text()))
        self._sender.setText(self._from(opened))
        today, language = self._session.today, self._session.language
        me = opened.actor.id
        self._carer.setText(carer_told(opened.team, opened.carer, today, language, me))
        self._filed.setText(filing_told(opened.filing))
        self._filed.setVisible(bool(self._filed.text()))

    def _born(self, opened: Opened) -> str:
        born = opened.application.principal.born
        if born is None:
            return ""
        age = age_on(born, opened.application.received_on)
        told = dates.full(born, self._session.language)
        return self.tr("born {day} (%n on arrival)", "", age).format(day=told)

    def _from(self, opened: Opened) -> str:
        application, language = opened.application, self._session.language
        kind = messages.word(opened.file.mail[0].kind, language)
        arrived = self.tr("arrived by {kind}").format(kind=kind)
        if (proxy := application.proxy) is None:
            return f"{self.tr('By the principal')}  {arrived}"
        acts = self.tr("By {kind} {name}")
        sender = acts.format(kind=messages.word(proxy.kind, language), name=proxy.name)
        return f"{sender}  {arrived}"


def _side_by_side(*parts: Text) -> FlowLayout:
    """Lay out texts in one line, or one under the other."""
    line = FlowLayout(theme.px(8), theme.px(2))
    for part in parts:
        line.addWidget(part)
    return line


# The body of an application: what it says, the five axes, claims, findings, papers, letters.


_ORDER = ("claims", "papers", "letters", "findings", "inquiries", "came_from", "corrections")
"""What is in the folder and what went out stand above the fold; the axes say what was found."""


class ApplicationBody(PageScroll):
    """Scrolls as one page; each table is a Tab stop of its own.

    ``used`` carries the name of a table and the id of the row that was opened in it,
    ``finding_used`` the key of a finding, ``clause_wanted`` the id of a clause.
    """

    used = Signal(str, object)
    finding_used = Signal(str)
    clause_wanted = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._opened: Opened | None = None
        self._repeated: tuple[Repeated, ...] = ()
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
        self._make_tables()
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
        language = self._session.language
        self.axes.show_axes(ApplicationAxes(opened, language).beside_findings())
        # Their places are kept under the pointer, but not those of another application.
        same = before is not None and before.id == opened.id
        if not same:
            self._repeated = ()
        self._show_findings(opened, hold=same)
        told = ApplicationTables(opened, language)
        rows = {
            "claims": told.claims(),
            "papers": told.papers(),
            "letters": told.letters(),
            "inquiries": told.inquiries(),
            "came_from": told.came_from(),
            "corrections": told.corrections(),
        }
        for name, shown in rows.items():
            self._models[name].show_rows(shown)
            self.tables[name].setVisible(bool(shown))
            self._titles[name].setVisible(bool(shown))
        if not self.tables["claims"].currentIndex().isValid():
            self.tables["claims"].choose(0)
        if not same:
            self.verticalScrollBar().setValue(0)

    def show_repeated(self, opened: Opened) -> None:
        """Show among the findings what the same person asked for before."""
        before, self._repeated = self._repeated, opened.beside.repeated
        if self._repeated != before:
            self._show_findings(opened, hold=True)

    def _show_findings(self, opened: Opened, *, hold: bool) -> None:
        told = ApplicationFindings(opened, self._session.language)
        known = told.repeated(self._repeated)
        lines = (*told.lines(), *((known,) if known is not None else ()))
        self.findings.show_findings(lines, hold=hold)

    def current(self, name: str) -> object | None:
        """Return the id of the current row of a table."""
        return self.tables[name].current_id()

    def _make_tables(self) -> None:
        """Make the tables with the titles and widths of their columns; one shows the state."""
        claims = (
            (self.tr("Claim"), 124),
            (self.tr("What data"), 0),
            (self.tr("Decision"), 112),
            (self.tr("Ground"), 104),
            (self.tr("State"), 104),
        )
        self._make_table("claims", self.tr("Claims"), claims, marked=4)
        inquiries = (
            (self.tr("Department"), 136),
            (self.tr("Asked"), 96),
            (self.tr("State"), 104),
            (self.tr("Answer"), 0),
        )
        self._make_table("inquiries", self.tr("Departments"), inquiries, marked=2)
        came_from = (
            (self.tr("Inquiry"), 112),
            (self.tr("What it is"), 136),
            (self.tr("What was said"), 0),
            (self.tr("State"), 104),
        )
        self._make_table("came_from", self.tr("Came from"), came_from, marked=3)
        papers = (
            (self.tr("Paper"), 0),
            (self.tr("Arrived"), 84),
            (self.tr("Original?"), 80),
            (self.tr("Where it is"), 96),
            (self.tr("Use"), 0),
        )
        self._make_table("papers", self.tr("Papers"), papers)
        letters = (
            (self.tr("Document"), 136),
            (self.tr("Letter"), 0),
            (self.tr("State"), 104),
            (self.tr("Posting"), 160),
        )
        self._make_table("letters", self.tr("Letters"), letters, marked=2)
        corrections = (
            (self.tr("Corrected"), 152),
            (self.tr("Old value"), 0),
            (self.tr("New value"), 0),
            (self.tr("Reason"), 120),
            (self.tr("By"), 96),
        )
        self._make_table("corrections", self.tr("Corrections"), corrections)

    def _make_table(
        self, name: str, title: str, heads: Sequence[tuple[str, int]], marked: int | None = None
    ) -> None:
        columns = [
            _column(place, head, width, marked=place == marked)
            for place, (head, width) in enumerate(heads)
        ]
        self._titles[name] = Text(title, Size.LABEL, bold=True)
        self._models[name] = RowsModel(columns, lambda row: row.id, parent=self)
        self.tables[name] = table = CardTable.of(self._models[name], title, name, DENSE)
        table.opened.connect(lambda id_: self.used.emit(name, id_))

    def _lay_out(self) -> None:
        dress(self._inside, ground="window")
        self.setWidget(self._inside)
        state = Text(self.tr("State"), Size.LABEL, bold=True)
        column = in_column(self._inside, state, self.axes, gap=4, edge=(16, 12, 16, 16))
        shown: dict[str, QWidget] = {"findings": self.findings, **self.tables}
        for name in _ORDER:
            column.addSpacing(theme.px(12))
            column.addWidget(self._titles[name])
            column.addWidget(shown[name])
        column.addStretch(1)


def _column(place: int, title: str, width: int, *, marked: bool) -> Column[Cells]:
    return Column(
        str(place),
        title,
        lambda row: row.texts[place],
        width,
        detail=lambda row: row.details[place] if place < len(row.details) else "",
        tip=lambda row: row.tips.get(place, ""),
        mark=(lambda row: row.mark) if marked else None,
    )


# The list beside an open application: search, two lines each, the open one marked.


PANE, _LEAST = 296, 240
"""Pixels at 100 %, before a clerk draws it wider or narrower."""

_ROW = 56


class ApplicationListPane(QWidget):
    """Says ``wanted`` with the id of an application that is to be shown."""

    wanted = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        columns = ApplicationColumns(session.language, lambda: session.today, self)
        self.book = ApplicationList(session, columns.of_list(), self)
        self.book.shown.connect(self._shown)
        self._current: ApplicationId | None = None
        self._seeks = True
        self.setMinimumWidth(theme.px(_LEAST))
        dress(self, ground="base", line="right")
        self.search = SearchField()
        self.search.setPlaceholderText(self.tr("Name, kana, number"))
        self.search.setAccessibleName(self.tr("Search applications"))
        self.search.setObjectName("searchBeside")
        self._codes = CodeSearch(self.search, session, self)
        self._codes.found.connect(session.open_application)
        self._codes.wanted.connect(self.book.find)
        self._codes.down.connect(self._to_list)
        self._codes.ended.connect(self.book.ask_sole)
        self.book.sole.connect(self._open_sole)
        self._count = Text("", Size.LABEL, "text2", wrap=True)
        self._make_list()
        self._lay_out()
        self._show_count()

    def read_again(self) -> None:
        """Read the list again; what changes is read again by itself."""
        self.book.read_again()

    def mark(self, current: ApplicationId | None) -> None:
        """Mark the open application, as far as the list holds it."""
        self._current, before = current, self.list.current_id()
        row = None if current is None else self.book.model.row_of(current)
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
        id_ = self.book.model.id_at(row)
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
        model, name = self.book.model, "applicationsBeside"
        self.list = ListTable.of(model, self.tr("Applications"), name, _ROW)
        self.list.setItemDelegate(TwoLineDelegate(self.list))
        self.list.horizontalHeader().hide()
        # Rows grow by their width: a bar that comes later would leave their ends cut off.
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.list.let_rows_grow()
        self.list.opened.connect(self._open)
        self.list.clicked.connect(lambda: self._open(self.list.current_id()))

    def _lay_out(self) -> None:
        head = in_column(None, self.search, self._count, gap=8, edge=(12, 12, 12, 8))
        # The line at the right is one pixel wide at every size.
        in_column(self, head, (self.list, 1), gap=0).setContentsMargins(0, 0, 1, 0)

    def _to_list(self) -> None:
        self.list.setFocus()
        if not self.list.currentIndex().isValid():
            self.list.choose(0)

    def _shown(self) -> None:
        self._show_count()
        self.mark(self._current)

    def _show_count(self) -> None:
        self._count.setText(self._codes.trouble() or self.book.counted())

    def _open_sole(self, id_: object) -> None:
        if self.search.hasFocus() or self.list.hasFocus():
            self._open(id_)

    def _open(self, id_: object) -> None:
        if id_ is not None:
            self.wanted.emit(id_)


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

_CASE_ROOM = 640
"""What an application needs beside the list, in pixels at 100 %."""

_COURSE_WIDTH, _LEAST_COURSE = 320, 240
_SOON = 2


class ApplicationView(SectionView):
    """Shows one application and does its next step; Enter in a table opens what is chosen."""

    place = Place.APPLICATION
    under = Place.APPLICATIONS
    narrowed_by = ("searchBeside",)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.book = ApplicationBook(session, self)
        self.book.shown.connect(self._show)
        self._to_read: ReadingOf | None = None
        self.evidence = EvidenceLeaving(session, self, self._receipt_number)
        self._offer()
        self.paper = PagePrinting(session, self, spooler.system())
        self._title = TitleBar()
        self._due = StateIcon(bold=True)
        self.pane = ApplicationListPane(session)
        self.pane.wanted.connect(self.open_thing)
        self._compare, other = self.doing.button("comparison"), self.doing.button("otherwise")
        self.next = NextStep((self.doing.button("next", ButtonKind.MAIN),), (other,))
        self.header = ApplicationHeader(session)
        self.body = ApplicationBody(session)
        self.book.completed.connect(self.body.show_repeated)
        self.body.used.connect(self._use)
        FileDrop(self.body.tables["papers"]).dropped.connect(self.take_scan)
        self._left = LeftFilesLine(session)
        self.body.finding_used.connect(lambda key: self._do(self.book.question_of(key)))
        self.body.clause_wanted.connect(self.show_clause)
        self._course = Timeline(self.tr("Timeline"))
        self._course.setObjectName("course")
        self._lay_out()
        self._show(None)

    @override
    def open_thing(self, thing: object | None) -> None:
        reading = thing if isinstance(thing, ReadingOf) else None
        self._to_read = reading
        thing = thing if reading is None else reading.application
        if isinstance(thing, int):
            self.book.open(ApplicationId(thing))
            self.body.tables["claims"].setFocus()
        else:
            self.book.read_again()
        self.pane.seek(ApplicationId(thing) if isinstance(thing, int) else self._shown_id())

    @override
    def here(self) -> object | None:
        return self._shown_id()

    @override
    def read_again(self) -> None:
        self.book.read_again()
        self.pane.read_again()

    @override
    def to_search(self) -> None:
        self.pane.take_focus()

    @override
    def step(self, by: int) -> None:
        self.pane.step(by)

    @override
    def keys(self) -> Sequence[tuple[str, str]]:
        step = self.book.next_step()
        leads = [(shortcuts.label(Key.MAIN), step.word)] if step.word else []
        return (
            ("↑ ↓", self.tr("choose")),
            *leads,
            ("Tab", self.tr("next part")),
            ("Ctrl+↑ ↓", self.tr("previous, next application")),
            (shortcuts.label(Key.CLAUSE), self.tr("clause")),
            (shortcuts.label(Key.CLOSE), self.tr("back")),
        )

    def print_slip(self) -> None:
        """Ask for the printer of the slip that lies with the papers, once all are known."""
        opened = self.book.opened
        if opened is not None:
            self.paper.printing.ask_printers(partial(self.paper.ask_for_case_slip, opened.id))

    def print_inquiry(self) -> None:
        """Ask for the printer of the slip with which a department is asked, once all are known."""
        opened, awaited = self.book.opened, self._awaited()
        if opened is not None and awaited:
            asking = partial(self.paper.ask_for_inquiry, opened.id, awaited)
            self.paper.printing.ask_printers(asking)

    def _awaited(self) -> tuple[DepartmentInquiry, ...]:
        """Return the inquiries that wait for an answer, the last one first."""
        opened = self.book.opened
        found = () if opened is None else reversed(opened.file.inquiries)
        return tuple(each for each in found if each.answered_on is None)

    def attach_scan(self) -> None:
        """Ask for the file that shows the paper chosen in the table."""
        if self._paper_is_chosen():
            self._ask_for_scan(self.body.current("papers"))

    def scan_paper(self) -> None:
        """Have the sheet in the scanner scanned: it is the paper chosen in the table."""
        if self._paper_is_chosen():
            self.take_scan(self.body.current("papers"), None)

    def attach_envelope(self) -> None:
        """Ask for the file that shows the envelope the application came in."""
        if self.book.opened is not None:
            self._ask_for_scan("envelope")

    def _paper_is_chosen(self) -> bool:
        """Return whether a paper is chosen in the table; where none is, it is asked for."""
        opened = self.book.opened
        if opened is None:
            return False
        chosen = draft_of(opened, self.body.current("papers")) is not None
        if not chosen:
            self.session.said.emit(self.tr("First choose the paper that the scan shows."))
            self.body.tables["papers"].setFocus()
        return chosen

    def _ask_for_scan(self, id_: object) -> None:
        dialog = OpenScanFile(documents(), self)
        dialog.fileSelected.connect(lambda path: self.take_scan(id_, Path(path)))
        dialog.open()

    def take_scan(self, id_: object, path: Path | None) -> None:
        """Show a file of scanned pages, to be masked and kept as a scan of a paper.

        None has the sheet scanned that lies in the scanner.
        """
        opened = self.book.opened
        draft = None if opened is None else draft_of(opened, id_)
        if opened is not None and draft is not None and self.session.may(Duty.LOG):
            AttachScan(self.session, opened, draft, path, self).begin()

    def show_scans(self) -> None:
        """Show the scans that are kept, that of the paper chosen in the table first."""
        if self.book.opened is not None:
            KeptScans(self.session, self.book.opened, self).begin(self.body.current("papers"))

    def ask_about_cash(self) -> None:
        """Ask a supervisor for the word that cash goes back (practice 30)."""
        if question := self.book.cash_question():
            self.ask(question)

    def show_clause(self, id_: str) -> None:
        """Show a clause as we state it."""
        opened = self.book.opened
        if opened is None:
            return
        if clause := ApplicationFindings(opened, self.session.language).clause(id_):
            ClauseDialog(clause, self).open()

    def _offer(self) -> None:
        """Say what can be done here, in the order of the menu: pages, verbs, what is elsewhere."""
        page, book = self._offer_page, self.book
        self.act(
            "next", self.tr("Next step"), lambda: self._do(book.next_step()), Key.MAIN, menu=""
        )
        told = self.tr("The other outcome")
        self.act("otherwise", told, lambda: self._do(book.other_step()), menu="")
        page(Go.COMPARISON, self.tr("Compare by eye"), Key.COMPARISON, "eye", self._is_open)
        page(Go.DECISION, self.tr("To the decision page"), Key.DECISION, "edit", self._has_claims)
        letters = self.tr("Letters of this application")
        page(Go.LETTERS, letters, Key.PRINT, "letter", self._has_letters)
        page(Go.SUPPLEMENT, self.tr("Log a supplement"), Key.LOG_SUPPLEMENT, "clip")
        slip = self.tr("Print the case slip")
        self.act("caseSlip", slip, self.print_slip, icon="print", can=self._is_open)
        told, can = self.tr("Print the inquiry slip"), lambda: bool(self._awaited())
        self.act("inquirySlip", told, self.print_inquiry, icon="print", can=can)
        told, can = (
            self.tr("Have the cash sent back"),
            lambda: self.book.cash_question() is not None,
        )
        self.act("cashBack", told, self.ask_about_cash, icon="back", can=can)
        self._offer_scans()
        self.evidence.offer("application", self._is_open)
        self._offer_care()
        self._offer_verbs()
        for verb in _ELSEWHERE:
            self._offer_elsewhere(verb, divided=verb is _ELSEWHERE[0])
        before, behind = self.tr("Previous application"), self.tr("Next application")
        up, down = Key.PREVIOUS_APPLICATION, Key.NEXT_APPLICATION
        self.act("previousApplication", before, lambda: self.step(-1), up, menu="go")
        self.act("nextApplication", behind, lambda: self.step(1), down, menu="go")
        self.more = DoableMenu([self.doing], "application", self)
        self.doing.refresh()

    def _offer_scans(self) -> None:
        """Offer to attach scans and to show them; the scanner, or why there is none."""
        told = self.tr("Attach a scan…")
        self.act(
            "attachScan", told, self.attach_scan, icon="clip", needs=Duty.LOG, can=self._is_open
        )
        self._scanner = scans.can_scan(self.session.desk)
        why = self.tr(
            "This computer has no program that scans (scanimage). Have the scanner save a file, "
            "and attach that."
        )
        self.act(
            "scanPaper",
            self.tr("Scan…"),
            self.scan_paper,
            icon="scan",
            needs=Duty.LOG,
            can=lambda: self._scanner and self._is_open(),
            why=lambda: "" if self._scanner else why,
        )
        told, log = self.tr("Attach a scan of the envelope…"), Duty.LOG
        attach = self.attach_envelope
        self.act("attachEnvelope", told, attach, icon="mail", needs=log, can=self._is_open)
        told = self.tr("Show the scans")
        self.act("showScans", told, self.show_scans, icon="eye", can=self._is_open)

    def _offer_care(self) -> None:
        """Offer to change who looks after the application, and to say who is absent."""
        book = self.book
        told, can = self.tr("Take over"), lambda: self._is_open() and not book.is_mine()
        log, assign = Duty.LOG, Duty.ASSIGN
        take, key = book.take_over, Key.TAKE_OVER
        self.act("takeOver", told, take, key, "user", needs=log, can=can, divided=True)
        told, ask = self.tr("Give to somebody"), lambda: self.ask(book.assigning())
        self.act("assign", told, ask, icon="users", needs=assign, can=self._is_open)
        told = self.tr("Hand back")
        self.act("handBack", told, book.hand_back, icon="back", needs=log, can=book.is_mine)
        told, ask = self.tr("Absence"), lambda: self.ask(book.absence())
        self.act("absence", told, ask, icon="wait", needs=log, can=self._is_open)
        told, ask = self.tr("Where the papers lie"), lambda: self.ask(book.note_filing())
        self.act("filing", told, ask, icon="book", needs=log, can=self._is_open)

    def _offer_page(
        self, go: Go, text: str, key: Key, icon: str, can: Callable[[], bool] = lambda: True
    ) -> None:
        self.act(go.value, text, lambda: self._go(CaseStep(go)), key, icon, can=can)

    def _offer_verbs(self) -> None:
        book, verb = self.book, self._offer_verb
        asks, papers, letters = book.questions, book.papers, book.letters
        verb(Verb.ASK_DEPARTMENT, asks.ask_department, "inquiry", divided=True)
        verb(Verb.RECORD_ANSWER, asks.answer, key=Key.ANSWER)
        verb(Verb.CHASE_DEPARTMENT, asks.chase)
        verb(Verb.READ_PAPER, book.read_question, is_asked=book.has_paper, divided=True)
        verb(Verb.CORRECT, book.correct, "edit", Key.EDIT, is_asked=lambda _: True)
        judging = book.judging
        verb(Verb.JUDGE, judging.first, is_asked=judging.is_waited_for)
        verb(Verb.ALLOT, papers.allot)
        verb(Verb.MOVE_SUPPLEMENT, papers.move_supplement)
        verb(Verb.CONFIRM_LAPSE, asks.confirm_lapse, divided=True)
        verb(Verb.CONFIRM_WITHDRAWAL, asks.confirm_withdrawal)
        verb(Verb.LIST_RETURNS, letters.cover_sheet, "back")
        verb(Verb.RETURN_THINGS, letters.return_things)

    def _offer_verb(
        self,
        verb: Verb,
        question: Callable[[Opened], Question | None],
        icon: str = "",
        key: Key | None = None,
        *,
        is_asked: Callable[[Opened], bool] | None = None,
        divided: bool = False,
    ) -> None:
        """Offer a verb with the question it begins with, or with the reason why it cannot be done.

        ``is_asked`` says whether there is a question, where that is known without writing it.
        """
        book, language = self.book, self.session.language

        def put() -> None:
            self.ask(None if book.opened is None else question(book.opened))

        def can() -> bool:
            opened = book.opened
            if opened is None or not (opened.may(verb) or opened.could(verb)):
                return False
            return question(opened) is not None if is_asked is None else is_asked(opened)

        def why() -> str:
            return "" if book.opened is None else book.opened.why_not(verb, language)

        word = messages.label(verb, language)
        self.act(verb.value, word, put, key, icon, can=can, why=why, divided=divided)

    def _offer_elsewhere(self, verb: Verb, *, divided: bool) -> None:
        """Offer the way to the page where a verb is done: there only while it can be done."""
        word, step_of = messages.label(verb, self.session.language), self.book.step_of
        can = partial(self._leads_to, verb)
        self.act(verb.value, word, lambda: self._go(step_of(verb)), can=can, divided=divided)

    def _leads_to(self, verb: Verb) -> bool:
        return self.book.step_of(verb).go is not Go.NOWHERE

    def _refresh(self) -> None:
        self.doing.refresh()
        step = self.book.next_step()
        self.doing["next"].setText(step.word or self.tr("Nothing to be done"))
        self.doing["next"].setVisible(step.go is not Go.NOWHERE)
        other = self.book.other_step()
        self.doing["otherwise"].setText(other.word)
        self.doing["otherwise"].setVisible(other.go is not Go.NOWHERE)
        self._say_next(step)
        # What is next stands on the blue button, and once.
        self._compare.setHidden(step.go is Go.COMPARISON)
        for verb in _ELSEWHERE:
            self.doing[verb.value].setVisible(self._leads_to(verb))
        self.keys_changed.emit()

    def _say_next(self, step: CaseStep) -> None:
        """Say what comes next and why; what no verb takes back says so."""
        opened = self.book.opened
        self.next.setVisible(opened is not None)
        if opened is None:
            return
        found, today, language = opened.examination.next, self.session.today, self.session.language
        # The title says by when.
        told = next_told(found, today, language, dated=False)
        lasts = step.question is not None and step.question.lasting
        final, other = self.tr("This cannot be undone.") if lasts else "", self.book.other_step()
        detail = told.detail
        if other.go is Go.BACK:
            otherwise = self.tr("If nothing came, from tomorrow: {what}").format(what=other.thing)
            detail = "\n".join((detail, otherwise))
        self.next.say(NextTold(told.title, detail, final))

    def _receipt_number(self) -> str:
        return "" if self.book.opened is None else self.book.opened.application.receipt_number

    def _is_open(self) -> bool:
        return self.book.opened is not None

    def _has_claims(self) -> bool:
        opened = self.book.opened
        return opened is not None and bool(opened.application.claims)

    def _has_letters(self) -> bool:
        opened = self.book.opened
        return opened is not None and bool(opened.file.letters or opened.owed)

    def _do(self, step: CaseStep) -> None:
        self.ask(step.question)
        self._go(step)

    def _lay_out(self) -> None:
        self._more = KeyButton(self.tr("More"), icon="down")
        self._more.setObjectName("more")
        self._more.clicked.connect(self._open_more)
        self._title.add(self._due)
        self._inquire = self.doing.button("ask_department")
        self._title.add_button(self._inquire)
        self._title.add_button(self._compare)
        self._sheet = self.doing.button("list_returns")
        self._title.add_button(self._sheet)
        self._title.add_button(self._more)
        screen = self.session.screen
        case = QWidget()
        right = in_column(case, gap=0, edge=0)
        column = in_column(self, self._title, self.next, self._left, gap=0, edge=0)
        parts = ((self.pane, PANE), (case, WHOLE))
        self._across = Divided("application", screen, 1, parts, _CASE_ROOM, parent=self)
        title, request = self.tr("Parts of this page"), self.tr("Application")
        self._across.name_parts(title, self.tr("List"), request)
        column.addWidget(self._across, 1)
        right.addWidget(self.header)
        lower = ((self.body, WHOLE), (self._make_side(), _COURSE_WIDTH))
        below = Divided("course", screen, 0, lower, parent=case)
        below.name_parts(title, request, self.tr("Timeline"))
        below.stay_beside()
        right.addWidget(below, 1)

    def _make_side(self) -> QWidget:
        side = QWidget()
        side.setMinimumWidth(theme.px(_LEAST_COURSE))
        dress(side, ground="base", line="left")
        in_column(
            side,
            Text(self.tr("Timeline"), Size.LABEL, bold=True),
            (self._course, 1),
            edge=(16, 8, 8, 8),
        )
        return side

    def _shown_id(self) -> ApplicationId | None:
        return None if self.book.opened is None else self.book.opened.id

    def _show(self, opened: Opened | None) -> None:
        self.header.show_application(opened)
        self.body.show_application(opened)
        self._refresh()
        # As the next step it stands on the blue button already.
        next_ = None if opened is None else opened.examination.next.what
        self._inquire.setVisible(next_ != What.ASK_DEPARTMENT)
        self._sheet.setVisible(opened is not None and bool(things_to_return(opened.file)))
        number = "" if opened is None else opened.application.receipt_number
        self._title.say(self.tr("Application {number}").format(number=number) if number else "")
        self._show_due(opened)
        self._ask_to_read(opened)
        self.pane.mark(self._shown_id())
        if opened is not None:
            moments = ApplicationCourse(opened, self.session.language).moments()
            self._course.show_moments(moments)
            self._left.read_of(opened.id)

    def _ask_to_read(self, opened: Opened | None) -> None:
        """Ask what stands on the paper for which the page was opened."""
        wanted = self._to_read
        if opened is not None and wanted is not None and wanted.application == opened.id:
            self._to_read = None
            self.ask(self.book.read_question(opened, wanted.paper))

    def _show_due(self, opened: Opened | None) -> None:
        by = None if opened is None else opened.examination.next.by
        self._due.setVisible(by is not None)
        if opened is None or by is None:
            return
        if opened.examination.next.what == What.KEEP:
            day = dates.full(by, self.session.language)
            self._due.show_state(Mark.OK, self.tr("Kept until {day}").format(day=day))
            return
        left = (by - self.session.today).days
        mark = Mark.OVERDUE if left < 0 else Mark.DUE if left <= _SOON else Mark.WAITING
        day = dates.near(by, self.session.today, self.session.language)
        # One day has one name on the page: in the course it is the reply target too.
        of_reply = by == reply_target(opened.situation)
        kind = DueKind.REPLY if of_reply else due_kind(opened.examination.next.what)
        told = self.tr("{name} {day}, {left}").format(
            name=messages.label(kind, self.session.language),
            day=day,
            left=words.inside(days_left(by, self.session.today)),
        )
        self._due.show_state(mark, told)

    def _go(self, step: CaseStep) -> None:
        """Go to a page with what its step names, or with the application itself."""
        opened, id_ = self.book.opened, self._shown_id()
        if step.go is Go.SUPPLEMENT and opened is not None:
            self.session.open_intake.emit(SupplementOf.to(opened.application))
        elif step.go is Go.COMPARISON and id_ is not None:
            self.session.open_comparison.emit(id_)
        elif step.go is Go.DECISION and id_ is not None:
            self.session.open_decision.emit(id_)
        elif step.go is Go.BACK:
            told = self.tr("Nothing is to be done today. From tomorrow: {what}")
            self.session.said.emit(told.format(what=step.thing))
            self.closed.emit()
        elif step.go is Go.LETTERS:
            self.session.open_letters.emit(id_ if step.thing is None else step.thing)

    def _use(self, table: str, id_: object) -> None:
        if table == "claims":
            self._go(CaseStep(Go.DECISION))
        elif isinstance(id_, LetterDue) and (shown := self._shown_id()) is not None:
            self.session.open_letters.emit(Owed(shown, id_.kind, id_.claims))
        elif table == "letters":
            self.session.open_letters.emit(id_)
        elif table == "papers" and self.book.opened is not None:
            self.ask(self.book.read_question(self.book.opened, id_))
        elif table == "came_from":
            self.session.open_inquiry.emit(id_)
        elif table == "inquiries":
            # What is not enabled does nothing.
            self.doing["record_answer"].trigger()

    def _open_more(self) -> None:
        self.more.popup(self._more.mapToGlobal(QPoint(0, self._more.height())))
