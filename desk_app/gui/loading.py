# SPDX-License-Identifier: MIT
"""Loading ahead: what an open desk needs is imported while the clerk types a password.

To show who may sign in, a small part of the program is enough, and the start imports no more. The
rest comes behind the first painted window, as the first call of the desk's own thread: whatever
opens a desk is a call of that thread as well and waits behind it, so no screen is made before its
modules are there and the window's thread imports nothing large. `give_way` keeps that thread free.
"""

from __future__ import annotations

import gc
from importlib import import_module
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

from desk_app.gui.overriding import override

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.gui.tasks import Runner

INSIDE = (
    "desk_app.gui.views.gate_stop",
    "desk_app.gui.dialogs.sheet_entry",
    "desk_app.gui.views.manual",
    "desk_app.gui.views.inside",
    "desk_app.gui.views.sections",
)
"""What the window's own rooms import late."""


class Loading(QObject):
    """Imports modules one by one, once a window has been painted for the first time.

    `painted` says that it has, to whatever else can wait until then.
    """

    painted = Signal()

    def __init__(self, modules: Sequence[str], runner: Runner, window: QObject) -> None:
        super().__init__(window)
        self._modules = tuple(modules)
        self._runner = runner
        self._begun = False
        self._stopped = Event()
        self.painted.connect(self._begin)
        window.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and not self._begun:
            self._begun = True
            QTimer.singleShot(0, self, self.painted.emit)
        elif event.type() == QEvent.Type.Close:
            # Nobody waits for it any more, and the window waits for the desk's thread to end.
            self._stopped.set()
        return False

    def _begin(self) -> None:
        self._runner.submit(self, self._load, _done)

    def _load(self) -> None:
        for name in self._modules:
            if self._stopped.is_set():
                return
            import_module(name)
            # What is loaded stays: the collector (`gui.garbage`) need not stop the window over it.
            gc.freeze()


def _done(_loaded: None) -> None:
    """Nothing is shown of it."""
