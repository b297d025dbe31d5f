# SPDX-License-Identifier: MIT
"""Applicants who do not exist, of the mixture a desk meets: rare kanji, every town, new numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

from desk_app.records.application import Principal

TOWNS = Path(__file__).parents[2] / "desk_app" / "rules" / "tables" / "towns.txt"

FAMILIES = (
    *(("佐藤", "サトウ"), ("鈴木", "スズキ"), ("高橋", "タカハシ"), ("田中", "タナカ")),
    *(("伊藤", "イトウ"), ("渡辺", "ワタナベ"), ("山本", "ヤマモト"), ("中村", "ナカムラ")),
    *(("小林", "コバヤシ"), ("加藤", "カトウ"), ("吉田", "ヨシダ"), ("山田", "ヤマダ")),
    *(("佐々木", "ササキ"), ("山口", "ヤマグチ"), ("松本", "マツモト"), ("井上", "イノウエ")),
    *(("木村", "キムラ"), ("林", "ハヤシ"), ("斎藤", "サイトウ"), ("清水", "シミズ")),
    *(("森", "モリ"), ("池田", "イケダ"), ("橋本", "ハシモト"), ("石川", "イシカワ")),
)
RARE_FAMILIES = (
    *(("髙橋", "タカハシ"), ("𠮷田", "ヨシダ"), ("渡邉", "ワタナベ"), ("齋藤", "サイトウ")),
    *(("龗川", "オカミカワ"), ("栁澤", "ヤナギサワ"), ("禰󠄀津", "ネヅ"), ("邉見", "ヘンミ")),
    *(("鵜飼", "ウカイ"), ("﨑山", "サキヤマ"), ("濵田", "ハマダ"), ("祁答院", "ケドウイン")),
)
GIVEN = (
    *(("花子", "ハナコ"), ("太郎", "タロウ"), ("美咲", "ミサキ"), ("健", "ケン")),
    *(("陽菜", "ヒナ"), ("蓮", "レン"), ("結衣", "ユイ"), ("大翔", "ヒロト")),
    *(("さくら", "サクラ"), ("みゆき", "ミユキ"), ("翔太", "ショウタ"), ("恵", "メグミ")),
    *(("直樹", "ナオキ"), ("久美子", "クミコ"), ("一郎", "イチロウ"), ("蓬莱子", "ホウライコ")),
)
_RARE_IN = 20
"""One family name in so many is a rare one."""

_BORN_FIRST, _BORN_DAYS = date(1935, 1, 1), 25_000
_KANJI = "一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Town:
    """A town as an address begins."""

    words: str
    postal_code: str


def person(chance: Random) -> Principal:
    """Return an applicant as the form has it."""
    families = FAMILIES if chance.randrange(_RARE_IN) else RARE_FAMILIES
    (family, family_kana), (given, given_kana) = chance.choice(families), chance.choice(GIVEN)
    town = chance.choice(_towns())
    block = f"{_KANJI[chance.randrange(5)]}丁目{chance.randint(1, 40)}番{chance.randint(1, 30)}号"
    return Principal(
        name=f"{family} {given}",
        kana=f"{family_kana} {given_kana}",
        born=_BORN_FIRST + timedelta(days=chance.randrange(_BORN_DAYS)),
        postal_code=town.postal_code,
        address=town.words + block,
        phone=f"0{chance.choice((70, 80, 90))}-{_four(chance)}-{_four(chance)}",
    )


def _four(chance: Random) -> str:
    return f"{chance.randrange(10_000):04}"


@cache
def _towns() -> tuple[Town, ...]:
    """Return the first towns of every municipality; their postal codes are made up."""
    found = list[Town]()
    for line in TOWNS.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        prefecture, city, towns = line.split("\t")
        for town in towns.split()[:4]:
            number = len(found)
            code = f"{number % 1000:03}-{number * 7 % 10_000:04}"
            words = prefecture + city.replace("|", "") + town.rstrip("*!")
            found.append(Town(words, code))
    return tuple(found)
