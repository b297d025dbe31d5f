# SPDX-License-Identifier: MIT
"""Identities of what the desk knows."""

from __future__ import annotations

from typing import NewType

MailItemId = NewType("MailItemId", int)
ApplicationId = NewType("ApplicationId", int)
ClaimId = NewType("ClaimId", str)
EnclosureId = NewType("EnclosureId", str)
PaymentLineId = NewType("PaymentLineId", str)
HeldThingId = NewType("HeldThingId", str)
JudgementId = NewType("JudgementId", str)
InquiryId = NewType("InquiryId", str)
NoticeId = NewType("NoticeId", str)
DecisionId = NewType("DecisionId", str)
LetterId = NewType("LetterId", str)
PostingId = NewType("PostingId", str)
UserId = NewType("UserId", str)
