# SPDX-License-Identifier: MIT
"""The rows of the dispatch list (郵便発送簿): envelopes sent, and those that came back (F2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from desk_app.records.history import Posting
from desk_app.records.ids import ApplicationId
from desk_app.records.letters import LetterKind


@dataclass(frozen=True, slots=True)
class PostingLine:
    """One envelope: whose application, and the letters in it by kind and number, in their order.

    Letters that came back before and lie in it again follow the others.
    """

    application: ApplicationId
    receipt_number: str
    name: str
    posting: Posting
    letters: tuple[tuple[LetterKind, str], ...]


class PostQueries(Protocol):
    """What is asked of the envelopes; every call may run on the database thread only."""

    def sent(self, first: date, last: date, limit: int = 1_000) -> tuple[PostingLine, ...]:
        """Return the envelopes posted in some days, the newest first."""
        ...

    def came_back(self, limit: int = 1_000) -> tuple[PostingLine, ...]:
        """Return the envelopes that came back, the newest first; those sent again since too."""
        ...
