# SPDX-License-Identifier: MIT
"""Where texts of applicants go out, each held against the record: pages, tables, lists, search."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree as ET

from PySide6.QtCore import Qt
from PySide6.QtGui import Qt as Gui
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from desk_app import bootstrap
from desk_app.cli.exit_codes import Exit
from desk_app.cli.pdf_text import text_of
from desk_app.desk.errors import LetterStopped
from desk_app.letters import page, render
from desk_app.letters.samples import samples
from desk_app.records.letters import DecisionBody
from desk_app.records.pages import DayLine, Ledger
from desk_app.records.people import DeskProfile, Language
from desk_app.store import workbooks
from tests.letters import ledger_samples, own_samples
from tests.robustness.forks import ROOT

AT = datetime(2026, 11, 25, tzinfo=UTC)
ON_ONE_LETTER = 20
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ESCAPED = re.compile("_x([0-9A-F]{4})_")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_POINT = re.compile(r"U\+([0-9A-F]{4,6})")
_DOING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What does something on a terminal, or turns the order of what is read."""

_ENVELOPE = ROOT / "tests" / "unit" / "cli" / "envelopes" / "E1.json"
_WHITE = re.compile(r"\s+")


def ledger_of(texts: Iterable[str]) -> Ledger:
    """Return a ledger with one row for each text, which stands in each of its two cells."""
    return Ledger("表", ("一", "二"), tuple((text, text) for text in texts), (20, 20))


def wrong_in_workbook(texts: Sequence[str]) -> tuple[int, int]:
    """Return how many texts a workbook gives back otherwise, and how many formulas it holds."""
    content = workbooks.xlsx(ledger_of(texts), AT)
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        page = book.read("xl/worksheets/sheet1.xml")
        strings = [_cell(item) for item in _parsed(book.read("xl/sharedStrings.xml"))]
    formulas = page.count(b"<f>") + page.count(b"<hyperlink")
    read = []
    for row in list(_parsed(page).iter(f"{_MAIN}row"))[1:]:
        values = [cell.find(f"{_MAIN}v") for cell in row]
        read.append([_value(row[at], each, strings) for at, each in enumerate(values)])
    wanted = [[workbooks.cell_text(text)] * 2 for text in texts]
    return sum(a != b for a, b in zip(read, wanted, strict=True)), formulas


def _parsed(content: bytes) -> ET.Element:
    return ET.fromstring(content)  # noqa: S314  a part of our own file


def _cell(item: ET.Element) -> str:
    text = "".join(each.text or "" for each in item.iter(f"{_MAIN}t"))
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def _value(cell: ET.Element, value: ET.Element | None, strings: Sequence[str]) -> str:
    if value is None:
        return ""
    return strings[int(value.text or "")] if cell.get("t") == "s" else f"no text: {value.text}"


def wrong_in_lines(texts: Sequence[str]) -> tuple[int, int]:
    """Return how many texts a CSV gives back otherwise, and how many cells begin as formulas."""
    content = workbooks.comma_separated(ledger_of(texts)).decode("utf-8-sig")
    _, *rows = csv.reader(io.StringIO(content, newline=""))
    formulas = sum(cell.startswith(_FORMULA) for row in rows for cell in row)
    halves = re.compile("[\ud800-\udfff]")
    wanted = [[halves.sub("\ufffd", text)] * 2 for text in texts]
    read = [workbooks.unguarded(row) for row in rows]
    return sum(a != b for a, b in zip(read, wanted, strict=True)), formulas


def wrong_on_letters(texts: Sequence[str]) -> tuple[int, int, int]:
    """Return how many texts letters give back otherwise, how many they print, how many stop."""
    return _wrong_on_pages(texts, _letter)


def wrong_on_own_pages(texts: Sequence[str]) -> tuple[int, int, int]:
    """Return the same of the desk's own pages, where its people and its house are called so."""
    return _wrong_on_pages(texts, _own_pages)


def wrong_on_ledgers(texts: Sequence[str]) -> tuple[int, int, int]:
    """Return the same of the ledgers on paper, where applicants and notes are called so."""
    return _wrong_on_pages(texts, _ledgers)


def _wrong_on_pages(
    texts: Sequence[str], read_back: Callable[[Sequence[str]], str]
) -> tuple[int, int, int]:
    """Hold texts against the pages they were set on.

    Many stand on one page; one that stops names its characters, and is set without them.
    """
    wrong = printed = 0
    missing = set[str]()
    for first in range(0, len(texts), ON_ONE_LETTER):
        some = _without(texts[first : first + ON_ONE_LETTER], missing)
        read = ""
        while some and not read:
            try:
                read = read_back(some)
            except LetterStopped as error:
                points = {chr(int(each, 16)) for each in _POINT.findall(str(error.facts))}
                if not points - missing:
                    raise
                missing |= points
                some = _without(some, missing)
        printed += len(some)
        wrong += sum(not _stands(text, read) for text in some)
    return wrong, printed, len(texts) - printed


def _without(texts: Sequence[str], missing: set[str]) -> list[str]:
    """Return the texts that hold none of the characters known to stop a letter."""
    return [text for text in texts if not missing & set(text)]


def _stands(text: str, read: str) -> bool:
    """Whether a text stands in what was read back, wherever its lines were broken."""
    return _WHITE.sub("", _between(text)) in _WHITE.sub("", read)


def _letter(texts: Sequence[str]) -> str:
    facts = dict(samples(Language.JA))["L5-PR-G5"]
    body = facts.body
    assert isinstance(body, DecisionBody)
    facts = replace(facts, body=replace(body, facts="\n".join(map(_between, texts))))
    return text_of(render(facts))


def _own_pages(texts: Sequence[str]) -> str:
    """Return what stands on the sheet of a day; nothing where another page says its names wrongly.

    The day names everybody; the others name the first as a person who acted, or as the house.
    """
    first, people = texts[0], [_between(text) for text in texts]
    house = replace(DeskProfile(), company_ja=people[0])
    day, disposal = own_samples.day(Language.JA), own_samples.disposal(Language.JA)
    others = (
        replace(disposal, names=dict.fromkeys(disposal.names, people[0])),
        replace(own_samples.drill(Language.JA), profile=house),
        replace(own_samples.recovery(Language.JA), profile=house),
    )
    if not all(_stands(first, text_of(page(each))) for each in others):
        return _NOTHING_RIGHT
    return text_of(page(replace(day, lines=tuple(DayLine(who, "印刷", 1) for who in people))))


def _ledgers(texts: Sequence[str]) -> str:
    """Return what stands in the ledger of applications; nothing where the stamp book is wrong.

    The ledger names everybody as principal; the book names the first in a note.
    """
    first, people = texts[0], [_between(text) for text in texts]
    book = ledger_samples.stamps(Language.JA)
    rows = tuple(replace(row, note=people[0]) for row in book.month.rows[:3])
    book = replace(book, month=replace(book.month, rows=rows))
    if not _stands(first, text_of(page(book))):
        return _NOTHING_RIGHT
    ledger = ledger_samples.applications(Language.JA, len(people))
    named = zip(ledger.rows, people, strict=True)
    rows_of_people = tuple(replace(row, principal=name) for row, name in named)
    return text_of(page(replace(ledger, rows=rows_of_people)))


_NOTHING_RIGHT = "-"


def _between(text: str) -> str:
    return f"始{text}終"


def wrong_in_answers(texts: Sequence[str]) -> tuple[int, int]:
    """Return how many texts ``desk-app check`` prints otherwise, and how many it prints.

    A name on the form that differs from the one on the paper is printed; on a terminal no sign of
    it may do anything.
    """
    envelope = json.loads(_ENVELOPE.read_bytes())
    wrong = printed = 0
    with TemporaryDirectory() as folder:
        path = Path(folder, "envelope.json")
        for text in texts:
            envelope["applications"][0]["principal"]["name"] = text
            path.write_text(json.dumps(envelope), encoding="ascii")
            told, complained = io.StringIO(), io.StringIO()
            with contextlib.redirect_stdout(told), contextlib.redirect_stderr(complained):
                code = bootstrap.command_line(["check", str(path)])
            if code == Exit.DONE:
                printed += 1
                wrong += text not in told.getvalue()
            wrong += bool(_DOING.search(told.getvalue() + complained.getvalue()))
    return wrong, printed


def stands_on(page: QWidget, text: str) -> bool:
    """Whether a text stands, whole and unchanged, in a label or a field of a page."""
    return any(
        text in widget.text()
        for widget in page.findChildren(QWidget)
        if isinstance(widget, QLabel | QLineEdit)
    )


def markup_read() -> list[str]:
    """Return the labels of the window that could read their text as markup."""
    return [
        type(widget).__name__
        for widget in QApplication.allWidgets()
        if isinstance(widget, QLabel)
        and widget.textFormat() is not Qt.TextFormat.PlainText
        and Gui.mightBeRichText(widget.text())
    ]
