# SPDX-License-Identifier: MIT
"""A town that stands twice in an address: what a postal code filled in was typed once more."""

from __future__ import annotations

import re

from desk_app.rules.addressing.numerals import NUMERALS
from desk_app.rules.addressing.searching import search_text

_LONGEST = 200
"""An address has fewer characters; what is longer is not looked at."""

_UNITS = "市区町村"
_BEFORE_NUMBER = re.compile(r"[^\d\n]*")
_TWICE = re.compile(rf"([^\s\d]{{2,}}[{_UNITS}])(?![{_UNITS}]).*?\1(?![{_UNITS}])")


_SHORTEST = 2
_ENDS = re.compile(rf"[都道府県{_UNITS}](?!$)")
"""Where a prefecture, a city, a ward, a town may end and the next place begin."""

_PREFECTURE = re.compile(r"東京都|北海道|(?:京都|大阪)府|.{2,3}県")
_CITY = re.compile(rf".+?[市区郡町村](?![{_UNITS}])")


def typed_whole(town: str, behind: str) -> bool:
    """Say whether what stands behind a town is an address of its own, written from its beginning.

    It names the town's prefecture or its city again: what the postal code filled in is on the
    paper too, and was typed with the rest.
    """
    prefecture = _PREFECTURE.match(town)
    after = town[prefecture.end() :] if prefecture else town
    city = _CITY.match(after)
    begins = [found.group() for found in (prefecture, city) if found is not None]
    return bool(begins) and behind.lstrip().startswith(tuple(begins))


def before_again(town: str, behind: str) -> str:
    """Return as much of a town as stands before what was typed behind it: all of it, as a rule.

    Nothing where the address was typed whole, its district where the paper's own way of writing
    the town follows: 北二十四条西 filled in, 北24条西5丁目 typed. A number must come behind it,
    so that a building called after the town stays.
    """
    if typed_whole(town, behind):
        return ""
    typed = search_text(behind.lstrip()[:_LONGEST])
    for end in _ENDS.finditer(town):
        last = town[end.end() :]
        key = search_text(last)
        named = len(last) >= _SHORTEST and last[-1] not in NUMERALS
        if named and typed.startswith(key) and typed[len(key) : len(key) + 1].isdecimal():
            return town[: end.end()]
    return town


def town_twice(address: str) -> str:
    """Return the place that is named twice before the house number; empty where none is.

    It may be right: it is to be looked at on the paper. A building after the number often has the
    town's name, and 廿日市市廿日市 names two places.
    """
    before = _BEFORE_NUMBER.match(address[:_LONGEST])
    found = None if before is None else _TWICE.search(before.group())
    return "" if found is None else found.group(1)
