# SPDX-License-Identifier: MIT
"""The words of codes, as they stand inside a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.i18n.tables import text

if TYPE_CHECKING:
    from enum import Enum

    from desk_app.records.people import Language

_TABLES = ("people", "words", "work", "cures", "rulebook", "paper", "variables")
"""In the order in which they are read: the first alone is needed to say who may sign in."""


def word_of(heading: str, code: str, language: Language) -> str | None:
    """Return the word of a code, looked for under a heading of every table of words."""
    found = (text(name, heading, code, language) for name in _TABLES)
    return next((each for each in found if each is not None), None)


def short_of(member: Enum, language: Language) -> str | None:
    """Return the short word of a value, for a narrow field; nothing where it has none."""
    return word_of(f"Short{type(member).__name__}", str(member.value), language)


def word(member: Enum, language: Language) -> str:
    """Return the word of a value; its code where it has no word."""
    return word_of(type(member).__name__, str(member.value), language) or str(member.value)
