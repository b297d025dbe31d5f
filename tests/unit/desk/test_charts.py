# SPDX-License-Identifier: MIT
"""The geometry of charts: nothing leaves its chart, and lengths are in proportion (I4)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app.desk.figures.charts import (
    Box,
    Drawing,
    Measures,
    Side,
    hatching,
    horizontal,
    ticks,
    upright,
)
from desk_app.records.books.figures import Bar, ChartInk, Fill, Marker


def _fold(text: str, room: float) -> Sequence[str]:
    most = max(1, int(room))
    return [text[start : start + most] for start in range(0, len(text), most)] or [""]


PLAIN = Measures(lambda text: float(len(text)), 1.0, _fold)
COUNTS = st.integers(0, 100_000)
BARS = st.lists(
    st.builds(
        Bar,
        st.text("権利開示あい", max_size=24),
        COUNTS,
        COUNTS.map(str),
        st.none() | COUNTS,
        st.sampled_from(Fill),
    ),
    min_size=1,
    max_size=12,
)


def _stays_inside(drawn: Drawing) -> None:
    hair = 1e-6
    for box in drawn.boxes:
        assert -hair <= box.x <= box.x + box.width <= drawn.width + hair
        assert -hair <= box.y <= box.y + box.height <= drawn.height + hair
    for said in drawn.texts:
        wide = PLAIN.width(said.text)
        left = said.x - {Side.LEFT: 0.0, Side.MIDDLE: wide / 2, Side.RIGHT: wide}[said.side]
        assert -hair <= left
        assert said.side is Side.MIDDLE or left + wide <= drawn.width + hair
        assert 0.0 <= said.y <= drawn.height


@settings(max_examples=25)
@given(BARS)
def test_lying_bars_stay_inside_and_are_as_long_as_their_counts(bars: list[Bar]) -> None:
    drawn = horizontal(bars, 80.0, PLAIN)
    _stays_inside(drawn)
    assert len(drawn.areas) == len(bars)
    own = [box for box in drawn.boxes if box.ink is not ChartInk.BEFORE]
    for bar, box in zip(bars, own, strict=True):
        assert box.width * max(b.count for b in bars) == pytest.approx(
            bar.count * max(each.width for each in own)
        )
        assert drawn.at(box.x, box.y + box.height / 2) == bars.index(bar) or bars.count(bar) > 1


@settings(max_examples=25)
@given(BARS, st.integers(0, 6))
def test_standing_bars_stay_on_their_axis_and_in_their_place(bars: list[Bar], at: int) -> None:
    marker = Marker(min(at, len(bars)), "14日", ChartInk.LATE, dashed=True)
    drawn = upright(bars, (120.0, 30.0), PLAIN, [marker])
    assert all(box.y >= 0 for box in drawn.boxes)
    own = [box for box in drawn.boxes if box.ink is not ChartInk.BEFORE]
    floors = {round(box.y + box.height, 6) for box in drawn.boxes}
    assert len(floors) == 1
    for place, (bar, box) in enumerate(zip(bars, own, strict=True)):
        area = drawn.areas[place]
        assert area.x <= box.x
        assert box.x + box.width <= area.x + area.width
        assert box.height == pytest.approx(
            bar.count * max(b.height for b in own) / (max(b.count for b in bars) or 1)
        )
    (line,) = (stroke for stroke in drawn.strokes if stroke.dashed)
    assert line.x1 == pytest.approx(drawn.areas[0].x + marker.before * drawn.areas[0].width)


def test_words_at_a_marker_turn_round_where_they_would_leave_the_chart() -> None:
    bars = [Bar("a", 1, "1")] * 4
    drawn = upright(bars, (40.0, 20.0), PLAIN, [Marker(1, "10日"), Marker(4, "14日を超過")])
    sides = {said.text: said.side for said in drawn.texts}
    assert (sides["10日"], sides["14日を超過"]) == (Side.LEFT, Side.RIGHT)
    heights = {said.y for said in drawn.texts if said.text in {"10日", "14日を超過"}}
    assert len(heights) == 2


def test_labels_that_are_too_wide_leave_some_out_and_nothing_is_at_no_bar() -> None:
    bars = [Bar("2026年11月", 3, "3")] * 12
    drawn = upright(bars, (60.0, 20.0), PLAIN)
    assert 1 < sum(said.text == "2026年11月" for said in drawn.texts) < 12
    assert drawn.at(-1, 1) is None


@settings(max_examples=50)
@given(COUNTS)
def test_ticks_are_few_whole_and_even(most: int) -> None:
    found = ticks(most)
    assert found[0] == 0
    assert 2 <= len(found) <= 6
    steps = {after - before for before, after in pairwise(found)}
    assert len(steps) == 1
    assert found[-1] <= max(most, 1)


@settings(max_examples=40)
@given(st.floats(0.1, 50), st.floats(0.1, 50), st.floats(0.5, 5))
def test_hatching_is_cut_at_the_edges(width: float, height: float, pitch: float) -> None:
    box = Box(3.0, 4.0, width, height, ChartInk.BAR, Fill.HATCHED)
    for x1, y1, x2, y2 in hatching(box, pitch):
        for x, y in ((x1, y1), (x2, y2)):
            assert 3.0 - 1e-6 <= x <= 3.0 + width + 1e-6
            assert 4.0 - 1e-6 <= y <= 4.0 + height + 1e-6
        assert x2 - x1 == pytest.approx(y1 - y2)
