# SPDX-License-Identifier: MIT
"""One unit of work on the database: everything in it is kept together, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.store import removal
from desk_app.store.desk_books import SqlDrafts, SqlNumbers, SqlPeople, SqlSettings
from desk_app.store.disposals import SqlDisposals
from desk_app.store.engine import driver_connection
from desk_app.store.files import SqlFiles
from desk_app.store.journal.book import JournalBook
from desk_app.store.letter_pages import SqlPages
from desk_app.store.mailbox import SqlMailBox
from desk_app.store.stamps import SqlStamps
from desk_app.store.wordings import SqlWordings

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlalchemy.engine import Connection

    from desk_app.records.ids import UserId
    from desk_app.store.chance import Octets
    from desk_app.store.journal.book import Head


class SqlBooks:
    """The books of one unit of work (a ``desk.ports.Books``); whoever opened it ends it.

    Without an author it only reads, and its commit is refused. ``settle`` is told the journal's
    head when a commit has been made.
    """

    def __init__(
        self,
        connection: Connection,
        author: tuple[UserId, datetime] | None,
        chance: Octets,
        settle: Callable[[Connection, Head], None],
    ) -> None:
        self._connection = connection
        self._author = author
        self._settle = settle
        self._changes_before = driver_connection(connection).total_changes
        self.mail = SqlMailBox(connection)
        self.files = SqlFiles(connection, self.mail)
        self.letters = SqlPages(connection)
        self.numbers = SqlNumbers(connection)
        self.disposals = SqlDisposals(connection)
        self.stamps = SqlStamps(connection)
        self.drafts = SqlDrafts(connection)
        self.people = SqlPeople(connection)
        self.wordings = SqlWordings(connection)
        self.settings = SqlSettings(connection)
        self.journal = JournalBook(connection, author, chance, self.files.token_of)

    def commit(self) -> None:
        """Keep everything, durably.

        Raises RuntimeError, our own mistake, where nothing was to be changed or a change of more
        than drafts was not noted in the journal.
        """
        if self._author is None:
            raise RuntimeError("a unit of work that only reads keeps nothing")
        changes = driver_connection(self._connection).total_changes - self._changes_before
        if changes > self.drafts.changes and not self.journal.noted:
            raise RuntimeError("a change without a journal entry cannot be kept")
        if self.files.removed:
            removal.renew_statistics(self._connection)
        self._connection.commit()
        if self.journal.noted:
            self._settle(self._connection, self.journal.head())
