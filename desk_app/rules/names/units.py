# SPDX-License-Identifier: MIT
"""A written name as a row of units: what each sign means apart from the way it is written."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING

from desk_app.rules.writing import characters

if TYPE_CHECKING:
    from collections.abc import Sequence


_SPELLED = {
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "ħ": "h",
    "ı": "i",
    "ŋ": "ng",
}
_MACRON, _CIRCUMFLEX, _DIAERESIS, _RING = "\u0304", "\u0302", "\u0308", "\u030a"
_LONG = {"a": "a", "i": "i", "u": "u", "e": "ei", "o": "ouh"}
# Machine-readable travel documents write ä, ö, ü, ø and å so (ICAO 9303-3, section 6).
_TRANSLITERATED = {
    ("a", _DIAERESIS): "e",
    ("o", _DIAERESIS): "e",
    ("u", _DIAERESIS): "e",
    ("a", _RING): "a",
}
_SYLLABLE = (
    r"(?:[kstp]?(?:ch|sh|ts|[kgnhbpmrsztj]y|[kgszjtdnhfbpmyrw])?[aeiou]|n(?![aeiouy])|m(?=[bmp]))"
)
_JAPANESE = re.compile(f"{_SYLLABLE}+")
_FULL_SYLLABLES = re.compile(f"(?=[^aeioun]|n[aeiouy]){_SYLLABLE}+")


@dataclass(frozen=True, slots=True)
class AccentedLetter:
    """A letter without its accent, and what may follow it where the accent is spelled out."""

    key: str
    tail: frozenset[str] = frozenset()


def letters(sign: str) -> list[AccentedLetter]:
    """Read a Latin or Greek sign, with its marks, into plain small letters; nothing for others."""
    found: list[AccentedLetter] = []
    folded = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", sign).casefold())
    for character in folded:
        if unicodedata.combining(character) and found:
            found[-1] = AccentedLetter(
                found[-1].key, found[-1].tail | _spelled_out(found[-1].key, character)
            )
        elif character == "ø":
            found.append(AccentedLetter("o", frozenset("e")))
        elif _is_letter(character) or character.isdigit():
            found += [AccentedLetter(key) for key in _SPELLED.get(character, character)]
        else:
            return []
    return found


def silent_h(word: str) -> list[int]:
    """Find each h after o that marks a long vowel in a Japanese word of small plain letters.

    Passports leave a long O unmarked or, if asked, write OH. An h before a vowel is a consonant.
    """
    return [
        match.end() - 1
        for match in re.finditer("oh", word)
        if _JAPANESE.fullmatch(word[: match.end() - 1] + word[match.end() :])
        and (match.end() == len(word) or _FULL_SYLLABLES.fullmatch(word[match.end() :]))
    ]


def _spelled_out(key: str, mark: str) -> frozenset[str]:
    if mark in (_MACRON, _CIRCUMFLEX):
        return frozenset(_LONG.get(key, ""))
    return frozenset(_TRANSLITERATED.get((key, mark), ""))


def _is_letter(character: str) -> bool:
    return unicodedata.name(character, "").startswith(("LATIN", "GREEK"))


_HYPHENS = "-‐‑‒–—―−－﹣﹘⁃゠＝="
_BETWEEN_PARTS = frozenset(_HYPHENS + "・･·•‧∙⋅,，、،")
_SEPARATORS = _BETWEEN_PARTS | frozenset("'’‘ʼʻ`´′＇.．")
_LONG_MARKS = frozenset("ーｰ")
_SOUND_OF_VU = characters.sound("ヴ")
_VOICING_MARKS = frozenset("ﾞﾟ゛゜")
_REPEATS = frozenset("々〻ゝヽ")
_ALL_REPEATS = _REPEATS | frozenset("ゞヾ")
_FORMER = re.compile(
    r"[(（〔［\[【〈《「『{｛]\s*(?:旧姓|旧氏名?|旧名|n[ée]e\b)?[\s:：]*"
    r"(?P<inside>[^()（）〔〕［］\[\]【】〈〉《》「」『』{}｛｝]*)[)）〕］\]】〉》」』}｝]"
    r"|(?:旧姓|旧氏名?|旧名)[\s:：]*(?P<after>\S+)"
    r"|\bnée\s+(?P<latin>\S.*)",
    re.IGNORECASE,
)


class UnitKind(Enum):
    """What a unit is: a sign of the name, or something that may be left out of it."""

    SIGN = "sign"
    SEPARATOR = "separator"
    LENGTH = "length"
    FORMER = "former"


@dataclass(frozen=True, slots=True)
class NameUnit:
    """One sign of a name: as written, what it means, and its place in the text.

    ``also`` holds other meanings it may have; ``tail`` the signs that may follow it where its mark
    is spelled out (ö as oe, ō as oo); ``inner`` the units of a former name in brackets. ``opens``
    tells that a part of the name begins here.
    """

    written: str
    key: str
    start: int
    end: int
    kind: UnitKind = UnitKind.SIGN
    also: frozenset[str] = frozenset()
    tail: frozenset[str] = frozenset()
    inner: tuple[NameUnit, ...] = ()
    opens: bool = False

    def means(self, other: NameUnit) -> bool:
        """Tell whether two units may mean the same, however they are written."""
        return (
            self.key == other.key
            or other.key in self.also
            or self.key in other.also
            or characters.same_character(self.key, other.key)
        )


def read(text: str) -> tuple[NameUnit, ...]:
    """Read a name into units; a former name in brackets is one unit that holds its own."""
    units: list[NameUnit] = []
    at = 0
    for match in _FORMER.finditer(text):
        units += _signs(text, at, match.start())
        group = next(name for name, found in match.groupdict().items() if found is not None)
        inner = _signs(text, match.start(group), match.end(group))
        start, at = match.span()
        units.append(
            NameUnit(match.group(), "", start, at, UnitKind.FORMER, inner=tuple(inner), opens=True)
        )
    return tuple(units + _signs(text, at, len(text)))


def parts(units: Sequence[NameUnit]) -> list[tuple[NameUnit, ...]]:
    """Part a name at spaces, hyphens, commas and middle dots, which belong to no part."""
    found: list[list[NameUnit]] = []
    for unit in units:
        if unit.written in _BETWEEN_PARTS and unit.kind is UnitKind.SEPARATOR:
            continue
        if unit.opens or not found:
            found.append([])
        found[-1].append(unit)
    return [tuple(part) for part in found]


def _signs(text: str, start: int, end: int) -> list[NameUnit]:
    units: list[NameUnit] = []
    opens = True
    for at, after in _clusters(text, start, end):
        cluster = text[at:after]
        if cluster.isspace():
            opens = True
            continue
        found = _sign(cluster, at, units, opens=opens)
        units += found
        opens = found[0].written in _BETWEEN_PARTS and found[0].kind is UnitKind.SEPARATOR
    return _with_silent_h(_with_va(units))


def _clusters(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Part a text into signs, each with the marks and selectors that follow it."""
    found: list[tuple[int, int]] = []
    for at in range(start, end):
        if found and _belongs_to_the_sign_before(text[at]) and not text[at - 1].isspace():
            found[-1] = (found[-1][0], at + 1)
        else:
            found.append((at, at + 1))
    return found


def _belongs_to_the_sign_before(character: str) -> bool:
    return unicodedata.category(character) in {"Mn", "Mc", "Me", "Cf"} or (
        character in _VOICING_MARKS
    )


def _sign(cluster: str, at: int, before: Sequence[NameUnit], *, opens: bool) -> list[NameUnit]:
    """Read one sign; only a Latin ligature gives more than one unit."""
    base = _without_selectors(cluster)
    after = at + len(cluster)
    if base in _SEPARATORS or base in _LONG_MARKS:
        return [_dash_or_length(NameUnit(cluster, base, at, after, opens=opens), before)]
    if base in _ALL_REPEATS and before:
        key = _repeated(base, before[-1].key)
        return [NameUnit(cluster, key, at, after, opens=opens)]
    return [
        NameUnit(cluster, key, at, after, tail=tail, opens=opens and not place)
        for place, (key, tail) in enumerate(_meaning(base))
    ]


@lru_cache(maxsize=20_000)
def _meaning(base: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Give what one sign means, with what may follow it: a sound, plain letters or a kanji."""
    if characters.is_kana(base):
        return ((characters.sound(characters.katakana(base)), frozenset()),)
    read = letters(base)
    if read:
        return tuple((letter.key, letter.tail) for letter in read)
    return ((characters.plain(base), frozenset()),)


def _without_selectors(cluster: str) -> str:
    kept = (c for c in cluster if not _is_selector(c) and unicodedata.category(c) != "Cf")
    return "".join(kept) or cluster


def _is_selector(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


def _dash_or_length(unit: NameUnit, before: Sequence[NameUnit]) -> NameUnit:
    """Read a dash: a long vowel after kana, else a separator; a hyphen after kana is either."""
    lengths = frozenset(characters.lengths(before[-1].key)) if before else frozenset[str]()
    if unit.key in _LONG_MARKS and lengths:
        return replace(unit, key=characters.LONG_MARK, also=lengths)
    if unit.key in _HYPHENS and lengths:
        return replace(unit, kind=UnitKind.SEPARATOR, also=lengths | {characters.LONG_MARK})
    return replace(unit, kind=UnitKind.SEPARATOR)


def _repeated(mark: str, key: str) -> str:
    """Give what a repeat mark stands for (々, ゝ; ゞ voices it)."""
    if mark in _REPEATS:
        return key
    return characters.sound(unicodedata.normalize("NFC", key + "\u3099"))


def _with_va(units: list[NameUnit]) -> list[NameUnit]:
    """Read ヴァ as the one sound it is: バ."""
    found: list[NameUnit] = []
    for unit in units:
        sound = _va(found[-1], unit) if found and found[-1].key == _SOUND_OF_VU else ""
        if sound:
            written = found[-1].written + unit.written
            found[-1] = replace(found[-1], written=written, key=sound, end=unit.end)
        else:
            found.append(unit)
    return found


def _va(before: NameUnit, unit: NameUnit) -> str:
    """Give the one sound of ヴ and what follows it; nothing where they are two."""
    spelled = characters.katakana(before.written + unit.written)
    sound = characters.sound(spelled)
    is_one = spelled.startswith("ヴ") and len(spelled) == len("ヴァ") and len(sound) == 1
    return sound if is_one else ""


def _with_silent_h(units: list[NameUnit]) -> list[NameUnit]:
    """Mark each h that only tells that an o is long (Ohno, Itoh)."""
    found = list(units)
    for first, after in _latin_words(units):
        for index in silent_h("".join(unit.key for unit in units[first:after])):
            place = first + index
            found[place] = replace(found[place], kind=UnitKind.LENGTH, also=frozenset("ou"))
    return found


def _latin_words(units: Sequence[NameUnit]) -> list[tuple[int, int]]:
    """Find the runs of units that are words of plain letters."""
    words: list[tuple[int, int]] = []
    for index, unit in enumerate(units):
        if not ("a" <= unit.key <= "z" and len(unit.key) == 1):
            continue
        if words and words[-1][1] == index and not unit.opens:
            words[-1] = (words[-1][0], index + 1)
        else:
            words.append((index, index + 1))
    return words
