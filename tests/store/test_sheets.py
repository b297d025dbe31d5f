# SPDX-License-Identifier: MIT
"""T23, T29: ledgers as XLSX and CSV hold text as it was, no formula, no markup; nothing is lost."""

from __future__ import annotations

import csv
import errno
import io
import os
import tempfile
import tracemalloc
from datetime import UTC, date, datetime
from pathlib import Path
from unittest.mock import Mock

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from desk_app.desk.errors import BadInput
from desk_app.records.books.ledgers import Ledger
from desk_app.records.desk.safekeeping import FolderDoubt
from desk_app.store.ledgers import workbooks
from desk_app.store.ledgers.workbooks import (
    CUT,
    LONGEST,
    WorkbookSheets,
    cell_text,
    guarded,
    unguarded,
)
from tests.store.reading_sheets import cells_of, parts
from tests.workbench.processes import is_private

AT = datetime(2026, 11, 25, 5, 0, tzinfo=UTC)
HOSTILE = (
    "=1+1",
    '=HYPERLINK("https://example.org","x")',
    "+81-3-1234-5678",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "'=1",
    "''",
    "{=1}",
    "<r><t>bold</t></r>",
    "<r><b/>&amp;</r>",
    "<r></r>",
    "&lt;b&gt;",
    "]]>",
    "https://example.org",
    "mailto:a@example.org",
    "internal:Sheet1!A1",
    "0123",
    "1e5",
    "2026-11-25",
    "TRUE",
    "_x0041_",
    "_x005F_",
    "\x00\x01\x1f",
    "a\r\nb",
    " leading and trailing ",
    "\ufffe\uffff",
    "𠮷\U000e0101髙﨑",
    "\u202eabc",
    "",
)


def ledger(*cells: str) -> Ledger:
    return Ledger("表", tuple(f"h{n}" for n, _ in enumerate(cells)), (cells,), (10,) * len(cells))


def lines_of(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("text", HOSTILE, ids=repr)
def test_a_workbook_gives_every_text_back_and_holds_no_formula(text: str) -> None:
    content = workbooks.xlsx(ledger(text, "next"), AT)
    assert cells_of(content) == [["h0", "h1"], [text, "next"]]
    files = parts(content)
    assert b"<f>" not in files["xl/worksheets/sheet1.xml"]
    assert b"hyperlink" not in files["xl/worksheets/sheet1.xml"]
    assert not [name for name in files if "externalLink" in name or name.endswith(".bin")]


def test_a_printed_ledger_has_all_columns_on_the_page_under_their_head() -> None:
    files = parts(workbooks.xlsx(ledger("a", "b"), AT))
    page = files["xl/worksheets/sheet1.xml"]
    assert b'paperSize="9"' in page
    assert b'orientation="landscape"' in page
    assert b'fitToHeight="0"' in page
    assert b"_xlnm.Print_Titles" in files["xl/workbook.xml"]


def test_numbers_and_days_are_such_in_a_workbook_and_sums_stand_below() -> None:
    days = (date(2026, 11, 25), date(1899, 12, 31))
    table = Ledger("表", ("n", "d", "e"), ((1_200, *days), (-1, *days)), (8,) * 3, (1_199, "", ""))
    content = workbooks.xlsx(table, AT)
    row = [1_200, 46_351, "1899-12-31"]
    assert cells_of(content)[1:] == [row, [-1, *row[1:]], [1_199, "", ""]]
    assert lines_of(workbooks.comma_separated(table))[1] == ["1200", "2026-11-25", "1899-12-31"]


def test_what_was_left_out_is_said_below_the_rows() -> None:
    table = Ledger("表", ("n", "d"), ((1, ""),), (8,) * 2, (1, ""), note="氏名なし")
    assert cells_of(workbooks.xlsx(table, AT))[-2:] == [[1, ""], ["※氏名なし"]]
    assert lines_of(workbooks.comma_separated(table))[-1] == ["※氏名なし", ""]
    assert workbooks.in_cp932(table).decode("cp932").endswith('"※氏名なし",""\r\n')


@given(st.lists(st.text(max_size=40), min_size=1, max_size=4))
@example(["<r><t>", "x</t></r>"])
@settings(max_examples=60, deadline=None)
def test_any_text_survives_a_workbook(texts: list[str]) -> None:
    assert cells_of(workbooks.xlsx(ledger(*texts), AT))[1] == texts


def test_a_reader_of_spreadsheets_reads_words_numbers_and_days() -> None:
    days = (date(1900, 1, 1), date(1900, 2, 28), date(1900, 3, 1), date(2026, 11, 25))
    rows = tuple((f" {place} <&> 𠮷\n", place, day) for place, day in enumerate(days))
    content = workbooks.xlsx(Ledger("表", ("語", "数", "日"), rows, (9, 9, 9), ("計", 6, "")), AT)
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
    head, *read, sums = sheet.to_python()
    assert head == ["語", "数", "日"]
    # Before March 1900 spreadsheets count a day that was none, and the reader does not.
    assert [tuple(row) for row in read][2:] == [(text, float(n), day) for text, n, day in rows[2:]]
    assert sums[:2] == ["計", 6.0]


def test_a_workbook_of_many_rows_takes_no_more_memory_than_its_bytes() -> None:
    def peak(count: int) -> int:
        rows = tuple(
            (f"{row} 東京都", *(f"{row} {place}" for place in range(9))) for row in range(count)
        )
        ledger = Ledger("表", tuple("一二三四五六七八九十"), rows, (9,) * 10)
        tracemalloc.start()
        content = workbooks.xlsx(ledger, AT)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most - 2 * len(content)

    few, many = peak(200), peak(2_000)
    assert many < few + 200_000


@pytest.mark.parametrize("text", HOSTILE, ids=repr)
def test_no_line_of_a_csv_begins_a_formula_and_reading_it_gives_the_text_back(text: str) -> None:
    (_, cells) = lines_of(workbooks.comma_separated(ledger(text, "next")))
    assert not cells[0].startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert unguarded(cells) == [text, "next"]


@given(st.lists(st.text(alphabet=st.sampled_from("'=+-@\t\r\n0a"), max_size=5)))
def test_a_guard_is_taken_off_again(cells: list[str]) -> None:
    assert unguarded(guarded(cells)) == cells


def test_only_what_could_be_a_formula_is_guarded() -> None:
    assert guarded(["03-1234-5678", "+81-3", "R8-0001", "'x", "－1", "a=1"]) == [
        "03-1234-5678",
        "'+81-3",
        "R8-0001",
        "'x",
        "－1",
        "a=1",
    ]


def test_a_text_too_long_for_a_cell_is_cut_and_says_so() -> None:
    assert cell_text("a" * LONGEST) == "a" * LONGEST
    assert cell_text("a" * (LONGEST + 1)) == "a" * (LONGEST - 1) + CUT
    wide = cell_text("𠮷" * LONGEST)
    assert wide == "𠮷" * ((LONGEST - 1) // 2) + CUT
    for first, last in (("\U00010000", "\U0010ffff"), ("\U0010ffff", "\U00010000")):
        halved = "a" * (LONGEST - 2) + first + last
        assert cell_text(halved) == "a" * (LONGEST - 2) + CUT
    for whole in ("\ud7ff", "\ue000"):
        assert cell_text("a" * (LONGEST - 2) + whole * 3) == "a" * (LONGEST - 2) + whole + CUT
    assert len(str(cells_of(workbooks.xlsx(ledger("=" + "𠮷" * 40_000), AT))[1][0])) > 16_000


def test_half_a_character_is_marked_in_both() -> None:
    assert cells_of(workbooks.xlsx(ledger("a\ud842"), AT))[1] == ["a\ufffd"]
    assert lines_of(workbooks.comma_separated(ledger("a\ud842")))[1] == ["a\ufffd"]


def test_equal_ledgers_give_equal_bytes_and_no_file_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse = Mock(side_effect=AssertionError("a temporary file"))
    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    assert workbooks.xlsx(ledger("氏名"), AT) == workbooks.xlsx(ledger("氏名"), AT)


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
def test_a_new_file_is_its_owner_s_alone_and_never_overwritten(tmp_path: Path, name: str) -> None:
    path = tmp_path / name

    def write() -> None:
        if path.suffix == ".csv":
            WorkbookSheets().write_csv(ledger("x"), path)
        else:
            WorkbookSheets().write_xlsx(ledger("x"), path, AT)

    write()
    first = path.read_bytes()
    assert is_private(path)
    for attempt in (write, lambda: WorkbookSheets().doubts(path)):
        with pytest.raises(BadInput) as caught:
            attempt()
        assert caught.value.code == "file_there_already"
    assert path.read_bytes() == first


def test_who_is_ended_while_writing_leaves_no_file_that_looks_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Ended(BaseException):
        """As by a kill: the part file stays."""

    ended = Mock(side_effect=Ended)
    path = tmp_path / "journal.csv"
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", ended)
        patch.setattr(Path, "unlink", lambda *_, **__: None)
        with pytest.raises(Ended):
            WorkbookSheets().write_csv(ledger("x"), path)
    assert [part.suffix for part in tmp_path.iterdir()] == [".part"]
    WorkbookSheets().write_csv(ledger("x"), path)
    assert path.exists()


def test_a_disk_without_second_names_has_the_file_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = Mock(side_effect=PermissionError(errno.EPERM, "no links"))
    monkeypatch.setattr(os, "link", refused)
    path = tmp_path / "journal.csv"
    WorkbookSheets().write_csv(ledger("x"), path)
    with pytest.raises(BadInput, match="file_there_already"):
        WorkbookSheets().write_csv(ledger("y"), path)
    assert [each.name for each in tmp_path.iterdir()] == ["journal.csv"]


@pytest.mark.posix(why="Wine says that it made a link, and makes none")
def test_a_link_that_leads_nowhere_is_no_place_for_a_file(tmp_path: Path) -> None:
    (tmp_path / "link.csv").symlink_to(tmp_path / "elsewhere.csv")
    with pytest.raises(BadInput):
        WorkbookSheets().doubts(tmp_path / "link.csv")
    with pytest.raises(BadInput):
        WorkbookSheets().write_csv(ledger("x"), tmp_path / "link.csv")
    assert not (tmp_path / "elsewhere.csv").exists()


@pytest.mark.parametrize("name", ["OneDrive - 会社", "Dropbox", "iCloudDrive", "Google Drive"])
def test_a_folder_that_is_copied_elsewhere_is_warned_of(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name / "台帳"
    folder.mkdir(parents=True)
    assert WorkbookSheets().doubts(folder / "a.csv") == (FolderDoubt.SYNCED,)
    assert WorkbookSheets().doubts(tmp_path / "a.csv") == ()


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as caught:
        WorkbookSheets().doubts(tmp_path / "no" / "a.csv")
    assert caught.value.code == "no_such_folder"
