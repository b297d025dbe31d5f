# SPDX-License-Identifier: MIT
"""Furigana in one writing, and one sign per sound."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.rules import characters


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("やまだ はなこ", "ヤマダ ハナコ"),
        ("ﾔﾏﾀﾞ ﾊﾅｺ", "ヤマダ ハナコ"),
        ("ｵｰﾉ", "オーノ"),
        ("か\u3099", "ガ"),
        ("ハ゜ハ゛", "パバ"),
        ("ﾊﾟ", "パ"),
        ("みすゞ", "ミスヾ"),
        ("ゔ", "ヴ"),
        ("ゕゖ", "ヵヶ"),
        ("𛂞な", "ハナ"),
        ("ﾏﾘｱ･ﾎｾ", "マリア・ホセ"),
        ("山田　Ｔａｒｏ ア", "山田　Ｔａｒｏ ア"),
        (" ゛", " ゛"),
        ("ﾞ", "ﾞ"),
        ("", ""),
    ],
)
def test_furigana_in_full_width_katakana(written: str, canonical: str) -> None:
    assert characters.katakana(written) == canonical


@pytest.mark.parametrize("text", ["ヤマダ", "やまだ　はなこ", "ｵｰﾉ", "マリア・ホセ", "ミスヾ"])
def test_kana(text: str) -> None:
    assert characters.is_kana(text)


@pytest.mark.parametrize("text", ["", " ", "ー", "・", "山田", "ヤマda", "ヤマダ1", "々"])
def test_not_kana(text: str) -> None:
    assert not characters.is_kana(text)


@pytest.mark.parametrize(
    ("text", "sound"),
    [
        ("キャッ", "キヤツ"),
        ("ヂヅ", "ジズ"),
        ("ヰヱヲ", "イエオ"),
        ("ヴァヴィヴヴェヴォ", "バビブベボ"),
        ("ヶヵヮ", "ケカワ"),
    ],
)
def test_one_sign_for_each_sound(text: str, sound: str) -> None:
    assert characters.sound(text) == sound


@pytest.mark.parametrize(
    ("sign", "vowels"), [("カ", "ア"), ("コ", "オウ"), ("ケ", "エイ"), ("ン", ""), ("", "")]
)
def test_how_length_may_be_spelled(sign: str, vowels: str) -> None:
    assert characters.lengths(sign) == vowels


@given(st.text())
def test_the_canonical_writing_is_its_own(text: str) -> None:
    once = characters.katakana(text)
    assert characters.katakana(once) == once


def test_every_hentaigana_has_a_sound() -> None:
    signs = [chr(code) for code in range(0x1B002, 0x1B11F)]
    assert all(unicodedata.name(sign).startswith("HENTAIGANA") for sign in signs)
    assert all(characters.is_kana(sign) for sign in signs)
