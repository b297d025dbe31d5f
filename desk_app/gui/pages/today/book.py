# SPDX-License-Identifier: MIT
"""The work list: how much waits in each group, what waits in the chosen one; the desk's safety."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk_app.desk import reading
from desk_app.desk.applications import caring, narrowing
from desk_app.desk.inquiries.handling import waiting_inquiries
from desk_app.desk.rows import (
    NOBODY,
    OF_INQUIRIES,
    ApplicationColumn,
    Filter,
    FirstDays,
    Group,
    InquiryLine,
    LetterLine,
    LetterOrder,
    LetterState,
    ListOrder,
    MailLine,
    ReturnLine,
)
from desk_app.gui.case.caring import name_in
from desk_app.gui.case.inquiries import InquiryColumns
from desk_app.gui.case.read import NOBODY_ELSE, ApplicationList, urgency
from desk_app.gui.kit.look.painting import Mark
from desk_app.gui.kit.tables.columns import RowsModel
from desk_app.i18n import dates, messages
from desk_app.records.base import inquiry_of, kept_id_of
from desk_app.records.case.mail import Matter
from desk_app.records.desk.people import Language
from desk_app.rules.work_codes import DueKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from desk_app.desk.applications.caring import Team
    from desk_app.desk.context import Changes, Desk
    from desk_app.gui.case.mail import PaperColumns
    from desk_app.gui.case.read import ApplicationColumns
    from desk_app.gui.kit.tables.columns import Column
    from desk_app.gui.session.session import Session
    from desk_app.records.base import ApplicationId, UserId


class LetterRows(QObject):
    """Fills its model; ``ordered`` says that another order was asked for."""

    ordered = Signal()

    def __init__(
        self, session: Session, columns: Sequence[Column[LetterLine]], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self.order = LetterOrder()
        self.model: RowsModel[LetterLine] = RowsModel(columns, lambda row: row.id, None, self)

    def show(
        self, state: LetterState, order: LetterOrder, people: tuple[UserId, ...] | None
    ) -> None:
        """Read the letters in a state, in an order, of what people look after or of all."""
        self.order = order
        self.ordered.emit()
        letters = partial(_letters, state, order, people)
        self._session.ask(self, "letters", letters, self.model.show_rows)


# The line under the name of a group of the work list: what presses most in it.


@dataclass(frozen=True, slots=True)
class Pressing:
    """What presses most, in the clerk's language; a mark where it cannot wait."""

    text: str = ""
    mark: Mark | None = None


_NAMED = {
    Group.WAITING_FOR_APPLICANT: DueKind.SUPPLEMENT,
    Group.LAPSE_TODAY: DueKind.SUPPLEMENT,
    Group.WAITING_FOR_DEPARTMENT: DueKind.REPLY,
    Group.TO_DECIDE: DueKind.REPLY,
    Group.TO_APPROVE: DueKind.REPLY,
}
"""The groups in which every day is of one kind."""


class GroupWords(QObject):
    """Tells the first days of a group in the clerk's language."""

    def of(self, group: Group, days: FirstDays | None, today: date, language: Language) -> Pressing:
        """Return what presses most in a group; nothing where nothing waits in it."""
        if days is None:
            return Pressing()
        if group is Group.DISPOSAL_DUE and days.by is not None:
            day = dates.beside(days.by, today, language)
            return Pressing(self.tr("Longest due since {day}").format(day=day))
        if days.by is None:
            return Pressing(self._arrived(days.arrived, today, language))
        mark = urgency(days.by, today)
        day = self.tr("today") if days.by == today else dates.beside(days.by, today, language)
        if group not in _NAMED:
            late = self.tr("Overdue since {day}")
            said = late if mark is Mark.OVERDUE else self.tr("Next date {day}")
            return Pressing(said.format(day=day), mark)
        name = messages.label(_NAMED[group], language)
        late = self.tr("{name} {day}, over")
        said = late if mark is Mark.OVERDUE else self.tr("{name} {day}")
        return Pressing(said.format(name=name, day=day), mark)

    def too(self, pressing: Pressing, both: int, language: Language) -> Pressing:
        """Return it with how many more wait for a department, and where they are listed.

        Each application stands in one group: where both are awaited it is the applicant's.
        """
        if not both:
            return pressing
        group = messages.word(Group.WAITING_FOR_APPLICANT, language)
        more = self.tr("%n more: {group}", "", both).format(group=group)
        between = "、" if language is Language.JA else "; "
        return replace(pressing, text=between.join(filter(None, (pressing.text, more))))

    def _arrived(self, first: date, today: date, language: Language) -> str:
        if first == today:
            return self.tr("All arrived today")
        return self.tr("Oldest arrived {day}").format(day=dates.beside(first, today, language))


# The work list: how much waits in each group, and what waits in the chosen one.


_BY_DAY = ListOrder(ApplicationColumn.BY, ascending=True)
_STOPS = (Group.LEAK, Group.WITHDRAWAL)
"""What comes before all else: a report is owed within days, and work is stopped."""
_REPORT_SOON = 5
"""As long as the preliminary report may take: a full one that has longer waits like other work."""
LETTER_GROUPS = {Group.TO_PRINT: LetterState.TO_PRINT, Group.TO_POST: LetterState.TO_POST}


@dataclass(frozen=True, slots=True)
class TodayState:
    """What Today shows: the counts by group, what presses most in each, the chosen group."""

    counts: Mapping[Group, int] = field(default_factory=dict)
    days: Mapping[Group, FirstDays] = field(default_factory=dict)
    group: Group = Group.TO_LOG
    mine: bool = False
    """Only what whoever is signed in looks after, or those for whom he stands in."""
    team: Team = NOBODY_ELSE

    @property
    def of_people(self) -> tuple[UserId, ...] | None:
        """Return whose applications are shown; None: everybody's."""
        return self.team.mine if self.mine else None

    @property
    def all(self) -> int:
        """Return how many things wait in all groups together."""
        return sum(self.counts.values())

    def pressing(self, today: date) -> tuple[Group, ...]:
        """Return what cannot wait: a leak's report, a withdrawal, what is over, what is due today.

        Each in the order of the work. What is due for disposal is never late.
        """
        due = {group: days.by for group, days in self.days.items() if days.by is not None}
        dated = [each for each in self.filled if each in due and each is not Group.DISPOSAL_DUE]
        late = (group for group in dated if due[group] < today)
        now = (group for group in dated if due[group] == today)
        first = (group for group in _STOPS if group in self.filled and self._stops(group, today))
        return tuple(dict.fromkeys((*first, *late, *now)))

    def _stops(self, group: Group, today: date) -> bool:
        days = self.days.get(group)
        later = days is not None and days.by is not None and (days.by - today).days > _REPORT_SOON
        return group is not Group.LEAK or not later

    def in_order(self, today: date) -> tuple[Group, ...]:
        """Return all groups: what cannot wait, what waits, then those in which nothing does.

        A leak stands among them where there is one alone.
        """
        first = self.pressing(today)
        rest = (group for group in self.filled if group not in first)
        return (*first, *rest, *self.empty)

    @property
    def filled(self) -> tuple[Group, ...]:
        """Return the groups in which something waits, in the order of the work."""
        return tuple(group for group in Group if self.counts.get(group))

    @property
    def empty(self) -> tuple[Group, ...]:
        """Return the groups in which nothing waits, in the order of the work; never a leak."""
        nothing = (group for group in Group if not self.counts.get(group))
        return tuple(group for group in nothing if group is not Group.LEAK)

    @property
    def unfolded(self) -> bool:
        """Whether the empty groups stand one by one: one of them is shown, or none was counted."""
        return not self.counted or self.group in self.empty

    @property
    def counted(self) -> bool:
        """Whether the groups were counted yet: before that nobody knows what waits."""
        return bool(self.counts)


class TodayBook(QObject):
    """Keeps the counts and the rows of the chosen group."""

    state_changed = Signal(object)

    def __init__(
        self,
        session: Session,
        applications: ApplicationColumns,
        papers: PaperColumns,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self.state = TodayState()
        self._text, self._order, self._letter_order = "", _BY_DAY, LetterOrder()
        self._by_clerk, self._coming = False, True
        self._mine: bool | None = None
        self.applications = ApplicationList(session, applications.of_work(), self, _BY_DAY)
        mail, returns = papers.of_mail_to_log(), papers.of_returns()
        asked = InquiryColumns(
            session.language,
            lambda: session.today,
            self,
            lambda user: name_in(self.state.team, user),
        ).of_work()
        self.inquiries: RowsModel[InquiryLine] = RowsModel(asked, lambda row: row.id, None, self)
        self.mail: RowsModel[MailLine] = RowsModel(mail, lambda row: row.id, None, self)
        letters = papers.of_letters(self._is_late, self._carer_of)
        self.letter_rows = LetterRows(session, letters, self)
        self.returns: RowsModel[ReturnLine] = RowsModel(returns, lambda row: row.id, None, self)
        session.hub.listen(self._changed)

    def _is_late(self, line: LetterLine) -> bool:
        return line.for_posting_on < self._session.today

    def _carer_of(self, line: LetterLine) -> str:
        return name_in(self.state.team, line.carer) if line.carer else ""

    def come_back(self, group: Group | None = None) -> None:
        """Read everything; the clerk's own group stays as long as something waits in it."""
        if group is not None:
            self._by_clerk = True
            self.state = replace(self.state, group=group)
        self._coming = True
        self.read_again()

    def read_again(self) -> None:
        """Count every group and read the chosen one."""
        self._session.ask(self, "counts", partial(_waiting, self._mine), self._take_waiting)
        if not self._coming:
            self._read_group(self.state.group)

    def choose(self, group: Group) -> None:
        """Show the group that the clerk chooses, in the order of its days."""
        self._by_clerk, self._text, self._order = True, "", _BY_DAY
        self._letter_order = LetterOrder()
        self._show(replace(self.state, group=group))
        self._read_group(group)

    def see_mine(self, *, alone: bool) -> None:
        """Show what is the clerk's own alone, or everybody's, and keep it so."""
        if alone is not self.state.mine:
            self._mine = alone
            self._session.do(self, lambda desk: narrowing.see_mine(desk, alone=alone))
            self.read_again()

    def narrow(self, text: str) -> None:
        """Show the part of the group that a text finds."""
        self._text = text
        self._read_group(self.state.group)

    def sort(self, order: ListOrder | LetterOrder) -> None:
        """Show the group in another order."""
        if isinstance(order, LetterOrder):
            self._letter_order = order
        else:
            self._order = order
        self._read_group(self.state.group)

    def _read_group(self, group: Group) -> None:
        if group is Group.TO_LOG:
            self._session.ask(self, "rows", _mail_to_log, self.mail.show_rows)
        elif group in LETTER_GROUPS:
            self.letter_rows.show(LETTER_GROUPS[group], self._letter_order, self.state.of_people)
        elif group in OF_INQUIRIES:
            asked = partial(_inquiries, group, self.state.of_people)
            self._session.ask(self, "rows", asked, self.inquiries.show_rows)
        elif group is Group.TO_RETURN:
            returns = partial(_returns, self.state.of_people)
            self._session.ask(self, "rows", returns, self.returns.show_rows)
        else:
            # What is due for disposal nobody works on any more: it is everybody's.
            people = None if group is Group.DISPOSAL_DUE else self.state.of_people
            self.applications.show(Filter(self._text, group, of_people=people), self._order)

    def _take_waiting(self, waiting: _Waiting) -> None:
        counts, days, group = waiting.counts, waiting.days, self.state.group
        other = waiting.team.mine != self.state.team.mine or waiting.mine is not self.state.mine
        self._mine = waiting.mine
        if self._coming and not (self._by_clerk and counts.get(group)):
            groups = replace(self.state, counts=counts, days=days).in_order(self._session.today)
            group = next((each for each in groups if counts.get(each)), Group.TO_LOG)
            self._by_clerk = False
        if group is not self.state.group:
            self._text, self._order = "", _BY_DAY
        mine, team = waiting.mine, waiting.team
        self._show(replace(self.state, counts=counts, days=days, group=group, mine=mine, team=team))
        if self._coming or other:
            self._coming = False
            self._read_group(group)

    def _changed(self, _changes: Changes, _initiator: QObject | None) -> None:
        self.read_again()

    def _show(self, state: TodayState) -> None:
        self.state = state
        self.state_changed.emit(state)


@dataclass(frozen=True, slots=True)
class _Waiting:
    """What waits, whose it is, and whether that is narrowed down to what is one's own."""

    counts: Mapping[Group, int]
    days: Mapping[Group, FirstDays]
    mine: bool
    team: Team


def _waiting(mine: bool | None, desk: Desk) -> _Waiting:  # noqa: FBT001 a slot for partial
    queries, team = reading.lists(desk), caring.team(desk)
    alone = narrowing.sees_mine(desk) if mine is None else mine
    people = team.mine if alone else None
    counts, days = queries.counts(desk.today, people), queries.first_days(desk.today, people)
    return _Waiting(counts, days, alone, team)


def _inquiries(
    group: Group, people: tuple[UserId, ...] | None, desk: Desk
) -> tuple[InquiryLine, ...]:
    leaks, lines = group is Group.LEAK, waiting_inquiries(desk)
    found = (line for line in lines if (line.leak_by is not None) is leaks)
    if leaks or people is None:
        return tuple(found)
    # What nobody took yet is everybody's: nobody else would look at it.
    return tuple(line for line in found if line.carer in {*people, NOBODY})


def _returns(people: tuple[UserId, ...] | None, desk: Desk) -> tuple[ReturnLine, ...]:
    lines = reading.lists(desk).returns()
    theirs = _of_people(desk, people, (line.application for line in lines))
    return tuple(line for line in lines if theirs is None or line.application in theirs)


def _letters(
    state: LetterState, order: LetterOrder, people: tuple[UserId, ...] | None, desk: Desk
) -> tuple[LetterLine, ...]:
    lines = reading.lists(desk).letters(state, order=order)
    carers = _carers(desk, (line.application for line in lines))
    told = (replace(line, carer=carers.get(line.application, NOBODY)) for line in lines)
    return tuple(line for line in told if people is None or line.carer in people)


def _carers(desk: Desk, ids: Iterable[ApplicationId]) -> Mapping[ApplicationId, UserId]:
    """Return who looks after some applications, and after the open inquiries among them."""
    asked = sorted(set(ids))
    lines = reading.lists(desk).lines(asked, desk.today)
    carers = {line.id: line.carer for line in lines}
    if any(inquiry_of(id_) is not None for id_ in asked):
        carers |= {kept_id_of(line.id): line.carer for line in waiting_inquiries(desk)}
    return carers


def _of_people(
    desk: Desk, people: tuple[UserId, ...] | None, ids: Iterable[ApplicationId | None]
) -> frozenset[ApplicationId] | None:
    """Return those of some applications that people look after; None where all are wanted."""
    if people is None:
        return None
    asked = sorted({id_ for id_ in ids if id_ is not None})
    lines = reading.lists(desk).lines(asked, desk.today)
    return frozenset(line.id for line in lines if line.carer in people)


def _mail_to_log(desk: Desk) -> tuple[MailLine, ...]:
    queries = reading.lists(desk)
    lines = queries.mail_lines(queries.mail_window(open_only=True).ids)
    return tuple(
        line for line in lines if line.matter is not Matter.NEW_APPLICATION or not line.numbers
    )
