# SPDX-License-Identifier: MIT
"""A dated file taken apart: its text, its tables, their shape; each fault with key and line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from desk_app.rules.rulebook_parts.errors import Fault, Problem, RulebookError, failed
from desk_app.rules.rulebook_parts.places import Places, dotted
from desk_app.rules.rulebook_parts.shapes import details

File = TypeVar("File", bound=BaseModel)

_SHAPE_FAULTS = {"extra_forbidden": Fault.UNKNOWN_KEY, "missing": Fault.MISSING}


def read(path: Path) -> bytes:
    """Return the bytes of a file; raises RulebookError where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise failed(path, Fault.UNREADABLE, error.strerror or "") from error


def taken_apart(source: bytes, file: str) -> tuple[dict[str, object], Places]:
    """Return the tables of a TOML file and where they stand; raises RulebookError."""
    text = _text(source, file)
    try:
        return tomllib.loads(text), Places(text)
    except (ValueError, RecursionError) as error:
        raise failed(Path(file), Fault.BROKEN_TOML, str(error), _line_told(error)) from error


def shaped(kind: type[File], data: Mapping[str, object], file: str, places: Places) -> File:
    """Return tables in their shape; raises RulebookError with every problem of it."""
    try:
        return kind.model_validate(data)
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
    return Problem(dotted(path), places.line(path), fault, detail["msg"])
