# SPDX-License-Identifier: MIT
"""A sentence with its facts in it: ``{fact:how}``, and ``[…]`` that stands only with its facts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

from desk_app.i18n import vocabulary, writing
from desk_app.i18n.vocabulary import table
from desk_app.records.people import Language

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from desk_app.records.facts import Fact
    from desk_app.rules.rulebook import Rules

NOT_GIVEN = "—"
"""Stands where a fact is missing: a screen never fails for want of one."""

HOLE = re.compile(r"\{(?P<fact>\w+)(?::(?P<how>\w+))?\}")
OPTION = re.compile(r"\[(?P<option>[^\[\]]*)\]")
_SLOT = re.compile(rf"{OPTION.pattern}|{HOLE.pattern}")
_PILE = re.compile(r"(\d+)x(\d+)")


class Titled(Protocol):
    """A term of the rulebook with its titles."""

    @property
    def title_ja(self) -> str:
        """Return the Japanese title."""
        ...

    @property
    def title_en(self) -> str:
        """Return the English title."""
        ...


@dataclass(frozen=True, slots=True)
class Tongue:
    """The clerk's language, and the rules that title documents, forms and items to be masked.

    ``of_nobody`` leaves out every text as it was typed: whoever reads has no applicant's data.
    """

    language: Language
    rules: Rules | None = None
    of_nobody: bool = False


def fill(sentence: str, facts: Mapping[str, Fact], tongue: Tongue) -> str:
    """Return a sentence with its facts; a text among them is never read as a sentence itself."""
    filled = _filled(sentence, facts, tongue)
    return filled[:1].upper() + filled[1:] if tongue.language is Language.EN else filled


def _filled(sentence: str, facts: Mapping[str, Fact], tongue: Tongue) -> str:
    def slot(found: re.Match[str]) -> str:
        option = found["option"]
        if option is None:
            return _written(found, facts, tongue)
        given = all(facts.get(hole["fact"]) for hole in HOLE.finditer(option))
        return _filled(option, facts, tongue) if given else ""

    return _SLOT.sub(slot, sentence)


def _written(hole: re.Match[str], facts: Mapping[str, Fact], tongue: Tongue) -> str:
    value, how = facts.get(hole["fact"]), hole["how"] or ""
    typed = not how and isinstance(value, str)
    if value is None or (typed and tongue.of_nobody):
        return NOT_GIVEN
    if how == "face" and isinstance(value, int):
        return writing.face(value, str(facts.get("piece", "")), tongue.language)
    return write(value, how, tongue)


def write(value: Fact, how: str, tongue: Tongue) -> str:
    """Write one fact: as a day, a sum or a count, by its title, or by the word of its code."""
    if how.startswith("any_"):
        return writing.one_of(_each(value, how.removeprefix("any_"), tongue), tongue.language)
    if isinstance(value, tuple):
        return _many(value, how, tongue)
    if isinstance(value, date):
        return writing.day(value, tongue.language, weekday=how == "weekday")
    if isinstance(value, int):
        return _number(value, how, tongue)
    return _code(value, how, tongue) if how else value


def _each(value: Fact, how: str, tongue: Tongue) -> list[str]:
    values = value if isinstance(value, tuple) else (value,)
    return [write(each, how, tongue) for each in values]


def _many(values: tuple[str, ...], how: str, tongue: Tongue) -> str:
    piles = [_PILE.fullmatch(each) for each in values]
    if how == "pieces" and all(piles):
        return writing.pieces([(int(p[1]), int(p[2])) for p in piles if p], tongue.language)
    return writing.listed(_each(values, how, tongue), tongue.language)


def _number(value: int, how: str, tongue: Tongue) -> str:
    if how == "yen":
        return writing.yen(value, tongue.language)
    if how in table("words")["unit"]:
        return writing.count(value, how, tongue.language)
    return f"{value:,}"


def _code(code: str, how: str, tongue: Tongue) -> str:
    """Write the word or title of a code; one that has none stands as it is, in quotation marks."""
    if how in TITLED:
        term = None if tongue.rules is None else _TITLES[how](tongue.rules, code)
        return title(term, code, tongue.language)
    word = vocabulary.word_of(how, code.partition(":")[0], tongue.language)
    return writing.quoted(code, tongue.language) if word is None else word


def title(term: Titled | None, code: str, language: Language) -> str:
    """Return the title of a term of the rulebook; its code in quotation marks where it has none."""
    if term is None:
        return writing.quoted(code, language)
    return term.title_ja if language is Language.JA else term.title_en


def _document(rules: Rules, code: str) -> Titled | None:
    return rules.document(code)


def _form(rules: Rules, code: str) -> Titled | None:
    return rules.form(code)


def _mask(rules: Rules, code: str) -> Titled | None:
    return next((mask for mask in rules.masks if mask.code == code), None)


_TITLES: Mapping[str, Callable[[Rules, str], Titled | None]] = {
    "document": _document,
    "form": _form,
    "mask": _mask,
}
TITLED = frozenset(_TITLES)
