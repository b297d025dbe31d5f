# SPDX-License-Identifier: MIT
"""The pieces of an address: numbers in every spelling, one plain sign per sound or character."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from typing import TYPE_CHECKING

from desk_app.rules.writing import characters

if TYPE_CHECKING:
    from collections.abc import Sequence


class PieceKind(Enum):
    """What a piece of an address is."""

    POSTAL = auto()
    PREFECTURE = auto()
    CITY = auto()
    STREET = auto()
    TOWN = auto()
    NUMBER = auto()
    LETTER = auto()
    FLOOR = auto()
    WORD = auto()


class Label(Enum):
    """What is written after a number or a letter that stands in the place of one."""

    NONE = ""
    CHOME = "丁目"
    BANCHO = "番町"
    BAN = "番"
    GO = "号"
    ROOM = "室"
    BLOCK = "棟"
    HALL = "館"
    JO = "条"
    LINE = "線"
    WARI = "地割"
    PART = "部"


class Gap(Enum):
    """What stands between a piece and the one before it."""

    NONE = auto()
    DASH = auto()
    BREAK = auto()
    """A space, a comma, a bracket: what follows may be another kind of thing."""


class PieceNote(Enum):
    """What else is known of a piece that may be left out or written in another way."""

    OAZA = auto()
    APART = auto()
    SHARED = auto()
    TWIN = auto()
    OF_FLOOR = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """One piece: two pieces with the same kind and key say the same.

    ``start`` and ``end`` are code points of the text; ``former`` is the old name of a
    municipality by which it was called.
    """

    kind: PieceKind
    key: str
    start: int
    end: int
    label: Label = Label.NONE
    gap: Gap = Gap.NONE
    notes: frozenset[PieceNote] = frozenset()
    former: str = ""


# Numbers as addresses write them: 23, 二十三, 二三, 廿三 and 弐拾参 are one number.


_DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")}
_DIGITS |= {"零": 0, "壱": 1, "弐": 2, "参": 3}
_TENS = {"廿": 20, "卅": 30}
_UNITS = {"十": 10, "拾": 10, "百": 100, "千": 1000}
_HIGHEST = 9_999
_SPELLED = "〇一二三四五六七八九"

NUMERALS = "".join((*_DIGITS, *_TENS, *_UNITS))
"""Every kanji that can stand in a number."""

_PATTERN = re.compile(
    r"(?:(?P<千>[一二三四五六七八九壱弐参]?)千)?"
    r"(?:(?P<百>[一二三四五六七八九壱弐参]?)百)?"
    r"(?:(?P<十>[一二三四五六七八九壱弐参]?)[十拾]|(?P<廿>[廿卅]))?"
    r"(?P<一>[一二三四五六七八九壱弐参]?)"
)
_GROUP_VALUE = {"千": 1000, "百": 100, "十": 10}


def to_digits(run: str) -> str | None:
    """Write a run of kanji numerals in digits, zeros in front kept; None where it is no number."""
    if all(sign in _DIGITS for sign in run):
        return "".join(str(_DIGITS[sign]) for sign in run)
    found = _PATTERN.fullmatch(run)
    if found is None:
        return None
    value = _TENS.get(found["廿"] or "", 0) + _DIGITS.get(found["一"] or "", 0)
    for name, unit in _GROUP_VALUE.items():
        if found[name] is not None:
            value += unit * _DIGITS.get(found[name], 1)
    return str(value)


def to_kanji(digits: str) -> str:
    """Write a number below 10,000 as town names write it: 24 is 二十四; others sign by sign."""
    value = int(digits)
    if digits.startswith("0") or value > _HIGHEST:
        return "".join(_SPELLED[int(digit)] for digit in digits)
    spelled = ""
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十")):
        count, value = divmod(value, unit)
        if count:
            spelled += (_SPELLED[count] if count > 1 else "") + sign
    return spelled + (_SPELLED[value] if value else "")


# The shadow of a written address: one plain sign per sound or character, each with its place.


DASH = "-"
LONG = characters.LONG_MARK

_DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2500\u2501\ufe58\ufe63\uff0d")
_LONG_MARKS = frozenset("\u30fc\uff70")
_UNSEEN = frozenset("\u200b\u200c\u200d\u2060\ufeff")
_VOICED = {"ﾞ": "\u3099", "゛": "\u3099", "\u3099": "\u3099"}
_HALF_VOICED = {"ﾟ": "\u309a", "゜": "\u309a", "\u309a": "\u309a"}
_MARKS = _VOICED | _HALF_VOICED
_VOWELS = "ァィェォ"
_VA_ROW = dict(zip(_VOWELS, "バビベボ", strict=True))
# 霞ヶ関, 霞が関, 五箇山: one reading, written as each office likes. Between two kanji only.
_GA = frozenset("ケカガ箇个")
_GA_AFTER_KANA = frozenset("ヶヵケがガｶﾞ")
_HILLS = frozenset("丘谷崎原浜森台峰")
_NO = frozenset("之乃")
_SAME_AGAIN = "々"
_BY_NEIGHBOURS = _GA | _NO | {_SAME_AGAIN, LONG, DASH, "ブ"}
"""What is folded otherwise beside some signs than alone; all else is what it is anywhere."""
# What is written once in a 'number with sign' may be another number: ① is left as it is.
_ASCII_LOW, _ASCII_HIGH, _ASCII_SHIFT = 0xFF01, 0xFF5E, 0xFEE0


@dataclass(frozen=True, slots=True)
class Shadow:
    """A text, the signs it folds to, and where each sign stands in the text (code points)."""

    source: str
    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def original(self, index: int) -> str:
        """Give what is written where a sign stands."""
        return self.source[self.starts[index] : self.ends[index]]


@dataclass(slots=True)
class _Sign:
    sign: str
    start: int
    end: int


def shadow(text: str) -> Shadow:
    """Fold a text sign by sign; the text itself is not changed."""
    signs = _join(text)
    folded = _fold_by_neighbours(signs, text)
    return Shadow(
        text,
        "".join(folded),
        tuple(sign.start for sign in signs),
        tuple(sign.end for sign in signs),
    )


def key(text: str) -> str:
    """Fold a text to its signs alone, spaces left out: the key under which a name is filed."""
    plain = "".join(map(_plain, text))
    if not _BY_NEIGHBOURS.isdisjoint(plain) or not _MARKS.keys().isdisjoint(text):
        plain = shadow(text).text
    return plain.replace(" ", "")


def is_kanji(sign: str) -> bool:
    """Tell whether a sign is a Chinese character."""
    return "\u3400" <= sign <= "\u9fff" or "\U00020000" <= sign <= "\U000323af" or sign == "々"


def is_katakana(sign: str) -> bool:
    """Tell whether a folded sign is kana (all kana fold to katakana)."""
    return "ァ" <= sign <= "ヺ"


def ends_street(shadow: Shadow, index: int) -> bool:
    """Tell whether a sign is the り of 通り at the end of a name, which may be left out (七条通).

    In katakana it may be the lot リ.
    """
    if shadow.original(index) != "り" or shadow.text[index - 1 : index] != "通":
        return False
    after = shadow.text[index + 1 : index + 2]
    return after in NUMERALS or not (is_kanji(after) or is_katakana(after))


def _join(text: str) -> list[_Sign]:
    """Give the signs of a text; a mark of voicing and ヴァ are one sign."""
    signs: list[_Sign] = []
    for place, character in enumerate(text):
        if signs and _joins(signs[-1], character, text):
            signs[-1].sign = _joined(signs[-1].sign, character)
            signs[-1].end = place + 1
            continue
        found = _plain(character)
        if not found and signs:
            signs[-1].end = place + 1
        signs.extend(_Sign(sign, place, place + 1) for sign in found)
    return signs


def _joins(last: _Sign, character: str, text: str) -> bool:
    if character in _MARKS:
        return is_katakana(last.sign)
    return (
        last.sign == "ブ"
        and _plain_kana(character) in _VA_ROW
        and "ヴ" in _plain_kana(text[last.start : last.end])
    )


def _joined(sign: str, character: str) -> str:
    if character in _MARKS:
        joined = unicodedata.normalize("NFC", sign + _MARKS[character])
        return "ブ" if joined == "ヴ" else joined if len(joined) == 1 else sign
    return _VA_ROW[_plain_kana(character)]


def _plain_kana(text: str) -> str:
    return unicodedata.normalize("NFC", characters.katakana(text))


@lru_cache(maxsize=8192)
def _plain(character: str) -> str:
    """Fold one character that stands alone: width, kana, dash, space, form of the kanji."""
    if character in _UNSEEN or _is_selector(character):
        return ""
    if character.isspace():
        return " "
    if character in _DASHES:
        return DASH
    if character in _LONG_MARKS:
        return LONG
    return _plain_letter(character)


def _plain_letter(character: str) -> str:
    if _ASCII_LOW <= ord(character) <= _ASCII_HIGH:
        character = chr(ord(character) - _ASCII_SHIFT)
    widened = _plain_kana(character)
    if is_katakana(widened):
        # 現代仮名遣い is not asked of place names: ヂ, ヅ and the old ヰ, ヱ, ヲ stay apart here.
        return "ブ" if widened == "ヴ" else widened.translate(_LARGE)
    if is_kanji(character) or unicodedata.category(character) == "Lo":
        return characters.filed_under(character)
    return _compatible(character).lower()


_LARGE = str.maketrans("ァィゥェォッャュョヮヵヶ", "アイウエオツヤユヨワカケ")


def _compatible(character: str) -> str:
    """Undo Ⅱ, ㍿ and the like, but not ① or ²: a sign is never turned into a digit."""
    folded = unicodedata.normalize("NFKC", character)
    if folded == character or any(map(str.isnumeric, folded)) or " " in folded:
        return character
    return folded


def _is_selector(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


def _fold_by_neighbours(signs: Sequence[_Sign], text: str) -> list[str]:
    """Fold what only its neighbours decide: ヶ and の between kanji, a dash within kana, 々."""
    folded = [sign.sign for sign in signs]
    for index, sign in enumerate(folded):
        before = folded[index - 1] if index else ""
        after = folded[index + 1] if index + 1 < len(folded) else ""
        written = text[signs[index].start : signs[index].end]
        folded[index] = _neighboured(sign, written, before, after)
    return folded


def _neighboured(sign: str, written: str, before: str, after: str) -> str:
    if sign == _SAME_AGAIN and is_kanji(before):
        return before
    if sign in _GA and _is_ga(written, before, after):
        return "ケ"
    if sign in _NO:
        return "ノ"
    if sign == LONG and not (is_katakana(before) or before == LONG):
        return DASH
    if sign == DASH and is_katakana(before) and before != "ン" and is_katakana(after):
        return LONG
    return sign


def _is_ga(written: str, before: str, after: str) -> bool:
    if is_kanji(before):
        return is_kanji(after)
    single = unicodedata.normalize("NFC", written)
    return is_katakana(before) and single in _GA_AFTER_KANA and after in _HILLS
