# SPDX-License-Identifier: MIT
"""The ledgers as tables in the words of a language: the same for screen, paper and file."""

from __future__ import annotations

import unicodedata
from datetime import date
from enum import Enum
from functools import cache, partial
from itertools import compress
from typing import TYPE_CHECKING

from desk_app.i18n import dates, messages, vocabulary
from desk_app.i18n.pages import CaseSlipWords
from desk_app.i18n.writing import listed, sen
from desk_app.records.books.ledgers import Ledger, LedgerFieldKind, LedgerMark
from desk_app.records.desk.people import Language
from desk_app.rules.fee.pieces import SEN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from desk_app.records.books.ledgers import LedgerCell, LedgerField, LedgerRead, LedgerValue
    from desk_app.records.case.inquiries import CourseEntry
    from desk_app.records.case.stamps import Pile


class LedgerTableWords(CaseSlipWords):
    """Says ledgers in one language (a ``desk.audit.ledger_rows.TableWords``)."""

    def __init__(self, language: Language) -> None:
        super().__init__(language)
        # There may be a hundred thousand rows; what they say of is said of many.
        self._word = cache(partial(messages.word, language=language))

    def either(self, japanese: str, english: str) -> str:
        """Return the words of the two that are in this language."""
        return japanese if self._language is Language.JA else english

    def table(self, read: LedgerRead) -> Ledger:
        """Return it as a table: the rows in which the text that is wanted stands."""
        fields = read.fields
        kinds = tuple(field.kind for field in fields)
        rows = tuple(tuple(map(self._cell, row, kinds)) for row in read.rows)
        said = read.rows
        if sought := _folded(read.wanted.text):
            left = tuple(self._says(row, sought) for row in rows)
            rows, said = tuple(compress(rows, left)), tuple(compress(said, left))
        return Ledger(
            title=messages.label(read.wanted.kind, self._language),
            head=tuple(messages.label(field.head, self._language) for field in fields),
            rows=rows,
            widths=tuple(field.width for field in fields),
            sums=tuple(self._sums(fields, said, whole=not sought)) if rows else (),
            kinds=kinds,
            note=names_left_out(self._language) if read.leaves_names_out else "",
            marks=frozenset(messages.label(mark, self._language) for mark in LedgerMark),
        )

    def course(self, entries: Sequence[CourseEntry]) -> tuple[str, ...]:
        """Return each step of an inquiry's course with its day, and with whom it was."""
        language = self._language
        return tuple(
            " ".join(
                filter(None, (dates.narrow(each.on, language), self._word(each.step), each.whom))
            )
            for each in entries
        )

    def piles(self, piles: tuple[Pile, ...]) -> str:
        """Write stamps by face value and count."""
        japanese = self._language is Language.JA
        written = (
            f"{sen(value, self._language)}{'×' if japanese else ' × '}{count}"
            for value, count in piles
        )
        return ("、" if japanese else ", ").join(written)

    def _cell(self, value: LedgerValue, kind: LedgerFieldKind) -> LedgerCell:
        if value is None:
            return ""
        if type(value) is str and value.isprintable():
            return value
        if kind is LedgerFieldKind.SEN and isinstance(value, int):
            return _in_yen(value)
        if isinstance(value, int | date):
            return value
        # What somebody wrote in several lines is one line of a table.
        return " ".join(self._said(value).splitlines())

    def _said(self, value: LedgerValue) -> str:
        if isinstance(value, tuple):
            return self._joined_up([said for each in value if (said := self._said(each))])
        if isinstance(value, Enum):
            return self._word(value)
        return "" if value is None else str(value)

    def _joined_up(self, parts: list[str]) -> str:
        """Return words one after the other; behind the end of a sentence stands no comma."""
        between = "" if self._language is Language.JA else " "
        said: list[str] = []
        for part in parts:
            if said and said[-1].endswith(_SENTENCE_ENDS) and not said[-1].endswith("etc."):
                said[-1] += between + part
            else:
                said.append(part)
        return listed(said, self._language)

    def _says(self, row: tuple[LedgerCell, ...], sought: str) -> bool:
        return any(sought in _folded(shown(cell, self._language)) for cell in row)

    def _sums(
        self, fields: Sequence[LedgerField], rows: Sequence[Sequence[LedgerValue]], *, whole: bool
    ) -> Iterator[LedgerCell]:
        """Yield what stands below each column, where any is summed; a balance below ``whole``."""
        if not any(field.summed for field in fields):
            return
        for place, field in enumerate(fields):
            if field.summed:
                of_rows = sum(value for row in rows if isinstance(value := row[place], int))
                yield self._cell(of_rows, field.kind)
            elif field.balance and whole:
                yield self._cell(rows[-1][place], field.kind)
            else:
                yield "" if place else messages.label(LedgerMark.TOTAL, self._language)


def names_left_out(language: Language) -> str:
    """Say that names were left out of a ledger."""
    return vocabulary.word_of("LedgerNote", "names_left_out", language) or ""


def shown(cell: LedgerCell, language: Language) -> str:
    """Write a cell as it stands on a screen and on paper: R8.11.25, or 25 Nov 2026; 1,234."""
    if isinstance(cell, date):
        return dates.narrow(cell, language)
    return f"{cell:,}" if isinstance(cell, int) else cell


def _in_yen(sen: int) -> LedgerCell:
    """Return a sum in yen; odd sen are written behind a point."""
    whole, rest = divmod(abs(sen), SEN)
    if rest:
        return f"{'-' if sen < 0 else ''}{whole:,}.{rest:02}"
    return sen // SEN


_SENTENCE_ENDS = ("。", "！", "？", ".", "!", "?")


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()
