# SPDX-License-Identifier: MIT
"""Where in the journal what is known of an application was noted: the order within a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.records.journal import Action, JournalEntry


class JournalPlaces:
    """Hands out the entries of one application, each once, in the order of the facts."""

    def __init__(self, entries: Sequence[JournalEntry]) -> None:
        self._left = list(entries)
        self._last = max((entry.sequence for entry in entries), default=0)

    def take(self, action: Action, after: int = 0) -> JournalEntry | None:
        """Return the first entry of an action that nothing else took, after another's number."""
        for entry in self._left:
            if entry.action is action and entry.sequence > after:
                self._left.remove(entry)
                return entry
        return None

    def number(self, action: Action, after: int = 0) -> int:
        """Return the number of that entry; what was noted elsewhere comes after everything."""
        entry = self.take(action, after)
        return self._last + 1 if entry is None else entry.sequence
