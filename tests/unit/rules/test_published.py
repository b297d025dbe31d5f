# SPDX-License-Identifier: MIT
"""What the register publishes, held line by line beside what is published (I2)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desk_app.records.desk.people import Language
from desk_app.records.registers import PurposeVersion
from desk_app.rules.registers.published import (
    PublishedStand,
    compared,
    differing,
    published_lines,
    text_of_page,
)
from tests.builders import ARRIVED

PURPOSE = PurposeVersion(
    applies_from=ARRIVED,
    clause="PU-1",
    data_ja="氏名、住所",
    data_en="name, address",
    people_ja="お客様",
    people_en="customers",
    obtained_ja="書面",
    obtained_en="in writing",
    purpose_ja="ご案内",
    purpose_en="information",
)
SAME, CHANGED, MISSING, MORE = PublishedStand


def test_each_line_of_a_purpose_stands_by_itself_in_its_language() -> None:
    two = replace(PURPOSE, purpose_ja="ご案内\n\n お問い合わせへの対応 ", purpose_en="information")
    assert published_lines([two], Language.JA) == (
        "氏名、住所",
        "お客様",
        "書面",
        "ご案内",
        "お問い合わせへの対応",
    )
    assert published_lines([two, two], Language.EN)[3:5] == ("information", "name, address")


def test_bullets_width_white_and_stops_are_no_difference() -> None:
    found = compared(
        ("氏名、住所", "Information on (PRODUCTS)", "お客様"),
        "・氏名、住所。\n\n(1) information on（products）\n ２．お 客 様",
    )
    assert [each.stand for each in found] == [SAME] * 3
    assert found[0].published == "・氏名、住所。"
    assert differing(found) == ()


def test_what_is_missing_more_or_otherwise_is_told_with_both_lines() -> None:
    found = compared(("a", "b", "c", "e"), "a\nB2\nc\nd\ne\nf")
    told = [(each.stand, each.register, each.published) for each in differing(found)]
    assert told == [(CHANGED, "b", "B2"), (MORE, "", "d"), (MORE, "", "f")]
    assert [each.stand for each in compared(("a", "b"), "a")] == [SAME, MISSING]
    assert [each.stand for each in compared((), "a")] == [MORE]
    assert compared((), " \n") == ()


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("氏名、住所\n髙﨑𠮷".encode(), "氏名、住所\n髙﨑𠮷"),
        ("\ufeff氏名".encode(), "氏名"),
        ("氏名、住所".encode("cp932"), "氏名、住所"),
        (b"a < b and c > d", "a < b and c > d"),
        (
            "<!DOCTYPE html><html><head><title>x</title><style>p{}</style></head><body>"
            "<h1>利用\n目的</h1><script>1 < 2</script><p>氏名 &amp; 住所<br>電話</p>"
            "<ul><li>・案内</li></ul>".encode(),
            "利用 目的\n氏名 & 住所\n電話\n・案内",
        ),
    ],
)
def test_the_words_of_a_file_are_read_as_text_or_page(content: bytes, text: str) -> None:
    assert text_of_page(content) == text


@pytest.mark.parametrize("content", [b"\x81", b"a\0b", b"%PDF-1.7\n\xff\xff\xff"])
def test_what_is_no_text_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  the caller tells it in words
        text_of_page(content)
