# SPDX-License-Identifier: MIT
"""Which kanji are forms of one character in Japanese names (髙 and 高, 邉 and 辺)."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator


class _Groups(NamedTuple):
    """The groups of forms, and the numbers of the groups each character stands in."""

    members: tuple[str, ...]
    numbers: dict[str, tuple[int, ...]]


@lru_cache(maxsize=20_000)
def plain(character: str) -> str:
    """Give the ordinary character for a compatibility ideograph or a radical sign, else itself."""
    folded = unicodedata.normalize("NFKC", character)
    return folded if len(folded) == 1 else character


def same_character(one: str, other: str) -> bool:
    """Tell whether two kanji are forms of one character, or stand for one another in a surname.

    The old forms of one new form (辨 and 瓣 of 弁) are that new form, but not one another.
    """
    left, right = plain(one), plain(other)
    if left == right:
        return True
    numbers = _groups().numbers
    return not set(numbers.get(left, ())).isdisjoint(numbers.get(right, ()))


def filed_under(character: str) -> str:
    """Give the one character under which all forms of a character are found (辺 for 邉)."""
    folded = plain(character)
    groups = _groups()
    numbers = groups.numbers.get(folded)
    return groups.members[numbers[0]][0] if numbers else folded


@cache
def _groups() -> _Groups:
    """Read the tables once: further forms join a group of the first table, as confused pairs do."""
    members = list(table_lines("kanji_forms.txt"))
    first = {
        character: number for number, text in reversed([*enumerate(members)]) for character in text
    }
    for text in table_lines("kanji_more_forms.txt"):
        if text[0] in first:
            members[first[text[0]]] += text[1:]
        else:
            members.append(text)
    for text in table_lines("kanji_confused.txt"):
        merged = "".join(members[first[character]] for character in text)
        for character in text[1:]:
            members[first[character]] = ""
        members[first[text[0]]] = merged
    kept = tuple(text for text in members if text)
    numbers: dict[str, tuple[int, ...]] = {}
    for number, text in enumerate(kept):
        for character in text:
            numbers[character] = (*numbers.get(character, ()), number)
    return _Groups(kept, numbers)


def table_lines(name: str) -> Iterator[str]:
    """Read the groups of one table as they stand in it."""
    text = files("desk_app.rules").joinpath("tables", name).read_text(encoding="utf-8")
    return (line for line in text.splitlines() if not line.startswith("#"))
