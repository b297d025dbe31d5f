# SPDX-License-Identifier: MIT
"""Ledgers as XLSX and CSV: words are text whatever stands in them, and no cell is a formula."""

from __future__ import annotations

import csv
import io
import os
import re
from datetime import date, datetime
from pathlib import Path
from tempfile import mkstemp
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from desk_app.desk.errors import BadInput, NotADesk
from desk_app.records.desk.safekeeping import FolderDoubt
from desk_app.store.disk.faults import is_folder, is_taken, is_there, told
from desk_app.store.disk.places import is_synced
from desk_app.store.disk.small_files import PART, flush_folder
from desk_app.system.chosen import here

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from xlsxwriter.worksheet import Worksheet

    from desk_app.records.books.ledgers import Ledger, LedgerCell


LONGEST = 32_767
"""So many UTF-16 units can stand in a cell of a spreadsheet."""

NOTE_SIGN = "※"
"""Stands before what is said below a ledger of all of it."""

CUT = "…"
"""Stands at the end of a text that was too long for a cell."""

_BYTE_ORDER_MARK = "\ufeff"
_FIRST_CHARACTERS = "=+\\-@\t\r\n"
_DANGEROUS = re.compile(f"'*[{_FIRST_CHARACTERS}]")
_GUARDED = re.compile(f"'+[{_FIRST_CHARACTERS}]")
_HALVES = re.compile("[\ud800-\udfff]")
_HIGH_HALF, _LAST_HIGH_HALF = 0xD800, 0xDBFF
_OURS = "desk-app-"
"""What a part file's name begins with; that of the ledger may be as long as a name can be."""
_A4 = 9
_SHEET_NAME = 31
"""So long may the name of a sheet be."""

_FIRST_YEAR = 1900
_DAY_NOUGHT, _NO_SUCH_DAY = date(1899, 12, 31), 60
_SHEET = "xl/worksheets/sheet1.xml"
_BODY: dict[str, object] = {"valign": "top"}
_SUMS: dict[str, object] = {"bold": True}
_WRITTEN = ("@", "#,##0", "yyyy-mm-dd")
"""How text, numbers and days are written, in the order of `_Looks`."""
_LOOK = re.compile(r'<c r="[A-Z]+[0-9]+" s="([0-9]+)"/>')
_EXTENT = re.compile(r"<dimension [^>]*/>")
_ESCAPES = re.compile(r"(_x[0-9a-fA-F]{4}_)")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
"""What no XML holds, and the carriage return, which it would not keep."""


class WorkbookSheets:
    """Writes ledgers to files (a ``desk.ports.Sheets``)."""

    def doubts(self, path: Path) -> tuple[FolderDoubt, ...]:
        """Return what speaks against a place for a file; raises BadInput where one cannot be made.

        A file that is there is never overwritten.
        """
        if is_taken(path):
            raise BadInput("file_there_already", place="file")
        if not is_folder(path.parent):
            raise BadInput("no_such_folder", place="file")
        return (FolderDoubt.SYNCED,) if is_synced(path.parent) else ()

    def write_xlsx(self, ledger: Ledger, path: Path, at: datetime) -> None:
        """Write a new file of a spreadsheet; raises BadInput where one is, DiskFull."""
        write_new(path, xlsx(ledger, at))

    def write_csv(self, ledger: Ledger, path: Path, *, cp932: bool = False) -> None:
        """Write a new file of lines; raises BadInput where one is, or for a sign; DiskFull."""
        write_new(path, in_cp932(ledger) if cp932 else comma_separated(ledger))

    def must_be_in_cp932(self, ledger: Ledger) -> None:
        """Raise BadInput with the row and the sign that cp932 has not, where there is one."""
        in_cp932(ledger)

    def write_pages(self, pages: bytes, path: Path) -> None:
        """Write a new file of pages; raises BadInput where one is, DiskFull."""
        write_new(path, pages)


def xlsx(ledger: Ledger, at: datetime) -> bytes:
    """Return a ledger as a workbook of one sheet, made in memory alone, dated ``at``.

    XlsxWriter makes all of it but the rows: it would hold every cell until the end, or write them
    to a temporary file as they stand. The rows go one by one into the compressed sheet.
    """
    buffer = io.BytesIO()
    with ZipFile(io.BytesIO(_frame(ledger, at))) as made, ZipFile(buffer, "w") as book:
        for part in made.infolist():
            said = made.read(part)
            copied = ZipInfo(part.filename, part.date_time)
            copied.compress_type = ZIP_DEFLATED
            with book.open(copied, "w") as out:
                if part.filename == _SHEET:
                    for piece in _sheet(said.decode("utf-8"), ledger):
                        out.write(piece.encode("utf-8"))
                else:
                    out.write(said)
    return buffer.getvalue()


def _frame(ledger: Ledger, at: datetime) -> bytes:
    """Return the workbook with its head, and a row of each kind of cells in place of its own."""
    from xlsxwriter import Workbook  # noqa: PLC0415  most starts export nothing

    buffer = io.BytesIO()
    with Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"title": ledger.title, "created": at.replace(tzinfo=None)})
        sheet = book.add_worksheet(ledger.title[:_SHEET_NAME])
        dark = {"bold": True, "bg_color": "#EFEFEF", "border": 1, "num_format": "@"}
        head = book.add_format(dark)
        for column, width in enumerate(ledger.widths):
            sheet.set_column(column, column, width)
        for column, text in enumerate(ledger.head):
            sheet.write_string(0, column, text, head)
        for row, look in enumerate((_BODY, _SUMS), start=1):
            for column, written in enumerate(_WRITTEN):
                made = book.add_format({**look, "num_format": written})
                sheet.write_blank(row, column, None, made)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(ledger.rows), len(ledger.head) - 1)
        _lay_out_pages(sheet)
    return buffer.getvalue()


def _sheet(frame: str, ledger: Ledger) -> Iterator[str]:
    """Yield the sheet: the frame's, with the rows of the ledger in place of its own."""
    from xlsxwriter.utility import xl_col_to_name  # noqa: PLC0415  most starts export nothing

    before, rows, after = frame.partition('<row r="2"')
    rows, end, after = (rows + after).partition("</sheetData>")
    names = [xl_col_to_name(column) for column in range(len(ledger.head))]
    body, sums = (_Looks(*_LOOK.findall(each)) for each in rows.split("</row>")[:2])
    last = len(ledger.rows) + 1 + bool(ledger.sums) + bool(ledger.note)
    yield _EXTENT.sub(f'<dimension ref="A1:{names[-1]}{last}"/>', before, count=1)
    number = 1
    for number, cells in enumerate(ledger.rows, start=2):
        yield _row(number, names, cells, body)
    if ledger.sums:
        number += 1
        yield _row(number, names, ledger.sums, sums)
    if ledger.note:
        yield _row(number + 1, names, (NOTE_SIGN + ledger.note,), body)
    yield end + after


def comma_separated(ledger: Ledger) -> bytes:
    """Return a ledger as UTF-8 with its mark, as spreadsheets expect it, every cell in quotes."""
    return (_BYTE_ORDER_MARK + _lines(ledger)).encode("utf-8")


def in_cp932(ledger: Ledger) -> bytes:
    """Return the same as older programs of Windows read it.

    Nothing is written otherwise than it stands: raises BadInput with the row, counted below the
    head, and the sign that cannot be said.
    """
    for number, row in enumerate((ledger.head, *ledger.rows)):
        try:
            "".join(_whole(row)).encode("cp932")
        except UnicodeEncodeError as error:
            sign = str(error.object)[error.start]
            raise BadInput("not_in_cp932", {"row": number, "sign": sign}, place="file") from None
    return _lines(ledger).encode("cp932")


def _lines(ledger: Ledger) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows(guarded(_whole(row)) for row in (ledger.head, *ledger.rows))
    if ledger.note:
        # As many cells as any other line, so that no reader takes it for a broken one.
        writer.writerow([NOTE_SIGN + ledger.note, *[""] * (len(ledger.head) - 1)])
    return text.getvalue()


def cell_text(text: str) -> str:
    """Return a text as a cell can hold it: cut where it is too long, half a character marked."""
    if not text.isascii():
        text = _HALVES.sub("\ufffd", text)
    if 2 * len(text) <= LONGEST:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= 2 * LONGEST:
        return text
    kept = units[: 2 * (LONGEST - 1)]
    if _HIGH_HALF <= int.from_bytes(kept[-2:], "little") <= _LAST_HIGH_HALF:
        kept = kept[:-2]
    return kept.decode("utf-16-le") + CUT


def guarded(cells: Iterable[str]) -> list[str]:
    """Return cells no spreadsheet takes for a formula: a leading apostrophe where one could be."""
    return [f"'{cell}" if _DANGEROUS.match(cell) else cell for cell in cells]


def unguarded(cells: Iterable[str]) -> list[str]:
    """Return cells as they were before ``guarded``: telephone numbers survive both."""
    return [cell[1:] if _GUARDED.match(cell) else cell for cell in cells]


def _whole(row: Iterable[LedgerCell]) -> list[str]:
    """Return cells as lines hold them: numbers in figures, days as 2026-11-25."""
    return [_HALVES.sub("\ufffd", str(cell)) for cell in row]


def _lay_out_pages(sheet: Worksheet) -> None:
    """Let a printed ledger have all its columns on each page of A4, under its head."""
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&C&P / &N")


class _Looks(NamedTuple):
    """Which looks of the workbook text, numbers and days have in the cells of a row."""

    text: str
    number: str
    day: str


def _row(number: int, names: Sequence[str], cells: Sequence[LedgerCell], looks: _Looks) -> str:
    """Return a row as a sheet holds it."""
    said = (
        _cell(f"{name}{number}", value, looks) for name, value in zip(names, cells, strict=False)
    )
    return f'<row r="{number}">{"".join(said)}</row>'


def _cell(place: str, value: LedgerCell, looks: _Looks) -> str:
    """Return a cell: a number or a day as such, all else as text that is no formula."""
    if isinstance(value, int):
        return f'<c r="{place}" s="{looks.number}"><v>{value}</v></c>'
    if isinstance(value, date):
        # A spreadsheet knows no day before 1900.
        if value.year >= _FIRST_YEAR:
            return f'<c r="{place}" s="{looks.day}"><v>{_serial(value)}</v></c>'
        value = value.isoformat()
    text = cell_text(value)
    if not text:
        return f'<c r="{place}" s="{looks.text}"/>'
    said = escape(_CONTROLS.sub(_told, _ESCAPES.sub(r"_x005F\1", text)))
    return (
        f'<c r="{place}" s="{looks.text}" t="inlineStr">'
        f'<is><t xml:space="preserve">{said}</t></is></c>'
    )


def _told(sign: re.Match[str]) -> str:
    """Return a sign that no XML holds, as spreadsheets write it."""
    return f"_x{ord(sign[0]):04X}_"


def _serial(on: date) -> int:
    """Return the number of a day: 1 is the first of 1900, to spreadsheets a leap year."""
    days = (on - _DAY_NOUGHT).days
    return days + (days >= _NO_SUCH_DAY)


def write_new(path: Path, content: bytes) -> None:
    """Write a new file durably; what cannot be finished is taken away.

    It has its name once it is whole: who is ended in between leaves a part file, and no ledger that
    only looks like one.
    """
    with told():
        try:
            handle, name = mkstemp(PART, _OURS, path.parent)
        except (FileNotFoundError, NotADirectoryError):
            raise BadInput("no_such_folder", place="file") from None
        part = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            _take_free_name(part, path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        flush_folder(path.parent)


def _take_free_name(part: Path, path: Path) -> None:
    """Give a file a name that nothing has; raises BadInput where something has it."""
    try:
        path.hardlink_to(part)
    except FileExistsError:
        raise BadInput("file_there_already", place="file") from None
    except OSError:
        # A disk that knows no second names.
        if is_there(path):
            raise BadInput("file_there_already", place="file") from None
        try:
            here().files.move(part, path)
        except FileNotFoundError:
            # The file is there: what is not is a place for this name, as for one too long.
            raise NotADesk("no_place") from None
    else:
        part.unlink()
