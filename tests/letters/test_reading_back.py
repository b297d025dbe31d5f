# SPDX-License-Identifier: MIT
"""What two readers take from the pages is what the facts say; codes are read by another program."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from desk_app import letters
from desk_app.desk.errors import LetterStopped
from desk_app.letters import render
from desk_app.letters.fonts.faces import typefaces
from desk_app.letters.typesetting.sheet import Sheet, code128_shape, qr_shape
from desk_app.records.case.decisions import DisclosedItem
from desk_app.records.case.letters import DeficiencyRow, LetterFacts, Stand
from desk_app.records.desk.people import Language
from desk_app.records.desk.profile import DeskProfile
from desk_app.rules.codes import (
    CodeError,
    CodeFault,
    DocumentNumber,
    ReceiptNumber,
    Scanned,
    read_code,
    receipt_code,
)
from tests.letters.random_facts import random_facts
from tests.letters.reading import (
    codes,
    poppler_pages,
    poppler_text,
    poppler_words,
    qt_text,
    squeezed,
)
from tests.letters.sample import drawn, sample, with_body

pytestmark = pytest.mark.once(under="first")

RARE = (
    "𠮷田",
    "髙橋",
    "山﨑",
    "葛\U000e0100城",
    "渡邉\U000e0110",
    "\ufa19\ufa1a\ufa1b",
    "𣘺本",
    "か\u3099き",
    "O'Brien & Sons <i>",
    "1,000円（84円×10枚）",
)


@pytest.mark.parametrize("reader", [poppler_text, qt_text], ids=["poppler", "qt"])
def test_every_character_reads_back_as_it_was_written(reader: Callable[[bytes], str]) -> None:
    facts = with_body(
        sample("L4"), disclosed=tuple(DisclosedItem("", "氏名", text) for text in RARE)
    )
    for name in ("渡邉\U000e0110 𠮷田 﨑", "葛\U000e0100城 か\u3099き 𣘺本", "O'Brien & Sons <i>"):
        named = replace(facts, addressee=replace(facts.addressee, name=name))
        read = squeezed(reader(drawn(named)))
        assert read.count(squeezed(name)) == 2 + (name in RARE)
        assert [text for text in RARE if squeezed(text) not in read] == []


def test_each_page_carries_its_code_and_the_slip_the_receipt_number_as_a_bar_code(
    tmp_path: Path,
) -> None:
    facts = sample("L2-many")
    *pages, slip = codes(drawn(facts), tmp_path)
    qr = f"{facts.receipt_code}/{facts.number}"
    assert pages == [[qr]] * len(pages)
    assert pages
    assert slip == sorted([facts.receipt_code, qr])


def test_the_code_of_a_letter_is_the_desk_s_own() -> None:
    facts = random_facts(1)
    assert facts.receipt_code == receipt_code(facts.receipt_number)


LETTER = f"{receipt_code('R8-0147')}/8-121"
WIDE = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})


SHAPES = {
    "QR": lambda text: qr_shape(text, 12.0),
    "Code 128": lambda text: code128_shape(text, 80.0, 11.0),
}


NAMED = {
    "DAR8-01473": Scanned(ReceiptNumber("R", 8, 147)),
    LETTER: Scanned(ReceiptNumber("R", 8, 147), DocumentNumber(8, 121)),
    f"{receipt_code('R12-123456')}/12-98765": Scanned(
        ReceiptNumber("R", 12, 123456), DocumentNumber(12, 98765)
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_printed_codes_name_their_application_and_their_letter(shape: str, tmp_path: Path) -> None:
    sheet = Sheet(typefaces(), "ja")
    for number, text in enumerate(NAMED):
        sheet.shape(60, 60 + 60 * number, SHAPES[shape](text))
    sheet.end_page()
    (read,) = codes(sheet.finish(), tmp_path)
    assert {text: read_code(text) for text in read} == NAMED


def test_what_an_input_method_makes_of_a_scan_is_taken_too() -> None:
    wide = LETTER.translate(WIDE)
    assert wide == "ＤＡＲ８－０１４７３／８－１２１"
    assert read_code(wide) == read_code(LETTER)
    assert read_code(wide.lower().replace("－", "ー")) == read_code(LETTER)
    assert unicodedata.normalize("NFKC", wide) == LETTER


@pytest.mark.parametrize("text", ["DAR8-01483/8-121", "ＤＡＲ８－０１４７４", "DAR8-01474/8-121"])
def test_a_wrong_check_character_is_told_as_that(text: str) -> None:
    with pytest.raises(CodeError) as refused:
        read_code(text)
    assert refused.value.code is CodeFault.WRONG_CHECK_CHARACTER


TOLD = (
    *((name, Language.JA) for name in ("L2", "L5-PR-G4", "L5b-PR-G1", "L8", "L11")),
    ("L4-part", Language.EN),
)


@pytest.mark.parametrize(("name", "language"), TOLD)
def test_every_word_told_stands_on_the_pages(name: str, language: Language) -> None:
    facts = sample(name, language)
    pages = squeezed(qt_text(drawn(facts)))
    told = letters.words(facts)
    assert squeezed(told.title) in pages
    assert len(told.passages) > 4
    for passage in told.passages:
        for part in (passage.label, *passage.text.replace("　", "\n").split("\n")):
            assert squeezed(part) in pages


def test_items_begin_with_number_and_label_and_record_and_end_stand_apart() -> None:
    told = letters.words(sample("L5-PR-G4")).passages
    labels = [passage.label for passage in told if passage.item]
    assert labels[:2] == ["1 ご請求の内容", "2 決定"]
    assert ("記", Stand.MIDDLE) in {(each.text, each.stand) for each in told}
    assert ("以上", Stand.RIGHT) in {(each.text, each.stand) for each in told}


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
    "👨\u200d👩",
    "नमस्ते",
    "مُحَمَّد",
    "a\u200db",
    "a\u202eb",
    "a\ud800b",
    "\ue000",
    "\x0b",
)


def in_facts(*texts: str) -> LetterFacts:
    return with_body(sample("L5-PR-G5"), facts="\n".join(texts))


def in_annex(*texts: str) -> LetterFacts:
    items = tuple(DisclosedItem("", "氏名", text) for text in texts)
    return with_body(sample("L4"), disclosed=items)


def in_notice(*texts: str) -> LetterFacts:
    rows = [DeficiencyRow("form", "form_copy", (("field", f"欄{text}"),)) for text in texts]
    return with_body(sample("L2"), rows=tuple(rows))


def in_name(text: str) -> LetterFacts:
    facts = sample("L4")
    return replace(facts, addressee=replace(facts.addressee, name=f"山{text}"))


PLACES = [in_facts, in_annex, in_notice]


@pytest.mark.parametrize("place", PLACES)
def test_every_character_is_printed(place: Callable[..., LetterFacts]) -> None:
    read = Counter(squeezed(poppler_text(render(place(*(f"始{text}終" for text in PRINTED))))))
    wanted = Counter(squeezed("".join(PRINTED)))
    assert {each: (read[each], count) for each, count in wanted.items() if read[each] < count} == {}


@pytest.mark.parametrize("place", [*PLACES, in_name])
@pytest.mark.parametrize("text", STOPPED, ids=ascii)
def test_what_no_font_has_stops_the_letter_by_its_code_point(
    text: str, place: Callable[[str], LetterFacts]
) -> None:
    with pytest.raises(LetterStopped) as stopped:
        render(place(text))
    assert stopped.value.code in {"missing_glyph", "unprinted_script"}
    assert str(stopped.value.facts["points"]).startswith("U+")


def test_a_text_of_twenty_thousand_characters_goes_on_over_pages() -> None:
    sentence = "これは長い説明です。"
    pages = poppler_pages(render(in_facts(sentence * 2000)))
    assert len(pages) > 5
    assert squeezed("".join(pages)).count("説") == 2000 + squeezed(
        poppler_text(render(in_facts("短文")))
    ).count("説")


def test_a_long_annex_loses_none_of_its_items() -> None:
    texts = [f"内容{each}終" for each in range(250)]
    pages = poppler_pages(render(in_annex(*texts)))
    assert len(pages) > 5
    assert [text for text in texts if text not in squeezed("".join(pages))] == []


LONG = DeskProfile(
    company_ja="株式会社" + "とても長い名前の会社" * 6,
    company_en="The Company with a Very Long Name " * 4,
    desk_ja="個人情報に関するお問い合わせをお受けする窓口" * 3,
    desk_en="Desk for Requests and Inquiries Concerning Personal Information " * 2,
    address_ja=("東京都新宿区西新宿六丁目" * 4,),
    address_en=("A Very Long Street Name in a Very Long Town " * 3,),
    marking_ja="開示等請求書類在中" * 5,
)


@pytest.mark.parametrize("facts", [sample("L2"), sample("L2", Language.EN)], ids=["ja", "en"])
def test_a_desk_with_long_names_stays_on_the_paper(facts: LetterFacts) -> None:
    pages = render(replace(facts, profile=LONG))
    for page in range(1, len(poppler_pages(pages)) + 1):
        for word in poppler_words(pages, page):
            assert word.left >= EDGE, word.text
            assert word.right <= PAPER - EDGE, word.text
