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
from desk_app.desk.importing import ImportTrial
from desk_app.records.importing import (
    ASKED_FIRST,
    ImportAnswers,
    ImportColumn,
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


def tried(desk: Office, name: str, answers: ImportAnswers | None = None) -> ImportTrial:
    """Read a file and try all of its rows."""
    read = LocalLedgers(HEAD_WORDS).read(FILES / name)
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
    assert [fate for fate, _ in fates(found).values()] == [
        *([F.TAKEN] * 4),
        *(F.ASKED, F.LEFT_OUT),
    ]
    first, open_ = entry(found, 3), entry(found, 5)
    assert first.principal.address == "東京都港区芝公園 1-2-3 芝ビル 4F"
    assert (first.received_on, first.completed_on) == (date(2025, 4, 1), date(2025, 4, 15))
    assert (open_.received_on, open_.completed_on) == (date(2025, 4, 3), None)


@pytest.mark.parametrize("name", ["two_lines.xlsx", "school.ods", "call_centre.csv"])
def test_each_is_taken_and_taken_back(desk: Office, name: str) -> None:
    found = tried(desk, name, YES)
    _, id_ = importing.take(desk.supervisor, found)
    (record,) = importing.imports(desk.supervisor)
    assert record.carried + record.waiting == found.count(F.TAKEN)
    assert importing.proposed_plan(desk.supervisor, found.sheet).columns == found.plan.columns
    importing.take_back(desk.supervisor, id_)
    assert not desk.state.mail
