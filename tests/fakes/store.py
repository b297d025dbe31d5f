# SPDX-License-Identifier: MIT
"""A store in memory that keeps the contract of the real one; tests of verbs and rules use it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import datetime

from desk_app.desk.errors import KnownError, ReadBeside
from desk_app.desk.ports import Progress
from desk_app.records.base import UserId
from desk_app.records.books.journal import JournalMark
from desk_app.records.case.disposal import SignedNames, Traces
from tests.fakes.books import FakeBooks
from tests.fakes.inquiries import FakeInquiryQueries
from tests.fakes.journal_queries import FakeJournalQueries
from tests.fakes.postings import FakePostQueries
from tests.fakes.queries import FakeQueries
from tests.fakes.stamps import FakeStampQueries
from tests.fakes.state import State
from tests.fakes.tallies import FakeFigureQueries


class FakeStore:
    """A ``desk.ports.Store`` without a file."""

    def __init__(self, state: State | None = None) -> None:
        self.state = state or State()
        self.disposed: frozenset[str] = frozenset()
        self.listed: list[SignedNames] = []
        self.searched: frozenset[str] = frozenset()
        self.remains: tuple[str, ...] = ()
        """What stands on pages though no row holds it."""
        self.read_beside = False
        """Whether somebody reads the desk's file."""
        self._busy = False
        self._queries = FakeQueries(self._asked)
        self._stamps = FakeStampQueries(self._asked)
        self._postings = FakePostQueries(self._asked)
        self._figures = FakeFigureQueries(self._asked)
        self._inquiries = FakeInquiryQueries(self._asked)
        self._journal = FakeJournalQueries(self._asked)

    @property
    def queries(self) -> FakeQueries:
        return self._queries

    @property
    def stamps(self) -> FakeStampQueries:
        return self._stamps

    @property
    def figures(self) -> FakeFigureQueries:
        return self._figures

    @property
    def postings(self) -> FakePostQueries:
        return self._postings

    @property
    def inquiries(self) -> FakeInquiryQueries:
        return self._inquiries

    @property
    def journal(self) -> FakeJournalQueries:
        return self._journal

    def check_journal(self) -> JournalMark:
        with self.reading() as books:
            return books.journal.mark()

    @contextmanager
    def writing(self, actor: UserId, at: datetime) -> Iterator[FakeBooks]:
        with self._alone():
            yield FakeBooks(self.state, (actor, at), self._keep)

    @contextmanager
    def reading(self) -> Iterator[FakeBooks]:
        with self._alone():
            yield FakeBooks(self.state, None, self._keep)

    @property
    def closed_to_writing(self) -> KnownError | None:
        return None

    def once_writable(self, call: Callable[[], None]) -> None:
        call()

    def disposed_before(self) -> frozenset[str]:
        return self.disposed

    def begin_disposal_list(self, names: Collection[str]) -> tuple[int, str]:
        self.listed = [SignedNames("", tuple(sorted(names)))] if names else []
        return len(self.listed), f"{len(self.listed):064x}"

    def list_disposed(self, entry: SignedNames) -> tuple[int, str]:
        if entry not in self.listed:
            self.listed.append(entry)
        self.disposed |= frozenset(entry.names)
        return len(self.listed), f"{len(self.listed):064x}"

    def must_be_alone(self) -> None:
        if self.read_beside:
            raise ReadBeside

    def search_pages(self, words: Collection[str], progress: Progress | None = None) -> Traces:
        with self._alone():
            self.searched = frozenset(words)
        return Traces(1, len(words), len(self.searched & frozenset(self.remains)), 0)

    def close(self) -> None:
        """Do nothing: there is no file."""

    def copy(self) -> FakeStore:
        """Return a store with the same rows that goes its own way; cheap, for walks over states."""
        return FakeStore(self.state.copy())

    def _asked(self) -> State:
        with self._alone():
            return self.state

    def _keep(self, state: State) -> None:
        self.state = state

    @contextmanager
    def _alone(self) -> Iterator[None]:
        if self._busy:
            raise RuntimeError("one unit of work at a time")
        self._busy = True
        try:
            yield
        finally:
            self._busy = False
