# SPDX-License-Identifier: MIT
"""Characters: pairs of kanji written down by hand, and furigana in one writing."""

from __future__ import annotations

import unicodedata
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.rules.writing import characters
from tests.unit.rules.kept import read_pairs

FORMS = read_pairs("forms.txt")
APART = read_pairs("lookalikes.txt")
# Compatibility ideographs, as code points because editors replace them.
COMPATIBILITY = {
    0xFA19: "神",
    0xFA1A: "祥",
    0xFA1B: "福",
    0xF9DC: "隆",
    0xFA10: "塚",
    0xFA22: "諸",
    0xFA26: "都",
    0xFA2D: "鶴",
    0xFA30: "侮",
    0xF9B4: "領",
    0xFA1E: "羽",
    0xFA2A: "飯",
    0xFA2B: "飼",
    0xFA2C: "館",
    0xFA16: "猪",
    0xFA46: "渚",
    0xFA4A: "琢",
    0xFA4F: "祐",
    0xFA53: "禎",
    0xFA5B: "者",
    0xFA44: "梅",
    0xFA45: "海",
    0xFA68: "難",
    0xFA64: "賓",
    0xFA33: "勉",
    0xFA5F: "著",
    0xF9EA: "離",
    0xF914: "楽",
}


def test_the_lists_hold_what_was_asked_for() -> None:
    assert len({frozenset(pair) for pair in FORMS}) >= 300
    assert len({frozenset(pair) for pair in APART}) >= 350
    assert {len(set(pair)) for pair in [*FORMS, *APART]} == {2}


def _both_ways(one: str, other: str) -> set[bool]:
    return {characters.same_character(one, other), characters.same_character(other, one)}


def test_forms_are_one_character_and_filed_under_one() -> None:
    assert [pair for pair in FORMS if _both_ways(*pair) != {True}] == []
    filed = [tuple(map(characters.filed_under, pair)) for pair in FORMS]
    assert [each for each in filed if each[0] != each[1]] == []


def test_lookalikes_are_two_characters() -> None:
    assert [pair for pair in APART if _both_ways(*pair) != {False}] == []


def test_a_compatibility_ideograph_is_its_ordinary_character() -> None:
    for code, ordinary in COMPATIBILITY.items():
        assert unicodedata.name(chr(code)).startswith("CJK COMPATIBILITY")
        assert characters.same_character(chr(code), ordinary)
        assert characters.filed_under(chr(code)) == characters.filed_under(ordinary)


def test_the_old_forms_of_one_new_form_are_not_one_another() -> None:
    assert all(characters.same_character("弁", old) for old in "辨瓣辯")
    assert not characters.same_character("辨", "瓣")


def test_what_is_no_kanji_is_only_itself() -> None:
    assert characters.same_character("ア", "ア")
    assert not characters.same_character("ア", "イ")
    assert characters.plain("㍻") == "㍻"
    assert characters.filed_under("A") == "A"


def test_the_tables_are_as_large_as_their_sources_say_and_keep_their_form() -> None:
    lines = [
        *characters.table_lines("kanji_forms.txt"),
        *characters.table_lines("kanji_more_forms.txt"),
    ]
    assert len({characters.filed_under(line[0]) for line in lines}) >= 4_000
    assert len({character for line in lines for character in line}) >= 16_000
    assert all(len(set(line)) == len(line) >= 2 for line in lines)
    assert all(unicodedata.name(sign).startswith("CJK ") for line in lines for sign in line)
    assert all(unicodedata.normalize("NFC", line) == line for line in lines)


def test_a_character_stands_in_two_groups_only_as_a_shared_new_form() -> None:
    groups = list(characters.table_lines("kanji_forms.txt"))
    heads = Counter(line[0] for line in groups)
    shared = {head for head, count in heads.items() if count > 1}
    seen = [sign for line in groups for sign in line[1:]] + [h for h in heads if h not in shared]
    assert shared == {"弁", "钟"}
    assert len(seen) == len(set(seen))


def test_common_characters_are_never_joined_beyond_the_reviewed_lists() -> None:
    """No group joins two of the commonest name characters that are not forms of one another."""
    common = set("大太土士未末田山川木本村井石原林森池橋中小上下高野島崎藤佐伊加渡鈴斎近松竹梅桜")
    joined = [
        line for line in characters.table_lines("kanji_forms.txt") if len(common & set(line)) > 1
    ]
    assert joined == []


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
