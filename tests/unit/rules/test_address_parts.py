# SPDX-License-Identifier: MIT
"""An address taken apart for the eye."""

from __future__ import annotations

import pytest

from desk_app.rules.addresses.addresses import AddressPart, parts


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
        (
            "杉並区高円寺南2-14-17",
            {"city": "杉並区", "town": "高円寺南", "numbers": "2-14-17"},
        ),
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
