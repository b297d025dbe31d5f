# SPDX-License-Identifier: MIT
"""The words of codes and of articles of the Act, from the tables that lie beside this module."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from desk_app.records.desk.people import Language

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from enum import Enum


Texts = list[str]
"""One text in each language: Japanese, English, and for what is counted the English plural."""

_SENTENCES = Path(__file__).with_name("sentences")
_ORDER = (Language.JA, Language.EN)


@cache
def table(name: str) -> Mapping[str, Mapping[str, Texts]]:
    """Return a table: for each heading the texts under it, by their keys."""
    source = (_SENTENCES / f"{name}.toml").read_text("utf-8")
    return cast("Mapping[str, Mapping[str, Texts]]", tomllib.loads(source))


def names() -> Iterator[str]:
    """Name every table, for whoever reads them ahead."""
    yield from (each.stem for each in _SENTENCES.glob("*.toml"))


def text(name: str, heading: str, key: str, language: Language) -> str | None:
    """Return one text of a table in a language; None where the table has none of that name."""
    texts = table(name).get(heading, {}).get(key)
    return None if texts is None else texts[_ORDER.index(language)]


def forms(unit: str, language: Language) -> tuple[str, str]:
    """Return how one and how several of a unit are written; the same in Japanese."""
    japanese, one, several = table("words")["unit"][unit]
    return (japanese, japanese) if language is Language.JA else (one, several)


# The words of codes, as they stand inside a sentence.


_TABLES = ("people", "words", "work", "cures", "rulebook", "paper", "variables")
"""In the order in which they are read: the first alone is needed to say who may sign in."""


_DECLARED_AS = {
    "ClaimEnd": ("Outcome", "ClaimState"),
    "FeeEnd": ("Outcome", "ClaimState"),
    "EvidenceVerdict": ("Verdict",),
    "Duty": ("DutyFor",),
}
"""How a request ended, what a rule found, what a duty is for has one word wherever it is told."""


def word_of(heading: str, code: str, language: Language) -> str | None:
    """Return the word of a code, looked for under a heading of every table of words.

    A code that means what one of another kind does has its word there, once.
    """
    headings = (heading, *_DECLARED_AS.get(heading, ()))
    found = (text(name, each, code, language) for each in headings for name in _TABLES)
    return next((each for each in found if each is not None), None)


def short_of(member: Enum, language: Language) -> str | None:
    """Return the short word of a value, for a narrow field; nothing where it has none."""
    return word_of(f"Short{type(member).__name__}", str(member.value), language)


def word(member: Enum, language: Language) -> str:
    """Return the word of a value; its code where it has no word."""
    return word_of(type(member).__name__, str(member.value), language) or str(member.value)


# Articles of the Act as they are read aloud: 第33条第2項第1号, or 33(2)(i).


_ARTICLE = r"(?P<number>\d+)(?:\((?P<paragraph>\d+)\))?(?:\((?P<roman>[ivx]+)\))?"
_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")


_OF_AN_ACT = r"(?P<act>[A-Z][A-Za-z ]+) (?P<numbers>\d+(?:-\d+)?(?:, \d+(?:-\d+)?)*)"


def article(written: str, language: Language) -> str:
    """Say an article; what is no article of an Act that has a name here stands as it is written."""
    if language is Language.EN:
        return written
    whole = word_of("Article", written, language)
    return whole or _of_an_act(written) or _of_the_act(written) or written


def article_parts(written: str) -> Sequence[tuple[str, str, str]]:
    """Return number, paragraph and item of each article in ``33(5) with 33(2)(i)``, in digits.

    What is not said is empty; nothing is returned where it is no article of the Act.
    """
    found = [re.fullmatch(_ARTICLE, part) for part in written.split(" with ")]
    return [_digits(each) for each in found if each is not None] if all(found) else []


def _digits(found: re.Match[str]) -> tuple[str, str, str]:
    number, paragraph, roman = found.groups("")
    return number, paragraph, str(_ROMAN.index(roman)) if roman in _ROMAN[1:] else ""


def _of_the_act(written: str) -> str:
    return "・".join(
        f"第{number}条"
        + (f"第{paragraph}項" if paragraph else "")
        + (f"第{item}号" if item else "")
        for number, paragraph, item in article_parts(written)
    )


def _of_an_act(written: str) -> str:
    """Return the articles of a named Act: 健康保険法第194条の2; nothing where it is none."""
    found = re.fullmatch(_OF_AN_ACT, written)
    act = None if found is None else word_of("Act", found["act"], Language.JA)
    if found is None or act is None:
        return ""
    numbers = (each.partition("-") for each in found["numbers"].split(", "))
    return act + "・".join(f"第{main}条{f'の{sub}' if sub else ''}" for main, _, sub in numbers)
