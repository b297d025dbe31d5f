# SPDX-License-Identifier: MIT
"""The sentences of the letters that a person may change, as the wording files have them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from desk_app.letters.wording import tables
from desk_app.records.letters import LetterKind
from desk_app.records.people import Language
from desk_app.records.wording import Sentence, Words
from desk_app.rules.wording.notation import PartKind, parts
from desk_app.rules.wording.places import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Keys = tuple[str | int, ...]

_SHARED = ("common", "deficiencies", "unproven")
_PLACES = {
    "common": re.compile(r"(?:sentences|needs|reasons_back)\.[^.]+|contact\.lines\.\d+"),
    "deficiencies": re.compile(r"(?:rows|cures)\.[^.]+\.(?:found|send)"),
    "unproven": re.compile(
        r"(?:opening|closing)\.\d+|(?:harms|checks|missing)\.[^.]+|item\.\d+\.(?:text|.+\.text)"
    ),
}
_OF_A_LETTER = re.compile(
    r"(?:opening|closing)\.\d+|item\.\d+\.(?:text|due_note|.+\.text)"
    r"|annex\.notes\.\d+\.text|slip\.(?:intro|cut|notes\.\d+)"
)
"""What is a sentence. Titles, labels, heads and single words are not: other pages lean on them.
Nor are grounds: they are quoted as the law and the published policy have them."""

_PUNCTUATION = "、。・：:;,.()（）「」 　\n"


@lru_cache(maxsize=2)
def sentences(folder: Path) -> tuple[Sentence, ...]:
    """Return every sentence that may be changed, letter by letter; raises BadWording.

    What says nothing but a value, or another sentence, is none.
    """
    files = (*(kind.value for kind in LetterKind), *_SHARED)
    return tuple(sentence for file in files for sentence in _of_file(folder, file))


def _of_file(folder: Path, file: str) -> Iterator[Sentence]:
    ja, en = (tables(folder / language.value / f"{file}.toml") for language in Language)
    texts, others = dict(_texts(ja)), dict(_texts(en))
    wanted = _PLACES.get(file, _OF_A_LETTER)
    for keys in dict.fromkeys((*texts, *others)):
        words = Words(texts.get(keys, ""), others.get(keys, ""))
        place = place_of(file, keys)
        if wanted.fullmatch(place.partition(":")[2]) and any(map(_says, (words.ja, words.en))):
            yield Sentence(place, words, Words(_under(ja, keys), _under(en, keys)))


def _texts(table: object, keys: Keys = ()) -> Iterator[tuple[Keys, str]]:
    """Yield every text of a file with the keys that lead to it."""
    if isinstance(table, str):
        yield keys, table
    elif isinstance(table, dict):
        for key, inner in table.items():
            yield from _texts(inner, (*keys, key))
    elif isinstance(table, list):
        for number, inner in enumerate(table):
            yield from _texts(inner, (*keys, number))


def _says(template: str) -> bool:
    return any(
        part.kind is PartKind.TEXT and part.source.strip(_PUNCTUATION) for part in parts(template)
    )


def _under(table: dict[str, Any], keys: Keys) -> str:
    """Return the label of the item a sentence stands in, or of the row of a notice."""
    if keys[0] == "item":
        return _plain(table["item"][keys[1]]["label"])
    if keys[0] == "rows":
        return _plain(table["rows"][keys[1]]["label"])
    return _plain(table["slip"]["title"]) if keys[0] == "slip" else ""


def _plain(label: str) -> str:
    """Return a label without its templates."""
    return "".join(part.source for part in parts(label) if part.kind is PartKind.TEXT)
