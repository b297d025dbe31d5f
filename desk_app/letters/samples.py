# SPDX-License-Identifier: MIT
"""Invented facts for letters of every kind and outcome: changed words are looked at on them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from desk_app.letters.sample_bodies import (
    EARLIER,
    ceased,
    corrected,
    disclosed,
    disclosed_in_part,
    not_held,
    purposes,
    records,
    refused,
    told,
    unproven,
)
from desk_app.letters.sample_sent import PROXY, RESENT, acknowledgement, inquiry, returned
from desk_app.records.application import ProxyKind, Right
from desk_app.records.decisions import GroundUse, Referral
from desk_app.records.letters import (
    Addressee,
    Body,
    ByProxy,
    DeficiencyBody,
    DeficiencyRow,
    DelayBody,
    LapseBody,
    LetterFacts,
    LetterKind,
    ReferralBody,
    StampsBack,
    ThingBack,
    WithdrawalBody,
)
from desk_app.records.people import DeskProfile, Language

if TYPE_CHECKING:
    from collections.abc import Iterator

Sample = tuple[str, LetterKind, Body, tuple[Right, ...]]
TO_JA = Addressee("髙橋 花子", "154-0015", "東京都世田谷区桜新町九丁目88番77号 コーポ見本203号室")
TO_EN = Addressee(
    "Emily Carter",
    "154-0015",
    "203 Corpo Mihon\n9-88-77 Sakurashinmachi\nSetagaya-ku, Tokyo",
)
_BY_PROXY = frozenset({"L1-proxy", "L2-many", "L4-proxy", "L5b-PR-G2"})
BACK = StampsBack(840, ((84, 10),))


def facts(
    kind: LetterKind,
    body: Body,
    *claims: Right,
    language: Language = Language.JA,
    to: Addressee | None = None,
    by_proxy: ByProxy | None = None,
) -> LetterFacts:
    """One letter with the usual number, day and addressee."""
    return LetterFacts(
        kind=kind,
        language=language,
        number="8-342",
        dated=date(2026, 11, 25),
        addressee=to or (TO_JA if language is Language.JA else TO_EN),
        profile=DeskProfile(),
        receipt_number="R8-0123",
        receipt_code="DAR8-0123D",
        received_on=date(2026, 11, 9),
        claims=claims,
        body=body,
        journal_mark="#12345 a41c09e75b20",
        by_proxy=by_proxy,
    )


def by_proxy(language: Language) -> ByProxy:
    """The principal and the proxy of the letters that name both."""
    return ByProxy((TO_JA if language is Language.JA else TO_EN).name, PROXY[language])


def samples(language: Language) -> Iterator[tuple[str, LetterFacts]]:
    """One letter of every kind and outcome by a name."""
    for source in (_notices, _answers, _refusals, _others, _sent):
        for name, kind, body, claims in source(language):
            acting = by_proxy(language) if name in _BY_PROXY else None
            yield name, facts(kind, body, *claims, language=language, by_proxy=acting)


def _sent(language: Language) -> Iterator[Sample]:
    """What is sent beside answers."""
    rights = (Right.DISCLOSURE, Right.CORRECTION)
    yield "L1", LetterKind.ACKNOWLEDGEMENT, acknowledgement(language), (Right.DISCLOSURE,)
    by_proxy = replace(
        acknowledgement(language), proxy_name=PROXY[language], proxy_kind=ProxyKind.CURATOR
    )
    yield "L1-proxy", LetterKind.ACKNOWLEDGEMENT, by_proxy, rights
    yield "L12", LetterKind.RETURN, returned(language), (Right.DISCLOSURE,)
    alone = replace(returned(language), notice="", things=returned(language).things[:1])
    yield "L12-alone", LetterKind.RETURN, alone, rights
    yield "L14", LetterKind.RESENDING, RESENT, (Right.DISCLOSURE,)
    yield "L14-moved", LetterKind.RESENDING, replace(RESENT, moved=True), (Right.DISCLOSURE,)
    yield "L16", LetterKind.INQUIRY, inquiry(language), ()
    plain = replace(inquiry(language), matter="complaint", measure="", form=False)
    yield "L16-complaint", LetterKind.INQUIRY, plain, ()


def deficiency_body(language: Language) -> DeficiencyBody:
    """A notice as the reference page shows it."""
    ja = language is Language.JA
    certificate = "印鑑登録証明書" if ja else "seal-impression certificate"
    return DeficiencyBody(
        rows=(
            DeficiencyRow(
                "fee_short",
                "fee",
                (
                    ("required", 1000),
                    ("counted", 840),
                    ("short", 160),
                    ("pieces", ((84, 10),)),
                    ("rights", ("disclosure",)),
                ),
            ),
            DeficiencyRow(
                "piece_refused",
                "fee",
                (("piece", "stamp"), ("denomination", 180), ("count", 1), ("reason", "used")),
            ),
            DeficiencyRow(
                "seal_certificate",
                "authority_paper",
                (
                    ("document", "seal_certificate"),
                    ("doc", certificate),
                    ("kinds", (certificate,)),
                    ("proxy_kind", "consigned"),
                    ("months", 3),
                ),
            ),
        ),
        due=date(2026, 12, 9),
        fee_rights=(Right.DISCLOSURE,),
        fee_required=1000,
        fee_counted=840,
        authority=True,
        chargeable=True,
        stamps_held=True,
        proxy_name=PROXY[language],
        proxy_kind=ProxyKind.CONSIGNED,
        enclosed=(ThingBack("refused_stamp", 180, 1),),
    )


def _notices(language: Language) -> Iterator[Sample]:
    ja = language is Language.JA
    yield "L2", LetterKind.DEFICIENCIES, deficiency_body(language), (Right.DISCLOSURE,)
    many = replace(
        deficiency_body(language),
        rows=(
            DeficiencyRow("fee_absent", "fee", (("required", 1000),)),
            DeficiencyRow("form", "form_copy", (("field", "signature"),)),
            DeficiencyRow("form", "form_copy", (("field", "born"),)),
            DeficiencyRow(
                "differs",
                "change_document",
                (
                    ("doc", "運転免許証" if ja else "driving licence"),
                    ("whose", "principal"),
                    ("what", "address"),
                ),
            ),
            DeficiencyRow(
                "identity_absent",
                "identity",
                (
                    ("whose", "proxy"),
                    (
                        "kinds",
                        ("運転免許証", "運転経歴証明書", "在留カード", "特別永住者証明書", "旅券")
                        if ja
                        else (
                            "driving licence",
                            "driving record certificate",
                            "residence card",
                            "special permanent resident certificate",
                            "passport",
                        ),
                    ),
                ),
            ),
            DeficiencyRow(
                "too_old",
                "fresh_document",
                (
                    ("doc", "印鑑登録証明書" if ja else "seal-impression certificate"),
                    ("whose", "principal"),
                ),
            ),
            DeficiencyRow("not_matched", "registered_clues"),
        ),
        fee_counted=0,
        identity=True,
        stamps_held=False,
        others=(Right.CORRECTION,),
        earlier=EARLIER,
        enclosed=(),
        form_copy_enclosed=True,
    )
    yield "L2-many", LetterKind.DEFICIENCIES, many, (Right.DISCLOSURE, Right.CORRECTION)
    came = (("arrived_on", date(2026, 11, 20)), ("rights", ("disclosure",)))
    unsigned = DeficiencyBody(
        (DeficiencyRow("unsigned", "signature", came),),
        deficiency_body(language).due,
        withdrawal=True,
    )
    yield "L2-unsigned", LetterKind.DEFICIENCIES, unsigned, (Right.DISCLOSURE,)


def _answers(language: Language) -> Iterator[Sample]:
    yield "L4", LetterKind.DISCLOSURE, disclosed(language), (Right.DISCLOSURE,)
    yield "L4-proxy", LetterKind.DISCLOSURE, disclosed(language), (Right.DISCLOSURE,)
    yield "L4-part", LetterKind.DISCLOSURE, disclosed_in_part(language), (Right.DISCLOSURE,)
    long = replace(disclosed_in_part(language), disclosed=disclosed_in_part(language).disclosed * 6)
    yield "L4-long", LetterKind.DISCLOSURE, long, (Right.DISCLOSURE,)
    yield "L6", LetterKind.NO_SUCH_DATA, not_held(language, paid=True), (Right.DISCLOSURE,)
    yield "L7", LetterKind.PURPOSE, purposes(language), (Right.PURPOSE,)
    yield "L8", LetterKind.CORRECTION, corrected(language), (Right.CORRECTION, Right.ADDITION)
    yield "L9", LetterKind.CESSATION, ceased(language), (Right.CESSATION, Right.ERASURE)
    nothing = not_held(language, paid=False)
    one = replace(
        corrected(language),
        grounds=nothing.grounds,
        facts="",
        explanation="",
        search=nothing.search,
    )
    yield "L8-one-of-two", LetterKind.CORRECTION, one, (Right.CORRECTION, Right.DELETION)
    one = replace(
        ceased(language), grounds=nothing.grounds, facts="", explanation="", search=nothing.search
    )
    yield "L9-one-of-two", LetterKind.CESSATION, one, (Right.CESSATION, Right.ERASURE)
    yield "L10", LetterKind.PROVISION_RECORDS, records(language), (Right.PROVISION_RECORDS,)


def _refusals(language: Language) -> Iterator[Sample]:
    kind, right = LetterKind.REFUSAL, (Right.DISCLOSURE,)
    for code in ("PR-G3", "PR-G4", "PR-G5"):
        yield f"L5-{code}", kind, refused(language, GroundUse(code), paid=True), right
    for code in ("PR-G6", "L-33-4"):
        yield (
            f"L5-{code}",
            kind,
            refused(language, GroundUse(code, *_law(language)), paid=True),
            right,
        )
    for code in ("PR-G1", "PR-G2"):
        yield f"L5b-{code}", kind, unproven(language, code, paid=True), right
    for kind, own in (
        (LetterKind.PURPOSE, Right.PURPOSE),
        (LetterKind.CORRECTION, Right.CORRECTION),
        (LetterKind.CESSATION, Right.ERASURE),
        (LetterKind.CESSATION, Right.PROVISION_STOP),
        (LetterKind.PROVISION_RECORDS, Right.PROVISION_RECORDS),
    ):
        paid = own is Right.PURPOSE
        yield f"{kind.value}b-{own.value}", kind, unproven(language, "PR-G1", paid=paid), (own,)
        yield f"{kind.value}-none-{own.value}", kind, not_held(language, paid=paid), (own,)
    published = told(language, GroundUse("L-32-1"), paid=True)
    yield "L7-refused", LetterKind.PURPOSE, published, (Right.PURPOSE,)
    opinion = told(language, GroundUse("L-34-OPINION"), paid=False)
    yield "L8-refused", LetterKind.CORRECTION, opinion, (Right.CORRECTION,)
    no_breach = told(language, GroundUse("L-35-3", item="provided_without_consent"), paid=False)
    yield "L9-refused", LetterKind.CESSATION, no_breach, (Right.PROVISION_STOP,)
    withheld = refused(language, GroundUse("PR-G4"), paid=False)
    yield "L10-refused", LetterKind.PROVISION_RECORDS, withheld, (Right.PROVISION_RECORDS,)


def _law(language: Language) -> tuple[str, str]:
    ja = language is Language.JA
    return (
        ("電気通信事業法", "第4条") if ja else ("the Telecommunications Business Act", "Article 4")
    )


def _others(language: Language) -> Iterator[Sample]:
    ja = language is Language.JA
    lapse = LapseBody((Right.DISCLOSURE,), 1000, 840, EARLIER, BACK, (Right.CORRECTION,))
    yield "L3", LetterKind.LAPSE, lapse, (Right.DISCLOSURE,)
    bare = LapseBody((Right.PURPOSE,), 1000, 0, EARLIER, None)
    yield "L3-absent", LetterKind.LAPSE, bare, (Right.PURPOSE,)
    referral = (
        Referral(
            "オンラインショップ　お客様窓口",
            "ウェブサイトの会員ページ「登録内容の変更」",
            "会員番号",
        )
        if ja
        else Referral("Online shop, customer desk", "Member page of the website", "Member number")
    )
    back = StampsBack(1000, ((500, 2),))
    yield (
        "L11",
        LetterKind.REFERRAL,
        ReferralBody(referral, free=True, back=back),
        (Right.CORRECTION,),
    )
    withdrawal = WithdrawalBody((Right.DISCLOSURE,), date(2026, 11, 20), date(2026, 11, 18), back)
    yield "L13", LetterKind.WITHDRAWAL, withdrawal, (Right.DISCLOSURE,)
    late = replace(withdrawal, back=None, answered=("個情発第8-118号", date(2026, 11, 19)))
    yield "L13-late", LetterKind.WITHDRAWAL, late, (Right.DISCLOSURE,)
    delay = DelayBody(date(2026, 11, 20), date(2026, 12, 11))
    yield "L15", LetterKind.DELAY, delay, (Right.DISCLOSURE, Right.PURPOSE)
