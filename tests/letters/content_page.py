# SPDX-License-Identifier: MIT
"""A letter as it was read back, and what it must and must not say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from desk_app.records.letters import DecisionBody, LetterFacts
from desk_app.records.people import Language
from desk_app.rules.eras import format_en, format_ja
from tests.letters.reading import squeezed

Pair = tuple[str, str]
"""A sentence in Japanese and in English."""


@dataclass(frozen=True)
class Page:
    """A letter as it was read: its facts, and its text without white."""

    facts: LetterFacts
    text: str

    @property
    def english(self) -> int:
        return int(self.facts.language is Language.EN)

    @property
    def unproven(self) -> str:
        body = self.facts.body
        return body.unproven if isinstance(body, DecisionBody) else ""

    def says(self, pair: Pair | str) -> bool:
        wanted = pair if isinstance(pair, str) else pair[self.english]
        return squeezed(wanted) in self.text

    def day(self, day: date, *, weekday: bool = False) -> str:
        write = format_en if self.english else format_ja
        return write(day, weekday=weekday)


def must(page: Page, *wanted: Pair | str) -> Iterator[str]:
    for each in wanted:
        if not page.says(each):
            yield f"does not say {each if isinstance(each, str) else each[page.english]}"


def must_not(page: Page, *unwanted: Pair | str) -> Iterator[str]:
    for each in unwanted:
        if page.says(each):
            yield f"says {each if isinstance(each, str) else each[page.english]}"
