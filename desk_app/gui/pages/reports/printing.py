# SPDX-License-Identifier: MIT
"""The figures of a period on their way to the printer or to a file, whole or for outside (I4)."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk_app.desk.context import Changes
from desk_app.desk.figures import counting as verbs
from desk_app.desk.figures.withholding import for_outside
from desk_app.gui.asking import Answers, ChoiceAsked, Question
from desk_app.gui.passwords import with_own_password
from desk_app.gui.printing.own_pages import NewFile, write_whole
from desk_app.i18n.figures import told

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk_app.desk.context import Desk
    from desk_app.gui.printing.own_pages import OwnPrinting
    from desk_app.gui.session.session import Session
    from desk_app.records.figures import Figures
    from desk_app.records.pages import FiguresPage

_COPY = "copy"


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
            return self._pages(desk, figures, verbs.figures_page, answers)

        return self._printing.question(self.tr("Print the figures"), making, self._copies())

    def save(self, figures: Figures, path: str) -> None:
        """Look at the place of a new file, and ask for the copy and the own password."""
        place = Path(path)
        noted = self.tr("The journal says who let it go. No applicant's name is in it.")
        self._files.look(place, noted, partial(self._ask_to_save, figures, place))

    def _ask_to_save(self, figures: Figures, place: Path, effect: str, detail: str) -> None:
        def doing(answers: Answers) -> Callable[[Desk], Changes]:
            def verb(desk: Desk) -> Changes:
                write_whole(place, self._pages(desk, figures, verbs.export_figures, answers))
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
        language, outside = self._session.language, bool(answers.get(_COPY))
        shown = for_outside(figures) if outside else figures
        made = verb(desk, told(shown, language), language, outside=outside)
        return desk.ports.press.page(made)

    def _copies(self) -> ChoiceAsked:
        copies = (
            (False, self.tr("for the house: every number")),
            (True, self.tr("for outside: no number under three")),
        )
        return ChoiceAsked(_COPY, self.tr("Copy"), copies, False)  # noqa: FBT003 a value
