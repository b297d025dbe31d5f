# SPDX-License-Identifier: MIT
"""The words of a rulebook, and its single values on one day, each with its basis and source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from desk_app.records.base import Word
from desk_app.records.case.application import Right
from desk_app.records.desk.people import Role


class Source(Word):
    """Where a value comes from."""

    POLICY = "policy"
    LAW = "law"
    PRACTICE = "practice"


@dataclass(frozen=True, slots=True)
class Basis:
    """What a value rests on: its clause's id, or the article of law where none speaks of it."""

    clause: str
    source: Source


class FeePer(Word):
    """What one fee is taken for."""

    APPLICATION = "application"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Fee:
    """The fee: whole units of ``unit`` per application or per chargeable right.

    ``rights`` are those that cost another sum than ``amount``.
    """

    amount: int
    unit: str
    per: FeePer
    chargeable: frozenset[Right]
    basis: Basis
    rights: Mapping[Right, int] = field(default_factory=dict)

    def of(self, right: Right) -> int:
        """Return what one right costs: nothing where it is not chargeable (PR-4)."""
        return self.rights.get(right, self.amount) if right in self.chargeable else 0

    def required(self, rights: Iterable[Right]) -> int:
        """Return what rights asked for together cost; one fee for all is that of the dearest."""
        each = [self.of(right) for right in dict.fromkeys(rights)]
        return sum(each) if self.per is FeePer.RIGHT else max(each, default=0)


class Standing(Word):
    """How a piece, a condition or a paper stands."""

    COUNTED = "counted"
    DOUBTFUL = "doubtful"
    REFUSED = "refused"


class Proves(Word):
    """Whether a kind of document proves the address."""

    YES = "yes"
    NO = "no"
    ASK = "ask"


class IdentityUse(Word):
    """What a kind of document counts for when identity is checked."""

    ALONE = "alone"
    ONE_OF_TWO = "one_of_two"
    SECOND_ONLY = "second_only"
    NEVER = "never"


class Keeping(Word):
    """Whether a copy may be kept, kept after masking, front only, or never."""

    KEEP = "keep"
    FRONT_ONLY = "front_only"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Days:
    """The periods in days, months and years, the age of majority and that of acting alone.

    ``business`` names the periods that are counted in business days.
    """

    notice: int
    target: int
    warning: int
    suit: int
    freshness_months: int
    retention_years: int
    majority: int
    basis: dict[str, Basis]
    alone: int = 0
    repeat_months: int = 0
    """Within so many months earlier requests of one person are told; 0: none are."""
    business: frozenset[str] = frozenset()


class Need(Word):
    """What a decision on a ground must contain."""

    FACTS = "facts"
    EXPLANATION = "explanation"
    NOTICE = "notice"
    LAW_AND_ARTICLE = "law_and_article"
    ITEM = "item"
    SEARCH = "search"
    PUBLISHED_AT = "published_at"
    SUBSTITUTE = "substitute"
    IDENTITY_SHOWN = "identity_shown"


class Duty(Word):
    """What a verb asks for; the rulebook says which roles may."""

    LOG = "log"
    CHECK = "check"
    ASK_DEPARTMENT = "ask_department"
    WRITE_LETTERS = "write_letters"
    PROPOSE = "propose"
    APPROVE = "approve"
    CONFIRM_LAPSE = "confirm_lapse"
    CONFIRM_WITHDRAWAL = "confirm_withdrawal"
    ACCEPT_LATE = "accept_late"
    DECIDE_JOINT = "decide_joint"
    GO_ON_WITHOUT = "go_on_without"
    POST = "post"
    RULEBOOK = "rulebook"
    USERS = "users"
    READ_CASES = "read_cases"
    READ_JOURNAL = "read_journal"
    BACKUP = "backup"
    RESTORE = "restore"
    KEYS = "keys"
    DISPOSE = "dispose"
    SIGN_DISPOSAL = "sign_disposal"
    HOLD = "hold"
    EXPORT = "export"
    REGISTERS = "registers"
    ASSIGN = "assign"
    """To give work to others, and to say that they are absent."""


class DutyFor(Word):
    """What else is done under a duty: a refusal names this, not what the duty is called after."""

    IMPORT = "import"
    WORDINGS = "wordings"
    INQUIRIES = "inquiries"


_OFFICER = frozenset({Role.OFFICER})
_SECOND = frozenset({Role.SUPERVISOR, Role.OFFICER})

AT_MOST: Mapping[Duty, frozenset[Role]] = dict.fromkeys(Duty, frozenset(Role)) | {
    Duty.PROPOSE: frozenset({Role.CLERK, Role.SUPERVISOR}),
    Duty.APPROVE: _SECOND,
    Duty.DISPOSE: frozenset({Role.CLERK, Role.SUPERVISOR, Role.OFFICER}),
    Duty.SIGN_DISPOSAL: _SECOND,
    Duty.RULEBOOK: _OFFICER,
    Duty.USERS: _OFFICER,
    Duty.KEYS: _OFFICER,
    Duty.RESTORE: _OFFICER,
}
"""Who may have a duty at most: code, the same for every rulebook.

What is signed, and keys, people, sheets, backups and rulebook, no file gives to anybody else. A
rulebook narrows it: that of the published policy gives approval to supervisors alone.
"""


@dataclass(frozen=True, slots=True)
class Switches:
    """The practice decisions that are switches or names, each with its basis."""

    fee_kept_when_refused: bool
    fee_back_when_referred: bool
    fee_back_when_withdrawn: bool
    stamps_back_when_lapsed: bool
    excess_back: bool
    free_stamps_back: bool
    proxy_identity_required: bool
    answers: tuple[str, ...]
    """How the desk answers: ``paper``, ``electronic``."""
    returns_documents: bool
    reply_mail: str
    reply_to_default: str
    minor_reply_to: str
    basis: dict[str, Basis]
    identity_without_photo: int = 2
    """How many documents without a photo show identity where none has one (practice 20)."""
    notice_before_refusal: bool = True
    """Whether identity or authority not shown is first a deficiency (practice 5)."""
    lapse_first: bool = True
    """Whether chargeable claims lapse before a refusal where both are missing (practice 15)."""
    joint_by_one: str = "ask"
    """Joint parental authority used by one: ``ask`` a supervisor, or ``refuse`` (practice 22)."""


@dataclass(frozen=True, slots=True)
class Practice:
    """A decision where the policy is silent: number, our text, and the values that carry it out.

    ``values`` pairs the key of a value of the rulebook with the value as printed; it is empty where
    the practice is carried out by the desk profile or follows from law alone.
    """

    number: int
    text_ja: str
    text_en: str
    values: tuple[tuple[str, str], ...]
    since: date
