# SPDX-License-Identifier: MIT
from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app.records.stamps import Pile
from desk_app.rules.pieces import total
from desk_app.rules.postage.quote import Choice, choices, fewest, from_largest_stock


def piles(text: str) -> list[Pile]:
    """Return piles as written: yen × count."""
    return [(int(value) * 100, int(count)) for value, count in (p.split("x") for p in text.split())]


def told(choice: Choice | None) -> str:
    """Return the stamps of a choice as written, with what is over."""
    if choice is None:
        return "none"
    words = [f"{value // 100}x{count}" for value, count in choice.stamps]
    return " ".join([*words, *([f"+{choice.over}"] if choice.over else [])])


STOCK = (
    "500x46 350x31 320x8 270x5 180x14 140x12 120x9 110x212 100x37 85x20 84x63 50x58 20x88 10x141"
)


@pytest.mark.parametrize(
    ("stock", "yen", "few", "many"),
    [
        (STOCK, 460, "350x1 110x1", "110x4 10x2"),
        (STOCK, 660, "500x1 140x1 20x1", "110x6"),
        (STOCK, 320, "320x1", "110x2 10x10"),
        ("84x10 10x10", 110, "84x1 10x3 +4", "84x1 10x3 +4"),
        ("84x6 26x6", 110, "84x1 26x1", "84x1 26x1"),
        ("500x2", 110, "500x1 +390", "500x1 +390"),
        ("60x2 50x1 100x1", 110, "60x1 50x1", "60x1 50x1"),
        ("100x1", 110, "none", "none"),
        ("1x500", 110, "none", "none"),
        ("", 110, "none", "none"),
        ("110x1", 0, "none", "none"),
    ],
)
def test_stamps_for_a_postage(stock: str, yen: int, few: str, many: str) -> None:
    held = piles(stock)
    assert told(fewest(held, yen)) == few
    assert told(from_largest_stock(held, yen)) == many


def test_stamps_of_odd_sen_stay() -> None:
    assert fewest([(250, 100), (11_050, 3)], 1) is None
    assert told(fewest([(250, 100), (100, 1)], 1)) == "1x1"


def test_equal_piles_count_together() -> None:
    assert told(fewest(piles("10x1 10x1"), 20)) == "10x2"


def test_another_choice_is_another_one_and_pays_as_exactly() -> None:
    found = choices(piles(STOCK), 460)
    assert told(found[0]) == "350x1 110x1"
    assert told(found[1]) == "110x4 10x2"
    assert len(found) == 8
    assert len({each.stamps for each in found}) == 8
    assert all(total(each.stamps) == 46_000 and each.over == 0 for each in found)
    assert all(each.count <= 12 for each in found)
    assert choices(piles("100x1"), 110) == ()
    assert [told(each) for each in choices(piles("350x1 110x1"), 460)] == ["350x1 110x1"]
    assert [told(each) for each in choices(piles("110x1 120x1"), 110)] == ["110x1"]


SMALL = st.lists(
    st.tuples(st.sampled_from((100, 300, 500, 700, 1_200)), st.integers(0, 3)), max_size=4
)


def _every(stock: list[Pile], most: int) -> list[tuple[int, int]]:
    """Return sum in yen and count of every handful of stamps there is."""
    counts = [range(count + 1) for _, count in stock]
    handfuls = [
        (sum(v * n for (v, _), n in zip(stock, taken, strict=True)) // 100, sum(taken))
        for taken in product(*counts)
    ]
    return [each for each in handfuls if each[1] <= most]


@settings(max_examples=60, deadline=None)
@given(stock=SMALL, yen=st.integers(1, 40), most=st.integers(1, 6))
def test_no_other_handful_pays_better(stock: list[Pile], yen: int, most: int) -> None:
    best = min((each for each in _every(stock, most) if each[0] >= yen), default=None)
    for choose in (fewest, from_largest_stock):
        choice = choose(stock, yen, most)
        if best is None:
            assert choice is None
            continue
        assert choice is not None
        assert total(choice.stamps) == (yen + choice.over) * 100
        assert choice.over == best[0] - yen
        assert choice.count <= most
        for value, count in choice.stamps:
            assert 0 < count <= sum(n for v, n in stock if v == value)
    few = fewest(stock, yen, most)
    if best is not None and few is not None:
        assert few.count == best[1]
