# SPDX-License-Identifier: MIT
"""The mail as it arrives: logging a mail item, and marking one of another kind as done (A1-A3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from desk_app.desk.booking import enter_arrival
from desk_app.desk.changes import Changes, Kind
from desk_app.desk.context import Desk
from desk_app.desk.errors import BadInput, Refused
from desk_app.desk.gate import admit
from desk_app.desk.ports import Books
from desk_app.records.ids import EnclosureId, HeldThingId, MailItemId, PaymentLineId
from desk_app.records.journal import Action
from desk_app.records.mail import HeldThing, MailItem, PaymentLine
from desk_app.records.papers import Enclosure, Fate, MaskAction
from desk_app.rules.pages_back import TO_RETURN
from desk_app.rules.terms import Duty, Keeping

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
        check_line(line, f"mail.payments[{number}]")
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


def check_line(line: PaymentLine, place: str) -> None:
    """Raise BadInput for a count or a value in yen that no line of an envelope can have."""
    _check_count(line.count, f"{place}.count")
    _check_value(line.denomination, f"{place}.denomination")
    _check_value(line.surcharge, f"{place}.surcharge")


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
