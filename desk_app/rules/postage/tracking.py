# SPDX-License-Identifier: MIT
"""The number on a registered item (引受番号): what looks wrong with it, and when two are one."""

from __future__ import annotations

import unicodedata
from enum import StrEnum

REGISTERED, PACK = 11, 12
"""The digits of a number: 123-45-67890-1 of registered mail, 1234-5678-9012 of a Letter Pack."""

_CHECK = 7
_GROUPS = {REGISTERED: (3, 2, 5, 1), PACK: (4, 4, 4)}
_BETWEEN = frozenset("-‐‑‒–—―−ーｰ－ 　")


class NumberDoubt(StrEnum):
    """What makes a number look mistyped; it is warned about and taken."""

    CHARACTERS = "tracking_characters"
    LENGTH = "tracking_length"
    CHECK_DIGIT = "tracking_check_digit"


def bare(number: str) -> str:
    """Return the number without what stands between its digits, in plain letters and digits."""
    kept = "".join(each for each in number if each not in _BETWEEN)
    return unicodedata.normalize("NFKC", kept).upper()


def doubt(number: str) -> NumberDoubt | None:
    """Return what looks wrong; None for a number in order, and for none at all.

    The last digit is the rest of the others divided by seven.
    """
    digits = bare(number)
    if not digits:
        return None
    if not (digits.isascii() and digits.isdigit()):
        return NumberDoubt.CHARACTERS
    if len(digits) not in _GROUPS:
        return NumberDoubt.LENGTH
    if int(digits[:-1]) % _CHECK != int(digits[-1]):
        return NumberDoubt.CHECK_DIGIT
    return None


def spellings(number: str) -> frozenset[str]:
    """Return the ways in which one number may have been typed: as it is, bare, in groups."""
    plain = bare(number)
    found = {number.strip(), plain}
    groups = _GROUPS.get(len(plain))
    if groups is not None:
        starts = [sum(groups[:place]) for place in range(len(groups))]
        parts = [plain[at : at + size] for at, size in zip(starts, groups, strict=True)]
        found |= {"-".join(parts), " ".join(parts)}
    return frozenset(found - {""})
