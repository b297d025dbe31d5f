# SPDX-License-Identifier: MIT
"""Records for tests, and the shortest way to keep them in any store."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from desk_app.desk.ports import Books, Store
from desk_app.desk.rows import WorkIndex
from desk_app.records.base import ApplicationId, ClaimId, LetterId, MailItemId, PostingId, UserId
from desk_app.records.books.journal import Action
from desk_app.records.case.application import Application, Claim, Form, Principal, Right
from desk_app.records.case.findings import Work
from desk_app.records.case.history import ApplicationFile, Letter
from desk_app.records.case.letters import (
    Addressee,
    DeficiencyBody,
    DeficiencyRow,
    LetterFacts,
    LetterKind,
)
from desk_app.records.case.mail import MailItem, MailKind, Matter
from desk_app.records.desk.people import Language
from desk_app.records.desk.profile import DeskProfile

CLERK = UserId("u-1")
DAY = date(2026, 11, 2)
NOW = datetime(2026, 11, 2, 0, 30, tzinfo=UTC)
TO_CHECK = WorkIndex(Work.TO_CHECK, "check", "unread", None, DAY)


def envelope(arrived_on: date = DAY, **more: object) -> MailItem:
    """A mail item as it is handed in: without an id."""
    item = MailItem(MailItemId(0), arrived_on, MailKind.SIMPLE_REGISTERED, Matter.NEW_APPLICATION)
    return replace(item, **more)  # type: ignore[arg-type]


def person(name: str, kana: str = "", **more: object) -> Principal:
    """A principal."""
    return replace(Principal(name, kana), **more)  # type: ignore[arg-type]


def application(principal: Principal, mail: MailItem, number: str, **more: object) -> Application:
    """An application as it is handed in: without an id."""
    made = Application(
        id=ApplicationId(0),
        token=f"token-{number}",
        mail_item=mail.id,
        received_on=mail.arrived_on,
        form=Form("A-1", "2"),
        principal=principal,
        claims=(Claim(ClaimId("c-1"), Right.DISCLOSURE),),
        receipt_number=number,
    )
    return replace(made, **more)  # type: ignore[arg-type]


def keep(
    books: Books, made: Application, index: WorkIndex = TO_CHECK, **history: object
) -> ApplicationFile:
    """Keep a new application with its history, noted, in a unit of work."""
    kept = books.files.add(made)
    books.journal.note(Action.APPLICATION_LOGGED, kept.id, receipt_number=kept.receipt_number)
    file = replace(books.files.get(kept.id), **history)  # type: ignore[arg-type]
    books.files.save(file, index)
    return books.files.get(kept.id)


def logged(
    store: Store,
    principal: Principal,
    number: str = "R8-0001",
    index: WorkIndex = TO_CHECK,
    arrived_on: date = DAY,
    **more: object,
) -> ApplicationId:
    """Log an application in an envelope of its own; its id."""
    with store.writing(CLERK, NOW) as books:
        mail = books.mail.add(envelope(arrived_on, handled=True))
        file = keep(books, application(principal, mail, number, **more), index)
        books.commit()
    return file.application.id


def letter(number: int, **more: object) -> Letter:
    """A letter issued some minutes after the first."""
    made = Letter(
        id=LetterId(f"letter-{number}"),
        kind=LetterKind.DEFICIENCIES,
        number=f"8-{number}",
        dated=DAY,
        for_posting_on=DAY,
        language=Language.JA,
        claims=(ClaimId("c-1"),),
        sha256="0" * 64,
        issued_by=CLERK,
        issued_at=NOW + timedelta(minutes=number),
    )
    return replace(made, **more)  # type: ignore[arg-type]


def printed(number: int, **more: object) -> Letter:
    """A letter that went to the printer."""
    return letter(number, printed_at=NOW, **more)


def posted(number: int) -> Letter:
    """A letter in an envelope that was sent."""
    return printed(number, posting=PostingId("posting-1"))


def facts() -> LetterFacts:
    """The facts of a notice, with values of every kind."""
    row = DeficiencyRow(
        "fee_short",
        "send_stamps",
        (("short", 160), ("valid", DAY), ("kinds", ("a", "b")), ("pieces", ((84, 10),))),
    )
    return LetterFacts(
        kind=LetterKind.DEFICIENCIES,
        language=Language.JA,
        number="8-121",
        dated=DAY,
        addressee=Addressee("渡邉\U000e0101 𠮷男", "163-6017", "東京都新宿区西新宿6-8-1"),
        profile=DeskProfile(),
        receipt_number="R8-0001",
        receipt_code="DAR8-0001X",
        received_on=DAY,
        claims=(Right.DISCLOSURE,),
        body=DeficiencyBody((row,), DAY),
    )
