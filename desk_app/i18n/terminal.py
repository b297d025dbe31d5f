# SPDX-License-Identifier: MIT
"""What the commands ask for, and say while they ask, in the language of the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.i18n.vocabulary import table, text
from desk_app.records.desk.people import Language

if TYPE_CHECKING:
    from collections.abc import Mapping

_TABLE = "terminal"


def question(code: str, language: Language, **facts: str) -> str:
    """Return what is asked, with the space before the answer."""
    return _filled("ask", code, language, facts)


def told(code: str, language: Language, **facts: str) -> str:
    """Return a line for whoever is asked."""
    return _filled("tell", code, language, facts)


def done(code: str, language: Language, **facts: str | int) -> str:
    """Return a line of what a command says when it is done."""
    return _filled("done", code, language, facts)


def rulebook(code: str, language: Language, **facts: str | int) -> str:
    """Return a line of what ``rulebook`` prints beside the values themselves."""
    return _filled("rulebook", code, language, facts)


def helped(code: str, language: Language, **facts: str) -> str:
    """Return what ``--help`` says of a command or an option, or of words it cannot take."""
    return _filled("help", code, language, facts)


def counted(number: int, what: str, language: Language) -> str:
    """Return how many there are of something in a language: 1 entry, 2 entries, 2件."""
    japanese, one, several = table(_TABLE)["unit"][what]
    english = one if number == 1 else several
    return (japanese if language is Language.JA else english).format(number=number)


def _filled(heading: str, code: str, language: Language, facts: Mapping[str, str | int]) -> str:
    return (text(_TABLE, heading, code, language) or "").format(**facts)
