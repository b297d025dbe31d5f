# SPDX-License-Identifier: MIT
"""A letter of each kind by chance: two readers, the window and the other language agree on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import count

import pytest

from desk_app.letters import render
from desk_app.records.case.letters import LetterKind
from desk_app.records.desk.people import Language
from desk_app.rules.days.eras import format_en, format_ja
from tests.letters.content_rules import objections
from tests.letters.random_facts import random_facts
from tests.letters.reading import poppler_words_of_all, qt_text, squeezed, text_in
from tests.letters.seen import shown_ill

pytestmark = pytest.mark.once(under="first")

SEEDS = {
    kind: next(seed for seed in count() if random_facts(seed).kind is kind) for kind in LetterKind
}
"""The first letter of each kind; the proof of the paper draws thousands."""

AMOUNTS = re.compile(r"([0-9][0-9,]*)[\s-]*(?:円|yen)")


@pytest.mark.parametrize("kind", LetterKind)
def test_a_random_letter_keeps_every_rule_and_says_the_same_in_both_languages(
    kind: LetterKind,
) -> None:
    texts = []
    for language in Language:
        facts = replace(random_facts(SEEDS[kind]), language=language)
        pdf = render(facts)
        pages = poppler_words_of_all(pdf)
        texts.append(text_in(pages))
        assert objections(facts, texts[-1]) == []
        assert objections(facts, qt_text(pdf)) == []
        assert shown_ill(facts, pages[0]) == []
    assert unlike(*texts) == []


def unlike(japanese: str, english: str) -> list[str]:
    """The amounts and days that one text tells and the other does not."""
    amounts = {*AMOUNTS.findall(japanese)} ^ {*AMOUNTS.findall(english)}
    ja, en = squeezed(japanese), squeezed(english)
    days = [
        day.isoformat()
        for day in _days()
        if (squeezed(format_ja(day)) in ja) is not (squeezed(format_en(day)) in en)
    ]
    return [*sorted(amounts), *days]


def _days() -> Iterator[date]:
    first = date(2026, 9, 1)
    return (first + timedelta(days=number) for number in range(200))


def test_what_one_language_alone_tells_is_found() -> None:
    both = "1,000円 令和8年11月25日", "1,000 yen November 25, 2026"
    assert unlike(*both) == []
    assert unlike(f"{both[0]} 990円 令和8年12月1日", both[1]) == ["990", "2026-12-01"]
