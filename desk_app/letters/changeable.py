# SPDX-License-Identifier: MIT
"""The sentences of the letters that a person may change, and on which samples each stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from desk_app.desk.ports import say_how_far
from desk_app.letters.letter.composing import letter_of
from desk_app.letters.samples import rarities, samples
from desk_app.letters.wording.wording import tables, wording
from desk_app.records.case.letters import LaidSentence, LetterFacts, LetterKind, Sentence, Words
from desk_app.records.desk.people import Language
from desk_app.rules.wording.notation import TemplatePartKind, file_of, files_of, parts, place_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from desk_app.desk.ports import Progress
    from desk_app.letters.typesetting.setting import Setter


Keys = tuple[str | int, ...]

_SHARED = ("common", "deficiencies", "unproven")
_PLACES = {
    "common": re.compile(r"(?:sentences|needs|reasons_back)\.[^.]+|contact\.lines\.\d+"),
    "deficiencies": re.compile(r"(?:rows|cures)\.[^.]+\.(?:found|send)"),
    "unproven": re.compile(
        r"(?:opening|closing)\.\d+|(?:harms|checks|missing)\.[^.]+|item\.\d+\.(?:text|.+\.text)"
    ),
}
_OF_A_LETTER = re.compile(
    r"(?:opening|closing)\.\d+|item\.\d+\.(?:text|due_note|.+\.text)"
    r"|annex\.notes\.\d+\.text|slip\.(?:intro|cut|notes\.\d+)"
)
"""What is a sentence. Titles, labels, heads and single words are not: other pages lean on them.
Nor are grounds: they are quoted as the law and the published policy have them."""

_PUNCTUATION = "、。・：:;,.()（）「」 　\n"


@lru_cache(maxsize=2)
def sentences(folder: Path) -> tuple[Sentence, ...]:
    """Return every sentence that may be changed, letter by letter; raises BadWording.

    What says nothing but a value, or another sentence, is none.
    """
    files = (*(kind.value for kind in LetterKind), *_SHARED)
    return tuple(sentence for file in files for sentence in _of_file(folder, file))


def _of_file(folder: Path, file: str) -> Iterator[Sentence]:
    ja, en = (tables(folder / language.value / f"{file}.toml") for language in Language)
    texts, others = dict(_texts(ja)), dict(_texts(en))
    wanted = _PLACES.get(file, _OF_A_LETTER)
    for keys in dict.fromkeys((*texts, *others)):
        words = Words(texts.get(keys, ""), others.get(keys, ""))
        place = place_of(file, keys)
        if wanted.fullmatch(place.partition(":")[2]) and any(map(_says, (words.ja, words.en))):
            yield Sentence(place, words, Words(_under(ja, keys), _under(en, keys)))


def _texts(table: object, keys: Keys = ()) -> Iterator[tuple[Keys, str]]:
    """Yield every text of a file with the keys that lead to it."""
    if isinstance(table, str):
        yield keys, table
    elif isinstance(table, dict):
        for key, inner in table.items():
            yield from _texts(inner, (*keys, key))
    elif isinstance(table, list):
        for number, inner in enumerate(table):
            yield from _texts(inner, (*keys, number))


def _says(template: str) -> bool:
    return any(
        part.kind is TemplatePartKind.TEXT and part.source.strip(_PUNCTUATION)
        for part in parts(template)
    )


def _under(table: dict[str, Any], keys: Keys) -> str:
    """Return the label of the item a sentence stands in, or of the row of a notice."""
    if keys[0] == "item":
        return _plain(table["item"][keys[1]]["label"])
    if keys[0] == "rows":
        return _plain(table["rows"][keys[1]]["label"])
    return _plain(table["slip"]["title"]) if keys[0] == "slip" else ""


def _plain(label: str) -> str:
    """Return a label without its templates."""
    return "".join(part.source for part in parts(label) if part.kind is TemplatePartKind.TEXT)


# On which of the sample letters a sentence stands.


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
        say_how_far(self.progress, self.done, self.total)
        self.done += 1
        return _letter_says(facts, self.sentence, self.folder, self.setter)


def _letter_says(facts: LetterFacts, sentence: Sentence, folder: Path, setter: Setter) -> bool:
    own = sentence.words.of(facts.language)
    marked = (LaidSentence(0, sentence.place, own, own + _MARK),) if own else ()
    usual = _said(facts, folder, setter)
    return usual != _said(replace(facts, laid=marked), folder, setter)


def _said(facts: LetterFacts, folder: Path, setter: Setter) -> object:
    """Return all that a letter says, wherever it stands, without setting it on pages."""
    letter = letter_of(facts, wording(folder, facts.language, facts.laid), setter)
    annexes = tuple(each.annex for each in letter.annexes)
    return (letter.furniture, letter.groups, annexes, letter.slip)
