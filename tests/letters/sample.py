# SPDX-License-Identifier: MIT
"""The sample letters of the program, and what becomes of them with other values in the body."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

from desk_app.letters import render
from desk_app.letters.samples import samples
from desk_app.records.case.letters import LetterFacts
from desk_app.records.desk.people import Language

SAMPLES = {
    f"{name}-{language.value}": facts for language in Language for name, facts in samples(language)
}
"""Every sample letter by its name and language."""

drawn = lru_cache(maxsize=256)(render)
"""Draws a letter, each once: equal facts give equal pages, which test_door looks at."""


def sample(name: str, language: Language = Language.JA) -> LetterFacts:
    """The sample letter of a name."""
    return SAMPLES[f"{name}-{language.value}"]


def with_body(letter: LetterFacts, /, **values: Any) -> LetterFacts:  # noqa: ANN401  of any body's fields
    """The same letter with other values in its body."""
    return replace(letter, body=replace(letter.body, **values))
