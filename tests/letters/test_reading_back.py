# SPDX-License-Identifier: MIT
"""What two readers take from the pages is what the facts say, beyond the BMP too."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from desk_app.letters import render
from desk_app.records.decisions import DisclosedItem
from desk_app.records.letters import DecisionBody
from desk_app.records.people import Language
from desk_app.rules.codes import receipt_code
from tests.letters.content_rules import objections
from tests.letters.random_facts import random_facts
from tests.letters.reading import codes, poppler_pages, poppler_text, qt_text, squeezed
from tests.letters.samples import samples

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
@pytest.mark.parametrize("text", RARE)
def test_every_character_reads_back_as_it_was_written(reader: object, text: str) -> None:
    facts = dict(samples(Language.JA))["L4"]
    assert isinstance(facts.body, DecisionBody)
    item = DisclosedItem("", "氏名", text)
    named = replace(
        facts,
        addressee=replace(facts.addressee, name=text),
        body=replace(facts.body, disclosed=(item,)),
    )
    assert callable(reader)
    read = squeezed(str(reader(render(named))))
    assert read.count(squeezed(text)) == 3


@pytest.mark.parametrize("seed", range(200, 220))
def test_qt_reads_a_random_letter_as_poppler_does(seed: int) -> None:
    facts = random_facts(seed)
    assert objections(facts, qt_text(render(facts))) == []


@pytest.mark.parametrize("name", ["L2-many", "L4-long", "L15"])
@pytest.mark.parametrize("language", Language)
def test_each_page_carries_its_numbers_its_code_and_its_count(
    language: Language, name: str, tmp_path: Path
) -> None:
    facts = dict(samples(language))[name]
    pages = poppler_pages(render(facts))
    slash = "／" if language is Language.JA else "/"
    for number, page in enumerate(pages, start=1):
        for wanted in (f"{number}{slash}{len(pages)}", facts.receipt_number, facts.journal_mark):
            assert squeezed(wanted) in squeezed(page)
    read = codes(render(facts), tmp_path)
    qr = f"{facts.receipt_code}/{facts.number}"
    assert len(read) == len(pages)
    assert all(qr in page for page in read)


def test_the_slip_carries_the_receipt_number_as_a_bar_code(tmp_path: Path) -> None:
    facts = dict(samples(Language.JA))["L2"]
    read = codes(render(facts), tmp_path)
    assert facts.receipt_code not in read[0]
    assert facts.receipt_code in read[-1]


def test_the_code_of_a_letter_is_the_desk_s_own() -> None:
    facts = random_facts(1)
    assert facts.receipt_code == receipt_code(facts.receipt_number)
