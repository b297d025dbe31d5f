# SPDX-License-Identifier: MIT
"""The words of the letters as dated data: a sentence of the program, and what a person made of it.

A sentence is text with its variables, as the wording files write it. Japanese and English belong
together: a sentence that only one language has is empty in the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from desk_app.records.decisions import Approval, Signature
from desk_app.records.ids import UserId
from desk_app.records.people import Language


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence in both languages."""

    ja: str
    en: str

    def of(self, language: Language) -> str:
        """Return the sentence of a language."""
        return self.ja if language is Language.JA else self.en


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that the program brings along and a person may change.

    ``place`` names it for ever: the file, a colon, the keys that lead to it. ``under`` is the title
    of the letter and the item it stands in, as printed; only the file where many letters share it.
    """

    place: str
    words: Words
    under: Words


@dataclass(frozen=True, slots=True)
class WordingRevision:
    """What a sentence says from a day on: proposed by one person, approved by another.

    ``before`` is what the program's own files said when it was proposed. It is in force from
    ``wanted_from``, not before the day of its approval.
    """

    id: int
    place: str
    words: Words
    before: Words
    wanted_from: date
    proposed_by: UserId
    proposed_at: datetime
    approval: Approval | None = None
    taken_back_by: UserId | None = None
    proposal: Signature | None = None


@dataclass(frozen=True, slots=True)
class LaidSentence:
    """A sentence of a revision as one letter is set with it, in that letter's language."""

    revision: int
    place: str
    before: str
    text: str
