# SPDX-License-Identifier: MIT
"""The parts of a body: measured, broken into pages, tables with repeated heads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from unittest.mock import Mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app.letters.fonts.faces import typefaces
from desk_app.letters.letter import letterhead
from desk_app.letters.letter.composing import roles_of
from desk_app.letters.letter.letterhead import BODY_WIDTH
from desk_app.letters.places import wording_folder
from desk_app.letters.typesetting.blocks import (
    CLOSEST,
    NUMBER_WIDTH,
    PADDING_X,
    PADDING_Y,
    TALL,
    BodyTable,
    BodyZone,
    CellText,
    DueFrame,
    Farewell,
    ItemBlock,
    ParagraphBlock,
    PlacedSlabs,
    Slab,
    Steps,
    TableColumn,
    Tied,
    line_of,
    paginate,
    settled,
)
from desk_app.letters.typesetting.setting import Align, Setter, plain
from desk_app.letters.typesetting.sheet import Sheet
from desk_app.letters.wording.wording import Item, wording
from desk_app.records.desk.people import Language
from desk_app.rules.days.eras import format_en, format_ja
from tests.letters.reading import poppler_words, poppler_words_of_all

BODY = letterhead.JAPANESE.body
LEFT, WIDTH = 24.0, 166.0
FIRST = BodyZone(77.0, 250.0, 250.0)
LATER = BodyZone(24.0, 275.0, 250.0)


@pytest.fixture
def setter() -> Setter:
    return Setter(typefaces())


def paragraph(lines: int, *, keep: bool = False) -> ParagraphBlock:
    return ParagraphBlock(plain("\n".join("一" * lines)), BODY, keep=keep)


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        (1, [False]),
        (2, [True, False]),
        (3, [True, True, False]),
        (5, [True, False, False, True, False]),
    ],
)
def test_two_lines_of_a_paragraph_stay_together_at_each_end(
    lines: int, kept: list[bool], setter: Setter
) -> None:
    text = plain("あ" * (44 * lines - 10))
    slabs = ParagraphBlock(text, BODY).slabs(setter, LEFT, WIDTH)
    assert [slab.keep for slab in slabs] == kept


def test_a_paragraph_tied_to_what_follows_keeps_its_last_line(setter: Setter) -> None:
    assert [slab.keep for slab in paragraph(1, keep=True).slabs(setter, LEFT, WIDTH)] == [True]


def test_a_label_above_a_table_never_stands_alone_at_the_foot(setter: Setter) -> None:
    cell = (CellText(plain("一"), letterhead.JAPANESE.table),)
    table = BodyTable((TableColumn(1),), ((cell,),) * 3, ("頭",), letterhead.TABLE_HEAD)
    item = ItemBlock("3", "調査の範囲", (table,), letterhead.LABEL, BODY, 34.0, below=True)
    label, head, first, *_ = item.slabs(setter, LEFT, WIDTH)
    assert label.keep
    assert head.keep
    assert first.head is head
    filler = line_of("一", BODY, Align.LEFT).slabs(setter, LEFT, WIDTH)
    for lines in range(20, 30):
        pages = paginate([filler * lines, item.slabs(setter, LEFT, WIDTH)], FIRST, LATER)
        assert not any(page[-1].slab.keep for page in pages)


def test_what_has_no_room_beside_a_long_label_stands_under_it(setter: Setter) -> None:
    heights = {
        label: [
            slab.height
            for slab in ItemBlock("6", label, (paragraph(2),), letterhead.LABEL, BODY, 34.0).slabs(
                setter, LEFT, WIDTH
            )
        ]
        for label in ("誤りがあるとき", "開示した内容に誤りがあるとき")
    }
    assert list(heights.values()) == [[BODY.height] * 2, [BODY.height] * 3]


def test_a_long_table_begins_only_where_there_is_room_worth_filling(setter: Setter) -> None:
    cell = (CellText(plain("一"), letterhead.JAPANESE.table),)
    table = BodyTable((TableColumn(1),), ((cell,),) * 20, ("頭",), letterhead.TABLE_HEAD)
    rows = table.slabs(setter, LEFT, WIDTH)
    line = line_of("一", BODY, Align.LEFT).slabs(setter, LEFT, WIDTH)
    near_the_end = paginate([line * 22, rows], FIRST, LATER)
    assert len(near_the_end[0]) == 22
    half_way = paginate([line * 12, rows], FIRST, LATER)
    assert len(half_way[0]) > 13


def test_a_single_sentence_has_no_number_and_several_hang_from_theirs(setter: Setter) -> None:
    one = Steps((plain("あ" * 60),), BODY).slabs(setter, LEFT, WIDTH)
    two = Steps((plain("あ" * 60), plain("い")), BODY).slabs(setter, LEFT, WIDTH)
    assert len(one) == 2
    assert len(two) == 3


def test_a_day_too_long_for_its_frame_is_set_smaller(setter: Setter) -> None:
    note = "当窓口に届いたもの（必着）"
    for day in ("令和8年12月9日（水）", "Wednesday, September 29, 2027", "長い" * 20):
        pages = Sheet(typefaces(), "ja")
        (slab,) = DueFrame(day, note, letterhead.DUE_DAY, letterhead.DUE_NOTE).slabs(
            setter, 65.0, 125.0
        )
        slab.draw(pages, 100.0)
        pages.end_page()
        assert all(word.right <= 190.0 for word in poppler_words(pages.finish()))


def test_the_last_word_stands_on_one_line(setter: Setter) -> None:
    (slab,) = Farewell("以上", BODY).slabs(setter, LEFT, WIDTH)
    assert slab.height == BODY.height
    assert not slab.keep


CELL = letterhead.JAPANESE.table
WITH_DATES = ("L9", "L10")


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


@pytest.mark.parametrize("count", [13, 150])
def test_a_tall_row_may_be_cut_between_any_lines_but_the_outermost_and_loses_none(
    count: int, setter: Setter
) -> None:
    text = "\n".join(f"行{number}" for number in range(count))
    rows = table("短い", text).slabs(setter, 24.0, 100.0)
    assert len(rows) == count
    assert [row.keep for row in rows] == [True, *[False] * (count - 3), True, False]
    assert sum(row.height for row in rows) == pytest.approx(count * CELL.height + 2 * PADDING_Y)
    pages = Sheet(typefaces(), "ja")
    for page in paginate([rows], FIRST, LATER):
        for top, row in page:
            row.draw(pages, top)
        pages.end_page()
    read = [word.text for words in poppler_words_of_all(pages.finish()) for word in words]
    assert sorted(read) == sorted(["短い", *text.split("\n")])


def test_a_row_that_is_not_tall_stays_whole(setter: Setter) -> None:
    rows = table("短い", "\n".join("一" * 11)).slabs(setter, 24.0, 100.0)
    assert len(rows) == 1
    assert rows[0].height <= TALL


def test_a_number_of_two_digits_is_never_torn(setter: Setter) -> None:
    rows = tuple(
        tuple((CellText(plain(text), CELL),) for text in (str(number), "内容"))
        for number in range(1, 121)
    )
    narrow = BodyTable((TableColumn(2), TableColumn(98)), rows)
    left, right, _ = narrow._edges(setter, LEFT, WIDTH)
    assert right - left >= setter.width(CELL, "120") + 2 * PADDING_X
    few = BodyTable((TableColumn(2), TableColumn(98)), rows[:9])
    assert few._edges(setter, LEFT, WIDTH)[1] < right


def test_columns_by_content_are_as_wide_as_what_stands_in_them_asks_for(setter: Setter) -> None:
    texts = (
        "1",
        "令和8年11月25日",
        "あり",
        "氏名、住所、電話番号、電子メールアドレス、会員番号、生年月日",
    )
    cells = tuple((CellText(plain(text), CELL),) for text in texts)
    heads = ("", "提供した日", "ご本人の同意", "項目")
    shares = tuple(TableColumn(25) for _ in texts)
    by_content = BodyTable(shares, (cells,), heads, letterhead.TABLE_HEAD, by_content=True)
    edges = by_content._edges(setter, LEFT, WIDTH)
    widths = [right - left for left, right in pairwise(edges)]
    assert edges[-1] == pytest.approx(LEFT + WIDTH)
    assert widths[1] >= setter.width(CELL, texts[1]) + 2 * PADDING_X
    assert widths[3] > widths[1] > widths[0]
    tight = by_content._edges(setter, LEFT, 30.0)
    assert tight[-1] == pytest.approx(LEFT + 30.0)


def test_what_goes_on_is_named_again_where_a_page_begins_with_it(setter: Setter) -> None:
    cell = (CellText(plain("一"), CELL),)
    groups = ("", *["登録（つづき）"] * 39)
    rows = BodyTable(
        (TableColumn(1),), ((cell,),) * 40, ("頭",), letterhead.TABLE_HEAD, groups=groups
    ).slabs(setter, LEFT, WIDTH)
    pages = Sheet(typefaces(), "ja")
    for page in paginate([rows], FIRST, LATER):
        for top, row in page:
            row.draw(pages, top)
        pages.end_page()
    first, second = poppler_words_of_all(pages.finish())
    assert [word.text for word in first[:2]] == ["頭", "一"]
    assert [word.text for word in second[:3]] == ["頭", "登録（つづき）", "一"]


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
    edges = BodyTable((TableColumn(1), TableColumn(3)), ())._edges(Setter(typefaces()), 24.0, 160.0)
    assert edges == [24.0, 64.0, 184.0]
    assert all(left < right for left, right in pairwise(edges))


FIRST_ZONE = BodyZone(77.0, 250.0, 240.0)
LATER_ZONE = BodyZone(24.0, 275.0, 240.0)


def slab(
    height: float, *, keep: bool = False, blank: bool = False, head: Slab | None = None
) -> Slab:
    draw = Mock(side_effect=AssertionError("nothing is drawn here"))
    return Slab(height, draw, keep=keep, blank=blank, head=head)


def end(page: PlacedSlabs) -> float:
    return page[-1].top + page[-1].slab.height


lines = st.builds(slab, st.floats(4.0, 7.0), keep=st.booleans())
groups = st.lists(lines, min_size=1, max_size=12)


few_and_long = settings(max_examples=40)


@few_and_long
@given(st.lists(groups, min_size=1, max_size=30))
def test_every_slab_is_placed_once_inside_its_page_and_with_what_it_is_tied_to(
    body: list[list[Slab]],
) -> None:
    pages = paginate(body, FIRST_ZONE, LATER_ZONE)
    placed = [place.slab for page in pages for place in page]
    assert placed == [each for group in body for each in group]
    for number, page in enumerate(pages):
        zone = LATER_ZONE if number else FIRST_ZONE
        last = number == len(pages) - 1
        assert page[0].top == zone.top
        assert end(page) <= (zone.last if last else zone.bottom) + 1e-6
    assert _torn(pages, body) == []


def _torn(pages: list[PlacedSlabs], body: list[list[Slab]]) -> list[Slab]:
    """The slabs that end a page, and would stand with the next one."""
    ends = {id(group[-1]) for group in body}
    last = [page[-1].slab for page in pages[:-1]]
    return [each for each in last if each.keep and id(each) not in ends]


def test_a_table_that_goes_on_repeats_its_head() -> None:
    head = slab(7.0, keep=True)
    rows = [slab(20.0, head=head) for _ in range(20)]
    pages = paginate([[slab(6.0, keep=True), head, *rows]], FIRST_ZONE, LATER_ZONE)
    assert len(pages) > 1
    assert all(page[0].slab is head for page in pages[1:])


def test_white_at_the_top_of_a_page_is_left_out() -> None:
    body = [[slab(170.0)], [slab(1.3, blank=True), slab(10.0)]]
    first, second = paginate(body, FIRST_ZONE, LATER_ZONE)
    assert len(first) == len(second) == 1


def test_a_long_item_goes_on_rather_than_leave_half_a_page_empty() -> None:
    answer = [slab(6.0) for _ in range(25)]
    begun, moved = (
        paginate([[slab(tall)], answer], FIRST_ZONE, LATER_ZONE) for tall in (110.0, 115.0)
    )
    assert (len(begun[0]), len(moved[0])) == (11, 1)


def _settled(*groups: list[Slab]) -> list[PlacedSlabs]:
    """Settle slabs whose heights follow the pitch, as lines do."""

    def measured(setter: Setter) -> list[list[Slab]]:
        pitch = setter.pitched(BODY).leading / BODY.leading
        return [[each._replace(height=each.height * pitch) for each in group] for group in groups]

    return settled(measured, Setter(typefaces()), FIRST_ZONE, LATER_ZONE)


def test_what_overflows_by_little_is_set_closer_as_little_as_helps() -> None:
    usual = [slab(6.0) for _ in range(28)]
    (page,) = _settled(usual)
    assert 0.95 < page[0].slab.height / 6.0 < 0.97
    (page,) = _settled([slab(6.0) for _ in range(30)])
    assert page[0].slab.height == pytest.approx(6.0 * CLOSEST.pitch, abs=0.3)


def test_what_overflows_by_more_takes_its_item_along_to_a_page_that_looks_meant() -> None:
    items = [[slab(20.0)], [slab(60.0)], [slab(40.0)], [slab(40.0)], [slab(35.0)]]
    pages = _settled(*items)
    assert [len(page) for page in pages] == [3, 2]
    assert all(each.slab.height in {20.0, 35.0, 40.0, 60.0} for page in pages for each in page)


def test_a_page_that_is_full_enough_is_left_as_it_is() -> None:
    groups = [[slab(10.0)] for _ in range(24)]
    assert _settled(*groups) == paginate(groups, FIRST_ZONE, LATER_ZONE)


def test_what_cannot_be_shared_better_is_left_as_it_is() -> None:
    groups = [[slab(150.0)], [slab(50.0)]]
    assert _settled(*groups) == paginate(groups, FIRST_ZONE, LATER_ZONE)


@few_and_long
@given(st.lists(groups, min_size=1, max_size=30))
def test_settling_loses_no_slab_and_breaks_nothing_that_is_tied(body: list[list[Slab]]) -> None:
    pages = settled(lambda _: body, Setter(typefaces()), FIRST_ZONE, LATER_ZONE)
    assert [place.slab for page in pages for place in page] == [
        each for group in body for each in group
    ]
    assert _torn(pages, body) == []


def test_what_speaks_of_the_address_below_stands_with_it() -> None:
    setter = Setter(typefaces())
    tied = Tied((paragraph(3), paragraph(2))).slabs(setter, LEFT, WIDTH)
    assert all(each.keep for each in tied)
    long = Tied((paragraph(30),)).slabs(setter, LEFT, WIDTH)
    assert not all(each.keep for each in long)


def test_the_end_takes_its_item_along_to_the_last_page() -> None:
    body = [[slab(150.0)], [slab(16.0), slab(6.0)]]
    pages = paginate(body, FIRST_ZONE, LATER_ZONE)
    assert [len(page) for page in pages] == [1, 2]


def test_columns_by_content_give_to_each_other_what_makes_the_table_low(setter: Setter) -> None:
    address = "東京都千代田区丸の内九丁目9番9号　見本第一ビルディング15階"
    texts = (
        "令和8年11月25日",
        f"株式会社見本\n{address}\n代表取締役　見本 一郎",
        "氏名、住所",
        "あり",
    )
    row = tuple((CellText(plain(text), CELL),) for text in texts)
    shares = tuple(TableColumn(25) for _ in texts)
    heights = [
        sum(slab.height for slab in made.slabs(setter, LEFT, WIDTH))
        for made in (
            BodyTable(shares, (row,) * 3, by_content=True),
            BodyTable(shares, (row,) * 3),
        )
    ]
    assert heights[0] < heights[1]
