# SPDX-License-Identifier: MIT
"""Text set in lines: where they stand in their measure, and how strong words share a line."""

from __future__ import annotations

import pytest

from desk_app.letters.fonts.faces import typefaces
from desk_app.letters.setting import (
    KEEP_FROM,
    KEEP_TO,
    MAX_STRETCH,
    Align,
    Run,
    SetLine,
    Setter,
    plain,
)
from desk_app.letters.sheet import Face, Type

BODY = Type(Face.MINCHO, 10.5, 17.0)
WIDTH = 60.0


@pytest.fixture
def setter() -> Setter:
    return Setter(typefaces())


def end(line: SetLine) -> int:
    gaps = sum(len(part.tokens) for part in line.parts) - 1
    return line.start + line.width + gaps * line.gap


def test_lines_stand_left_centred_and_right(setter: Setter) -> None:
    measure = BODY.units(WIDTH)
    (left,) = setter.lines(plain("記"), BODY, WIDTH, Align.LEFT)
    (centre,) = setter.lines(plain("記"), BODY, WIDTH, Align.CENTRE)
    (right,) = setter.lines(plain("記"), BODY, WIDTH, Align.RIGHT)
    assert left.start == 0
    assert abs(centre.start + centre.width / 2 - measure / 2) <= 1
    assert end(right) == measure


def test_an_even_line_fills_its_measure_and_the_last_one_is_left_as_it_is(setter: Setter) -> None:
    lines = setter.lines(
        plain("書類の確認を行い、結果をお知らせします。" * 4), BODY, WIDTH, Align.EVEN
    )
    measure = BODY.units(WIDTH)
    assert any(line.gap for line in lines)
    for line in lines[:-1]:
        gaps = sum(len(part.tokens) for part in line.parts) - 1
        assert 0 <= line.gap <= MAX_STRETCH
        assert end(line) <= measure
        assert end(line) >= measure - gaps or measure - line.width > MAX_STRETCH * gaps
    assert lines[-1].gap == 0


def test_a_line_too_short_to_be_filled_is_left_short(setter: Setter) -> None:
    kept = f"{KEEP_FROM}{'長' * 16}{KEEP_TO}"
    first, _ = setter.lines(plain(f"短い文{kept}"), BODY, WIDTH, Align.EVEN)
    assert first.gap == 0


def test_the_indent_is_that_of_the_first_line_alone(setter: Setter) -> None:
    lines = setter.lines(plain("あ" * 40), BODY, WIDTH, Align.LEFT, indent=1000)
    assert [line.start for line in lines] == [1000] + [0] * (len(lines) - 1)


def test_every_line_end_of_the_text_ends_a_line(setter: Setter) -> None:
    lines = setter.lines((Run("一\n\n二", None), Run("三\n四", Face.BOLD)), BODY, WIDTH, Align.LEFT)
    written = ["".join(each for part in line.parts for each in part.tokens) for line in lines]
    assert written == ["一", "", "二三", "四"]


def test_a_strong_word_is_a_part_of_its_own_that_begins_where_the_one_before_ends(
    setter: Setter,
) -> None:
    text = (Run("決定は"), Run("全部開示", Face.BOLD), Run("です。"))
    (line,) = setter.lines(text, BODY, WIDTH, Align.LEFT)
    assert [part.kind.face for part in line.parts] == [Face.MINCHO, Face.BOLD, Face.MINCHO]
    at = 0
    for part in line.parts:
        assert part.offset == at
        at += sum(typefaces()[part.kind.face.value].width(token) for token in part.tokens)
    assert at == line.width


def test_what_is_kept_whole_stays_whole_across_a_change_of_typeface(setter: Setter) -> None:
    text = (Run(f"あいうえおかきくけこさしす{KEEP_FROM}山田"), Run(f"太郎 様{KEEP_TO}", Face.BOLD))
    _, last = setter.lines(text, BODY, WIDTH, Align.LEFT)
    assert "".join(each for part in last.parts for each in part.tokens) == "山田太郎 様"
