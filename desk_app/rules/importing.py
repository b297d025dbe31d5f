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
    TOLD_ONLY,
    CellFault,
    ImportAnswers,
    ImportColumn,
    ImportPlan,
    LedgerEntry,
    RawCell,
    RawRow,
    RowDoubt,
    RowFate,
    RowNote,
    TriedRow,
)
from desk_app.records.mail import MailKind
from desk_app.rules.days import eras
from desk_app.rules.writing.text import TextError, clean

HEADING_WITHIN = 30
"""The heading is one of so many rows: above it stand a title and a few words at most."""

_LEAST_HEADS = 2
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

    Words of cells stand in the order in which they are looked for.
    """

    heads: Mapping[str, tuple[ImportColumn, int]] = field(default_factory=dict)
    rights: tuple[tuple[str, Right], ...] = ()
    proxies: tuple[tuple[str, ProxyKind], ...] = ()
    kinds: tuple[tuple[str, MailKind], ...] = ()
    still_open: tuple[str, ...] = ()


def load(path: Path) -> ImportWords:
    """Return the words of a file; raises KeyError, ValueError for names that nobody knows."""
    written = tomllib.loads(path.read_text("utf-8"))
    heads = {
        folded_head(word): (ImportColumn(column), rank)
        for column, words in written["columns"].items()
        for rank, word in enumerate(words)
    }
    return ImportWords(
        heads=heads,
        rights=_words(written["rights"], Right),
        proxies=_words(written["proxies"], ProxyKind),
        kinds=_words(written["kinds"], MailKind),
        still_open=tuple(written["open"]["words"]),
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


def heading_row(rows: Sequence[RawRow], words: ImportWords) -> int | None:
    """Return the number of the row (from 1) that names most columns, the first of several.

    None where no row names two.
    """
    counts = [
        len({words.heads[head][0] for head in map(_head, row) if head in words.heads})
        for row in rows[:HEADING_WITHIN]
    ]
    most = max(counts, default=0)
    return counts.index(most) + 1 if most >= _LEAST_HEADS else None


def guessed_columns(
    head: RawRow, words: ImportWords, remembered: Mapping[str, ImportColumn | None]
) -> tuple[ImportColumn | None, ...]:
    """Return what each column says: as it was said of such a head before, or by its words.

    Of several heads for one column the one is taken that says it best; the others say nothing.
    """
    heads = [_head(cell) for cell in head]
    found: list[ImportColumn | None] = [remembered.get(each) for each in heads]
    taken = set(filter(None, found))
    offers = sorted(
        (words.heads[each][1], place)
        for place, each in enumerate(heads)
        if each in words.heads and each not in remembered
    )
    for _, place in offers:
        column = words.heads[heads[place]][0]
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


def tried(number: int, row: RawRow, by: ReadBy) -> TriedRow | None:
    """Return what becomes of a row, None where nothing stands in it; doubles are asked later."""
    if all(_is_blank(cell) for cell in row):
        return None
    reader = _RowReader(row, by)
    entry = reader.entry()
    return settled(TriedRow(number, RowFate.TAKEN, tuple(reader.notes), entry), by.plan.answers)


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


def _is_blank(cell: RawCell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


class _RowReader:
    """Reads one row; what is to be said of it is collected in ``notes``."""

    def __init__(self, row: RawRow, by: ReadBy) -> None:
        self._row = row
        self._by = by
        self._places = {
            column: place for place, column in enumerate(by.plan.columns) if column is not None
        }
        self._latest = by.today
        self.notes: list[RowNote] = []

    def entry(self) -> LedgerEntry | None:
        """Return the entry, as far as a person's answers may make one of it; None where refused."""
        self._look_for_faults()
        received = self._day(ImportColumn.RECEIVED)
        if received is None and not self._noted(ImportColumn.RECEIVED):
            self._note(RowDoubt.NO_DAY, ImportColumn.RECEIVED)
        self._latest = received or self._by.today
        name = self._text(ImportColumn.NAME)
        if not name.strip() and not self._noted(ImportColumn.NAME):
            self._note(RowDoubt.NO_NAME, ImportColumn.NAME)
        principal = Principal(
            name=name,
            kana=self._text(ImportColumn.KANA),
            former_name=self._text(ImportColumn.FORMER_NAME),
            born=self._day(ImportColumn.BORN),
            postal_code=self._number(ImportColumn.POSTAL_CODE, _postal_code),
            address=self._text(ImportColumn.ADDRESS),
            phone=self._number(ImportColumn.PHONE, _phone),
            member_number=self._text(ImportColumn.MEMBER_NUMBER),
            email=self._text(ImportColumn.EMAIL),
        )
        if received is None:
            return None
        return self._whole(received, principal)

    def _whole(self, received: date, principal: Principal) -> LedgerEntry:
        self._latest = self._by.today
        completed = self._day(ImportColumn.COMPLETED)
        outcome = self._text(ImportColumn.OUTCOME)
        self._compare(received, completed, principal.born)
        if completed is None and outcome.strip() and not self._says_open(outcome):
            self._note(RowDoubt.NO_COMPLETION, ImportColumn.OUTCOME)
        return LedgerEntry(
            number=self._text(ImportColumn.NUMBER).strip(),
            received_on=received,
            principal=principal,
            proxy=self._proxy(),
            rights=self._rights(),
            scope=self._text(ImportColumn.SCOPE),
            service=self._text(ImportColumn.SERVICE),
            kind=self._kind(),
            completed_on=completed,
            outcome=outcome,
        )

    def _look_for_faults(self) -> None:
        for place, cell in enumerate(self._row):
            if isinstance(cell, CellFault) and place < len(self._by.plan.columns):
                self.notes.append(RowNote(RowDoubt.CELL_FAULT, place, cell.shown))

    def _compare(self, received: date, completed: date | None, born: date | None) -> None:
        today, earliest = self._by.today, self._by.earliest
        for column, day in (
            (ImportColumn.RECEIVED, received),
            (ImportColumn.COMPLETED, completed),
        ):
            if day is not None and day > today:
                self._note(RowDoubt.DAY_IN_FUTURE, column)
        if received < earliest:
            self._note(RowDoubt.DAY_TOO_EARLY, ImportColumn.RECEIVED, {"first": earliest})
        if completed is not None and completed < received:
            self._note(RowDoubt.DAYS_TURNED, ImportColumn.COMPLETED)
        if born is not None and born > received:
            self._note(RowDoubt.DAYS_TURNED, ImportColumn.BORN)

    # Cells as texts, numbers and days.

    def _cell(self, column: ImportColumn) -> RawCell:
        place = self._places.get(column)
        return None if place is None or place >= len(self._row) else self._row[place]

    def _text(self, column: ImportColumn) -> str:
        cell = self._cell(column)
        if cell is None:
            return ""
        text, limit = written(cell), _LIMITS.get(column, NAME_LIMIT)
        if len(text) <= limit and text.isprintable():
            return text  # As nearly all are; nothing that is refused can be printed.
        if limit <= ADDRESS_LIMIT and _LINE_ENDS.search(text):
            self._note(RowDoubt.LINES_JOINED, column)
            text = _LINE_ENDS.sub(" ", text)
        return self._admitted(text, column, limit)

    def _admitted(self, text: str, column: ImportColumn, limit: int) -> str:
        try:
            return clean(text, limit=limit)
        except TextError as error:
            facts = {"why": error.code.value, "position": error.position}
            self._note(RowDoubt.TEXT_REFUSED, column, facts)
            return ""

    def _number(self, column: ImportColumn, mend: Callable[[str], str]) -> str:
        """Return a number whose column says what it is, with the zeros that a sheet took."""
        text = self._text(column)
        mended = mend(text.strip())
        if mended and mended != text.strip():
            self._note(RowDoubt.ZEROS_MENDED, column, {"now": mended})
            return mended
        return text

    def _day(self, column: ImportColumn) -> date | None:
        cell = self._cell(column)
        if _is_blank(cell) or isinstance(cell, CellFault):
            return None
        if isinstance(cell, date):
            return cell
        text = unicodedata.normalize("NFKC", written(cell)).strip()
        days = self._by.days
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
            self._note(RowDoubt.SERIAL_DAY, column, {"day": day})
            return day
        if _FIGURES.fullmatch(text):
            offered = self._in_some_era(text)
            if offered is not None:
                self._note(RowDoubt.NO_ERA, column, {"day": offered})
                return offered
        self._note(RowDoubt.DAY_NOT_READ, column)
        return None

    def _in_some_era(self, text: str) -> date | None:
        """Return the day in the era that a person named, or the last one in which it has come."""
        named = self._by.plan.answers.era
        for letter in (named,) if named else tuple(era.letter for era in reversed(eras.ERAS)):
            try:
                day = eras.parse(letter + text)
            except eras.DateError:
                continue
            if day <= self._latest:
                return day
        return None

    # Words that stand for something.

    def _rights(self) -> tuple[Right, ...]:
        found: list[Right] = []
        text = self._text(ImportColumn.RIGHTS)
        for part in _PARTS.split(text) if text else ():
            if not part.strip():
                continue
            right = _first_in(part, self._by.words.rights)
            if right is None:
                self._note(RowDoubt.RIGHT_UNKNOWN, ImportColumn.RIGHTS)
            elif right in found:
                self._note(RowDoubt.RIGHT_TWICE, ImportColumn.RIGHTS)
            else:
                found.append(right)
        return tuple(found)

    def _proxy(self) -> Proxy | None:
        name = self._text(ImportColumn.PROXY)
        if not name.strip():
            return None
        said = self._text(ImportColumn.PROXY_KIND)
        kind = _first_in(said, self._by.words.proxies)
        if kind is None:
            self._note(RowDoubt.PROXY_UNKNOWN, ImportColumn.PROXY_KIND)
            return None
        return Proxy(kind, name)

    def _kind(self) -> MailKind:
        found = _first_in(self._text(ImportColumn.HOW), self._by.words.kinds)
        return MailKind.OTHER if found is None else found

    def _says_open(self, outcome: str) -> bool:
        plain = _plain(outcome)
        return any(word in plain for word in self._by.words.still_open)

    def _noted(self, column: ImportColumn) -> bool:
        place = self._places.get(column)
        return any(note.column == place and place is not None for note in self.notes)

    def _note(
        self, doubt: RowDoubt, column: ImportColumn, facts: Mapping[str, Fact] | None = None
    ) -> None:
        place = self._places.get(column)
        read = written(self._cell(column))[:_SHOWN]
        self.notes.append(RowNote(doubt, place, read, facts or {}))


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


def _first_in(text: str, words: Sequence[tuple[str, E]]) -> E | None:
    plain = _plain(text) if text else ""
    return next((code for word, code in words if plain and word in plain), None)


def _postal_code(text: str) -> str:
    """Return a postal code of which a sheet took the zeros in front: 60017 is 0060017."""
    short = text.isascii() and text.isdecimal() and _LEAST_POSTAL <= len(text) < _POSTAL
    return text.zfill(_POSTAL) if short else text


_LEAST_POSTAL = 5
"""The first code of all is 001-0000: a sheet leaves at least five figures of it."""


def _phone(text: str) -> str:
    """Return a telephone number of which a sheet took the zero in front: 312345678."""
    figures = text.isascii() and text.isdecimal() and not text.startswith("0")
    return f"0{text}" if figures and len(text) in _PHONE else text
