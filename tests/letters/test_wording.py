# SPDX-License-Identifier: MIT
"""The wording files: complete for every code, and the same facts in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from desk_app.letters import letterhead, render
from desk_app.letters.fonts.faces import typefaces
from desk_app.letters.places import wording_folder
from desk_app.letters.setting import Setter
from desk_app.letters.values import fewest_pieces
from desk_app.letters.wording import Item, Wording, wording
from desk_app.records.application import ProxyKind, Right
from desk_app.records.letters import LetterKind
from desk_app.records.people import Language
from desk_app.rules.eras import format_en, format_ja
from desk_app.rules.finding_codes import Cure, NoticeRow
from desk_app.rules.rulebook.checks import FIELDS, PieceReason
from desk_app.rules.rulebook.rulebook import load
from tests.letters.random_facts import random_facts
from tests.letters.reading import poppler_text, squeezed

RULEBOOK = Path(__file__).resolve().parents[2] / "resources/rulebook/justsystems.toml"
VARIABLES = re.compile(r"\{\{ ?\(?'?([a-z_]+(?:\.[a-z_]+)?)")
AMOUNTS = re.compile(r"([0-9][0-9,]*)[\s-]*(?:円|yen)")
INCLUDES = re.compile(r"include '([A-Z_]+)'")
LABELS_OF_THEIR_OWN_LINE = {"If anything is wrong"}
TOLD_IN_THE_OPENING = {"rno", "name", "desk", "company", "marking_ja", "owner", "whose", "received"}
"""What one language tells in another place of the same letter, or once more."""


@pytest.fixture(params=Language, ids=lambda language: language.value)
def spoken(request: pytest.FixtureRequest) -> Wording:
    return wording(wording_folder(), request.param)


def test_every_row_and_cure_of_a_notice_has_words(spoken: Wording) -> None:
    deficiencies = spoken.deficiencies
    assert set(deficiencies.rows) == {row.value for row in NoticeRow}
    assert set(deficiencies.cures) == {cure.value for cure in Cure}
    assert set(FIELDS) <= set(deficiencies.fields)
    assert set(deficiencies.reasons) == {reason.value for reason in PieceReason}


def test_every_ground_of_the_rulebook_has_words_for_each_of_its_rights(spoken: Wording) -> None:
    terms = load(RULEBOOK).on(date(2026, 11, 25)).grounds
    assert {term.code for term in terms} - {"PR-G1", "PR-G2"} <= set(spoken.grounds.grounds)
    items = {item for term in terms for item in term.items}
    assert items <= set(spoken.grounds.items)


def test_every_right_and_proxy_has_words(spoken: Wording) -> None:
    rights = {right.value for right in Right}
    common = spoken.common
    assert set(common.rights) == rights
    assert set(common.asked) == set(common.done) == set(common.not_done)
    assert set(common.proxies) == {kind.value for kind in ProxyKind}
    for table in (spoken.unproven.titles, spoken.unproven.decisions, spoken.unproven.harms):
        assert set(table) == set(common.claims)


def test_both_languages_have_the_same_words_and_sentences() -> None:
    ja, en = (wording(wording_folder(), language) for language in Language)
    assert set(ja.common.words) == set(en.common.words)
    assert set(ja.common.sentences) == set(en.common.sentences)
    assert set(ja.grounds.grounds) >= set(en.grounds.grounds)
    assert set(ja.grounds.items) == set(en.grounds.items)
    for name in ("fields", "forms", "pieces", "reasons", "differing", "whose", "means", "powers"):
        assert set(getattr(ja.deficiencies, name)) == set(getattr(en.deficiencies, name))


@pytest.mark.parametrize("kind", LetterKind)
def test_a_letter_uses_the_same_facts_in_both_languages(kind: LetterKind) -> None:
    ja, en = (wording(wording_folder(), language) for language in Language)
    assert _variables(ja, kind) ^ _variables(en, kind) <= TOLD_IN_THE_OPENING


def _variables(spoken: Wording, kind: LetterKind) -> set[str]:
    words = spoken.letter(kind.value)
    said = " ".join((*words.opening, *words.closing, *_said(words.item)))
    included = INCLUDES.findall(said)
    said += " ".join(spoken.common.sentences[name] for name in included)
    return set(VARIABLES.findall(said))


def _said(items: tuple[Item, ...]) -> Iterator[str]:
    for item in items:
        yield from (item.label, item.text, item.due, *item.cells)
        yield from (pair.text for pair in item.pair)
        yield from (step.text for step in item.step)


@pytest.mark.parametrize("seed", range(400, 430))
def test_the_english_page_shows_the_facts_of_the_japanese_one(seed: int) -> None:
    facts = random_facts(seed)
    ja, en = (poppler_text(render(replace(facts, language=each))) for each in Language)
    assert set(AMOUNTS.findall(ja)) == set(AMOUNTS.findall(en))
    written = [(squeezed(format_ja(day)), squeezed(format_en(day))) for day in _days()]
    there = [(day_ja in squeezed(ja), day_en in squeezed(en)) for day_ja, day_en in written]
    assert [each for each, _ in there] == [each for _, each in there]


def _days() -> Iterator[date]:
    first = date(2026, 9, 1)
    return (first + timedelta(days=number) for number in range(200))


@pytest.mark.parametrize("kind", LetterKind)
def test_every_label_fits_its_column(spoken: Wording, kind: LetterKind) -> None:
    roles = letterhead.JAPANESE if spoken.language is Language.JA else letterhead.ENGLISH
    setter = Setter(typefaces())
    for item in spoken.letter(kind.value).item:
        if (item.text or item.due) and item.label not in LABELS_OF_THEIR_OWN_LINE:
            assert setter.width(letterhead.LABEL, item.label) <= roles.label_width, item.label


def test_an_english_page_has_no_note_sign() -> None:
    for path in (wording_folder() / Language.EN.value).iterdir():
        assert "※" not in path.read_text("utf-8"), path.name


def test_the_fewest_stamps_make_the_amount() -> None:
    on_sale = wording(wording_folder(), Language.JA).deficiencies.stamps_on_sale
    assert fewest_pieces(160, on_sale) == ((110, 1), (50, 1))
    assert fewest_pieces(1000, on_sale) == ((500, 2),)
    assert fewest_pieces(200, on_sale) == ((100, 2),)
    for amount in range(1, 2300, 7):
        assert sum(value * count for value, count in fewest_pieces(amount, on_sale)) == amount
