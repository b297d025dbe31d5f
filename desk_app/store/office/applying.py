# SPDX-License-Identifier: MIT
"""Taking what another station changed into this file: rows, ids, and the tokens of search."""

from __future__ import annotations

from contextlib import nullcontext
from functools import cache
from typing import TYPE_CHECKING

from desk_app.desk.errors import DamageFound
from desk_app.store.journal import chain
from desk_app.store.office.shipping import LOCAL_VALUES, SHAPES, NotShippedError
from desk_app.store.schema.connecting import FROZEN, letters_may_go
from desk_app.store.schema.tables import JournalRows, SearchRows, SettingRows
from desk_app.store.search import folding

if TYPE_CHECKING:
    from collections.abc import Sequence

    import sqlcipher3.dbapi2 as driver

    from desk_app.store.journal.book import Head
    from desk_app.store.office.shipping import RowChanges, TableShape, Value


_JOURNAL, _SEARCH = JournalRows.__tablename__, SearchRows.__tablename__
_SETTINGS = SettingRows.__tablename__
_CONSTRAINTS_LAST = "PRAGMA defer_foreign_keys = ON"
_TEXTS = "SELECT names, addresses, numbers FROM search_rows WHERE key = ?"
_FORGET_TOKENS = "INSERT INTO search(search, rowid, grams) VALUES ('delete', ?, ?)"
_KEEP_TOKENS = "INSERT INTO search(rowid, grams) VALUES (?, ?)"
_RAISE_ID = "UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?"
_DROP_DRAFT = "DELETE FROM drafts WHERE user = ? AND key = ?"
_LINKS = """
    SELECT sequence, at, actor, action, subject, digests, previous, hash FROM journal
    WHERE sequence > ? ORDER BY sequence
"""


def apply(raw: driver.Connection, changes: RowChanges, *, own: bool) -> None:
    """Take the changes of one unit, within a transaction; ``own`` are those of this station.

    An own unit comes back where its station was killed between the server's commit and its own:
    the drafts that it used up are dropped then. Raises NotShippedError for what no unit of ours
    has, and the driver's own errors.
    """
    if _JOURNAL in changes.gone:
        raise NotShippedError
    raw.execute(_CONSTRAINTS_LAST)
    frozen = FROZEN & changes.gone.keys()
    with letters_may_go(raw) if frozen else nullcontext():
        for shape in reversed(list(SHAPES.values())):
            _delete(raw, shape, changes.gone.get(shape.name, ()))
    for name, shape in SHAPES.items():
        _put(raw, shape, changes.rows.get(name, ()))
    raw.executemany(_RAISE_ID, [(last, name) for name, last in changes.last_ids.items()])
    if own:
        raw.executemany(_DROP_DRAFT, changes.drafts)


def check_journal_after(raw: driver.Connection, before: Head) -> None:
    """Go on only where the entries that came are chained to the head of before.

    Raises DamageFound with the number of the first wrong one.
    """
    sequence, hash_ = before
    wrong = chain.first_wrong(raw.execute(_LINKS, (sequence,)), after=sequence, previous=hash_)
    if wrong is not None:
        raise DamageFound("journal_damaged", {"entry": wrong})


def _delete(raw: driver.Connection, shape: TableShape, keys: Sequence[Sequence[Value]]) -> None:
    if not keys:
        return
    if shape.name == _SEARCH:
        for (key,) in keys:
            _forget_tokens(raw, key)
    raw.executemany(f'DELETE FROM main."{shape.name}" WHERE {shape.where}', keys)  # noqa: S608  our own names


def _put(raw: driver.Connection, shape: TableShape, rows: Sequence[Sequence[Value]]) -> None:
    if shape.name == _SETTINGS:
        rows = [row for row in rows if row[0] not in LOCAL_VALUES]
    if not rows:
        return
    if shape.name == _SEARCH:
        for key, *texts in rows:
            _forget_tokens(raw, key)
            raw.execute(_KEEP_TOKENS, (key, _tokens(texts)))
    if shape.has_more_unique:
        # Two rows of one unit may have exchanged what no two may have at once.
        _delete(raw, shape, [row[: len(shape.key)] for row in rows])
    raw.executemany(_insertion(shape), rows)


def _forget_tokens(raw: driver.Connection, key: Value) -> None:
    """Delete the tokens of the texts that stand there: of these they were made."""
    texts = raw.execute(_TEXTS, (key,)).fetchone()
    if texts is not None:
        raw.execute(_FORGET_TOKENS, (key, _tokens(texts)))


def _tokens(texts: Sequence[Value]) -> str:
    names, addresses, numbers = map(str, texts)
    return folding.tokens(folding.Folded(names, addresses, numbers))


@cache
def _insertion(shape: TableShape) -> str:
    marks = ", ".join("?" for _ in shape.columns)
    words = f'INSERT INTO main."{shape.name}" ({shape.listed}) VALUES ({marks})'  # noqa: S608  our own names
    if shape.name in FROZEN:
        return words
    rest = [f'"{each}" = excluded."{each}"' for each in shape.columns[len(shape.key) :]]
    key = ", ".join(f'"{each}"' for each in shape.key)
    return f"{words} ON CONFLICT ({key}) DO " + (
        f"UPDATE SET {', '.join(rest)}" if rest else "NOTHING"
    )
