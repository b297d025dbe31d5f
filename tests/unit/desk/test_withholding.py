# SPDX-License-Identifier: MIT
"""The copy for outside: no number under three is printed, or follows from those that are (I4)."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, product

from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app.desk.figures.withholding import LEAST, Cell, Sum, for_outside, withheld
from desk_app.records.books.figures import FeeCourse, Figure
from tests.unit.desk.figure_facts import FIGURES, table

COUNTS = st.lists(st.integers(0, 6), min_size=1, max_size=4)


def _table(name: str, counts: list[int], cells: dict[Cell, int], total: Cell) -> Sum:
    parts = tuple((name, str(place)) for place in range(len(counts)))
    cells.update(zip(parts, counts, strict=True))
    cells[total] = sum(counts)
    return Sum(total, parts)


def _possible(cells: dict[Cell, int], each: Sum, hidden: frozenset[Cell]) -> list[dict[Cell, int]]:
    """Return every way in which the hidden cells of a sum may be filled that a reader can think."""
    unknown = [cell for cell in (each.total, *each.parts) if cell in hidden]
    most = sum(cells[part] for part in each.parts) + 2
    found = []
    for values in product(range(most + 1), repeat=len(unknown)):
        told = {**cells, **dict(zip(unknown, values, strict=True))}
        if told[each.total] == sum(told[part] for part in each.parts):
            found.append({cell: told[cell] for cell in unknown})
    return found


@settings(max_examples=40)
@given(COUNTS)
def test_every_unprinted_cell_of_a_table_may_be_another_number(counts: list[int]) -> None:
    cells: dict[Cell, int] = {}
    each = _table("a", counts, cells, ("total",))
    hidden = withheld(cells, [each])
    assert all(count >= LEAST for cell, count in cells.items() if cell not in hidden)
    possible = _possible(cells, each, hidden)
    for cell in hidden:
        assert len({found[cell] for found in possible}) > 1


@settings(max_examples=40)
@given(COUNTS, st.data())
def test_two_tables_of_one_total_give_nothing_away_together(
    counts: list[int], data: st.DataObject
) -> None:
    # The same things once more, put into other rows.
    cuts = sorted(data.draw(st.lists(st.integers(0, sum(counts)), max_size=3)))
    edges = [0, *cuts, sum(counts)]
    others = [last - first for first, last in pairwise(edges)]
    cells: dict[Cell, int] = {}
    sums = [_table("a", counts, cells, ("total",)), _table("b", others, cells, ("total",))]
    hidden = withheld(cells, sums)
    assert all(count >= LEAST for cell, count in cells.items() if cell not in hidden)
    ways = [_possible(cells, each, hidden) for each in sums]
    both = [
        {**one, **other}
        for one in ways[0]
        for other in ways[1]
        if one.get(("total",)) == other.get(("total",))
    ]
    for cell in hidden:
        assert len({found[cell] for found in both}) > 1


def test_a_cell_that_two_sums_tell_together_is_not_left_to_be_got() -> None:
    # T = a + b and T = a + c: whoever knows b knows nothing of a, unless T stands there too.
    cells: dict[Cell, int] = {("t",): 12, ("a",): 2, ("b",): 10, ("c",): 10}
    sums = [Sum(("t",), (("a",), ("b",))), Sum(("t",), (("a",), ("c",)))]
    hidden = withheld(cells, sums)
    assert {("a",), ("b",), ("c",)} <= hidden


A, B, C = ("a",), ("b",), ("c",)
AB, BC, CA = ("ab",), ("bc",), ("ca",)
CIRCLE = [Sum(AB, (A, B)), Sum(BC, (B, C)), Sum(CA, (C, A))]
"""Each sum alone hides its two cells; the three together tell all of them."""


@given(st.tuples(st.integers(0, 6), st.integers(0, 6), st.integers(0, 6)))
def test_a_cell_that_follows_from_three_sums_at_once_is_not_left_to_be_got(
    counts: tuple[int, int, int],
) -> None:
    cells: dict[Cell, int] = dict(zip((A, B, C), counts, strict=True))
    cells |= {each.total: sum(cells[part] for part in each.parts) for each in CIRCLE}
    hidden = withheld(cells, CIRCLE)
    assert all(count >= LEAST for cell, count in cells.items() if cell not in hidden)
    possible = [
        told
        for told in map(_around, product(range(max(counts) + 4), repeat=3))
        if all(told[cell] == count for cell, count in cells.items() if cell not in hidden)
    ]
    assert possible
    for cell in hidden:
        assert len({told[cell] for told in possible}) > 1


def _around(counts: tuple[int, ...]) -> dict[Cell, int]:
    told: dict[Cell, int] = dict(zip((A, B, C), counts, strict=True))
    return told | {each.total: sum(told[part] for part in each.parts) for each in CIRCLE}


def test_of_three_sums_that_tell_all_together_one_total_more_is_withheld() -> None:
    told = _around((2, 2, 2))
    assert withheld(told, CIRCLE) == {A, B, C, AB}
    # Where no cell is small nothing is withheld.
    assert withheld(_around((3, 3, 3)), CIRCLE) == frozenset()


def test_the_copy_has_neither_numbers_of_applications_nor_small_cells() -> None:
    made = for_outside(FIGURES)
    assert made.outside
    assert made.slowest == ()
    assert {Figure.DEPARTMENTS, Figure.OPEN, Figure.DISPOSAL}.isdisjoint(
        each.figure for each in made.tables
    )
    printed = [
        count
        for table in made.tables
        for row in table.rows
        for count in (row.count, row.before)
        if count is not None
    ]
    assert printed
    assert min(printed) >= LEAST
    rights = made.table(Figure.RIGHTS)
    # Two correction claims are not told, nor by what is left of all claims.
    assert [row.code for row in rights.rows if row.count is None] == ["erasure", "correction"]
    assert made.key.received == FIGURES.key.received
    assert made.key.came_back is None


def test_what_would_tell_a_small_number_otherwise_is_left_out_with_it() -> None:
    made = for_outside(FIGURES)
    assert (made.key.fee, made.key.median) == (FIGURES.key.fee, FIGURES.key.median)
    few = {FeeCourse.IN_FULL.value: 2, FeeCourse.SHORT.value: 31}
    tables = [each for each in FIGURES.tables if each.figure is not Figure.FEES]
    paid = replace(FIGURES, tables=(*tables, table(Figure.FEES, few, 9, summed=False)))
    assert for_outside(paid).key.fee is None, "a sum of fees tells how many were paid"
    told = replace(FIGURES.key, completed=2)
    alone = for_outside(replace(FIGURES, key=told)).key
    assert (alone.completed, alone.median) == (None, None), "the middle of two is one of them"


def test_neither_months_of_a_right_nor_inquiries_give_a_small_number_away() -> None:
    counts = {
        **{f"2026-{month:02} disclosure": 31 for month in (4, 5)},
        "2026-06 disclosure": 30,
        "2026-07 disclosure": 1,
        "2026-04 cessation": 39,
        "2026-05 cessation": 1,
        **{f"2026-{month:02} purpose": 5 for month in range(4, 9)},
        "2026-04 erasure": 12,
        "2026-04 correction": 2,
    }
    months = table(Figure.RIGHT_MONTHS, counts)
    kinds = table(Figure.INQUIRIES, {"2026-04 inquiry": 9, "2026-05 complaint": 2}, 5)
    channels = table(Figure.CHANNELS, {"web": 7, "mail": 4}, 5)
    copy = for_outside(replace(FIGURES, tables=(*FIGURES.tables, months, kinds, channels)))
    shown = {row.code: row.count for row in copy.table(Figure.RIGHT_MONTHS).rows}
    rights = {row.code: row.count for row in copy.table(Figure.RIGHTS).rows}
    assert all(count is None or count >= LEAST for count in shown.values())
    for right, total in rights.items():
        hidden = [code for code in shown if code.endswith(right) and shown[code] is None]
        assert total is None or len(hidden) != 1, right
    assert any(shown[code] is None for code in shown if counts[code] > LEAST)
    (inquiries, complaints) = copy.table(Figure.INQUIRIES).rows
    assert complaints.count is None
    assert inquiries.count is None or copy.table(Figure.CHANNELS).total is None
    assert (inquiries.before, complaints.before) == (5, 5)


def test_what_follows_by_a_detour_is_withheld_further_off() -> None:
    """All sums with the cell are unprinted; what gives it away stands in others."""
    one, two, both = ("1",), ("2",), ("both",)
    told = _around((2, 2, 2)) | {one: 2, two: 0, both: 2}
    sums = [Sum(both, (one, two)), Sum(both, (two, A)), *CIRCLE]
    # 1 is what A is, and A follows from the circle: one of its totals goes too.
    assert withheld(told, sums) == {one, two, both, A, B, C, AB}


def test_where_all_is_withheld_nothing_more_can_be() -> None:
    cells: dict[Cell, int] = {("t",): 2, A: 2, B: 0}
    assert withheld(cells, [Sum(("t",), (A,)), Sum(("t",), (A, B))]) == cells.keys()
