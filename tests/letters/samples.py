# SPDX-License-Identifier: MIT
"""Facts of one letter of every kind, in both languages: what the pages are looked at with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from desk_app.records.application import ProxyKind, Right
from desk_app.records.decisions import (
    CessationResult,
    ChangeResult,
    DisclosedItem,
    GroundUse,
    Outcome,
    ProvisionRecord,
    PurposeLine,
    Referral,
    Search,
)
from desk_app.records.letters import (
    Addressee,
    Body,
    DecisionBody,
    DeficiencyBody,
    DeficiencyRow,
    DelayBody,
    EarlierNotice,
    FeePaid,
    LapseBody,
    LetterFacts,
    LetterKind,
    ReferralBody,
    StampsBack,
    WithdrawalBody,
    WithheldText,
)
from desk_app.records.people import DeskProfile, Language

TO_JA = Addressee("髙橋 花子", "154-0015", "東京都世田谷区桜新町九丁目88番77号 コーポ見本203号室")
TO_EN = Addressee(
    "Emily Carter",
    "154-0015",
    "203 Corpo Mihon\n9-88-77 Sakurashinmachi\nSetagaya-ku, Tokyo",
)
EARLIER = EarlierNotice("個情発第8-301号", date(2026, 10, 26), date(2026, 11, 9))
BACK = StampsBack(840, ((84, 10),))
SEARCH_JA = Search(
    date(2026, 11, 16),
    "ユーザー登録、オンラインショップの会員登録、お問い合わせの応対記録",
    "氏名、住所、電話番号、電子メールアドレス",
)
SEARCH_EN = Search(
    date(2026, 11, 16),
    "User registration, online shop membership, records of inquiries",
    "Name, address, telephone number, e-mail address",
)
FACTS_JA = (
    "ご請求の対象である記録には、注文ごとの検知の結果とともに、検知に用いた基準および手法に"
    "関する情報が、一体として記録されています。"
)
FACTS_EN = (
    "The records requested hold, together with the result for each order, information on the "
    "criteria and methods by which it was found."
)
WHY_JA = (
    "この記録を開示すると、検知の基準および手法が明らかになり、検知を避けた不正な注文を容易にします。"
    "これにより、不正注文の防止という弊社の業務の適正な実施に著しい支障を及ぼすおそれがあるため、"
    "開示いたしません。検知の結果のみを分けて開示することも検討しましたが、結果から基準を推測できる"
    "ため、同様に開示いたしません。"
)
WHY_EN = (
    "Disclosure would show the criteria and methods, and make wrongful orders easier. It could "
    "notably impede the prevention of wrongful orders. We also considered disclosing the results "
    "alone, but the criteria could be inferred from them."
)


def facts(
    kind: LetterKind,
    body: Body,
    *claims: Right,
    language: Language = Language.JA,
    to: Addressee | None = None,
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
    )


def samples(language: Language) -> Iterator[tuple[str, LetterFacts]]:
    """One letter of every kind and outcome by a name."""
    ja = language is Language.JA
    for name, kind, body, claims in (*_notices(ja), *_answers(ja), *_refusals(ja), *_others(ja)):
        yield name, facts(kind, body, *claims, language=language)


Sample = tuple[str, LetterKind, Body, tuple[Right, ...]]


def deficiency_body(ja: bool) -> DeficiencyBody:
    """A notice as the reference page shows it."""
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
        proxy_name="森 健一" if ja else "Kenichi Mori",
        proxy_kind=ProxyKind.CONSIGNED,
        enclosed=("180円切手（お受けできないもの）1枚" if ja else "180-yen stamp (not accepted)",),
    )


def _notices(ja: bool) -> Iterator[Sample]:
    yield "L2", LetterKind.DEFICIENCIES, deficiency_body(ja), (Right.DISCLOSURE,)
    many = replace(
        deficiency_body(ja),
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


def _answers(ja: bool) -> Iterator[Sample]:
    yield "L4", LetterKind.DISCLOSURE, disclosed(ja), (Right.DISCLOSURE,)
    yield "L4-part", LetterKind.DISCLOSURE, disclosed_in_part(ja), (Right.DISCLOSURE,)
    long = replace(disclosed_in_part(ja), disclosed=disclosed_in_part(ja).disclosed * 6)
    yield "L4-long", LetterKind.DISCLOSURE, long, (Right.DISCLOSURE,)
    yield "L6", LetterKind.NO_SUCH_DATA, not_held(ja, paid=True), (Right.DISCLOSURE,)
    yield "L7", LetterKind.PURPOSE, purposes(ja), (Right.PURPOSE,)
    yield "L8", LetterKind.CORRECTION, corrected(ja), (Right.CORRECTION, Right.ADDITION)
    yield "L9", LetterKind.CESSATION, ceased(ja), (Right.CESSATION, Right.ERASURE)
    yield "L10", LetterKind.PROVISION_RECORDS, records(ja), (Right.PROVISION_RECORDS,)


def disclosed(ja: bool) -> DecisionBody:
    """A disclosure in full."""
    items = (
        (
            ("ユーザー登録", "氏名", "髙橋 花子", "ご本人／ユーザー登録"),
            ("ユーザー登録", "生年月日", "昭和58年7月14日", "同上"),
            ("ユーザー登録", "郵便番号・住所", "154-0015　東京都世田谷区桜新町九丁目88番77号", ""),
            (
                "オンラインショップ",
                "ご注文の記録",
                "令和6年2月10日　8,800円\n令和7年11月3日　4,400円",
                "オンラインショップ",
            ),
        )
        if ja
        else (
            ("User registration", "Name", "Emily Carter", "Yourself / user registration"),
            ("User registration", "Date of birth", "July 14, 1983", "Same"),
            ("User registration", "Address", "9-88-77 Sakurashinmachi, Setagaya-ku, Tokyo", ""),
            (
                "Online shop",
                "Orders",
                "February 10, 2024: 8,800 yen\nNovember 3, 2025: 4,400 yen",
                "Online shop",
            ),
        )
    )
    return DecisionBody(
        outcome=Outcome.GRANTED,
        scope="ユーザー登録およびオンラインショップに関する保有個人データの開示"
        if ja
        else "disclosure of retained personal data on user registration and the online shop",
        paid=FeePaid(1000),
        as_of=date(2026, 11, 16),
        disclosed=tuple(DisclosedItem(*item) for item in items),
        disclosed_purpose="製品・サービスのご提供、お問い合わせへの対応"
        if ja
        else "providing products and services, answering inquiries",
    )


def disclosed_in_part(ja: bool) -> DecisionBody:
    """A disclosure in part on paper where an electronic record was asked for."""
    whole = disclosed(ja)
    hidden = (
        DisclosedItem("お問い合わせ", "お問い合わせの応対記録", "", "電話窓口", withheld=True)
        if ja
        else DisclosedItem("Inquiries", "Records of inquiries", "", "Telephone", withheld=True)
    )
    return replace(
        whole,
        outcome=Outcome.GRANTED_IN_PART,
        disclosed=(*whole.disclosed, hidden),
        asked_electronic=True,
        difficulty="紙の帳簿で管理しており電磁的記録の作成に多額の費用を要する"
        if ja
        else "the data are kept in paper books and an electronic record would be very costly",
        withheld=(
            WithheldText(
                "お問い合わせの応対記録のうち、ご本人以外の方の氏名および電話番号"
                if ja
                else "Names and telephone numbers of others in the records of inquiries",
                GroundUse("PR-G4"),
                "ご本人以外の方の氏名および電話番号を開示すると、その方の権利利益を害するおそれがあります。"
                if ja
                else "Disclosing them may harm the rights and interests of those persons.",
            ),
        ),
        back=StampsBack(200, ((100, 2),)),
    )


def not_held(ja: bool, *, paid: bool) -> DecisionBody:
    """Nothing held."""
    return DecisionBody(
        outcome=Outcome.NO_SUCH_DATA,
        grounds=(GroundUse("NOT-HELD"),),
        paid=FeePaid(1000) if paid else None,
        free=not paid,
        search=SEARCH_JA if ja else SEARCH_EN,
    )


def purposes(ja: bool) -> DecisionBody:
    """The purpose of use notified."""
    lines = (
        (("氏名、住所、電話番号", "ユーザー登録", "製品・サービスのご提供、お問い合わせへの対応"),)
        if ja
        else (("Name, address, telephone number", "User registration", "Products and services"),)
    )
    return DecisionBody(
        outcome=Outcome.GRANTED,
        scope="ユーザー登録に関する保有個人データの利用目的の通知"
        if ja
        else "notification of the purpose of use of user registration data",
        paid=FeePaid(1000),
        as_of=date(2026, 11, 16),
        purposes=tuple(PurposeLine(*line) for line in lines),
    )


def corrected(ja: bool) -> DecisionBody:
    """A correction in part."""
    changes = (
        (
            ("氏名", "correction", "斉藤 美和", "齋藤 美和", True),
            (
                "住所",
                "correction",
                "埼玉県川口市本町九丁目9番9号",
                "埼玉県さいたま市大宮区大門町九丁目99番 見本レジデンス1205号室",
                True,
            ),
            ("電話番号", "addition", "", "048-000-0000", True),
            ("登録日", "correction", "令和2年6月1日", "", False),
        )
        if ja
        else (
            ("Name", "correction", "Emily Cater", "Emily Carter", True),
            ("Telephone", "addition", "", "048-000-0000", True),
            ("Date of registration", "correction", "June 1, 2020", "", False),
        )
    )
    return DecisionBody(
        outcome=Outcome.GRANTED_IN_PART,
        grounds=(GroundUse("L-34-CORRECT"),),
        facts="登録時の受付記録（令和2年6月1日）と、保有している登録日が一致しました。"
        if ja
        else "The date agrees with our record of the registration (June 1, 2020).",
        explanation="調査の結果、登録日が事実でないとは認められませんでした。"
        if ja
        else "We found no reason to hold the date incorrect.",
        free=True,
        done_on=date(2026, 11, 19),
        changes=tuple(ChangeResult(*change) for change in changes),
    )


def ceased(ja: bool) -> DecisionBody:
    """A cessation in part, the statutory part stays."""
    results = (
        (
            (
                "cessation",
                "製品案内の送付および案内メールの配信のための利用",
                True,
                date(2026, 11, 18),
            ),
            ("erasure", "ユーザー登録の内容（氏名、住所、電話番号）", True, date(2026, 11, 18)),
            ("erasure", "オンラインショップのご注文および決済の記録", False, None),
        )
        if ja
        else (
            ("cessation", "Use for mailings about products", True, date(2026, 11, 18)),
            ("erasure", "User registration (name, address, telephone)", True, date(2026, 11, 18)),
            ("erasure", "Orders and payments of the online shop", False, None),
        )
    )
    return DecisionBody(
        outcome=Outcome.GRANTED_IN_PART,
        grounds=(GroundUse("L-35-6-COST"),),
        facts="3の記録は、法人税法により保存の義務がある帳簿書類に当たります。"
        if ja
        else "The records in 3 are books that must be kept under the Corporation Tax Act.",
        explanation="保存すべき期間が終わっていないため、消去することができません。"
        if ja
        else "The period for which they must be kept has not ended.",
        free=True,
        cessations=tuple(CessationResult(*result) for result in results),
        substitute="3の記録" if ja else "the records in 3",
    )


def records(ja: bool) -> DecisionBody:
    """Records of provision disclosed, none of receipt."""
    record = (
        ProvisionRecord(
            date(2025, 9, 1),
            "株式会社見本教育研究所",
            "東京都千代田区丸の内九丁目9番9号",
            "代表取締役　見本 一郎",
            "氏名、住所、電話番号",
            "あり（令和7年8月20日）",
        )
        if ja
        else ProvisionRecord(
            date(2025, 9, 1),
            "Mihon Institute Co., Ltd.",
            "9-9-9 Marunouchi, Chiyoda-ku, Tokyo",
            "Ichiro Mihon, President",
            "Name, address",
            "Given on August 20, 2025",
        )
    )
    return DecisionBody(
        outcome=Outcome.GRANTED, free=True, as_of=date(2026, 11, 19), provided=(record,)
    )


def refused(ja: bool, *grounds: GroundUse, paid: bool) -> DecisionBody:
    """A refusal on grounds."""
    return DecisionBody(
        outcome=Outcome.REFUSED,
        grounds=grounds,
        facts=FACTS_JA if ja else FACTS_EN,
        explanation=WHY_JA if ja else WHY_EN,
        paid=FeePaid(1000) if paid else None,
        free=not paid,
        published_at="弊社ウェブサイトの「個人情報の取扱い」"
        if ja
        else "Privacy Policy on our website",
    )


def told(ja: bool, *grounds: GroundUse, paid: bool) -> DecisionBody:
    """A refusal of another right than disclosure."""
    return replace(
        refused(ja, *grounds, paid=paid),
        facts="ご請求の対象を調査しました。" if ja else "We examined what the request is about.",
        explanation="調査の結果、ご請求に応じる理由が見当たりませんでした。"
        if ja
        else "We found no reason to comply with the request.",
    )


def unproven(ja: bool, ground: str, *, paid: bool) -> DecisionBody:
    """Identity or authority not shown: the form L5b."""
    return DecisionBody(
        outcome=Outcome.REFUSED,
        unproven=ground,
        grounds=(GroundUse(ground),),
        facts="請求書に記載のご住所と、同封の運転免許証の写しに記載のご住所が、一致していませんでした。"
        if ja
        else "The address on the form and the address on the driving licence did not match.",
        notice=EARLIER,
        paid=FeePaid(1000) if paid else None,
        free=not paid,
        identity_shown=False,
    )


def _refusals(ja: bool) -> Iterator[Sample]:
    kind, right = LetterKind.REFUSAL, (Right.DISCLOSURE,)
    for code in ("PR-G3", "PR-G4", "PR-G5"):
        yield f"L5-{code}", kind, refused(ja, GroundUse(code), paid=True), right
    for code in ("PR-G6", "L-33-4"):
        yield f"L5-{code}", kind, refused(ja, GroundUse(code, *_law(ja)), paid=True), right
    for code in ("PR-G1", "PR-G2"):
        yield f"L5b-{code}", kind, unproven(ja, code, paid=True), right
    for kind, own in (
        (LetterKind.PURPOSE, Right.PURPOSE),
        (LetterKind.CORRECTION, Right.CORRECTION),
        (LetterKind.CESSATION, Right.ERASURE),
        (LetterKind.CESSATION, Right.PROVISION_STOP),
        (LetterKind.PROVISION_RECORDS, Right.PROVISION_RECORDS),
    ):
        paid = own is Right.PURPOSE
        yield f"{kind.value}b-{own.value}", kind, unproven(ja, "PR-G1", paid=paid), (own,)
        yield f"{kind.value}-none-{own.value}", kind, not_held(ja, paid=paid), (own,)
    published = told(ja, GroundUse("L-32-1"), paid=True)
    yield "L7-refused", LetterKind.PURPOSE, published, (Right.PURPOSE,)
    opinion = told(ja, GroundUse("L-34-OPINION"), paid=False)
    yield "L8-refused", LetterKind.CORRECTION, opinion, (Right.CORRECTION,)
    no_breach = told(ja, GroundUse("L-35-3", item="provided_without_consent"), paid=False)
    yield "L9-refused", LetterKind.CESSATION, no_breach, (Right.PROVISION_STOP,)
    withheld = refused(ja, GroundUse("PR-G4"), paid=False)
    yield "L10-refused", LetterKind.PROVISION_RECORDS, withheld, (Right.PROVISION_RECORDS,)


def _law(ja: bool) -> tuple[str, str]:
    return (
        ("電気通信事業法", "第4条") if ja else ("the Telecommunications Business Act", "Article 4")
    )


def _others(ja: bool) -> Iterator[Sample]:
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
    delay = DelayBody(date(2026, 11, 20), date(2026, 12, 11))
    yield "L15", LetterKind.DELAY, delay, (Right.DISCLOSURE, Right.PURPOSE)
