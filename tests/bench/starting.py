# SPDX-License-Identifier: MIT
"""The start: the program until its first window is painted, and what it loads behind that.

Each is a process of its own. The empty window imports the same libraries beforehand: those that
the program has imported when its first window is painted, not those that come behind it; of
PySide6, which makes a class when its name is first imported, the same names. The program is
compiled, as it is after the set-up.

While the rest is loaded the clerk types a password: how long the window's thread stands still then
is measured beside a window that loads nothing.
"""

from __future__ import annotations

import compileall
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from time import perf_counter

from tests.bench.desks import found, temporary_folder
from tests.bench.measuring import Line, Pair, Taken

ROOT = Path(__file__).parents[2]
_OURS = """
import sys
from desk_app import main
from desk_app.gui import app
def libraries():
    for module, known in tuple(sys.modules.items()):
        if module.split(".")[0] not in ("desk_app", "__main__"):
            yield module
            if module.startswith("PySide6."):
                yield from (f"{module}:{name}" for name in vars(known) if name[0] != "_")
class Shown(app.Window):
    def paintEvent(self, event):
        super().paintEvent(event)
        if len(sys.argv) > 2:
            open(sys.argv[2], "w").write("\\n".join(libraries()))
        print("shown", flush=True)
        self.close()
app.Window = Shown
sys.exit(main.main(["--desk", sys.argv[1]]))
"""
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
from tests.bench.heart import Heart
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


LINES = (
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
