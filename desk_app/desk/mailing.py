# SPDX-License-Identifier: MIT
"""What goes to the post beside the letters: envelopes and labels for them, the slip of the day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desk_app.desk import reading
from desk_app.desk.changes import Changes
from desk_app.desk.context import Desk
from desk_app.desk.errors import BadInput
from desk_app.desk.ports import Books
from desk_app.records.history import ApplicationFile, Posting
from desk_app.records.ids import ApplicationId, LetterId, PostingId
from desk_app.records.journal import Action
from desk_app.records.mail import MailKind
from desk_app.records.pages import (
    Addressed,
    Envelope,
    EnvelopesPage,
    Front,
    LabelsPage,
    MailSlipLine,
    MailSlipPage,
)
from desk_app.records.people import DeskProfile
from desk_app.rules.pieces.change import total
from desk_app.rules.pieces.sorting import SEN
from desk_app.rules.replies import addressee
from desk_app.rules.terms import Duty

LABELS_ON_A_SHEET = 12


@dataclass(frozen=True, slots=True)
class Sending:
    """How envelopes go: the envelope itself, the kind of mail, by express besides or not."""

    envelope: Envelope
    kind: MailKind
    express: bool = False


def envelopes_page(desk: Desk, letters: Sequence[LetterId], sending: Sending) -> EnvelopesPage:
    """Return the fronts for letters, one envelope for each, to whom the letter is addressed.

    Raises NotAllowed for who may read no applicant's data, BadInput where no letter is named.
    """
    profile, everybody = _everybody(desk, letters)
    shown = sending.envelope is not Envelope.WINDOW
    fronts = tuple(
        Front(sending.kind, each if shown else None, sending.express) for each in everybody
    )
    return EnvelopesPage(profile, sending.envelope, fronts)


def labels_page(desk: Desk, letters: Sequence[LetterId], first: int = 1) -> LabelsPage:
    """Return a label for each letter; ``first`` is the first free one of the sheet.

    Raises NotAllowed for who may read no applicant's data, BadInput where no letter is named or no
    sheet has such a label.
    """
    if not 1 <= first <= LABELS_ON_A_SHEET:
        raise BadInput("no_such_label", {"last": LABELS_ON_A_SHEET}, place="first")
    profile, everybody = _everybody(desk, letters)
    return LabelsPage(profile, everybody, first)


def mail_slip_page(
    desk: Desk, number: str, posted_on: date, pieces: Sequence[tuple[ApplicationId, PostingId]]
) -> MailSlipPage:
    """Return the slip of what was posted on a day, in the order given.

    ``number`` is that of the dispatch list. Raises NotAllowed for who may read no applicant's data,
    BadInput for a posting that is not there.
    """
    with reading.cases(desk) as books:
        lines = tuple(_line(books, application, posting) for application, posting in pieces)
        profile = books.settings.profile()
    return MailSlipPage(profile, posted_on, number, lines)


def record_saved(desk: Desk, what: str) -> Changes:
    """Record that pages for the post or of a case leave the desk as a file (T29).

    ``what`` is the code of the kind of page. Raises NotAllowed for who has nothing to post.
    """
    desk.must(Duty.POST)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        books.journal.note(Action.PAGES_EXPORTED, None, pages=what)
        books.commit()
    return Changes.of()


def _everybody(
    desk: Desk, letters: Sequence[LetterId]
) -> tuple[DeskProfile, tuple[Addressed, ...]]:
    with reading.cases(desk) as books:
        facts = [books.letters.facts(letter) for letter in letters]
        profile = books.settings.profile()
    if not facts:
        raise BadInput("no_letter", place="letters")
    return profile, tuple(Addressed(each.addressee, each.language) for each in facts)


def _line(books: Books, application: ApplicationId, id_: PostingId) -> MailSlipLine:
    file = books.files.get(application)
    posting = next((each for each in file.postings if each.id == id_), None)
    if posting is None:
        raise BadInput("no_such_posting", place="posting")
    postage = posting.postage
    return MailSlipLine(
        name=_name(books, file, posting),
        kind=posting.kind,
        postage=0 if postage is None else postage.yen,
        franked=0 if postage is None else total(postage.stamps) // SEN,
        grams=0 if postage is None else postage.grams,
        tracking_number=posting.tracking_number,
        express=postage is not None and postage.express,
    )


def _name(books: Books, file: ApplicationFile, posting: Posting) -> str:
    """Return to whom an envelope went: as its letter says, or to the sender of the form."""
    for letter in posting.letters:
        return books.letters.facts(letter).addressee.name
    return addressee(file.application, to_sender=True).name
