# SPDX-License-Identifier: MIT
"""The sample letters of the program, and what becomes of them with other values in the body."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from desk_app.letters.samples import samples
from desk_app.records.letters import LetterFacts
from desk_app.records.people import Language


def sample(name: str, language: Language = Language.JA) -> LetterFacts:
    """The sample letter of a name."""
    return dict(samples(language))[name]


def with_body(facts: LetterFacts, **values: Any) -> LetterFacts:  # noqa: ANN401  of any body's fields
    """The same letter with other values in its body."""
    return replace(facts, body=replace(facts.body, **values))
