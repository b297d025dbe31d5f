# SPDX-License-Identifier: MIT
"""Tables: rows taller than a page, heads, and columns wide enough for the dates they hold."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

import pytest

from desk_app.letters import letterhead
from desk_app.letters.blocks import (
    NUMBER_WIDTH,
    PADDING_X,
    PADDING_Y,
    TALLEST,
    BodyTable,
    CellText,
    TableColumn,
)
from desk_app.letters.composing import roles_of
from desk_app.letters.fonts.faces import typefaces
from desk_app.letters.letterhead import BODY_WIDTH
from desk_app.letters.places import wording_folder
from desk_app.letters.setting import Setter, plain
from desk_app.letters.wording import Item, wording
from desk_app.records.people import Language
from desk_app.rules.eras import format_en, format_ja

CELL = letterhead.JAPANESE.table
WITH_DATES = ("L9", "L10")


@pytest.fixture
def setter() -> Setter:
    return Setter(typefaces())


def table(*texts: str, head: tuple[str, ...] = ()) -> BodyTable:
    return BodyTable(
        columns=tuple(TableColumn(1) for _ in texts),
        rows=(tuple((CellText(plain(text), CELL),) for text in texts),),
        head=head,
        head_kind=letterhead.TABLE_HEAD,
    )


def test_a_row_is_as_tall_as_its_tallest_cell(setter: Setter) -> None:
    (row,) = table("一", "一\n二\n三").slabs(setter, 24.0, 100.0)
    assert row.height == pytest.approx(3 * CELL.height + 2 * PADDING_Y)


def test_a_row_taller_than_a_page_is_cut_between_lines_and_loses_none(setter: Setter) -> None:
    count = 150
    rows = table("短い", "行\n" * (count - 1) + "行").slabs(setter, 24.0, 100.0)
    assert len(rows) > 1
    assert all(row.height <= TALLEST + 2 * PADDING_Y for row in rows)
    lines = sum((row.height - 2 * PADDING_Y) / CELL.height for row in rows)
    assert lines == pytest.approx(count)


def test_each_row_knows_the_head_that_is_repeated_and_the_head_is_tied_to_the_first(
    setter: Setter,
) -> None:
    head, row = table("一", "二", head=("甲", "乙")).slabs(setter, 24.0, 100.0)
    assert head.keep
    assert row.head is head
    assert not row.keep


def _dated(language: Language) -> Iterator[tuple[str, Item, int]]:
    words = wording(wording_folder(), language)
    for kind in WITH_DATES:
        for item in words.letter(kind).item:
            for place, cell in enumerate(item.cells):
                if "|day" in cell:
                    yield kind, item, place


def _longest(setter: Setter, language: Language) -> float:
    say = format_ja if language is Language.JA else format_en
    kind = roles_of(language).table
    days = (date(2030, 1, 1) + timedelta(days=number) for number in range(366))
    return max(setter.width(kind, say(day)) for day in days)


@pytest.mark.parametrize("language", Language)
def test_a_column_of_dates_holds_the_longest_date_on_one_line(
    language: Language, setter: Setter
) -> None:
    longest = _longest(setter, language)
    found = list(_dated(language))
    assert {kind for kind, _, _ in found} == set(WITH_DATES)
    for kind, item, place in found:
        share = item.shares[place] / sum(item.shares)
        room = share * (BODY_WIDTH - NUMBER_WIDTH) - 2 * PADDING_X
        assert room >= longest, (kind, item.label)


def test_columns_share_the_width_and_meet_without_a_gap(setter: Setter) -> None:
    edges = BodyTable((TableColumn(1), TableColumn(3)), ())._edges(24.0, 160.0)
    assert edges == [24.0, 64.0, 184.0]
    assert all(left < right for left, right in pairwise(edges))
