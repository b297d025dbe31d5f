# SPDX-License-Identifier: MIT
"""What comes later for an application: papers, stamps, withdrawal, new address (A4, B5, D3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from desk_app.desk.applications.intake import keep_mail, ready_mail, ready_papers
from desk_app.desk.context import Changes, Desk, Kind
from desk_app.desk.corrections import must_stand_no_more
from desk_app.desk.errors import BadInput, Refused
from desk_app.desk.keeping import keep, look_at
from desk_app.desk.post.stamps import enter_arrival, enter_other_owner, settled
from desk_app.desk.returning import still_here
from desk_app.desk.text_limits import admit
from desk_app.records.base import ApplicationId, ClaimId, MailItemId
from desk_app.records.books.journal import Action
from desk_app.records.case.findings import Likeness
from desk_app.records.case.history import AddressChange, ApplicationFile, Withdrawal
from desk_app.records.case.mail import Allotment, MailItem, Matter
from desk_app.records.case.papers import Enclosure, Subject
from desk_app.records.field import PersonAddress, PostalCode
from desk_app.rules.addresses import addresses
from desk_app.rules.case.case import case_of
from desk_app.rules.rulebook.terms import Duty
from desk_app.rules.situation import address_changes, withdrawals

LOGGED_AS: Mapping[Matter, Action] = MappingProxyType(
    {
        Matter.WITHDRAWAL: Action.WITHDRAWAL_LOGGED,
        Matter.CHANGE_OF_ADDRESS: Action.ADDRESS_CHANGE_LOGGED,
    }
)
"""As what a later mail item of an application is noted; everything else is a supplement."""


@dataclass(frozen=True, slots=True)
class SupplementDraft:
    """A mail item with papers or stamps for an application, a withdrawal, or a new address.

    ``signed`` in a supplement is the signature that a withdrawal before it lacked. ``by_proxy``
    says that the proxy withdraws, or that it is he who moved. ``postal_code`` and ``address`` are
    those that a change of address tells. ``logged_as`` names a mail item logged before, by itself.
    """

    mail: MailItem
    application: ApplicationId
    enclosures: tuple[Enclosure, ...] = ()
    withdraws: tuple[ClaimId, ...] = ()
    written_on: date | None = None
    signed: bool = False
    by_proxy: bool = False
    postal_code: PostalCode = ""
    address: PersonAddress = ""
    draft_key: str = ""
    logged_as: MailItemId | None = None


def attach_supplement(desk: Desk, draft: SupplementDraft) -> Changes:
    """Log a mail item that belongs to an open application: papers, stamps, or a withdrawal (D3).

    A withdrawal counts from its arrival, signed or not: until it is confirmed, or said not to
    stand, nothing is decided or sent of what it names (practice 29).

    Raises BadInput where it came before the application, was written after it came, or withdraws
    nothing that is asked for; also for a signature where no withdrawal lacks one, and for a change
    of address without an address, or with the one on the form. A new address changes nothing until
    a paper shows it and a person has said so (practice 28, `checking.judge`).
    """
    desk.must(Duty.LOG)
    draft = admit(draft)
    if draft.mail.matter is Matter.WITHDRAWAL and not draft.withdraws:
        raise BadInput("nothing_withdrawn", place="withdraws")
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        concerned = books.files.get(draft.application)
        draft = _with_signature(desk, concerned, draft)
        if draft.mail.matter is Matter.CHANGE_OF_ADDRESS:
            _must_tell_another(concerned, draft)
        mail = _ready(desk, draft, concerned)
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
        file = _with_writing(file, draft, mail)
        action = LOGGED_AS.get(mail.matter, Action.SUPPLEMENT_ATTACHED)
        books.journal.note(action, draft.application, mail=mail.id, papers=len(papers))
        keep(desk, books, file)
        enter_arrival(desk, books, before, mail)
        if draft.draft_key:
            books.drafts.drop(desk.actor.id, draft.draft_key)
        books.commit()
    return Changes.of((Kind.MAIL_ITEM, mail.id), (Kind.APPLICATION, draft.application))


def _ready(desk: Desk, draft: SupplementDraft, file: ApplicationFile) -> MailItem:
    """Return the mail item as it is kept; raises BadInput where its days cannot be."""
    moved = draft.mail.matter is Matter.CHANGE_OF_ADDRESS
    other = Matter.CHANGE_OF_ADDRESS if moved else Matter.SUPPLEMENT
    matter = Matter.WITHDRAWAL if draft.withdraws else other
    came = replace(draft.mail, matter=matter, concerns=draft.application)
    mail = ready_mail(desk, sent_by_proxy(came, file) if draft.by_proxy else came)
    if draft.written_on is not None and draft.written_on > mail.arrived_on:
        raise BadInput("written_after_arrival", place="written_on")
    if mail.arrived_on < file.application.received_on:
        raise BadInput("before_application", place="mail.arrived_on")
    return mail


def _must_tell_another(file: ApplicationFile, draft: SupplementDraft) -> None:
    """Raise BadInput for a change of address that tells none, or the one on the form."""
    if not draft.address.strip():
        raise BadInput("address_missing", place="address")
    of = _who_moved(draft, file)
    _, now = address_changes.home_of(file.application, of)
    if addresses.compare(now, draft.address).likeness is Likeness.EQUAL:
        raise BadInput("address_as_on_form", place="address")


def told_address(draft: SupplementDraft, file: ApplicationFile, mail: MailItem) -> AddressChange:
    """Return what a writing tells of a new address, as it is kept."""
    of = _who_moved(draft, file)
    home = (draft.postal_code, draft.address)
    return AddressChange(mail.id, of, *home, draft.written_on, mail.arrived_on)


def _who_moved(draft: SupplementDraft, file: ApplicationFile) -> Subject:
    proxys = draft.by_proxy and file.application.proxy is not None
    return Subject.PROXY if proxys else Subject.PRINCIPAL


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
        books.journal.note(Action.SUPPLEMENT_MOVED, mail.concerns, mail=id_)
        books.journal.note(Action.SUPPLEMENT_MOVED, to, mail=id_)
        fewer = tuple(paper for paper in source.enclosures if paper.mail_item != id_)
        left = replace(_without_mail(source, id_), enclosures=fewer)
        still_here(left, look_at(desk, left))
        keep(desk, books, left)
        target = books.files.get(to)
        keep(desk, books, replace(target, enclosures=target.enclosures + moved))
        books.scans.move([paper.id for paper in moved], mail.concerns, to)
        enter_other_owner(desk, books, mail, mail.concerns, to)
        books.commit()
    return Changes.of(
        (Kind.MAIL_ITEM, id_), (Kind.APPLICATION, mail.concerns), (Kind.APPLICATION, to)
    )


def _without_mail(file: ApplicationFile, id_: MailItemId) -> ApplicationFile:
    return replace(file, mail=tuple(item for item in file.mail if item.id != id_))


def _with_mail(file: ApplicationFile, mail: MailItem) -> tuple[MailItem, ...]:
    return (*(item for item in file.mail if item.id != mail.id), mail)


def _with_writing(file: ApplicationFile, draft: SupplementDraft, mail: MailItem) -> ApplicationFile:
    """Return the file with what the mail item says, where it withdraws or tells an address."""
    if mail.matter is Matter.CHANGE_OF_ADDRESS:
        change = told_address(draft, file, mail)
        return replace(file, address_changes=(*file.address_changes, change))
    return _with_withdrawal(file, draft, mail) if draft.withdraws else file


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
