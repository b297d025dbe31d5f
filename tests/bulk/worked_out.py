# SPDX-License-Identifier: MIT
"""What is stored for speed, and the same worked out anew from the facts: places, days, grams, sums.

Nothing of it is read back by a rule; each is written in the transaction that changes its facts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import FromClause, select, text
from sqlalchemy.engine import Connection

from desk_app.desk.context import Desk
from desk_app.desk.keeping import placed
from desk_app.records.history import ApplicationFile
from desk_app.store import folding, search
from desk_app.store.tables import KeptRows, SearchRows, StampBalances, StampMoves, WorkRows

Kept = Mapping[str, Sequence[Any]]

_WORTHS = "SELECT id, worth FROM stamp_entries ORDER BY id"
_NUMBERS = "SELECT era, year, last FROM running_numbers WHERE kind = 'receipt' ORDER BY era, year"
_TOKENS = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.grams_of USING fts5vocab(main, search, instance)"
_HELD = "SELECT DISTINCT doc, term FROM temp.grams_of ORDER BY doc, term"


def stored(connection: Connection) -> Kept:
    """Read what is stored for speed."""
    connection.execute(text(_TOKENS))
    held = connection.execute(text(_HELD)).all()
    return {
        "places": _rows(connection, WorkRows.__table__),
        "days of keeping": _rows(connection, KeptRows.__table__),
        "folded texts": _rows(connection, SearchRows.__table__),
        "grams": [
            (key, " ".join(term for _, term in those))
            for key, those in groupby(held, lambda row: row[0])
        ],
        "balances": _rows(connection, StampBalances.__table__),
        "worths": [tuple(row) for row in connection.execute(text(_WORTHS))],
        "receipt numbers": [tuple(row) for row in connection.execute(text(_NUMBERS))],
    }


def worked_out(desk: Desk, files: Sequence[ApplicationFile], connection: Connection) -> Kept:
    """Work the same out from applications with their history, and from the stamps that moved."""
    places = [(file.application, placed(desk, file)) for file in files]
    found_by = sorted((search.key_of(each), folding.fold(each)) for each, _ in places)
    moves = _rows(connection, StampMoves.__table__)
    return {
        "places": [tuple(search.to_row(*each).values()) for each in places],
        "days of keeping": [
            (each.id, index.kept.completed_on, index.kept.kept_until)
            for each, index in places
            if index.kept is not None
        ],
        "folded texts": [(key, *folded) for key, folded in found_by],
        "grams": [(key, folding.tokens(folded)) for key, folded in found_by],
        "balances": [
            (value, sum(row[2] for row in those), sum(row[3] for row in those))
            for value, those in _by(moves, 1).items()
        ],
        "worths": [
            (entry, sum(value * (held + owned) for _, value, held, owned in those))
            for entry, those in _by(moves, 0).items()
        ],
        "receipt numbers": _last_numbers(files),
    }


def _rows(connection: Connection, table: FromClause) -> list[tuple[Any, ...]]:
    asked = select(table).order_by(*table.primary_key)
    return [tuple(row) for row in connection.execute(asked)]


def _by(rows: Sequence[tuple[Any, ...]], place: int) -> dict[Any, list[tuple[Any, ...]]]:
    ordered = sorted(rows, key=lambda row: row[place])
    return {value: list(those) for value, those in groupby(ordered, lambda row: row[place])}


def _last_numbers(files: Sequence[ApplicationFile]) -> list[tuple[str, int, int]]:
    """Return how far the receipt numbers of each year have run: ``R8-0012`` is the twelfth."""
    last: dict[tuple[str, int], int] = {}
    for file in files:
        year, _, number = file.application.receipt_number.partition("-")
        of = (year[0], int(year[1:]))
        last[of] = max(last.get(of, 0), int(number))
    return [(*of, number) for of, number in sorted(last.items())]
