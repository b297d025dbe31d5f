# SPDX-License-Identifier: MIT
"""The words of the case slip."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from desk_app.letters.wording import Part, Table, read

if TYPE_CHECKING:
    from pathlib import Path

    from desk_app.records.people import Language

Said = tuple[str, str]
"""A label and what is said beside it."""


class PersonWords(Part):
    """Who asks for what, how it came, when it is to be answered."""

    principal: Said
    proxy: Said
    received: Said
    arrived: Said
    claims: Said
    opened: Said
    target: Said
    warning: Said


class CheckWords(Part):
    """The table of the checks."""

    label: str
    head: tuple[str, ...]
    names: Table


class PaperWords(Part):
    """The table of the papers."""

    label: str
    head: tuple[str, ...]
    original: str
    a_copy: str
    neither: str


class CourseWords(Part):
    """The table of what happened."""

    label: str
    head: tuple[str, ...]


class RetentionWords(Part):
    """What is filled in at the end."""

    completed: str
    kept: str
    disposed: str
    done: str
    remarks: str


class CaseWords(Part):
    """All words of the case slip; a ``short_day`` is one of the year it is printed in."""

    title: str
    continued: str
    secret: str
    printed: str
    page: str
    short_day: str
    long_day: str
    by_and: str
    person: PersonWords
    checks: CheckWords
    papers: PaperWords
    course: CourseWords
    retention: RetentionWords
    mails: Table
    proxies: Table
    states: Table
    places: Table
    events: Table


@lru_cache(maxsize=4)
def case_words(folder: Path, language: Language) -> CaseWords:
    """Return the words of a language from the folder of all; raises BadWording."""
    return read(folder / language.value / "case_slip.toml", CaseWords)
