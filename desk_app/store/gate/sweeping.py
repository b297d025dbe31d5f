# SPDX-License-Identifier: MIT
"""Step 9: what a killed process left half written in the desk's folders goes."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from desk_app.store.writing_aside import PART

if TYPE_CHECKING:
    from pathlib import Path


def sweep(*folders: Path) -> int:
    """Remove part files; how many there were. Whoever calls this holds the lock."""
    gone = 0
    for folder in folders:
        for path in folder.glob(f"*{PART}"):
            with suppress(OSError):
                path.unlink()
                gone += 1
    return gone
