# SPDX-License-Identifier: MIT
"""The copy of the figures for outside: no number under three in it, and none to be got from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from desk_app.desk.figures.counting import month_parts
from desk_app.records.books.figures import (
    FeeCourse,
    Figure,
    FigureRow,
    Figures,
    FigureTable,
    KeyFigures,
)

LEAST = 3
"""A cell under this is not printed: whoever knows one of the people would know of the other."""

Cell = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """Cells that come to another cell: whoever knows all but one knows that one."""

    total: Cell
    parts: tuple[Cell, ...]


def withheld(cells: Mapping[Cell, int], sums: Sequence[Sum], least: int = LEAST) -> frozenset[Cell]:
    """Return the cells that are not printed.

    First those under ``least``; then, wherever what is left unprinted of a sum is one cell, or
    together under ``least``, the smallest that is still printed, and the total last of all. In
    the end no unprinted cell follows from the printed ones by adding and subtracting.
    """
    hidden = {cell for cell, count in cells.items() if count < least}
    while (more := _next(cells, sums, hidden, least)) is not None:
        hidden.add(more)
    return frozenset(hidden)


def _next(
    cells: Mapping[Cell, int], sums: Sequence[Sum], hidden: set[Cell], least: int
) -> Cell | None:
    """Return one more cell that must not be printed; None where nothing can be got any more."""
    for each in sums:
        inside = [part for part in each.parts if part in hidden]
        known = each.total not in hidden
        if known and inside and not _is_enough([cells[part] for part in inside], least):
            return _smallest(cells, each.parts, hidden) or each.total
        if not known and not inside and each.parts:
            return _smallest(cells, each.parts, hidden)
    for cell in _derived(sums, hidden):
        near = [each for each in sums if cell in (each.total, *each.parts)]
        for those in (near, sums):
            parts = [part for each in those for part in each.parts]
            totals = [each.total for each in those]
            found = _smallest(cells, parts, hidden) or _smallest(cells, totals, hidden)
            if found is not None:
                return found
    return None


def _is_enough(counts: Sequence[int], least: int) -> bool:
    return len(counts) > 1 and sum(counts) >= least


def _smallest(cells: Mapping[Cell, int], parts: Iterable[Cell], hidden: set[Cell]) -> Cell | None:
    shown = (part for part in parts if part not in hidden)
    return min(shown, key=lambda part: (cells[part], part), default=None)


def _derived(sums: Sequence[Sum], hidden: set[Cell]) -> Iterator[Cell]:
    """Yield the hidden cells that follow from the others: alone in a combination of the sums."""
    names = sorted(hidden)
    rows = []
    for each in sums:
        row = [Fraction((name in each.parts) - (name == each.total)) for name in names]
        if any(row):
            rows.append(row)
    for row in _reduced(rows, len(names)):
        unknown = [name for name, factor in zip(names, row, strict=True) if factor]
        if len(unknown) == 1:
            yield unknown[0]


def _reduced(rows: list[list[Fraction]], width: int) -> list[list[Fraction]]:
    """Return rows in reduced echelon form (Gauss and Jordan), exactly."""
    done = 0
    for column in range(width):
        pivot = next((at for at in range(done, len(rows)) if rows[at][column]), None)
        if pivot is None:
            continue
        rows[done], rows[pivot] = rows[pivot], rows[done]
        factor = rows[done][column]
        rows[done] = [value / factor for value in rows[done]]
        for at, row in enumerate(rows):
            if at != done and row[column]:
                rows[at] = [a - row[column] * b for a, b in zip(row, rows[done], strict=True)]
        done += 1
    return rows[:done]


# Which cells a report has, and which of them come to which.


_NOW, _THEN = "now", "before"
_RECEIVED, _CLAIMS, _INQUIRIES = "received", "claims", "inquiries"
_LINKED = {
    Figure.RECEIVED: _RECEIVED,
    Figure.COMPLETE: _RECEIVED,
    Figure.RIGHTS: _CLAIMS,
    Figure.OUTCOMES: _CLAIMS,
    Figure.DAYS: "completed",
    Figure.CAME_BACK: "came_back",
    Figure.RIGHT_MONTHS: _CLAIMS,
    Figure.INQUIRIES: _INQUIRIES,
    Figure.CHANNELS: _INQUIRIES,
    Figure.INQUIRY_DAYS: "inquiries_answered",
    Figure.CAUSES: "causes",
}
"""The figures whose rows come to one of the key figures, or to a total of their own."""

_COUNTED = (_RECEIVED, _CLAIMS, "completed", "open", "late", "came_back")


def for_outside(figures: Figures) -> Figures:
    """Return the figures as they may leave the house.

    Receipt numbers of the slowest, departments, the desk's own people, and what is open or due
    today are not in them, nor how many of a row were disposed of. The counts of fees, notices and
    missing papers overlap; their rows come to nothing.
    """
    tables = tuple(each for each in figures.tables if each.figure in _OUTSIDE)
    cells, sums = _cells(figures, tables)
    hidden = frozenset[Cell]().union(
        # Nothing leads from one year to the other: each is looked at alone, and so in less time.
        *(
            withheld(
                {cell: count for cell, count in cells.items() if cell[0] == year},
                [each for each in sums if each.total[0] == year],
            )
            for year in (_NOW, _THEN)
        )
    )
    return replace(
        figures,
        tables=tuple(_table(each, hidden) for each in tables),
        key=_key(figures.key, _NOW, hidden),
        key_before=_key(figures.key_before, _THEN, hidden),
        slowest=(),
        people=(),
        gone=0,
        gone_before=0,
        gone_inquiries=0,
        gone_inquiries_before=0,
        outside=True,
    )


_OUTSIDE = frozenset(_LINKED) | {Figure.MISSING, Figure.FEES}


def _cells(figures: Figures, tables: Sequence[FigureTable]) -> tuple[dict[Cell, int], list[Sum]]:
    cells: dict[Cell, int] = {}
    sums = []
    for year, key in ((_NOW, figures.key), (_THEN, figures.key_before)):
        for name in _COUNTED:
            cells[year, name] = getattr(key, name) or 0
        sums.append(Sum((year, _RECEIVED), ((year, "completed"), (year, "open"))))
        in_time = (cells[year, "completed"]) - cells[year, "late"]
        cells[year, "in_time"] = in_time
        sums.append(Sum((year, "completed"), ((year, "late"), (year, "in_time"))))
    for table in tables:
        for year in (_NOW, _THEN):
            parts = []
            for row in table.rows:
                cell = (year, table.figure.value, row.code)
                cells[cell] = (row.count if year == _NOW else row.before) or 0
                parts.append(cell)
            linked = _LINKED.get(table.figure)
            if linked is not None and parts:
                total = table.total if year == _NOW else table.before
                cells.setdefault((year, linked), total or 0)
                sums.append(Sum((year, linked), tuple(parts)))
            if table.figure is Figure.RIGHT_MONTHS:
                sums += _by_right(year, table, tables)
    return cells, sums


def _by_right(year: str, table: FigureTable, tables: Iterable[FigureTable]) -> Iterator[Sum]:
    """Yield what each right's months come to: its row in the table of the rights."""
    rights = (row.code for each in tables if each.figure is Figure.RIGHTS for row in each.rows)
    for right in rights:
        parts = tuple(
            (year, table.figure.value, row.code)
            for row in table.rows
            if month_parts(row.code)[1] == right
        )
        yield Sum((year, Figure.RIGHTS.value, right), parts)


def _table(table: FigureTable, hidden: frozenset[Cell]) -> FigureTable:
    def shown(year: str, code: str, count: int | None) -> int | None:
        return None if (year, table.figure.value, code) in hidden else count

    rows = tuple(
        FigureRow(row.code, shown(_NOW, row.code, row.count), shown(_THEN, row.code, row.before))
        for row in table.rows
    )
    linked = _LINKED.get(table.figure)
    totals = tuple(
        None if linked is None or (year, linked) in hidden else total
        for year, total in ((_NOW, table.total), (_THEN, table.before))
    )
    return FigureTable(table.figure, rows, *totals)


def _key(key: KeyFigures, year: str, hidden: frozenset[Cell]) -> KeyFigures:
    told = {name: None for name in _COUNTED if (year, name) in hidden}
    if (year, "completed") in hidden:
        # The middle of one or two replies is the days of one of them.
        told["median"] = None
    if (year, Figure.FEES.value, FeeCourse.IN_FULL.value) in hidden:
        # A sum of fees tells how many were paid.
        told["fee"] = None
    return replace(key, **told)
