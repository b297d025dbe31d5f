# SPDX-License-Identifier: MIT
"""An office's file read by another process: every form, and what is refused before it does harm."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from desk_app.desk.errors import BadInput, Cancelled, NotFound
from desk_app.records.base import CellFault, RawRow
from desk_app.store.ledgers import ledger_files, ledger_reading, xls_faults
from desk_app.store.ledgers.ledger_files import LocalLedgers
from desk_app.store.ledgers.ledger_reading import read_ledger
from tests.fakes.world import HEAD_WORDS
from tests.workbench.older_workbook import Cells, Failed, older_workbook

LEDGERS = LocalLedgers(HEAD_WORDS)
ROWS: tuple[RawRow, ...] = (
    ("番号", "受付日", "氏名"),
    (12, date(2023, 4, 3), "髙橋 𠮷郎"),
    (None, 45019, CellFault("#DIV/0!")),
)


def workbook(path: Path, name: str = "受付簿", more: str = "") -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet(name)
        day = book.add_format({"num_format": "yyyy/m/d"})
        sheet.write_row(0, 0, ["番号", "受付日", "氏名"])
        sheet.write_number(1, 0, 12)
        sheet.write_datetime(1, 1, date(2023, 4, 3), day)
        sheet.write_string(1, 2, "髙橋 𠮷郎")
        sheet.write_number(2, 1, 45019)
        sheet.write_formula(2, 2, "=1/0", None, "#DIV/0!")
        if more:
            book.add_worksheet(more).write_string(1, 1, "別")
    return path


def refused(path: Path, code: str) -> BadInput:
    with pytest.raises(BadInput) as caught:
        LEDGERS.read(path)
    assert caught.value.code == code
    return caught.value


def lines(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def test_a_workbook_is_read_from_its_first_row_and_column_on(tmp_path: Path) -> None:
    read = LEDGERS.read(workbook(tmp_path / "a.xlsx", more="控え"))
    assert (read.name, read.sheets) == ("受付簿", ("受付簿", "控え"))
    assert read.rows == ROWS
    other = LEDGERS.read(tmp_path / "a.xlsx", "控え")
    assert other.rows[-1] == (None, "別")
    assert other.sha256 == read.sha256
    with pytest.raises(NotFound):
        LEDGERS.read(tmp_path / "a.xlsx", "ない")


def test_what_a_file_is_called_says_nothing(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx").rename(tmp_path / "a.xlsm")
    assert LEDGERS.read(path).rows == ROWS
    assert LEDGERS.read(path.rename(tmp_path / "a.csv")).rows == ROWS


def test_an_open_document_is_read_with_its_faults(tmp_path: Path) -> None:
    cells = (
        '<table:table-cell office:value-type="string"><text:p>氏名</text:p></table:table-cell>'
        '<table:table-cell office:value-type="date" office:date-value="2023-04-03"/>'
        '<table:table-cell office:value-type="string"><text:p>#N/A</text:p></table:table-cell>'
    )
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for short, name in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    content = (
        f"<office:document-content {names}><office:body><office:spreadsheet>"
        f'<table:table table:name="表"><table:table-row>{cells}</table:table-row></table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
        archive.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{manifest}"></m:manifest>')
    read = LEDGERS.read(tmp_path / "a.ods")
    assert read.rows == (("氏名", date(2023, 4, 3), CellFault("#N/A")),)


def test_an_older_workbook_is_read_with_its_faults(tmp_path: Path) -> None:
    other: Cells = {(0, 0): "別", (1, 1): Failed(0x17)}
    cells: Cells = {
        (0, 0): "番号",
        (0, 1): "氏名",
        (1, 0): 12.0,
        (1, 1): Failed(0x07),
        (2, 0): Failed(0x2A, formula=True),
        (2, 1): "林",
        **{(3 + row, 0): "髙橋 𠮷郎" * 5 for row in range(60)},
    }
    path = tmp_path / "a.xls"
    path.write_bytes(older_workbook([("受付簿", cells), ("控え", other)]))
    read = LEDGERS.read(path)
    assert (read.name, read.sheets) == ("受付簿", ("受付簿", "控え"))
    assert read.rows[:3] == (
        ("番号", "氏名"),
        (12, CellFault("#DIV/0!")),
        (CellFault("#N/A"), "林"),
    )
    assert len(read.rows) == 63
    assert LEDGERS.read(path, "控え").rows == (("別", None), (None, CellFault("#REF!")))


def test_an_older_workbook_of_which_nothing_can_be_followed_is_refused() -> None:
    whole = older_workbook([("受付簿", {(0, 0): "番号"})])
    for content in (whole[:600], whole.replace("Workbook".encode("utf-16-le"), bytes(16))):
        with pytest.raises(ValueError, match="no workbook"):
            xls_faults.faults(content, 0)
    with pytest.raises(ValueError, match="no workbook"):
        xls_faults.faults(whole, 1)
    # A chain that leads round in a circle ends.
    circle = bytearray(whole)
    circle[512 + 4 * 3 : 512 + 4 * 4] = (2).to_bytes(4, "little")
    assert xls_faults.faults(bytes(circle), 0) == {}


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", b"\xef\xbb\xbf"),
        ("cp932", b""),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
    ],
)
def test_lines_are_read_in_the_encodings_that_offices_use(
    tmp_path: Path, encoding: str, mark: bytes
) -> None:
    text = '番号,氏名\r\n1,"髙橋, 一"\r\n,"二行\nある"\r\n'
    read = read_ledger(lines(tmp_path / "a.csv", mark + text.encode(encoding)), "")
    assert list(read.rows) == [["番号", "氏名"], ["1", "髙橋, 一"], [None, "二行\nある"]]
    assert (read.sheets, read.name) == ([], "")


def test_lines_with_tabs_are_read_by_the_name_of_their_file(tmp_path: Path) -> None:
    read = LEDGERS.read(lines(tmp_path / "a.tsv", "番号\t氏名\n1\t林,静\n".encode()))
    assert read.rows == (("番号", "氏名"), ("1", "林,静"))


def test_what_is_no_text_is_refused_with_its_byte(tmp_path: Path) -> None:
    error = refused(
        lines(tmp_path / "a.csv", "番号,".encode("cp932") + b"\xff\n"), "ledger_not_text"
    )
    assert error.facts == {"byte": "FF", "position": 6}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("氏名,林\n".encode() + "高橋\n".encode("cp932"), "ledger_not_text"),
        (b"\xef\xbb\xbf\xff", "ledger_not_text"),
        (b"", "ledger_empty"),
        (b'a,"b\n', "ledger_line_broken"),
        (b"PK\x03\x04 and nothing else", "ledger_broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "ledger_broken"),
        (b"," * (ledger_reading.MOST_COLUMNS + 1), "ledger_too_large"),
    ],
)
def test_what_is_no_ledger_is_refused(tmp_path: Path, content: bytes, code: str) -> None:
    with pytest.raises(BadInput) as caught:
        list(read_ledger(lines(tmp_path / "a.csv", content), "").rows)
    assert caught.value.code == code


def test_a_file_that_is_not_there_or_is_a_folder_is_refused(tmp_path: Path) -> None:
    refused(tmp_path / "none.xlsx", "file_unreadable")
    with pytest.raises(BadInput, match="file_unreadable"):
        read_ledger(tmp_path, "")


def changed(path: Path, change: Callable[[str, bytes], bytes], to: Path) -> Path:
    """Write a workbook again with members changed."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return to


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    more = b" " * (ledger_reading.SMALL + 1)

    def swell(name: str, content: bytes) -> bytes:
        return content + more if name.endswith("sheet1.xml") else content

    bomb = changed(workbook(tmp_path / "a.xlsx"), swell, tmp_path / "bomb.xlsx")
    assert ledger_reading.MOST_RATIO * bomb.stat().st_size < len(more)
    refused(bomb, "ledger_too_large")


def test_a_sheet_that_says_it_is_endless_is_refused_before_its_cells(tmp_path: Path) -> None:
    def stretch(name: str, content: bytes) -> bytes:
        if not name.endswith("sheet1.xml"):
            return content
        return content.replace(b'ref="A1:C3"', b'ref="A1:XFD1048576"')

    path = changed(workbook(tmp_path / "a.xlsx"), stretch, tmp_path / "b.xlsx")
    refused(path, "ledger_too_large")


def test_two_cells_at_the_ends_of_a_sheet_end_no_more_than_the_reader(tmp_path: Path) -> None:
    """What it says of its size may be a lie: the reader's memory is bounded."""

    def stretch(name: str, content: bytes) -> bytes:
        return content.replace(b'r="C3"', b'r="XFD1048576"').replace(
            b'<row r="3"', b'<row r="1048576"'
        )

    path = changed(workbook(tmp_path / "a.xlsx"), stretch, tmp_path / "b.xlsx")
    with pytest.raises(BadInput) as caught:
        LEDGERS.read(path)
    assert caught.value.code in {"ledger_too_large", "ledger_broken"}


def test_members_over_one_another_are_refused() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a", b"x" * 100)
        first = archive.infolist()[0]
        archive.filelist += [first] * 50  # One member, named again and again.
    with pytest.raises(BadInput):
        ledger_reading._must_be_bounded(content.getvalue())


class _Stopped:
    cancelled = True

    def report(self, done: int, total: int) -> None:
        """Say nothing."""


def test_a_reading_is_stopped_by_whoever_waits_or_by_the_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook(tmp_path / "a.xlsx")
    with pytest.raises(Cancelled):
        LEDGERS.read(path, progress=_Stopped())
    monkeypatch.setattr(ledger_files, "MOST_SECONDS", -1)
    refused(path, "ledger_takes_too_long")


def test_each_sheet_of_a_workbook_is_begun_and_what_cannot_be_read_has_no_rows(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("表紙").write_string(0, 0, "長" * 300)
        long = book.add_worksheet("処理簿")
        for row in range(100):
            long.write_row(row, 1, ("番号", row))
        book.add_worksheet("末").write_string(1_048_575, 16_383, "端")
    begun = LEDGERS.beginnings(path)
    assert list(begun) == ["表紙", "処理簿", "末"]
    assert begun["表紙"] == (("長" * 200,),)
    assert begun["処理簿"] == tuple((None, "番号", row) for row in range(30))
    assert begun["末"] == ()
    assert LEDGERS.beginnings(lines(tmp_path / "a.csv", b"a,b\n")) == {}
    with pytest.raises(BadInput) as caught:
        LEDGERS.beginnings(lines(tmp_path / "b.xlsx", b"PK\x03\x04 nothing"))
    assert caught.value.code == "ledger_broken"


def test_rows_are_made_as_they_are_taken(tmp_path: Path) -> None:
    """A hundred thousand of them never lie in the reader's memory beside the sheet."""
    rows = read_ledger(lines(tmp_path / "a.csv", b'a,b\nc,d\n"e'), "").rows
    assert [next(rows), next(rows)] == [["a", "b"], ["c", "d"]]
    with pytest.raises(BadInput) as caught:
        next(rows)
    assert (caught.value.code, caught.value.facts) == ("ledger_line_broken", {"row": 3})
