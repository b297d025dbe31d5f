# SPDX-License-Identifier: MIT
"""Where lines end: what never begins or ends one, what is never torn, and no stub at the end."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.letters.fonts.faces import clusters, typefaces
from desk_app.letters.setting import (
    KEEP_FROM,
    KEEP_TO,
    NEVER_FIRST,
    NEVER_LAST,
    Align,
    Run,
    SetLine,
    Setter,
    plain,
    tokens,
)
from desk_app.letters.sheet import Face, Type

BODY = Type(Face.MINCHO, 10.5, 17.0)
ALPHABET = "請求書確認のをにはがでもしたいっゃー、。（）「」・々％〒1234567890,円年月日第条項号ABC "
texts = st.text(st.sampled_from(ALPHABET), min_size=1, max_size=120)


def lines(text: str, width: float = 60.0, align: Align = Align.LEFT) -> list[str]:
    set_lines = Setter(typefaces()).lines(plain(text), BODY, width, align)
    return [written(line) for line in set_lines]


def written(line: SetLine) -> str:
    return "".join(token for part in line.parts for token in part.tokens)


@given(texts)
def test_no_text_is_lost_or_added(text: str) -> None:
    assert "".join(lines(text)).replace(" ", "") == text.replace(" ", "")


@given(texts)
def test_no_line_begins_or_ends_with_what_may_not(text: str) -> None:
    found = lines(text)
    for above, below in pairwise(found):
        assert below[0] not in NEVER_FIRST
        assert above.rstrip()[-1] not in NEVER_LAST


@given(texts)
def test_no_line_is_wider_than_its_measure(text: str) -> None:
    setter = Setter(typefaces())
    for line in setter.lines(plain(text), BODY, 60.0, Align.EVEN):
        gaps = sum(len(part.tokens) for part in line.parts) - 1
        assert line.width + max(0, gaps) * line.gap <= BODY.units(60.0) + 1 or gaps < 1


@pytest.mark.parametrize(
    "kept",
    [
        "令和8年12月9日（水）",
        "第33条第2項第2号",
        "1,000円",
        "〒163-6017",
        "203号室",
        "84円×10枚",
        "2年間",
        "3か月",
        "9番9号",
        "Wednesday, December 9, 2026",
        "Article 33",
        "1,000 yen",
        "84 yen × 10",
        f"{KEEP_FROM}髙橋 花子 様{KEEP_TO}",
    ],
)
def test_what_belongs_together_stands_on_one_line(kept: str) -> None:
    shown = kept.strip(KEEP_FROM + KEEP_TO)
    for before in range(1, 14):
        found = lines("あ" * before + kept + "い" * 20, width=62.0)
        assert any(shown in line for line in found)


@given(st.integers(15, 80))
def test_the_last_line_is_never_a_stub(length: int) -> None:
    found = lines("あ" * length)
    assert len(found) == 1 or len(clusters(found[-1])) >= 3
    stopped = lines("あ" * length + "。")
    assert len(stopped) == 1 or len(stopped[-1]) >= 4


def test_what_is_wider_than_its_column_breaks_at_spaces_first() -> None:
    found = [line.strip() for line in lines("November 18, 2026", width=20.0)]
    assert found == ["November", "18, 2026"]
    assert "".join(lines("あ" + "x" * 60, width=30.0)) == "あ" + "x" * 60


def test_a_date_wider_than_its_column_breaks_after_its_year_or_month() -> None:
    assert lines("（2025年12月31日）", width=19.0) == ["（2025年", "12月31日）"]


def test_strong_words_are_broken_like_plain_ones() -> None:
    setter = Setter(typefaces())
    text = "開示しない（ご請求には応じられません。）" * 3
    strong = (Run(text[:5], Face.BOLD), Run(text[5:]))
    found = [written(line) for line in setter.lines(strong, BODY, 60.0, Align.LEFT)]
    assert "".join(found) == text
    assert all(line[0] not in NEVER_FIRST for line in found)


def test_a_selector_stays_with_its_character() -> None:
    assert tokens("葛\U000e0100城") == ["葛\U000e0100", "城"]
