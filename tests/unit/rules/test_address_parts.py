# SPDX-License-Identifier: MIT
"""An address taken apart for the eye."""

from __future__ import annotations

import pytest

from desk_app.rules.address_parts import AddressPart, parts


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
        ("", {}),
    ],
)
def test_each_part_is_a_stretch_of_the_text(text: str, expected: dict[str, str]) -> None:
    told = _told(text)
    for part, words in expected.items():
        assert told[part].startswith(words), told
    assert set(told) == set(expected)


def test_a_number_is_a_room_only_behind_a_building() -> None:
    told = parts("大阪府大阪市北区梅田1-2-3 梅田ビル5階501号室")
    assert AddressPart.ROOM in told
    assert told[AddressPart.ROOM].start > told[AddressPart.BUILDING].start
