# SPDX-License-Identifier: MIT
"""Loading ahead: what an open desk needs is imported while the clerk types a password.

To show who may sign in, a small part of the program is enough, and the start imports no more. The
rest comes behind the first painted window. What knows nothing of Qt is imported first, and the
tables of words are read, as the first call of the desk's own thread: whatever opens a desk is a
call of that thread as well and waits behind it. `give_way` keeps the window's thread free.

The window's own rooms come after that, on its own thread, one module between two events. Each makes
classes of Qt's, and PySide6 6.12 keeps what it knows of those in tables that the window's thread
reads without Python's lock: where another thread adds to them, now and then the process ends.
"""

from __future__ import annotations

import gc
import pkgutil
import sys
from importlib import import_module
from importlib.util import find_spec
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.i18n import vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from desk_app.gui.session.tasks import Runner

BEHIND = ("desk_app.records", "desk_app.rules", "desk_app.desk")
"""The packages that know nothing of Qt and are wanted by the window's rooms."""

LAYERS = (
    "desk_app.gui.kit",
    "desk_app.gui.session",
    "desk_app.gui.asking",
    "desk_app.gui.printing",
    "desk_app.gui.safety",
    "desk_app.gui.case",
    "desk_app.gui.pages",
)
"""The rooms of the window, those that others rest on first."""

INSIDE = (
    "desk_app.gui.start.stopped",
    "desk_app.gui.start.sign_in",
    "desk_app.gui.pages.manual.page",
    "desk_app.gui.open_desk",
    "desk_app.gui.sections",
)
"""What the window's own rooms import late."""


class Loading(QObject):
    """Imports modules one by one, once a window has been painted for the first time.

    ``behind`` names what the desk's thread imports, ``rooms`` what the window's own does then.
    `painted` says that the window was, to whatever else can wait until then; `loaded` that all is
    there.
    """

    painted = Signal()
    loaded = Signal()

    def __init__(
        self,
        behind: Callable[[], Iterable[str]],
        rooms: Callable[[], Sequence[str]],
        runner: Runner,
        window: QObject,
    ) -> None:
        super().__init__(window)
        self._behind = behind
        self._rooms = rooms
        self._left: list[str] = []
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
        self._runner.submit(self, self._load, self._go_on)

    def _load(self) -> None:
        for name in self._behind():
            if self._stopped.is_set():
                return
            _load(name)
        for name in vocabulary.names():
            if self._stopped.is_set():
                return
            vocabulary.table(name)
        gc.freeze()

    def _go_on(self, _loaded: None) -> None:
        self._left = list(self._rooms())[::-1]
        self._load_room()

    def _load_room(self) -> None:
        """Import one more module of the window, then let it see to its events."""
        while self._left and self._left[-1] in sys.modules:
            self._left.pop()
        if self._stopped.is_set():
            return
        if not self._left:
            self.loaded.emit()
            return
        _load(self._left.pop())
        QTimer.singleShot(0, self, self._load_room)


def behind(needed: Iterable[str]) -> Iterator[str]:
    """Yield what a desk needs, then every module that knows nothing of Qt."""
    yield from needed
    for name in BEHIND:
        package = import_module(name)
        for found in pkgutil.walk_packages(package.__path__, f"{name}."):
            yield found.name


def rooms() -> Sequence[str]:
    """Return the modules of the window, those that others rest on first."""
    found = []
    for name in LAYERS:
        spec = find_spec(name)
        inside = None if spec is None else spec.submodule_search_locations
        found += [each.name for each in pkgutil.walk_packages(inside or (), f"{name}.")] or [name]
    return (*found, *INSIDE)


def _load(name: str) -> None:
    import_module(name)
    # What is loaded stays: the collector (`garbage`) need not stop the window over it.
    gc.freeze()
