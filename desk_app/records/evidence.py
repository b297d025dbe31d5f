# SPDX-License-Identifier: MIT
"""What an evidence pack holds: one application or a period, for who checks the desk (I5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from desk_app.records.base import DecisionId, UserId, Word
from desk_app.records.books.journal import JournalMark
from desk_app.records.case.application import Right
from desk_app.records.case.decisions import GroundUse, Outcome
from desk_app.records.case.findings import (
    AuthorityState,
    Axis,
    ClaimState,
    Completeness,
    FeeState,
    Identity,
)
from desk_app.records.case.history import Ruling, Topic
from desk_app.records.case.letters import LetterKind
from desk_app.records.case.scans import ScanOf
from desk_app.records.desk.people import Language, RosterPlace
from desk_app.records.desk.profile import DeskProfile
from desk_app.records.pages import CourseLine, Page


@dataclass(frozen=True, slots=True)
class EvidenceScope:
    """Of what evidence is given: one application by its number, or what came in some days.

    What was disposed of is among those of the days in which it was completed: when it was received
    went with it.

    ``named`` says whether applicants are named in it, with the words of what was decided and the
    letters themselves.
    """

    number: str = ""
    since: date | None = None
    until: date | None = None
    named: bool = True


class EvidenceVerdict(Word):
    """What a rule said, and whether anybody noted to have looked."""

    OK = "ok"
    MISSING = "missing"
    DEFECTIVE = "defective"
    ASK = "ask"
    UNCHECKED = "unchecked"
    """What a clerk looks for, and nobody noted to have looked for."""


@dataclass(frozen=True, slots=True)
class EvidenceFinding:
    """What a rule said: code, clause of the rulebook as frozen with its text, what was found."""

    code: str
    clause: str
    text: str
    verdict: EvidenceVerdict
    axis: Axis
    said: str


@dataclass(frozen=True, slots=True)
class EvidenceJudgement:
    """What a person judged; the reason, and the texts compared, only where applicants are named.

    ``compared`` are what the form and the paper, or the register, say.
    """

    topic: Topic
    ruling: Ruling
    on: date
    by: UserId
    reason: str = ""
    compared: tuple[str, ...] = ()


class Soundness(Word):
    """How the desk itself found a decision, its journal asked, when the pack was made."""

    SOUND = "sound"
    """Two people signed it as it stands."""
    UNSOUND = "unsound"
    """It stands as approved, and nobody approved it as it stands."""
    TAKEN_BACK = "taken_back"
    OPEN = "open"
    """Nobody approved it yet."""


@dataclass(frozen=True, slots=True)
class EvidenceDecision:
    """How a request was decided, on which grounds, and by whom.

    ``articles`` are those of the Act on which each ground rests, as of the day of the proposal.
    """

    id: DecisionId
    right: Right | None
    outcome: Outcome
    grounds: tuple[GroundUse, ...]
    articles: tuple[str, ...]
    proposed_by: UserId
    proposed_on: date
    approved_by: UserId | None = None
    approved_on: date | None = None
    sound: Soundness = Soundness.OPEN


@dataclass(frozen=True, slots=True)
class EvidenceLetter:
    """A letter by the hash of its frozen bytes; ``file`` is its name in the pack, empty for none.

    ``mark`` is the journal's head as its paper shows it, ``template`` the version of the wording,
    ``revisions`` those of the sentences that people changed in it.
    """

    kind: LetterKind
    number: str
    dated: date
    sha256: str
    issued_by: UserId
    mark: str = ""
    template: str = ""
    revisions: tuple[int, ...] = ()
    void: bool = False
    posted_on: date | None = None
    file: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceScan:
    """A scan by the hash of its pictures; ``file`` is its name in the pack, empty for none.

    ``kind`` is the code of the paper that it shows, ``masks`` how many parts of it were made
    unreadable. One whose sealed file is not what was kept is ``lost``.
    """

    shows: ScanOf
    kind: str
    pages: int
    masks: int
    sha256: str
    by: UserId
    at: datetime
    removed_by: UserId | None = None
    removed_at: datetime | None = None
    lost: bool = False
    file: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceApplication:
    """One application of the pack, as of a day: its completion, or the day of the pack."""

    receipt_number: str
    token: str
    rulebook: str
    received_on: date
    as_of: date
    completed_on: date | None
    rights: tuple[Right, ...]
    states: tuple[ClaimState, ...]
    completeness: Completeness
    identity: Identity
    authority: AuthorityState
    fee: FeeState
    course: tuple[CourseLine, ...]
    findings: tuple[EvidenceFinding, ...]
    judgements: tuple[EvidenceJudgement, ...]
    decisions: tuple[EvidenceDecision, ...]
    letters: tuple[EvidenceLetter, ...]
    principal: str = ""
    proxy: str = ""
    scans: tuple[EvidenceScan, ...] = ()


# The summary of a pack on paper: rows in the words of its language.


class EvidenceStanding(NamedTuple):
    """An application in one row: what was asked, how it stands, how papers and people were found.

    ``principal`` is empty where nobody is named.
    """

    number: str
    received_on: date
    rights: str
    state: str
    found: str
    completed_on: date | None
    principal: str = ""


class EvidenceEvent(NamedTuple):
    """What happened to an application on a day, and whose work it was."""

    number: str
    on: date
    what: str
    by: str


class EvidenceClause(NamedTuple):
    """What a rule said: the clause, its text as frozen, what was found."""

    number: str
    clause: str
    text: str
    said: str
    verdict: str


class EvidenceApproval(NamedTuple):
    """How a request was decided and on what, who proposed and who approved it; empty for nobody.

    ``sound`` says so in words, also that a decision was taken back.
    """

    number: str
    right: str
    outcome: str
    grounds: str
    proposed_by: str
    proposed_on: date
    approved_by: str
    approved_on: date | None
    sound: str


class EvidencePaper(NamedTuple):
    """A letter by its number and hash."""

    number: str
    document: str
    kind: str
    posted_on: date | None
    sha256: str


class EvidencePicture(NamedTuple):
    """A scan by the hash of its pictures: what it shows, when it was attached, what is masked.

    ``removed_on`` is None where it is kept; one whose file is not what was kept is ``lost``.
    """

    number: str
    what: str
    attached_on: date
    pages: int
    masks: int
    sha256: str
    removed_on: date | None = None
    lost: bool = False


class EvidenceDisposed(NamedTuple):
    """An application that was disposed of: in which disposal, when, and who signed it.

    ``sha256`` is that of what was signed: the disposal's number, its applications, its proposal.
    """

    number: str
    completed_on: date
    disposal: str
    gone_on: date
    proposed_by: str
    signed_by: str
    sha256: str


class EvidenceEntry(NamedTuple):
    """An entry of the journal about the one application of a pack: number, moment, what, by whom.

    ``number`` is written as heads are (#577), ``time`` is hours and minutes at the desk.
    """

    number: str
    on: date
    time: str
    what: str
    by: str


class EvidencePerson(NamedTuple):
    """Who works at the desk, or did: roles in words, and the statement that gave the keys."""

    name: str
    roles: str
    statement: int


@dataclass(frozen=True, slots=True)
class EvidencePage:
    """The summary of a pack on paper.

    ``entries`` of the journal are whole in the pack, ``gaps`` stand between them; ``mark`` is its
    head, ``fingerprint`` that of the roster. ``noted`` are the entries about the one application of
    a pack; a period has them in its files alone.
    """

    language: Language
    profile: DeskProfile
    made_on: date
    made_by: str
    scope: EvidenceScope
    standings: tuple[EvidenceStanding, ...]
    course: tuple[EvidenceEvent, ...]
    findings: tuple[EvidenceClause, ...]
    approvals: tuple[EvidenceApproval, ...]
    letters: tuple[EvidencePaper, ...]
    people: tuple[EvidencePerson, ...]
    entries: int
    gaps: int
    mark: JournalMark
    fingerprint: str
    program: str
    rulebooks: str
    disposed: tuple[EvidenceDisposed, ...] = ()
    noted: tuple[EvidenceEntry, ...] = ()
    scans: tuple[EvidencePicture, ...] = ()


OwnPage = Page | EvidencePage
"""Every page of the desk's own."""


@dataclass(frozen=True, slots=True)
class PackFile:
    """One file of a pack, by a name that tells of nobody."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class PackEnclosures:
    """What comes with every pack: roster and disposal list as the books have entered them.

    ``files`` are these two, the verifier, and how to use it.
    """

    place: RosterPlace
    root: str
    disposals: int
    disposal_head: str
    versions: Mapping[str, str]
    schema: int
    files: tuple[PackFile, ...]


@dataclass(frozen=True, slots=True)
class EvidenceMade:
    """A pack as it was written: how much is in it, and what is compared with paper."""

    applications: int
    letters: int
    entries: int
    gaps: int
    files: int
    sequence: int
    head: str
    root: str
    verifier: str
    """The SHA-256 of ``verify.py``, in hexadecimal digits."""
    disposed: int = 0
    """How many applications stand in it as their disposal alone."""
