# SPDX-License-Identifier: MIT
"""Facts nobody expects: each letter prints every character of them, or is stopped by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from desk_app.desk.errors import LetterStopped
from desk_app.letters import render
from desk_app.records.letters import DecisionBody, DeficiencyBody, DeficiencyRow, LetterFacts
from desk_app.records.people import DeskProfile, Language
from tests.letters.reading import poppler_pages, poppler_text, poppler_words, squeezed
from tests.letters.samples import samples

JA = dict(samples(Language.JA))
EN = dict(samples(Language.EN))
PAPER = 210.0
EDGE = 5.0

PRINTED = (
    "<b>x</b> {{ x }} {% y %} &amp; <u>",
    "ﾔﾏﾀﾞ ﾀﾛｳ",
    "e\u0301a\u0304か\u3099",
    "①②㈱㍿ⅳ℃",
    "é ñ ü Ł ő ş ’ “ ” – — 〜～",
    "。" * 300,
    "（" * 300,
    "x" * 3000,
    "々ーゃ" * 60,
)
STOPPED = (
    "🧿",
    "👨\u200d👩",
    "محمد",
    "משה",
    "a\u200db",
    "a\u202eb",
    "a\ud800b",
    "\ue000",
    "김",
    "\r\n",
)


def in_facts(text: str) -> LetterFacts:
    body = JA["L5-PR-G5"].body
    assert isinstance(body, DecisionBody)
    return replace(JA["L5-PR-G5"], body=replace(body, facts=text))


def in_annex(text: str) -> LetterFacts:
    body = JA["L4"].body
    assert isinstance(body, DecisionBody)
    item = replace(body.disclosed[0], content=text)
    return replace(JA["L4"], body=replace(body, disclosed=(item,)))


def in_notice(text: str) -> LetterFacts:
    body = JA["L2"].body
    assert isinstance(body, DeficiencyBody)
    row = DeficiencyRow("form", "form_copy", (("field", f"欄{text}"),))
    return replace(JA["L2"], body=replace(body, rows=(row,)))


def in_name(text: str) -> LetterFacts:
    return replace(JA["L4"], addressee=replace(JA["L4"].addressee, name=f"山{text}"))


PLACES = [in_facts, in_annex, in_notice]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("text", PRINTED, ids=lambda text: ascii(text[:6]))
def test_every_character_is_printed(text: str, place: Callable[[str], LetterFacts]) -> None:
    pages = poppler_pages(render(place(f"始{text}終")))
    read = squeezed("".join(pages))
    for character in set(squeezed(text)):
        assert read.count(character) >= text.count(character)


@pytest.mark.parametrize("place", [*PLACES, in_name])
@pytest.mark.parametrize("text", STOPPED, ids=ascii)
def test_what_no_font_has_stops_the_letter_by_its_code_point(
    text: str, place: Callable[[str], LetterFacts]
) -> None:
    with pytest.raises(LetterStopped) as stopped:
        render(place(text))
    assert stopped.value.code == "missing_glyph"
    assert str(stopped.value.facts["points"]).startswith("U+")


def test_a_text_of_twenty_thousand_characters_goes_on_over_pages() -> None:
    sentence = "これは長い説明です。"
    pages = poppler_pages(render(in_facts(sentence * 2000)))
    assert len(pages) > 5
    assert squeezed("".join(pages)).count("説") == 2000 + squeezed(
        poppler_text(render(in_facts("短文")))
    ).count("説")


def test_an_annex_of_a_thousand_items_loses_none() -> None:
    body = JA["L4"].body
    assert isinstance(body, DecisionBody)
    items = tuple(
        replace(body.disclosed[0], item=f"項目{number}", content=f"内容{number}終")
        for number in range(1000)
    )
    read = squeezed(poppler_text(render(replace(JA["L4"], body=replace(body, disclosed=items)))))
    assert [number for number in range(1000) if f"内容{number}終" not in read] == []


LONG = DeskProfile(
    company_ja="株式会社" + "とても長い名前の会社" * 6,
    company_en="The Company with a Very Long Name " * 4,
    desk_ja="個人情報に関するお問い合わせをお受けする窓口" * 3,
    desk_en="Desk for Requests and Inquiries Concerning Personal Information " * 2,
    address_ja=("東京都新宿区西新宿六丁目" * 4,),
    address_en=("A Very Long Street Name in a Very Long Town " * 3,),
    marking_ja="開示等請求書類在中" * 5,
)


@pytest.mark.parametrize("facts", [JA["L2"], EN["L2"], JA["L5b-PR-G1"]], ids=["ja", "en", "L5b"])
def test_a_desk_with_long_names_stays_on_the_paper(facts: LetterFacts) -> None:
    pages = render(replace(facts, profile=LONG))
    for page in range(1, len(poppler_pages(pages)) + 1):
        for word in poppler_words(pages, page):
            assert word.left >= EDGE, word.text
            assert word.right <= PAPER - EDGE, word.text
