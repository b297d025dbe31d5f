# SPDX-License-Identifier: MIT
"""What the desk needs of the world: store, clock, chance, press, keys, postal codes."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from desk_app.desk.book_ports import Disposals, Drafts, Journal, Numbers, People, Settings, Stamps
from desk_app.desk.errors import KnownError
from desk_app.desk.journal_queries import JournalQueries
from desk_app.desk.ledger_ports import Sheets
from desk_app.desk.post_queries import PostQueries
from desk_app.desk.press_ports import Press
from desk_app.desk.queries import Queries
from desk_app.desk.safe_ports import Backups, Keys, Progress
from desk_app.desk.stamp_queries import StampQueries
from desk_app.desk.wording_ports import Wordings
from desk_app.records.application import Application
from desk_app.records.disposal import Removed, SignedNames, Traces
from desk_app.records.findings import Work
from desk_app.records.history import ApplicationFile
from desk_app.records.ids import ApplicationId, LetterId, MailItemId, UserId
from desk_app.records.journal import JournalMark
from desk_app.records.letters import LetterFacts
from desk_app.records.mail import MailItem
from desk_app.records.people import Role
from desk_app.records.roster import RosterPlace
from desk_app.rules.retention import Kept


class Clock(Protocol):
    """The only source of time."""

    def today(self) -> date:
        """Return the day at the desk (Japan)."""
        ...

    def now(self) -> datetime:
        """Return the moment, aware, in UTC."""
        ...


class Chance(Protocol):
    """The only source of random ids."""

    def token(self) -> str:
        """Return a new random id: 32 hexadecimal digits."""
        ...


@dataclass(frozen=True, slots=True)
class WorkIndex:
    """What the store keeps beside an application for its lists, never read back by rules.

    The word, the day and the reason of the work list as of the last change; ``turns_on`` is the
    first day on which they become the ``then`` values with nothing done (a due date passes).
    """

    work: Work
    what: str
    why: str
    by: date | None
    since: date | None
    turns_on: date | None = None
    then_work: Work | None = None
    then_what: str = ""
    then_why: str = ""
    then_by: date | None = None
    kept: Kept | None = None
    """Since when and how long a completed application is kept."""


class MailBox(Protocol):
    """The mail items."""

    def get(self, id_: MailItemId) -> MailItem:
        """Return a mail item; raises NotFound."""
        ...

    def add(self, item: MailItem) -> MailItem:
        """Keep a new mail item and return it with its id."""
        ...

    def save(self, item: MailItem) -> None:
        """Keep a changed mail item; raises StaleEdit when its version has moved on."""
        ...


class Files(Protocol):
    """The applications with their history."""

    def get(self, id_: ApplicationId) -> ApplicationFile:
        """Return an application with its mail and its history; raises NotFound."""
        ...

    def by_number(self, receipt_number: str) -> ApplicationId | None:
        """Return the id of a receipt number."""
        ...

    def of_mail(self, id_: MailItemId) -> tuple[ApplicationId, ...]:
        """Return the applications that came in a mail item, or that it concerns."""
        ...

    def all_ids(self) -> tuple[ApplicationId, ...]:
        """Return every application, done or not, in the order of their receipt."""
        ...

    def received_between(self, first: date, last: date) -> tuple[ApplicationId, ...]:
        """Return the applications received from one day to another, in the order of receipt."""
        ...

    def posted_as(self, tracking_numbers: Collection[str]) -> tuple[ApplicationId, ...]:
        """Return the applications with an envelope that bears one of these tracking numbers."""
        ...

    def open_ids(self) -> tuple[ApplicationId, ...]:
        """Return the applications that are not done."""
        ...

    def turned_ids(self, on: date) -> tuple[ApplicationId, ...]:
        """Return the applications whose place in the lists has turned by a day."""
        ...

    def add(self, application: Application) -> Application:
        """Keep a new application and return it with its id (version 1)."""
        ...

    def save(self, file: ApplicationFile, index: WorkIndex) -> None:
        """Keep all that changed since it was read, and its index, in this unit of work.

        Mail items are not saved here. Raises StaleEdit when the version has moved on.
        """
        ...

    def remove(self, *ids: ApplicationId) -> Removed:
        """Delete applications with all that is kept of them and of nobody else (H2).

        Mail items go with the last application that came in them or that they concern; letters,
        places in the lists and in the search index, drafts and the salts of journal entries go
        too. Raises NotFound.
        """
        ...


class Pages(Protocol):
    """The frozen letters: facts, bytes, hash."""

    def keep(self, letter: LetterId, facts: LetterFacts, pages: bytes) -> None:
        """Keep a letter's facts and bytes; they can never be changed."""
        ...

    def pages(self, letter: LetterId) -> bytes:
        """Return the frozen bytes; raises DamageFound when they differ from their hash."""
        ...

    def facts(self, letter: LetterId) -> LetterFacts:
        """Return the frozen facts."""
        ...


class Books(Protocol):
    """One unit of work: everything in it is kept together, or nothing.

    It rolls back unless committed, and refuses to commit a change without a journal entry. Drafts
    alone need none: nothing has been done yet.
    """

    @property
    def mail(self) -> MailBox:
        """Return the mail items."""
        ...

    @property
    def files(self) -> Files:
        """Return the applications."""
        ...

    @property
    def letters(self) -> Pages:
        """Return the frozen letters."""
        ...

    @property
    def numbers(self) -> Numbers:
        """Return the running numbers."""
        ...

    @property
    def disposals(self) -> Disposals:
        """Return the disposals."""
        ...

    @property
    def stamps(self) -> Stamps:
        """Return the stamp book."""
        ...

    @property
    def drafts(self) -> Drafts:
        """Return the drafts."""
        ...

    @property
    def people(self) -> People:
        """Return the users."""
        ...

    @property
    def wordings(self) -> Wordings:
        """Return the revisions of the letters' words."""
        ...

    @property
    def settings(self) -> Settings:
        """Return the desk's own values."""
        ...

    @property
    def journal(self) -> Journal:
        """Return the journal."""
        ...

    def commit(self) -> None:
        """Keep everything, durably."""
        ...


class Store(Protocol):
    """Where everything is kept.

    All calls belong to one thread, the database thread; one unit of work or one query at a time.
    """

    def writing(self, actor: UserId, at: datetime) -> AbstractContextManager[Books]:
        """Open a unit of work that may change things; entries carry this actor and moment."""
        ...

    def reading(self) -> AbstractContextManager[Books]:
        """Open a unit of work that only reads; its commit is refused."""
        ...

    @property
    def closed_to_writing(self) -> KnownError | None:
        """Return why nothing can be written now; None where everything can.

        A desk in a read-only place is so for good, a large one until its pages are checked.
        """
        ...

    def once_writable(self, call: Callable[[], None]) -> None:
        """Do something before the first unit of work that can write, at the latest at the close."""
        ...

    @property
    def queries(self) -> Queries:
        """Return what the lists ask."""
        ...

    @property
    def stamps(self) -> StampQueries:
        """Return what is asked of the stamp book."""
        ...

    @property
    def postings(self) -> PostQueries:
        """Return what is asked of the envelopes."""
        ...

    @property
    def journal(self) -> JournalQueries:
        """Return what is asked of the journal."""
        ...

    def check_journal(self) -> JournalMark:
        """Go through the whole chain of the journal and hold its head against the anchor.

        Raises DamageFound with the number of the first wrong ``entry``, SavesMissing.
        """
        ...

    def disposed_before(self) -> frozenset[str]:
        """Return the random names on the disposal list of before the roster, which nobody signed.

        Raises DamageFound.
        """
        ...

    def begin_disposal_list(self, names: Collection[str]) -> tuple[int, str]:
        """Write the disposal list with which a roster begins: the names that the books explain.

        Returns how many entries it has then, and its last hash. Raises DiskFull.
        """
        ...

    def list_disposed(self, entry: SignedNames) -> tuple[int, str]:
        """Put a signed disposal on the list that is applied to every restored backup.

        One that is there already stands once. Returns how many disposals it has then, and its last
        hash. Raises Refused at a desk that has no roster, DamageFound where two people did not sign
        it, SavesMissing where entries are gone.
        """
        ...

    def must_be_alone(self) -> None:
        """Go on only where nobody else reads the desk's file; raises ReadBeside, DiskFull.

        Asked before what a new data key follows, so that it is refused whole. Outside of any unit
        of work.
        """
        ...

    def search_pages(self, words: Collection[str], progress: Progress | None = None) -> Traces:
        """Search every page of the database for words that no row may hold any more.

        Outside of any unit of work. Raises Cancelled, DiskFull, Mishap.
        """
        ...

    def close(self) -> None:
        """Close the file; the key is dropped."""
        ...


class Reader(Protocol):
    """Reads finished pages as whoever gets them does."""

    def text(self, pages: bytes) -> str:
        """Return all text of a PDF, page after page; raises ValueError for bytes that are none."""
        ...


class Seal(Protocol):
    """The signing key of the user who is acting (security.md §4)."""

    def sign(self, content: bytes) -> bytes:
        """Return the Ed25519 signature of the acting user over the content."""
        ...

    @property
    def place(self) -> RosterPlace:
        """Return the roster's place now, ``NO_ROSTER`` at a desk of before."""
        ...

    def begin_with(self, root: str) -> None:
        """Take the roster that the desk was just carried over to; one that is there stays."""
        ...

    @property
    def before_roster(self) -> int | None:
        """Return the journal's number up to which something can be signed before any roster.

        It is what the carrying over signed, 0 at a desk founded with a roster; None without one.
        """
        ...

    def verify(self, user: UserId, content: bytes, signature: bytes) -> bool:
        """Return whether a user's signature over the content is genuine, by any key he ever had."""
        ...

    def is_genuine(
        self,
        user: UserId,
        content: bytes,
        signature: bytes,
        place: RosterPlace,
        roles: frozenset[Role],
    ) -> bool:
        """Return whether a signature is by the key that a user had at a place of the roster.

        He must have had one of the roles there. One of before any roster must be by a key that he
        had when the desk was carried over to one, or before.
        """
        ...


@dataclass(frozen=True, slots=True)
class PostalArea:
    """What a postal code stands for, as Japan Post writes it."""

    code: str
    prefecture: str
    city: str
    town: str
    kana: str


class PostalCodes(Protocol):
    """The table of postal codes."""

    def areas(self, code: str) -> tuple[PostalArea, ...]:
        """Return the areas of a seven-digit code, empty where there is none."""
        ...


@dataclass(frozen=True, slots=True)
class Ports:
    """Everything a verb may reach beyond its arguments."""

    store: Store
    clock: Clock
    chance: Chance
    press: Press
    seal: Seal
    postal: PostalCodes
    keys: Keys
    backups: Backups
    sheets: Sheets
    reader: Reader
