# SPDX-License-Identifier: MIT
"""What comes later for an application: papers, stamps, a withdrawal (A4, B5, D3)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from desk_app.desk.context import Changes, Desk, Kind
from desk_app.desk.corrections import must_stand_no_more
from desk_app.desk.errors import BadInput, Refused
from desk_app.desk.intake import keep_mail, ready_mail, ready_papers
from desk_app.desk.keeping import keep, look_at
from desk_app.desk.returning import still_here
from desk_app.desk.stamps import enter_arrival, enter_other_owner, settled
from desk_app.desk.text_limits import admit
from desk_app.records.base import ApplicationId, ClaimId, MailItemId
from desk_app.records.history import ApplicationFile, Withdrawal
from desk_app.records.journal import Action
from desk_app.records.mail import Allotment, MailItem, Matter
from desk_app.records.papers import Enclosure
from desk_app.rules import withdrawals
from desk_app.rules.case import case_of
from desk_app.rules.rulebook.terms import Duty


@dataclass(frozen=True, slots=True)
class SupplementDraft:
    """A mail item with papers or stamps for an application, or a withdrawal, signed or not.

    ``signed`` in a supplement is the signature that a withdrawal before it lacked. ``by_proxy``
    says that the proxy withdraws. ``logged_as`` names a mail item logged before, by itself.
    """

    mail: MailItem
    application: ApplicationId
    enclosures: tuple[Enclosure, ...] = ()
    withdraws: tuple[ClaimId, ...] = ()
    written_on: date | None = None
    signed: bool = False
    by_proxy: bool = False
    draft_key: str = ""
    logged_as: MailItemId | None = None


def attach_supplement(desk: Desk, draft: SupplementDraft) -> Changes:
    """Log a mail item that belongs to an open application: papers, stamps, or a withdrawal (D3).

    A withdrawal counts from its arrival, signed or not: until it is confirmed, or said not to
    stand, nothing is decided or sent of what it names (practice 29).

    Raises BadInput where it came before the application, was written after it came, or withdraws
    nothing that is asked for; also for a signature where no withdrawal lacks one.
    """
    desk.must(Duty.LOG)
    draft = admit(draft)
    if draft.mail.matter is Matter.WITHDRAWAL and not draft.withdraws:
        raise BadInput("nothing_withdrawn", place="withdraws")
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        concerned = books.files.get(draft.application)
        draft = _with_signature(desk, concerned, draft)
        mail = _ready(desk, draft, concerned)
        withdrawal = bool(draft.withdraws)
        whole = tuple(
            replace(line, allotments=(Allotment(draft.application, line.count),))
            for line in mail.payments
        )
        before = None if draft.logged_as is None else books.mail.get(draft.logged_as)
        mail = keep_mail(books, replace(mail, payments=whole), draft.logged_as)
        papers = ready_papers(desk, mail, draft.enclosures)
        settled_before = settled(desk, concerned)
        file = replace(books.files.get(draft.application), postings=settled_before.postings)
        file = replace(file, mail=_with_mail(file, mail), enclosures=file.enclosures + papers)
        if withdrawal:
            file = _with_withdrawal(file, draft, mail)
        action = Action.WITHDRAWAL_LOGGED if withdrawal else Action.SUPPLEMENT_ATTACHED
        books.journal.note(action, draft.application, mail=mail.id, papers=len(papers))
        keep(desk, books, file)
        enter_arrival(desk, books, before, mail)
        if draft.draft_key:
            books.drafts.drop(desk.actor.id, draft.draft_key)
        books.commit()
    return Changes.of((Kind.MAIL_ITEM, mail.id), (Kind.APPLICATION, draft.application))


def _ready(desk: Desk, draft: SupplementDraft, file: ApplicationFile) -> MailItem:
    """Return the mail item as it is kept; raises BadInput where its days cannot be."""
    matter = Matter.WITHDRAWAL if draft.withdraws else Matter.SUPPLEMENT
    came = replace(draft.mail, matter=matter, concerns=draft.application)
    mail = ready_mail(desk, sent_by_proxy(came, file) if draft.by_proxy else came)
    if draft.written_on is not None and draft.written_on > mail.arrived_on:
        raise BadInput("written_after_arrival", place="written_on")
    if mail.arrived_on < file.application.received_on:
        raise BadInput("before_application", place="mail.arrived_on")
    return mail


def sent_by_proxy(mail: MailItem, file: ApplicationFile) -> MailItem:
    """Return a mail item with the proxy as its sender; as it is where there is no proxy."""
    proxy = file.application.proxy
    return mail if proxy is None else replace(mail, sender=proxy.name)


def _with_signature(desk: Desk, file: ApplicationFile, draft: SupplementDraft) -> SupplementDraft:
    """Return a signed supplement as the writing that withdraws what an unsigned one named."""
    if draft.mail.matter is not Matter.SUPPLEMENT or not draft.signed:
        return draft
    named = withdrawals.to_sign(case_of(file, desk.rules_of(file.application), desk.today))
    if not named and not draft.withdraws:
        raise BadInput("nothing_withdrawn", place="signed")
    return replace(draft, withdraws=draft.withdraws or named)


def move_supplement(desk: Desk, id_: MailItemId, to: ApplicationId, reason: str) -> Changes:
    """Move a supplement attached to the wrong application, papers and stamps with it (B5).

    Raises BadInput without a reason, and where it is attached there already; Refused where it is no
    supplement or came before the other application, and while what was written anew in it stands:
    one person's name and address would stay in the other's application.
    """
    desk.must(Duty.LOG)
    if not reason.strip():
        raise BadInput("reason_missing", place="reason")
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        mail = books.mail.get(id_)
        if mail.matter is not Matter.SUPPLEMENT or mail.concerns is None:
            raise Refused(("not_a_supplement",))
        if mail.concerns == to:
            raise BadInput("attached_already", place="to")
        source = books.files.get(mail.concerns)
        target = books.files.get(to)
        if mail.arrived_on < target.application.received_on:
            raise Refused(("before_application",))
        must_stand_no_more(source, id_)
        moved = tuple(paper for paper in source.enclosures if paper.mail_item == id_)
        lines = tuple(
            replace(line, allotments=(Allotment(to, line.count),)) for line in mail.payments
        )
        note = admit(replace(mail, note=reason)).note
        books.mail.save(replace(mail, concerns=to, payments=lines, note=note))
        fewer = tuple(paper for paper in source.enclosures if paper.mail_item != id_)
        books.journal.note(Action.SUPPLEMENT_MOVED, mail.concerns, mail=id_)
        books.journal.note(Action.SUPPLEMENT_MOVED, to, mail=id_)
        rest = tuple(item for item in source.mail if item.id != id_)
        left = replace(source, mail=rest, enclosures=fewer)
        still_here(left, look_at(desk, left))
        keep(desk, books, left)
        target = books.files.get(to)
        keep(desk, books, replace(target, enclosures=target.enclosures + moved))
        enter_other_owner(desk, books, mail, mail.concerns, to)
        books.commit()
    return Changes.of(
        (Kind.MAIL_ITEM, id_), (Kind.APPLICATION, mail.concerns), (Kind.APPLICATION, to)
    )


def _with_mail(file: ApplicationFile, mail: MailItem) -> tuple[MailItem, ...]:
    return (*(item for item in file.mail if item.id != mail.id), mail)


def _with_withdrawal(
    file: ApplicationFile, draft: SupplementDraft, mail: MailItem
) -> ApplicationFile:
    known = {claim.id for claim in file.application.claims}
    if not set(draft.withdraws) <= known:
        raise BadInput("no_such_claim", place="withdraws")
    withdrawal = Withdrawal(
        mail_item=mail.id,
        claims=draft.withdraws,
        written_on=draft.written_on,
        received_on=mail.arrived_on,
        signed=draft.signed,
    )
    return replace(file, withdrawals=(*file.withdrawals, withdrawal))
