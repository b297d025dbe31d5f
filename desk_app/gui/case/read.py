# SPDX-License-Identifier: MIT
"""One application as its pages need it, and which of all are found: read on the desk's thread."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from desk_app.desk import reading, registers
from desk_app.desk.applications.caring import Team, team_of
from desk_app.desk.applications.repeats import repeats_of
from desk_app.desk.context import Kind
from desk_app.desk.inquiries.handling import inquiries_of
from desk_app.desk.keeping import stands
from desk_app.desk.rows import (
    COUNT_CAP,
    ApplicationColumn,
    ApplicationLine,
    Filter,
    Group,
    IdWindow,
    ListOrder,
)
from desk_app.gui import words
from desk_app.gui.case.finding import PagedList
from desk_app.gui.kit.look.painting import Mark
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.tables.columns import Column
from desk_app.i18n import dates, messages
from desk_app.records.case.findings import Next, Work
from desk_app.records.case.history import NOT_FILED
from desk_app.records.desk.people import Language
from desk_app.rules.case import sharing
from desk_app.rules.letters import letters_due
from desk_app.rules.situation.check import told
from desk_app.rules.work_codes import What, Why, due_kind
from desk_app.rules.workflow import workflow
from desk_app.rules.workflow.attempt import Attempt, Verb
from desk_app.rules.workflow.workflow import refusals

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from datetime import date

    from desk_app.desk.context import Changes, Desk
    from desk_app.desk.rows import InquiryLine
    from desk_app.gui.session.session import Session
    from desk_app.i18n.messages import ShortSentence
    from desk_app.records.base import ApplicationId, ClaimId, UserId
    from desk_app.records.books.journal import JournalEntry
    from desk_app.records.case.application import Application, Claim
    from desk_app.records.case.findings import Examination
    from desk_app.records.case.history import ApplicationFile, Filing
    from desk_app.records.desk.people import User
    from desk_app.rules.case.repeats import Repeated
    from desk_app.rules.letters.letters_due import LetterDue
    from desk_app.rules.rulebook.rulebook import Rules
    from desk_app.rules.situation.situation import Situation
    from desk_app.rules.work_codes import Refusal


NOBODY_ELSE = Team((), (), (), ())
_PLACES_OFFERED = 12


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside an application and takes longer to find than the application itself."""

    repeated: tuple[Repeated, ...] = ()
    """What the same person asked for before."""
    places: tuple[str, ...] = ()
    """Where papers of the desk lie already, the places with most of them first."""
    departments: tuple[str, ...] = ()
    """Those that the desk asked of late, the last first; none where none can be asked now."""


NOTHING_BESIDE = Beside()


@dataclass(frozen=True, slots=True)
class Opened:
    """An application on a day, for one acting person; ``people`` are all users of the desk.

    ``hindered`` gives the first reason against each verb that nobody can do now with anything.
    """

    situation: Situation
    examination: Examination
    allowed: tuple[Attempt, ...]
    allowed_to_somebody: tuple[Attempt, ...]
    owed: tuple[LetterDue, ...]
    people: Mapping[UserId, User]
    actor: User
    number_prefix: str = ""
    journal: tuple[JournalEntry, ...] = ()
    hindered: Mapping[Verb, Refusal] = field(default_factory=dict)
    team: Team = NOBODY_ELSE
    carer: UserId | None = None
    """Who looks after it, of the people in ``team``."""
    filing: Filing = NOT_FILED
    asked: tuple[InquiryLine, ...] = ()
    """The inquiries that became this application (I1)."""
    beside: Beside = NOTHING_BESIDE

    @property
    def file(self) -> ApplicationFile:
        """The facts of the application."""
        return self.situation.file

    @property
    def application(self) -> Application:
        """The application as received."""
        return self.situation.file.application

    @property
    def id(self) -> ApplicationId:
        """Its id."""
        return self.application.id

    @property
    def rules(self) -> Rules:
        """The rules of the day."""
        return self.situation.rules

    def may(self, verb: Verb) -> tuple[Attempt, ...]:
        """Return with what a verb can be done now by the acting person."""
        return tuple(attempt for attempt in self.allowed if attempt.verb is verb)

    def could(self, verb: Verb) -> bool:
        """Return whether somebody of the desk could do it now, whoever has the duty."""
        return any(attempt.verb is verb for attempt in self.allowed_to_somebody)

    def refused(self, attempt: Attempt) -> tuple[Refusal, ...]:
        """Return every reason why the acting person may not do it now."""
        asked = replace(attempt, by=self.actor.id, roles=self.actor.roles)
        return refusals(asked, self.situation)

    def why_not(self, verb: Verb, language: Language) -> str:
        """Return why a verb cannot be done with anything there is; empty where it can."""
        reason = self.hindered.get(verb)
        return "" if reason is None else messages.refusal(reason.value, {}, language)

    def claim(self, id_: ClaimId) -> Claim:
        """Return a claim by its id; raises StopIteration where there is none."""
        return next(claim for claim in self.application.claims if claim.id == id_)

    def name_of(self, id_: UserId | None) -> str:
        """Return the name of a user; the id where nobody has it any more."""
        if id_ is None:
            return ""
        user = self.people.get(id_)
        return user.name if user is not None else str(id_)


def glance(desk: Desk, id_: ApplicationId) -> Opened:
    """Read an application and what the rules tell of it, not what may be done; raises NotFound."""
    with reading.cases(desk) as books:
        file = books.files.get(id_)
        people = {user.id: user for user in books.people.all()}
        prefix = books.settings.profile().number_prefix
        journal = books.journal.entries(id_)
        team = team_of(desk, books)
        carer = sharing.carer(file.application.logged_by, books.cares.course(id_))
        noted = books.filings.get(id_)
    situation = stands(desk, file)
    opened = Opened(situation, told(situation), (), (), (), people, desk.actor, prefix, journal)
    return replace(opened, team=team, carer=carer, filing=noted)


def read(desk: Desk, id_: ApplicationId) -> Opened:
    """Read an application with all that the rules say of it today; raises NotFound."""
    opened = glance(desk, id_)
    situation = opened.situation
    tried = tuple(workflow.attempts(situation))
    to_somebody = workflow.allowed(situation, tried=tried)
    # Who somebody is adds reasons against it, and takes none away.
    me = desk.actor
    allowed = workflow.allowed(situation, by=me.id, roles=me.roles, tried=to_somebody)
    can = {each.verb for each in to_somebody}
    return replace(
        opened,
        allowed=allowed,
        allowed_to_somebody=to_somebody,
        owed=letters_due.letters_due(situation),
        hindered=_hindered(situation, desk.actor, tried, can),
        asked=inquiries_of(desk, id_),
    )


def beside(desk: Desk, opened: Opened) -> Beside:
    """Find what stands beside an application that was read."""
    with reading.cases(desk) as books:
        places = books.filings.places(_PLACES_OFFERED)
    asks = opened.could(Verb.ASK_DEPARTMENT)
    departments = registers.departments(desk) if asks else ()
    return Beside(repeats_of(desk, opened.id), places, departments)


def _hindered(
    situation: Situation, actor: User, tried: Iterable[Attempt], can: Collection[Verb]
) -> Mapping[Verb, Refusal]:
    """Return the first reason against each verb that cannot be done with anything there is."""
    of_verbs = {verb: [Attempt(verb)] for verb in Verb if verb not in can}
    for attempt in tried:
        if attempt.verb in of_verbs:
            of_verbs[attempt.verb].append(attempt)
    return {
        verb: reason
        for verb, (bare, *real) in of_verbs.items()
        if (reason := _first_reason(real or [bare], situation, actor)) is not None
    }


def _first_reason(attempts: Sequence[Attempt], situation: Situation, actor: User) -> Refusal | None:
    for attempt in attempts:
        asked = replace(attempt, by=actor.id, roles=actor.roles)
        for reason in refusals(asked, situation):
            return reason
    return None


class OpenApplication(QObject):
    """The one application that a page shows: read when it is opened, and when anything changes it.

    Each heir takes what was read; an answer that comes after another one was opened is left out.
    """

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self.session = session
        self._wanted: ApplicationId | None = None
        session.hub.listen(self._changed)

    def open(self, id_: ApplicationId) -> None:
        """Read an application and show it."""
        self._wanted = id_
        self.session.ask(self, "application", lambda desk: read(desk, id_), self._take_read)

    def read_again(self) -> None:
        """Read the application that is shown once more."""
        if self._wanted is not None:
            self.open(self._wanted)

    def _take(self, opened: Opened) -> None:
        # Every heir has its own; no abstract method, since Qt's classes have a metaclass already.
        raise NotImplementedError

    def _take_read(self, opened: Opened) -> None:
        if opened.id == self._wanted:
            self._take(opened)
            self.session.openings.opened(opened.id)

    def _changed(self, changes: Changes, _initiator: QObject | None) -> None:
        anew = changes.ids(Kind.RULEBOOK) or changes.ids(Kind.USER)
        if self._wanted in changes.ids(Kind.APPLICATION) or anew:
            self.read_again()


# A list of applications: a window of ids by filter and order, its rows page by page.


_REST = "rest"
"""The question for all other ids; the next one for the first makes its answer old."""


class ApplicationList(PagedList[ApplicationLine]):
    """Says `shown` with the window of ids that is shown now.

    `sole` carries the one application that a text finds, to whoever asked for it.
    """

    shown = Signal(object)
    sole = Signal(object)

    def __init__(
        self,
        session: Session,
        columns: Sequence[Column[ApplicationLine]],
        parent: QObject,
        order: ListOrder | None = None,
    ) -> None:
        super().__init__(
            session,
            columns,
            lambda desk, ids: reading.lists(desk).lines(ids, desk.today),
            (Kind.APPLICATION, Kind.LETTER, Kind.RULEBOOK),
            parent,
        )
        self.wanted = Filter()
        self.order = order or ListOrder()
        self._window = IdWindow((), more=False, count=0)
        self._lacks_rest = False
        self._waits = False
        self._sole_wanted = False

    def show(self, wanted: Filter, order: ListOrder) -> None:
        """Show what a filter leaves, in an order: the first come at once, the rest behind them."""
        self.wanted, self.order = wanted, order
        self._sole_wanted = False
        self.ordered.emit()
        self._ask_ids(whole=False)

    def find(self, text: str) -> None:
        """Show what a text finds, narrowed down and sorted as it is."""
        self.show(replace(self.wanted, text=text), self.order)

    def counted(self) -> str:
        """Say how many are shown, and of what: all, the open ones or those found."""
        count = self._window.count
        if self._window.more or count >= COUNT_CAP:
            return self.tr("more than %n found", "", count)
        if self.wanted.text or (self.wanted.of_people is not None and not self.wanted.open_only):
            return self.tr("%n found", "", count)
        return (
            self.tr("%n open", "", count)
            if self.wanted.open_only
            else self.tr("%n in all", "", count)
        )

    def ask_sole(self) -> None:
        """Tell what the text finds once that is known, where it is one application and no more."""
        self._sole_wanted = bool(self.wanted.text)
        if not self._waits:
            self._tell_sole()

    @override
    def read_again(self) -> None:
        """Ask for the ids again.

        Where all ids were there they come all at once: nobody is scrolled away from his row.
        """
        self._ask_ids(whole=self.model.rowCount() > 0 and not self._lacks_rest)

    def _ask_ids(self, *, whole: bool) -> None:
        wanted, order = self.wanted, self.order
        self._asked = self._waits = True
        self._lacks_rest = False

        def ask(desk: Desk) -> IdWindow:
            lists = reading.lists(desk)
            found = lists.window if whole else lists.beginning
            return found(wanted, order, desk.today)

        self._session.ask(self, "window", ask, self._take)

    def _take(self, window: IdWindow) -> None:
        self._lacks_rest = window.more and window.count < COUNT_CAP
        self._waits = False
        self._show_window(window)
        self._tell_sole()

    def _show_window(self, window: IdWindow) -> None:
        self._window = window
        self.model.show_ids(window.ids)
        self.shown.emit(window)

    def _tell_sole(self) -> None:
        wanted, self._sole_wanted = self._sole_wanted, False
        if wanted and self.model.rowCount() == 1:
            self.sole.emit(self.model.id_at(0))

    @override
    def _page_shown(self) -> None:
        """Ask for the rest of the ids, behind the first lines."""
        if not self._lacks_rest:
            return
        self._lacks_rest = False
        wanted, order = self.wanted, self.order
        self._session.ask(
            self,
            _REST,
            lambda desk: (wanted, order, reading.lists(desk).window(wanted, order, desk.today)),
            self._take_rest,
            behind=True,
        )

    def _take_rest(self, answer: tuple[Filter, ListOrder, IdWindow]) -> None:
        wanted, order, window = answer
        if (wanted, order) == (self.wanted, self.order):
            self._show_window(window)


# The columns of applications in the work list and in the list of all.


WORK_ORDER = {
    "left": ApplicationColumn.BY,
    "by": ApplicationColumn.BY,
    ApplicationColumn.NUMBER.value: ApplicationColumn.NUMBER,
    "who": ApplicationColumn.NAME,
}
"""What the columns of the work list are sorted by; within a group there is one next step."""

_SOON = 2
_MARKS = {
    Work.WITHDRAWAL: Mark.PEOPLE,
    Work.WAITING_FOR_DEPARTMENT: Mark.WAITING,
    Work.WAITING_FOR_APPLICANT: Mark.WAITING,
    Work.LAPSE_TODAY: Mark.DUE,
    Work.TO_APPROVE: Mark.PEOPLE,
    Work.DONE: Mark.DONE,
}
"""What others do, or is done, steps back behind what is to be done here."""


class LineColumns(QObject):
    """Makes columns in the language of the screens; the day is asked again each time."""

    def __init__(
        self,
        language: Language,
        today: Callable[[], date],
        parent: QObject,
        name_of: Callable[[UserId], str] = str,
    ) -> None:
        super().__init__(parent)
        self._language = language
        self._today = today
        self._name_of = name_of


class ApplicationColumns(LineColumns):
    """The columns of applications."""

    def of_work(self) -> list[Column[ApplicationLine]]:
        """Return the columns of the work list: by when, which, who, what is waited for."""
        return [
            Column(
                "left",
                self.tr("Days left"),
                self._left,
                120,
                mark=lambda line: urgency(due_day(line), self._today()),
                elapsed=lambda line: elapsed(line, self._today()),
            ),
            self._number(92)._replace(detail=self._carer),
            Column(
                "who",
                self.tr("Principal, claims"),
                lambda line: line.name,
                width=152,
                detail=self._rights,
            ),
            Column("next", self.tr("Next"), self._next),
            Column("by", self.tr("Next date"), self._due, 108, detail=self._due_name),
        ]

    def of_all(self) -> list[Column[ApplicationLine]]:
        """Return the columns of the list of all applications; each can be sorted by.

        What presses stands first: by when, and what is waited for; what is done steps back.
        """
        return [
            self._number(96)._replace(tone=_tone),
            Column(
                ApplicationColumn.BY.value,
                self.tr("Next date"),
                self._due_and_left,
                208,
                spoken=self._due_spoken,
                mark=self._presses,
                tone=_tone,
            ),
            Column(
                ApplicationColumn.WORK.value,
                self.tr("State"),
                lambda line: messages.label(line.work, self._language),
                208,
                mark=lambda line: _MARKS.get(line.work, Mark.TO_DO),
            ),
            self._plain(ApplicationColumn.NAME.value, self.tr("Principal"), _name, 176),
            self._plain(ApplicationColumn.KANA.value, self.tr("Kana"), _kana, 168),
            self._plain("carer", self.tr("Looked after by"), self._carer, 128),
            self._plain("rights", self.tr("Claims"), self._rights),
            self._plain(
                ApplicationColumn.RECEIVED.value,
                self.tr("Received"),
                lambda line: dates.beside(line.received_on, self._today(), self._language),
                120,
            ),
        ]

    def of_list(self) -> list[Column[ApplicationLine]]:
        """Return the one column of the list beside an open application: two lines each."""
        return [
            Column(
                ApplicationColumn.NAME.value,
                self.tr("Principal"),
                lambda line: line.name,
                note=lambda line: line.kana,
                aside=lambda line: line.receipt_number,
                detail=self._rights,
                state=lambda line: messages.label(line.work, self._language),
                mark=lambda line: _MARKS.get(line.work, Mark.TO_DO),
            )
        ]

    def _plain(
        self, name: str, title: str, text: Callable[[ApplicationLine], str], width: int = 0
    ) -> Column[ApplicationLine]:
        return Column(name, title, text, width, tone=_tone)

    def _number(self, width: int) -> Column[ApplicationLine]:
        return Column(
            ApplicationColumn.NUMBER.value,
            self.tr("Number"),
            lambda line: line.receipt_number,
            width,
        )

    def _carer(self, line: ApplicationLine) -> str:
        return self._name_of(line.carer) if line.carer else ""

    def _rights(self, line: ApplicationLine) -> str:
        return words.labels(line.rights, self._language)

    def _due(self, line: ApplicationLine) -> str:
        by = due_day(line)
        if by is None:
            return ""
        today, language = self._today(), self._language
        if by.year != today.year:
            return dates.narrow(by, language)
        return dates.near(by, today, language)

    def _due_name(self, line: ApplicationLine) -> str:
        """Return which day it is, where one is named."""
        if line.work is Work.DONE or due_day(line) is None:
            return ""
        return messages.label(due_kind(line.next_what), self._language)

    def _due_spoken(self, line: ApplicationLine) -> str:
        """Say the day by its own name: the state beside tells it to who sees the list."""
        return f"{self._due_name(line)} {self._due_and_left(line)}".strip()

    def _presses(self, line: ApplicationLine) -> Mark | None:
        """Return how its day presses; what is done and only waits for its disposal does not."""
        return None if line.work is Work.DONE else urgency(due_day(line), self._today())

    def _due_and_left(self, line: ApplicationLine) -> str:
        """Tell the due day; of one that is past or close how far it is."""
        if line.work is Work.DONE:
            return messages.label(Group.DISPOSAL_DUE, self._language) if due_day(line) else ""
        by, today = due_day(line), self._today()
        left = days_left(by, today) if urgency(by, today) is not None else ""
        return f"{self._due(line)}  {left}".rstrip()

    def _left(self, line: ApplicationLine) -> str:
        return days_left(due_day(line), self._today())

    def _next(self, line: ApplicationLine) -> str:
        return next_title(line, self._today(), self._language)


def _name(line: ApplicationLine) -> str:
    return line.name


def _kana(line: ApplicationLine) -> str:
    return line.kana


def _tone(line: ApplicationLine) -> str:
    return "text3" if line.work is Work.DONE else ""


def next_title(line: ApplicationLine, today: date, language: Language) -> str:
    """Return what is to be done next, in a few words."""
    said = awaited(Next(line.next_what, line.by, line.why), today)
    return said or words.next_of(line, language).title


def awaited(found: Next, today: date) -> str:
    """Return what is done while the applicant is awaited; empty where the usual words say it.

    On the last day of a notice the mail is looked at. Where a department is awaited too, both are
    named.
    """
    if found.what != What.AWAIT_APPLICANT.value:
        return ""
    if found.by == today:
        return QCoreApplication.translate("Columns", "Look in today's mail: it is the last day")
    if found.why == Why.BOTH_AWAITED.value:
        return QCoreApplication.translate("Columns", "Wait for the supplement and the department")
    return ""


def next_told(found: Next, today: date, language: Language, *, dated: bool = True) -> ShortSentence:
    """Return what is to be done next with an application, and why: on a last day, to look.

    Its day stands behind the reason unless it is said beside (``dated``).
    """
    told = step_told(found if dated else replace(found, by=None), today, language)
    return replace(told, title=awaited(found, today) or told.title)


def step_told(found: Next, today: date, language: Language) -> ShortSentence:
    """Return what is to be done next, why, and by when, the day as pages write one of the year."""
    told = messages.next_step(replace(found, by=None), language)
    if found.by is None:
        return told
    said = QCoreApplication.translate("Columns", "{name}: {day}.")
    name = messages.label(due_kind(found.what), language)
    day = said.format(name=name, day=dates.near(found.by, today, language))
    between = "" if language is Language.JA else " "
    return replace(told, detail=between.join(filter(None, (told.detail, day))))


def due_day(line: ApplicationLine) -> date | None:
    """Return by when something is to be done; papers that are only kept wait for nothing."""
    return None if line.next_what == What.KEEP.value else line.by


def days_left(by: date | None, today: date) -> str:
    """Return how many days are left, in words; nothing where no day is named."""
    if by is None:
        return ""
    left = (by - today).days
    if left == 0:
        return QCoreApplication.translate("Columns", "Today")
    if left < 0:
        return QCoreApplication.translate("Columns", "%n day(s) over", "", -left)
    return QCoreApplication.translate("Columns", "%n day(s) left", "", left)


def urgency(by: date | None, today: date) -> Mark | None:
    """Return the state of a due day: past, close, or none yet."""
    if by is None:
        return None
    left = (by - today).days
    if left < 0:
        return Mark.OVERDUE
    return Mark.DUE if left <= _SOON else None


def elapsed(line: ApplicationLine, today: date) -> float | None:
    """Return which part of the period up to the due day is over; none where it has no beginning."""
    by = due_day(line)
    if by is None or line.since is None or by <= line.since:
        return None
    return (today - line.since).days / (by - line.since).days


def period(line: ApplicationLine, today: date, language: Language) -> str:
    """Tell the period up to the due day, and which day of it is today; nothing without a beginning.

    Days count from the one after the first; once the last is over, none of them is today.
    """
    by = due_day(line)
    if by is None or line.since is None or by <= line.since:
        return ""
    day, days = (today - line.since).days, (by - line.since).days
    told = QCoreApplication.translate("Columns", "{since} to {by}, day {day} of {days}")
    if day == 0 and line.work is Work.WAITING_FOR_APPLICANT:
        told = QCoreApplication.translate(
            "Columns", "{since} to {by}, day of posting (of {days} days)"
        )
    elif day == 0:
        told = QCoreApplication.translate(
            "Columns", "{since} to {by}, day of arrival (of {days} days)"
        )
    elif day > days:
        told = QCoreApplication.translate("Columns", "{since} to {by}, {days} days")
    return told.format(
        since=dates.near(line.since, today, language),
        by=dates.near(by, today, language),
        day=day,
        days=days,
    )
