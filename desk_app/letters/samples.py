# SPDX-License-Identifier: MIT
"""Invented facts for letters of every kind and outcome: changed words are looked at on them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from desk_app.records.case.application import ProxyKind, Right
from desk_app.records.case.decisions import (
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
from desk_app.records.case.letters import (
    AcknowledgementBody,
    Addressee,
    Body,
    ByProxy,
    DecisionBody,
    DeficiencyBody,
    DeficiencyRow,
    DelayBody,
    EarlierNotice,
    FeePaid,
    InquiryBody,
    LapseBody,
    LetterFacts,
    LetterKind,
    Received,
    ReferralBody,
    ResendingBody,
    ReturnBody,
    Returned,
    RowValue,
    StampsBack,
    ThingBack,
    WithdrawalBody,
    WithheldText,
)
from desk_app.records.case.mail import MailKind
from desk_app.records.desk.people import Language
from desk_app.records.desk.profile import DeskProfile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


EARLIER = EarlierNotice("個情発第8-301号", date(2026, 10, 26), date(2026, 11, 9))
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
RECORDS_JA = Search(
    date(2026, 11, 19),
    "第三者提供の記録簿、第三者から提供を受けた際の記録簿",
    "氏名、住所、生年月日",
)
RECORDS_EN = Search(
    date(2026, 11, 19), "Registers of provision and of receipt", "Name, address, date of birth"
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
_REASONS: Mapping[str, Mapping[Language, tuple[str, str]]] = {
    "PR-G4": {
        Language.JA: (
            "ご請求の対象である記録には、ご本人以外の方からのご相談の内容が記載されています。",
            "開示すると、ご相談になった方が特定され、その方の権利利益を害するおそれがあるため、開示いたしません。",
        ),
        Language.EN: (
            "The records requested hold what other persons told us in confidence.",
            "Disclosure would show who they are, and may harm their rights and interests.",
        ),
    },
    "PR-G6": {
        Language.JA: (
            "ご請求の対象である記録には、ご本人以外の方の通信に関する情報が含まれています。",
            "この記録を開示すると、通信の秘密を侵すこととなり、上記の法律に違反するため、開示いたしません。",
        ),
        Language.EN: (
            "The records requested hold information on communications of others.",
            "Disclosure would violate the secrecy of communications that this law protects.",
        ),
    },
    "L-33-4": {
        Language.JA: (
            "ご請求の対象である記録は、株主名簿の記載です。",
            "株主名簿の閲覧および謄写は、上記の法律の定める手続によりご請求ください。",
        ),
        Language.EN: (
            "The records requested are entries of the register of shareholders.",
            "Please apply for its inspection or a copy under that law.",
        ),
    },
}
"""Facts and explanation by the ground they are told of, where they are not those of PR-G5."""


def disclosed(language: Language) -> DecisionBody:
    """A disclosure in full."""
    ja = language is Language.JA
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
        else "Disclosure of retained personal data on user registration and the online shop",
        paid=FeePaid(1000),
        as_of=date(2026, 11, 16),
        disclosed=tuple(DisclosedItem(*item) for item in items),
        disclosed_purpose="製品・サービスのご提供、お問い合わせへの対応"
        if ja
        else "providing products and services, answering inquiries",
    )


def disclosed_in_part(language: Language) -> DecisionBody:
    """A disclosure in part on paper where an electronic record was asked for."""
    ja = language is Language.JA
    whole = disclosed(language)
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
        else "the data are kept in paper ledgers and an electronic record would be very costly",
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


def not_held(language: Language, *, paid: bool) -> DecisionBody:
    """Nothing held."""
    ja = language is Language.JA
    return DecisionBody(
        outcome=Outcome.NO_SUCH_DATA,
        grounds=(GroundUse("NOT-HELD"),),
        paid=FeePaid(1000) if paid else None,
        free=not paid,
        search=SEARCH_JA if ja else SEARCH_EN,
    )


def purposes(language: Language) -> DecisionBody:
    """The purpose of use notified."""
    ja = language is Language.JA
    lines = (
        (("氏名、住所、電話番号", "ユーザー登録", "製品・サービスのご提供、お問い合わせへの対応"),)
        if ja
        else (("Name, address, telephone number", "User registration", "Products and services"),)
    )
    return DecisionBody(
        outcome=Outcome.GRANTED,
        scope="ユーザー登録に関する保有個人データの利用目的の通知"
        if ja
        else "Notification of the purpose of use of user registration data",
        paid=FeePaid(1000),
        as_of=date(2026, 11, 16),
        purposes=tuple(PurposeLine(*line) for line in lines),
    )


def corrected(language: Language) -> DecisionBody:
    """A correction in part."""
    ja = language is Language.JA
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


def ceased(language: Language) -> DecisionBody:
    """A cessation in part, the statutory part stays."""
    ja = language is Language.JA
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


def records(language: Language) -> DecisionBody:
    """Records of provision disclosed, none of receipt."""
    ja = language is Language.JA
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
        outcome=Outcome.GRANTED,
        free=True,
        as_of=date(2026, 11, 19),
        provided=(record,),
        search=RECORDS_JA if ja else RECORDS_EN,
    )


def refused(language: Language, *grounds: GroundUse, paid: bool) -> DecisionBody:
    """A refusal on grounds."""
    ja = language is Language.JA
    usual = (FACTS_JA, WHY_JA) if ja else (FACTS_EN, WHY_EN)
    facts, why = _REASONS[grounds[0].code][language] if grounds[0].code in _REASONS else usual
    return DecisionBody(
        outcome=Outcome.REFUSED,
        grounds=grounds,
        facts=facts,
        explanation=why,
        paid=FeePaid(1000) if paid else None,
        free=not paid,
        published_at="弊社ウェブサイトの「個人情報の利用目的」の1"
        if ja
        else "our website, The Purpose of Use of Personal Information, item 1",
    )


def told(language: Language, *grounds: GroundUse, paid: bool) -> DecisionBody:
    """A refusal of another right than disclosure."""
    ja = language is Language.JA
    return replace(
        refused(language, *grounds, paid=paid),
        facts="ご請求の対象を調査しました。" if ja else "We examined what the request is about.",
        explanation="調査の結果、ご請求に応じる理由が見当たりませんでした。"
        if ja
        else "We found no reason to comply with the request.",
    )


def unproven(language: Language, ground: str, *, paid: bool) -> DecisionBody:
    """Identity or authority not shown: the form L5b."""
    ja = language is Language.JA
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


# Sample facts of what is sent beside answers: L1, L12, L14, L16.


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
    parent = replace(by_proxy, proxy_kind=ProxyKind.PARENT, of_age=True)
    yield "L1-of-age", LetterKind.ACKNOWLEDGEMENT, parent, (Right.DISCLOSURE,)
    yield "L12", LetterKind.RETURN, returned(language), (Right.DISCLOSURE,)
    alone = replace(returned(language), notice="", things=returned(language).things[:1])
    yield "L12-alone", LetterKind.RETURN, alone, rights
    yield "L14", LetterKind.RESENDING, RESENT, (Right.DISCLOSURE,)
    yield "L14-moved", LetterKind.RESENDING, replace(RESENT, moved=True), (Right.DISCLOSURE,)
    yield "L16", LetterKind.INQUIRY, inquiry(language), ()
    plain = replace(inquiry(language), matter="complaint", measure="", form=False)
    yield "L16-complaint", LetterKind.INQUIRY, plain, ()
    looking = (
        "担当部署に確認しております。" if language is Language.JA else "We are looking into it."
    )
    interim = replace(plain, answer=looking, until=date(2026, 12, 18))
    yield "L16-interim", LetterKind.INQUIRY, interim, ()


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
            refused(language, GroundUse(code, *_law(code, language)), paid=True),
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
    published = replace(
        told(language, GroundUse("L-32-1"), paid=True),
        purposes=purposes(language).purposes,
        facts="弊社は、お求めに係る保有個人データの利用目的を、上記のとおり公表しています。"
        if language is Language.JA
        else "The Company has published the purpose of use of the data as quoted above.",
        explanation="公表している内容から、お求めに係る利用目的は明らかです。"
        if language is Language.JA
        else "What is published makes the purpose of use clear.",
    )
    yield "L7-refused", LetterKind.PURPOSE, published, (Right.PURPOSE,)
    opinion = told(language, GroundUse("L-34-OPINION"), paid=False)
    yield "L8-refused", LetterKind.CORRECTION, opinion, (Right.CORRECTION,)
    no_breach = told(language, GroundUse("L-35-3", item="provided_without_consent"), paid=False)
    yield "L9-refused", LetterKind.CESSATION, no_breach, (Right.PROVISION_STOP,)
    withheld = refused(language, GroundUse("PR-G4"), paid=False)
    yield "L10-refused", LetterKind.PROVISION_RECORDS, withheld, (Right.PROVISION_RECORDS,)


def _law(code: str, language: Language) -> tuple[str, str]:
    """Return a law that forbids disclosure, or one under which it is asked for (APPI 33(4))."""
    ja = language is Language.JA
    if code == "L-33-4":
        return ("会社法", "第125条") if ja else ("the Companies Act", "Article 125")
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
    of_the_dead = ReferralBody(referral, free=False, back=back, fee=1000, deceased=True)
    yield "L11-deceased", LetterKind.REFERRAL, of_the_dead, (Right.DISCLOSURE,)
    withdrawal = WithdrawalBody((Right.DISCLOSURE,), date(2026, 11, 20), date(2026, 11, 18), back)
    yield "L13", LetterKind.WITHDRAWAL, withdrawal, (Right.DISCLOSURE,)
    late = replace(withdrawal, back=None, answered=("個情発第8-118号", date(2026, 11, 19)))
    yield "L13-late", LetterKind.WITHDRAWAL, late, (Right.DISCLOSURE,)
    delay = DelayBody(date(2026, 11, 20), date(2026, 12, 11))
    yield "L15", LetterKind.DELAY, delay, (Right.DISCLOSURE, Right.PURPOSE)


# Invented facts for what the usual sample letters do not say: every deficiency, every return.


_ROWS = (
    ("form_absent", "form"),
    ("form_other", "form"),
    ("reason_other", "form_copy"),
    ("identity_second", "second_identity"),
    ("expired", "identity"),
    ("no_address", "address_document"),
    ("moved", "address_document"),
    ("not_accepted", "identity"),
    ("family_register", "authority_paper"),
    ("of_age", "own_form_or_mandate"),
    ("form_dated_later", "form_copy"),
    ("asked_twice", "form_copy"),
    ("strange_sign", "form_copy"),
    ("paper_strange_sign", "identity"),
    ("nobody_named", "form"),
    ("too_young", "parents_form"),
    ("mandate_of_minor", "parents_form"),
    ("guardianship", "authority_paper"),
    ("paper_of_authority", "authority_paper"),
    ("powers", "powers_list"),
    ("powers_claim", "powers_list"),
    ("no_supervisor", "supervisor_proof"),
    ("letter_of_proxy", "authority_paper"),
    ("letter_of_proxy_field", "letter_of_proxy"),
    ("letter_of_proxy_claim", "letter_of_proxy"),
    ("seal_differs", "letter_of_proxy"),
    ("signature_certificate", "authority_paper"),
    ("dated_later", "fresh_document"),
    ("copy", "original"),
    ("not_named", "authority_paper"),
    ("proxy_kind", "authority_paper"),
    ("joint", "other_signature"),
    ("heir", "heirs_form"),
)


def rarities(language: Language, reasons: Iterable[str]) -> Iterator[LetterFacts]:
    """Yield a notice for each deficiency, one that asks for nothing, and a cover sheet.

    The sheet names every one of the ``reasons`` for which something goes back.
    """
    right = (Right.DISCLOSURE,)
    usual = replace(deficiency_body(language), proxy_kind=ProxyKind.VOLUNTARY_GUARDIAN)
    for row, cure in _ROWS:
        body = replace(usual, rows=(DeficiencyRow(row, cure, _values(language)),))
        yield facts(LetterKind.DEFICIENCIES, body, *right, language=language)
    bare = replace(usual, fee_rights=(), authority=False, chargeable=False)
    yield facts(LetterKind.DEFICIENCIES, bare, *right, language=language)
    yield facts(LetterKind.DEFICIENCIES, bare, language=language)
    name = "同封されていたもの" if language is Language.JA else "what was enclosed"
    things = tuple(Returned("other", 1, reason, name=name) for reason in reasons)
    sheet = replace(returned(language), things=things)
    yield facts(LetterKind.RETURN, sheet, *right, language=language)
    received = replace(records(language), provided=(), obtained=records(language).provided)
    yield facts(LetterKind.PROVISION_RECORDS, received, Right.PROVISION_RECORDS, language=language)


def _values(language: Language) -> tuple[tuple[str, RowValue], ...]:
    """Return a value for each name that a row may use."""
    doc = "運転免許証" if language is Language.JA else "driving licence"
    return (
        ("doc", doc),
        ("documents", (doc,)),
        ("kinds", (doc,)),
        ("whose", "proxy"),
        ("what", "name"),
        ("field", "signature"),
        ("form", "A-1"),
        ("forms", ("A-2",)),
        ("right", "correction"),
        ("rights", ("correction",)),
        ("age", 18),
        ("months", 3),
        ("arrived_on", date(2026, 11, 2)),
    )
