# SPDX-License-Identifier: MIT
"""What comes later for an open application: a supplement, a decision, its approval."""

from __future__ import annotations

from datetime import date, timedelta

from desk_app.desk.applications import checking, deciding, intake
from desk_app.desk.context import Desk, Kind
from desk_app.desk.letters import corresponding
from desk_app.desk.post import posting
from desk_app.records.base import (
    ApplicationId,
    ClaimId,
    EnclosureId,
    LetterId,
    MailItemId,
    PaymentLineId,
)
from desk_app.records.case.application import Application, Claim, Form, Principal, Right
from desk_app.records.case.decisions import Content, DisclosedItem, Outcome
from desk_app.records.case.findings import ClaimState, Completeness, Identity
from desk_app.records.case.history import RegisteredRecord
from desk_app.records.case.letters import LetterKind
from desk_app.records.case.mail import MailItem, MailKind, Matter, PaymentLine, Piece
from desk_app.records.case.papers import Enclosure, Subject
from tests.gui.x11_keys import RETURN
from tests.keys.envelopes import written
from tests.keys.scenario import (
    BLUE_BUTTON,
    ENTER,
    INSERT,
    SPACE,
    TAB,
    Faults,
    Kept,
    Press,
    Scenario,
    Secret,
    Strokes,
    Write,
    alt,
    ctrl,
    ctrl_shift,
    kept,
    open_applications,
    wrong,
)
from tests.workbench.program import FIRST, SECOND

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


PURPOSE = "会員サービスを提供するため"


def type_a_decision(today: date) -> Strokes:
    """Open an application by its number and propose to grant it, with what is disclosed.

    Between the table and the purpose the table's last line, which adds one, is a stop of Tab.
    """
    told = DISCLOSED
    return (
        *(*_open(today), ctrl("d"), Press("1"), INSERT, Write(told.group), TAB, Write(told.item)),
        *(TAB, Write(told.content), TAB, Write(told.source), Press(RETURN)),
        *(TAB, TAB, Write(PURPOSE), BLUE_BUTTON),
    )


def type_an_approval(today: date) -> Strokes:
    """Open it by its number; the second person shows the own password in place and approves."""
    return (*_open(today), ctrl("d"), BLUE_BUTTON, Secret(SECOND.password), BLUE_BUTTON)


def _open(today: date) -> Strokes:
    return (ctrl("g"), Write(number(today)), ENTER)


def _proposed(read: Kept) -> Faults:
    """Name what is wrong with the one decision: its outcome, what it tells, who proposed it."""
    outcomes = [each.outcome for each in read.file.decisions]
    if outcomes != [Outcome.GRANTED]:
        return wrong("decisions", outcomes, [Outcome.GRANTED])
    decision = read.file.decisions[0]
    return (
        *wrong("as of", decision.content.as_of, read.today),
        *wrong("disclosed", decision.content.disclosed, (DISCLOSED,)),
        *wrong("proposed by", read.names.get(decision.proposed_by), FIRST.name),
        *wrong("proposed on", decision.proposed_on, read.today),
    )


def judge_decision(read: Kept) -> Faults:
    """Name what is not as it was proposed."""
    faults = _proposed(read)
    purposes = [each.content.disclosed_purpose for each in read.file.decisions]
    return (
        *faults,
        *wrong("purpose", purposes, [PURPOSE]),
        *wrong("approvals", [each.approval for each in read.file.decisions], [None]),
        *wrong("claims", list(read.found.axes.claims.values()), [ClaimState.PROPOSED]),
    )


def judge_approval(read: Kept) -> Faults:
    """Name what is not approved as it should be."""
    approvals = [
        (read.names.get(each.approval.by), each.id in read.genuine)
        for each in read.file.decisions
        if each.approval is not None
    ]
    return (
        *_proposed(read),
        *wrong("approved by, genuinely", approvals, [(SECOND.name, True)]),
        *wrong("claims", list(read.found.axes.claims.values()), [ClaimState.DECIDED]),
    )


DECISION = Scenario("a decision to grant", 15, type_a_decision, judge_decision, to_be_decided)
APPROVAL = Scenario(
    "approval by the second person", 5, type_an_approval, judge_approval, to_be_approved
)


POSTED = timedelta(days=1)


def type_a_supplement(today: date) -> Strokes:
    """Log the identity document that was asked for, by the application's number."""
    return (
        *(ctrl_shift("n"), ENTER, written(today - POSTED), ENTER, Press("1")),
        *(alt("2"), Write(number(today)), alt("3"), SPACE, written(today + VALID)),
        *(ENTER, Write(NAME), ENTER, Write(ADDRESS), BLUE_BUTTON),
    )


def number(today: date) -> str:
    """Return the number of a year's first application, as its letters name it."""
    return f"R{today.year - 2018}-0001"


def judge_supplement(read: Kept) -> Faults:
    """Name what is not as it came, or what is still said to be lacking."""
    axes, mail, today = read.found.axes, read.file.mail[-1], read.today
    papers = [
        (each.kind, each.of, each.valid_until, each.name, each.address, each.mail_item == mail.id)
        for each in read.file.enclosures
    ]
    licence = ("driving_licence", Subject.PRINCIPAL, today + VALID, NAME, ADDRESS, True)
    return (
        *wrong("mail items", len(read.file.mail), 2),
        *wrong("matter", mail.matter, Matter.SUPPLEMENT),
        *wrong("arrived", mail.arrived_on, today),
        *wrong("postmark", mail.postmark, today - POSTED),
        *wrong("kind", mail.kind, MailKind.ORDINARY),
        *wrong("documents", papers, [licence]),
        *wrong("completeness", axes.completeness, Completeness.COMPLETE),
        *wrong("identity", axes.identity, Identity.REGISTER_OPEN),
    )


SUPPLEMENT = Scenario(
    "a supplement that cures a deficiency",
    12,
    type_a_supplement,
    judge_supplement,
    without_identity,
)
