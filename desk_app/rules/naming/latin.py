# SPDX-License-Identifier: MIT
"""Letters of names without case, width and accent, and the marks of their long vowels."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

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
class Letter:
    """A letter without its accent, and what may follow it where the accent is spelled out."""

    key: str
    tail: frozenset[str] = frozenset()


def letters(sign: str) -> list[Letter]:
    """Read a Latin or Greek sign, with its marks, into plain small letters; nothing for others."""
    found: list[Letter] = []
    folded = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", sign).casefold())
    for character in folded:
        if unicodedata.combining(character) and found:
            found[-1] = Letter(
                found[-1].key, found[-1].tail | _spelled_out(found[-1].key, character)
            )
        elif character == "ø":
            found.append(Letter("o", frozenset("e")))
        elif _is_letter(character) or character.isdigit():
            found += [Letter(key) for key in _SPELLED.get(character, character)]
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
