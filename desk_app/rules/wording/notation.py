# SPDX-License-Identifier: MIT
"""A sentence as people write it, how it is named, and which revision is in force on a day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import lru_cache

from desk_app.records.case.letters import LaidSentence, LetterKind, WordingRevision
from desk_app.records.desk.people import Language

_TOKEN = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|</?[a-z]>", re.DOTALL)
_QUOTED = re.compile(r"'[^']*'")
_NAME = re.compile(r"[a-z_]+(?:\.[a-z_]+)*")
_INCLUDED = re.compile(r"'([A-Z_]+)'")
_CONDITION = re.compile(r"\{%\s*(?:if|elif|else|for)\s*(.*?)\s*%\}", re.DOTALL)
_USUAL = frozenset({"stamps is defined", "seal is defined", "asked is defined", "kinds is defined"})
"""What holds on most letters; of other brackets the side that is printed otherwise does."""

EACH, OTHERWISE = "each", ""
"""What stands for a condition where a part is repeated, and where none of the others holds."""

_OPENS, _TURNS, _CLOSES = frozenset({"if", "for"}), frozenset({"elif", "else"}), "end"

Path = tuple[tuple[int, int], ...]
"""Under which conditions a part stands: the number of each bracket, and of the side of its |."""


class TemplatePartKind(Enum):
    """What a part of a sentence is."""

    TEXT = "text"
    VALUE = "value"
    OPEN = "["
    TURN = "|"
    CLOSE = "]"
    MARK = "mark"


CONDITIONS = frozenset({TemplatePartKind.OPEN, TemplatePartKind.TURN, TemplatePartKind.CLOSE})


@dataclass(frozen=True, slots=True)
class TemplatePart:
    """A part of a template: as the file has it, as people read it, and under which conditions."""

    kind: TemplatePartKind
    source: str
    said: str
    path: Path = ()


@lru_cache(maxsize=2048)
def parts(template: str) -> tuple[TemplatePart, ...]:
    """Return a template in its parts."""
    names = _names(template)
    found: list[TemplatePart] = []
    nesting = Nesting()
    for source in _pieces(template):
        kind = _kind(source)
        if kind in CONDITIONS:
            nesting.step(kind)
        said = names.get(source, source) if kind not in CONDITIONS else str(kind.value)
        found.append(TemplatePart(kind, source, said, nesting.path))
    return tuple(found)


def said(template: str) -> str:
    """Return a template as people read and write it."""
    return "".join(part.said for part in parts(template))


def variables(template: str) -> tuple[str, ...]:
    """Return the variables of a template as people write them, each once, in their order."""
    values = (part.said for part in parts(template) if part.kind is TemplatePartKind.VALUE)
    return tuple(dict.fromkeys(values))


def conditions(template: str) -> tuple[tuple[str, ...], ...]:
    """Return for each bracket of a template, in their order, when each of its sides is printed."""
    found: list[list[str]] = []
    opened: list[list[str]] = []
    for part in parts(template):
        if part.kind is TemplatePartKind.OPEN:
            opened.append([_condition(part.source)])
            found.append(opened[-1])
        elif part.kind is TemplatePartKind.TURN:
            opened[-1].append(_condition(part.source))
        elif part.kind is TemplatePartKind.CLOSE:
            opened.pop()
    return tuple(map(tuple, found))


def usual_side(sides: tuple[str, ...]) -> int:
    """Return which side of a bracket most letters say."""
    known = sides[0] not in _USUAL and OTHERWISE in sides
    return sides.index(OTHERWISE) if known else 0


def _condition(source: str) -> str:
    if source[2:].split(maxsplit=1)[0] == "for":
        return EACH
    found = _CONDITION.fullmatch(source)
    return OTHERWISE if found is None else found[1]


class Nesting:
    """Follows the brackets of a sentence; ``path`` is where it stands."""

    def __init__(self) -> None:
        self.path: Path = ()
        self._opened = 0

    def step(self, kind: TemplatePartKind) -> None:
        """Go over a bracket or a bar."""
        if kind is TemplatePartKind.OPEN:
            self.path = (*self.path, (self._opened, 0))
            self._opened += 1
        elif kind is TemplatePartKind.TURN:
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


def _kind(source: str) -> TemplatePartKind:
    if source.startswith("{{"):
        return TemplatePartKind.VALUE
    if source.startswith("{%"):
        word = source[2:].split(maxsplit=1)[0]
        if word in _OPENS:
            return TemplatePartKind.OPEN
        if word in _TURNS:
            return TemplatePartKind.TURN
        return TemplatePartKind.CLOSE if word.startswith(_CLOSES) else TemplatePartKind.VALUE
    return TemplatePartKind.MARK if _TOKEN.fullmatch(source) else TemplatePartKind.TEXT


def _names(template: str) -> dict[str, str]:
    """Return how each value is written; two of one name are told apart by a number."""
    found: dict[str, str] = {}
    for source in _pieces(template):
        if _kind(source) is not TemplatePartKind.VALUE or source in found:
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


# How a sentence of the wording files is named: the file, a colon, the keys that lead to it.


def place_of(file: str, keys: Iterable[str | int]) -> str:
    """Return the name of a sentence."""
    return f"{file}:{'.'.join(map(str, keys))}"


def file_of(place: str) -> str:
    """Return the file a sentence stands in."""
    return place.partition(":")[0]


def keys_of(place: str) -> tuple[str | int, ...]:
    """Return the keys that lead to a sentence; a number is a place in a row."""
    keys = place.partition(":")[2].split(".")
    return tuple(int(key) if key.isdigit() else key for key in keys)


# Which revisions are in force on a day, and which of them a letter is set with.


_COMMON = "common"
_NOTICE = "deficiencies"
_UNPROVEN = "unproven"
_DECISIONS = frozenset(
    {
        LetterKind.REFUSAL,
        LetterKind.PURPOSE,
        LetterKind.CORRECTION,
        LetterKind.CESSATION,
        LetterKind.PROVISION_RECORDS,
    }
)


def begins(revision: WordingRevision) -> date | None:
    """Return the day from which a revision is in force; None where it never will be as it is."""
    if revision.approval is None or revision.taken_back_by is not None:
        return None
    return max(revision.wanted_from, revision.approval.on)


def in_force(revisions: Iterable[WordingRevision], on: date) -> Mapping[str, WordingRevision]:
    """Return for each place the revision in force on a day: of several the one that began last."""
    begun = [(day, each.id, each) for each in revisions if (day := begins(each)) and day <= on]
    return {each.place: each for _, _, each in sorted(begun, key=lambda one: one[:2])}


def files_of(kind: LetterKind) -> frozenset[str]:
    """Return the wording files from which a letter takes its sentences."""
    more = {_NOTICE} if kind is LetterKind.DEFICIENCIES else set()
    if kind in _DECISIONS:
        more = {_UNPROVEN}
    return frozenset({kind.value, _COMMON, *more})


def laid(
    revisions: Iterable[WordingRevision], kind: LetterKind, language: Language, on: date
) -> tuple[LaidSentence, ...]:
    """Return the sentences a letter of a day is set with in place of the program's own."""
    files = files_of(kind)
    return tuple(
        LaidSentence(each.id, place, before, each.words.of(language))
        for place, each in sorted(in_force(revisions, on).items())
        if file_of(place) in files and (before := each.before.of(language))
    )
