# SPDX-License-Identifier: MIT
"""Every letter says what it must, never what it must not; each word and sheet is in its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import chain, pairwise
from typing import NamedTuple, TypeGuard

import pytest

from desk_app.letters.errors import MissingValue
from desk_app.letters.places import wording_folder
from desk_app.letters.samples import BACK
from desk_app.letters.wording.values import values_of
from desk_app.letters.wording.wording import wording
from desk_app.records.case.application import Right
from desk_app.records.case.decisions import Outcome
from desk_app.records.case.letters import ByProxy, DecisionBody, LetterFacts, LetterKind
from desk_app.records.desk.people import Language
from desk_app.store.schema.columns import Codec
from tests.letters.content_rules import RULES, objections
from tests.letters.reading import (
    Word,
    poppler_pages,
    poppler_text,
    poppler_words,
    poppler_words_of_all,
    squeezed,
    text_in,
)
from tests.letters.sample import SAMPLES, drawn, sample, with_body
from tests.letters.seen import shown_ill

pytestmark = pytest.mark.once(under="first")

PAGE_RIGHT = 190.5

DOCTORED = {
    "common_block": ("L3-ja", "請求がなかったものとする旨の通知", "請求の通知"),
    "manners": ("L2-ja", "敬具", ""),
    "never": ("L5-PR-G5-ja", "以上", "30日以内に御中 以上"),
    "silence": ("L5b-PR-G1-ja", "本通知は、ご請求に係る", "ご請求に係る"),
    "papers": ("L7-en", "kept for two years", "kept for three years"),
    "lapse_sentence": ("L8-ja", "以上", "なかったものとして取り扱わせていただきます。以上"),
    "stamps": ("L13-ja", "1,000円分", "900円分"),
    "objection": ("L3-ja", "下記の窓口にて承ります。", ""),
    "fee": ("L8-refused-ja", "以上", "手数料はお返しいたしかねます。以上"),
    "notice": ("L2-ja", "（必着）", ""),
    "lapse": ("L3-ja", "160円不足", "16円不足"),
    "others": ("L13-ja", "ほかのご請求はありません", "ご請求はありません"),
    "decision": ("L4-part-ja", "第2項および第3項", "第2項"),
    "grounds": ("L5b-PR-G2-ja", "第37条第1項", "第36条第1項"),
    "searched": ("L6-ja", "令和8年11月16日", "令和8年11月17日"),
    "contents": ("L8-ja", "齋藤", "斉藤"),
    "plain_letters": ("L15-ja", "回答の時期のみ", "回答の時期"),
    "beside_answers": ("L14-ja", "保管期間の経過", "保管期間"),
    "for_whom": ("L4-proxy-ja", "代理人 森 健一 様", "代理人 森 健二 様"),
    "weekdays": ("L6-ja", "令和8年11月16日", "令和8年11月16日（月）"),
}
"""A letter, and what is put into its text for what stands there, for each rule to object to."""


NUMBERED = ("L2", "L4", "L8", "L9", "L10", "L12")
"""Letters with rows that have a number each."""


@pytest.mark.parametrize("language", Language, ids=lambda language: language.value)
@pytest.mark.parametrize("name", NUMBERED)
def test_rows_are_numbered_from_one(name: str, language: Language) -> None:
    values = values_of(sample(name, language), wording(wording_folder(), language))
    numbers = [
        [row["number"] for row in rows]
        for rows in map(tuple, filter(_is_table, values.values()))
        if rows and "number" in rows[0]
    ]
    assert numbers
    assert all(each == list(range(1, len(each) + 1)) for each in numbers)


def _is_table(value: object) -> TypeGuard[tuple[dict[str, object], ...]]:
    return isinstance(value, tuple | list) and all(isinstance(each, dict) for each in value)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_of_each_letter_keeps_every_rule_and_each_of_its_words_has_its_place(
    name: str,
) -> None:
    facts = SAMPLES[name]
    first, *later = pages = poppler_words_of_all(drawn(facts))
    assert objections(facts, text_in(pages)) == []
    assert shown_ill(facts, first) == []
    assert out_of_place(first, FIRST) == []
    assert [out_of_place(page, LATER) for page in later] == [[]] * len(later)
    rows = {round(word.top): word for word in first if NUMBER.holds(word)}
    assert [row.right for row in rows.values()] == pytest.approx([190.0] * len(rows), abs=0.3)
    title = [word for word in first if TITLE.holds(word)]
    middle = (min(word.left for word in title) + max(word.right for word in title)) / 2
    assert middle == pytest.approx(107.0, abs=0.5)
    slash = "／" if facts.language is Language.JA else "/"
    for number, page in enumerate(pages, start=1):
        text = squeezed(text_in([page]))
        for told in (f"{number}{slash}{len(pages)}", facts.receipt_number, facts.journal_mark):
            assert squeezed(told) in text


def test_every_rule_is_shown_to_object() -> None:
    assert set(DOCTORED) == {rule.__name__ for rule in RULES}


@pytest.mark.parametrize("rule", DOCTORED)
def test_a_rule_objects_to_a_letter_that_breaks_it(rule: str) -> None:
    name, said, put = DOCTORED[rule]
    facts = SAMPLES[name]
    text = "".join(poppler_text(drawn(facts)).split())
    assert "".join(said.split()) in text
    found = objections(facts, text.replace("".join(said.split()), put))
    assert rule in {objection.partition(":")[0] for objection in found}


def test_a_secret_in_a_letter_that_stays_silent_is_objected_to() -> None:
    facts = SAMPLES["L5b-PR-G1-ja"]
    text = poppler_text(drawn(facts)) + "埼玉県川口市"
    assert objections(facts, text, secrets=["埼玉県川口市"]) == ["tells a secret: 埼玉県川口市"]
    telling = SAMPLES["L4-ja"]
    text = poppler_text(drawn(telling)) + "埼玉県川口市"
    assert objections(telling, text, secrets=["埼玉県川口市"]) == []


def test_what_is_left_out_of_the_form_changes_nothing_where_nothing_is_shown() -> None:
    """The form L5b shows nothing of what a decision on data would hold."""
    facts = SAMPLES["L5b-PR-G1-ja"]
    whole = SAMPLES["L4-part-ja"].body
    assert isinstance(facts.body, DecisionBody)
    assert isinstance(whole, DecisionBody)
    fuller = replace(
        facts.body,
        scope=whole.scope,
        disclosed=whole.disclosed,
        withheld=whole.withheld,
        as_of=whole.as_of,
        search=None,
    )
    assert drawn(replace(facts, body=fuller)) == drawn(facts)


@pytest.mark.parametrize("language", Language)
def test_provision_to_third_parties_alone_is_called_by_its_own_name(language: Language) -> None:
    facts = SAMPLES[f"L9-refused-{language.value}"]
    words = {
        Language.JA: "第三者への提供の停止のご請求",
        Language.EN: "request for cessation of provision to third parties",
    }
    assert _says(facts, words[language])
    both = replace(facts, claims=(Right.ERASURE, Right.PROVISION_STOP))
    assert not _says(both, words[language])


def _says(facts: LetterFacts, words: str) -> bool:
    return "".join(words.split()) in "".join(poppler_text(drawn(facts)).split())


def test_records_disclosed_in_part_name_the_items_they_stand_in() -> None:
    body = SAMPLES["L10-ja"].body
    refused = SAMPLES["L4-part-ja"].body
    assert isinstance(body, DecisionBody)
    assert isinstance(refused, DecisionBody)
    in_part = replace(body, outcome=Outcome.GRANTED_IN_PART, withheld=refused.withheld)
    shown = "次の3および4のとおり開示します。ただし、5の部分を除きます。"
    assert _says(replace(SAMPLES["L10-ja"], body=in_part), shown)
    assert _says(replace(SAMPLES["L10-en"], body=in_part), "(see 3 and 4, except for 5)")
    one_kind = replace(in_part, withheld=())
    assert _says(replace(SAMPLES["L10-ja"], body=one_kind), "次の3および4のとおり開示します。）")
    both = replace(one_kind, obtained=body.provided)
    with pytest.raises(MissingValue) as stopped:
        drawn(replace(SAMPLES["L10-ja"], body=both))
    assert stopped.value.name == "withheld"


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", ["L1-proxy", "L2"])
def test_a_name_in_a_sentence_is_printed_as_written(name: str, language: Language) -> None:
    facts = SAMPLES[f"{name}-{language.value}"]
    proxy = "O'Brien & Sons <b>"
    assert _says(with_body(facts, proxy_name=proxy), proxy)


@pytest.mark.parametrize("language", Language)
def test_the_annex_that_goes_to_a_proxy_is_headed_by_the_principal(language: Language) -> None:
    facts = SAMPLES[f"L4-proxy-{language.value}"]
    acting = ByProxy("渡邉\U000e0101 𠮷男", facts.addressee.name)
    annex = poppler_pages(drawn(replace(facts, by_proxy=acting)))[-1]
    assert acting.principal in annex
    assert acting.proxy not in annex.partition(acting.principal)[0]


@pytest.mark.parametrize("language", Language)
def test_names_as_long_as_a_form_holds_stand_in_their_zone(language: Language) -> None:
    facts = SAMPLES[f"L4-proxy-{language.value}"]
    acting = ByProxy("María José Fernández de Córdoba y Álvarez de Toledo " * 2, "髙﨑 " * 12)
    pages = drawn(replace(facts, by_proxy=acting))
    words = chain.from_iterable(poppler_words_of_all(pages))
    assert max(word.right for word in words) <= PAGE_RIGHT
    assert objections(replace(facts, by_proxy=acting), poppler_text(pages)) == []


def test_a_form_without_the_name_of_the_principal_names_the_proxy_alone() -> None:
    facts = replace(SAMPLES["L4-proxy-ja"], by_proxy=ByProxy("", "森 健一"))
    assert _says(facts, "保有個人データの開示（代理人 森 健一 様）")
    assert _says(facts, f"{facts.addressee.name} 様 基準日")


def test_a_notice_of_an_earlier_version_reads_as_it_did() -> None:
    facts = SAMPLES["L2-ja"]
    written = Codec[LetterFacts](LetterFacts).to_text(facts)
    assert "by_proxy" not in written
    assert Codec[LetterFacts](LetterFacts).from_text(written) == facts
    assert _says(facts, "受付番号 R8-0123　保有個人データの開示（代理人 森 健一 様）")


def test_what_the_clerk_wrote_as_the_request_is_printed_as_written() -> None:
    body = SAMPLES["L4-en"].body
    assert isinstance(body, DecisionBody)
    facts = replace(SAMPLES["L4-en"], body=replace(body, scope="iPad orders of the online shop"))
    assert _says(facts, "iPad orders of the online shop")


SLACK = 0.8
"""Boxes of words are as tall as their font, a little more than their ink."""


class Zone(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def holds(self, word: Word) -> bool:
        return (
            word.left >= self.left - SLACK
            and word.top >= self.top - SLACK
            and word.right <= self.right + SLACK
            and word.bottom <= self.bottom + SLACK
        )


ADDRESS = Zone(24, 13, 86, 35)
NUMBER = Zone(113, 12.6, 190, 24)
SENDER = Zone(118, 32.5, 190, 63)
TITLE = Zone(24, 66.5, 190, 74)
BODY = Zone(24, 77, 190, 250)
CONTACT = Zone(24, 247, 190, 275)
FOOT = Zone(24, 279, 190, 292)
HEAD = Zone(24, 13, 190, 19)
LATER_BODY = Zone(24, 24, 190, 275)
FIRST = (ADDRESS, NUMBER, SENDER, TITLE, BODY, CONTACT, FOOT)
LATER = (HEAD, LATER_BODY, FOOT)


def first_word(words: list[Word], text: str) -> Word:
    return next(word for word in words if word.text == text)


def out_of_place(words: list[Word], zones: Iterable[Zone]) -> list[Word]:
    """The words that stand in none of the zones."""
    return [word for word in words if not any(zone.holds(word) for zone in zones)]


def test_a_word_beside_every_zone_is_out_of_place() -> None:
    words = poppler_words(drawn(SAMPLES["L4-ja"]))
    beside = Word(110.0, 30.0, 116.0, 34.0, "x")
    assert out_of_place([*words, beside], FIRST) == [beside]


def first_page(facts: LetterFacts) -> list[Word]:
    return poppler_words(drawn(facts))


def test_an_item_s_number_label_and_text_stand_in_their_columns() -> None:
    words = first_page(SAMPLES["L4-ja"])
    assert first_word(words, "2").left == pytest.approx(24.0, abs=0.4)
    assert first_word(words, "決定").left == pytest.approx(31.0, abs=0.4)
    text = next(word for word in words if word.text.startswith("全部開示"))
    assert text.left == pytest.approx(65.0, abs=0.4)


def test_a_label_too_long_for_its_column_has_a_line_of_its_own() -> None:
    words = first_page(SAMPLES["L4-en"])
    label = first_word(words, "wrong")
    text = next(word for word in words if word.top > label.top + 1)
    assert text.text == "You"
    assert text.left == pytest.approx(31.0, abs=0.4)


def test_the_english_address_of_the_sender_stands_left_of_the_seal() -> None:
    words = first_page(SAMPLES["L4-en"])
    address = [word for word in words if word.left > 117 and 43.5 < word.top < 62]
    assert [word.text for word in address][-2:] == ["163-6017", "Japan"]
    assert max(word.right for word in address) < 171


def test_leave_is_taken_one_em_from_the_right_and_the_record_is_centred() -> None:
    words = first_page(SAMPLES["L15-ja"])
    em = 10.5 * 25.4 / 72
    for word in ("敬具", "以上"):
        assert first_word(words, word).right == pytest.approx(190.0 - em, abs=0.2)
    record = first_word(words, "記")
    assert (record.left + record.right) / 2 == pytest.approx(107.0, abs=0.2)


def test_lines_of_a_paragraph_are_seventeen_points_apart() -> None:
    words = [word for word in first_page(SAMPLES["L5-PR-G5-ja"]) if 77 < word.top < 97]
    tops = sorted({round(word.top, 1) for word in words})[:3]
    assert [b - a for a, b in pairwise(tops)] == pytest.approx([17 * 25.4 / 72] * 2, abs=0.15)


FULL_ENOUGH = 52.0
"""A fifth of the sheet less its head, in millimetres: what is written on a page is at least so."""

MARGINS = 19.5, 190.5
ABOVE_CONTACT = 4.0
"""Between what is written and the first word of the contact box, which stands within its frame."""


def _written_to(words: list[Word]) -> float:
    """How far down a page is written on, the contact box at its end not counted."""
    box = [word.top for word in words if word.text in {"お問い合わせ先", "Contact"}]
    end = max([top for top in box if top > 200.0], default=276.0) - 1.0
    return max(word.bottom for word in words if word.top > 20.0 and word.bottom <= end)


BY_PROXY = ("L4-part", "L5b-PR-G2", "L9-refused")
LENGTHS = {
    Language.JA: (20, 24, 30, 31, 32, 34, 36, 80),
    Language.EN: (7, 10, 13, 14, 15, 17, 19, 40),
}
"""With so many sentences an explanation fills its page, needs lines set closer, or goes over it."""

SENTENCES = {
    Language.JA: "調査の結果を、以下のとおりお知らせいたします。",
    Language.EN: "We examined what the request is about and found no reason to comply with it. ",
}


def _many(language: Language) -> Iterator[tuple[str, LetterFacts]]:
    """Letters of every kind and length: explanations that grow, and what a proxy adds."""
    acting = ByProxy("葛城 涼太郎", "渡邉 由美子")
    yield from ((name, facts) for name, facts in SAMPLES.items() if facts.language is language)
    for name in BY_PROXY:
        facts = with_body(sample(name, language), back=BACK)
        yield name, replace(facts, by_proxy=acting)
    for count in LENGTHS[language]:
        facts = with_body(sample("L5-PR-G5", language), explanation=SENTENCES[language] * count)
        yield f"L5-PR-G5 of {count} sentences", facts


class Sheet(NamedTuple):
    """A page of a letter: how far down it is written on, and what it says, without white.

    ``free`` is what is left empty above the first word of the contact box, where it has one.
    """

    written_to: float
    text: str
    free: float | None
    left: float
    right: float


@cache
def _letters(language: Language) -> list[tuple[str, LetterKind, list[Sheet]]]:
    """Every letter as poppler reads it, each once: what is looked at of it needs no more."""
    return [
        (name, facts.kind, [_sheet(words) for words in poppler_words_of_all(drawn(facts))])
        for name, facts in _many(language)
    ]


def _sheet(words: list[Word]) -> Sheet:
    box = [word.top for word in words if word.text in {"お問い合わせ先", "Contact"}]
    top = max((top for top in box if top > 200.0), default=0.0)
    above = max((word.bottom for word in words if 20.0 < word.top < top - 1.0), default=None)
    text = squeezed("".join(word.text for word in words))
    left, right = min(word.left for word in words), max(word.right for word in words)
    return Sheet(_written_to(words), text, top - above if above else None, left, right)


@pytest.mark.parametrize("language", Language)
def test_every_word_stands_between_the_margins(language: Language) -> None:
    for name, _kind, pages in _letters(language):
        for number, sheet in enumerate(pages, start=1):
            assert sheet.left >= MARGINS[0], (name, number)
            assert sheet.right <= MARGINS[1], (name, number)


@pytest.mark.parametrize("language", Language)
def test_nothing_is_written_into_the_contact_box(language: Language) -> None:
    every = (sheet.free for _name, _kind, pages in _letters(language) for sheet in pages)
    left = sorted(free for free in every if free is not None)
    assert len(left) > 60
    assert ABOVE_CONTACT <= left[0] < ABOVE_CONTACT + 2.0, "some letter comes near it"


@pytest.mark.parametrize("language", Language)
def test_no_letter_ends_on_a_nearly_empty_sheet_and_those_before_are_full(
    language: Language,
) -> None:
    sheets = 0
    for name, kind, pages in _letters(language):
        annex = kind is LetterKind.DISCLOSURE
        for number, sheet in enumerate(pages[1:-1] if annex else pages[1:], start=2):
            assert sheet.written_to - 24.0 >= FULL_ENOUGH, (name, number)
            sheets += 1
        if "sentences" in name:
            assert all(sheet.written_to > 200.0 for sheet in pages[:-1]), name
    assert sheets > 8


@pytest.mark.parametrize(("language", "fewest"), [(Language.JA, 45), (Language.EN, 3)])
def test_what_speaks_of_the_address_below_stands_on_its_page(
    language: Language, fewest: int
) -> None:
    below = ("下記あてに", "下記の窓口に") if language is Language.JA else ("to the address below",)
    box = "お問い合わせ先" if language is Language.JA else "Contact"
    speaking = [
        (name, sheet.text)
        for name, _kind, pages in _letters(language)
        for sheet in pages
        if any(squeezed(each) in sheet.text for each in below)
    ]
    assert len(speaking) >= fewest
    assert [name for name, text in speaking if box not in text] == []


@pytest.mark.parametrize("language", Language)
def test_the_contact_box_begins_beside_its_label_and_in_english_under_it(
    language: Language,
) -> None:
    words = poppler_words_of_all(drawn(sample("L1", language)))[0]
    named = {"お問い合わせ先", "Contact"}
    label = next(word for word in words if word.text in named and word.top > 200.0)
    beside = [word for word in words if abs(word.top - label.top) < 2.0 and word.left > label.right]
    assert bool(beside) is (language is Language.JA)
