# SPDX-License-Identifier: MIT
"""The number of an envelope that was posted, as the receipt shows it: added, or put right."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desk_app.desk import reading
from desk_app.desk.changes import Changes, Kind
from desk_app.desk.context import Desk
from desk_app.desk.corrections import noted
from desk_app.desk.errors import BadInput, Refused
from desk_app.desk.gate import admit
from desk_app.desk.keeping import keep
from desk_app.desk.ports import Books
from desk_app.records.history import Posting
from desk_app.records.ids import ApplicationId, PostingId
from desk_app.records.journal import Action
from desk_app.rules.postage import tracking
from desk_app.rules.terms import Duty


@dataclass(frozen=True, slots=True)
class NumberDraft:
    """The number on the receipt of the post office; a reason where another one stood there."""

    application: ApplicationId
    posting: PostingId
    tracking_number: str
    reason: str = ""


def write_tracking_number(desk: Desk, draft: NumberDraft) -> Changes:
    """Write the tracking number of an envelope that was posted before (F2).

    One that stood there is kept as a correction, with the reason (B5). Raises BadInput without a
    number, for no such envelope, for the number that stands there, and without a reason where
    another one does; Refused where another envelope bears it.
    """
    desk.must(Duty.POST)
    draft = admit(draft)
    number = draft.tracking_number.strip()
    if not number:
        raise BadInput("tracking_number_missing", place="tracking_number")
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        file = books.files.get(draft.application)
        sent = next((each for each in file.postings if each.id == draft.posting), None)
        if sent is None:
            raise BadInput("no_such_posting", place="posting")
        before = sent.tracking_number
        if before == number:
            raise BadInput("nothing_changed", place="tracking_number")
        if before and not draft.reason.strip():
            raise BadInput("reason_missing", place="reason")
        _must_be_free(books, draft.application, sent, number)
        if before:
            field = f"postings.{sent.id}.tracking_number"
            file = noted(desk, file, field, before, number, draft.reason)
        written = replace(sent, tracking_number=number)
        postings = tuple(written if each is sent else each for each in file.postings)
        books.journal.note(Action.TRACKING_NUMBER_WRITTEN, draft.application, posting=sent.id)
        keep(desk, books, replace(file, postings=postings))
        books.commit()
    return Changes.of((Kind.APPLICATION, draft.application))


def posted_under(desk: Desk, number: str) -> Posting | None:
    """Return the envelope of ours that bears a tracking number in whatever spelling, if one does.

    Raises NotAllowed.
    """
    spellings = tracking.spellings(number)
    with reading.cases(desk) as books:
        files = [books.files.get(id_) for id_ in books.files.posted_as(spellings)]
    sent = (each for file in files for each in file.postings)
    return next((each for each in sent if each.tracking_number in spellings), None)


def _must_be_free(books: Books, id_: ApplicationId, sent: Posting, number: str) -> None:
    """Refuse a number that another envelope bears in whatever spelling, with whose that is."""
    spellings = tracking.spellings(number)
    for other in books.files.posted_as(spellings):
        file = books.files.get(other)
        bearing = (each for each in file.postings if each.tracking_number in spellings)
        if any(other != id_ or each.id != sent.id for each in bearing):
            facts = {"number": file.application.receipt_number}
            raise Refused(("tracking_number_used",), facts, place="tracking_number")
