# SPDX-License-Identifier: MIT
"""The gate for text from outside: unchanged, or refused with its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.records.field import ADDRESS_LIMIT, LONG_LIMIT, NAME_LIMIT
from desk_app.rules.writing.text import (
    TextCode,
    TextError,
    clean,
    shown,
    shown_until,
    strange_signs,
    without_unseen,
)

TAKEN = [
    "髙橋 みゆき",
    "渡邉\U000e0102 健一",
    "\ufa19田 \ufa1a子",
    "𠮷田",
    "محمد علي",
    "דוד לוי",
    "क्ष\u200dमा",
    "\u200eA\u200f",
    "e\u0301",
    "<b>&amp;</b>",
    "'; DROP TABLE --",
    "\ue000\ue001",
    "👨‍👩‍👧",
    "  山田 ",
    "",
]


@pytest.mark.parametrize("text", TAKEN)
def test_a_real_text_comes_through_unchanged(text: str) -> None:
    assert clean(text, limit=NAME_LIMIT) == text


REFUSED = [
    ("山\x00田", TextCode.CONTROL, 1),
    ("\x1b[31m", TextCode.CONTROL, 0),
    ("a\x7f", TextCode.CONTROL, 1),
    ("a\x85", TextCode.CONTROL, 1),
    ("ab\ud800", TextCode.SURROGATE, 2),
    ("\udfffab", TextCode.SURROGATE, 0),
    ("田\u202eabc", TextCode.DIRECTION, 1),
    ("\u202a", TextCode.DIRECTION, 0),
    ("ab\u2066c\u2069", TextCode.DIRECTION, 2),
    ("x\ufffe", TextCode.NO_CHARACTER, 1),
    ("x\U0010ffff", TextCode.NO_CHARACTER, 1),
    ("\ufdd0", TextCode.NO_CHARACTER, 0),
    ("\ufeff山田", TextCode.NO_CHARACTER, 0),
    ("山\ufeff田", TextCode.NO_CHARACTER, 1),
]


@pytest.mark.parametrize(("text", "code", "position"), REFUSED)
@pytest.mark.parametrize("limit", [NAME_LIMIT, ADDRESS_LIMIT, LONG_LIMIT])
def test_a_hostile_text_is_refused_with_its_place(
    text: str, code: TextCode, position: int, limit: int
) -> None:
    with pytest.raises(TextError) as refused:
        clean(text, limit=limit)
    assert (refused.value.code, refused.value.position) == (code, position)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("\ufeff山田\u200b 太郎", "山田 太郎"),
        ("山田\t太郎", "山田 太郎"),
        ("山田\r\n太郎", "山田 太郎"),
        ("a\x00b\u202ec", "a bc"),
        ("co\u00adop", "coop"),
        ("\u200eA\u200f", "A"),
        ("x\U000e0041\U000e007f", "x"),
    ],
)
def test_what_nobody_sees_is_left_out_of_what_is_pasted(text: str, seen: str) -> None:
    assert without_unseen(text, lines=False) == seen
    assert clean(without_unseen(text, lines=True), limit=LONG_LIMIT)


def test_what_is_seen_or_makes_another_sign_is_pasted_as_it_is() -> None:
    for text in TAKEN:
        if "\u200e" not in text:
            assert without_unseen(text, lines=False) == text
    assert without_unseen("a\n\tb", lines=True) == "a\n\tb"


@pytest.mark.parametrize("text", ["a\nb", "a\tb", "a\r\nb", "a\u2028b"])
def test_lines_and_tabs_are_for_long_text(text: str) -> None:
    assert clean(text, limit=LONG_LIMIT) == text
    with pytest.raises(TextError) as refused:
        clean(text, limit=ADDRESS_LIMIT)
    assert (refused.value.code, refused.value.position) == (TextCode.CONTROL, 1)


@pytest.mark.parametrize("limit", [NAME_LIMIT, ADDRESS_LIMIT, LONG_LIMIT])
def test_the_limit_counts_code_points(limit: int) -> None:
    assert clean("𠮷" * limit, limit=limit) == "𠮷" * limit
    with pytest.raises(TextError) as refused:
        clean("𠮷" * (limit + 1), limit=limit)
    assert (refused.value.code, refused.value.position) == (TextCode.TOO_LONG, limit)


def test_ten_megabytes_are_refused_for_their_length() -> None:
    with pytest.raises(TextError) as refused:
        clean("\x00" * 10_000_000, limit=LONG_LIMIT)
    assert refused.value.code is TextCode.TOO_LONG


def test_a_refusal_does_not_repeat_the_text() -> None:
    with pytest.raises(TextError) as refused:
        clean("山田花子\x00", limit=NAME_LIMIT)
    assert "山田" not in repr(refused.value)


def position_of_fault(text: str) -> int:
    try:
        assert clean(text, limit=NAME_LIMIT) == text
    except TextError as error:
        return error.position
    return 0


@given(st.text())
def test_a_text_is_unchanged_or_refused_with_a_place_in_it(text: str) -> None:
    assert 0 <= position_of_fault(text) <= len(text)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("渡\ue123\ue123", ("U+E123",)),
        ("a\U000e0041\U000e007f", ("U+E0041", "U+E007F")),
        ("森\u200b恵\ufeff", ("U+200B", "U+FEFF")),
        ("\U000f0000\U0010fffd", ("U+F0000", "U+10FFFD")),
        ("渡邉\U000e0102 𠮷夫 \u0301 👨\u200d👩", ()),
        ("", ()),
    ],
)
def test_what_nobody_can_read_is_named_by_its_code(text: str, codes: tuple[str, ...]) -> None:
    assert strange_signs(text) == codes


def test_what_nobody_can_read_is_shown_as_its_code() -> None:
    assert shown("渡\ue123 健\U000e0041一") == "渡〔U+E123〕 健〔U+E0041〕一"
    assert shown("渡邉\U000e0102") == "渡邉\U000e0102"


def test_a_place_of_a_text_is_found_in_the_text_as_it_is_shown() -> None:
    text = "渡\ue123健"
    assert [shown_until(text, place) for place in range(4)] == [0, 1, 9, 10]
