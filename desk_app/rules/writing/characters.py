# SPDX-License-Identifier: MIT
"""Kana in one writing, and which kanji are forms of one character (髙 and 高, 邉 and 辺)."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator


_HIRAGANA_TO_KATAKANA = {code: code + 0x60 for code in [*range(0x3041, 0x3097), 0x309D, 0x309E]}
_SMALL = str.maketrans("ァィゥェォッャュョヮヵヶ", "アイウエオツヤユヨワカケ")
# The modern spelling writes the second (現代仮名遣い, cabinet notice 1 of 1986).
_OLD_SPELLING = str.maketrans("ヂヅヰヱヲ", "ジズイエオ")
# Two ways of writing one sound (外来語の表記, cabinet notice 2 of 1991).
_VA = {
    "ヴァ": "バ",
    "ヴィ": "ビ",
    "ヴェ": "ベ",
    "ヴォ": "ボ",
    "ヴ": "ブ",
    "ヷ": "バ",
    "ヸ": "ビ",
    "ヹ": "ベ",
    "ヺ": "ボ",
}
_ROWS = {
    "ア": "アカガサザタダナハバパマヤラワ",
    "イ": "イキギシジチヂニヒビピミリヰ",
    "ウ": "ウクグスズツヅヌフブプムユルヴ",
    "エ": "エケゲセゼテデネヘベペメレヱ",
    "オ": "オコゴソゾトドノホボポモヨロヲ",
}
_VOWEL = {sign: vowel for vowel, row in _ROWS.items() for sign in row}
_SPELLED_LENGTH = {"ア": "ア", "イ": "イ", "ウ": "ウ", "エ": "エイ", "オ": "オウ"}
_VOICING = {
    "ﾞ": "\u3099",
    "ﾟ": "\u309a",
    "゛": "\u3099",
    "゜": "\u309a",
    "\u3099": "\u3099",
    "\u309a": "\u309a",
}
LONG_MARK = "ー"
"""The mark of a long vowel."""


def katakana(text: str) -> str:
    """Write furigana in full-width katakana, from hiragana, half-width signs or hentaigana.

    Whatever is not kana stays as it was written.
    """
    modern = "".join(map(_modern, text))
    return "".join(map(_full_width, _signs(modern))).translate(_HIRAGANA_TO_KATAKANA)


def is_kana(text: str) -> bool:
    """Tell whether a text holds kana, long marks and spaces only, and at least one kana."""
    signs = [sign for sign in katakana(text) if not sign.isspace() and sign not in "・ー"]
    return bool(signs) and all(_is_katakana(sign) for sign in signs)


def sound(text: str) -> str:
    """Fold katakana to one sign per sound: small and large, ヂ and ジ, ヅ and ズ, ヴァ and バ."""
    folded = text
    for spelling, plain in _VA.items():
        folded = folded.replace(spelling, plain)
    return folded.translate(_SMALL).translate(_OLD_SPELLING)


def lengths(sign: str) -> str:
    """Give the vowels with which the length of a folded sign may be spelled (コ: オ and ウ)."""
    return _SPELLED_LENGTH.get(_VOWEL.get(sign, ""), "")


def _is_katakana(sign: str) -> bool:
    return "ァ" <= sign <= "ヺ" or sign in "ヽヾ"


def _signs(text: str) -> list[str]:
    """Part a text into signs, a mark of voicing staying with the sign it voices."""
    signs: list[str] = []
    for character in text:
        if signs and character in _VOICING and _may_be_voiced(signs[-1]):
            signs[-1] += _VOICING[character]
        else:
            signs.append(character)
    return signs


def _full_width(sign: str) -> str:
    """Widen a half-width sign and join a mark of voicing; leave all else."""
    if len(sign) > 1 or "･" <= sign <= "ﾝ":
        return unicodedata.normalize("NFKC", sign)
    return sign


def _may_be_voiced(sign: str) -> bool:
    return "ぁ" <= sign <= "ヿ" or "ｦ" <= sign <= "ﾝ"


def _modern(sign: str) -> str:
    """Give the hiragana of a hentaigana, whose name in Unicode tells its sound."""
    name = unicodedata.name(sign, "")
    if not name.startswith("HENTAIGANA LETTER "):
        return sign
    return unicodedata.lookup("HIRAGANA LETTER " + name.split()[2].split("-")[0])


# Which kanji are forms of one character in Japanese names (髙 and 高, 邉 and 辺).


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
