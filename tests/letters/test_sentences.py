# SPDX-License-Identifier: MIT
"""The sentences a person may change: all are found, all are shown, and what is laid is printed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest

from desk_app import letters
from desk_app.desk.errors import Cancelled, LetterStopped
from desk_app.letters.errors import BadWording
from desk_app.records.letters import LaidSentence, Sentence, Words
from desk_app.records.people import Language
from desk_app.rules.wording.check import PHRASES, WHOLE, check
from desk_app.rules.wording.notation import said
from tests.letters.reading import poppler_text, squeezed
from tests.letters.samples import samples

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
        ("deficiencies:rows.powers.found", {"L2"}),
        ("deficiencies:cures.original.send", {"L2"}),
        ("unproven:harms.cessation", {"L9"}),
        ("L2:slip.intro", {"L2"}),
        ("L4:annex.notes.0.text", {"L4"}),
        ("L10:item.3.text", {"L10"}),
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
    facts = dict(samples(language))["L15"]
    changed = replace(facts, laid=_laid(SENTENCES[CLOSING], language, text))
    own = squeezed(SENTENCES[CLOSING].words.of(language))
    before, after = (squeezed(poppler_text(letters.render(each))) for each in (facts, changed))
    assert own in before
    assert after == before.replace(own, squeezed(text))
    assert letters.render(changed) == letters.render(changed)


def test_a_shared_sentence_is_laid_over_in_every_letter_that_includes_it() -> None:
    sentence = SENTENCES["common:sentences.FREE"]
    laid = _laid(sentence, Language.JA, "{{ claim }}は無料です。")
    facts = dict(samples(Language.JA))["L8"]
    assert "訂正等のご請求は無料です。" in str(letters.words(replace(facts, laid=laid)))


@pytest.mark.parametrize("place", [CLOSING, "L15:closing.7", "L15:nothing.0", "L15:title.x"])
def test_a_sentence_that_the_program_words_otherwise_now_stops_the_letter(place: str) -> None:
    facts = dict(samples(Language.JA))["L15"]
    laid = (LaidSentence(1, place, "以前の文。", "新しい文。"),)
    with pytest.raises(BadWording) as caught:
        letters.render(replace(facts, laid=laid))
    assert caught.value.where == place


def test_a_template_in_what_is_laid_runs_in_the_sandbox() -> None:
    facts = dict(samples(Language.JA))["L15"]
    laid = _laid(SENTENCES[CLOSING], Language.JA, "{{ ''.__class__.__mro__ }}")
    with pytest.raises(LetterStopped):
        letters.render(replace(facts, laid=laid))
