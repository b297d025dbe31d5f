# SPDX-License-Identifier: MIT
"""The registers: purposes of use, provision, where data lie, trainings (features I2, I3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from desk_app.records.base import UserId, Word
from desk_app.records.case.decisions import PurposeLine
from desk_app.records.case.disposal import Hold
from desk_app.records.field import (
    MemberNumber,
    OfThePerson,
    PersonAddress,
    PersonName,
    PersonText,
    ShortText,
)

NOBODY = UserId("")
"""Stands in what was not entered yet."""

HIDDEN = "●●●"
"""Stands where something is written that names somebody, for who may read no names."""


class RegisterBook(Word):
    """The registers that the desk keeps."""

    PURPOSES = "purposes"
    PROVISIONS = "provisions"
    PLACES = "places"
    TRAININGS = "trainings"


class DataMark(Word):
    """What is special of the data of a purpose."""

    CARD = "card"
    """Credit card data (PU-5)."""
    RELATED = "related"
    """Personal related information obtained from others (PU-3)."""
    LOGS = "logs"
    """Access logs linked to registered information (AL)."""
    SENSITIVE = "sensitive"
    """Special care-required personal information (APPI 2(3))."""
    ENTRUSTED = "entrusted"
    """Its handling is entrusted to others (APPI 25)."""


@dataclass(frozen=True, slots=True)
class PurposeVersion:
    """What the register says of one purpose from a day on, in both languages (APPI 17, 21).

    ``reason`` says why it was changed; ``by`` and ``at`` who entered it and when.
    """

    applies_from: date
    clause: ShortText
    """The clause of the policy that publishes it."""
    data_ja: str
    data_en: str
    people_ja: str
    people_en: str
    obtained_ja: str
    obtained_en: str
    purpose_ja: str
    purpose_en: str
    published_ja: str = ""
    """Where it is published, as a letter names the place."""
    published_en: str = ""
    retention: str = ""
    department: ShortText = ""
    marks: frozenset[DataMark] = frozenset()
    reason: str = ""
    by: UserId = NOBODY
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RegisterReview:
    """Somebody read an entry and found that it still holds."""

    on: date
    by: UserId


@dataclass(frozen=True, slots=True)
class RegisterEnd:
    """From which day an entry applies no more, why, and who said so."""

    on: date
    reason: str
    by: UserId


@dataclass(frozen=True, slots=True)
class UsePurpose:
    """An entry of the register of purposes: its versions in the order of their days."""

    id: int
    versions: tuple[PurposeVersion, ...]
    reviews: tuple[RegisterReview, ...] = ()
    end: RegisterEnd | None = None


@dataclass(frozen=True, slots=True)
class PlaceVersion:
    """What the register says of data that a department holds, from a day on (JIS Q 15001, A.3.3.1).

    ``answers`` says who answers an inquiry there, ``asked_how`` how it is asked. ``amount`` is how
    many people's data it is, roughly; ``used_until`` until when it is used; ``notified`` how the
    purpose was made known; ``sensitive`` that special care-required data are among it.
    """

    applies_from: date
    department: ShortText
    data: str
    location: str
    storage: str = ""
    access: str = ""
    answers: str = ""
    asked_how: str = ""
    retention: str = ""
    disposal: str = ""
    entrusted_to: str = ""
    reason: str = ""
    by: UserId = NOBODY
    at: datetime | None = None
    purpose: str = ""
    responsible: ShortText = ""
    amount: ShortText = ""
    obtained: str = ""
    notified: str = ""
    consent: str = ""
    provided_to: str = ""
    used_until: str = ""
    sensitive: bool = False


@dataclass(frozen=True, slots=True)
class DataPlace:
    """An entry of the register of where data lie: its versions in the order of their days."""

    id: int
    versions: tuple[PlaceVersion, ...]
    reviews: tuple[RegisterReview, ...] = ()
    end: RegisterEnd | None = None


class ProvisionKind(Word):
    """What happened with data of somebody: given, got, shared."""

    PROVIDED = "provided"
    """To a third party, with consent (APPI 27(1))."""
    OPT_OUT = "opt_out"
    """To a third party, under a published opt-out (APPI 27(2))."""
    ABROAD = "abroad"
    """To a third party in a foreign country (APPI 28)."""
    RECEIVED = "received"
    """From a third party (APPI 30)."""
    JOINT = "joint"
    """Used jointly (APPI 27(5)(iii)): no provision."""
    ENTRUSTED = "entrusted"
    """Entrusted (APPI 27(5)(i)): no provision."""


@dataclass(frozen=True, slots=True)
class ProvisionEntry:
    """A row of the register of provision: the items of the Rules, Articles 20 and 24.

    A row with a ``person`` is about that one person; it goes when its time of keeping is over and
    two people said so, as an application does. ``token`` is the random name by which the disposal
    list knows it, ``holds`` hold it back. ``last_on`` is the day of the last of several provisions,
    ``by_contract`` that a contract stands in the place of a record (Rules, Article 19(3)).
    ``proposed_by`` and ``disposed_by`` are of rows that were emptied before they went like that.
    """

    id: int
    kind: ProvisionKind
    on: date | None
    party: PersonText = ""
    party_address: PersonText = ""
    representative: PersonText = ""
    person: PersonName = ""
    kana: PersonName = ""
    person_address: PersonAddress = ""
    person_number: MemberNumber = ""
    items: PersonText = ""
    consent: PersonText = ""
    circumstances: PersonText = ""
    country: ShortText = ""
    by_contract: bool = False
    last_on: date | None = None
    note: PersonText = ""
    entered_by: UserId = NOBODY
    entered_at: datetime | None = None
    ended_on: date | None = None
    ended_why: PersonText = ""
    ended_by: UserId | None = None
    proposed_by: UserId | None = None
    proposed_on: date | None = None
    disposed_by: UserId | None = None
    disposed_on: date | None = None
    token: str = ""
    holds: Annotated[tuple[Hold, ...], OfThePerson] = ()


@dataclass(frozen=True, slots=True)
class TrainingEntry:
    """A training that was held for the people of the house (JIS Q 15001, A.7.3; ledger 6.9).

    ``attended`` names who took part, ``understood`` says how it was seen that they understood,
    ``made_up`` what was done for those who were absent. Nothing in it is about an applicant; what
    was entered wrongly is ended and entered anew.
    """

    id: int
    on: date | None
    subject: ShortText
    content: str = ""
    held_by: ShortText = ""
    attended: str = ""
    material: str = ""
    understood: str = ""
    made_up: str = ""
    note: str = ""
    entered_by: UserId = NOBODY
    entered_at: datetime | None = None
    ended_on: date | None = None
    ended_why: str = ""
    ended_by: UserId | None = None


@dataclass(frozen=True, slots=True)
class PublishedText:
    """What is kept as published of the purposes in a language: since when, and who kept it."""

    text: str
    on: date
    by: UserId


@dataclass(frozen=True, slots=True)
class PurposeOffer:
    """A purpose as a letter would tell it: its entry, the line, where it is published."""

    entry: int
    line: PurposeLine
    published_at: str = ""
