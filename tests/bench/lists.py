# SPDX-License-Identifier: MIT
"""The lists of a large desk, asked as the window asks them: searched, sorted, opened, typed.

Each kind of text is asked in several wordings in turn, so that no answer lies ready.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, partial
from itertools import cycle
from typing import Any, NamedTuple

from PySide6.QtWidgets import QApplication

from desk_app.desk import reading
from desk_app.desk.rows import COUNT_CAP, ApplicationColumn, Filter, IdWindow, ListOrder
from desk_app.gui.case import drafts
from desk_app.gui.case.mail import PaperColumns
from desk_app.gui.case.read import ApplicationColumns, ApplicationList
from desk_app.gui.pages.application.page import ApplicationView
from desk_app.gui.pages.applications.page import Applications
from desk_app.gui.pages.intake import draft
from desk_app.gui.pages.intake.book import IntakeBook
from desk_app.gui.pages.stamps.book import StampsBook
from desk_app.gui.pages.today.book import TodayBook
from desk_app.records.base import ApplicationId, UserId
from desk_app.store.lists.queries import SORTED
from desk_app.store.search import search
from tests.bench import baselines
from tests.bench.any_desk import page_of_a_proxy
from tests.bench.desks import Lines, Seat, Workbench, on_screen
from tests.bench.measuring import Pair
from tests.workbench.report import Taken, Watch

TURNS = 60
AT_ONCE_MS, LIST_MS = 16.0, 50.0
_SOME_PEOPLE = "SELECT name, address FROM applications WHERE id % ? = 0 LIMIT 8"
FIELDS = ("principal.name", "principal.address")


def _keys(text: str) -> Iterator[str]:
    """Yield what stands in a field key by key, from the second character on."""
    return (text[:end] for end in range(2, len(text) + 1))


@contextmanager
def _typed(bench: Workbench, place: int) -> Iterator[Pair]:
    """Type the names, or the addresses, of people who are at the desk already."""
    with bench.seat() as seat:
        some = baselines.rows(seat.raw, _SOME_PEOPLE, (max(1, bench.size // 8),))
        texts = [text for row in some for text in _keys(row[place])]
        book = IntakeBook(seat.session, seat.owner)
        book.change(page_of_a_proxy())
        known = set[object]()
        book.state_changed.connect(lambda state: known.update(state.known))
        ours_next, bare_next = cycle(texts), cycle(texts)

        def ours() -> None:
            form = draft.put(book.form, FIELDS[place], next(ours_next))
            book.change(form)
            book.look()

        ours()
        assert book.state.findings, "nothing was found"
        yield Pair(ours, lambda: _known(seat.raw, next(bare_next)))
        assert known or place, "nobody is known by a whole name"
        book.keeping.begin()


def _known(raw: baselines.Raw, text: str) -> None:
    """Ask the driver who is found by the text, and for the rows of the newest of them."""
    wanted = search.asked(text)
    assert wanted is not None
    found = baselines.rows(raw, *baselines.search(wanted, 10_001))[:100]
    baselines.rows(raw, baselines.PAGE, (repr([row[0] & 0xFFFFFFFF for row in found]),))


TYPING = Lines()
for place_, name_ in enumerate(("name", "address")):
    TYPING(
        f"typed.{name_}",
        f"a key in the {name_} of an intake page, its findings worked out, who is known asked",
        "who is found by the text, and their rows, asked by the driver: no rules",
        place_,
        turns=TURNS, budget_p95_ms=AT_ONCE_MS, growth=1.5,
    )(_typed)  # fmt: skip


_PAGE = "the same ids and rows asked by the driver"
_HOW: dict[str, Any] = {"turns": 40, "growth": 1.5}
_STEP = 7919
"""A prime: in steps of it applications lie far from one another."""

LISTS = Lines()


@LISTS("today", "every group counted, the chosen one read", _PAGE, budget_p95_ms=LIST_MS, **_HOW)
@contextmanager
def _today(bench: Workbench) -> Iterator[Pair]:
    """Come back to Today: every group counted, the chosen one read, its first page too."""
    with bench.seat() as seat:
        language, today = seat.session.language, (lambda: seat.session.today)
        book = TodayBook(
            seat.session,
            ApplicationColumns(language, today, seat.owner),
            PaperColumns(language, today, seat.owner),
            seat.owner,
        )

        def ours() -> None:
            book.come_back()
            book.applications.model.row_at(0)

        yield Pair(ours, partial(_waiting, seat))
        assert book.state.all, "nothing waits"


def _waiting(seat: Seat) -> None:
    found = baselines.rows(seat.raw, baselines.WAITING)
    ids = baselines.rows(seat.raw, baselines.OF_WORK, (found[0][0],))
    baselines.rows(seat.raw, baselines.PAGE, (repr([row[0] for row in ids[:100]]),))


@contextmanager
def _sorted_list(bench: Workbench, column: ApplicationColumn) -> Iterator[Pair]:
    """Sort the list of all, one way and the other; its first page is read."""
    with bench.seat() as seat:
        columns = ApplicationColumns(seat.session.language, lambda: seat.session.today, seat.owner)
        shown = ApplicationList(seat.session, columns.of_all(), seat.owner)
        ours_next, bare_next = cycle((True, False)), cycle(("ASC", "DESC"))

        def ours() -> None:
            shown.show(Filter(), ListOrder(column, ascending=next(ours_next)))
            shown.model.row_at(0)
            seat.runner.go_on()
            assert shown.model.rowCount() > 0

        def bare() -> None:
            place = f"{ORDERS[column]} {next(bare_next)}"
            ids = baselines.rows(seat.raw, baselines.ORDERED.format(place))
            baselines.rows(seat.raw, baselines.PAGE, (repr([row[0] for row in ids[:100]]),))

        yield Pair(ours, bare)


for column_ in ApplicationColumn:
    what_ = f"the list by {column_.value}"
    LISTS(f"list.by_{column_.value}", what_, _PAGE, column_, budget_p95_ms=LIST_MS, **_HOW)(
        _sorted_list
    )


@LISTS(
    "list.of_person",
    "the list narrowed to one person, all and the open ones",
    _PAGE,
    budget_p95_ms=AT_ONCE_MS,
    **_HOW,
)
@contextmanager
def _of_person(bench: Workbench) -> Iterator[Pair]:
    """Narrow the list to those who look after something, one after the other; a page is read."""
    with bench.seat() as seat:
        columns = ApplicationColumns(seat.session.language, lambda: seat.session.today, seat.owner)
        shown = ApplicationList(seat.session, columns.of_all(), seat.owner)
        people = [UserId(row[0]) for row in baselines.rows(seat.raw, baselines.CARERS)]
        asked = cycle([(who, alone) for who in people for alone in (False, True)])
        bare_asked = cycle(people)
        order = ListOrder(ApplicationColumn.BY, ascending=True)

        def ours() -> None:
            who, alone = next(asked)
            shown.show(Filter(of_people=(who,), open_only=alone), order)
            shown.model.row_at(0)
            assert shown.model.rowCount() > 0

        def bare() -> None:
            ids = baselines.rows(seat.raw, baselines.OF_CARER, (next(bare_asked),))
            baselines.rows(seat.raw, baselines.PAGE, (repr([row[0] for row in ids]),))

        yield Pair(ours, bare)


@LISTS(
    "open",
    "one opened, looked at by the rules, shown and painted",
    "its rows read by the driver",
    budget_p95_ms=AT_ONCE_MS,
    **_HOW,
)
@contextmanager
def _opened(bench: Workbench) -> Iterator[Pair]:
    """Open applications that lie far from one another, and let them be painted."""
    with bench.seat() as seat, on_screen(ApplicationView(seat.session)) as view:
        tables = baselines.tables_of_applications(seat.raw)
        ids = [number * _STEP % bench.size + 1 for number in range(100)]

        def ours(id_: int) -> None:
            view.open_thing(ApplicationId(id_))
            QApplication.processEvents()

        yield Pair.over(ids, ours, partial(baselines.whole, seat.raw, tables))


@LISTS(
    "supplement",
    "found by the number typed for a supplement, its history read",
    "the number looked up and its rows read by the driver",
    budget_p95_ms=AT_ONCE_MS,
    **_HOW,
)
@contextmanager
def _supplement(bench: Workbench) -> Iterator[Pair]:
    """Find the application whose number was typed on the page of a supplement, its file too."""
    with bench.seat() as seat:
        tables = baselines.tables_of_applications(seat.raw)
        numbers = [
            baselines.rows(seat.raw, baselines.NUMBER_OF, (each * _STEP % bench.size + 1,))[0][0]
            for each in range(50)
        ]

        def ours(number: str) -> None:
            found = drafts.find(seat.session.desk, number)
            assert found.file is not None

        def bare(number: str) -> None:
            ((id_,),) = baselines.rows(seat.raw, baselines.BY_NUMBER, (number,))
            baselines.whole(seat.raw, tables, id_)

        yield Pair.over(numbers, ours, bare)


def _balance(seat: Seat) -> None:
    assert seat.session.desk.ports.store.stamps.balances()


@LISTS("stamps.balance", "what the stamp book holds", _PAGE, budget_p95_ms=AT_ONCE_MS, **_HOW)
@contextmanager
def _balances(bench: Workbench) -> Iterator[Pair]:
    with bench.seat() as seat:
        yield Pair(partial(_balance, seat), partial(baselines.rows, seat.raw, baselines.BALANCES))


@LISTS("stamps.page", "the page of the stamp book, a month", _PAGE, budget_p95_ms=LIST_MS, **_HOW)
@contextmanager
def _stamps(bench: Workbench) -> Iterator[Pair]:
    """Read the stamp book's page: balances, today's entries, those of the month."""
    with bench.seat() as seat:
        book = StampsBook(seat.session, seat.owner)
        month = [str(each) for each in (book.page.period.first, book.page.period.last)]

        def bare() -> None:
            baselines.rows(seat.raw, baselines.BALANCES)
            baselines.rows(seat.raw, baselines.ENTRIES, month)

        yield Pair(book.read_again, bare)
        assert book.page.read.balances, "no stamps"


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
        columns = ApplicationColumns(seat.session.language, lambda: seat.session.today, seat.owner)
        shown = ApplicationList(seat.session, columns.of_all(), seat.owner)
        found = list[IdWindow]()
        shown.shown.connect(found.append)

        def ours(text: str) -> None:
            found.clear()
            shown.show(Filter(text), order or ListOrder())

        ask = partial(_newest, most=FIRST + 1) if order is None else partial(_sorted, order=order)
        yield Pair.over(asking.texts(seat, bench.size), ours, partial(ask, seat.raw))
        assert found, "nothing was answered"


@contextmanager
def _rest(bench: Workbench) -> Iterator[Pair]:
    """Find all ids behind those that were shown at once, and count them."""
    with bench.seat() as seat:
        desk, texts = seat.session.desk, ("佐々木", "東京都", "サトウ", *many(seat, bench.size))

        def ours(text: str) -> None:
            with_all = reading.lists(desk).window(Filter(text), ListOrder(), desk.today)
            assert with_all.ids

        yield Pair.over(texts, ours, partial(_newest, seat.raw, most=COUNT_CAP + 1))


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
    with bench.seat() as seat, on_screen(Applications(seat.session)) as view:
        view.open_thing(None)
        QApplication.processEvents()

        def ours(text: str) -> Taken:
            watch = Watch()
            view.book.show(Filter(text), ListOrder())
            QApplication.processEvents()
            taken = watch.taken
            seat.runner.go_on()
            QApplication.processEvents()
            return taken

        def bare(text: str) -> None:
            wanted = search.asked(text)
            asked = baselines.search(wanted, FIRST + 1) if wanted else (baselines.ALL, ())
            ids = [row[0] & 0xFFFFFFFF for row in baselines.rows(seat.raw, *asked)]
            baselines.rows(seat.raw, baselines.PAGE, (repr(ids[:30]),))

        yield Pair.over(texts, ours, bare)


def some_and_many(seat: Seat, size: int) -> Sequence[str]:
    """Return texts of few hits and of many, in turn."""
    return ("佐藤", *many(seat, size), "小鳥遊", "東京都")


SEARCHES = Lines()
for each_ in ASKED:
    SEARCHES(
        f"search.{each_.name}",
        f"a key in the search field to ids, {each_.what}",
        _BARE,
        each_,
        turns=TURNS, budget_p95_ms=TO_IDS_MS, large_ratio=3.0, growth=1.5,
    )(_to_ids)  # fmt: skip
SEARCHES(
    "search.shown",
    "a key in the search field to painted rows",
    "the index, and the rows of the first page, asked by the driver",
    turns=TURNS, budget_p95_ms=SHOWN_MS, growth=1.5,
)(_shown)  # fmt: skip
SEARCHES(
    "search.rest",
    "all other ids of a common text and their count, behind what is shown",
    _BARE,
    turns=TURNS, large_ratio=3.0, growth=1.5,
)(_rest)  # fmt: skip
for column_ in ApplicationColumn:
    SEARCHES(
        f"search.by_{column_.value}",
        f"what a text finds, few hits and many, sorted by {column_.value}",
        "the hits sorted by the driver, or the order walked, for the same rows",
        Asking(column_.value, "", some_and_many),
        ListOrder(column_, ascending=True),
        turns=TURNS, budget_p95_ms=SORTED_MS, growth=1.5,
    )(_to_ids)  # fmt: skip
