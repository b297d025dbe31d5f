# SPDX-License-Identifier: MIT
"""Words that are read from right to left: joined, turned, read back, and what is not printed."""

from __future__ import annotations

import io
import unicodedata
from dataclasses import replace
from random import Random
from typing import cast

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication

from desk_app import letters
from desk_app.cli.sample.pdf_text import text_of
from desk_app.letters.errors import MissingGlyph, UnprintedScript
from desk_app.letters.fonts.directions import in_line, in_order, levels_of
from desk_app.letters.fonts.right_to_left import Placed, in_reading_order, is_turned, on_paper
from desk_app.records.case.decisions import DisclosedItem
from desk_app.records.case.letters import DecisionBody, LetterFacts
from desk_app.records.desk.people import Language
from tests.letters.drawn import Drawn
from tests.letters.reading import squeezed
from tests.letters.sample import sample

pytestmark = pytest.mark.once(under="first")


def drawn(text: str) -> str:
    """What stands on paper, from left to right."""
    return "".join(shape.drawn for shape in on_paper(text, levels_of(text)))


def _named(*names: str) -> str:
    return "".join(map(unicodedata.lookup, names))


@pytest.mark.parametrize(
    ("text", "paper"),
    [
        ("דניאל כהן", "ןהכ לאינד"),
        ("שלום 123 עולם", "םלוע 123 םולש"),
        ("Daniel כהן (A)", "Daniel ןהכ (A)"),
        ("כהן(א)לוי", "יול(א)ןהכ"),
        ("太郎 כהן 様", "太郎 ןהכ 様"),
        ("試1番משה①㈱ⅳ", "試1番השמ①㈱ⅳ"),
        ("{{ 7*7 }}משה終", "{{ 7*7 }}השמ終"),
        ("כהן「א」לוי 12番", "12 יול「א」ןהכ番"),
        ("か\u3099(1,000) משה 1,000", "か\u3099(1,000) 1,000 השמ"),
        ("Ken", "Ken"),
    ],
)
def test_words_are_turned_as_far_as_they_go_on(text: str, paper: str) -> None:
    assert drawn(text) == paper
    shown = [shape.shown for shape in on_paper(text, levels_of(text))]
    assert "".join(sorted(shown)) == "".join(sorted(text))


def test_letters_of_arabic_stand_in_their_joined_forms() -> None:
    assert drawn("محمد") == _named(
        "ARABIC LETTER DAL FINAL FORM",
        "ARABIC LETTER MEEM MEDIAL FORM",
        "ARABIC LETTER HAH MEDIAL FORM",
        "ARABIC LETTER MEEM INITIAL FORM",
    )
    assert drawn("دار") == _named(
        "ARABIC LETTER REH ISOLATED FORM",
        "ARABIC LETTER ALEF ISOLATED FORM",
        "ARABIC LETTER DAL ISOLATED FORM",
    )
    assert drawn("سلام") == _named(
        "ARABIC LETTER MEEM ISOLATED FORM",
        "ARABIC LIGATURE LAM WITH ALEF FINAL FORM",
        "ARABIC LETTER SEEN INITIAL FORM",
    )


def test_a_sign_without_width_parts_letters_and_is_not_drawn() -> None:
    apart = drawn("علی\u200cرضا")
    assert "\u200c" not in apart
    assert unicodedata.lookup("ARABIC LETTER FARSI YEH FINAL FORM") in apart


def test_the_order_is_that_of_another_program(qapp: QApplication) -> None:
    """Qt's layout, which is the HarfBuzz and Unicode of its own, says it of the same texts."""
    chance, compared = Random(9), 0  # noqa: S311  texts to be repeated, no secrets
    for _ in range(300):
        text = "".join(chance.choice(MIXED) for _ in range(chance.randint(2, 9))) + "X"
        places = _places(text)
        if len(places) == len(text):  # letters that became one form have one place
            compared += 1
            assert in_order(levels_of(text)) == sorted(places, key=places.__getitem__), ascii(text)
    assert compared > 100


MIXED = "אבגמחد٣٤12.,:/-+%$()[]「」{} ①㈱番東Ab、*"


def _places(text: str) -> dict[int, float]:
    layout, option = QTextLayout(text), QTextOption()
    option.setTextDirection(Qt.LayoutDirection.LeftToRight)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(10_000)
    layout.endLayout()
    places: dict[int, float] = {}
    for run in line.glyphRuns(-1, -1, QTextLayout.GlyphRunRetrievalFlag.RetrieveAll):
        for index, at in zip(run.stringIndexes(), run.positions(), strict=True):
            places.setdefault(index, at.x())
    return places


def _line(*pieces: str) -> list[str]:
    return in_reading_order(pieces, levels_of("".join(pieces)))


def test_words_of_one_line_are_turned_together_and_others_stay() -> None:
    pieces = _line("これは", "محمد", " ", "علي", " ", "12番", "、", "さん")
    assert [*map(str, pieces)] == ["これは", "محمد علي 12番", "、", "さん"]
    assert [*map(str, _line("כהן", " ", "12", " ", "לוי", "A"))] == ["כהן 12 לוי", "A"]
    assert _line("A", "b") == ["A", "b"]
    assert not is_turned("太郎")


def test_a_line_goes_on_in_the_direction_of_the_one_before() -> None:
    before, line = "משה ", "12-3 אבג"
    goes_on = Placed(line, in_line(levels_of(before + line), len(before), line))
    assert goes_on != Placed(line, levels_of(line))
    drawn_on = "".join(shape.drawn for shape in on_paper(goes_on, goes_on.levels))
    assert (drawn_on, drawn(line)) == ("גבא 12-3", "12-3 גבא")


NAMES = ("محمد علي الشريف", "דניאל כהן", "علی رضا محمدی")


def _disclosing(*texts: str) -> LetterFacts:
    facts = sample("L4-part")
    items = tuple(DisclosedItem("登録", "氏名", text, "ご本人") for text in texts)
    return replace(facts, body=replace(cast("DecisionBody", facts.body), disclosed=items))


def test_a_letter_discloses_such_names_and_reads_back() -> None:
    pages = letters.render(_disclosing(*NAMES))
    text = squeezed(text_of(pages))
    assert [name for name in NAMES if squeezed(name) not in text] == []


@pytest.mark.parametrize("language", Language)
def test_the_name_of_who_is_written_to_reads_back_before_it_is_printed(language: Language) -> None:
    for kind, name in zip(("L2", "L4", "L12"), NAMES, strict=True):
        facts = sample(kind, language)
        named = replace(facts, addressee=replace(facts.addressee, name=name))
        assert squeezed(name) in squeezed(text_of(letters.render(named)))


def test_who_listens_hears_the_words_in_their_order() -> None:
    reader = PdfReader(io.BytesIO(letters.render(_disclosing(*NAMES))))
    said = [
        str(each["/ActualText"])
        for number in range(1, len(reader.xref[0]) + 1)
        for each in [reader.get_object(number)]
        if isinstance(each, DictionaryObject) and each.get("/S") == "/Span"
    ]
    assert said == [*NAMES]


def test_a_line_that_is_broken_is_turned_line_by_line() -> None:
    words = " ".join(["محمد علي الشريف"] * 8)
    text = text_of(letters.render(_disclosing(words)))
    assert text.count("الشريف") == 8


STREET = "東京都港区芝公園四丁目2番8号 בית 5 דירה 12"
MIXTURES = (
    "試1番משה①㈱ⅳ",
    "試{{ 7*7 }}محمد",
    "東 רחוב הרצל 12-3 (א「ב」ג) 101号室 か\u3099終",
    "東1-2-3 محمد ١٢٫٥ (علي) [3] 千円、سلام 1,000円",
    "東" + " משה 12 הרצל (א) ①㈱ 番地か\u3099 محمد 3.5" * 9,
)


@pytest.mark.parametrize("language", Language)
def test_mixtures_stand_in_unicode_s_order_wherever_they_are_and_lines_end(
    language: Language,
) -> None:
    facts, items = sample("L4-part", language), MIXTURES
    disclosed = tuple(DisclosedItem("登録", "氏名", text, "ご本人") for text in items)
    body = replace(cast("DecisionBody", facts.body), disclosed=disclosed, facts=MIXTURES[-1])
    to = replace(facts.addressee, name=MIXTURES[0], address=STREET, postal_code="105-0011")
    street = STREET if language is Language.JA else f"{STREET} 105-0011"
    pages = Drawn(letters.render(replace(facts, body=body, addressee=to)))
    assert [text for text in (*MIXTURES, street) if not pages.has(text)] == []
    assert not pages.has("東1-2-3 محمد ١٢٫٥ (علي) [3] 千円、سلام 1,001円")


@pytest.mark.parametrize("text", ["नमस्ते", "สวัสดี", "مُحَمَّد", "שָׁלוֹם", "ܫܠܡ", "ߒߞߏ", "မြန်မာ"])
def test_a_script_that_is_set_by_rules_is_never_printed_side_by_side(text: str) -> None:
    (first, *_) = letters.lacks(text)
    assert isinstance(first, UnprintedScript)
    with pytest.raises(UnprintedScript):
        letters.render(_disclosing(text))


def test_what_no_letter_can_print_is_told_each_sign_once() -> None:
    assert letters.lacks("東京都　𠮷田\n髙橋 Ångström Nguyễn Эмилия ქართული") == ()
    lacking = letters.lacks("\U0001d173太郎\U0001d173")
    assert [cast("MissingGlyph", each).character for each in lacking] == ["\U0001d173"]
