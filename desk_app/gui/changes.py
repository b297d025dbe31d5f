# SPDX-License-Identifier: MIT
"""One signal that tells everybody what a verb has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk_app.desk.context import Changes


class ChangeHub(QObject):
    """Passes on what has changed; nothing else in the window announces anything.

    A listener decides by kinds and ids whether it cares, and may skip what it began itself.
    """

    changed = Signal(object, object)

    def announce(self, changes: Changes, initiator: QObject | None = None) -> None:
        """Tell every listener; call it on the GUI thread, once per verb."""
        self.changed.emit(changes, initiator)

    def listen(self, listener: Callable[[Changes, QObject | None], None]) -> None:
        """Have a bound method of a QObject called with changes and initiator."""
        self.changed.connect(listener)
