# SPDX-License-Identifier: MIT
"""The bulk door: whole applications and their entries, written in large batches for measuring.

It writes the rows that the verbs would have left, with the same index, journal and salts, and no
rule is asked: whoever hands something in answers for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import func, select
from sqlalchemy.engine import Connection
from typing_extensions import override

from desk_app.desk.rows import WorkIndex
from desk_app.records.base import LetterId, MailItemId, UserId
from desk_app.records.books.journal import Action, JournalMark
from desk_app.records.case.history import ApplicationFile
from desk_app.records.case.letters import LetterFacts
from desk_app.records.case.stamps import StampEntry
from desk_app.store.books.desk_books import SqlNumbers
from desk_app.store.books.files import NEW_FACTS, NEW_PAGES
from desk_app.store.books.stamps import (
    KEEP_BALANCE,
    NEW_MOVES,
    balance_row,
    balances,
    entry_row,
    move_rows,
    moved,
)
from desk_app.store.database import SqlStore
from desk_app.store.disk.machine import Octets
from desk_app.store.journal import chain
from desk_app.store.journal.book import (
    DESK_SALT,
    NEW_ENTRIES,
    NEW_SALTS,
    SALT_BYTES,
    Head,
    mark_of,
    read_head,
    read_salt,
)
from desk_app.store.journal.chain import ChainLink, Fact
from desk_app.store.ledgers.imports import write_whole
from desk_app.store.schema.columns import moment_text
from desk_app.store.schema.connecting import SETTINGS
from desk_app.store.schema.engine import Insertion, ask, run, run_many
from desk_app.store.schema.tables import StampEntries

Rows = tuple[str, Sequence[Sequence[object]]]

BATCH = 2000
"""So many applications or entries are written at once: enough for speed, little to hold."""

_LARGE_CACHE = -786_432
"""In KB, as SQLite reads it: what cannot be dropped, keys that are random names, stays in it.

A million applications have 130 MB of them; as much again comes with each commit, and passes by.
"""

_INDEXES = """
    SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY rowid
"""

_LAST_NUMBER = "SELECT last FROM running_numbers WHERE kind = ? AND era = ? AND year = ?"
_COUNTED = """
    INSERT INTO running_numbers (kind, era, year, last) VALUES (?, ?, ?, ?)
    ON CONFLICT (kind, era, year) DO UPDATE SET last = excluded.last
"""

_NEW_ENTRY = Insertion(StampEntries)
_LAST_ENTRY = select(func.coalesce(func.max(StampEntries.id), 0))


@dataclass(frozen=True, slots=True)
class Frozen:
    """A letter as it was frozen: facts, the hash of its pages, and the pages where they are kept.

    Every letter of a desk has its pages; one for measuring may do without most of them.
    """

    letter: LetterId
    facts: LetterFacts
    sha256: str
    pages: bytes | None


@dataclass(frozen=True, slots=True)
class Whole:
    """An application as it is to stand: its file, its place in the lists, its frozen letters.

    Ids and versions are those it is to have; the mail items of the file come with it.
    """

    file: ApplicationFile
    index: WorkIndex
    letters: tuple[Frozen, ...] = ()


class Batches:
    """Makes the rows of whole applications, batch by batch; the batches are all of one load."""

    def __init__(self) -> None:
        self._mail: set[MailItemId] = set()

    def rows(self, every: Sequence[Whole]) -> list[Rows]:
        """Return the rows of a batch without writing them: another process may have made them."""
        collected = _Collected()
        connection = cast("Connection", collected)
        write_whole(connection, [(each.file, each.index) for each in every], self._mail)
        _write_letters(connection, [letter for each in every for letter in each.letters])
        return collected.rows


class _Collected:
    """Stands in for a connection: what would be written through it is collected."""

    def __init__(self) -> None:
        self.rows: list[Rows] = []
        self.connection = self.driver_connection = self
        self.lastrowid = 0
        self.in_transaction = True

    def executemany(self, sql: str, rows: Sequence[Sequence[object]]) -> None:
        self.rows.append((sql, rows))

    def execute(self, sql: str, row: Sequence[object]) -> _Collected:
        self.rows.append((sql, (row,)))
        return self


def _write_letters(connection: Connection, letters: list[Frozen]) -> None:
    facts = [
        {"letter": each.letter, "facts": each.facts, "sha256": each.sha256} for each in letters
    ]
    pages = [
        {"letter": each.letter, "pages": each.pages} for each in letters if each.pages is not None
    ]
    NEW_FACTS.many(connection, facts)
    NEW_PAGES.many(connection, pages)


class BulkNumbers(SqlNumbers):
    """The running numbers while many are taken: counted here, and written by `write`."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._last: dict[tuple[str, str, int], int] = {}

    def write(self) -> None:
        """Write how far each was counted."""
        run_many(self._connection, _COUNTED, [(*of, last) for of, last in self._last.items()])

    @override
    def _next(self, kind: str, era: str, year: int) -> int:
        of = (kind, era, year)
        if of not in self._last:
            found = ask(self._connection, _LAST_NUMBER, of).fetchone()
            self._last[of] = found[0] if found else 0
        self._last[of] += 1
        return self._last[of]


class BulkStamps:
    """Many entries of the stamp book, written in batches by whoever fills a desk."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._next = int(connection.execute(_LAST_ENTRY).scalar_one()) + 1
        self._balances = {each.value: each for each in balances(connection)}
        self._waiting: list[tuple[int, StampEntry]] = []

    def add(self, entry: StampEntry) -> None:
        """Enter stamps after all that were entered before; raises Refused as the book does."""
        for move in entry.moves:
            self._balances[move.value] = moved(self._balances.get(move.value), move)
        self._waiting.append((self._next, entry))
        self._next += 1

    def write(self) -> None:
        """Write what was entered since, and the balance it makes."""
        if not self._waiting:
            return
        rows = [{**entry_row(each), "id": id_} for id_, each in self._waiting]
        _NEW_ENTRY.many(self._connection, rows)
        moves = [row for id_, each in self._waiting for row in move_rows(id_, each.moves)]
        NEW_MOVES.many(self._connection, moves)
        run_many(
            self._connection, KEEP_BALANCE, [balance_row(each) for each in self._balances.values()]
        )
        self._waiting = []


@contextmanager
def loading(store: SqlStore) -> Iterator[BulkDoor]:
    """Open the door for many whole applications at once; raises as `writing` does."""
    store._make_ready()
    with store._unit() as connection:
        yield BulkDoor(connection, store._chance, store._settle)


class BulkDoor:
    """Many applications and their entries, written in batches and kept by `commit`.

    Entries are chained in the order in which they are noted, and may come long before their
    application. A load that was cut short leaves a desk with half of them: it is thrown away.
    """

    def __init__(
        self,
        connection: Connection,
        chance: Octets,
        settle: Callable[[Connection, Head], None],
    ) -> None:
        self._connection = connection
        self._chance = chance
        self._settle = settle
        self._head = read_head(connection)
        self._salts: dict[str, bytes] = {}
        self._new_salts: list[dict[str, object]] = []
        self._entries: list[ChainLink] = []
        self._stamps = BulkStamps(connection)
        self._indexes: list[tuple[str, str]] = []
        self.numbers = BulkNumbers(connection)

    def note(
        self,
        author: tuple[UserId, datetime],
        action: Action,
        subject: str = DESK_SALT,
        /,
        **facts: Fact,
    ) -> None:
        """Chain an entry to the head; the subject is an application's token."""
        (actor, at), (sequence, previous) = author, self._head
        link = chain.link(
            sequence + 1,
            (moment_text(at), actor, action.value, subject),
            chain.digests(facts, self._salt(subject)) if facts else "{}",
            previous,
        )
        self._entries.append(link)
        self._head = (link.sequence, link.hash)
        if len(self._entries) >= BATCH:
            self._write_entries()
            self._stamps.write()

    def head(self) -> Head:
        """Return number and whole hash of the last entry."""
        return self._head

    def mark(self) -> JournalMark:
        """Return the head as paper shows it."""
        return mark_of(*self._head)

    def forget_salt(self, subject: str) -> None:
        """Hold an application's salt no longer: its last entry was noted."""
        self._salts.pop(subject, None)

    def enter(self, entry: StampEntry) -> None:
        """Enter stamps that came or went, after all that were entered before."""
        self._stamps.add(entry)

    def write(self, rows: Iterable[Rows]) -> None:
        """Write rows that `Batches` made elsewhere of whole applications."""
        for sql, those in rows:
            run_many(self._connection, sql, those)

    def drop_indexes(self) -> None:
        """Do without indexes for a large load: at random places in them each row would be dear."""
        self._indexes = ask(self._connection, _INDEXES).fetchall()
        for name, _ in self._indexes:
            run(self._connection, f'DROP INDEX "{name}"')
        run(self._connection, f"PRAGMA cache_size = {_LARGE_CACHE}")

    def make_indexes(self) -> None:
        """Make the indexes again, each in one go."""
        for _, sql in self._indexes:
            run(self._connection, sql)
        self._indexes = []
        run(self._connection, f"PRAGMA cache_size = {dict(SETTINGS)['cache_size']}")

    def commit(self) -> None:
        """Keep everything that came in until now, durably, and let the anchor follow."""
        self._write_entries()
        self._stamps.write()
        self.numbers.write()
        self._connection.commit()
        self._settle(self._connection, self._head)
        self._connection.begin()

    def _salt(self, subject: str) -> bytes:
        if subject not in self._salts:
            self._salts[subject] = read_salt(self._connection, subject) or self._new_salt(subject)
        return self._salts[subject]

    def _new_salt(self, subject: str) -> bytes:
        salt = self._chance.octets(SALT_BYTES)
        self._new_salts.append({"subject": subject, "salt": salt})
        return salt

    def _write_entries(self) -> None:
        NEW_SALTS.many(self._connection, self._new_salts)
        # A link is its row: all text, and two hashes, in the order of the columns.
        NEW_ENTRIES.written(self._connection, self._entries)
        self._new_salts, self._entries = [], []
