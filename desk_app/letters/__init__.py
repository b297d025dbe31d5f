# SPDX-License-Identifier: MIT
"""What goes out: pages, fonts, wording."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.desk.errors import LetterStopped
    from desk_app.desk.ports import Progress
    from desk_app.records.case.letters import LetterFacts, LetterText, Sentence
    from desk_app.records.evidence import EvidencePage, OwnPage, PackFile
    from desk_app.records.pages import CaseSlipPage, LedgerPage, PostalPage


def render(facts: LetterFacts) -> bytes:
    """Return the pages of one letter as PDF: equal facts give equal bytes.

    Raises LetterStopped with what is missing: a fact, a character no font has, a font. The page
    engine is loaded with the first letter, not with this room.
    """
    pages: bytes = import_module("desk_app.letters.press").usual_press().render(facts)
    return pages


def words(facts: LetterFacts) -> LetterText:
    """Return what one letter says, from its title on; raises LetterStopped as ``render`` does."""
    told: LetterText = import_module("desk_app.letters.press").usual_press().words(facts)
    return told


def lacks(text: str) -> tuple[LetterStopped, ...]:
    """Return what of a text no letter can print; raises LetterStopped where fonts are missing."""
    found: tuple[LetterStopped, ...] = (
        import_module("desk_app.letters.press").usual_press().lacks(text)
    )
    return found


def sentences() -> tuple[Sentence, ...]:
    """Return every sentence of the letters that a person may change; raises LetterStopped."""
    found: tuple[Sentence, ...] = import_module("desk_app.letters.press").usual_press().sentences()
    return found


def letters_with(sentence: Sentence, progress: Progress | None = None) -> tuple[LetterFacts, ...]:
    """Return the sample letters that say a sentence.

    Raises LetterStopped as ``render`` does; Cancelled once ``progress`` says so.
    """
    press = import_module("desk_app.letters.press").usual_press()
    found: tuple[LetterFacts, ...] = press.letters_with(sentence, progress)
    return found


def page(facts: OwnPage | CaseSlipPage | PostalPage | LedgerPage) -> bytes:
    """Return a page of the desk's own, or for the post, as PDF.

    The desk's own are recovery sheet, day sheet, R1 to R3, drill record and case slip; envelopes,
    labels and the slip of registered mail go to the post, with a test page for each paper.

    Raises LetterStopped as ``render`` does.
    """
    pages: bytes = import_module("desk_app.letters.press").usual_press().page(facts)
    return pages


def bound(facts: EvidencePage, files: Sequence[PackFile]) -> bytes:
    """Return the summary of a pack as PDF/A-3b, with all its files attached.

    Raises LetterStopped as ``render`` does.
    """
    whole: bytes = import_module("desk_app.letters.press").usual_press().bound(facts, files)
    return whole
