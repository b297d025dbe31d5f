# SPDX-License-Identifier: MIT
"""Saying the words of a form in one language with the values of rulebook and profile."""

from __future__ import annotations

from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING

from desk_app.letters.errors import MissingValue
from desk_app.letters.forms.file import spoken
from desk_app.records.people import Language

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from desk_app.letters.composing import Values
    from desk_app.letters.forms.file import Words
    from desk_app.letters.voice import Voice


@dataclass(frozen=True, slots=True)
class FormVoice:
    """The words of one form; what they say is markup, what the values say is not."""

    voice: Voice
    language: Language
    values: Values

    def say(self, words: Words, more: Mapping[str, object] | None = None) -> str:
        """Return what words say as markup; a value that is not there stops the form by its name."""
        values = self.values if more is None else {**self.values, **more}
        return self.voice.say(spoken(words, self.language), values)

    def plain(self, words: Words) -> str:
        """Return what words say without markup, on one line."""
        between = "" if self.language is Language.JA else " "
        return unescape(self.say(words)).replace("\n", between)

    def holds(self, condition: str) -> bool:
        """Tell whether a condition holds."""
        return self.voice.holds(condition, self.values)

    def rows(self, name: str) -> Sequence[Values]:
        """Return the rows of that name; none stop the form by it."""
        rows = self.values.get(name)
        if not isinstance(rows, tuple):
            raise MissingValue(name)
        return rows
