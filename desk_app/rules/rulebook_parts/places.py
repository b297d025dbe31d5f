# SPDX-License-Identifier: MIT
"""On which line of a rulebook file a key stands, so that an error can name its place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"\s*([A-Za-z0-9_-]+)\s*(?:\.[A-Za-z0-9_.-]+\s*)?=")
_TRIPLES = ('"""', "'''")

Place = tuple[str | int, ...]


class Places:
    """The lines of one TOML text by the path of their keys; entries of a list counted from 0."""

    def __init__(self, text: str) -> None:
        self._lines = dict(_places(text))

    def line(self, path: Sequence[str | int]) -> int | None:
        """Return the line of a path, or of the nearest part above it; None where none is known."""
        place = tuple(path)
        while place:
            if (line := self._lines.get(place)) is not None:
                return line
            place = place[:-1]
        return None


def _places(text: str) -> Iterator[tuple[Place, int]]:
    counts: Counter[Place] = Counter()
    table: Place = ()
    for number, line in _lines_outside_texts(text):
        header = _HEADER.match(line)
        if header:
            table = _opened(header, counts)
            yield table, number
        elif key := _KEY.match(line):
            yield (*table, key.group(1)), number


def _opened(header: re.Match[str], counts: Counter[Place]) -> Place:
    """Return the path of a table: for ``[[a.b]]`` its place in the list, under the last ``a``."""
    path: Place = ()
    names = [name.strip() for name in header.group(2).split(".")]
    for name in names[:-1]:
        path = (*path, name)
        if counts[path]:
            path = (*path, counts[path] - 1)
    path = (*path, names[-1])
    if header.group(1) == "[[":
        counts[path] += 1
        return (*path, counts[path] - 1)
    return path


def _lines_outside_texts(text: str) -> Iterator[tuple[int, str]]:
    """Yield numbered lines that do not begin inside a text of several lines."""
    inside = ""
    for number, line in enumerate(text.split("\n"), start=1):
        if not inside:
            yield number, line
        inside = _still_inside(line, inside)


def _still_inside(line: str, inside: str) -> str:
    for mark in (inside,) if inside else _TRIPLES:
        if line.count(mark) % 2:
            return "" if inside else mark
    return inside


def dotted(path: Sequence[str | int]) -> str:
    """Return a path as people read it: ``document[3].photo``, entries counted from 1."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part + 1}]"
        else:
            text += f".{part}" if text else part
    return text
