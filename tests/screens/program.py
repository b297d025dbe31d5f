# SPDX-License-Identifier: MIT
"""The program as `run` starts it, a process of its own with a home of its own, under our eyes."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from desk_app.gui.session.entrance import Choices
from desk_app.records.desk.people import Language
from desk_app.store.disk import places
from tests.screens.pictures import Glass, Picture
from tests.workbench.processes import running
from tests.workbench.program import PROGRAM, Home, NeverStillError, works

Keys = tuple[str | int | tuple[str | int, *tuple[int, ...]], ...]
"""Texts typed and keys pressed, these alone or with others held down."""

PAGE = ""
"""Nothing typed; in front of keys it says that they lead to another page."""

_TICK_S = 0.06
_STILL_TICKS = 4
"""As long as this nothing may move: shorter than a cursor blinks, longer than a page is read."""

_PATIENCE_TICKS = 2_000
_WHOLE_WINDOW = 960
"""No narrower is the window that shows a desk, in pixels at 100 %."""

_ANOTHER_PAGE = 0.02
"""Another page differs in a larger part of its pixels than a cursor that blinks."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a program is to look: language, light or dark, and the scale of the display."""

    language: Language
    dark: bool
    percent: int = 100

    @property
    def name(self) -> str:
        """The end of the names of its pictures."""
        return f"{self.language.value}-{'dark' if self.dark else 'light'}-{self.percent}"


class Faulty(Exception):  # noqa: N818 what it says of the program
    """The program noted a fault of its own, which its pictures would show in an error bar."""


class Program:
    """A program at work: keys go in, pictures come out once its screen is at rest."""

    def __init__(self, process: subprocess.Popen[bytes], glass: Glass, scale: float) -> None:
        self._process = process
        self._glass = glass
        self._scale = scale
        self.window = 0

    def await_window(self) -> None:
        """Wait until the window stands there and give it the keys.

        The small one that says that a sample desk is being made goes by itself.
        """
        for _ in range(_PATIENCE_TICKS):
            if seen := [each for each in self._glass.windows() if self._is_whole(each)]:
                self.window = seen[0]
                self._glass.focus(self.window)
                self.at_rest()
                return
            self._tick()
        raise NeverStillError("no window came")

    def turn(self, keys: Keys) -> None:
        """Press keys in the window on top; they must change what is seen, however long it takes.

        With `PAGE` in front they must bring another page, not just a sign in a field.
        """
        before, least = self._glass.look(self.window), _ANOTHER_PAGE if keys[0] == PAGE else 0
        self._glass.focus(self._glass.windows()[-1])
        self._glass.play(*keys)
        for _ in range(_PATIENCE_TICKS):
            self._tick()
            if self._glass.look(self.window).unlike(before) > least:
                self.at_rest()
                return
        raise NeverStillError(f"nothing answered the keys {keys}")

    def resize(self, width: int, height: int) -> None:
        """Give the window another size, in pixels at 100 %."""
        wanted = (round(width * self._scale), round(height * self._scale))
        now = self._glass.look(self.window)
        if (now.width, now.height) != wanted:
            self._glass.resize(self.window, *wanted)

    def at_rest(self) -> Picture:
        """Return the picture of the window once nothing has moved on it for a while."""
        still, last = 0, self._glass.look(self.window)
        for _ in range(_PATIENCE_TICKS):
            self._tick()
            now = self._glass.look(self.window)
            rests = now == last and not works(self._process.pid)
            still, last = (still + 1 if rests else 0), now
            if still == _STILL_TICKS:
                return last
        raise NeverStillError("the screen does not come to rest")

    def _is_whole(self, window: int) -> bool:
        return self._glass.look(window).width >= _WHOLE_WINDOW * self._scale

    def _tick(self) -> None:
        """Let a moment pass; raises NeverStillError if the program ended in it."""
        try:
            code = self._process.wait(_TICK_S)
        except subprocess.TimeoutExpired:
            return
        raise NeverStillError(f"the program ended with {code}")


@contextmanager
def shown(glass: Glass, display: str, look: Look, words: Sequence[str]) -> Iterator[Program]:
    """Keep a program running on the screen of a glass, in a home that is new and taken away."""
    with TemporaryDirectory(prefix="screens-") as folder:
        home = Path(folder)
        _choose(home, look)
        (home / "tmp").mkdir()
        around = Home(home).variables() | {
            "TMPDIR": str(home / "tmp"),
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "QT_SCALE_FACTOR": str(look.percent / 100),
        }
        with running([PROGRAM, *words], around, stdout=subprocess.DEVNULL) as process:
            program = Program(process, glass, look.percent / 100)
            program.await_window()
            yield program
            _look_for_faults(home)


def _look_for_faults(home: Path) -> None:
    for noted in home.rglob(places.fault_log().name):
        if told := noted.read_text(encoding="utf-8").splitlines():
            raise Faulty(" | ".join(line.strip() for line in told))


def _choose(home: Path, look: Look) -> None:
    """Put language and look where the program keeps what a clerk chose."""
    kept = home / "config" / "desk_app" / "screen.json"
    kept.parent.mkdir(parents=True)
    choices = Choices(look.language, look.dark)._asdict() | {"language": look.language.value}
    kept.write_text(json.dumps(choices), encoding="ascii")
