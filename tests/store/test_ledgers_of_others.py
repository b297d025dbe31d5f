# SPDX-License-Identifier: MIT
"""Ledgers as other offices write them, read from their files to what becomes of each row (K4).

Headings of two lines, merged titles, months between the rows, ditto marks, sums and a foot, hidden
columns, notes in cells, days in every writing, an address in two columns.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desk_app.desk import importing
from desk_app.desk.context import Desk
from desk_app.desk.importing import ImportTrial
from desk_app.records.books.ledgers import LedgerKind
from desk_app.records.case.inquiries import Channel, InquiryKind
from desk_app.records.importing import (
    ASKED_FIRST,
    ImportAnswers,
    ImportColumn,
    InquiryRow,
    LedgerEntry,
    RowDoubt,
    RowFate,
)
from desk_app.store.ledgers.ledger_files import LocalLedgers
from tests.fakes.world import HEAD_WORDS
from tests.unit.desk.office import Office
from tests.unit.desk.office import opened as office_opened

FILES = Path(__file__).parent / "ledgers_of_others"
C, F, D = ImportColumn, RowFate, RowDoubt
YES = ImportAnswers(dict.fromkeys(ASKED_FIRST, True))


@pytest.fixture
def desk() -> Office:
    """A desk in memory."""
    return office_opened()


def at_the_disk(desk: Desk, ledgers: LocalLedgers) -> Desk:
    """The desk, whose files are read from the disk."""
    return replace(desk, ports=replace(desk.ports, ledgers=ledgers))


def tried(desk: Office, name: str, answers: ImportAnswers | None = None) -> ImportTrial:
    """Read a file and try all of its rows."""
    ledgers = LocalLedgers(HEAD_WORDS)
    read = importing.read_file(at_the_disk(desk.supervisor, ledgers), FILES / name)
    plan = importing.proposed_plan(desk.supervisor, read)
    plan = replace(plan, answers=answers or ImportAnswers())
    return importing.dry_run(desk.supervisor, read, plan)


def fates(found: ImportTrial) -> dict[int, tuple[RowFate, set[RowDoubt]]]:
    return {row.row: (row.fate, {note.doubt for note in row.notes}) for row in found.rows}


def entry(found: ImportTrial, number: int) -> LedgerEntry:
    (row,) = (each for each in found.rows if each.row == number)
    assert isinstance(row.entry, LedgerEntry)
    return row.entry


def test_a_heading_of_two_lines_with_months_dittos_and_sums(desk: Office) -> None:
    found = tried(desk, "two_lines.xlsx")
    assert found.plan.heading == 5
    assert found.plan.columns == (
        *(C.NUMBER, C.RECEIVED, C.NAME, C.KANA, C.POSTAL_CODE, C.ADDRESS, C.PHONE),
        *(C.PROXY_KIND, C.PROXY, C.RIGHTS, C.SCOPE, C.OUTCOME, None, C.COMPLETED, None),
    )
    assert fates(found) == {
        6: (F.LEFT_OUT, {D.NO_ENTRY}),
        7: (F.TAKEN, {D.ZEROS_MENDED}),
        8: (F.ASKED, {D.DITTO}),
        9: (F.ASKED, {D.NO_ERA, D.LINES_JOINED}),
        11: (F.LEFT_OUT, {D.NO_ENTRY}),
        12: (F.ASKED, {D.NO_YEAR}),
        13: (F.ASKED, {D.DITTO}),
        14: (F.TAKEN, set()),
        16: (F.LEFT_OUT, {D.NO_ENTRY}),
        17: (F.LEFT_OUT, {D.NO_ENTRY}),
    }
    said = tried(desk, "two_lines.xlsx", YES)
    again = entry(said, 8)
    assert (again.received_on, again.completed_on) == (date(2025, 4, 1), date(2025, 4, 15))
    assert [each.value for each in again.rights] == ["disclosure", "correction"]
    assert entry(said, 7).principal.name == "髙橋　𠮷郎"
    assert entry(said, 9).proxy is not None
    assert entry(said, 14).completed_on == date(2025, 5, 30)


def test_a_school_with_words_around_its_heads(desk: Office) -> None:
    found = tried(desk, "school.ods")
    assert found.plan.columns == (
        *(C.NUMBER, C.RECEIVED, C.NAME, C.BORN, C.ADDRESS, C.RIGHTS, C.SCOPE),
        *(C.OUTCOME, C.COMPLETED),
    )
    assert fates(found) == {
        5: (F.TAKEN, set()),
        6: (F.ASKED, {D.DITTO}),
        7: (F.ASKED, {D.NO_ERA}),
        8: (F.LEFT_OUT, {D.NO_ENTRY}),
        9: (F.ASKED, {D.SERIAL_DAY}),
        10: (F.REFUSED, {D.NO_NAME}),
        11: (F.REFUSED, {D.DAY_NOT_READ}),
        12: (F.REFUSED, {D.RIGHT_UNKNOWN}),
        14: (F.LEFT_OUT, {D.NO_ENTRY}),
    }
    said = entry(tried(desk, "school.ods", YES), 6)
    assert said.principal.address == "埼玉県さいたま市浦和区高砂３"


def test_what_a_call_centre_exported_in_cp932(desk: Office) -> None:
    found = tried(desk, "call_centre.csv")
    assert found.plan.columns == (
        *(C.NUMBER, C.RECEIVED, C.PROXY_KIND, C.KANA, C.NAME, C.POSTAL_CODE, C.ADDRESS),
        *(C.ADDRESS_MORE, C.PHONE, C.RIGHTS, C.OUTCOME, C.COMPLETED, None),
    )
    assert fates(found) == {
        3: (F.TAKEN, set()),
        4: (F.ASKED, {D.PROXY_UNNAMED}),
        5: (F.TAKEN, set()),
        6: (F.TAKEN, set()),
        7: (F.ASKED, {D.DOUBLE_IN_FILE}),
        9: (F.LEFT_OUT, {D.NO_ENTRY}),
    }
    first, open_ = entry(found, 3), entry(found, 5)
    assert first.principal.address == "東京都港区芝公園 1-2-3 芝ビル 4F"
    assert (first.received_on, first.completed_on) == (date(2025, 4, 1), date(2025, 4, 15))
    assert (open_.received_on, open_.completed_on) == (date(2025, 4, 3), None)


def test_a_city_behind_a_cover_with_groups_of_heads(desk: Office) -> None:
    found = tried(desk, "city.xlsx")
    assert (found.sheet.name, found.plan.heading) == ("処理簿", 4)
    assert found.plan.columns == (
        *(C.NUMBER, C.RECEIVED, C.HOW, C.NAME, C.KANA, C.BORN, C.POSTAL_CODE, C.ADDRESS, C.PHONE),
        *(C.PROXY, C.PROXY_KIND, C.RIGHTS, C.SCOPE, None, None, C.OUTCOME, C.COMPLETED, None, None),
    )
    assert fates(found) == {
        5: (F.TAKEN, set()),
        6: (F.ASKED, {D.PROXY_TAKEN}),
        7: (F.TAKEN, set()),
        8: (F.TAKEN, set()),
        9: (F.TAKEN, set()),
        10: (F.TAKEN, set()),
        11: (F.ASKED, {D.PROXY_TAKEN}),
        12: (F.ASKED, {D.RIGHT_TAKEN}),
        13: (F.REFUSED, {D.DAY_NOT_READ}),
        14: (F.TAKEN, set()),
        15: (F.LEFT_OUT, {D.NO_ENTRY}),
    }
    said = tried(desk, "city.xlsx", YES)
    kinds = [(of and of.kind.value) for of in (entry(said, row).proxy for row in range(5, 12))]
    assert kinds == [
        *(None, "parent", "consigned", "lawyer", "adult_guardian", "minor_guardian", "consigned")
    ]
    assert [entry(said, 5).completed_on, entry(said, 14).completed_on] == [date(2023, 4, 14), None]


def test_a_co_op_with_names_telephones_and_addresses_in_two_columns(desk: Office) -> None:
    found = tried(desk, "coop.ods")
    assert found.plan.columns == (
        *(C.NUMBER, C.RECEIVED, C.MEMBER_NUMBER, C.NAME, C.NAME_MORE, C.KANA, C.KANA_MORE),
        *(C.BORN, C.POSTAL_CODE, C.ADDRESS, C.ADDRESS_MORE, C.PHONE, C.PHONE_MORE),
        *(C.RIGHTS, C.SCOPE, C.PROXY, C.PROXY_KIND, C.HOW, C.OUTCOME, C.COMPLETED, None, None),
    )
    assert fates(found) == {
        4: (F.TAKEN, {D.ZEROS_MENDED}),
        5: (F.ASKED, {D.ZEROS_MENDED, D.PROXY_TAKEN}),
        6: (F.TAKEN, {D.ZEROS_MENDED}),
        7: (F.ASKED, {D.ZEROS_MENDED, D.SERIAL_DAY}),
        8: (F.ASKED, {D.ZEROS_MENDED, D.RIGHT_TAKEN}),
        9: (F.ASKED, {D.ZEROS_MENDED, D.PROXY_TAKEN}),
        10: (F.LEFT_OUT, {D.NO_ENTRY}),
    }
    first = entry(found, 4)
    person = first.principal
    assert (person.name, person.kana) == ("青木 茂", "アオキ シゲル")
    assert person.address == "札幌市中央区 北一条西2丁目"
    assert person.phone == "0112112111 / 09012345678"
    assert (first.completed_on, first.outcome) == (date(2022, 4, 20), "応諾")
    assert entry(tried(desk, "coop.ods", YES), 9).completed_on is None


def test_inquiries_of_an_office_for_customers(desk: Office) -> None:
    found = tried(desk, "customer_voice.csv")
    assert found.plan.kind is LedgerKind.INQUIRIES
    assert found.plan.columns == (
        *(C.NUMBER, C.RECEIVED, C.CHANNEL, C.NAME, C.NAME_MORE, C.KANA, C.KANA_MORE),
        *(C.PHONE, C.PHONE_MORE, C.POSTAL_CODE, C.ADDRESS, C.SERVICE, C.KIND, C.SAID, C.ANSWER),
        *(C.COMPLETED, C.OUTCOME, None, C.CAUSE),
    )
    assert fates(found) == {
        3: (F.TAKEN, set()),
        4: (F.TAKEN, set()),
        5: (F.TAKEN, set()),
        6: (F.ASKED, {D.INQUIRY_TAKEN}),
        7: (F.ASKED, {D.NO_YEAR}),
        8: (F.ASKED, {D.CHANNEL_TAKEN, D.INQUIRY_TAKEN}),
        9: (F.REFUSED, {D.NOTHING_THERE, D.INQUIRY_TAKEN}),
    }
    (row,) = (each for each in found.rows if each.row == 3)
    assert isinstance(row.entry, InquiryRow)
    said = row.entry.said
    assert (said.name, said.kana, said.received_at) == ("相川 翼", "アイカワ ツバサ", "09:12")
    assert (said.channel, said.kind) == (Channel.TELEPHONE, InquiryKind.CONSULTATION)


@pytest.mark.parametrize("name", ["two_lines.xlsx", "school.ods", "call_centre.csv", "city.xlsx"])
def test_each_is_taken_and_taken_back(desk: Office, name: str) -> None:
    found = tried(desk, name, YES)
    _, id_ = importing.take(desk.supervisor, found)
    (record,) = importing.imports(desk.supervisor)
    assert record.carried + record.waiting == found.count(F.TAKEN)
    assert importing.proposed_plan(desk.supervisor, found.sheet).columns == found.plan.columns
    importing.take_back(desk.supervisor, id_)
    assert not desk.state.mail
