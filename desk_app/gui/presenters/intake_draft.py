# SPDX-License-Identifier: MIT
"""The Intake page as the drafts that verbs take; shape only, the rules judge what it means."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desk_app.desk.intake import ApplicationDraft, EnvelopeDraft
from desk_app.desk.supplements import SupplementDraft
from desk_app.gui.presenters.intake_change import unread_field
from desk_app.gui.presenters.intake_enclosure import enclosure_of
from desk_app.gui.presenters.intake_form import (
    BELONGS_TO_OPEN,
    ApplicationForm,
    ClaimForm,
    EnvelopeForm,
    HeldForm,
    IntakeForm,
    PieceForm,
    PrincipalForm,
    ProxyForm,
    SheetForm,
)
from desk_app.records.application import Application, Change, Claim, Form, Principal, Proxy
from desk_app.records.ids import (
    ApplicationId,
    ClaimId,
    HeldThingId,
    MailItemId,
    PaymentLineId,
)
from desk_app.records.mail import HeldThing, MailItem, MailKind, Matter, PaymentLine
from desk_app.records.people import Language

if TYPE_CHECKING:
    from datetime import date

    from desk_app.records.papers import Enclosure

NO_MAIL = MailItemId(0)
NO_APPLICATION = ApplicationId(0)
ENGLISH_FORM = "E"
"""How the codes of the English forms end."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What keeps the page from being saved: the field, and the code of the sentence.

    ``application`` is the number of the application it stands in, nothing for the envelope's own.
    """

    field: str
    code: str
    application: int | None = None


def troubles(form: IntakeForm) -> tuple[Trouble, ...]:
    """Return what is not yet a shape that can be saved, in the order of the page."""
    envelope = form.envelope
    found = [
        Trouble(field, "not_a_date", number)
        for field, number in (unread_field(place) for place, _ in form.unread)
    ]
    if envelope.arrived_on is None and not any(t.field == "envelope.arrived_on" for t in found):
        found.append(Trouble("envelope.arrived_on", "arrival_missing"))
    if envelope.kind is None:
        found.append(Trouble("envelope.kind", "mail_kind_missing"))
    if envelope.matter is Matter.NEW_APPLICATION:
        for number, application in enumerate(form.applications):
            found += _application_troubles(application, number)
    elif envelope.matter is Matter.WITHDRAWAL and not form.supplement.withdraws:
        found.append(Trouble("supplement.withdraws", "nothing_withdrawn"))
    elif envelope.matter not in BELONGS_TO_OPEN and not envelope.note.strip():
        found.append(Trouble("envelope.note", "note_missing"))
    return tuple(found)


def _application_troubles(application: ApplicationForm, number: int) -> list[Trouble]:
    found = []
    if not application.principal.name.strip():
        found.append(Trouble("principal.name", "name_missing", number))
    if application.proxy.kind is not None and not application.proxy.name.strip():
        found.append(Trouble("proxy.name", "name_missing", number))
    return found


def envelope_draft(form: IntakeForm, today: date) -> EnvelopeDraft:
    """Return the draft of an envelope with its applications."""
    lines = form.lines()
    place = {line.key: number for number, line in enumerate(lines)}
    mail = mail_item(form, today)
    return EnvelopeDraft(
        mail=mail,
        applications=tuple(
            ApplicationDraft(
                application=application_of(each, mail.arrived_on),
                enclosures=enclosures(each, mail.arrived_on),
                pieces=tuple(
                    (place[share.line], share.count)
                    for share in each.shares
                    if share.line in place and share.count
                ),
            )
            for each in form.applications
        ),
        logged_as=form.logged_as,
        draft_key=form.key,
    )


def supplement_draft(form: IntakeForm, application: ApplicationId, today: date) -> SupplementDraft:
    """Return the draft of a mail item that belongs to an open application."""
    supplement = form.supplement
    mail = mail_item(form, today)
    withdraws = supplement.withdraws if form.envelope.matter is Matter.WITHDRAWAL else ()
    return SupplementDraft(
        mail=mail,
        application=application,
        enclosures=enclosures(form.application, mail.arrived_on),
        withdraws=tuple(ClaimId(claim) for claim in withdraws),
        written_on=supplement.written_on,
        signed=supplement.signed,
        by_proxy=supplement.by_proxy,
        draft_key=form.key,
        logged_as=form.logged_as,
    )


def mail_item(form: IntakeForm, today: date) -> MailItem:
    """Return the mail item; its kind and day stand in until they are chosen, for looking only."""
    envelope = form.envelope
    openers = (envelope.opener, envelope.second_opener)
    return MailItem(
        id=NO_MAIL,
        arrived_on=envelope.arrived_on or today,
        kind=envelope.kind or MailKind.OTHER,
        matter=envelope.matter,
        postmark=envelope.postmark,
        tracking_number=envelope.tracking_number,
        red_marking=envelope.red_marking,
        opened_by=tuple(opener for opener in openers if opener is not None),
        sender=envelope.sender,
        note=envelope.note,
        payments=tuple(_payment(line) for line in form.lines()),
        held=tuple(
            HeldThing(HeldThingId(""), held.kind, NO_MAIL, amount=held.amount, note=held.note)
            for held in form.held
        ),
    )


def application_of(form: ApplicationForm, arrived_on: date) -> Application:
    """Return one application; its claims carry their right's code as id until they are logged."""
    return Application(
        id=NO_APPLICATION,
        token="",
        mail_item=NO_MAIL,
        received_on=arrived_on,
        form=_sheet(form.sheet),
        principal=_principal(form.principal),
        claims=tuple(_claim(each) for each in form.claims),
        proxy=_proxy(form.proxy, form.principal),
        scope=form.scope,
        service=form.service,
        method=form.method,
        reply_to=form.reply_to,
        language=language_of(form),
        further_forms=tuple(_sheet(each) for each in form.further if each.code),
    )


def language_of(form: ApplicationForm) -> Language:
    """Return the language of the reply: what was chosen, else the form's."""
    if form.language is not None:
        return form.language
    return Language.EN if (form.sheet.code or "").endswith(ENGLISH_FORM) else Language.JA


def enclosures(form: ApplicationForm, arrived_on: date) -> tuple[Enclosure, ...]:
    """Return the documents that are here."""
    return tuple(enclosure_of(paper, arrived_on) for paper in form.papers if paper.here)


def _sheet(sheet: SheetForm) -> Form:
    return Form(sheet.code or "", sheet.version, sheet.filled_in_on, signed=not sheet.unsigned)


def _principal(form: PrincipalForm) -> Principal:
    return Principal(
        name=form.name,
        kana=form.kana,
        former_name=form.former_name,
        born=form.born,
        postal_code=form.postal_code,
        address=form.address,
        registered_address="" if form.registered_as_form else form.registered_address,
        phone=form.phone,
        member_number=form.member_number,
        email=form.email,
    )


def _proxy(form: ProxyForm, principal: PrincipalForm) -> Proxy | None:
    if form.kind is None:
        return None
    home: PrincipalForm | ProxyForm = principal if form.same_address else form
    return Proxy(form.kind, form.name, form.kana, home.postal_code, home.address, form.phone)


def _claim(form: ClaimForm) -> Claim:
    said = tuple(each for each in form.changes if each != Change(""))
    return Claim(ClaimId(form.right.value), form.right, said, form.reason, form.circumstances)


def _payment(line: PieceForm) -> PaymentLine:
    return PaymentLine(
        PaymentLineId(""),
        line.piece,
        line.denomination,
        line.count,
        line.condition,
        line.surcharge,
    )


def form_of(mail: MailItem, form: IntakeForm) -> IntakeForm:
    """Return the page of a mail item that was logged by itself and waits to be worked up."""
    openers = (*mail.opened_by, None, None)
    envelope = EnvelopeForm(
        arrived_on=mail.arrived_on,
        postmark=mail.postmark,
        kind=mail.kind,
        tracking_number=mail.tracking_number,
        opener=openers[0],
        second_opener=openers[1],
        red_marking=mail.red_marking,
        matter=mail.matter,
        sender=mail.sender,
        note=mail.note,
    )
    lines = tuple(
        PieceForm(line.denomination, line.count, line.piece, line.condition, line.surcharge)
        for line in mail.payments
    )
    simple = tuple(line for line in lines if line.is_simple)
    return replace(
        form,
        envelope=envelope,
        pieces=simple,
        odd=tuple(line for line in lines if not line.is_simple),
        held=tuple(HeldForm(held.kind, held.amount, held.note) for held in mail.held),
    )
