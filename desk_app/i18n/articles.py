# SPDX-License-Identifier: MIT
"""Articles of the Act as they are read aloud: 第33条第2項第1号, or 33(2)(i)."""

from __future__ import annotations

import re

from desk_app.records.people import Language

_ARTICLE = re.compile(r"(?P<number>\d+)(?:\((?P<paragraph>\d+)\))?(?:\((?P<roman>[ivx]+)\))?")
_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")


def article(written: str, language: Language) -> str:
    """Say an article; what is no article of the Act stands as it is written."""
    parts = [_ARTICLE.fullmatch(part) for part in written.split(" with ")]
    if language is Language.EN or not all(parts):
        return written
    return "・".join(_japanese(part) for part in parts if part is not None)


def _japanese(part: re.Match[str]) -> str:
    said = f"第{part['number']}条"
    if part["paragraph"]:
        said += f"第{part['paragraph']}項"
    if part["roman"] in _ROMAN:
        said += f"第{_ROMAN.index(part['roman'])}号"
    return said
