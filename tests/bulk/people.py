# SPDX-License-Identifier: MIT
"""Applicants who do not exist, of the mixture a desk meets: rare kanji, every town, new numbers."""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import TypeVar

from desk_app.records.application import Principal

T = TypeVar("T")

TOWNS = Path(__file__).parents[2] / "desk_app" / "rules" / "tables" / "towns.txt"

_OFTEN = """
佐藤 サトウ 151 鈴木 スズキ 142 高橋 タカハシ 112 田中 タナカ 106 伊藤 イトウ 85
渡辺 ワタナベ 84 山本 ヤマモト 83 中村 ナカムラ 82 小林 コバヤシ 81 加藤 カトウ 70
吉田 ヨシダ 66 山田 ヤマダ 64 佐々木 ササキ 53 山口 ヤマグチ 51 松本 マツモト 50
井上 イノウエ 48 木村 キムラ 45 林 ハヤシ 43 斎藤 サイトウ 43 清水 シミズ 42 山崎 ヤマザキ 38
森 モリ 37 池田 イケダ 36 橋本 ハシモト 35 阿部 アベ 34 石川 イシカワ 33 山下 ヤマシタ 33
中島 ナカジマ 31 石井 イシイ 31 小川 オガワ 30 前田 マエダ 30 岡田 オカダ 29 長谷川 ハセガワ 29
藤田 フジタ 28 後藤 ゴトウ 28 近藤 コンドウ 27 村上 ムラカミ 26 遠藤 エンドウ 26 青木 アオキ 25
坂本 サカモト 25 斉藤 サイトウ 24 福田 フクダ 24 太田 オオタ 23 西村 ニシムラ 23 藤井 フジイ 23
金子 カネコ 23 藤原 フジワラ 23 岡本 オカモト 22 三浦 ミウラ 22 中野 ナカノ 21 中川 ナカガワ 21
原田 ハラダ 20 松田 マツダ 20 竹内 タケウチ 20 小野 オノ 20 田村 タムラ 20 中山 ナカヤマ 19
和田 ワダ 18 石田 イシダ 18 森田 モリタ 18 原 ハラ 17
"""
"""The commonest family names, each with how many of 10,000 people bear it, about."""

_FRONTS = """
大 オオ 小 コ 中 ナカ 上 ウエ 下 シモ 西 ニシ 東 ヒガシ 北 キタ 南 ミナミ 高 タカ 松 マツ
竹 タケ 杉 スギ 森 モリ 石 イシ 岩 イワ 谷 タニ 水 ミズ 川 カワ 山 ヤマ 黒 クロ 白 シロ 青 アオ
赤 アカ 金 カネ 福 フク 長 ナガ 平 ヒラ 安 ヤス 新 ニイ 古 フル 今 イマ 宮 ミヤ 神 カミ 藤 フジ
桜 サクラ 梅 ウメ 柳 ヤナギ
"""
_BACKS = """
田 タ 川 カワ 山 ヤマ 野 ノ 村 ムラ 原 ハラ 沢 サワ 木 キ 井 イ 島 シマ 崎 サキ 本 モト 口 グチ
谷 タニ 林 バヤシ 森 モリ 岡 オカ 坂 サカ 橋 ハシ 池 イケ 内 ウチ 上 ガミ 下 シタ 尾 オ 浦 ウラ
瀬 セ 塚 ツカ 倉 クラ
"""
"""Two characters each make the other names: a thousand of them, most borne by few."""

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
_GIVEN_FRONTS = """
美 ミ 和 カズ 由 ユ 恵 エ 裕 ユウ 真 マ 千 チ 幸 ユキ 智 トモ 久 ヒサ 明 アキ 直 ナオ 正 マサ
義 ヨシ 博 ヒロ 俊 トシ 勝 カツ 隆 タカ 浩 ヒロ 信 ノブ
"""
_GIVEN_BACKS = """
子 コ 美 ミ 香 カ 代 ヨ 江 エ 一 カズ 男 オ 夫 オ 之 ユキ 樹 キ 人 ト 介 スケ 彦 ヒコ 雄 オ
"""
_ALONE = (("李", "リ"), ("林", "リン"), ("金", "キム"), ("王", "オウ"))
"""Whole names of one character."""

NAMESAKES = 20
"""So many people of a desk bear one name, and nobody else does."""

_NAMESAKE = ("小鳥遊 優", "タカナシ ユウ")
_ALONE_IN = 500
"""One whole name in so many is of one character."""

_PEOPLE = """
北海道 52 青森県 12 岩手県 12 宮城県 23 秋田県 9 山形県 10 福島県 18 茨城県 28 栃木県 19
群馬県 19 埼玉県 73 千葉県 63 東京都 141 神奈川県 92 新潟県 21 富山県 10 石川県 11 福井県 8
山梨県 8 長野県 20 岐阜県 19 静岡県 36 愛知県 75 三重県 17 滋賀県 14 京都府 25 大阪府 88
兵庫県 54 奈良県 13 和歌山県 9 鳥取県 5 島根県 7 岡山県 18 広島県 27 山口県 13 徳島県 7 香川県 9
愛媛県 13 高知県 7 福岡県 51 佐賀県 8 長崎県 13 熊本県 17 大分県 11 宮崎県 10 鹿児島県 16
沖縄県 15
"""
"""How many of 1,270 people live in each prefecture, about."""

_RARE_IN = 20
"""One family name in so many is a rare one."""

_BORN_FIRST, _BORN_DAYS, _BORN_MOST = date(1930, 1, 1), 27_000, 15_500
"""Most applicants are in their fifties; none is a minor."""

_STEP = 1009
"""A prime: in steps of it every pair is met once, in no order."""

_KANJI = "一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Town:
    """A town as an address begins."""

    words: str
    postal_code: str


def person(chance: Random) -> Principal:
    """Return an applicant as the form has it."""
    name, kana = _whole_name(chance)
    town = _drawn(chance, *_towns())
    block = f"{_KANJI[chance.randrange(5)]}丁目{chance.randint(1, 40)}番{chance.randint(1, 30)}号"
    return Principal(
        name=name,
        kana=kana,
        born=_BORN_FIRST + timedelta(days=int(chance.triangular(0, _BORN_DAYS, _BORN_MOST))),
        postal_code=town.postal_code,
        address=town.words + block,
        phone=f"0{chance.choice((70, 80, 90))}-{_four(chance)}-{_four(chance)}",
    )


def namesake(principal: Principal) -> Principal:
    """Return a person who lives there and bears the name of twenty."""
    name, kana = _NAMESAKE
    return replace(principal, name=name, kana=kana)


def _whole_name(chance: Random) -> tuple[str, str]:
    if not chance.randrange(_ALONE_IN):
        return chance.choice(_ALONE)
    rare = not chance.randrange(_RARE_IN)
    family = chance.choice(RARE_FAMILIES) if rare else _drawn(chance, *_families())
    given = chance.choice(_given())
    return f"{family[0]} {given[0]}", f"{family[1]} {given[1]}"


def _drawn(chance: Random, things: Sequence[T], weights: Sequence[float]) -> T:
    """Draw one of many; the weights are summed up."""
    return things[bisect(weights, chance.random() * weights[-1], 0, len(things) - 1)]


@cache
def _families() -> tuple[Sequence[tuple[str, str]], Sequence[float]]:
    """Return the family names, and how often each is, summed up."""
    words = _OFTEN.split()
    often = list(zip(words[::3], words[1::3], strict=True))
    others = _joined(_FRONTS, _BACKS)
    rest = 10_000 - sum(map(int, words[2::3]))
    falling = [1 / (rank + 300) for rank in range(len(others))]
    each = [rest * share / sum(falling) for share in falling]
    return (*often, *others), tuple(accumulate((*map(int, words[2::3]), *each)))


@cache
def _given() -> tuple[tuple[str, str], ...]:
    """Return the given names: a few are often, hundreds are not."""
    return (*GIVEN * 6, *_joined(_GIVEN_FRONTS, _GIVEN_BACKS))


def _joined(fronts: str, backs: str) -> list[tuple[str, str]]:
    """Join the halves of names, those of all fronts and backs mixed by a fixed step."""
    first, second = (
        list(zip(each.split()[::2], each.split()[1::2], strict=True)) for each in (fronts, backs)
    )
    every = [(a + b, c + d) for a, c in first for b, d in second if a != b]
    return [every[number * _STEP % len(every)] for number in range(len(every))]


def _four(chance: Random) -> str:
    return f"{chance.randrange(10_000):04}"


@cache
def _towns() -> tuple[Sequence[Town], Sequence[float]]:
    """Return the first towns of every municipality, and how many live in each, summed up.

    The people of a prefecture live in its towns in equal parts; the postal codes are made up.
    """
    found = list[tuple[str, Town]]()
    for line in TOWNS.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        prefecture, city, towns = line.split("\t")
        for town in towns.split()[:4]:
            number = len(found)
            code = f"{number % 1000:03}-{number * 7 % 10_000:04}"
            words = prefecture + city.replace("|", "") + town.rstrip("*!")
            found.append((prefecture, Town(words, code)))
    people, given = Counter(prefecture for prefecture, _ in found), _PEOPLE.split()
    living = dict(zip(given[::2], map(int, given[1::2]), strict=True))
    shares = (living[prefecture] / people[prefecture] for prefecture, _ in found)
    return [town for _, town in found], tuple(accumulate(shares))
