# SPDX-License-Identifier: MIT
"""An office's ledger row by row: heading, columns, days as offices write them, what stays (K4)."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from time import process_time

import pytest

from desk_app.i18n import importing as words
from desk_app.i18n import vocabulary
from desk_app.records.base import CellFault, RawCell, RawRow
from desk_app.records.books.ledgers import LedgerKind
from desk_app.records.case.application import Principal, ProxyKind, Right
from desk_app.records.case.mail import MailKind
from desk_app.records.desk.people import Language
from desk_app.records.importing import (
    ImportAnswers,
    ImportColumn,
    ImportPlan,
    InquiryRow,
    LedgerEntry,
    RawSheet,
    RowDoubt,
    RowFate,
    RowNote,
    TriedRow,
)
from desk_app.rules import importing
from desk_app.rules.import_readers import tried as tried_row
from desk_app.rules.importing import ReadBy
from tests.fakes.world import HEAD_WORDS

WORDS = importing.load(HEAD_WORDS)
HEADS = WORDS.heads[LedgerKind.APPLICATIONS]
TODAY, EARLIEST = date(2026, 12, 1), date(1989, 1, 8)
C = ImportColumn
BASE: dict[ImportColumn, RawCell] = {C.RECEIVED: "令和5年4月3日", C.NAME: "髙橋 𠮷郎"}


def tried(**cells: RawCell) -> TriedRow:
    """Try a row of some cells beside day and name."""
    return answered(ImportAnswers(), **cells)


def answered(answers: ImportAnswers, /, **cells: RawCell) -> TriedRow:
    """Try such a row with answers that were given before."""
    row = BASE | {C(name): cell for name, cell in cells.items()}
    plan = ImportPlan(1, tuple(row), answers)
    found = tried_row(2, tuple(row.values()), ReadBy(plan, WORDS, TODAY, EARLIEST))
    assert found is not None
    return found


def entry(**cells: RawCell) -> LedgerEntry:
    row = tried(**cells)
    assert row.fate is RowFate.TAKEN, row.notes
    return made(row)


def made(row: TriedRow) -> LedgerEntry:
    """Return what was made of a row."""
    assert isinstance(row.entry, LedgerEntry)
    return row.entry


def doubts(row: TriedRow) -> list[RowDoubt]:
    return [note.doubt for note in row.notes]


def test_the_heading_is_the_row_that_names_most_columns() -> None:
    rows: tuple[RawRow, ...] = (
        ("開示等請求受付簿", None),
        (),
        ("ＮＯ．", "受 付 日", "氏名（漢字）", "住所", "備考"),
        ("1", "2023-04-03", "受付日", "氏名", None),
    )
    assert importing.heading_row(rows, HEADS) == 3
    assert importing.guessed_columns(rows[2], HEADS, {}) == (
        C.NUMBER,
        C.RECEIVED,
        C.NAME,
        C.ADDRESS,
        None,
    )


def test_a_sheet_without_a_heading_has_none() -> None:
    assert importing.heading_row((("山田", "1"), ("氏名", "2")), HEADS) is None


def test_of_two_heads_for_one_column_the_better_is_taken_and_what_was_said_before_wins() -> None:
    head = ("回答日", "完了日", "メモ")
    assert importing.guessed_columns(head, HEADS, {}) == (None, C.COMPLETED, None)
    said = importing.remembered_heads(head, (C.COMPLETED, None, C.SCOPE))
    assert importing.guessed_columns(head, HEADS, said) == (C.COMPLETED, None, C.SCOPE)


@pytest.mark.parametrize("column", range(4))
def test_heads_are_known_in_english_too(column: int) -> None:
    head = ("Receipt No.", "Date received", "Applicant", "Closed on")
    wanted = (C.NUMBER, C.RECEIVED, C.NAME, C.COMPLETED)
    assert importing.guessed_columns(head, HEADS, {})[column] is wanted[column]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("令和5年4月3日", date(2023, 4, 3)),
        ("R5.4.3", date(2023, 4, 3)),
        ("平成31年4月30日", date(2019, 4, 30)),
        ("令和元年5月1日", date(2019, 5, 1)),
        ("Ｈ３０．１２．２５", date(2018, 12, 25)),
        ("2023/4/3 14:05", date(2023, 4, 3)),
        ("2023-04-03T09:00:00", date(2023, 4, 3)),
        ("20230403", date(2023, 4, 3)),
        (20230403, date(2023, 4, 3)),
        ("令和5年4月3日(月)", date(2023, 4, 3)),
        (date(2023, 4, 3), date(2023, 4, 3)),
    ],
)
def test_days_are_read_as_offices_write_them(written: RawCell, day: date) -> None:
    assert entry(received=written).received_on == day


@pytest.mark.parametrize("written", [45019, 45019.0, "45019"])
def test_a_number_that_may_be_a_day_is_asked_about_and_never_taken_in_silence(
    written: RawCell,
) -> None:
    row = tried(received=written)
    assert (row.fate, doubts(row)) == (RowFate.ASKED, [RowDoubt.SERIAL_DAY])
    assert row.notes[0].facts == {"day": date(2023, 4, 3)}
    yes = importing.settled(row, ImportAnswers({RowDoubt.SERIAL_DAY: True}))
    no = importing.settled(row, ImportAnswers({RowDoubt.SERIAL_DAY: True}, {2: False}))
    assert (yes.fate, no.fate) == (RowFate.TAKEN, RowFate.LEFT_OUT)


def test_a_year_without_its_era_is_asked_about_and_a_person_may_name_the_era() -> None:
    row = tried(received="30.4.3")
    assert doubts(row) == [RowDoubt.NO_ERA]
    assert row.notes[0].facts == {"day": date(2018, 4, 3)}
    named = ImportAnswers({RowDoubt.NO_ERA: True}, era="R")
    taken = answered(named, received="5.4.3")
    assert (taken.fate, made(taken).received_on) == (
        RowFate.TAKEN,
        date(2023, 4, 3),
    )


def test_a_year_that_the_named_era_did_not_reach_is_no_day() -> None:
    named = ImportAnswers({RowDoubt.NO_ERA: True}, era="R")
    assert doubts(answered(named, received="30.4.3")) == [RowDoubt.DAY_NOT_READ]
    row = tried(born="45.4.3")
    assert row.notes[0].facts == {"day": date(1970, 4, 3)}


def test_a_day_of_a_spreadsheet_stands_as_iso_writes_it() -> None:
    assert importing.written(date(2023, 4, 3)) == "2023-04-03"


@pytest.mark.parametrize(
    ("above", "written", "day"),
    [
        (None, "4/3", date(2026, 4, 3)),
        (None, "12月25日", date(2025, 12, 25)),
        ("R5.4.3", "4/3", date(2023, 4, 3)),
        ("R5.4.3", "１２．２５", date(2023, 12, 25)),
        ("R5.12.25", "1-7", date(2024, 1, 7)),
        ("R6.2.1", "2/29", date(2024, 2, 29)),
        ("R8.11.20", "11/5", date(2026, 11, 5)),
    ],
)
def test_a_day_without_its_year_follows_on_the_row_above_and_is_asked_about(
    above: str | None, written: str, day: date
) -> None:
    by = ReadBy(ImportPlan(1, (C.RECEIVED, C.NAME)), WORDS, TODAY, EARLIEST)
    if above is not None:
        assert tried_row(2, (above, "山田"), by)
    row = tried_row(3, (written, "山田"), by)
    assert row is not None
    assert (row.fate, doubts(row)) == (RowFate.ASKED, [RowDoubt.NO_YEAR])
    assert (row.notes[0].facts, made(row).received_on) == ({"day": day}, day)


def test_an_end_without_its_year_follows_on_the_arrival_of_its_row() -> None:
    row = answered(ImportAnswers({RowDoubt.NO_YEAR: True}), received="R4.12.20", completed="1/6")
    assert (row.fate, made(row).completed_on) == (RowFate.TAKEN, date(2023, 1, 6))


def test_a_kind_of_proxy_without_a_name_is_asked_about_and_taken_as_none() -> None:
    row = tried(proxy_kind="親権者")
    assert (row.fate, doubts(row)) == (RowFate.ASKED, [RowDoubt.PROXY_UNNAMED])
    assert (
        made(answered(ImportAnswers({RowDoubt.PROXY_UNNAMED: True}), proxy_kind="親権者")).proxy
        is None
    )
    assert entry(proxy_kind="本人").proxy is None


@pytest.mark.parametrize(
    ("cells", "doubt", "column"),
    [
        ({"received": None}, RowDoubt.NO_DAY, 0),
        ({"received": "2/30"}, RowDoubt.DAY_NOT_READ, 0),
        ({"born": "4/17"}, RowDoubt.DAY_NOT_READ, 2),
        ({"received": "去年"}, RowDoubt.DAY_NOT_READ, 0),
        ({"received": "令和9年1月1日"}, RowDoubt.DAY_IN_FUTURE, 0),
        ({"received": "昭和60年1月1日"}, RowDoubt.DAY_TOO_EARLY, 0),
        ({"name": " 　"}, RowDoubt.NO_NAME, 1),
        ({"completed": "2023-04-02"}, RowDoubt.DAYS_TURNED, 2),
        ({"born": "2024-04-02"}, RowDoubt.DAYS_TURNED, 2),
        ({"rights": "その他"}, RowDoubt.RIGHT_UNKNOWN, 2),
        ({"rights": "開示、開示"}, RowDoubt.RIGHT_TWICE, 2),
        ({"address": CellFault("#N/A")}, RowDoubt.CELL_FAULT, 2),
        ({"name": "山\x00田"}, RowDoubt.TEXT_REFUSED, 1),
        ({"name": "山" * 201}, RowDoubt.TEXT_REFUSED, 1),
    ],
)
def test_what_cannot_be_taken_is_refused_with_its_column(
    cells: dict[str, RawCell], doubt: RowDoubt, column: int | None
) -> None:
    row = tried(**cells)
    assert (row.fate, row.entry) == (RowFate.REFUSED, None)
    assert [(note.doubt, note.column) for note in row.notes] == [(doubt, column)]


def test_names_and_addresses_stay_as_they_are_written() -> None:
    taken = entry(
        name="渡邉󠄐　﨑子",
        kana="ﾜﾀﾅﾍﾞ ｻｷｺ",
        address="東京都千代田区１−２−３ ヴィラ〇〇 ２０１",
        scope="1行目\n2行目",
    )
    person = taken.principal
    assert (person.name, person.kana) == ("渡邉󠄐　﨑子", "ﾜﾀﾅﾍﾞ ｻｷｺ")
    assert person.address == "東京都千代田区１−２−３ ヴィラ〇〇 ２０１"
    assert taken.scope == "1行目\n2行目"


def test_a_line_break_in_a_cell_of_one_line_becomes_a_blank_and_is_told() -> None:
    row = tried(address="東京都\n千代田区")
    assert (row.fate, doubts(row)) == (RowFate.TAKEN, [RowDoubt.LINES_JOINED])
    assert made(row).principal.address == "東京都 千代田区"


@pytest.mark.parametrize(
    ("column", "written", "mended"),
    [
        ("postal_code", 600017, "0600017"),
        ("postal_code", "60017", "0060017"),
        ("phone", 312345678, "0312345678"),
        ("phone", "9012345678", "09012345678"),
    ],
)
def test_zeros_are_mended_where_the_column_says_what_it_is(
    column: str, written: RawCell, mended: str
) -> None:
    row = tried(**{column: written})
    assert (row.fate, doubts(row)) == (RowFate.TAKEN, [RowDoubt.ZEROS_MENDED])
    assert getattr(made(row).principal, column) == mended


@pytest.mark.parametrize(
    ("column", "written", "kept"),
    [
        ("postal_code", "163-6017", "163-6017"),
        ("postal_code", 1636017, "1636017"),
        ("postal_code", "12", "12"),
        ("phone", "+81 3-1234-5678", "+81 3-1234-5678"),
        ("phone", "0312345678", "0312345678"),
        ("member_number", 12345, "12345"),
        ("number", 12.0, "12"),
        ("number", 1.5, "1.5"),
        ("member_number", True, "TRUE"),
        ("number", False, "FALSE"),
    ],
)
def test_no_other_number_is_touched(column: str, written: RawCell, kept: str) -> None:
    taken = entry(**{column: written})
    found = taken.number if column == "number" else getattr(taken.principal, column)
    assert found == kept


@pytest.mark.parametrize(
    ("written", "rights"),
    [
        ("開示", (Right.DISCLOSURE,)),
        ("個人情報開示請求", (Right.DISCLOSURE,)),
        ("訂正・追加・削除", (Right.CORRECTION, Right.ADDITION, Right.DELETION)),
        ("第三者提供記録の開示、利用停止", (Right.PROVISION_RECORDS, Right.CESSATION)),
        ("第三者提供の停止／消去", (Right.PROVISION_STOP, Right.ERASURE)),
        ("利用目的の通知", (Right.PURPOSE,)),
        (
            "disclosure, cessation of use and erasure",
            (Right.DISCLOSURE, Right.CESSATION, Right.ERASURE),
        ),
        ("", ()),
    ],
)
def test_rights_are_read_by_their_words(written: str, rights: tuple[Right, ...]) -> None:
    assert entry(rights=written).rights == rights


def test_proxy_and_mail_are_read_by_their_words() -> None:
    taken = entry(proxy="山田 花", proxy_kind="親権者（母）", how="簡易書留")
    assert taken.proxy is not None
    assert (taken.proxy.kind, taken.proxy.name) == (ProxyKind.PARENT, "山田 花")
    assert taken.kind is MailKind.SIMPLE_REGISTERED
    assert entry(how="持参").kind is MailKind.OTHER


def test_an_outcome_without_its_day_is_asked_about_unless_it_says_that_it_is_open() -> None:
    asked = tried(outcome="全部開示")
    assert (asked.fate, doubts(asked)) == (RowFate.ASKED, [RowDoubt.NO_COMPLETION])
    assert tried(outcome="審査中").fate is RowFate.TAKEN
    closed = entry(outcome="全部開示", completed="R5.4.20")
    assert (closed.completed_on, closed.outcome) == (date(2023, 4, 20), "全部開示")


def test_an_empty_row_is_none() -> None:
    by = ReadBy(ImportPlan(1, (C.RECEIVED, C.NAME)), WORDS, TODAY, EARLIEST)
    assert tried_row(5, (None, "  "), by) is None
    assert tried_row(5, (), by) is None


def test_a_short_row_lacks_its_last_columns() -> None:
    by = ReadBy(ImportPlan(1, (C.RECEIVED, C.NAME, C.COMPLETED)), WORDS, TODAY, EARLIEST)
    row = tried_row(5, ("R5.4.3", "山田"), by)
    assert row is not None
    assert row.fate is RowFate.TAKEN
    assert replace(row, row=1) != row


@pytest.mark.parametrize(
    ("place", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")]
)
def test_columns_are_named_as_spreadsheets_do(place: int, letter: str) -> None:
    assert importing.column_letter(place) == letter


def test_what_a_person_says_of_a_column_no_other_says_any_more() -> None:
    guessed = (ImportColumn.NUMBER, ImportColumn.NAME, None, None)
    said = importing.said_of(guessed, 2, ImportColumn.NAME)
    assert said == (ImportColumn.NUMBER, None, ImportColumn.NAME, None)
    assert importing.said_of(said, 2, None) == (ImportColumn.NUMBER, None, None, None)


def test_an_answer_for_a_row_goes_before_that_for_all_alike() -> None:
    note = RowNote(RowDoubt.SERIAL_DAY)
    entry = LedgerEntry("", date(2023, 4, 3), Principal(name="林 静"))
    alike = ImportAnswers().of_all(RowDoubt.SERIAL_DAY, taken=True)
    of_row = alike.of_row(4, taken=False)
    fates = [
        importing.settled(TriedRow(row, RowFate.ASKED, (note,), entry), of_row).fate
        for row in (4, 5)
    ]
    assert fates == [RowFate.LEFT_OUT, RowFate.TAKEN]
    assert alike.rows == {}


@pytest.mark.parametrize(
    ("head", "column"),
    [
        ("請求書受理年月日", C.RECEIVED),
        ("請求者の住所", C.ADDRESS),
        ("住所1", C.ADDRESS),
        ("決定の内容", C.OUTCOME),
        ("代理人住所", None),
        ("処理担当", None),
        ("備考", None),
        ("", None),
    ],
)
def test_a_head_is_known_by_the_word_that_it_ends_on(
    head: str, column: ImportColumn | None
) -> None:
    found = importing.known_head(importing.folded_head(head), HEADS)
    assert (found and found[0]) is column


@pytest.mark.parametrize(
    ("before", "sign", "after"),
    [("", "あ", "住所"), ("(様式)", "[", "住所"), ("4月", "　", "3日"), ("4月3日", "T", "9時")],
)
def test_a_cell_with_a_long_text_takes_no_longer_than_it_is_long(
    before: str, sign: str, after: str
) -> None:
    text, began = f"{before}{sign * 200_000}{after}", process_time()
    found = importing.known_head(importing.folded_head(text), HEADS)
    assert (found and found[0]) is (C.ADDRESS if after == "住所" else None)
    assert importing.heading_row(((text, text), ("氏名", "住所")), HEADS) == 2
    assert doubts(tried(received=text)) == [RowDoubt.DAY_NOT_READ]
    assert process_time() - began < _LONGEST_SECONDS


_LONGEST_SECONDS = 2
"""A look again at the rest of the text from each of its signs takes a minute and more."""


def test_of_two_lines_each_head_is_read_with_its_group() -> None:
    rows: tuple[RawRow, ...] = (
        ("台帳",),
        ("受付", None, "請求者", "備考", "内部"),
        ("番号", "年月日", "氏名", None, "控え"),
        ("1", "R5.4.3", "山田", None, None),
    )
    assert importing.heading_row(rows, HEADS) == 3
    heads = ("受付番号", "受付年月日", "請求者氏名", "備考", "内部控え")
    assert importing.head_of(rows, 3, HEADS) == heads
    assert importing.head_of(rows, 2, HEADS) == rows[1]
    assert importing.head_of(rows, 0, HEADS) == ()


def test_a_ditto_mark_asks_for_what_stands_above() -> None:
    plan = ImportPlan(1, (C.RECEIVED, C.NAME, None))
    by = ReadBy(plan, WORDS, TODAY, EARLIEST)
    first = tried_row(2, ("R5.4.3", "山田", "x"), by)
    second = tried_row(3, ("〃", "同　上", "〃"), by)
    assert first is not None
    assert second is not None
    assert [(note.doubt, note.column, note.facts) for note in second.notes] == [
        (RowDoubt.DITTO, 0, {"now": "R5.4.3"}),
        (RowDoubt.DITTO, 1, {"now": "山田"}),
    ]
    assert made(second) == made(first)


@pytest.mark.parametrize(
    ("row", "left"),
    [
        (("【４月】", None, None), True),
        ((None, "以下余白", None), True),
        (("合　計", "5件", "x"), True),
        ((None, "※氏名なし", None), True),
        ((None, "山田", None), False),
        (("17", "山田", None), False),
    ],
)
def test_what_is_no_entry_is_left_out_and_told(row: RawRow, left: bool) -> None:
    by = ReadBy(ImportPlan(1, (C.NUMBER, C.NAME, C.RECEIVED)), WORDS, TODAY, EARLIEST)
    found = tried_row(2, row, by)
    assert found is not None
    assert (found.fate is RowFate.LEFT_OUT) is left
    assert (doubts(found) == [RowDoubt.NO_ENTRY]) is left


@pytest.mark.parametrize("written", ["令和5年4月3日（月）", "R5.4.3 (月・祝)"])
def test_a_weekday_behind_a_day_says_nothing(written: str) -> None:
    assert entry(received=written).received_on == date(2023, 4, 3)


def test_a_dash_is_no_day_and_second_columns_stand_with_the_first() -> None:
    read = entry(completed="－", name="山田", name_more="花子", address="港区", address_more="1-2")
    assert read.completed_on is None
    assert (read.principal.name, read.principal.address) == ("山田 花子", "港区 1-2")
    assert entry(rights="①開示　②訂正").rights == (Right.DISCLOSURE, Right.CORRECTION)


INQUIRY: dict[ImportColumn, RawCell] = {C.RECEIVED: "2023-04-03", C.SAID: "退会したい"}
PROVISION: dict[ImportColumn, RawCell] = {C.DAY: "2023-04-03", C.PARTY: "甲社"}


def of_kind(kind: LedgerKind, row: dict[ImportColumn, RawCell]) -> TriedRow:
    """Try a row of another ledger."""
    plan = ImportPlan(1, tuple(row), kind=kind)
    found = tried_row(2, tuple(row.values()), ReadBy(plan, WORDS, TODAY, EARLIEST))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("cells", "doubt", "column"),
    [
        ({C.RECEIVED: None}, RowDoubt.NO_DAY, C.RECEIVED),
        ({C.RECEIVED: "昭和60年1月1日"}, RowDoubt.DAY_TOO_EARLY, C.RECEIVED),
        ({C.RECEIVED: "2026-12-02"}, RowDoubt.DAY_IN_FUTURE, C.RECEIVED),
        ({C.ANSWERED: "2023-04-02"}, RowDoubt.DAYS_TURNED, C.ANSWERED),
        ({C.COMPLETED: "2023-04-02"}, RowDoubt.DAYS_TURNED, C.COMPLETED),
        (
            {C.ANSWERED: "2023-04-20", C.COMPLETED: "2023-04-19"},
            RowDoubt.DAYS_TURNED,
            C.COMPLETED,
        ),
        ({C.ANSWERED: "2026-12-02"}, RowDoubt.DAY_IN_FUTURE, C.ANSWERED),
    ],
)
def test_days_of_an_inquiry_that_cannot_be_are_refused_with_their_column(
    cells: dict[ImportColumn, RawCell], doubt: RowDoubt, column: ImportColumn
) -> None:
    row = of_kind(LedgerKind.INQUIRIES, INQUIRY | cells)
    place = list(INQUIRY | cells).index(column)
    assert row.fate is RowFate.REFUSED
    assert (doubt, place) in [(note.doubt, note.column) for note in row.notes]


def test_an_inquiry_answered_and_closed_on_the_day_it_came_is_no_turned_day() -> None:
    same: dict[ImportColumn, RawCell] = {C.ANSWERED: "2023-04-03", C.COMPLETED: "2023-04-03"}
    row = of_kind(LedgerKind.INQUIRIES, INQUIRY | same)
    assert RowDoubt.DAYS_TURNED not in doubts(row)
    assert isinstance(row.entry, InquiryRow)
    assert row.entry.completed_on == row.entry.said.received_on == date(2023, 4, 3)


@pytest.mark.parametrize("cells", [{C.ANSWERED: "2023-04-20"}, {C.OUTCOME: "回答済"}])
def test_an_inquiry_that_was_answered_without_an_end_is_asked_about(
    cells: dict[ImportColumn, RawCell],
) -> None:
    assert RowDoubt.NO_COMPLETION in doubts(of_kind(LedgerKind.INQUIRIES, INQUIRY | cells))
    closed = INQUIRY | cells | {C.COMPLETED: "2023-04-21"}
    assert RowDoubt.NO_COMPLETION not in doubts(of_kind(LedgerKind.INQUIRIES, closed))


@pytest.mark.parametrize(
    ("last", "turned"), [("2023-04-02", True), ("2023-04-03", False), (None, False)]
)
def test_the_last_provision_does_not_lie_before_the_first(
    last: RawCell,
    turned: bool,
) -> None:
    row = of_kind(LedgerKind.PROVISIONS, PROVISION | {C.LAST_DAY: last})
    assert (RowDoubt.DAYS_TURNED in doubts(row)) is turned
    assert (row.fate is RowFate.REFUSED) is turned


@pytest.mark.parametrize(
    ("kind", "row"),
    [
        (LedgerKind.INQUIRIES, INQUIRY),
        (LedgerKind.PROVISIONS, PROVISION),
        (LedgerKind.PURPOSES, {C.DATA: "氏名", C.PURPOSE: "発送"}),
        (LedgerKind.PLACES, {C.DEPARTMENT: "営業部", C.DATA: "名簿", C.LOCATION: "書庫"}),
        (LedgerKind.TRAININGS, {C.DAY: "2023-04-03", C.SUBJECT: "規程", C.ATTENDED: "全員"}),
    ],
)
def test_a_formula_that_came_to_nothing_is_told_in_every_ledger(
    kind: LedgerKind, row: dict[ImportColumn, RawCell]
) -> None:
    assert RowDoubt.CELL_FAULT not in doubts(of_kind(kind, row))
    for place, column in enumerate(row):
        told = of_kind(kind, row | {column: CellFault("#N/A")})
        assert RowNote(RowDoubt.CELL_FAULT, place, "#N/A") in told.notes
        assert told.fate is RowFate.REFUSED


@pytest.mark.parametrize(
    ("said", "born", "kind", "asked"),
    [
        ("法定代理人（親）", "H25.7.7", ProxyKind.PARENT, True),
        ("法定代理人", None, ProxyKind.PARENT, True),
        ("法定代理人", "S30.1.1", ProxyKind.ADULT_GUARDIAN, True),
        ("法定代理人（母）", "H25.7.7", ProxyKind.PARENT, False),
        ("母", "S30.1.1", ProxyKind.CONSIGNED, True),
        ("祖母", "H25.7.7", ProxyKind.CONSIGNED, True),
        ("親権者（祖母）", "H25.7.7", ProxyKind.PARENT, False),
        ("母（委任状）", "S60.1.1", ProxyKind.CONSIGNED, False),
        ("夫", "S60.1.1", ProxyKind.CONSIGNED, True),
        ("任意代理人（弁護士）", None, ProxyKind.LAWYER, False),
        ("みらい法律事務所", None, ProxyKind.LAWYER, True),
        ("後見人", "S10.1.1", ProxyKind.ADULT_GUARDIAN, True),
        ("成年後見人", "S10.1.1", ProxyKind.ADULT_GUARDIAN, False),
        ("未成年後見人", "H25.7.7", ProxyKind.MINOR_GUARDIAN, False),
        ("司法書士", None, ProxyKind.CONSIGNED, True),
        ("その他", None, ProxyKind.CONSIGNED, True),
        ("Legal representative (mother)", None, ProxyKind.PARENT, True),
    ],
)
def test_a_proxy_of_no_certain_kind_is_asked_about(
    said: str,
    born: str | None,
    kind: ProxyKind,
    asked: bool,
) -> None:
    row = tried(born=born, proxy="佐藤 環", proxy_kind=said)
    assert (row.fate is RowFate.ASKED, doubts(row)) == (
        asked,
        [RowDoubt.PROXY_TAKEN] if asked else [],
    )
    proxy = made(row).proxy
    assert proxy is not None
    assert (proxy.kind, proxy.name) == (kind, "佐藤 環")


def test_of_a_proxy_without_a_kind_its_name_may_tell() -> None:
    row = tried(proxy="佐藤 環（母）", born="H25.7.7")
    assert (row.fate, doubts(row)) == (RowFate.TAKEN, [])
    bare = tried(proxy="山田 花")
    assert [(each.doubt, each.column) for each in bare.notes] == [(RowDoubt.PROXY_TAKEN, 2)]
    assert doubts(tried(proxy_kind="法定代理人")) == [RowDoubt.PROXY_UNNAMED]


@pytest.mark.parametrize(
    ("said", "right"),
    [
        ("停止", Right.CESSATION),
        ("是正の申出", Right.CORRECTION),
        ("閲覧", Right.DISCLOSURE),
        ("写しの交付", Right.DISCLOSURE),
        ("抹消", Right.DELETION),
    ],
)
def test_a_right_in_other_words_is_asked_about(said: str, right: Right) -> None:
    row = tried(rights=said)
    assert (row.fate, doubts(row), made(row).rights) == (
        RowFate.ASKED,
        [RowDoubt.RIGHT_TAKEN],
        (right,),
    )
    for language in Language:
        told = words.doubt(row.notes[0], language)
        assert vocabulary.word(right, language) in told
        assert "{" not in words.asked(RowDoubt.RIGHT_TAKEN, language)


@pytest.mark.parametrize(
    ("heads", "columns"),
    [
        (("収受\n年月日", "申請事項", "処分"), (C.RECEIVED, C.RIGHTS, C.OUTCOME)),
        (("処分日", "処分内容"), (C.COMPLETED, C.OUTCOME)),
        (("受付経路", "請求区分", "開示決定日"), (C.HOW, C.RIGHTS, C.COMPLETED)),
        (("組合員コード", "電話", "携帯"), (C.MEMBER_NUMBER, C.PHONE, C.PHONE_MORE)),
        (("組合員名", "携帯"), (C.NAME, C.PHONE_MORE)),
        (("姓", "名", "セイ", "メイ"), (C.NAME, C.NAME_MORE, C.KANA, C.KANA_MORE)),
        (("氏名（姓）", "氏名（名）"), (C.NAME, C.NAME_MORE)),
        (("氏名（セイ）", "氏名（メイ）"), (C.KANA, C.KANA_MORE)),
        (("お客様姓", "お客様名"), (C.NAME, C.NAME_MORE)),
        (("氏名（漢字）", "氏名（カナ）"), (C.NAME, C.KANA)),
        (("お名前", "お名前（フリガナ）"), (C.NAME, C.KANA)),
        (("住所（市区町村）", "住所（番地・建物）"), (C.ADDRESS, C.ADDRESS_MORE)),
        (("電話（自宅）", "電話（携帯）"), (C.PHONE, C.PHONE_MORE)),
        (("請求に係る保有個人情報の名称等", "本人との続柄"), (C.SCOPE, C.PROXY_KIND)),
        (("法定代理人等の氏名", "代理人の住所"), (C.PROXY, None)),
        (("申請者（本人）", "申請者（代理人）"), (C.NAME, C.PROXY)),
        (("氏名", "住所（代理人）", "請求者の氏名及び住所"), (C.NAME, None, None)),
        (("受付日", "補正通知日", "決定期限"), (C.RECEIVED, None, None)),
        (("Surname", "First name", "Mobile"), (C.NAME, C.NAME_MORE, C.PHONE_MORE)),
        (("Date of receipt", "Type of request"), (C.RECEIVED, C.RIGHTS)),
        (("Decision date", "Decision"), (C.COMPLETED, C.OUTCOME)),
    ],
)  # fmt: skip
def test_heads_of_other_offices(
    heads: tuple[str, ...], columns: tuple[ImportColumn | None, ...]
) -> None:
    assert importing.guessed_columns(heads, HEADS, {}) == columns


@pytest.mark.parametrize("kind", list(WORDS.heads), ids=lambda kind: kind.value)
def test_no_head_names_two_columns_of_a_ledger(kind: LedgerKind) -> None:
    written = tomllib.loads(HEAD_WORDS.read_text("utf-8"))["columns"][kind.value]
    columns: dict[str, set[str]] = {}
    for column, heads in written.items():
        for head in heads:
            columns.setdefault(importing.folded_head(head), set()).add(column)
    assert {head: found for head, found in columns.items() if len(found) > 1} == {}


APPLICATIONS = (
    "No. 受付日 受付者 請求者名 請求者区分 請求内容 対象個人データ 回答日 回答方法 回答内容 完了日",
    "番号 受付年月日 請求者氏名 請求の種類 請求に係る個人情報の内容 決定年月日 決定内容 開示年月日",
    "Ref Received Requester Relationship Rights Details Outcome",
)
INQUIRIES = (
    "受付番号 受付日時 受付チャネル 顧客名 問合せ区分 件名 問合せ詳細 対応履歴 完了日時",
    "受付No 受付日 受付手段 苦情申出人名 相談の分類 苦情の内容 想定原因 解決結果 解決日",
)


@pytest.mark.parametrize(
    ("heads", "kind"),
    [
        *((heads, LedgerKind.APPLICATIONS) for heads in APPLICATIONS),
        *((heads, LedgerKind.INQUIRIES) for heads in INQUIRIES),
    ],
)
def test_of_what_a_ledger_is_told_by_its_very_heads(heads: str, kind: LedgerKind) -> None:
    sheet = RawSheet("", ("",), "", (tuple(heads.split()),))
    assert importing.kind_of(sheet, WORDS) is kind


def test_below_a_group_of_proxies_a_name_is_the_proxys() -> None:
    rows = (
        ("請　求　者", None, "法定代理人又は任意代理人", None, "決　定", None),
        ("氏　名", "住　所", "氏　名", "続柄", "内容", "年月日"),
    )
    head = importing.head_of(rows, 2, HEADS)
    assert importing.guessed_columns(head, HEADS, {}) == (
        *(C.NAME, C.ADDRESS, C.PROXY, C.PROXY_KIND, C.OUTCOME, C.COMPLETED),
    )


def test_two_columns_stand_together_as_they_are_written() -> None:
    row = tried(name="髙橋", name_more="𠮷郎", kana="ﾀｶﾊｼ", kana_more="ﾖｼﾛｳ", phone_more=9012345678)
    person = made(row).principal
    assert (person.name, person.kana) == ("髙橋 𠮷郎", "ﾀｶﾊｼ ﾖｼﾛｳ")
    assert person.phone == "09012345678"
    both = made(tried(phone="03-1111-2222", phone_more="090-1111-2222")).principal
    assert both.phone == "03-1111-2222 / 090-1111-2222"
    assert made(tried(phone="03-1", phone_more="03-1")).principal.phone == "03-1"


@pytest.mark.parametrize(
    ("heads", "rows", "told"),
    [
        (("受付日", "請求内容"), (("R5.4.3", "開示請求"), ("R5.4.4", "訂正"), ("R5.4.5",)), 1),
        (("請求内容", "対象個人データ"), (("開示請求", "購入履歴"), ("削除", None)), 0),
        (("受付日", "請求内容"), (), None),
        (("受付日", "請求内容"), (("R5.4.3", "診療録"),), None),
        (("受付日", "請求内容"), (("R5.4.3", "開示"), ("R5.4.4", "購入履歴")), None),
        (("請求内容", "請求種別"), (("開示", "開示"),), 1),
        (("決定内容", "件名"), (("全部開示", "診療録"),), None),
    ],
)  # fmt: skip
def test_where_what_is_asked_for_is_nothing_but_rights_it_tells_of_them(
    heads: tuple[str, ...], rows: tuple[RawRow, ...], told: int | None
) -> None:
    columns = importing.guessed_columns(heads, HEADS, {})
    found = importing.with_rights_told(columns, (heads, *rows), 1, WORDS)
    assert (found.index(C.RIGHTS) if C.RIGHTS in found else None) == told


def test_what_was_broken_off_is_at_its_end() -> None:
    assert doubts(tried(outcome="中止")) == [RowDoubt.NO_COMPLETION]
    assert entry(outcome="審査中").completed_on is None


def test_a_time_behind_the_day_of_a_call_is_its_time() -> None:
    plan = ImportPlan(1, (C.RECEIVED, C.SAID, C.CHANNEL, C.KIND), kind=LedgerKind.INQUIRIES)
    by = ReadBy(plan, WORDS, TODAY, EARLIEST)
    for written, at in (("2024/04/01 9:12", "09:12"), ("4月5日 11時00分", "11:00"), ("R6.4.1", "")):
        row = tried_row(2, (written, "停止したい", "フリーダイヤル", "苦情"), by)
        assert row is not None
        assert isinstance(row.entry, InquiryRow)
        assert row.entry.said.received_at == at
