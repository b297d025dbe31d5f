# SPDX-License-Identifier: MIT
"""Where things stand on the sheet, in millimetres, over every sample letter."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import pytest

from desk_app.letters import render
from desk_app.letters.samples import samples
from desk_app.records.letters import LetterFacts
from desk_app.records.people import Language
from tests.letters.reading import Word, poppler_words, poppler_words_of_all

pytestmark = pytest.mark.once

SAMPLES = {
    f"{name}-{language.value}": facts for language in Language for name, facts in samples(language)
}
SLACK = 0.8
"""Boxes of words are as tall as their font, a little more than their ink."""


class Zone(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def holds(self, word: Word) -> bool:
        return (
            word.left >= self.left - SLACK
            and word.top >= self.top - SLACK
            and word.right <= self.right + SLACK
            and word.bottom <= self.bottom + SLACK
        )


ADDRESS = Zone(24, 13, 86, 35)
NUMBER = Zone(113, 12.6, 190, 24)
SENDER = Zone(118, 32.5, 190, 63)
TITLE = Zone(24, 66.5, 190, 74)
BODY = Zone(24, 77, 190, 250)
CONTACT = Zone(24, 251, 190, 275)
FOOT = Zone(24, 279, 190, 292)
HEAD = Zone(24, 13, 190, 19)
LATER_BODY = Zone(24, 24, 190, 275)
FIRST = (ADDRESS, NUMBER, SENDER, TITLE, BODY, CONTACT, FOOT)
LATER = (HEAD, LATER_BODY, FOOT)


def found(words: list[Word], text: str) -> Word:
    return next(word for word in words if word.text == text)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_word_stands_in_a_zone_of_its_page_numbers_at_the_right_the_title_centred(
    name: str,
) -> None:
    words, *later = poppler_words_of_all(render(SAMPLES[name]))
    assert [word for word in words if not any(zone.holds(word) for zone in FIRST)] == []
    for page in later:
        assert [word for word in page if not any(zone.holds(word) for zone in LATER)] == []
    rows = {round(word.top): word for word in words if NUMBER.holds(word)}
    assert [row.right for row in rows.values()] == pytest.approx([190.0] * len(rows), abs=0.3)
    title = [word for word in words if TITLE.holds(word)]
    middle = (min(word.left for word in title) + max(word.right for word in title)) / 2
    assert middle == pytest.approx(107.0, abs=0.5)


def first_page(facts: LetterFacts) -> list[Word]:
    return poppler_words(render(facts))


def test_an_item_s_number_label_and_text_stand_in_their_columns() -> None:
    words = first_page(SAMPLES["L4-ja"])
    assert found(words, "2").left == pytest.approx(24.0, abs=0.4)
    assert found(words, "決定").left == pytest.approx(31.0, abs=0.4)
    text = next(word for word in words if word.text.startswith("全部開示"))
    assert text.left == pytest.approx(65.0, abs=0.4)


def test_a_label_too_long_for_its_column_has_a_line_of_its_own() -> None:
    words = first_page(SAMPLES["L4-en"])
    label = found(words, "wrong")
    text = next(word for word in words if word.top > label.top + 1)
    assert text.text == "You"
    assert text.left == pytest.approx(31.0, abs=0.4)


def test_the_english_address_of_the_sender_stands_left_of_the_seal() -> None:
    words = first_page(SAMPLES["L4-en"])
    address = [word for word in words if word.left > 117 and 43.5 < word.top < 62]
    assert [word.text for word in address][-2:] == ["163-6017", "Japan"]
    assert max(word.right for word in address) < 171


def test_leave_is_taken_one_em_from_the_right_and_the_record_is_centred() -> None:
    words = first_page(SAMPLES["L15-ja"])
    em = 10.5 * 25.4 / 72
    for word in ("敬具", "以上"):
        assert found(words, word).right == pytest.approx(190.0 - em, abs=0.2)
    record = found(words, "記")
    assert (record.left + record.right) / 2 == pytest.approx(107.0, abs=0.2)


def test_lines_of_a_paragraph_are_seventeen_points_apart() -> None:
    words = [word for word in first_page(SAMPLES["L5-PR-G5-ja"]) if 77 < word.top < 97]
    tops = sorted({round(word.top, 1) for word in words})[:3]
    assert [b - a for a, b in pairwise(tops)] == pytest.approx([17 * 25.4 / 72] * 2, abs=0.15)
