# SPDX-License-Identifier: MIT
"""The figures of a period as they are read: beside the window's work, and stopped where wanted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from desk_app.desk.errors import Cancelled
from desk_app.desk.figures import counting
from desk_app.gui.session.session import ToldWork
from desk_app.records.figures import Figure
from desk_app.rules.rulebook.terms import Duty

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk_app.desk.context import Desk
    from desk_app.desk.figures.counting import FigurePeriod, FigureReading
    from desk_app.gui.session.session import Session
    from desk_app.gui.session.tasks import SharedProgress
    from desk_app.records.base import ApplicationId
    from desk_app.records.figures import Figures, Lead


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ReportState:
    """What the page shows: the period that is wanted, and the figures once they are read."""

    period: FigurePeriod
    read: Figures | None = None
    reading: bool = False


class ReportBook(QObject):
    """Says `state_changed` with what the page shows; a newer period stops the reading of another.

    A period is read when the page is entered, when another is wanted, and when all is to be read
    again: what changes meanwhile stands in it from then on. What is read at once says nothing of
    it; at a desk of before there were tallies, the first time tells how far it is.
    """

    state_changed = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.state = ReportState(counting.fiscal_year(session.today))
        self._work = ToldWork(session, self._how_far, self)

    def show_period(self, period: FigurePeriod) -> None:
        """Show the figures of a period."""
        if period != self.state.period or self.state.read is None:
            self.state = replace(self.state, period=period)
            self.read_again()

    def read_again(self) -> None:
        """Read the figures of the period anew."""
        progress = self._work.begin_anew()
        period, desk = self.state.period, self._session.desk
        self._show(replace(self.state, reading=True))
        self._submit(progress, lambda: counting.begin(desk, period), partial(self._go_on, progress))

    def _go_on(self, progress: SharedProgress, reading: FigureReading) -> None:
        """Have some more read; what others ask meanwhile is answered between."""
        progress.report(reading.done, reading.total)
        if progress is not self._work.progress:
            return
        if progress.cancelled:
            self._failed(progress, Cancelled())
        elif reading.done < reading.total:
            self._submit(progress, reading.go_on, lambda _: self._go_on(progress, reading))
        else:
            self._submit(progress, reading.finish, partial(self._take, progress))

    def _submit(
        self, progress: SharedProgress, call: Callable[[], T], then: Callable[[T], None]
    ) -> None:
        self._session.runner.submit(self, call, then, partial(self._failed, progress))

    def look_up(
        self, chart: str, lead: Lead, then: Callable[[tuple[ApplicationId, ...]], None]
    ) -> None:
        """Ask for what a number counts; nothing for who may open none of it."""
        figure, period = Figure(chart), self.state.period
        if lead.before:
            period = period.year_before

        def read(desk: Desk) -> tuple[ApplicationId, ...]:
            if not desk.may(Duty.READ_CASES):
                return ()
            return counting.members(desk, period, figure, lead.codes)

        self._session.ask(self, "members", read, then)

    def _take(self, progress: SharedProgress, read: Figures) -> None:
        if progress is self._work.progress:
            self._work.end()
            self._show(replace(self.state, read=read, reading=False))

    def _failed(self, progress: SharedProgress, error: Exception) -> None:
        """Tell why there are no figures; who stopped the reading knows it already."""
        if progress is not self._work.progress:
            return
        self._work.end()
        self._show(replace(self.state, reading=False))
        if isinstance(error, Cancelled):
            self._session.said.emit(self.tr("Stopped: the figures shown are those read before."))
        else:
            self._session.trouble.emit(error)

    def _how_far(self, done: int, total: int) -> str:
        words = self.tr("Counting applications: {done} of {total}")
        return words.format(done=done, total=total)

    def _show(self, state: ReportState) -> None:
        self.state = state
        self.state_changed.emit(state)
