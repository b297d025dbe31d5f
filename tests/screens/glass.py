# SPDX-License-Identifier: MIT
"""What an X server shows, fetched as it stands on its screen, and the windows that stand there."""

from __future__ import annotations

import struct

from tests.gui.x11_keys import Keyboard
from tests.screens.picture import Picture

_ALL_PLANES = 0xFFFF_FFFF
_Z_PIXMAP = 2
_WIDTH_AND_HEIGHT = 0b1100
_TO_PARENT = 2


class Glass(Keyboard):
    """The keyboard of a server together with an eye on its screen."""

    def windows(self) -> tuple[int, ...]:
        """Return the windows that are seen, the topmost last."""
        answer = self._ask(struct.pack("<BxHI", 15, 2, self._root))
        (count,) = struct.unpack_from("<H", answer, 16)
        return tuple(filter(self._is_seen, struct.unpack_from(f"<{count}I", answer, 32)))

    def focus(self, window: int) -> None:
        """Give the keys to a window, as a window manager would."""
        self._socket.sendall(struct.pack("<BBHII", 42, _TO_PARENT, 3, window, 0))

    def resize(self, window: int, width: int, height: int) -> None:
        """Give a window another size, in pixels, as a hand at its frame would."""
        self._socket.sendall(
            struct.pack("<BxHIHxxII", 12, 5, window, _WIDTH_AND_HEIGHT, width, height)
        )

    def look(self, window: int) -> Picture:
        """Return what the screen shows where a window lies, with all that stands over it."""
        left, top, width, height = self._place(window)
        request = struct.pack(
            "<BBHIhhHHI", 73, _Z_PIXMAP, 5, self._root, left, top, width, height, _ALL_PLANES
        )
        return Picture(width, height, self._ask(request)[32:])

    def _place(self, window: int) -> tuple[int, int, int, int]:
        """Return left, top, width and height of a window in pixels of the screen."""
        answer = self._ask(struct.pack("<BxHI", 14, 2, window))
        left, top, width, height = struct.unpack_from("<hhHH", answer, 12)
        return left, top, width, height
