# SPDX-License-Identifier: MIT
"""Step 9: what a killed process left half written in the desk's folders goes."""

from __future__ import annotations

import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

from desk_app.store.replacing import SIDE_FILES, WORKSHOP
from desk_app.store.writing_aside import PART

if TYPE_CHECKING:
    from pathlib import Path


def sweep(folder: Path, key_folder: Path) -> int:
    """Remove part files, with the logs of such databases; how many there were.

    Whoever calls this holds the lock.

    The copies go too that a killed repair was working on: a disposal would not reach them.
    """
    gone = 0
    if (folder / WORKSHOP).is_dir():
        shutil.rmtree(folder / WORKSHOP, ignore_errors=True)
    for each in (folder, key_folder):
        for ending in (PART, *(PART + side for side in SIDE_FILES)):
            for path in each.glob(f"*{ending}"):
                with suppress(OSError):
                    path.unlink()
                    gone += 1
    return gone
