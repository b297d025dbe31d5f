# SPDX-License-Identifier: MIT
"""Everything a store in memory holds: plain dictionaries of frozen records."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date

from desk_app.desk.rows import InquiryPlace, WorkIndex
from desk_app.records.base import ApplicationId, InquiryKey, LetterId, MailItemId, ScanId, UserId
from desk_app.records.books.figures import Tally
from desk_app.records.books.journal import JournalEntry
from desk_app.records.case.disposal import DisposalRecord
from desk_app.records.case.findings import LedgerStanding
from desk_app.records.case.history import ApplicationFile, Filing
from desk_app.records.case.inquiries import Inquiry
from desk_app.records.case.letters import LetterFacts, WordingRevision
from desk_app.records.case.mail import MailItem
from desk_app.records.case.scans import Scan
from desk_app.records.case.stamps import StampBalance, StampEntry
from desk_app.records.desk.people import User
from desk_app.records.desk.profile import DeskProfile
from desk_app.records.desk.sharing import Care
from desk_app.records.importing import LedgerImport
from desk_app.records.registers import DataPlace, ProvisionEntry, TrainingEntry, UsePurpose


@dataclass(slots=True)
class State:
    """The rows of a desk; mail and siblings of a file are put together when it is read."""

    mail: dict[MailItemId, MailItem] = field(default_factory=dict)
    files: dict[ApplicationId, ApplicationFile] = field(default_factory=dict)
    index: dict[ApplicationId, WorkIndex] = field(default_factory=dict)
    inquiries: dict[InquiryKey, Inquiry] = field(default_factory=dict)
    asked_places: dict[InquiryKey, InquiryPlace] = field(default_factory=dict)
    imports: dict[int, LedgerImport] = field(default_factory=dict)
    cares: dict[ApplicationId, tuple[Care, ...]] = field(default_factory=dict)
    standings: dict[ApplicationId, LedgerStanding] = field(default_factory=dict)
    filings: dict[ApplicationId, Filing] = field(default_factory=dict)
    scans: dict[ScanId, tuple[Scan, bytes]] = field(default_factory=dict)
    tallies: dict[ApplicationId, tuple[date, Tally]] = field(default_factory=dict)
    letters: dict[LetterId, tuple[LetterFacts, bytes]] = field(default_factory=dict)
    numbers: dict[tuple[str, str, int], int] = field(default_factory=dict)
    drafts: dict[tuple[UserId, str], str] = field(default_factory=dict)
    users: dict[UserId, User] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    profile: dict[str, DeskProfile] = field(default_factory=dict)
    journal: dict[int, JournalEntry] = field(default_factory=dict)
    disposals: dict[int, DisposalRecord] = field(default_factory=dict)
    stamps: dict[int, StampEntry] = field(default_factory=dict)
    balances: dict[int, StampBalance] = field(default_factory=dict)
    purposes: dict[int, UsePurpose] = field(default_factory=dict)
    places: dict[int, DataPlace] = field(default_factory=dict)
    provisions: dict[int, ProvisionEntry] = field(default_factory=dict)
    trainings: dict[int, TrainingEntry] = field(default_factory=dict)
    wordings: dict[int, WordingRevision] = field(default_factory=dict)

    def copy(self) -> State:
        """Return a state that changes on its own; the frozen records are shared."""
        return State(**{each.name: dict(getattr(self, each.name)) for each in fields(self)})
