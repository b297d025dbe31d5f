# SPDX-License-Identifier: MIT
"""Facts of the desk's own pages, as a desk in November 2026 would have them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from desk_app.desk.figures.withholding import for_outside
from desk_app.desk.keys.sheet_key import PREFIX, fingerprint_of, to_groups
from desk_app.i18n.figures import told
from desk_app.records.base import ApplicationId, UserId
from desk_app.records.books.journal import JournalMark
from desk_app.records.case.application import Principal, Right
from desk_app.records.case.decisions import Approval
from desk_app.records.case.disposal import (
    DisposalCheck,
    DisposalItem,
    DisposalRecord,
    DisposalState,
    HeldBack,
    HoldReason,
    PaperDestroyed,
    PaperMethod,
)
from desk_app.records.desk.people import Language
from desk_app.records.desk.profile import DeskProfile
from desk_app.records.desk.safekeeping import Backup, Drill
from desk_app.records.desk.sheets import Quarter, RecoverySheet
from desk_app.records.evidence import (
    EvidenceApproval,
    EvidenceClause,
    EvidenceDisposed,
    EvidenceEntry,
    EvidenceEvent,
    EvidencePage,
    EvidencePaper,
    EvidencePerson,
    EvidencePicture,
    EvidenceScope,
    EvidenceStanding,
)
from desk_app.records.pages import (
    DayLine,
    DayPage,
    DisposalPage,
    DrillPage,
    FiguresPage,
    InquiryPage,
    KeysLine,
    PurposesPage,
    PurposeTold,
    RecoveryPage,
)
from tests.unit.desk.figure_facts import FIGURES

SECRET = f"{PREFIX}QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7LQPZRY9X8GF2TVDW0S3JN54KHCE"
DAY = date(2026, 11, 25)
HEAD = JournalMark(12345, "a41c09e75b20")
FINGERPRINT = fingerprint_of("a41c09e75b20f17d" * 4)
NAMES = {UserId("u-1"): "佐伯 恵子", UserId("u-2"): "山本 美咲", UserId("u-3"): "中村 健"}
NOON = datetime(2026, 11, 27, 3, 0, tzinfo=UTC)
WORDS = {
    Language.JA: ("窓口に入った", "請求を受付", "通知書を発行", "投函"),
    Language.EN: ("signed in", "request logged", "letter issued", "posted"),
}
ACTS = {
    Language.JA: ("利用者を登録し直し", "データの鍵を更新"),
    Language.EN: ("Person enrolled anew", "Data key changed"),
}


def recovery(language: Language) -> RecoveryPage:
    """A sheet of the last quarter; its secret has the form of one and opens nothing."""
    sheet = RecoverySheet(Quarter(2026, 4), 1, "age1", DAY)
    return RecoveryPage(
        language, DeskProfile(), sheet, HEAD, to_groups(SECRET), SECRET, FINGERPRINT
    )


def backup() -> Backup:
    """A backup of the noon before."""
    name = f"backup-{'0f' * 16}-2026Q4-1-12340.tar.age"
    return Backup(name, "0f" * 16, "2026Q4-1", 12340, "c" * 64, NOON, 147, 91_000_000)


def day(language: Language, people: int = 3) -> DayPage:
    """A day on which everybody did everything."""
    names = [*NAMES.values(), *(f"担当 {number:02}" for number in range(people - 3))]
    lines = tuple(
        DayLine(name, what, 3 + place)
        for name in names[:people]
        for place, what in enumerate(WORDS[language])
    )
    return DayPage(
        language=language,
        profile=DeskProfile(),
        on=DAY,
        made_on=DAY,
        lines=lines,
        head=HEAD,
        before=JournalMark(12291, "5f00c1d2e3a4"),
        first=JournalMark(12292, "0b1c2d3e4f5a"),
        last=JournalMark(12344, "77aa88bb99cc"),
        backup=backup(),
        fingerprint=FINGERPRINT,
    )


def day_of_keys(language: Language) -> DayPage:
    """A day on which a supervisor was enrolled anew by two, and the data key changed."""
    what = ACTS[language]
    acts = (
        KeysLine(41, what[0], "佐伯 恵子", "山本 美咲", "髙﨑 邉󠄂子"),
        KeysLine(42, what[1], "佐伯 恵子"),
    )
    return replace(day(language, 2), acts=acts)


def quiet_day(language: Language) -> DayPage:
    """A day on which nothing was done, and no backup there is."""
    return DayPage(language, DeskProfile(), DAY, DAY, (), HEAD)


def figures(language: Language, *, outside: bool = False) -> FiguresPage:
    """The figures of a fiscal year that is not over; for outside without small numbers."""
    shown = for_outside(FIGURES) if outside else FIGURES
    return FiguresPage(language, DeskProfile(), DAY, told(shown, language), HEAD, outside)


def purposes(language: Language, count: int = 3) -> PurposesPage:
    """What the register publishes of some purposes."""
    told = {
        Language.JA: (
            "氏名、住所、電話番号",
            "お客様",
            "書面",
            "製品のご案内",
        ),
        Language.EN: ("name, address", "customers", "in writing", "information on products"),
    }[language]
    lines = tuple(PurposeTold(f"PU-{number}", *told) for number in range(count))
    return PurposesPage(language, DeskProfile(), DAY, lines)


def drill(language: Language, *, equal: bool = True) -> DrillPage:
    """A drill that went well, or found that two saves are missing."""
    found = Drill(
        backup=backup().name,
        on=DAY,
        by="佐伯 恵子",
        sequence=12340,
        live_sequence=12345,
        applications=147,
        live_applications=147 if equal else 148,
        equal=equal,
        seconds=4,
        missing=0 if equal else 2,
    )
    return DrillPage(language, DeskProfile(), found, HEAD)


def inquiry(language: Language, *, bare: bool = False) -> InquiryPage:
    """A slip for a department, with all that may stand on it or with the least."""
    japanese = language is Language.JA
    sought = Principal("髙﨑 邉󠄂子", born=date(1985, 3, 12), address="埼玉県川口市本町九丁目9番9号")
    if not bare:
        sought = replace(
            sought,
            kana="タカサキ ナベコ",
            former_name="𠮷田 邉󠄂子",
            registered_address="埼玉県さいたま市浦和区高砂三丁目15番1号 コーポ浦和203号室",
            phone="048-000-0000",
            member_number="A-104-22",
            email="takasaki.nabeko@example.co.jp",
        )
    return InquiryPage(
        language=language,
        profile=DeskProfile(),
        receipt_number="R8-0147",
        department="会員管理部" if japanese else "Member services",
        asked_on=DAY,
        asked_by="山本 美咲",
        rights=(Right.DISCLOSURE,) if bare else tuple(Right),
        principal=sought,
        scope="" if bare else "会員登録の内容と、2019年4月以降の注文の記録のすべて",
        service="" if bare else "オンラインショップ",
        answer_by=None if bare else date(2026, 12, 4),
    )


def items(count: int) -> tuple[DisposalItem, ...]:
    """So many applications, each with papers and letters."""
    return tuple(
        DisposalItem(
            application=ApplicationId(number),
            token=f"{number:032x}",
            receipt_number=f"R6-{80 + number:04}",
            completed_on=date(2024, 11, 12),
            kept_until=date(2026, 11, 12),
            sheets=4 + number,
            letters=1 + number % 3,
        )
        for number in range(1, count + 1)
    )


def record(count: int = 3, method: PaperMethod = PaperMethod.SHREDDED) -> DisposalRecord:
    """A disposal that is finished."""
    return DisposalRecord(
        id=1,
        number="8-11",
        state=DisposalState.VERIFIED,
        items=items(count),
        proposed_by=UserId("u-2"),
        proposed_at=datetime(2026, 11, 24, 1, 0, tzinfo=UTC),
        approval=Approval(UserId("u-1"), NOON, date(2026, 11, 25), "0" * 64, b"s"),
        paper=PaperDestroyed(
            method,
            UserId("u-2"),
            UserId("u-3"),
            date(2026, 11, 27),
            sum(each.sheets for each in items(count)),
        ),
        carried_out_at=NOON,
        check=DisposalCheck(
            rows=87,
            letters=6,
            search_rows=3,
            pages_scanned=3412,
            markers_found=0,
            backup=backup().name,
            unreadable_after=date(2027, 3, 31),
            markers=27,
            old_backups=4,
            checked_on=date(2026, 11, 27),
        ),
        held=(
            HeldBack(
                "R6-0099", HoldReason.SUIT, UserId("u-1"), date(2026, 11, 20), date(2027, 5, 1)
            ),
        ),
        first_entry=11398,
        last_entry=11407,
    )


def disposal(
    language: Language, count: int = 3, method: PaperMethod = PaperMethod.SHREDDED
) -> DisposalPage:
    """The report of it."""
    who = {"deleted_by": UserId("u-1"), "checked_by": UserId("u-3")}
    made = record(count, method)
    return DisposalPage(language, DeskProfile(), date(2026, 11, 30), made, NAMES, **who)


def evidence(language: Language, *, named: bool = True) -> EvidencePage:
    """The summary of a pack of one application, granted and posted."""
    number, clerk, officer = "R8-0147", "佐伯 恵子", "山本 美咲"
    return EvidencePage(
        language=language,
        profile=DeskProfile(),
        made_on=DAY,
        made_by=officer,
        scope=EvidenceScope(number, named=named),
        standings=(
            EvidenceStanding(number, DAY, "開示", "本人確認：示された", "決定済み", DAY, "高橋 隆")
            if named
            else EvidenceStanding(number, DAY, "disclosure", "fee: paid", "decided", DAY),
        ),
        course=(
            EvidenceEvent(number, DAY, "請求を受付", clerk),
            EvidenceEvent(number, DAY, "投函：開示通知書 8-121", ""),
        ),
        findings=(
            EvidenceClause(number, "PR-2 (37(1))", "The designated form.", "The form", "ok"),
        ),
        approvals=(
            EvidenceApproval(number, "開示", "granted", "", clerk, DAY, officer, DAY, "signed"),
            EvidenceApproval(
                number, "", "refused", "PR-G5 第33条第2項第2号", clerk, DAY, "", None, "open"
            ),
        ),
        letters=(EvidencePaper(number, "8-121", "L4", DAY, "0a1b2c3d" * 8),),
        people=(EvidencePerson(clerk, "担当者", 1), EvidencePerson(officer, "管理者", 12)),
        entries=12,
        gaps=3,
        mark=HEAD,
        fingerprint=FINGERPRINT,
        program="1.0",
        rulebooks="2026.11",
        disposed=()
        if named
        else (EvidenceDisposed("R6-0031", DAY, "8-4", DAY, clerk, officer, "1b2c3d4e" * 8),),
        scans=(
            EvidencePicture(number, "同封書類", DAY, 2, 3, "2c3d4e5f" * 8),
            EvidencePicture(number, "form", DAY, 20, 0, "3d4e5f6a" * 8, DAY, lost=True),
        ),
        noted=(
            EvidenceEntry("#138", DAY, "9:05", "請求を受付", clerk),
            EvidenceEntry("#1,204", DAY, "17:30", "application opened", officer),
        ),
    )
