# SPDX-License-Identifier: MIT
"""Names: never equal but character for character, another character always different."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.records.case.findings import Comparison, DifferingPart, Likeness, Span
from desk_app.rules.names import names
from tests.unit.rules.kept import read_pairs

KANA = "アイウエオカキクケコガギサシスザジタチツダデトナニハヒフバパマミヤユヨラリルワン"


def marked(left: str, right: str) -> list[tuple[str, str, Likeness]]:
    """Give the differing parts as the text they mark."""
    return [
        (
            left[part.left.start : part.left.end],
            right[part.right.start : part.right.end],
            part.likeness,
        )
        for part in names.compare(left, right).parts
    ]


EQUAL = [
    ("山田 花子", "山田 花子"),
    ("山田　花子", "山田花子"),
    ("山 田 花子 ", "山田\u00a0花子"),
    ("Maria Jose", "MariaJose"),
    ("Jose\u0301", "José"),
    ("なか\u3099さき か\u3099く", "ながさき がく"),
    ("", " 　"),
]

WRITTEN_DIFFERENTLY = [
    # glyph form, variation selector, compatibility ideograph, radical sign
    ("髙橋 みゆき", "高橋 みゆき"),
    ("𠮷田 ひかる", "吉田　ひかる"),
    ("石﨑 さやか", "石崎さやか"),
    ("渡邉\U000e0102 健一", "渡邉 健一"),
    ("渡邉\U000e0102 健一", "渡辺 健一"),
    ("葛\U000e0100城 誠", "葛\U000e0101城 誠"),
    ("辻\ufe00 一", "辻 一"),
    ("\ufa19田 \ufa1a子", "神田 祥子"),
    ("⼭田 花子", "山田 花子"),
    ("陈 伟", "陳 偉"),
    # confused pairs of one surname
    ("斉藤 一", "斎藤 一"),
    ("齊藤 一", "齋藤 一"),
    ("斉藤 一", "齋藤 一"),
    # width, case, accent, sign between parts
    ("ＳＭＩＴＨ　ＪＯＨＮ", "Smith John"),
    ("José García", "JOSE GARCIA"),
    ("Nguyễn Văn An", "NGUYEN VAN AN"),
    ("Łukasz Ørsted", "Lukasz Orsted"),
    ("Müller", "Mueller"),
    ("Müller", "MULLER"),
    ("Strauß", "STRAUSS"),
    ("Æsa Sørensen", "AESA SOERENSEN"),
    ("O'Brien", "OBRIEN"),
    ("O’Brien", "O'Brien"),
    ("Jean-Pierre", "JEANPIERRE"),
    ("J.R. Smith", "JR Smith"),
    ("Αλέξης", "ΑΛΕΞΗΣ"),
    ("マリア・ホセ", "マリア ホセ"),
    ("ジャン＝ピエール", "ジャン・ピエール"),
    ("マリア-ホセ", "マリアホセ"),
    # order of parts
    ("Maria-José O'Connor", "OCONNOR MARIA JOSE"),
    ("Smith, John", "John Smith"),
    ("Juan de la Cruz", "DELACRUZ JUAN"),
    ("花子 山田", "山田 花子"),
    ("スミス・ジョン", "ジョン スミス"),
    # kana form
    ("ﾔﾏﾀﾞ ﾊﾅｺ", "やまだ はなこ"),
    ("キョウコ", "キヨウコ"),
    ("ハッタ", "ハツタ"),
    ("ヂロウ", "ジロウ"),
    ("ミヅキ", "ミズキ"),
    ("三ヶ島", "三ケ島"),
    ("ヮタル", "ワタル"),
    ("みゑ", "みえ"),
    ("かをり", "かおり"),
    ("ヴィクトル", "ビクトル"),
    ("ゔ", "ブ"),
    ("みすゞ", "みすず"),
    ("いさゝ", "いささ"),
    ("佐々木", "佐佐木"),
    ("𛂞な", "はな"),
    # marks of a long vowel
    ("オオノ", "オーノ"),
    ("コウジ", "コージ"),
    ("コオジ", "コージ"),
    ("ケイコ", "ケーコ"),
    ("ユウキ", "ユーキ"),
    ("オ-ノ", "オーノ"),
    ("ｵｰﾉ", "オーノ"),
    ("Ōno", "Ohno"),
    ("Ōno", "Ono"),
    ("Ōno", "Oono"),
    ("Itô", "Itoh"),
    ("Ito", "Itoh"),
    ("Oono", "Ohno"),
    ("Satou", "Satō"),
    # former name in brackets
    ("山田（佐藤）花子", "山田花子"),
    ("山田（佐藤）花子", "佐藤 花子"),
    ("佐藤 花子", "山田（佐藤）花子"),
    ("山田（佐藤）花子", "山田(旧姓:佐藤)花子"),
    ("山田 花子（旧姓 佐藤）", "佐藤花子"),
    ("山田花子 旧姓佐藤", "山田花子"),
    ("山田花子（佐藤花子）", "佐藤花子"),
    ("山田（斉藤）花子", "山田（斎藤）花子"),
    ("Maria Silva (née Costa)", "Maria Costa"),
    ("Maria Silva née Costa", "SILVA MARIA"),
    ("（佐藤）山田花子", "山田花子"),
    ("（佐藤花子）", "佐藤花子"),
    # invisible signs
    ("山\u200b田", "山田"),
]

DIFFERENT = [
    ("大野 剛", "太野 剛"),
    ("土屋", "士屋"),
    ("末永", "未永"),
    ("一郎", "一朗"),
    ("大野 太", "太野 大"),
    ("太一郎", "一郎太"),
    ("山田 花子", "山田 花"),
    ("山田 花子", "山田 花子子"),
    ("山田 花子", "中山田 花子"),
    ("オノ", "オオノ"),
    ("オノ", "オーノ"),
    ("コオジ", "コウジ"),
    ("ハナ", "ハンナ"),
    ("カトウ", "ガトウ"),
    ("ハル", "パル"),
    ("坂本", "阪本"),
    ("菊地", "菊池"),
    ("阿部", "安部"),
    ("山田 花子", "ヤマダ ハナコ"),
    ("Ono", "オノ"),
    ("三ヶ島", "三が島"),
    ("二郎", "ニ郎"),
    ("山一", "山ー"),
    ("John Smith", "Jon Smith"),
    ("John Smith", "John Smyth"),
    ("Ana Maria", "Anna Maria"),
    ("Louis", "Lois"),
    ("Cohen", "Coen"),
    ("Ono", "Oono"),
    ("Yuki", "Yuuki"),
    ("Muller", "Mueller"),
    ("Maria-José O'Connor-Álvarez", "OCONNOR MARIA JOSE"),
    ("John Paul Smith", "John Smith"),
    ("J. Smith", "John Smith"),
    ("Ли", "Лй"),
    ("山田（佐藤）花子", "山田（鈴木）花子"),
    ("山田（佐藤）花子", "佐藤（山田）春子"),
    ("山田（佐藤）花子", "鈴木花子"),
    ("山田 花子（旧姓 佐藤）", "佐藤 春子"),
    ("辨一", "瓣一"),
    ("山田", ""),
    ("（", "山"),
    ("々木", "佐木"),
    ("ー", "ア"),
    ("山田 花子", "田山 花子"),
    ("a" * 1_001, "b" * 1_001),
    ("ア" * 150, "カ" * 150),
]


@pytest.mark.parametrize(
    ("pairs", "likeness"),
    [
        (EQUAL, Likeness.EQUAL),
        (WRITTEN_DIFFERENTLY, Likeness.WRITTEN_DIFFERENTLY),
        (DIFFERENT, Likeness.DIFFERENT),
    ],
    ids=["equal", "written differently", "different"],
)
def test_two_names_are_judged_in_both_orders(
    pairs: list[tuple[str, str]], likeness: Likeness
) -> None:
    for left, right in pairs:
        for found in (names.compare(left, right), names.compare(right, left)):
            assert found.likeness is likeness, (left, right)
            assert bool(found.parts) is (likeness is not Likeness.EQUAL), (left, right)


@pytest.mark.parametrize(
    ("pairs", "likeness"),
    [("forms.txt", Likeness.WRITTEN_DIFFERENTLY), ("lookalikes.txt", Likeness.DIFFERENT)],
)
def test_a_glyph_form_goes_to_a_person_and_a_lookalike_is_another_name(
    pairs: str, likeness: Likeness
) -> None:
    marked_ = Comparison(likeness, (DifferingPart(Span(1, 2), Span(1, 2), likeness),))
    read = read_pairs(pairs)
    assert len(read) > 300
    assert [
        (one, other)
        for one, other in read
        if names.compare(f"山{one} 花子", f"山{other}　花子") != marked_
    ] == []


def test_the_span_of_a_character_holds_its_selector() -> None:
    assert marked("渡邉\U000e0102 健一", "渡辺 健二") == [
        ("邉\U000e0102", "辺", Likeness.WRITTEN_DIFFERENTLY),
        ("一", "二", Likeness.DIFFERENT),
    ]


def test_parts_side_by_side_are_joined() -> None:
    assert marked("ﾔﾏﾀﾞ 花子", "ヤマダ 花子") == [("ﾔﾏﾀﾞ", "ヤマダ", Likeness.WRITTEN_DIFFERENTLY)]


def test_a_missing_character_is_an_empty_span_at_its_place() -> None:
    found = names.compare("山田 花", "山田 花子")
    assert found.parts == (DifferingPart(Span(4, 4), Span(4, 5), Likeness.DIFFERENT),)


def test_a_letter_and_its_spelled_out_mark_are_one_part() -> None:
    assert marked("Söder", "Soeder") == [("ö", "oe", Likeness.WRITTEN_DIFFERENTLY)]
    assert marked("Soeder", "Söder") == [("oe", "ö", Likeness.WRITTEN_DIFFERENTLY)]


def test_each_part_of_another_order_is_marked() -> None:
    assert marked("Maria O'Connor-Álvarez", "OCONNOR MARIA") == [
        ("Maria", "MARIA", Likeness.WRITTEN_DIFFERENTLY),
        ("O'Connor", "OCONNOR", Likeness.WRITTEN_DIFFERENTLY),
        ("Álvarez", "", Likeness.DIFFERENT),
    ]


def test_parts_in_place_are_marked_only_where_they_differ() -> None:
    found = marked("Anna Maria José Silva", "Anna José Maria Silva")
    assert [text for text, _, _ in found] == ["Maria", "José"]


def test_a_former_name_in_the_place_of_the_surname_is_marked_with_it() -> None:
    assert marked("山田（佐藤）花子", "佐藤花子") == [
        ("山田（佐藤）", "佐藤", Likeness.WRITTEN_DIFFERENTLY)
    ]
    assert marked("佐藤花子", "山田（佐藤）花子") == [
        ("佐藤", "山田（佐藤）", Likeness.WRITTEN_DIFFERENTLY)
    ]


def test_two_former_names_are_compared() -> None:
    assert marked("山田（佐藤）花子", "山田（鈴木）花子") == [
        ("（佐藤）", "（鈴木）", Likeness.DIFFERENT)
    ]


def test_many_parts_are_not_put_in_another_order() -> None:
    words = [f"w{number:c}" for number in range(ord("a"), ord("a") + 14)]
    assert names.compare(" ".join(words), " ".join(words[::-1])).likeness is Likeness.DIFFERENT


def test_a_text_too_long_for_a_name_is_compared_whole() -> None:
    found = names.compare("あ" * 5_000, "い" * 6_000)
    assert found.parts == (DifferingPart(Span(0, 5_000), Span(0, 6_000), Likeness.DIFFERENT),)


texts = st.text("山田花子佐々髙高（）()ーオアヴァゞ・-' aoöhōnÉ\u0301\U000e0100ﾀﾞ旧姓", max_size=12)


@given(texts)
def test_every_text_is_equal_to_itself(text: str) -> None:
    assert names.compare(text, text).likeness is Likeness.EQUAL


@given(texts, texts)
def test_equal_means_the_same_characters(left: str, right: str) -> None:
    same = "".join(left.split()) == "".join(right.split())
    assert (names.compare(left, right).likeness is Likeness.EQUAL) == same


@given(texts, texts)
def test_the_order_of_the_two_names_does_not_matter(left: str, right: str) -> None:
    assert names.compare(left, right).likeness is names.compare(right, left).likeness


@given(texts, texts)
def test_parts_are_places_in_the_texts_and_make_the_likeness(left: str, right: str) -> None:
    found = names.compare(left, right)
    assert all(0 <= part.left.start <= part.left.end <= len(left) for part in found.parts)
    assert all(0 <= part.right.start <= part.right.end <= len(right) for part in found.parts)
    grave = any(part.likeness is Likeness.DIFFERENT for part in found.parts)
    assert grave == (found.likeness is Likeness.DIFFERENT)
    assert bool(found.parts) == (found.likeness is not Likeness.EQUAL)


@given(st.text(KANA, min_size=1, max_size=12), st.data())
def test_another_kana_is_always_another_name(name: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(name) - 1))
    other = data.draw(st.sampled_from(KANA).filter(lambda sign: sign != name[at]))
    changed = name[:at] + other + name[at + 1 :]
    assert names.compare(name, changed).likeness is Likeness.DIFFERENT


@given(st.text(KANA, min_size=1, max_size=12))
def test_every_kana_form_is_found(name: str) -> None:
    hiragana = "".join(chr(ord(sign) - 0x60) for sign in name)
    assert names.compare(name, hiragana).likeness is Likeness.WRITTEN_DIFFERENTLY
    assert names.folds(name) == names.folds(hiragana)


SEARCHED = [
    ("髙橋 みゆき", "高橋ミユキ"),
    ("渡邉\U000e0102　健一", "渡辺健一"),
    ("齋藤", "斉藤"),
    ("ﾔﾏﾀﾞ ﾊﾅｺ", "ヤマダハナコ"),
    ("Maria-José O'Connor-Álvarez", "mariajoseoconnoralvarez"),
    ("ＳＭＩＴＨ", "smith"),
    ("ヴァン", "バン"),
    ("オーノ", "オオノ"),
    ("佐々木", "佐佐木"),
    ("山田（佐藤）花子", "山田佐藤花子"),
    ("𠮷田", "吉田"),
]


@pytest.mark.parametrize(("text", "key"), SEARCHED)
def test_the_key_of_a_name(text: str, key: str) -> None:
    assert names.folds(text)[0] == key


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("コージ", ("コオジ", "コウジ")),
        ("Müller", ("muller", "mueller")),
        ("Ohno", ("ohno", "ono", "oono", "ouno")),
        ("マリア-ホセ", ("マリアホセ", "マリアアホセ")),
        ("高橋", ("高橋",)),
    ],
)
def test_folds_give_every_spelling(text: str, keys: tuple[str, ...]) -> None:
    assert names.folds(text) == keys


PLAIN = [
    pair
    for pair in [*EQUAL, *WRITTEN_DIFFERENTLY]
    if not any(mark in "".join(pair) for mark in "（()旧,・née")
    and sorted(pair[0].casefold().split()) != sorted(pair[1].casefold().split())
    and "CONNOR" not in "".join(pair)
    and "Cruz" not in "".join(pair)
    and "\u200b" not in "".join(pair)
]


def test_a_name_written_differently_is_found() -> None:
    assert len(PLAIN) > 40
    assert [
        pair for pair in PLAIN if not set(names.folds(pair[0])) & set(names.folds(pair[1]))
    ] == []


def test_comparing_changes_no_text() -> None:
    text = "\ufa19\U000e0100"
    names.compare(text, "神")
    assert [unicodedata.name(sign)[:3] for sign in text] == ["CJK", "VAR"]
