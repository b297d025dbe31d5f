# SPDX-License-Identifier: MIT
"""Applications for tests: complete by the rules unless a test takes something away."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path

from desk_app.records.base import (
    ApplicationId,
    ClaimId,
    DecisionId,
    EnclosureId,
    InquiryId,
    JudgementId,
    LetterId,
    MailItemId,
    NoticeId,
    PaymentLineId,
    PostingId,
    UserId,
)
from desk_app.records.case.application import Application, Change, Claim, Form, Principal, Right
from desk_app.records.case.decisions import Approval, Decision, GroundUse, Outcome
from desk_app.records.case.history import (
    ApplicationFile,
    DepartmentInquiry,
    Judgement,
    Lapse,
    Letter,
    Notice,
    Posting,
    RegisteredRecord,
    Ruling,
    Topic,
    Withdrawal,
)
from desk_app.records.case.letters import LetterKind
from desk_app.records.case.mail import MailItem, MailKind, Matter, PaymentLine, Piece
from desk_app.records.case.papers import Enclosure, Subject
from desk_app.records.desk.people import Language
from desk_app.rules.case.deadlines import notice_due
from desk_app.rules.rulebook import rulebook
from desk_app.rules.rulebook.rulebook import Rulebook, Rules
from desk_app.rules.situation import check

ARRIVED = date(2026, 11, 25)
CLERK, SUPERVISOR = UserId("clerk"), UserId("supervisor")
NAME, ADDRESS = "高橋 美由紀", "東京都杉並区成田東三丁目12番7号"
RECEIPT = "R8-0001"
BORN = date(1987, 4, 17)
RULEBOOK = Path(__file__).parent.parent / "resources" / "rulebook" / "justsystems.toml"


@cache
def book() -> Rulebook:
    """Return the rulebook of the published policy."""
    return rulebook.load(RULEBOOK)


def rules(on: date = ARRIVED) -> Rules:
    """Return the rules of a day."""
    return book().on(on)


_FORMS = {
    "A-1": {Right.DISCLOSURE, Right.PURPOSE, Right.PROVISION_RECORDS},
    "A-2": {Right.CORRECTION, Right.ADDITION, Right.DELETION},
    "A-3": {Right.CESSATION, Right.ERASURE, Right.PROVISION_STOP},
}


def claim(right: Right) -> Claim:
    """Return a claim that says all its right asks for; its id is the right's code."""
    changes = (Change("住所", "前", "後"),) if right in _FORMS["A-2"] else ()
    reason = "not_needed" if right in _FORMS["A-3"] else ""
    return Claim(ClaimId(right.value), right, changes, reason)


def application(*rights: Right) -> Application:
    """Return an application on the forms of its rights, disclosure where none is named."""
    asked = rights or (Right.DISCLOSURE,)
    forms = [Form(code, "2026-11") for code, of in _FORMS.items() if of & set(asked)]
    return Application(
        id=ApplicationId(1),
        token=RECEIPT,
        mail_item=MailItemId(1),
        received_on=ARRIVED,
        form=forms[0],
        further_forms=tuple(forms[1:]),
        principal=Principal(NAME, born=BORN, postal_code="166-0015", address=ADDRESS),
        claims=tuple(map(claim, asked)),
        scope="登録情報すべて",
        receipt_number=RECEIPT,
    )


def paper(kind: str, of: Subject = Subject.PRINCIPAL) -> Enclosure:
    """Return a sound paper of a kind in the principal's name, that came with the application."""
    return Enclosure(
        id=EnclosureId(f"{kind}-{of.value}"),
        kind=kind,
        of=of,
        mail_item=MailItemId(1),
        arrived_on=ARRIVED,
        original=True,
        issued_on=date(2026, 11, 1),
        valid_until=date(2029, 5, 17),
        name=NAME,
        address=ADDRESS,
        born=BORN,
    )


def stamps(*lines: str, piece: Piece = Piece.STAMP) -> tuple[PaymentLine, ...]:
    """Return payment lines written as ``500x2``."""
    found = []
    for number, line in enumerate(lines):
        value, count = re.fullmatch(r"(\d+)x(\d+)", line).groups()  # type: ignore[union-attr]
        found.append(PaymentLine(PaymentLineId(f"p{number}"), piece, int(value), int(count)))
    return tuple(found)


def mail(*payments: PaymentLine, number: int = 1, arrived_on: date = ARRIVED) -> MailItem:
    """Return a mail item; the first one is the application's own, later ones supplements."""
    matter = Matter.NEW_APPLICATION if number == 1 else Matter.SUPPLEMENT
    item = MailItem(MailItemId(number), arrived_on, MailKind.ORDINARY, matter)
    lines = (replace(line, id=PaymentLineId(f"m{number}{line.id}")) for line in payments)
    return replace(item, payments=tuple(lines))


def asked(*records: RegisteredRecord, answered_on: date | None = ARRIVED) -> DepartmentInquiry:
    """Return an inquiry to the department, with the records of its answer."""
    plain = DepartmentInquiry(InquiryId("i1"), "会員管理", ARRIVED, CLERK)
    return replace(plain, answered_on=answered_on, records=records)


def record() -> RegisteredRecord:
    """Return what the department holds of the principal."""
    return RegisteredRecord("r1", name=NAME, born=BORN, address=ADDRESS)


def complete(*rights: Right) -> ApplicationFile:
    """Return an application with nothing missing: licence, stamps, the department's answer."""
    return ApplicationFile(
        application=application(*rights),
        mail=(mail(*stamps("500x2")),),
        enclosures=(paper("driving_licence"),),
        inquiries=(asked(record()),),
    )


def with_notice(file: ApplicationFile, on: date, *, posted: bool = True) -> ApplicationFile:
    """Return the file with a notice of everything missing on a day, posted that day."""
    number = len(file.notices) + 1
    found = check.examine(file, rules(on), on).findings
    notice = Notice(
        id=NoticeId(f"n{number}"),
        letter=LetterId(f"l{len(file.letters) + 1}"),
        number=f"8-{number}",
        for_posting_on=on,
        due=notice_due(on, rules(on)).on,
        asks=tuple(finding.key for finding in found if finding.is_deficiency),
        posted_on=on if posted else None,
    )
    file = replace(file, notices=(*file.notices, notice))
    return with_letter(file, LetterKind.DEFICIENCIES, (), on, posted=posted)


def with_letter(
    file: ApplicationFile,
    kind: LetterKind,
    claims: Iterable[ClaimId],
    on: date,
    *,
    posted: bool = True,
) -> ApplicationFile:
    """Return the file with a letter issued on a day, and posted that day."""
    number = len(file.letters) + 1
    posting = Posting(PostingId(f"s{number}"), on, MailKind.SIMPLE_REGISTERED, ())
    letter = Letter(
        id=LetterId(f"l{number}"),
        kind=kind,
        number=f"8-{number}",
        dated=on,
        for_posting_on=on,
        language=Language.JA,
        claims=tuple(claims),
        sha256="",
        issued_by=CLERK,
        issued_at=moment(on),
        printed_at=moment(on) if posted else None,
        posting=posting.id if posted else None,
    )
    postings = (replace(posting, letters=(letter.id,)),) if posted else ()
    return replace(file, letters=(*file.letters, letter), postings=(*file.postings, *postings))


def with_judgement(
    file: ApplicationFile, topic: Topic, subject: str, ruling: Ruling, on: date = ARRIVED
) -> ApplicationFile:
    """Return the file with a person's verdict."""
    made = Judgement(
        JudgementId(f"j{len(file.judgements) + 1}"),
        topic,
        subject,
        ruling,
        "よく見た",
        SUPERVISOR,
        moment(on),
        on,
    )
    return replace(file, judgements=(*file.judgements, made))


def with_decision(
    file: ApplicationFile,
    right: Right,
    outcome: Outcome = Outcome.GRANTED,
    *grounds: str,
    on: date = ARRIVED,
    approved: bool = True,
) -> ApplicationFile:
    """Return the file with a decision on the claim of a right, approved by a second person."""
    approval = Approval(SUPERVISOR, moment(on), on, "", b"") if approved else None
    made = Decision(
        id=DecisionId(f"d{len(file.decisions) + 1}"),
        claim=ClaimId(right.value),
        outcome=outcome,
        proposed_by=CLERK,
        proposed_at=moment(on),
        proposed_on=on,
        grounds=tuple(map(GroundUse, grounds)),
        facts="事実",
        explanation="説明",
        approval=approval,
    )
    return replace(file, decisions=(*file.decisions, made))


def with_lapse(file: ApplicationFile, right: Right, on: date) -> ApplicationFile:
    """Return the file with the claim of a right lapsed for want of the fee."""
    lapse = Lapse(ClaimId(right.value), file.notices[-1].id, SUPERVISOR, on)
    return replace(file, lapses=(*file.lapses, lapse))


def with_withdrawal(
    file: ApplicationFile, *rights: Right, on: date, confirmed: bool = True
) -> ApplicationFile:
    """Return the file with a signed writing that withdraws the claims of some rights."""
    item = replace(mail(number=len(file.mail) + 1, arrived_on=on), matter=Matter.WITHDRAWAL)
    writing = Withdrawal(
        item.id,
        tuple(ClaimId(right.value) for right in rights),
        on,
        on,
        signed=True,
        confirmed_by=SUPERVISOR if confirmed else None,
        confirmed_on=on if confirmed else None,
    )
    return replace(file, mail=(*file.mail, item), withdrawals=(*file.withdrawals, writing))


def moment(day: date) -> datetime:
    """Return noon of a day."""
    return datetime.combine(day, time(12), UTC)
