# SPDX-License-Identifier: MIT
"""The columns of applications in the work list and in the list of all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject

from desk_app.desk.queries import ApplicationColumn, ApplicationLine
from desk_app.gui import words
from desk_app.gui.marks import Mark
from desk_app.gui.models.columns import Column
from desk_app.i18n import dates, messages
from desk_app.records.findings import Work
from desk_app.rules.work_codes import What

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from desk_app.records.people import Language

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
    Work.DONE: Mark.OK,
}


class ApplicationColumns(QObject):
    """Makes the columns of applications; language and day are asked again each time."""

    def __init__(self, language: Language, today: Callable[[], date], parent: QObject) -> None:
        super().__init__(parent)
        self._language = language
        self._today = today

    def of_work(self) -> list[Column[ApplicationLine]]:
        """Return the columns of the work list: by when, which, who, what is waited for."""
        return [
            Column(
                "left",
                self.tr("Time left"),
                self._left,
                112,
                mark=lambda line: urgency(due_day(line), self._today()),
                elapsed=lambda line: elapsed(line, self._today()),
            ),
            self._number(84),
            Column(
                "who",
                self.tr("Principal, claims"),
                lambda line: line.name,
                width=152,
                detail=self._rights,
            ),
            Column("next", self.tr("Next"), lambda line: words.next_of(line, self._language).title),
            Column("by", self.tr("Due"), self._due, 108),
        ]

    def of_all(self) -> list[Column[ApplicationLine]]:
        """Return the columns of the list of all applications; each can be sorted by."""
        return [
            self._number(88),
            Column(ApplicationColumn.NAME.value, self.tr("Principal"), lambda line: line.name, 176),
            Column(ApplicationColumn.KANA.value, self.tr("Kana"), lambda line: line.kana, 168),
            Column("rights", self.tr("Claims"), self._rights),
            Column(
                ApplicationColumn.RECEIVED.value,
                self.tr("Received"),
                lambda line: dates.narrow(line.received_on, self._language),
                124,
            ),
            Column(
                ApplicationColumn.WORK.value,
                self.tr("State"),
                lambda line: messages.label(line.work, self._language),
                216,
                mark=lambda line: _MARKS.get(line.work, Mark.OPEN),
            ),
            Column(ApplicationColumn.BY.value, self.tr("Due"), self._due, 112),
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
                mark=lambda line: _MARKS.get(line.work, Mark.OPEN),
            )
        ]

    def _number(self, width: int) -> Column[ApplicationLine]:
        return Column(
            ApplicationColumn.NUMBER.value,
            self.tr("Number"),
            lambda line: line.receipt_number,
            width,
            digits=True,
        )

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

    def _left(self, line: ApplicationLine) -> str:
        return days_left(due_day(line), self._today())


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
