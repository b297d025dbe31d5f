# SPDX-License-Identifier: MIT
"""A sentence as people write it: {variable}, [said only under a condition|said otherwise].

The wording files hold templates. What a person reads and types has a name in braces for each value
and square brackets for each condition; both are put back exactly as the program's own sentence has
them, so that nothing of a template can be typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

_TOKEN = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|</?[a-z]>", re.DOTALL)
_QUOTED = re.compile(r"'[^']*'")
_NAME = re.compile(r"[a-z_]+(?:\.[a-z_]+)*")
_INCLUDED = re.compile(r"'([A-Z_]+)'")
_OPENS, _TURNS, _CLOSES = frozenset({"if", "for"}), frozenset({"elif", "else"}), "end"

Path = tuple[tuple[int, int], ...]
"""Under which conditions a part stands: the number of each bracket, and of the side of its |."""


class PartKind(Enum):
    """What a part of a sentence is."""

    TEXT = "text"
    VALUE = "value"
    OPEN = "["
    TURN = "|"
    CLOSE = "]"
    MARK = "mark"


CONDITIONS = frozenset({PartKind.OPEN, PartKind.TURN, PartKind.CLOSE})


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a template: as the file has it, as people read it, and under which conditions."""

    kind: PartKind
    source: str
    said: str
    path: Path = ()


@lru_cache(maxsize=2048)
def parts(template: str) -> tuple[Part, ...]:
    """Return a template in its parts."""
    names = _names(template)
    found: list[Part] = []
    nesting = Nesting()
    for source in _pieces(template):
        kind = _kind(source)
        if kind in CONDITIONS:
            nesting.step(kind)
        said = names.get(source, source) if kind not in CONDITIONS else str(kind.value)
        found.append(Part(kind, source, said, nesting.path))
    return tuple(found)


def said(template: str) -> str:
    """Return a template as people read and write it."""
    return "".join(part.said for part in parts(template))


def variables(template: str) -> tuple[str, ...]:
    """Return the variables of a template as people write them, each once, in their order."""
    values = (part.said for part in parts(template) if part.kind is PartKind.VALUE)
    return tuple(dict.fromkeys(values))


class Nesting:
    """Follows the brackets of a sentence; ``path`` is where it stands."""

    def __init__(self) -> None:
        self.path: Path = ()
        self._opened = 0

    def step(self, kind: PartKind) -> None:
        """Go over a bracket or a bar."""
        if kind is PartKind.OPEN:
            self.path = (*self.path, (self._opened, 0))
            self._opened += 1
        elif kind is PartKind.TURN:
            number, side = self.path[-1]
            self.path = (*self.path[:-1], (number, side + 1))
        else:
            self.path = self.path[:-1]


def _pieces(template: str) -> Iterator[str]:
    at = 0
    for token in _TOKEN.finditer(template):
        if token.start() > at:
            yield template[at : token.start()]
        yield token[0]
        at = token.end()
    if at < len(template):
        yield template[at:]


def _kind(source: str) -> PartKind:
    if source.startswith("{{"):
        return PartKind.VALUE
    if source.startswith("{%"):
        word = source[2:].split(maxsplit=1)[0]
        if word in _OPENS:
            return PartKind.OPEN
        if word in _TURNS:
            return PartKind.TURN
        return PartKind.CLOSE if word.startswith(_CLOSES) else PartKind.VALUE
    return PartKind.MARK if _TOKEN.fullmatch(source) else PartKind.TEXT


def _names(template: str) -> dict[str, str]:
    """Return how each value is written; two of one name are told apart by a number."""
    found: dict[str, str] = {}
    for source in _pieces(template):
        if _kind(source) is not PartKind.VALUE or source in found:
            continue
        name = _name(source)
        number = sum(1 for other in found if _name(other) == name)
        found[source] = f"{{{name}_{number + 1}}}" if number else f"{{{name}}}"
    return found


def _name(source: str) -> str:
    if source.startswith("{%"):
        included = _INCLUDED.search(source)
        return included[1] if included else ""
    named = _NAME.search(_QUOTED.sub("", source))
    return named[0] if named else ""
