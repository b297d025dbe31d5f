# SPDX-License-Identifier: MIT
"""A ledger on its way out of the desk as a table: words alone, in rows."""

from __future__ import annotations

from dataclasses import dataclass

from desk_app.records.word import Word


class LedgerKind(Word):
    """What can leave the desk as a table."""

    JOURNAL = "journal"
    DUE = "due"
    """What is due for disposal."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """A table with its title and head; ``widths`` are of its columns, in characters."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
