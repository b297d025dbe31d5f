# SPDX-License-Identifier: MIT
"""What the letters page is opened with: a letter that is owed, before it has a number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desk_app.records.ids import ApplicationId, ClaimId, HeldThingId, PostingId
    from desk_app.records.letters import LetterKind


@dataclass(frozen=True, slots=True)
class Owed:
    """A letter that an application owes: its kind and the claims it answers.

    ``again`` is the envelope that came back, for the letter with which it goes again (L14);
    ``things`` are what lies in the envelope of a cover sheet (L12).
    """

    application: ApplicationId
    kind: LetterKind
    claims: tuple[ClaimId, ...] = ()
    again: PostingId | None = None
    things: tuple[HeldThingId, ...] = ()
