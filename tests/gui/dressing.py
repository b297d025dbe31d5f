# SPDX-License-Identifier: MIT
"""How often what a page is made of is told to look at its style again while the page is made."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from desk_app.gui.page import Place, SectionView
from tests.gui.case_pages import Case

OFTEN = 4
"""How often a widget of a page is gone through at most while it is made, taken all together."""


class Dressed(QObject):
    """Counts how often anything is told to look at its style again."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.StyleChange
        return False


def dressed_too_often(case: Case, place: Place) -> list[str]:
    """Make a page in its place, and say whether it was dressed at each step outwards."""
    application, dressed = QApplication.instance(), Dressed()
    assert application is not None
    application.installEventFilter(dressed)
    case.window.shell.make_ready(place)
    application.removeEventFilter(dressed)
    page = case.window.window.findChild(SectionView, place.value)
    assert page is not None, place
    often = dressed.count / len(page.findChildren(QWidget))
    return [f"dressed {often:.1f} times"] if often > OFTEN else []
