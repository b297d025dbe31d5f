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

from desk_app.desk.errors import BadInput
from desk_app.records.safekeeping import FolderDoubt
from desk_app.store.disk.faults import told
from desk_app.store.disk.places import is_synced
from desk_app.store.disk.small_files import PART, flush_folder
from desk_app.system.chosen import here

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from desk_app.records.ledgers import Ledger, LedgerCell


LONGEST = 32_767
"""So many UTF-16 units can stand in a cell of a spreadsheet."""

CUT = "…"
"""Stands at the end of a text that was too long for a cell."""

_BYTE_ORDER_MARK = "\ufeff"
_FIRST_CHARACTERS = "=+\\-@\t\r\n"
_DANGEROUS = re.compile(f"'*[{_FIRST_CHARACTERS}]")
_GUARDED = re.compile(f"'+[{_FIRST_CHARACTERS}]")
_HALVES = re.compile("[\ud800-\udfff]")
_NO_PLAIN = re.compile("[\ud800-\udfff]|<r>")
"""What keeps a text from standing in a cell as it is, but for its length."""
_HIGH_HALF, _LAST_HIGH_HALF = 0xD800, 0xDBFF
_OURS = "desk-app-"
"""What a part file's name begins with; that of the ledger may be as long as a name can be."""
_A4 = 9
_SHEET_NAME = 31
"""So long may the name of a sheet be."""

_FIRST_YEAR = 1900


class WorkbookSheets:
    """Writes ledgers to files (a ``desk.ports.Sheets``)."""

    def doubts(self, path: Path) -> tuple[FolderDoubt, ...]:
        """Return what speaks against a place for a file; raises BadInput where one cannot be made.

        A file that is there is never overwritten.
        """
        if path.exists() or path.is_symlink():
            raise BadInput("file_there_already", place="file")
        if not path.parent.is_dir():
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
    """Return a ledger as a workbook of one sheet, made in memory alone, dated ``at``."""
    from xlsxwriter import Workbook  # noqa: PLC0415  most starts export nothing

    buffer = io.BytesIO()
    with Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"title": ledger.title, "created": at.replace(tzinfo=None)})
        sheet = book.add_worksheet(ledger.title[:_SHEET_NAME])
        head = {"bold": True, "bg_color": "#EFEFEF", "border": 1}
        for column, width in enumerate(ledger.widths):
            sheet.set_column(column, column, width)
        _put_row(sheet, 0, ledger.head, _formats(book, head))
        body = _formats(book, {"valign": "top"})
        for row, cells in enumerate(ledger.rows, start=1):
            _put_row(sheet, row, cells, body)
        if ledger.sums:
            _put_row(sheet, len(ledger.rows) + 1, ledger.sums, _formats(book, {"bold": True}))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(ledger.rows), len(ledger.head) - 1)
        _lay_out_pages(sheet)
    return buffer.getvalue()


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


class _Formats(NamedTuple):
    """How text, numbers and days look in the cells of a row."""

    text: Format
    number: Format
    day: Format


def _formats(book: Workbook, look: dict[str, object]) -> _Formats:
    written = ("@", "#,##0", "yyyy-mm-dd")
    return _Formats(*(book.add_format({**look, "num_format": each}) for each in written))


def _put_row(sheet: Worksheet, row: int, cells: Sequence[LedgerCell], formats: _Formats) -> None:
    """Write the cells of a row; nearly always the whole row shows that each can stand as it is."""
    together = "".join(text for text in cells if isinstance(text, str))
    plain = 2 * len(together) <= LONGEST and _NO_PLAIN.search(together) is None
    for column, value in enumerate(cells):
        if isinstance(value, int):
            sheet.write_number(row, column, value, formats.number)
        elif isinstance(value, date):
            _put_day(sheet, (row, column), value, formats)
        elif plain:
            sheet.write_string(row, column, value, formats.text)
        else:
            _put(sheet, (row, column), cell_text(value), formats.text)


def _put_day(sheet: Worksheet, place: tuple[int, int], on: date, formats: _Formats) -> None:
    """Write a day; a spreadsheet knows none before 1900."""
    if on.year < _FIRST_YEAR:
        sheet.write_string(*place, on.isoformat(), formats.text)
    else:
        sheet.write_datetime(*place, datetime(on.year, on.month, on.day), formats.day)  # noqa: DTZ001 a day


def _put(sheet: Worksheet, place: tuple[int, int], text: str, kind: object) -> None:
    """Write one cell as text.

    XlsxWriter takes what begins and ends with the tags of a rich text for one, and writes it as it
    stands: such a text is handed over in three runs (no fewer are taken) with tags of its own.
    """
    if text.startswith("<r>") and text.endswith("</r>"):
        sheet.write_rich_string(*place, text[:1], text[1:2], text[2:], kind)
    else:
        sheet.write_string(*place, text, kind)


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
        if path.exists():
            raise BadInput("file_there_already", place="file") from None
        here().files.move(part, path)
    else:
        part.unlink()
