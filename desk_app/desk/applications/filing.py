# SPDX-License-Identifier: MIT
"""What is noted of an application beside its course: where its papers lie, what is to be mended."""

from __future__ import annotations

from dataclasses import dataclass

from desk_app.desk.context import Changes, Desk, Kind
from desk_app.desk.errors import BadInput
from desk_app.desk.text_limits import admit
from desk_app.records.base import ApplicationId
from desk_app.records.books.journal import Action
from desk_app.records.case.history import NOT_FILED, CorrectiveNeed, Filing
from desk_app.rules.rulebook.terms import Duty


@dataclass(frozen=True, slots=True)
class FilingDraft:
    """What is to be noted of an application, in the place of what was: all empty takes it away."""

    application: ApplicationId
    place: str = ""
    corrective: CorrectiveNeed | None = None
    remark: str = ""


def draft_of(id_: ApplicationId, filing: Filing) -> FilingDraft:
    """Return the draft that notes again what was noted."""
    return FilingDraft(id_, filing.place, filing.corrective, filing.remark)


def note_filing(desk: Desk, draft: FilingDraft) -> Changes:
    """Note where the papers lie, whether anything is to be mended, and a remark (ledger 6.1).

    The journal keeps that it was done and whether anything is to be mended, no word of the rest.
    Raises NotFound, BadInput for a text that is too long or where nothing changed.
    """
    desk.must(Duty.LOG)
    noted = admit(
        Filing(
            draft.place,
            draft.corrective,
            draft.remark,
            desk.actor.id,
            desk.ports.clock.now(),
        )
    )
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        books.files.get(draft.application)
        if draft_of(draft.application, books.filings.get(draft.application)) == draft:
            raise BadInput("nothing_changed", place="place")
        said = "" if noted.corrective is None else noted.corrective.value
        books.journal.note(Action.FILING_NOTED, draft.application, corrective=said)
        books.filings.keep(draft.application, NOT_FILED if noted.says_nothing else noted)
        books.commit()
    return Changes.of((Kind.APPLICATION, draft.application))
