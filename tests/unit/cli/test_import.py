# SPDX-License-Identifier: MIT
"""``desk-app import`` on a real desk: tried, reported, taken, refused, each with its exit code."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from desk_app.bootstrap import SampleHouse, Surroundings, caretaker, rulebook_path
from desk_app.bootstrap.commands import LazyFormPress
from desk_app.cli.commands import Tools, run
from desk_app.desk.rows import Filter, ListOrder
from desk_app.records.books.journal import Action
from desk_app.store.disk import places
from desk_app.store.disk.machine import SystemClock
from desk_app.store.vault.slots import SAMPLE_COST
from tests.fakes.making import DAY
from tests.fakes.real_store import OFFICER, Place, copy_to, place_in
from tests.store.reading_sheets import cells_of

pytestmark = pytest.mark.once(under="second")

NAME = "目印佐藤"
LINES = f"""開示等請求受付簿,,,,,
番号,受付日,氏名,請求種別,結果,完了日
17-003,令和5年4月3日,{NAME},開示,全部開示,R5.4.20
17-004,45019,林 静,訂正,訂正,R5.5.1
8-001,R8.10.20,高橋 一,開示,審査中,
,去年,?,,,
"""
ANSWERS = "[answers]\nserial_day = true\n"
Typed = Callable[..., tuple[int, str, str]]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A desk with nothing in it."""
    place = copy_to(place_in(tmp_path))
    places.name_key_folder(place.folder, place.keys)
    return place


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """An office's file."""
    path = tmp_path / "台帳.csv"
    path.write_bytes(LINES.encode("cp932"))
    return path


@pytest.fixture
def typed(place: Place, capsys: pytest.CaptureFixture[str]) -> Typed:
    """What a command typed at the desk ends with, and what it printed."""

    def type_(*words: str | Path) -> tuple[int, str, str]:
        reading, writing = os.pipe()
        os.write(writing, f"{OFFICER.name}\n{OFFICER.password}\n".encode())
        os.close(writing)
        tools = Tools(
            rulebook_path(),
            SystemClock().today,
            lambda _: {},
            SampleHouse(),
            caretaker(Surroundings(cost=SAMPLE_COST)),
            LazyFormPress(),
        )
        given = ["import", *map(str, words), "--desk", str(place.folder)]
        try:
            code = run([*given, "--password-fd", str(reading)], tools)
        except SystemExit as left:
            code = int(left.code or 0)
        out, err = capsys.readouterr()
        return code, out, err

    return type_


def counts(place: Place) -> tuple[int, int]:
    """How many applications there are, and how many entries say that a ledger was taken in."""
    store = place.open()
    window = store.queries.window(Filter(), ListOrder(), DAY)
    with store.reading() as books:
        noted = [e for e in books.journal.entries() if e.action is Action.LEDGER_IMPORTED]
    store.close()
    return len(window.ids), len(noted)


def test_a_dry_run_keeps_nothing_and_ends_with_12_while_rows_are_asked_about(
    typed: Typed, place: Place, ledger: Path, tmp_path: Path
) -> None:
    report = tmp_path / "report.xlsx"
    code, out, _ = typed(ledger, "--dry-run", "--report", report, "--json")
    said = json.loads(out)
    assert code == 12
    assert (said["heading"], said["taken"], said["asked"], said["refused"]) == (2, 2, 1, 1)
    assert said["questions"] == {"serial_day": 1}
    assert counts(place) == (0, 0)
    rows = cells_of(report.read_bytes())
    assert [row[1] for row in rows[1:]] == [3, 4, 5, 6]
    assert typed(ledger, "--dry-run", "--report", report)[0] == 2


def test_what_is_printed_names_nobody(typed: Typed, ledger: Path) -> None:
    code, out, err = typed(ledger, "--dry-run")
    assert code == 12
    assert "B4" in out
    assert NAME not in out + err
    assert "林" not in out + err


def test_a_ledger_is_taken_whole_once(typed: Typed, place: Place, ledger: Path) -> None:
    code, _, err = typed(ledger)
    assert (code, counts(place)) == (12, (0, 0)), err
    mapping = ledger.with_name("mapping.toml")
    mapping.write_text(ANSWERS, "utf-8")
    code, out, err = typed(ledger, "--mapping", mapping, "--json")
    assert code == 0, err
    said = json.loads(out)
    assert (said["carried"], said["import"]) == (2, 1)
    assert counts(place) == (2, 1)
    code, _, err = typed(ledger, "--mapping", mapping)
    assert (code, counts(place)) == (12, (2, 1)), err


WITHOUT_SENSE = (
    "[[",
    "nothing = 1",
    "heading = 99",
    'heading = "x"',
    "columns = 1",
    '[columns]\nA = "nobody"',
    '[columns]\nZZ = "name"',
    '[columns]\n"1" = "name"',
    "[answers]\nno_name = true",
    "[answers]\nno_era = 1",
    "[rows]\nx = true",
    'era = "X"',
    'era = ["R"]',
    "heading = true",
    "a = " + "[" * 5_000,
    "a = " + "9" * 5_000,
    "[columns]\nA = []",
    '[columns]\nA = ["name"]',
    f'[columns]\n{"A" * 5_000} = "name"',
    f"[rows]\n{'9' * 5_000} = true",
    "[rows]\n0 = true",
    "[rows]\n7 = true",
)


def test_a_mapping_that_says_nothing_is_refused(typed: Typed, place: Place, ledger: Path) -> None:
    mapping = ledger.with_name("mapping.toml")
    for written in WITHOUT_SENSE:
        mapping.write_text(written, "utf-8")
        code, _, err = typed(ledger, "--mapping", mapping)
        assert code == 2, written[:40]
        assert err.startswith("desk-app import: The file of the mapping cannot be read ("), err
        assert len(err) < 200
    assert counts(place) == (0, 0)


def test_columns_are_said_by_their_letters(typed: Typed, ledger: Path) -> None:
    mapping = ledger.with_name("mapping.toml")
    mapping.write_text('heading = 2\n[columns]\nD = "scope"\nE = ""\n', "utf-8")
    _, out, _ = typed(ledger, "--mapping", mapping, "--dry-run", "--json")
    said = json.loads(out)
    assert said["columns"] == ["number", "received", "name", "scope", "", "completed"]
    _, out, _ = typed(ledger, "--mapping", mapping, "--dry-run")
    assert "E（結果）" in out


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\xff\xff\xff", b'"'])
def test_what_cannot_be_read_ends_with_2(typed: Typed, ledger: Path, content: bytes) -> None:
    ledger.write_bytes(content)
    code, _, err = typed(ledger)
    assert code == 2
    assert err.startswith("desk-app import: ")


def test_a_sheet_that_is_not_there_ends_with_10(typed: Typed, ledger: Path) -> None:
    assert typed(ledger, "--sheet", "控え")[0] == 10


def test_an_import_is_taken_back_by_its_number(typed: Typed, place: Place, ledger: Path) -> None:
    mapping = ledger.with_name("mapping.toml")
    mapping.write_text(ANSWERS, "utf-8")
    assert typed(ledger, "--mapping", mapping)[0] == 0
    assert typed("--take-back", "7")[0] == 10
    assert typed("--take-back", "1")[0] == 0
    assert counts(place) == (0, 1)
    assert typed("--take-back", "1")[0] == 12
    assert typed()[0] == typed(ledger, "--take-back", "1")[0] == 2


def test_another_kind_of_ledger_is_told_or_named(typed: Typed, tmp_path: Path) -> None:
    path = tmp_path / "書庫.csv"
    path.write_text("管理部署,個人情報の名称,保管場所\n営業部,顧客名簿,書庫A\n", "utf-8")
    code, out, _ = typed(path, "--dry-run", "--json")
    said = json.loads(out)
    assert (code, said["ledger"], said["taken"]) == (0, "places", 1)
    code, _, _ = typed(path, "--ledger", "trainings")
    assert code == 2
    assert typed(path)[0] == 0
    assert typed("--take-back", "1")[0] == 0


def cover_and_years(path: Path, *years: str) -> Path:
    """A workbook with a cover before its years."""
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("表紙").write_string(0, 0, "開示請求 処理簿")
        for year in years:
            sheet = book.add_worksheet(year)
            sheet.write_row(0, 0, ("番号", "受付日", "氏名", "請求種別", "結果", "完了日"))
            sheet.write_row(1, 0, (f"{year}-1", "R5.4.3", NAME, "開示", "全部開示", "R5.4.20"))
    return path


def test_a_cover_in_front_is_passed_over_and_the_other_sheets_are_named(
    typed: Typed, place: Place, tmp_path: Path
) -> None:
    path = cover_and_years(tmp_path / "cover.xlsx", "R5年度")
    code, out, err = typed(path, "--dry-run", "--json")
    assert code == 0, err
    assert (json.loads(out)["sheet"], json.loads(out)["sheets"]) == ("R5年度", ["表紙", "R5年度"])
    assert "表紙" in typed(path, "--dry-run")[1]
    several = cover_and_years(tmp_path / "several.xlsx", "R4年度", "R5年度")
    code, _, err = typed(several, "--dry-run")
    assert (code, counts(place)) == (2, (0, 0))
    assert "R4年度" in err
    assert "R5年度" in err
    assert typed(several, "--dry-run", "--sheet", "R5年度")[0] == 0
