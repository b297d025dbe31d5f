# SPDX-License-Identifier: MIT
"""Marked persons in the desk's other books: inquiries and complaints, the register of provision."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from desk_app.desk import registers
from desk_app.desk.applications import intake
from desk_app.desk.inquiries import handling
from desk_app.desk.inquiries.handling import InquiryCorrection, InquiryDraft, StepDraft
from desk_app.desk.keeping import keep_inquiry
from desk_app.records.base import (
    ApplicationId,
    InquiryKey,
    LetterId,
    MailItemId,
    PostingId,
    kept_id_of,
)
from desk_app.records.books.journal import Action
from desk_app.records.case.history import Letter, Posting
from desk_app.records.case.inquiries import (
    Cause,
    Channel,
    CourseStep,
    Inquiry,
    InquiryKind,
    InquirySaid,
)
from desk_app.records.case.letters import LetterKind
from desk_app.records.case.mail import MailItem, MailKind, Matter
from desk_app.records.desk.people import Language
from desk_app.records.registers import ProvisionEntry, ProvisionKind
from tests.builders import ARRIVED
from tests.fakes.making import facts
from tests.workbench.desks import TwoPeople, writing

if TYPE_CHECKING:
    from tests.robustness.marked import Person


def complained(people: TwoPeople, person: Person) -> ApplicationId:
    """Take a complaint through its whole course, a mark in every text; return its kept id."""
    desk = people.clerk
    key = _logged(people, person)
    said = f"{person.name}、{person.address}"
    _steps(
        people,
        key,
        StepDraft(key, 0, CourseStep.ASKED, text=said, whom=person.name),
        StepDraft(key, 0, CourseStep.DEPARTMENT_ANSWERED, text=said, whom=person.name),
        StepDraft(key, 0, CourseStep.CAUSE, text=said, cause=Cause.OTHER),
        StepDraft(key, 0, CourseStep.MEASURE_NEEDED, text=said, whom=person.name, until=desk.today),
        StepDraft(key, 0, CourseStep.MEASURE_DONE, text=said),
        StepDraft(key, 0, CourseStep.ANSWERED, text=said, channel=Channel.TELEPHONE),
    )
    correction = InquiryCorrection(key, _seen(people, key).version, "text", f"{said}より", said)
    handling.correct_inquiry(desk, correction)
    _posted(people, person, key)
    officer = replace(people, clerk=people.officer)
    _steps(
        officer,
        key,
        StepDraft(key, 0, CourseStep.MEASURE_CHECKED, text=said),
        StepDraft(key, 0, CourseStep.CLOSED, text=said),
    )
    intake.save_draft(desk, f"inquiry-reply-{key}", said)
    return kept_id_of(key)


def _logged(people: TwoPeople, person: Person) -> InquiryKey:
    named = person.envelope(ARRIVED).applications[0].application.principal
    with writing(people.clerk) as books:
        books.journal.note(Action.MAIL_LOGGED, None)
        came = MailItem(
            MailItemId(0),
            ARRIVED,
            MailKind.ORDINARY,
            Matter.INQUIRY,
            tracking_number=named.phone,
            sender=person.name,
            note=person.address,
        )
        item = books.mail.add(came)
    said = InquirySaid(
        ARRIVED,
        Channel.MAIL,
        InquiryKind.COMPLAINT,
        f"{person.name} {person.address}",
        service=person.name,
        name=person.name,
        kana=named.kana,
        address=person.address,
        phone=named.phone,
        email=named.email,
        attachments=person.name,
    )
    changes = handling.log_inquiry(people.clerk, InquiryDraft(said, item.id))
    (key,) = (id_ for kind, id_ in changes.touched if kind.value == "inquiry")
    return InquiryKey(int(key))


def _seen(people: TwoPeople, key: InquiryKey) -> Inquiry:
    with people.clerk.ports.store.reading() as books:
        return books.inquiries.get(key)


def _steps(people: TwoPeople, key: InquiryKey, *steps: StepDraft) -> None:
    for step in steps:
        handling.go_on(people.clerk, replace(step, version=_seen(people, key).version))


def _posted(people: TwoPeople, person: Person, key: InquiryKey) -> None:
    """Keep a reply in the post past its verb: no font has the rare characters of a mark."""
    desk, id_, sent = people.clerk, LetterId(f"q{key}"), PostingId(f"q{key}")
    told = replace(facts(), addressee=replace(facts().addressee, name=person.name))
    pages = f"%PDF {person.name}".encode()
    letter = Letter(
        id=id_,
        kind=LetterKind.INQUIRY,
        number=f"8-9{key:03}",
        dated=desk.today,
        for_posting_on=desk.today,
        language=Language.JA,
        claims=(),
        sha256=sha256(pages).hexdigest(),
        issued_by=desk.actor.id,
        issued_at=desk.ports.clock.now(),
        posting=sent,
    )
    posting = Posting(sent, desk.today, MailKind.ORDINARY, (id_,), tracking_number=_phone(person))
    with writing(desk) as books:
        inquiry = books.inquiries.get(key)
        books.journal.note(Action.POSTED, kept_id_of(key))
        books.letters.keep(id_, told, pages)
        keep_inquiry(desk, books, replace(inquiry, letters=(letter,), postings=(posting,)))


def _phone(person: Person) -> str:
    return person.envelope(ARRIVED).applications[0].application.principal.phone


def provided(people: TwoPeople, person: Person) -> int:
    """Enter a row of provision, a mark in every text, a contract in the place of the record."""
    named = person.envelope(ARRIVED).applications[0].application.principal
    name, address = person.name, person.address
    entry = ProvisionEntry(
        id=0,
        kind=ProvisionKind.PROVIDED,
        on=ARRIVED,
        party=name,
        party_address=address,
        representative=name,
        person=name,
        kana=named.kana,
        person_address=address,
        person_number=named.member_number,
        items=name,
        consent=address,
        circumstances=name,
        country=name,
        by_contract=True,
        last_on=ARRIVED,
        note=address,
    )
    changes = registers.enter_provision(people.officer, entry)
    ((_, id_),) = changes.touched
    return int(id_)
