# SPDX-License-Identifier: MIT
"""The bare baselines: the driver alone, as fast as it lets us, on the same rows and the same file.

Each reads or writes what ours does, with the same key, pragmas and syncs, and does nothing else: no
rules, no rights, no records, no window.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import Any

import pyrage
import sqlcipher3.dbapi2 as driver
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from pyrage import x25519
from xlsxwriter import Workbook

from desk_app.store.database import EMPTY_LOG
from desk_app.store.journal import chain
from desk_app.store.schema.connecting import SETTINGS, key_words
from desk_app.store.search.search import Asked
from desk_app.store.vault.slots import Cost

Raw = Any
"""A connection of the driver, which has no types."""

Statement = tuple[str, Any, bool]
"""A statement, its parameters, and whether they are several rows."""

NEWEST = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT {}"
CHECKED = """
    SELECT key FROM search JOIN search_rows ON key = search.rowid
    WHERE search MATCH ? AND ({}) ORDER BY search.rowid DESC LIMIT {}
"""
ALL = "SELECT key FROM search_rows ORDER BY key DESC LIMIT 10001"
ORDERED = "SELECT application FROM work_index ORDER BY {} LIMIT 10001"
OF_WORK = "SELECT application FROM work_index WHERE work = ? ORDER BY by LIMIT 10001"
CARERS = "SELECT DISTINCT carer FROM work_index WHERE carer <> '' AND work <> 'done'"
OF_CARER = 'SELECT application FROM work_index WHERE carer = ? ORDER BY "by" LIMIT 100'
NUMBER_OF = "SELECT receipt_number FROM applications WHERE id = ?"
BY_NUMBER = "SELECT id FROM applications WHERE receipt_number <> '' AND receipt_number = ?"
BALANCES = "SELECT value, held, owned FROM stamp_balances ORDER BY value DESC"
ENTRIES = """
    SELECT * FROM stamp_entries LEFT JOIN stamp_moves ON entry = stamp_entries.id
    WHERE "on" BETWEEN ? AND ? ORDER BY stamp_entries.id DESC LIMIT 1000
"""
SORTED = """
    SELECT application FROM search JOIN work_index ON search_key = search.rowid
    WHERE search MATCH ? ORDER BY {} LIMIT 1000
"""
WALKED = """
    SELECT application FROM work_index
    WHERE +application IN (SELECT rowid & 4294967295 FROM search WHERE search MATCH ?)
    ORDER BY {} LIMIT 1000
"""
WAITING = """
    SELECT work, count(*), min(received_on), min(by) FROM work_index
    WHERE work <> 'done' GROUP BY work
"""
PAGE = """
    SELECT * FROM work_index JOIN applications ON id = application
    WHERE application IN (SELECT value FROM json_each(?))
"""
SCHEMA = """
    SELECT type, name, sql FROM sqlite_master
    WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND sql NOT LIKE 'CREATE VIRTUAL%'
"""


def connection(database: Path, data_key: bytes) -> Raw:
    """Open the file with its key and the desk's own pragmas."""
    raw = driver.connect(str(database), isolation_level=None, cached_statements=512)
    raw.execute(key_words(data_key))
    for name, value in SETTINGS:
        raw.execute(f"PRAGMA {name} = {value}")
    return raw


def derived(password: str, cost: Cost) -> bytes:
    """Derive a key from a password, at its cost."""
    made = Argon2id(
        salt=bytes(16),
        length=32,
        iterations=cost.iterations,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    )
    return made.derive(password.encode())


def opened(database: Path, data_key: bytes) -> None:
    """Open the file, read one row, close it."""
    with closing(driver.connect(str(database), isolation_level=None)) as raw:
        raw.execute(key_words(data_key))
        raw.execute("SELECT name FROM users").fetchone()


def rows(raw: Raw, sql: str, values: Sequence[object] = ()) -> list[Any]:
    """Ask one question and fetch all that is answered."""
    found: list[Any] = raw.execute(sql, values).fetchall()
    return found


def search(wanted: Asked, most: int) -> tuple[str, tuple[str, ...]]:
    """Return the bare question for a typed text: the index alone, or the texts looked at too."""
    if wanted.exact:
        return NEWEST.format(most), (wanted.match,)
    tests, values = list[str](), list[str]()
    for way in wanted.ways:
        for word in way:
            told = [(kind, each) for kind, those in word._asdict().items() for each in those]
            tests.append(" OR ".join(f"instr({kind}, ?)" for kind, _ in told) or "0")
            values += [each for _, each in told]
        tests.append("|")
    ways = " OR ".join(f"({_every(each)})" for each in _split(tests))
    return CHECKED.format(ways, most), (wanted.match, *values)


def _split(tests: Sequence[str]) -> Iterator[list[str]]:
    """Split the tests of all ways at their ends."""
    way = list[str]()
    for each in tests:
        if each != "|":
            way.append(each)
            continue
        yield way
        way = []


def _every(tests: Iterable[str]) -> str:
    return " AND ".join(f"({each})" for each in tests)


def whole(raw: Raw, tables: Sequence[str], application: int) -> None:
    """Read one application: its own row, and those of every table that refers to it."""
    raw.execute("SELECT * FROM applications WHERE id = ?", (application,)).fetchone()
    for name in tables:
        raw.execute(f'SELECT * FROM "{name}" WHERE application = ?', (application,)).fetchall()  # noqa: S608 a table of the schema


def tables_of_applications(raw: Raw) -> list[str]:
    """Return the tables whose rows belong to an application and are found by it."""
    found = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
    return [name for name, sql in found if sql and "PRIMARY KEY (application, id)" in sql]


def saved(raw: Raw, keys: Path, kept: chain.Anchor, statements: Sequence[Statement]) -> None:
    """Write the same rows in one transaction, empty the log, write the anchor file."""
    raw.execute("BEGIN IMMEDIATE")
    for sql, values, many in statements:
        (raw.executemany if many else raw.execute)(sql, values)
    raw.execute("COMMIT")
    raw.execute(EMPTY_LOG)
    chain.write(keys, kept)


def backed_up(raw: Raw, sealed: Path, recipient: x25519.Recipient) -> None:
    """Copy every row into plain SQLite in memory, then its bytes, encrypted with age, to a file."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as plain:
        copy_rows(raw, plain)
        content = pyrage.encrypt(plain.serialize(), [recipient])
    with sealed.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def copy_rows(source: Raw, target: Raw) -> None:
    """Copy every row of every table in one transaction, then make the indexes."""
    source.execute("BEGIN")
    target.execute("BEGIN")
    schema = source.execute(SCHEMA).fetchall()
    for _, name, sql in (piece for piece in schema if piece[0] == "table"):
        target.execute(sql)
        every = source.execute(f'SELECT * FROM "{name}"')  # noqa: S608 a table of the schema
        places = ", ".join("?" * len(every.description))
        target.executemany(f'INSERT INTO "{name}" VALUES ({places})', every)  # noqa: S608 as above
    for _, _, sql in (piece for piece in schema if piece[0] == "index"):
        target.execute(sql)
    target.execute("COMMIT")
    source.execute("COMMIT")


def unsealed(sealed: Path, identity: x25519.Identity) -> sqlite3.Connection:
    """Decrypt a bare backup and open it in memory."""
    plain = sqlite3.connect(":memory:", isolation_level=None)
    plain.deserialize(pyrage.decrypt(sealed.read_bytes(), [identity]))
    return plain


def restored(sealed: Path, identity: x25519.Identity, database: Path, data_key: bytes) -> None:
    """Decrypt a bare backup and write its rows into a new file under another key, durably."""
    plain = unsealed(sealed, identity)
    with closing(plain), closing(connection(database, data_key)) as raw:
        copy_rows(plain, raw)
        raw.execute(EMPTY_LOG)


def drilled(sealed: Path, identity: x25519.Identity, raw: Raw) -> None:
    """Decrypt a bare backup, and count what it and the desk have."""
    with closing(unsealed(sealed, identity)) as plain:
        for each in (plain, raw):
            each.execute("SELECT count(*) FROM applications").fetchone()
            each.execute("SELECT max(sequence) FROM journal").fetchone()


def rekeyed(raw: Raw, data_key: bytes, aside: Path) -> None:
    """Give every page another key, then read them all once more from a copy that SQLite makes."""
    raw.execute(f"PRAGMA rekey = \"x'{data_key.hex()}'\"")
    raw.execute(EMPTY_LOG)
    with closing(driver.connect(str(aside), isolation_level=None)) as target:
        target.execute(key_words(data_key))
        raw.backup(target)
    aside.read_bytes()
    aside.unlink()


def workbook(rows: Sequence[Sequence[str]], path: Path) -> None:
    """Write rows of texts, kept as texts, as a workbook of one sheet, then to a file, durably."""
    content = BytesIO()
    with Workbook(content, {"in_memory": True}) as book:
        sheet, kind = book.add_worksheet(), book.add_format({"num_format": "@"})
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                sheet.write_string(number, column, text, kind)
    with path.open("wb") as file:
        file.write(content.getbuffer())
        file.flush()
        os.fsync(file.fileno())


def moved(raw: Raw, statements: Sequence[str]) -> None:
    """Do the statements of a migration in one transaction, durably."""
    raw.execute("BEGIN IMMEDIATE")
    for sql in statements:
        raw.execute(sql)
    raw.execute("COMMIT")
    raw.execute(EMPTY_LOG)
