# SPDX-License-Identifier: MIT
"""An office's ledger read for the desk: by another process, under limits of memory and time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from desk_app.desk.errors import BadInput, Cancelled, Mishap
from desk_app.records.importing import RawSheet
from desk_app.rules.importing import HEADING_WITHIN, ImportWords, load
from desk_app.store.disk import own_process
from desk_app.store.ledgers.ledger_reading import MOST_SECONDS, arrived

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
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
        order = {"work": "read_ledger", "path": str(path.absolute()), "sheet": sheet}
        arriving = _Arriving()
        found = _worked(order, progress, arriving.take)
        return RawSheet(
            sha256=found["sha256"],
            sheets=tuple(found["sheets"]),
            name=found["name"],
            rows=tuple(arriving.rows),
        )

    def beginnings(
        self, path: Path, progress: Progress | None = None
    ) -> Mapping[str, tuple[RawRow, ...]]:
        """Return the first rows of each sheet of a workbook, among which its heading would be.

        A sheet that cannot be read has none. Raises as ``read`` does.
        """
        order = {"work": "begin_ledger", "path": str(path.absolute()), "rows": HEADING_WITHIN}
        found: dict[str, tuple[RawRow, ...]] = {}

        def take(part: tuple[str, Sequence[Sequence[Any]]]) -> None:
            arriving = _Arriving()
            arriving.take(part[1])
            found[part[0]] = tuple(arriving.rows)

        _worked(order, progress, take)
        return found


def _worked(
    order: Mapping[str, object], progress: Progress | None, take: Callable[[Any], None]
) -> dict[str, Any]:
    """Have an order carried out within the time it has; what ends the process is told of a file."""
    try:
        return own_process.work(order, own_process.Bounded(progress, MOST_SECONDS), take=take)
    except Cancelled:
        if progress is not None and progress.cancelled:
            raise
        raise BadInput("ledger_takes_too_long", place="file") from None
    except Mishap:
        # The process ended: the library gave up, or its memory was at an end.
        raise BadInput("ledger_broken", place="file") from None
