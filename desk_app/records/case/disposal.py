# SPDX-License-Identifier: MIT
"""Holds and disposals of applications whose time of keeping is over (PR-6; features H1, H2)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from desk_app.records.base import ApplicationId, ScanId, UserId, Word
from desk_app.records.books.figures import MonthCount
from desk_app.records.case.decisions import Approval, Signature
from desk_app.records.desk.people import RosterPlace
from desk_app.records.field import PersonText, ShortText


class PaperMethod(Word):
    """How paper is destroyed."""

    SHREDDED = "shredded"
    DISSOLVED = "dissolved"
    BURNT = "burnt"


class HoldReason(Word):
    """Why an application is held back from disposal; the report tells this and no more."""

    SUIT = "suit"
    COMPLAINT = "complaint"
    INVESTIGATION = "investigation"
    LAW = "law"
    OTHER = "other"


class DisposalState(Word):
    """How far a disposal has come."""

    PROPOSED = "proposed"
    SENT_BACK = "sent_back"
    SIGNED = "signed"
    CARRIED_OUT = "carried_out"
    """Rows, index, salts and letters are gone; new key, new backup and the scan stand out."""
    VERIFIED = "verified"
    """A verified backup under a new key was made and the scan found nothing."""


@dataclass(frozen=True, slots=True)
class Hold:
    """A legal hold: the application is not disposed of while it stands.

    ``review_on`` is the day to ask whether it is still needed; ``note`` is the desk's own and
    goes with the application.
    """

    reason: HoldReason
    review_on: date
    ordered_by: UserId
    ordered_on: date
    note: PersonText = ""
    lifted_by: UserId | None = None
    lifted_on: date | None = None

    @property
    def stands(self) -> bool:
        """Return whether it was not lifted."""
        return self.lifted_on is None


@dataclass(frozen=True, slots=True)
class DisposalItem:
    """One application or inquiry of a disposal: nothing that identifies a person.

    ``application`` is the id under which it is kept, below zero that of an inquiry.
    ``token`` is its random name; ``sheets`` the sheets of paper counted before, ``letters`` the
    letters kept of it.
    """

    application: ApplicationId
    token: str
    receipt_number: str
    completed_on: date
    kept_until: date
    sheets: int
    letters: int = 0


@dataclass(frozen=True, slots=True)
class HeldBack:
    """An application that was due and is not in the disposal, because a hold stands."""

    receipt_number: str
    reason: HoldReason
    ordered_by: UserId
    ordered_on: date
    review_on: date


@dataclass(frozen=True, slots=True)
class PaperDestroyed:
    """The destruction of the papers: how, by whom, before whom, when, how many sheets.

    Where it was entrusted, ``contractor`` is to whom; ``certificate`` is the number of the paper
    with which the contractor said that it was done, received on a day (ledger 6.3).
    """

    method: PaperMethod
    by: UserId
    witness: UserId
    on: date
    sheets: int
    contractor: ShortText = ""
    certificate: ShortText = ""
    certificate_on: date | None = None


@dataclass(frozen=True, slots=True)
class DisposalCheck:
    """What was done and found when all was done: the checks of the report, counts alone.

    ``rows``, ``letters`` and ``search_rows`` were deleted; ``markers`` words of the persons were
    looked for on all pages and ``markers_found`` times found; ``free_pages_filled`` counts free
    pages that still held anything. ``old_backups`` stood in the folder, made before.
    """

    rows: int
    letters: int
    search_rows: int
    pages_scanned: int
    markers_found: int
    backup: str
    unreadable_after: date
    """The day after which no old backup can be opened any more."""
    markers: int = 0
    free_pages_filled: int = 0
    old_backups: int = 0
    checked_on: date | None = None
    sheet: str = ""
    """The number of the recovery sheet in use: its backups may hold what was deleted."""
    counted: tuple[MonthCount, ...] = ()
    """What the figures of earlier years still count of them (I4); an older check has none."""
    scans: int = 0
    """How many scans were deleted with their files."""
    files_left: int = 0
    """Sealed files that no row has any more, and that could not be removed."""

    @property
    def clean(self) -> bool:
        """Return whether nothing of what was deleted is left in the file."""
        return not (self.markers_found or self.free_pages_filled or self.files_left)


@dataclass(frozen=True, slots=True)
class NamesSignature:
    """A signature over exactly the random names of a disposal, and where its signer stood."""

    by: UserId
    place: RosterPlace
    signature: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class SignedNames:
    """An entry of the disposal list: a disposal's number, its random names, both signatures.

    The names that a carrying over took along have neither number nor signatures of their own.
    """

    disposal: str
    names: tuple[str, ...]
    proposed: NamesSignature | None = None
    signed: NamesSignature | None = None


@dataclass(frozen=True, slots=True)
class DisposalRecord:
    """A disposal from proposal to report, by its number; no personal data.

    ``held`` was due on the day of the proposal and stays; ``first_entry`` and ``last_entry`` are
    the journal's numbers of the proposal and of the last thing noted about it.
    """

    id: int
    number: str
    state: DisposalState
    items: tuple[DisposalItem, ...]
    proposed_by: UserId
    proposed_at: datetime
    approval: Approval | None = None
    sent_back_reason: PersonText = ""
    paper: PaperDestroyed | None = None
    carried_out_at: datetime | None = None
    check: DisposalCheck | None = None
    held: tuple[HeldBack, ...] = ()
    first_entry: int = 0
    last_entry: int = 0
    proposal: Signature | None = None
    names_proposed: NamesSignature | None = None
    names_signed: NamesSignature | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Return the random names of its applications, in order."""
        return tuple(sorted(item.token for item in self.items))

    @property
    def signed_names(self) -> SignedNames:
        """Return its entry of the disposal list."""
        return SignedNames(self.number, self.names, self.names_proposed, self.names_signed)

    @property
    def sheets(self) -> int:
        """Return the sheets of paper counted at the proposal."""
        return sum(item.sheets for item in self.items)

    @property
    def finished(self) -> bool:
        """Return whether data and papers are gone and all was checked: the report can be kept."""
        return self.state is DisposalState.VERIFIED and self.paper is not None


@dataclass(frozen=True, slots=True)
class Removed:
    """What left the database with an application.

    ``words`` are the person's names, addresses and numbers, held in memory until the pages have
    been searched for them, and never written anywhere.
    """

    rows: int = 0
    letters: int = 0
    search_rows: int = 0
    words: frozenset[str] = field(default_factory=frozenset, repr=False)
    scans: frozenset[ScanId] = frozenset()
    """Those whose sealed files go with it."""

    def __add__(self, other: Removed) -> Removed:
        """Return what left with both."""
        return Removed(
            self.rows + other.rows,
            self.letters + other.letters,
            self.search_rows + other.search_rows,
            self.words | other.words,
            self.scans | other.scans,
        )


@dataclass(frozen=True, slots=True)
class Traces:
    """What a search through every page of the database found, free pages too."""

    pages: int
    words: int
    """How many words were looked for."""
    found: int
    """How many of them stand on some page, though no row holds them."""
    free_pages_filled: int
    """Free pages that hold anything at all."""
    files: int = 0
    """Sealed files of scans that no row has."""
