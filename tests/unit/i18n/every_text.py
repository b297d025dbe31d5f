# SPDX-License-Identifier: MIT
"""Every text of every table with its place, and every code that the program can give."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import desk_app
from desk_app.desk import errors
from desk_app.i18n.messages import HOLE
from desk_app.i18n.vocabulary import table

TABLES = (
    *("words", "work", "findings", "cures", "refusals", "paper"),
    *("inputs", "errors", "rulebook", "terminal", "when", "check"),
)
COUNTED = "unit"
ENUMS = frozenset({"Enum", "StrEnum", "Word"})
PACKAGE = Path(desk_app.__file__).parent
KNOWN = tuple(
    name
    for name, each in vars(errors).items()
    if isinstance(each, type) and issubclass(each, errors.KnownError)
)


@dataclass(frozen=True)
class Entry:
    """One text in both languages."""

    table: str
    heading: str
    key: str
    texts: tuple[str, ...]

    @property
    def place(self) -> str:
        return f"{self.table}.{self.heading}.{self.key}"

    @property
    def holes(self) -> set[tuple[str, str]]:
        return {(h["fact"], h["how"] or "") for text in self.texts for h in HOLE.finditer(text)}


@dataclass(frozen=True)
class Values:
    """One enum: where it stands, its name, its values."""

    module: str
    name: str
    members: frozenset[str]


@cache
def entries() -> list[Entry]:
    """Every text but the forms of what is counted."""
    return [
        Entry(name, heading, key, tuple(texts))
        for name in TABLES
        for heading, keys in table(name).items()
        for key, texts in keys.items()
        if heading != COUNTED
    ]


@cache
def enums(*rooms: str) -> list[Values]:
    """Every enum that a room defines for others to see, read from the source."""
    return [
        Values(path.relative_to(PACKAGE).as_posix(), node.name, _members(node))
        for room in rooms
        for path in sorted((PACKAGE / room).rglob("*.py"))
        if "Enum" in (source := path.read_text("utf-8")) or "Word" in source
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ClassDef)
        and not node.name.startswith("_")
        and {_name(base) for base in node.bases} & ENUMS
    ]


@cache
def raised_codes(*rooms: str) -> set[str]:
    """Every code written out where a known error is made in a room, or where all is wired."""
    return {
        code
        for path in _modules(("bootstrap", *rooms))
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call) and _name(call.func) in KNOWN
        for code in _codes(call)
    }


def _modules(rooms: Iterable[str]) -> Iterator[Path]:
    for room in rooms:
        yield from sorted((PACKAGE / room).rglob("*.py"))


def default_codes() -> set[str]:
    """The code of every class of known errors, the letters' own ones too."""
    importlib.import_module("desk_app.letters.errors")
    waiting, found = [errors.KnownError], set()
    while waiting:
        each = waiting.pop()
        waiting.extend(each.__subclasses__())
        found.add(each.code)
    return found


def _members(node: ast.ClassDef) -> frozenset[str]:
    return frozenset(
        each.value.value
        for each in node.body
        if isinstance(each, ast.Assign)
        and isinstance(each.value, ast.Constant)
        and isinstance(each.value.value, str)
    )


def _name(func: ast.expr) -> str:
    return func.id if isinstance(func, ast.Name) else ""


def _codes(call: ast.Call) -> Iterator[str]:
    for argument in call.args[:1]:
        parts = argument.elts if isinstance(argument, ast.Tuple) else [argument]
        for part in parts:
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                yield part.value
