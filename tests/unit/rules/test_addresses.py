# SPDX-License-Identifier: MIT
"""Addresses: another manner of writing is found, what could be another home stays different."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from datetime import date
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.records.case.findings import Comparison, DifferingPart, Likeness, Span
from desk_app.rules.addresses import addresses
from desk_app.rules.addresses.addresses import (
    AddressPart,
    before_again,
    fits_code,
    is_abroad,
    lacks_code,
    parts,
    town_twice,
    typed_whole,
)
from desk_app.rules.addresses.pieces import key, shadow

PAIRS = Path(__file__).parent / "pairs"
MITA = "東京都港区三田"
EQUAL = Likeness.EQUAL
WRITTEN_DIFFERENTLY = Likeness.WRITTEN_DIFFERENTLY
DIFFERENT = Likeness.DIFFERENT


def read_pairs(name: str) -> list[tuple[str, str]]:
    lines = (PAIRS / name).read_text("utf-8").splitlines()
    halves = [line.partition("|") for line in lines if line and not line.startswith("#")]
    return [(left, right) for left, _, right in halves]


SAME = read_pairs("addresses_same.txt")
OTHER = read_pairs("addresses_different.txt")
OPEN = read_pairs("addresses_open.txt")


def likeness(left: str, right: str) -> Likeness:
    return addresses.compare(left, right).likeness


def marked(left: str, right: str) -> list[tuple[str, str, Likeness]]:
    """Give the differing parts as the text they mark."""
    return [
        (
            left[part.left.start : part.left.end],
            right[part.right.start : part.right.end],
            part.likeness,
        )
        for part in addresses.compare(left, right).parts
    ]


def faults(left: str, right: str, comparison: Comparison) -> list[DifferingPart]:
    """List the parts that lie outside the texts or mark nothing."""
    return [
        part
        for part in comparison.parts
        if not 0 <= part.left.start <= part.left.end <= len(left)
        or not 0 <= part.right.start <= part.right.end <= len(right)
        or left[part.left.start : part.left.end] == right[part.right.start : part.right.end] == ""
    ]


def test_the_lists_are_long() -> None:
    assert len(set(SAME)) >= 350
    assert len(set(OTHER)) >= 350


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [(SAME, WRITTEN_DIFFERENTLY), (OTHER, DIFFERENT), (OPEN, WRITTEN_DIFFERENTLY)],
    ids=["written differently", "different", "open"],
)
def test_both_orders_give_the_verdict_of_the_list_and_spans_within_the_texts(
    pairs: list[tuple[str, str]], expected: Likeness
) -> None:
    for left, right in pairs:
        comparison, back = addresses.compare(left, right), addresses.compare(right, left)
        assert (comparison.likeness, back.likeness) == (expected, expected), (left, right)
        assert faults(left, right, comparison) == faults(right, left, back) == []
        starts = [part.left.start for part in comparison.parts]
        assert starts == sorted(starts), (left, right)
        if expected is DIFFERENT:
            assert DIFFERENT in {part.likeness for part in comparison.parts}, (left, right)


def test_faults_are_found() -> None:
    beyond = DifferingPart(Span(0, 9), Span(0, 1), DIFFERENT)
    empty = DifferingPart(Span(1, 1), Span(0, 0), DIFFERENT)
    assert faults("三田", "芝", Comparison(DIFFERENT, (beyond, empty))) == [beyond, empty]


@pytest.mark.parametrize(
    ("left", "right"),
    [(f"{MITA}1-2-3", f"{MITA}1-2-3"), (f" {MITA}1-2-3", f"{MITA}1-2-3　"), ("", " ")],
)
def test_equal_is_character_for_character_but_for_outer_spaces(left: str, right: str) -> None:
    assert addresses.compare(left, right) == Comparison(EQUAL)


@pytest.mark.parametrize(
    ("left", "right", "parts"),
    [
        (f"{MITA}1-2-3", f"{MITA}1-2-4", [("3", "4", DIFFERENT)]),
        (f"{MITA}1-2-3", f"{MITA} 1-2-3", [("", " ", WRITTEN_DIFFERENTLY)]),
        (f"{MITA}1-2-3", f"{MITA}1-2-3サンハイツ101", [("", "サンハイツ101", DIFFERENT)]),
        (f"{MITA}1-2-3 2F", f"{MITA}1-2-3 2", [("2F", "2", DIFFERENT)]),
        (f"{MITA}1-2", "東京都港区芝1-2", [("三田", "芝", DIFFERENT)]),
        (f"{MITA}1-2", "東京都目黒区三田1-2", [("港区", "目黒区", DIFFERENT)]),
        (f"{MITA}1-2", "港区三田1-2", [("東京都", "", WRITTEN_DIFFERENTLY)]),
        (
            f"〒108-0073 {MITA}1-2",
            f"〒108-0074 {MITA}1-2",
            [("〒108-0073", "〒108-0074", DIFFERENT)],
        ),
        (
            f"{MITA}1丁目2番",
            f"{MITA}1-3",
            [("丁目", "-", WRITTEN_DIFFERENTLY), ("2番", "3", DIFFERENT)],
        ),
        ("茨城県龍ケ崎市3710", "茨城県竜ヶ崎市3710", [("龍ケ", "竜ヶ", WRITTEN_DIFFERENTLY)]),
        (
            "埼玉県\U000e0100川越市今福1",
            "埼玉県川越市今福2",
            [("県\U000e0100", "県", WRITTEN_DIFFERENTLY), ("1", "2", DIFFERENT)],
        ),
        ("Mita 1-2-3, Tokyo", "Mita 1-2-4, Tokyo", [("3", "4", DIFFERENT)]),
        (f"{MITA}1-2-3 センター", f"{MITA}1-2-3 ハイツ", [("センター", "ハイツ", DIFFERENT)]),
        (f"{MITA}センタービル", f"{MITA}センタビル", [("センタービル", "センタビル", DIFFERENT)]),
    ],
)
def test_the_parts_mark_what_differs(
    left: str, right: str, parts: list[tuple[str, str, Likeness]]
) -> None:
    assert marked(left, right) == parts


def test_a_text_longer_than_any_address_differs_as_a_whole() -> None:
    long = f"{MITA}1-2-3" + "号" * 1_000
    whole = DifferingPart(Span(0, len(long)), Span(0, len(MITA)), DIFFERENT)
    assert addresses.compare(long, MITA) == Comparison(DIFFERENT, (whole,))


@pytest.mark.parametrize(
    ("text", "former", "today", "since"),
    [
        ("三重県員弁郡北勢町阿下喜2633", "北勢町", ("いなべ市",), date(2003, 12, 1)),
        ("〒511-0428 員弁郡北勢町阿下喜2633", "北勢町", ("いなべ市",), date(2003, 12, 1)),
        ("静岡県清水市旭町6-8", "清水市", ("静岡市清水区",), date(2005, 4, 1)),
        ("岩手県岩手郡滝沢村鵜飼1", "滝沢村", ("滝沢市",), date(2014, 1, 1)),
        (
            "静岡県浜松市北区細江町気賀305",
            "北区",
            ("浜松市中央区", "浜松市浜名区"),
            date(2024, 1, 1),
        ),
    ],
)
def test_what_became_of_a_municipality_is_told_with_its_day(
    text: str, former: str, today: tuple[str, ...], since: date
) -> None:
    assert addresses.merger(text) == (former, today, since)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "三重県いなべ市北勢町阿下喜2633",
        "大東町摺沢1",
        "東京都",
        "1-2-3 Mita, Tokyo",
        "大" * 2_000,
    ],
)
def test_what_is_there_today_or_may_be_several_is_no_merger(text: str) -> None:
    assert addresses.merger(text) is None


@pytest.mark.parametrize("sign", ["1-", "三田", "ア1", "〒100-0001 ", "a-", "字"])
def test_the_longest_texts_are_compared_too(sign: str) -> None:
    left, right = (sign * 1_000)[:999] + "1", (sign * 1_000)[:998] + "2"
    assert likeness(left, right) is DIFFERENT


def test_long_rows_without_a_common_beginning_and_end_differ_as_a_whole() -> None:
    row = "-".join(["1"] * 150)
    assert likeness(f"{MITA}2-{row}-2", f"{MITA}3-{row}-3") is DIFFERENT


NUMBERS = st.lists(st.integers(1, 130), min_size=1, max_size=3).map(tuple)
STYLES = st.sampled_from(["-", "－", "ー", "の", "−"])
ADDRESS_SIGNS = st.text(
    st.sampled_from(
        "東京都港区三田芝一二十百1239１２-ー－のノ丁目番地号室棟階F条線西東イ甲大字〒 、アｶﾞaB"
    ),
    max_size=24,
)


@given(NUMBERS, NUMBERS, STYLES, STYLES)
def test_numbers_are_the_same_only_if_each_is(
    first: tuple[int, ...], second: tuple[int, ...], one: str, other: str
) -> None:
    left, right = MITA + one.join(map(str, first)), MITA + other.join(map(str, second))
    assert (likeness(left, right) is not DIFFERENT) == (first == second)


@given(ADDRESS_SIGNS, ADDRESS_SIGNS)
def test_any_texts_give_one_verdict_in_both_orders(first: str, second: str) -> None:
    for head in ("", MITA):
        left, right = head + first, head + second
        comparison, back = addresses.compare(left, right), addresses.compare(right, left)
        assert back.likeness is comparison.likeness
        assert faults(left, right, comparison) == []


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_text_is_equal_to_itself_and_no_text_is_too_strange(first: str, second: str) -> None:
    assert addresses.compare(first, first) == Comparison(EQUAL)
    comparison = addresses.compare(first, second)
    assert (comparison.likeness is EQUAL) == (first.strip() == second.strip())
    assert faults(first, second, comparison) == []


@given(st.text("ヴァェブケヶカガが之の々ー-－ﾞ\u3099\ufe0f\u200b丘崎 1１二Ⅱと通り髙", max_size=8))
def test_a_name_is_filed_under_the_signs_that_a_text_folds_to(name: str) -> None:
    assert key(name) == shadow(name).text.replace(" ", "")


@given(ADDRESS_SIGNS)
def test_an_address_in_full_width_is_the_same_address(text: str) -> None:
    widened = text.translate({code: code + 0xFEE0 for code in range(0x30, 0x3A)})
    left, right = f"{MITA}{text}", f"{MITA}{widened}"
    assert likeness(left, right) is (
        EQUAL if left.strip() == right.strip() else WRITTEN_DIFFERENTLY
    )


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("東京都港区三田一丁目２番３号", "東京都港区3田1-2-3"),
        ("港区三田1-2-3", "港区3田1-2-3"),
        ("1の2の3", "1-2-3"),
        ("2番地の3", "2-3"),
        ("4丁3番", "4-3"),
        ("サン・ハイツ　203号室", "サンハイツ203"),
        ("ｻﾝﾊｲﾂ203", "サンハイツ203"),
        ("グリーンヒル", "グリンヒル"),
        ("霞が関", "霞ケ関"),
        ("ヶ関", "ケ関"),
        ("大字荒川字柴田", "荒川柴田"),
        ("髙田", "高田"),
        ("丸之内", "丸ノ内"),
        ("", ""),
    ],
)
def test_search_key(text: str, key: str) -> None:
    assert addresses.search_key(text) == key


@pytest.mark.parametrize("piece", ["三田一丁目", "１丁目２番", "2番3号", "港区三田", "3号"])
def test_the_key_of_a_piece_stands_in_the_key_of_the_whole(piece: str) -> None:
    assert addresses.search_key(piece) in addresses.search_key("東京都港区三田1-2-3")


def test_a_bare_import_reads_no_table() -> None:
    asked = (
        "from desk_app.rules.addresses import addresses; "
        "from desk_app.rules.addresses.places import gazetteer; "
        "print(gazetteer.cache_info().currsize, "
        f"addresses.compare('{MITA}1-2', '{MITA}1の2').likeness.value)"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, check=True, text=True)
    assert done.stdout.split() == ["0", "written_differently"]


def _told(text: str) -> dict[str, str]:
    return {part.value: text[span.start : span.end] for part, span in parts(text).items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "東京都杉並区高円寺南二丁目14番7号 コーポ松風203",
            {
                "prefecture": "東京都",
                "city": "杉並区",
                "town": "高円寺南",
                "numbers": "二丁目14番7",
                "building": "コーポ松風",
                "room": "203",
            },
        ),
        ("杉並区高円寺南2-14-17", {"city": "杉並区", "town": "高円寺南", "numbers": "2-14-17"}),
        (
            "東京都杉並区高円寺南三丁目12番7-203号",
            {
                "prefecture": "東京都",
                "city": "杉並区",
                "town": "高円寺南",
                "numbers": "三丁目12番7",
                "room": "203",
            },
        ),
        (
            "杉並区高円寺南2-14-7-203",
            {"city": "杉並区", "town": "高円寺南", "numbers": "2-14-7", "room": "203"},
        ),
        (
            "福島県いわき市平字梅本21番地",
            {"prefecture": "福島県", "city": "いわき市", "town": "平字梅本", "numbers": "21番地"},
        ),
        (
            "青森市大字荒川字柴田12-3 メゾン第一101 佐藤方",
            {
                "city": "青森市",
                "town": "荒川字柴田",
                "numbers": "12-3",
                "building": "メゾン第一",
                "room": "101 佐藤方",
            },
        ),
        (
            "大阪市北区天神橋七丁目8番9-502号 ロイヤル",
            {
                "city": "大阪市北区",
                "town": "天神橋",
                "numbers": "七丁目8番9",
                "building": "ロイヤル",
                "room": "502号",
            },
        ),
        ("港区三田ハイツ", {"city": "港区", "town": "三田ハイツ"}),
        ("", {}),
    ],
)
def test_each_part_is_a_stretch_of_the_text(text: str, expected: dict[str, str]) -> None:
    told = _told(text)
    for part, words in expected.items():
        assert told[part].startswith(words), told
    assert set(told) == set(expected)


def test_three_numbers_are_a_house_number_without_a_room() -> None:
    assert AddressPart.ROOM not in parts("京都市中京区三条通烏丸西入御倉町85-1-203")
    assert parts("杉並区高円寺南2-14-7-203")[AddressPart.NUMBERS].end == len("杉並区高円寺南2-14-7")


def test_a_number_behind_a_building_is_a_room() -> None:
    told = parts("大阪府大阪市北区梅田1-2-3 梅田ビル5階501号室")
    assert AddressPart.ROOM in told
    assert told[AddressPart.ROOM].start > told[AddressPart.BUILDING].start


SUGINAMI, FUCHU = ("東京都杉並区成田東",), ("広島県府中市上下町矢多田",)
FITTING = (
    ("東京都杉並区成田東三丁目12番7-203号 サンハイツ成田", SUGINAMI),
    ("杉並区成田東3-12-7", SUGINAMI),
    ("京都市中京区三条通烏丸西入御倉町85-1", ("京都府京都市中京区御倉町",)),
    ("札幌市北区北24条西5丁目1-1", ("北海道札幌市北区北二十四条西",)),
    ("東京都千代田区永田町1-1", ("東京都千代田区",)),
    ("三重県桑名郡木曽岬町大字和泉1", ("愛知県弥富市", "三重県桑名郡木曽岬町")),
    ("東京都新宿区西新宿6-8-1", ("東京都新宿区西新宿住友不動産新宿オークタワー",)),
    ("府中市上下町矢多田12", FUCHU),
    ("3-1-5 Motoazabu #402, Minato-ku", SUGINAMI),
    ("三丁目12番7号", SUGINAMI),
    ("", SUGINAMI),
)
ELSEWHERE = (
    ("東京都渋谷区神宮前1-2-3", SUGINAMI),
    ("東京都杉並区阿佐谷南1-2", SUGINAMI),
    ("大阪府大阪市中央区船場1-2", SUGINAMI),
    ("東京都府中市清水が丘1-2", FUCHU),
)


@pytest.mark.parametrize(("address", "areas"), FITTING)
def test_an_address_in_an_area_of_its_code_fits(address: str, areas: tuple[str, ...]) -> None:
    assert fits_code(address, areas)


@pytest.mark.parametrize(("address", "areas"), ELSEWHERE)
def test_an_address_elsewhere_than_its_code_does_not(address: str, areas: tuple[str, ...]) -> None:
    assert not fits_code(address, areas)


TWICE = (
    ("京都府京都市中京区御倉町三条通烏丸西入御倉町85-1", "御倉町"),
    ("京都府京都市中京区御倉町御倉町８５", "御倉町"),
    ("東京都杉並区杉並区成田東3-12-7", "杉並区"),
)
ONCE = (
    "",
    "京都府京都市中京区三条通烏丸西入御倉町85-1",
    "東京都府中市府中町1-2",
    "広島県廿日市市廿日市1-2",
    "東京都杉並区成田東三丁目12番7号 コーポ杉並区",
    "三重県津市大門町1-2 大門町ビル",
    "町" * 5_000,
)


@pytest.mark.parametrize(("address", "town"), TWICE)
def test_a_town_named_twice_before_the_number_is_told(address: str, town: str) -> None:
    assert town_twice(address) == town


@pytest.mark.parametrize("address", ONCE)
def test_what_is_named_once_is_not(address: str) -> None:
    assert town_twice(address) == ""


@pytest.mark.parametrize(
    ("town", "behind", "whole"),
    [
        ("東京都杉並区成田東", "東京都杉並区成田東三丁目12番", True),
        ("東京都杉並区成田東", "杉並区成田東3-12-7", True),
        ("京都府京都市中京区御倉町", "京都市中京区三条通烏丸西入御倉町85-1", True),
        ("栃木県宇都宮市東宿郷", "宇都宮市東宿郷1-2-3", True),
        ("東京都杉並区成田東", "三丁目12番7-203号", False),
        ("東京都千代田区", "二番町3-4", False),
        ("京都府京都市中京区御倉町", "三条通烏丸西入85-1", False),
        ("広島県廿日市市", "廿日市1-2", False),
        ("東京都府中市府中町", "1-2", False),
        ("", "東京都", False),
    ],
)
def test_an_address_typed_whole_behind_its_town_is_told_from_its_rest(
    town: str, behind: str, *, whole: bool
) -> None:
    assert typed_whole(town, behind) is whole


@pytest.mark.parametrize(
    ("town", "behind", "before"),
    [
        ("北海道札幌市北区北二十四条西", "北24条西5丁目1-1", "北海道札幌市北区"),
        ("北海道札幌市北区北二十四条西", "北２４条西５丁目", "北海道札幌市北区"),
        ("京都府京都市中京区御倉町", "御倉町85-1", "京都府京都市中京区"),
        ("神奈川県相模原市中央区中央", " 中央2-11-15", "神奈川県相模原市中央区"),
        ("千葉県柏市大字北山", "字北山12", "千葉県柏市"),
        ("東京都杉並区成田東", "杉並区成田東3-12-7", ""),
        ("北海道札幌市北区北二十四条西", "5丁目1-1", None),
        ("北海道札幌市北区北二十四条西", "北24条", None),
        ("東京都杉並区成田東", "成田東ハイツ3", None),
        ("東京都府中市府中町", "1-2", None),
        ("広島県廿日市市", "廿日市1-2", None),
        ("山形県山形市十", "十5", None),
        ("", "御倉町85", None),
    ],
)
def test_a_town_written_as_on_the_paper_takes_the_place_of_the_codes(
    town: str, behind: str, before: str | None
) -> None:
    assert before_again(town, behind) == (town if before is None else before)


IN_JAPAN = (
    "東京都港区元麻布3-1-5",
    "杉並区成田東3-12-7",
    "長崎市旭町8-20",
    "3-1-5 Motoazabu #402, Minato-ku",
    "8-20 Asahimachi, Nagasaki Shi, Japan",
)
NOT_SO = (
    "",
    "京都",
    "1600 Pennsylvania Avenue NW, Washington, DC 20500, USA",
    "10 Ken-Dodd Street, London SW1A 2AA",
    "台北市信義區信義路五段7號",
    "〒106-0046 東京都港区元麻布3-1-5",
    "3-1-5 Motoazabu, Minato-ku, Tokyo 1060046",
)


@pytest.mark.parametrize("address", IN_JAPAN)
def test_a_place_in_japan_asks_for_its_code(address: str) -> None:
    assert lacks_code(" ", address)
    assert not lacks_code("106-0046", address)


@pytest.mark.parametrize(
    "address",
    [
        "1600 Pennsylvania Avenue NW, Washington, DC 20500-0003, USA",
        "10 Ken-Dodd Street, London SW1A 2AA",
        "アメリカ合衆国イリノイ州スプリングフィールド エルム通り123",
        "台湾台北市信義区信義路五段7号",
    ],
)
def test_an_address_abroad_names_no_place_of_japan(address: str) -> None:
    assert is_abroad("", address)
    assert is_abroad("62701", address)
    assert not is_abroad("106-0046", address)


@pytest.mark.parametrize(
    "address", [*IN_JAPAN, "", "成田東3-12-7", "京都", "インド村1-2-3 166-0015"]
)
def test_what_may_be_in_japan_is_not_abroad(address: str) -> None:
    assert not is_abroad("", address)


@pytest.mark.parametrize("address", NOT_SO)
def test_no_code_is_asked_for(address: str) -> None:
    assert not lacks_code("", address)


@pytest.mark.parametrize(
    ("behind", "likeness"),
    [
        ("203号室", Likeness.WRITTEN_DIFFERENTLY),
        ("203", Likeness.WRITTEN_DIFFERENTLY),
        ("203階", Likeness.DIFFERENT),
        ("203号棟", Likeness.DIFFERENT),
    ],
)
def test_a_number_before_the_building_is_no_floor_and_no_block_behind_it(
    behind: str, likeness: Likeness
) -> None:
    before, after = "長崎市旭町12番7-203 ハイツ旭", f"長崎市旭町12番7号 ハイツ旭{behind}"
    assert addresses.compare(before, after).likeness is likeness
    assert addresses.compare(after, before).likeness is likeness


@pytest.mark.parametrize("code", ["163-0015", "166-0016"])
def test_either_half_of_a_postal_code_tells_latin_addresses_apart(code: str) -> None:
    left, right = (
        f"3-12-7 Narita-higashi, Suginami-ku, Tokyo {each}" for each in ("166-0015", code)
    )
    assert addresses.compare(left, f"{left}, Japan").likeness is Likeness.WRITTEN_DIFFERENTLY
    assert addresses.compare(left, right).likeness is Likeness.DIFFERENT


@pytest.mark.parametrize("form", ["NFD", "NFC"])
def test_a_mark_of_its_own_is_the_same_text(form: Literal["NFD", "NFC"]) -> None:
    written = "東京都港区三田がくデザイン1-2 Café"
    assert likeness(written, unicodedata.normalize(form, written)) is EQUAL
    assert marked("東京都港区三田1-2ガ", "東京都港区三田1-3カ\u3099")[-1][2] is DIFFERENT
