# SPDX-License-Identifier: MIT
"""Where ink may be on a letter's sheets (letters/README.md §1), in mm from the top left."""

from __future__ import annotations

from typing import NamedTuple


class Zone(NamedTuple):
    """A part of the sheet where ink may be."""

    left: float
    top: float
    right: float
    bottom: float


FOLDS = (
    Zone(5, 98.5, 9.5, 99.5),
    Zone(5, 148, 7, 149),
    Zone(5, 197.5, 9.5, 198.5),
)
FOOT = Zone(24, 278.5, 190.5, 292)
ADDRESS = Zone(23.5, 13, 86.5, 35)
NUMBER = Zone(112, 12.6, 190.5, 24)
FIRST = (
    ADDRESS,
    NUMBER,
    Zone(117.5, 32.5, 190.5, 64),
    Zone(24, 66.5, 190.5, 74.5),
    Zone(23.5, 77, 190.5, 251),
    Zone(23.5, 250, 190.5, 275.5),
    FOOT,
    *FOLDS,
)
LATER = (Zone(23.5, 13, 190.5, 19.5), Zone(23.5, 23.5, 190.5, 275.5), FOOT, *FOLDS)
"""Rules are half a millimetre wider than the box they draw, at most."""

CUT_LINE = Zone(5, 173, 205, 175)
"""Where the return slip of a notice is cut off."""


def of_page(number: int, *, slip: bool) -> tuple[Zone, ...]:
    """Return the zones of a page, the first one being 0; the last of a notice has a cut line."""
    if number == 0:
        return FIRST
    return (*LATER, CUT_LINE) if slip else LATER
