# SPDX-License-Identifier: MIT
"""Reading a spreadsheet or a file of lines, in the process that `ledger_files` starts for it.

Whoever made the file may have meant harm: sizes are summed before anything is unpacked, memory is
bounded before the first byte is read, and what ends this process ends nothing else.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import zipfile
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any

from desk_app.desk.errors import BadInput, NotFound
from desk_app.records.base import CellFault
from desk_app.store.ledgers import xls_faults

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from desk_app.records.base import Fact, RawCell

MOST_BYTES = 200 * 1024 * 1024
"""No ledger of an office is a larger file."""

MOST_UNPACKED = 1024 * 1024 * 1024
MOST_RATIO = 200
"""So many times its packed size a member may have; a sheet of one repeated word has a hundred."""

SMALL = 16 * 1024 * 1024
"""What is no more than this unpacked may be packed as tightly as it likes."""

MOST_MEMBERS = 10_000
MOST_CELLS = 20_000_000
MOST_COLUMNS = 1_000
MOST_ROWS = 1_048_576
_MOST_SHEETS = 200
"""So many sheets are looked at for a heading."""

_LONGEST_HEAD = 200
MOST_MEMORY = 2 * 1024 * 1024 * 1024
"""Of addresses; what is used stays far below."""

MOST_SECONDS = 60
"""Of work; whoever waits waits no longer either."""

ROWS_AT_ONCE = 1_000
_PACKED = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BEGINNING = 8192
_DIMENSION = re.compile(rb"<(?:\w+:)?dimension\s[^<>]*?ref=\"([^\"]{1,40})\"")
_CORNER = re.compile(r"([A-Z]{1,3})([0-9]{1,7})\Z")
_FAULTY = re.compile(
    rb"<(?:\w+:)?c\s[^>]{0,200}?\br=\"([A-Z]{1,3})([0-9]{1,7})\"[^>]{0,200}?\bt=\"e\"[^>]{0,200}?>"
    rb"(?:(?!</(?:\w+:)?c>).){0,2000}?<(?:\w+:)?v>([^<]{1,20})</",
    re.DOTALL,
)
_FAULT_WORDS = re.compile(r"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!)|Err:[0-9]{3}")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s([^<>]*)>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s([^<>]*)>")
_ATTRIBUTE = re.compile(rb"(?<![\w:])([\w:]+)=\"([^\"]*)\"")
_LETTERS = 26
_NO_CP932 = re.compile("[\x80\xa0\uf8f0-\uf8f3]")


@dataclass(frozen=True, slots=True)
class ReadLedger:
    """A sheet as rows of cells that JSON can carry, with the names of all sheets.

    Rows are made one by one as they are taken: whoever takes them meets what is wrong with them.
    """

    sha256: str
    sheets: list[str]
    name: str
    rows: Iterator[list[Any]]


def read_ledger(path: Path, sheet: str) -> ReadLedger:
    """Return a sheet of a file, the first where none is named.

    Raises BadInput for what cannot be read or is more than is taken, NotFound for another sheet;
    so do its rows.
    """
    content = _content(path)
    sha256 = hashlib.sha256(content).hexdigest()
    if content.startswith((_PACKED, _COMPOUND)):
        names, name, rows = _workbook(content, sheet)
    else:
        if sheet:
            raise NotFound("no_such_sheet", place="sheet")
        names, name = [], ""
        rows = _lines(content, "\t" if path.suffix.lower() in {".tsv", ".tab"} else ",")
    return ReadLedger(sha256, names, name, ([carried(cell) for cell in row] for row in rows))


def beginnings(path: Path, rows: int) -> dict[str, list[list[Any]]]:
    """Return the first rows of each sheet, as JSON can carry them; none of what cannot be read.

    Raises BadInput where the file is none that is taken.
    """
    import python_calamine as calamine  # noqa: PLC0415  of this work alone

    content = _content(path)
    if not content.startswith((_PACKED, _COMPOUND)):
        return {}
    book, names = _opened(content, calamine)
    return {name: _beginning(content, book, names, name, rows) for name in names[:_MOST_SHEETS]}


def _beginning(
    content: bytes,
    book: Any,  # noqa: ANN401  the library's book
    names: list[str],
    name: str,
    rows: int,
) -> list[list[Any]]:
    try:
        faults = _looked_through(content, names, name)
        read = book.get_sheet_by_name(name)
        _must_be_small(read.total_height, read.total_width)
        return [
            [_shortened(carried(cell)) for cell in row]
            for row in islice(_cells(read, faults), rows)
        ]
    except MemoryError:
        raise
    except BaseException:  # noqa: BLE001  the library panics with a kind of its own
        return []


def _shortened(cell: object) -> object:
    return cell[:_LONGEST_HEAD] if isinstance(cell, str) else cell


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError:
        raise BadInput("file_unreadable", place="file") from None
    if len(content) > MOST_BYTES:
        raise BadInput("ledger_too_large", place="file")
    if not content:
        raise BadInput("ledger_empty", place="file")
    return content


# Workbooks: XLSX, XLSM, ODS, XLS. Macros are never looked at; a formula is its last value.


def _workbook(content: bytes, sheet: str) -> tuple[list[str], str, Iterable[list[RawCell]]]:
    import python_calamine as calamine  # noqa: PLC0415  of this work alone

    book, names = _opened(content, calamine)
    name = _chosen(names, sheet)
    try:
        faults = _looked_through(content, names, name)
        read = book.get_sheet_by_name(name)
    except (BadInput, MemoryError):
        raise
    except BaseException:  # noqa: BLE001  the library panics with a kind of its own
        raise BadInput("ledger_broken", place="file") from None
    height, width = read.total_height, read.total_width
    _must_be_small(height, width)
    return names, name, _cells(read, faults)


def _opened(content: bytes, calamine: Any) -> tuple[Any, list[str]]:  # noqa: ANN401  the library
    """Return a workbook and the names of its sheets."""
    if content.startswith(_PACKED):
        _must_be_bounded(content)
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        return book, list(book.sheet_names)
    except calamine.PasswordError:
        raise BadInput("ledger_locked", place="file") from None
    except MemoryError:
        raise
    except BaseException:  # noqa: BLE001  the library panics with a kind of its own
        raise BadInput("ledger_broken", place="file") from None


def _chosen(names: list[str], sheet: str) -> str:
    if not names:
        raise BadInput("ledger_broken", place="file")
    if sheet and sheet not in names:
        raise NotFound("no_such_sheet", place="sheet")
    return sheet or names[0]


def _must_be_bounded(content: bytes) -> None:
    """Sum what an archive says it holds, before anything of it is unpacked; raises BadInput."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, UnicodeDecodeError):
        raise BadInput("ledger_broken", place="file") from None
    if len(members) > MOST_MEMBERS:
        raise BadInput("ledger_too_large", place="file")
    total = sum(each.file_size for each in members)
    tight = any(
        each.file_size > SMALL and each.file_size > MOST_RATIO * max(each.compress_size, 1)
        for each in members
    )
    # Members that lie over one another are packed once and unpacked many times.
    overlaid = sum(each.compress_size for each in members) > len(content)
    if total > MOST_UNPACKED or tight or overlaid:
        raise BadInput("ledger_too_large", place="file")


def _must_be_small(height: int, width: int) -> None:
    if height > MOST_ROWS or width > MOST_COLUMNS or height * width > MOST_CELLS:
        raise BadInput("ledger_too_large", place="file")


def _looked_through(content: bytes, names: list[str], name: str) -> dict[tuple[int, int], str]:
    """Look at a sheet of a workbook before its cells are made; return its error cells.

    The reader gives an empty cell in the place of one whose formula failed. Raises BadInput where
    the sheet says it is larger than any that is taken.
    """
    if not content.startswith(_PACKED):
        return xls_faults.faults(content, names.index(name))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        member = _member_of(archive, names.index(name))
        if member is None:
            return {}
        text = archive.read(member)
    if found := _DIMENSION.search(text, 0, _BEGINNING):
        corner = _CORNER.search(found[1].decode("ascii", "replace"))
        if corner:
            _must_be_small(int(corner[2]), _column(corner[1]) + 1)
    return {
        (int(row) - 1, _column(column.decode())): shown.decode("ascii", "replace")
        for column, row, shown in _FAULTY.findall(text)
        if int(row)
    }


def _member_of(archive: zipfile.ZipFile, place: int) -> str | None:
    """Return the member in which a sheet of an XLSX lies, by its place; None of other workbooks."""
    names = set(archive.namelist())
    book, relations = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
    if not {book, relations} <= names:
        return None
    sheets = [_attributes(each) for each in _SHEET.findall(archive.read(book))]
    if place >= len(sheets):
        return None
    wanted = next((value for key, value in sheets[place].items() if key.endswith(":id")), "")
    for each in map(_attributes, _RELATION.findall(archive.read(relations))):
        if each.get("Id") == wanted:
            target = each.get("Target", "")
            member = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
            return member if member in names else None
    return None


def _attributes(written: bytes) -> dict[str, str]:
    found = _ATTRIBUTE.findall(written)
    return {
        key.decode("utf-8", "replace"): value.decode("utf-8", "replace") for key, value in found
    }


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number - 1


def _cells(read: Any, faults: dict[tuple[int, int], str]) -> Iterator[list[RawCell]]:  # noqa: ANN401  the library's sheet
    """Yield the rows from the first row and column of the sheet on."""
    start = read.start
    if start is None:
        return
    left = start[1]
    rows_with_faults = {row for row, _ in faults}
    for number, row in enumerate(read.iter_rows()):
        cells: list[RawCell] = [None] * left + [_cell(value) for value in row]
        if number in rows_with_faults:
            _put_faults(cells, number, faults)
        yield cells


def _put_faults(cells: list[RawCell], row: int, faults: dict[tuple[int, int], str]) -> None:
    for (of, column), shown in faults.items():
        if of == row and column < MOST_COLUMNS:
            cells += [None] * (column + 1 - len(cells))
            cells[column] = CellFault(shown)


def _cell(value: object) -> RawCell:
    """Return a cell as it is told of: a moment is its day, a time of day how it is written."""
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, time | timedelta):
        return str(value)
    if isinstance(value, bool | int | float | date):
        return value
    return None


def _text(value: str) -> RawCell:
    if not value:
        return None
    return CellFault(value) if value[0] in "#E" and _FAULT_WORDS.fullmatch(value) else value


# Files of lines: the byte order mark decides, then strict UTF-8, then strict cp932: no guess.


def _lines(content: bytes, delimiter: str) -> Iterator[list[RawCell]]:
    text = decoded(content)
    csv.field_size_limit(1024 * 1024)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    cells = 0
    try:
        for number, row in enumerate(reader, 1):
            cells += len(row)
            if number > MOST_ROWS or len(row) > MOST_COLUMNS or cells > MOST_CELLS:
                raise BadInput("ledger_too_large", place="file")
            yield [_text(value) for value in row]
    except csv.Error:
        raise BadInput("ledger_line_broken", {"row": reader.line_num}, place="file") from None


def decoded(content: bytes) -> str:
    """Return the text of a file of lines; raises BadInput with the first byte nobody can read."""
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if content.startswith(mark):
            return _in(content, encoding)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _in_cp932(content)


def _in_cp932(content: bytes) -> str:
    """Return a text of older programs; five bytes of it stand for nothing, though they decode."""
    text = _in(content, "cp932")
    if found := _NO_CP932.search(text):
        position = len(text[: found.start()].encode("cp932"))
        raise _no_text(content, position)
    return text


def _in(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise _no_text(content, error.start) from None


def _no_text(content: bytes, position: int) -> BadInput:
    facts: dict[str, Fact] = {"byte": f"{content[position]:02X}", "position": position + 1}
    return BadInput("ledger_not_text", facts, place="file")


# Cells on their way between the two processes.


def carried(cell: RawCell) -> object:
    """Return a cell as JSON carries it."""
    if isinstance(cell, date):
        return {"day": cell.isoformat()}
    if isinstance(cell, CellFault):
        return {"fault": cell.shown}
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 2**53:
        return int(cell)
    return cell


def arrived(cell: Any) -> RawCell:  # noqa: ANN401  what JSON holds
    """Return a cell that was carried."""
    if isinstance(cell, dict):
        if "day" in cell:
            return date.fromisoformat(cell["day"])
        return CellFault(cell["fault"])
    found: RawCell = cell
    return found
