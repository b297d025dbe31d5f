# SPDX-License-Identifier: MIT
"""Opening an application: read from the encrypted store, looked at by the rules, shown."""

# ruff: noqa: ARG002 the signatures are those of the window's own runner

from __future__ import annotations

import gc
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import cycle
from pathlib import Path
from time import perf_counter, process_time
from typing import TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from desk_app.desk import intake
from desk_app.gui.case.read import REST
from desk_app.gui.entrance import Choices
from desk_app.gui.kit.pyside_workarounds.garbage import Collector
from desk_app.gui.pages.application.page import ApplicationView
from desk_app.gui.screen import Screen
from desk_app.gui.session import Workplace
from desk_app.gui.tasks import ChangeHub
from desk_app.records.base import ApplicationId
from tests.bench.desks import draft, envelope, found, opened, temporary_folder
from tests.bench.findings import dress
from tests.bench.measuring import Line, Pair, Taken

RESOURCES = Path(__file__).parents[2] / "resources"
ENVELOPES = ("E1", "E2", "E3", "E4", "E5")
T = TypeVar("T")


class AtOnce(QObject):
    """Does every call at once, on the thread of the window; ``desk`` is the time of them all.

    What is asked for when the first rows have come already waits for `go_on`.
    """

    desk = Taken(0.0, 0.0)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: list[Callable[[], None]] = []

    def go_on(self) -> None:
        """Do what waited."""
        waiting, self._waiting = self._waiting, []
        for each in waiting:
            each()

    def submit(
        self,
        owner: QObject,
        call: Callable[[], T],
        on_success: Callable[[T], None],
        on_failure: Callable[[Exception], None] | None = None,
    ) -> None:
        """Do a call and hand its answer over."""
        on_success(self._timed(call))

    def latest(
        self,
        owner: QObject,
        topic: Hashable,
        call: Callable[[], T],
        on_success: Callable[[T], None],
    ) -> None:
        """Do a call and hand its answer over."""
        if topic == REST:
            self._waiting.append(lambda: on_success(self._timed(call)))
        else:
            on_success(self._timed(call))

    def _timed(self, call: Callable[[], T]) -> T:
        wall, cpu = perf_counter(), process_time()
        result = call()
        spent = (perf_counter() - wall) * 1000, (process_time() - cpu) * 1000
        self.desk = Taken(self.desk.wall + spent[0], self.desk.cpu + spent[1])
        return result


@contextmanager
def collecting(owner: QObject) -> Iterator[None]:
    """Collect dead objects as the window does: between what a clerk does, never in its midst."""
    collector = Collector(owner)
    yield
    collector.deleteLater()
    gc.unfreeze()
    gc.enable()


@contextmanager
def _shown(*, desk_apart: bool = False) -> Iterator[Pair]:
    """Open one application after the other; bare: its history read from the store."""
    application = dress()
    owner = QObject()
    with temporary_folder() as folder, collecting(owner):
        desk = opened(found(folder), "opening")
        for name in ENVELOPES:
            intake.log_application(desk, draft(envelope(name, desk.rulebook)))
        screen = Screen(application, RESOURCES, Choices())
        runner = AtOnce(owner)
        view = ApplicationView(Workplace(desk, runner, ChangeHub(owner), screen, owner))
        view.resize(1272, 840)
        view.show()
        ids = [ApplicationId(number) for number, _ in enumerate(ENVELOPES, 1)]
        ours_next, bare_next = cycle(ids), cycle(ids)

        def ours() -> Taken:
            runner.desk = Taken(0.0, 0.0)
            wall, cpu = perf_counter(), process_time()
            view.open_thing(next(ours_next))
            QApplication.processEvents()
            whole = Taken((perf_counter() - wall) * 1000, (process_time() - cpu) * 1000)
            apart = runner.desk if desk_apart else Taken(0.0, 0.0)
            return Taken(whole.wall - apart.wall, whole.cpu - apart.cpu)

        def bare() -> None:
            with desk.ports.store.reading() as books:
                books.files.get(next(bare_next))

        yield Pair(ours, bare)
        view.close()
        view.deleteLater()
        application.removeTranslator(screen.catalogue)
        screen.deleteLater()
        QApplication.processEvents()
        desk.ports.store.close()


LINES = (
    Line(
        name="application.opened",
        what="an application read, looked at by the rules, shown and painted",
        bare="its history read from the store",
        prepare=_shown,
        turns=40,
        budget_ms=16.0,
    ),
    Line(
        name="application.window",
        what="the same, without what the desk's own thread does: the window's part",
        bare="its history read from the store",
        prepare=partial(_shown, desk_apart=True),
        turns=40,
        budget_ms=16.0,
    ),
)
