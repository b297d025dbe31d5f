# SPDX-License-Identifier: MIT
"""What a desk profile must have to stand on letters, forms and envelopes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from desk_app.records.desk.profile import DeskProfile
from desk_app.rules.letters.profile import MOST_LINES, NEEDED, profile_faults

PAGE = "https://www.example.co.jp/privacy/"


def test_the_usual_profile_and_one_with_web_pages_can_stand() -> None:
    assert list(profile_faults(DeskProfile())) == []
    assert list(profile_faults(DeskProfile(procedure_page=PAGE, form_page=PAGE))) == []
    assert list(profile_faults(DeskProfile(postal_code="1636017"))) == []


@pytest.mark.parametrize("name", NEEDED)
def test_no_name_is_empty(name: str) -> None:
    blank: dict[str, Any] = {name: " "}
    profile = replace(DeskProfile(), **blank)
    assert list(profile_faults(profile)) == [(name, "profile_field_empty")]


@pytest.mark.parametrize("code", ["", "163-601", "163-60171", "１６３-6017", "abc-defg"])
def test_a_postal_code_has_seven_digits(code: str) -> None:
    profile = DeskProfile(postal_code=code)
    assert list(profile_faults(profile)) == [("postal_code", "profile_postal_code")]


def test_an_address_has_at_least_one_line_and_at_most_four() -> None:
    lines = tuple("東京都" for _ in range(MOST_LINES + 1))
    assert list(profile_faults(DeskProfile(address_ja=lines[1:]))) == []
    assert list(profile_faults(DeskProfile(address_ja=lines, address_en=(" ",)))) == [
        ("address_ja", "profile_address_long"),
        ("address_en", "profile_field_empty"),
    ]


def test_a_web_page_is_one_or_none() -> None:
    assert list(profile_faults(DeskProfile(form_page="www.example.co.jp"))) == [
        ("form_page", "not_a_web_page")
    ]
