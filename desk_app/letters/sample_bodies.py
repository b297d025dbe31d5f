# SPDX-License-Identifier: MIT
"""What the decisions of the sample letters say, in both languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from desk_app.records.decisions import (
    CessationResult,
    ChangeResult,
    DisclosedItem,
    GroundUse,
    Outcome,
    ProvisionRecord,
    PurposeLine,
    Search,
)
from desk_app.records.letters import (
    DecisionBody,
    EarlierNotice,
    FeePaid,
    StampsBack,
    WithheldText,
)
from desk_app.records.people import Language

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
        outcome=Outcome.GRANTED, free=True, as_of=date(2026, 11, 19), provided=(record,)
    )


def refused(language: Language, *grounds: GroundUse, paid: bool) -> DecisionBody:
    """A refusal on grounds."""
    ja = language is Language.JA
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
