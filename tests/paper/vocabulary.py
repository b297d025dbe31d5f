# SPDX-License-Identifier: MIT
"""What stands on the desk's paper, drawn at random: people, addresses, days, words.

None of it comes from a file that the letters read.
"""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

from desk_app.records.desk.people import Language

TOWNS = Path(__file__).parents[2] / "desk_app" / "rules" / "tables" / "towns.txt"

_WORDS: dict[str, list[str]] = tomllib.loads(
    (Path(__file__).parent / "words.toml").read_text(encoding="utf-8")
)
FAMILIES = _WORDS["families"]
GIVEN = _WORDS["given"]
LATIN = _WORDS["latin"]
BUILDINGS = _WORDS["buildings"]
LATIN_PLACES = _WORDS["latin_places"]
LATIN_CITIES = _WORDS["latin_cities"]
SERVICES = _WORDS["services"]
ITEMS = _WORDS["items"]
ITEMS_EN = _WORDS["items_en"]
PHRASES = _WORDS["phrases"]
PHRASES_EN = _WORDS["phrases_en"]
LATIN_WORDS = _WORDS["latin_words"]
_KANJI = "一二三四五六七八九"
_FIRST_DAY, _DAYS = date(2026, 10, 1), 120
_BORN_FIRST, _BORN_DAYS = date(1935, 1, 1), 25_000


def person(luck: Random) -> str:
    """Return a name: two parts, one alone, rare characters, Latin letters now and then."""
    drawn = luck.random()
    if drawn < 0.08:
        return luck.choice(LATIN)
    if drawn < 0.1:
        return luck.choice([each for each in FAMILIES if len(each) == 1])
    between = luck.choice((" ", " ", " ", "\u3000"))
    return f"{luck.choice(FAMILIES)}{between}{luck.choice(GIVEN)}"


def latin_person(luck: Random) -> str:
    """Return a name in Latin letters: one as it stands, or the parts of two."""
    one, other = luck.choice(LATIN), luck.choice(LATIN)
    if luck.random() < 0.4:
        return one
    return f"{one.rpartition(' ')[0] or one} {other.rpartition(' ')[2]}"


@cache
def towns() -> tuple[str, ...]:
    """Return the real towns of Japan with prefecture and municipality before them."""
    found = list[str]()
    for line in TOWNS.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#") and line.strip():
            prefecture, city, names = line.split("\t")
            before = prefecture + city.replace("|", "")
            found += [before + name.rstrip("*!") for name in names.split()]
    return tuple(found)


def postal_code(luck: Random) -> str:
    """Return a postal code that may be nobody's."""
    return f"{luck.randrange(1000):03}-{luck.randrange(10_000):04}"


def block(luck: Random) -> str:
    """Return house numbers as people write them."""
    one, two, three = (luck.randint(1, 99) for _ in range(3))
    return luck.choice(
        (
            f"{luck.choice(_KANJI)}丁目{one}番{two}号",
            f"{one}-{two}-{three}",
            f"{one}番地{two}",
            f"{luck.choice(_KANJI)}丁目{one}-{two}",
            f"{one}番地",
        )
    )


def building(luck: Random) -> str:
    """Return a house with a room, or nothing."""
    if luck.random() < 0.4:
        return ""
    room = luck.choice((f"{luck.randint(101, 1512)}号室", f"{luck.randint(101, 999)}", "Ａ棟２階"))
    return f"{luck.choice(BUILDINGS)}{room}"


def address(luck: Random) -> str:
    """Return an address in Japan as a form has it."""
    house = building(luck)
    between = luck.choice((" ", "\u3000")) if house else ""
    return f"{luck.choice(towns())}{block(luck)}{between}{house}"


def latin_address(luck: Random) -> str:
    """Return an address in Japan in Latin letters."""
    one, two, three = (luck.randint(1, 30) for _ in range(3))
    street = f"{one}-{two}-{three} {luck.choice(LATIN_PLACES)}"
    house = f"{luck.randint(101, 990)} Corpo Mihon, " if luck.random() < 0.5 else ""
    return f"{house}{street}, {luck.choice(LATIN_CITIES)}"


def day(luck: Random) -> date:
    """Return a day of the desk's."""
    return _FIRST_DAY + timedelta(days=luck.randrange(_DAYS))


def born(luck: Random) -> date:
    """Return a day of birth of somebody of age."""
    return _BORN_FIRST + timedelta(days=luck.randrange(_BORN_DAYS))


def words(luck: Random, language: Language) -> str:
    """Return a few words with a number, so that hardly two are alike."""
    number = luck.randrange(1000, 100_000)
    if language is Language.EN:
        return f"{luck.choice(ITEMS_EN)} of {luck.randint(2005, 2025)} ({number})"
    return luck.choice(
        (
            f"{luck.choice(SERVICES)}の{luck.choice(ITEMS)}（管理番号 {number}）",
            f"{luck.choice(FAMILIES)}様の{luck.choice(ITEMS)}{number}件",
            f"{luck.choice(ITEMS)}および{luck.choice(ITEMS)} {number}",
        )
    )


def long_words(luck: Random, language: Language) -> str:
    """Return a sentence or a few, as an explanation has them."""
    stop = ". " if language is Language.EN else "。"
    return stop.join(words(luck, language) for _ in range(luck.randint(1, 6))) + stop.strip()
