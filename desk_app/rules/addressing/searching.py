# SPDX-License-Identifier: MIT
"""The key under which an address, or a piece of one, is searched."""

from __future__ import annotations

import re

from desk_app.rules.addressing.numerals import NUMERALS, to_digits
from desk_app.rules.addressing.shadow import DASH, LONG, shadow

_NUMERALS = re.compile(f"[{NUMERALS}]+")
_JOINTS = re.compile(r"(?<=[0-9])(?:丁目|丁(?=[0-9-])|番地?|号[室棟]?|室|ノ(?=[0-9]))+")
_FIELDS = re.compile(r"大字|小字|字")
_HYPHENS = re.compile(r"-+")
_LOOSE_HYPHEN = re.compile(r"(?<![0-9])-|-(?![0-9])")
# Here no neighbour decides, so that the middle of a name is found too: 霞ヶ関 and が関, 之 and の.
_ALWAYS_ONE = str.maketrans("カガ箇个之乃", "ケケケケノノ")
_UNSPOKEN = {ord(LONG): "", ord(" "): "", ord("・"): "", ord("、"): "", ord(","): ""}


def search_text(text: str) -> str:
    """Fold a text to the key; every number, also one in a name (三田), is written in digits."""
    folded = shadow(text).text.translate(_ALWAYS_ONE).translate(_UNSPOKEN)
    digits = _NUMERALS.sub(lambda found: to_digits(found[0]) or found[0], folded)
    joined = _JOINTS.sub(DASH, _FIELDS.sub("", digits))
    return _LOOSE_HYPHEN.sub("", _HYPHENS.sub(DASH, joined))
