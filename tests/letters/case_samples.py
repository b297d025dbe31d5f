# SPDX-License-Identifier: MIT
"""Facts of case slips; nobody named here exists."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from desk_app.records.case.application import ProxyKind, Right
from desk_app.records.case.findings import (
    AuthorityState,
    ClaimState,
    Completeness,
    FeeState,
    Identity,
)
from desk_app.records.case.letters import LetterKind
from desk_app.records.case.mail import MailKind
from desk_app.records.desk.people import Language
from desk_app.records.desk.profile import DeskProfile
from desk_app.records.pages import (
    CaseSlipPage,
    Check,
    CheckLine,
    CheckState,
    CourseLine,
    Event,
    PaperLine,
    PaperLocation,
)
from desk_app.rules.codes import receipt_code

DAY = date(2026, 11, 25)
_FOUND = {
    Language.JA: (
        "印鑑登録証明書（本人）なし",
        "運転免許証の写し（両面）、住所一致",
        "委任状あり（11月18日付）、証明書なし",
        "必要1,000円　有効840円　不足160円",
    ),
    Language.EN: (
        "No seal-impression certificate",
        "Driver's license, both sides; same address",
        "Letter of proxy, no certificate",
        "1,000 yen due, 840 counted, 160 short",
    ),
}
_STATES: tuple[tuple[Check, CheckState], ...] = (
    (Check.PAPERS, Completeness.INCOMPLETE),
    (Check.IDENTITY, Identity.SHOWN),
    (Check.AUTHORITY, AuthorityState.NOT_SHOWN),
    (Check.FEE, FeeState.SHORT),
)
_PAPERS = {
    Language.JA: (
        PaperLine("請求書（様式A-1）", original=True),
        PaperLine("運転免許証の写し", original=False, masked="当社で実施"),
        PaperLine("委任状", original=True),
        PaperLine("代理人の運転免許証の写し", original=False, masked="済"),
        PaperLine("切手　84円×10枚", original=None, where=PaperLocation.STAMP_BOX),
        PaperLine("切手　180円×1枚（使用済み）", None, "", PaperLocation.RETURNED, DAY, "8-342"),
    ),
    Language.EN: (
        PaperLine("Application form A-1", original=True),
        PaperLine("Driver's license", original=False, masked="here"),
        PaperLine("Letter of proxy", original=True),
        PaperLine("Stamps, 10 of 84 yen", original=None, where=PaperLocation.STAMP_BOX),
        PaperLine("Used stamp, 1 of 180 yen", None, "", PaperLocation.RETURNED, DAY, "8-342"),
    ),
}


def _course(by: str) -> tuple[CourseLine, ...]:
    notice, due = LetterKind.DEFICIENCIES, date(2026, 12, 9)
    return (
        CourseLine(date(2026, 11, 24), Event.LOGGED, by=by),
        CourseLine(DAY, Event.POSTED, notice, "8-342", "123-45-67890-1", due, by),
    )


def case_slip(language: Language, receipt: str = "R8-0147") -> CaseSlipPage:
    """The slip of an application by a proxy, the day after it came."""
    japanese = language is Language.JA
    clerk = "佐藤" if japanese else "Sato"
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
        checks=(
            *(
                CheckLine(what, state, found, DAY, clerk)
                for (what, state), found in zip(_STATES, _FOUND[language], strict=True)
            ),
            CheckLine(Check.DECISION, ClaimState.OPEN),
        ),
        proxy="森 健一" if japanese else "MORI Kenichi",
        proxy_kind=ProxyKind.CONSIGNED,
        tracking_number="123-45-60000-1",
        marking_seen=True,
        opened_by=(clerk, "田中" if japanese else "Tanaka"),
        warning=date(2026, 12, 4),
        target=date(2026, 12, 8),
        papers=_PAPERS[language],
        course=_course(clerk),
    )


def long_case(language: Language) -> CaseSlipPage:
    """The slip of an application of two years, with every right and a name hard to print."""
    slip = case_slip(language, "R12-123456")
    paper = slip.papers[1]
    course = tuple(
        replace(slip.course[1], on=DAY + timedelta(days=9 * n), document=f"8-{n + 342}")
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
