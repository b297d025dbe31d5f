# SPDX-License-Identifier: MIT
"""The parts of a body: what stays together where a page ends, and how wide the frames are."""

from __future__ import annotations

import pytest

from desk_app.letters import letterhead
from desk_app.letters.blocks import (
    BodyTable,
    BodyZone,
    CellText,
    DueFrame,
    Farewell,
    ItemBlock,
    ParagraphBlock,
    Steps,
    TableColumn,
    line_of,
    paginate,
)
from desk_app.letters.fonts.faces import typefaces
from desk_app.letters.setting import Align, Setter, plain
from desk_app.letters.sheet import Sheet
from tests.letters.reading import poppler_words

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
