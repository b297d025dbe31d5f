# SPDX-License-Identifier: MIT
"""Legal holds: an application is kept beyond its day while one stands (H1)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from desk_app.desk.changes import Changes, Kind
from desk_app.desk.context import Desk
from desk_app.desk.errors import BadInput, Refused, StaleEdit
from desk_app.desk.gate import admit
from desk_app.desk.keeping import keep
from desk_app.desk.ports import Books
from desk_app.records.disposal import Hold, HoldReason
from desk_app.records.history import ApplicationFile
from desk_app.records.ids import ApplicationId
from desk_app.records.journal import Action
from desk_app.rules import retention
from desk_app.rules.terms import Duty


@dataclass(frozen=True, slots=True)
class HoldDraft:
    """A hold to be ordered: why, until which day it is looked at again, and a note of the desk's.

    ``version`` is the application's as it was seen.
    """

    application: ApplicationId
    version: int
    reason: HoldReason
    review_on: date
    note: str = ""


def version_of(desk: Desk, id_: ApplicationId) -> int:
    """Return an application's version for a draft: who holds back need not read the case."""
    desk.must(Duty.HOLD)
    with desk.ports.store.reading() as books:
        return books.files.get(id_).application.version


def hold(desk: Desk, draft: HoldDraft) -> Changes:
    """Hold an application back from disposal.

    Raises BadInput for a day of review that is not ahead or a reason without words, Refused where
    a hold stands already, StaleEdit.
    """
    desk.must(Duty.HOLD)
    draft = admit(draft)
    if draft.review_on <= desk.today:
        raise BadInput("review_not_ahead", place="review_on")
    if draft.reason is HoldReason.OTHER and not draft.note.strip():
        raise BadInput("reason_missing", place="note")
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        file = _file(books, draft.application, draft.version)
        if retention.standing(file.holds) is not None:
            raise Refused(("held_already",))
        ordered = Hold(draft.reason, draft.review_on, desk.actor.id, desk.today, draft.note)
        books.journal.note(
            Action.HOLD_ORDERED,
            draft.application,
            reason=draft.reason.value,
            review_on=draft.review_on,
        )
        keep(desk, books, replace(file, holds=(*file.holds, ordered)))
        books.commit()
    return Changes.of((Kind.APPLICATION, draft.application))


def lift_hold(desk: Desk, id_: ApplicationId, version: int) -> Changes:
    """Lift the hold that stands; raises Refused where none does, StaleEdit."""
    desk.must(Duty.HOLD)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        file = _file(books, id_, version)
        standing = retention.standing(file.holds)
        if standing is None:
            raise Refused(("not_held",))
        lifted = replace(standing, lifted_by=desk.actor.id, lifted_on=desk.today)
        books.journal.note(Action.HOLD_LIFTED, id_)
        holds = tuple(lifted if each is standing else each for each in file.holds)
        keep(desk, books, replace(file, holds=holds))
        books.commit()
    return Changes.of((Kind.APPLICATION, id_))


def _file(books: Books, id_: ApplicationId, version: int) -> ApplicationFile:
    file = books.files.get(id_)
    if file.application.version != version:
        raise StaleEdit
    return file
