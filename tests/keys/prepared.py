# SPDX-License-Identifier: MIT
"""What the verbs bring about before keys are counted: an application, and how far it has come."""

from __future__ import annotations

from datetime import date, timedelta

from desk_app.desk import checking, corresponding, deciding, intake, posting
from desk_app.desk.context import Desk, Kind
from desk_app.records.application import Application, Claim, Form, Principal, Right
from desk_app.records.base import (
    ApplicationId,
    ClaimId,
    EnclosureId,
    LetterId,
    MailItemId,
    PaymentLineId,
)
from desk_app.records.decisions import Content, DisclosedItem, Outcome
from desk_app.records.history import RegisteredRecord
from desk_app.records.letters import LetterKind
from desk_app.records.mail import MailItem, MailKind, Matter, PaymentLine, Piece
from desk_app.records.papers import Enclosure, Subject
from tests.keys.reading import kept, open_applications

NAME, BORN = "石田 さやか", date(1991, 2, 11)
POSTAL_CODE, ADDRESS = "0010024", "北海道札幌市北区北二十四条西5丁目1-1"
DEPARTMENT = "会員サービス部"
VALID = timedelta(days=400)
DISCLOSED = DisclosedItem("会員", "会員番号", "K-2201", "会員台帳")


def without_identity(desk: Desk) -> None:
    """Log an application that lacks the identity document, and post the notice that says so."""
    id_ = _log(desk)
    version = kept(desk, id_).file.application.version
    draft = corresponding.LetterDraft(id_, version, LetterKind.DEFICIENCIES, desk.today)
    letters = corresponding.issue_letter(desk, draft).ids(Kind.LETTER)
    letter = LetterId(str(next(iter(letters))))
    posted = posting.PostingDraft(id_, (letter,), MailKind.SIMPLE_REGISTERED, desk.today)
    posting.post(desk, posted)


def to_be_decided(desk: Desk) -> None:
    """Log an application with everything it needs; the department has answered."""
    id_ = _log(desk, licence(desk.today))
    checking.ask_department(desk, id_, DEPARTMENT, desk.today)
    asked = kept(desk, id_).file.inquiries[-1].id
    record = RegisteredRecord("", NAME, born=BORN, address=ADDRESS)
    checking.record_answer(desk, checking.AnswerDraft(id_, asked, desk.today, (record,)))


def to_be_approved(desk: Desk) -> None:
    """Propose to grant it."""
    to_be_decided(desk)
    application = kept(desk, *open_applications(desk)).file.application
    (claim,) = application.claims
    content = Content(as_of=desk.today, disclosed=(DISCLOSED,))
    deciding.propose(
        desk,
        deciding.ProposalDraft(
            application.id, application.version, claim.id, Outcome.GRANTED, content=content
        ),
    )


def licence(today: date) -> Enclosure:
    """Return the driving licence of the principal."""
    return Enclosure(
        EnclosureId(""),
        "driving_licence",
        Subject.PRINCIPAL,
        MailItemId(0),
        today,
        valid_until=today + VALID,
        name=NAME,
        address=ADDRESS,
    )


def _log(desk: Desk, *papers: Enclosure) -> ApplicationId:
    today = desk.today
    stamps = PaymentLine(PaymentLineId(""), Piece.STAMP, 500, 2)
    mail = MailItem(
        MailItemId(0),
        today,
        MailKind.SIMPLE_REGISTERED,
        Matter.NEW_APPLICATION,
        red_marking=True,
        payments=(stamps,),
    )
    form = desk.rulebook.on(today).form("A-1")
    assert form is not None
    application = Application(
        ApplicationId(0),
        "",
        MailItemId(0),
        today,
        Form(form.code, form.current, today),
        Principal(NAME, born=BORN, postal_code=POSTAL_CODE, address=ADDRESS),
        (Claim(ClaimId(""), Right.DISCLOSURE),),
        scope="会員登録情報",
    )
    draft = intake.ApplicationDraft(application, papers)
    intake.log_application(desk, intake.EnvelopeDraft(mail, (draft,)))
    (id_,) = open_applications(desk)
    return id_
