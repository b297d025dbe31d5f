# SPDX-License-Identifier: MIT
"""Ledgers in the words of a language; days stand as 2026-11-25, so that they sort as they are."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

from desk_app.desk.exporting import DueColumn, JournalColumn
from desk_app.i18n import dates, messages
from desk_app.i18n.writing import listed
from desk_app.records.pages import Ledger, LedgerKind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from enum import Enum

    from desk_app.desk.rows import JournalLine, KeptLine
    from desk_app.records.people import Language

_JOURNAL_WIDTHS = (10, 12, 8, 20, 30, 14, 40)
_DUE_WIDTHS = (12, 36, 12, 12, 10, 12, 28, 12)


def journal(lines: Iterable[JournalLine], language: Language) -> Ledger:
    """Return entries of the journal as a table."""
    # There may be a hundred thousand; what they say of is said of many.
    done = cache(partial(messages.word, language=language))
    noted = cache(partial(_noted, language=language))
    return Ledger(
        title=messages.label(LedgerKind.JOURNAL, language),
        head=_head(JournalColumn, language),
        rows=tuple(_entry(line, done(line.action), noted(line.fields)) for line in lines),
        widths=_JOURNAL_WIDTHS,
    )


def due(lines: Iterable[KeptLine], language: Language) -> Ledger:
    """Return what is due for disposal as a table; no name stands in it."""
    return Ledger(
        title=messages.label(LedgerKind.DUE, language),
        head=_head(DueColumn, language),
        rows=tuple(_kept(line, language) for line in lines),
        widths=_DUE_WIDTHS,
    )


def _head(columns: type[Enum], language: Language) -> tuple[str, ...]:
    return tuple(messages.label(column, language) for column in columns)


def _noted(fields: tuple[str, ...], language: Language) -> str:
    return listed([messages.noted(each, language) for each in fields], language)


def _entry(line: JournalLine, done: str, noted: str) -> tuple[str, ...]:
    return (
        str(line.sequence),
        *dates.columns_of(line.at),
        line.actor,
        done,
        line.subject,
        noted,
    )


def _kept(line: KeptLine, language: Language) -> tuple[str, ...]:
    hold = line.hold
    return (
        line.receipt_number,
        listed([messages.word(right, language) for right in line.rights], language),
        line.completed_on.isoformat(),
        line.kept_until.isoformat(),
        str(line.sheets),
        str(line.letters),
        "" if hold is None else messages.word(hold.reason, language),
        "" if hold is None else hold.review_on.isoformat(),
    )
