# SPDX-License-Identifier: MIT
"""What the register publishes of purposes, line by line, held beside what is published."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from desk_app.records.base import Word
from desk_app.records.people import Language
from desk_app.records.registers import PurposeVersion

_BULLET = re.compile(r"^(?:[・•◦●○■□*-]|\(?[0-9]{1,2}[.):])\s*")
_WHITE = re.compile(r"\s+")
_ENDS = "。.、,;"


class PublishedStand(Word):
    """How a line of the register stands to what is published."""

    SAME = "same"
    CHANGED = "changed"
    MISSING = "missing"
    """The register says it, and what is published does not."""
    MORE = "more"
    """What is published says it, and the register does not."""


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """A line of the register and the one that stands in its place; each as it is written."""

    stand: PublishedStand
    register: str = ""
    published: str = ""


def published_lines(versions: Iterable[PurposeVersion], language: Language) -> tuple[str, ...]:
    """Return what the register publishes in a language: data, of whom, how obtained, purpose."""
    told = ("data", "people", "obtained", "purpose")
    return tuple(
        line.strip()
        for version in versions
        for name in told
        for line in str(getattr(version, f"{name}_{language.value}")).splitlines()
        if line.strip()
    )


def compared(register: Iterable[str], published: str) -> tuple[ComparedLine, ...]:
    """Return both line by line; bullets, width of signs, white and stops at an end tell nothing."""
    mine = tuple(register)
    theirs = tuple(line.strip() for line in published.splitlines() if line.strip())
    return tuple(_lines(mine, theirs))


def differing(lines: Iterable[ComparedLine]) -> tuple[ComparedLine, ...]:
    """Return the lines that are not the same."""
    return tuple(each for each in lines if each.stand is not PublishedStand.SAME)


def _lines(mine: tuple[str, ...], theirs: tuple[str, ...]) -> Iterator[ComparedLine]:
    keys, others = list(map(_key, mine)), list(map(_key, theirs))
    found = SequenceMatcher(None, keys, others, autojunk=False).get_opcodes()
    for _, first, last, begin, end in found:
        for own, other in zip_longest(mine[first:last], theirs[begin:end], fillvalue=""):
            yield ComparedLine(_stand(own, other), own, other)


def _stand(own: str, other: str) -> PublishedStand:
    if not other:
        return PublishedStand.MISSING
    if not own:
        return PublishedStand.MORE
    return PublishedStand.SAME if _key(own) == _key(other) else PublishedStand.CHANGED


def _key(line: str) -> str:
    """Return what of a line is compared; the line itself stays as it is written."""
    plain = _BULLET.sub("", unicodedata.normalize("NFKC", line).strip())
    return _WHITE.sub("", plain).rstrip(_ENDS).casefold()
