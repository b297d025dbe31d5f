# SPDX-License-Identifier: MIT
"""What the steps of an import say: columns of its tables, its counts, its choices."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject

from desk_app.gui import words
from desk_app.gui.kit.look.painting import Mark
from desk_app.gui.kit.tables.columns import Column, TextSide
from desk_app.i18n import dates, messages
from desk_app.i18n import importing as told
from desk_app.records.books.ledgers import LedgerKind
from desk_app.records.importing import (
    COLUMNS_OF,
    ImportColumn,
    ImportHead,
    ImportPlan,
    LedgerImport,
    RowFate,
    TriedRow,
)
from desk_app.rules.importing import HEADING_WITHIN, column_letter, head_of, written
from desk_app.rules.writing.text import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from desk_app.desk.importing import ImportTrial
    from desk_app.gui.pages.reports.import_book import ImportLine
    from desk_app.records.base import RawCell
    from desk_app.records.desk.people import Language
    from desk_app.records.importing import RawSheet

R = TypeVar("R")
_NARROW, _DAY, _ITEM, _READ, _FATE, _CELL = 64, 136, 136, 160, 152, 152
_HEAD = 24
"""So many characters of a heading row tell it from the others."""

MARKS = {
    RowFate.TAKEN: Mark.OK,
    RowFate.ASKED: Mark.ASK,
    RowFate.LEFT_OUT: Mark.NOT_NEEDED,
    RowFate.REFUSED: Mark.DEFECTIVE,
}

ERAS = ("R", "H", "S", "T", "M")


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of the sheet: its place from 0, its head, the first thing in it, what it says."""

    place: int
    head: str
    example: str
    says: ImportColumn | None


def columns_of(sheet: RawSheet, plan: ImportPlan) -> tuple[SheetColumn, ...]:
    """Return the columns of a sheet as a plan reads them."""
    head = head_of(sheet.rows, plan.heading, {})
    below = sheet.rows[plan.heading : plan.heading + HEADING_WITHIN]
    return tuple(
        SheetColumn(
            place,
            _cell(head[place]) if place < len(head) else "",
            next((said for row in below if place < len(row) and (said := _cell(row[place]))), ""),
            says,
        )
        for place, says in enumerate(plan.columns)
    )


def _cell(cell: RawCell) -> str:
    return " ".join(shown(written(cell)).split())


class ImportTelling(QObject):
    """Writes in the clerk's language."""

    def __init__(self, language: Language, parent: QObject) -> None:
        super().__init__(parent)
        self._language = language

    def of_imports(self) -> list[Column[LedgerImport]]:
        """Return the columns of the imports of before."""
        right = TextSide.RIGHT
        return [
            Column("number", self.tr("Import"), lambda each: str(each.id), 80, right),
            Column("ledger", self.tr("Ledger"), self.kind, 168),
            Column("at", self.tr("Taken in"), self._day, _DAY),
            Column("carried", self.tr("Entries"), self._entries, 96, right),
            Column("waiting", self.tr("Open"), lambda each: f"{each.waiting:,}", 80, right),
            Column("state", self.tr("State"), self.state),
        ]

    def of_sheet(self) -> list[Column[SheetColumn]]:
        """Return the columns of the columns of a sheet."""
        says = self.tr("What it says")
        return [
            Column("letter", self.tr("Column"), lambda each: column_letter(each.place), 80),
            Column("head", self.tr("Head"), lambda each: each.head),
            Column("example", self.tr("First entry"), lambda each: each.example),
            Column("says", says, lambda each: self.item(each.says), 168, tone=_tone),
        ]

    def of_rows(self, plan: ImportPlan) -> list[Column[TriedRow]]:
        """Return the columns of rows as the desk reads them, one for each that says anything."""
        said = [item for item in plan.columns if item is not None]
        number: Column[TriedRow] = self._row(lambda each: each.row)
        fate: Column[TriedRow] = self._fate(lambda each: each)
        return [number, fate, self._why_of_row(), *map(self._of_item, said)]

    def of_lines(self, trial: ImportTrial) -> list[Column[ImportLine]]:
        """Return the columns of what is said of the rows of a trial."""
        language, plan = self._language, trial.plan

        def place(line: ImportLine) -> str:
            letter, item = told.place(line.note, plan, language)
            return f"{letter} {_begun(item)}".strip()

        def read(line: ImportLine) -> str:
            return " ".join(shown(line.note.read).splitlines())

        return [
            self._row(lambda each: each.row.row),
            self._fate(lambda each: each.row),
            Column("column", self._head(ImportHead.COLUMN), place, _ITEM),
            Column("read", self._head(ImportHead.READ), read, _READ),
            Column("why", self._head(ImportHead.WHY), self.why),
        ]

    def why(self, line: ImportLine) -> str:
        """Say why a row is not simply taken."""
        return _begun(told.doubt(line.note, self._language))

    def item(self, item: ImportColumn | None) -> str:
        """Say what a column says."""
        return self.tr("Not used") if item is None else told.column(item, self._language)

    def kinds(self) -> list[tuple[object, str]]:
        """Return the kinds of ledgers that are taken in."""
        return [(each, messages.label(each, self._language)) for each in COLUMNS_OF]

    def kind(self, record: LedgerImport) -> str:
        """Say of what the ledger of an import was."""
        return messages.label(record.kind, self._language)

    @staticmethod
    def is_register(record: LedgerImport) -> bool:
        """Return whether an import was of a register: its entries are neither closed nor open."""
        return record.kind not in {LedgerKind.APPLICATIONS, LedgerKind.INQUIRIES}

    @staticmethod
    def _entries(record: LedgerImport) -> str:
        return f"{record.carried + record.waiting:,}"

    def items(self, kind: LedgerKind) -> list[tuple[object, str]]:
        """Return what a column may say; an empty text stands for nothing."""
        every: list[tuple[object, str]] = [(each, self.item(each)) for each in COLUMNS_OF[kind]]
        return [("", self.item(None)), *every]

    def headings(self, sheet: RawSheet) -> list[tuple[object, str]]:
        """Return the rows that may be the heading."""
        return [
            (0, self.tr("No heading")),
            *((number, said) for number, said, _ in self._rows(sheet)),
        ]

    def short_headings(self, sheet: RawSheet) -> dict[str, str]:
        """Return the short words for rows of which the closed field cannot show the beginning."""
        return {said: short for _, said, short in self._rows(sheet)}

    def fates(self, trial: ImportTrial) -> list[tuple[object, str]]:
        """Return whose rows can be shown, each with its count."""
        found = Counter(row.fate for row in trial.rows)
        return [
            ("", self.tr("All of which anything is said")),
            *((each, f"{self._label(each)} ({found[each]:,})") for each in RowFate),
        ]

    def eras(self) -> list[tuple[object, str]]:
        """Return the eras that years without one may be of."""
        guessed = self.tr("The newest that can be")
        names = (self.tr("Reiwa"), self.tr("Heisei"), self.tr("Showa"), self.tr("Taisho"))
        return [("", guessed), *zip(ERAS, (*names, self.tr("Meiji")), strict=True)]

    def counts(self, trial: ImportTrial) -> str:
        """Say what all rows come to."""
        found, carried = Counter(row.fate for row in trial.rows), trial.carried
        return self.tr(
            "{rows} rows. Carried over (closed): {carried}; to be logged (open): {waiting};"
            " asked about: {asked}; left out: {left_out}; cannot be taken: {refused}"
        ).format(
            rows=f"{len(trial.rows):,}",
            carried=f"{carried:,}",
            waiting=f"{found[RowFate.TAKEN] - carried:,}",
            asked=f"{found[RowFate.ASKED]:,}",
            left_out=f"{found[RowFate.LEFT_OUT]:,}",
            refused=f"{found[RowFate.REFUSED]:,}",
        )

    def state(self, record: LedgerImport) -> str:
        """Say whether an import stands."""
        if record.taken_back_at is None:
            return self.tr("Stands")
        day = dates.full(dates.day_of(record.taken_back_at), self._language)
        return self.tr("Taken back on {day}").format(day=day)

    def _rows(self, sheet: RawSheet) -> Iterator[tuple[int, str, str]]:
        """Yield the number of each row that may be the heading, its words, and short ones."""
        for number, row in enumerate(sheet.rows[:HEADING_WITHIN], 1):
            said = words.listed(filter(None, map(_cell, row)), self._language)[:_HEAD]
            short = self.tr("Row {number}").format(number=number)
            yield number, self.tr("{row}: {said}").format(row=short, said=said), short

    def _of_item(self, item: ImportColumn) -> Column[TriedRow]:
        def text(row: TriedRow) -> str:
            return "" if row.entry is None else told.cell_of(row.entry, item, self._language)

        return Column(item.value, self.item(item), text, _CELL)

    def _why_of_row(self) -> Column[TriedRow]:
        def text(row: TriedRow) -> str:
            return words.listed(
                (_begun(told.doubt(each, self._language)) for each in row.notes), self._language
            )

        return Column("why", self._head(ImportHead.WHY), text, 2 * _CELL)

    def _row(self, number: Callable[[R], int]) -> Column[R]:
        title = self._head(ImportHead.ROW)
        return Column("row", title, lambda each: str(number(each)), _NARROW, TextSide.RIGHT)

    def _fate(self, row_of: Callable[[R], TriedRow]) -> Column[R]:
        return Column(
            "fate",
            self._head(ImportHead.FATE),
            lambda each: self._label(row_of(each).fate),
            _FATE,
            mark=lambda each: MARKS[row_of(each).fate],
        )

    def _head(self, head: ImportHead) -> str:
        return self._label(head)

    def _label(self, member: RowFate | ImportHead) -> str:
        return messages.label(member, self._language)

    def _day(self, record: LedgerImport) -> str:
        return dates.full(dates.day_of(record.at), self._language)


def _begun(said: str) -> str:
    """Return a sentence with a capital, where its writing has any."""
    return said[:1].upper() + said[1:]


def _tone(column: SheetColumn) -> str:
    return "text2" if column.says is None else ""
