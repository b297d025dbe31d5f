# SPDX-License-Identifier: MIT
"""The wording's files and their sentences: said with values, changed by a person."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pytest

from desk_app import letters
from desk_app.desk.errors import Cancelled, LetterStopped
from desk_app.letters.errors import BadWording
from desk_app.letters.fonts.faces import typefaces
from desk_app.letters.letter import letterhead
from desk_app.letters.places import forms_folder, wording_folder
from desk_app.letters.typesetting.setting import Setter
from desk_app.letters.wording.values import fewest_pieces
from desk_app.letters.wording.wording import Item, Wording, wording
from desk_app.records.case.application import ProxyKind, Right
from desk_app.records.case.letters import LaidSentence, LetterKind, Sentence, Words
from desk_app.records.desk.people import Language
from desk_app.rules.finding_codes import Cure, NoticeRow
from desk_app.rules.rulebook.checks import FIELDS, PieceReason
from desk_app.rules.rulebook.rulebook import load
from desk_app.rules.wording.check import PHRASES, WHOLE, check
from desk_app.rules.wording.notation import said
from tests.letters.reading import poppler_text, squeezed
from tests.letters.sample import sample
from tests.unit.i18n.every_text import enums

RULEBOOK = Path(__file__).resolve().parents[2] / "resources/rulebook/justsystems.toml"
VARIABLES = re.compile(r"\{\{ ?\(?'?([a-z_]+(?:\.[a-z_]+)?)")
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
    assert {"former_name", "registered_address", "proxy_kana"} <= set(deficiencies.fields)
    assert {"former_names", "former_addresses"} <= set(deficiencies.fields)
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


@pytest.mark.parametrize("kind", LetterKind)
def test_every_label_fits_its_column(spoken: Wording, kind: LetterKind) -> None:
    roles = letterhead.JAPANESE if spoken.language is Language.JA else letterhead.ENGLISH
    setter = Setter(typefaces())
    for item in spoken.letter(kind.value).item:
        if (item.text or item.due) and item.label not in LABELS_OF_THEIR_OWN_LINE:
            for values in ({"stamps": True}, {}):
                label = spoken.voice.say(item.label, values)
                assert setter.width(letterhead.LABEL, label) <= roles.label_width, label


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


SENTENCES = {each.place: each for each in letters.sentences()}
CLOSING = "L15:closing.0"


def test_every_sentence_comes_back_as_it_was_when_nothing_was_changed() -> None:
    assert len(SENTENCES) > 150
    for each in SENTENCES.values():
        found = check(each, Words(said(each.words.ja), said(each.words.en)))
        assert found == (each.words, ()), each.place


def test_what_must_stay_stands_in_the_programs_own_words() -> None:
    assert set(SENTENCES) >= {*PHRASES, *WHOLE}
    for place, phrases in PHRASES.items():
        for phrase in phrases:
            for language in Language:
                assert phrase.of(language) in said(SENTENCES[place].words.of(language)), place


@pytest.mark.parametrize(
    ("place", "kinds"),
    [
        (CLOSING, {"L15"}),
        ("common:sentences.OTHERS", {"L3", "L13"}),
        ("deficiencies:cures.original.send", {"L2"}),
        ("L2:slip.intro", {"L2"}),
        ("L4:annex.notes.0.text", {"L4"}),
    ],
)
def test_a_sentence_is_shown_on_the_letters_that_say_it_and_on_no_other(
    place: str, kinds: set[str]
) -> None:
    found = letters.letters_with(SENTENCES[place])
    assert {facts.kind.value for facts in found} == kinds
    assert {facts.language for facts in found} == set(Language)


@dataclass
class _Stopping:
    """Stops a search once it has come so far."""

    after: int
    reached: list[tuple[int, int]] = field(default_factory=list)

    def report(self, done: int, total: int) -> None:
        self.reached.append((done, total))

    @property
    def cancelled(self) -> bool:
        return len(self.reached) == self.after


def test_a_search_for_letters_is_counted_and_stops_where_it_is_told_to() -> None:
    whole, stopped = _Stopping(0, [(0, 0)]), _Stopping(2)
    # The last one is remembered: whichever test came before may have asked for it.
    letters.letters_with(SENTENCES["L1:opening.1"])
    found = letters.letters_with(SENTENCES["L15:item.1.text"], whole)
    counted, total = zip(*whole.reached[1:], strict=True)
    assert list(counted) == list(range(len(counted)))
    assert set(total) == {len(counted)}
    with pytest.raises(Cancelled):
        letters.letters_with(SENTENCES["common:sentences.OTHERS"], stopped)
    assert [done for done, _ in stopped.reached] == [0, 1]
    assert letters.letters_with(SENTENCES["L15:item.1.text"], _Stopping(0)) == found


def test_a_sentence_of_one_language_is_shown_in_that_language() -> None:
    found = letters.letters_with(SENTENCES["L1:opening.1"])
    assert {(facts.kind.value, facts.language) for facts in found} == {("L1", Language.JA)}


def _laid(sentence: Sentence, language: Language, text: str) -> tuple[LaidSentence, ...]:
    return (LaidSentence(1, sentence.place, sentence.words.of(language), text),)


@pytest.mark.parametrize(
    ("language", "text"),
    [(Language.JA, "本書は、時期のみをお伝えします。"), (Language.EN, "Only the time is told.")],
)
def test_a_letter_says_what_is_laid_over_and_is_otherwise_as_it_was(
    language: Language, text: str
) -> None:
    facts = sample("L15", language)
    changed = replace(facts, laid=_laid(SENTENCES[CLOSING], language, text))
    own = squeezed(SENTENCES[CLOSING].words.of(language))
    before, after = (squeezed(poppler_text(letters.render(each))) for each in (facts, changed))
    assert own in before
    assert after == before.replace(own, squeezed(text))
    assert letters.render(changed) == letters.render(changed)


def test_a_shared_sentence_is_laid_over_in_every_letter_that_includes_it() -> None:
    sentence = SENTENCES["common:sentences.FREE"]
    laid = _laid(sentence, Language.JA, "{{ claim }}は無料です。")
    facts = sample("L8")
    assert "訂正等のご請求は無料です。" in str(letters.words(replace(facts, laid=laid)))


@pytest.mark.parametrize("place", [CLOSING, "L15:closing.7", "L15:nothing.0", "L15:title.x"])
def test_a_sentence_that_the_program_words_otherwise_now_stops_the_letter(place: str) -> None:
    facts = sample("L15")
    laid = (LaidSentence(1, place, "以前の文。", "新しい文。"),)
    with pytest.raises(BadWording) as caught:
        letters.render(replace(facts, laid=laid))
    assert (caught.value.where, caught.value.code) == (place, "own_words_moved")


def test_a_template_in_what_is_laid_runs_in_the_sandbox() -> None:
    facts = sample("L15")
    laid = _laid(SENTENCES[CLOSING], Language.JA, "{{ ''.__class__.__mro__ }}")
    with pytest.raises(LetterStopped):
        letters.render(replace(facts, laid=laid))


PARTIAL = {
    ("checks.names", "Axis"),  # The five checks of the slip are not the axes.
    *(("applications.states", kind) for kind in ("FeeEnd", "ClaimEnd")),
    ("reasons_back", "PieceReason"),
    ("things", "HeldKind"),  # Stamps that go back are told by their own sentence.
    *((table, "Right") for table in ("titles", "decisions", "harms", "claims")),
    *((table, "Right") for table in ("asked", "done", "not_done")),
}
"""Tables of words that hold some values of a kind on purpose."""


def _tables(values: object, path: tuple[str, ...] = ()) -> Iterator[tuple[str, set[str]]]:
    if isinstance(values, dict):
        yield ".".join(path), set(values)
        for name, each in values.items():
            yield from _tables(each, (*path, name))


def test_every_table_that_words_the_values_of_a_kind_words_all_of_them() -> None:
    """A letter, ledger or form that meets a value without its word is not made at all."""
    kinds = [(each.name, set(each.members)) for each in enums("records", "rules", "desk")]
    files = (*wording_folder().rglob("*.toml"), *forms_folder().rglob("*.toml"))
    lacking = [
        (path.as_posix(), table, name, sorted(members - words))
        for path in files
        for table, words in _tables(tomllib.loads(path.read_text("utf-8")))
        for name, members in kinds
        if len(words & members) >= 3
        and len(words & members) * 2 >= max(len(words), len(members) + 1)
        and members - words
        and (table, name) not in PARTIAL
    ]
    assert len(files) >= 40
    assert lacking == []
