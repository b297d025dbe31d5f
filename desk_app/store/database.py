# SPDX-License-Identifier: MIT
"""The open desk file: its units of work, its lists, and the anchor that follows each commit."""

from __future__ import annotations

import threading
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext, suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desk_app.desk.errors import (
    DamageFound,
    DiskFull,
    KnownError,
    Mishap,
    SavesMissing,
    ServerAway,
    StillChecking,
)
from desk_app.records.desk.people import ROSTER_VALUE, Entered
from desk_app.store import consequences, rekeying
from desk_app.store.books.desk_books import (
    SqlDisposals,
    SqlDrafts,
    SqlNumbers,
    SqlPeople,
    SqlSettings,
    SqlWordings,
)
from desk_app.store.books.files import SqlFiles, SqlMailBox, SqlPages
from desk_app.store.books.inquiries import SqlInquiries
from desk_app.store.books.noted import SqlCares, SqlFilings
from desk_app.store.books.registers import SqlRegisters
from desk_app.store.books.scans import SqlScans
from desk_app.store.books.stamps import SqlStampQueries, SqlStamps
from desk_app.store.disk.desk_file import DATABASE, STATIONS
from desk_app.store.disk.faults import told
from desk_app.store.disposal import disposal_list, removal, traces
from desk_app.store.journal import book, chain
from desk_app.store.journal.book import JournalBook, SqlJournal
from desk_app.store.journal.chain import Anchor
from desk_app.store.ledgers.imports import SqlImports
from desk_app.store.lists.inquiries import SqlInquiryQueries
from desk_app.store.lists.letters import SqlPostQueries
from desk_app.store.lists.queries import SqlQueries
from desk_app.store.schema.engine import READ_ONLY_UNIT, driver_connection
from desk_app.store.search.tallies import SqlFigureQueries, SqlTallies
from desk_app.store.vault import key_file

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy.engine import Connection

    from desk_app.desk.ports import Progress
    from desk_app.records.base import UserId
    from desk_app.records.books.journal import Action, JournalMark
    from desk_app.records.case.disposal import SignedNames, Traces
    from desk_app.store.disk.lock import HeldLock
    from desk_app.store.disk.machine import Octets
    from desk_app.store.journal.book import Head
    from desk_app.store.journal.chain import Fact
    from desk_app.store.schema.engine import OpenFile
    from desk_app.store.several import Several
    from desk_app.store.vault.key_file import KeyFile
    from desk_app.store.vault.roster import Roster


@dataclass(frozen=True, slots=True)
class SqlLists:
    """What the lists ask, within one unit of work (a ``desk.ports.Lists``)."""

    queries: SqlQueries
    inquiries: SqlInquiryQueries

    @classmethod
    def on(cls, connection: Connection) -> SqlLists:
        """Return what is asked of the connection that the unit of work has."""

        def lent() -> AbstractContextManager[Connection]:
            return nullcontext(connection)

        return cls(SqlQueries(lent), SqlInquiryQueries(lent))


class SqlBooks:
    """The books of one unit of work (a ``desk.ports.Books``); whoever opened it ends it.

    Without an author it only reads, and its commit is refused. ``settle`` is told the journal's
    head when a commit has been made; ``several`` commits at an office of several stations.
    """

    def __init__(
        self,
        connection: Connection,
        author: tuple[UserId, datetime] | None,
        chance: Octets,
        settle: Callable[[Connection, Head], None],
        several: Several | None = None,
    ) -> None:
        self._connection = connection
        self._author = author
        self._settle = settle
        self._several = several
        self._changes_before = driver_connection(connection).total_changes
        self.mail = SqlMailBox(connection)
        self.files = SqlFiles(connection, self.mail)
        self.inquiries = SqlInquiries(connection)
        self.imports = SqlImports(connection)
        self.cares = SqlCares(connection)
        self.filings = SqlFilings(connection)
        self.scans = SqlScans(connection)
        self.letters = SqlPages(connection)
        self.numbers = SqlNumbers(connection)
        self.disposals = SqlDisposals(connection)
        self.stamps = SqlStamps(connection)
        self.tallies = SqlTallies(connection)
        self.registers = SqlRegisters(connection)
        self.drafts = SqlDrafts(connection)
        self.people = SqlPeople(connection)
        self.wordings = SqlWordings(connection)
        self.settings = SqlSettings(connection)
        self.journal = JournalBook(connection, author, chance, self.files.token_of)

    @property
    def lists(self) -> SqlLists:
        """Return what the lists ask, as it stands in this unit of work."""
        return SqlLists.on(self._connection)

    def commit(self) -> None:
        """Keep everything, durably.

        Raises RuntimeError, our own mistake, where nothing was to be changed or a change of more
        than drafts was not noted in the journal.
        """
        if self._author is None:
            raise RuntimeError("a unit of work that only reads keeps nothing")
        changes = driver_connection(self._connection).total_changes - self._changes_before
        unnoted = self.drafts.changes + self.tallies.changes
        if changes > unnoted and not self.journal.noted:
            raise RuntimeError("a change without a journal entry cannot be kept")
        if self.files.removed or self.imports.removed:
            removal.renew_statistics(self._connection)
        self.scans.disposed(self.files.scans_gone)
        if self._several is None:
            self._connection.commit()
        else:
            self._several.keep(self._connection, self.drafts.dropped)
        self.scans.settle()
        if self.journal.noted:
            self._settle(self._connection, self.journal.head())


# Whether an open desk may be written to: not where it lies read-only, not while it is checked.


_PAUSE_SECONDS = 0.02


@dataclass(frozen=True, slots=True)
class Passed:
    """What the gate found of a desk that it let open."""

    full: bool
    """Every page's seal is checked at this start, as at the first of a day and after a crash."""
    ahead: bool
    """The last save came through without its anchor, as after a crash."""
    migrated: bool
    last_entry: datetime | None
    """The moment of the journal's last entry, to hold the clock against; it decides nothing."""
    keys_followed: bool = False
    """The last save came through without the keys it led to: they were written at this start.

    Who opened the desk did so with those of before, and shows a password once more.
    """
    forgot: bool = False
    """What was disposed of had come back, and was deleted at this start."""

    @property
    def changed(self) -> bool:
        """Whether this start wrote to the pages after it had checked them."""
        return self.migrated or self.forgot


class Guard:
    """Stands before every unit of work that writes; it may be asked from any thread.

    ``stop`` is what closes the desk to writing for as long as it is open. A large desk is checked
    beside, in a thread of its own. Sound pages open it to writing; damage closes it for good.
    """

    def __init__(self, stop: KnownError | None = None) -> None:
        self._stop = self._lasting = stop
        self._shut: KnownError | None = None
        self._cancel: Callable[[], None] | None = None
        self._thread: threading.Thread | None = None

    @property
    def stop(self) -> KnownError | None:
        """Return why nothing can be written now; None where everything can."""
        return self._stop

    def shut(self, stop: KnownError) -> None:
        """Close a desk to writing that is open to it, for as long as it is open."""
        self._shut = stop
        self._lasting = self._lasting or stop
        self._stop = self._stop or stop

    def open_again(self) -> None:
        """Open to writing what was `shut`; what closed it otherwise stays."""
        if self._shut is not None and self._lasting is self._shut:
            self._lasting = None
        if self._shut is not None and self._stop is self._shut:
            self._stop = None

    def check_beside(self, check: Callable[[], None], cancel: Callable[[], None]) -> None:
        """Check in a thread of its own; ``check`` raises KnownError, ``cancel`` makes it end."""
        self._stop = self._lasting or StillChecking()
        self._cancel = cancel
        self._thread = threading.Thread(target=self._check, args=(check,), name="checking")
        self._thread.start()

    def wait(self) -> None:
        """Wait until the check is over."""
        if self._thread is not None:
            self._thread.join()

    def close(self) -> None:
        """End the check where it is still going on."""
        # An interrupt that comes before a statement begins is lost: it is repeated until heard.
        while self._cancel is not None and self._thread is not None and self._thread.is_alive():
            self._cancel()
            self._thread.join(_PAUSE_SECONDS)
        self._cancel = self._thread = None

    def _check(self, check: Callable[[], None]) -> None:
        found: KnownError | None = Mishap()
        try:
            check()
            found = None
        except KnownError as error:
            found = error.with_traceback(None)
        finally:
            self._stop = found or self._lasting


# The open desk file: its units of work, its lists, and the anchor that follows each commit.


EMPTY_LOG = "PRAGMA wal_checkpoint(TRUNCATE)"
"""Moves everything from the write-ahead log into the database, so that less can be damaged."""


class SqlStore:
    """The desk's store (a ``desk.ports.Store``).

    It holds one connection, which belongs to the thread that opened it, and takes one unit of work
    or one query at a time: all calls come from the database thread.
    """

    def __init__(
        self,
        file: OpenFile,
        key_folder: Path,
        lock: HeldLock,
        chance: Octets,
        guard: Guard | None = None,
        passed: Passed | None = None,
    ) -> None:
        self._take(file)
        self._either_key: tuple[bytes, bytes] | None = None
        self._key_folder = key_folder
        self._lock = lock
        self._chance = chance
        self._guard = guard or Guard()
        self._waiting: list[Callable[[], None]] = []
        self.passed = passed
        self._busy = False
        self._closed = False
        self._anchored = True
        self._writing: SqlBooks | None = None
        self._keys_said: KeyFile | None = None
        self._set_aside = False
        self._several: Several | None = None
        self._heard_roster = ""
        with self._reading() as connection:
            self._database = SqlSettings(connection).value(DATABASE) or ""
            self._keys_kept = consequences.keys_waiting(connection)
        self._queries = SqlQueries(self._reading)
        self._stamps = SqlStampQueries(self._reading)
        self._postings = SqlPostQueries(self._reading)
        self._figures = SqlFigureQueries(self._reading)
        self._inquiries = SqlInquiryQueries(self._reading)
        self._journal = SqlJournal(self._reading)

    @property
    def closed_to_writing(self) -> KnownError | None:
        """Return why nothing can be written now; None where everything can."""
        away = None if self._several is None else self._several.away
        return self._guard.stop or away

    @property
    def database(self) -> str:
        """Return the name of this database, which it has for ever."""
        return self._database

    @property
    def guard(self) -> Guard:
        """Return what says whether the pages are still being checked beside, and waits for it."""
        return self._guard

    @property
    def data_key(self) -> bytes:
        """Return the key that the file has: another may wait in the key file."""
        return self._file.data_key

    @property
    def queries(self) -> SqlQueries:
        """Return what the lists ask."""
        return self._queries

    @property
    def stamps(self) -> SqlStampQueries:
        """Return what is asked of the stamp book."""
        return self._stamps

    @property
    def inquiries(self) -> SqlInquiryQueries:
        """Return what is asked of the inquiries."""
        return self._inquiries

    @property
    def figures(self) -> SqlFigureQueries:
        """Return what the figures ask."""
        return self._figures

    @property
    def postings(self) -> SqlPostQueries:
        """Return what is asked of the envelopes."""
        return self._postings

    @property
    def journal(self) -> SqlJournal:
        """Return what is asked of the journal."""
        return self._journal

    def check_journal(self) -> JournalMark:
        """Return the journal's head, once the chain is whole and the anchor has it."""
        self._finish_last()
        with self._reading() as connection:
            wrong = book.first_wrong(connection)
            if wrong is not None:
                raise DamageFound("journal_damaged", {"entry": wrong})
            head = book.read_head(connection)
            self._must_be_anchored(head)
            return book.mark_of(*head)

    @contextmanager
    def writing(self, actor: UserId, at: datetime) -> Iterator[SqlBooks]:
        """Open a unit of work that may change things; entries carry this actor and moment.

        Raises DiskFull where the anchor of the last save finds no room still; ReadOnly,
        StillChecking or DamageFound where the desk is open for reading alone. At an office of
        several stations it waits for its turn, and begins with what the others saved before.
        """
        self._make_ready()
        with self._in_turn(), self._unit() as connection:
            if self._several is not None:
                self._several.begin(driver_connection(connection))
            books = SqlBooks(connection, (actor, at), self._chance, self._settle, self._several)
            self._writing = books
            try:
                yield books
            finally:
                self._writing = self._keys_said = None
                books.scans.undo()
                if self._set_aside:
                    consequences.clear_aside(self._key_folder)
                    self._set_aside = False

    def share(self, several: Several) -> None:
        """Be a station of an office from now on: what others saved is taken, as far as it can be.

        Where the server is away, or its log is not what was written, the desk can be read; nothing
        is saved. Raises DiskFull.
        """
        self._several = several
        with suppress(ServerAway, DamageFound):
            self.hear_others()

    @property
    def is_of_office(self) -> bool:
        """Say whether the rows name stations: then this is no single desk."""
        with self._reading() as connection:
            return bool(SqlSettings(connection).value(STATIONS))

    def be_read_alone(self) -> None:
        """Close the desk of an office to writing whose file of its station is gone."""
        self._guard.shut(DamageFound("station_lost"))

    def end_sharing(self) -> None:
        """End the log of the office where it stands, with everything taken; raises ServerAway."""
        self._make_ready()
        if self._several is not None:
            self._several.end(self._lent)

    def stand_alone(self) -> None:
        """Be no station from now on, without asking any server; a lost one is written to again."""
        several, self._several = self._several, None
        if several is not None:
            several.close()
        self._guard.open_again()

    def hear_others(self) -> int:
        """Take what other stations saved, and return how many units of work that were.

        Nothing comes while the pages are being checked. Raises ServerAway, DamageFound where the
        log is not what was written, DiskFull.
        """
        several = self._ready_to_hear()
        return 0 if several is None else several.hear(self._lent)

    def hear_some(self) -> int:
        """Take the next of what other stations saved, in one commit; return how many are left.

        Raises as `hear_others` does.
        """
        several = self._ready_to_hear()
        return 0 if several is None else several.hear_some(self._lent)

    def _ready_to_hear(self) -> Several | None:
        """Return the office that can be heard of now; what an earlier save left is done first."""
        if self._several is None or self._guard.stop is not None:
            return None
        self._lock.must_stand()
        self._finish_last()
        return self._several

    @contextmanager
    def reading(self) -> Iterator[SqlBooks]:
        """Open a unit of work that only reads; its commit is refused."""
        with self._reading() as connection:
            yield SqlBooks(connection, None, self._chance, self._settle)

    def disposed_before(self) -> frozenset[str]:
        """Return the random names on the disposal list of before the roster, which nobody signed.

        Raises DamageFound.
        """
        return disposal_list.read_before(self._key_folder)

    def begin_disposal_list(self, names: Collection[str]) -> tuple[int, str]:
        """Return how many entries the list has with which a roster begins, and its last hash.

        Raises DiskFull where there is no room for it.
        """
        listed = disposal_list.carried_over(names)
        self._set_aside = True
        disposal_list.set_aside(self._key_folder, listed.entries)
        return len(listed.entries), listed.head

    def list_disposed(self, entry: SignedNames) -> tuple[int, str]:
        """Return how many disposals the list has with one more, and its last hash.

        Raises Refused at a desk that has no roster, DamageFound where two people did not sign it,
        SavesMissing, DiskFull where there is no room for it.
        """
        roster = key_file.read(self._key_folder).must_have_roster()
        listed = disposal_list.with_entry(self._key_folder, roster, entry)
        self._set_aside = True
        disposal_list.set_aside(self._key_folder, listed.entries)
        return len(listed.entries), listed.head

    @property
    def heard_roster(self) -> str:
        """Return the roster's place that came with what other stations saved, empty for none."""
        return self._heard_roster

    @property
    def keys_waiting(self) -> KeyFile | None:
        """Return the key file that the open unit of work leads to, or a kept one still waits for.

        None where what lies in the key folder is all there is.
        """
        return self._keys_said or self._keys_kept

    def keep_keys(self, file: KeyFile) -> bool:
        """Have a key file written once the open unit of work is kept.

        Returns False where none is open: whoever calls writes it then, and what waited is written
        before it. Raises DiskFull: the unit of work is then refused before anything is kept.
        """
        if self._writing is None:
            self._finish_last()
            return False
        key_file.set_aside(self._key_folder, file)
        self._set_aside = True
        consequences.keep_keys(self._writing.settings, file)
        self._keys_said = file
        return True

    def search_pages(self, words: Collection[str], progress: Progress | None = None) -> Traces:
        """Search every page of the database for words that no row may hold any more.

        Raises DiskFull, Cancelled, DamageFound, Mishap; what closes the desk to writing.
        """
        self._make_ready()
        with self._unit() as connection:
            found = traces.search(connection, self._file, words, progress)
            return replace(found, files=SqlScans(connection).without_row())

    def rekey(self, data_key: bytes) -> None:
        """Write every row anew under another key, and open the file with it.

        Raises DiskFull, DamageFound, ReadBeside, ServerAway at an office of several, and what
        closes the desk to writing: the file has this key then or the one before, and goes on
        with it.
        """
        if self._guard.stop is not None:
            raise self._guard.stop
        self._lock.must_stand()
        if self._busy or self._closed:
            raise RuntimeError("a desk is re-keyed while it is open and nothing else is done")
        # No file has a key that no key file tells.
        self._finish_last()
        self._take_whichever_stands()
        if self._several is not None:
            self._several.renew(self._lent, data_key)
        before = self._file
        rekeying.must_be_alone(before)
        aside = rekeying.write_anew(before, data_key)
        try:
            self._take(rekeying.put_in_its_place(before, aside, data_key))
        except BaseException:
            # Which of the two stands is seen when it is asked: now there may be no room to open it.
            self._either_key = (before.data_key, data_key)
            raise
        self._engine.connect().close()
        # What was kept beside the desk is gone with its key, and with it what its rows had.
        with self._reading() as connection:
            SqlScans(connection).sweep()
        if self._several is not None:
            self._several.has_renewed(data_key)

    @property
    def path(self) -> Path:
        """Return where the file lies."""
        return self._file.path

    def write_copy(self, aside: Path) -> None:
        """Write every row anew into another file, under the same key, as it stands now.

        Raises DiskFull, DamageFound, and what closes the desk to writing.
        """
        self._make_ready()
        self._take_whichever_stands()
        rekeying.copy_anew(self._file, aside, self._file.data_key)

    def must_be_alone(self) -> None:
        """Go on only where nobody else reads the file; raises ReadBeside, DiskFull."""
        self._make_ready()
        self._take_whichever_stands()
        rekeying.must_be_alone(self._file)

    def once_writable(self, call: Callable[[], None]) -> None:
        """Do something before the first unit of work that can write, at the latest at the close."""
        self._waiting.append(call)

    def close(self) -> None:
        """Close the file; the key is dropped and the lock is free. A second time does nothing.

        Whatever fails on the way, the lock is let go of: the desk would count as open elsewhere.
        """
        if self._closed:
            return
        with ExitStack() as each:
            each.callback(self._lock.release)
            each.callback(self._drop_key)
            each.callback(self._guard.close)
            if self._several is not None:
                each.callback(self._several.close)
            self._note_what_waited()

    def abandon(self) -> None:
        """Close the file for somebody who came no further than its gate: nothing is noted."""
        self._waiting.clear()
        self.close()

    def _drop_key(self) -> None:
        self._closed = True
        try:
            self._engine.dispose()
        finally:
            del self._file, self._engine, self._reading_engine  # They hold the key.

    def _take(self, file: OpenFile) -> None:
        self._file = file
        self._engine = file.engine
        self._reading_engine = file.engine.execution_options(**{READ_ONLY_UNIT: True})

    def _take_whichever_stands(self) -> None:
        """Open the file anew, with the key that it has, after a re-keying that failed."""
        if self._either_key is not None:
            self._take(rekeying.engine_of(self._file.path, self._either_key))
            self._either_key = None

    @contextmanager
    def _unit(self, *, reading: bool = False) -> Iterator[Connection]:
        """Lend the one connection; what was not committed is rolled back."""
        if self._closed:
            raise RuntimeError("the store is closed")
        if self._busy:
            raise RuntimeError("one unit of work at a time")
        self._take_whichever_stands()
        engine = self._reading_engine if reading else self._engine
        self._busy = True
        try:
            with engine.connect() as connection:
                connection.begin()
                yield connection
        finally:
            self._busy = False

    def _reading(self) -> AbstractContextManager[Connection]:
        return self._unit(reading=True)

    def _in_turn(self) -> AbstractContextManager[None]:
        """Hold the turn to save at an office of several; a single desk waits for nobody."""
        if self._several is None:
            return nullcontext()
        with self._engine.connect() as connection:
            self._several.watch(driver_connection(connection))
        return self._several.turn(self._lent)

    @contextmanager
    def _lent(self) -> Iterator[Connection]:
        """Lend the connection for what others saved; keys and anchor follow its commit."""
        with self._unit() as connection:
            before = book.read_head(connection)
            yield connection
            head = book.read_head(connection)
            self._keys_kept = self._keys_kept or consequences.keys_waiting(connection)
            heard = entered_roster(connection)
            connection.rollback()
            if head != before:
                self._heard_roster = heard
                self._settle(connection, head)

    def _make_ready(self) -> None:
        """Let nothing be written to a closed desk, nor without its lock.

        What an earlier save left is done first.
        """
        if self._guard.stop is not None:
            raise self._guard.stop
        self._lock.must_stand()
        self._do_what_waited()
        self._finish_last()

    def _do_what_waited(self) -> None:
        """Do what waited, in its order; while the server of an office is away it waits on."""
        waiting, self._waiting = self._waiting, []
        while waiting:
            try:
                waiting[0]()
            except ServerAway:
                self._waiting = waiting
                if self._several is None or self._several.away is None:
                    raise  # It was reached, and says what whoever saves has to hear.
                return
            del waiting[0]

    def _note_what_waited(self) -> None:
        """Do before the close what waited for a check that nobody else waited for."""
        if self._waiting:
            self._guard.wait()
        if self._guard.stop is None:
            with suppress(KnownError):
                self._do_what_waited()

    def _settle(self, connection: Connection, head: Head) -> None:
        """Write what a commit leads to outside the rows, empty the log, let the anchor follow.

        Where the disk has no room for them the save stands: the next unit of work begins with them.
        """
        self._anchored = False
        if self._keys_said is not None:
            self._keys_kept, self._keys_said = self._keys_said, None
        with suppress(DiskFull):
            self._carry_out(connection)
            self._follow(connection, head)

    def _finish_last(self) -> None:
        """Do what the last save found no room for; raises DiskFull where there is none still."""
        if not self._anchored:
            self._catch_up()

    def _catch_up(self) -> None:
        with self._unit() as connection:
            self._carry_out(connection)
            head = book.read_head(connection)
            connection.rollback()
            self._follow(connection, head)

    def _carry_out(self, connection: Connection) -> None:
        if self._keys_kept is not None:
            consequences.carry_out(connection, self._key_folder)
            self._keys_kept = None

    def _must_be_anchored(self, head: Head) -> None:
        """Go on only if the anchor names this head: while the desk is open it follows each save."""
        kept = chain.read(self._key_folder)
        if kept is None:
            raise DamageFound("anchor_missing")
        if kept.sequence > head[0]:
            raise SavesMissing(facts={"missing": kept.sequence - head[0]})
        if kept.sequence < head[0]:
            raise DamageFound("anchor_too_old", {"ahead": head[0] - kept.sequence})
        if kept != anchor_of(self._database, head, kept.roster):
            raise DamageFound("journal_damaged", {"entry": head[0]})

    def _follow(self, connection: Connection, head: Head) -> None:
        with told(self._file.path):
            driver_connection(connection).execute(EMPTY_LOG)
        entered = entered_roster(connection)
        connection.rollback()
        chain.write(self._key_folder, anchor_of(self._database, head, entered))
        self._anchored = True


def enter_roster(books: SqlBooks, roster: Roster, action: Action, **facts: Fact) -> str:
    """Note how a file began, with the place of the roster it begins with; return that place.

    The books have none yet, or those of an earlier database. It is returned as the anchor has it.
    """
    entered = Entered(roster.place, roster.root, books.journal.head()[0] + 1)
    books.journal.note(action, **facts, **entered.facts())
    books.settings.keep_value(ROSTER_VALUE, entered.written())
    return entered.written()


def entered_roster(connection: Connection) -> str:
    """Return the place of the roster that the books have entered, as the anchor has it."""
    return SqlSettings(connection).value(ROSTER_VALUE) or ""


def anchor_of(database: str, head: Head, roster: str) -> Anchor:
    """Return the anchor of a journal's head and of the roster's place that the books entered.

    Entries are numbered without a gap.
    """
    sequence, hash_ = head
    return Anchor(database, sequence, hash_.hex(), sequence, roster)
