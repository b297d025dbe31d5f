# SPDX-License-Identifier: MIT
"""Text set in lines: where a line may end, words never torn apart, strong words."""

from __future__ import annotations

from itertools import accumulate, pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desk_app.letters.fonts.faces import clusters, typefaces
from desk_app.letters.typesetting.setting import (
    KEEP_FROM,
    KEEP_TO,
    MAX_STRETCH,
    NEVER_FIRST,
    NEVER_LAST,
    Align,
    Run,
    SetLine,
    Setter,
    plain,
    tokens,
)
from desk_app.letters.typesetting.sheet import Face, Type

BODY = Type(Face.MINCHO, 10.5, 17.0)
ALPHABET = "請求書確認のをにはがでもしたいっゃー、。（）「」・々％〒1234567890,円年月日第条項号ABC "
texts = st.text(st.sampled_from(ALPHABET), min_size=1, max_size=120)


def lines(text: str, width: float = 60.0, align: Align = Align.LEFT) -> list[str]:
    set_lines = Setter(typefaces()).lines(plain(text), BODY, width, align)
    return [written(line) for line in set_lines]


def written(line: SetLine) -> str:
    return "".join(token for part in line.parts for token in part.tokens)


@given(texts)
def test_no_text_is_lost_or_added(text: str) -> None:
    assert "".join(lines(text)).replace(" ", "") == text.replace(" ", "")


@given(texts)
def test_no_line_begins_or_ends_with_what_may_not(text: str) -> None:
    found = lines(text)
    for above, below in pairwise(found):
        assert below[0] not in NEVER_FIRST
        assert above.rstrip()[-1] not in NEVER_LAST


@given(texts)
@example("000000000000〒A〒A〒いでで 000")
def test_no_line_is_wider_than_its_measure(text: str) -> None:
    setter = Setter(typefaces())
    for line in setter.lines(plain(text), BODY, 60.0, Align.EVEN):
        tokens = [token for part in line.parts for token in part.tokens]
        # The space at which it is cut stands behind its end, for what is copied; nobody sees it.
        seen = tokens[:-1] if tokens and not tokens[-1].strip() else tokens
        gaps = len(seen) - 1
        assert line.width + max(0, gaps) * line.gap <= BODY.units(60.0) + 1 or gaps < 1


@pytest.mark.parametrize(
    "kept",
    [
        "令和8年12月9日（水）",
        "第33条第2項第2号",
        "1,000円",
        "〒163-6017",
        "203号室",
        "84円×10枚",
        "2年間",
        "3か月",
        "9番9号",
        "第8-118号",
        "カード",
        "Wednesday, December 9, 2026",
        "Article 33",
        "1,000 yen",
        "84 yen × 10",
        f"{KEEP_FROM}髙橋 花子 様{KEEP_TO}",
    ],
)
def test_what_belongs_together_stands_on_one_line(kept: str) -> None:
    shown = kept.strip(KEEP_FROM + KEEP_TO)
    for before in range(1, 14):
        found = lines("あ" * before + kept + "い" * 20, width=62.0)
        assert any(shown in line for line in found)


@given(st.integers(15, 80))
def test_the_last_line_is_never_a_stub(length: int) -> None:
    found = lines("あ" * length)
    assert len(found) == 1 or len(clusters(found[-1])) >= 3
    stopped = lines("あ" * length + "。")
    assert len(stopped) == 1 or len(stopped[-1]) >= 4


def test_what_is_wider_than_its_column_breaks_at_spaces_first() -> None:
    found = [line.strip() for line in lines("November 18, 2026", width=20.0)]
    assert found == ["November", "18, 2026"]
    assert "".join(lines("あ" + "x" * 60, width=30.0)) == "あ" + "x" * 60


def test_a_date_wider_than_its_column_breaks_after_its_year_or_month() -> None:
    assert lines("（2025年12月31日）", width=19.0) == ["（2025年", "12月31日）"]


def test_strong_words_are_broken_like_plain_ones() -> None:
    setter = Setter(typefaces())
    text = "開示しない（ご請求には応じられません。）" * 3
    strong = (Run(text[:5], Face.BOLD), Run(text[5:]))
    found = [written(line) for line in setter.lines(strong, BODY, 60.0, Align.LEFT)]
    assert "".join(found) == text
    assert all(line[0] not in NEVER_FIRST for line in found)


def test_a_selector_stays_with_its_character() -> None:
    assert tokens("葛\U000e0100城") == ["葛\U000e0100", "城"]


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


def test_what_is_kept_whole_and_too_wide_for_a_line_is_cut_all_the_same(setter: Setter) -> None:
    """A mark that is left alone by that is no piece of the text: it once stopped the page."""
    for last in range(1, 60):
        kept = f"{KEEP_FROM}(" + "長" * last + f"{KEEP_TO}"
        for before, behind in (("前 ", ""), ("", "。"), (" ", " 2"), ("「", KEEP_FROM + KEEP_TO)):
            runs = (Run(before, Face.BOLD), Run(kept), Run(behind, Face.BOLD))
            found = setter.lines(runs, BODY, 60.0, Align.EVEN, indent=1000)
            said = "".join(written(line) for line in found)
            shown = (before + "(" + "長" * last + behind).replace(KEEP_FROM + KEEP_TO, "")
            assert said.replace(" ", "") == shown.replace(" ", "")


def test_what_is_kept_whole_stays_whole_across_a_change_of_typeface(setter: Setter) -> None:
    text = (Run(f"あいうえおかきくけこさしす{KEEP_FROM}山田"), Run(f"太郎 様{KEEP_TO}", Face.BOLD))
    _, last = setter.lines(text, BODY, WIDTH, Align.LEFT)
    assert "".join(each for part in last.parts for each in part.tokens) == "山田太郎 様"


URL = "https://www.example.co.jp/support/members/change/index.html?from=desk&lang=ja"


def test_the_address_of_a_web_page_breaks_after_what_divides_it() -> None:
    found = lines(f"手続は弊社ウェブサイト（{URL}）をご覧ください。")
    assert "".join(found) == f"手続は弊社ウェブサイト（{URL}）をご覧ください。"
    inside = [line for line in found[:-1] if line[-1].isascii()]
    assert inside
    assert all(line[-1] in "/?&=" for line in inside)
    assert tokens("https://x.jp/）、と")[-1] == "と"
    assert tokens(f"{KEEP_FROM}{URL}{KEEP_TO}") == [URL]


@pytest.mark.parametrize(
    "text", ["確認してください。", "お返しいたしかねます。", "保有しておりません。"]
)
def test_common_words_of_kana_are_torn_at_most_where_they_are_joined(text: str) -> None:
    parts = {"確": ["ください。"], "お": ["いたし", "かね", "ます。"], "保": ["ません。"]}[text[0]]
    word = "".join(parts)
    assert tokens(text)[-len(parts) :] == parts
    for width in range(34, 60):
        assert not any(
            word[:cut] == line[-cut:]
            for line in lines(text * 4, width)
            for cut in set(range(1, len(word))) - set(accumulate(map(len, parts)))
        )


@pytest.mark.parametrize("width", range(12, 60))
def test_no_line_begins_with_the_title_of_a_name(width: int) -> None:
    name = "Maximilian Alexander von Hohenfels"
    for text in (
        f"{KEEP_FROM}{name} 様{KEEP_TO}の",
        f"{KEEP_FROM}渡邉　髙子　様{KEEP_TO}と八丁堀町に",
    ):
        assert not any(line[0] in "様町" for line in lines(text, float(width)))


def test_an_english_paragraph_does_not_end_in_one_word() -> None:
    text = "The documents you sent are used only to respond to the request and are kept"
    for width in range(40, 120):
        *_, above, last = ["", *lines(text, float(width))]
        assert len(last.split()) > 1 or len(above.split()) < 4


def test_one_word_under_a_line_that_can_spare_none_is_left() -> None:
    assert lines("Kenichi Mori-Hohen", 30.0)[-1] == "Mori-Hohen"


def test_a_picture_keeps_the_selector_that_asks_for_it() -> None:
    assert "☎\ufe0f" in tokens("お電話☎\ufe0fを")
