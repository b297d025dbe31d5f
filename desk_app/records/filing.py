# SPDX-License-Identifier: MIT
"""What a clerk notes of an application beside its course: where its papers lie, a remark."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desk_app.records.base import UserId, Word
from desk_app.records.field import PersonText, ShortText


class CorrectiveNeed(Word):
    """Whether something in the house is to be mended because of an application (是正要否)."""

    NEEDED = "needed"
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True, slots=True)
class Filing:
    """Where an application's papers are kept, whether anything is to be mended, a remark.

    It lies apart from the application: nothing that is signed changes by it. ``corrective`` is None
    while nobody has said. ``by`` and ``at`` are who noted it last, and when.
    """

    place: ShortText = ""
    corrective: CorrectiveNeed | None = None
    remark: PersonText = ""
    by: UserId | None = None
    at: datetime | None = None

    @property
    def says_nothing(self) -> bool:
        """Return whether nothing is noted in it."""
        return not (self.place or self.corrective or self.remark)


NOT_FILED = Filing()
