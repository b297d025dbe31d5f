# SPDX-License-Identifier: MIT
"""The columns of the sentences of the letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desk_app.gui.models.columns import Column

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk_app.desk.wordings import SentenceLine


class WordingColumns(QObject):
    """Makes the columns; what they say is asked of functions that know the language."""

    def of_sentences(
        self,
        letter: Callable[[SentenceLine], str],
        sentence: Callable[[SentenceLine], str],
        state: Callable[[SentenceLine], str],
        tone: Callable[[SentenceLine], str],
    ) -> list[Column[SentenceLine]]:
        """Return the columns: the letter with how it stands below, the sentence."""
        return [
            Column("letter", self.tr("Letter"), letter, 96, detail=state, tone=tone),
            Column("sentence", self.tr("Sentence"), sentence),
        ]
