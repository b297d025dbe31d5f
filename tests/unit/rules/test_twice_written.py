# SPDX-License-Identifier: MIT
"""A town typed behind the one that a postal code filled in is noticed."""

from __future__ import annotations

import pytest

from desk_app.rules.addresses.addresses import before_again, town_twice, typed_whole

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
