# SPDX-License-Identifier: MIT
"""The prefectures, municipalities and towns of Japan, read from the tables beside the rules."""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from desk_app.rules.addressing.numerals import to_kanji
from desk_app.rules.addressing.shadow import key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_SHARED, _APART = "*", "!"
_SUFFIXES = "都府県"


class Town(NamedTuple):
    """A town: its folded name, and what one must know before leaving something out.

    ``shared``: several towns of the municipality bear the name. ``apart``: the 大字 of that name
    is another place than its chome. ``twin``: another town of the municipality folds to the key.
    """

    key: str
    shared: bool
    apart: bool
    twin: bool


class Claim(NamedTuple):
    """One municipality that a written name may mean.

    ``name`` is how the table writes it, county or city left out; ``whole`` is false for a ward
    named without its city; ``former`` is the name it bore before; ``towns`` limits a former name
    to some towns (empty: to none in particular).
    """

    city: int
    name: str
    whole: bool = True
    former: str = ""
    towns: frozenset[str] = frozenset()


class Gazetteer(NamedTuple):
    """Every way to name a municipality, with the prefecture and the towns of each."""

    prefectures: Mapping[str, str]
    claims: Mapping[str, tuple[Claim, ...]]
    homes: tuple[str, ...]
    listed: tuple[str, ...]
    longest: int

    def prefecture_of(self, claim: Claim) -> str:
        """Give the folded name of the prefecture in which a claimed municipality lies."""
        return self.homes[claim.city]


@cache
def gazetteer() -> Gazetteer:
    """Read the table of municipalities once, on first use."""
    homes: list[str] = []
    listed: list[str] = []
    claims: dict[str, list[Claim]] = defaultdict(list)
    numbers: dict[tuple[str, str], int] = {}
    for number, (prefecture, name, towns) in enumerate(_rows("towns.txt")):
        homes.append(key(prefecture))
        listed.append(towns)
        numbers[prefecture, name] = number
        for alias, whole in _aliases(name):
            claims[alias].append(Claim(number, name.split("|")[-1], whole=whole))
    for _since, prefecture, name, today, towns in _rows("former_cities.txt"):
        limits = frozenset(map(key, towns.split()))
        for alias, whole in _aliases(name):
            if whole and alias != _city_of(name):
                city, inner = numbers[prefecture, today], name.split("|")[-1]
                claims[alias].append(Claim(city, inner, former=name, towns=limits))
    sealed = {alias: tuple(found) for alias, found in claims.items()}
    longest = max(map(len, sealed))
    return Gazetteer(_prefectures(homes), sealed, tuple(homes), tuple(listed), longest)


@lru_cache(maxsize=256)
def towns_of(city: int) -> Mapping[str, Town]:
    """Give the towns of one municipality by folded name."""
    found: dict[str, Town] = {}
    for entry in gazetteer().listed[city].split():
        name = entry.rstrip(_SHARED + _APART)
        folded = town_key(name)
        twin = folded in found
        found[folded] = Town(folded, _SHARED in entry, _APART in entry, twin)
    return found


def town_key(name: str) -> str:
    """Fold the name of a town; a number in it is spelled in kanji (８線 is 八線)."""
    return spelled(key(name))


def spelled(text: str) -> str:
    """Spell every number of a folded text in kanji."""
    parts: list[str] = []
    digits = ""
    for sign in text + " ":
        if sign.isdecimal():
            digits += sign
            continue
        parts.append((to_kanji(digits) if digits else "") + sign)
        digits = ""
    return "".join(parts)[:-1]


def _rows(name: str) -> Iterator[list[str]]:
    text = files("desk_app.rules").joinpath("tables", name).read_text(encoding="utf-8")
    return (line.split("\t") for line in text.splitlines() if not line.startswith("#"))


def _aliases(name: str) -> Iterator[tuple[str, bool]]:
    """List the folded names of a municipality, each with whether it names the whole of it."""
    outer, bar, inner = name.partition("|")
    yield key(outer + inner), True
    if not bar:
        return
    if inner.endswith("区"):
        yield key(outer), True
    yield key(inner), not inner.endswith("区")


def _city_of(name: str) -> str:
    outer, bar, _inner = name.partition("|")
    return key(outer) if bar else ""


def _prefectures(homes: list[str]) -> dict[str, str]:
    """Map a prefecture's folded name, with and without 都, 府 or 県, to its full one."""
    full = dict.fromkeys(homes)
    short = {name[:-1]: name for name in full if name[-1] in _SUFFIXES}
    return short | {name: name for name in full}
