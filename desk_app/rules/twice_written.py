# SPDX-License-Identifier: MIT
"""A town that stands twice in an address: what a postal code filled in was typed once more."""

from __future__ import annotations

import re

_LONGEST = 200
"""An address has fewer characters; what is longer is not looked at."""

_UNITS = "市区町村"
_BEFORE_NUMBER = re.compile(r"[^\d\n]*")
_TWICE = re.compile(rf"([^\s\d]{{2,}}[{_UNITS}])(?![{_UNITS}]).*?\1(?![{_UNITS}])")


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


def town_twice(address: str) -> str:
    """Return the place that is named twice before the house number; empty where none is.

    It may be right: it is to be looked at on the paper. A building after the number often has the
    town's name, and 廿日市市廿日市 names two places.
    """
    before = _BEFORE_NUMBER.match(address[:_LONGEST])
    found = None if before is None else _TWICE.search(before.group())
    return "" if found is None else found.group(1)
