# SPDX-License-Identifier: MIT
"""On which of the sample letters a sentence stands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desk_app.desk.errors import Cancelled
from desk_app.letters.document import letter_of
from desk_app.letters.sample_rarities import rarities
from desk_app.letters.samples import samples
from desk_app.letters.wording import wording
from desk_app.records.letters import LetterFacts
from desk_app.records.people import Language
from desk_app.records.wording import LaidSentence
from desk_app.rules.wording.force import files_of
from desk_app.rules.wording.places import file_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from desk_app.desk.safe_ports import Progress
    from desk_app.letters.setting import Setter
    from desk_app.records.wording import Sentence

_MARK = "＊"
"""Put at the end of a sentence for a moment: where something is different then, it stands."""


def letters_with(
    sentence: Sentence, folder: Path, setter: Setter, progress: Progress | None = None
) -> tuple[LetterFacts, ...]:
    """Return the sample letters that say a sentence, in both languages.

    What is said seldom has samples of its own, which are asked where no other says it. Raises
    LetterStopped; Cancelled once ``progress`` says so.
    """
    usual = {language: tuple(_usual(sentence, language)) for language in Language}
    looking = _Looking(sentence, folder, setter, progress, sum(map(len, usual.values())))
    found = list[LetterFacts]()
    for language, every in usual.items():
        saying = looking.among(every)
        if not saying:
            rare = tuple(_rare(sentence, language, folder))
            looking.total += len(rare)
            saying = looking.among(rare)
        found += saying
    return tuple(found)


def _usual(sentence: Sentence, language: Language) -> Iterator[LetterFacts]:
    """Yield the letters in whose files a sentence stands."""
    return (facts for _, facts in samples(language) if _may_say(facts, sentence))


def _rare(sentence: Sentence, language: Language, folder: Path) -> Iterator[LetterFacts]:
    reasons = wording(folder, language).common.reasons_back
    return (facts for facts in rarities(language, reasons) if _may_say(facts, sentence))


def _may_say(facts: LetterFacts, sentence: Sentence) -> bool:
    return file_of(sentence.place) in files_of(facts.kind)


@dataclass(slots=True)
class _Looking:
    """The search for a sentence, letter by letter: how many are done of how many."""

    sentence: Sentence
    folder: Path
    setter: Setter
    progress: Progress | None
    total: int
    done: int = 0

    def among(self, letters: Sequence[LetterFacts]) -> list[LetterFacts]:
        """Return those of the letters that say it; raises LetterStopped, Cancelled."""
        return [each for each in letters if self._finds(each)]

    def _finds(self, facts: LetterFacts) -> bool:
        if self.progress is not None:
            if self.progress.cancelled:
                raise Cancelled
            self.progress.report(self.done, self.total)
        self.done += 1
        return _says(facts, self.sentence, self.folder, self.setter)


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
