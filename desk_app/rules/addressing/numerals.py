# SPDX-License-Identifier: MIT
"""Numbers as addresses write them: 23, 二十三, 二三, 廿三 and 弐拾参 are one number."""

from __future__ import annotations

import re

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
