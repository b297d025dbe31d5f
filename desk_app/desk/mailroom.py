# SPDX-License-Identifier: MIT
"""The mail as it arrives: logging a mail item, and marking one of another kind as done (A1-A3)."""

from __future__ import annotations

from dataclasses import replace

from desk_app.desk.changes import Changes, Kind
from desk_app.desk.context import Desk
from desk_app.desk.errors import BadInput, Refused
from desk_app.desk.gate import admit
from desk_app.desk.ports import Books
from desk_app.records.ids import EnclosureId, HeldThingId, MailItemId, PaymentLineId
from desk_app.records.journal import Action
from desk_app.records.mail import MailItem
from desk_app.records.papers import Enclosure
from desk_app.rules.terms import Duty

MOST_PIECES = 10_000
HIGHEST_DENOMINATION = 1_000_000
OPENERS = 2


def log_mail(desk: Desk, mail: MailItem) -> Changes:
    """Log a mail item by itself (A1); a new application in it then waits to be logged."""
    desk.must(Duty.LOG)
    mail = ready_mail(desk, admit(mail, "mail"))
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        kept = books.mail.add(mail)
        books.journal.note(Action.MAIL_LOGGED, None, mail=kept.id, matter=kept.matter.value)
        books.commit()
    return Changes.of((Kind.MAIL_ITEM, kept.id))


def handle_mail(desk: Desk, id_: MailItemId, note: str) -> Changes:
    """Mark a mail item of another kind as done, with a note of what was done."""
    desk.must(Duty.LOG)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        item = books.mail.get(id_)
        if not note.strip():
            raise BadInput("note_missing", place="note")
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
    if mail.arrived_on > desk.today:
        raise BadInput("arrival_in_future", place="mail.arrived_on")
    if mail.postmark is not None and mail.postmark > mail.arrived_on:
        raise BadInput("postmark_after_arrival", place="mail.postmark")
    if len(mail.opened_by) > OPENERS:
        raise BadInput("too_many_openers", place="mail.opened_by")
    for number, line in enumerate(mail.payments):
        place = f"mail.payments[{number}]"
        if not 1 <= line.count <= MOST_PIECES:
            raise BadInput("count_out_of_range", {"most": MOST_PIECES}, place=f"{place}.count")
        if not 0 <= line.denomination <= HIGHEST_DENOMINATION:
            raise BadInput("denomination_out_of_range", place=f"{place}.denomination")
        if not 0 <= line.surcharge <= HIGHEST_DENOMINATION:
            raise BadInput("denomination_out_of_range", place=f"{place}.surcharge")
    token = desk.ports.chance.token
    return replace(
        mail,
        payments=tuple(
            replace(line, id=PaymentLineId(token()), allotments=()) for line in mail.payments
        ),
        held=tuple(replace(thing, id=HeldThingId(token())) for thing in mail.held),
        logged_at=desk.ports.clock.now(),
        logged_by=desk.actor.id,
    )


def ready_paper(desk: Desk, mail: MailItem, paper: Enclosure) -> Enclosure:
    """Check a paper's kind and give it its ids; raises BadInput for a kind nobody knows."""
    if desk.rulebook.on(mail.arrived_on).document(paper.kind) is None:
        raise BadInput("unknown_document", place="enclosures")
    return replace(
        paper,
        id=EnclosureId(desk.ports.chance.token()),
        mail_item=mail.id,
        arrived_on=mail.arrived_on,
    )


def check_allotments(mail: MailItem) -> None:
    """Raise BadInput where more pieces are allotted than were enclosed."""
    for number, line in enumerate(mail.payments):
        if sum(part.count for part in line.allotments) > line.count:
            raise BadInput("more_than_enclosed", place=f"mail.payments[{number}]")
