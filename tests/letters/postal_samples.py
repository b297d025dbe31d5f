# SPDX-License-Identifier: MIT
"""Facts of what goes to the post beside the letters; nobody named here exists."""

from __future__ import annotations

from datetime import date

from desk_app.records.case.letters import Addressee
from desk_app.records.case.mail import MailKind
from desk_app.records.desk.people import Language
from desk_app.records.desk.profile import DeskProfile
from desk_app.records.pages import (
    Addressed,
    Envelope,
    EnvelopesPage,
    Front,
    LabelsPage,
    MailSlipLine,
    MailSlipPage,
)

PROFILE = DeskProfile()
PEOPLE = (
    Addressee("髙橋 花子", "154-0015", "東京都世田谷区桜新町九丁目88番77号\nコーポ見本203号室"),
    Addressee("佐々木 誠一", "980-0811", "宮城県仙台市青葉区一番町九丁目99番1号"),
    Addressee(
        "渡邉\U000e0110 由美",
        "604-8005",
        "京都府京都市中京区河原町通三条上る恵比須町999番地 見本マンション501号室",
    ),
    Addressee("𠮷田 直樹", "460-0008", "愛知県名古屋市中区栄九丁目99番99号 見本ハイツ1102号室"),
    Addressee("中村 千夏", "730-0013", "広島県広島市中区八丁堀99番9号"),
    Addressee("小林 大輔", "060-0001", "北海道札幌市中央区北一条西九十九丁目9番地"),
    Addressee("加藤 さくら", "810-0001", "福岡県福岡市中央区天神九丁目99番9号\n見本ビル7階"),
    Addressee(
        "齋藤 美和", "330-0846", "埼玉県さいたま市大宮区大門町九丁目99番\n見本レジデンス1205号室"
    ),
    Addressee("山﨑 浩", "220-0011", "神奈川県横浜市西区高島九丁目99番1号"),
    Addressee(
        "マクシミリアン・アレクサンダー・フォン・ホーエンフェルス",
        "894-1507",
        "鹿児島県大島郡瀬戸内町大字古仁屋字瀬久井東1234番地56 "
        "グランドメゾン見本プレミアムレジデンス瀬戸内壱番館1203号室",
    ),
)
ENGLISH = Addressed(
    Addressee(
        "Emily Carter", "154-0015", "203 Corpo Mihon\n9-88-77 Sakurashinmachi\nSetagaya-ku, Tokyo"
    ),
    Language.EN,
)
EVERYBODY = (*map(Addressed, PEOPLE), ENGLISH)
LINES = tuple(
    MailSlipLine(
        person.name,
        kind,
        postage=postage,
        franked=postage,
        grams=18 + number,
        tracking_number=f"123-45-6789{number}-{number}",
        remarks=remarks,
    )
    for number, (person, kind, postage, remarks) in enumerate(
        zip(
            PEOPLE[:9],
            (
                *[MailKind.SIMPLE_REGISTERED] * 6,
                *[MailKind.SPECIFIED_RECORD] * 2,
                MailKind.REGISTERED,
            ),
            (*[460] * 5, 530, 320, 320, 860),
            (*[""] * 8, "本人限定受取、配達証明"),
            strict=True,
        )
    )
)


def envelopes(envelope: Envelope, kind: MailKind = MailKind.SIMPLE_REGISTERED) -> EnvelopesPage:
    """One front for everybody."""
    return EnvelopesPage(PROFILE, envelope, tuple(Front(kind, each) for each in EVERYBODY))


def labels(first: int = 3) -> LabelsPage:
    """A label for everybody, the first two of the sheet gone."""
    return LabelsPage(PROFILE, EVERYBODY, first)


def mail_slip(count: int = 9) -> MailSlipPage:
    """So many pieces of mail, up to nine."""
    return MailSlipPage(PROFILE, date(2026, 11, 25), "8-1125-01", LINES[:count])
