# SPDX-License-Identifier: MIT
"""A picture of the screen: its pixels, whether anything is on it, and its file."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from operator import ne
from pathlib import Path

from PySide6.QtGui import QImage

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
