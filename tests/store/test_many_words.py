# SPDX-License-Identifier: MIT
"""One pattern for many words finds each of them, whatever overlaps it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app.store.disposal.traces import standing_in

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
