# SPDX-License-Identifier: MIT
"""Addresses that fit their room; the window shows them and nothing else, however the sheet lies."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise
from random import Random

import pytest

from desk_app.letters import render
from desk_app.letters.errors import AddressTooLong, NoRoom
from desk_app.letters.fonts.faces import typefaces
from desk_app.letters.typesetting.addresses import (
    USUAL_ZONE,
    WIDTH,
    WindowLine,
    english_block,
    japanese_block,
    zone_of,
)
from desk_app.letters.typesetting.setting import NEVER_FIRST, NEVER_LAST, Setter
from desk_app.records.case.letters import Addressee
from desk_app.records.desk.people import Language
from desk_app.records.desk.profile import EnvelopeWindow
from tests.letters.reading import Word, poppler_words, squeezed
from tests.letters.sample import sample, with_body
from tests.letters.seen import (
    SEEN_BOTTOM,
    SEEN_RIGHT,
    TOLERANCE,
    WINDOW_LEFT,
    address_of,
    in_every_window,
    seen_somehow,
    shown_ill,
    window_text,
)
from tests.paper import vocabulary

pytestmark = pytest.mark.once(under="first")

SETTER = Setter(typefaces())
SAFE_BOTTOM = 36.0


def texts(block: tuple[WindowLine, ...]) -> list[str]:
    return [line.text for line in block]


def test_a_short_address_stands_on_one_line_at_full_size() -> None:
    block = japanese_block(SETTER, "中村 千夏", "730-0013", "広島県広島市中区八丁堀99番9号")
    assert texts(block) == ["〒730-0013", "広島県広島市中区八丁堀99番9号", "中村 千夏 様"]
    assert (block[1].kind.size, block[-1].kind.size) == (10.0, 12.5)


def test_a_building_goes_onto_a_line_of_its_own() -> None:
    block = japanese_block(
        SETTER, "髙橋 花子", "154-0015", "東京都世田谷区桜新町九丁目88番77号 コーポ見本203号室"
    )
    assert texts(block)[1:3] == ["東京都世田谷区桜新町九丁目88番77号", "コーポ見本203号室"]


def test_a_long_address_is_broken_before_a_town_never_in_a_number() -> None:
    address = "京都府京都市中京区河原町通三条上る恵比須町999番地12345見本マンション本館501号室"
    lines = texts(japanese_block(SETTER, "渡邉 由美", "604-8005", address))[1:-1]
    assert "".join(lines) == address
    assert not any(above[-1].isdigit() and below[0].isdigit() for above, below in pairwise(lines))
    address = (
        "鹿児島県大島郡瀬戸内町大字古仁屋字瀬久井東1234番地56 "
        "グランドメゾン見本プレミアム瀬戸内壱番館1203号室"
    )
    lines = texts(japanese_block(SETTER, "渡邉 由美", "894-1507", address))[1:-1]
    assert [line[:6] for line in lines] == ["鹿児島県大島", "字瀬久井東1", "プレミアム瀬"], (
        "no word torn"
    )


@pytest.mark.parametrize(
    "address",
    [
        "北海道札幌市中央区北一条西二丁目1番地 見本プレジデントタワー札幌駅前2305号室",
        "鹿児島県大島郡瀬戸内町大字古仁屋字瀬久井東1234番地56 見本ハイツ瀬戸内壱番館101号",
        "一丁目1番1号",
    ],
)
def test_every_line_is_seen_whole(address: str) -> None:
    block = japanese_block(SETTER, "山田 太郎", "060-0001", address)
    assert "".join(texts(block)[1:-1]).replace(" ", "") == address.replace(" ", "")
    for line in block:
        assert SETTER.width(line.kind, line.text) <= WIDTH
        assert line.kind.size >= 8.0
        assert line.base <= SAFE_BOTTOM


def test_an_english_block_has_the_name_first_and_the_code_last() -> None:
    block = english_block(SETTER, "Emily Carter", "154-0015", "9-88-77 Sakurashinmachi\nTokyo")
    assert texts(block) == ["Emily Carter", "9-88-77 Sakurashinmachi", "Tokyo 154-0015"]
    four = english_block(
        SETTER, "E", "154-0015", "203 Corpo\n9-88-77 Town\nSetagaya-ku-sakurashinmachi-kita"
    )
    assert texts(four)[-1] == "154-0015"
    assert max(line.base for line in four) <= SAFE_BOTTOM


def test_without_a_postal_code_there_is_no_sign_of_one() -> None:
    assert texts(japanese_block(SETTER, "山田", "", "東京都"))[0] == "東京都"
    assert texts(english_block(SETTER, "Y", "", "Tokyo")) == ["Y", "Tokyo"]


@pytest.mark.parametrize("block", [japanese_block, english_block])
def test_what_fits_in_no_way_is_refused(block: object) -> None:
    assert callable(block)
    with pytest.raises(AddressTooLong, match="address_too_long"):
        block(SETTER, "山田", "154-0015", "東" * 90)
    with pytest.raises(AddressTooLong):
        block(SETTER, "山" * 40, "154-0015", "東京都")


def test_a_long_building_is_broken_as_a_line_of_text_is_only_where_nothing_else_helps() -> None:
    building = "グランドメゾン見本プレミアムタワーレジデンスー東館「別棟」1203号室"
    lines = texts(japanese_block(SETTER, "山田", "154-0015", f"東京都世田谷区1-2-3\n{building}"))
    assert lines[1] == "東京都世田谷区1-2-3"
    assert "".join(lines[2:-1]) == building
    assert lines[3][0] not in "ー」ィァ"
    assert lines[2][-1] != "「"
    assert "1203号室" in lines[3]


def test_another_window_moves_the_address_with_it() -> None:
    zone = zone_of(EnvelopeWindow(left=200, top=130, width=920))
    assert zone == (22.0, 64.0, 1.0)
    usual = japanese_block(SETTER, "山田", "154-0015", "東京都")
    moved = japanese_block(SETTER, "山田", "154-0015", "東京都", zone)
    assert [line.base - 1.0 for line in moved] == [line.base for line in usual]
    usual_english = english_block(SETTER, "Y", "154-0015", "Tokyo")
    english = english_block(SETTER, "Y", "154-0015", "Tokyo", zone)
    assert [line.base - 1.0 for line in english] == [line.base for line in usual_english]
    assert zone_of(EnvelopeWindow()) == USUAL_ZONE


def test_more_short_lines_than_there_is_room_for_are_joined() -> None:
    address = "282\nCorpo Mihon\n19-13-9 Minami-Senba\nChuo-ku\nOsaka"
    block = english_block(SETTER, "Li", "693-0001", address)
    assert len(block) <= 4
    assert " ".join(texts(block)[1:]) == f"{address} 693-0001".replace("\n", " ")


@pytest.mark.parametrize("language", Language)
def test_random_addresses_are_cut_where_they_may_be_or_refused(language: Language) -> None:
    """No character is lost, no number is cut, no line begins or ends with what must not."""
    luck = Random(f"addresses {language.value}")  # noqa: S311  examples, no secrets
    block, draw = {
        Language.JA: (japanese_block, vocabulary.address),
        Language.EN: (english_block, vocabulary.latin_address),
    }[language]
    refused = 0
    for _ in range(400):
        tail = "".join(luck.choice(vocabulary.BUILDINGS) for _ in range(luck.randint(0, 3)))
        address = f"{draw(luck)} {tail}".strip()
        try:
            lines = texts(block(SETTER, "山田", "", address))
        except AddressTooLong:
            refused += 1
            continue
        lines = lines[:-1] if language is Language.JA else lines[1:]
        assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", address)
        for above, below in pairwise(lines):
            assert below[0] not in NEVER_FIRST
            assert above[-1] not in NEVER_LAST
            joined = f"{above}{below}" in re.sub("\n", " ", address)
            assert not (joined and above[-1].isdigit() and below[0].isdigit())
    assert refused < 20


def test_a_word_in_the_wrong_place_would_be_noticed() -> None:
    assert seen_somehow(Word(111.0, 56.0, 130.0, 60.0, "x"))
    assert not seen_somehow(Word(112.5, 20.0, 130.0, 24.0, "x"))
    assert not in_every_window(Word(24.0, 13.0, 90.0, 17.0, "x"))
    facts = sample("L15")
    words = poppler_words(render(facts))
    assert shown_ill(facts, words) == []
    assert shown_ill(facts, [*words, Word(100.0, 56.0, 111.0, 60.0, "x")])
    assert shown_ill(facts, words[words.index(next(filter(seen_somehow, words))) + 1 :])


def test_a_long_day_fits_its_frame() -> None:
    facts = sample("L2", Language.EN)
    late = with_body(facts, due=date(2027, 9, 29))
    words = poppler_words(render(late))
    assert any(word.text == "Wednesday," for word in words)
    assert all(word.right <= 190 + TOLERANCE for word in words)


@pytest.mark.parametrize("language", Language)
def test_what_no_window_can_show_goes_out_under_a_label(language: Language) -> None:
    """The address stands where a window would be, and there alone."""
    facts = sample("L2", language)
    address = {
        Language.JA: "鹿児島県大島郡瀬戸内町大字古仁屋字瀬久井東1234番地56\n"
        "グランドメゾン見本プレミアムレジデンス瀬戸内壱番館1203号室\nマクシミリアン・ミホン様方",
        Language.EN: "Room 1203, Grand Maison Mihon Premium Residence Setouchi Number One\n"
        "1234-56 Koniya Azasekuihigashi\nSetouchi-cho, Oshima-gun, Kagoshima, Japan",
    }[language]
    name = "マクシミリアン・アレクサンダー・フォン・ホーエンフェルス"
    long = replace(facts, addressee=Addressee(name, "894-1507", address))
    with pytest.raises(AddressTooLong):
        render(long)
    words = poppler_words(render(replace(long, labelled=True)))
    assert squeezed(window_text(words)) == address_of(long)
    seen = [word for word in words if seen_somehow(word)]
    assert min(word.left for word in seen) >= WINDOW_LEFT
    assert max(word.right for word in seen) <= SEEN_RIGHT
    assert max(word.bottom for word in seen) <= SEEN_BOTTOM
    with pytest.raises(NoRoom):
        render(replace(long, labelled=True, addressee=Addressee(name, "", "東" * 300)))


ABROAD = "Flat 3, Rosebery House\n12 St Giles High Street\nOxford OX1 4BH\nUnited Kingdom"


@pytest.mark.parametrize("block", [japanese_block, english_block])
def test_an_address_abroad_keeps_its_four_lines(
    block: Callable[..., tuple[WindowLine, ...]],
) -> None:
    found = block(SETTER, "Emily Carter", "", ABROAD)
    written = ABROAD.split("\n")
    assert [text for text in texts(found) if text in written] == written
    assert max(line.base for line in found) <= 35.0


def test_four_lines_and_a_postal_code_are_as_few_as_the_window_has_room_for() -> None:
    wide = ABROAD.replace("United Kingdom", "United Kingdom of Great Britain and NI, Europe")
    found = english_block(SETTER, "Emily Carter", "154-0015", wide)
    assert len(found) <= 5
    assert "".join(texts(found)).replace(" ", "").endswith("154-0015")
    assert max(line.base for line in found) <= 35.0
