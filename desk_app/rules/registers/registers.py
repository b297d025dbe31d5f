# SPDX-License-Identifier: MIT
"""What the registers say on a day: versions, yearly reviews, what a row lacks, how long it is kept.

Articles are those of the Act on the Protection of Personal Information and of its Enforcement
Rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from desk_app.records.base import Word, kept_id_of_provision
from desk_app.records.case.decisions import ProvisionRecord, PurposeLine
from desk_app.records.desk.people import Language
from desk_app.records.registers import (
    HIDDEN,
    DataPlace,
    ProvisionEntry,
    ProvisionKind,
    PurposeOffer,
    PurposeVersion,
    RegisterEnd,
    RegisterReview,
    TrainingEntry,
    UsePurpose,
)
from desk_app.rules import codes
from desk_app.rules.case.deadlines import months_after, years_after
from desk_app.rules.case.retention import Retained, standing
from desk_app.rules.days.clock import day_of

if TYPE_CHECKING:
    from desk_app.rules.rulebook.file import Clause

REVIEW_MONTHS = 12
"""Each entry is read again at least once a year (JIS Q 15001, A.3.3.1)."""

REMINDED_DAYS = 30
"""So many days before a review is due it is told."""

RECORD_YEARS = 3
"""A record of provision or receipt (Rules, Articles 21(iii) and 25(iii)), of several from the last
one on (21(ii), 25(ii))."""

CONTRACT_YEARS = 1
"""Documents of a contract in its place, from the last provision on (Articles 21(i), 25(i))."""


class DatedVersion(Protocol):
    """A version of an entry."""

    @property
    def applies_from(self) -> date:
        """Return the first day on which it applies."""
        ...


Version = TypeVar("Version", bound=DatedVersion)


class ReviewedEntry(Protocol):
    """An entry that is read again each year."""

    @property
    def versions(self) -> tuple[DatedVersion, ...]:
        """Return its versions."""
        ...

    @property
    def reviews(self) -> tuple[RegisterReview, ...]:
        """Return its reviews."""
        ...

    @property
    def end(self) -> RegisterEnd | None:
        """Return its end."""
        ...


def version_on(versions: Iterable[Version], end: RegisterEnd | None, on: date) -> Version | None:
    """Return the version that applies on a day; None before the first one and from the end on.

    Versions stand in the order of their days; of two of one day the later entered applies.
    """
    if end is not None and on >= end.on:
        return None
    begun = [each for each in versions if each.applies_from <= on]
    return begun[-1] if begun else None


def with_version(versions: tuple[Version, ...], new: Version) -> tuple[Version, ...]:
    """Return versions with a new one, in the order of their days; none ever goes."""
    return tuple(sorted((*versions, new), key=lambda each: each.applies_from))


@dataclass(frozen=True, slots=True)
class ReviewDue:
    """When an entry is to be read again, and from which day on that is told."""

    on: date
    reminded_from: date

    def is_told(self, on: date) -> bool:
        """Return whether the review is told on a day."""
        return on >= self.reminded_from

    def is_late(self, on: date) -> bool:
        """Return whether the day has passed."""
        return on > self.on


def review_due(entry: ReviewedEntry, on: date) -> ReviewDue | None:
    """Return when an entry is to be read again: a year after it was written or read last.

    None for one that has ended.
    """
    if entry.end is not None and on >= entry.end.on:
        return None
    begun = (each.applies_from for each in entry.versions if each.applies_from <= on)
    read = (each.on for each in entry.reviews)
    last = max((*begun, *read), default=None)
    if last is None:
        return None
    day = months_after(last, REVIEW_MONTHS)
    return ReviewDue(day, day - timedelta(days=REMINDED_DAYS))


# What the published policy says of purposes, for a register that does not have them yet.


def proposed_purposes(
    clauses: Iterable[Clause], entries: Iterable[UsePurpose], on: date
) -> tuple[PurposeVersion, ...]:
    """Return the purposes that the policy publishes and no entry names, to apply from a day on.

    An entry names one by its clause and part, as PU-2(1); one that has ended names it too.
    """
    named = {version.clause for entry in entries for version in entry.versions}
    return tuple(
        PurposeVersion(
            applies_from=on,
            clause=f"{clause.id}{each.part}",
            data_ja=each.data_ja,
            data_en=each.data_en,
            people_ja=each.people_ja,
            people_en=each.people_en,
            obtained_ja=each.obtained_ja,
            obtained_en=each.obtained_en,
            purpose_ja=each.purpose_ja,
            purpose_en=each.purpose_en,
            published_ja=clause.title_ja,
            published_en=clause.place,
            retention=each.retention,
            marks=frozenset(each.marks),
        )
        for clause in clauses
        for each in clause.purposes
        if f"{clause.id}{each.part}" not in named
    )


# What a letter tells of the registers (L7, L10), as of a day.


def purpose_offers(
    entries: Iterable[UsePurpose], on: date, language: Language
) -> tuple[PurposeOffer, ...]:
    """Return the purposes that apply on a day as the letter of a language tells them (L7)."""
    offers = []
    for entry in entries:
        version = version_on(entry.versions, entry.end, on)
        if version is not None:
            offers.append(_offer(entry.id, version, language))
    return tuple(offers)


def _offer(id_: int, version: PurposeVersion, language: Language) -> PurposeOffer:
    if language is Language.JA:
        line = PurposeLine(version.data_ja, version.obtained_ja, version.purpose_ja)
        return PurposeOffer(id_, line, version.published_ja)
    line = PurposeLine(version.data_en, version.obtained_en, version.purpose_en)
    return PurposeOffer(id_, line, version.published_en)


def published_at(offers: Iterable[PurposeOffer]) -> str:
    """Return where purposes are published, each place once, in their order."""
    return "\n".join(dict.fromkeys(each.published_at for each in offers if each.published_at))


def provision_record(entry: ProvisionEntry) -> ProvisionRecord:
    """Return a row as the notice of third-party records tells it (L10; APPI 33(5))."""
    return ProvisionRecord(
        on=entry.on,
        party=entry.party,
        address=" ".join(filter(None, (entry.country, entry.party_address))),
        representative=entry.representative,
        items=entry.items,
        consent=entry.consent,
        circumstances=entry.circumstances,
    )


# What a row of provision lacks (Rules, Articles 20 and 24), and how long it is kept (21, 25).


class ProvisionLack(Word):
    """An item that the Rules ask of a record and that it lacks."""

    DAY = "day"
    PARTY = "party"
    PARTY_ADDRESS = "party_address"
    REPRESENTATIVE = "representative"
    PERSON = "person"
    ITEMS = "items"
    CONSENT = "consent"
    CIRCUMSTANCES = "circumstances"
    COUNTRY = "country"


_ASKED = {
    ProvisionLack.PARTY: ("party", "20(1)", "24(1)"),
    ProvisionLack.PARTY_ADDRESS: ("party_address", "20(1)", "24(1)"),
    ProvisionLack.PERSON: ("person", "20(1)", "24(1)"),
    ProvisionLack.ITEMS: ("items", "20(1)", "24(1)"),
}
_BY_CONSENT = frozenset({ProvisionKind.PROVIDED, ProvisionKind.ABROAD})
_OF_RECORDS = _BY_CONSENT | {ProvisionKind.OPT_OUT, ProvisionKind.RECEIVED}


@dataclass(frozen=True, slots=True)
class ProvisionFinding:
    """What a row lacks, and the article of the Rules that asks for it."""

    lack: ProvisionLack
    article: str


_BODIES = re.compile(
    "会社|法人|組合|銀行|金庫|協会|連盟|機構|公社|公団|[^ 　]社$"
    "|[(（][株有合同社財]+[)）]|[㈱㈲㈳㈶]"
    "|[都道府県市区町村](庁|役所|役場)$|[^ 　]{2}(大学|病院)$|^(東京都|北海道|(大阪|京都)府)$"
    "|^(総務|法務|外務|財務|文部科学|厚生労働|農林水産|経済産業|国土交通|環境|防衛)省"
    "|^(警察|国税|消防|文化|特許|気象|金融|消費者|デジタル|こども家庭|復興|林野|水産|観光|宮内)庁"
    r"|\b(inc|ltd|corp|corporation|company|llc|llp|plc|gmbh|university|association|foundation"
    r"|ministry)\b|\b(co|s\.a|k\.k)\.",
    re.IGNORECASE,
)
"""What the names of bodies have in them: the rest may be the names of people (木村, 田中 都)."""


def is_of_a_body(entry: ProvisionEntry) -> bool:
    """Return whether the other party is known for a body by its name.

    A person has representatives too: a filled field says nothing of it.
    """
    return _BODIES.search(entry.party.strip()) is not None


def is_record(entry: ProvisionEntry) -> bool:
    """Return whether a row is a record of provision or receipt: joint use and entrusting are none.

    APPI 27(5): who gets the data then is no third party, and Articles 29 and 30 ask for no record.
    """
    return entry.kind in _OF_RECORDS


def lacks(entry: ProvisionEntry) -> tuple[ProvisionFinding, ...]:
    """Return the items of Articles 20 and 24 of the Rules that a row lacks.

    A body is written with the name of who represents it. The day is asked of an opt-out and of a
    receipt; consent of a provision with consent; how the other one came to the data of a receipt
    (APPI 30(1)(ii)); the country of one abroad (28(2)). Joint use and entrusting lack whom they are
    with, and what.
    """
    received, recorded = entry.kind is ProvisionKind.RECEIVED, is_record(entry)
    found = []
    for lack, (name, given, got) in _ASKED.items():
        wanted = recorded or lack in {ProvisionLack.PARTY, ProvisionLack.ITEMS}
        if wanted and not getattr(entry, name).strip():
            article = (got if received else given) if recorded else "27(5)"
            found.append(ProvisionFinding(lack, article))
    if recorded and is_of_a_body(entry) and not entry.representative.strip():
        article = "24(1)" if received else "20(1)"
        found.append(ProvisionFinding(ProvisionLack.REPRESENTATIVE, article))
    if entry.kind in {ProvisionKind.OPT_OUT, ProvisionKind.RECEIVED} and entry.on is None:
        found.append(ProvisionFinding(ProvisionLack.DAY, "24(1)" if received else "20(1)"))
    if entry.kind in _BY_CONSENT and not entry.consent.strip():
        found.append(ProvisionFinding(ProvisionLack.CONSENT, "20(1)"))
    if received and not entry.circumstances.strip():
        found.append(ProvisionFinding(ProvisionLack.CIRCUMSTANCES, "24(1)"))
    if entry.kind is ProvisionKind.ABROAD and not entry.country.strip():
        found.append(ProvisionFinding(ProvisionLack.COUNTRY, "17(2)"))
    return tuple(found)


def kept_until(entry: ProvisionEntry) -> date | None:
    """Return the last day on which a record must be kept; None for what is no record.

    Three years from its making, of several provisions from the last one; one year from the last
    provision where a contract stands in its place (Rules, Articles 21 and 25). The first day is not
    counted, so that none goes too early.
    """
    if not is_record(entry) or entry.entered_at is None:
        return None
    made = day_of(entry.entered_at)
    provided = entry.last_on or entry.on or made
    if entry.by_contract:
        return years_after(provided, CONTRACT_YEARS)
    return years_after(provided if entry.last_on is not None else max(provided, made), RECORD_YEARS)


def kept_under(entry: ProvisionEntry) -> str:
    """Return the article that says how long a row is kept: of the Rules, where it is a record.

    Of what is no record that of the Act which says so, and no period is set.
    """
    if not is_record(entry):
        return "27(5)"
    article = "25" if entry.kind is ProvisionKind.RECEIVED else "21"
    if entry.by_contract:
        return f"{article}(i)"
    return f"{article}(iii)" if entry.last_on is None else f"{article}(ii)"


def last_provided(entry: ProvisionEntry) -> date | None:
    """Return the day of the last of several provisions, else that of the one there was."""
    return entry.last_on or entry.on


def is_of_a_person(entry: ProvisionEntry) -> bool:
    """Return whether a row is about one person."""
    return bool(entry.person or entry.kana or entry.person_address or entry.person_number)


def is_due_for_disposal(entry: ProvisionEntry, on: date) -> bool:
    """Return whether a row about a person is to be disposed of: its time of keeping is over."""
    until = kept_until(entry)
    return is_of_a_person(entry) and until is not None and on > until


def retained(entry: ProvisionEntry) -> Retained | None:
    """Return how long a row about a person is kept, and what holds it back; None for any other."""
    until = kept_until(entry)
    if not is_of_a_person(entry) or until is None:
        return None
    made = entry.last_on or entry.on
    if made is None and entry.entered_at is not None:
        made = day_of(entry.entered_at)
    return Retained(
        kept_id_of_provision(entry.id),
        codes.provision_number(entry.id),
        made or until,
        until,
        standing(entry.holds),
    )


def without_person(entry: ProvisionEntry) -> ProvisionEntry:
    """Return what is left of a row that is disposed of: its number, its kind and its days."""
    return ProvisionEntry(
        id=entry.id,
        kind=entry.kind,
        on=entry.on,
        by_contract=entry.by_contract,
        last_on=entry.last_on,
        entered_by=entry.entered_by,
        entered_at=entry.entered_at,
        ended_on=entry.ended_on,
        ended_by=entry.ended_by,
        proposed_by=entry.proposed_by,
        proposed_on=entry.proposed_on,
        disposed_by=entry.disposed_by,
        disposed_on=entry.disposed_on,
    )


_NAMING = ("representative", "person", "kana", "person_address", "person_number")
_FREE = ("consent", "circumstances", "note", "ended_why")
_TEXTS = ("party", "party_address", "items")


def without_names(entry: ProvisionEntry) -> ProvisionEntry:
    """Return a row for who may read all of it but names: in their place it says that they stand.

    The other party stays where it is a body, and the items of data, without the names of the row in
    them. What was written freely may name anybody: it is named as written alone.
    """
    hidden: tuple[str, ...] = (*_NAMING, *_FREE)
    if not is_of_a_body(entry):
        hidden += ("party", "party_address")
    told: dict[str, Any] = {name: HIDDEN for name in hidden if getattr(entry, name).strip()}
    names = _names_in(entry, hidden)
    for name in _TEXTS:
        if name not in told:
            text = getattr(entry, name)
            told[name] = names.sub(HIDDEN, text) if names.pattern else text
    return replace(entry, **told, token="", holds=())


def says(entry: ProvisionEntry, text: str) -> bool:
    """Return whether a text stands in what a row says of its provision, large or small."""
    told = (getattr(entry, name) for name in (*_TEXTS, *_NAMING, *_FREE, "country"))
    return any(text.casefold() in each.casefold() for each in told)


def _names_in(entry: ProvisionEntry, fields: Iterable[str]) -> re.Pattern[str]:
    """Return what finds the names of a row in its texts, each whole and in its parts."""
    whole = [getattr(entry, name).strip() for name in fields if name not in _FREE]
    parts = [part for each in whole for part in (each, "".join(each.split()), *each.split())]
    # A single letter stands in too many words; a single character may be a surname.
    known = {part for part in parts if len(part) > 1 or (part and not part.isascii())}
    return re.compile("|".join(map(re.escape, sorted(known, key=len, reverse=True))))


# Whom a department is asked of: the register's come first (E2).


def departments(
    places: Iterable[DataPlace], on: date, asked_before: Iterable[str]
) -> tuple[str, ...]:
    """Return the departments to propose: those that hold data today, then those asked before."""
    now = (version_on(each.versions, each.end, on) for each in places)
    return tuple(dict.fromkeys((*(each.department for each in now if each), *asked_before)))


def is_as_imported(entry: UsePurpose | DataPlace | ProvisionEntry | TrainingEntry) -> bool:
    """Return whether nothing was done with an entry since it came in with a ledger.

    What was done before has nobody's name (K4).
    """
    if isinstance(entry, UsePurpose | DataPlace):
        by = [each.by for each in entry.reviews]
        by += [] if entry.end is None else [entry.end.by]
        return len(entry.versions) == 1 and not any(by)
    if isinstance(entry, ProvisionEntry) and (entry.holds or entry.proposed_by):
        return False
    return not entry.ended_by
