# SPDX-License-Identifier: MIT
"""What the desk needs to let a ledger leave it as a file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Protocol

from desk_app.records.ledger import Ledger
from desk_app.records.second_folder import FolderDoubt


class Sheets(Protocol):
    """Writes ledgers to files for spreadsheets: every cell is text, none a formula."""

    def doubts(self, path: Path) -> tuple[FolderDoubt, ...]:
        """Return what speaks against a place for a file.

        Raises BadInput where a file is there already or no folder.
        """
        ...

    def write_xlsx(self, ledger: Ledger, path: Path, at: datetime) -> None:
        """Write a new workbook, dated ``at``; raises BadInput where a file is, DiskFull."""
        ...

    def write_csv(self, ledger: Ledger, path: Path) -> None:
        """Write a new file of lines; raises BadInput where a file is, DiskFull."""
        ...
