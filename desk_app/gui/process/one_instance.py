# SPDX-License-Identifier: MIT
"""One window for a desk: a second start asks the first window to come to the front (T11).

The socket only carries the wish. Who holds the desk is decided by the kernel's lock alone.
"""

from __future__ import annotations

import os
from hashlib import sha256
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from desk_app.system.chosen import here

if TYPE_CHECKING:
    from pathlib import Path

RAISE = b"raise"
_WAIT_MS = 1000
_HASH_CHARACTERS = 16


def socket_name(folder: Path, private: Path) -> str:
    """Return the socket's name of a desk, a file in a private folder; a pipe's name on Windows.

    It tells nobody where the desk lies. The folder of temporary files would not do: each process
    has its own.
    """
    place = sha256(os.path.realpath(folder).encode("utf-8", "surrogateescape"))
    name = f"desk-app-{place.hexdigest()[:_HASH_CHARACTERS]}"
    return here().screen.socket_name(name, private)


def raise_first(name: str) -> bool:
    """Ask the first window to come to the front; whether there is one that heard it."""
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(_WAIT_MS):
        return False
    socket.write(RAISE)
    heard = socket.waitForBytesWritten(_WAIT_MS) and socket.waitForReadyRead(_WAIT_MS)
    return bool(heard) and socket.readAll().data() == RAISE


class OneInstance(QObject):
    """Listens for later starts on the desk of a folder, as this user alone can reach it."""

    raise_wanted = Signal()

    def __init__(self, name: str, parent: QObject) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        if not self._server.listen(name):
            # What a killed process left; nobody answered on it.
            QLocalServer.removeServer(name)
            self._server.listen(name)

    def close(self) -> None:
        """Listen no more, and take the socket away."""
        self._server.close()

    def _answer(self) -> None:
        while self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            socket.readyRead.connect(lambda socket=socket: self._hear(socket))
            socket.disconnected.connect(socket.deleteLater)
            if socket.bytesAvailable():
                self._hear(socket)

    def _hear(self, socket: QLocalSocket) -> None:
        """Take the one word there is; anything else is no wish of ours."""
        if socket.read(len(RAISE) + 1).data() == RAISE:
            socket.write(RAISE)
            socket.flush()
            self.raise_wanted.emit()
        else:
            socket.abort()
