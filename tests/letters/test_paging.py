# SPDX-License-Identifier: MIT
"""How a body is broken into pages: nothing lost, nothing outside, what is tied stays together."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desk_app.letters.blocks import BodyZone, PlacedSlabs, Slab, paginate
from desk_app.letters.sheet import Sheet

FIRST = BodyZone(77.0, 250.0, 240.0)
LATER = BodyZone(24.0, 275.0, 240.0)


def slab(
    height: float, *, keep: bool = False, blank: bool = False, head: Slab | None = None
) -> Slab:
    def draw(sheet: Sheet, top: float) -> None:
        raise AssertionError("nothing is drawn here")

    return Slab(height, draw, keep=keep, blank=blank, head=head)


def end(page: PlacedSlabs) -> float:
    return page[-1].top + page[-1].slab.height


lines = st.builds(slab, st.floats(4.0, 7.0), keep=st.booleans())
groups = st.lists(lines, min_size=1, max_size=12)


@given(st.lists(groups, min_size=1, max_size=30))
def test_every_slab_is_placed_once_and_inside_its_page(body: list[list[Slab]]) -> None:
    pages = paginate(body, FIRST, LATER)
    placed = [place.slab for page in pages for place in page]
    assert placed == [each for group in body for each in group]
    for number, page in enumerate(pages):
        zone = LATER if number else FIRST
        last = number == len(pages) - 1
        assert page[0].top == zone.top
        assert end(page) <= (zone.last if last else zone.bottom) + 1e-6


@given(st.lists(groups, min_size=1, max_size=30))
def test_what_is_tied_stands_on_one_page(body: list[list[Slab]]) -> None:
    for page in paginate(body, FIRST, LATER)[:-1]:
        last = page[-1].slab
        ends_group = any(group[-1] is last for group in body)
        assert ends_group or not last.keep


def test_a_table_that_goes_on_repeats_its_head() -> None:
    head = slab(7.0, keep=True)
    rows = [slab(20.0, head=head) for _ in range(20)]
    pages = paginate([[slab(6.0, keep=True), head, *rows]], FIRST, LATER)
    assert len(pages) > 1
    assert all(page[0].slab is head for page in pages[1:])


def test_white_at_the_top_of_a_page_is_left_out() -> None:
    body = [[slab(170.0)], [slab(1.3, blank=True), slab(10.0)]]
    first, second = paginate(body, FIRST, LATER)
    assert len(first) == len(second) == 1


def test_a_long_item_goes_on_rather_than_leave_half_a_page_empty() -> None:
    answer = [slab(6.0) for _ in range(25)]
    begun, moved = (paginate([[slab(tall)], answer], FIRST, LATER) for tall in (80.0, 90.0))
    assert (len(begun[0]), len(moved[0])) == (16, 1)


def test_the_end_takes_its_item_along_to_the_last_page() -> None:
    body = [[slab(150.0)], [slab(16.0), slab(6.0)]]
    pages = paginate(body, FIRST, LATER)
    assert [len(page) for page in pages] == [1, 2]
