# SPDX-License-Identifier: MIT
"""Opening an envelope: its applications, each with its receipt number (A1-A5, B1-B4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from desk_app.desk.booking import enter_arrival
from desk_app.desk.changes import Changes, Kind
from desk_app.desk.context import Desk
from desk_app.desk.errors import BadInput, Refused
from desk_app.desk.gate import LONG_LIMIT, admit
from desk_app.desk.keeping import keep, keep_again, look_at, must_be_allowed
from desk_app.desk.mailroom import check_allotments, keep_mail, ready_mail, ready_papers
from desk_app.desk.ports import Books
from desk_app.desk.returning import still_here
from desk_app.records.application import Application
from desk_app.records.ids import ApplicationId, ClaimId, MailItemId, PaymentLineId
from desk_app.records.journal import Action
from desk_app.records.mail import Allotment, MailItem, Matter
from desk_app.records.papers import Enclosure
from desk_app.rules import codes, eras
from desk_app.rules.terms import Duty
from desk_app.rules.work_codes import Refusal
from desk_app.rules.workflow import Attempt, Verb

DRAFT_LIMIT = 100 * LONG_LIMIT
"""Characters: what many applications of one envelope can hold, and no more."""


@dataclass(frozen=True, slots=True)
class ApplicationDraft:
    """One application of an envelope as typed; its ids are blank.

    ``pieces`` allots whole pieces: the number of a payment line of the mail item, and a count. An
    envelope with one application needs none: every piece is its own.
    """

    application: Application
    enclosures: tuple[Enclosure, ...] = ()
    pieces: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class EnvelopeDraft:
    """What a clerk typed from an opened envelope; ``logged_as`` names a mail item logged before."""

    mail: MailItem
    applications: tuple[ApplicationDraft, ...] = ()
    logged_as: MailItemId | None = None
    draft_key: str = ""


def log_application(desk: Desk, draft: EnvelopeDraft) -> Changes:
    """Log an envelope with its applications; each gets its receipt number now (A1, A4, B1-B4).

    Everything is kept or nothing. Raises BadInput with the place of what cannot be taken.
    """
    desk.must(Duty.LOG)
    draft = admit(draft)
    if not draft.applications:
        raise BadInput("no_application", place="applications")
    _check_pieces_of(draft)
    for number, each in enumerate(draft.applications):
        place = f"applications[{number}]"
        check_application(each.application, place)
        _check_birth(each.application, draft.mail, f"{place}.principal.born")
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        before = None if draft.logged_as is None else books.mail.get(draft.logged_as)
        mail = _log_envelope(desk, books, draft)
        touched = tuple(_add(desk, books, mail, each) for each in draft.applications)
        _allot_first(books, mail, draft, touched)
        # Kept only now: what an application lacks depends on the pieces that are its own.
        for number, (id_, each) in enumerate(zip(touched, draft.applications, strict=True)):
            papers = ready_papers(desk, mail, each.enclosures, f"applications[{number}].")
            keep(desk, books, replace(books.files.get(id_), enclosures=papers))
        enter_arrival(desk, books, before, mail)
        if draft.draft_key:
            books.drafts.drop(desk.actor.id, draft.draft_key)
        books.commit()
    return Changes.of((Kind.MAIL_ITEM, mail.id), *((Kind.APPLICATION, id_) for id_ in touched))


Pieces = tuple[tuple[PaymentLineId, ApplicationId, int], ...]
"""Whole pieces of payment lines, each with the application that gets so many of them."""


def allot(desk: Desk, id_: MailItemId, pieces: Pieces) -> Changes:
    """Allot the whole pieces of an envelope to its applications, as a person decides (A4)."""
    desk.must(Duty.LOG)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        concerned = books.files.of_mail(books.mail.get(id_).id)
        keep_allotment(desk, books, id_, pieces, Action.PIECES_ALLOTTED)
        books.commit()
    return Changes.of((Kind.MAIL_ITEM, id_), *((Kind.APPLICATION, each) for each in concerned))


def keep_allotment(
    desk: Desk, books: Books, id_: MailItemId, pieces: Pieces, action: Action
) -> None:
    """Keep whose the pieces of an envelope are, noted as this action; raises as `allot` does."""
    mail = books.mail.get(id_)
    concerned = books.files.of_mail(id_)
    _check_allotting(desk, books, mail, concerned)
    _check_pieces(mail, concerned, pieces)
    lines = tuple(
        replace(
            line,
            allotments=tuple(
                Allotment(application, count)
                for of, application, count in pieces
                if of == line.id and count
            ),
        )
        for line in mail.payments
    )
    mail = replace(mail, payments=lines)
    check_allotments(mail)
    books.mail.save(mail)
    for application in concerned:
        books.journal.note(action, application, mail=id_)
    for application in concerned:
        file = books.files.get(application)
        still_here(file, look_at(desk, file))
    keep_again(desk, books, concerned)


def save_draft(desk: Desk, key: str, content: str) -> Changes:
    """Keep what is being typed, encrypted in the store, until it is logged or forgotten.

    The journal notes once that a draft was begun; it is saved anew with every pause in typing.
    Raises BadInput for one that is longer than all fields of many applications together.
    """
    desk.must(Duty.LOG)
    _must_be_draft(content)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        if books.drafts.get(desk.actor.id, key) is None:
            books.journal.note(Action.DRAFT_SAVED, None, key=key)
        books.drafts.keep(desk.actor.id, key, content)
        books.commit()
    return Changes.of((Kind.DRAFT, key))


def _must_be_draft(content: str) -> None:
    if len(content) > DRAFT_LIMIT:
        raise BadInput("text_too_long", {"position": DRAFT_LIMIT}, place="draft")


def exchange_drafts(desk: Desk, key: str, aside: str, content: str) -> Changes:
    """Lay aside what is being typed, and have back what lay there; empty is nothing typed.

    Raises BadInput as `save_draft` does.
    """
    desk.must(Duty.LOG)
    _must_be_draft(content)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        lay = books.drafts.get(desk.actor.id, aside) or ""
        begun_before = lay or books.drafts.get(desk.actor.id, key)
        for place, text in ((aside, content), (key, lay)):
            if text:
                books.drafts.keep(desk.actor.id, place, text)
            else:
                books.drafts.drop(desk.actor.id, place)
        if content and not begun_before:
            books.journal.note(Action.DRAFT_SAVED, None, key=aside)
        books.commit()
    return Changes.of((Kind.DRAFT, key), (Kind.DRAFT, aside))


def begun(desk: Desk, *starts: str) -> Mapping[str, str]:
    """Return this person's drafts whose keys begin so, by key, for his own screen of the day."""
    with desk.ports.store.reading() as books:
        keys = [key for key in books.drafts.keys(desk.actor.id) if key.startswith(starts)]
        return {key: books.drafts.get(desk.actor.id, key) or "" for key in keys}


def forget_draft(desk: Desk, key: str) -> Changes:
    """Forget what was typed and not logged."""
    desk.must(Duty.LOG)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        books.drafts.drop(desk.actor.id, key)
        books.commit()
    return Changes.of((Kind.DRAFT, key))


def _check_allotting(
    desk: Desk, books: Books, mail: MailItem, concerned: tuple[ApplicationId, ...]
) -> None:
    """Only the pieces of an envelope with several applications are allotted (A4)."""
    files = [books.files.get(each) for each in concerned]
    if not any(file.application.mail_item == mail.id for file in files):
        raise Refused((Refusal.NOTHING_TO_ALLOT.value,))
    for file in files:
        must_be_allowed(desk, file, Attempt(Verb.ALLOT))


def _check_pieces(
    mail: MailItem,
    concerned: tuple[ApplicationId, ...],
    pieces: Pieces,
) -> None:
    lines = {line.id for line in mail.payments}
    for number, (line, application, count) in enumerate(pieces):
        if line not in lines or count < 0:
            raise BadInput("no_such_line", place=f"pieces[{number}]")
        if application not in concerned:
            raise BadInput("not_in_this_envelope", place=f"pieces[{number}]")


def _log_envelope(desk: Desk, books: Books, draft: EnvelopeDraft) -> MailItem:
    mail = ready_mail(desk, replace(draft.mail, matter=Matter.NEW_APPLICATION))
    return keep_mail(books, mail, draft.logged_as)


def _add(desk: Desk, books: Books, mail: MailItem, draft: ApplicationDraft) -> ApplicationId:
    """Add one application with a receipt number of the year of its arrival (product.md §1)."""
    day = mail.arrived_on
    letter, year = eras.era_letter(day), eras.era_year(day)
    running = books.numbers.next_receipt(letter, year)
    application = replace(
        draft.application,
        token=desk.ports.chance.token(),
        mail_item=mail.id,
        received_on=day,
        claims=tuple(
            replace(claim, id=ClaimId(desk.ports.chance.token()))
            for claim in draft.application.claims
        ),
        receipt_number=codes.receipt_number(letter, year, running),
        rulebook_version=desk.rulebook.version,
        logged_at=desk.ports.clock.now(),
        logged_by=desk.actor.id,
    )
    kept = books.files.add(application)
    books.journal.note(
        Action.APPLICATION_LOGGED,
        kept.id,
        receipt_number=kept.receipt_number,
        claims=len(kept.claims),
        papers=len(draft.enclosures),
    )
    return kept.id


def _allot_first(
    books: Books,
    mail: MailItem,
    draft: EnvelopeDraft,
    ids: tuple[ApplicationId, ...],
) -> None:
    if not mail.payments:
        return
    mail = books.mail.get(mail.id)
    if len(ids) == 1:
        lines = tuple(
            replace(line, allotments=(Allotment(ids[0], line.count),)) for line in mail.payments
        )
    else:
        wanted = [
            (number, id_, count)
            for id_, each in zip(ids, draft.applications, strict=True)
            for number, count in each.pieces
        ]
        lines = tuple(
            replace(
                line,
                allotments=tuple(
                    Allotment(id_, count) for of, id_, count in wanted if of == number
                ),
            )
            for number, line in enumerate(mail.payments)
        )
    mail = replace(mail, payments=lines)
    check_allotments(mail)
    books.mail.save(mail)


def check_application(application: Application, place: str = "") -> None:
    """Raise BadInput where an application asks for one right twice, or for nobody.

    A form on which no right is marked is logged as it came: the applicant is asked (C1, B4).
    """
    place = f"{place}." if place else ""
    rights = application.rights()
    if len(set(rights)) != len(rights):
        raise BadInput("right_twice", place=f"{place}claims")
    if not application.principal.name.strip():
        raise BadInput("name_missing", place=f"{place}principal.name")
    if application.proxy is not None and not application.proxy.name.strip():
        raise BadInput("name_missing", place=f"{place}proxy.name")


def _check_birth(application: Application, mail: MailItem, place: str) -> None:
    born = application.principal.born
    if born is not None and born > mail.arrived_on:
        raise BadInput("born_after_arrival", place=place)


def _check_pieces_of(draft: EnvelopeDraft) -> None:
    for number, each in enumerate(draft.applications):
        for line, count in each.pieces:
            if not 0 <= line < len(draft.mail.payments) or count < 0:
                raise BadInput("no_such_line", place=f"applications[{number}].pieces")
