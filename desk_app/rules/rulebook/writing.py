# SPDX-License-Identifier: MIT
"""The text of a rulebook file with an entry more, another or less; what stands around it stays."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from desk_app.rules.rulebook.reading import Places, header_lines, tables_of

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_VERSION = re.compile(r'^(\s*version\s*=\s*)"[^"]*"')
_COUNTED = re.compile(r"(.+)-([0-9]{1,9})")

TableName = tuple[str, ...]
Table = dict[str, Any]


class RulebookText:
    """A rulebook file as text and as data, changed in both at once.

    Comments and order stay where the file is written as usual, one ``[[table]]`` an entry; a file
    that is written otherwise is written anew as a whole. Either way the text says what the data do.
    """

    def __init__(self, source: bytes) -> None:
        text = source.decode("utf-8").replace("\r\n", "\n")
        self._lines = text.split("\n")
        self._data: Mapping[str, Any] = tables_of(text)

    @property
    def source(self) -> bytes:
        """Return the bytes of the file."""
        return "\n".join(self._lines).encode("utf-8")

    def tables(self) -> Iterator[TableName]:
        """Yield the name of every list of entries."""
        for name, part in self._data.items():
            if isinstance(part, list):
                yield (name,)
            else:
                yield from ((name, key) for key, value in part.items() if isinstance(value, list))

    def entries(self, name: TableName) -> list[Table]:
        """Return the entries of a list as they stand in the file; none where it has none."""
        found: Any = self._data
        for part in name:
            found = found.get(part, {})
        return list(found)

    def put(self, name: TableName, index: int, entry: Table) -> None:
        """Put an entry in the place of another one."""
        first, last = self._block(name, index)
        self._change(name, index, [entry], self._with(first, last, _block(name, entry)))

    def add(self, name: TableName, after: int, entry: Table) -> None:
        """Add an entry after another one; to a list that has none, at the end of the file."""
        block = ["", *_block(name, entry)]
        if after < 0:
            end = len("\n".join(self._lines).rstrip().split("\n"))
            lines = [*self._lines[:end], *block, ""]
        else:
            _, last = self._block(name, after)
            lines = self._with(last, last, block)
        self._change(name, after + 1, [entry], lines, replaced=0)

    def drop(self, name: TableName, index: int) -> None:
        """Take an entry away, with the empty line before it."""
        first, last = self._block(name, index)
        if first and not self._lines[first - 1].strip():
            first -= 1
        self._change(name, index, [], self._with(first, last, []))

    def count_up(self) -> None:
        """Declare the next version: 2026.11 is followed by 2026.11-1, that by 2026.11-2."""
        declared = self._data["rulebook"]["version"]
        counted = _COUNTED.fullmatch(declared)
        version = f"{counted[1]}-{int(counted[2]) + 1}" if counted else f"{declared}-1"
        data = {**self._data, "rulebook": {**self._data["rulebook"], "version": version}}
        at = (Places("\n".join(self._lines)).line(("rulebook", "version")) or 1) - 1
        line = _VERSION.sub(rf'\g<1>"{version}"', self._lines[at])
        self._say(data, self._with(at, at + 1, [line]))

    def _change(
        self,
        name: TableName,
        index: int,
        entries: Sequence[Table],
        lines: list[str],
        replaced: int = 1,
    ) -> None:
        data = dict(self._data)
        found: Any = data
        for part in name[:-1]:
            found[part] = dict(found.get(part, {}))
            found = found[part]
        listed = found.get(name[-1], [])
        found[name[-1]] = [*listed[:index], *entries, *listed[index + replaced :]]
        if not found[name[-1]]:
            del found[name[-1]]
        self._say(data, lines)

    def _say(self, data: Table, lines: list[str]) -> None:
        """Say what the data are now; anew where the lines do not say just that."""
        self._data = data
        self._lines = lines if _read("\n".join(lines)) == data else [*_written(data)]

    def _block(self, name: TableName, index: int) -> tuple[int, int]:
        """Return the lines of an entry, counted from 0; what is said before the next is its own."""
        text = "\n".join(self._lines)
        first = (Places(text).line((*name, index)) or 1) - 1
        headers = [each - 1 for each in header_lines(text) if each - 1 > first]
        last = min(headers, default=len(self._lines))
        while last > first + 1 and _is_between(self._lines[last - 1]):
            last -= 1
        return first, last

    def _with(self, first: int, last: int, lines: Sequence[str]) -> list[str]:
        return [*self._lines[:first], *lines, *self._lines[last:]]


def _is_between(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")


def _read(text: str) -> Mapping[str, Any] | None:
    try:
        return tables_of(text)
    except (ValueError, RecursionError):
        return None


def _block(name: TableName, entry: Table) -> list[str]:
    return [f"[[{'.'.join(name)}]]", *_pairs(entry)]


def _pairs(entry: Mapping[str, object]) -> list[str]:
    return [f"{_key(key)} = {_value(value)}" for key, value in entry.items()]


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _value(key)


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        # A text of JSON is one of TOML, but for the one control character that JSON lets stand.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, dict):
        inside = ", ".join(_pairs(value))
        return f"{{ {inside} }}" if inside else "{}"
    return str(value)


def _written(data: Table) -> Iterator[str]:
    """Yield the lines of a whole file, written anew."""
    for name, part in data.items():
        if isinstance(part, list):
            yield from _lists((name,), part)
            continue
        own = {key: value for key, value in part.items() if not isinstance(value, list)}
        if own:
            yield from (f"[{name}]", *_pairs(own), "")
        for key, value in part.items():
            if isinstance(value, list):
                yield from _lists((name, key), value)


def _lists(name: TableName, entries: Sequence[Table]) -> Iterator[str]:
    for entry in entries:
        yield from (*_block(name, entry), "")
