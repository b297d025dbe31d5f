# SPDX-License-Identifier: MIT
"""An office's ledger read for the desk: by another process, under limits of memory and time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from desk_app.desk.errors import BadInput, Cancelled, Mishap
from desk_app.records.importing import RawSheet
from desk_app.rules.importing import ImportWords, load
from desk_app.store.disk import own_process
from desk_app.store.ledgers.ledger_reading import MOST_SECONDS, arrived

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from desk_app.desk.ports import Progress
    from desk_app.records.base import RawCell, RawRow


class _Arriving:
    """Keeps the rows that come in parts; what stands in many cells is held once."""

    def __init__(self) -> None:
        self.rows: list[RawRow] = []
        self._texts: dict[str, str] = {}
        self._days: dict[str, RawCell] = {}

    def take(self, part: Sequence[Sequence[Any]]) -> None:
        """Keep some rows more."""
        self.rows += (tuple(map(self._cell, row)) for row in part)

    def _cell(self, cell: Any) -> RawCell:  # noqa: ANN401  what JSON holds
        if isinstance(cell, str):
            return self._texts.setdefault(cell, cell)
        if isinstance(cell, dict) and "day" in cell:
            return self._days.setdefault(cell["day"], arrived(cell))
        return arrived(cell)


@cache
def _words_of(table: Path) -> ImportWords:
    return load(table)


@dataclass(frozen=True, slots=True)
class LocalLedgers:
    """Reads ledgers of this computer (a ``desk.ports.LedgerReader``)."""

    table: Path

    @property
    def words(self) -> ImportWords:
        """Return the table of head words by which columns are guessed, read when it is needed."""
        return _words_of(self.table)

    def read(self, path: Path, sheet: str = "", progress: Progress | None = None) -> RawSheet:
        """Return a sheet of a file, the first where none is named.

        Raises BadInput for what cannot be read, is no such file, or is more than is taken;
        NotFound for a sheet that is not in it; Cancelled.
        """
        bounded = own_process.Bounded(progress, MOST_SECONDS)
        order = {"work": "read_ledger", "path": str(path.absolute()), "sheet": sheet}
        try:
            arriving = _Arriving()
            found = own_process.work(order, bounded, take=arriving.take)
        except Cancelled:
            if progress is not None and progress.cancelled:
                raise
            raise BadInput("ledger_takes_too_long", place="file") from None
        except Mishap:
            # The process ended: the library gave up, or its memory was at an end.
            raise BadInput("ledger_broken", place="file") from None
        return RawSheet(
            sha256=found["sha256"],
            sheets=tuple(found["sheets"]),
            name=found["name"],
            rows=tuple(arriving.rows),
        )
