# SPDX-License-Identifier: MIT
"""The sheets of a letter: none nearly empty, none half empty, what says "below" beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import NamedTuple

import pytest

from desk_app.letters.samples import BACK, samples
from desk_app.records.letters import ByProxy, DecisionBody, LetterFacts, LetterKind
from desk_app.records.people import Language
from tests.letters.reading import Word, poppler_words_of_all, squeezed
from tests.letters.sample import drawn, sample, with_body

pytestmark = pytest.mark.once(under="second")

FULL_ENOUGH = 52.0
"""A fifth of the sheet less its head, in millimetres: what is written on a page is at least so."""

MARGINS = 19.5, 190.5
ABOVE_CONTACT = 4.0
"""Between what is written and the first word of the contact box, which stands within its frame."""


def _written_to(words: list[Word]) -> float:
    """How far down a page is written on, the contact box at its end not counted."""
    box = [word.top for word in words if word.text in {"お問い合わせ先", "Contact"}]
    end = max([top for top in box if top > 200.0], default=276.0) - 1.0
    return max(word.bottom for word in words if word.top > 20.0 and word.bottom <= end)


def _many(language: Language) -> Iterator[tuple[str, LetterFacts]]:
    """Letters of every kind and length: explanations that grow, and what a proxy adds."""
    sentence = (
        "調査の結果を、以下のとおりお知らせいたします。"
        if language is Language.JA
        else ("We examined what the request is about and found no reason to comply with it. ")
    )
    acting = ByProxy("葛城 涼太郎", "渡邉 由美子")
    for name, facts in samples(language):
        yield name, facts
        if isinstance(facts.body, DecisionBody):
            yield name, replace(with_body(facts, back=BACK), by_proxy=acting)
            for count in (3, 6, 9, 14, 25, 80):
                if facts.body.explanation:
                    yield name, with_body(facts, explanation=sentence * count)


class Sheet(NamedTuple):
    """A page of a letter: how far down it is written on, and what it says, without white.

    ``free`` is what is left empty above the first word of the contact box, where it has one.
    """

    written_to: float
    text: str
    free: float | None
    left: float
    right: float


@cache
def _letters(language: Language) -> list[tuple[str, LetterKind, list[Sheet]]]:
    """Every letter as poppler reads it, each once: what is looked at of it needs no more."""
    return [
        (name, facts.kind, [_sheet(words) for words in poppler_words_of_all(drawn(facts))])
        for name, facts in _many(language)
    ]


def _sheet(words: list[Word]) -> Sheet:
    box = [word.top for word in words if word.text in {"お問い合わせ先", "Contact"}]
    top = max((top for top in box if top > 200.0), default=0.0)
    above = max((word.bottom for word in words if 20.0 < word.top < top - 1.0), default=None)
    text = squeezed("".join(word.text for word in words))
    left, right = min(word.left for word in words), max(word.right for word in words)
    return Sheet(_written_to(words), text, top - above if above else None, left, right)


@pytest.mark.parametrize("language", Language)
def test_every_word_stands_between_the_margins(language: Language) -> None:
    for name, _kind, pages in _letters(language):
        for number, sheet in enumerate(pages, start=1):
            assert sheet.left >= MARGINS[0], (name, number)
            assert sheet.right <= MARGINS[1], (name, number)


@pytest.mark.parametrize("language", Language)
def test_nothing_is_written_into_the_contact_box(language: Language) -> None:
    every = (sheet.free for _name, _kind, pages in _letters(language) for sheet in pages)
    left = sorted(free for free in every if free is not None)
    assert len(left) > 100
    assert ABOVE_CONTACT <= left[0] < ABOVE_CONTACT + 2.0, "some letter comes near it"


@pytest.mark.parametrize("language", Language)
def test_no_letter_ends_on_a_nearly_empty_sheet(language: Language) -> None:
    sheets = 0
    for name, kind, pages in _letters(language):
        annex = kind is LetterKind.DISCLOSURE
        for number, sheet in enumerate(pages[1:-1] if annex else pages[1:], start=2):
            assert sheet.written_to - 24.0 >= FULL_ENOUGH, (name, number)
            sheets += 1
    assert sheets > 20


@pytest.mark.parametrize(("language", "fewest"), [(Language.JA, 100), (Language.EN, 3)])
def test_what_speaks_of_the_address_below_stands_on_its_page(
    language: Language, fewest: int
) -> None:
    below = ("下記あてに", "下記の窓口に") if language is Language.JA else ("to the address below",)
    box = "お問い合わせ先" if language is Language.JA else "Contact"
    speaking = [
        (name, sheet.text)
        for name, _kind, pages in _letters(language)
        for sheet in pages
        if any(squeezed(each) in sheet.text for each in below)
    ]
    assert len(speaking) >= fewest
    assert [name for name, text in speaking if box not in text] == []


@pytest.mark.parametrize("language", Language)
def test_an_explanation_of_any_length_fills_its_pages(language: Language) -> None:
    facts = sample("L5-PR-G5", language)
    sentence = "長い説明です。" if language is Language.JA else "A long explanation. "
    for count in (40, 110, 280):
        pages = poppler_words_of_all(drawn(with_body(facts, explanation=sentence * count)))
        assert all(_written_to(words) > 200.0 for words in pages[:-1]), count


@pytest.mark.parametrize("language", Language)
def test_the_contact_box_begins_beside_its_label_and_in_english_under_it(
    language: Language,
) -> None:
    words = poppler_words_of_all(drawn(sample("L1", language)))[0]
    named = {"お問い合わせ先", "Contact"}
    label = next(word for word in words if word.text in named and word.top > 200.0)
    beside = [word for word in words if abs(word.top - label.top) < 2.0 and word.left > label.right]
    assert bool(beside) is (language is Language.JA)
