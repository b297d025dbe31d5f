# SPDX-License-Identifier: MIT
"""Whether two stores keep the same, table by table: every row, every column but those left out.

Ids differ from store to store. They become numbers in the order in which they are met, so that what
refers to what is compared. Whoever compares names the columns to leave out, each with its reason; a
table or column that nobody named is compared.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any, NamedTuple

from sqlalchemy import Column, text
from sqlalchemy.engine import Connection
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from desk_app.records.base import ApplicationId
from desk_app.store.database import SqlStore
from desk_app.store.journal import chain
from desk_app.store.office.shipping import LOCAL_VALUES, SHAPES
from desk_app.store.schema.columns import Written
from desk_app.store.schema.engine import METADATA

Row = Mapping[str, Any]
Tables = Mapping[str, Sequence[Row]]
_Columns = ReadOnlyColumnCollection[str, Column[Any]]

TOKENS = "search"
"""The index of grams: no table of the metadata, its rows are read from its vocabulary."""

_CHOSEN = "(SELECT value FROM json_each(:chosen))"
_MAIL = (
    f"(SELECT mail_item FROM applications WHERE id IN {_CHOSEN}"  # noqa: S608  our own names
    f" UNION SELECT id FROM mail_items WHERE concerns IN {_CHOSEN})"
)
# Entries on mail are of no application: the mail item's digest tells them.
_ON_MAIL = (
    "(subject = '' AND json_extract(digests, '$.mail') IN (SELECT value FROM json_each(:mail)))"
)


class _Source(NamedTuple):
    """How a table is read: in which order, and which rows belong to the applications chosen."""

    order: str
    which: str = ""
    join: str = ""


_OF_APPLICATION = _Source("application, position", f"application IN {_CHOSEN}")
_OF_LETTER = _OF_APPLICATION._replace(join="LEFT JOIN letters ON letters.id = letter")
_OF_SUBJECT = _Source(
    "applications.id", f"applications.id IN {_CHOSEN}", "LEFT JOIN applications ON token = subject"
)

_SOURCES: Mapping[str, _Source] = {
    # Users come first: everything else refers to them.
    "users": _Source("position"),
    "applications": _Source("id", f"id IN {_CHOSEN}"),
    "mail_items": _Source("id", f"id IN {_MAIL}"),
    "payment_lines": _Source("mail_item, position", f"mail_item IN {_MAIL}"),
    "held_things": _Source(
        "mail_item, position", f"mail_item IN {_MAIL} OR application IN {_CHOSEN}"
    ),
    "letter_facts": _OF_LETTER,
    "letter_pages": _OF_LETTER,
    "cares": _OF_APPLICATION._replace(order="application"),
    "standings": _OF_APPLICATION._replace(order="application"),
    "filings": _OF_APPLICATION._replace(order="application"),
    "scans": _OF_APPLICATION._replace(order="application, id"),
    "removed_scans": _Source("id"),
    "work_index": _OF_APPLICATION._replace(order="application"),
    "tallies": _Source("id", f"id IN {_CHOSEN}"),
    # What all tallies of a day make, and no application's.
    "tally_days": _Source("received_on, figure, code", "0"),
    "search_rows": _Source("key", f"key & 0xffffffff IN {_CHOSEN}"),
    "salts": _OF_SUBJECT,
    "journal": _OF_SUBJECT._replace(order="sequence", which=f"{_OF_SUBJECT.which} OR {_ON_MAIL}"),
    "stamp_entries": _Source("id", f"application IN {_CHOSEN}"),
    "stamp_moves": _Source(
        "entry, value",
        f"entry IN (SELECT id FROM stamp_entries WHERE application IN {_CHOSEN})",  # noqa: S608  our own names
    ),
    # What all entries make, and no application's.
    "stamp_balances": _Source("value", "0"),
    # The desk's own, and no application's.
    "running_numbers": _Source("kind, era, year"),
    "drafts": _Source("user, key"),
    "settings": _Source("name"),
}
"""How tables are read of which their columns do not say it."""

_NUMBERED: Mapping[str, str] = {
    "applications.id": "application",
    "tallies.id": "application",
    "application": "application",
    "concerns": "application",
    "mail_items.id": "mail item",
    "mail_item": "mail item",
    "stamp_entries.id": "stamp entry",
    "entry": "stamp entry",
    "takes_back": "stamp entry",
}
"""Columns and fields that hold a running number of the desk, and whose number it is."""

_DOCUMENT_NUMBERS = frozenset(
    {
        "letters.number",
        "notices.number",
        "stamp_entries.reference",
        "letter_facts.facts.number",
        "letter_facts.facts.body.value.notice.number",
    }
)
"""Columns and fields in which the running number of a document stands, alone or as it is cited."""

_DOCUMENT = re.compile(r"\d+-\d+")
_INDEX_KEYS = frozenset({"search_rows.key", "work_index.search_key", f"{TOKENS}.key"})
_ID_BITS = 32
_ID = re.compile(r"\b[0-9a-f]{32}\b")


def read_tables(store: SqlStore, applications: Collection[ApplicationId] | None = None) -> Tables:
    """Return every table's rows that belong to these applications, in one transaction.

    The desk's own tables are read whole; without a choice of applications all tables are. Rows are
    as they stand in the file, in an order that no id decides; JSON is read.
    """
    with store._reading() as connection:
        chosen = None if applications is None else _chosen(connection, applications)
        names = dict.fromkeys((*_SOURCES, *METADATA.tables))
        read = {name: _rows(connection, name, chosen) for name in names}
        return read | {TOKENS: _tokens(connection, [row["key"] for row in read["search_rows"]])}


def differences(ours: Tables, theirs: Tables, left_out: Collection[str] = ()) -> list[str]:
    """Return where two readings differ, a line each.

    ``left_out`` names columns as ``table.column``, fields of a JSON column as
    ``table.column.field``. Of these only is compared whether there is a value.
    """
    one, other = _Plain(frozenset(left_out)), _Plain(frozenset(left_out))
    return [
        line
        for table in dict.fromkeys((*ours, *theirs))
        for line in _differing(
            table,
            [one.row(table, row) for row in ours.get(table, ())],
            [other.row(table, row) for row in theirs.get(table, ())],
        )
    ]


def _chosen(connection: Connection, applications: Collection[ApplicationId]) -> dict[str, str]:
    """Return what the questions ask with: the applications, and the digests of their mail."""
    chosen = {"chosen": json.dumps(sorted(applications))}
    salt = connection.execute(text("SELECT salt FROM salts WHERE subject = ''")).scalar()
    mail = connection.execute(text(f"SELECT id FROM mail_items WHERE id IN {_MAIL}"), chosen)  # noqa: S608  our own names
    digests = [chain.digest("mail", id_, salt or b"") for id_ in mail.scalars()]
    return {**chosen, "mail": json.dumps(digests)}


def _rows(connection: Connection, name: str, chosen: Mapping[str, str] | None) -> list[Row]:
    columns = METADATA.tables[name].columns
    order, which, join = _SOURCES.get(name) or _source_by_columns(columns)
    where = f"WHERE {which}" if which and chosen is not None else ""
    asked = text(f"SELECT {name}.* FROM {name} {join} {where} ORDER BY {order}")  # noqa: S608  our own names
    written = {column.name for column in columns if isinstance(column.type, Written)}
    return [
        {column: _opened(value, nested=column in written) for column, value in row.items()}
        for row in connection.execute(asked, chosen if where else None).mappings()
    ]


def _opened(value: object, *, nested: bool) -> object:
    """Return a value with its fields: nested ones, and objects among the desk's own values."""
    if isinstance(value, str) and (nested or value.startswith("{")):
        return json.loads(value)
    return value


def _source_by_columns(columns: _Columns) -> _Source:
    """Return how a table is read that nobody named: one of no application is the desk's own."""
    if {"application", "position"} <= set(columns.keys()):
        return _OF_APPLICATION
    key = ", ".join(column.name for column in columns if column.primary_key)
    return _Source(key, _OF_APPLICATION.which if "application" in columns else "")


def _tokens(connection: Connection, keys: Collection[int]) -> list[Row]:
    """Return what the index holds of each application, from the index itself."""
    connection.execute(
        text(f"CREATE VIRTUAL TABLE temp.held USING fts5vocab(main, {TOKENS}, instance)")
    )
    held: dict[int, list[str]] = {key: [] for key in keys}
    for key, term in connection.execute(text("SELECT doc, term FROM temp.held ORDER BY term")):
        if key in held:
            held[key].append(term)
    return [{"key": key, "grams": " ".join(terms)} for key, terms in held.items()]


@dataclass
class _Plain:
    """Puts numbers in the place of ids, in the order in which they are met."""

    left_out: frozenset[str]
    met: defaultdict[str, dict[object, str]] = field(default_factory=lambda: defaultdict(dict))

    def row(self, table: str, row: Row) -> Row:
        return {name: self._value(f"{table}.{name}", name, value) for name, value in row.items()}

    def _value(self, place: str, name: str, value: object) -> object:
        if value is None:
            return None
        if place in self.left_out:
            return "left out"
        if isinstance(value, dict):
            return {key: self._value(f"{place}.{key}", key, each) for key, each in value.items()}
        if isinstance(value, list):
            return [self._value(place, name, each) for each in value]
        return self._without_ids(place, name, value)

    def _without_ids(self, place: str, name: str, value: object) -> object:
        if place in _INDEX_KEYS and isinstance(value, int):
            return (value >> _ID_BITS, self._number("application", value % (1 << _ID_BITS)))
        whose = _NUMBERED.get(place) or _NUMBERED.get(name)
        if whose is not None:
            return self._number(whose, value)
        if not isinstance(value, str):
            return value
        if place in _DOCUMENT_NUMBERS:
            return _DOCUMENT.sub(lambda found: self._number("document", found[0]), value)
        return _ID.sub(lambda found: self._number("id", found[0]), value)

    def _number(self, whose: str, value: object) -> str:
        known = self.met[whose]
        return known.setdefault(value, f"{whose} #{len(known) + 1}")


def _differing(place: str, ours: object, theirs: object) -> Iterator[str]:
    if isinstance(ours, list) and isinstance(theirs, list):
        for number, (one, other) in enumerate(zip_longest(ours, theirs)):
            yield from _differing(f"{place}[{number}]", one, other)
    elif isinstance(ours, dict) and isinstance(theirs, dict):
        for name in dict.fromkeys((*ours, *theirs)):
            yield from _differing(f"{place}.{name}", ours.get(name), theirs.get(name))
    elif ours != theirs:
        yield f"{place}: {ours!r} != {theirs!r}"


def rows_of_office(raw: Any) -> dict[str, list[Any]]:  # noqa: ANN401  a connection of the driver
    """Return every row of a station's desk that all stations have, and the last ids, by table."""
    found: dict[str, list[Any]] = {}
    for shape in SHAPES.values():
        key = ", ".join(f'"{each}"' for each in shape.key)
        words = f'SELECT {shape.listed} FROM "{shape.name}" ORDER BY {key}'  # noqa: S608  our own names
        rows = raw.execute(words).fetchall()
        found[shape.name] = [row for row in rows if row[0] not in LOCAL_VALUES]
    found["ids"] = raw.execute("SELECT * FROM sqlite_sequence ORDER BY name").fetchall()
    return found
