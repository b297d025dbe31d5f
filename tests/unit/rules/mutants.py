# SPDX-License-Identifier: MIT
"""A rulebook with one value changed, for every value in turn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeAlias

from pydantic import ValidationError

from desk_app.rules.rulebook.checks import problems
from desk_app.rules.rulebook.file import RulebookFile
from desk_app.rules.rulebook.rulebook import Rulebook

Data = Mapping[str, Any]
Value: TypeAlias = Any

KEYS = {
    "clause": "id",
    "practice": "number",
    "piece": "piece",
    "condition": "condition",
    "mask": "code",
    "document": "code",
    "proxy": "kind",
    "form": "code",
    "ground": "code",
    "reason": "code",
    "law": "code",
    "duty": "duty",
}
CHOICES = {
    "standing": ("counted", "doubtful", "refused"),
    "identity": ("alone", "one_of_two", "second_only", "never"),
    "address": ("yes", "no", "ask"),
    "keeping": ("keep", "front_only", "never"),
    "authority_of": ("principal", "proxy", "nobody"),
    "outcome": ("refused", "no_such_data"),
    "unproven": ("", "identity", "authority"),
    "unit": ("JPY", "EUR"),
    "clause": ("PR-1", "CK"),
    "article": ("1", "2"),
    "source": ("policy", "law"),
    "title_ja": ("あ", "い"),
    "title_en": ("a", "b"),
    "means": ("stamp", "other"),
    "reason": ("used", "torn"),
    "instead": ("driving_licence", "residence_card"),
    "fee.per": ("application", "right"),
    "switch.reply_mail": ("simple_registered", "registered"),
    "switch.reply_to_default": ("principal", "proxy"),
    "switch.minor_reply_to": ("principal", "proxy"),
    "switch.joint_by_one": ("ask", "refuse"),
}
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Mutant:
    """A rulebook file with one value changed; ``name`` tells which, ``entry`` its own name."""

    name: str
    table: str
    entry: str
    data: Data

    def book(self) -> Rulebook | None:
        """Return the rulebook, or None where the changed file is refused on load."""
        try:
            file = RulebookFile.model_validate(self.data)
        except ValidationError:
            return None
        return None if problems(file) else Rulebook(file, b"")


def mutants(data: Data) -> Iterator[Mutant]:
    """Yield a mutant for every change of a value, whatever it decides."""
    begins = data["rulebook"]["begins"]
    for table, name, entries, put in _tables(data):
        for index, entry in enumerate(entries):
            own = str(entry.get(KEYS.get(table, ""), name))
            at = "" if entry["from"] == begins else f"@{entry['from']}"
            if table in KEYS:
                rest = [*entries[:index], *entries[index + 1 :]]
                yield Mutant(f"{table}.{own}{at}=gone", table, own, put(rest))
            for key, value in entry.items():
                if key == KEYS.get(table):
                    continue
                label = f"{table}.{own}{at}.{key}"
                for told, changed in _changes(f"{table}.{name}", key, value, begins):
                    several = [*entries[:index], {**entry, key: changed}, *entries[index + 1 :]]
                    yield Mutant(f"{label}={told}", table, own, put(several))


def _tables(data: Data) -> Iterator[tuple[str, str, Sequence[Data], Any]]:
    for table in ("fee", "days", "switch"):
        for name, entries in data[table].items():
            yield (
                table,
                name,
                entries,
                lambda new, t=table, n=name: {**data, t: {**data[t], n: new}},
            )
    calendar = data["calendar"]
    yield (
        "calendar",
        "week",
        calendar["week"],
        lambda new: {**data, "calendar": {**calendar, "week": new}},
    )
    for table in KEYS:
        if table not in {"clause", "practice"}:
            yield table, "", data.get(table, []), lambda new, t=table: {**data, t: new}


def _changes(table: str, key: str, value: Value, begins: date) -> Iterator[tuple[str, Any]]:
    if key == "from":
        if value > begins:
            yield "later", value + _DAY
    elif isinstance(value, bool):
        yield str(not value).lower(), not value
    elif isinstance(value, int):
        yield from ((str(other), other) for other in (value - 1, value + 1) if other >= 0)
    elif isinstance(value, date):
        yield from ((str(other), other) for other in (value - _DAY, value + _DAY))
    elif isinstance(value, list):
        yield from _list_changes(key, value)
    elif isinstance(value, dict):
        yield from _dict_changes(value)
    else:
        choices = CHOICES.get(key) or CHOICES[table]
        yield from ((other or "none", other) for other in choices if other != value)


def _list_changes(key: str, value: list[Any]) -> Iterator[tuple[str, Any]]:
    if key == "year_end":
        yield "12-28", ["12-28", value[1]]
        yield "12-30", ["12-30", value[1]]
        yield "01-02", [value[0], "01-02"]
        yield "01-04", [value[0], "01-04"]
        return
    for number, item in enumerate(value):
        rest = [*value[:number], *value[number + 1 :]]
        yield f"without {item}", rest
        if isinstance(item, list):
            for place, inner in enumerate(item):
                less = [*item[:place], *item[place + 1 :]]
                yield (
                    f"without {inner} in {number + 1}",
                    [*value[:number], less, *value[number + 1 :]],
                )
    more = {"roles": "auditor", "versions": "2027-01"}.get(key)
    if more and more not in value:
        yield f"with {more}", [*value, more]


def _dict_changes(value: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, item in value.items():
        yield f"without {key}", {k: v for k, v in value.items() if k != key}
        other = "16(4)" if item == "37(1)" else "37(1)"
        yield f"{key} on {other}", {**value, key: other}
