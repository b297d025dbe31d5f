# SPDX-License-Identifier: MIT
"""What a dry run of an office's ledger found, in words: row by row, and as a table to be saved."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from desk_app.desk.errors import BadInput
from desk_app.i18n import dates, messages, vocabulary
from desk_app.i18n.writing import listed
from desk_app.records.books.ledgers import Ledger, LedgerFieldKind, LedgerMark
from desk_app.records.case.application import ProxyKind, Right
from desk_app.records.importing import ImportColumn, ImportHead, LedgerEntry, RowDoubt
from desk_app.records.registers import DataMark
from desk_app.rules.import_readers import value_of
from desk_app.rules.importing import column_letter
from desk_app.rules.writing.text import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from desk_app.records.base import Fact, Word
    from desk_app.records.books.ledgers import LedgerCell
    from desk_app.records.desk.people import Language
    from desk_app.records.importing import ImportEntry, ImportPlan, RowNote, TriedRow
    from desk_app.rules.import_readers import Told

_WIDTHS = {
    ImportHead.SHEET: 14,
    ImportHead.ROW: 8,
    ImportHead.COLUMN: 8,
    ImportHead.ITEM: 14,
    ImportHead.READ: 28,
    ImportHead.FATE: 14,
    ImportHead.WHY: 48,
}


def doubt(note: RowNote, language: Language) -> str:
    """Say why a row is not simply taken, or what was done with it."""
    if note.doubt is RowDoubt.TEXT_REFUSED:
        facts = {"position": note.facts["position"]}
        return messages.error(BadInput(str(note.facts["why"]), facts), language).what
    said = vocabulary.word(note.doubt, language)
    facts = {name: _fact(name, value, language) for name, value in note.facts.items()}
    return said.format(**facts)


_CODES: Mapping[str, type[Word]] = {"proxy": ProxyKind, "right": Right}


def _fact(name: str, value: Fact, language: Language) -> str:
    if name in _CODES:
        return vocabulary.word(_CODES[name](value), language)
    return dates.narrow(value, language) if isinstance(value, date) else shown(str(value))


def asked(doubt_: RowDoubt, language: Language) -> str:
    """Say a question that is answered for all rows alike: without the day or number of one row."""
    said = vocabulary.word(doubt_, language)
    left_out = ("day", "row", "number", "now", "first", "why", "proxy", "right")
    return said.format(**dict.fromkeys(left_out, "…"))


def place(note: RowNote, plan: ImportPlan, language: Language) -> tuple[str, str]:
    """Return the letter of a note's column and what the column says; empty where it is the row."""
    if note.column is None:
        return "", ""
    said = plan.columns[note.column] if note.column < len(plan.columns) else None
    item = "" if said is None else vocabulary.word(said, language)
    return column_letter(note.column), item


def column(item: ImportColumn, language: Language) -> str:
    """Return the name of what a column may say."""
    return messages.label(item, language)


def cell_of(entry: ImportEntry, item: ImportColumn, language: Language) -> str:
    """Return what the desk read of an entry for a column, as it would stand in the window."""
    if not isinstance(entry, LedgerEntry):
        return " ".join(shown(_told(value_of(entry, item), language)).splitlines())
    person, proxy = entry.principal, entry.proxy
    texts = {
        ImportColumn.NUMBER: entry.number,
        ImportColumn.RECEIVED: dates.narrow(entry.received_on, language),
        ImportColumn.HOW: vocabulary.word(entry.kind, language),
        ImportColumn.NAME: person.name,
        # The second columns of a name and an address stand with the first.
        ImportColumn.NAME_MORE: "",
        ImportColumn.ADDRESS_MORE: "",
        ImportColumn.KANA_MORE: "",
        ImportColumn.PHONE_MORE: "",
        ImportColumn.KANA: person.kana,
        ImportColumn.FORMER_NAME: person.former_name,
        ImportColumn.BORN: _day(person.born, language),
        ImportColumn.POSTAL_CODE: person.postal_code,
        ImportColumn.ADDRESS: person.address,
        ImportColumn.PHONE: person.phone,
        ImportColumn.EMAIL: person.email,
        ImportColumn.MEMBER_NUMBER: person.member_number,
        ImportColumn.PROXY_KIND: "" if proxy is None else vocabulary.word(proxy.kind, language),
        ImportColumn.PROXY: "" if proxy is None else proxy.name,
        ImportColumn.RIGHTS: ", ".join(vocabulary.word(each, language) for each in entry.rights),
        ImportColumn.SCOPE: entry.scope,
        ImportColumn.SERVICE: entry.service,
        ImportColumn.COMPLETED: _day(entry.completed_on, language),
        ImportColumn.OUTCOME: entry.outcome,
    }
    return " ".join(shown(texts[item]).splitlines())


def _told(value: Told, language: Language) -> str:
    if isinstance(value, bool):
        return messages.label(LedgerMark.SEEN, language) if value else ""
    if isinstance(value, date):
        return dates.narrow(value, language)
    if isinstance(value, Enum):
        return vocabulary.word(value, language)
    if isinstance(value, frozenset):
        return listed(
            [vocabulary.word(each, language) for each in DataMark if each in value], language
        )
    return value or ""


def _day(day: date | None, language: Language) -> str:
    return "" if day is None else dates.narrow(day, language)


def report(
    rows: tuple[TriedRow, ...], sheet: str, plan: ImportPlan, title: str, language: Language
) -> Ledger:
    """Return what becomes of each row as a table: a line for each thing said of it."""
    heads = tuple(ImportHead)
    return Ledger(
        title=title,
        head=tuple(messages.label(each, language) for each in heads),
        rows=tuple(line for row in rows for line in _lines(row, sheet, plan, language)),
        widths=tuple(_WIDTHS[each] for each in heads),
        kinds=tuple(
            LedgerFieldKind.NUMBER if each is ImportHead.ROW else LedgerFieldKind.TEXT
            for each in heads
        ),
    )


def _lines(
    row: TriedRow, sheet: str, plan: ImportPlan, language: Language
) -> Iterator[tuple[LedgerCell, ...]]:
    fate = vocabulary.word(row.fate, language)
    if not row.notes:
        yield (sheet, row.row, "", "", "", fate, "")
    for note in row.notes:
        letter, item = place(note, plan, language)
        read = " ".join(shown(note.read).splitlines())
        yield (sheet, row.row, letter, item, read, fate, doubt(note, language))
