# SPDX-License-Identifier: MIT
"""The question before what is typed on a page is forgotten: nothing brings it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desk_app.desk.changes import Changes
from desk_app.gui.presenters.question import Question, Weight

if TYPE_CHECKING:
    from desk_app.desk.context import Desk


def to_begin_anew() -> Question:
    """Ask whether a page begins from blank; the page does it when that was answered."""
    return Question(
        QCoreApplication.translate("BlankPage", "Begin anew"),
        QCoreApplication.translate("BlankPage", "Forget it"),
        lambda _: _nothing,
        effect=QCoreApplication.translate(
            "BlankPage", "What was typed on this page and its draft are forgotten."
        ),
        weight=Weight.FINAL,
        lasting=True,
        said=QCoreApplication.translate("BlankPage", "The page is blank again."),
    )


def _nothing(_: Desk) -> Changes:
    """Do nothing: the page forgets what stands on it by itself."""
    return Changes.of()
