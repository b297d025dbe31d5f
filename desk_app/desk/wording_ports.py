# SPDX-License-Identifier: MIT
"""What a unit of work keeps of the words of the letters."""

from __future__ import annotations

from typing import Protocol

from desk_app.records.wording import WordingRevision


class Wordings(Protocol):
    """The revisions of sentences, from proposal on; none is ever deleted."""

    def get(self, id_: int) -> WordingRevision:
        """Return a revision; raises NotFound."""
        ...

    def all(self) -> tuple[WordingRevision, ...]:
        """Return all revisions, the newest first."""
        ...

    def approved(self) -> tuple[WordingRevision, ...]:
        """Return those that were approved and not taken back."""
        ...

    def add(self, revision: WordingRevision) -> WordingRevision:
        """Keep a new revision and return it with its id."""
        ...

    def save(self, revision: WordingRevision) -> None:
        """Keep a changed revision; raises NotFound."""
        ...
