# SPDX-License-Identifier: MIT
"""The columns of the sentences of the letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desk_app.gui.models.columns import Column

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk_app.desk.wordings import SentenceLine
    from desk_app.gui.marks import Mark


class WordingColumns(QObject):
    """Makes the columns; what they say is asked of functions that know the language."""

    def of_sentences(
        self,
        letter: Callable[[SentenceLine], str],
        sentence: Callable[[SentenceLine], str],
        state: Callable[[SentenceLine], str],
        mark: Callable[[SentenceLine], Mark | None],
    ) -> list[Column[SentenceLine]]:
        """Return the columns: the letter, the sentence with how it stands below."""
        return [
            Column("letter", lambda: self.tr("Letter"), letter, 72),
            Column("sentence", lambda: self.tr("Sentence"), sentence),
            Column("state", lambda: self.tr("State"), state, 112, mark=mark),
        ]
