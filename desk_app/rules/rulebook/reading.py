# SPDX-License-Identifier: MIT
"""A dated file taken apart: its text, its tables, their shape; each fault with key and line."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from desk_app.rules.rulebook import wanted
from desk_app.rules.rulebook.wanted import WantedThere
from desk_app.system.ports import read_small


class Fault(StrEnum):
    """Why a rulebook is refused."""

    UNREADABLE = "unreadable"
    TOO_LARGE = "too_large"
    NOT_TEXT = "not_text"
    BROKEN_TOML = "broken_toml"
    UNKNOWN_KEY = "unknown_key"
    MISSING = "missing"
    NO_CLAUSE = "no_clause"
    WRONG_TYPE = "wrong_type"
    WRONG_VALUE = "wrong_value"
    TWICE = "twice"
    OVERLAP = "overlap"
    GAP = "gap"
    BACKWARDS = "backwards"
    BEFORE_BEGIN = "before_begin"
    UNKNOWN_CLAUSE = "unknown_clause"
    UNKNOWN_PRACTICE = "unknown_practice"
    UNKNOWN_DOCUMENT = "unknown_document"
    UNKNOWN_MASK = "unknown_mask"
    UNKNOWN_FIELD = "unknown_field"
    UNLAWFUL_GROUND = "unlawful_ground"
    UNLAWFUL_FEE = "unlawful_fee"
    DUTY_TOO_WIDE = "duty_too_wide"
    NEVER_OPEN = "never_open"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: dotted key (entries counted from 1), line, fault, detail.

    ``wanted`` is what should have stood there, where the shape of the file says it.
    """

    key: str
    line: int | None
    fault: Fault
    detail: str = ""
    wanted: WantedThere | None = None


class RulebookError(Exception):
    """A rulebook file that cannot be used; ``problems`` tells every place in it.

    ``file`` is the name of the file, never its folder.
    """

    def __init__(self, file: str, problems: tuple[Problem, ...]) -> None:
        self.file = file
        self.problems = problems
        super().__init__("; ".join(self.lines()))

    @property
    def fault(self) -> Fault:
        """Return the first problem's fault."""
        return self.problems[0].fault

    @property
    def key(self) -> str:
        """Return the first problem's key."""
        return self.problems[0].key

    @property
    def line(self) -> int | None:
        """Return the first problem's line, counted from 1."""
        return self.problems[0].line

    def lines(self) -> tuple[str, ...]:
        """Return one line per problem for whoever mends the program: its codes and place."""
        return tuple(self._line_of(problem) for problem in self.problems)

    def _line_of(self, problem: Problem) -> str:
        place = f"{self.file}:{problem.line}" if problem.line else self.file
        wanted_ = "" if problem.wanted is None else problem.wanted.code
        parts = (place, problem.key, problem.fault.value, problem.detail or wanted_)
        return ": ".join(part for part in parts if part)


def failed(path: Path, fault: Fault, detail: str = "", line: int | None = None) -> RulebookError:
    """Return the error of a file that could not even be taken apart."""
    return RulebookError(path.name, (Problem("", line, fault, detail),))


# What pydantic found wrong with data from outside, without what only follows from it.


def details(error: ValidationError) -> list[ErrorDetails]:
    """Return every fault with its place, the values themselves left out.

    A list is also called too short where its entries are bad; that is not told twice.
    """
    found = error.errors(include_url=False, include_input=False)
    places = [detail["loc"] for detail in found]
    return [
        detail
        for detail in found
        if detail["type"] != "too_short" or not _has_inner(detail["loc"], places)
    ]


def _has_inner(place: tuple[int | str, ...], places: list[tuple[int | str, ...]]) -> bool:
    return any(len(other) > len(place) and other[: len(place)] == place for other in places)


# On which line of a rulebook file a key stands, so that an error can name its place.


# No two parts beside one another take the same sign: a line of thousands is read once.
_HEADER = re.compile(r"\s*(\[\[?)([^\]]+)\]\]?\s*(?:#.*)?$")
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


def header_lines(text: str) -> tuple[int, ...]:
    """Return the lines of a TOML text on which a table begins, counted from 1."""
    return tuple(number for number, line in _lines_outside_texts(text) if _HEADER.match(line))


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


File = TypeVar("File", bound=BaseModel)

_SHAPE_FAULTS = {"extra_forbidden": Fault.UNKNOWN_KEY, "missing": Fault.MISSING}


_MOST_BYTES = 16 * 1024 * 1024
"""A hundred times the rulebook that comes with the program."""


def read(path: Path) -> bytes:
    """Return the bytes of a file; raises RulebookError where it cannot be read, or is no file."""
    try:
        content = read_small(path, _MOST_BYTES + 1)
    except OSError as error:
        raise failed(path, Fault.UNREADABLE, error.strerror or "") from error
    except ValueError as error:
        raise failed(path, Fault.UNREADABLE) from error
    if len(content) > _MOST_BYTES:
        raise failed(path, Fault.TOO_LARGE)
    return content


@lru_cache(maxsize=4)
def tables_of(text: str) -> Mapping[str, Any]:
    """Return the tables of a TOML text; raises ValueError, RecursionError.

    The versions that a change goes through are read once: nobody changes what is returned.
    """
    return tomllib.loads(text)


def taken_apart(source: bytes, file: str) -> tuple[dict[str, object], Places]:
    """Return the tables of a TOML file and where they stand; raises RulebookError.

    Another table may be put in the place of one; within them nothing is changed.
    """
    text = _text(source, file)
    try:
        return dict(tables_of(text)), Places(text)
    except (ValueError, RecursionError) as error:
        raise failed(Path(file), Fault.BROKEN_TOML, str(error), _line_told(error)) from error


AS_KEPT: Mapping[str, bool] = {"kept": True}
"""Tells the shape of a file that it is a version which a desk keeps from an earlier program."""


def shaped(
    kind: type[File],
    data: Mapping[str, object],
    file: str,
    places: Places,
    told: Mapping[str, bool] | None = None,
) -> File:
    """Return tables in their shape; raises RulebookError with every problem of it.

    ``told`` is what their shape is told of them (``AS_KEPT``).
    """
    try:
        return kind.model_validate(data, context=told)
    except ValidationError as error:
        found = [_shape_problem(detail, places) for detail in details(error)]
        raise RulebookError(file, in_order(found)) from error


def in_order(found: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return problems in the order of the file."""
    return tuple(sorted(found, key=lambda problem: (problem.line or 0, problem.key)))


def _text(source: bytes, file: str) -> str:
    try:
        return source.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        raise failed(Path(file), Fault.NOT_TEXT, line=line) from error


def _line_told(error: Exception) -> int | None:
    """Return the line a TOML error tells in its text; at the end of the file it tells none."""
    told = re.search(r"at line (\d+)", str(error))
    return int(told.group(1)) if told else None


def _shape_problem(detail: ErrorDetails, places: Places) -> Problem:
    path, kind = detail["loc"], detail["type"]
    if kind in set(Fault):
        fault = Fault(kind)
    elif kind in _SHAPE_FAULTS:
        fault = _SHAPE_FAULTS[kind]
    else:
        fault = Fault.WRONG_TYPE if kind.endswith("_type") else Fault.WRONG_VALUE
    return Problem(dotted(path), places.line(path), fault, wanted=wanted.of(detail))
