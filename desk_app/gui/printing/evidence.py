# SPDX-License-Identifier: MIT
"""Evidence on its way out: the folder chosen, what is in it asked, the password shown, written."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from desk_app.desk.audit.evidence import BOUND, export_evidence
from desk_app.desk.context import Changes
from desk_app.desk.errors import BadInput
from desk_app.gui.asking import Answers, Ask, Asked, ChoiceAsked, DayAsked, Question, day, text
from desk_app.gui.kit.files import ChooseFolder, documents
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.passwords import with_own_password
from desk_app.gui.printing.own_pages import NewFile
from desk_app.gui.printing.watched import WatchedErrand
from desk_app.i18n.pages import EvidencePackWords
from desk_app.records.evidence import EvidenceScope
from desk_app.rules.rulebook.terms import Duty

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from desk_app.desk.context import Desk
    from desk_app.gui.page import PagePart
    from desk_app.gui.session.session import Session
    from desk_app.gui.session.tasks import SharedProgress
    from desk_app.records.evidence import EvidenceMade


class EvidenceLeaving(WatchedErrand):
    """Asks on its page; then the pack is written beside the window's work, which can stop it.

    ``number`` returns the receipt number it is of; empty for the applications of a period.
    ``period`` returns the days that are offered: without, those of this month.
    """

    def __init__(
        self,
        session: Session,
        page: PagePart,
        number: Callable[[], str] = lambda: "",
        period: Callable[[], tuple[date, date]] | None = None,
    ) -> None:
        super().__init__(session, page)
        self._number = number
        self._period = period or (lambda: (session.today.replace(day=1), session.today))
        self._files = NewFile(session, self)
        self._wanted: tuple[Desk, EvidenceScope, Path] | None = None

    def offer(self, menu: str, can: Callable[[], bool] = lambda: True) -> None:
        """Offer it on the page."""
        told = self.tr("Write evidence")
        self._page.act(
            "evidence", told, self.choose, None, "export", menu, can=can, needs=Duty.EXPORT
        )

    def name(self) -> str:
        """Return the name of the pack's own folder: what it is of, and the day."""
        of = self._number() or "period"
        return f"evidence-{of}-{self._session.today.isoformat()}"

    def choose(self) -> None:
        """Ask for the folder in which the pack's own is made."""
        dialog = ChooseFolder(documents(), self._page, self.tr("Folder for the evidence"))
        dialog.fileSelected.connect(self.save)
        dialog.open()

    def save(self, folder: str) -> None:
        """Look at a folder, and ask what goes into it."""
        place, number = Path(folder) / self.name(), self._number()
        told = self.tr("The journal says who let it go. No other applicant is named in it.")
        doubts = self._session.desk.ports.packs.doubts
        self._files.look(place, told, partial(self._ask, place, number), doubts)

    @override
    def how_far(self, done: int, total: int) -> str:
        return self.tr("Evidence: {done} of {total}").format(done=done, total=total)

    @override
    def stopped(self) -> str:
        return self.tr("Stopped: no evidence was written.")

    def _ask(self, place: Path, number: str, effect: str, detail: str) -> None:
        def doing(answers: Answers) -> Callable[[Desk], Changes]:
            scope, form = self._scope(number, answers), text(answers, "form")

            def verb(desk: Desk) -> Changes:
                if scope.since and scope.until and scope.until < scope.since:
                    raise BadInput("days_turned", place="last")
                self._wanted = (desk, scope, place.with_name(place.name + form))
                return Changes.of()

            return verb

        question = Question(
            self.tr("Write evidence"),
            self.tr("Write"),
            doing,
            effect,
            detail,
            self._asked(number),
            said=self.tr("The evidence is being written."),
        )
        dialog = Ask(self._session, with_own_password(self._session, question), self._page)
        dialog.accepted.connect(self._go)
        dialog.begin()

    def _asked(self, number: str) -> tuple[Asked, ...]:
        """Ask for the days of a period, whether names go into it, and in which form."""
        first, last = self._period()
        days = (
            DayAsked("first", self.tr("Received from"), first),
            DayAsked("last", self.tr("Until"), min(last, self._session.today)),
        )
        with_names = ((True, self.tr("With names, words and letters")),)
        choices = (
            *(with_names if self._session.desk.may(Duty.READ_CASES) else ()),
            (False, self.tr("Without names")),
        )
        names = ChoiceAsked("names", self.tr("What is in it"), choices, choices[0][0])
        forms = (
            ("", self.tr("A folder")),
            (BOUND, self.tr("One PDF to archive, the files attached")),
        )
        form = ChoiceAsked("form", self.tr("Form"), forms, "")
        return (names, form) if number else (*days, names, form)

    def _scope(self, number: str, answers: Answers) -> EvidenceScope:
        today, named = self._session.today, cast("bool", answers["names"])
        if number:
            return EvidenceScope(number, named=named)
        first, last = day(answers, "first", today), day(answers, "last", today)
        return EvidenceScope(since=first, until=last, named=named)

    def _go(self) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted is None:
            return
        (desk, scope, place), language = wanted, self._session.language

        def writing(progress: SharedProgress) -> EvidenceMade:
            words = (language, EvidencePackWords(language))
            return export_evidence(desk, scope, place, words, progress)

        self.begin(writing, partial(self._made, place))

    def _made(self, place: Path, made: EvidenceMade) -> None:
        told = self.tr("Evidence written to {folder}: %n file(s).", "", made.files)
        self._session.said.emit(told.format(folder=place.name))
