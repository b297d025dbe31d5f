# SPDX-License-Identifier: MIT
"""The one thread for the database: order, answers, errors, what is given up, the end."""

from __future__ import annotations

import subprocess
import sys
import threading
import weakref
from collections.abc import Iterator
from functools import partial

import pytest
import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desk_app.desk.errors import DiskFull, KnownError
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.session.tasks import SharedProgress, TaskRunner

CALLS = 60_000
GOING = 1_000
BATCH = 20


@pytest.fixture
def runner(qapp: QApplication) -> Iterator[TaskRunner]:
    made = TaskRunner((KnownError,), qapp)
    yield made
    made.shut_down()
    made.deleteLater()


@pytest.fixture
def slow_to_hand_over() -> Iterator[None]:
    """Let the GUI thread finish an answer before the database thread goes on."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1.0)
    yield
    sys.setswitchinterval(interval)


def test_calls_run_one_after_the_other_off_the_thread_and_answer_on_it(
    qtbot: QtBot, runner: TaskRunner
) -> None:
    here = threading.get_ident()
    ran: list[tuple[int, int]] = []
    answered: list[tuple[int, int]] = []

    def call(number: int) -> int:
        ran.append((number, threading.get_ident()))
        return number

    for number in range(20):
        runner.submit(
            runner,
            partial(call, number),
            lambda result: answered.append((result, threading.get_ident())),
        )
    qtbot.waitUntil(lambda: runner.idle)
    assert [number for number, _ in ran] == list(range(20))
    assert [number for number, _ in answered] == list(range(20))
    assert len({thread for _, thread in ran}) == 1
    assert {thread for _, thread in answered} == {here}
    assert here not in {thread for _, thread in ran}


def test_only_the_newest_question_of_a_topic_is_answered(qtbot: QtBot, runner: TaskRunner) -> None:
    gate = threading.Event()
    answers: list[str] = []
    runner.submit(runner, gate.wait, lambda _: None)
    for text in ("た", "たか", "髙橋"):
        runner.latest(runner, "search", partial(str, text), answers.append)
    runner.latest(runner, "other", lambda: "another topic", answers.append)
    gate.set()
    qtbot.waitUntil(lambda: runner.idle)
    assert answers == ["髙橋", "another topic"]


class _Painted(QLabel):
    """Notes when it is painted."""

    def __init__(self, happened: list[str]) -> None:
        super().__init__("髙橋")
        self._happened = happened

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        self._happened.append("painted")
        super().paintEvent(event)


def test_what_stands_beside_is_asked_when_the_window_has_been_painted(
    qtbot: QtBot, runner: TaskRunner
) -> None:
    happened: list[str] = []
    shown = _Painted(happened)
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitUntil(lambda: happened == ["painted"])
    happened.clear()
    for text in ("𠮷田", "髙橋"):
        shown.setText(text)
        runner.latest(shown, "beside", partial(happened.append, text), lambda _: None, behind=True)
    assert not runner.idle
    qtbot.waitUntil(lambda: runner.idle)
    assert happened == ["painted", "髙橋"]


def test_what_stands_beside_is_not_asked_any_more_when_the_screen_is_emptied(
    qtbot: QtBot, runner: TaskRunner
) -> None:
    asked: list[str] = []
    runner.latest(runner, "beside", partial(asked.append, "髙橋"), lambda _: None, behind=True)
    runner.forget()
    assert runner.idle
    qtbot.wait(40)
    assert asked == []


def test_what_nobody_hears_any_more_is_not_waited_for(qtbot: QtBot, runner: TaskRunner) -> None:
    gate, asked, done = threading.Event(), list[str](), list[str]()
    runner.submit(runner, gate.wait, lambda _: None)
    runner.latest(runner, "search", partial(asked.append, "た"), lambda _: None)
    runner.submit(runner, partial(done.append, "draft"), lambda _: None)
    runner.forget()
    gate.set()
    qtbot.waitUntil(lambda: runner.idle)
    assert (asked, done) == ([], ["draft"]), "what is to be kept is kept"


class _Waiting:
    """Whoever asked; says on which thread it goes."""

    def __init__(self, ended: list[int]) -> None:
        weakref.finalize(self, lambda: ended.append(threading.get_ident()))

    def ask(self, *, fails: bool) -> str:
        if fails:
            raise DiskFull
        return "answer"


@pytest.mark.usefixtures("slow_to_hand_over")
@pytest.mark.parametrize("fails", [False, True])
def test_who_asked_never_ends_on_the_database_thread(
    qtbot: QtBot, runner: TaskRunner, *, fails: bool
) -> None:
    ended: list[int] = []
    waiting: dict[int, _Waiting] = {}
    for number in range(GOING):
        waiting[number] = _Waiting(ended)
        forget = partial(_forget, waiting, number)
        runner.submit(runner, partial(waiting[number].ask, fails=fails), forget, forget)
        if number % BATCH == 0:
            qtbot.waitUntil(lambda: runner.idle)
    qtbot.waitUntil(lambda: runner.idle)
    assert len(ended) == GOING
    assert set(ended) == {threading.get_ident()}


def _forget(waiting: dict[int, _Waiting], number: int, _: object) -> None:
    """Drop the one who asked, as a page does that closes upon its answer."""
    del waiting[number]


def test_known_errors_go_where_they_are_asked_for(qtbot: QtBot, runner: TaskRunner) -> None:
    def fail() -> None:
        raise DiskFull

    here: list[Exception] = []
    everywhere: list[object] = []
    runner.failed.connect(everywhere.append)
    runner.submit(runner, fail, lambda _: None, here.append)
    runner.submit(runner, fail, lambda _: None)
    qtbot.waitUntil(lambda: runner.idle)
    assert [type(error) for error in here] == [DiskFull]
    assert [type(error) for error in everywhere] == [DiskFull]


def test_an_error_of_ours_is_raised_on_the_gui_thread(qtbot: QtBot, runner: TaskRunner) -> None:
    with qtbot.captureExceptions() as raised:
        runner.submit(runner, lambda: 1 // 0, lambda _: None)
        qtbot.waitUntil(lambda: runner.idle)
    assert [kind for kind, _, _ in raised] == [ZeroDivisionError]


def test_a_dead_owner_gets_no_answer(qtbot: QtBot, runner: TaskRunner) -> None:
    gate = threading.Event()
    answers: list[int] = []
    owner = QObject()
    runner.submit(owner, lambda: int(gate.wait()), answers.append)
    shiboken6.delete(owner)
    gate.set()
    qtbot.waitUntil(lambda: runner.idle)
    assert answers == []


def test_what_is_forgotten_still_runs_but_is_not_delivered(
    qtbot: QtBot, runner: TaskRunner
) -> None:
    ran: list[int] = []
    answers: list[None] = []
    runner.submit(runner, lambda: ran.append(1), answers.append)
    runner.forget()
    qtbot.waitUntil(lambda: runner.idle)
    assert ran == [1]
    assert answers == []


def test_the_end_waits_for_what_was_handed_in_and_takes_no_more(qapp: QApplication) -> None:
    runner = TaskRunner((KnownError,), qapp)
    ran: list[int] = []
    for number in range(50):
        runner.submit(runner, partial(ran.append, number), lambda _: None)
    runner.shut_down()
    runner.submit(runner, lambda: ran.append(99), lambda _: None)
    assert ran == list(range(50))


def test_progress_is_seen_and_stopped_from_the_other_thread() -> None:
    progress = SharedProgress()
    progress.report(3, 12)
    assert progress.reached() == (3, 12)
    assert not progress.cancelled
    progress.cancel()
    assert progress.cancelled


def test_many_calls_do_not_end_the_process() -> None:
    """PySide6 6.12 gives away a reference to None with every call; Python 3.11 counts them."""
    program = (
        "import desk_app.gui\n"
        "from PySide6.QtCore import QTimer\n"
        "timer = QTimer()\n"
        f"for _ in range({CALLS}): timer.setInterval(1); timer.isActive()\n"
        "print('alive')"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60
    )
    assert (ended.returncode, ended.stdout) == (0, "alive\n")
