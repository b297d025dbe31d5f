# SPDX-License-Identifier: MIT
"""An office's own ledger read row by row: its heading, its columns, and what each row says (K4).

Names and addresses stay as they are written. A day is taken where its cell or its text is one; a
number that may be a day, and a year without its era, are asked about and never taken in silence.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum
from pathlib import Path
from typing import TypeVar

from desk_app.records.base import CellFault, Fact, RawCell, RawRow
from desk_app.records.books.ledgers import LedgerKind
from desk_app.records.case.application import Principal, Proxy, ProxyKind, Right
from desk_app.records.case.inquiries import Cause, Channel, InquiryKind
from desk_app.records.case.mail import MailKind
from desk_app.records.field import ADDRESS_LIMIT, LONG_LIMIT, NAME_LIMIT
from desk_app.records.importing import (
    ASKED_FIRST,
    COLUMNS_OF,
    TOLD_ONLY,
    ImportAnswers,
    ImportColumn,
    ImportPlan,
    LedgerEntry,
    RawSheet,
    RowDoubt,
    RowFate,
    RowNote,
    TriedRow,
)
from desk_app.records.registers import DataMark, ProvisionKind
from desk_app.rules.days import eras
from desk_app.rules.writing.text import TextError, clean

HEADING_WITHIN = 30
"""The heading is one of so many rows: above it stand a title and a few words at most."""

_LEAST_HEADS = 2
SURELY_HEADS = 6
"""A heading that names so many columns is no other words' chance."""

_LEFT, _TITLE_COUNTS = 3, 3
_FIRST_SERIAL = date(1899, 12, 30)
"""Spreadsheets count days from here."""

_SERIALS = range(4_000, 110_000)
"""From 1910 to 2201: a smaller or larger number is no day that a ledger holds."""

_LENGTH_OF_SERIAL = 5
_SHOWN = 80
"""So many characters of a cell are shown in a report."""

_PARTS = re.compile(r"[、，,;；/／・\n①-⑳]|\s+and\s+")
_DITTO = re.compile(r"[\s　]*(?:[〃″”\"]+|同[\s　]*上|々)[\s　]*")
_WEEKDAY = re.compile(r"(?<![\s　])[\s　]*[(（][日月火水木金土](?:曜日?)?[・祝]*[)）]\s*\Z")
_NOTHING = re.compile(r"[-‐―ー－—~〜/／\s　]+")
_NO_ENTRY = re.compile(
    r"[\s　]*(?:[小総合]?計|合\s*計|件数|以下余白|total|subtotal)[\s　:：]*", re.IGNORECASE
)
_NOTE_SIGN = "※"
_BRACKETS, _BRACKET_ENDS = re.compile(r"[(\[【〔「][^)\]】〕」]*[)\]】〕」]"), ")]】〕」"
_TELLING = re.compile(
    r"[(\[【〔「][\s　]*(カナ|かな|フリガナ|ふりがな|セイ|メイ|姓|名|氏"
    r"|携帯(?:電話)?|自宅|固定|本人|代理人)[\s　]*[)\]】〕」]"
)
_NO_LETTERS = re.compile(r"[\s:：*※・.。_\-]+")
_FIGURES = re.compile(r"[0-9]{1,2} *[./\-年] *[0-9]{1,2} *[./\-月] *[0-9]{1,2} *日?")
_POSTAL, _PHONE = 7, (9, 10)
_LINE_ENDS = re.compile(r"[\r\n\v\f\x85\u2028\u2029]+")

_LIMITS = {
    ImportColumn.ADDRESS: ADDRESS_LIMIT,
    ImportColumn.ADDRESS_MORE: ADDRESS_LIMIT,
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
    they are looked for; of those by which something may be meant and is asked about, the longest
    that is found counts. ``of_guardians`` are the words of who acts by law.
    """

    heads: Mapping[LedgerKind, Mapping[str, tuple[ImportColumn, int]]] = field(default_factory=dict)
    titles: Mapping[LedgerKind, tuple[str, ...]] = field(default_factory=dict)
    rights: tuple[tuple[str, Right], ...] = ()
    rights_asked: tuple[tuple[str, Right], ...] = ()
    proxies: tuple[tuple[str, ProxyKind], ...] = ()
    proxies_asked: tuple[tuple[str, ProxyKind], ...] = ()
    no_proxies: tuple[str, ...] = ()
    """Words in which one stands by which a proxy is told for sure: 祖母 is no 母."""
    of_guardians: tuple[str, ...] = ()
    kinds: tuple[tuple[str, MailKind], ...] = ()
    still_open: tuple[str, ...] = ()
    ended_though: tuple[str, ...] = ()
    channels: tuple[tuple[str, Channel], ...] = ()
    inquiries: tuple[tuple[str, InquiryKind], ...] = ()
    causes: tuple[tuple[str, Cause], ...] = ()
    provisions: tuple[tuple[str, ProvisionKind], ...] = ()
    marks: tuple[tuple[str, DataMark], ...] = ()
    officer: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    unfilled: tuple[str, ...] = ()


def load(path: Path) -> ImportWords:
    """Return the words of a file; raises KeyError, ValueError for names that nobody knows."""
    written = tomllib.loads(path.read_text("utf-8"))
    proxies = _words(written["proxies"], ProxyKind)
    proxies_asked = _longest_first(_words(written["proxies_asked"], ProxyKind))
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
        rights_asked=_longest_first(_words(written["rights_asked"], Right)),
        proxies=proxies,
        proxies_asked=proxies_asked,
        no_proxies=tuple(word for word, _ in proxies_asked if first_in(word, proxies)),
        of_guardians=tuple(map(_plain, written["guardians"]["words"])),
        kinds=_words(written["kinds"], MailKind),
        still_open=tuple(written["open"]["words"]),
        ended_though=tuple(written["open"]["but_not"]),
        channels=_words(written["channels"], Channel),
        inquiries=_words(written["inquiries"], InquiryKind),
        causes=_words(written["causes"], Cause),
        provisions=_words(written["provisions"], ProvisionKind),
        marks=_words(written["marks"], DataMark),
        officer=tuple(map(_plain, written["officer"]["words"])),
        no=tuple(map(_plain, written["no"]["words"])),
        unfilled=tuple(written["unfilled"]["words"]),
    )


def _words(written: Mapping[str, Sequence[str]], kind: type[E]) -> tuple[tuple[str, E], ...]:
    return tuple((_plain(word), kind(code)) for code, words in written.items() for word in words)


def _longest_first(words: tuple[tuple[str, E], ...]) -> tuple[tuple[str, E], ...]:
    return tuple(sorted(words, key=lambda each: -len(each[0])))


def folded_head(text: str) -> str:
    """Return a head as heads are compared: plain width, no blanks, nothing in brackets.

    In brackets some words tell one column from another (氏名（カナ）, 氏名（姓）): they stay.
    """
    plain = _TELLING.sub(r"\1", _plain(text))
    # Behind the last end of a bracket none is looked for: each one open there would be sought to
    # the end of a text that may be long.
    last = 1 + max(map(plain.rfind, _BRACKET_ENDS))
    bare = _NO_LETTERS.sub("", _BRACKETS.sub("", plain[:last]) + plain[last:])
    return bare or _NO_LETTERS.sub("", plain)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()


# Where the heading stands, and what each column says.


Heads = Mapping[str, tuple[ImportColumn, int]]
"""The heads of one kind of ledger: each with its column, and its rank for that."""


def kind_of(sheet: RawSheet, words: ImportWords) -> LedgerKind:
    """Return of what a sheet is a ledger: the kind of which its heading names most columns.

    What the sheet or a row above its heading is called counts for as much as a few heads; one that
    only ends on a known head counts for half of one.
    """
    titles = [folded_head(sheet.name)]
    titles += [_head(cell) for row in sheet.rows[:HEADING_WITHIN] for cell in row[:_LEFT]]
    found: dict[LedgerKind, float] = {}
    for kind, heads in words.heads.items():
        numbers = _first_numbers(sheet.rows)
        weights = (_weight(head_of(sheet.rows, each, heads), heads) for each in numbers)
        most = max(weights, default=0.0)
        called = any(word in title for word in words.titles.get(kind, ()) for title in titles)
        found[kind] = most + (_TITLE_COUNTS if called and most >= _LEAST_HEADS else 0)
    return max(found, key=lambda kind: found[kind], default=LedgerKind.APPLICATIONS)


def _weight(row: RawRow, heads: Heads) -> float:
    """Return for how much the heads of a row count as the heading of a kind of ledger."""
    found: dict[ImportColumn, float] = {}
    for head in map(_head, row):
        if (known := known_head(head, heads)) is not None:
            column, rank = known
            found[column] = max(found.get(column, 0.0), 1.0 if rank < _LESS else _HALF)
    return sum(found.values())


_HALF = 0.5


def heads_named(rows: Sequence[RawRow], words: ImportWords) -> int:
    """Return how many columns the heading of a sheet names, as the kind that names most."""
    named = (
        _named(head_of(rows, each, heads), heads)
        for heads in words.heads.values()
        for each in _first_numbers(rows)
    )
    return max(named, default=0)


def sheets_with_heading(
    beginnings: Mapping[str, Sequence[RawRow]], words: ImportWords
) -> tuple[str, ...]:
    """Return which sheets of a workbook have a heading, by their first rows.

    Words of a cover or of a note on how to fill a sheet in may name a column or two by chance:
    what names less than half of what another names is none.
    """
    named = {name: heads_named(rows, words) for name, rows in beginnings.items()}
    least = max(_LEAST_HEADS, max(named.values(), default=0) / 2)
    return tuple(name for name, count in named.items() if count >= least)


def heading_row(rows: Sequence[RawRow], heads: Heads) -> int | None:
    """Return the number of the row (from 1) that names most columns, the first of several.

    None where no row names two. A heading of two lines ends with the second.
    """
    counts = [_named(head_of(rows, number, heads), heads) for number in _first_numbers(rows)]
    most = max(counts, default=0)
    return counts.index(most) + 1 if most >= _LEAST_HEADS else None


def _first_numbers(rows: Sequence[RawRow]) -> range:
    return range(1, min(len(rows), HEADING_WITHIN) + 1)


def _named(row: RawRow, heads: Heads) -> int:
    return len({found[0] for head in map(_head, row) if (found := known_head(head, heads))})


def head_of(rows: Sequence[RawRow], heading: int, heads: Heads) -> RawRow:
    """Return the heads of a heading row by its number from 1, none where there is none.

    Where the row above names groups of columns (請求者 over 氏名 and 住所) each head is read with
    its group, where that says more; a head that stands over both lines is the upper one.
    """
    if not heading:
        return ()
    row = rows[heading - 1]
    above = rows[heading - 2] if heading > 1 else ()
    if sum(not is_blank(cell) for cell in above) < _LEAST_HEADS or not any(map(_head, row)):
        return row
    found: list[RawCell] = []
    group: RawCell = None
    for place in range(max(len(row), len(above))):
        upper = above[place] if place < len(above) else None
        lower = row[place] if place < len(row) else None
        group = group if is_blank(upper) else upper
        both = f"{written(group)}{written(lower)}"
        if is_blank(lower):
            found.append(upper)
        elif _says_more(_head(both), _head(group), _head(lower), heads):
            found.append(both)
        else:
            found.append(lower)
    return tuple(found)


def _says_more(both: str, group: str, lower: str, heads: Heads) -> bool:
    """Return whether a head is read with its group: 氏名 below 代理人 is another's name."""
    of_others = _GROUP_OF_OTHERS.search(group) is not None
    return both in heads or of_others or known_head(lower, heads) is None


def known_head(head: str, heads: Heads) -> tuple[ImportColumn, int] | None:
    """Return what a folded head names, and its rank: the very head, or the longest one it ends on.

    So 請求書受理年月日 names what 受理年月日 does. What is another person's (代理人住所) is none.
    """
    if not head or head in heads:
        return heads.get(head)
    bare = _TAILS.sub("", head).replace("の", "")
    if bare in heads:
        return heads[bare]
    if _PROXY in bare:
        return _of_proxy(bare, heads)
    if _OF_OTHERS.search(bare) or ("氏名" in bare and "住所" in bare):
        return None
    # A cell may hold a whole text: no more of its end is looked at than a head is long.
    longest = max(map(len, heads), default=0)
    ends = (bare[at:] for at in range(max(1, len(bare) - longest), len(bare) - 1))
    found = next((heads[each] for each in ends if each in heads and not each.isascii()), None)
    return None if found is None else (found[0], found[1] + _LESS)


def _of_proxy(bare: str, heads: Heads) -> tuple[ImportColumn, int] | None:
    """Return what a head names that stands below or behind 代理人: its name or its kind alone.

    申請者（代理人） is the proxy, 住所（代理人） is none.
    """
    front, _, rest = bare.rpartition(_PROXY)
    rest = rest.removeprefix("等")
    if not rest and len(front) <= _LONGEST_FRONT and _PROXY not in front:
        of = known_head(front, heads)
        return heads.get(_PROXY) if of is None or of[0] is ImportColumn.NAME else None
    found = heads.get(_PROXY + rest) or (known_head(rest, heads) if rest else None)
    of_proxy = found is not None and found[0] in {ImportColumn.PROXY, ImportColumn.PROXY_KIND}
    return found if of_proxy else None


_LONGEST_FRONT = 12
_PROXY = "代理人"
_TAILS = re.compile(r"(?:[1１①]|等)$")
_OF_OTHERS = re.compile(
    "代理|担当|送付先|返送|確認|処理者|受付者|対応者|決裁|保管|旧|前回|発行|補正|延長|督促|照会|期限|期日"
)
_GROUP_OF_OTHERS = re.compile("代理|担当|送付先|返送先|処理者|受付者|対応者")
_LESS = 100
"""A head that only ends on a known one says it less than any that is one."""


def guessed_columns(
    head: RawRow, offered: Heads, remembered: Mapping[str, ImportColumn | None]
) -> tuple[ImportColumn | None, ...]:
    """Return what each column says: as it was said of such a head before, or by its words.

    Of several heads for one column the one is taken that says it best; the others say nothing.
    """
    heads = [_head(cell) for cell in head]
    found: list[ImportColumn | None] = [remembered.get(each) for each in heads]
    taken = set(filter(None, found))
    pairs = _pairs_in(heads)
    offers = sorted(
        (known[1], place, known[0].value)
        for place, each in enumerate(heads)
        if each not in remembered
        and (known := pairs.get(each) or known_head(each, offered)) is not None
    )
    for _, place, code in offers:
        column = ImportColumn(code)
        if column in taken and _head_of_column(column, heads, found) == heads[place]:
            column = _SECONDS.get(column, column)
        if column not in taken:
            taken.add(column)
            found[place] = column
    return tuple(found)


_SECONDS = {
    ImportColumn.ADDRESS: ImportColumn.ADDRESS_MORE,
    ImportColumn.PHONE: ImportColumn.PHONE_MORE,
}
"""What a second column says that is headed as the first: 住所（市区町村）, 住所（番地）."""

_PAIRS = (
    ("姓", ImportColumn.NAME, "名", ImportColumn.NAME_MORE),
    ("セイ", ImportColumn.KANA, "メイ", ImportColumn.KANA_MORE),
)


def _pairs_in(heads: Sequence[str]) -> Heads:
    """Return what two heads say beside one another: お客様名 is half a name beside お客様姓."""
    return {
        head: (column, 0)
        for first, of_first, second, of_second in _PAIRS
        for begun in {each.removesuffix(first) for each in heads if each.endswith(first)}
        if begun + second in heads
        for head, column in ((begun + first, of_first), (begun + second, of_second))
    }


def _head_of_column(
    column: ImportColumn, heads: Sequence[str], found: Sequence[ImportColumn | None]
) -> str:
    return next((head for head, each in zip(heads, found, strict=True) if each is column), "")


def with_rights_told(
    columns: Sequence[ImportColumn | None],
    sheet: Sequence[RawRow],
    heading: int,
    words: ImportWords,
) -> tuple[ImportColumn | None, ...]:
    """Return the columns; where none tells of rights, 請求内容 does if it holds nothing else."""
    found, heads = list(columns), words.heads[LedgerKind.APPLICATIONS]
    if ImportColumn.RIGHTS in found:
        return tuple(found)
    below = sheet[heading : heading + HEADING_WITHIN]
    for place, head in enumerate(map(_head, head_of(sheet, heading, heads))):
        known = known_head(head, heads)
        of_scope = known is not None and known[0] is ImportColumn.SCOPE
        if of_scope and _are_rights([row[place] for row in below if place < len(row)], words):
            found[place] = ImportColumn.RIGHTS
            break
    return tuple(found)


def _are_rights(cells: Iterable[RawCell], words: ImportWords) -> bool:
    said = [written(cell) for cell in cells if not is_blank(cell)]
    told = (len(text) <= _LONGEST_RIGHT and first_in(text, words.rights) for text in said)
    return bool(said) and all(told)


_LONGEST_RIGHT = 24


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
    above: dict[int, RawCell] = field(default_factory=dict, repr=False)
    """What stood in each column last, in the rows before: a ditto mark says it again."""
    last_days: dict[ImportColumn, date] = field(default_factory=dict, repr=False)
    """The day that each column told of last: a ledger goes on from day to day."""


def settled(row: TriedRow, answers: ImportAnswers) -> TriedRow:
    """Return a row with the fate that its notes and a person's answers give it."""
    if any(note.doubt is RowDoubt.NO_ENTRY for note in row.notes):
        return row
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
        self.since: date | None = None
        """From when on a day of this row can be, where that is known: nothing ends before it."""
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

    def phones(self) -> str:
        """Return the telephone number, with the second one where there are two."""
        first = self.number(ImportColumn.PHONE, phone)
        more = self.number(ImportColumn.PHONE_MORE, phone)
        both = first.strip() and more.strip() and more.strip() != first.strip()
        return f"{first} / {more}" if both else together(first, "" if first.strip() else more)

    def day(self, column: ImportColumn) -> date | None:
        """Return the day of a column, None where there is none; a doubtful one is noted."""
        found = self._day(column)
        if found is not None:
            self.by.last_days[column] = found
        return found

    def _day(self, column: ImportColumn) -> date | None:
        cell = self.cell(column)
        if is_blank(cell) or isinstance(cell, CellFault):
            return None
        if isinstance(cell, date):
            return cell
        text = _WEEKDAY.sub("", unicodedata.normalize("NFKC", written(cell)).strip())
        text = _without_time(text)
        if _NOTHING.fullmatch(text):
            return None
        days = self.by.days
        try:
            if text not in days:
                days[text] = eras.parse(text)
        except eras.DateError:
            return self._doubtful_day(text, column)
        return days[text]

    def _doubtful_day(self, text: str, column: ImportColumn) -> date | None:
        """Return the day that a number, a year without its era or no year may mean, and ask."""
        if text.isdecimal() and len(text) == _LENGTH_OF_SERIAL and int(text) in _SERIALS:
            day = _FIRST_SERIAL + timedelta(days=int(text))
            self.note(RowDoubt.SERIAL_DAY, column, {"day": day})
            return day
        if _FIGURES.fullmatch(text):
            offered = self._in_some_era(text)
            if offered is not None:
                self.note(RowDoubt.NO_ERA, column, {"day": offered})
                return offered
        if column is not ImportColumn.BORN:
            offered = self._in_some_year(text, column)
            if offered is not None:
                self.note(RowDoubt.NO_YEAR, column, {"day": offered})
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

    def _in_some_year(self, text: str, column: ImportColumn) -> date | None:
        """Return the first such day from the one on that the ledger came to, or the last of all.

        What ends follows on its own row's arrival; other days follow on those of the row above.
        """
        years = range(self.by.earliest.year, self.latest.year + 1)
        come = [each for each in eras.days_without_year(text, years) if each <= self.latest]
        since = self.since or self.by.last_days.get(column)
        following = [each for each in come if since is not None and each >= since]
        return next(iter(following or come[-1:]), None)

    def says_open(self, outcome: str) -> bool:
        """Return whether the words of an end say that there is none yet."""
        plain = _plain(outcome)
        for word in self.by.words.ended_though:
            plain = plain.replace(word, "")
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
            name=together(name, self.text(ImportColumn.NAME_MORE)),
            kana=together(self.text(ImportColumn.KANA), self.text(ImportColumn.KANA_MORE)),
            former_name=self.text(ImportColumn.FORMER_NAME),
            born=self.day(ImportColumn.BORN),
            postal_code=self.number(ImportColumn.POSTAL_CODE, postal_code),
            address=together(self.text(ImportColumn.ADDRESS), self.text(ImportColumn.ADDRESS_MORE)),
            phone=self.phones(),
            member_number=self.text(ImportColumn.MEMBER_NUMBER),
            email=self.text(ImportColumn.EMAIL),
        )
        if received is None:
            return None
        return self._whole(received, principal)

    def _whole(self, received: date, principal: Principal) -> LedgerEntry:
        self.latest, self.since = self.by.today, received
        completed = self.day(ImportColumn.COMPLETED)
        outcome = self.text(ImportColumn.OUTCOME)
        self._compare(received, completed, principal.born)
        if completed is None and outcome.strip() and not self.says_open(outcome):
            self.note(RowDoubt.NO_COMPLETION, ImportColumn.OUTCOME)
        return LedgerEntry(
            number=self.text(ImportColumn.NUMBER).strip(),
            received_on=received,
            principal=principal,
            proxy=self._proxy(received, principal.born),
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
            right = first_in(part, self.by.words.rights) or self._right_asked(part)
            if right is None:
                self.note(RowDoubt.RIGHT_UNKNOWN, ImportColumn.RIGHTS)
            elif right in found:
                self.note(RowDoubt.RIGHT_TWICE, ImportColumn.RIGHTS)
            else:
                found.append(right)
        return tuple(found)

    def _right_asked(self, part: str) -> Right | None:
        """Return the right that words of another office's may mean, and ask."""
        right = first_in(part, self.by.words.rights_asked)
        if right is not None:
            self.note(RowDoubt.RIGHT_TAKEN, ImportColumn.RIGHTS, {"right": right.value})
        return right

    def _proxy(self, received: date, born: date | None) -> Proxy | None:
        name = self.text(ImportColumn.PROXY)
        said = self.text(ImportColumn.PROXY_KIND)
        if not name.strip():
            words = self.by.words
            told = first_in(said, words.proxies) or first_in(said, words.proxies_asked)
            if told is not None and not self.noted(ImportColumn.PROXY):
                self.note(RowDoubt.PROXY_UNNAMED, ImportColumn.PROXY_KIND)
            return None
        return Proxy(self._proxy_kind(said or name, received, born), name)

    def _proxy_kind(self, said: str, received: date, born: date | None) -> ProxyKind:
        """Return of what kind a proxy is; one that no words name for sure is asked about."""
        words, plain = self.by.words, _plain(said)
        asked = next(((word, kind) for word, kind in words.proxies_asked if word in plain), None)
        rest = plain
        for word in words.no_proxies:
            rest = rest.replace(word, " ")
        sure = first_in(rest, words.proxies)
        kind = sure or (asked[1] if asked else ProxyKind.CONSIGNED)
        grown = born is not None and _surely_of_age(born, received)
        if grown and kind in {ProxyKind.PARENT, ProxyKind.MINOR_GUARDIAN}:
            by_law = any(word in plain for word in words.of_guardians)
            kind, sure = ProxyKind.ADULT_GUARDIAN if by_law else ProxyKind.CONSIGNED, None
        if sure is None:
            self.note(RowDoubt.PROXY_TAKEN, self._told_in(said), {"proxy": kind.value})
        return kind

    def _told_in(self, said: str) -> ImportColumn:
        of_kind = said and said == self.text(ImportColumn.PROXY_KIND)
        return ImportColumn.PROXY_KIND if of_kind else ImportColumn.PROXY

    def _kind(self) -> MailKind:
        found = first_in(self.text(ImportColumn.HOW), self.by.words.kinds)
        return MailKind.OTHER if found is None else found


def _surely_of_age(born: date, on: date) -> bool:
    """Return whether somebody was of age by the Civil Code of every day that a ledger tells of."""
    return (on.year - born.year, on.month, on.day) >= (_OF_AGE, born.month, born.day)


_OF_AGE = 20


def together(first: str, more: str) -> str:
    """Return what stands in two columns, each as it is written."""
    if not first.strip():
        return more or first
    return f"{first} {more}" if more.strip() else first


def is_no_entry(row: RawRow, needed: Sequence[int]) -> bool:
    """Return whether a row is none of the ledger's entries: a month between them, a sum, its foot.

    ``needed`` are the places of what each entry has.
    """
    said = [place for place, cell in enumerate(row) if not is_blank(cell)]
    if any(isinstance(row[place], str) and _NO_ENTRY.fullmatch(str(row[place])) for place in said):
        return True
    return len(said) == 1 and (said[0] not in needed or str(row[said[0]]).startswith(_NOTE_SIGN))


def without_dittos(row: RawRow, by: ReadBy) -> tuple[RawRow, tuple[RowNote, ...]]:
    """Return a row with what its ditto marks (〃, 同上) stand for, and a question about each."""
    cells, notes = list(row), list[RowNote]()
    for place, cell in enumerate(row):
        if isinstance(cell, str) and _DITTO.fullmatch(cell):
            said = by.above.get(place)
            cells[place] = said
            if place < len(by.plan.columns) and by.plan.columns[place] is not None:
                now = said if isinstance(said, date) else written(said)[:_SHOWN]
                facts: dict[str, Fact] = {"now": now}
                notes.append(RowNote(RowDoubt.DITTO, place, cell, facts))
        elif not is_blank(cell):
            by.above[place] = cell
    return tuple(cells), tuple(notes)


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


_TIME = re.compile(r"(?<![ T])[ T]+[0-9]{1,2}[:時][0-9]{2}(?:[:分][0-9]{0,2}(?:\.[0-9]+)?秒?)?\Z")


def _without_time(text: str) -> str:
    return _TIME.sub("", text)


def time_behind(text: str) -> str:
    """Return the time that stands behind a day, as it is written; nothing where none does."""
    found = _TIME.search(unicodedata.normalize("NFKC", text).strip())
    return found[0].strip(" T") if found else ""


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
