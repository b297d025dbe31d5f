# SPDX-License-Identifier: MIT
"""Facts of case slips; nobody named here exists."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from desk_app.records.application import ProxyKind, Right
from desk_app.records.case_pages import CaseSlipPage, Check, CheckLine, CourseLine, PaperLine
from desk_app.records.mail import MailKind
from desk_app.records.people import DeskProfile, Language
from desk_app.rules.codes import receipt_code

DAY = date(2026, 11, 25)
_CHECKS = {
    Language.JA: (
        CheckLine(Check.PAPERS, "不備", "印鑑登録証明書（本人）なし", DAY, "佐藤"),
        CheckLine(Check.IDENTITY, "確認", "運転免許証の写し（両面）、住所一致", DAY, "佐藤"),
        CheckLine(Check.AUTHORITY, "不備", "委任状あり（11月18日付）、証明書なし", DAY, "佐藤"),
        CheckLine(Check.FEE, "不足", "必要1,000円　有効840円　不足160円", DAY, "佐藤"),
        CheckLine(Check.DECISION),
    ),
    Language.EN: (
        CheckLine(Check.PAPERS, "deficient", "No seal-impression certificate", DAY, "Sato"),
        CheckLine(
            Check.IDENTITY, "shown", "Driver's license, both sides; same address", DAY, "Sato"
        ),
        CheckLine(Check.AUTHORITY, "not shown", "Letter of proxy, no certificate", DAY, "Sato"),
        CheckLine(Check.FEE, "short", "1,000 yen due, 840 counted, 160 short", DAY, "Sato"),
        CheckLine(Check.DECISION),
    ),
}
_PAPERS = {
    Language.JA: (
        PaperLine("請求書（様式A-1）", original=True, where="この票に添付"),
        PaperLine("運転免許証の写し", original=False, masked="当社で実施", where="この票に添付"),
        PaperLine("委任状", original=True, where="この票に添付"),
        PaperLine("代理人の運転免許証の写し", original=False, masked="済", where="この票に添付"),
        PaperLine("切手　84円×10枚", original=None, where="切手保管箱"),
        PaperLine(
            "切手　180円×1枚（使用済み）",
            original=None,
            where="返却",
            gone="11/25\n個情発第8-342号",
        ),
    ),
    Language.EN: (
        PaperLine("Application form A-1", original=True, where="case folder"),
        PaperLine("Driver's license", original=False, masked="here", where="case folder"),
        PaperLine("Letter of proxy", original=True, where="case folder"),
        PaperLine("Stamps, 10 of 84 yen", original=None, where="stamp box"),
        PaperLine("Used stamp, 1 of 180 yen", None, where="returned", gone="Nov 25\nNo. 8-342"),
    ),
}
_COURSE = {
    Language.JA: (
        CourseLine(date(2026, 11, 24), "受付", by="佐藤"),
        CourseLine(
            DAY, "書類等の不備のお知らせ　発送", "個情発第8-342号", date(2026, 12, 9), "佐藤"
        ),
    ),
    Language.EN: (
        CourseLine(date(2026, 11, 24), "Logged", by="Sato"),
        CourseLine(DAY, "Notice of deficiencies posted", "No. 8-342", date(2026, 12, 9), "Sato"),
    ),
}


def case_slip(language: Language, receipt: str = "R8-0147") -> CaseSlipPage:
    """The slip of an application by a proxy, the day after it came."""
    japanese = language is Language.JA
    return CaseSlipPage(
        language=language,
        profile=DeskProfile(),
        printed_on=DAY,
        receipt_number=receipt,
        receipt_code=receipt_code(receipt),
        principal="髙橋 花子" if japanese else "Emily Carter",
        received_on=date(2026, 11, 24),
        kind=MailKind.SPECIFIED_RECORD,
        claims=(Right.DISCLOSURE,),
        checks=_CHECKS[language],
        proxy="森 健一" if japanese else "MORI Kenichi",
        proxy_kind=ProxyKind.CONSIGNED,
        tracking_number="123-45-60000-1",
        marking_seen=True,
        opened_by=("佐藤", "田中") if japanese else ("Sato", "Tanaka"),
        warning=date(2026, 12, 4),
        target=date(2026, 12, 8),
        papers=_PAPERS[language],
        course=_COURSE[language],
    )


def long_case(language: Language) -> CaseSlipPage:
    """The slip of an application of two years, with every right and a name hard to print."""
    slip = case_slip(language, "R12-123456")
    paper = slip.papers[1]
    course = tuple(
        replace(slip.course[1], on=DAY + timedelta(days=9 * n), number=f"個情発第8-{n + 342}号")
        for n in range(40)
    )
    return replace(
        slip,
        principal="渡邉\U000e0110 葛\U000e0100城 𠮷田 﨑山 マリア・フォン・ホーエンフェルス",
        proxy="𣘺本 龗之介 アレクサンドラ・ヴィクトリア・ロドリゲス",
        claims=tuple(Right),
        papers=(paper,) * 25,
        course=course,
        completed_on=date(2027, 11, 12),
        kept_until=date(2029, 11, 12),
        disposed_on=date(2029, 11, 14),
        disposed_by=("佐藤", "田中"),
    )
