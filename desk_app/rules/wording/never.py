# SPDX-License-Identifier: MIT
"""What no letter may say (letters/README.md §4, "Never"), as patterns by language and file.

What the program's own sentence says already is no breach: its words were weighed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from desk_app.records.people import Language

SHARED = frozenset({"common", "deficiencies", "unproven"})
"""Files whose sentences stand in letters of several kinds."""

SILENT = frozenset({"L1", "L2", "L3", "L11", "L12", "L13", "L15", "L16"}) | SHARED
"""Files of letters that tell nothing of data: not that they exist, nor what is registered."""

_UNCHARGED = frozenset({"L8", "L9", "L10"})
_CHANGING = frozenset({"L7", "L8", "L9"})


class Breach(NamedTuple):
    """Where a text says what it must not."""

    start: int
    end: int
    said: str


@dataclass(frozen=True, slots=True)
class _Never:
    """A pattern for each language; ``files`` names those it is for, none: all but ``but``."""

    ja: str
    en: str
    files: frozenset[str] = frozenset()
    but: frozenset[str] = frozenset()

    def is_for(self, file: str) -> bool:
        return file in self.files if self.files else file not in self.but

    def of(self, language: Language) -> str:
        return self.ja if language is Language.JA else self.en


_BOTH = r"[(（]株[)）]|㈱|御中"
_NEVER = (
    _Never(_BOTH, _BOTH + r"|[‘’“”\"]|\bM(?:r|rs|s)\.?\s"),
    _Never(r"(?:明治|大正|昭和|平成|令和)[1１一]年", r"\b(?:Reiwa|Heisei) 1\b"),
    _Never(r"(?:30|３０|三十)日(?:以内|間|まで)", r"\b(?:30|thirty)[ -]days?\b"),
    _Never(
        r"審査請求|不服の?申(?:し?立|し出)|異議の?申(?:し?立|し出)|行政訴訟",
        r"\bappeal(?:s|ed)?\b|\b(?:administrative|formal) (?:review|objection)\b",
    ),
    _Never(
        r"ご購入|お買い上げ|ご利用(?:いただき|くださり|ありがとう)|ご愛顧",
        r"\bthank you for (?:using|buying|purchasing|your (?:purchase|order|business))\b",
    ),
    _Never(r"本籍", r"\bdomicile\b"),
    _Never(r"なかったものと", r"\bas if no request\b", but=frozenset({"L2", "L3"})),
    _Never(
        r"手数料[^。]{0,20}お返し(?:いた)?しません",
        r"\bfee\b[^.]{0,30}\bnot (?:be )?returned\b",
        files=_UNCHARGED,
    ),
    _Never(
        r"第33条第2項第[123]号",
        r"\bArticle 33, paragraph \(2\), item\b",
        files=_CHANGING,
    ),
    _Never(
        r"(?:保有|登録)(?:して(?:い|お)|され(?:てい|ま))|データ[はが]、?(?:存在|あり|ござい)"
        r"|データ[^。]{0,8}見当たり|(?:ご)?登録(?:の|された|上の)?(?:ご住所|住所|氏名|お名前)"
        r"|お客(?:様|さま)|会員",
        r"\b(?:we|the Company) (?:do(?:es)? not )?(?:holds?|keeps?|ha(?:ve|s)) (?:any |no |your )?"
        r"(?:such )?(?:personal )?(?:data|information|records?)\b"
        r"|\bregistered (?:address|name)\b|\b(?:data|records?|information) (?:do(?:es)? not )?"
        r"(?:exists?|(?:is|are|was|were) (?:not )?(?:held|found|registered))\b"
        r"|\bcustomers?\b|\bmembers?(?:hip)?\b",
        files=SILENT,
    ),
)


def breaches(file: str, language: Language, before: str, said: str) -> Iterator[Breach]:
    """Yield what a sentence of a file says and must not, and what its own words before did not."""
    for never in _NEVER:
        if not never.is_for(file):
            continue
        pattern = re.compile(never.of(language), re.IGNORECASE)
        known = {found[0] for found in pattern.finditer(before)}
        for found in pattern.finditer(said):
            if found[0] not in known:
                yield Breach(found.start(), found.end(), found[0])
