# SPDX-License-Identifier: MIT
"""A key in the search field, asked as the window asks it: by the presenter of the list.

Each kind of text is asked in several wordings in turn, so that no answer lies ready.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, partial
from itertools import cycle
from time import perf_counter, process_time
from typing import NamedTuple

from PySide6.QtWidgets import QApplication

from desk_app.desk import reading
from desk_app.desk.rows import COUNT_CAP, ApplicationColumn, Filter, IdWindow, ListOrder
from desk_app.gui.case.read import ApplicationColumns, ApplicationList
from desk_app.gui.pages.applications.page import Applications
from desk_app.store import search
from desk_app.store.lists.queries import SORTED
from tests.bench import baselines
from tests.bench.measuring import Line, Pair, Taken
from tests.bench.workbench import Seat, Workbench

TURNS = 60
TO_IDS_MS, SHOWN_MS, SORTED_MS = 5.0, 16.0, 50.0
FIRST = 100
"""So many of the newest are shown at once."""

MANY = 0.2
"""The part of all applications that a text of many hits finds: 200,000 of a million."""

_COMMON = ("田", "山", "川", "子", "東京都", "大阪府", "神奈川県", "九", "区")
_SOME = "SELECT receipt_number, phone, address FROM applications WHERE id % ? = 0 LIMIT 8"
_BARE = "the index asked by the driver for the same rows"
ORDERS = {
    ApplicationColumn.RECEIVED: "received_on",
    ApplicationColumn.NUMBER: "number_order",
    ApplicationColumn.NAME: "name",
    ApplicationColumn.KANA: "kana_order",
    ApplicationColumn.WORK: "work",
    ApplicationColumn.BY: "by",
}
"""The columns a list is sorted by, and what the bare driver sorts by."""


class Asking(NamedTuple):
    """A kind of text: its name, what it is, and what gives its wordings at a desk."""

    name: str
    what: str
    texts: Callable[[Seat, int], Sequence[str]]


def _fixed(*texts: str) -> Callable[[Seat, int], Sequence[str]]:
    return lambda _seat, _size: texts


def _of_some(place: int, part: Callable[[str], str]) -> Callable[[Seat, int], Sequence[str]]:
    """Return the texts of some applications that lie far from one another."""

    def texts(seat: Seat, size: int) -> Sequence[str]:
        found = baselines.rows(seat.raw, _SOME, (max(1, size // 8),))
        return [part(row[place]) for row in found]

    return texts


def _house(address: str) -> str:
    """Return the end of an address: its block and house."""
    return address[-8:]


def many(seat: Seat, size: int) -> Sequence[str]:
    """Return the common text whose hits come nearest to a fifth of all."""
    return (_most_like(seat.raw, round(size * MANY)),)


@cache
def _most_like(raw: baselines.Raw, hits: int) -> str:
    counted = {text: _hits(raw, text) for text in _COMMON}
    return min(counted, key=lambda text: abs(counted[text] - hits))


def _hits(raw: baselines.Raw, text: str) -> int:
    wanted = search.asked(text)
    assert wanted is not None
    sql = "SELECT count(*) FROM search WHERE search MATCH ?"
    return int(raw.execute(sql, (wanted.match,)).fetchone()[0])


ASKED = (
    Asking("1", "one character", _fixed("森", "林", "佐", "龗", "李", "原")),
    Asking("2", "two characters", _fixed("佐藤", "鈴木", "東京", "渡辺", "花子", "太田")),
    Asking("3", "three characters", _fixed("佐々木", "長谷川", "小鳥遊", "久美子", "祁答院")),
    Asking(
        "n",
        "many characters",
        _fixed("東京都世田谷区", "佐藤 久美子", "長谷川 花子", "札幌市中央区"),
    ),
    Asking(
        "kana", "kana of either form", _fixed("サトウ", "すずき", "ﾀｶﾊｼ", "タカナシ ユウ", "はなこ")
    ),
    Asking("glyphs", "another glyph form", _fixed("髙橋", "高橋", "渡邊", "齊藤", "濱田", "吉田")),
    Asking("number", "a receipt number", _of_some(0, str)),
    Asking("phone", "a telephone number", _of_some(1, str)),
    Asking("address", "a fragment of an address", _of_some(2, _house)),
    Asking("nothing", "what is nowhere", _fixed("鱻鱻", "zzzz", "存在しない名前", "9999-9999")),
    Asking("many", "what a fifth of all have", many),
)


@contextmanager
def _to_ids(bench: Workbench, asking: Asking, order: ListOrder | None = None) -> Iterator[Pair]:
    with bench.seat() as seat:
        columns = ApplicationColumns(seat.work.language, lambda: seat.work.today, seat.owner)
        shown = ApplicationList(seat.work, columns.of_all(), seat.owner)
        found = list[IdWindow]()
        shown.shown.connect(found.append)
        texts = asking.texts(seat, bench.size)
        ours_next, bare_next = cycle(texts), cycle(texts)

        def ours() -> None:
            found.clear()
            shown.show(Filter(next(ours_next)), order or ListOrder())

        ask = partial(_newest, most=FIRST + 1) if order is None else partial(_sorted, order=order)
        yield Pair(ours, lambda: ask(seat.raw, next(bare_next)))
        assert found, "nothing was answered"


@contextmanager
def _rest(bench: Workbench) -> Iterator[Pair]:
    """Find all ids behind those that were shown at once, and count them."""
    with bench.seat() as seat:
        desk, texts = seat.work.desk, ("佐々木", "東京都", "サトウ", *many(seat, bench.size))
        ours_next, bare_next = cycle(texts), cycle(texts)

        def ours() -> None:
            with_all = reading.lists(desk).window(Filter(next(ours_next)), ListOrder(), desk.today)
            assert with_all.ids

        yield Pair(ours, lambda: _newest(seat.raw, next(bare_next), COUNT_CAP + 1))


def _newest(raw: baselines.Raw, text: str, most: int) -> None:
    wanted = search.asked(text)
    assert wanted is not None
    baselines.rows(raw, *baselines.search(wanted, most))


def _sorted(raw: baselines.Raw, text: str, order: ListOrder) -> None:
    """Sort the hits; where they are more than the desk would sort, walk the column's index."""
    wanted = search.asked(text)
    assert wanted is not None
    place = f"{ORDERS[order.column]} {'ASC' if order.ascending else 'DESC'}"
    many = baselines.rows(raw, f"{_COUNTED} OFFSET {SORTED}", (wanted.match,))
    ordered = baselines.WALKED if many else baselines.SORTED
    baselines.rows(raw, ordered.format(place), (wanted.match,))


_COUNTED = "SELECT 1 FROM search WHERE search MATCH ? LIMIT 1"


@contextmanager
def _shown(bench: Workbench) -> Iterator[Pair]:
    """Type into the list of all applications, and let its rows be painted."""
    texts = ("佐", "佐藤", "佐々木", "東京都", "小鳥遊", "サトウ", "")
    with bench.seat() as seat:
        view = Applications(seat.work)
        view.resize(1272, 840)
        view.show()
        view.open_thing(None)
        QApplication.processEvents()
        ours_next, bare_next = cycle(texts), cycle(texts)

        def ours() -> Taken:
            wall, cpu = perf_counter(), process_time()
            view.presenter.show(Filter(next(ours_next)), ListOrder())
            QApplication.processEvents()
            taken = Taken((perf_counter() - wall) * 1000, (process_time() - cpu) * 1000)
            seat.runner.go_on()
            QApplication.processEvents()
            return taken

        def bare() -> None:
            wanted = search.asked(next(bare_next))
            asked = baselines.search(wanted, FIRST + 1) if wanted else (baselines.ALL, ())
            ids = [row[0] & 0xFFFFFFFF for row in baselines.rows(seat.raw, *asked)]
            baselines.rows(seat.raw, baselines.PAGE, (repr(ids[:30]),))

        yield Pair(ours, bare)
        view.close()
        view.deleteLater()
        QApplication.processEvents()


def some_and_many(seat: Seat, size: int) -> Sequence[str]:
    """Return texts of few hits and of many, in turn."""
    return ("佐藤", *many(seat, size), "小鳥遊", "東京都")


def lines(bench: Workbench) -> tuple[Line, ...]:
    """Return the lines of a desk."""
    said = f"{bench.size:,} applications: "
    return (
        *(
            Line(
                name=f"search.{each.name}.{bench.size}",
                what=f"{said}a key in the search field to ids, {each.what}",
                bare=_BARE,
                prepare=partial(_to_ids, bench, each),
                turns=TURNS,
                budget_ratio=3.0 if bench.is_large else None,
                budget_p95_ms=TO_IDS_MS,
                growth=1.5,
            )
            for each in ASKED
        ),
        Line(
            name=f"search.shown.{bench.size}",
            what=f"{said}a key in the search field to painted rows",
            bare="the index, and the rows of the first page, asked by the driver",
            prepare=partial(_shown, bench),
            turns=TURNS,
            budget_p95_ms=SHOWN_MS,
            growth=1.5,
        ),
        Line(
            name=f"search.rest.{bench.size}",
            what=f"{said}all other ids of a common text and their count, behind what is shown",
            bare=_BARE,
            prepare=partial(_rest, bench),
            turns=TURNS,
            budget_ratio=3.0 if bench.is_large else None,
            growth=1.5,
        ),
        *(
            Line(
                name=f"search.by_{column.value}.{bench.size}",
                what=f"{said}what a text finds, few hits and many, sorted by {column.value}",
                bare="the hits sorted by the driver, or the order walked, for the same rows",
                prepare=partial(
                    _to_ids,
                    bench,
                    Asking(column.value, "", some_and_many),
                    ListOrder(column, ascending=True),
                ),
                turns=TURNS,
                budget_p95_ms=SORTED_MS,
                growth=1.5,
            )
            for column in ApplicationColumn
        ),
    )
