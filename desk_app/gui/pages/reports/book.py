# SPDX-License-Identifier: MIT
"""The figures of a period: read beside the window's work, stopped where wanted, printed, saved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from desk_app.desk.context import Changes
from desk_app.desk.errors import Cancelled
from desk_app.desk.figures import counting
from desk_app.desk.figures.withholding import for_outside
from desk_app.gui.asking import Answers, ChoiceAsked, Question
from desk_app.gui.passwords import with_own_password
from desk_app.gui.printing.own_pages import NewFile, write_whole
from desk_app.gui.session.session import ToldWork
from desk_app.i18n.figures import told
from desk_app.records.books.figures import Figure
from desk_app.rules.rulebook.terms import Duty

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk_app.desk.context import Desk
    from desk_app.desk.figures.counting import FigurePeriod, FigureReading
    from desk_app.gui.printing.own_pages import OwnPrinting
    from desk_app.gui.session.session import Session
    from desk_app.gui.session.tasks import SharedProgress
    from desk_app.records.base import ApplicationId
    from desk_app.records.books.figures import Figures, Lead
    from desk_app.records.pages import FiguresPage


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


# On their way to the printer or to a file, whole or for outside (I4).


_COPY = "copy"


class FiguresCopy(Enum):
    """For whom the figures leave the screen."""

    HOUSE = "house"
    OUTSIDE = "outside"
    MANAGEMENT = "management"


class FigurePrinting(QObject):
    """Makes the question before a print; `asked` carries the one before a file is written."""

    asked = Signal(object)

    def __init__(self, session: Session, printing: OwnPrinting, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._printing = printing
        self._files = NewFile(session, self)

    def name(self, figures: Figures) -> str:
        """Return the name that a file is offered: what it is, and its first and last day."""
        return f"figures-{figures.first.isoformat()}-{figures.last.isoformat()}.pdf"

    def print_question(self, figures: Figures) -> Question:
        """Ask whether all goes onto paper, or what may leave the house."""

        def making(desk: Desk, answers: Answers) -> bytes:
            return self._pages(desk, figures, counting.figures_page, answers)

        return self._printing.question(self.tr("Print the figures"), making, self._copies())

    def save(self, figures: Figures, path: str) -> None:
        """Look at the place of a new file, and ask for the copy and the own password."""
        place = Path(path)
        noted = self.tr("The journal says who let it go. No applicant's name is in it.")
        self._files.look(place, noted, partial(self._ask_to_save, figures, place))

    def _ask_to_save(self, figures: Figures, place: Path, effect: str, detail: str) -> None:
        def doing(answers: Answers) -> Callable[[Desk], Changes]:
            def verb(desk: Desk) -> Changes:
                write_whole(place, self._pages(desk, figures, counting.export_figures, answers))
                return Changes.of()

            return verb

        question = Question(
            self.tr("Save the figures"),
            self.tr("Save"),
            doing,
            effect,
            detail,
            (self._copies(),),
            said=self.tr("The figures are saved as a file."),
        )
        self.asked.emit(with_own_password(self._session, question))

    def _pages(
        self, desk: Desk, figures: Figures, verb: Callable[..., FiguresPage], answers: Answers
    ) -> bytes:
        copy = FiguresCopy(answers[_COPY])
        language, outside = self._session.language, copy is FiguresCopy.OUTSIDE
        shown = for_outside(figures) if outside else figures
        made = verb(desk, told(shown, language), language, outside=outside)
        brief = copy is FiguresCopy.MANAGEMENT
        return desk.ports.press.page(counting.in_brief(made) if brief else made)

    def _copies(self) -> ChoiceAsked:
        copies = (
            (FiguresCopy.HOUSE, self.tr("for the house: every number")),
            (FiguresCopy.OUTSIDE, self.tr("for outside: no number under three")),
            (FiguresCopy.MANAGEMENT, self.tr("for management: the main figures on one page")),
        )
        return ChoiceAsked(_COPY, self.tr("Copy"), copies, FiguresCopy.HOUSE)
