# SPDX-License-Identifier: MIT
"""Inquiries and registers through the door of an import: told, asked, entered, taken back (K4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from desk_app.desk import importing, registers
from desk_app.desk.audit import ledger_books
from desk_app.desk.errors import NotAllowed
from desk_app.desk.importing import ImportTrial
from desk_app.desk.inquiries import handling
from desk_app.desk.rows import InquiryFilter
from desk_app.i18n import importing as words
from desk_app.i18n import messages
from desk_app.i18n.ledgers import LedgerTableWords
from desk_app.records.base import InquiryKey, RawRow
from desk_app.records.books.journal import Action
from desk_app.records.books.ledgers import (
    LedgerCell,
    LedgerHead,
    LedgerKind,
    LedgerMark,
    LedgerWanted,
)
from desk_app.records.case.inquiries import (
    Channel,
    CourseStep,
    InquiryKind,
    InquirySaid,
    InquiryWork,
)
from desk_app.records.desk.people import Language
from desk_app.records.importing import (
    ASKED_FIRST,
    COLUMNS_OF,
    NEEDED_OF,
    ImportAnswers,
    ImportColumn,
    ImportPlan,
    RawSheet,
    RowDoubt,
    RowFate,
)
from desk_app.records.registers import RegisterBook, TrainingEntry
from desk_app.store.ledgers.ledger_files import LocalLedgers
from desk_app.store.ledgers.workbooks import xlsx
from tests.builders import ARRIVED
from tests.fakes.world import HEAD_WORDS, WORDS
from tests.unit.desk.office import Office, bad_input, fails, refused
from tests.unit.desk.test_registers import PLACE, PURPOSE, ROW

YES = ImportAnswers(dict.fromkeys(ASKED_FIRST, True))
SHEETS: dict[LedgerKind, tuple[RawRow, ...]] = {
    LedgerKind.INQUIRIES: (
        ("苦情・相談受付台帳（令和5年度）",),
        (
            *("No", "受付日", "受付時刻", "受付方法", "申出者", "連絡先"),
            *("区分", "苦情内容", "対応内容", "対応完了日", "原因"),
        ),
        (
            *("苦-3", "R5.4.3", "９：５", "電話", "渡邉󠄐 一", "03-5555-0101"),
            *("苦情", "DMが届く", "停止した", "R5.4.10", "DMの配信"),
        ),
        (
            *("苦-4", "R8.11.20", "", "来社", "", ""),
            *("", "どこで知ったか", "調査中", None, None),
        ),
        ("苦-5", "R5.5.1", "", "", "林 静", "", "相談", "", "", "R5.5.2", None),
    ),
    LedgerKind.PURPOSES: (
        (
            *("個人情報の種類", "対象者", "取得方法", "利用目的"),
            *("主管部署", "保存期間", "更新日", "区分"),
        ),
        ("氏名、住所", "会員", "登録フォーム", "商品の発送", "営業部", "5年", "R4.4.1", "委託"),
        ("口座番号", "", "", "", "経理部", "7年", "R4.4.1", ""),
    ),
    LedgerKind.PROVISIONS: (
        ("第三者提供記録簿",),
        (
            *("提供年月日", "提供先", "提供先の住所", "本人氏名"),
            *("提供した項目", "同意の有無", "備考"),
        ),
        ("R6.4.1", "甲社", "東京都港区", "髙橋 𠮷郎", "氏名、住所", "有", "初回"),
        ("R6.4.1", None, None, "林 静", "氏名", "有", ""),
    ),
    LedgerKind.PLACES: (
        (
            *("管理部署", "個人情報の名称", "利用目的", "件数", "保存媒体"),
            *("保管場所", "管理責任者", "要配慮", "棚卸日"),
        ),
        ("営業部", "顧客名簿", "連絡", 1200, "紙", "書庫A", "部長", "なし", "R7.3.31"),
        ("総務部", "健診結果", "健康管理", "約80", "電子", "", "課長", "○", None),
    ),
    LedgerKind.TRAININGS: (
        ("実施日", "研修名", "受講者", "内容", "講師", "理解度", "欠席者対応"),
        (date(2025, 6, 2), "新任者研修", "山本、佐藤", "規程", "石川", "テスト", "資料"),
        ("R9.6.2", "来年の研修", "全員", "", "", "", ""),
    ),
}
"""Ledgers as other offices write them: a row that is taken, and one that is not."""


def read(kind: LedgerKind, sha256: str = "ab" * 32) -> RawSheet:
    return RawSheet(sha256, ("Sheet1",), "Sheet1", SHEETS[kind])


def trial(office: Office, sheet: RawSheet, answers: ImportAnswers = YES) -> ImportTrial:
    plan = importing.proposed_plan(office.of("chief"), sheet)
    return importing.dry_run(office.of("chief"), sheet, replace(plan, answers=answers))


@pytest.mark.parametrize("kind", SHEETS)
def test_of_what_a_sheet_is_a_ledger_is_told_and_can_be_said(
    office: Office, kind: LedgerKind
) -> None:
    desk = office.of("chief")
    plan = importing.proposed_plan(desk, read(kind))
    assert plan.kind is kind
    assert None not in plan.columns
    other = next(each for each in COLUMNS_OF if each is not kind)
    assert importing.proposed_plan(desk, read(kind), other).kind is other
    with bad_input(office, "import_column_of_another"):
        importing.dry_run(desk, read(kind), replace(plan, kind=other, columns=_whole(plan, other)))


def _whole(plan: ImportPlan, kind: LedgerKind) -> tuple[ImportColumn | None, ...]:
    return tuple(dict.fromkeys((*NEEDED_OF[kind], *filter(None, plan.columns))))


@pytest.mark.parametrize("kind", SHEETS)
@pytest.mark.parametrize("language", Language)
def test_it_is_tried_taken_and_taken_back_whole(
    office: Office, kind: LedgerKind, language: Language
) -> None:
    before = office.state.copy()
    found = trial(office, read(kind))
    assert found.count(RowFate.TAKEN) == len(found.rows) - 1
    assert found.count(RowFate.REFUSED) == 1
    for row in found.rows:
        assert all(words.doubt(note, language) for note in row.notes)
        told = [words.cell_of(row.entry, each, language) for each in COLUMNS_OF[kind] if row.entry]
        assert not told or any(told)
    _, id_ = importing.take(office.of("chief"), found)
    (record,) = importing.imports(office.clerk)
    assert (record.kind, record.refused) == (kind, 1)
    assert record.last_entry - record.first_entry + 1 == found.count(RowFate.TAKEN)
    assert office.actions()[-1] is Action.LEDGER_IMPORTED
    again = trial(office, read(kind, "cd" * 32), ImportAnswers())
    notes = {note.doubt for row in again.rows for note in row.notes}
    assert RowDoubt.DOUBLE_AT_DESK in notes
    importing.take_back(office.of("chief"), id_)
    assert getattr(office.state, kind.value) == getattr(before, kind.value)
    assert office.state.tallies == before.tallies
    with refused(office, "import_taken_back"):
        importing.take_back(office.of("chief"), id_)


def test_what_an_inquiry_does_not_say_is_taken_as_usual_and_said(office: Office) -> None:
    closed, waiting, bare = trial(office, read(LedgerKind.INQUIRIES)).rows
    taken = {RowDoubt.CHANNEL_TAKEN, RowDoubt.INQUIRY_TAKEN}
    told = [{note.doubt for note in row.notes} & taken for row in (closed, waiting, bare)]
    assert told == [set(), {RowDoubt.INQUIRY_TAKEN}, {RowDoubt.CHANNEL_TAKEN}]


def test_an_inquiry_comes_in_with_its_end_or_waits_to_be_taken(office: Office) -> None:
    importing.take(office.of("chief"), trial(office, read(LedgerKind.INQUIRIES)))
    closed, waiting = office.state.inquiries.values()
    said = closed.said
    assert (closed.own_number, said.kind, said.channel) == (
        "苦-3",
        InquiryKind.COMPLAINT,
        Channel.TELEPHONE,
    )
    assert (said.name, said.received_at, said.address) == ("渡邉󠄐 一", "09:05", "03-5555-0101")
    stand = handling.open_inquiry(office.clerk, closed.id).standing
    assert (stand.work, stand.completed_on) == (InquiryWork.DONE, date(2023, 4, 10))
    assert stand.kept_until == date(2025, 4, 10)
    assert [each.step for each in closed.course] == [
        CourseStep.ANSWERED,
        CourseStep.CAUSE,
        CourseStep.CLOSED,
    ]
    assert handling.open_inquiry(office.clerk, waiting.id).standing.work is InquiryWork.TO_TAKE
    assert waiting.course[0].text == "調査中"
    ids = handling.list_inquiries(office.clerk, InquiryFilter(text="苦-3")).ids
    assert ids == (closed.id,)


def test_what_followed_on_an_inquiry_keeps_the_import(office: Office) -> None:
    _, id_ = importing.take(office.of("chief"), trial(office, read(LedgerKind.INQUIRIES)))
    draft = handling.StepDraft(InquiryKey(2), 1, CourseStep.TAKEN)
    handling.go_on(office.clerk, draft)
    with refused(office, "import_followed"):
        importing.take_back(office.of("chief"), id_)


@pytest.mark.parametrize("kind", [*SHEETS][1:])
def test_what_followed_on_an_entry_keeps_the_import(office: Office, kind: LedgerKind) -> None:
    _, id_ = importing.take(office.of("chief"), trial(office, read(kind)))
    registers.end(office.of("chief"), RegisterBook(kind.value), 1, ARRIVED, "誤り")
    with refused(office, "import_followed"):
        importing.take_back(office.of("chief"), id_)


def test_who_keeps_no_register_imports_none(office: Office) -> None:
    found = trial(office, read(LedgerKind.PLACES))
    with fails(office, NotAllowed):
        importing.take(office.clerk, found)


# What this desk wrote itself: each row comes back equal.

_NOT_CARRIED = {
    *(LedgerHead.NUMBER, LedgerHead.BY, LedgerHead.LOGGED_BY, LedgerHead.TAKEN_BY),
    *(LedgerHead.CLOSED_BY, LedgerHead.COURSE, LedgerHead.MEASURE, LedgerHead.LEAK),
    *(LedgerHead.INQUIRY_NUMBER, LedgerHead.OWN_NUMBER, LedgerHead.RECEIPT_NUMBER),
}
"""Numbers of this desk, and who of its people did what: another desk has its own."""


def _enter(office: Office) -> None:
    desk = office.of("chief")
    registers.enter_purpose(desk, replace(PURPOSE, retention="5年", department="営業部"))
    registers.enter_place(desk, replace(PLACE, sensitive=True, amount="約300", storage="電子"))
    registers.review(desk, RegisterBook.PLACES, 1)
    registers.enter_provision(desk, replace(ROW, last_on=ARRIVED, country="日本"))
    registers.enter_training(
        desk, TrainingEntry(0, ARRIVED, "=題名", "規程", "石川", "山本、佐藤", "資料", "テスト")
    )
    said = InquirySaid(
        ARRIVED - timedelta(days=3),
        Channel.WEB,
        InquiryKind.INQUIRY,
        "何に使うのか",
        received_at="10:30",
        service="一太郎",
        name="髙橋 𠮷郎",
        kana="タカハシ",
        postal_code="105-0011",
        address="東京都港区芝公園1-1",
        phone="03-5555-0101",
        email="a@example.jp",
    )
    handling.log_inquiry(desk, handling.InquiryDraft(said))
    for step in (CourseStep.TAKEN, CourseStep.ANSWERED, CourseStep.CLOSED):
        version = office.state.inquiries[InquiryKey(1)].version
        handling.go_on(
            desk,
            handling.StepDraft(
                InquiryKey(1), version, step, text="目的は掲載のとおり", channel=Channel.WEB
            ),
        )


def _rows(office: Office, kind: LedgerKind) -> list[dict[LedgerHead, LedgerCell]]:
    wanted = LedgerWanted(kind, date(2020, 1, 1), ARRIVED + timedelta(days=400))
    table_words = LedgerTableWords(Language.JA)
    found = ledger_books.read(office.of("chief"), wanted, table_words)
    table = table_words.table(found)
    heads = [field.head for field in found.fields]
    return [dict(zip(heads, row, strict=True)) for row in table.rows]


@pytest.mark.parametrize("kind", SHEETS)
def test_our_own_ledger_comes_back_row_by_row(
    office: Office, kind: LedgerKind, tmp_path: Path
) -> None:
    _enter(office)
    table_words = LedgerTableWords(Language.JA)
    wanted = LedgerWanted(kind, date(2020, 1, 1), ARRIVED + timedelta(days=400))
    table = table_words.table(ledger_books.read(office.of("chief"), wanted, table_words))
    path = tmp_path / "ledger.xlsx"
    path.write_bytes(xlsx(table, office.clock.now()))
    found = trial(office, LocalLedgers(HEAD_WORDS).read(path))
    assert found.plan.kind is kind
    assert [row.fate for row in found.rows] == [RowFate.TAKEN], found.rows
    importing.take(office.of("chief"), found)
    first, second = _rows(office, kind)
    for head in first.keys() - _NOT_CARRIED:
        assert second[head] == first[head], head


def test_what_our_ledger_says_of_what_is_not_filled_in_is_read_as_nothing() -> None:
    marks = (LedgerMark.MISSING, LedgerMark.HIDDEN)
    said = {messages.label(each, of).casefold() for each in marks for of in Language}
    assert {*WORDS.unfilled} == said


def test_an_open_inquiry_of_which_nothing_was_said_comes_in_without_a_course(
    office: Office,
) -> None:
    head, waiting = SHEETS[LedgerKind.INQUIRIES][1], SHEETS[LedgerKind.INQUIRIES][3]
    silent = tuple("" if cell == "調査中" else cell for cell in waiting)
    sheet = replace(read(LedgerKind.INQUIRIES), rows=(head, silent))
    importing.take(office.of("chief"), trial(office, sheet))
    (kept,) = office.state.inquiries.values()
    assert kept.course == ()
    assert handling.open_inquiry(office.clerk, kept.id).standing.work is InquiryWork.TO_TAKE
