# SPDX-License-Identifier: MIT
"""The registers as ledgers (6.4, 6.6): what stood in them in some days, row by row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Protocol, TypeVar

from desk_app.desk import registers
from desk_app.desk.context import Desk
from desk_app.records.base import UserId, provision_of
from desk_app.records.books.ledgers import (
    LedgerField,
    LedgerFieldKind,
    LedgerHead,
    LedgerMark,
    LedgerValue,
    LedgerWanted,
)
from desk_app.records.registers import (
    HIDDEN,
    DataMark,
    DataPlace,
    PlaceVersion,
    ProvisionEntry,
    PurposeVersion,
    RegisterEnd,
    UsePurpose,
)
from desk_app.rules.days.clock import day_of
from desk_app.rules.registers import registers as rules

_MOST_PROVISIONS, _AT_ONCE = 1_000_000, 1_000
Row = Mapping[LedgerHead, LedgerValue]
Stated = TypeVar("Stated", PurposeVersion, PlaceVersion)


class RegisterWords(Protocol):
    """Chooses the words of a language."""

    def either(self, japanese: str, english: str) -> str:
        """Return the words of the two that are in the language of the ledger."""
        ...


class LedgerAsked(Protocol):
    """What every ledger is read from (a ``desk.audit.ledger_rows.LedgerSource``)."""

    @property
    def desk(self) -> Desk:
        """Return the desk."""
        ...

    @property
    def wanted(self) -> LedgerWanted:
        """Return the days that are wanted."""
        ...

    def name(self, user: UserId | None) -> str:
        """Return the name of one of the desk's people."""
        ...

    def reach(self, done: int, total: int) -> None:
        """Say how far the ledger is read; raises Cancelled where it shall not go on."""
        ...


class RegisterSource(LedgerAsked, Protocol):
    """What the rows of a register are read from."""

    @property
    def words(self) -> RegisterWords:
        """Return what chooses the words."""
        ...


_H, _DAY = LedgerHead, LedgerFieldKind.DAY

PURPOSES = (
    LedgerField(_H.NUMBER, LedgerFieldKind.NUMBER, 5),
    LedgerField(_H.CLAUSE, width=8),
    LedgerField(_H.DATA, width=24),
    LedgerField(_H.PEOPLE, width=18),
    LedgerField(_H.OBTAINED, width=18),
    LedgerField(_H.PURPOSE, width=36),
    LedgerField(_H.MARKS, width=16),
    LedgerField(_H.PUBLISHED, width=22),
    LedgerField(_H.DEPARTMENT, width=14),
    LedgerField(_H.RETENTION, width=16),
    LedgerField(_H.SINCE, _DAY),
    LedgerField(_H.REASON, width=18),
    LedgerField(_H.REVIEWED, _DAY),
    LedgerField(_H.ENDED, _DAY),
    LedgerField(_H.BY, width=14),
)

PLACES = (
    LedgerField(_H.NUMBER, LedgerFieldKind.NUMBER, 5),
    LedgerField(_H.DEPARTMENT, width=14),
    LedgerField(_H.DATA, width=24),
    LedgerField(_H.PURPOSE, width=24),
    LedgerField(_H.SENSITIVE, width=8),
    LedgerField(_H.AMOUNT, width=12),
    LedgerField(_H.OBTAINED, width=18),
    LedgerField(_H.NOTIFIED, width=18),
    LedgerField(_H.CONSENT, width=14),
    LedgerField(_H.LOCATION, width=20),
    LedgerField(_H.STORAGE, width=18),
    LedgerField(_H.ACCESS, width=18),
    LedgerField(_H.RESPONSIBLE_FOR, width=14),
    LedgerField(_H.PROVIDED_TO, width=16),
    LedgerField(_H.ANSWERS, width=16),
    LedgerField(_H.ASKED_HOW, width=16),
    LedgerField(_H.USED_UNTIL, width=14),
    LedgerField(_H.RETENTION, width=16),
    LedgerField(_H.DISPOSED_HOW, width=16),
    LedgerField(_H.ENTRUSTED_TO, width=16),
    LedgerField(_H.SINCE, _DAY),
    LedgerField(_H.REASON, width=18),
    LedgerField(_H.REVIEWED, _DAY),
    LedgerField(_H.ENDED, _DAY),
    LedgerField(_H.BY, width=14),
)

PROVISIONS = (
    LedgerField(_H.NUMBER, LedgerFieldKind.NUMBER, 5),
    LedgerField(_H.KIND, width=16),
    LedgerField(_H.DAY, _DAY),
    LedgerField(_H.LAST_DAY, _DAY),
    LedgerField(_H.PARTY, width=18, hides=True),
    LedgerField(_H.PARTY_ADDRESS, width=24, hides=True),
    LedgerField(_H.REPRESENTATIVE, LedgerFieldKind.NAME, 14, hides=True),
    LedgerField(_H.COUNTRY, width=10),
    LedgerField(_H.PERSON, LedgerFieldKind.NAME, 18, hides=True),
    LedgerField(_H.PERSON_ADDRESS, width=24, hides=True),
    LedgerField(_H.PERSON_NUMBER, width=12, hides=True),
    LedgerField(_H.ITEMS, width=20, hides=True),
    LedgerField(_H.CONSENT, width=16, hides=True),
    LedgerField(_H.CIRCUMSTANCES, width=18, hides=True),
    LedgerField(_H.LACKS, width=16),
    LedgerField(_H.KEPT_UNTIL, _DAY),
    LedgerField(_H.ENDED, _DAY),
    LedgerField(_H.STATE, width=12),
    LedgerField(_H.BY, width=14),
)


TRAININGS = (
    LedgerField(_H.NUMBER, LedgerFieldKind.NUMBER, 5),
    LedgerField(_H.DAY, _DAY),
    LedgerField(_H.SUBJECT, width=24),
    LedgerField(_H.CONTENT, width=32),
    LedgerField(_H.HELD_BY, width=16),
    LedgerField(_H.ATTENDED, width=32),
    LedgerField(_H.MATERIAL, width=20),
    LedgerField(_H.UNDERSTOOD, width=20),
    LedgerField(_H.MADE_UP, width=20),
    LedgerField(_H.NOTE, width=20),
    LedgerField(_H.ENDED, _DAY),
    LedgerField(_H.WHY_ENDED, width=18),
    LedgerField(_H.BY, width=14),
)


def trainings(source: LedgerAsked) -> Iterator[Row]:
    """Yield the trainings held in the days wanted, the oldest first."""
    for entry in registers.trainings(source.desk)[::-1]:
        if entry.on is not None and source.wanted.first <= entry.on <= source.wanted.last:
            yield {
                _H.NUMBER: entry.id,
                _H.DAY: entry.on,
                _H.SUBJECT: entry.subject,
                _H.CONTENT: entry.content,
                _H.HELD_BY: entry.held_by,
                _H.ATTENDED: entry.attended,
                _H.MATERIAL: entry.material,
                _H.UNDERSTOOD: entry.understood,
                _H.MADE_UP: entry.made_up,
                _H.NOTE: entry.note,
                _H.ENDED: entry.ended_on,
                _H.WHY_ENDED: entry.ended_why,
                _H.BY: source.name(entry.entered_by),
            }


def purposes(source: RegisterSource) -> Iterator[Row]:
    """Yield each version of a purpose that applied on one of the days wanted."""
    either = source.words.either
    for entry in registers.purposes(source.desk):
        for version in _applied(entry.versions, entry.end, source.wanted):
            yield _kept(source, entry, version) | {
                _H.CLAUSE: version.clause,
                _H.DATA: either(version.data_ja, version.data_en),
                _H.PEOPLE: either(version.people_ja, version.people_en),
                _H.OBTAINED: either(version.obtained_ja, version.obtained_en),
                _H.PURPOSE: either(version.purpose_ja, version.purpose_en),
                _H.PUBLISHED: either(version.published_ja, version.published_en),
                _H.MARKS: tuple(mark for mark in DataMark if mark in version.marks),
            }


def places(source: RegisterSource) -> Iterator[Row]:
    """Yield each version of where data lie that applied on one of the days wanted."""
    for entry in registers.places(source.desk):
        for version in _applied(entry.versions, entry.end, source.wanted):
            yield _kept(source, entry, version) | {
                _H.DATA: version.data,
                _H.LOCATION: version.location,
                _H.STORAGE: version.storage,
                _H.ACCESS: version.access,
                _H.ANSWERS: version.answers,
                _H.ASKED_HOW: version.asked_how,
                _H.PURPOSE: version.purpose,
                _H.SENSITIVE: LedgerMark.SEEN if version.sensitive else None,
                _H.AMOUNT: version.amount,
                _H.OBTAINED: version.obtained,
                _H.NOTIFIED: version.notified,
                _H.CONSENT: version.consent,
                _H.RESPONSIBLE_FOR: version.responsible,
                _H.PROVIDED_TO: version.provided_to,
                _H.USED_UNTIL: version.used_until,
                _H.DISPOSED_HOW: version.disposal,
                _H.ENTRUSTED_TO: version.entrusted_to,
            }


def _applied(
    versions: tuple[Stated, ...], end: RegisterEnd | None, wanted: LedgerWanted
) -> Iterator[Stated]:
    """Yield the versions that applied on one of the days, in their order."""
    over = date.max if end is None else end.on
    begins: list[date] = [each.applies_from for each in versions[1:]]
    for version, after in zip(versions, (*begins, date.max), strict=False):
        until = min(after, over)
        if version.applies_from <= wanted.last and until > max(wanted.first, version.applies_from):
            yield version


def _kept(
    source: RegisterSource, entry: UsePurpose | DataPlace, version: PurposeVersion | PlaceVersion
) -> dict[LedgerHead, LedgerValue]:
    """Return what a version of either register says of its keeping."""
    return {
        _H.NUMBER: entry.id,
        _H.DEPARTMENT: version.department,
        _H.RETENTION: version.retention,
        _H.SINCE: version.applies_from,
        _H.REASON: version.reason,
        _H.REVIEWED: max((each.on for each in entry.reviews), default=None),
        _H.ENDED: None if entry.end is None else entry.end.on,
        _H.BY: source.name(version.by),
    }


def provisions(source: RegisterSource) -> Iterator[Row]:
    """Yield the rows of provision that were entered, provided or received in the days wanted.

    What was disposed of stands as its number.
    """
    wanted = source.wanted
    gone = _gone(source)
    every = registers.provisions(source.desk, limit=_MOST_PROVISIONS)[::-1]
    for number, entry in enumerate(every):
        if number % _AT_ONCE == 0:
            source.reach(number, len(every))
        while gone and gone[0][0] < entry.id:
            yield gone.pop(0)[1]
        made = None if entry.entered_at is None else day_of(entry.entered_at)
        days = filter(None, (entry.on, entry.last_on, made))
        if any(wanted.first <= day <= wanted.last for day in days):
            yield _provision(source, entry)
    yield from (row for _, row in gone)


def _gone(source: RegisterSource) -> list[tuple[int, Row]]:
    """Return what was disposed of, of the days wanted: its number, its day, until when kept."""
    wanted = source.wanted
    with source.desk.ports.store.reading() as books:
        records = books.disposals.all()
    found: list[tuple[int, Row]] = []
    for record in records:
        for item in record.items if record.carried_out_at is not None else ():
            number = provision_of(item.application)
            if number is not None and wanted.first <= item.completed_on <= wanted.last:
                row: Row = {
                    _H.NUMBER: number,
                    _H.DAY: item.completed_on,
                    _H.KEPT_UNTIL: item.kept_until,
                    _H.STATE: LedgerMark.DISPOSED,
                }
                found.append((number, row))
    return sorted(found, key=lambda each: each[0])


def _provision(source: RegisterSource, entry: ProvisionEntry) -> Row:
    # Of what is disposed of nobody can say what it lacks.
    lacks = () if entry.disposed_on else rules.lacks(entry)
    state = LedgerMark.DISPOSED if entry.disposed_on else None
    if not source.wanted.named:
        # Who may read no names has them hidden already.
        entry = rules.without_names(entry)
    said: Row = {
        _H.NUMBER: entry.id,
        _H.KIND: entry.kind,
        _H.DAY: entry.on,
        _H.LAST_DAY: entry.last_on,
        _H.PARTY: entry.party,
        _H.PARTY_ADDRESS: entry.party_address,
        _H.REPRESENTATIVE: entry.representative,
        _H.COUNTRY: entry.country,
        _H.PERSON: entry.person,
        _H.PERSON_ADDRESS: entry.person_address,
        _H.PERSON_NUMBER: entry.person_number,
        _H.ITEMS: entry.items,
        _H.CONSENT: entry.consent,
        _H.CIRCUMSTANCES: entry.circumstances,
        _H.LACKS: tuple(each.lack for each in lacks),
        _H.KEPT_UNTIL: rules.kept_until(entry),
        _H.ENDED: entry.ended_on,
        _H.STATE: state,
        _H.BY: source.name(entry.entered_by),
    }
    shown = {head: LedgerMark.HIDDEN for head, value in said.items() if value == HIDDEN}
    missing = {LedgerHead(each.lack.value): LedgerMark.MISSING for each in lacks}
    return {**said, **shown, **missing}
