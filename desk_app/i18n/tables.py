# SPDX-License-Identifier: MIT
"""The tables of words and sentences that lie beside this module, each read when first asked for."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from desk_app.records.people import Language

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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
