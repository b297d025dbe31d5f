# SPDX-License-Identifier: MIT
"""The terms of a rulebook on one day: each value with its clause or article and its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from desk_app.records.application import ProxyKind, Right
from desk_app.records.base import Word
from desk_app.records.decisions import Outcome
from desk_app.records.mail import Condition, Piece
from desk_app.records.papers import Subject
from desk_app.records.people import Role


class Source(Word):
    """Where a value comes from."""

    POLICY = "policy"
    LAW = "law"
    PRACTICE = "practice"


@dataclass(frozen=True, slots=True)
class Basis:
    """What a value rests on: clause id or law article, source, and the day it applies from.

    ``clause`` is the clause's id, or the article where no clause speaks of it; ``article`` the
    article of law, empty where only the policy or a practice decides.
    """

    clause: str
    source: Source
    since: date
    practice: int | None = None
    article: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of the published policy: id, place in it, title and our own statement of it."""

    id: str
    place: str
    title_ja: str
    title_en: str
    text_ja: str
    text_en: str


class FeePer(Word):
    """What one fee is taken for."""

    APPLICATION = "application"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Fee:
    """The fee: whole units of ``unit`` per application or per chargeable right."""

    amount: int
    unit: str
    per: FeePer
    chargeable: frozenset[Right]
    basis: Basis


class Standing(Word):
    """How a piece, a condition or a paper stands."""

    COUNTED = "counted"
    DOUBTFUL = "doubtful"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class PieceTerm:
    """How a kind of piece is taken: counted, doubtful or refused (reason code), and whether kept.

    ``means`` is the means of payment the piece belongs to (``stamp``, ``money_order`` …).
    ``divisible`` says that a part of its value can be given back (a transfer; never a stamp).
    """

    piece: Piece
    means: str
    standing: Standing
    reason: str
    returned: bool
    basis: Basis
    divisible: bool = False


@dataclass(frozen=True, slots=True)
class ConditionTerm:
    """How a condition of a counted piece is taken, with the reason's code."""

    condition: Condition
    standing: Standing
    reason: str
    basis: Basis


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
class DocumentTerm:
    """One kind of document of the catalogue, as it stands on the day of its arrival.

    ``accepted_from``/``accepted_until`` are inclusive days of arrival; ``expires`` says that a
    day of expiry must be given; ``fresh_months`` that it must have been issued within so many
    months (None: no limit); ``original`` that only an original counts; ``mask`` lists the codes of
    what must be blacked out; ``instead`` names the kind that takes the place of a dead one.
    ``issued_from``: a piece issued before that day is not accepted (None: any day of issue).
    ``authority_of``: whose paper it must be to show a proxy's authority (None: what it says of
    both decides); a proxy's own seal certificate shows the proxy alone (PR-3c).
    """

    code: str
    title_ja: str
    title_en: str
    photo: bool
    identity: IdentityUse
    address: Proves
    expires: bool
    fresh_months: int | None
    original: bool
    mask: tuple[str, ...]
    keeping: Keeping
    accepted_from: date | None
    accepted_until: date | None
    instead: str
    basis: Basis
    issued_from: date | None = None
    authority_of: Subject | None = None

    def taken_on(self, day: date) -> bool:
        """Return whether such a paper would be taken if it arrived on that day."""
        since, until = self.accepted_from, self.accepted_until
        return (since is None or since <= day) and (until is None or day <= until)


@dataclass(frozen=True, slots=True)
class MaskTerm:
    """An item that must be blacked out: code, titles, and the law behind it."""

    code: str
    title_ja: str
    title_en: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class ProxyTerm:
    """What a proxy kind must show (PR-3).

    ``alternatives`` are sets of document codes, any one of which suffices; ``minor`` that the
    principal must be under ``age`` on arrival; ``powers`` that the powers must be listed and cover
    the request; ``supervisor`` that a supervisor must be appointed; ``own_identity`` that the
    proxy's own identity document is required (practice 8); ``joint`` that joint exercise is asked.
    """

    kind: ProxyKind
    title_ja: str
    title_en: str
    alternatives: tuple[tuple[str, ...], ...]
    minor: bool
    powers: bool
    supervisor: bool
    own_identity: bool
    basis: Basis


@dataclass(frozen=True, slots=True)
class FormTerm:
    """An application form: its rights, its versions still taken, the fields that must be filled."""

    code: str
    title_ja: str
    title_en: str
    rights: frozenset[Right]
    versions: tuple[str, ...]
    required: tuple[str, ...]
    basis: Basis

    @property
    def current(self) -> str:
        """Return the version in force."""
        return self.versions[-1]


@dataclass(frozen=True, slots=True)
class Days:
    """The periods in days, months and years, and the age of majority."""

    notice: int
    target: int
    warning: int
    suit: int
    freshness_months: int
    retention_years: int
    majority: int
    basis: dict[str, Basis]


class Need(Word):
    """What a decision on a ground must contain (letters/README.md §4)."""

    FACTS = "facts"
    EXPLANATION = "explanation"
    NOTICE = "notice"
    LAW_AND_ARTICLE = "law_and_article"
    ITEM = "item"
    SEARCH = "search"
    PUBLISHED_AT = "published_at"
    SUBSTITUTE = "substitute"
    IDENTITY_SHOWN = "identity_shown"


@dataclass(frozen=True, slots=True)
class Ground:
    """A catalogued reason for refusing: the rights it is lawful for, article, what it needs.

    ``unproven`` names the axis (``identity`` or ``authority``) a ground of the form L5b rests on.
    ``items`` are the numbered cases it can be used with; ``articles`` gives the article per right.
    ``enabled`` is false for a ground that stands in the catalogue but is off (practice 6).
    ``outcome`` is the outcome it explains: a refusal (whole or in part), or that nothing is held.
    """

    code: str
    clause: str
    title_ja: str
    title_en: str
    rights: frozenset[Right]
    articles: dict[Right, str]
    needs: frozenset[Need]
    items: tuple[str, ...]
    unproven: str
    enabled: bool
    basis: Basis
    outcome: Outcome = Outcome.REFUSED


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason for cessation as on form A-3, with its article."""

    code: str
    article: str
    title_ja: str
    title_en: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class OtherLaw:
    """A law that may be named where a ground or the keeping of data rests on another law."""

    code: str
    title_ja: str
    title_en: str
    basis: Basis


class Duty(Word):
    """What a verb asks for; the rulebook says which roles may (security.md §5)."""

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
"""Who may have a duty at most: code, the same for every rulebook (security.md §4a).

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
