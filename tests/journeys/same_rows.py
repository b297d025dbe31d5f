# SPDX-License-Identifier: MIT
"""Whether two desks keep the same of an application: ids, keys and times of typing apart."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import datetime

from desk_app.desk.context import Desk
from desk_app.records.history import ApplicationFile

APART = frozenset(
    {
        "mail_item",
        "application",
        "concerns",
        "receipt_number",
        "number",
        "sha256",
        "content_sha256",
    }
)
"""Fields of running numbers, and of hashes over what holds them."""

_TOKEN = re.compile(r"[0-9a-f]{32}")


def kept(desk: Desk, file: ApplicationFile) -> object:
    """Return all that is kept of an application, as plain tables without what may differ.

    Ids become numbers in the order in which they are met, so that what refers to what is compared;
    those of users become their names.
    """
    with desk.ports.store.reading() as books:
        people = {str(user.id): user.name for user in books.people.all()}
    return _Plainly(people).of(file)


@dataclass
class _Plainly:
    people: Mapping[str, str]
    met: dict[str, str] = field(default_factory=dict)

    def of(self, value: object) -> object:
        if is_dataclass(value) and not isinstance(value, type):
            named = [(each.name, getattr(value, each.name)) for each in fields(value)]
            return {name: self.of(each) for name, each in named if not _apart(name, each)}
        if isinstance(value, tuple):
            return [self.of(each) for each in value]
        if isinstance(value, str):
            return self.people.get(value) or _TOKEN.sub(self._number, value)
        return value

    def _number(self, found: re.Match[str]) -> str:
        return self.met.setdefault(found[0], f"#{len(self.met) + 1}")


def _apart(name: str, value: object) -> bool:
    if isinstance(value, datetime | bytes):
        return True
    return (name in APART and not is_dataclass(value)) or (name == "id" and isinstance(value, int))


def differences(ours: object, theirs: object, place: str = "") -> list[str]:
    """Return where two plain tables differ, a line each."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return [
            line
            for name in sorted(ours.keys() | theirs.keys())
            for line in differences(ours.get(name), theirs.get(name), f"{place}.{name}")
        ]
    if isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs):
        return [
            line
            for number, (one, other) in enumerate(zip(ours, theirs, strict=True))
            for line in differences(one, other, f"{place}[{number}]")
        ]
    return [] if ours == theirs else [f"{place}: {ours!r} != {theirs!r}"]
