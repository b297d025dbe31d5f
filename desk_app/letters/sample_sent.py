# SPDX-License-Identifier: MIT
"""Sample facts of what is sent beside answers: L1, L12, L14, L16."""

from __future__ import annotations

from datetime import date

from desk_app.records.letters import (
    AcknowledgementBody,
    InquiryBody,
    Received,
    ResendingBody,
    ReturnBody,
    Returned,
)
from desk_app.records.mail import MailKind
from desk_app.records.people import Language

PROXY = {Language.JA: "森 健一", Language.EN: "Kenichi Mori"}
RESENT = ResendingBody(
    number="個情発第8-310号",
    pages=2,
    sent_on=date(2026, 11, 5),
    sent_by=MailKind.SIMPLE_REGISTERED,
    back_on=date(2026, 11, 16),
    mail=MailKind.SIMPLE_REGISTERED,
)


def acknowledgement(language: Language) -> AcknowledgementBody:
    """Form, licence and stamps, as the reference page shows them."""
    ja = language is Language.JA
    return AcknowledgementBody(
        received=(
            Received(1, "個人情報開示等請求書（様式A-1）" if ja else "application form (A-1)"),
            Received(1, "運転免許証の写し（両面）" if ja else "driving licence, copy"),
            Received(10, kind="stamp", amount=1000, pieces=((110, 8), (100, 1), (20, 1))),
        ),
        target=date(2026, 12, 8),
        mail=MailKind.SIMPLE_REGISTERED,
    )


def returned(language: Language) -> ReturnBody:
    """Revenue stamps, a residence record, an envelope, beside a notice."""
    ja = language is Language.JA
    record = "住民票の写し" if ja else "copy of the residence record"
    envelope = "返信用封筒（110円切手を貼ったもの）" if ja else "reply envelope with a stamp"
    return ReturnBody(
        things=(
            Returned("revenue_stamp", 5, "revenue_stamp", amount=1000),
            Returned("my_number_document", 1, "my_number", name=record),
            Returned("other", 1, "postage", name=envelope),
            Returned("excess_stamps", 2, "excess", amount=168, pieces=((84, 2),)),
        ),
        mail=MailKind.SIMPLE_REGISTERED,
        fee=1000,
        notice="個情発第8-346号",
        notice_pages=2,
    )


def inquiry(language: Language) -> InquiryBody:
    """A question about handling, with an answer and a measure."""
    ja = language is Language.JA
    return InquiryBody(
        matter="inquiry",
        said="個人情報の取扱いについて教えてほしい。" if ja else "How is personal data handled?",
        answer=(
            "弊社ウェブサイトに公表しております。" if ja else "It is published on our website."
        ),
        measure="ご案内の表現を改めます。" if ja else "We will improve our wording.",
        form=True,
    )
