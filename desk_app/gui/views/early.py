# SPDX-License-Identifier: MIT
"""Pages that take long to make are made early, piece by piece: the window answers in between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtWidgets import QWidget

    from desk_app.gui.views.section import Place, Section, SectionView
    from desk_app.gui.workplace import Workplace


class EarlyPages(QObject):
    """Holds the pages that were begun; one that is wanted sooner is taken and finished at once."""

    def __init__(self, made: Callable[[Place], object], parent: QWidget) -> None:
        """Take what is told of a page of which all pieces are made."""
        super().__init__(parent)
        self._made = made
        self._begun: dict[Place, SectionView] = {}

    def begin(self, sections: Iterable[Section], work: Workplace, stack: QWidget) -> None:
        """Begin each of these pages, unseen."""
        for section in sections:
            view = section.build.begun(work, stack)
            view.hide()
            self._begun[section.place] = view
        QTimer.singleShot(0, self, self._go_on)

    def take(self, place: Place) -> SectionView | None:
        """Return a page that was begun, finished; None where it was not."""
        view = self._begun.pop(place, None)
        while view is not None and view.go_on():
            pass
        return view

    def put_away(self) -> None:
        """Let go what was begun."""
        for view in self._begun.values():
            view.deleteLater()
        self._begun.clear()

    def _go_on(self) -> None:
        for place, view in [*self._begun.items()]:
            if not view.go_on():
                self._made(place)
        if self._begun:
            QTimer.singleShot(0, self, self._go_on)
