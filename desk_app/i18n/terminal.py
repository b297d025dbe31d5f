# SPDX-License-Identifier: MIT
"""What the commands ask for, and say while they ask, in the language of the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.i18n.tables import text

if TYPE_CHECKING:
    from desk_app.records.people import Language

_TABLE = "terminal"


def question(code: str, language: Language, **facts: str) -> str:
    """Return what is asked, with the space before the answer."""
    return _filled("ask", code, language, facts)


def told(code: str, language: Language, **facts: str) -> str:
    """Return a line for whoever is asked."""
    return _filled("tell", code, language, facts)


def _filled(heading: str, code: str, language: Language, facts: dict[str, str]) -> str:
    return (text(_TABLE, heading, code, language) or "").format(**facts)
