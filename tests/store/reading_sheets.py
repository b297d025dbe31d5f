# SPDX-License-Identifier: MIT
"""Reads back what was written as a workbook, with nothing of what wrote it."""

from __future__ import annotations

import io
import re
import zipfile
from xml.etree import ElementTree as ET

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ESCAPED = re.compile("_x([0-9A-F]{4})_")


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return {name: book.read(name) for name in book.namelist()}


def cells_of(content: bytes) -> list[list[str | int]]:
    """The cells of the sheet as a spreadsheet reads them: escapes undone, runs joined.

    A number is one, a day the number of days a spreadsheet counts.
    """
    files = parts(content)
    strings = [
        _unescaped("".join(each.text or "" for each in item.iter(f"{MAIN}t")))
        for item in read(files["xl/sharedStrings.xml"])
    ]
    rows: list[list[str | int]] = []
    for row in read(files["xl/worksheets/sheet1.xml"]).iter(f"{MAIN}row"):
        cells: list[str | int] = []
        for cell in row:
            value = cell.find(f"{MAIN}v")
            written = None if value is None else int(value.text or "")
            if cell.get("t") == "inlineStr":
                said = "".join(each.text or "" for each in cell.iter(f"{MAIN}t"))
                cells.append(_unescaped(said))
            elif written is None:
                cells.append("")
            else:
                cells.append(strings[written] if cell.get("t") == "s" else written)
        rows.append(cells)
    return rows


def read(content: bytes) -> ET.Element:
    return ET.fromstring(content)  # noqa: S314  a part of our own file


def _unescaped(text: str) -> str:
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
