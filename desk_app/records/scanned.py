# SPDX-License-Identifier: MIT
"""What is read of a file of scanned pages before any of it is kept."""

from __future__ import annotations

from dataclasses import dataclass

QUARTERS = 4
"""So many quarter turns, and a page stands as before."""


@dataclass(frozen=True, slots=True)
class PageSize:
    """Width and height of a page in points (1/72 inch), as it lies in the file: not turned."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class ScanFile:
    """What a file of scanned pages holds; ``sha256`` (lower hexadecimal) is that of its bytes."""

    sha256: str
    pages: tuple[PageSize, ...]


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page drawn: three bytes a pixel (red, green, blue), line after line from the top."""

    width: int
    height: int
    pixels: bytes
