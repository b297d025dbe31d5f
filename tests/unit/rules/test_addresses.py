# SPDX-License-Identifier: MIT
"""Addresses: another manner of writing is found, what could be another home stays different."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.records.findings import Comparison, DifferingPart, Likeness, Span
from desk_app.rules.addresses import addresses

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


def turned(comparison: Comparison) -> tuple[Likeness, set[tuple[Span, Span, Likeness]]]:
    parts = {(part.right, part.left, part.likeness) for part in comparison.parts}
    return comparison.likeness, parts


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


@pytest.mark.parametrize(("left", "right"), SAME)
def test_written_differently(left: str, right: str) -> None:
    assert likeness(left, right) is WRITTEN_DIFFERENTLY


@pytest.mark.parametrize(("left", "right"), OTHER)
def test_different(left: str, right: str) -> None:
    assert likeness(left, right) is DIFFERENT


@pytest.mark.parametrize(("left", "right"), [*SAME, *OTHER])
def test_both_orders_give_one_verdict_and_spans_lie_within_the_texts(left: str, right: str) -> None:
    comparison = addresses.compare(left, right)
    back = addresses.compare(right, left)
    assert back.likeness is comparison.likeness
    assert faults(left, right, comparison) == faults(right, left, back) == []
    starts = [part.left.start for part in comparison.parts]
    assert starts == sorted(starts)


@pytest.mark.parametrize(("left", "right"), OTHER)
def test_a_difference_is_marked(left: str, right: str) -> None:
    assert DIFFERENT in {part.likeness for part in addresses.compare(left, right).parts}


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
        (
            "茨城県龍ケ崎市3710",
            "茨城県竜ヶ崎市3710",
            [("龍ケ", "竜ヶ", WRITTEN_DIFFERENTLY)],
        ),
        (
            "埼玉県\U000e0100川越市今福1",
            "埼玉県川越市今福2",
            [("県\U000e0100", "県", WRITTEN_DIFFERENTLY), ("1", "2", DIFFERENT)],
        ),
        ("Mita 1-2-3, Tokyo", "Mita 1-2-4, Tokyo", [("3", "4", DIFFERENT)]),
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
