# SPDX-License-Identifier: MIT
"""What a verb changed: kinds and ids, so that whoever shows them reads them again."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """A kind of thing a change concerns."""

    MAIL_ITEM = "mail_item"
    APPLICATION = "application"
    LETTER = "letter"
    DRAFT = "draft"
    RULEBOOK = "rulebook"
    USER = "user"
    SHEET = "sheet"
    DISPOSAL = "disposal"
    STAMPS = "stamps"
    WORDING = "wording"


@dataclass(frozen=True, slots=True)
class Changes:
    """The ids that changed, by kind; ids of mail items and applications are ints, others text."""

    touched: frozenset[tuple[Kind, int | str]]

    @classmethod
    def of(cls, *touched: tuple[Kind, int | str]) -> Changes:
        """Return the changes of these kinds and ids."""
        return cls(frozenset(touched))

    def ids(self, kind: Kind) -> frozenset[int | str]:
        """Return the ids of one kind."""
        return frozenset(id_ for touched, id_ in self.touched if touched is kind)

    def __or__(self, other: Changes) -> Changes:
        """Return both changes together."""
        return Changes(self.touched | other.touched)
