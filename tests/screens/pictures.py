# SPDX-License-Identifier: MIT
"""What an X server shows, as pictures: fetched, looked at, kept in a folder."""

from __future__ import annotations

import struct
from collections import Counter
from dataclasses import dataclass
from operator import ne
from pathlib import Path
from threading import Lock

from PySide6.QtGui import QImage

from tests.gui.x11_keys import Keyboard


class Unfit(Exception):  # noqa: N818 what it says of the picture
    """A picture shows nothing, or what another one of its walk shows."""


class Album:
    """Keeps pictures by their names; several walks may put theirs into it at once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock()
        self.names: list[str] = []

    def put(self, name: str, picture: Picture, earlier: list[Picture]) -> None:
        """Write a picture and say so; raises Unfit, also where an earlier one is the same."""
        if picture.blank:
            raise Unfit(f"{name} is blank")
        if picture in earlier:
            raise Unfit(f"{name} shows what another picture shows")
        earlier.append(picture)
        file = self._folder / f"{name}.png"
        picture.save(file)
        with self._lock:
            self.names.append(name)
            print(file, flush=True)  # noqa: T201 the command tells what it wrote


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


_BYTES_A_PIXEL = 4
_EVERY = 7
"""Every so many pixels one is looked at."""

_LEAST_COLOURS = 12
_LEAST_DRAWN = 0.01


@dataclass(frozen=True, slots=True)
class Picture:
    """The pixels of a part of the screen, four bytes each: blue, green, red and one unused."""

    width: int
    height: int
    pixels: bytes

    @property
    def blank(self) -> bool:
        """Whether nearly all of it is of one colour, or of a few: no screen of ours is."""
        seen = Counter(memoryview(self.pixels).cast("I")[::_EVERY])
        (_, most), *_ = seen.most_common(1)
        return len(seen) < _LEAST_COLOURS or most > (1 - _LEAST_DRAWN) * seen.total()

    def unlike(self, other: Picture) -> float:
        """Return how much differs from another picture: 0 for nothing, 1 for all of it."""
        if self.pixels == other.pixels:
            return 0
        if len(self.pixels) != len(other.pixels):
            return 1
        mine, others = (memoryview(each.pixels).cast("I") for each in (self, other))
        differing: int = sum(map(ne, mine, others))
        return differing / len(mine)

    def save(self, file: Path) -> None:
        """Write it as PNG; raises OSError where that fails."""
        image = QImage(
            self.pixels,
            self.width,
            self.height,
            self.width * _BYTES_A_PIXEL,
            QImage.Format.Format_RGB32,
        )
        if not image.save(str(file)):
            raise OSError(f"{file} cannot be written")
