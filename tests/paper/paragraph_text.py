# SPDX-License-Identifier: MIT
"""Paragraphs of real vocabulary, with the places in them that may never be torn apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from random import Random
from typing import NamedTuple

from desk_app.letters.setting import KEEP_FROM, KEEP_TO
from desk_app.records.people import Language
from desk_app.rules.eras import format_en, format_ja
from tests.paper import vocabulary


class Whole(NamedTuple):
    """A place in a paragraph that stays on one line: from one character up to another."""

    start: int
    end: int


class Written(NamedTuple):
    """A paragraph as the letters are given it, and what of it stays whole.

    The places count the characters of ``plain``, from which the letters' own marks are gone.
    """

    given: str
    plain: str
    wholes: tuple[Whole, ...]
    addresses: tuple[Whole, ...]
    language: Language


class _Bit(NamedTuple):
    text: str
    whole: bool = False
    marked: bool = False
    address: bool = False


Draw = Callable[[Random], Iterable[_Bit]]


def written(luck: Random, language: Language) -> Written:
    """Return a paragraph of one to five sentences."""
    bits = list[_Bit]()
    sentence = _english if language is Language.EN else _japanese
    for _ in range(luck.randint(1, 5)):
        bits += sentence(luck)
    return _put_together(bits, language)


def _put_together(bits: Iterable[_Bit], language: Language) -> Written:
    given = plain = ""
    wholes, addresses = list[Whole](), list[Whole]()
    for bit in bits:
        place = Whole(len(plain), len(plain) + len(bit.text))
        wholes += [place] if bit.whole else []
        addresses += [place] if bit.address else []
        given += f"{KEEP_FROM}{bit.text}{KEEP_TO}" if bit.marked else bit.text
        plain += bit.text
    return Written(given, plain, tuple(wholes), tuple(addresses), language)


def _japanese(luck: Random) -> Iterable[_Bit]:
    for _ in range(luck.randint(1, 4)):
        yield from luck.choice(_UNITS)(luck)
        yield _Bit(luck.choice(vocabulary.PHRASES))
    yield _Bit(luck.choice(("ことといたします。", "です。", "ました。", "でした。", "ください。")))


def _english(luck: Random) -> Iterable[_Bit]:
    for _ in range(luck.randint(2, 6)):
        yield from luck.choice(_UNITS_EN)(luck)
        yield _Bit(f" {luck.choice(vocabulary.PHRASES_EN)} ")
    yield _Bit("the request.")
    yield _Bit(" ")


def _name(luck: Random) -> Iterable[_Bit]:
    yield _Bit(f"{vocabulary.person(luck)} 様", whole=True, marked=True)


def _address(luck: Random) -> Iterable[_Bit]:
    yield _Bit(luck.choice(vocabulary.towns()), address=True)
    one, two = luck.randint(1, 99), luck.randint(1, 99)
    yield _Bit(luck.choice((f"{one}番{two}号", f"{one}-{two}", f"{one}番地{two}")), whole=True)
    yield _Bit(luck.choice(vocabulary.BUILDINGS))
    yield _Bit(f"{luck.randint(101, 1512)}号室", whole=True)


def _postal_code(luck: Random) -> Iterable[_Bit]:
    yield _Bit(f"〒{vocabulary.postal_code(luck)}", whole=True)
    yield _Bit(" ")
    yield from _address(luck)


def _day(luck: Random) -> Iterable[_Bit]:
    yield _Bit(format_ja(vocabulary.day(luck), weekday=luck.random() < 0.5), whole=True)


def _amount(luck: Random) -> Iterable[_Bit]:
    yield _Bit(f"{luck.randrange(1, 200_000):,}円", whole=True)


def _pieces(luck: Random) -> Iterable[_Bit]:
    yield _Bit(f"{luck.choice((84, 100, 110, 500, 1000))}円×{luck.randint(1, 20)}枚", whole=True)


def _article(luck: Random) -> Iterable[_Bit]:
    start = luck.choice(("法", "", "同法"))
    item = luck.choice(("", f"第{luck.randint(1, 7)}号"))
    yield _Bit(f"{start}第{luck.randint(16, 40)}条第{luck.randint(1, 7)}項{item}", whole=True)


def _counted(luck: Random) -> Iterable[_Bit]:
    number = luck.randint(1, 400)
    unit = luck.choice(("年間", "か月", "通", "枚", "部", "件", "ページ", "点", "人", "日間"))
    yield _Bit(f"{number}{unit}", whole=True)


def _latin(luck: Random) -> Iterable[_Bit]:
    yield _Bit(luck.choice(vocabulary.LATIN_WORDS), whole=True)


def _number(luck: Random) -> Iterable[_Bit]:
    yield _Bit(f"R8-{luck.randrange(1, 9999):04d}", whole=True, marked=True)


def _item(luck: Random) -> Iterable[_Bit]:
    yield _Bit(luck.choice(vocabulary.ITEMS) + luck.choice(("、", "・", "（任意）", "")))


_UNITS: tuple[Draw, ...] = (
    _name,
    _address,
    _postal_code,
    _day,
    _amount,
    _pieces,
    _article,
    _counted,
    _latin,
    _number,
    _item,
)


def _english_day(luck: Random) -> Iterable[_Bit]:
    yield _Bit(format_en(vocabulary.day(luck), weekday=luck.random() < 0.5), whole=True)


def _english_amount(luck: Random) -> Iterable[_Bit]:
    yield _Bit(f"{luck.randrange(1, 200_000):,} yen", whole=True)


def _english_pieces(luck: Random) -> Iterable[_Bit]:
    yield _Bit(f"{luck.choice((84, 100, 110, 500))} yen × {luck.randint(1, 20)}", whole=True)


def _english_article(luck: Random) -> Iterable[_Bit]:
    yield _Bit(f"Article {luck.randint(16, 40)},", whole=True)
    yield _Bit(" ")
    yield _Bit(f"paragraph ({luck.randint(1, 7)})", whole=True)


def _english_number(luck: Random) -> Iterable[_Bit]:
    yield _Bit(f"Receipt No. R8-{luck.randrange(1, 9999):04d}", whole=True)


def _english_name(luck: Random) -> Iterable[_Bit]:
    for number, word in enumerate(vocabulary.latin_person(luck).split()):
        yield _Bit(" " if number else "")
        yield _Bit(word, whole=True)


def _english_word(luck: Random) -> Iterable[_Bit]:
    yield _Bit(
        luck.choice((*vocabulary.LATIN_WORDS, "identification", "notwithstanding")), whole=True
    )


_UNITS_EN: tuple[Draw, ...] = (
    _english_day,
    _english_amount,
    _english_pieces,
    _english_article,
    _english_number,
    _english_name,
    _english_word,
)
