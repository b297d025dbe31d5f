# SPDX-License-Identifier: MIT
"""Starting, scrolling, paging, locking, and memory over hours: windows in processes of their own.

The empty window beside the start imports the same libraries beforehand: those that the program has
imported when its first window is painted, not those that come behind it; of PySide6, which makes a
class when its name is first imported, the same names. The program is compiled, as it is after the
set-up. While the rest is loaded the clerk types a password: how long the window's thread stands
still then is measured beside a window that loads nothing.
"""

from __future__ import annotations

import compileall
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from time import perf_counter

from suite import screen

from desk_app.desk.applications.intake import log_application
from tests.bench import window
from tests.bench.desks import SIZES, Lines, Workbench, found, temporary_folder
from tests.bench.measuring import Line, Pair
from tests.builders import ARRIVED
from tests.workbench.desks import Site, envelope
from tests.workbench.report import Taken

ROOT = Path(__file__).parents[2]
_PATIENCE_S = 60

Tell = Callable[[str], Taken]
"""Hands a word over and returns the figures that are answered."""


def window_apart(
    how: str, folder: Path, display: Mapping[str, str]
) -> AbstractContextManager[Tell]:
    """Start a window on the desk of a folder; give what hands it a word."""
    return program_apart([sys.executable, "-m", window.__name__, str(folder), how], display)


@contextmanager
def program_apart(words: Sequence[str], around: Mapping[str, str]) -> Iterator[Tell]:
    """Start a program that says a line once it is ready; give what hands it a word."""
    process = subprocess.Popen(
        words,
        cwd=ROOT,
        env=os.environ | around,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )

    def tell(word: str) -> Taken:
        assert process.stdin is not None
        process.stdin.write(f"{word}\n")
        process.stdin.flush()
        first, second = _answer(process).split()
        return Taken(float(first), float(second))

    try:
        _answer(process)
        yield tell
        process.communicate(timeout=_PATIENCE_S)
    finally:
        process.kill()
        process.wait()


def _answer(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    said = process.stdout.readline()
    if not said:
        raise RuntimeError(f"the program ended with {process.wait()}")
    return said


@contextmanager
def _growing_window(word: str) -> Iterator[Pair]:
    with temporary_folder() as folder:
        site = Site(folder)
        site.found()
        _fill(site)
        with window_apart("open", folder, {}) as tell:
            yield Pair(partial(tell, word), partial(tell, window.LEFT_ALONE))


def _fill(site: Site) -> None:
    desk = site.open()
    for number in range(window.DIFFERENT):
        log_application(desk, envelope(f"山田 花子{number}", ARRIVED))
    desk.ports.store.close()


def _growth(name: str, what: str, word: str) -> Line:
    return Line(
        name=name,
        what=f"{what}: growth of the window's memory; processor: growth of its number of objects",
        bare="the same window left alone",
        prepare=partial(_growing_window, word),
        turns=1,
        budget_ms=2.0,
        warm_up=0,
        unit="MB",
    )


MEMORY = (
    _growth("memory.opened", "500 applications opened", window.OPEN),
    _growth(
        "memory.switches",
        "language, colours and size of text changed and changed back, ten times",
        window.SWITCH,
    ),
)


@contextmanager
def _window(bench: Workbench, word: str) -> Iterator[Pair]:
    """One window for all its lines: what it holds is measured before it has done anything else."""
    tell = bench.stay("window", partial(_opened, bench))
    yield Pair(partial(tell, word), partial(tell, window.REST))


@contextmanager
def _opened(bench: Workbench) -> Iterator[Tell]:
    folder = bench.site.folder
    with screen(wanted=True) as display, window_apart("scroll", folder, display) as tell:
        yield tell


_ALONE = "the longest gap of the same window left alone"
LINES = Lines()
LINES(
    "memory.middle",
    "memory (PSS) of the window's process, the list scrolled to its middle",
    f"{_ALONE}: nothing to hold it against",
    window.MIDDLE,
    turns=1, budget_ms=250.0, warm_up=0, unit="MB", growth=1.5,
)(_window)  # fmt: skip
# The first turn shows every list for the first time.
LINES(
    "scroll",
    "every list scrolled, paged and sorted; the longest gap between two beats of the window",
    "the same window left alone",
    window.SCROLL,
    turns=3, budget_ms=50.0, warm_up=0, growth=1.5,
)(_window)  # fmt: skip
# The window was scrolled before.
LINES(
    "lock",
    "the window locked, the desk closed and the sign-in shown",
    _ALONE,
    window.LOCK,
    turns=5, budget_ms=300.0, warm_up=0, growth=1.5,
)(_window)  # fmt: skip


def lines(bench: Workbench) -> tuple[Line, ...]:
    """Return the lines of a desk.

    At a million applications each sign-in waits for the check of their pages: one lock is enough.
    """
    *others, lock = LINES.of(bench)
    return *others, replace(lock, turns=1 if bench.size == SIZES[-1] else lock.turns)


_OURS = """
import sys
from desk_app import bootstrap, main
def libraries():
    for module, known in tuple(sys.modules.items()):
        if module.split(".")[0] not in ("desk_app", "__main__"):
            yield module
            if module.startswith("PySide6."):
                yield from (f"{module}:{name}" for name in vars(known) if name[0] != "_")
def open_window(*given):
    from desk_app.gui import app
    class Shown(app.Window):
        def paintEvent(self, event):
            super().paintEvent(event)
            if len(sys.argv) > 2:
                open(sys.argv[2], "w").write("\\n".join(libraries()))
            print("shown", flush=True)
            self.close()
    app.Window = Shown
    return bootstrap.__getattr__("open_window")(*given)
bootstrap.open_window = open_window
sys.exit(main.main(["--desk", sys.argv[1]]))
"""
"""The window is imported where the program imports it: within its own start."""
_BARE = """
import sys
from importlib import import_module
for line in open(sys.argv[1]).read().split():
    module, _, name = line.partition(":")
    try:
        getattr(import_module(module), name, None)
    except ImportError:
        pass
from PySide6.QtWidgets import QApplication, QMainWindow
class Shown(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        print("shown", flush=True)
        self.close()
application = QApplication([])
window = Shown()
window.resize(1440, 900)
window.show()
sys.exit(application.exec())
"""

_BEATING = """
import sys
from desk_app import main
from desk_app.gui import app
from tests.bench.measuring import Heart
class Beating(app.Loading):
    def __init__(self, behind, rooms, runner, window):
        if sys.argv[2] != "all":
            behind = rooms = tuple
        super().__init__(behind, rooms, runner, window)
        self.window, self.heart = window, Heart()
        self.painted.connect(self.heart.begin)
        self.loaded.connect(self.rest)
    def rest(self):
        gap = self.heart.stop()
        print(gap.wall, gap.cpu, flush=True)
        self.window.close()
app.Loading = Beating
sys.exit(main.main(["--desk", sys.argv[1]]))
"""


@contextmanager
def _home() -> Iterator[tuple[Path, dict[str, str]]]:
    """A home with a closed desk in it, and the surroundings of a process there."""
    compileall.compile_dir(ROOT / "desk_app", quiet=1)
    with temporary_folder() as folder:
        found(folder)
        around = {**os.environ, "HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)}
        kinds = ("CONFIG", "CACHE", "STATE")
        yield folder, around | {f"XDG_{kind}_HOME": str(folder / kind) for kind in kinds}


@contextmanager
def _started() -> Iterator[Pair]:
    with _home() as (folder, around):
        desk, names = str(folder / "desk"), folder / "libraries.txt"
        _shown(_OURS, [desk, str(names)], around)
        assert names.stat().st_size, "no library was imported"
        yield Pair(
            partial(_shown, _OURS, [desk], around), partial(_shown, _BARE, [str(names)], around)
        )


@contextmanager
def _loaded() -> Iterator[Pair]:
    with _home() as (folder, around):
        desk = str(folder / "desk")
        yield Pair(
            partial(_stood_still, [desk, "all"], around),
            partial(_stood_still, [desk, "nothing"], around),
        )


def _stood_still(words: Sequence[str], around: dict[str, str]) -> Taken:
    """Start the program until all is loaded; the longest gap between two beats of its window."""
    done = subprocess.run(
        [sys.executable, "-c", _BEATING, *words],
        cwd=ROOT,
        env=around,
        capture_output=True,
        check=True,
        text=True,
    )
    wall, cpu = map(float, done.stdout.split())
    return Taken(wall, cpu)


def _shown(program: str, words: Sequence[str], around: dict[str, str]) -> Taken:
    """Start a program and wait until its window is painted; its time of a processor to its end."""
    began = perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", program, *words],
        cwd=ROOT,
        env=around,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdout is not None
    said = process.stdout.readline()
    wall = perf_counter() - began
    process.stdout.close()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if said != b"shown\n":
        raise RuntimeError(f"no window was shown: {process.returncode}")
    return Taken(wall * 1000, (used.ru_utime + used.ru_stime) * 1000)


STARTING = (
    Line(
        name="start",
        what="the program started, until its first window is painted",
        bare="an empty window of the same size that imports the same libraries",
        prepare=_started,
        turns=10,
        budget_ms=500,
        budget_ratio=1.5,
        warm_up=1,
    ),
    Line(
        name="start.loading",
        what="the window's thread stood still while the rest of the program was loaded",
        bare="the same window, which loads nothing",
        prepare=_loaded,
        turns=10,
        budget_ms=50,
        warm_up=1,
    ),
)
