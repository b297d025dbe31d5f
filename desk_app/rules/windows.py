# SPDX-License-Identifier: MIT
"""What a window envelope lets be seen of the folded sheet in it, wherever the sheet lies."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from desk_app.records.paper import Window

PLAY_RIGHT = 250
PLAY_DOWN = 210
"""So far does a sheet of 210 × 99 mm move in an envelope of 235 × 120 mm."""

_LEAST_WIDTH = 650
_LEAST_HEIGHT = 240
_NOTHING_ELSE_RIGHT = 1130
_NOTHING_ELSE_DOWN = 625
"""Number and date begin to the right of the first, the title below the second."""


class Box(NamedTuple):
    """A part of the sheet in tenths of a millimetre from its top left corner."""

    left: int
    top: int
    right: int
    bottom: int


class WindowFault(Enum):
    """Why the window of an envelope cannot be used for letters."""

    TOO_NARROW = "window_too_narrow"
    TOO_LOW = "window_too_low"
    SHOWS_MORE = "window_shows_more"
    OUTSIDE = "window_outside"


def safe_box(window: Window) -> Box:
    """Return the part of the sheet that is seen wherever the sheet lies."""
    return Box(
        window.left,
        window.top,
        window.left + window.width - PLAY_RIGHT,
        window.top + window.height - PLAY_DOWN,
    )


def seen_box(window: Window) -> Box:
    """Return the part of the sheet that is seen in some place of the sheet or other."""
    return Box(
        max(0, window.left - PLAY_RIGHT),
        max(0, window.top - PLAY_DOWN),
        window.left + window.width,
        window.top + window.height,
    )


def window_faults(window: Window) -> tuple[WindowFault, ...]:
    """Return what speaks against a window: it hides the address, or shows what else is there."""
    safe, seen = safe_box(window), seen_box(window)
    found = {
        WindowFault.OUTSIDE: window.left < 0 or window.top < 0,
        WindowFault.TOO_NARROW: safe.right - safe.left < _LEAST_WIDTH,
        WindowFault.TOO_LOW: safe.bottom - safe.top < _LEAST_HEIGHT,
        WindowFault.SHOWS_MORE: (
            seen.right > _NOTHING_ELSE_RIGHT or seen.bottom > _NOTHING_ELSE_DOWN
        ),
    }
    return tuple(fault for fault, holds in found.items() if holds)
