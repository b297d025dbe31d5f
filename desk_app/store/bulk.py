# SPDX-License-Identifier: MIT
"""The bulk door: whole applications written in large batches, for measuring and for an import.

It writes the rows that the verbs would have left, with the same index, journal and salts, and no
rule is asked: whoever hands something in answers for it. ``tests/bulk`` holds the two ways against
each other, table by table.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from desk_app.store.books import files as application_rows
from desk_app.store.books.desk_books import BulkNumbers
from desk_app.store.books.files import (
    CLAIMS,
    CORRECTIONS,
    HELD,
    HISTORY,
    NEW_FACTS,
    NEW_PAGES,
    PAYMENTS,
    with_own_things,
)
from desk_app.store.books.stamps import BulkStamps
from desk_app.store.journal import chain
from desk_app.store.journal.book import (
    DESK_SALT,
    NEW_ENTRIES,
    NEW_SALTS,
    SALT_BYTES,
    mark_of,
    read_head,
    read_salt,
)
from desk_app.store.schema.columns import moment_text
from desk_app.store.schema.connecting import SETTINGS
from desk_app.store.schema.engine import Insertion, ask, run, run_many
from desk_app.store.schema.tables import ApplicationRows, MailItems
from desk_app.store.search import search

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from sqlalchemy.engine import Connection

    from desk_app.desk.rows import WorkIndex
    from desk_app.records.base import LetterId, MailItemId, UserId
    from desk_app.records.history import ApplicationFile
    from desk_app.records.journal import Action, JournalMark
    from desk_app.records.letters import LetterFacts
    from desk_app.records.mail import MailItem
    from desk_app.records.stamps import StampEntry
    from desk_app.store.disk.machine import Octets
    from desk_app.store.journal.book import Head
    from desk_app.store.journal.chain import ChainLink, Fact

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

_mail: Any = MailItems.__table__
_MAIL_COLUMNS = tuple(column.name for column in _mail.c)
_NEW_MAIL = Insertion(MailItems)
_NEW = Insertion(ApplicationRows)


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
        self.write(collected, every)  # type: ignore[arg-type] # as far as it is used
        return collected.rows

    def write(self, connection: Connection, every: Sequence[Whole]) -> None:
        """Write the rows of a batch."""
        if not every:
            return
        files = [each.file for each in every]
        of = [(file.application.id, file.application) for file in files]
        write_mail(connection, [item for file in files for item in self._new_mail(file)])
        rows = [{**application_rows.to_row(made), "id": id_} for id_, made in of]
        _NEW.many(connection, rows)
        CLAIMS.add_all(connection, ((id_, made.claims) for id_, made in of))
        CORRECTIONS.add_all(connection, ((id_, made.corrections) for id_, made in of))
        for name, part in HISTORY.items():
            part.add_all(connection, ((file.application.id, getattr(file, name)) for file in files))
        search.add_all(connection, (made for _, made in of))
        search.add_rows(connection, [(each.file.application, each.index) for each in every])
        _write_letters(connection, [letter for each in every for letter in each.letters])

    def _new_mail(self, file: ApplicationFile) -> list[MailItem]:
        """Return the mail items of a file that did not come in with another of their envelope."""
        new = [item for item in file.mail if item.id not in self._mail]
        self._mail.update(item.id for item in new)
        return [with_own_things(item) for item in new]


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


def write_mail(connection: Connection, items: Sequence[MailItem]) -> None:
    """Write the rows of new mail items, which have their ids already."""
    rows = [{name: getattr(item, name) for name in _MAIL_COLUMNS} for item in items]
    _NEW_MAIL.many(connection, rows)
    PAYMENTS.add_all(connection, ((item.id, item.payments) for item in items))
    HELD.add_all(connection, ((item.id, item.held) for item in items))


def _write_letters(connection: Connection, letters: list[Frozen]) -> None:
    facts = [
        {"letter": each.letter, "facts": each.facts, "sha256": each.sha256} for each in letters
    ]
    pages = [
        {"letter": each.letter, "pages": each.pages} for each in letters if each.pages is not None
    ]
    NEW_FACTS.many(connection, facts)
    NEW_PAGES.many(connection, pages)


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
        self._waiting: list[Whole] = []
        self._batches = Batches()
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

    def add(self, whole: Whole) -> None:
        """Take an application, to be written with the next batch."""
        self._waiting.append(whole)
        if len(self._waiting) >= BATCH:
            self._write_applications()

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
        self._write_applications()
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

    def _write_applications(self) -> None:
        every, self._waiting = self._waiting, []
        self._batches.write(self._connection, every)
