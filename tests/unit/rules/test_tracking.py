# SPDX-License-Identifier: MIT
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.rules.codes import NumberDoubt, bare, doubt, spellings


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("", None),
        ("131-12-38385-2", None),
        ("13112383852", None),
        ("１３１－１２－３８３８５－２", None),
        ("4055-4842-4886", None),
        ("131-12-38385-3", NumberDoubt.CHECK_DIGIT),
        ("131-12-38385-9", NumberDoubt.CHECK_DIGIT),
        ("131-12-3838-2", NumberDoubt.LENGTH),
        ("4055-4842-48861", NumberDoubt.LENGTH),
        ("RR123456785JP", NumberDoubt.CHARACTERS),
        ("131-12-3838a-2", NumberDoubt.CHARACTERS),
    ],
)
def test_a_number_is_looked_at(number: str, expected: NumberDoubt | None) -> None:
    assert doubt(number) is expected


@given(st.integers(0, 10**10 - 1), st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_is_seen_but_for_one_seven_away(body: int, place: int, step: int) -> None:
    text = f"{body:010}"
    number = text + str(body % 7)
    assert doubt(number) is None
    digit = (int(number[place]) + step) % 10
    wrong = number[:place] + str(digit) + number[place + 1 :]
    seven_away = abs(digit - int(number[place])) == 7
    assert (doubt(wrong) is None) is seven_away


def test_one_number_is_typed_in_many_ways() -> None:
    assert bare(" 131-12-38385-2") == bare("１３１ー１２−38385‐2") == "13112383852"
    assert spellings("13112383852") == {"13112383852", "131-12-38385-2", "131 12 38385 2"}
    assert spellings("4055 4842 4886") == {"405548424886", "4055-4842-4886", "4055 4842 4886"}
    assert spellings("rr1") == {"rr1", "RR1"}
    assert spellings(" ") == frozenset()
