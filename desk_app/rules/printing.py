# SPDX-License-Identifier: MIT
"""The rules in force as lines: each value with its clause, article, source and first day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import cast

from desk_app.rules.rulebook import Rules
from desk_app.rules.rulebook_parts.file import Based, ClauseEntry, PracticeEntry
from desk_app.rules.rulebook_parts.terms_on import printed


@dataclass(frozen=True, slots=True)
class Line:
    """One value of a rulebook as it stands on a day, and what it rests on."""

    table: str
    name: str
    value: str
    clause: str
    article: str
    source: str
    practice: int | None
    since: date


def lines(rules: Rules) -> Iterator[Line]:
    """Yield every clause, every practice and every value in force, in the order of the file."""
    yield from _values(rules)
    for closing in rules.closings:
        yield Line(
            table="closing",
            name=f"{closing.first} to {closing.last}",
            value=closing.why,
            clause=closing.clause,
            article="",
            source=closing.source.value,
            practice=closing.practice,
            since=closing.first,
        )


def _values(rules: Rules) -> Iterator[Line]:
    for path, key, entry in rules.entries():
        table, _, value_name = path.partition(".")
        name = key or value_name
        if isinstance(entry, Based):
            yield Line(
                table=table,
                name=name,
                value=printed(entry),
                clause=entry.clause,
                article=entry.article,
                source=entry.source.value,
                practice=entry.practice,
                since=entry.since,
            )
        elif isinstance(entry, ClauseEntry):
            yield Line(table, name, entry.text_en, entry.id, "", "policy", None, entry.since)
        else:
            practice = cast("PracticeEntry", entry)  # there is no fourth kind of entry
            number = practice.number
            yield Line(table, name, practice.text_en, "", "", "practice", number, practice.since)
