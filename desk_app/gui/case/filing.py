# SPDX-License-Identifier: MIT
"""What is noted of an application beside its course, told and asked: where its papers lie."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desk_app.desk.applications import filing
from desk_app.desk.applications.filing import FilingDraft
from desk_app.gui.asking import (
    Answers,
    ChoiceAsked,
    LineAsked,
    LongAsked,
    Question,
    Questions,
    text,
)
from desk_app.gui.session.session import Did, Undo
from desk_app.records.history import CorrectiveNeed

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk_app.desk.context import Changes, Desk
    from desk_app.gui.case.read import Opened
    from desk_app.records.history import Filing


def filing_told(noted: Filing) -> str:
    """Tell where the papers lie, and that something is to be mended; empty where neither."""
    told = []
    if noted.place:
        told.append(
            QCoreApplication.translate("Filing", "Papers: {place}").format(place=noted.place)
        )
    if noted.corrective is CorrectiveNeed.NEEDED:
        told.append(QCoreApplication.translate("Filing", "Corrective action needed"))
    return "  ".join(told)


class FilingQuestions(Questions):
    """Writes the question about where the papers of an application lie."""

    def note(self, opened: Opened) -> Question:
        """Ask where the papers lie, whether anything is to be mended, and for a remark."""
        now, id_ = opened.filing, opened.id

        def doing(answers: Answers) -> Callable[[Desk], Changes]:
            corrective = answers.get("corrective")
            draft = FilingDraft(
                id_,
                text(answers, "place"),
                corrective if isinstance(corrective, CorrectiveNeed) else None,
                text(answers, "remark"),
            )
            return partial(filing.note_filing, draft=draft)

        before = filing.draft_of(id_, now)
        number = opened.application.receipt_number
        undo = Undo(Did.FILING, number, partial(filing.note_filing, draft=before))
        undecided = ("", self.tr("not said yet"))
        return Question(
            title=self.tr("Where the papers of {number} lie").format(number=number),
            verb=self.tr("Note it"),
            doing=doing,
            effect=self.tr("The ledger of applications tells it; nothing that is signed changes."),
            asked=(
                LineAsked(
                    "place",
                    self.tr("Papers kept at"),
                    now.place,
                    offered=opened.places,
                    offers=self.tr("↓ used before"),
                ),
                ChoiceAsked(
                    "corrective",
                    self.tr("Corrective action"),
                    (undecided, *self._choices(CorrectiveNeed)),
                    now.corrective or "",
                ),
                LongAsked("remark", self.tr("Remarks"), now.remark),
            ),
            undo=lambda _: undo,
        )
