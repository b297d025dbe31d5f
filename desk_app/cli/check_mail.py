# SPDX-License-Identifier: MIT
"""The mail items and papers of a check file as records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from desk_app.cli.check_file import ApplicationPart, CheckFile
from desk_app.cli.check_labels import Labels
from desk_app.cli.check_papers import Held, Mail, Paper, Payment
from desk_app.cli.check_papers import Mandate as MandateShown
from desk_app.records.ids import ApplicationId, EnclosureId, HeldThingId, MailItemId, PaymentLineId
from desk_app.records.mail import Allotment, HeldThing, MailItem, Matter, PaymentLine
from desk_app.records.papers import Enclosure, Guardianship, Mandate, Masking, Register


def mail_of(mail: Mail, id_: MailItemId, check: CheckFile) -> MailItem:
    """Return a mail item; its payment lines carry no name yet."""
    places = {part.id or str(number): number for number, part in enumerate(check.applications, 1)}
    return MailItem(
        id=id_,
        arrived_on=mail.arrived_on,
        kind=mail.kind,
        matter=Matter.NEW_APPLICATION,
        postmark=mail.postmark,
        tracking_number=mail.tracking_number,
        red_marking=mail.red_marking,
        note=mail.note,
        handled=True,
        payments=tuple(_line(payment, places) for payment in mail.payments),
        held=tuple(_thing(held, id_, number) for number, held in enumerate(mail.held, 1)),
    )


def _line(payment: Payment, places: dict[str, int]) -> PaymentLine:
    return PaymentLine(
        id=PaymentLineId(""),
        piece=payment.piece,
        denomination=payment.denomination,
        count=payment.count,
        condition=payment.condition,
        surcharge=payment.surcharge,
        allotments=tuple(
            Allotment(ApplicationId(places[each.application]), each.count)
            for each in payment.allotted
        ),
    )


def _thing(held: Held, mail_item: MailItemId, number: int) -> HeldThing:
    return HeldThing(
        id=HeldThingId(f"h{mail_item}-{number}"),
        kind=held.kind,
        mail_item=mail_item,
        amount=held.amount,
        returned_on=held.returned_on,
    )


def enclosures_of(check: CheckFile, part: ApplicationPart, labels: Labels) -> tuple[Enclosure, ...]:
    """Return the papers of one application: those of the envelope, then those that came later."""
    found = _papers(check, part)
    return tuple(
        replace(paper, id=EnclosureId(name))
        for paper, name in zip(found, labels.papers, strict=True)
    )


def _papers(check: CheckFile, part: ApplicationPart) -> Iterator[Enclosure]:
    for paper in part.papers:
        yield _enclosure(paper, MailItemId(1), check.mail_item.arrived_on)
    for number, supplement in enumerate(part.history.supplements, 2):
        for paper in supplement.papers:
            yield _enclosure(paper, MailItemId(number), supplement.arrived_on)


def _enclosure(paper: Paper, mail_item: MailItemId, arrived_on: date) -> Enclosure:
    return Enclosure(
        id=EnclosureId(""),
        kind=paper.kind,
        of=paper.of,
        mail_item=mail_item,
        arrived_on=arrived_on,
        original=paper.original,
        issued_on=paper.issued_on,
        valid_until=paper.valid_until,
        name=paper.name,
        address=paper.address,
        born=paper.born,
        shows_address=paper.shows_address,
        masking=tuple(Masking(**dict(each)) for each in paper.masking),
        register=None if paper.family_register is None else Register(**dict(paper.family_register)),
        guardianship=_guardianship(paper),
        mandate=None if paper.mandate is None else _mandate(paper.mandate),
        note=paper.note,
        whereabouts=paper.whereabouts,
        former_names=paper.former_names,
        former_addresses=paper.former_addresses,
    )


def _guardianship(paper: Paper) -> Guardianship | None:
    shown = paper.guardianship
    return None if shown is None else Guardianship(**{**dict(shown), "kind": shown.kind.value})


def _mandate(shown: MandateShown) -> Mandate:
    return Mandate(**{**dict(shown), "rights": frozenset(right.value for right in shown.rights)})
