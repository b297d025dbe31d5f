# SPDX-License-Identifier: MIT
"""What the rules say of an application: findings, axes, next step; how two texts relate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from desk_app.records.base import NO_FACTS, ClaimId, DecisionId, Fact, Word


class Likeness(Word):
    """The verdict of a comparison; only a person may call WRITTEN_DIFFERENTLY the same."""

    EQUAL = "equal"
    WRITTEN_DIFFERENTLY = "written_differently"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of code points in one text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DifferingPart:
    """One differing part: where it stands in both texts, and whether it changes the meaning.

    ``likeness`` is WRITTEN_DIFFERENTLY for another way of writing, DIFFERENT for another thing.
    A span may be empty where the part stands on one side only.
    """

    left: Span
    right: Span
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class Comparison:
    """The likeness of two texts and every part in which they differ, in reading order."""

    likeness: Likeness
    parts: tuple[DifferingPart, ...] = ()


# What the rules say of an application: findings, axes, next step.


class Verdict(Word):
    """What a rule says."""

    OK = "ok"
    MISSING = "missing"
    DEFECTIVE = "defective"
    ASK = "ask"


class Axis(Word):
    """The independent axes of an application."""

    COMPLETENESS = "completeness"
    IDENTITY = "identity"
    AUTHORITY = "authority"
    FEE = "fee"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule says: code, clause, verdict, the facts that led to it, and what cures it.

    ``subject`` is the field, the enclosure's id or ``principal``/``proxy`` it speaks of.
    ``cure`` is the code of what the applicant is asked to send; empty where nothing is asked.
    ``key`` names the finding within the application, stable over examinations.
    """

    code: str
    clause: str
    verdict: Verdict
    axis: Axis
    subject: str = ""
    facts: Mapping[str, Fact] = field(default_factory=lambda: NO_FACTS)
    cure: str = ""

    @property
    def key(self) -> str:
        """Return the finding's name within its application."""
        return f"{self.code}:{self.subject}" if self.subject else self.code

    @property
    def is_deficiency(self) -> bool:
        """Return whether the applicant must cure it (D1)."""
        return self.cure != "" and self.verdict in {Verdict.MISSING, Verdict.DEFECTIVE}


class Completeness(Word):
    """Axis: whether form and documents are there."""

    NOT_CHECKED = "not_checked"
    INCOMPLETE = "incomplete"
    COMPLETE = "complete"


class Identity(Word):
    """Axis: whether the principal is shown to be the principal."""

    NOT_CHECKED = "not_checked"
    REGISTER_OPEN = "register_open"
    ASK = "ask"
    SHOWN = "shown"
    NOT_SHOWN = "not_shown"


class AuthorityState(Word):
    """Axis: whether the proxy is shown to be the proxy."""

    NOT_NEEDED = "not_needed"
    NOT_CHECKED = "not_checked"
    ASK = "ask"
    SHOWN = "shown"
    NOT_SHOWN = "not_shown"


class FeeState(Word):
    """Axis: whether the fee is there."""

    NOT_NEEDED = "not_needed"
    SHORT = "short"
    ASK = "ask"
    PAID = "paid"
    OVER = "over"


class ClaimState(Word):
    """Axis per claim: how far its decision is.

    ``WITHDRAWAL_OPEN`` is what a withdrawal names that nobody has confirmed or rejected yet,
    ``CARRIED_OVER`` what had ended before this desk was begun (K4).
    """

    WITHDRAWAL_OPEN = "withdrawal_open"
    OPEN = "open"
    PROPOSED = "proposed"
    DECIDED = "decided"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"
    REFERRED = "referred"
    CARRIED_OVER = "carried_over"


class ReplyState(Word):
    """Axis: how far the letters that answer are."""

    NONE = "none"
    TO_PRINT = "to_print"
    TO_POST = "to_post"
    POSTED = "posted"
    DELIVERED = "delivered"
    RETURNED = "returned"


class RetentionState(Word):
    """Axis: how long the papers are kept."""

    NOT_RUNNING = "not_running"
    RUNNING = "running"
    DUE = "due"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Axes:
    """The axes of one application, each derived from facts."""

    completeness: Completeness
    identity: Identity
    authority: AuthorityState
    fee: FeeState
    claims: Mapping[ClaimId, ClaimState]
    reply: ReplyState
    retention: RetentionState


class Work(Word):
    """The one word of the work list (J1)."""

    WITHDRAWAL = "withdrawal"
    TO_CHECK = "to_check"
    WAITING_FOR_DEPARTMENT = "waiting_for_department"
    WAITING_FOR_APPLICANT = "waiting_for_applicant"
    LAPSE_TODAY = "lapse_today"
    TO_DECIDE = "to_decide"
    TO_APPROVE = "to_approve"
    TO_PRINT = "to_print"
    TO_POST = "to_post"
    TO_RETURN = "to_return"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Next:
    """What is to be done next: a code, by when, and the reason's code."""

    what: str
    by: date | None
    why: str


@dataclass(frozen=True, slots=True)
class DayStep:
    """One step of counting a day: a code and the day it leads to."""

    code: str
    day: date


@dataclass(frozen=True, slots=True)
class DueDate:
    """A day and the steps that led to it."""

    on: date
    steps: tuple[DayStep, ...]


@dataclass(frozen=True, slots=True)
class RefusedPiece:
    """A piece that cannot be counted: what, how many, and the reason's code."""

    piece: str
    denomination: int
    count: int
    reason: str
    line: str = ""


@dataclass(frozen=True, slots=True)
class FeeStanding:
    """The standing of the fee in whole yen; ``short`` and ``over`` are never both above zero.

    ``returnable`` is the largest sum of whole valid pieces that can be taken away and still leave
    the fee (practice 2), ``returnable_pieces`` its denominations and counts.
    """

    required: int
    counted: int
    short: int
    over: int
    pieces: tuple[tuple[int, int], ...] = ()
    refused: tuple[RefusedPiece, ...] = ()
    doubtful: tuple[RefusedPiece, ...] = ()
    late: tuple[RefusedPiece, ...] = ()
    returnable: int = 0
    returnable_pieces: tuple[tuple[int, int], ...] = ()
    pieces_enclosed: int = 0
    pieces_counted: int = 0
    unallotted: int = 0
    """Pieces of an envelope of several applications that nobody allotted yet (A4)."""
    sen_pieces: tuple[tuple[int, int], ...] = ()
    """Counted sen stamps that are no whole yen each: denomination in sen and count."""
    returnable_sen_pieces: tuple[tuple[int, int], ...] = ()
    staying: tuple[tuple[int, int], ...] = ()
    """Counted whole pieces that do not go back: value in sen and count."""


@dataclass(frozen=True, slots=True)
class Examination:
    """All that the rules say of one application on one day."""

    findings: tuple[Finding, ...]
    axes: Axes
    fee: FeeStanding
    work: Work
    next: Next
    notice_due: DueDate | None = None
    reply_target: DueDate | None = None
    warning_on: date | None = None
    kept_until: date | None = None
    disposal_from: date | None = None
    lapsing: tuple[ClaimId, ...] = ()
    on: date | None = None


@dataclass(frozen=True, slots=True)
class LedgerStanding:
    """How an application stood when it was saved last: what a ledger need not judge anew.

    ``state`` is how far the claim is that is least far; ``complete`` says that form and papers are
    there; ``compared`` how far the register agrees. Of the fee in yen: what is due, what counts,
    what is short, what came by face value, and when the whole of it was there. ``came_back`` are
    the decisions whose approval does not hold any more.
    """

    state: ClaimState
    complete: bool
    compared: Identity
    required: int
    counted: int
    short: int
    came: int
    paid_on: date | None = None
    completed_on: date | None = None
    came_back: tuple[DecisionId, ...] = ()
