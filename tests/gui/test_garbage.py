# SPDX-License-Identifier: MIT
"""Rings of dead objects are collected on the GUI thread, whoever makes them."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desk_app.gui.kit.pyside_workarounds.garbage import Collector
from desk_app.gui.page import Place
from desk_app.gui.pages.application.page import ApplicationView
from desk_app.records.base import ApplicationId
from desk_app.records.case.application import Right
from tests.gui import census
from tests.gui.case_desk import TODAY, application, licence, log
from tests.gui.case_pages import Case, Cases

ENOUGH = 2_000
PYTHONS_OWN = (700, 10, 10)


class Ring:
    """An object that holds itself, and tells where it ends."""

    ended: list[int] = []  # noqa: RUF012 one list for all

    def __init__(self) -> None:
        self.itself = self

    def __del__(self) -> None:
        Ring.ended.append(threading.get_ident())


@pytest.fixture
def collector(qapp: QObject) -> Iterator[Collector]:
    Ring.ended.clear()
    of_the_suite = gc.get_threshold()
    gc.set_threshold(*PYTHONS_OWN)
    yield Collector(qapp)
    gc.set_threshold(*of_the_suite)


def test_what_another_thread_leaves_is_collected_here(collector: Collector, qtbot: QtBot) -> None:
    gc.collect()
    thread = threading.Thread(target=lambda: [Ring() for _ in range(ENOUGH)] and None)
    thread.start()
    thread.join()
    assert Ring.ended == []
    collector.look()
    assert len(Ring.ended) == ENOUGH
    assert set(Ring.ended) == {threading.get_ident()}
    collector.deleteLater()


# Nothing piles up: opened applications leave nothing.


OPENED = 10


@pytest.fixture
def case(cases: Cases) -> Case:
    """Return a window on a desk of two applications that differ in every table."""
    log(cases.desk, application(Right.DISCLOSURE), licence(), stamps=((500, 2),))
    log(cases.desk, application(Right.CORRECTION, Right.DELETION, name="𠮷田 三郎"))
    cases.desk.clock.move_to(TODAY)
    case = cases.open()
    # The shell makes this page early, once the window has been still for a moment: not in between.
    case.window.shell.go(Place.INTAKE)
    case.window.settle()
    return case


def _open(case: Case, times: int) -> None:
    for turn in range(times):
        case.go(Place.APPLICATION, ApplicationId(1 + turn % 2), ApplicationView)


def _grown(case: Case, doing: Callable[[], object], times: int) -> dict[str, int]:
    """Do a thing twice, then many times more; what there is more of then."""
    doing()
    doing()
    before = census.living()
    for _ in range(times):
        doing()
    case.window.settle()
    return census.more(before, census.living())


def test_opened_applications_leave_nothing(case: Case) -> None:
    assert _grown(case, lambda: _open(case, 2), OPENED // 2) == {}
    view = case.view(ApplicationView)
    kept = _grown(case, partial(QObject, view), 3)
    assert kept == {"QObject": 3}, "what piles up is not found"
