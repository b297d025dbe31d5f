# SPDX-License-Identifier: MIT
"""Every word that stands on a page is found, in each spelling and at each place, and no other."""

from __future__ import annotations

import json
import random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desk_app.store.disposal.page_scan import ScannedWords

LETTERS = "山田子aé\N{MUSICAL SYMBOL G CLEF}\ud7ff"
words = st.text(LETTERS, min_size=1, max_size=5)
spellings = st.sampled_from(["utf-8", "utf-16-le", "utf-16-be", "json"])


def spelled(text: str, code: str) -> bytes:
    return json.dumps(text)[1:-1].encode() if code == "json" else text.encode(code)


def standing(wanted: frozenset[str], page: bytes) -> set[str]:
    """The words that stand on a page, each spelling looked for by itself."""
    codes = ("utf-8", "utf-16-le", "utf-16-be", "json")
    return {word for word in wanted if any(spelled(word, code) in page for code in codes)}


@given(
    st.frozensets(words, max_size=6),
    st.lists(st.tuples(st.one_of(words, st.text(LETTERS, max_size=9)), spellings), max_size=5),
    st.binary(max_size=5),
    st.lists(st.binary(max_size=40), max_size=3),
)
@example(frozenset({"田子", "山田"}), [("山田子", "utf-16-le")], b"x", [b"".join([b"ab"] * 9)])
@settings(max_examples=200, deadline=None)
def test_what_stands_on_a_page_is_found_and_nothing_else(
    wanted: frozenset[str], texts: list[tuple[str, str]], before: bytes, sample: list[bytes]
) -> None:
    page = before + b"".join(spelled(text, code) for text, code in texts)
    assert ScannedWords(wanted, sample).standing_in(page) == standing(wanted, page)


@pytest.mark.parametrize("code", ["utf-8", "utf-16-le", "utf-16-be", "json"])
def test_a_word_is_found_at_every_place_of_a_page_up_to_its_end(code: str) -> None:
    chance = random.Random("page")  # noqa: S311  any octets will do
    word, other = "高橋 みゆき", "高橋 恵子"
    hidden = spelled(word, code)
    looked = ScannedWords([word, other], [chance.randbytes(64)])
    for place in range(100 - len(hidden) + 1):
        page = chance.randbytes(place) + hidden + chance.randbytes(100 - len(hidden) - place)
        assert looked.standing_in(page) == {word}


def test_of_two_words_that_begin_alike_both_are_told() -> None:
    looked = ScannedWords(["山田", "山田 花子", "花子"])
    assert looked.standing_in("x山田 花子".encode()) == {"山田", "山田 花子", "花子"}
    assert looked.standing_in("山田".encode()) == {"山田"}


def test_no_words_stand_nowhere() -> None:
    assert ScannedWords([]).standing_in("山田".encode()) == set()
