# SPDX-License-Identifier: MIT
"""The outcome of one claim: what was proposed, why, and who approved it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from desk_app.records.base import ApplicationId, ClaimId, DecisionId, UserId, Word
from desk_app.records.desk.people import NO_ROSTER, RosterPlace
from desk_app.records.field import AddressText, OfThePerson, PersonText


class Outcome(Word):
    """The outcome of one claim (E1)."""

    GRANTED = "granted"
    GRANTED_IN_PART = "granted_in_part"
    REFUSED = "refused"
    NO_SUCH_DATA = "no_such_data"
    REFERRED = "referred"


@dataclass(frozen=True, slots=True)
class GroundUse:
    """A ground of the rulebook as used in a decision.

    ``law`` and ``article`` name another law where the ground needs one (PR-G6, practice 19);
    ``item`` picks one of several numbered cases of the ground (for example 21(4)(ii) or 35(5)).
    """

    code: str
    law: str = ""
    article: str = ""
    item: str = ""


@dataclass(frozen=True, slots=True)
class DisclosedItem:
    """One item of the annex: group, name, content, source; or a part withheld."""

    group: str
    item: str
    content: str
    source: str = ""
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class WithheldPart:
    """A part that is not disclosed: described in kind, with ground and explanation."""

    part: str
    ground: GroundUse
    explanation: str


@dataclass(frozen=True, slots=True)
class ChangeResult:
    """One line of a correction's result: before and after, and whether it was done."""

    item: str
    asked: str
    before: str
    after: str
    done: bool


@dataclass(frozen=True, slots=True)
class CessationResult:
    """One line of a cessation's result: what was asked of which data, done or not, and when."""

    right: str
    target: str
    done: bool
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class PurposeLine:
    """Data item, way of acquisition and purpose of use."""

    item: str
    acquired: str
    purpose: str


@dataclass(frozen=True, slots=True)
class ProvisionRecord:
    """A record of provision (Art. 29) or of receipt (Art. 30)."""

    on: date | None
    party: str
    address: AddressText
    representative: str
    items: str
    consent: str = ""
    circumstances: str = ""


@dataclass(frozen=True, slots=True)
class Search:
    """The scope of a search that found nothing: day, what was searched, keys used."""

    on: date
    searched: str
    keys: str


@dataclass(frozen=True, slots=True)
class Referral:
    """The service's own contact: name, how to reach it, what to have ready; change or inquiry."""

    contact: str
    how: str
    ready: str = ""
    change: bool = True


@dataclass(frozen=True, slots=True)
class Content:
    """What the letter of a decision says beyond ground, facts and explanation."""

    scope: str = ""
    as_of: date | None = None
    done_on: date | None = None
    difficulty: str = ""
    disclosed: tuple[DisclosedItem, ...] = ()
    disclosed_purpose: str = ""
    withheld: tuple[WithheldPart, ...] = ()
    changes: tuple[ChangeResult, ...] = ()
    informed: str = ""
    cessations: tuple[CessationResult, ...] = ()
    substitute: str = ""
    purposes: tuple[PurposeLine, ...] = ()
    published_at: str = ""
    provided: tuple[ProvisionRecord, ...] = ()
    obtained: tuple[ProvisionRecord, ...] = ()
    search: Search | None = None
    referral: Referral | None = None


class CoveredPart(Word):
    """What a decision stands on beside its own words."""

    ADDRESSEE = "addressee"
    PRINCIPAL = "principal"
    PROXY = "proxy"
    COMPLETENESS = "completeness"
    IDENTITY = "identity"
    AUTHORITY = "authority"
    FEE = "fee"


@dataclass(frozen=True, slots=True)
class Covered:
    """What a decision stood on when it was signed: a field for each ``CoveredPart``.

    The people, and to whom the answer goes, are SHA-256 in hexadecimal: no name is kept twice. The
    verdicts are the codes of the axes; empty where the outcome does not ask for one.
    """

    addressee: str
    principal: str
    proxy: str
    completeness: str = ""
    identity: str = ""
    authority: str = ""
    fee: str = ""

    def differs(self, other: Covered) -> tuple[CoveredPart, ...]:
        """Return the parts in which another one says something else, in their order."""
        return tuple(
            part for part in CoveredPart if getattr(self, part.value) != getattr(other, part.value)
        )


class SignedForm(StrEnum):
    """Which form of content was signed."""

    ALONE = "alone"
    """An approval of before the proposer signed too, over the decision's own words alone."""
    BOTH = "both"
    """Both sign, each with the day, the place in the roster and the journal's head."""


@dataclass(frozen=True, slots=True)
class Signature:
    """A person's Ed25519 signature over the hash of a content.

    ``place`` is where the roster stood, ``entry`` and ``head`` the number and the hash of the
    journal's last entry before it. ``covered`` is what a decision stood on.
    """

    by: UserId
    at: datetime
    on: date
    content_sha256: str
    signature: bytes
    form: SignedForm = SignedForm.ALONE
    place: RosterPlace = NO_ROSTER
    entry: int = 0
    head: str = ""
    covered: Covered | None = None


@dataclass(frozen=True, slots=True)
class Approval(Signature):
    """A second person's signature under what another proposed and signed."""


@dataclass(frozen=True, slots=True)
class CameBack:
    """An approval that does not hold any more, and what changed since it was given."""

    approval: Approval
    changed: tuple[CoveredPart, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """The decision on one claim, proposed by one person and approved by another (E1, E3).

    ``facts`` and ``explanation`` are printed; ``note`` is the desk's own and never is.
    ``sent_back`` is the reason with which a supervisor returned the proposal. ``proposal`` is the
    proposer's signature; none stands under what was proposed before proposers signed.
    """

    id: DecisionId
    claim: ClaimId
    outcome: Outcome
    proposed_by: UserId
    proposed_at: datetime
    proposed_on: date
    grounds: tuple[GroundUse, ...] = ()
    facts: PersonText = ""
    explanation: PersonText = ""
    note: PersonText = ""
    content: Annotated[Content, OfThePerson] = Content()
    approval: Approval | None = None
    sent_back: PersonText = ""
    taken_back: bool = False
    proposal: Signature | None = None


@dataclass(frozen=True, slots=True)
class DecidedApplication:
    """An application by its names, with its decisions: what their signatures are held against."""

    id: ApplicationId
    receipt_number: str
    token: str
    rulebook_version: str
    decisions: tuple[Decision, ...] = ()
