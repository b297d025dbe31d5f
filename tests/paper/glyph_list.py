# SPDX-License-Identifier: MIT
"""What names are written with: JIS X 0213, extension B, variation sequences."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from random import Random

from tests.paper.freetype import Font

EXTENSION_B = ("\U00020000", "\U0002a6df")
_FIRST_BYTES = (*range(0x81, 0xA0), *range(0xE0, 0xFD))
_SECOND_BYTES = range(0x40, 0xFD)
_JOINING = "\u3099\u309a"


def jis_x_0213() -> list[str]:
    """Return every character of the standard's two planes that leaves ink, in its order."""
    found = dict.fromkeys(
        character for first in _FIRST_BYTES for character in _row(first) if character.strip()
    )
    return list(found)


def _row(first: int) -> Iterator[str]:
    for second in _SECOND_BYTES:
        try:
            yield bytes((first, second)).decode("shift_jis_2004")
        except UnicodeDecodeError:
            continue


def extension_b(font: Font, luck: Random, number: int) -> list[str]:
    """Return so many ideographs of extension B that a font has."""
    first, last = EXTENSION_B
    every = [each for each in font.characters() if first <= each <= last]
    return luck.sample(every, min(number, len(every)))


def sequences(fonts: tuple[Font, ...], luck: Random, number: int) -> list[str]:
    """Return so many variation sequences that the fonts list, of ideographs alone."""
    every = sorted({each for font in fonts for each in font.sequences() if _is_ideograph(each[0])})
    return luck.sample(every, min(number, len(every)))


def _is_ideograph(character: str) -> bool:
    return unicodedata.name(character, "").startswith("CJK")


def parts(text: str) -> list[str]:
    """Cut text into what has a glyph of its own: a character with the marks that follow it."""
    found = list[str]()
    for each in text:
        if found and (unicodedata.category(each).startswith("M") or each in _JOINING):
            found[-1] += each
        else:
            found.append(each)
    return found
