# SPDX-License-Identifier: MIT
"""What the desk needs of the world: store, books, clock, press, keys, backups, postal codes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from desk_app.desk.errors import Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from datetime import date, datetime
    from pathlib import Path

    from desk_app.desk.errors import KnownError, LetterStopped
    from desk_app.desk.rows import (
        FigureQueries,
        InquiryPlace,
        InquiryQueries,
        JournalQueries,
        PostQueries,
        Queries,
        StampQueries,
        StationState,
        WhatCame,
        WorkIndex,
    )
    from desk_app.records.base import (
        ApplicationId,
        EnclosureId,
        InquiryKey,
        LetterId,
        MailItemId,
        PostingId,
        RawRow,
        UserId,
    )
    from desk_app.records.books.figures import Tally
    from desk_app.records.books.journal import (
        Action,
        HashedEntry,
        JournalEntry,
        JournalMark,
        NewEntry,
    )
    from desk_app.records.books.ledgers import Ledger
    from desk_app.records.case.application import Application
    from desk_app.records.case.decisions import DecidedApplication
    from desk_app.records.case.disposal import DisposalRecord, Removed, SignedNames, Traces
    from desk_app.records.case.findings import LedgerStanding
    from desk_app.records.case.history import ApplicationFile, Filing
    from desk_app.records.case.inquiries import Inquiry
    from desk_app.records.case.letters import LetterFacts, LetterText, Sentence, WordingRevision
    from desk_app.records.case.mail import MailItem
    from desk_app.records.case.scans import (
        DrawnScan,
        FolderFile,
        LeftFile,
        Mask,
        PagePicture,
        Scan,
        ScanFile,
        SourceFile,
    )
    from desk_app.records.case.stamps import StampBalance, StampEntry
    from desk_app.records.desk.office import OfficeStatus
    from desk_app.records.desk.people import Role, RoleTerm, RosterLine, RosterPlace, User
    from desk_app.records.desk.profile import DeskProfile
    from desk_app.records.desk.safekeeping import Backup, Drill, FolderDoubt
    from desk_app.records.desk.sharing import Care
    from desk_app.records.desk.sheets import RecoverySheet, SheetKey
    from desk_app.records.evidence import EvidencePage, OwnPage, PackEnclosures, PackFile
    from desk_app.records.importing import KnownEntry, LedgerImport, RawSheet
    from desk_app.records.pages import CaseSlipPage, LedgerPage, PostalPage
    from desk_app.records.registers import (
        DataPlace,
        ProvisionEntry,
        ProvisionKind,
        TrainingEntry,
        UsePurpose,
    )
    from desk_app.rules.importing import ImportWords


class Numbers(Protocol):
    """The running numbers of a year of an era; both restart on 1 January and with a new era."""

    def next_receipt(self, era: str, year: int) -> int:
        """Return the next running receipt number and take it."""
        ...

    def next_document(self, era: str, year: int) -> int:
        """Return the next running document number and take it."""
        ...

    def next_inquiry(self, era: str, year: int) -> int:
        """Return the next running number of an inquiry and take it."""
        ...

    def next_disposal(self, era: str, year: int) -> int:
        """Return the next running number of a disposal and take it."""
        ...

    def next_slip(self, era: str, year: int) -> int:
        """Return the next running number of a registered-mail slip and take it."""
        ...


class Disposals(Protocol):
    """The disposals, from proposal to report."""

    def get(self, id_: int) -> DisposalRecord:
        """Return a disposal; raises NotFound."""
        ...

    def all(self) -> tuple[DisposalRecord, ...]:
        """Return all disposals, the newest first."""
        ...

    def of_number(self, receipt_number: str) -> DisposalRecord | None:
        """Return the disposal of an application that is not there any more, by its number."""
        ...

    def add(self, record: DisposalRecord) -> DisposalRecord:
        """Keep a new disposal and return it with its id."""
        ...

    def save(self, record: DisposalRecord) -> None:
        """Keep a changed disposal; raises NotFound."""
        ...


class Drafts(Protocol):
    """What a clerk is typing, kept encrypted until it is saved or dropped."""

    def keep(self, user: UserId, key: str, content: str) -> None:
        """Keep a draft as text (JSON); one per user and key."""
        ...

    def get(self, user: UserId, key: str) -> str | None:
        """Return a draft."""
        ...

    def keys(self, user: UserId) -> tuple[str, ...]:
        """Return the keys of all drafts of a person, in their order."""
        ...

    def drop(self, user: UserId, key: str) -> None:
        """Forget a draft."""
        ...


class Stamps(Protocol):
    """The stamp book: entries that only follow one another, and the balance they make (G1)."""

    def balances(self) -> tuple[StampBalance, ...]:
        """Return what lies in the desk by face value, the highest first; none at nothing."""
        ...

    def get(self, id_: int) -> StampEntry:
        """Return an entry; raises NotFound."""
        ...

    def of_posting(self, id_: PostingId) -> tuple[StampEntry, ...]:
        """Return the entries of an envelope in their order."""
        ...

    def of_application(self, id_: ApplicationId) -> tuple[StampEntry, ...]:
        """Return the entries of an application in their order."""
        ...

    def is_taken_back(self, id_: int) -> bool:
        """Return whether another entry takes an entry back."""
        ...

    def add(self, entry: StampEntry) -> StampEntry:
        """Enter stamps that came or went, and return the entry with its id.

        The balance follows. Raises Refused where it would fall below nothing.
        """
        ...


class Registers(Protocol):
    """The registers of purposes, of provision, of where data lie (I2); an entry with id 0 is new.

    ``keep`` methods return the entry with its id, and raise NotFound for an id that is not there.
    """

    def purposes(self) -> tuple[UsePurpose, ...]:
        """Return the purposes of use as they were entered."""
        ...

    def purpose(self, id_: int) -> UsePurpose:
        """Return a purpose; raises NotFound."""
        ...

    def keep_purpose(self, entry: UsePurpose) -> UsePurpose:
        """Keep a purpose, new or changed."""
        ...

    def places(self) -> tuple[DataPlace, ...]:
        """Return where data lie, as it was entered."""
        ...

    def place(self, id_: int) -> DataPlace:
        """Return an entry of where data lie; raises NotFound."""
        ...

    def keep_place(self, entry: DataPlace) -> DataPlace:
        """Keep an entry of where data lie, new or changed."""
        ...

    def provisions(
        self, text: str = "", limit: int = 10_000, kinds: Collection[ProvisionKind] = ()
    ) -> tuple[ProvisionEntry, ...]:
        """Return the newest rows of provision, the newest first: those in which a text is found.

        A person is found by every way of writing the name, as applications are. What is of one of
        ``kinds`` is found too: they are those whose word says the text.
        """
        ...

    def count_provisions(self) -> int:
        """Return how many rows of provision there are."""
        ...

    def of_person(self, names: Collection[str]) -> tuple[ProvisionEntry, ...]:
        """Return the rows about somebody of one of these names or readings, the oldest first."""
        ...

    def provision(self, id_: int) -> ProvisionEntry:
        """Return a row of provision; raises NotFound."""
        ...

    def keep_provision(self, entry: ProvisionEntry) -> ProvisionEntry:
        """Keep a row of provision, new or changed."""
        ...

    def trainings(self) -> tuple[TrainingEntry, ...]:
        """Return the trainings that were held, as they were entered."""
        ...

    def training(self, id_: int) -> TrainingEntry:
        """Return a training; raises NotFound."""
        ...

    def keep_training(self, entry: TrainingEntry) -> TrainingEntry:
        """Keep a training, new or changed."""
        ...


class People(Protocol):
    """The users of the desk."""

    def all(self) -> tuple[User, ...]:
        """Return all users in order of their enrolment."""
        ...

    def get(self, id_: UserId) -> User:
        """Return a user; raises NotFound."""
        ...

    def add(self, user: User) -> None:
        """Keep a user."""
        ...

    def save(self, user: User) -> None:
        """Keep a user's changed name and roles; raises NotFound."""
        ...


class Settings(Protocol):
    """The desk's own values."""

    def profile(self) -> DeskProfile:
        """Return the desk profile."""
        ...

    def keep_profile(self, profile: DeskProfile) -> None:
        """Keep the desk profile."""
        ...

    def value(self, name: str) -> str | None:
        """Return a named value (for example ``rulebook_version``)."""
        ...

    def keep_value(self, name: str, value: str) -> None:
        """Keep a named value."""
        ...


class Journal(Protocol):
    """The append-only, chained record of who did what."""

    def note(
        self,
        action: Action,
        subject: ApplicationId | None = None,
        /,
        **facts: str | int | date | None,
    ) -> None:
        """Note an action; facts are kept as field names with keyed digests, never as values.

        An inquiry is named by the id under which it is kept (``records.base.kept_id_of``).
        """
        ...

    def note_all(self, entries: Sequence[NewEntry]) -> None:
        """Note many actions in their order, in one batch."""
        ...

    def mark(self) -> JournalMark:
        """Return the head as it stands in this unit of work."""
        ...

    def head(self) -> tuple[int, bytes]:
        """Return number and whole hash of the last entry; 0 and zeros before the first."""
        ...

    def holds(
        self,
        action: Action,
        subject: ApplicationId | None,
        actor: UserId | None,
        /,
        **facts: str | int | date | None,
    ) -> int | None:
        """Return the number of the first entry that says these facts; None where none.

        It may say others too.

        ``actor`` is who noted it; None asks for anybody's. Where the salt of an application is
        gone, nothing is found of it.
        """
        ...

    def of_actions(self, actions: Collection[Action]) -> tuple[JournalEntry, ...]:
        """Return the entries of some actions, in order."""
        ...

    def says(self, entry: JournalEntry, /, **facts: str | int | date | None) -> bool:
        """Return whether an entry about the whole desk says these facts, others perhaps."""
        ...

    def since(self, sequence: int) -> tuple[datetime, ...]:
        """Return the moments of the entries after a number, in their order."""
        ...

    def as_hashed(self, numbers: Collection[int]) -> tuple[HashedEntry, ...]:
        """Return the entries of some numbers as they were hashed, in order."""
        ...

    def entries(self, subject: ApplicationId | None = None) -> tuple[JournalEntry, ...]:
        """Return the entries, of one application or inquiry, or all."""
        ...


# What the desk needs to let a ledger leave it as a file.


class Sheets(Protocol):
    """Writes ledgers to files for spreadsheets: no cell is a formula."""

    def doubts(self, path: Path) -> tuple[FolderDoubt, ...]:
        """Return what speaks against a place for a file.

        Raises BadInput where a file is there already or no folder.
        """
        ...

    def write_xlsx(self, ledger: Ledger, path: Path, at: datetime) -> None:
        """Write a new workbook, dated ``at``; raises BadInput where a file is, DiskFull."""
        ...

    def write_csv(self, ledger: Ledger, path: Path, *, cp932: bool = False) -> None:
        """Write a new file of lines, in UTF-8 or in what older programs of Windows read.

        Raises BadInput where a file is, and as ``must_be_in_cp932`` does; DiskFull.
        """
        ...

    def must_be_in_cp932(self, ledger: Ledger) -> None:
        """Raise BadInput with the row and the sign that cp932 has not, where there is one."""
        ...

    def write_pages(self, pages: bytes, path: Path) -> None:
        """Write a new file of pages; raises BadInput where a file is, DiskFull."""
        ...


# What the desk needs to let evidence leave it.


class Packs(Protocol):
    """Writes evidence packs, each whole or not at all."""

    def doubts(self, path: Path) -> tuple[FolderDoubt, ...]:
        """Return what speaks against a place for a pack.

        Raises BadInput where something is there already, or no folder to put it in.
        """
        ...

    def enclosures(self, place: RosterPlace) -> PackEnclosures:
        """Return what comes with every pack; the roster as it was at a place that books entered.

        Raises Refused at a desk that was not carried over to a roster, DamageFound, SavesMissing.
        """
        ...

    def write(self, path: Path, files: Iterable[PackFile]) -> None:
        """Write a pack, file by file as they come; what cannot be finished is taken away.

        Raises BadInput where something is there, DiskFull, and what the files raise.
        """
        ...

    def write_bound(self, path: Path, content: bytes) -> None:
        """Write a pack that is one file; raises BadInput where something is there, DiskFull."""
        ...


# What the desk needs of the press that makes its pages.


class Press(Protocol):
    """Makes the pages of a letter, or of the desk's own, from their facts."""

    def render(self, facts: LetterFacts) -> bytes:
        """Return the pages as PDF; raises LetterStopped with the reason."""
        ...

    def words(self, facts: LetterFacts) -> LetterText:
        """Return what the pages would say, in the letter's own wording; raises LetterStopped."""
        ...

    def lacks(self, text: str) -> tuple[LetterStopped, ...]:
        """Return why a letter that says a text would stop, for each sign that cannot be printed.

        Raises LetterStopped where the fonts are missing.
        """
        ...

    def sentences(self) -> tuple[Sentence, ...]:
        """Return every sentence of the letters that a person may change; raises LetterStopped."""
        ...

    def letters_with(
        self, sentence: Sentence, progress: Progress | None = None
    ) -> tuple[LetterFacts, ...]:
        """Return letters with invented facts that say a sentence, in both languages.

        Raises LetterStopped, Cancelled.
        """
        ...

    def page(self, facts: OwnPage | CaseSlipPage | PostalPage | LedgerPage) -> bytes:
        """Return a page of the desk's own, or for the post, as PDF, kept nowhere.

        Raises LetterStopped.
        """
        ...

    def bound(self, facts: EvidencePage, files: Sequence[PackFile]) -> bytes:
        """Return the summary of a pack as one PDF to be archived, with all its files attached.

        Raises LetterStopped.
        """
        ...

    def joined(self, documents: Sequence[bytes]) -> bytes:
        """Return the frozen letters of one envelope as one PDF; raises LetterStopped."""
        ...


# What the desk needs to be safe: its keys, its backups, the list of what was disposed of.


class Progress(Protocol):
    """Long work says how far it is and asks whether to go on."""

    def report(self, done: int, total: int) -> None:
        """Say how much is done."""
        ...

    @property
    def cancelled(self) -> bool:
        """Say whether the work shall stop and leave all as it was."""
        ...


def say_how_far(progress: Progress | None, done: int, total: int) -> None:
    """Say how much of long work is done; raises Cancelled where it shall not go on."""
    if progress is None:
        return
    if progress.cancelled:
        raise Cancelled
    progress.report(done, total)


@dataclass(frozen=True, slots=True)
class Author:
    """Who signs an act on the keys, when, after which entry of the journal, and who signs with him.

    The signing calls are those of a ``desk.ports.Seal``. ``journal`` is number and hash, in
    hexadecimal digits, of the last entry before the act.
    """

    by: UserId
    sign: Callable[[bytes], bytes] = field(repr=False)
    at: datetime
    journal: tuple[int, str] = (0, "")
    second_by: UserId | None = None
    second_sign: Callable[[bytes], bytes] | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class KeysBefore:
    """What a key file of before the roster says, with nobody's signature under it.

    ``signers`` are the public keys of the users, ``past`` those of users who left or were enrolled
    anew; ``pepper`` names the device pepper, empty for none.
    """

    users: tuple[User, ...]
    signers: tuple[tuple[UserId, bytes], ...]
    past: tuple[tuple[UserId, bytes], ...]
    sheets: tuple[RecoverySheet, ...]
    pepper: str = ""


@dataclass(frozen=True, slots=True)
class TakenAlong:
    """What is taken along when a desk is carried over to a roster.

    ``people`` have shown their passwords; ``waiting`` are explained and have not. ``signers`` are
    public keys whose earlier signatures stay genuine. ``sheet_secret`` proves the sheet that signs
    where no second person is left. The disposal list is named by its count and its last hash.
    """

    people: frozenset[UserId]
    waiting: frozenset[UserId] = frozenset()
    signers: tuple[tuple[UserId, bytes], ...] = ()
    disposals: int = 0
    disposal_head: str = ""
    sheet_secret: str = field(default="", repr=False)


class Keys(Protocol):
    """The keys of the desk and the roster of whose they are.

    Every act is one statement of the roster, signed by its author, and leaves the old key file or
    the new one. In a unit of work that writes, it is part of that: the key file is written once the
    unit is kept, and what is asked meanwhile tells of it already. Each raises Refused at a desk
    that was not carried over to a roster yet, DamageFound where somebody else changed the keys or
    where the roster would not believe the author, DiskFull.
    """

    @property
    def place(self) -> RosterPlace:
        """Return the roster's place as this desk knows it, ``NO_ROSTER`` at a desk of before."""
        ...

    @property
    def root(self) -> str:
        """Return the hash of the roster's first statement, empty at a desk of before."""
        ...

    def lines(self) -> tuple[RosterLine, ...]:
        """Return the statements of the roster, the oldest first."""
        ...

    def role_terms(self) -> tuple[RoleTerm, ...]:
        """Return who had which roles, from which statement of the roster until which."""
        ...

    def standing(self) -> KeysBefore:
        """Return what a key file of before says; raises Refused where the desk has a roster."""
        ...

    def carry_over(self, taken: TakenAlong, author: Author) -> None:
        """Begin a roster at a desk of before, with what was explained and shown, and nothing else.

        Raises Refused where it has one, DamageFound where the author may not say it.
        """
        ...

    def waiting(self) -> tuple[User, ...]:
        """Return who of before has not shown a password since the carrying over."""
        ...

    def confirm(self, user: UserId, password: str, author: Author) -> None:
        """Take somebody of before in who shows his password beside the author, who signs second.

        Raises WrongPassword, NotFound where nobody of this id waits.
        """
        ...

    def settle(self) -> None:
        """Finish what was left half done; a desk that cannot be written to puts it off once more.

        A re-keying is carried through, and both copies of the file are made alike. No unit of work
        may be open.
        """
        ...

    @property
    def behind_pepper(self) -> bool:
        """Say whether the slot of whoever opened the desk is still under an older pepper."""
        ...

    def follow_pepper(self, author: Author) -> None:
        """Put the author's slot under the newest pepper, where it is behind."""
        ...

    def users(self) -> tuple[User, ...]:
        """Return the users who have a slot, in order of their enrolment."""
        ...

    def enrol(self, user: User, password: str, author: Author) -> None:
        """Give a new user a slot; raises BadInput for a password that cannot be taken."""
        ...

    def change_roles(self, user: User, password: str, author: Author) -> None:
        """Enrol a user anew with other roles, who types the password chosen for the new slot."""
        ...

    def change_password(self, old: str, new: str, author: Author) -> None:
        """Seal the author's slot under a new password; raises WrongPassword, BadInput."""
        ...

    def remove(self, user: UserId, author: Author) -> None:
        """Take a user's slot away and begin a new data key, which ``renew`` carries through.

        Raises NotFound.
        """
        ...

    def begin_renewal(self, author: Author, cause: str = "") -> bool:
        """Make a new data key that ``renew`` carries through; False where one waits already.

        ``cause`` is the number of the disposal for which somebody who is no officer does it.
        """
        ...

    def renew(self, author: Author, cause: str = "") -> None:
        """Change the data key and write every row anew under it; killed midway, old or new opens.

        One that was begun already is carried through, and needs no statement of its own. ``cause``
        is the number of the disposal for which somebody who is no officer does it. No unit of work
        may be open. Raises DiskFull, ReadBeside; the old key then opens the desk still.
        """
        ...

    def dispose(self, disposal: str, count: int, head: str, author: Author) -> None:
        """Name the next entry of the disposal list, and begin a new data key with it.

        ``count`` and ``head`` are the list's number of disposals and last hash with that entry.
        """
        ...

    def sheets(self) -> tuple[RecoverySheet, ...]:
        """Return all sheets, the newest last, destroyed ones too."""
        ...

    def new_sheet(self, on: date, author: Author) -> SheetKey:
        """Make the recovery key of the day's quarter; it counts from its confirmation on."""
        ...

    def withdraw_sheet(self, number: str, author: Author) -> None:
        """Forget a sheet that waits and was never on paper, number and all; raises NotFound."""
        ...

    def confirm_sheet(
        self, number: str, last_group: str, places: Collection[str], on: date, author: Author
    ) -> None:
        """Take a sheet into use; those older than the quarter before its own end with it.

        Raises BadInput where the group typed back is another, NotFound where none waits.
        """
        ...

    def destroy_sheet(self, number: str, on: date, author: Author) -> None:
        """Remove what a sheet opens: its backups are unreadable once the paper is shredded.

        Raises NotFound.
        """
        ...

    @property
    def peppered(self) -> bool:
        """Say whether passwords open the desk on this machine alone."""
        ...

    def use_pepper(self, author: Author, *, wanted: bool) -> None:
        """Bind passwords to this machine, or no longer; each slot follows when next it opens."""
        ...


class Backups(Protocol):
    """The copies of the desk in a second folder."""

    @property
    def folder(self) -> Path | None:
        """Return the folder for copies, None where none was chosen; raises NotADesk."""
        ...

    @property
    def ever_made(self) -> bool:
        """Say whether any backup ever counted, wherever it lies now."""
        ...

    @property
    def trouble(self) -> KnownError | None:
        """Return what is wrong with the list of the backups; None where it can be believed."""
        ...

    def doubts(self, folder: Path) -> tuple[FolderDoubt, ...]:
        """Return what speaks against a folder, having written to it for a try.

        Raises NotADesk for a folder that is not there, cannot be written to, or holds the desk.
        """
        ...

    def use(self, folder: Path) -> None:
        """Take a folder for the copies made from now on; raises as ``doubts`` does, DiskFull."""
        ...

    def make(self, at: datetime, progress: Progress | None = None) -> Backup:
        """Write a backup, open it again, compare it with the desk, thin out the older ones.

        Any thread may call it, and nobody's work waits for it. Raises Refused without a sheet in
        use, NotADesk for a folder that is not there, DiskFull, DamageFound, Cancelled.
        """
        ...

    def all(self) -> tuple[Backup, ...]:
        """Return the backups in the folder that counted when they were made, the newest last."""
        ...

    def drill(self, secret: str, on: date, by: str, progress: Progress | None = None) -> Drill:
        """Restore the newest backup into memory with a sheet's key and compare it with the desk.

        Any thread may call it. Raises NotADesk where there is none, BadInput for what is no key,
        WrongPassword for another sheet's, DamageFound, Cancelled.
        """
        ...


# What a unit of work keeps of the words of the letters.


class Wordings(Protocol):
    """The revisions of sentences, from proposal on; none is ever deleted."""

    def get(self, id_: int) -> WordingRevision:
        """Return a revision; raises NotFound."""
        ...

    def all(self) -> tuple[WordingRevision, ...]:
        """Return all revisions, the newest first."""
        ...

    def approved(self) -> tuple[WordingRevision, ...]:
        """Return those that were approved and not taken back."""
        ...

    def add(self, revision: WordingRevision) -> WordingRevision:
        """Keep a new revision and return it with its id."""
        ...

    def save(self, revision: WordingRevision) -> None:
        """Keep a changed revision; raises NotFound."""
        ...


# What the desk needs of the world: store, clock, chance, press, keys, postal codes.


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


class MailBox(Protocol):
    """The mail items."""

    def get(self, id_: MailItemId) -> MailItem:
        """Return a mail item; raises NotFound."""
        ...

    def arrived_between(self, first: date, last: date) -> tuple[MailItemId, ...]:
        """Return the mail items that arrived from one day to another, in the order of arrival."""
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

    def read_through(
        self, ids: Sequence[ApplicationId], parts: Collection[str] | None = None
    ) -> tuple[ApplicationFile, ...]:
        """Return several applications at once, in order; what is gone is left out.

        They are for looking at: nothing of them is held here, so that many may follow. With
        ``parts``, fields of ``ApplicationFile``, of their history those alone are read.
        """
        ...

    def decided(self, ids: Sequence[ApplicationId]) -> tuple[DecidedApplication, ...]:
        """Return those of several applications that have decisions, with these alone.

        They are for looking at, as above.
        """
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

    def with_masked(self, item: str, first: date, last: date) -> tuple[ApplicationId, ...]:
        """Return the applications with a paper of some days on which an item had to be masked."""
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

        Inquiries go likewise, by the id under which they are kept (``records.base.kept_id_of``).
        Mail items go with the last application that came in them or that they concern; letters,
        places in the lists and in the search index, drafts and the salts of journal entries go
        too. Raises NotFound.
        """
        ...


class Inquiries(Protocol):
    """The inquiries and complaints, each whole (I1)."""

    def get(self, id_: InquiryKey) -> Inquiry:
        """Return an inquiry; raises NotFound."""
        ...

    def by_number(self, number: str) -> InquiryKey | None:
        """Return the id of a number (``R8-Q0012``)."""
        ...

    def posted_as(self, tracking_numbers: Collection[str]) -> tuple[InquiryKey, ...]:
        """Return the inquiries with an envelope that bears one of these tracking numbers."""
        ...

    def add(self, inquiry: Inquiry, place: InquiryPlace) -> Inquiry:
        """Keep a new inquiry and return it with its id (version 1)."""
        ...

    def save(self, inquiry: Inquiry, place: InquiryPlace) -> None:
        """Keep a changed inquiry and its place; raises StaleEdit when its version has moved on."""
        ...


class Imports(Protocol):
    """The imports of an office's own ledger, and what the desk had before them (K4)."""

    def get(self, id_: int) -> LedgerImport:
        """Return an import; raises NotFound."""
        ...

    def all(self) -> tuple[LedgerImport, ...]:
        """Return all imports, the newest first."""
        ...

    def of_file(self, sha256: str) -> LedgerImport | None:
        """Return the import of a file of this hash that stands; None where there is none."""
        ...

    def add(self, record: LedgerImport) -> LedgerImport:
        """Keep a new import and return it with its id."""
        ...

    def save(self, record: LedgerImport) -> None:
        """Keep a changed import; raises NotFound."""
        ...

    def known(self, first: date, last: date, numbers: Sequence[str]) -> Iterator[KnownEntry]:
        """Yield what was received in some days or bears one of the numbers as its receipt number.

        Whatever bears a number of the office's own is among it.
        """
        ...

    def known_inquiries(self) -> Iterator[KnownEntry]:
        """Yield every inquiry, as far as a double is told by it."""
        ...

    def is_in_disposal(self, record: LedgerImport) -> bool:
        """Return whether anything that an import brought was ever named in a disposal."""
        ...

    def next_ids(self) -> tuple[MailItemId, ApplicationId]:
        """Return the ids of the next mail item and application: nobody else writes meanwhile."""
        ...

    def add_whole(
        self, waiting: Sequence[MailItem], files: Sequence[tuple[ApplicationFile, WorkIndex]]
    ) -> None:
        """Keep mail items that wait, and applications with the item that each came in.

        They have the ids that come next, and version 1.
        """
        ...

    def untouched(self, record: LedgerImport) -> bool:
        """Return whether nothing followed on any row of an import.

        What was corrected, held, named in a disposal, supplemented, given to somebody or logged
        from its mail since has been followed.
        """
        ...

    def remove(self, record: LedgerImport) -> None:
        """Delete all that an untouched import brought, with what is being typed of it."""
        ...


class Cares(Protocol):
    """Who looks after applications, kept apart from them."""

    def course(self, id_: ApplicationId) -> tuple[Care, ...]:
        """Return who was named, the last one last; nobody where it never was said."""
        ...

    def keep(self, id_: ApplicationId, course: tuple[Care, ...]) -> None:
        """Keep who was named, and let the lists know; none: as if nobody ever was."""
        ...


class Filings(Protocol):
    """What is noted of applications beside their course, kept apart from them."""

    def get(self, id_: ApplicationId) -> Filing:
        """Return what is noted of an application; nothing where nobody noted anything."""
        ...

    def of_many(self, ids: Sequence[ApplicationId]) -> Mapping[ApplicationId, Filing]:
        """Return what is noted of many applications, as far as anything is."""
        ...

    def keep(self, id_: ApplicationId, filing: Filing) -> None:
        """Keep what is noted; nothing: as if nobody had noted anything."""
        ...

    def places(self, limit: int) -> tuple[str, ...]:
        """Return where papers lie, the places with most applications first."""
        ...


class Scans(Protocol):
    """The scans of applications, each in a sealed file of its own beside the desk (I6)."""

    def of_application(self, id_: ApplicationId) -> tuple[Scan, ...]:
        """Return the scans of an application as they were attached, those removed since too."""
        ...

    def add(self, scan: Scan, pdf: bytes) -> Scan:
        """Seal a new scan and keep it; return it with its size and hashes.

        Its file is on the disk before its row, and gone where the unit of work is not kept. Raises
        DiskFull.
        """
        ...

    def pdf(self, scan: Scan) -> bytes:
        """Return what was kept of a scan; raises DamageFound where its file is missing or another.

        Raises NotFound where it was removed.
        """
        ...

    def remove(self, scan: Scan) -> None:
        """Take the file and the key of a scan away; keep who removed it, when and why.

        Raises NotFound.
        """
        ...

    def move(
        self, papers: Collection[EnclosureId], source: ApplicationId, target: ApplicationId
    ) -> None:
        """Let the scans of papers follow them to another application."""
        ...

    def left(self) -> tuple[LeftFile, ...]:
        """Return the files that scans were made of and that still lie there, each once."""
        ...

    def file_gone(self, file: SourceFile) -> tuple[Scan, ...]:
        """Forget a file that scans were made of; return those, as they are now."""
        ...

    def lost(self, *, whole: bool = False) -> tuple[str, ...]:
        """Return the receipt numbers of applications with a scan whose file is not as it was.

        It is missing or has another length; with ``whole`` the hashes of all are compared.
        """
        ...


class Tallies(Protocol):
    """What each application and inquiry adds to the figures, written with its place in the lists.

    At a desk of before there were any, some have none yet: they are made of what is there, and no
    entry of the journal is owed for it.
    """

    def missing(self, after: int | None, limit: int) -> tuple[ApplicationId, ...]:
        """Return the next of those that have none by id, inquiries too: behind one, or first."""
        ...

    def count_missing(self) -> int:
        """Return how many have none."""
        ...

    def keep(self, id_: ApplicationId, received_on: date, tally: Tally) -> None:
        """Keep the tally of what has none."""
        ...

    def complete(self) -> None:
        """Note that none is missing any more: it is not asked again."""
        ...

    def standings(self, ids: Sequence[ApplicationId]) -> Mapping[ApplicationId, LedgerStanding]:
        """Return what ledgers tell of applications, as far as it is kept."""
        ...

    def keep_standing(self, id_: ApplicationId, standing: LedgerStanding) -> None:
        """Keep what ledgers tell of an application of which nothing is kept."""
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


class Lists(Protocol):
    """What lists ask, whoever asks: a page outside of any unit of work, or a verb within its own.

    What a unit of work relies on is asked in it: between the two another might keep something.
    """

    @property
    def queries(self) -> Queries:
        """Return what the lists ask."""
        ...

    @property
    def inquiries(self) -> InquiryQueries:
        """Return what is asked of the inquiries."""
        ...


class Books(Protocol):
    """One unit of work: everything in it is kept together, or nothing.

    It rolls back unless committed, and refuses to commit a change without a journal entry. Drafts
    alone need none: nothing has been done yet.
    """

    @property
    def lists(self) -> Lists:
        """Return what the lists ask, as it stands in this unit of work."""
        ...

    @property
    def mail(self) -> MailBox:
        """Return the mail items."""
        ...

    @property
    def files(self) -> Files:
        """Return the applications."""
        ...

    @property
    def inquiries(self) -> Inquiries:
        """Return the inquiries and complaints."""
        ...

    @property
    def imports(self) -> Imports:
        """Return the imports of an office's own ledger."""
        ...

    @property
    def cares(self) -> Cares:
        """Return who looks after applications."""
        ...

    @property
    def filings(self) -> Filings:
        """Return what is noted of applications beside their course."""
        ...

    @property
    def scans(self) -> Scans:
        """Return the scans of papers."""
        ...

    @property
    def tallies(self) -> Tallies:
        """Return what each application and inquiry adds to the figures."""
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
    def registers(self) -> Registers:
        """Return the registers."""
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
    def inquiries(self) -> InquiryQueries:
        """Return what is asked of the inquiries."""
        ...

    @property
    def figures(self) -> FigureQueries:
        """Return what the figures ask."""
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
        """Return the disposal list with which a roster begins, the names that the books explain.

        That is how many entries it has, and its last hash. It is written once the unit of work is
        kept in which the keys say so. Raises DiskFull where it would find no room.
        """
        ...

    def list_disposed(self, entry: SignedNames) -> tuple[int, str]:
        """Return the list that is applied to every restored backup as it is with a disposal.

        That is how many disposals it has then, and its last hash; one that is there already stands
        once. It is written once the unit of work is kept in which the disposal is carried out and
        the keys say so. Raises Refused at a desk that has no roster, DamageFound where two people
        did not sign it, SavesMissing where entries are gone, DiskFull where it would find no room.
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


class LedgerReader(Protocol):
    """Reads a spreadsheet or a file of lines, in a process of its own and under limits (K4)."""

    @property
    def words(self) -> ImportWords:
        """Return the table of head words by which columns are guessed."""
        ...

    def read(self, path: Path, sheet: str = "", progress: Progress | None = None) -> RawSheet:
        """Return a sheet of a file, the first where none is named.

        Raises BadInput for what cannot be read, is no such file, or is more than is taken;
        NotFound for a sheet that is not in it; Cancelled.
        """
        ...

    def beginnings(
        self, path: Path, progress: Progress | None = None
    ) -> Mapping[str, tuple[RawRow, ...]]:
        """Return the first rows of each sheet of a workbook, among which its heading would be.

        A sheet that cannot be read has none. Raises as ``read`` does.
        """
        ...


class OpenScan(Protocol):
    """A file of scanned pages, in memory as it was read once, and whoever reads it (I6).

    What is shown, masked and kept is of the same bytes, whatever becomes of the file meanwhile.
    """

    file: ScanFile
    """What is in it."""

    def draw(self, page: int, width: int, turned: int = 0) -> PagePicture:
        """Return a page, counted from 1, about so many pixels wide, turned clockwise by quarters.

        From any thread. Raises BadInput where it cannot be drawn, Cancelled once it is closed; a
        page of too many pixels is drawn smaller.
        """
        ...

    def make(
        self,
        masks: Sequence[Mask],
        turned: Mapping[int, int],
        progress: Progress | None = None,
    ) -> DrawnScan:
        """Return what is kept: a PDF of pictures alone, black where a mask lies.

        ``turned`` are quarter turns clockwise by page, counted from 1 as in masks; the masks are
        those of the page as turned, within its sides. Raises BadInput where a page cannot be
        drawn, Cancelled.
        """
        ...

    def close(self) -> None:
        """Forget the file and end what reads it; a second time does nothing."""
        ...


class ScanReader(Protocol):
    """Reads files of scanned pages, in a process of its own and under limits (I6)."""

    def open(
        self, path: Path, progress: Progress | None = None, pages: Sequence[int] = ()
    ) -> OpenScan:
        """Read a file once and look at its pages; its content says what it is, not its name.

        ``pages``, counted from 1, are those that are wanted of it; without any all are. Raises
        BadInput for what cannot be read, still grows, is no such file, wants a password, or is more
        than is taken; Cancelled.
        """
        ...

    def look_in(self, folder: Path, progress: Progress | None = None) -> tuple[FolderFile, ...]:
        """Return the files in a scanner's folder that are whole, with the codes on their pages.

        A file is whole at the second look at which it is the same, where nobody else has it open.
        Each look reads one more.
        Raises BadInput where nobody can look there, Cancelled.
        """
        ...

    def can_scan(self) -> bool:
        """Return whether this computer has a program that scans."""
        ...

    def scan(self, progress: Progress | None = None) -> OpenScan:
        """Have the sheet in the scanner scanned, and look at it; it never lies in a file.

        Raises BadInput where no scanner is there or none of it can be read, Cancelled.
        """
        ...

    def delete(self, path: Path, sha256: str) -> None:
        """Delete a file that still holds what was read.

        Raises BadInput where it is gone, was changed since, or cannot be deleted.
        """
        ...

    def is_gone(self, path: Path) -> bool:
        """Return whether a file is gone from its folder; no where the folder cannot be looked at.

        A drive that is not there now may come back with what is on it.
        """
        ...


class Reader(Protocol):
    """Reads finished pages as whoever gets them does."""

    def text(self, pages: bytes) -> str:
        """Return all text of a PDF, page after page; raises ValueError for bytes that are none."""
        ...


class Seal(Protocol):
    """The signing key of the user who is acting."""

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

    def for_many(self) -> Seal:
        """Return the same for a look at many signatures: the keys of all are read once for it.

        Who is enrolled meanwhile signed nothing of what is looked at.
        """
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


class Stations(Protocol):
    """The other stations of an office of several, as an open desk hears of them."""

    @property
    def state(self) -> StationState:
        """Return how this station stands; from any thread."""
        ...

    def listen(self, seconds: float) -> bool:
        """Wait until another station saved, so long at most; return whether to hear what came.

        It belongs to a thread of its own. Raises ServerAway.
        """
        ...

    def status(self) -> OfficeStatus:
        """Return what the server says of all stations, on a connection made for that.

        It takes no longer than a server may take to answer; from any thread but the window's.
        """
        ...

    def saves_now(self) -> str:
        """Return the name of whoever saves now at another station, or of the station.

        Empty where nobody does, or it is not known. Raises as `listen`.
        """
        ...

    def wake(self) -> None:
        """Ask the server at once, whatever is waited for; from any thread."""
        ...

    def hear(self) -> bool:
        """Take the next of what others saved; return whether more is left.

        Raises ServerAway, DamageFound, DiskFull.
        """
        ...

    def came(self) -> WhatCame:
        """Return what came since this was asked last, also with the turn to save."""
        ...

    def close(self) -> None:
        """Listen no more: a wait ends, and the next lets go of the server; from any thread."""
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
    packs: Packs
    reader: Reader
    ledgers: LedgerReader
    scan_files: ScanReader
    stations: Stations | None = None
    """The other stations of an office; None at a single desk."""
