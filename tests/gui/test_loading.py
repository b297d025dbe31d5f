# SPDX-License-Identifier: MIT
"""What an open desk needs is loaded behind the first painted window, on the desk's thread."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desk_app.bootstrap.entrance import LocalEntrance
from desk_app.gui.page import Place
from desk_app.gui.pages.intake.page import IntakeView
from desk_app.gui.process.loading import INSIDE, Loading, behind, rooms
from desk_app.gui.session.tasks import TaskRunner
from desk_app.gui.shell import shell
from desk_app.i18n import vocabulary
from tests.gui.case_pages import Cases
from tests.gui.dressing import OFTEN, Dressed

ONE, TWO = "loaded_ahead_one", "loaded_ahead_two"
SAYS_WHERE = "import threading\nthread = threading.current_thread().name\n"


@pytest.fixture
def modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, str]]:
    for name in (ONE, TWO):
        (tmp_path / f"{name}.py").write_text(SAYS_WHERE)
    monkeypatch.syspath_prepend(str(tmp_path))
    yield ONE, TWO
    for name in (ONE, TWO):
        sys.modules.pop(name, None)


@pytest.fixture
def runner(qapp: QApplication) -> Iterator[TaskRunner]:
    runner = TaskRunner(())
    yield runner
    runner.shut_down()


def test_modules_come_behind_the_first_paint_on_the_desks_thread(
    qtbot: QtBot, runner: TaskRunner, modules: tuple[str, str]
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    loading = Loading(lambda: modules, tuple, runner, window)
    with qtbot.waitSignal(loading.painted):
        window.show()
    qtbot.waitUntil(lambda: runner.idle)
    threads = {sys.modules[name].thread for name in modules}
    assert threads != {threading.current_thread().name}
    assert len(threads) == 1


def test_the_windows_rooms_come_then_on_its_own_thread_between_its_events(
    qtbot: QtBot, runner: TaskRunner, modules: tuple[str, str]
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    one, two = modules
    seen: set[tuple[bool, bool]] = set()
    between = QTimer(window, interval=0)
    between.timeout.connect(lambda: seen.add((one in sys.modules, two in sys.modules)))
    between.start()
    loading = Loading(tuple, lambda: (one, "sys", two), runner, window)
    with qtbot.waitSignal(loading.loaded):
        window.show()
    assert {sys.modules[name].thread for name in modules} == {threading.current_thread().name}
    assert (True, False) in seen


def test_nothing_of_qt_is_loaded_on_another_thread_and_every_room_on_this() -> None:
    names = list(behind(LocalEntrance.needed_inside))
    assert [name for name in names if name.startswith("desk_app.gui")] == []
    assert {"desk_app.rules.situation.check", "desk_app.desk.post.posting"} <= set(names)
    assert {"desk_app.gui.kit.tables.table", *INSIDE} <= set(rooms())


def test_it_is_begun_once(qtbot: QtBot, runner: TaskRunner) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    painted: list[int] = []
    Loading(tuple, tuple, runner, window).painted.connect(lambda: painted.append(1))
    window.show()
    for _ in range(3):
        window.repaint()
    qtbot.waitUntil(lambda: bool(painted))
    window.repaint()
    QApplication.processEvents()
    assert len(painted) == 1


def test_nothing_more_is_loaded_once_the_window_is_closed(
    qtbot: QtBot, runner: TaskRunner, modules: tuple[str, str]
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    held = threading.Event()
    runner.submit(window, held.wait, lambda _: None)
    loading = Loading(lambda: modules, tuple, runner, window)
    with qtbot.waitSignal(loading.painted):
        window.show()
    QApplication.sendEvent(window, QEvent(QEvent.Type.Close))
    held.set()
    qtbot.waitUntil(lambda: runner.idle)
    assert not {ONE, TWO} & set(sys.modules)


def test_the_tables_of_words_are_read_ahead_on_the_desks_thread(
    qtbot: QtBot, runner: TaskRunner
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    vocabulary.table.cache_clear()
    loading = Loading(tuple, tuple, runner, window)
    with qtbot.waitSignal(loading.painted):
        window.show()
    qtbot.waitUntil(lambda: runner.idle)
    assert vocabulary.table.cache_info().currsize == len(list(vocabulary.names())) > 1


# Pages are made in their place (`test_every_page.py` counts it on each), and piece by piece.


FRAMES = 8
PIECES = 6
"""Of which the page that takes longest is made."""


def test_what_is_put_into_its_place_last_is_found(qtbot: QtBot, qapp: QApplication) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    dressed = Dressed()
    qapp.installEventFilter(dressed)
    inner = QWidget()
    for _ in range(FRAMES):
        outer = QWidget()
        QVBoxLayout(outer).addWidget(inner)
        inner = outer
    QVBoxLayout(window).addWidget(inner)
    qapp.removeEventFilter(dressed)
    assert dressed.count > OFTEN * FRAMES


def test_a_page_that_was_begun_is_finished_when_it_is_wanted(cases: Cases) -> None:
    case = cases.open()
    window, inside = case.window.window, case.window.shell
    inside._make_early()
    (begun,) = window.findChildren(IntakeView)
    assert not begun.accessibleName(), "nothing is said on it yet"
    inside.go(Place.INTAKE)
    assert inside.view is begun
    assert begun.isVisible()
    assert begun.accessibleName()
    assert not begun.go_on()
    case.window.settle()
    assert window.findChildren(IntakeView) == [begun]


def test_the_page_that_takes_long_is_made_piece_by_piece_while_the_clerk_looks_at_the_first(
    cases: Cases, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns, ticks = list[int](), list[int]()
    usual = IntakeView.go_on

    def go_on(view: IntakeView) -> bool:
        turns.append(len(ticks))
        return usual(view)

    monkeypatch.setattr(IntakeView, "go_on", go_on)
    monkeypatch.setattr(shell, "_EARLY_AFTER_MS", 0)
    timer = QTimer(interval=0)
    timer.timeout.connect(lambda: ticks.append(1))
    timer.start()
    case = cases.open()
    case.window.qtbot.waitUntil(lambda: len(turns) > PIECES)
    timer.stop()
    assert len(set(turns[:PIECES])) == PIECES, "something else had its turn between any two"
    (made,) = case.window.window.findChildren(IntakeView)
    assert case.window.shell.place is Place.TODAY
    assert not made.isVisible()
