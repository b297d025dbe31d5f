# SPDX-License-Identifier: MIT
"""The ways from one part of the open desk to another: what a part asks for, the shell shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from desk_app.gui.views.section import Place

if TYPE_CHECKING:
    from desk_app.gui.workplace import Workplace


class Goes(Protocol):
    """What shows a place."""

    def has(self, place: Place) -> bool:
        """Say whether a place is built, and whether the person signed in may enter it."""
        ...

    def go(self, place: Place, thing: object | None = None) -> None:
        """Show a place, and in it a thing."""
        ...


class Ways(QObject):
    """Takes what a part asks for to the place where it is shown."""

    def __init__(self, work: Workplace, frame: Goes, parent: QObject) -> None:
        super().__init__(parent)
        self._frame = frame
        work.open_application.connect(self._application)
        work.open_intake.connect(self._intake)
        work.open_letters.connect(self._letters)
        work.open_post.connect(self._post)
        work.open_comparison.connect(self._comparison)
        work.open_decision.connect(self._decision)
        work.open_disposal.connect(self._disposal)
        work.open_settings.connect(self._settings)

    def _application(self, id_: object) -> None:
        page = Place.APPLICATION
        self._frame.go(page if self._frame.has(page) else Place.APPLICATIONS, id_)

    def _intake(self, id_: object) -> None:
        page = Place.INTAKE
        self._frame.go(page if self._frame.has(page) else Place.MAIL, id_)

    def _letters(self, id_: object) -> None:
        self._frame.go(Place.LETTERS, id_)

    def _post(self, id_: object) -> None:
        self._frame.go(Place.POST, id_)

    def _comparison(self, id_: object) -> None:
        self._frame.go(Place.COMPARISON, id_)

    def _decision(self, id_: object) -> None:
        self._frame.go(Place.DECISION, id_)

    def _disposal(self, id_: object) -> None:
        self._frame.go(Place.DISPOSAL, id_)

    def _settings(self, part: object) -> None:
        self._frame.go(Place.SETTINGS, part)
