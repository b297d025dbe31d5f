# SPDX-License-Identifier: MIT
"""The words of the ledgers on paper: stamp book (R2) and applications (R1)."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from desk_app.letters.wording import Part, Table, read

if TYPE_CHECKING:
    from pathlib import Path

    from desk_app.records.people import Language


class StampWords(Part):
    """The stamp book: its table, the count of the month, what stands below."""

    title: str
    subtitle: str
    head: tuple[str, ...]
    carried: str
    total: str
    taken_back: str
    kept: str
    movements: Table
    count: str
    uncounted: str
    count_head: tuple[str, ...]
    count_total: str
    count_on: str
    equal: str
    cause: str
    measure: str
    counted_by: str
    witness: str
    held: str
    note: str


class ApplicationWords(Part):
    """The ledger of applications: its table and what its cells say."""

    title: str
    subtitle: str
    head: tuple[str, ...]
    no_fee: str
    short: str
    notice: str
    cured: str
    asked: str
    unmarked: str
    disposed: str
    article: str
    proxy: str
    mark: str
    nameless: str
    rights: Table
    articles: Table
    states: Table
    mails: Table
    proxies: Table


class LedgerWords(Part):
    """All words of the ledgers; a ``short_day`` is one of the year of the ledger."""

    boxes: tuple[str, ...]
    secret: str
    printed: str
    short_day: str
    long_day: str
    nothing: str
    loss: str
    stamps: StampWords
    applications: ApplicationWords


@lru_cache(maxsize=4)
def ledger_words(folder: Path, language: Language) -> LedgerWords:
    """Return the words of a language from the folder of all; raises BadWording."""
    return read(folder / language.value / "ledgers.toml", LedgerWords)
