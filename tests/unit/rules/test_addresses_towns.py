# SPDX-License-Identifier: MIT
"""Every town of the table: a rewriting is found, its neighbours stay different."""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

import pytest

from desk_app.records.case.findings import Comparison, Likeness
from desk_app.rules.addresses import addresses

pytestmark = pytest.mark.once(under="first")

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FORMER_FLOOR = 1_800
NAMED_FLOOR = 300
FLOOR = 800
STEP = 467
"""All towns take two minutes; a run takes some of them, from another beginning with each seed."""
NUMERALS = "一二三四五六七八九十百千壱弐参"
KANJI_DIGITS = "〇一二三四五六七八九"
DASHES = "-‐‑‒–—―−－ーｰ"


class Town(NamedTuple):
    """One town of the table, with what stands before and beside it."""

    prefecture: str
    municipality: str
    name: str
    beside: str
    alone: bool
    """Whether no other municipality of Japan bears the name of this one."""
    plain: bool
    """Whether nothing is to be known before 大字 is left out."""
    named: frozenset[int]
    """The numbers that a longer town's name goes on with: 8 where 日和田町八丁目 is a town too."""

    @property
    def head(self) -> str:
        return self.prefecture + self.municipality


class Pair(NamedTuple):
    left: str
    right: str
    likeness: Likeness


def drawn(low: int, high: int) -> int:
    """Draw a number by the seed of the run."""
    return random.randint(low, high)  # noqa: S311 - it keeps no secret


@cache
def towns() -> list[Town]:
    lines = files("desk_app.rules").joinpath("tables", "towns.txt").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    bearers = Counter(name.split("|")[-1] for _, name, _ in rows)
    return [
        Town(
            prefecture,
            name.replace("|", ""),
            parted(entry),
            parted(listed[place - 1]),
            alone=bearers[name.split("|")[-1]] == 1,
            plain=entry[-1] not in "*!",
            named=frozenset(longer[entry.rstrip("*!")]),
        )
        for prefecture, name, entries in rows
        for listed in [entries.split()]
        for longer in [numbered(listed)]
        for place, entry in enumerate(listed)
    ]


def numbered(listed: list[str]) -> defaultdict[str, set[int]]:
    """Give for each beginning of a name the numbers of the 丁目 that follow it in some name."""
    found = defaultdict[str, set[int]](set)
    for entry in listed:
        for match in re.finditer(r"([二三四五六七八])[丁町]目", entry):
            found[entry[: match.start()]].add(KANJI_DIGITS.index(match[1]))
    return found


def parted(entry: str) -> str:
    """Give a name without its marks; one that ends in a digit is parted from what follows."""
    name = entry.rstrip("*!")
    return name + " " * name[-1].isdecimal()


def kanji(number: int) -> str:
    """Spell a number below 100: 23 is 二十三."""
    tens, ones = divmod(number, 10)
    spelled = (KANJI_DIGITS[tens] if tens > 1 else "") + "十" if tens else ""
    return spelled + (KANJI_DIGITS[ones] if ones or not tens else "")


def wide(text: str) -> str:
    return text.translate({code: code + 0xFEE0 for code in range(0x30, 0x3A)})


def rewriting(town: Town, numbers: tuple[int, int, int], turn: int) -> str:
    """Write an address in one of many manners."""
    chome, block, house = numbers
    head = town.municipality if town.alone and turn % 2 else town.head
    dash = DASHES[turn % len(DASHES)]
    manners = [
        f"{head}{town.name}{wide(f'{chome}丁目{block}番{house}号')}",
        f"{head}{town.name}{chome}丁目{block}-{house}",
        f"{head}{town.name}{chome}の{block}の{house}",
        f"{town.prefecture} {town.municipality} {town.name} {chome}{dash}{block}{dash}{house}",
        f"{wide(head + town.name)} {chome}丁目 {block}番地の{house}",
    ]
    if town.name[-1] not in NUMERALS + "箇々":
        manners.append(f"{head}{town.name}{kanji(chome)}丁目{kanji(block)}番{kanji(house)}号")
    if town.plain and "大字" not in town.name:
        # Of two towns with one name the code tells which is meant, so that it may not be left out.
        manners.append(f"〒100-0001 {town.head}{town.name}{chome}丁目{block}番地{house}")
        manners.append(
            f"{town.prefecture}{town.municipality}大字{town.name}{chome}-{block}-{house}"
        )
    return manners[turn % len(manners)]


def pairs(town: Town) -> Iterator[Pair]:
    """Give one rewriting and three neighbours of an address in a town."""
    numbers = [number for number in range(2, 9) if number not in town.named]
    chome, block, house = numbers[drawn(0, len(numbers) - 1)], drawn(11, 39), drawn(1, 29)
    at_home = f"{town.head}{town.name}"
    written = f"{at_home}{chome}-{block}-{house}"
    manner = rewriting(town, (chome, block, house), drawn(0, 999))
    yield Pair(written, manner, Likeness.WRITTEN_DIFFERENTLY)
    yield Pair(written, f"{at_home}{chome + 1}丁目{block}番{house}号", Likeness.DIFFERENT)
    # The same digits parted elsewhere: 2-13-4 and 21-3-4.
    parted = f"{chome}{block // 10}-{block % 10}-{house}"
    yield Pair(written, f"{at_home}{parted}", Likeness.DIFFERENT)
    if town.beside != town.name:
        beside = f"{town.head}{town.beside}{chome}-{block}-{house}"
        yield Pair(written, beside, Likeness.DIFFERENT)


def failures(compare: Callable[[str, str], Comparison], chosen: list[Town]) -> list[Pair]:
    """Compare every pair of some towns; keep those that a comparer judges wrongly."""
    tried = [pair for town in chosen for pair in pairs(town)]
    assert len(tried) >= FLOOR
    return [pair for pair in tried if compare(pair.left, pair.right).likeness is not pair.likeness]


def test_every_town_is_found_and_not_taken_for_its_neighbour() -> None:
    assert failures(addresses.compare, towns()[drawn(0, STEP - 1) :: STEP]) == []


def without_digits(text: str) -> str:
    return "".join(sign for sign in text if not sign.isdecimal())


@pytest.mark.parametrize(
    ("careless", "least"),
    [
        (lambda left, right: addresses.compare(without_digits(left), without_digits(right)), 320),
        (lambda _left, _right: Comparison(Likeness.DIFFERENT), 200),
        (lambda _left, _right: Comparison(Likeness.WRITTEN_DIFFERENTLY), 600),
    ],
    ids=["ignores numbers", "knows no writing", "knows no difference"],
)
def test_a_careless_comparer_is_caught(
    careless: Callable[[str, str], Comparison], least: int
) -> None:
    assert len(failures(careless, towns()[::STEP])) >= least


def table(name: str) -> list[list[str]]:
    text = files("desk_app.rules").joinpath("tables", name).read_text("utf-8")
    return [line.split("\t") for line in text.splitlines() if not line.startswith("#")]


def test_a_municipality_that_went_has_its_day_and_one_that_is_there_today() -> None:
    here = {(prefecture, name) for prefecture, name, _ in table("towns.txt")}
    cities = {(prefecture, name.split("|")[0]) for prefecture, name in here}
    rows = table("former_cities.txt")
    assert len(rows) >= FORMER_FLOOR
    assert rows == sorted(rows, key=lambda row: row[:4])
    for since, prefecture, former, today, _towns in rows:
        assert date.fromisoformat(since) <= date(2026, 11, 1)
        assert (prefecture, today) in here | cities, (prefecture, former, today)
        assert (prefecture, former) not in here, former
        assert re.fullmatch(r"[^|]+市|[^|]+郡\|[^|]+[町村]|[^|]+市\|[^|]+区", former), former
    limited = [row for row in rows if row[4]]
    assert {town for row in limited for town in row[4].split()} <= {
        entry.rstrip("*!") for _, _, listed in table("towns.txt") for entry in listed.split()
    }


def test_an_address_under_a_former_name_is_its_own_and_no_neighbours() -> None:
    """Every former town or village of the table that goes on in the names of its towns."""
    named = 0
    towns_of = defaultdict[tuple[str, str], list[tuple[str, list[str]]]](list)
    for prefecture, name, listed in table("towns.txt"):
        for called in {name, name.split("|")[0]}:
            towns_of[prefecture, called].append((name, listed.split()))
    for _since, prefecture, former, today, _towns in table("former_cities.txt"):
        inner = former.split("|")[-1][:-1] + "町"
        for name, entries in () if "|" in today else towns_of[prefecture, today]:
            own = [entry for entry in entries if entry.startswith(inner)][:1]
            for town in (
                entry.rstrip("*!") for entry in own if len(entry.rstrip("*!")) > len(inner)
            ):
                named += 1
                old = f"{prefecture}{former}{town[len(inner) :]} 12".replace("|", "")
                new = f"{prefecture}{name}{town} 12".replace("|", "")
                away = f"{prefecture}{name}{town[len(inner) :]} 12".replace("|", "")
                assert addresses.compare(old, new).likeness is Likeness.WRITTEN_DIFFERENTLY, old
                assert addresses.compare(old, away).likeness is Likeness.DIFFERENT, away
    assert named >= NAMED_FLOOR
