# SPDX-License-Identifier: MIT
"""Ten tasks against what people use: an Excel ledger in LibreOffice, and an ORM that asks by LIKE.

``bench --only rivals``; no part of a whole run, since it installs LibreOffice. All work on the same
applications: the desk of the run, and a ledger of it with a row for each. The office is warm and
has the ledger open. It is the 100,000 rows of a large desk that people wait for: a small one has no
budget. Ours stays what it is, encrypted, journalled, every save durable; what the others leave out
(numbers, freezing, the journal) is not taken out of ours.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import cached_property, partial
from pathlib import Path

import system_parts
from xlsxwriter import Workbook

from tests.bench import apart, baselines, rival_office, rival_orm, rival_ours
from tests.bench.measuring import Line, Pair, Taken
from tests.bench.workbench import Seat, Workbench
from tests.robustness.sites import CLERK, Site

SYSTEM_PYTHON = "/usr/bin/python3"
"""The Python that Debian's UNO is made for."""

TASKS = {
    "opening": "the ledger opened and its newest rows shown; ours by a password at its real cost, "
    "through the gate, its pages checked beside",
    "name": "a name searched for",
    "address": "a part of an address searched for",
    "number": "a receipt number looked up",
    "adding": "one more added and saved",
    "correcting": "a telephone number corrected and saved",
    "filtering": "what is still open",
    "sorting": "all of them sorted by kana",
    "counting": "how many stand in each state",
    "letters": "100 letters as PDF; ours numbered, frozen and noted one by one",
}
RIVALS = {
    "office": "an Excel ledger in a warm LibreOffice, through UNO",
    "orm": "a plain ORM on plain SQLite, asked by LIKE",
}
MORE = {
    (
        "orm",
        "opening",
    ): "Argon2id and the gate are all of it; the ORM opens a file that anyone reads",
    (
        "orm",
        "number",
    ): "parts of a number, and of all else, are found too; the ORM looks up one equal",
    (
        "orm",
        "adding",
    ): "encrypted, indexed for every search, journalled; log emptied, anchor written",
    (
        "orm",
        "correcting",
    ): "old value and reason kept, grams deleted for good, journalled, anchored",
    (
        "office",
        "letters",
    ): "each one its own frozen PDF and durable save; the office writes one file",
    (
        "orm",
        "letters",
    ): "each one its own frozen PDF and durable save; the ORM writes one file, once",
}
"""What ours does and the rival leaves out, where it may take longer for it: the line says so."""

HEAD = (
    *("number", "received_on", "name", "kana", "born", "postal_code", "address", "phone"),
    *("rights", "work", "what", "by"),
)
_LEDGER = """
    SELECT receipt_number, a.received_on, a.name, kana, born, postal_code, address, phone,
    rights, work, what, by FROM applications a JOIN work_index ON application = a.id ORDER BY a.id
"""
_NUMBER, _ADDRESS, _WORK = (HEAD.index(name) for name in ("number", "address", "work"))
_HOUSE, _MERGED = 8, 100


@dataclass(frozen=True)
class Texts:
    """What is looked for, by all in the same order."""

    names: tuple[str, ...]
    addresses: tuple[str, ...]
    numbers: tuple[str, ...]


class Arena:
    """What the tasks are done at, each made when it is first asked for and kept for the run."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench

    @cached_property
    def _site(self) -> Site:
        return self._bench.keep(self._bench.copy())

    @cached_property
    def _seat(self) -> Seat:
        return self._bench.keep(self._bench.seat(CLERK, self._site))

    @cached_property
    def _folder(self) -> Path:
        """The folder of the ledgers, all of the same rows."""
        folder = self._bench.keep(self._bench.folder())
        said = asdict(self._texts) | {"states": sorted({row[_WORK] for row in self._rows})}
        (folder / rival_office.TEXTS).write_text(json.dumps(said), "utf-8")
        for name in (rival_office.LEDGER, rival_office.CLOSED):
            _write(folder / name, self._rows)
        _write(folder / rival_office.MERGED, self._rows[-_MERGED:])
        rival_orm.fill(folder / rival_orm.LEDGER, HEAD, self._rows)
        return folder

    @cached_property
    def _rows(self) -> list[tuple[str, ...]]:
        rows = baselines.rows(self._seat.raw, _LEDGER)
        return [tuple("" if cell is None else str(cell) for cell in row) for row in rows]

    @cached_property
    def _texts(self) -> Texts:
        some = self._rows[:: max(1, len(self._rows) // 8)]
        return Texts(
            names=("佐藤", "佐々木", "小鳥遊", "鈴木 花子"),
            addresses=("世田谷区", *(row[_ADDRESS][-_HOUSE:] for row in some)),
            numbers=tuple(row[_NUMBER] for row in some),
        )

    @cached_property
    def ours(self) -> rival_ours.Ours:
        """The desk, as its window works at it."""
        closed = self._bench.keep(self._bench.copy())
        return rival_ours.Ours(self._bench, self._seat, closed, self._texts)

    @cached_property
    def orm(self) -> rival_orm.Orm:
        """The ledger in plain SQLite."""
        return rival_orm.Orm(self._folder, self._texts)

    @cached_property
    def office(self) -> apart.Tell:
        """The ledger in LibreOffice, which is installed where the system lets us."""
        if not system_parts.bring(system_parts.FOR_THE_RIVALS):
            raise RuntimeError("LibreOffice is not there")
        words = [SYSTEM_PYTHON, rival_office.__file__, str(self._folder)]
        return self._bench.keep(apart.program(words, {}))

    def does(self, rival: str, task: str) -> Callable[[], Taken | None]:
        """Return what does a task at a rival, once."""
        if rival == "office":
            return partial(self.office, task)
        done: Callable[[], Taken | None] = getattr(self.orm, task)
        return done


def _write(path: Path, rows: list[tuple[str, ...]]) -> None:
    with Workbook(path) as book:
        sheet = book.add_worksheet(rival_office.SHEET)
        for number, row in enumerate((HEAD, *rows)):
            for column, text in enumerate(row):
                sheet.write_string(number, column, text)


@contextmanager
def _done(arena: Arena, rival: str, task: str) -> Iterator[Pair]:
    yield Pair(getattr(arena.ours, task), arena.does(rival, task))


def _more(rival: str, task: str) -> str:
    more = MORE.get((rival, task))
    return f" (ours is more: {more})" if more else ""


def lines(bench: Workbench) -> tuple[Line, ...]:
    """Return the lines of a desk: each task against each rival."""
    arena = Arena(bench)
    return tuple(
        Line(
            name=f"rivals.{rival}.{task}.{bench.size}",
            what=f"{bench.size:,} applications: {what}" + _more(rival, task),
            bare=told,
            prepare=partial(_done, arena, rival, task),
            turns=30,
            budget_ratio=1.0 if bench.is_large else None,
            warm_up=1,
        )
        for task, what in TASKS.items()
        for rival, told in RIVALS.items()
    )
