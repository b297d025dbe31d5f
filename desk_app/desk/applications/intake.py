# SPDX-License-Identifier: MIT
"""Mail as it arrives: logged, opened, its applications each with its number (A1-A6, B1-B4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from desk_app.desk.context import Changes, Desk, Kind
from desk_app.desk.errors import BadInput, Refused
from desk_app.desk.keeping import keep, keep_again, look_at, must_be_allowed
from desk_app.desk.ports import Books
from desk_app.desk.post.stamps import enter_arrival
from desk_app.desk.returning import still_here
from desk_app.desk.text_limits import admit
from desk_app.records.base import (
    ApplicationId,
    ClaimId,
    EnclosureId,
    HeldThingId,
    MailItemId,
    PaymentLineId,
)
from desk_app.records.books.journal import Action
from desk_app.records.case.application import Application
from desk_app.records.case.mail import Allotment, HeldThing, MailItem, Matter, PaymentLine
from desk_app.records.case.papers import Enclosure, Fate, MaskAction
from desk_app.records.field import LONG_LIMIT
from desk_app.rules import codes
from desk_app.rules.case.deadlines import OLDEST, birth_fault
from desk_app.rules.case.pages_back import TO_RETURN
from desk_app.rules.days import eras
from desk_app.rules.rulebook.terms import Duty, Keeping
from desk_app.rules.work_codes import Refusal
from desk_app.rules.workflow.workflow import Attempt, Verb

MOST_PIECES = 10_000
HIGHEST_DENOMINATION = 1_000_000
HIGHEST_AMOUNT = 100_000_000
OPENERS = 2
_DESTROYED = "destroyed"
_LEAVES = frozenset({_DESTROYED, TO_RETURN})
"""Where a paper can be on its arrival, if not in the case folder: nothing was posted back yet."""

EARLIEST = date(1989, 1, 8)
"""No mail item of this desk arrived before the Heisei era."""


def log_mail(desk: Desk, mail: MailItem) -> Changes:
    """Log a mail item by itself (A1); a new application in it then waits to be logged."""
    desk.must(Duty.LOG)
    mail = ready_mail(desk, admit(mail, "mail"))
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        kept = books.mail.add(mail)
        books.journal.note(Action.MAIL_LOGGED, None, mail=kept.id, matter=kept.matter.value)
        enter_arrival(desk, books, None, kept)
        books.commit()
    return Changes.of((Kind.MAIL_ITEM, kept.id))


def handle_mail(desk: Desk, id_: MailItemId, note: str) -> Changes:
    """Mark a mail item of another kind as done, with a note of what was done.

    Raises BadInput without a note, Refused where somebody has worked it up or marked it already.
    """
    desk.must(Duty.LOG)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        item = books.mail.get(id_)
        if not note.strip():
            raise BadInput("note_missing", place="note")
        if item.handled:
            raise Refused(("mail_already_logged",))
        done = admit(replace(item, handled=True, handled_note=note), "mail")
        books.mail.save(done)
        books.journal.note(Action.MAIL_HANDLED, None, mail=id_)
        books.commit()
    return Changes.of((Kind.MAIL_ITEM, id_))


def keep_mail(books: Books, mail: MailItem, logged_as: MailItemId | None) -> MailItem:
    """Keep a mail item that is being worked up: a new one, or one logged before that waited.

    Raises Refused where somebody has worked it up already.
    """
    if logged_as is None:
        kept = books.mail.add(replace(mail, handled=True))
        books.journal.note(Action.MAIL_LOGGED, None, mail=kept.id, matter=kept.matter.value)
        return kept
    logged = books.mail.get(logged_as)
    if logged.handled:
        raise Refused(("mail_already_logged",))
    again = replace(
        mail,
        id=logged.id,
        version=logged.version,
        logged_at=logged.logged_at,
        logged_by=logged.logged_by,
        handled=True,
    )
    books.mail.save(again)
    books.journal.note(Action.MAIL_HANDLED, None, mail=logged.id)
    return books.mail.get(logged.id)


def ready_mail(desk: Desk, mail: MailItem) -> MailItem:
    """Check a mail item's shape and give it and what is in it ids."""
    check_arrival(desk, mail)
    for number, line in enumerate(mail.payments):
        check_line(line, mail.arrived_on, f"mail.payments[{number}]")
    for number, thing in enumerate(mail.held):
        _check_held(thing, f"mail.held[{number}]")
    token = desk.ports.chance.token
    return replace(
        mail,
        payments=tuple(
            replace(line, id=PaymentLineId(token()), allotments=()) for line in mail.payments
        ),
        held=tuple(
            replace(
                thing,
                id=HeldThingId(token()),
                returned_on=None,
                returned_with=None,
                returned_by=None,
            )
            for thing in mail.held
        ),
        logged_at=desk.ports.clock.now(),
        logged_by=desk.actor.id,
    )


def check_arrival(desk: Desk, mail: MailItem) -> None:
    """Raise BadInput where a mail item cannot have arrived on its day, or so."""
    for fault in faults_of_days(mail.arrived_on, mail.postmark, desk.today):
        raise fault
    if len(mail.opened_by) > OPENERS:
        raise BadInput("too_many_openers", place="mail.opened_by")


def faults_of_days(arrived_on: date, postmark: date | None, today: date) -> Iterator[BadInput]:
    """Give each reason why an envelope cannot have been stamped and arrived on these days."""
    if arrived_on > today:
        yield BadInput("arrival_in_future", place="mail.arrived_on")
    if arrived_on < EARLIEST:
        yield BadInput("day_too_early", {"first": EARLIEST}, place="mail.arrived_on")
    if postmark is not None and postmark > arrived_on:
        yield BadInput("postmark_after_arrival", place="mail.postmark")


def check_line(line: PaymentLine, arrived_on: date, place: str) -> None:
    """Raise BadInput for a count, a value in yen or a day that no line of an envelope can have."""
    _check_count(line.count, f"{place}.count")
    _check_value(line.denomination, f"{place}.denomination")
    _check_value(line.surcharge, f"{place}.surcharge")
    if line.issued_on is not None and line.issued_on > arrived_on:
        raise BadInput("issued_after_arrival", place=f"{place}.issued_on")


def _check_held(thing: HeldThing, place: str) -> None:
    if not 0 <= thing.amount <= HIGHEST_AMOUNT:
        raise BadInput("denomination_out_of_range", place=f"{place}.amount")
    for value, count in thing.pieces:
        _check_count(count, f"{place}.pieces")
        _check_value(value, f"{place}.pieces")


def _check_count(count: int, place: str) -> None:
    if not 1 <= count <= MOST_PIECES:
        raise BadInput("count_out_of_range", {"most": MOST_PIECES}, place=place)


def _check_value(value: int, place: str) -> None:
    if not 0 <= value <= HIGHEST_DENOMINATION:
        raise BadInput("denomination_out_of_range", place=place)


def ready_papers(
    desk: Desk, mail: MailItem, papers: tuple[Enclosure, ...], place: str = ""
) -> tuple[Enclosure, ...]:
    """Check the papers' kinds and give each its ids; raises BadInput for a kind nobody knows."""
    return tuple(
        replace(
            paper,
            kind=known_kind(desk, paper.kind, mail.arrived_on, f"{place}enclosures[{number}].kind"),
            id=EnclosureId(desk.ports.chance.token()),
            mail_item=mail.id,
            arrived_on=mail.arrived_on,
            whereabouts=_whereabouts(desk, replace(paper, arrived_on=mail.arrived_on)),
            fate=Fate(desk.today, desk.actor.id) if paper.whereabouts == _DESTROYED else None,
        )
        for number, paper in enumerate(papers)
    )


def _whereabouts(desk: Desk, paper: Enclosure) -> str:
    """Return where a paper is on its arrival; one that may not be kept goes back as a whole."""
    if paper.whereabouts in _LEAVES:
        return paper.whereabouts
    back = any(each.action is MaskAction.RETURNED for each in paper.masking)
    return TO_RETURN if back and never_kept(desk, paper) else ""


def never_kept(desk: Desk, paper: Enclosure) -> bool:
    """Return whether a paper is of a kind that may not be kept, by the rules of its arrival."""
    term = desk.rulebook.on(paper.arrived_on).document(paper.kind)
    return term is not None and term.keeping is Keeping.NEVER


def known_kind(desk: Desk, kind: str, arrived_on: date, place: str) -> str:
    """Return a kind of the rulebook's catalogue; raises BadInput for one that nobody knows."""
    if desk.rulebook.on(arrived_on).document(kind) is None:
        raise BadInput("unknown_document", place=place)
    return kind


def check_allotments(mail: MailItem) -> None:
    """Raise BadInput where more pieces are allotted than were enclosed."""
    for number, line in enumerate(mail.payments):
        if sum(part.count for part in line.allotments) > line.count:
            raise BadInput("more_than_enclosed", place=f"mail.payments[{number}]")


# Opening an envelope: its applications, each with its receipt number (A1-A5, B1-B4).


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

    Everything is kept or nothing. Raises BadInput with the place of what cannot be taken, and with
    it the first fault of each kind in every other application.
    """
    desk.must(Duty.LOG)
    if not draft.applications:
        raise BadInput("no_application", place="applications")
    _check_pieces_of(draft)
    if faults := tuple(_faults(desk, draft)):
        faults[0].further = faults[1:]
        raise faults[0]
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


def _faults(desk: Desk, draft: EnvelopeDraft) -> Iterator[BadInput]:
    """Give why an envelope cannot be logged: first the envelope's own, then each application's."""
    checks: list[Callable[[], object]] = [
        partial(admit, replace(draft, applications=())),
        partial(check_arrival, desk, draft.mail),
    ]
    for number, each in enumerate(draft.applications):
        place = f"applications[{number}]"
        checks += (
            partial(admit, each, place),
            partial(check_application, each.application, place),
            partial(_check_birth, each.application, draft.mail, f"{place}.principal.born"),
        )
    for check in checks:
        try:
            check()
        except BadInput as fault:
            yield fault


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
    """Add one application with a receipt number of the year of its arrival."""
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
    principal = application.principal
    if fault := birth_fault(principal.born, mail.arrived_on, deceased=principal.deceased):
        raise BadInput(fault, {"most": OLDEST}, place=place)


def _check_pieces_of(draft: EnvelopeDraft) -> None:
    for number, each in enumerate(draft.applications):
        for line, count in each.pieces:
            if not 0 <= line < len(draft.mail.payments) or count < 0:
                raise BadInput("no_such_line", place=f"applications[{number}].pieces")
