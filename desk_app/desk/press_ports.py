# SPDX-License-Identifier: MIT
"""What the desk needs of the press that makes its pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from desk_app.desk.safe_ports import Progress
from desk_app.records.case_pages import CaseSlipPage
from desk_app.records.ledger_pages import LedgerPage
from desk_app.records.letters import LetterFacts, LetterText
from desk_app.records.postal_pages import PostalPage
from desk_app.records.printed import Page
from desk_app.records.wording import Sentence


class Press(Protocol):
    """Makes the pages of a letter, or of the desk's own, from their facts."""

    def render(self, facts: LetterFacts) -> bytes:
        """Return the pages as PDF; raises LetterStopped with the reason."""
        ...

    def words(self, facts: LetterFacts) -> LetterText:
        """Return what the pages would say, in the letter's own wording; raises LetterStopped."""
        ...

    def sentences(self) -> tuple[Sentence, ...]:
        """Return every sentence of the letters that a person may change; raises LetterStopped."""
        ...

    def letters_with(
        self, sentence: Sentence, progress: Progress | None = None
    ) -> tuple[LetterFacts, ...]:
        """Return letters with invented facts that say a sentence, in both languages.

        Raises LetterStopped, Cancelled.
        """
        ...

    def page(self, facts: Page | CaseSlipPage | PostalPage | LedgerPage) -> bytes:
        """Return a page of the desk's own, or for the post, as PDF, kept nowhere.

        Raises LetterStopped.
        """
        ...

    def joined(self, documents: Sequence[bytes]) -> bytes:
        """Return the frozen letters of one envelope as one PDF; raises LetterStopped."""
        ...
