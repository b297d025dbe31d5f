# SPDX-License-Identifier: MIT
"""Cells of an office's ledger as they were read.

The process that reads a file begins with nothing else of the records.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class CellFault:
    """A cell whose formula came to nothing, as its sheet shows it: ``#N/A``."""

    shown: str


RawCell = str | int | float | bool | date | CellFault | None
"""What stood in a cell; a formula is its last value, an empty cell is None."""

RawRow = tuple[RawCell, ...]
