# SPDX-License-Identifier: MIT
"""A look at the chosen thing of the work list: who, what, since when; what is to be done next."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from desk_app.desk import reading
from desk_app.desk.errors import NotFound
from desk_app.desk.rows import (
    ApplicationLine,
    InquiryLine,
    LetterLine,
    LetterState,
    MailLine,
    ReturnLine,
)
from desk_app.gui import words
from desk_app.gui.asking import ClauseDialog
from desk_app.gui.case.course import ApplicationCourse
from desk_app.gui.case.inquiries import due_of
from desk_app.gui.case.mail import MailNext
from desk_app.gui.case.read import days_left, due_day, elapsed, glance, next_title, period, urgency
from desk_app.gui.case.telling import ApplicationAxes, ApplicationFindings
from desk_app.gui.kit.display.axes import AxisPanel
from desk_app.gui.kit.display.facts import FactLine, FactsCard
from desk_app.gui.kit.display.next_step import NextTold
from desk_app.gui.kit.display.timeline import Tense
from desk_app.gui.kit.layout.boxes import dress, in_column
from desk_app.gui.kit.layout.layout import READ_LINE, PageScroll
from desk_app.gui.kit.look import painting, theme
from desk_app.gui.kit.look.painting import Mark, look
from desk_app.gui.kit.look.states import StateIcon
from desk_app.gui.kit.look.text import Text
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.i18n import dates, messages
from desk_app.records.case.findings import Work
from desk_app.records.case.inquiries import InquiryWork
from desk_app.rules.work_codes import DueKind, What, due_kind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from desk_app.desk.context import Desk
    from desk_app.gui.case.read import Opened
    from desk_app.gui.kit.display.timeline import CourseMoment
    from desk_app.gui.session.session import Session
    from desk_app.records.base import ApplicationId, MailItemId
    from desk_app.records.case.letters import Addressee
    from desk_app.records.case.mail import MailItem


_STEPS = {LetterState.TO_PRINT: What.PRINT_LETTER, LetterState.TO_POST: What.POST_LETTER}
"""What comes next with a letter in hand."""

_DUE = {InquiryWork.WAITING: DueKind.OTHER, InquiryWork.TO_FOLLOW_UP: DueKind.MEASURE}
"""Which day an inquiry has that waits for a department, or was answered; else the reply."""

_DAY = 80
_TONES = {Tense.PAST: "", Tense.NOW: "accent", Tense.AHEAD: "text2"}


class CourseLines(QWidget):
    """Days at the left, what was or will be at the right; what is now stands out in blue."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[tuple[Text, Text]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(8))
        self._grid.setVerticalSpacing(theme.px(4))
        self._grid.setColumnMinimumWidth(0, theme.px(_DAY))
        self._grid.setColumnStretch(1, 1)

    def show_moments(self, moments: Sequence[CourseMoment]) -> None:
        """Show these points and no others; the lines that are there are filled anew."""
        while len(self._lines) < len(moments):
            self._add_line()
        for (day, what), moment in zip(self._lines, moments, strict=False):
            day.setText(moment.day)
            what.setText(self._words(moment))
            what.set_tone(_TONES[moment.tense])
        for place, line in enumerate(self._lines):
            for label in line:
                label.setVisible(place < len(moments))

    def texts(self) -> list[str]:
        """Return what stands in the lines, from top to bottom."""
        return [f"{d.text()} {w.text()}".strip() for d, w in self._lines if not w.isHidden()]

    def _words(self, moment: CourseMoment) -> str:
        """Return what happened; what is now has its reason elsewhere."""
        if not moment.detail or moment.tense is Tense.NOW:
            return moment.title
        return self.tr("{title}: {detail}").format(title=moment.title, detail=moment.detail)

    def _add_line(self) -> None:
        row = len(self._lines)
        # Both wrap: so they stand on one line of type.
        day, what = Text("", Size.LABEL, "text2", wrap=True), Text("", Size.LABEL, wrap=True)
        self._grid.addWidget(day, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(what, row, 1)
        self._lines.append((day, what))


# How much of a period is over: words, and a bar under them.


_THICK = 4


class PeriodBar(QWidget):
    """Shows the days that are left, and the part of their period that is over."""

    def __init__(self) -> None:
        super().__init__()
        self._plain = Text("")
        self._urgent = StateIcon()
        self._period = Text("", Size.HINT, "text2", wrap=True)
        self._bar = _Bar()
        in_column(self, self._plain, self._urgent, self._bar, self._period, gap=4, edge=0)

    def show_left(self, left: str, mark: Mark | None, elapsed: float | None, period: str) -> None:
        """Show the days left with their state, the part over from 0 to 1, and the period."""
        self._plain.setText(left)
        self._plain.setVisible(mark is None)
        self._urgent.setVisible(mark is not None)
        if mark is not None:
            self._urgent.show_state(mark, left)
        self._period.setText(period)
        self._period.setVisible(bool(period))
        self._bar.setVisible(elapsed is not None)
        self._bar.show_part(elapsed or 0.0, mark)
        self.setAccessibleName(" ".join(part for part in (left, period) if part))


class _Bar(QWidget):
    """The bar alone; the words above and below say the same."""

    def __init__(self) -> None:
        super().__init__()
        self._part = 0.0
        self._mark: Mark | None = None
        self.setFixedHeight(theme.px(_THICK))

    def show_part(self, part: float, mark: Mark | None) -> None:
        """Show a part from 0 to 1 in the colour of a state."""
        self._part, self._mark = part, mark
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.tokens(self.palette())
        tone = colours.accent if self._mark is None else colours.named(look(self._mark).tone)
        bar = QRectF(self.rect())
        painting.part_bar(QPainter(self), bar, self._part, colours.neutral, tone)


PREVIEW, _LEAST = 400, 280
"""Pixels at 100 %, before a clerk draws it wider or narrower."""


class WorkPreview(QWidget):
    """Shows one row in full; every name wraps, none is cut.

    An application stays in sight until the next one is read: two are never mixed. ``told`` gives
    what comes next with the row (`NextTold`); None where there is no row.
    """

    told = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._row: object | None = None
        self._seen: tuple[ApplicationLine, Opened | None] | None = None
        self.setMinimumWidth(theme.px(_LEAST))
        dress(self, ground="window", line="left")
        self._name = Text("", Size.TITLE, bold=True, wrap=True)
        self._kana, self._where, self._what = (Text("", tone="text2", wrap=True) for _ in range(3))
        self._course_title = Text(self.tr("Timeline"), Size.LABEL, bold=True)
        self._facts = FactsCard(name_width=80)
        self._axes = AxisPanel(narrow=True)
        self._axes.clause_wanted.connect(self._show_clause)
        self._period, self._course = PeriodBar(), CourseLines()
        for part, name in (
            (self._axes, "previewAxes"),
            (self._period, "period"),
            (self._course, "previewCourse"),
        ):
            part.setObjectName(name)
        self._page = self._scrolled()
        self._page.setAccessibleName(self.tr("About what is chosen"))
        edge = theme.px(16)
        column = in_column(self, (self._page, 1), gap=0)
        # In line with what stands in the page, whose mark of the keys is around it.
        column.setContentsMargins(edge - READ_LINE, edge - READ_LINE, 0, edge)
        self.show_row(None)

    def _scrolled(self) -> PageScroll:
        """Lay out what is told: on a low screen nine claims are more than there is room for."""
        inside, scroll = QWidget(), PageScroll(self)
        dress(inside, ground="window")
        scroll.setWidget(inside)
        scroll.read_by_keys()
        column = in_column(
            inside, self._name, self._kana, self._where, self._what, gap=4, edge=(0, 0, 4, 0)
        )
        for part in (self._period, self._facts, self._axes, self._course_title):
            column.addSpacing(theme.px(8))
            column.addWidget(part)
        column.addWidget(self._course)
        column.addStretch(1)
        return scroll

    def show_row(self, row: object | None) -> None:
        """Show a row of the work list, or nothing; an application once it is read."""
        if row != self._row:
            self._page.verticalScrollBar().setValue(0)
        self._row = row
        if isinstance(row, ApplicationLine):
            read, take = partial(_looked_at, id_=row.id), partial(self._show_application, row)
            self._session.ask(self, "preview", read, take)
            return
        self._seen = None
        self._show_parts(shown=row is not None)
        if row is None:
            self.told.emit(None)
        elif isinstance(row, MailLine):
            self._show_mail(row)
        elif isinstance(row, LetterLine):
            self._show_letter(row)
        elif isinstance(row, InquiryLine):
            self._show_inquiry(row)
        elif isinstance(row, ReturnLine):
            self._show_return(row)

    def _show_parts(self, *, shown: bool) -> None:
        """Show what every row has, and nothing of what an application alone has."""
        always = (self._name, self._kana, self._facts)
        more = (self._where, self._what, self._axes, self._period, self._course_title)
        for part in always:
            part.setVisible(shown)
        for other in (*more, self._course):
            other.hide()

    def _show_application(self, line: ApplicationLine, opened: Opened | None) -> None:
        """Show an application that was read; nothing where another row was chosen meanwhile."""
        if line != self._row:
            return
        self._seen, language = (line, opened), self._session.language
        self._show_parts(shown=True)
        self._facts.hide()
        self._say(line.name, line.kana)
        self._where.setText(self._arrival(line, opened))
        self._what.setText(self._asked_for(line))
        self._where.show()
        self._what.show()
        by = due_day(line)
        self._show_period(by, line)
        of = self.tr("{name}, {number}").format(name=line.name, number=line.receipt_number)
        what = next_title(line, self._session.today, language)
        kind = due_kind(line.next_what)
        self._tell(what, by, self._why(line, opened), of=of, kind=kind)
        if opened is not None:
            self._axes.show_axes(ApplicationAxes(opened, language).lines())
            self._axes.show()
            self._show_course(opened)

    def _why(self, line: ApplicationLine, opened: Opened | None) -> str:
        """Return why it is next; of an applicant who is awaited, what was asked for."""
        language = self._session.language
        why = words.next_of(line, language).detail
        if opened is None or line.work is not Work.WAITING_FOR_APPLICANT:
            return why
        asked = ApplicationFindings(opened, language).awaited()
        return "\n".join((why, *(self.tr("Awaited: {what}").format(what=each) for each in asked)))

    def _arrival(self, line: ApplicationLine, opened: Opened | None) -> str:
        """Return the number, the day of arrival and the kind of mail."""
        day = dates.beside(line.received_on, self._session.today, self._session.language)
        told = self.tr("{number}, arrived {day}").format(number=line.receipt_number, day=day)
        own = None if opened is None else opened.application.mail_item
        items = () if opened is None else opened.file.mail
        kinds = [messages.label(e.kind, self._session.language) for e in items if e.id == own]
        return words.listed([told, *map(words.inside, kinds)], self._session.language)

    def _asked_for(self, line: ApplicationLine) -> str:
        """Return the claims, and who asks."""
        language = self._session.language
        rights = words.labels(line.rights, language)
        if line.proxy is None:
            return self.tr("{rights} (by the principal)").format(rights=rights)
        proxy = messages.label(line.proxy, language)
        return self.tr("{rights} (proxy: {proxy})").format(rights=rights, proxy=proxy)

    def _show_clause(self, id_: str) -> None:
        """Show a clause as we state it."""
        opened = None if self._seen is None else self._seen[1]
        if opened is not None:
            clause = ApplicationFindings(opened, self._session.language).clause(id_)
            if clause is not None:
                ClauseDialog(clause, self).open()

    def _show_period(self, by: date | None, line: ApplicationLine | None = None) -> None:
        """Show the days left; of an application as the part of their period that is over too."""
        today = self._session.today
        if by is None:
            return
        told = "" if line is None else period(line, today, self._session.language)
        part = None if line is None else elapsed(line, today)
        self._period.show_left(days_left(by, today), urgency(by, today), part, told)
        self._period.show()

    def _tell(
        self,
        what: str,
        by: date | None = None,
        why: str = "",
        *,
        of: str = "",
        kind: DueKind = DueKind.OTHER,
    ) -> None:
        """Tell what comes next with what, why, and by when; how many days that is the list says."""
        today = self._session.today
        mark = urgency(by, today) if what else None
        if by is not None and what:
            late = self.tr("{name}: {day}, over.")
            said = late if mark is Mark.OVERDUE else self.tr("{name}: {day}.")
            name = messages.label(kind, self._session.language)
            due = said.format(name=name, day=dates.near(by, today, self._session.language))
            why = "\n".join(filter(None, (due, why)))
        what = what or self.tr("Open it")
        if of:
            what = self.tr("{of}: {what}").format(of=of, what=what)
        self.told.emit(NextTold(what, why, mark=mark))

    def _show_mail(self, line: MailLine, item: MailItem | None = None) -> None:
        """Show what the row beside does not say, once it is read."""
        if line != self._row:
            return
        language = self._session.language
        self._say(messages.label(line.matter, language), line.sender)
        seen = self.tr("Seen") if line.red_marking else self.tr("Not seen; this is no ground")
        facts = [FactLine("eye", self.tr("Red mark"), seen)]
        if item is None:
            read, take = partial(_mail_looked_at, id_=line.id), partial(self._show_mail, line)
            self._session.ask(self, "preview", read, take)
        else:
            stamped = "" if item.postmark is None else self._day(item.postmark)
            facts += [
                FactLine("today", self.tr("Postmark"), stamped),
                FactLine("edit", self.tr("Note"), item.note),
            ]
        self._facts.show_facts([each for each in facts if each.text])
        self._tell(MailNext(self).what(line.matter), of=line.sender)

    def _show_inquiry(self, line: InquiryLine) -> None:
        language, by = self._session.language, due_of(line)
        self._say(line.name or self.tr("Name unknown"), messages.label(line.kind, language))
        self._facts.show_facts(
            [
                FactLine("today", self.tr("Received"), self._day(line.received_on)),
                FactLine("mail", self.tr("How it came"), messages.label(line.channel, language)),
                *([FactLine("book", self.tr("Service"), line.service)] if line.service else []),
                FactLine("edit", self.tr("Text"), line.text),
            ]
        )
        self._show_period(by)
        what = self.tr("A report on a suspected leak is due")
        if line.leak_by is None:
            what = messages.label(line.work, language)
        of = self.tr("{name}, {number}").format(name=line.name, number=line.number)
        kind = DueKind.REPORT if line.leak_by is not None else _DUE.get(line.work, DueKind.REPLY)
        self._tell(what, by, of=of if line.name else line.number, kind=kind)

    def _show_letter(self, line: LetterLine, seen: _SeenLetter | None = None) -> None:
        """Show what the row beside does not say: where it goes, and its application's course."""
        if line != self._row:
            return
        self._say(messages.label(line.kind, self._session.language), line.to or line.name)
        if seen is None:
            read, take = partial(_letter_looked_at, line=line), partial(self._show_letter, line)
            self._session.ask(self, "preview", read, take)
        else:
            self._show_course(seen.opened)
        self._facts.show_facts(self._facts_of(line, None if seen is None else seen.to))
        self._tell_letter(line)

    def _facts_of(self, line: LetterLine, to: Addressee | None) -> list[FactLine]:
        place = ""
        if to is not None:
            code = f"〒{to.postal_code}  " if to.postal_code else ""
            place = code + " ".join(to.address.split())
        facts = [
            FactLine("mail", self.tr("Address"), place),
            FactLine("user", self.tr("Principal"), line.name if line.to != line.name else ""),
            FactLine("today", self.tr("Date of the letter"), self._day(line.dated)),
        ]
        return [each for each in facts if each.text]

    def _tell_letter(self, line: LetterLine) -> None:
        """Tell what comes next with a letter: which one, to whom, and by when."""
        kind = messages.label(line.kind, self._session.language)
        step, by = _STEPS.get(line.state), line.for_posting_on
        if step is None:
            self._tell("")
            return
        late = by < self._session.today
        if not late:
            # Of one that is late the row says by how many days.
            self._show_period(by)
        said = self.tr("Post “{letter}” {number} to {name}")
        if step is What.PRINT_LETTER:
            said = self.tr("Print “{letter}” {number} to {name}")
        what = said.format(letter=kind, number=line.number, name=line.to or line.name)
        day = self.tr("It was issued for posting by {day}: that day is over.")
        day = day if late else self.tr("It is to be posted by {day}.")
        why = day.format(day=dates.near(by, self._session.today, self._session.language))
        self.told.emit(NextTold(what, why, mark=urgency(by, self._session.today)))

    def _show_course(self, opened: Opened | None) -> None:
        if opened is not None:
            moments = ApplicationCourse(opened, self._session.language).moments()
            self._course.show_moments([moment for moment in moments if moment.day])
        self._course_title.setVisible(opened is not None)
        self._course.setVisible(opened is not None)

    def _show_return(self, line: ReturnLine) -> None:
        language = self._session.language
        self._say(messages.label(line.kind, language), line.note)
        facts = [FactLine("application", self.tr("Number"), line.receipt_number)]
        self._facts.show_facts(facts)
        self._tell(self.tr("It goes back with the letter that names it"))

    def _day(self, on: date) -> str:
        """Write a day as the list beside it does."""
        return dates.beside(on, self._session.today, self._session.language)

    def _say(self, name: str, below: str) -> None:
        self._name.setText(name)
        self._kana.setText(below)
        self._kana.setVisible(bool(below))


@dataclass(frozen=True, slots=True)
class _SeenLetter:
    """To whom a letter goes, and its application; none of a reply to an inquiry."""

    to: Addressee | None
    opened: Opened | None


def _letter_looked_at(desk: Desk, line: LetterLine) -> _SeenLetter:
    try:
        with reading.cases(desk) as books:
            to = books.letters.facts(line.id).addressee
    except NotFound:
        to = None
    return _SeenLetter(to, _looked_at(desk, line.application))


def _mail_looked_at(desk: Desk, id_: MailItemId) -> MailItem | None:
    """Return a mail item; None where it is gone meanwhile."""
    try:
        with reading.cases(desk) as books:
            return books.mail.get(id_)
    except NotFound:
        return None


def _looked_at(desk: Desk, id_: ApplicationId) -> Opened | None:
    """Return an application; None where it is gone meanwhile."""
    try:
        return glance(desk, id_)
    except NotFound:
        return None
