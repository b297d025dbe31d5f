# SPDX-License-Identifier: MIT
"""The published forms for tests: drawn once each, from the rulebook as it is or changed."""

from __future__ import annotations

from datetime import date
from functools import cache

from desk_app.letters.forms.forms import FormPress
from desk_app.letters.places import resources
from desk_app.records.desk.people import Language
from desk_app.records.desk.profile import DeskProfile
from desk_app.records.pages import PublishedForm
from desk_app.rules.rulebook.rulebook import Rules, loads
from tests.letters.reading import Word, poppler_pages, poppler_text, poppler_words_of_all, squeezed

TODAY = date(2026, 11, 25)
APPLICATIONS = ("A-1", "A-2", "A-3")
CODES = tuple(f"{name}{suffix}" for name in (*APPLICATIONS, "B-1") for suffix in ("", "E"))
SOURCE = (resources() / "rulebook" / "justsystems.toml").read_text("utf-8")


def rules_of(*changes: tuple[str, str], on: date = TODAY) -> Rules:
    """The rules of a day, some words of the rulebook put in the place of others."""
    source = SOURCE
    for before, after in changes:
        assert before in source, before
        source = source.replace(before, after)
    return loads(source.encode(), "rulebook.toml").on(on)


def form_of(code: str) -> PublishedForm:
    """The form of a code."""
    name = code.removesuffix("E")
    return PublishedForm(name, Language.JA if name == code else Language.EN, code)


@cache
def drawn(code: str) -> bytes:
    """A form as the program publishes it."""
    return FormPress().draw(form_of(code), DeskProfile(), rules_of())


@cache
def pages_of(code: str) -> tuple[str, ...]:
    """What each page of a form says, without white."""
    return tuple(map(squeezed, poppler_pages(drawn(code))))


@cache
def words_of(code: str) -> tuple[list[Word], ...]:
    """The words of each page of a form and where they stand."""
    return poppler_words_of_all(drawn(code))


@cache
def said(code: str) -> str:
    """What a form says, without white."""
    return "".join(pages_of(code))


def said_under(code: str, rules: Rules, profile: DeskProfile | None = None) -> str:
    """What a form says under other rules, or for another desk."""
    return squeezed(poppler_text(FormPress().draw(form_of(code), profile or DeskProfile(), rules)))
