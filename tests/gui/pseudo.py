# SPDX-License-Identifier: MIT
"""A language that nobody speaks: English with accents, its words two fifths longer.

It is made from the catalogue and the tables of sentences at the moment it is spoken.

What is shown without an accent was never translated.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from desk_app.i18n import vocabulary
from desk_app.i18n.catalogue import Catalogue, messages
from desk_app.records.desk.people import Language
from desk_app.rules.days.eras import MONTHS_EN, WEEKDAYS_EN

RESOURCES = Path(__file__).parents[2] / "resources"
LONGER = 0.4
_PLAIN, _ACCENTED = "aceginorsuyzACEGINORSUYZ", "áćéǵíńóŕśúýźÁĆÉǴÍŃÓŔŚÚÝŹ"
_TO_ACCENTS = str.maketrans(_PLAIN, _ACCENTED)
_KEPT = re.compile(r"(\{[^}]*\}|%L?n|%\d|<[^>]*>)")
_PADDING = "éíóá"
_KEYS = "Ctrl|Shift|Alt|Enter|Esc|Tab|Space|Insert|Delete|PgUp|PgDn|Ins|Del|Home|End|Left|Right"
_DAYS = "|".join(name[:3] for name in (*MONTHS_EN, *WEEKDAYS_EN))
_NO_WORDS = re.compile(
    rf"\b((Ctrl|Shift|Alt)\+\S+|{_KEYS}|{_DAYS}|today|yen|R\d+(-\d+)?|PR-\w+|[A-Z]-\d+|[\da-f]{{12}})\b"
)
_WORD = re.compile(r"[A-Za-z]+")
_TRANSLATABLE = re.compile(rf"[{_PLAIN}]")
_TITLE = 60


def longer(text: str) -> str:
    """Return a text of the catalogue in the language: accents, and padding in each word."""
    parts = _KEPT.split(text)
    return "".join(
        part if number % 2 else _WORD.sub(_longer_word, part) for number, part in enumerate(parts)
    )


def _longer_word(word: re.Match[str]) -> str:
    more = math.ceil(len(word[0]) * LONGER)
    return word[0].translate(_TO_ACCENTS) + (_PADDING * more)[:more]


def spoken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let English be that language from now on, in the catalogue and in the tables of sentences."""
    told = {message.key: message.forms for message in messages(RESOURCES / "i18n", Language.EN)}
    forms = {
        message.key: tuple(map(longer, told.get(message.key, (message.source,))))
        for message in messages(RESOURCES / "i18n", Language.JA)
    }

    def speak(catalogue: Catalogue, language: Language) -> None:
        known(catalogue, language)
        if language is Language.EN:
            told = SimpleNamespace(forms=lambda context, source: forms.get((context, source)))
            cast("Any", catalogue)._texts = told

    known = Catalogue.speak
    monkeypatch.setattr(Catalogue, "speak", speak)
    vocabulary.table.cache_clear()
    monkeypatch.setattr(vocabulary, "tomllib", SimpleNamespace(loads=_longer_table))


def _longer_table(source: str) -> dict[str, Any]:
    read = tomllib.loads(source)
    for texts in (texts for heading in read.values() for texts in heading.values()):
        texts[1:] = [longer(text) for text in texts[1:]]
    return read


_QUOTED = re.compile("“([^”]+)”")


@dataclass(frozen=True, slots=True)
class RulebookTexts:
    """What the rulebook says in English: data, not words of the program."""

    titles: frozenset[str]
    sentences: str
    last_words: frozenset[str] = frozenset()
    """What stands alone where the last line of a longer text has one word."""

    def has(self, text: str) -> bool:
        """Say whether a text, or a line of it, is of the rulebook."""
        line = text.strip()
        return line in self.last_words or (line in self.sentences and " " in line)

    def without_quoted(self, text: str) -> str:
        """Return a text without what it quotes of the rulebook."""
        return _QUOTED.sub(lambda found: "" if self.has(found[1]) else found[0], text)


NO_DATA = RulebookTexts(frozenset(), "")


def rulebook_texts() -> RulebookTexts:
    """Return the words of the rulebook's titles, and its longer texts."""
    found: list[str] = []
    for path in sorted((RESOURCES / "rulebook").glob("*.toml")):
        found += _strings(tomllib.loads(path.read_text("utf-8")))
    titles = (word for title in found if len(title) < _TITLE for word in _words(title))
    long = [text for text in found if len(text) >= _TITLE]
    last = frozenset(text.split()[-1] for text in long)
    return RulebookTexts(frozenset(titles), "\n".join(long), last)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _strings(each)


def untranslated(text: str, data: RulebookTexts = NO_DATA) -> bool:
    """Say whether a text that is shown has words without accents that are no data."""
    plain = set(_words(_NO_WORDS.sub("", data.without_quoted(text)))) - data.titles
    return bool(plain) and not data.has(text)


def _words(text: str) -> list[str]:
    """Return the whole words without an accent that would have one."""
    whole = (word for word in re.findall(r"[^\W\d_]+", text) if _WORD.fullmatch(word))
    return [word.lower() for word in whole if _TRANSLATABLE.search(word)]
