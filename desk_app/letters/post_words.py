# SPDX-License-Identifier: MIT
"""The words of envelopes, labels and the slip of registered mail, which the post reads."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from desk_app.letters.wording import Part, Table, read
from desk_app.records.people import Language

if TYPE_CHECKING:
    from pathlib import Path


class EnvelopeWords(Part):
    """What stands on the front of an envelope."""

    confidential: str
    returned: str
    department: str


class SlipWords(Part):
    """What stands on the slip of registered mail and on its receipt."""

    office_title: str
    office_use: str
    receipt_title: str
    receipt_use: str
    sender: str
    posted: str
    stamp: str
    head: tuple[str, ...]
    grams: str
    rest: str
    count: str
    total: str
    paid: str
    paid_each: str
    note: str
    made: str
    checked: str


class PostWords(Part):
    """All words that the post reads; ``marks`` are those in red, ``kinds`` those of the slip."""

    titles: Table
    marks: Table
    kinds: Table
    envelope: EnvelopeWords
    slip: SlipWords


@lru_cache(maxsize=2)
def post_words(folder: Path) -> PostWords:
    """Return the words from the folder of all languages: Japanese alone. Raises BadWording."""
    return read(folder / Language.JA.value / "post.toml", PostWords)
