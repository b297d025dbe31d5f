# SPDX-License-Identifier: MIT
"""What the preview of the work list tells of an application beyond its line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk_app.desk.errors import NotFound
from desk_app.gui.presenters.application_read import glance

if TYPE_CHECKING:
    from desk_app.desk.context import Desk
    from desk_app.desk.queries import ApplicationLine
    from desk_app.gui.presenters.application_read import Opened
    from desk_app.gui.workplace import Workplace
    from desk_app.records.ids import ApplicationId


@dataclass(frozen=True, slots=True)
class Seen:
    """A line of the work list and its application; none where it is gone meanwhile."""

    line: ApplicationLine
    opened: Opened | None


class PreviewPresenter(QObject):
    """Says `seen` with the application that was looked at last."""

    seen = Signal(object)

    def __init__(self, work: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work

    def look(self, line: ApplicationLine) -> None:
        """Read the application of a line on the desk's thread."""

        def take(opened: Opened | None) -> None:
            self.seen.emit(Seen(line, opened))

        self._work.ask(self, "preview", lambda desk: _opened(desk, line.id), take)


def _opened(desk: Desk, id_: ApplicationId) -> Opened | None:
    try:
        return glance(desk, id_)
    except NotFound:
        return None
