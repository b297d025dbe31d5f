# SPDX-License-Identifier: MIT
"""A window in a process of its own, which does what it is told and says what that took.

``python -m tests.bench.window FOLDER HOW`` reads a word a line and answers each with two figures.
How it works: ``scroll``, on a large desk whose lists are scrolled: the longest gap between two
beats of its heart, in milliseconds by the clock and of its own thread, its memory, or how long a
lock took. Or ``open``: one application after the other is opened, and it tells by how much its
memory (PSS, in MB) and the number of its objects of Qt grew.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain, cycle
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QScrollBar

from desk_app.gui.kit.pyside_workarounds import plain_imports  # noqa: F401 as the program's own window does
from desk_app.gui.kit.pyside_workarounds.garbage import Collector
from desk_app.gui.kit.tables.table import ItemList, ListTable
from desk_app.gui.page import Place
from desk_app.gui.session.screen import ScreenLook
from desk_app.gui.session.tasks import give_way
from desk_app.records.base import ApplicationId
from desk_app.records.desk.people import Language
from desk_app.store.database import SqlStore
from tests.bench.measuring import Heart
from tests.gui import census
from tests.gui.census import memory_kb
from tests.workbench.desks import CLERK, OFFICER, Site
from tests.workbench.processes import tell
from tests.workbench.report import Taken, Watch
from tests.workbench.window import Hand, application, entrance_of

OPEN, SWITCH, LEFT_ALONE = "open", "switch", "rest"
OPENED, SWITCHED = 500, 10
WARMING_UP = 40
DIFFERENT = 20


def open_often(folder: Path) -> None:
    """Open the window, sign in, and do what stands on the input."""
    application()
    hand = Hand(entrance_of(Site(folder)))
    hand.sign_in(CLERK)
    ids = map(ApplicationId, cycle(range(1, DIFFERENT + 1)))
    doing: dict[str, tuple[Callable[[], object], int]] = {
        OPEN: (lambda: hand.go(Place.APPLICATION, next(ids)), OPENED),
        SWITCH: (partial(_switch, hand), SWITCHED),
        LEFT_ALONE: (hand.settle, OPENED),
    }
    for do, times in doing.values():
        for _ in range(min(times, WARMING_UP)):
            do()
    tell("open")
    for line in sys.stdin:
        tell(_grown(*doing[line.strip()]))
    hand.close()


def _grown(do: Callable[[], object], times: int) -> str:
    """Do a thing so often; the growth in MB and in objects."""
    gc.collect()
    memory, objects = census.memory_kb(), census.living().total()
    for _ in range(times):
        do()
    gc.collect()
    return f"{(census.memory_kb() - memory) / 1024} {census.living().total() - objects}"


def _switch(hand: Hand) -> None:
    """Change language, colours and size of text, and change them back."""
    for language in (Language.EN, Language.JA):
        hand.screen.use_language(language)
        hand.settle()
    for dark in (True, False):
        hand.screen.use_look(ScreenLook(dark))
    for step in (-1, 1):
        hand.screen.resize_text(step)
        hand.settle()


SCROLL, REST, MIDDLE, LOCK = "scroll", "rest", "middle", "lock"
_STEP_MS = 8
"""About how often a wheel or a held key comes."""
_WHEEL_STEPS, _PAGES, _RESTING_STEPS = 40, 15, 30
_STEPS_OF_BUILDING = 100
"""After a sign-in pages are built ahead for some tenths of a second."""

_LISTS = {
    Place.APPLICATIONS: "applicationTable",
    Place.MAIL: "mailTable",
    Place.JOURNAL: "entries",
    Place.APPLICATION: "applicationsBeside",
    Place.LETTERS: "letterQueue",
    Place.DISPOSAL: "due",
}
Step = Callable[[], object]


class Scroller:
    """Scrolls and pages through the lists of an open window."""

    def __init__(self, hand: Hand) -> None:
        self._hand = hand
        self._heart = Heart()

    def go_through(self) -> Taken:
        """Go through every list; the longest gaps of them all."""
        gaps = [self._of_list(place) for place in _LISTS]
        return Taken(*(max(each) for each in zip(*gaps, strict=True)))

    def rest(self) -> Taken:
        """Leave the window alone."""
        return self._do(iter([_nothing] * _RESTING_STEPS))

    def lock(self) -> Taken:
        """Lock the window as its key does, and sign in again: that is not counted."""
        watch = Watch()
        self._hand.lock()
        taken = watch.taken
        _sign_in(self._hand)
        self._do(iter([_nothing] * _STEPS_OF_BUILDING))
        return taken

    def to_the_middle(self) -> Taken:
        """Scroll all applications to their middle; the memory then, in MB, and of no thread."""
        view = self._hand.go(Place.APPLICATIONS)
        shown = view.findChild(ListTable, _LISTS[Place.APPLICATIONS])
        assert shown is not None
        self._do(iter([partial(_drag, shown.verticalScrollBar(), 0.5)]))
        gc.collect()
        return Taken(memory_kb() / 1024, 0.0)

    def _of_list(self, place: Place) -> Taken:
        thing = 1 if place is Place.APPLICATION else None
        view = self._hand.go(place, thing)
        shown = view.findChild(QAbstractItemView, _LISTS[place])
        assert isinstance(shown, ListTable | ItemList), (place, view)
        return self._do(chain(_scrolled(shown), _paged(shown), _sorted(shown), [gc.collect]))

    def _do(self, steps: Iterator[Step]) -> Taken:
        """Take step after step, each from the event loop, until all is read and painted."""
        loop, timer = QEventLoop(), QTimer()
        timer.setInterval(_STEP_MS)

        def step() -> None:
            doing = next(steps, None)
            if doing is not None:
                doing()
            elif self._hand.runner.idle:
                timer.stop()
                loop.quit()

        timer.timeout.connect(step)
        self._heart.begin()
        timer.start()
        loop.exec()
        return self._heart.stop()


def _scrolled(shown: ListTable | ItemList) -> Iterator[Step]:
    """Turn the wheel, then drag the bar to the middle, the end, the beginning."""
    bar = shown.verticalScrollBar()
    for _ in range(_WHEEL_STEPS):
        yield partial(_turn, bar)
    for part in (0.1, 0.25, 0.5, 0.75, 1.0, 0.6, 0.3, 0.0):
        yield partial(_drag, bar, part)


def _paged(shown: ListTable | ItemList) -> Iterator[Step]:
    """Page down with the key, go to the end and back, then up again."""
    yield partial(shown.choose, 0)
    key = Qt.Key
    for each in (
        *[key.Key_PageDown] * _PAGES,
        key.Key_End,
        *[key.Key_PageUp] * _PAGES,
        key.Key_Home,
    ):
        yield partial(QTest.keyClick, shown, each)


def _sorted(shown: ListTable | ItemList) -> Iterator[Step]:
    """Have every column sort, where a click on a header does."""
    if isinstance(shown, ListTable) and not shown.horizontalHeader().isHidden():
        header = shown.horizontalHeader()
        for column in range(shown.model().columnCount()):
            yield partial(header.sectionClicked.emit, column)


def _turn(bar: QScrollBar) -> None:
    bar.setValue(bar.value() + 3 * bar.singleStep())


def _drag(bar: QScrollBar, part: float) -> None:
    bar.setValue(round(bar.maximum() * part))


def _nothing() -> None:
    """Wait for the next step."""


def _sign_in(hand: Hand) -> None:
    """Sign in and wait until the pages are checked: of a million applications for minutes."""
    hand.sign_in(OFFICER)
    store = hand.shell.session.desk.ports.store
    assert isinstance(store, SqlStore)
    store.guard.wait()
    hand.settle()


def scroll(folder: Path) -> None:
    """Open the window, sign in, and do what stands on the input."""
    Collector(application("xcb"))
    give_way()
    hand = Hand(entrance_of(Site(folder)))
    _sign_in(hand)
    scroller = Scroller(hand)
    for place in _LISTS:
        hand.go(place, 1 if place is Place.APPLICATION else None)
    doing = {
        SCROLL: scroller.go_through,
        REST: scroller.rest,
        MIDDLE: scroller.to_the_middle,
        LOCK: scroller.lock,
    }
    tell("open")
    for line in sys.stdin:
        gaps = doing[line.strip()]()
        tell(f"{gaps.wall} {gaps.cpu}")
    hand.close()


HOW = {"scroll": scroll, "open": open_often}

if __name__ == "__main__":
    HOW[sys.argv[2]](Path(sys.argv[1]))
