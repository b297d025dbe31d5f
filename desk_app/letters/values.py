# SPDX-License-Identifier: MIT
"""The values of a letter by the names its wording uses; what the facts do not have is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desk_app.letters import naming
from desk_app.letters.errors import MissingValue
from desk_app.letters.values_decision import decision_values
from desk_app.letters.values_notice import notice_values
from desk_app.letters.values_sent import (
    acknowledgement_values,
    inquiry_values,
    resending_values,
    return_values,
)
from desk_app.letters.voice import begun, present
from desk_app.records.letters import (
    AcknowledgementBody,
    Body,
    DecisionBody,
    DeficiencyBody,
    DelayBody,
    InquiryBody,
    LapseBody,
    LetterFacts,
    LetterKind,
    ReferralBody,
    ResendingBody,
    ReturnBody,
    WithdrawalBody,
)
from desk_app.records.people import Language

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk_app.letters.wording import Wording
    from desk_app.records.application import Right

Values = dict[str, object]


def values_of(facts: LetterFacts, wording: Wording) -> Values:
    """Return every value of the letter; an empty fact has no name, so that it cannot be printed."""
    return _common(facts, wording) | _of_body(facts, wording)


def is_decision(facts: LetterFacts) -> bool:
    """Tell whether a letter decides on a request (L4–L10)."""
    return isinstance(facts.body, DecisionBody)


def _common(facts: LetterFacts, wording: Wording) -> Values:
    profile = facts.profile
    japanese = facts.language is Language.JA
    address = profile.address_ja if japanese else profile.address_en
    principal = facts.by_proxy.principal if facts.by_proxy else None
    return {"for_whom": naming.for_whom(wording, facts.by_proxy)} | present(
        name=facts.addressee.name,
        principal_name=principal,
        number=naming.document_number(wording, profile, facts.number),
        rno=facts.receipt_number,
        received=facts.received_on,
        dated=facts.dated,
        claim=naming.requests(wording, facts.claims),
        c=naming.requests_in_short(wording, facts.claims),
        asked=naming.asked(wording, facts.claims),
        company=profile.company_ja if japanese else profile.company_en,
        desk=profile.desk_ja if japanese else profile.desk_en,
        desk_postal_code=profile.postal_code,
        desk_address=" ".join(address) if japanese else ", ".join(address),
        procedure=profile.procedure_ja if japanese else profile.procedure_en,
        marking=profile.marking_ja if japanese else profile.marking_en,
        marking_ja=profile.marking_ja,
        decision=is_decision(facts),
    )


def _of_body(facts: LetterFacts, wording: Wording) -> Values:
    return _VALUES[type(facts.body)](facts.body, facts, wording)


def _lapse(body: LapseBody, facts: LetterFacts, wording: Wording) -> Values:
    return present(
        claim=naming.requests(wording, body.rights),
        c=naming.requests_in_short(wording, body.rights),
        fee=body.fee_required,
        valid=body.fee_counted or None,
        short=body.fee_required - body.fee_counted,
        n_no=naming.document_number(wording, facts.profile, body.notice.number),
        n_date=body.notice.dated,
        due=body.notice.due,
        back=body.back,
        others=_named(body.others, wording),
        ended=_named(body.ended, wording),
        need=wording.common.needs["lapse"],
    )


def _referral(body: ReferralBody, facts: LetterFacts, wording: Wording) -> Values:
    return present(
        contact=body.referral.contact,
        how=body.referral.how,
        ready=body.referral.ready,
        change=body.referral.change,
        free=body.free,
        back=body.back,
        scope=body.scope or begun(naming.asked(wording, facts.claims)),
    )


def _withdrawal(body: WithdrawalBody, facts: LetterFacts, wording: Wording) -> Values:
    number, dated = body.answered or ("", None)
    return present(
        a_no=naming.document_number(wording, facts.profile, number) if number else None,
        a_date=dated,
        claim=naming.requests(wording, body.withdrawn),
        asked=naming.asked(wording, body.withdrawn),
        w_received=body.writing_received,
        w_dated=body.writing_dated,
        back=body.back,
        free=body.free,
        others=_named(body.others, wording),
        ended=_named(body.ended, wording),
    )


def _delay(body: DelayBody, _facts: LetterFacts, _wording: Wording) -> Values:
    return present(target=body.target, new_target=body.new_target)


def _named(rights: tuple[Right, ...], wording: Wording) -> str:
    return naming.requests_in_short(wording, rights) if rights else ""


_VALUES: dict[type[Body], Callable[[Any, LetterFacts, Wording], Values]] = {
    AcknowledgementBody: acknowledgement_values,
    DeficiencyBody: notice_values,
    LapseBody: _lapse,
    DecisionBody: decision_values,
    ReferralBody: _referral,
    ReturnBody: return_values,
    WithdrawalBody: _withdrawal,
    ResendingBody: resending_values,
    DelayBody: _delay,
    InquiryBody: inquiry_values,
}
"""What a body is told with; each takes the body that its key is."""

_BODIES: dict[LetterKind, type[Body]] = {
    LetterKind.ACKNOWLEDGEMENT: AcknowledgementBody,
    LetterKind.DEFICIENCIES: DeficiencyBody,
    LetterKind.LAPSE: LapseBody,
    LetterKind.REFERRAL: ReferralBody,
    LetterKind.RETURN: ReturnBody,
    LetterKind.WITHDRAWAL: WithdrawalBody,
    LetterKind.RESENDING: ResendingBody,
    LetterKind.DELAY: DelayBody,
    LetterKind.INQUIRY: InquiryBody,
}

_WITHOUT_CLAIMS = frozenset({LetterKind.DEFICIENCIES, LetterKind.INQUIRY})


def must_fit(facts: LetterFacts) -> None:
    """Refuse facts whose body is another letter's, or without what every letter shows.

    A notice may name no claim: it asks for that where none is marked on the form; a reply to an
    inquiry has none.
    """
    if not isinstance(facts.body, _BODIES.get(facts.kind, DecisionBody)):
        raise MissingValue("body")
    needed = {
        "claims": facts.claims or facts.kind in _WITHOUT_CLAIMS,
        "name": facts.addressee.name.strip(),
        "address": facts.addressee.address.strip(),
        "rno": facts.receipt_number,
        "receipt_code": facts.receipt_code,
    }
    for name, value in needed.items():
        if not value:
            raise MissingValue(name)
