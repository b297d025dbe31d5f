# SPDX-License-Identifier: MIT
"""Any ledger on paper: its table as it stands on the screen, sums below, the rest ruled out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from desk_app.letters.beside.ledgers import (
    BOTTOM,
    CELL,
    LEFT,
    PADDING_X,
    RIGHT,
    STRONG,
    LedgerColumn,
    LedgerSheets,
    LedgerTable,
    cell,
)
from desk_app.letters.typesetting.setting import Align

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.letters.beside.ledgers import Cell, Saying
    from desk_app.letters.typesetting.setting import Setter
    from desk_app.letters.typesetting.sheet import Type
    from desk_app.records.ledgers import LedgerCell
    from desk_app.records.pages import TablePage

_HEAD_HEIGHT = 8.1


def table_ledger(saying: Saying, setter: Setter, page: TablePage) -> LedgerSheets:
    """Return the sheets of a ledger; its columns share the sheet by their widths."""
    words, table = saying.words.tables, page.table
    told = [saying.say(words.subtitle, first=page.first, last=page.last, count=len(table.rows))]
    told += [saying.say(words.narrowed, text=page.text)] if page.text else []
    told += [] if page.named else [words.nameless]
    share = (RIGHT - LEFT) / sum(table.widths)
    columns = tuple(
        LedgerColumn(
            _broken(setter, head, width * share),
            width * share,
            Align.RIGHT if kind.is_figure else Align.LEFT,
        )
        for head, width, kind in zip(table.head, table.widths, table.kinds, strict=True)
    )
    rows = [_cells(saying, row) for row in table.rows]
    rows += [_cells(saying, table.sums, STRONG)] if table.sums else []
    set_table = LedgerTable(columns, tuple(rows), head_height=_HEAD_HEIGHT)
    return LedgerSheets(
        saying=saying,
        title=table.title,
        subtitle="　　".join(told),
        slabs=set_table.slabs(setter, LEFT),
        foot=saying.say(saying.words.applications.mark, mark=str(page.mark)),
        ruled_out=BOTTOM,
    )


def _broken(setter: Setter, head: str, width: float) -> str:
    """Return a head in two lines where one would have to be set small."""
    if setter.width(CELL, head) <= width - 2 * PADDING_X:
        return head
    halves = [head[:at] + "\n" + head[at + 1 :] for at, sign in enumerate(head) if sign == " "]
    return min(halves, key=lambda each: max(map(len, each.split("\n"))), default=head)


def _cells(saying: Saying, row: Sequence[LedgerCell], kind: Type | None = None) -> tuple[Cell, ...]:
    said = (_said(saying, each) for each in row)
    return tuple(cell(each) if kind is None else cell(each, kind) for each in said)


def _said(saying: Saying, value: LedgerCell) -> str:
    if isinstance(value, date):
        return saying.dated(value)
    return f"{value:,}" if isinstance(value, int) else value
