# SPDX-License-Identifier: MIT
"""What the disposal page shows: what is due, what comes, the disposal in hand, how far it is."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from desk_app.desk import disposing, reading, timekeeping
from desk_app.gui.models.disposal_columns import DueRow
from desk_app.gui.presenters.found_by import is_found
from desk_app.records.disposal import DisposalRecord, DisposalState
from desk_app.rules import retention
from desk_app.rules.duties import may
from desk_app.rules.terms import Duty

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desk_app.desk.context import Desk
    from desk_app.desk.queries import KeptLine
    from desk_app.records.ids import ApplicationId, UserId
    from desk_app.records.people import User
    from desk_app.rules.clock import ClockDoubt


class Stage(Enum):
    """What a disposal waits for."""

    PROPOSAL = "proposal"
    SIGNATURE = "signature"
    CARRYING_OUT = "carrying_out"
    CHECK = "check"
    PAPER = "paper"
    NOTHING = "nothing"
    """Data and papers are gone, all was checked: the report stands."""
    SENT_BACK = "sent_back"


@dataclass(frozen=True, slots=True)
class DisposalRead:
    """What the desk said, read in one go; ``people`` are all who ever worked here."""

    due: tuple[KeptLine, ...] = ()
    coming: tuple[KeptLine, ...] = ()
    records: tuple[DisposalRecord, ...] = ()
    people: Mapping[UserId, User] = field(default_factory=dict)
    signers: Mapping[int, tuple[User, ...]] = field(default_factory=dict)
    doubt: ClockDoubt | None = None
    unreadable_after: date | None = None


@dataclass(frozen=True, slots=True)
class DisposalPage:
    """The page: what was read, what was ticked and counted, the disposal looked at.

    ``shown`` is a disposal's id; without one a new proposal is made. While something is carried
    out, ``working`` says so, with how much is done.
    """

    read: DisposalRead = DisposalRead()
    chosen: frozenset[ApplicationId] = frozenset()
    counted: Mapping[ApplicationId, int] = field(default_factory=dict)
    text: str = ""
    shown: int | None = None
    working: bool = False
    done: int = 0
    total: int = 0

    @property
    def record(self) -> DisposalRecord | None:
        """The disposal looked at."""
        return next((each for each in self.read.records if each.id == self.shown), None)

    @property
    def stage(self) -> Stage:
        """What the disposal looked at waits for."""
        return Stage.PROPOSAL if self.record is None else stage_of(self.record)

    @property
    def rows(self) -> tuple[DueRow, ...]:
        """What is due and matches what is searched for."""
        return tuple(self._row(line) for line in self.read.due if self._matches(line))

    @property
    def coming(self) -> tuple[KeptLine, ...]:
        """What is due next and matches."""
        return tuple(line for line in self.read.coming if self._matches(line))

    @property
    def picked(self) -> tuple[DueRow, ...]:
        """What the clerk ticked and can be proposed, also where the search hides it."""
        rows = map(self._row, self.read.due)
        return tuple(row for row in rows if row.can_be_chosen and row.chosen)

    @property
    def ends_backups(self) -> bool:
        """Whether backups from before the disposal looked at can still be read."""
        over = self.stage in (Stage.PAPER, Stage.NOTHING)
        last = None if self.record is None else self.record.check
        return over and last is not None and last.unreadable_after > (last.checked_on or date.max)

    @property
    def signers(self) -> tuple[User, ...]:
        """Who may sign the disposal looked at."""
        return () if self.shown is None else self.read.signers.get(self.shown, ())

    def name_of(self, user: UserId) -> str:
        """Return a person's name."""
        known = self.read.people.get(user)
        return "" if known is None else known.name

    def _row(self, line: KeptLine) -> DueRow:
        in_hand = line.id in in_hand_of(self.read.records)
        sheets = self.counted.get(line.id, line.sheets)
        return DueRow(line, in_hand or line.id in self.chosen, sheets, in_hand)

    def _matches(self, line: KeptLine) -> bool:
        return is_found(self.text, (line.receipt_number, line.name))


def stage_of(record: DisposalRecord) -> Stage:
    """Return what a disposal waits for."""
    if record.finished:
        return Stage.NOTHING
    return {
        DisposalState.PROPOSED: Stage.SIGNATURE,
        DisposalState.SENT_BACK: Stage.SENT_BACK,
        DisposalState.SIGNED: Stage.CARRYING_OUT,
        DisposalState.CARRIED_OUT: Stage.CHECK,
        DisposalState.VERIFIED: Stage.PAPER,
    }[record.state]


def in_hand(records: tuple[DisposalRecord, ...]) -> DisposalRecord | None:
    """Return the newest disposal on which somebody has something to do."""
    over = (Stage.NOTHING, Stage.SENT_BACK)
    return next((each for each in records if stage_of(each) not in over), None)


def in_hand_of(records: tuple[DisposalRecord, ...]) -> frozenset[ApplicationId]:
    """Return the applications that stand in a disposal that is not carried out yet."""
    waiting = (Stage.SIGNATURE, Stage.CARRYING_OUT)
    return frozenset(
        item.application
        for record in records
        if stage_of(record) in waiting
        for item in record.items
    )


def read_disposals(desk: Desk) -> DisposalRead:
    """Read the page; raises NotAllowed for who has nothing to do with disposals."""
    records = disposing.disposals(desk)
    people = {user.id: user for user in reading.people(desk)}
    return DisposalRead(
        due=disposing.due_list(desk),
        coming=disposing.coming(desk),
        records=records,
        people=people,
        signers={each.id: _signers(desk, each, people) for each in records},
        doubt=timekeeping.doubt(desk),
        unreadable_after=retention.unreadable_after(desk.ports.keys.sheets(), desk.today),
    )


def without_choices(page: DisposalPage) -> DisposalPage:
    """Return the page with nothing ticked and nothing counted."""
    return replace(page, chosen=frozenset(), counted={})


def _signers(desk: Desk, record: DisposalRecord, people: Mapping[UserId, User]) -> tuple[User, ...]:
    """Return who may sign: never who proposed, and of the others those whose roles let them."""
    rules = desk.rulebook.on(desk.today)
    proposer = people.get(record.proposed_by)
    roles = frozenset() if proposer is None else proposer.roles
    now = {user.id for user in desk.ports.keys.users()}
    return tuple(
        user
        for user in people.values()
        if user.id in now
        and user.id != record.proposed_by
        and may(user.roles, Duty.SIGN_DISPOSAL, rules)
        and retention.may_sign(user.roles, roles)
    )
