# SPDX-License-Identifier: MIT
"""Two versions of a rulebook: its values as lines, and what another would change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import cast

from desk_app.records.base import Fact
from desk_app.records.case.findings import Examination, Finding
from desk_app.records.case.history import ApplicationFile
from desk_app.rules.rulebook.amending import CLOSING
from desk_app.rules.rulebook.file import Based, Clause, ClosingEntry, PracticeEntry, Spanning
from desk_app.rules.rulebook.rulebook import Rulebook, Rules
from desk_app.rules.rulebook.terms_on import printed
from desk_app.rules.situation.check import examine


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One value of a rulebook as it stands on a day, its title, and what it rests on."""

    table: str
    name: str
    value: str
    clause: str
    article: str
    source: str
    practice: int | None
    since: date
    title: str = ""


def lines(rules: Rules, *, japanese: bool = False) -> Iterator[RuleLine]:
    """Yield every clause, every practice and every value in force, in the order of the file.

    Texts and titles are in English, or ``japanese``.
    """
    yield from _values(rules, "ja" if japanese else "en")
    for closing in rules.closings:
        yield RuleLine(
            table="closing",
            name=f"{closing.first} to {closing.last}",
            value=closing.why,
            clause=closing.clause,
            article="",
            source=closing.source.value,
            practice=closing.practice,
            since=closing.first,
        )


def _values(rules: Rules, language: str) -> Iterator[RuleLine]:
    for path, key, entry in rules.entries():
        table, _, value_name = path.partition(".")
        name = key or value_name
        if isinstance(entry, Based):
            yield RuleLine(
                table=table,
                name=name,
                value=printed(entry),
                clause=entry.clause,
                article=entry.article,
                source=entry.source.value,
                practice=entry.practice,
                since=entry.since,
                title=getattr(entry, f"title_{language}", ""),
            )
        elif isinstance(entry, Clause):
            said = getattr(entry, f"text_{language}")
            yield RuleLine(table, name, said, entry.id, "", "policy", None, entry.since)
        else:
            practice = cast("PracticeEntry", entry)  # there is no fourth kind of entry
            number = practice.number
            said = getattr(practice, f"text_{language}")
            yield RuleLine(table, name, said, "", "", "practice", number, practice.since)


# What another rulebook says otherwise, value by value: today, and on the days to come.


@dataclass(frozen=True, slots=True)
class ValueDifference:
    """A value that one rulebook says otherwise than another, from a day on (None: not at all)."""

    table: str
    key: str
    since: date
    before: Spanning | ClosingEntry | None
    after: Spanning | ClosingEntry | None

    @property
    def name(self) -> str:
        """Return what is changed, as the file names it."""
        return f"{self.table}.{self.key}" if self.key else self.table


def told(entry: Spanning | ClosingEntry | None, *, japanese: bool = False) -> str:
    """Return what an entry says in one line, titles first, as the rulebook is printed."""
    if entry is None:
        return "-"
    if isinstance(entry, ClosingEntry):
        return f"{entry.first} to {entry.last}: {entry.why}"
    if isinstance(entry, Based):
        titles = (getattr(entry, name, "") for name in ("title_ja", "title_en"))
        return "; ".join(part for part in (*titles, printed(entry)) if part)
    return str(getattr(entry, "text_ja" if japanese else "text_en"))


def differences(old: Rulebook, new: Rulebook, on: date) -> tuple[ValueDifference, ...]:
    """Return what a rulebook says otherwise than the one before, from a day on."""
    return tuple(_differences(old, new, on))


def _differences(old: Rulebook, new: Rulebook, on: date) -> Iterator[ValueDifference]:
    last: dict[tuple[str, str], tuple[object, object]] = {}
    for day in sorted({on, *(each for each in (*old.turns, *new.turns) if each > on)}):
        before, after = _said_on(old, day), _said_on(new, day)
        for table, key in dict.fromkeys([*before, *after]):
            was, will_be = before.get((table, key)), after.get((table, key))
            pair = _without_days(was), _without_days(will_be)
            if pair != last.get((table, key), (None, None)) and pair[0] != pair[1]:
                yield ValueDifference(table, key, day, was, will_be)
            last[table, key] = pair
    were, will = ({each.first: each for each in book.closings} for book in (old, new))
    for first in sorted(were.keys() | will.keys()):
        if were.get(first) != will.get(first):
            key = first.isoformat()
            yield ValueDifference(CLOSING, key, first, were.get(first), will.get(first))


def _said_on(book: Rulebook, day: date) -> dict[tuple[str, str], Spanning]:
    return {(table, key): entry for table, key, entry in book.entries(day)}


def _without_days(entry: Spanning | None) -> object:
    """Return what a value says and rests on, whatever day it is from."""
    return entry and entry.model_dump(exclude={"since", "until", "published", "why"})


# What another rulebook version would change for an application: before and after (AP).


@dataclass(frozen=True, slots=True)
class RuleChange:
    """One thing that would change: a code or a finding's key, before and after (None: absent).

    ``finding`` is the finding itself as the other version makes it, or as it was where it is gone.
    """

    what: str
    before: Fact | None
    after: Fact | None
    finding: Finding | None = field(default=None, compare=False)


def changes(
    file: ApplicationFile, old: Rulebook, new: Rulebook, on: date
) -> tuple[RuleChange, ...]:
    """Return what would change for an application if it were asked of another version.

    Nothing is rewritten: an application keeps the version it was frozen with.
    """
    was, will_be = examine(file, old.on(on), on), examine(file, new.on(on), on)
    before, after = dict(_told(was)), dict(_told(will_be))
    findings = {each.key: each for each in (*was.findings, *will_be.findings)}
    return tuple(
        RuleChange(what, before.get(what), after.get(what), findings.get(what))
        for what in dict.fromkeys([*before, *after])
        if before.get(what) != after.get(what)
    )


def _told(examination: Examination) -> Iterator[tuple[str, Fact | None]]:
    """Yield what a person compares, each under a name that no finding's key has."""
    yield "required", examination.fee.required
    yield "short", examination.fee.short
    yield "returnable", examination.fee.returnable
    yield "work", examination.work.value
    yield "next", examination.next.what
    yield "reply_target", examination.reply_target.on if examination.reply_target else None
    yield "notice_due", examination.notice_due.on if examination.notice_due else None
    yield "kept_until", examination.kept_until
    for finding in examination.findings:
        yield finding.key, finding.verdict.value
