# SPDX-License-Identifier: MIT
"""The program on the desk of a folder; it tells on its output where its focus is."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from desk_app.bootstrap import LocalEntrance
from desk_app.gui import app
from desk_app.gui.kit.fields.names import AddressEdit
from desk_app.gui.window import Window
from tests.fakes.world import FixedClock
from tests.gui.case_desk import TODAY, CaseDesk

TOWN_STANDS = "the town stands"


class _Telling(Window):
    """The window as it is; whoever presses its keys is told which widget has the focus."""

    _painted = False

    @override
    def begin(self) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._moved)
        super().begin()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            _tell("window")

    def _moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None:
            _tell(now.objectName() or type(now).__name__)
        if isinstance(now, AddressEdit):
            self._await_town(now)

    def _await_town(self, address: AddressEdit) -> None:
        """Tell when the town of the postal code stands there; a hand is slower than the desk."""
        if address.text():
            _tell(TOWN_STANDS)
        else:
            address.textChanged.connect(
                lambda: _tell(TOWN_STANDS), Qt.ConnectionType.SingleShotConnection
            )


def _tell(what: str) -> None:
    print(what, flush=True)  # noqa: T201 the test reads it


def main(folder: Path) -> int:
    """Open the window on a desk that is there."""
    desk = CaseDesk(folder / "desk", folder / "keys", FixedClock(TODAY))
    entrance: LocalEntrance = desk.entrance()
    vars(app)["Window"] = _Telling
    return app.run(entrance, [])


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
