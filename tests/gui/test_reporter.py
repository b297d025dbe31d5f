# SPDX-License-Identifier: MIT
"""Mistakes of ours: told once in the clerk's language, written without data, nothing lost."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType

from desk_app.gui.kit.display.notes import ErrorBar
from desk_app.gui.page import SectionView
from desk_app.gui.process.reporter import Reporter
from desk_app.gui.session.tasks import ToldAlreadyError
from tests.gui.pages import Opened
from tests.workbench.processes import is_private

ANYWHERE = ("IndexError", "ArithmeticError", "OSError", "BufferError", "EOFError")
"""Of a model's data, of painting, of the database's thread, of the one beside it, of any other."""
NOW = datetime(2026, 11, 25, 5, 36, tzinfo=UTC)
PERSON = "髙橋 みゆき"
WINDOW = """
import sys
import threading
from pathlib import Path
from PySide6.QtCore import QAbstractListModel, QTimer
from PySide6.QtWidgets import QApplication, QListView, QWidget
from desk_app.gui import app
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.display.notes import ErrorBar
from tests.gui.small_desk import SmallEntrance

def fail(kind=ValueError):
    raise kind("髙橋 みゆき")

class Rows(QAbstractListModel):
    def rowCount(self, parent=None):
        return 1
    @override
    def data(self, index, role=0):
        return [][index.row()]

class Painted(QWidget):
    def paintEvent(self, event):
        fail(ArithmeticError)

def fail_everywhere():
    window._runner.submit(window, lambda: fail(OSError), print)
    window._beside.submit(window, lambda: fail(BufferError), print)
    thread = threading.Thread(target=fail, args=(EOFError,))
    thread.start()
    thread.join()

def show_rows():
    shown = QListView(window)
    shown.setModel(Rows(shown))
    shown.resize(90, 90)
    shown.grab()

def paint():
    Painted(window).grab()

def wait():
    idle = window._runner.idle and window._beside.idle
    QTimer.singleShot(20, look if idle else wait)

def look():
    bars = [b for b in window.findChildren(ErrorBar) if b.isVisible()]
    sys.stdout.buffer.write(bars[0].accessibleName().encode() if len(bars) == 1 else b"")
    QApplication.quit()

def begin(opened):
    global window
    window = opened
    for slot in (fail, fail, fail_everywhere, show_rows, paint):
        QTimer.singleShot(0, slot)
    QTimer.singleShot(50, wait)

shown = app.Window.begin
app.Window.begin = lambda window: (shown(window), begin(window))
sys.exit(app.run(SmallEntrance(log=Path(sys.argv[1])), []))
"""


@pytest.fixture
def reporter(tmp_path: Path, qapp: QObject) -> Reporter:
    return Reporter(tmp_path / "log" / "faults.log", lambda: NOW, qapp)


def test_what_fails_anywhere_is_told_once_and_the_window_goes_on(tmp_path: Path) -> None:
    log = tmp_path / "faults.log"
    ended = subprocess.run(
        [sys.executable, "-c", WINDOW, str(log)], capture_output=True, check=False, timeout=60
    )
    assert ended.returncode == 0, ended.stderr.decode()
    assert ended.stdout.decode().startswith("プログラムの不具合で、処理を終えられませんでした。")
    written = log.read_text("utf-8")
    assert written.count("ValueError") == 2
    assert [kind for kind in ANYWHERE if f" {kind}\n" not in written] == []
    assert PERSON not in written + ended.stderr.decode()


def test_the_log_names_places_in_the_code_and_no_data(reporter: Reporter) -> None:
    _raise(reporter, PERSON)
    (log,) = reporter._log.parent.iterdir()
    lines = log.read_text("utf-8").splitlines()
    assert lines[0] == "2026-11-25T05:36:00+00:00 RuntimeError"
    assert lines[1].strip().startswith("test_reporter.py:")
    assert [line.strip() for line in lines[3:5]] == ["caused by", "KeyError"]
    assert PERSON not in log.read_text("utf-8")
    assert is_private(log)


def test_what_repeats_itself_is_told_and_written_a_few_times(reporter: Reporter) -> None:
    told: list[int] = []
    reporter.mishap.connect(lambda: told.append(1))
    for _ in range(100):
        _raise(reporter)
    assert len(told) == 3
    assert reporter._log.read_text("utf-8").count("RuntimeError") == 20


def test_what_was_told_where_it_was_asked_is_only_written(reporter: Reporter) -> None:
    told: list[int] = []
    reporter.mishap.connect(lambda: told.append(1))
    error = ToldAlreadyError()
    error.__cause__ = ZeroDivisionError(PERSON)
    reporter._raised(ToldAlreadyError, error, None)
    assert told == []
    assert "ZeroDivisionError" in reporter._log.read_text("utf-8")


def test_a_text_that_qt_quotes_is_not_written(reporter: Reporter) -> None:
    here = QMessageLogContext()
    reporter._said_by_qt(QtMsgType.QtWarningMsg, here, f"QString::arg: missing: {PERSON}")
    reporter._said_by_qt(QtMsgType.QtDebugMsg, here, "not worth a line")
    assert reporter._log.read_text("utf-8").endswith(" Qt: QString::arg\n")


def test_a_full_log_makes_room_and_no_room_at_all_stops_nothing(reporter: Reporter) -> None:
    _raise(reporter)
    reporter._log.write_text("x" * 300_000, "utf-8")
    _raise(reporter)
    assert reporter._log.stat().st_size < 1000
    assert reporter._log.with_suffix(".old").exists()
    reporter._log = reporter._log / "below a file" / "faults.log"
    _raise(reporter)


def test_the_window_says_it_in_its_bar_and_keeps_what_is_typed_and_a_closed_desk_says_it_too(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened.window.tell_mishap()
    (shown,) = [each for each in opened.window.findChildren(ErrorBar) if each.isVisible()]
    opened.sign_in()
    assert not shown.isVisible()
    kept: list[str] = []
    monkeypatch.setattr(SectionView, "leave", lambda view: kept.append(view.objectName()))
    opened.window.tell_mishap()
    bar = opened.shell.findChild(ErrorBar)
    assert isinstance(bar, ErrorBar)
    assert bar.accessibleName().startswith("プログラムの不具合で")
    assert bar.isVisible()
    assert kept == ["today"]
    opened.press(Qt.Key.Key_Escape)
    assert not bar.isVisible()


def _raise(reporter: Reporter, person: str = "") -> None:
    try:
        _fail(person)
    except RuntimeError as error:
        reporter._raised(RuntimeError, error, error.__traceback__)


def _fail(person: str) -> None:
    try:
        os.environ[f"no {person}"]
    except KeyError as cause:
        raise RuntimeError(person) from cause
