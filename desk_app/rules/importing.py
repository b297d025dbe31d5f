# SPDX-License-Identifier: MIT
"""An office's own ledger read row by row: its heading, its columns, and what each row says (K4).

Names and addresses stay as they are written. A day is taken where its cell or its text is one; a
number that may be a day, and a year without its era, are asked about and never taken in silence.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum
from pathlib import Path
from typing import TypeVar

from desk_app.records.application import Principal, Proxy, ProxyKind, Right
from desk_app.records.base import Fact
from desk_app.records.field import ADDRESS_LIMIT, LONG_LIMIT, NAME_LIMIT
from desk_app.records.importing import (
    ASKED_FIRST,
    COLUMNS_OF,
    TOLD_ONLY,
    CellFault,
    ImportAnswers,
    ImportColumn,
    ImportPlan,
    LedgerEntry,
    RawCell,
    RawRow,
    RawSheet,
    RowDoubt,
    RowFate,
    RowNote,
    TriedRow,
)
from desk_app.records.inquiries import Cause, Channel, InquiryKind
from desk_app.records.ledgers import LedgerKind
from desk_app.records.mail import MailKind
from desk_app.records.registers import DataMark, ProvisionKind
from desk_app.rules.days import eras
from desk_app.rules.writing.text import TextError, clean

HEADING_WITHIN = 30
"""The heading is one of so many rows: above it stand a title and a few words at most."""

_LEAST_HEADS = 2
_LEFT, _TITLE_COUNTS = 3, 3
_FIRST_SERIAL = date(1899, 12, 30)
"""Spreadsheets count days from here."""

_SERIALS = range(4_000, 110_000)
"""From 1910 to 2201: a smaller or larger number is no day that a ledger holds."""

_LENGTH_OF_SERIAL = 5
_SHOWN = 80
"""So many characters of a cell are shown in a report."""

_PARTS = re.compile(r"[、，,;；/／・\n]|\s+and\s+")
_BRACKETS = re.compile(r"[(\[【〔「][^)\]】〕」]*[)\]】〕」]")
_NO_LETTERS = re.compile(r"[\s:：*※・.。_\-]+")
_FIGURES = re.compile(r"[0-9]{1,2} *[./\-年] *[0-9]{1,2} *[./\-月] *[0-9]{1,2} *日?")
_POSTAL, _PHONE = 7, (9, 10)
_LINE_ENDS = re.compile(r"[\r\n\v\f\x85\u2028\u2029]+")

_LIMITS = {
    ImportColumn.ADDRESS: ADDRESS_LIMIT,
    ImportColumn.EMAIL: ADDRESS_LIMIT,
    ImportColumn.SCOPE: LONG_LIMIT,
    ImportColumn.SERVICE: LONG_LIMIT,
    ImportColumn.OUTCOME: LONG_LIMIT,
}

E = TypeVar("E", bound=Enum)


@dataclass(frozen=True, slots=True)
class ImportWords:
    """The words by which a ledger is read: heads, each with its rank for its column; what is asked.

    ``titles`` are what the sheet of a kind is called. Words of cells stand in the order in which
    they are looked for.
    """

    heads: Mapping[LedgerKind, Mapping[str, tuple[ImportColumn, int]]] = field(default_factory=dict)
    titles: Mapping[LedgerKind, tuple[str, ...]] = field(default_factory=dict)
    rights: tuple[tuple[str, Right], ...] = ()
    proxies: tuple[tuple[str, ProxyKind], ...] = ()
    kinds: tuple[tuple[str, MailKind], ...] = ()
    still_open: tuple[str, ...] = ()
    channels: tuple[tuple[str, Channel], ...] = ()
    inquiries: tuple[tuple[str, InquiryKind], ...] = ()
    causes: tuple[tuple[str, Cause], ...] = ()
    provisions: tuple[tuple[str, ProvisionKind], ...] = ()
    marks: tuple[tuple[str, DataMark], ...] = ()
    officer: tuple[str, ...] = ()
    no: tuple[str, ...] = ()


def load(path: Path) -> ImportWords:
    """Return the words of a file; raises KeyError, ValueError for names that nobody knows."""
    written = tomllib.loads(path.read_text("utf-8"))
    heads = {
        kind: {
            folded_head(word): (ImportColumn(column), rank)
            for column, words in written["columns"][kind.value].items()
            for rank, word in enumerate(words)
        }
        for kind in COLUMNS_OF
    }
    return ImportWords(
        heads=heads,
        titles={
            LedgerKind(kind): tuple(map(folded_head, words))
            for kind, words in written["titles"].items()
        },
        rights=_words(written["rights"], Right),
        proxies=_words(written["proxies"], ProxyKind),
        kinds=_words(written["kinds"], MailKind),
        still_open=tuple(written["open"]["words"]),
        channels=_words(written["channels"], Channel),
        inquiries=_words(written["inquiries"], InquiryKind),
        causes=_words(written["causes"], Cause),
        provisions=_words(written["provisions"], ProvisionKind),
        marks=_words(written["marks"], DataMark),
        officer=tuple(map(_plain, written["officer"]["words"])),
        no=tuple(map(_plain, written["no"]["words"])),
    )


def _words(written: Mapping[str, Sequence[str]], kind: type[E]) -> tuple[tuple[str, E], ...]:
    return tuple((_plain(word), kind(code)) for code, words in written.items() for word in words)


def folded_head(text: str) -> str:
    """Return a head as heads are compared: plain width, no blanks, nothing in brackets."""
    plain = _plain(text)
    bare = _NO_LETTERS.sub("", _BRACKETS.sub("", plain))
    return bare or _NO_LETTERS.sub("", plain)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()


# Where the heading stands, and what each column says.


Heads = Mapping[str, tuple[ImportColumn, int]]
"""The heads of one kind of ledger: each with its column, and its rank for that."""


def kind_of(sheet: RawSheet, words: ImportWords) -> LedgerKind:
    """Return of what a sheet is a ledger: the kind of which its heading names most columns.

    What the sheet or a row above its heading is called counts for as much as a few heads.
    """
    titles = [folded_head(sheet.name)]
    titles += [_head(cell) for row in sheet.rows[:HEADING_WITHIN] for cell in row[:_LEFT]]
    found: dict[LedgerKind, int] = {}
    for kind, heads in words.heads.items():
        most = max((_named(row, heads) for row in sheet.rows[:HEADING_WITHIN]), default=0)
        called = any(word in title for word in words.titles.get(kind, ()) for title in titles)
        found[kind] = most + (_TITLE_COUNTS if called and most >= _LEAST_HEADS else 0)
    return max(found, key=lambda kind: found[kind], default=LedgerKind.APPLICATIONS)


def heading_row(rows: Sequence[RawRow], heads: Heads) -> int | None:
    """Return the number of the row (from 1) that names most columns, the first of several.

    None where no row names two.
    """
    counts = [_named(row, heads) for row in rows[:HEADING_WITHIN]]
    most = max(counts, default=0)
    return counts.index(most) + 1 if most >= _LEAST_HEADS else None


def _named(row: RawRow, heads: Heads) -> int:
    return len({heads[head][0] for head in map(_head, row) if head in heads})


def guessed_columns(
    head: RawRow, offered: Heads, remembered: Mapping[str, ImportColumn | None]
) -> tuple[ImportColumn | None, ...]:
    """Return what each column says: as it was said of such a head before, or by its words.

    Of several heads for one column the one is taken that says it best; the others say nothing.
    """
    heads = [_head(cell) for cell in head]
    found: list[ImportColumn | None] = [remembered.get(each) for each in heads]
    taken = set(filter(None, found))
    offers = sorted(
        (offered[each][1], place)
        for place, each in enumerate(heads)
        if each in offered and each not in remembered
    )
    for _, place in offers:
        column = offered[heads[place]][0]
        if column not in taken:
            taken.add(column)
            found[place] = column
    return tuple(found)


def said_of(
    columns: Sequence[ImportColumn | None], place: int, item: ImportColumn | None
) -> tuple[ImportColumn | None, ...]:
    """Return the columns once a person said what one says; what it says, no other does (K4)."""
    said = [None if each is item else each for each in columns]
    said[place] = item
    return tuple(said)


def remembered_heads(
    head: RawRow, columns: Sequence[ImportColumn | None]
) -> Mapping[str, ImportColumn | None]:
    """Return what is to be remembered of the heads of a ledger that was taken."""
    named = ((_head(cell), column) for cell, column in zip(head, columns, strict=False))
    return {each: column for each, column in named if each}


def _head(cell: RawCell) -> str:
    return folded_head(cell) if isinstance(cell, str) else ""


def column_letter(column: int) -> str:
    """Return how a spreadsheet names a column that is counted from 0: A, Z, AA."""
    letters, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


# One row: what it says, and why it is taken, asked about or refused.


@dataclass(frozen=True, slots=True)
class ReadBy:
    """What rows are read with: how the sheet is laid out, the words, and the days that can be."""

    plan: ImportPlan
    words: ImportWords
    today: date
    earliest: date
    days: dict[str, date] = field(default_factory=dict, repr=False)
    """The days of texts that were read in this run: few days stand in many rows."""


def settled(row: TriedRow, answers: ImportAnswers) -> TriedRow:
    """Return a row with the fate that its notes and a person's answers give it."""
    fate = _fate(row, answers)
    entry = None if fate is RowFate.REFUSED else row.entry
    return TriedRow(row.row, fate, row.notes, entry)


def _fate(row: TriedRow, answers: ImportAnswers) -> RowFate:
    doubts = {note.doubt for note in row.notes} - TOLD_ONLY
    if doubts - ASKED_FIRST or row.entry is None:
        return RowFate.REFUSED
    of_row = answers.rows.get(row.row)
    said = {of_row if of_row is not None else answers.alike.get(doubt) for doubt in doubts}
    if False in said:
        return RowFate.LEFT_OUT
    return RowFate.ASKED if None in said else RowFate.TAKEN


def is_blank(cell: RawCell) -> bool:
    """Return whether nothing stands in a cell."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


class RowReader:
    """Reads one row of a ledger; what is to be said of it is collected in ``notes``."""

    limits: Mapping[ImportColumn, int] = {}
    """How long the texts of some columns may be, in code points; any other is as long as a name."""

    def __init__(self, row: RawRow, by: ReadBy) -> None:
        self._row = row
        self.by = by
        self._places = {
            column: place for place, column in enumerate(by.plan.columns) if column is not None
        }
        self.latest = by.today
        self.notes: list[RowNote] = []

    def look_for_faults(self) -> None:
        """Note each cell whose formula came to nothing."""
        for place, cell in enumerate(self._row):
            if isinstance(cell, CellFault) and place < len(self.by.plan.columns):
                self.notes.append(RowNote(RowDoubt.CELL_FAULT, place, cell.shown))

    # Cells as texts, numbers and days.

    def cell(self, column: ImportColumn) -> RawCell:
        """Return what stands in a column, None where the sheet has none of that kind."""
        place = self._places.get(column)
        return None if place is None or place >= len(self._row) else self._row[place]

    def text(self, column: ImportColumn) -> str:
        """Return the text of a column as it is written; what cannot be taken is noted."""
        cell = self.cell(column)
        if cell is None:
            return ""
        text, limit = written(cell), self.limits.get(column, NAME_LIMIT)
        if len(text) <= limit and text.isprintable():
            return text  # As nearly all are; nothing that is refused can be printed.
        if limit <= ADDRESS_LIMIT and _LINE_ENDS.search(text):
            self.note(RowDoubt.LINES_JOINED, column)
            text = _LINE_ENDS.sub(" ", text)
        return self._admitted(text, column, limit)

    def _admitted(self, text: str, column: ImportColumn, limit: int) -> str:
        try:
            return clean(text, limit=limit)
        except TextError as error:
            facts = {"why": error.code.value, "position": error.position}
            self.note(RowDoubt.TEXT_REFUSED, column, facts)
            return ""

    def number(self, column: ImportColumn, mend: Callable[[str], str]) -> str:
        """Return a number whose column says what it is, with the zeros that a sheet took."""
        text = self.text(column)
        mended = mend(text.strip())
        if mended and mended != text.strip():
            self.note(RowDoubt.ZEROS_MENDED, column, {"now": mended})
            return mended
        return text

    def day(self, column: ImportColumn) -> date | None:
        """Return the day of a column, None where there is none; a doubtful one is noted."""
        cell = self.cell(column)
        if is_blank(cell) or isinstance(cell, CellFault):
            return None
        if isinstance(cell, date):
            return cell
        text = unicodedata.normalize("NFKC", written(cell)).strip()
        days = self.by.days
        try:
            if text not in days:
                days[text] = eras.parse(_without_time(text))
        except eras.DateError:
            return self._doubtful_day(text, column)
        return days[text]

    def _doubtful_day(self, text: str, column: ImportColumn) -> date | None:
        """Return the day that a number or a year without its era may mean, and ask about it."""
        if text.isdecimal() and len(text) == _LENGTH_OF_SERIAL and int(text) in _SERIALS:
            day = _FIRST_SERIAL + timedelta(days=int(text))
            self.note(RowDoubt.SERIAL_DAY, column, {"day": day})
            return day
        if _FIGURES.fullmatch(text):
            offered = self._in_some_era(text)
            if offered is not None:
                self.note(RowDoubt.NO_ERA, column, {"day": offered})
                return offered
        self.note(RowDoubt.DAY_NOT_READ, column)
        return None

    def _in_some_era(self, text: str) -> date | None:
        """Return the day in the era that a person named, or the last one in which it has come."""
        named = self.by.plan.answers.era
        for letter in (named,) if named else tuple(era.letter for era in reversed(eras.ERAS)):
            try:
                day = eras.parse(letter + text)
            except eras.DateError:
                continue
            if day <= self.latest:
                return day
        return None

    def says_open(self, outcome: str) -> bool:
        """Return whether the words of an end say that there is none yet."""
        plain = _plain(outcome)
        return any(word in plain for word in self.by.words.still_open)

    def noted(self, column: ImportColumn) -> bool:
        """Return whether anything is noted of a column already."""
        place = self._places.get(column)
        return any(note.column == place and place is not None for note in self.notes)

    def note(
        self, doubt: RowDoubt, column: ImportColumn, facts: Mapping[str, Fact] | None = None
    ) -> None:
        """Note a doubt about what stands in a column."""
        place = self._places.get(column)
        read = written(self.cell(column))[:_SHOWN]
        self.notes.append(RowNote(doubt, place, read, facts or {}))


class ApplicationReader(RowReader):
    """Reads a row of a ledger of applications."""

    limits = _LIMITS

    def entry(self) -> LedgerEntry | None:
        """Return the entry, as far as a person's answers may make one of it; None where refused."""
        self.look_for_faults()
        received = self.day(ImportColumn.RECEIVED)
        if received is None and not self.noted(ImportColumn.RECEIVED):
            self.note(RowDoubt.NO_DAY, ImportColumn.RECEIVED)
        self.latest = received or self.by.today
        name = self.text(ImportColumn.NAME)
        if not name.strip() and not self.noted(ImportColumn.NAME):
            self.note(RowDoubt.NO_NAME, ImportColumn.NAME)
        principal = Principal(
            name=name,
            kana=self.text(ImportColumn.KANA),
            former_name=self.text(ImportColumn.FORMER_NAME),
            born=self.day(ImportColumn.BORN),
            postal_code=self.number(ImportColumn.POSTAL_CODE, postal_code),
            address=self.text(ImportColumn.ADDRESS),
            phone=self.number(ImportColumn.PHONE, phone),
            member_number=self.text(ImportColumn.MEMBER_NUMBER),
            email=self.text(ImportColumn.EMAIL),
        )
        if received is None:
            return None
        return self._whole(received, principal)

    def _whole(self, received: date, principal: Principal) -> LedgerEntry:
        self.latest = self.by.today
        completed = self.day(ImportColumn.COMPLETED)
        outcome = self.text(ImportColumn.OUTCOME)
        self._compare(received, completed, principal.born)
        if completed is None and outcome.strip() and not self.says_open(outcome):
            self.note(RowDoubt.NO_COMPLETION, ImportColumn.OUTCOME)
        return LedgerEntry(
            number=self.text(ImportColumn.NUMBER).strip(),
            received_on=received,
            principal=principal,
            proxy=self._proxy(),
            rights=self._rights(),
            scope=self.text(ImportColumn.SCOPE),
            service=self.text(ImportColumn.SERVICE),
            kind=self._kind(),
            completed_on=completed,
            outcome=outcome,
        )

    def _compare(self, received: date, completed: date | None, born: date | None) -> None:
        today, earliest = self.by.today, self.by.earliest
        for column, day in (
            (ImportColumn.RECEIVED, received),
            (ImportColumn.COMPLETED, completed),
        ):
            if day is not None and day > today:
                self.note(RowDoubt.DAY_IN_FUTURE, column)
        if received < earliest:
            self.note(RowDoubt.DAY_TOO_EARLY, ImportColumn.RECEIVED, {"first": earliest})
        if completed is not None and completed < received:
            self.note(RowDoubt.DAYS_TURNED, ImportColumn.COMPLETED)
        if born is not None and born > received:
            self.note(RowDoubt.DAYS_TURNED, ImportColumn.BORN)

    # Words that stand for something.

    def _rights(self) -> tuple[Right, ...]:
        found: list[Right] = []
        text = self.text(ImportColumn.RIGHTS)
        for part in _PARTS.split(text) if text else ():
            if not part.strip():
                continue
            right = first_in(part, self.by.words.rights)
            if right is None:
                self.note(RowDoubt.RIGHT_UNKNOWN, ImportColumn.RIGHTS)
            elif right in found:
                self.note(RowDoubt.RIGHT_TWICE, ImportColumn.RIGHTS)
            else:
                found.append(right)
        return tuple(found)

    def _proxy(self) -> Proxy | None:
        name = self.text(ImportColumn.PROXY)
        if not name.strip():
            return None
        said = self.text(ImportColumn.PROXY_KIND)
        kind = first_in(said, self.by.words.proxies)
        if kind is None:
            self.note(RowDoubt.PROXY_UNKNOWN, ImportColumn.PROXY_KIND)
            return None
        return Proxy(kind, name)

    def _kind(self) -> MailKind:
        found = first_in(self.text(ImportColumn.HOW), self.by.words.kinds)
        return MailKind.OTHER if found is None else found


def written(cell: RawCell) -> str:
    """Return a cell as text: a whole number without a point, a day as ISO writes it."""
    if cell is None or isinstance(cell, CellFault):
        return ""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, date):
        return cell.isoformat()
    return str(int(cell)) if isinstance(cell, int) or cell.is_integer() else str(cell)


_TIME = re.compile(r"[ T]+[0-9]{1,2}[:時][0-9]{2}(?:[:分][0-9]{0,2}(?:\.[0-9]+)?秒?)?\Z")


def _without_time(text: str) -> str:
    return _TIME.sub("", text)


def first_in(text: str, words: Sequence[tuple[str, E]]) -> E | None:
    """Return what the first of some words means that stands in a text; None where none does."""
    plain = _plain(text) if text else ""
    return next((code for word, code in words if plain and word in plain), None)


def postal_code(text: str) -> str:
    """Return a postal code of which a sheet took the zeros in front: 60017 is 0060017."""
    short = text.isascii() and text.isdecimal() and _LEAST_POSTAL <= len(text) < _POSTAL
    return text.zfill(_POSTAL) if short else text


_LEAST_POSTAL = 5
"""The first code of all is 001-0000: a sheet leaves at least five figures of it."""


def phone(text: str) -> str:
    """Return a telephone number of which a sheet took the zero in front: 312345678."""
    figures = text.isascii() and text.isdecimal() and not text.startswith("0")
    return f"0{text}" if figures and len(text) in _PHONE else text
