# SPDX-License-Identifier: MIT
"""Entries of a rulebook file turned into the terms in force on one day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TypeVar

from desk_app.records.case.application import ProxyKind, Right
from desk_app.records.case.mail import Condition, Piece
from desk_app.records.desk.people import Role
from desk_app.rules.days.calendar import Week
from desk_app.rules.rulebook.checks import Dated, families
from desk_app.rules.rulebook.file import (
    WEEKDAYS,
    AmountEntry,
    Based,
    Clause,
    ConditionTerm,
    CountedEntry,
    DaysTables,
    DocumentTerm,
    DutyEntry,
    FaceTerm,
    FlagEntry,
    FormTerm,
    Ground,
    JointEntry,
    MailEntry,
    MaskTerm,
    MethodsEntry,
    NumberEntry,
    OtherLaw,
    PerEntry,
    PieceTerm,
    PracticeEntry,
    ProxyTerm,
    Reason,
    ReplyToEntry,
    RightsEntry,
    RulebookFile,
    Spanning,
    SwitchTables,
    WeekEntry,
)
from desk_app.rules.rulebook.terms import Days, Duty, Fee, Practice, Switches


@dataclass(frozen=True, slots=True)
class Terms:
    """All terms in force on one day, by their keys and in the order of the file."""

    clauses: Mapping[str, Clause]
    points: Mapping[str, str]
    practices: tuple[Practice, ...]
    fee: Fee
    days: Days
    switches: Switches
    pieces: Mapping[Piece, PieceTerm]
    faces: frozenset[int]
    conditions: Mapping[Condition, ConditionTerm]
    masks: Mapping[str, MaskTerm]
    documents: Mapping[str, DocumentTerm]
    proxies: Mapping[ProxyKind, ProxyTerm]
    forms: Mapping[str, FormTerm]
    grounds: Mapping[str, Ground]
    reasons: Mapping[str, Reason]
    laws: Mapping[str, OtherLaw]
    duties: Mapping[Duty, frozenset[Role]]


Table = dict[str, dict[str, Dated[Spanning]]]
AnyEntry = TypeVar("AnyEntry", bound=Spanning)


def tables(file: RulebookFile) -> Table:
    """Return every table of a checked file as dated values by table and key."""
    found: Table = {}
    for family in families(file):
        grouped: dict[str, list[Spanning]] = {}
        for entry in sorted(family.entries, key=lambda entry: entry.since):
            grouped.setdefault(family.key(entry), []).append(entry)
        order = dict.fromkeys(family.key(entry) for entry in family.entries)
        name = ".".join(str(part) for part in family.path)
        found[name] = {key: Dated(tuple(grouped[key])) for key in order}
    return found


def boundaries(file_tables: Table) -> tuple[date, ...]:
    """Return every day on which some value begins or ceases to hold, in order."""
    values = [value for table in file_tables.values() for value in table.values()]
    return tuple(sorted({day for value in values for day in value.boundaries()}))


class TermsOn:
    """Reads the tables on one day."""

    def __init__(self, file_tables: Table, day: date) -> None:
        self._tables = file_tables
        self._day = day

    def terms(self) -> Terms:
        """Return all terms in force."""
        return Terms(
            clauses={e.id: e for e in self._all("clause", Clause)},
            points={p.value: e.id for e in self._all("clause", Clause) for p in e.points},
            practices=self._practices(),
            fee=self._fee(),
            days=self._days(),
            switches=self._switches(),
            pieces={e.piece: e for e in self._all("piece", PieceTerm)},
            faces=frozenset(yen for e in self._all("face", FaceTerm) for yen in e.yen),
            conditions={e.condition: e for e in self._all("condition", ConditionTerm)},
            masks={e.code: e for e in self._all("mask", MaskTerm)},
            documents={e.code: e for e in self._all("document", DocumentTerm)},
            proxies={e.kind: e for e in self._all("proxy", ProxyTerm)},
            forms={e.code: e for e in self._all("form", FormTerm)},
            grounds={e.code: e for e in self._all("ground", Ground)},
            reasons={e.code: e for e in self._all("reason", Reason)},
            laws={e.code: e for e in self._all("law", OtherLaw)},
            duties={e.duty: frozenset(e.roles) for e in self._all("duty", DutyEntry)},
        )

    def week(self) -> Week:
        """Return the days of the week and the year on which the desk is closed."""
        entry = self._one("calendar.week", WeekEntry)
        weekdays = frozenset(WEEKDAYS.index(name) for name in entry.closed)
        ends = entry.year_end and (_month_day(entry.year_end[0]), _month_day(entry.year_end[1]))
        return Week(weekdays, entry.national_holidays, ends)

    def _all(self, table: str, kind: type[AnyEntry]) -> list[AnyEntry]:
        entries = [value.on(self._day) for value in self._tables[table].values()]
        return [entry for entry in entries if isinstance(entry, kind)]

    def _one(self, table: str, kind: type[AnyEntry]) -> AnyEntry:
        """Return a lasting value; a checked file holds one for every day."""
        return self._all(table, kind)[0]

    def _fee(self) -> Fee:
        amount = self._one("fee.amount", AmountEntry)
        return Fee(
            amount=amount.value,
            unit=amount.unit,
            per=self._one("fee.per", PerEntry).value,
            chargeable=frozenset(self._one("fee.chargeable", RightsEntry).value),
            basis=amount.basis,
            rights={Right(right): each for right, each in amount.of_rights.items()},
        )

    def _days(self) -> Days:
        names = (name for name in DaysTables.model_fields if self._tables[f"days.{name}"])
        entries = {name: self._one(f"days.{name}", NumberEntry) for name in names}
        basis = {name: entry.basis for name, entry in entries.items()}
        business = frozenset(
            name
            for name, entry in entries.items()
            if isinstance(entry, CountedEntry) and entry.business
        )
        values = {name: entry.value for name, entry in entries.items()}
        return Days(**values, basis=basis, business=business)

    def _flag(self, name: str) -> bool:
        return self._one(f"switch.{name}", FlagEntry).value

    def _switches(self) -> Switches:
        return Switches(
            fee_kept_when_refused=self._flag("fee_kept_when_refused"),
            fee_back_when_referred=self._flag("fee_back_when_referred"),
            fee_back_when_withdrawn=self._flag("fee_back_when_withdrawn"),
            stamps_back_when_lapsed=self._flag("stamps_back_when_lapsed"),
            excess_back=self._flag("excess_back"),
            free_stamps_back=self._flag("free_stamps_back"),
            proxy_identity_required=self._flag("proxy_identity_required"),
            answers=tuple(m.value for m in self._one("switch.answers", MethodsEntry).value),
            returns_documents=self._flag("returns_documents"),
            reply_mail=self._one("switch.reply_mail", MailEntry).value.value,
            reply_to_default=self._one("switch.reply_to_default", ReplyToEntry).value.value,
            minor_reply_to=self._one("switch.minor_reply_to", ReplyToEntry).value.value,
            identity_without_photo=self._one("switch.identity_without_photo", NumberEntry).value,
            notice_before_refusal=self._flag("notice_before_refusal"),
            lapse_first=self._flag("lapse_first"),
            joint_by_one=self._one("switch.joint_by_one", JointEntry).value,
            basis={
                name: self._one(f"switch.{name}", Based).basis for name in SwitchTables.model_fields
            },
        )

    def _practices(self) -> tuple[Practice, ...]:
        carried = self._carried()
        return tuple(
            Practice(e.number, e.text_ja, e.text_en, tuple(carried.get(e.number, ())), e.since)
            for e in self._all("practice", PracticeEntry)
        )

    def _carried(self) -> dict[int, list[tuple[str, str]]]:
        """Return the values that carry out each practice, by its number."""
        found: dict[int, list[tuple[str, str]]] = {}
        for table, values in self._tables.items():
            for key, value in values.items():
                entry = value.on(self._day)
                if isinstance(entry, Based) and entry.practice is not None:
                    name = f"{table}.{key}" if key else table
                    found.setdefault(entry.practice, []).append((name, printed(entry)))
        return found


_RESTS = {"since", "until", "clause", "article", "source", "practice", "published", "why"}
_ABOUT = {*_RESTS, "title_ja", "title_en"}
_LATER = {"valid_months", "rights", "business", "fresh_months", "without_seal"}
"""What only some entries say: where they say nothing of it, nothing is printed."""

_KEYS = {"code", "kind", "piece", "condition", "duty", "id", "number"}


def printed(entry: Based) -> str:
    """Return an entry's values as one line of text, without what it rests on."""
    told = {
        name: value
        for name, value in entry
        if name not in _ABOUT and name not in _KEYS and (value or name not in _LATER)
    }
    values = {name: _plain(value) for name, value in told.items()}
    if set(values) <= {"value", "unit"}:
        return " ".join(value for value in values.values())
    return ", ".join(f"{name} {value}" for name, value in values.items() if value)


def _plain(value: object) -> str:
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return " ".join(f"{_plain(key)} {_plain(item)}" for key, item in value.items())
    if isinstance(value, tuple):
        return " ".join(_plain(item) for item in value)
    return "" if value is None else str(value)


def _month_day(text: str) -> tuple[int, int]:
    month, day = text.split("-")
    return int(month), int(day)
