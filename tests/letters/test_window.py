# SPDX-License-Identifier: MIT
"""The window of the envelope shows name and address, and nothing else, however the sheet lies."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desk_app.letters import render
from desk_app.letters.errors import AddressTooLong, NoRoom
from desk_app.records.letters import Addressee, DeficiencyBody, LetterFacts
from desk_app.records.people import Language
from tests.letters.random_facts import random_facts
from tests.letters.reading import Word, poppler_pages, poppler_words, squeezed
from tests.letters.samples import samples

WINDOW_LEFT, WINDOW_TOP = 22.0, 12.0
WINDOW_WIDTH, WINDOW_HEIGHT = 90.0, 45.0
PLAY_RIGHT, PLAY_DOWN = 25.0, 21.0
SEEN_RIGHT, SEEN_BOTTOM = 112.0, 57.0
FOLD = 99.0
TOLERANCE = 0.35
"""Boxes of words reach a little beyond their ink."""


def seen_somehow(word: Word) -> bool:
    """Whether any shift of the sheet brings a part of the word into the window."""
    return word.left < SEEN_RIGHT and word.top < SEEN_BOTTOM


def in_every_window(word: Word) -> bool:
    """Whether the word lies in the window for every shift of the sheet."""
    return (
        word.left >= WINDOW_LEFT - TOLERANCE
        and word.top >= WINDOW_TOP - TOLERANCE
        and word.right <= WINDOW_LEFT + WINDOW_WIDTH - PLAY_RIGHT + TOLERANCE
        and word.bottom <= WINDOW_TOP + WINDOW_HEIGHT - PLAY_DOWN + TOLERANCE
    )


def address_of(facts: LetterFacts) -> str:
    to = facts.addressee
    if facts.language is Language.JA:
        return squeezed(f"〒{to.postal_code}{to.address}{to.name}様")
    return squeezed(f"{to.name}{to.address}{to.postal_code}")


def window_text(words: list[Word]) -> str:
    return "".join(word.text for word in words if seen_somehow(word))


@pytest.mark.parametrize("name", ["L2", "L4", "L5b-PR-G2", "L11", "L15"])
@pytest.mark.parametrize("language", Language)
def test_only_name_and_address_are_seen_and_always_whole(language: Language, name: str) -> None:
    facts = dict(samples(language))[name]
    words = poppler_words(render(facts))
    assert window_text(words) == address_of(facts)
    assert all(in_every_window(word) for word in words if seen_somehow(word))


@pytest.mark.parametrize("seed", range(300, 330))
def test_no_random_letter_shows_more(seed: int) -> None:
    facts = random_facts(seed)
    words = poppler_words(render(facts))
    assert sorted(window_text(words)) == sorted(address_of(facts))
    assert all(in_every_window(word) for word in words if seen_somehow(word))


def test_a_word_in_the_wrong_place_would_be_noticed() -> None:
    assert seen_somehow(Word(111.0, 56.0, 130.0, 60.0, "x"))
    assert not seen_somehow(Word(112.5, 20.0, 130.0, 24.0, "x"))
    assert not in_every_window(Word(24.0, 13.0, 90.0, 17.0, "x"))


def test_nothing_is_printed_within_five_millimetres_of_the_edge() -> None:
    for language in Language:
        for _, facts in samples(language):
            for word in poppler_words(render(facts)):
                assert word.left >= 5
                assert word.right <= 205
                assert word.top >= 5
                assert word.bottom <= 292.5


@pytest.mark.parametrize("language", Language)
def test_the_notice_of_the_reference_page_needs_one_page_and_its_slip(language: Language) -> None:
    assert len(poppler_pages(render(dict(samples(language))["L2"]))) == 2


def test_a_long_day_fits_its_frame() -> None:
    facts = dict(samples(Language.EN))["L2"]
    assert isinstance(facts.body, DeficiencyBody)
    late = replace(facts, body=replace(facts.body, due=date(2027, 9, 29)))
    words = poppler_words(render(late))
    assert any(word.text == "Wednesday," for word in words)
    assert all(word.right <= 190 + TOLERANCE for word in words)


@pytest.mark.parametrize("language", Language)
def test_what_no_window_can_show_goes_out_under_a_label(language: Language) -> None:
    """The address stands where a window would be, and there alone."""
    facts = dict(samples(language))["L2"]
    address = {
        Language.JA: "鹿児島県大島郡瀬戸内町大字古仁屋字瀬久井東1234番地56\n"
        "グランドメゾン見本プレミアムレジデンス瀬戸内壱番館1203号室\nマクシミリアン・ミホン様方",
        Language.EN: "Room 1203, Grand Maison Mihon Premium Residence Setouchi Number One\n"
        "1234-56 Koniya Azasekuihigashi\nSetouchi-cho, Oshima-gun, Kagoshima, Japan",
    }[language]
    name = "マクシミリアン・アレクサンダー・フォン・ホーエンフェルス"
    long = replace(facts, addressee=Addressee(name, "894-1507", address))
    with pytest.raises(AddressTooLong):
        render(long)
    words = poppler_words(render(replace(long, labelled=True)))
    assert squeezed(window_text(words)) == address_of(long)
    seen = [word for word in words if seen_somehow(word)]
    assert min(word.left for word in seen) >= WINDOW_LEFT
    assert max(word.right for word in seen) <= SEEN_RIGHT
    assert max(word.bottom for word in seen) <= SEEN_BOTTOM
    with pytest.raises(NoRoom):
        render(replace(long, labelled=True, addressee=Addressee(name, "", "東" * 300)))
