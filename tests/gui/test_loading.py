# SPDX-License-Identifier: MIT
"""What an open desk needs is loaded behind the first painted window, on the desk's thread."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desk_app.gui.loading import Loading
from desk_app.gui.tasks import TaskRunner

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
    loading = Loading(modules, runner, window)
    with qtbot.waitSignal(loading.painted):
        window.show()
    qtbot.waitUntil(lambda: runner.idle)
    threads = {sys.modules[name].thread for name in modules}
    assert threads != {threading.current_thread().name}
    assert len(threads) == 1


def test_it_is_begun_once(qtbot: QtBot, runner: TaskRunner) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    painted: list[int] = []
    Loading((), runner, window).painted.connect(lambda: painted.append(1))
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
    loading = Loading(modules, runner, window)
    with qtbot.waitSignal(loading.painted):
        window.show()
    QApplication.sendEvent(window, QEvent(QEvent.Type.Close))
    held.set()
    qtbot.waitUntil(lambda: runner.idle)
    assert not {ONE, TWO} & set(sys.modules)
