# SPDX-License-Identifier: MIT
"""On which of the sample letters a sentence stands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desk_app.letters.document import letter_of
from desk_app.letters.sample_rarities import rarities
from desk_app.letters.samples import samples
from desk_app.letters.wording import wording
from desk_app.records.wording import LaidSentence
from desk_app.rules.wording.force import files_of
from desk_app.rules.wording.places import file_of

if TYPE_CHECKING:
    from pathlib import Path

    from desk_app.letters.setting import Setter
    from desk_app.records.letters import LetterFacts
    from desk_app.records.people import Language
    from desk_app.records.wording import Sentence

_MARK = "＊"
"""Put at the end of a sentence for a moment: where something is different then, it stands."""


def letters_with(
    sentence: Sentence, language: Language, folder: Path, setter: Setter
) -> tuple[LetterFacts, ...]:
    """Return the sample letters of a language that say a sentence; raises LetterStopped.

    What is said seldom has samples of its own, which are asked where no other says it.
    """
    usual = (facts for _, facts in samples(language))
    reasons = wording(folder, language).common.reasons_back
    for every in (usual, rarities(language, reasons)):
        found = tuple(
            facts
            for facts in every
            if file_of(sentence.place) in files_of(facts.kind)
            and _says(facts, sentence, folder, setter)
        )
        if found:
            return found
    return ()


def _says(facts: LetterFacts, sentence: Sentence, folder: Path, setter: Setter) -> bool:
    own = sentence.words.of(facts.language)
    marked = (LaidSentence(0, sentence.place, own, own + _MARK),) if own else ()
    usual = _said(facts, folder, setter)
    return usual != _said(replace(facts, laid=marked), folder, setter)


def _said(facts: LetterFacts, folder: Path, setter: Setter) -> object:
    """Return all that a letter says, wherever it stands, without setting it on pages."""
    letter = letter_of(facts, wording(folder, facts.language, facts.laid), setter)
    annexes = tuple(each.annex for each in letter.annexes)
    return (letter.furniture, letter.groups, annexes, letter.slip)
