# SPDX-License-Identifier: MIT
"""One pattern for many words finds each of them, whatever overlaps it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app.store.many_words import WideWords, standing_in

short = st.text("山田子aé", min_size=1, max_size=4)


@given(st.frozensets(short, max_size=6), st.lists(st.text("山田子aé\n", max_size=12), max_size=3))
@settings(max_examples=80, deadline=None)
def test_the_words_that_stand_in_any_text_are_found(
    words: frozenset[str], texts: list[str]
) -> None:
    wanted = {word for word in words if any(word in text for text in texts)}
    assert standing_in(words, (text.encode() for text in texts)) == wanted


def test_words_that_overlap_or_begin_alike_are_all_found() -> None:
    words = {"山田", "田花", "山田花子", "花子", "子山"}
    assert standing_in(words, ["山田花子".encode()]) == words - {"子山"}
    assert standing_in([], [b"x"]) == frozenset()


@given(
    st.frozensets(short, max_size=6),
    st.lists(st.one_of(st.text("山田子aé", max_size=5), st.just("\n")), max_size=6),
    st.binary(max_size=5),
    st.sampled_from(["utf-16-le", "utf-16-be"]),
)
@settings(max_examples=150, deadline=None)
def test_words_in_utf_16_are_found_at_any_place_of_a_page(
    words: frozenset[str], texts: list[str], before: bytes, code: str
) -> None:
    page = before + "".join(texts).encode(code)
    found = set(WideWords(words).standing_in(page))
    spelled = {word: [word.encode(each) for each in ("utf-16-le", "utf-16-be")] for word in words}
    standing = {word for word, those in spelled.items() if any(each in page for each in those)}
    assert found <= standing
    # One that is not told begins where a longer one does.
    assert all(any(other.startswith(word) for other in found) for word in standing)


def test_a_page_without_any_is_passed_over() -> None:
    words = WideWords(["佐藤 花子", "山田"])
    assert not words._may_stand_in("佐藤 花子、山田".encode() * 100)
    assert words._may_stand_in(b"x" + "山田".encode("utf-16-le"))
