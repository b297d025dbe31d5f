# SPDX-License-Identifier: MIT
"""From the model of a check file to the records the rules are asked with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from desk_app.cli.check_file import ApplicationPart, CheckFile, FormSheet
from desk_app.cli.check_history import HeldRecord, WithdrawalSent
from desk_app.cli.check_labels import Labels, labels_of
from desk_app.cli.check_mail import enclosures_of, mail_of
from desk_app.cli.check_past import Past
from desk_app.records.application import Application, Change, Claim, Form, Principal, Proxy
from desk_app.records.history import ApplicationFile, DepartmentInquiry, RegisteredRecord
from desk_app.records.ids import (
    ApplicationId,
    ClaimId,
    InquiryId,
    MailItemId,
    PaymentLineId,
    UserId,
)
from desk_app.records.mail import MailItem, Matter, PaymentLine
from desk_app.records.papers import Subject
from desk_app.rules import codes
from desk_app.rules.eras import era_letter, era_year
from desk_app.rules.rulebook import Rulebook

OWN_MAIL = MailItemId(1)
_CLERK = UserId("clerk")


def read(check: CheckFile, book: Rulebook) -> tuple[ApplicationFile, ...]:
    """Return the applications of a check file as records, with all their history."""
    return tuple(_Reader(check, number, book).file() for number in range(len(check.applications)))


def keys_of(check: CheckFile) -> tuple[str, ...]:
    """Return the names of the applications, in the order of the file."""
    return tuple(part.id or str(number) for number, part in enumerate(check.applications, 1))


def latest_day(file: ApplicationFile) -> date:
    """Return the latest day on which something happened to an application."""
    return max(_days(file))


def _days(file: ApplicationFile) -> Iterator[date]:
    several = (
        (item.arrived_on for item in file.mail),
        (judgement.on for judgement in file.judgements),
        (day for asked in file.inquiries for day in (asked.asked_on, *asked.chased_on)),
        (asked.answered_on for asked in file.inquiries),
        (notice.posted_on for notice in file.notices),
        (lapse.confirmed_on for lapse in file.lapses),
        (withdrawal.confirmed_on for withdrawal in file.withdrawals),
        (decision.proposed_on for decision in file.decisions),
        (each.approval.on for each in file.decisions if each.approval is not None),
        (letter.dated for letter in file.letters),
        (posting.posted_on for posting in file.postings),
        (posting.came_back_on for posting in file.postings),
    )
    for days in several:
        yield from (day for day in days if day is not None)


class _Reader:
    """Reads one application of a check file."""

    def __init__(self, check: CheckFile, number: int, book: Rulebook) -> None:
        self._check = check
        self._number = number
        self._book = book
        self._labels = labels_of(check, number)
        self._part = check.applications[number]

    def file(self) -> ApplicationFile:
        """Return everything known of the application."""
        others = range(1, len(self._check.applications) + 1)
        base = ApplicationFile(
            application=self._application(),
            mail=self._mail(),
            enclosures=enclosures_of(self._check, self._part, self._labels),
            inquiries=self._inquiries(),
            siblings=tuple(ApplicationId(each) for each in others if each != self._id),
        )
        return Past(self._part, self._labels, self._book).told(base)

    @property
    def _id(self) -> ApplicationId:
        return ApplicationId(self._number + 1)

    def _application(self) -> Application:
        part, arrived = self._part, self._check.mail_item.arrived_on
        number = codes.receipt_number(era_letter(arrived), era_year(arrived), self._id)
        return Application(
            id=self._id,
            token=str(self._id),
            mail_item=OWN_MAIL,
            received_on=arrived,
            form=_form(part.form),
            principal=_principal(part),
            claims=_claims(part, self._labels),
            proxy=_proxy(part),
            scope=part.scope,
            service=part.service,
            method=part.method,
            reply_to=part.reply_to,
            language=part.language,
            receipt_number=number,
            rulebook_version=self._book.version,
            further_forms=tuple(_form(sheet) for sheet in part.further_forms),
        )

    def _mail(self) -> tuple[MailItem, ...]:
        """Return the envelope first, then what came later in order of arrival."""
        envelope = mail_of(self._check.mail_item, OWN_MAIL, self._check)
        own = replace(envelope, payments=tuple(self._lines(envelope, 0)))
        before = len(own.payments)
        later: list[MailItem] = []
        history = self._part.history
        matters = [(post, Matter.SUPPLEMENT) for post in history.supplements]
        for post, matter in (
            *matters,
            *((each, Matter.WITHDRAWAL) for each in history.withdrawals),
        ):
            item = mail_of(post, MailItemId(2 + len(later)), self._check)
            if isinstance(post, WithdrawalSent) and post.sent_by is Subject.PROXY:
                item = replace(item, sender=self._proxy_name())
            lines = tuple(self._lines(item, before))
            before += len(lines)
            later.append(replace(item, matter=matter, concerns=self._id, payments=lines))
        return (own, *sorted(later, key=lambda item: item.arrived_on))

    def _proxy_name(self) -> str:
        proxy = _proxy(self._part)
        return "" if proxy is None else proxy.name

    def _lines(self, item: MailItem, before: int) -> Iterator[PaymentLine]:
        """Yield the payment lines of a mail item under their names."""
        for number, line in enumerate(item.payments, before):
            yield replace(line, id=PaymentLineId(self._labels.lines[number]))

    def _inquiries(self) -> tuple[DepartmentInquiry, ...]:
        names = iter(self._labels.records)
        return tuple(
            DepartmentInquiry(
                id=InquiryId(f"q{number}"),
                department=asked.department,
                asked_on=asked.asked_on,
                asked_by=_CLERK,
                chased_on=asked.chased_on,
                answered_on=asked.answered_on,
                records=tuple(_record(each, next(names)) for each in asked.records),
                answer=asked.answer,
            )
            for number, asked in enumerate(self._part.history.departments, 1)
        )


def _form(sheet: FormSheet) -> Form:
    return Form(sheet.code or "", sheet.version, sheet.filled_in_on, sheet.signed)


def _principal(part: ApplicationPart) -> Principal:
    return Principal(**dict(part.principal))


def _proxy(part: ApplicationPart) -> Proxy | None:
    return None if part.proxy is None else Proxy(**dict(part.proxy))


def _claims(part: ApplicationPart, labels: Labels) -> tuple[Claim, ...]:
    return tuple(
        Claim(
            id=ClaimId(name),
            right=claim.right,
            changes=tuple(Change(**dict(change)) for change in claim.changes),
            reason=claim.reason or "",
            circumstances=claim.circumstances,
        )
        for claim, name in zip(part.claims, labels.claims, strict=True)
    )


def _record(held: HeldRecord, name: str) -> RegisteredRecord:
    return RegisteredRecord(**{**dict(held), "id": name})
