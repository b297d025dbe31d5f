# SPDX-License-Identifier: MIT
"""The work list: how much waits in each group, and what waits in the chosen one."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk_app.desk import reading
from desk_app.desk.queries import (
    ApplicationColumn,
    Filter,
    FirstDays,
    Group,
    LetterOrder,
    LetterState,
    MailLine,
    Order,
    ReturnLine,
)
from desk_app.gui.models.rows import RowsModel
from desk_app.gui.presenters.application_list import ApplicationList
from desk_app.gui.presenters.letter_rows import LetterRows
from desk_app.records.mail import Matter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from desk_app.desk.changes import Changes
    from desk_app.desk.context import Desk
    from desk_app.gui.models.application_columns import ApplicationColumns
    from desk_app.gui.models.paper_columns import PaperColumns
    from desk_app.gui.workplace import Workplace

_BY_DAY = Order(ApplicationColumn.BY, ascending=True)
LETTER_GROUPS = {Group.TO_PRINT: LetterState.TO_PRINT, Group.TO_POST: LetterState.TO_POST}


@dataclass(frozen=True, slots=True)
class TodayState:
    """What Today shows: the counts by group, what presses most in each, the chosen group."""

    counts: Mapping[Group, int] = field(default_factory=dict)
    days: Mapping[Group, FirstDays] = field(default_factory=dict)
    group: Group = Group.TO_LOG

    @property
    def all(self) -> int:
        """Return how many things wait in all groups together."""
        return sum(self.counts.values())

    @property
    def counted(self) -> bool:
        """Whether the groups were counted yet: before that nobody knows what waits."""
        return bool(self.counts)


class TodayPresenter(QObject):
    """Keeps the counts and the rows of the chosen group."""

    state_changed = Signal(object)

    def __init__(
        self,
        work: Workplace,
        applications: ApplicationColumns,
        papers: PaperColumns,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._state = TodayState()
        self._text = ""
        self._order = _BY_DAY
        self._letter_order = LetterOrder()
        self._by_clerk = False
        self._coming = True
        self.applications = ApplicationList(work, applications.of_work(), self, _BY_DAY)
        self.mail: RowsModel[MailLine] = RowsModel(
            papers.of_mail_to_log(), lambda row: row.id, None, self
        )
        self.letter_rows = LetterRows(work, papers.of_letters(), self)
        self.letters = self.letter_rows.model
        self.returns: RowsModel[ReturnLine] = RowsModel(
            papers.of_returns(), lambda row: row.id, None, self
        )
        work.hub.listen(self._changed)

    @property
    def state(self) -> TodayState:
        """What Today shows now."""
        return self._state

    def come_back(self, group: Group | None = None) -> None:
        """Read everything; the clerk's own group stays as long as something waits in it."""
        if group is not None:
            self._by_clerk = True
            self._state = replace(self._state, group=group)
        self._coming = True
        self.read_again()

    def read_again(self) -> None:
        """Count every group and read the chosen one."""
        self._work.ask(self, "counts", _waiting, self._take_waiting)
        if not self._coming:
            self._read_group(self._state.group)

    def choose(self, group: Group) -> None:
        """Show the group that the clerk chooses, in the order of its days."""
        self._by_clerk, self._text, self._order = True, "", _BY_DAY
        self._letter_order = LetterOrder()
        self._show(replace(self._state, group=group))
        self._read_group(group)

    def narrow(self, text: str) -> None:
        """Show the part of the group that a text finds."""
        self._text = text
        self._read_group(self._state.group)

    def sort(self, order: Order | LetterOrder) -> None:
        """Show the group in another order."""
        if isinstance(order, LetterOrder):
            self._letter_order = order
        else:
            self._order = order
        self._read_group(self._state.group)

    def _read_group(self, group: Group) -> None:
        if group is Group.TO_LOG:
            self._work.ask(self, "rows", _mail_to_log, self.mail.show_rows)
        elif group in LETTER_GROUPS:
            self.letter_rows.show(LETTER_GROUPS[group], self._letter_order)
        elif group is Group.TO_RETURN:
            self._work.ask(
                self, "rows", lambda desk: reading.lists(desk).returns(), self._take_returns
            )
        else:
            self.applications.show(Filter(self._text, group), self._order)

    def _take_returns(self, rows: Sequence[ReturnLine]) -> None:
        self.returns.show_rows(rows)

    def _take_waiting(self, waiting: tuple[Mapping[Group, int], Mapping[Group, FirstDays]]) -> None:
        (counts, days), group = waiting, self._state.group
        if self._coming and not (self._by_clerk and counts.get(group)):
            group = next((each for each in Group if counts.get(each)), Group.TO_LOG)
            self._by_clerk = False
        if group is not self._state.group:
            self._text, self._order = "", _BY_DAY
        self._show(replace(self._state, counts=counts, days=days, group=group))
        if self._coming:
            self._coming = False
            self._read_group(group)

    def _changed(self, _changes: Changes, _initiator: QObject | None) -> None:
        self.read_again()

    def _show(self, state: TodayState) -> None:
        self._state = state
        self.state_changed.emit(state)


def _waiting(desk: Desk) -> tuple[Mapping[Group, int], Mapping[Group, FirstDays]]:
    queries = reading.lists(desk)
    return queries.counts(desk.today), queries.first_days(desk.today)


def _mail_to_log(desk: Desk) -> tuple[MailLine, ...]:
    queries = reading.lists(desk)
    lines = queries.mail_lines(queries.mail_window(open_only=True).ids)
    return tuple(
        line for line in lines if line.matter is not Matter.NEW_APPLICATION or not line.numbers
    )
