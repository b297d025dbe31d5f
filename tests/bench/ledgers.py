# SPDX-License-Identifier: MIT
"""A ledger as a workbook, beside XlsxWriter alone on the same texts.

The ledgers that leave the desk as workbooks are the journal and what is due for disposal; that of
the applications is printed. The journal is the long one. Ours asks for its entries, says them in
words and writes them durably; the bare is given the words.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from itertools import count

from desk_app.desk import ledgers as exporting
from desk_app.desk.context import Desk
from desk_app.desk.rows import JournalFilter
from desk_app.i18n import pages
from desk_app.records.pages import Ledger
from desk_app.records.people import Language
from tests.bench import baselines
from tests.bench.measuring import Line, Pair
from tests.bench.workbench import AFTERNOON, Workbench

ROWS = 100_000
_DAY = "SELECT date(at) FROM journal WHERE sequence = ?"
_LAST = "SELECT max(sequence) FROM journal"


@contextmanager
def _exported(bench: Workbench) -> Iterator[Pair]:
    """Export the journal's last 100,000 entries, or all where they are fewer."""
    with bench.folder() as folder, bench.seat() as seat:
        desk, since, numbers = seat.work.desk, _first_day(seat.raw), count()
        rows = [list(row) for row in _ledger(desk, since).rows]

        def ours() -> None:
            path = folder / f"ours-{next(numbers)}.xlsx"
            desk.ports.sheets.write_xlsx(_ledger(desk, since), path, AFTERNOON)

        yield Pair(ours, lambda: baselines.workbook(rows, folder / "bare.xlsx"))


def _first_day(raw: baselines.Raw) -> date | None:
    """Return the day from which the journal has about so many entries."""
    ((last,),) = baselines.rows(raw, _LAST)
    if last <= ROWS:
        return None
    ((day,),) = baselines.rows(raw, _DAY, (last - ROWS,))
    return date.fromisoformat(day)


def _ledger(desk: Desk, since: date | None) -> Ledger:
    lines = exporting.export_journal(desk, JournalFilter(since=since))
    return pages.journal(lines, Language.JA)


def lines(bench: Workbench) -> tuple[Line, ...]:
    """Return the line of a desk."""
    return (
        Line(
            name=f"ledger.{bench.size}",
            what=f"{bench.size:,} applications: the journal's last {ROWS:,} entries (or all) read, "
            "said in words, written as a workbook",
            bare="the same words written as a workbook by XlsxWriter alone",
            prepare=partial(_exported, bench),
            turns=3,  # A hundred thousand rows take over a second; a small desk has fewer.
            budget_ratio=1.5,
            warm_up=0,  # All was read once to know the words.
        ),
    )
