# SPDX-License-Identifier: MIT
"""Handing a locked window over to a fresh process, since only the end of one empties its memory.

Python and Qt let go of memory without overwriting it: long after a lock the key, the password and
whatever was read would lie in it. So a process that showed an open desk ends once it is locked.
"""

from __future__ import annotations

import os
import pickle
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QSocketNotifier, Signal

if TYPE_CHECKING:
    from desk_app.gui.locking import DoorShown
    from desk_app.records.ids import UserId


@dataclass(frozen=True, slots=True)
class Handover:
    """What a locked window hands on: nothing of any applicant that is not shut for its writer.

    ``active`` says that the window had the keys, ``minimized`` that it was out of sight, ``first``
    that nobody had signed in since the program started, ``put_off`` who put off what the first
    start left to do. ``kept`` holds what is wanted only when somebody signs in.
    """

    door: DoorShown
    active: bool = True
    minimized: bool = False
    first: bool = False
    put_off: frozenset[UserId] = frozenset()
    kept: bytes = b""

    def written(self) -> bytes:
        """Return it as `handed_on` reads it."""
        return pickle.dumps(self)


def handed_on(content: bytes) -> Handover:
    """Return what a process of this program handed on."""
    found: Handover = pickle.loads(content)  # noqa: S301  by a socket of this program's own
    return found


class Relay(Protocol):
    """The way from one process to the next."""

    @property
    def came(self) -> Handover | None:
        """What the process before handed on; nothing in the first one."""
        ...

    @property
    def before(self) -> int:
        """The file number of the socket to the process before, which closes when that has gone."""
        ...

    @property
    def start(self) -> int:
        """That of the socket to what stands where the program was started; likewise."""
        ...

    def up(self) -> None:
        """Say to the process before that the window is there; a second time does nothing."""
        ...

    def hand_over(self, handover: Handover) -> None:
        """Have a fresh process show the locked window, and return once it is there.

        Slow, off the GUI thread. Raises Mishap where none came up: then all is as it was.
        """
        ...

    def withdraw(self) -> None:
        """End a fresh process again: the window is being closed for good."""
        ...


class Ended(QObject):
    """Says `ended`, once, when the other end of a socket has been closed."""

    ended = Signal()

    def __init__(self, socket: int, parent: QObject) -> None:
        super().__init__(parent)
        self._socket = socket
        self._notifier = QSocketNotifier(socket, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._look)

    def _look(self) -> None:
        try:
            said = os.read(self._socket, 1)
        except OSError:
            said = b""
        if not said:
            self._notifier.setEnabled(False)
            self.ended.emit()
