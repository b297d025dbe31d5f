# SPDX-License-Identifier: MIT
"""The values of what is sent beside answers: acknowledgement, returns, re-sending, inquiries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.letters import naming
from desk_app.letters.errors import MissingValue
from desk_app.letters.naming import word
from desk_app.letters.voice import present

if TYPE_CHECKING:
    from desk_app.letters.wording import Wording
    from desk_app.records.letters import (
        AcknowledgementBody,
        InquiryBody,
        LetterFacts,
        Received,
        ResendingBody,
        ReturnBody,
        Returned,
    )
    from desk_app.records.mail import MailKind

Values = dict[str, object]


def acknowledgement_values(
    body: AcknowledgementBody, _facts: LetterFacts, wording: Wording
) -> Values:
    """Return the values of an acknowledgement (L1)."""
    return present(
        received_things=tuple(
            _received(number, thing, wording) for number, thing in enumerate(body.received, 1)
        ),
        target=body.target,
        mail=_mail(body.mail, wording),
        proxy_name=body.proxy_name,
        proxy_kind=(
            word(wording.common.proxies, body.proxy_kind.value, "proxy")
            if body.proxy_kind
            else None
        ),
    )


def _received(number: int, thing: Received, wording: Wording) -> Values:
    values = present(title=thing.title, amount=thing.amount, count=thing.count, pieces=thing.pieces)
    say, code = wording.voice.say, thing.kind or "paper"
    words = wording.common.received
    return {
        "number": number,
        "what": say(word(words, code, "received"), values),
        "count": _count(thing.kind, thing.count, wording),
        "note": thing.note or (wording.voice.pieces(thing.pieces) if thing.pieces else ""),
    }


def _count(kind: str, count: int, wording: Wording) -> object:
    """Say how many: papers and pieces are counted by words of their own."""
    words = wording.common.received
    return wording.voice.say(words.get(f"count.{kind}", words["count"]), {"count": count})


def return_values(body: ReturnBody, facts: LetterFacts, wording: Wording) -> Values:
    """Return the values of returned items (L12). Raises MissingValue where nothing goes back."""
    if not body.things:
        raise MissingValue("things")
    return present(
        returned=tuple(
            _returned(number, thing, body.fee, wording)
            for number, thing in enumerate(body.things, 1)
        ),
        mail=_mail(body.mail, wording),
        n_no=(naming.document_number(wording, facts.profile, body.notice) if body.notice else None),
        notice_pages=body.notice_pages or None,
    )


def _returned(number: int, thing: Returned, fee: int, wording: Wording) -> Values:
    words, say = wording.common, wording.voice.say
    values = present(name=thing.name, amount=thing.amount, pieces=thing.pieces, fee=fee)
    return {
        "number": number,
        "what": say(word(words.returned, thing.kind, "returned"), values),
        "count": _count(thing.kind, thing.count, wording),
        "reason": say(word(words.reasons_back, thing.reason, "reason"), values),
    }


def resending_values(body: ResendingBody, facts: LetterFacts, wording: Wording) -> Values:
    """Return the values of a letter that is sent again (L14)."""
    return present(
        n_no=naming.document_number(wording, facts.profile, body.number),
        n_date=body.sent_on,
        sent_by=_mail(body.sent_by, wording),
        back_on=body.back_on,
        pages=body.pages,
        mail=_mail(body.mail, wording),
        moved=body.moved,
    )


def inquiry_values(body: InquiryBody, _facts: LetterFacts, wording: Wording) -> Values:
    """Return the values of a reply to an inquiry, a comment or a complaint (L16)."""
    return present(
        matter=word(wording.common.matters, body.matter, "matter"),
        said=body.said,
        answer=body.answer,
        measure=body.measure,
        form=body.form,
    )


def _mail(kind: MailKind, wording: Wording) -> str:
    return word(wording.common.mails, kind.value, "mail")
