# SPDX-License-Identifier: MIT
"""The ground all tests stand on: no screen, no network, no home folder, one time zone."""

from __future__ import annotations

import faulthandler
import gc
import importlib
import os
import shutil
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from math import inf
from pathlib import Path

import pytest
from _pytest.faulthandler import fault_handler_stderr_fd_key
from _pytest.nodeid import NodeId
from hypothesis import settings
from PySide6.QtCore import QCoreApplication, QEvent, QStandardPaths

from desk_app.bootstrap import systems
from desk_app.system import chosen
from desk_app.system.posix import PosixTerminal
from tests.workbench.processes import NOT_PROVED

MARKERS = (
    "long_office: commands of an office; `bootstrap.py office` runs them all, the suite a few",
    "once(under): no Python changes what it says; of two that are tested, only that one runs it",
    "posix(why): what POSIX alone has, as rights in a mode; not run on the Windows that Wine plays",
    "robust: kills, power cuts, full disks, damage",
    "x11: needs an X server of its own (`bootstrap.py test` brings one); never two at once",
)
UNDER = ("first", "second")
"""Of two Pythons that are tested.

Once are judged pages as they are drawn, what the database plans, sources, and what other programs
say. What a page, a verb, a rule or the store does is code that a Python runs: never once.
"""
MANY_AND_SHORT = ("tests/unit/", "tests/letters/", "tests/contract/", "tests/architecture/")
TESTS = Path(__file__).parent
HOMES = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
COLLECTED_AFTER = (300_000, 10, 10)
"""New objects before the youngest are gone through, and how often until the older ones are."""
QT_APPLICATION = "qapp"
STUCK_AFTER, WATCH_SET_EVERY = 120, 10
"""In seconds."""
OF_A_WINDOW = ("database", "beside")
"""How the names of a window's threads begin."""

WAYS_OUT = ("connect", "connect_ex", "sendto")

settings.register_profile("desk", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)


class Watch:
    """Has it shown where every thread stands when no test has begun for two minutes.

    It is set again every few seconds, not for each test: a thread is started and ended with it.
    """

    def __init__(self) -> None:
        self._set_at = -inf

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        now = time.monotonic()
        if now - self._set_at > WATCH_SET_EVERY:
            self._set_at = now
            stream = item.config.stash[fault_handler_stderr_fd_key]
            faulthandler.dump_traceback_later(STUCK_AFTER + WATCH_SET_EVERY, file=stream)

    def pytest_sessionfinish(self) -> None:
        faulthandler.cancel_dump_traceback_later()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--onscreen", action="store_true", help="show the windows on this screen")


def pytest_configure(config: pytest.Config) -> None:
    """Set up the surroundings before Qt or any library looks at them.

    Rings of dead objects are collected between tests alone, on this thread: Python collects on
    whichever thread happens to allocate, and a widget in such a ring would be destroyed by the
    database thread, which ends the process.
    """
    gc.disable()
    systems.choose()
    for marker in MARKERS:
        config.addinivalue_line("markers", marker)
    settings.load_profile("ci" if os.environ.get("CI") else "desk")
    os.environ["TZ"] = "UTC"
    if sys.platform == "win32":
        _speak_as_elsewhere()
    else:
        time.tzset()
    home = Path(tempfile.mkdtemp(prefix="desk-app-tests-"))
    config.add_cleanup(lambda: shutil.rmtree(home, ignore_errors=True))
    _use_folders_in(home, HOMES)
    if not config.getoption("--onscreen"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        _use_folders_in(home, ["XDG_RUNTIME_DIR"])
    QStandardPaths.setTestModeEnabled(True)
    config.pluginmanager.register(Watch())


def _speak_as_elsewhere() -> None:
    """Let the terminal speak by its surroundings, which say nothing: so it does on every Linux.

    Windows itself may be Japanese, as the one is that Wine plays.
    """
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        os.environ.pop(name, None)
    chosen.use(chosen.here()._replace(terminal=PosixTerminal()))


@pytest.hookimpl(tryfirst=True)
def pytest_collection(session: pytest.Session) -> None:
    """Have each of several processes read its share of all tests first.

    In a fresh checkout nothing is compiled: what one of them has compiled the others find when they
    come to it, and each would else compile everything. What cannot be read is told where it is
    collected.
    """
    given = getattr(session.config, "workerinput", None)
    if given is None or [Path(each).resolve() for each in session.config.args] != [TESTS]:
        return
    names = [".".join(each.with_suffix("").relative_to(TESTS.parent).parts) for each in _files()]
    number, count = int(given["workerid"].removeprefix("gw")), given["workercount"]
    for name in names[len(names) * number // count : len(names) * (number + 1) // count]:
        with suppress(Exception):
            importlib.import_module(name)


def _files() -> list[Path]:
    return sorted(TESTS.rglob("test_*.py"))


def pytest_collection_finish(session: pytest.Session) -> None:
    """Keep what was imported and collected out of the sight of the collector of garbage.

    All of it lives to the end; each full collection would go through it again.
    """
    gc.freeze()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell at the end what this machine could not prove."""
    for report in terminalreporter.getreports("passed"):
        for name, what in report.user_properties:
            if name == NOT_PROVED:
                terminalreporter.write_line(f"{NOT_PROVED}: {what}")


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item) -> None:
    """Let go of what a test held, and collect: much where it had a window, else when it is time.

    First what is to be deleted later goes: it would hear of the windows and languages to come.
    What is held through the collection is old from then on, and stays to the end.
    """
    held = getattr(item, "funcargs", {})
    had_windows = QT_APPLICATION in held
    held.clear()
    if gc.isenabled():
        gc.disable()
        pytest.fail("garbage was collected within a test, on whichever thread")
    if had_windows:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect(1)
        still = [each.name for each in threading.enumerate() if each.name.startswith(OF_A_WINDOW)]
        assert not still, "a window was left open"
    else:
        _collect_if_due()


def _collect_if_due() -> None:
    """Collect the oldest generation of which there is enough."""
    counts = gc.get_count()
    for generation in (2, 1, 0):
        if counts[generation] > COLLECTED_AFTER[generation]:
            gc.collect(generation)
            return


def _use_folders_in(home: Path, names: tuple[str, ...] | list[str]) -> None:
    for name in names:
        folder = home / name.lower()
        folder.mkdir(mode=0o700)
        os.environ[name] = str(folder)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> Generator[None]:
    """Keep the tests of a group in one process: those of the one X server, of one demo, one walk.

    So are the many short ones of a file of `MANY_AND_SHORT`: handed out one by one they would keep
    who hands them out busier than those who run them.

    xdist reads the group at the end of a test's id. It writes it into a field that this pytest no
    longer reads, and would give the tests of a group to any process.
    """
    for item in items:
        _must_be_run_under_one(item)
        if item.get_closest_marker("x11"):
            item.add_marker(pytest.mark.xdist_group("x11"))
        group = _group_of(item)
        if group is not None and config.getoption("loadgroup", default=False):
            item._id = NodeId.parse(f"{item.nodeid}@{group}")
    yield
    # Begun last, a group that takes minutes would keep one process at work alone.
    items.sort(key=lambda item: item.get_closest_marker("xdist_group") is None)


def _must_be_run_under_one(item: pytest.Item) -> None:
    """Refuse a mark that names neither of two Pythons: such a test would run under none."""
    once = item.get_closest_marker("once")
    if once is not None and once.kwargs.get("under") not in UNDER:
        raise pytest.UsageError(f"{item.nodeid}: once(under) names no Python")


def _group_of(item: pytest.Item) -> str | None:
    marker = item.get_closest_marker("xdist_group")
    if marker is not None:
        return str(marker.args[0])
    file = item.nodeid.partition("::")[0]
    return file if file.startswith(MANY_AND_SHORT) else None


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for way in WAYS_OUT:
            patch.setattr(socket.socket, way, _guarded(getattr(socket.socket, way)))
        yield


def _guarded(call: Callable[..., object]) -> Callable[..., object]:
    """Let a socket reach files of this machine only; a test that goes further fails."""

    def guard(connection: socket.socket, *words: object) -> object:
        if sys.platform != "win32" and connection.family == socket.AF_UNIX:
            return call(connection, *words)
        pytest.fail(f"a test reached for the network: {words!r}")

    return guard
